"""« Noter une échéance… »: a day that nothing computes, of the project or of one action."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.echeance import Echeance
from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.dialogue import Dialogue
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class EcheanceDialog(Dialogue):
    """Never blocks: :meth:`open` it, and ``valide`` says what was typed."""

    valide = Signal(object)
    """The fields of the échéance, by name."""

    def __init__(
        self,
        echeance: Echeance | None,
        fiches: Iterable[FicheAction],
        aujourd_hui: Callable[[], date],
        parent: QWidget,
        *,
        jour: date | None = None,
    ) -> None:
        """``echeance`` is the one to change; a new one may come with its ``jour``."""
        super().__init__(parent)
        self.setWindowTitle("Modifier l’échéance" if echeance else "Noter une échéance")
        self.intitule = TexteEdit()
        self.jour = DateEdit(aujourd_hui)
        self.fin = DateEdit(aujourd_hui)
        self.fiche = ChoixCombo([(f.uid, f.titre) for f in fiches], libelle_vide="Tout le projet")
        self.formulaire = Formulaire(
            [
                Champ("intitule", self.intitule, "Intitulé", requis=True),
                Champ(
                    "jour",
                    self.jour,
                    "Date",
                    "«\u00a03/4/26\u00a0», «\u00a0+30\u00a0» pour dans trente jours",
                    requis=True,
                ),
                Champ("fin", self.fin, "Dernier jour", "Si elle dure plusieurs jours"),
                Champ("fiche", self.fiche, "Action"),
            ],
            self,
        )
        self.formulaire.set_valeurs(echeance or Echeance(jour=jour))
        self.lay_out("Enregistrer" if echeance else "Noter", self.formulaire, largeur=560)
        self.intitule.setFocus()

    @override
    def accept_typed(self) -> None:
        """Close on a title and a day; without them, say so."""
        if not self.formulaire.commit():
            return
        jour, fin = self.jour.valeur(), self.fin.valeur()
        manques = {
            "intitule": "" if self.intitule.valeur() else "Dites en quelques mots ce qui est à faire.",
            "jour": "" if jour else "Une échéance a besoin d’une date.",
            "fin": "Le dernier jour vient avant le premier\u00a0: corrigez l’un des deux."
            if _inverse(jour, fin)
            else "",
        }
        for champ, message in manques.items():
            self.formulaire.set_erreur(champ, message)
        if any(manques.values()):
            self.formulaire.focus_erreur()
            return
        self.accept()
        fiche = self.fiche.valeur()
        champs: dict[str, Any] = {"intitule": self.intitule.valeur(), "jour": jour, "fin": fin}
        self.valide.emit(champs | {"fiche": Uid(fiche) if fiche else None})


def _inverse(jour: date | None, fin: date | None) -> bool:
    return jour is not None and fin is not None and fin < jour
