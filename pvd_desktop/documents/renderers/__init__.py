"""Formats of the documents. A renderer is imported at its first use: its libraries are slow to load."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pvd_desktop.documents.tree import Document

FORMATS = {
    ".pdf": "pvd_desktop.documents.renderers.pdf",
    ".docx": "pvd_desktop.documents.renderers.docx",
    ".xlsx": "pvd_desktop.documents.renderers.xlsx",
    ".csv": "pvd_desktop.documents.renderers.csv",
    ".txt": "pvd_desktop.documents.renderers.text",
    ".png": "pvd_desktop.documents.renderers.png",
}
"""Module of each format, by the extension of the file."""


class Progress(Protocol):
    """Told how far the work is; it may raise to give up."""

    def step(self, done: int, total: int) -> None:
        """``done`` parts out of ``total`` are ready."""
        ...


class Renderer(Protocol):
    """What a module of ``FORMATS`` offers."""

    def render(self, document: Document, target: Path, *, progress: Progress | None = None) -> None:
        """Write ``document`` into the file ``target``."""
        ...

    def verify(self, target: Path) -> None:
        """Open the file again; raises ``ValueError`` when it cannot be read or holds nothing."""
        ...


def get_renderer(extension: str) -> Renderer:
    """The renderer of an extension such as ``.pdf``; ``KeyError`` when there is none."""
    return cast(Renderer, import_module(FORMATS[extension.lower()]))
