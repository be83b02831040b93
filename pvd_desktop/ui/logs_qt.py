"""Messages of Qt, sent to the log file like the others."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NIVEAUX = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def install_qt_handler() -> Callable[[], None]:
    """Send the messages of Qt to the logger « qt »; returns the function that undoes it."""
    precedent = qInstallMessageHandler(_on_qt_message)
    return lambda: qInstallMessageHandler(precedent) and None


def _on_qt_message(niveau: QtMsgType, contexte: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_NIVEAUX[niveau], "%s: %s", contexte.category or "default", message)
