"""The PDF that the preview shows: built and drawn off the GUI thread, from the frozen project."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pvd_desktop.documents.tree import Document
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task

IMAGES_MAX: Final = 24
"""Drawn pages kept: about 8 MB each at the largest zoom of a usual screen."""


@dataclass(frozen=True, slots=True)
class Feuillets:
    """A PDF and the size of its pages, in points."""

    pdf: bytes
    tailles: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Dessin:
    """A page drawn at a scale (device pixels for a point)."""

    page: int
    echelle: float
    image: QImage


def build_pdf(build_document: Callable[[], Document], progress: Progress) -> Feuillets:
    """What ``build_document`` gives, as it prints."""
    from pvd_desktop.documents.apercu import page_sizes
    from pvd_desktop.documents.renderers.pdf import to_bytes

    # The document is gone when the collector comes back: it has nothing to look at.
    with paused_collector():
        # Not archived: the conversion and its proof change nothing of what is seen.
        pdf = to_bytes(build_document(), progress=progress, archive=False)
    return Feuillets(pdf, page_sizes(pdf))


class DocumentApercu(QObject):
    """One build at a time, then one page at a time: pdfium takes one thread.

    Signals:
        ready(): another PDF is there.
        drawn(int): the image of that page changed.
        refused(Exception): the PDF could not be made.
        started(Task): a build begins.
    """

    ready = Signal()
    drawn = Signal(int)
    refused = Signal(object)
    started = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.feuillets: Feuillets | None = None
        self._demande: Callable[[], Document] | None = None
        self._mise_en_page: Task | None = None
        self._dessin: Task | None = None
        self._dessins: OrderedDict[int, _Dessin] = OrderedDict()
        self._perimees: set[int] = set()
        self._voulues: list[tuple[int, float]] = []

    @property
    def en_cours(self) -> bool:
        """Whether a PDF is being made."""
        return self._mise_en_page is not None

    def build(self, build_document: Callable[[], Document]) -> None:
        """Make the PDF of what ``build_document`` gives in a thread; a build under way gives up for this one."""
        self._demande = build_document
        if self._mise_en_page is not None:
            self._mise_en_page.cancel()
        else:
            self._start_build()

    def image(self, page: int) -> QImage | None:
        """The page as last drawn, at any scale."""
        dessin = self._dessins.get(page)
        return dessin.image if dessin else None

    def want(self, pages: list[int], echelle: float) -> None:
        """Have these pages drawn at ``echelle``, the first ones first; earlier wishes are forgotten."""
        for page in pages:
            if page in self._dessins:
                self._dessins.move_to_end(page)
        self._voulues = [(page, echelle) for page in pages if not self._is_drawn(page, echelle)]
        self._draw_next()

    def _is_drawn(self, page: int, echelle: float) -> bool:
        dessin = self._dessins.get(page)
        return dessin is not None and dessin.echelle == echelle and page not in self._perimees

    def _start_build(self) -> None:
        assert self._demande is not None  # build() has just been called
        build_document, self._demande = self._demande, None
        tache = Task(lambda progress: build_pdf(build_document, progress), self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_build_succeeded)
        tache.failed.connect(self._on_build_failed)
        tache.finished.connect(self._on_build_finished)
        self._mise_en_page = tache
        self.started.emit(tache)
        tache.start()

    def _on_build_succeeded(self, feuillets: Feuillets) -> None:
        if self._demande is not None:
            return
        self.feuillets = feuillets
        for page in [p for p in self._dessins if p >= len(feuillets.tailles)]:
            del self._dessins[page]
        # Pages of the former PDF stay on screen until each is drawn again: nothing flickers.
        self._perimees = set(self._dessins)
        self.ready.emit()

    def _on_build_failed(self, erreur: Exception) -> None:
        if self._demande is None:
            self.refused.emit(erreur)

    def _on_build_finished(self) -> None:
        tache, self._mise_en_page = self._mise_en_page, None
        if tache is not None:
            tache.deleteLater()
        if self._demande is not None:
            self._start_build()

    def _draw_next(self) -> None:
        feuillets = self.feuillets
        if self._dessin is not None or feuillets is None:
            return
        # Wishes made on the former PDF may name pages this one no longer has.
        self._voulues = [(page, echelle) for page, echelle in self._voulues if page < len(feuillets.tailles)]
        if not self._voulues:
            return
        page, echelle = self._voulues.pop(0)

        def run(_progress: Progress) -> tuple[Feuillets, _Dessin]:
            from pvd_desktop.documents.apercu import render_page

            brute = render_page(feuillets.pdf, page, echelle)
            image = QImage(brute.pixels, brute.width, brute.height, brute.stride, QImage.Format.Format_ARGB32)
            # A copy: the image of Qt does not keep the bytes alive.
            return feuillets, _Dessin(page, echelle, image.copy())

        tache = Task(run, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_draw_succeeded)
        tache.failed.connect(self.refused)
        tache.finished.connect(self._on_draw_finished)
        self._dessin = tache
        tache.start()

    def _on_draw_succeeded(self, resultat: tuple[Feuillets, _Dessin]) -> None:
        feuillets, dessin = resultat
        if feuillets is not self.feuillets:
            return
        self._dessins[dessin.page] = dessin
        self._dessins.move_to_end(dessin.page)
        self._perimees.discard(dessin.page)
        while len(self._dessins) > IMAGES_MAX:
            self._dessins.popitem(last=False)
        self.drawn.emit(dessin.page)

    def _on_draw_finished(self) -> None:
        tache, self._dessin = self._dessin, None
        if tache is not None:
            tache.deleteLater()
        self._draw_next()
