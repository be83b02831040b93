"""``run.py`` speaks before it fails: an old Python, a missing library, a machine without a display."""

import ast
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT

sys.path.insert(0, str(ROOT))  # run.py is a script of the checkout, not a module of the product
import run

SOURCE = (ROOT / "run.py").read_text("utf-8")


def test_that_an_old_python_can_read_the_script_as_far_as_its_message():
    ast.parse(SOURCE, feature_version=(3, 7))


def test_that_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(SystemExit, match=r"demande Python 3\.11"):
        run.main(["test"])


def test_that_only_the_standard_library_is_imported():
    imported = {alias.name.partition(".")[0] for node in ast.walk(ast.parse(SOURCE)) for alias in _aliases(node)}
    assert imported <= sys.stdlib_module_names


def test_that_without_root_one_command_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as stopped:
        run.install_system(["libegl1", "libgl1"], "Qt a besoin de bibliothèques.")
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1" in str(stopped.value)


def test_that_a_system_without_apt_gets_the_names(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match="libegl1"):
        run.install_system(["libegl1"], "Qt a besoin de bibliothèques.")


@pytest.mark.parametrize("user", [0, 1000])
def test_that_a_reader_that_cannot_be_installed_is_named_and_stops_nobody(
    user: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    tried: list[list[str]] = []

    def refuse(packages: list[str], _why: str) -> None:
        tried.append(packages)
        raise subprocess.CalledProcessError(100, "apt-get")

    monkeypatch.setattr(run, "ON_LINUX", True)
    monkeypatch.setattr(run, "install_system", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    run.install_readers("pdftotext", "soffice")
    expected = [["poppler-utils"], ["libreoffice-writer-nogui", "libreoffice-calc-nogui"]]
    assert tried == (expected if user == 0 else [])
    assert "soffice est absent\u00a0: les essais qui relisent les fichiers Word et Excel" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_that_a_linux_session_without_a_display_is_recognised(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert run.is_headless()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not run.is_headless()


def test_that_programs_started_here_may_keep_their_bytecode(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert run.call([sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_that_a_killed_program_is_a_failure():
    program = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert run.call([sys.executable, "-c", program]) == 128 + signal.SIGKILL


def test_that_the_checkout_is_found_through_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "ROOT", tmp_path)
    site_packages = tmp_path / ".venv" / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    if os.name == "nt":
        site_packages = tmp_path / ".venv" / "Lib" / "site-packages"
    site_packages.mkdir(parents=True)
    run.add_checkout(tmp_path / ".venv")
    line = (site_packages / "pvd_desktop_checkout.pth").read_text("ascii").strip()
    assert (site_packages / line).resolve() == tmp_path.resolve()


def _aliases(node: ast.AST) -> list[ast.alias]:
    if isinstance(node, ast.ImportFrom):
        return [ast.alias(node.module or "")]
    return node.names if isinstance(node, ast.Import) else []
