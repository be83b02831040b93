"""The Qt binding we pin keeps its accounts: a later one lost a reference to ``None`` at every void call."""

import sys

from PySide6.QtCore import QObject, QTimer


def test_that_a_void_call_does_not_eat_a_reference_to_none():
    timer = QTimer()
    target = QObject()
    calls = 1_000
    before = sys.getrefcount(None)
    for _ in range(calls):
        target.setObjectName("x")
        timer.setSingleShot(True)
    lost = before - sys.getrefcount(None)
    # Other code may take or drop a few references meanwhile; a leak would show as a thousand or two.
    assert lost < calls // 10
