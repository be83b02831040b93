"""How much work something is, the same on any machine: the calls it makes; a clock would tell of its neighbours."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType


def count_appels(suite: Callable[[], object]) -> Counter[str]:
    """How many times each function written in Python is called by ``suite``."""
    comptes: Counter[str] = Counter()

    def compte(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call":
            comptes[frame.f_code.co_name] += 1

    sys.setprofile(compte)
    try:
        suite()
    finally:
        sys.setprofile(None)
    return comptes
