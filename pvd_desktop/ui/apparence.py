"""The menu « Affichage »: theme and zoom, changed live and remembered."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.theme import ZOOM_MAX, ZOOM_MIN, ZOOM_PAS, NomTheme

PAUSE_MS: Final = 150
"""Between two steps of zoom that are one change: dressing a large project again takes over half a second."""


def dress(settings: Settings) -> None:
    """Give the application the theme and the zoom of the preferences."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, settings.theme.value, settings.zoom)


class Apparence(QObject):
    """Dresses the application as the preferences say.

    Signals:
        changed(): the user chose another theme or zoom.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._groupe = QActionGroup(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_zoom)
        self._groupe.triggered.connect(self._on_groupe_triggered)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def fill_menu(self, menu: QMenu) -> None:
        """One line per theme, the one in force checked."""
        for nom in NomTheme:
            action = QAction(nom.libelle, self._groupe)
            action.setCheckable(True)
            action.setData(nom.value)
            action.setChecked(nom is self._settings.theme)
            menu.addAction(action)

    def apply(self) -> None:
        """Dress the application."""
        dress(self._settings)

    def set_theme(self, nom: NomTheme) -> None:
        """Dress the application in this theme."""
        self._settings.theme = nom
        for action in self._groupe.actions():
            action.setChecked(action.data() == nom.value)
        self.apply()
        self.changed.emit()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._settings.zoom + ZOOM_PAS)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._settings.zoom - ZOOM_PAS)

    def reset_zoom(self) -> None:
        """The size of the start."""
        self.set_zoom(100)

    def set_zoom(self, zoom: int) -> None:
        """Show everything at this size, in percent."""
        self._settings.zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        # The first step shows at once; those of a key held down are one change, when it is released.
        if not self._pause.isActive():
            self._show_zoom()
        self._pause.start()
        self.changed.emit()

    def _show_zoom(self) -> None:
        if theme.zoom() != self._settings.zoom:
            self.apply()

    def _on_groupe_triggered(self, action: QAction) -> None:
        self.set_theme(NomTheme(action.data()))

    def _on_system_changed(self) -> None:
        if self._settings.theme is NomTheme.SYSTEME:
            self.apply()
