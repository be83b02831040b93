"""The locks hold what ``pyproject.toml`` asks for, by name, version and hash, and agree with one another."""

import re
import tomllib

import pytest
from fichiers_du_depot import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = sorted(ROOT.glob("requirements*.lock"))
PINNED = re.compile(r"^([a-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = {
    "requirements.lock": PYPROJECT["project"]["dependencies"],
    **{f"requirements-{group}.lock": asked for group, asked in PYPROJECT["dependency-groups"].items()},
}


def _pins(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text("utf-8")))


@pytest.mark.parametrize("lock", ASKED)
def test_that_a_lock_answers_what_is_asked(lock: str):
    pins = _pins(lock)
    for text in ASKED[lock]:
        requirement = Requirement(text)
        version = pins.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in {lock}: run « run.py lock »"
        assert version in requirement.specifier


def test_that_there_is_one_lock_for_each_group():
    assert {lock.name for lock in LOCKS} == set(ASKED)


@pytest.mark.parametrize("lock", ASKED)
def test_that_a_lock_holds_pinned_and_hashed_names_only(lock: str):
    pinned = re.compile(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_that_the_locks_agree_on_the_versions_they_share():
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in _pins(lock.name).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
