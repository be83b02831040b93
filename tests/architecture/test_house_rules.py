"""House rules a linter does not know: small files, nothing of this workplace in what is tracked, no debris."""

import ast
import re
from pathlib import Path

import pytest
from fichiers_du_depot import CODE, ROOT, python_files, tracked_files

WALL = 400
# Written in pieces, so that this file does not find itself.
_HOSTS = "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", r"\bcra" + r"tes\.io"))
FOREIGN = re.compile(rf"{_HOSTS}|--(extra-)?index-" + r"url\b|--find-" + r"links\b|--trusted-" + r"host\b")
TEXT = {".py", ".md", ".toml", ".lock", ".txt", ".json", ".yml", ".yaml", ".spec", ".sh", ".iss", ".csv", ".cfg", ""}
DEBRIS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# A revision is one frozen act in literal tables: splitting it would only hide it.
@pytest.mark.parametrize("path", [path for path in python_files(*CODE) if path.parent.name != "versions"], ids=_where)
def test_that_no_file_passes_the_wall(path: Path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= WALL, f"{_where(path)} has {lines} lines: split it"


def test_that_nothing_tracked_names_a_package_registry_or_a_local_index():
    found = [
        f"{_where(path)}: {match.group()}"
        for path in tracked_files()
        if path.suffix in TEXT
        for match in FOREIGN.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_that_the_product_prints_nothing():
    # The command line writes to sys.stdout on purpose; a print is a forgotten trace.
    calls = [
        f"{_where(path)}:{node.lineno}"
        for path in python_files("models", "pvd_desktop", "resources")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []


def test_that_no_unfinished_work_is_announced_in_the_code():
    found = [
        f"{_where(path)}:{number}"
        for path in python_files(*CODE)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if DEBRIS.search(line)
    ]
    assert found == []


def test_that_the_migrations_have_one_head():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "models:migrations")
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1
