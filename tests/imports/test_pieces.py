"""Files joined to an action: what is kept, what is linked, what is refused and in which words."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from models.domain.fiche_action import Piece
from models.domain.pieces import Fichier
from pvd_desktop.imports.pieces import (
    TAILLE_MAX,
    TAILLE_ORDINAIRE,
    EtatLien,
    PieceError,
    check_link,
    find_linked,
    read_fichier,
    safe_name,
    with_extension_of,
)


def _ignore(fait: int, total: int, texte: str) -> None:
    assert 0 <= fait <= total
    assert texte


def _read(path: Path, dossier: Path | None = None, *, incorporer: bool | None = None) -> Fichier:
    return read_fichier(path, dossier or path.parent, incorporer=incorporer, avancer=_ignore)


def _file(path: Path, taille: int) -> Path:
    """A file of that size that takes no room."""
    with path.open("wb") as fichier:
        fichier.truncate(taille)
    return path


def _linked(path: Path, dossier: Path) -> Piece:
    lu = _read(path, dossier, incorporer=False)
    return Piece(intitule=lu.intitule, chemin=lu.chemin, sha256=lu.sha256, taille=lu.taille)


def test_that_a_small_file_is_kept_whole(tmp_path: Path):
    path = tmp_path / "Devis façade n° 3.pdf"
    path.write_bytes(b"devis")
    lu = _read(path)
    assert lu == Fichier(
        intitule="Devis façade n° 3.pdf", sha256=sha256(b"devis").hexdigest(), taille=5, octets=b"devis"
    )


def test_that_a_large_file_is_linked_from_the_folder_of_the_project(tmp_path: Path):
    (tmp_path / "projet").mkdir()
    path = _file(tmp_path / "Étude.zip", TAILLE_ORDINAIRE + 1)
    lu = _read(path, tmp_path / "projet")
    assert (lu.octets, lu.chemin, lu.taille) == (None, "../Étude.zip", TAILLE_ORDINAIRE + 1)


def test_that_a_file_of_five_megabytes_is_kept_and_a_larger_one_when_asked(tmp_path: Path):
    assert _read(_file(tmp_path / "a.pdf", TAILLE_ORDINAIRE)).octets is not None
    assert _read(_file(tmp_path / "b.pdf", TAILLE_ORDINAIRE + 1), incorporer=True).octets is not None
    assert _read(_file(tmp_path / "c.pdf", 10), incorporer=False).octets is None


def test_that_a_file_of_sixty_megabytes_cannot_be_kept_and_can_be_linked(tmp_path: Path):
    path = _file(tmp_path / "film.mp4", 60_000_000)
    with pytest.raises(PieceError) as refus:
        _read(path, incorporer=True)
    assert "pèse 60,0\u00a0Mo\u00a0: une pièce incorporée au projet en pèse au plus 50,0\u00a0Mo" in refus.value.message
    assert refus.value.remede.startswith("Liez-la")
    assert _read(path).chemin == "film.mp4"
    assert _read(_file(tmp_path / "juste.mp4", TAILLE_MAX), incorporer=True).taille == TAILLE_MAX


def test_that_a_folder_an_empty_file_and_a_missing_one_say_what_they_are(tmp_path: Path):
    (tmp_path / "Dossier").mkdir()
    for nom, message in (
        ("Dossier", "est un dossier\u00a0: une pièce est un fichier"),
        ("vide.pdf", "est vide"),
        ("parti.pdf", "il n’existe pas, ou n’existe plus"),
    ):
        if nom.startswith("vide"):
            (tmp_path / nom).touch()
        with pytest.raises(PieceError, match=message) as refus:
            _read(tmp_path / nom)
        assert refus.value.remede


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs it may read everything")
def test_that_a_forbidden_file_says_so(tmp_path: Path):
    path = _file(tmp_path / "secret.pdf", 3)
    path.chmod(0)
    with pytest.raises(PieceError, match="son accès est refusé"):
        _read(path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold only characters in names")
def test_that_a_name_that_is_no_text_is_kept_under_another_and_never_linked(tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/devis\xff\n.pdf"))
    path.write_bytes(b"devis")
    assert _read(path).intitule == "devis? .pdf"
    with pytest.raises(PieceError, match="contient un caractère que le projet ne sait pas retenir") as refus:
        _read(path, incorporer=False)
    assert "incorporez-le" in refus.value.remede


def test_that_a_very_long_name_keeps_its_extension(tmp_path: Path):
    path = _file(tmp_path / f"{'é' * 110}.pdf", 3)
    assert _read(path).intitule.endswith("é.pdf")


def test_that_giving_up_stops_the_reading(tmp_path: Path):
    class AbandonError(Exception):
        pass

    def give_up(fait: int, total: int, texte: str) -> None:
        raise AbandonError

    with pytest.raises(AbandonError):
        read_fichier(_file(tmp_path / "a.pdf", 9), tmp_path, avancer=give_up)


def test_that_links_are_found_missed_and_seen_to_change(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"plan")
    piece = _linked(path, tmp_path)
    assert find_linked(piece, tmp_path) == path
    assert check_link(piece, tmp_path, _ignore) is EtatLien.PRESENT
    path.write_bytes(b"PLAN")
    assert check_link(piece, tmp_path, _ignore) is EtatLien.MODIFIE
    path.unlink()
    assert check_link(piece, tmp_path, _ignore) is EtatLien.ABSENT
    with pytest.raises(PieceError, match="n’est plus à sa place"):
        find_linked(piece, tmp_path)


@pytest.mark.parametrize(
    ("intitule", "nom"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ('Lot 1/2 : "façade".pdf', "Lot 1_2 _ _façade_.pdf"),
        ("", "piece"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("n° 3. Devis retenu", "n° 3. Devis retenu"),
    ],
)
def test_that_a_title_gives_a_name_that_every_system_accepts(intitule: str, nom: str):
    assert safe_name(intitule) == nom


def test_that_a_new_title_keeps_the_extension_the_bytes_need():
    assert with_extension_of("Devis retenu", "devis.pdf") == "Devis retenu.pdf"
    assert with_extension_of("Devis retenu.PDF", "devis.pdf") == "Devis retenu.PDF"
    assert with_extension_of("Devis", "devis sans extension") == "Devis"
