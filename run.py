#!/usr/bin/env python3
"""The one door of the checkout: opens PVD Desktop, tests it, checks it, packages it.

    python3 run.py              the application; without a display, the example as documents in out/
    python3 run.py test         the tests (further words go to pytest)
    python3 run.py check        lint, format, types, import contracts
    python3 run.py bench        the budgets of time and memory
    python3 run.py captures     a picture of every screen and page, in captures/
    python3 run.py package      wheel and frozen folder, each started once
    python3 run.py lock         the hashed locks, made anew from pyproject.toml
    python3 run.py WORD …       any other word goes to the command line of the application

On Windows: ``py run.py``. Only the standard library is used here: this file makes the environment it needs.
"""

from __future__ import annotations  # so that an old Python gets as far as the message about its age

import ctypes.util
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
ON_LINUX = sys.platform.startswith("linux")
VENV = ROOT / ".venv"
STAMP = "pvd-desktop.json"  # what an environment holds; written last: a broken installation starts again
RUNTIME, TEST, CHECK, PACKAGE = (
    "requirements.lock",
    "requirements-test.lock",
    "requirements-check.lock",
    "requirements-package.lock",
)

# What the wheels of Qt do not carry; each one was seen to be necessary on a bare Debian 12.
QT_PACKAGES = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")
X11_PACKAGES = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0")
# The programs that read our documents back: their packages, and which documents.
READERS = {
    "pdftotext": (("poppler-utils",), "les PDF"),
    "soffice": (("libreoffice-writer-nogui", "libreoffice-calc-nogui"), "les fichiers Word et Excel"),
}
QT_PROBE = "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"
# Loading the X11 plugin by hand names a missing library; Qt itself would only abort.
X11_PROBE = (
    "import ctypes, pathlib, PySide6.QtWidgets, PySide6.QtSvg;"
    "ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so'))"
)


