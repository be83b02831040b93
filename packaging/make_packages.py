"""Builds the wheel and the frozen folder, and starts each of them once; called by ``run.py package``.

Runs in the packaging environment, which also sees the checkout: hence the import of ``run``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import run

DIST = run.ROOT / "dist"
FROZEN = DIST / "pvd-desktop"
PYTHON = Path(sys.executable)


def main() -> int:
    """Build and try the two artefacts; the first failure stops everything."""
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(build_wheel(Path(folder)), Path(folder))
        freeze(Path(folder) / "work")
    smoke(FROZEN / ("pvd-desktop-console.exe" if os.name == "nt" else "pvd-desktop"))
    size = sum(path.stat().st_size for path in FROZEN.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"Dossier autonome\u00a0: {FROZEN} ({size / 1_000_000:.0f}\u00a0Mo)")
    return 0


def build_wheel(folder: Path) -> Path:
    """The wheel, built in a folder where no older one can be mistaken for it, then put into ``dist/``."""
    step([PYTHON, "-P", "-m", "hatchling", "build", "--target", "wheel", "--directory", folder])
    (built,) = folder.glob("*.whl")
    DIST.mkdir(exist_ok=True)
    return Path(shutil.copy(built, DIST))


def try_wheel(wheel: Path, folder: Path) -> None:
    """Install the wheel where the checkout cannot be seen, and start it."""
    python = run.create_environment(folder / "venv")
    run.install(python, [run.RUNTIME])
    step([python, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", wheel])
    smoke(run.tool(python, "pvd-desktop"))
    print(f"Paquet Python\u00a0: {wheel}")


def freeze(work: Path) -> None:
    """The folder that runs without Python."""
    command = [PYTHON, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    step([*command, "--distpath", DIST, "--workpath", work, "packaging/pvd_desktop.spec"])


def smoke(program: Path) -> None:
    """Start a program far from the checkout: it opens a file, paints its window, writes a PDF and leaves."""
    with tempfile.TemporaryDirectory() as folder:
        step([program, "--smoke"], cwd=Path(folder))


def step(command: list[str | Path], cwd: Path = run.ROOT) -> None:
    """Run one program, shown first; a failure ends the build."""
    print("→ " + " ".join(str(word) for word in command), flush=True)
    code = run.call(command, cwd=cwd)
    if code:
        raise subprocess.CalledProcessError(code, command)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"Cette étape a échoué (code {error.returncode}).")
