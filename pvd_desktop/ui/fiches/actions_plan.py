"""Commands of the page: one table for the toolbar, the context menu and the keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme


@dataclass(frozen=True, slots=True)
class CommandePlan:
    """One command; keys without ``partout`` belong to the list."""

    nom: str
    texte: str
    raccourci: str = ""
    icone: str = ""
    partout: bool = False
    ecrit: bool = True
    bascule: bool = False
    """Whether it is on or off."""


COMMANDES: Final = (
    CommandePlan("nouvelle_action", "Nouvelle action", "Ctrl+Shift+N", "ajouter", partout=True),
    CommandePlan("nouvelle_orientation", "Nouvelle orientation", "", "ajouter"),
    CommandePlan("ouvrir", "Ouvrir la fiche", "", "crayon", ecrit=False),
    CommandePlan("modifier", "Modifier la cellule", "F2"),
    CommandePlan("renommer", "Renommer"),
    CommandePlan("dupliquer", "Dupliquer", "Ctrl+D", "dupliquer"),
    CommandePlan("supprimer", "Supprimer", "Delete", "corbeille"),
    CommandePlan("monter", "Monter", "Alt+Up", "monter"),
    CommandePlan("descendre", "Descendre", "Alt+Down", "descendre"),
    CommandePlan("renumeroter", "Renuméroter les actions de l’orientation"),
    CommandePlan("hors_plan", "Passer hors plan…"),
    CommandePlan("apercu", "Aperçu", "", "apercu", ecrit=False),
    CommandePlan("liste_seule", "Liste en pleine largeur", "Ctrl+Shift+L", partout=True, ecrit=False, bascule=True),
    CommandePlan("rechercher", "Rechercher", "Ctrl+F", "recherche", partout=True, ecrit=False),
)
_MENU: Final = (
    "ouvrir", "modifier", "renommer", "dupliquer", "apercu", "", "monter", "descendre", "renumeroter", "",
    "nouvelle_action", "nouvelle_orientation", "", "liste_seule", "", "hors_plan", "supprimer",
)  # fmt: skip
_OUTILS: Final = ("dupliquer", "supprimer", "monter", "descendre")


class ActionsPlan:
    """The commands as Qt actions of the page and of its list."""

    def __init__(
        self, page: QWidget, liste: QWidget, fonctions: Mapping[str, Callable[[], object]], raison: str
    ) -> None:
        """``raison``: why nothing can be written; empty when it can."""
        self._actions: dict[str, QAction] = {}
        self._raison = raison
        for commande in COMMANDES:
            action = QAction(commande.texte, page)
            if commande.raccourci:
                action.setShortcut(QKeySequence(commande.raccourci))
            contexte = Qt.ShortcutContext.WindowShortcut if commande.partout else Qt.ShortcutContext.WidgetShortcut
            action.setShortcutContext(contexte)
            if commande.icone:
                icones.poser(action, commande.icone, "texte", 18)
            touches = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            aide = f"{commande.texte} ({touches})" if touches else commande.texte
            action.setToolTip(raison if raison and commande.ecrit else aide)
            action.setCheckable(commande.bascule)
            action.triggered.connect(fonctions[commande.nom])
            (page if commande.partout else liste).addAction(action)
            self._actions[commande.nom] = action

    def __getitem__(self, nom: str) -> QAction:
        return self._actions[nom]

    def set_etat(self, permises: Mapping[str, bool]) -> None:
        """Offer what can be done now."""
        ecrit = {commande.nom: commande.ecrit for commande in COMMANDES}
        for nom, action in self._actions.items():
            action.setEnabled(permises.get(nom, True) and not (self._raison and ecrit[nom]))

    def build_menu(self, parent: QWidget) -> QMenu:
        """Context menu of the list."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for nom in _MENU:
            if nom:
                menu.addAction(self._actions[nom])
            else:
                menu.addSeparator()
        return menu


def build_outil(action: QAction, parent: QWidget) -> QToolButton:
    """The icon of a command; its name is in the tooltip."""
    bouton = QToolButton(parent)
    bouton.setDefaultAction(action)
    bouton.setAccessibleName(action.text())
    bouton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    theme.suivre(bouton, lambda: bouton.setIconSize(QSize(theme.px(17), theme.px(17))))
    return bouton


class BarreOutils(QWidget):
    """The first action is the primary one; what acts on the selection is an icon with its name in the tooltip."""

    def __init__(self, actions: ActionsPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ligne = QHBoxLayout(self)
        self.boutons: dict[str, QPushButton | QToolButton] = {}
        self._largeurs: dict[str, int] = {}
        # « Orientation » alone: five tools stand beside it on the narrowest screens.
        for nom, texte, role in (
            ("nouvelle_action", "Nouvelle action", "primaire"),
            ("nouvelle_orientation", "Orientation", ""),
        ):
            bouton = QPushButton(texte, self)
            bouton.setAccessibleName(actions[nom].text())
            bouton.setProperty("role", role)
            bouton.clicked.connect(actions[nom].trigger)
            icones.poser(bouton, "ajouter", "sur_accent" if role else "texte", 16)
            self._suit(bouton, actions[nom])
            self._ligne.addWidget(bouton)
            self.boutons[nom] = bouton
        self._ligne.addStretch(1)
        for nom in _OUTILS:
            bouton = build_outil(actions[nom], self)
            self._ligne.addWidget(bouton)
            self.boutons[nom] = bouton
        theme.suivre(self, self._on_theme_changed)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a narrow list the second button is its icon alone; its name stays in the tooltip."""
        orientation = self.boutons["nouvelle_orientation"]
        assert isinstance(orientation, QPushButton)
        marges = self._ligne.contentsMargins()
        libre = self.width() - marges.left() - marges.right() - self._ligne.spacing() * len(self.boutons)
        complet = sum(self._largeurs.get(nom, bouton.sizeHint().width()) for nom, bouton in self.boutons.items())
        orientation.setText("Orientation" if complet <= libre else "")
        nom = "nouvelle_orientation"
        orientation.setMinimumWidth(self._largeurs[nom] if complet <= libre else 0)

    @staticmethod
    def _suit(bouton: QPushButton, action: QAction) -> None:
        """A push button has no default action: it follows one by hand."""

        def on_action_changed() -> None:
            bouton.setEnabled(action.isEnabled())
            bouton.setToolTip(action.toolTip())

        action.changed.connect(on_action_changed)
        on_action_changed()

    def _on_theme_changed(self) -> None:
        self._ligne.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(8))
        self._ligne.setSpacing(theme.px(4))
        for nom, bouton in self.boutons.items():
            if isinstance(bouton, QPushButton):
                # The style measures the text before the style sheet makes it bold.
                bouton.setText("Orientation" if nom == "nouvelle_orientation" else bouton.text())
                bouton.setMinimumWidth(0)
                self._largeurs[nom] = bouton.sizeHint().width() + theme.px(4)
                bouton.setMinimumWidth(self._largeurs[nom])
        self.setMinimumWidth(self._narrowest())
        self._fit()

    def _narrowest(self) -> int:
        """Width under which the buttons would cover one another: the second one is its icon alone."""
        orientation = self.boutons["nouvelle_orientation"]
        orientation.setText("")
        orientation.setMinimumWidth(0)
        marges = self._ligne.contentsMargins()
        boutons = sum(max(b.minimumWidth(), b.sizeHint().width()) for b in self.boutons.values())
        return boutons + self._ligne.spacing() * len(self.boutons) + marges.left() + marges.right()
