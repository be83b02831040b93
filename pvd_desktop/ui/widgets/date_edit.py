"""A field for a day: free typing, with a small calendar beside it for those who prefer the mouse."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction
from typing_extensions import override

from models.domain.formats import format_date
from models.domain.saisie import parse_date
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.icone_champ import COTE, IconeChamp


class DateEdit(SaisieEdit[date | None]):
    """Accepts « 3/4/26 », « 03042026 », « +30 » (days from today); empty is « non renseigné »."""

    def __init__(self, aujourd_hui: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._aujourd_hui = aujourd_hui
        self._calendrier: QCalendarWidget | None = None
        self.setPlaceholderText("jj/mm/aaaa")
        self.setAccessibleName("Date")
        self._action = QAction("Choisir dans le calendrier", self)
        self._action.setShortcut(Qt.Key.Key_F4)
        self._action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(self._action)
        self._action.triggered.connect(self.open_calendrier)
        self.bouton = IconeChamp(self, "calendrier", "Choisir dans le calendrier (F4)")
        self.bouton.clicked.connect(self.open_calendrier)
        theme.suivre(self, self._on_theme_changed)

    def open_calendrier(self) -> None:
        """Show the calendar under the field, on the day held or on today."""
        if self.isReadOnly():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        contenu = QWidgetAction(menu)
        self._calendrier = self._build_calendrier(menu)
        contenu.setDefaultWidget(self._calendrier)
        menu.addAction(contenu)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self._calendrier.setFocus()

    @override
    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing and picking."""
        super().set_lecture_seule(lecture_seule)
        self.bouton.setVisible(not lecture_seule)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.bouton.place()

    def _build_calendrier(self, menu: QMenu) -> QCalendarWidget:
        calendrier = QCalendarWidget(menu)
        calendrier.setAccessibleName("Calendrier")
        calendrier.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendrier.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt paints week-ends red, which means an error everywhere else in this application.
        week_end = QTextCharFormat()
        week_end.setForeground(theme.couleur("texte_discret"))
        for jour in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendrier.setWeekdayTextFormat(jour, week_end)
        montre = self._valeur or self._aujourd_hui()
        calendrier.setSelectedDate(QDate(montre.year, montre.month, montre.day))
        calendrier.activated.connect(self._on_calendrier_activated)
        calendrier.clicked.connect(self._on_calendrier_activated)
        calendrier.activated.connect(menu.close)
        calendrier.clicked.connect(menu.close)
        return calendrier

    def _on_calendrier_activated(self, jour: QDate) -> None:
        self.setText(format_date(date(jour.year(), jour.month(), jour.day())))
        self.setModified(True)
        self.commit()

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.setFixedWidth(theme.px(150))
        self.setTextMargins(0, 0, theme.px(COTE), 0)
        self.bouton.place()

    @override
    def _parse(self, texte: str) -> date | None:
        return parse_date(texte, self._aujourd_hui())

    @override
    def _format(self, valeur: date | None) -> str:
        return "" if valeur is None else format_date(valeur)
