"""Files replaced in one step, and failures said in French."""

import errno
import os
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche, make_projet

from models.domain.errors import AppError
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.export import ExportError, export, write_text
from pvd_desktop.documents.renderers import FORMATS, get_renderer
from pvd_desktop.documents.tree import Document


def fiche() -> Document:
    """A document."""
    une = make_fiche()
    return build_fiche(make_projet(une), une, aujourd_hui=AUJOURD_HUI)


def names(folder: Path) -> list[str]:
    """What the folder holds."""
    return sorted(path.name for path in folder.iterdir())


class Cancelled(Exception):  # noqa: N818  as the task of the window raises it
    """The user gave up."""


class GivesUp:
    """Gives up at the first step."""

    def step(self, done: int, total: int) -> None:
        assert done <= total
        raise Cancelled


class Counts:
    """Counts the steps."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int) -> None:
        assert done <= total
        self.steps += 1


@pytest.mark.parametrize("extension", FORMATS)
def test_that_a_document_is_written_in_every_format_and_replaces_the_old_one(tmp_path: Path, extension: str):
    cible = tmp_path / f"Fiche n° 1{extension.upper()}"
    cible.write_bytes(b"ancien")
    avancement = Counts()
    export(fiche(), cible, progress=avancement)
    assert cible.stat().st_size > 100  # a CSV holds one table
    get_renderer(extension).verify(cible)
    assert avancement.steps
    assert names(tmp_path) == [cible.name]


def test_that_a_link_still_leads_to_the_file_it_led_to(tmp_path: Path):
    vrai = tmp_path / "vrai.txt"
    vrai.write_text("ancien")
    lien = tmp_path / "lien.txt"
    lien.symlink_to(vrai)
    write_text("nouveau", lien)
    assert lien.is_symlink()
    assert vrai.read_text() == "nouveau"


FAILURES = [
    (OSError(errno.ENOSPC, "No space left on device"), "Le disque est plein"),
    (OSError(errno.EFBIG, "File too large"), "Le disque est plein"),
    (PermissionError(errno.EACCES, "Permission denied"), "n’a pas pu être écrit"),
    (OSError(errno.EROFS, "Read-only file system"), "n’a pas pu être écrit"),
    (OSError(errno.ENAMETOOLONG, "File name too long"), "n’est pas accepté"),
    (OSError(errno.EIO, "Input/output error"), "n’a pas pu être écrit (Input/output error)"),
    (OSError("sans numéro"), "n’a pas pu être écrit (sans numéro)"),
]


@pytest.mark.parametrize(("failure", "message"), FAILURES, ids=[str(f) for f, _ in FAILURES])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_that_a_failure_keeps_the_previous_file_and_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError, message: str, call: str
):
    cible = tmp_path / "fiches.txt"
    cible.write_text("ancien")

    def fails(*_: object) -> None:
        raise failure

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(ExportError) as caught:
        export(fiche(), cible)
    monkeypatch.undo()
    assert message in caught.value.message
    assert caught.value.remede
    assert isinstance(caught.value, AppError)
    assert cible.read_text() == "ancien"
    assert names(tmp_path) == ["fiches.txt"]


def test_that_a_file_protected_against_writing_is_not_replaced(tmp_path: Path):
    cible = tmp_path / "convention signée.txt"
    cible.write_text("ancien")
    cible.chmod(0o444)
    with pytest.raises(ExportError) as caught:
        export(fiche(), cible)
    assert "protégé en écriture" in caught.value.message
    assert cible.read_text() == "ancien"
    assert names(tmp_path) == [cible.name]


def test_that_a_file_open_elsewhere_is_suspected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(ExportError) as caught:
        write_text("x", tmp_path / "a.json")
    assert "peut-être ouvert dans un autre programme" in caught.value.remede


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a file size limit")
def test_that_a_disk_really_full_keeps_the_previous_file(tmp_path: Path):
    import resource
    import signal

    cible = tmp_path / "fiches.pdf"
    cible.write_bytes(b"ancien")
    ancienne = resource.getrlimit(resource.RLIMIT_FSIZE)
    poignee = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, ancienne[1]))
    try:
        with pytest.raises(ExportError) as caught:
            export(fiche(), cible)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, ancienne)
        signal.signal(signal.SIGXFSZ, poignee)
    assert "Le disque est plein" in caught.value.message
    assert cible.read_bytes() == b"ancien"
    assert names(tmp_path) == ["fiches.pdf"]


def test_that_a_missing_folder_a_folder_and_an_unknown_format_are_refused(tmp_path: Path):
    (tmp_path / "dossier.pdf").mkdir()
    (tmp_path / "fichier").write_text("x")
    for cible, message in (
        (tmp_path / "absent" / "a.pdf", "n’existe pas"),
        (tmp_path / "fichier" / "a.pdf", "n’existe pas"),
        (tmp_path / "dossier.pdf", "est un dossier"),
        (tmp_path / "a.odt", "«\u00a0.odt\u00a0» n’est pas connu"),
        (tmp_path / "sans_extension", "«\u00a0sans_extension\u00a0» n’est pas connu"),
        (tmp_path / f"{'x' * 300}.pdf", "n’est pas accepté"),
    ):
        with pytest.raises(ExportError) as caught:
            export(fiche(), cible)
        assert message in caught.value.message
        assert caught.value.remede
    assert names(tmp_path) == ["dossier.pdf", "fichier"]


@pytest.mark.parametrize("extension", FORMATS)
def test_that_giving_up_keeps_the_previous_file(tmp_path: Path, extension: str):
    cible = tmp_path / f"a{extension}"
    cible.write_bytes(b"ancien")
    with pytest.raises(Cancelled):
        export(fiche(), cible, progress=GivesUp())
    assert cible.read_bytes() == b"ancien"
    assert names(tmp_path) == [cible.name]


def test_that_a_file_that_cannot_be_read_again_is_not_kept(tmp_path: Path):
    """An empty text is what a renderer gone wrong would leave."""
    cible = tmp_path / "a.txt"
    cible.write_text("ancien")
    with pytest.raises(ExportError) as caught:
        export(Document(titre="", date_edition=AUJOURD_HUI, blocks=(), brouillon=False), cible)
    assert "n’a pas pu être relu" in caught.value.message
    assert cible.read_text() == "ancien"


def test_that_the_draft_of_a_program_that_was_killed_goes_with_the_next_export(tmp_path: Path):
    vieux, recent, autre = (tmp_path / nom for nom in (".~pvd-vieux", ".~pvd-recent", "mes brouillons"))
    for dossier in (vieux, recent, autre):
        dossier.mkdir()
        (dossier / "brouillon.pdf").write_bytes(b"la moitie d'un document")
    for dossier in (vieux, autre):
        os.utime(dossier, (0, 0))
    write_text("texte", tmp_path / "projet.json")
    assert not vieux.exists()
    # Somebody else may be writing that one.
    assert recent.exists()
    assert autre.exists()
