"""The pages one under the other, drawn as they come into sight."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.feuillets.document import DocumentApercu
from pvd_desktop.ui.widgets.focus import paint_focus

ZOOM_MIN, ZOOM_MAX, PAS = 0.25, 4.0, 1.1
ZOOM_AJUSTE_MAX: Final = 1.25
"""A page that fills a wide screen is too large to be read."""
_PIXELS_PAR_POINT: Final = 96 / 72


class VuePages(QAbstractScrollArea):
    """A scroll area that only paints.

    Signals:
        page_changed(int): the page at the middle of the view, from 0.
        zoom_changed(float): 1 is the size on paper.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, document: DocumentApercu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._zoom = 1.0
        self._ajuste = True
        self._page = 0
        self._rects: list[QRect] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages du document")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        document.ready.connect(self._on_document_ready)
        document.drawn.connect(self._on_document_drawn)
        theme.suivre(self, self._lay_out_pages)

    @property
    def zoom(self) -> float:
        """1 is the size on paper."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page looked at, from 0."""
        return self._page

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at this size, keeping the place looked at."""
        self._ajuste = False
        self._change_zoom(zoom)

    def fit_width(self) -> None:
        """As wide as the view, and again when it changes."""
        self._ajuste = True
        self._lay_out_pages()

    def show_page(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < len(self._rects):
            self.verticalScrollBar().setValue(self._rects[page].top() - theme.px(16))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.couleur("fond"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        origine = self._origin()
        for page in self._visible():
            zone = self._rects[page].translated(-origine)
            painter.fillRect(zone, Qt.GlobalColor.white)
            if (image := self._document.image(page)) is not None:
                painter.drawImage(zone, image)
            painter.setPen(QPen(theme.couleur("bordure"), 1))
            painter.drawRect(zone.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            paint_focus(painter, self.viewport().rect())
        painter.end()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._want()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._want()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._lay_out_pages()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (PAS if event.angleDelta().y() > 0 else 1 / PAS))
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        barre = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus:
                self.set_zoom(self._zoom * PAS)
            case Qt.Key.Key_Minus:
                self.set_zoom(self._zoom / PAS)
            case Qt.Key.Key_Home:
                barre.setValue(0)
            case Qt.Key.Key_End:
                barre.setValue(barre.maximum())
            case Qt.Key.Key_Space:
                barre.triggerAction(barre.SliderAction.SliderPageStepAdd)
            case _:
                super().keyPressEvent(event)

    def _change_zoom(self, zoom: float) -> None:
        haut = self.verticalScrollBar().value()
        rapport = min(max(zoom, ZOOM_MIN), ZOOM_MAX) / self._zoom
        self._zoom *= rapport
        self._place()
        self.verticalScrollBar().setValue(round(haut * rapport))
        self.zoom_changed.emit(self._zoom)
        self._want()

    def _lay_out_pages(self) -> None:
        feuillets = self._document.feuillets
        if self._ajuste and feuillets:
            large = max((largeur for largeur, _ in feuillets.tailles), default=595.0)
            place = self.viewport().width() - 2 * theme.px(24)
            ajuste = min(place / (large * _PIXELS_PAR_POINT), ZOOM_AJUSTE_MAX)
            if abs(ajuste - self._zoom) > 0.001:
                self._change_zoom(ajuste)
                return
        self._place()
        self._want()

    def _place(self) -> None:
        """Compute where each page lies, and the range of the scroll bars."""
        feuillets = self._document.feuillets
        ecart = theme.px(16)
        echelle = self._zoom * _PIXELS_PAR_POINT
        tailles = [QSize(round(w * echelle), round(h * echelle)) for w, h in (feuillets.tailles if feuillets else ())]
        vue = self.viewport().size()
        largeur = max([vue.width(), *(t.width() + 2 * ecart for t in tailles)])
        self._rects = []
        haut = ecart
        for taille in tailles:
            self._rects.append(QRect(QPoint((largeur - taille.width()) // 2, haut), taille))
            haut += taille.height() + ecart
        self.verticalScrollBar().setRange(0, max(0, haut - vue.height()))
        self.verticalScrollBar().setPageStep(vue.height())
        self.verticalScrollBar().setSingleStep(theme.px(48))
        self.horizontalScrollBar().setRange(0, largeur - vue.width())
        self.horizontalScrollBar().setPageStep(vue.width())
        self.viewport().update()

    def _origin(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _visible(self) -> list[int]:
        vue = QRect(self._origin(), self.viewport().size())
        return [page for page, zone in enumerate(self._rects) if zone.intersects(vue)]

    def _want(self) -> None:
        """Ask for what is seen, then for its neighbours; hidden, for nothing."""
        pages = self._visible() if self.isVisible() else []
        if not pages:
            self._document.want([], self._zoom)
            return
        voisines = [p for p in (pages[-1] + 1, pages[0] - 1) if 0 <= p < len(self._rects)]
        echelle = round(self._zoom * _PIXELS_PAR_POINT * self.devicePixelRatioF(), 4)
        self._document.want([*pages, *voisines], echelle)

    def _on_scrolled(self) -> None:
        milieu = self._origin().y() + self.viewport().height() // 3
        page = max((i for i, zone in enumerate(self._rects) if zone.top() <= milieu), default=0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()
        self._want()

    def _on_document_ready(self) -> None:
        self._lay_out_pages()
        self._on_scrolled()

    def _on_document_drawn(self, page: int) -> None:
        if page < len(self._rects):
            self.viewport().update(self._rects[page].translated(-self._origin()))
