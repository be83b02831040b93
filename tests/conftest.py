"""What every test relies on: no display, no folder of the person, no work left running behind a test."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import projets
import pytest
from hypothesis import settings

from models.store.database import Database

# Before any Qt import: the platform is read once, when the application is built.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The machine of the tests may be slow or shared: an example has no deadline, and CI replays the same ones.
settings.register_profile("pvd", deadline=None)
settings.register_profile("pvd-ci", deadline=None, derandomize=True)
settings.load_profile("pvd-ci" if os.environ.get("PVD_TOUS_OUTILS") else "pvd")


@pytest.fixture(autouse=True, scope="session")
def _folders_of_the_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep preferences, logs and copies of the tests out of the home of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def _no_thread_survives() -> Iterator[None]:
    """Fail the test that leaves a thread of its own running: the next one would pay for it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=2.0)
    left = [thread.name for thread in set(threading.enumerate()) - before if not thread.daemon]
    assert not left, f"threads still running after the test: {left}"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty project, open to write."""
    opened = Database.open(projets.nouveau(tmp_path), horloge=projets.Horloge())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """Poppler's reader, independent of what wrote the PDF; absent, the test is skipped, or fails on CI."""
    return _require("pdftotext")


@pytest.fixture
def pdftoppm() -> Path:
    """Poppler's painter of pages."""
    return _require("pdftoppm")


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice, the only reader of Word and Excel files at hand."""
    return _require("soffice")


def _require(tool: str) -> Path:
    found = shutil.which(tool)
    if found is None:
        message = f"{tool} is not installed"
        if os.environ.get("PVD_TOUS_OUTILS"):
            pytest.fail(message)
        pytest.skip(message)
    return Path(found)
