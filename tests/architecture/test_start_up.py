"""The window opens before the slow libraries are needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT
from projets import exemple

HEAVY = {
    "alembic", "docx", "holidays", "icalendar", "lxml", "markdown_it", "openpyxl", "pikepdf", "PIL",
    "pydantic", "pypdfium2", "reportlab", "xlsxwriter",
}  # fmt: skip


def _loaded_by(module: str) -> set[str]:
    """Names of the top-level modules a fresh process holds once it imported ``module``."""
    program = f"import json, sys, {module}; json.dump(sorted({{n.partition('.')[0] for n in sys.modules}}), sys.stdout)"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout))


@pytest.mark.parametrize("module", ["pvd_desktop.main", "pvd_desktop.ui.main_window", "pvd_desktop.cli"])
def test_that_start_up_loads_no_heavy_library(module: str):
    assert _loaded_by(module) & HEAVY == set()


def test_that_the_window_opens_before_the_documents_are_needed():
    program = "import json, sys, pvd_desktop.main, pvd_desktop.ui.fiches.page; json.dump(list(sys.modules), sys.stdout)"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not [nom for nom in json.loads(result.stdout) if nom.startswith("pvd_desktop.documents")]


def test_that_the_command_line_never_loads_qt():
    assert _loaded_by("pvd_desktop.cli") & {"PySide6", "shiboken6"} == set()


def test_that_the_models_load_neither_qt_nor_a_document_library():
    assert _loaded_by("models.store.database") & {"PySide6", "shiboken6", "pvd_desktop", *HEAVY} == set()


def test_that_the_domain_loads_without_the_database():
    assert _loaded_by("models.domain.projet") & {"sqlalchemy", "PySide6", "pvd_desktop", *HEAVY} == set()


OUVERTURE = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from pvd_desktop.main import build_window
from pvd_desktop.paths import Dossiers

dossier = Path(sys.argv[1])
app = QApplication([])
fenetre = build_window(Dossiers.of_user(dossier), dossier / "journal.log")
fenetre.ouverture.open_now(Path(sys.argv[2]))
assert fenetre.workspace is not None
json.dump(sorted(sys.modules), sys.stdout)
"""
AILLEURS = (
    "alembic",
    "models.commands.",
    "models.domain.importation",
    "pvd_desktop.documents",
    "pvd_desktop.imports",
    "pvd_desktop.ui.convention",
    "pvd_desktop.ui.importation.",
    "sqlalchemy",
)
"""Rooms, readers and libraries that the first page does not need."""


def test_that_a_project_opens_on_its_page_without_loading_the_others(tmp_path: Path):
    program = [sys.executable, "-c", OUVERTURE, str(tmp_path), str(exemple(tmp_path))]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    chargees = json.loads(result.stdout)
    assert "pvd_desktop.ui.fiches.page" in chargees
    assert [nom for nom in chargees if nom.startswith(AILLEURS)] == []


EN_AVANCE = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from pvd_desktop.main import build_window, prepare, wait_for_tasks
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui.pages import HORS_RAIL, PAGES

dossier = Path(sys.argv[1])
app = QApplication([])
fenetre = build_window(Dossiers.of_user(dossier), dossier / "journal.log")
fenetre.ouverture.open_now(Path(sys.argv[2]))
fenetre.show()
prepare(fenetre.workspace, lambda: None)
avant = set(sys.modules)
for entree in (*PAGES, *HORS_RAIL):
    fenetre.navigation.show_page(entree.id)
    app.processEvents()
wait_for_tasks(app)
json.dump([sorted(avant), sorted(set(sys.modules) - avant)], sys.stdout)
"""


def test_that_no_page_waits_for_its_modules_once_they_are_loaded_ahead(tmp_path: Path):
    program = [sys.executable, "-c", EN_AVANCE, str(tmp_path), str(exemple(tmp_path))]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    avant, ensuite = json.loads(result.stdout)
    assert {nom.partition(".")[0] for nom in avant} & HEAVY == set()
    assert [nom for nom in ensuite if nom.startswith("pvd_desktop.ui.")] == []


def test_that_what_is_loaded_ahead_is_given_up_at_once():
    program = (
        "import json, sys\nfrom pvd_desktop.ui.avance import load_ahead\n"
        "def check(): raise KeyError\n"
        "try: load_ahead(check)\nexcept KeyError: json.dump(list(sys.modules), sys.stdout)"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not [nom for nom in json.loads(result.stdout) if nom.startswith("pvd_desktop.ui.maquette")]
