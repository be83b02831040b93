"""A form that scrolls: the body of a tab, or of an editor that stands alone."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from models.domain.regles import Constat
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import Ecrire, FormulaireLie
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


class Onglet(QScrollArea):
    """Fields, and what every tab does with them."""

    collage_coupe = Signal(str, str)
    """A long text keeps the beginning of what was pasted: what happened, what to do."""

    def __init__(
        self,
        nom: str,
        champs: Sequence[Champ | str],
        ecrire: Ecrire,
        *,
        largeur_max: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """``largeur_max``: pixels at 100 % beyond which lines of text become hard to read; 0 for tables."""
        super().__init__(parent)
        self._largeur_max = largeur_max
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(nom)
        self._contenu = QWidget(self)
        self.formulaire = Formulaire(champs, self._contenu)
        self.lie = FormulaireLie(self.formulaire, champs, ecrire)
        self.corps = QVBoxLayout(self._contenu)
        # The spacer takes only what is beyond the widest line of text: the form stays on the left.
        ligne = QHBoxLayout()
        ligne.addWidget(self.formulaire, 1)
        ligne.addStretch()
        self.corps.addLayout(ligne)
        self.setWidget(self._contenu)
        for champ in champs:
            if isinstance(champ, Champ) and isinstance(champ.editeur, TexteRiche):
                champ.editeur.collage_coupe.connect(self.collage_coupe)
        theme.suivre(self, self._on_theme_changed)

    def commit(self) -> bool:
        """Validate what is pending."""
        return self.lie.commit()

    def abandon(self) -> None:
        """Give up what is typed and could not be read: what it was typed for is gone."""
        for champ in self.findChildren(QLineEdit):
            if isinstance(champ, SaisieEdit):
                champ.abandon()

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields the points speak of."""
        self.formulaire.set_constats(constats)

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        self.formulaire.set_lecture_seule(lecture_seule)

    def focus_champ(self, champ: str) -> bool:
        """Show a field and put the focus in it; ``False`` when it is not here."""
        if not self.formulaire.focus_champ(champ):
            return False
        self.show_focus()
        return True

    def show_focus(self) -> None:
        """Scroll to what has the focus; again once the form is laid out, for its tables take their height then."""
        self._scroll_to_focus()
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        cible = QApplication.focusWidget()
        if cible is not None and self._contenu.isAncestorOf(cible):
            self.ensureWidgetVisible(cible, theme.px(20), theme.px(60))

    def _on_theme_changed(self) -> None:
        self.corps.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        if self._largeur_max:
            self.formulaire.setMaximumWidth(theme.px(self._largeur_max))
