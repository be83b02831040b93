"""Long work off the GUI thread: one plain thread per act, its news delivered where widgets live.

The only place of the product that catches everything: an exception that ends a thread would otherwise be lost.
"""

import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_TOUR_S: Final = 0.0001
"""How long a thread keeps the interpreter while the window asks for it; Python says 5 ms."""


def share_interpreter() -> None:
    """Have the threads that work give way to the window at once.

    One round of its loop asks for the interpreter dozens of times, hundreds when a page is shown again, and waits at
    each: with the interval of Python the window stood still for 470 ms at worst while a document was written. With half
    a millisecond it still did for 260 ms while an import of 50 000 lines was taken back, and for 40 ms with ours.
    """
    sys.setswitchinterval(_TOUR_S)


class TaskCancelledError(Exception):
    """Raised inside the function when the user has given up."""


class Progress:
    """What the function of a task receives: it tells where it is, and learns that it must stop."""

    def __init__(self, tell: Callable[[int, int, str], object]) -> None:
        self._tell = tell
        self._abandon = Event()

    def step(self, done: int, total: int, texte: str = "") -> None:
        """Say that ``done`` steps out of ``total`` are behind (``total`` 0: unknown); raise if the user gave up."""
        self.check()
        self._tell(done, total, texte)

    def check(self) -> None:
        """Raise if the user gave up; for what is done too often to tell each time."""
        if self._abandon.is_set():
            raise TaskCancelledError

    def cancel(self) -> None:
        """Have the next :meth:`step` or :meth:`check` raise."""
        self._abandon.set()


class _Fil(QObject):
    """The thread of a task, and what it talks to: it stays until the thread has ended, though the task may go before.

    A signal emitted on an object that the window is taking away crashes now and then: the thread never holds one.
    """

    progressed = Signal(int, int, str)
    ended = Signal(str, object)

    def __init__(self, function: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._function = function
        self.progress = Progress(self.progressed.emit)
        self.thread_ = Thread(target=self._run, name="pvd-task", daemon=True)
        # Queued: the thread emits, the GUI thread receives.
        self.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the thread."""
        _en_vol.add(self)
        self.thread_.start()

    def _run(self) -> None:
        issue: tuple[str, object]
        try:
            issue = "succeeded", self._function(self.progress)
        except TaskCancelledError:
            issue = "cancelled", None
        except Exception as erreur:  # noqa: BLE001 - reported by failed, shown by the GUI thread
            issue = "failed", erreur
        self.ended.emit(*issue)

    def _on_ended(self) -> None:
        self.thread_.join()
        _en_vol.discard(self)


_en_vol: set[_Fil] = set()
"""Threads that have not said their end."""


class Task(QObject):
    """``function(progress)`` in a thread; one of ``succeeded``, ``failed``, ``cancelled``, then ``finished``.

    The function works on frozen data, opens its own read session and touches no widget. A task belongs to the
    widget that started it; the widget must not be destroyed while :attr:`en_cours`.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    """The exception: an AppError for the banner, anything else for the report."""
    cancelled = Signal()
    finished = Signal()

    def __init__(self, function: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._fil = _Fil(function)
        self._en_cours = False
        self._silencieuse = False
        self._longue = False
        self._fil.progressed.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._fil.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def en_cours(self) -> bool:
        """Whether it was started and has not said its end."""
        return self._en_cours

    @property
    def silencieuse(self) -> bool:
        """Whether nobody waits for it: closing the window does not ask about it."""
        return self._silencieuse

    def set_silencieuse(self) -> None:
        """Say that what it makes is only to be looked at, such as a page of a preview."""
        self._silencieuse = True

    @property
    def longue(self) -> bool:
        """Whether it is known to last: its progress is shown before it begins."""
        return self._longue

    def set_longue(self) -> None:
        """Say that it will take more than half a second.

        A bar that makes room for itself while the thread works holds the window twice as long as before.
        """
        self._longue = True

    def start(self, apres_ms: int = 0) -> None:
        """Start the thread; a task runs once.

        With ``apres_ms`` the window paints what it has to first: done at the same time, both take twice as long.
        """
        self._en_cours = True
        if apres_ms:
            QTimer.singleShot(apres_ms, self, self._fil.start)
        else:
            self._fil.start()

    def cancel(self) -> None:
        """Ask the function to stop at its next step."""
        self._fil.progress.cancel()

    def _on_ended(self, issue: str, contenu: object) -> None:
        self._en_cours = False
        match issue:
            case "succeeded":
                self.succeeded.emit(contenu)
            case "failed":
                self.failed.emit(contenu)
            case _:
                self.cancelled.emit()
        self.finished.emit()
