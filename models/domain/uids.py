"""Identity of things outside the database: a UUID kept by JSON, workbooks, documents, copies and versions."""

from os import urandom
from typing import NewType

Uid = NewType("Uid", str)


def new_uid() -> Uid:
    """A new random identity."""
    # A UUID of version 4 written as such: its object takes three times longer, and an import makes forty thousand.
    h = urandom(16).hex()
    return Uid(f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{'89ab'[int(h[16], 16) & 3]}{h[17:20]}-{h[20:]}")
