"""What is dropped on the window."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


def dropped_project(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one project file that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".pvd" else None
