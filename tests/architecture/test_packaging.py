"""``models`` and ``resources`` are common names: nothing may shadow ours."""

from importlib.resources import files
from pathlib import Path

import models
import pvd_desktop
import resources

ROOT = Path(__file__).parents[2]


def test_that_the_three_packages_come_from_one_folder():
    assert [*models.__path__] == [str(ROOT / "models")]
    assert [*pvd_desktop.__path__] == [str(ROOT / "pvd_desktop")]
    assert [*resources.__path__] == [str(ROOT / "resources")]


def test_that_no_test_folder_bears_the_name_of_a_package():
    shadows = [path for path in (ROOT / "tests").rglob("*") if path.is_dir() and path.name in _PACKAGES]
    assert shadows == []


def test_that_tests_are_not_packages():
    assert [*(ROOT / "tests").rglob("__init__.py")] == []


def test_that_every_folder_of_code_is_a_regular_package():
    # A namespace package loses against any regular one of the same name, wherever that one is.
    folders = {path.parent for name in ("models", "pvd_desktop") for path in (ROOT / name).rglob("*.py")}
    not_packages = [folder for folder in folders if folder.name != "versions" and "migrations" not in folder.parts]
    assert [folder for folder in not_packages if not (folder / "__init__.py").exists()] == []


def test_that_resources_are_reached_without_a_path_of_this_machine():
    assert files("resources").joinpath("exemple", "projet.json").is_file()


_PACKAGES = {"models", "resources", "pvd_desktop"}
