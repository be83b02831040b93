"""The points of one milestone: five first, the others when asked for, never a wall of red."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.regles import Constat
from models.domain.vocabulaire import Jalon
from pvd_desktop.ui import theme
from pvd_desktop.ui.points.ligne import Cle, LignePoint, key_of

PREMIERS: Final = 5
PAR_PAGE: Final = 50
"""Lines added at once: more would freeze the window."""


def tient_le_clavier(widget: QWidget) -> bool:
    """Whether the keyboard is in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


class SectionPoints(QWidget):
    """Keeps the line of a point as long as the point stands: focus and typed reason stay with it."""

    ouvrir_demande = Signal(object)
    ignore_demande = Signal(object, str)

    def __init__(self, jalon: Jalon, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self._jalon = jalon
        self._montres = PREMIERS
        self._constats: tuple[Constat, ...] = ()
        self._lignes: dict[Cle, LignePoint] = {}
        self._titre = QLabel(self)
        self._suite = QPushButton(self)
        self._suite.setProperty("role", "lien")
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._titre)
        self._rangs = QVBoxLayout()
        self._disposition.addLayout(self._rangs)
        self._disposition.addWidget(self._suite)
        self._suite.clicked.connect(self._on_suite_clicked)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def set_constats(self, constats: Sequence[Constat]) -> None:
        """Show these points, the gravest first."""
        uniques = {key_of(constat): constat for constat in reversed(constats)}
        self._constats = tuple(reversed(uniques.values()))
        self.setVisible(bool(constats))
        self._titre.setText(f"{self._jalon.libelle}\u00a0· {len(self._constats)}")
        self._reconcile()

    def lignes(self) -> tuple[LignePoint, ...]:
        """The lines shown, in order."""
        return tuple(self._lignes[key_of(c)] for c in self._constats[: self._montres])

    def bouton_suite(self) -> QPushButton:
        """« Afficher les N autres »."""
        return self._suite

    def _reconcile(self) -> None:
        visibles = self._constats[: self._montres]
        gardees = {key_of(constat) for constat in visibles}
        quitte: int | None = None
        for cle in [c for c in self._lignes if c not in gardees]:
            ligne = self._lignes.pop(cle)
            if tient_le_clavier(ligne):
                quitte = self._rangs.indexOf(ligne)
            self._rangs.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        for rang, constat in enumerate(visibles):
            ligne = self._lignes.get(key_of(constat)) or self._add(constat)
            if ligne.constat != constat:
                ligne.set_constat(constat)
            if self._rangs.indexOf(ligne) != rang:
                self._rangs.removeWidget(ligne)
                self._rangs.insertWidget(rang, ligne)
                # Now, and not at the next turn of the loop: the focus may go there at once.
                ligne.show()
        if quitte is not None and visibles:
            # The point that took the place of the one that went, else Qt leaves for the first button of the window.
            self.lignes()[min(quitte, len(visibles) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        autres = len(self._constats) - len(visibles)
        self._suite.setVisible(autres > 0)
        if autres > PAR_PAGE:
            self._suite.setText(f"Afficher {PAR_PAGE} autres sur {autres}")
        else:
            self._suite.setText("Afficher le dernier" if autres == 1 else f"Afficher les {autres} autres")

    def _add(self, constat: Constat) -> LignePoint:
        ligne = LignePoint(constat, editable=self._editable, parent=self)
        ligne.ouvrir_demande.connect(self.ouvrir_demande)
        ligne.ignore_demande.connect(self.ignore_demande)
        self._lignes[key_of(constat)] = ligne
        return ligne

    def _on_suite_clicked(self) -> None:
        premier = self._montres
        self._montres += PAR_PAGE
        self._reconcile()
        lignes = self.lignes()
        if premier < len(lignes):
            lignes[premier].setFocus()

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(0, 0, 0, theme.px(12))
        self._disposition.setSpacing(theme.px(8))
        self._rangs.setSpacing(theme.px(8))
        self._titre.setFont(theme.police(1.15, gras=True))
