"""Identity of things outside the database: a UUID kept by JSON, workbooks, documents, copies and versions."""

from os import urandom
from typing import Final, NewType

Uid = NewType("Uid", str)


_VARIANTES: Final = {chiffre: "89ab"[rang % 4] for rang, chiffre in enumerate("0123456789abcdef")}
_reserve: list[str] = []
_LOT: Final = 256


def new_uid() -> Uid:
    """A new random identity."""
    # A UUID of version 4 written as such: its object takes three times longer, and an import makes forty thousand.
    while True:
        try:
            h = _reserve.pop()
        except IndexError:
            # The system is asked for many at once: each question costs as much as the rest.
            lot = urandom(16 * _LOT).hex()
            _reserve.extend(lot[i : i + 32] for i in range(0, 32 * _LOT, 32))
        else:
            return Uid(f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{_VARIANTES[h[16]]}{h[17:20]}-{h[20:]}")
