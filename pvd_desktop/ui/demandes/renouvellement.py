"""« Renouveler… »: the campaign and the nature are all that the next demande needs to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from models.domain.demande import NatureDemande
from models.domain.demandes.situee import DemandeSituee
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.dialogue import Dialogue
from pvd_desktop.ui.widgets.form import Champ, Formulaire


class Renouvellement(Dialogue):
    """Never blocks: :meth:`open` it, and ``valide`` says what was chosen.

    Signals:
        valide(int, NatureDemande): year of the campaign, and what the portal asks first.
    """

    valide = Signal(int, object)

    def __init__(self, situee: DemandeSituee, annee: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Renouveler la demande")
        phrase = QLabel(
            f"«\u00a0{situee.nom}\u00a0» est reprise avec ses opérations, ses réponses et ses pièces, sans aucune "
            "date. La demande d’origine ne change pas.",
            self,
        )
        phrase.setWordWrap(True)
        self.annee = AnneeEdit()
        self.annee.set_valeur(annee)
        self.nature = ChoixCombo([(n, n.libelle) for n in NatureDemande], facultatif=False)
        self.nature.set_valeur(NatureDemande.RENOUVELLEMENT_PIECES)
        self.formulaire = Formulaire(
            [Champ("annee", self.annee, "Année", requis=True), Champ("nature", self.nature, "Nature")], self
        )
        self.lay_out("Renouveler", phrase, self.formulaire, largeur=520)

    @override
    def accept_typed(self) -> None:
        """Close on a year; without one, say so."""
        if not self.formulaire.commit():
            return
        annee = self.annee.valeur()
        if annee is None:
            self.formulaire.set_erreur("annee", "Le renouvellement a besoin d’une année. Écrivez par exemple 2028.")
            return
        self.accept()
        self.valide.emit(annee, self.nature.valeur())
