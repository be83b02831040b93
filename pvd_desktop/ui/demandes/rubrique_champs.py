"""Base of the tabs made of fields of the demande, tied to it as those of a fiche are."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demande import Demande
from models.domain.demandes.situee import DemandeSituee
from models.domain.errors import AppError
from models.domain.regles import Constat
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.rubrique_demande import RubriqueDemande
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.onglet import Onglet

LARGEUR = 860


class RubriqueChamps(RubriqueDemande):
    """A form that scrolls; :meth:`_objet` says what its fields show."""

    def __init__(
        self,
        nom: str,
        champs: Sequence[Champ | str],
        ecriture: EcritureDemande,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ecriture = ecriture
        self._noms = frozenset(champ.nom for champ in champs if isinstance(champ, Champ))
        self.onglet = Onglet(nom, champs, self._write, largeur_max=LARGEUR, parent=self)
        self.onglet.set_lecture_seule(ecriture.est_lecture_seule)
        self.onglet.collage_coupe.connect(self.avertissement)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.onglet)

    def _objet(self, demande: Demande) -> object:
        """What has the attributes of the fields, under the identity of the demande."""
        return demande

    def _write(self, nom: str, valeur: object) -> AppError | None:
        return self._ecriture.write(nom, valeur)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        self.onglet.lie.show(self._objet(situee.demande))

    @override
    def set_constats(self, constats: Iterable[Constat]) -> None:
        self.onglet.set_constats(constats)

    @override
    def commit(self) -> bool:
        return self.onglet.commit()

    @override
    def show_saisie(self) -> None:
        fautif = next((w for w in self.findChildren(QWidget) if w.property("etat") == "erreur"), None)
        cible = fautif or self.onglet.lie.champ_refuse()
        if cible is not None:
            cible.setFocus(Qt.FocusReason.OtherFocusReason)
            self.onglet.show_focus()

    @override
    def abandon(self) -> None:
        self.onglet.abandon()
        for liste in self.findChildren(ListeEditable):
            liste.abandon()

    @override
    def focus_champ(self, champ: str) -> bool:
        return self.onglet.focus_champ(champ)
