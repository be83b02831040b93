"""When a view with rows has really been painted, and what the process weighs then."""

import json
import resource
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication
from typing_extensions import override


class PaintWatch(QObject):
    """Calls ``painted`` once, after the first paint of an item view that has rows."""

    def __init__(self, app: QApplication, painted: Callable[[], None]) -> None:
        super().__init__(app)
        self._app = app
        self._painted = painted
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        view = watched.parent()
        if event.type() == QEvent.Type.Paint and isinstance(view, QAbstractItemView):
            model = view.model()
            if model is not None and model.rowCount() > 0 and view.viewport() is watched:
                self._app.removeEventFilter(self)
                QTimer.singleShot(0, self._painted)
        return False


def wait_painted(app: QApplication, show: Callable[[], object]) -> None:
    """Calls ``show`` and runs the event loop until a view with rows is painted."""
    done: list[bool] = []
    watch = PaintWatch(app, lambda: done.append(True))
    show()
    while not done:
        app.processEvents()
    watch.deleteLater()


def report_and_quit(app: QApplication) -> None:
    """Prints the moment of the first paint and the peak memory (KiB), then ends the process at once."""

    def report() -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sys.stdout.write(json.dumps({"moment": time.time(), "memoire": peak}) + "\n")
        sys.stdout.flush()
        app.quit()

    app.setProperty("peinture", PaintWatch(app, report))
