"""A few fields laid out by hand (header, follow-up line) that behave like a form: one message line for all."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.domain.regles import Constat
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import Editeur
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau, niveau_gravite


class ChampsCompacts(QWidget):
    """Children lay the editors out in ``self.corps``; the error of a field is told under them, with its label."""

    champ_valide = Signal(str, object)

    def __init__(self, champs: Sequence[Champ], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._champs = {champ.nom: champ for champ in champs}
        self._erreurs: dict[str, str] = {}
        self._constats: list[Constat] = []
        self.corps = QVBoxLayout()
        self._message = LigneMessage(self)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(theme.px(4))
        disposition.addLayout(self.corps)
        disposition.addWidget(self._message)
        for nom, champ in self._champs.items():
            champ.editeur.setAccessibleName(champ.libelle)
            champ.editeur.setToolTip(champ.aide)
            editeur = cast("Editeur", champ.editeur)
            editeur.valeur_validee.connect(partial(self.champ_valide.emit, nom))
            editeur.erreur_changed.connect(partial(self.set_erreur, nom))

    def editeur(self, nom: str) -> QWidget:
        """The editor of a field."""
        return self._champs[nom].editeur

    def message(self) -> str:
        """The message shown, empty when all is well."""
        return self._message.texte() if self._message.isVisibleTo(self) else ""

    def set_valeurs(self, valeurs: Mapping[str, object]) -> None:
        """Show these values; fields left out are left alone."""
        for nom, valeur in valeurs.items():
            cast("Editeur", self._champs[nom].editeur).set_valeur(valeur)

    def focus_champ(self, nom: str) -> bool:
        """Put the focus in a field; ``False`` when it is not here."""
        if nom not in self._champs:
            return False
        self._champs[nom].editeur.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def commit(self) -> bool:
        """Validate what is pending; ``False`` when a field cannot be read."""
        valides = [cast("Editeur", champ.editeur).commit() for champ in self._champs.values()]
        return all(valides)

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        for champ in self._champs.values():
            cast("Editeur", champ.editeur).set_lecture_seule(lecture_seule)

    def set_erreur(self, nom: str, message: str) -> None:
        """Show an error; an empty message clears it."""
        self._erreurs.pop(nom, None)
        if message:
            self._erreurs[nom] = f"{self._champs[nom].libelle}\u00a0: {message}"
        self._show_message()

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Points about these fields, the most serious first."""
        self._constats = [c for c in constats if c.champ in self._champs]
        self._show_message()

    def _show_message(self) -> None:
        if erreur := next(iter(self._erreurs.values()), ""):
            self._message.set_message(Niveau.ERREUR, erreur)
        elif self._constats:
            constat = self._constats[0]
            self._message.set_message(niveau_gravite(constat.gravite), constat.message, constat.remede)
        else:
            self._message.hide()
