"""The files of the checkout, as the architecture tests read them: what git would track, found without git."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("models", "pvd_desktop", "resources", "packaging", "tests", "run.py")

_IGNORED = {"__pycache__", "build", "dist", "out", "captures"}


def tracked_files() -> Iterator[Path]:
    """Every file but caches, environments and what the commands write."""
    for entry in sorted(ROOT.iterdir()):
        if entry.name in _IGNORED or (entry.name.startswith(".") and entry.name not in {".ci", ".gitattributes"}):
            continue
        yield from [entry] if entry.is_file() else _files_under(entry)


def python_files(*places: str) -> list[Path]:
    """The modules under the given places, which may be a file, a folder or a pattern."""
    found = [path for place in places for path in ROOT.glob(place)]
    return sorted(
        module
        for path in found
        for module in ([path] if path.is_file() else path.rglob("*.py"))
        if "__pycache__" not in module.parts
    )


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"), str(path))


def _files_under(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in inside):
            yield path
