"""A pile of cards, one form each: what is long to write, in the order people give it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.domain.errors import AppError
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie


@dataclass(frozen=True, slots=True)
class ActesCartes:
    """What the pile does to the project."""

    add: Callable[[], Uid | None]
    write: Callable[[Uid, str, object], AppError | None]
    move: Callable[[Uid, int], None]
    remove: Callable[[Uid], None]


@dataclass(frozen=True, slots=True)
class MotsCartes:
    """What the pile says of itself."""

    ajouter: str
    """Text of the button."""
    une: str
    """What a card is, after a verb: « le secteur »."""
    titre_vide: str
    texte_vide: str
    """What stands there while there is no card."""


class Carte(QFrame):
    """One object: its title, its place, its fields."""

    def __init__(
        self, uid: Uid, mots: MotsCartes, champs: Sequence[Champ], actes: ActesCartes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self.champs = {champ.nom: champ for champ in champs}
        self.titre = QLabel(self)
        self.titre.setTextFormat(Qt.TextFormat.PlainText)
        self.titre.setWordWrap(True)
        self.boutons = {
            nom: _tool(icone, f"{verbe} {mots.une}", self)
            for nom, icone, verbe in (
                ("monter", "monter", "Monter"),
                ("descendre", "descendre", "Descendre"),
                ("retirer", "supprimer", "Retirer"),
            )
        }
        self.formulaire = Formulaire(champs, self)
        self.lie = FormulaireLie(self.formulaire, champs, partial(actes.write, uid))
        self._tete = QHBoxLayout()
        self._tete.addWidget(self.titre, 1)
        for bouton in self.boutons.values():
            self._tete.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne = QVBoxLayout(self)
        self._colonne.addLayout(self._tete)
        self._colonne.addWidget(self.formulaire)
        theme.suivre(self, self._on_theme_changed)

    def set_titre(self, titre: str) -> None:
        """Say what the card is about; its buttons too, for whoever cannot see where they are."""
        self.titre.setText(titre)
        for bouton in self.boutons.values():
            bouton.setAccessibleName(f"{bouton.toolTip()}\u00a0: {titre}")

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing and moving."""
        self.formulaire.set_lecture_seule(lecture_seule)
        for bouton in self.boutons.values():
            bouton.setVisible(not lecture_seule)

    def _on_theme_changed(self) -> None:
        self.titre.setFont(theme.police(1.1, gras=True))
        self._colonne.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(14))
        self._colonne.setSpacing(theme.px(10))
        self._tete.setSpacing(theme.px(2))


class PileCartes(QWidget):
    """Cards follow the project by identity: what is being typed in one stays."""

    def __init__(
        self,
        mots: MotsCartes,
        build_champs: Callable[[Uid], Sequence[Champ]],
        actes: ActesCartes,
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``build_champs`` makes the fields of the card of an object."""
        super().__init__(parent)
        self._mots = mots
        self._build_champs = build_champs
        self._actes = actes
        self._editable = editable
        self._cartes: dict[Uid, Carte] = {}
        self._ordre: tuple[Uid, ...] = ()
        self.vide = EtatVide(
            "territoire", mots.titre_vide, mots.texte_vide, mots.ajouter if editable else "", parent=self
        )
        self.ajouter = QPushButton(mots.ajouter, self)
        icones.poser(self.ajouter, "ajouter")
        self._pile = QVBoxLayout()
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self.vide)
        self._colonne.addLayout(self._pile)
        self._colonne.addWidget(self.ajouter, 0, Qt.AlignmentFlag.AlignLeft)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self.vide.action_triggered.connect(self._on_ajouter_clicked)
        theme.suivre(self, self._on_theme_changed)

    def set_objets(self, objets: Sequence[Any], titre: Callable[[int, Any], str]) -> None:
        """Show these; ``titre`` gives the one of a card from its rank, which begins at 1, and its object."""
        ordre = tuple(objet.uid for objet in objets)
        for uid in [uid for uid in self._cartes if uid not in ordre]:
            carte = self._cartes.pop(uid)
            carte.hide()
            carte.deleteLater()
        for rang, objet in enumerate(objets, 1):
            carte = self._cartes.get(objet.uid) or self._add(objet.uid)
            carte.set_titre(titre(rang, objet))
            carte.lie.show(objet)
            carte.boutons["monter"].setEnabled(rang > 1)
            carte.boutons["descendre"].setEnabled(rang < len(objets))
        if ordre != self._ordre:
            self._ordre = ordre
            self._place()
        self.vide.setVisible(not ordre)
        self.ajouter.setVisible(self._editable and bool(ordre))

    def cartes(self) -> tuple[Carte, ...]:
        """The cards, in their order."""
        return tuple(self._cartes[uid] for uid in self._ordre)

    def commit(self) -> bool:
        """Write what is pending in every card."""
        valides = [carte.lie.commit() for carte in self.cartes()]
        return all(valides)

    def champ_refuse(self) -> QWidget | None:
        """The first field whose value was refused."""
        return next((champ for carte in self.cartes() if (champ := carte.lie.champ_refuse())), None)

    def focus_carte(self, uid: Uid, champ: str) -> bool:
        """Put the focus in a field of a card; ``False`` when there is none."""
        carte = self._cartes.get(uid)
        return carte is not None and carte.formulaire.focus_champ(champ)

    def _add(self, uid: Uid) -> Carte:
        carte = Carte(uid, self._mots, self._build_champs(uid), self._actes, self)
        carte.set_lecture_seule(not self._editable)
        carte.boutons["monter"].clicked.connect(partial(self._move, uid, -1))
        carte.boutons["descendre"].clicked.connect(partial(self._move, uid, 1))
        carte.boutons["retirer"].clicked.connect(partial(self._remove, uid))
        self._cartes[uid] = carte
        return carte

    def _place(self) -> None:
        """In the order of the project, for the eye and for Tab."""
        touches: list[QWidget] = []
        for carte in self.cartes():
            self._pile.removeWidget(carte)
            self._pile.addWidget(carte)
            carte.show()
            touches += [w for w in carte.findChildren(QWidget) if _is_walked(w, carte)]
        for avant, apres in pairwise([*touches, self.ajouter]):
            QWidget.setTabOrder(avant, apres)

    def _on_ajouter_clicked(self) -> None:
        if self.commit() and (uid := self._actes.add()) is not None:
            carte = self._cartes[uid]
            carte.formulaire.focus_champ(next(iter(carte.champs)))

    def _move(self, uid: Uid, pas: int, _coche: bool = False) -> None:
        if self.commit():
            self._actes.move(uid, self._ordre.index(uid) + pas)

    def _remove(self, uid: Uid, _coche: bool = False) -> None:
        rang = self._ordre.index(uid)
        self._actes.remove(uid)
        if self._ordre:
            self.cartes()[min(rang, len(self._ordre) - 1)].boutons["retirer"].setFocus()

    def _on_theme_changed(self) -> None:
        self._colonne.setSpacing(theme.px(12))
        self._pile.setSpacing(theme.px(12))


def _is_walked(widget: QWidget, carte: Carte) -> bool:
    """Whether Tab stops there; the list of a combo is a window of its own."""
    stops = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return stops and widget.focusProxy() is None and widget.window() is carte.window()


def _tool(icone: str, aide: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip(aide)
    icones.poser(bouton, icone, "texte_discret", 16)
    return bouton
