"""What stands at a path that people gave: pathlib raises where a folder refuses, or where the name is too long."""

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file can be seen there."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder can be seen there."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_absent(path: Path) -> bool:
    """Whether nothing stands there, for sure."""
    try:
        return not path.exists()
    except OSError:
        return False