def main(words: list[str]) -> int:
    """Run one command and return its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"PVD Desktop demande Python 3.11 ou plus récent, pas {found} ({sys.executable}).")
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    commands = {
        "test": run_tests,
        "check": run_checks,
        "bench": run_bench,
        "captures": run_captures,
        "package": build_packages,
        "lock": make_locks,
    }
    if command in commands:
        return commands[command](rest)
    return run_application(words)


def run_application(words: list[str]) -> int:
    """The window, the given words of its command line, or the main job where nothing can be shown."""
    python = prepare(VENV, RUNTIME)
    if words or not is_headless():
        return call([python, "-P", "-m", "pvd_desktop", *words])
    return run_main_job(python)


def run_main_job(python: Path) -> int:
    """The example project and its documents, written in ``out/``."""
    print("Aucun écran n’est disponible : le projet d’exemple et ses documents s’écrivent dans out/.", flush=True)
    out = ROOT / "out"
    project = out / "exemple.pvd"
    out.mkdir(exist_ok=True)
    project.unlink(missing_ok=True)
    documents = ("convention.pdf", "convention.docx", "maquette.xlsx", "fiches.pdf")
    steps = [
        ["exemple", project],
        *(["exporter", project, out / name, "--document", Path(name).stem] for name in documents),
        ["exporter", project, out / "exemple.json"],
    ]
    for step in steps:
        code = call([python, "-P", "-m", "pvd_desktop", *step])  # which names the file it wrote
        if code:
            return code
    return 0


def run_tests(words: list[str]) -> int:
    """Pytest, always without a display, so that pictures and sizes do not depend on the desktop.

    A process for each processor, each fed a few tests at a time; ``-n 0`` among the words runs them in one.
    """
    install_readers(*READERS)
    python = prepare(VENV, RUNTIME, TEST)
    spread = ["-n", "auto", "--dist", "worksteal"]
    return call([python, "-P", "-m", "pytest", *spread, *words], offscreen=True, cwd=ROOT)


def run_checks(words: list[str]) -> int:
    """Every static check, all of them even when one fails; the exit code says whether one did."""
    python = prepare(VENV, RUNTIME, TEST, CHECK)
    steps = {
        "ruff check": [tool(python, "ruff"), "check", *words],
        "ruff format": [tool(python, "ruff"), "format", "--check", *words],
        "basedpyright": [tool(python, "basedpyright"), *words],
        "lint-imports": [tool(python, "lint-imports")],
    }
    failed: list[str] = []
    for name, step in steps.items():
        print(f"— {name}", flush=True)
        if call(step, cwd=ROOT):
            failed.append(name)
    print(f"En échec : {', '.join(failed)}." if failed else "Toutes les vérifications passent.")
    return 1 if failed else 0


def run_bench(words: list[str]) -> int:
    """The budgets, as ratios measured in one run."""
    python = prepare(VENV, RUNTIME, TEST)
    return call([python, "tests/bench/run_bench.py", *words], offscreen=True, cwd=ROOT)


def run_captures(words: list[str]) -> int:
    """The pictures of the screens and of the pages."""
    install_readers("pdftotext")
    python = prepare(VENV, RUNTIME, TEST)
    script = [python, "tests/captures/run_captures.py", *(words or ["captures/"])]
    return call(script, offscreen=True, cwd=ROOT)


def build_packages(words: list[str]) -> int:
    """The wheel and the frozen folder, in an environment of their own."""
    missing = [] if not ON_LINUX or shutil.which("objdump") else ["binutils"]
    if ON_LINUX and not has_shared_python():
        missing.append(f"libpython3.{sys.version_info.minor}")
    if missing:
        install_system(missing, "PyInstaller demande des outils absents de cette machine.")
    python = prepare(ROOT / ".venv-package", RUNTIME, PACKAGE)
    if ON_LINUX:
        check_qt(python, "x11")  # the frozen folder carries the libraries of the window, even when made without one
    return call([python, "packaging/make_packages.py", *words], offscreen=True, cwd=ROOT)


def make_locks(words: list[str]) -> int:
    """The hashed locks, from the newest versions the ranges of pyproject.toml allow.

    They name neither an index nor a local folder: one file serves every machine, whatever its pip settings.
    """
    groups = {TEST: ["--group", "test"], CHECK: ["--group", "check"], PACKAGE: ["--group", "package"]}
    sources = {RUNTIME: ["pyproject.toml"], **groups}
    with tempfile.TemporaryDirectory() as folder:
        python = create_environment(Path(folder) / "venv")
        subprocess.run([python, "-m", "pip", "install", "-qq", "uv"], env=child_environment(), check=True)
        resolve = [tool(python, "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        resolve += ["--generate-hashes", "--only-binary", ":all:", "--no-annotate", "--no-header"]
        resolve += ["--no-emit-index-url", "--no-emit-find-links", *words]
        # One resolution of everything first, so that the four files agree on the versions they share.
        together = Path(folder) / "together.txt"
        everything = [word for source in sources.values() for word in source]
        code = call([*resolve, *everything, "-o", together], cwd=ROOT)
        for lock, source in sources.items():
            code = code or call([*resolve, *source, "--constraint", together, "-o", lock], cwd=ROOT)
    return code


def prepare(venv: Path, *locks: str) -> Path:
    """The Python of an environment that holds these locks; one that holds an older lock is made anew."""
    python = python_of(venv)
    stamp = venv / STAMP
    version = list(sys.version_info[:2])
    state = json.loads(stamp.read_text("utf-8")) if stamp.exists() and python.exists() else {}
    held: dict[str, str] = state.get("locks", {})
    if state.get("python") != version or any(digest(lock) != known for lock, known in held.items()):
        print(f"Création de l’environnement {venv.name} (une seule fois)…", flush=True)
        create_environment(venv)
        held, state = {}, {"python": version, "qt": []}
    missing = [lock for lock in locks if lock not in held]
    if missing:
        install(python, missing)
        add_checkout(venv)
        state["locks"] = {**held, **{lock: digest(lock) for lock in missing}}
        stamp.write_text(json.dumps(state, indent=2), "utf-8")
    platform = "x11" if ON_LINUX and os.environ.get("DISPLAY") else "offscreen"
    if platform not in state["qt"]:
        check_qt(python, platform)
        state["qt"].append(platform)
        stamp.write_text(json.dumps(state, indent=2), "utf-8")
    return python


def create_environment(venv: Path) -> Path:
    """An empty virtual environment, made by the Python that runs this file."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        install_system([package], "Ce Python ne sait pas encore créer d’environnement.")
    # The base interpreter: this file may be running in the very environment it replaces.
    interpreter = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([interpreter, "-m", "venv", "--clear", venv], env=child_environment(), check=True)
    return python_of(venv)


