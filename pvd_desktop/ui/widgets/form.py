"""A form built from one table of fields: labels, help, errors and points à vérifier are laid out in one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.regles import Constat
from models.domain.vocabulaire import Gravite
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import Editeur
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau, niveau_gravite

LARGEUR_LIBELLE: Final = 168
"""Pixels at 100 %: the same in every form, so that the fields of a page line up."""

LARGEUR_AISEE: Final = 560
"""Pixels at 100 % of a form under which it is narrow."""
LIBELLE_ETROIT: Final = 104
"""Pixels at 100 % of a label on a narrow form."""
_SANS_BORNE: Final = (1 << 24) - 1
"""Maximum width of a widget that has none, in pixels."""


@dataclass(frozen=True, slots=True)
class Champ:
    """One field of a form.

    Attributes:
        nom: name of the attribute of the snapshot, and of the field a point à vérifier opens.
        editeur: a widget that follows the protocol of :class:`Editeur`.
        libelle: label, with « & » before its mnemonic if it has one.
        aide: sentence of the tooltip.
        source: article the rule of the field comes from, added to the tooltip.
        requis: said in words beside the label.
        large: label above, editor over the whole width (long texts).
    """

    nom: str
    editeur: QWidget
    libelle: str
    aide: str = ""
    source: str = ""
    requis: bool = False
    large: bool = False


class Formulaire(QWidget):
    """Labels on the left, editors on the right, messages under the field they speak of."""

    champ_valide = Signal(str, object)

    def __init__(self, champs: Sequence[Champ | str], parent: QWidget | None = None) -> None:
        """A string among ``champs`` is the title of the section that follows."""
        super().__init__(parent)
        self._champs = {champ.nom: champ for champ in champs if isinstance(champ, Champ)}
        self._messages: dict[str, LigneMessage] = {}
        self._constats: dict[str, Constat] = {}
        self._erreurs: dict[str, str] = {}
        self._libelles: list[QLabel] = []
        self._titres: list[QLabel] = []
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setColumnStretch(1, 1)
        for element in champs:
            if isinstance(element, Champ):
                self._lay_out_champ(element)
            else:
                self._lay_out_titre(element)
        self._grille.setRowStretch(self._grille.rowCount(), 1)
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def editeur(self, nom: str) -> QWidget:
        """The editor of a field."""
        return self._champs[nom].editeur

    def set_valeurs(self, objet: object) -> None:
        """Show a snapshot (its attributes) or a mapping; fields it does not have are left alone."""
        for nom, champ in self._champs.items():
            if isinstance(objet, Mapping):
                valeurs = cast("Mapping[str, object]", objet)
                if nom in valeurs:
                    _editeur(champ).set_valeur(valeurs[nom])
            elif hasattr(objet, nom):
                _editeur(champ).set_valeur(getattr(objet, nom))

    def valeurs(self) -> dict[str, object]:
        """The last valid value of every field, by its name."""
        return {nom: _editeur(champ).valeur() for nom, champ in self._champs.items()}

    def focus_erreur(self) -> None:
        """Put the focus in the first field that is not valid."""
        self.focus_champ(next((nom for nom in self._champs if self._erreurs.get(nom)), ""))

    def focus_champ(self, nom: str) -> bool:
        """Put the focus in a field; ``False`` when the form does not have it."""
        if nom not in self._champs:
            return False
        self._champs[nom].editeur.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def commit(self) -> bool:
        """Validate what is pending everywhere; ``False`` when a field is not valid."""
        valides = [_editeur(champ).commit() for champ in self._champs.values()]
        return all(valides)

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing everywhere."""
        for champ in self._champs.values():
            _editeur(champ).set_lecture_seule(lecture_seule)

    def set_erreur(self, nom: str, message: str) -> None:
        """Show an error under a field; an empty message clears it."""
        self._erreurs[nom] = message
        self._show_message(nom)

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields the points speak of: under each, the most serious one."""
        ordre = list(Gravite)
        self._constats = {}
        for constat in sorted(constats, key=lambda c: ordre.index(c.gravite)):
            self._constats.setdefault(constat.champ, constat)
        for nom in self._champs:
            self._show_message(nom)

    def _show_message(self, nom: str) -> None:
        """An error of what was typed comes before a point à vérifier."""
        ligne = self._messages[nom]
        if erreur := self._erreurs.get(nom):
            ligne.set_message(Niveau.ERREUR, erreur)
        elif constat := self._constats.get(nom):
            ligne.set_message(niveau_gravite(constat.gravite), constat.message, constat.remede)
        else:
            ligne.hide()

    def _lay_out_champ(self, champ: Champ) -> None:
        ligne = self._grille.rowCount()
        libelle = QLabel(f"{champ.libelle} (obligatoire)" if champ.requis else champ.libelle, self)
        libelle.setBuddy(champ.editeur)
        libelle.setWordWrap(not champ.large)
        texte_aide = "\n".join(filter(None, (champ.aide, champ.source and f"Source\u00a0: {champ.source}")))
        libelle.setToolTip(texte_aide)
        champ.editeur.setToolTip(texte_aide)
        champ.editeur.setAccessibleName(champ.libelle.replace("&", ""))
        self._messages[champ.nom] = message = LigneMessage(self)
        bloc = QVBoxLayout()
        bloc.setSpacing(theme.px(2))
        if champ.large:
            bloc.addWidget(libelle)
            self._grille.addLayout(bloc, ligne, 0, 1, 2)
        else:
            self._libelles.append(libelle)
            self._grille.addWidget(libelle, ligne, 0, Qt.AlignmentFlag.AlignTop)
            self._grille.addLayout(bloc, ligne, 1)
        # A year or a date has its width: stretched over the form, it would look like a sentence is expected.
        borne = champ.editeur.maximumWidth() < _SANS_BORNE
        rang = QHBoxLayout()
        rang.addWidget(champ.editeur, 1)
        if borne:
            rang.addStretch()
        bloc.addLayout(rang)
        bloc.addWidget(message)

    def _lay_out_titre(self, titre: str) -> None:
        ligne = self._grille.rowCount()
        libelle = QLabel(titre, self)
        self._titres.append(libelle)
        self._grille.addWidget(libelle, ligne, 0, 1, 2)

    def _connect(self) -> None:
        for nom, champ in self._champs.items():
            editeur = _editeur(champ)
            editeur.valeur_validee.connect(partial(self.champ_valide.emit, nom))
            editeur.erreur_changed.connect(partial(self.set_erreur, nom))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_libelles()

    def _fit_libelles(self) -> None:
        """On a narrow form labels go to two lines rather than push the fields out of the page.

        One step, no slope: a width that follows that of the form changes what the form asks for, without end.
        """
        largeur = theme.px(LARGEUR_LIBELLE if self.width() >= theme.px(LARGEUR_AISEE) else LIBELLE_ETROIT)
        for libelle in self._libelles:
            libelle.setFixedWidth(largeur)

    def _on_theme_changed(self) -> None:
        self._grille.setHorizontalSpacing(theme.px(16))
        self._grille.setVerticalSpacing(theme.px(10))
        self._fit_libelles()
        for libelle in self._libelles:
            # Sits on the line of the text typed beside it.
            libelle.setContentsMargins(0, theme.px(6), 0, 0)
        for premier, titre in enumerate(self._titres):
            titre.setFont(theme.police(1.1, gras=True))
            titre.setContentsMargins(0, theme.px(12) if premier else 0, 0, theme.px(2))


def _editeur(champ: Champ) -> Editeur:
    """The same widget, seen through the protocol (a Qt class cannot declare that it follows one)."""
    return cast("Editeur", champ.editeur)
