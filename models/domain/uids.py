"""Identity of things outside the database: a UUID kept by JSON, workbooks, documents, copies and versions."""

from typing import NewType
from uuid import uuid4

Uid = NewType("Uid", str)


def new_uid() -> Uid:
    """A new random identity."""
    return Uid(str(uuid4()))
