"""Files dropped on a part of a page: it takes them, unless they are for the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


class DepotFichiers:
    """Mixin of a widget that takes files, named before its Qt class; ``setAcceptDrops`` opens it.

    It is no widget itself: two bases that are crash PySide.
    """

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take these files, which :meth:`wanted` has let in."""
        raise NotImplementedError

    def wanted(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Those it takes: a project alone is for the window, which opens it."""
        return () if len(paths) == 1 and paths[0].suffix.lower() == ".pvd" else paths

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:  # noqa: N802 - the name Qt calls
        """What is held over the widget: taken, or left to the window."""
        if self._dropped(event):
            event.acceptProposedAction()
        else:
            # The window is asked next.
            event.ignore()

    def dropEvent(self, event: QDropEvent, /) -> None:  # noqa: N802 - the name Qt calls
        """What is dropped."""
        event.acceptProposedAction()
        self.take_files(self._dropped(event))

    def _dropped(self, event: QDropEvent) -> Sequence[Path]:
        return self.wanted([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