def install(python: Path, locks: list[str]) -> None:
    """Install hashed wheels only: nothing is built, nothing unexpected gets in."""
    print("Installation des bibliothèques (une seule fois)…", flush=True)
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:"]
    for lock in locks:
        command += ["--requirement", ROOT / lock]
    subprocess.run(command, env=child_environment(), check=True)


def add_checkout(venv: Path) -> None:
    """Make the packages of the checkout importable, as an editable installation would.

    The path is relative, hence plain ASCII: Python 3.11 reads these files in the encoding of the machine.
    """
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv), "platbase": str(venv)}))
    (packages / "pvd_desktop_checkout.pth").write_text(os.path.relpath(ROOT, packages) + "\n", "ascii")


def check_qt(python: Path, platform: str) -> None:
    """Try Qt; install the system libraries it misses, or name them."""
    probe = [python, "-c", X11_PROBE if platform == "x11" else QT_PROBE]
    for may_install in (True, False):
        result = subprocess.run(probe, env=child_environment(), capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return
        reason = (result.stderr.strip().splitlines() or ["raison inconnue"])[-1]
        if not (ON_LINUX and may_install):
            sys.exit(f"Qt ne démarre pas sur cette machine : {reason}")
        packages = [*QT_PACKAGES, *X11_PACKAGES] if platform == "x11" else [*QT_PACKAGES]
        install_system(packages, f"Qt a besoin de bibliothèques absentes de cette machine ({reason}).")


def install_readers(*programs: str) -> None:
    """What reads our files back; without it a few tests are skipped, so its absence stops nobody."""
    for program in programs:
        packages, what = READERS[program]
        if not ON_LINUX or shutil.which(program):
            continue
        try:
            if shutil.which("apt-get") and os.geteuid() == 0:
                install_system([*packages], f"Les essais relisent {what} avec {program}.")
                continue
        except subprocess.CalledProcessError:
            pass  # said below
        print(f"{program} est absent : les essais qui relisent {what} seront passés.", flush=True)


def install_system(packages: list[str], why: str) -> None:
    """Install Debian packages as root; otherwise stop with the one command that does it."""
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(f"{why}\nInstallez l’équivalent de ces paquets Debian : {' '.join(packages)}")
    if os.geteuid() != 0:
        words = " ".join(["sudo", *[word for word in command if word != "-qq"]])
        sys.exit(f"{why}\nUne commande les installe :\n\n    sudo apt-get update && {words}\n")
    print(f"{why}\nInstallation de {' '.join(packages)}…", flush=True)
    environment = {**child_environment(), "DEBIAN_FRONTEND": "noninteractive"}
    # A mirror that is down for one list must not prevent the installation from the others.
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def has_shared_python() -> bool:
    """Whether the library PyInstaller ships with the application can be found."""
    folder, name = sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME")
    found = ctypes.util.find_library(f"python3.{sys.version_info.minor}")
    return found is not None or bool(folder and name and Path(folder, name).exists())


def python_of(venv: Path) -> Path:
    """Where an environment keeps its interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def tool(python: Path, name: str) -> Path:
    """A program installed beside the interpreter."""
    return python.with_name(name + python.suffix)


def digest(lock: str) -> str:
    """The sha256 of a lock; nothing for one that is gone."""
    path = ROOT / lock
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def is_headless() -> bool:
    """Whether there is no display to open a window on."""
    return ON_LINUX and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def child_environment() -> dict[str, str]:
    """The environment of the programs started here.

    Variables that hide our packages are dropped, and so is the one that forbids bytecode: with it, every
    start would compile the application again.
    """
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
    return {name: value for name, value in os.environ.items() if name not in dropped}


def call(command: list[str | Path], *, offscreen: bool = False, cwd: Path | None = None) -> int:
    """Run a program of the environment and return its exit code."""
    environment = child_environment()
    if offscreen or is_headless():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    code = subprocess.run(command, env=environment, cwd=cwd, check=False).returncode
    return code if code >= 0 else 128 - code  # killed by a signal: the number a shell would give


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old Windows console has no « ’ »
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        step = " ".join(str(word) for word in error.cmd)
        sys.exit(f"Cette étape a échoué (code {error.returncode}) : {step}")
    except KeyboardInterrupt:
        sys.exit(130)
