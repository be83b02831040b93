"""The points set aside, with their reason, and the way to take each one back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.projet import ConstatIgnore
from models.domain.regles import Constat
from models.domain.regles.verification import est_mis_de_cote
from pvd_desktop.ui import icones, theme


class LigneIgnoree(QWidget):
    """What was set aside and why."""

    reprendre_demande = Signal(object)

    def __init__(
        self, ignore: ConstatIgnore, tus: Sequence[Constat], *, editable: bool = True, parent: QWidget | None = None
    ) -> None:
        """``tus`` are the points that it keeps from being shown."""
        super().__init__(parent)
        self._ignore = ignore
        self._texte = QLabel(self)
        self._motif = QLabel(f"Motif\u00a0: {ignore.motif}", self)
        self._motif.setProperty("role", "discret")
        for libelle in (self._texte, self._motif):
            libelle.setWordWrap(True)
            libelle.setTextFormat(Qt.TextFormat.PlainText)
        if ignore.objet is None:
            self._texte.setText(f"{ignore.code}\u00a0: ce point est ignoré dans tout le projet.")
        elif not tus:
            self._texte.setText(f"{ignore.code}\u00a0: ce point n’est plus signalé.")
        else:
            # One set aside for every field may keep several quiet.
            self._texte.setText("\n".join(f"{un.objet.libelle}\u00a0: {un.message}" for un in tus))
        self._reprendre = QPushButton("Reprendre", self)
        self._reprendre.setAccessibleName(f"Reprendre le point {ignore.code}\u00a0: {self._texte.text()}")
        self._reprendre.setVisible(editable)
        self._reprendre.clicked.connect(lambda: self.reprendre_demande.emit(self._ignore))
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(self._texte)
        textes.addWidget(self._motif)
        disposition.addLayout(textes, 1)
        disposition.addWidget(self._reprendre, 0, Qt.AlignmentFlag.AlignTop)

    def bouton(self) -> QPushButton:
        """« Reprendre »."""
        return self._reprendre


class PointsIgnores(QWidget):
    """Folded until asked for."""

    reprendre_demande = Signal(object)

    def __init__(self, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self._lignes: list[LigneIgnoree] = []
        self._montre: tuple[object, ...] = ()
        self._bascule = QPushButton(self)
        self._bascule.setProperty("role", "discret")
        self._bascule.setCheckable(True)
        self._contenu = QWidget(self)
        self._contenu.hide()
        self._rangs = QVBoxLayout(self._contenu)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._bascule, 0, Qt.AlignmentFlag.AlignLeft)
        self._disposition.addWidget(self._contenu)
        self._bascule.toggled.connect(self._on_bascule_toggled)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def set_ignores(self, ignores: Sequence[ConstatIgnore], constats: Sequence[Constat]) -> None:
        """Show what was set aside; ``constats`` says what those points are about."""
        paires = tuple((i, tuple(c for c in constats if est_mis_de_cote(c, i))) for i in ignores)
        self.setVisible(bool(paires))
        if paires == self._montre:
            return
        self._montre = paires
        for ligne in self._lignes:
            self._rangs.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        self._lignes = [
            LigneIgnoree(ignore, tus, editable=self._editable, parent=self._contenu) for ignore, tus in paires
        ]
        for ligne in self._lignes:
            ligne.reprendre_demande.connect(self.reprendre_demande)
            self._rangs.addWidget(ligne)
        nombre = len(paires)
        self._bascule.setText("1 point ignoré" if nombre == 1 else f"{nombre} points ignorés")

    def bascule(self) -> QPushButton:
        """What folds and unfolds the list."""
        return self._bascule

    def lignes(self) -> tuple[LigneIgnoree, ...]:
        """The lines, shown or folded."""
        return tuple(self._lignes)

    def _on_bascule_toggled(self, deplie: bool) -> None:
        self._contenu.setVisible(deplie)
        icones.poser(self._bascule, "chevron_bas" if deplie else "chevron_droite", "texte_discret", 14)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(0, theme.px(8), 0, 0)
        self._rangs.setContentsMargins(theme.px(12), theme.px(4), 0, 0)
        self._rangs.setSpacing(theme.px(10))
        icones.poser(
            self._bascule, "chevron_bas" if self._bascule.isChecked() else "chevron_droite", "texte_discret", 14
        )
