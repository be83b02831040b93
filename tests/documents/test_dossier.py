"""The dossier of a demande as files: names, order, pièces that are there or not, the same bytes, all or nothing."""

import hashlib
import os
import shutil
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from demandes_ecrites import DEMANDE, projet
from factories import AUJOURD_HUI, uid
from typing_extensions import override

from models.domain.demande import EtatPiece, LigneDemande, PieceDemande
from models.domain.fiche_action import Piece
from models.domain.projet import Projet
from pvd_desktop.documents.dossier.ecriture import BilanDossier, Fichiers, nom_propose, write_dossier
from pvd_desktop.documents.dossier.noms import extension_lue, nom_sur, numeroter
from pvd_desktop.documents.export import ExportError
from pvd_desktop.documents.modeles import Edition
from pvd_desktop.documents.renderers import Progress

PDF = b"%PDF-1.7 contenu"


def sha(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def joindre(*pieces: PieceDemande, fiche: tuple[Piece, ...] = ()) -> Projet:
    """The demande with these pièces."""
    base = projet(replace(DEMANDE, pieces=pieces))
    return replace(base, fiches=(replace(base.fiches[0], pieces=fiche),))


def ecrire(
    base: Projet,
    cible: Path,
    contenus: dict[str, bytes] | None = None,
    progress: Progress | None = None,
) -> BilanDossier:
    lire: Callable[[str], bytes | None] = (contenus or {}).get
    fichiers = Fichiers(cible.parent, lire)
    return write_dossier(Edition(projet=base, aujourd_hui=AUJOURD_HUI), cible, fichiers, progress=progress)


def noms(dossier: Path) -> list[str]:
    return sorted(f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file())


def test_that_files_are_named_by_the_field_of_the_portal_in_its_order(tmp_path: Path):
    devis = PieceDemande(code="devis", intitule="Devis.pdf", etat=EtatPiece.JOINTE, sha256=sha(PDF))
    ecrire(joindre(devis), tmp_path / "d", {sha(PDF): PDF})
    ecrits = noms(tmp_path / "d")
    assert ecrits[:4] == [
        "00 – Formulaire rempli.pdf",
        "00 – Lettre d’accompagnement.pdf",
        "00 – Sommaire.pdf",
        "00 – Sommaire.txt",
    ]
    assert "01 – Projet de délibération.pdf" in ecrits
    assert "02 – Note explicative.pdf" in ecrits
    (copie,) = [nom for nom in ecrits if nom.endswith("Justificatifs des dépenses prévisionnelles.pdf")]
    assert (tmp_path / "d" / copie).read_bytes() == PDF
    assert [nom for nom in ecrits if nom.startswith("Word")] == [
        "Word à compléter/00 – Lettre d’accompagnement.docx",
        "Word à compléter/01 – Projet de délibération.docx",
        *[nom for nom in ecrits if nom.endswith("Attestation de non-commencement.docx")],
    ]


def test_that_a_joined_piece_takes_the_place_of_the_document_it_is(tmp_path: Path):
    note = PieceDemande(code="note", intitule="Notre note.docx", etat=EtatPiece.JOINTE, sha256=sha(b"PK\x03\x04"))
    ecrire(joindre(note), tmp_path / "d", {sha(b"PK\x03\x04"): b"PK\x03\x04"})
    ecrits = noms(tmp_path / "d")
    assert [nom for nom in ecrits if nom.startswith("02")] == ["02 – Document de présentation du projet.docx"]


@pytest.mark.parametrize(
    ("octets", "extension"), [(PDF, ".pdf"), (b"\xff\xd8\xff\xe0", ".jpg"), (b"PK\x03\x04 word/document", ".docx")]
)
def test_that_a_piece_without_an_extension_takes_that_of_its_bytes(tmp_path: Path, octets: bytes, extension: str):
    rib = PieceDemande(code="deliberation", intitule="Délibération", etat=EtatPiece.JOINTE, sha256=sha(octets))
    ecrire(joindre(rib), tmp_path / "d", {sha(octets): octets})
    assert any(nom.startswith("01") and nom.endswith(extension) for nom in noms(tmp_path / "d"))


def test_that_linked_pieces_are_copied_and_vanished_or_changed_ones_are_said(tmp_path: Path):
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "acte.pdf").write_bytes(PDF)
    (tmp_path / "pieces" / "plan.pdf").write_bytes(b"%PDF autre")
    # A pipe would be read for ever.
    os.mkfifo(tmp_path / "pieces" / "tube.pdf")
    pieces = (
        PieceDemande(code="deliberation", etat=EtatPiece.JOINTE, chemin="pieces/acte.pdf", sha256=sha(PDF)),
        PieceDemande(code="plan_financement", etat=EtatPiece.JOINTE, chemin="pieces/plan.pdf", sha256=sha(PDF)),
        PieceDemande(code="devis", intitule="Devis perdu", etat=EtatPiece.JOINTE, chemin="pieces/devis.pdf"),
        PieceDemande(code="note", intitule="Tube", etat=EtatPiece.JOINTE, chemin="pieces/tube.pdf"),
        PieceDemande(code="rib", intitule="RIB", etat=EtatPiece.JOINTE, sha256=sha(b"perdu")),
        PieceDemande(intitule="Pièce de fiche", etat=EtatPiece.JOINTE, piece=uid("partie")),
        PieceDemande(intitule="Accord de l’ABF", etat=EtatPiece.APRES_DEPOT),
        PieceDemande(intitule="Sans objet", etat=EtatPiece.SANS_OBJET),
    )
    bilan = ecrire(joindre(*pieces), tmp_path / "d")
    raisons = {a.intitule: a.raison for a in bilan.absentes}
    assert raisons["Devis perdu"] == "Le fichier lié «\u00a0pieces/devis.pdf\u00a0» est introuvable, ou ne se lit pas."
    assert "introuvable" in raisons["Tube"]
    assert raisons["RIB"] == "Son contenu n’est plus dans le projet."
    assert raisons["Pièce de fiche"] == "La pièce de la fiche-action qu’elle désignait n’existe plus."
    assert raisons["Accord de l’ABF"] == "Elle suivra le dépôt."
    assert "Sans objet" not in raisons
    origines = {f.nom: f.origine for f in bilan.fichiers}
    assert [o for nom, o in origines.items() if nom.startswith("01")] == ["Pièce liée"]
    assert "Pièce liée, modifiée depuis qu’elle a été jointe" in origines.values()
    sommaire = (tmp_path / "d" / "00 – Sommaire.txt").read_text("utf-8")
    assert all(intitule in sommaire for intitule in raisons)
    # A list of files promises nothing.
    assert "ne vaut pas accord" not in sommaire


def test_that_several_files_of_one_field_bear_its_number_and_an_outdated_one_says_so(tmp_path: Path):
    devis = [
        PieceDemande(
            code="devis", intitule=f"Lot {lot}.pdf", etat=EtatPiece.JOINTE, sha256=sha(PDF), date_validite=validite
        )
        for lot, validite in ((1, None), (2, date(2026, 1, 31)), (3, None))
    ]
    bilan = ecrire(joindre(*devis), tmp_path / "d", {sha(PDF): PDF})
    origines = {f.nom[5:]: f.origine for f in bilan.fichiers if "Justificatifs des dépenses" in f.nom}
    champ = "Justificatifs des dépenses prévisionnelles"
    assert origines == {
        f"{champ}.pdf": "Pièce du projet",
        f"{champ} (2).pdf": "Pièce du projet, validité dépassée",
        f"{champ} (3).pdf": "Pièce du projet",
    }
    assert len({f.nom[:2] for f in bilan.fichiers if "Justificatifs des dépenses" in f.nom}) == 1


def test_that_a_piece_of_a_fiche_gives_its_file(tmp_path: Path):
    acte = Piece(uid=uid("acte"), intitule="Acte.pdf", sha256=sha(PDF))
    piece = PieceDemande(code="deliberation", etat=EtatPiece.JOINTE, piece=uid("acte"))
    ecrire(joindre(piece, fiche=(acte,)), tmp_path / "d", {sha(PDF): PDF})
    (nom,) = [n for n in noms(tmp_path / "d") if n.startswith("01")]
    assert (tmp_path / "d" / nom).read_bytes() == PDF


def test_that_the_zip_holds_what_the_folder_does_and_is_the_same_twice(tmp_path: Path):
    (tmp_path / "acte.pdf").write_bytes(PDF)
    piece = PieceDemande(code="deliberation", etat=EtatPiece.JOINTE, chemin="acte.pdf", sha256=sha(PDF))
    base = joindre(piece)
    for nom in ("a.zip", "b.zip"):
        ecrire(base, tmp_path / nom)
        # What the system notes of the file is no part of its content.
        os.utime(tmp_path / "acte.pdf", (1, 1))
    ecrire(base, tmp_path / "dossier")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as paquet:
        assert paquet.testzip() is None
        assert sorted(paquet.namelist()) == noms(tmp_path / "dossier")
        for nom in paquet.namelist():
            assert paquet.read(nom) == (tmp_path / "dossier" / nom).read_bytes()


def test_that_another_program_unpacks_the_names_as_they_are_written(tmp_path: Path):
    unzip = shutil.which("unzip")
    if unzip is None:
        pytest.skip("unzip n’est pas installé")
    ecrire(joindre(), tmp_path / "a.zip")
    commande = [unzip, "-q", tmp_path / "a.zip", "-d", tmp_path / "a"]
    subprocess.run(commande, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    with zipfile.ZipFile(tmp_path / "a.zip") as paquet:
        assert noms(tmp_path / "a") == sorted(paquet.namelist())
    assert (tmp_path / "a" / "00 – Sommaire.txt").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("nom", ["gros.zip", "gros"])
def test_that_two_hundred_megabytes_of_linked_pieces_stay_out_of_memory(tmp_path: Path, nom: str):
    with (tmp_path / "plans.pdf").open("wb") as flux:
        flux.truncate(200_000_000)
    piece = PieceDemande(code="devis", etat=EtatPiece.JOINTE, chemin="plans.pdf")
    base = joindre(piece)
    ecrire(base, tmp_path / "chaud.zip")  # what the renderers keep for good is not counted
    tracemalloc.start()
    ecrire(base, tmp_path / nom)
    _, sommet = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sommet < 30_000_000


class Abandon(Progress):
    """Gives up at a step."""

    def __init__(self, rang: int) -> None:
        self.rang = rang

    @override
    def step(self, done: int, total: int) -> None:
        self.rang -= 1
        if not self.rang:
            raise InterruptedError


@pytest.mark.parametrize("nom", ["d", "d.zip"])
@pytest.mark.parametrize("rang", [1, 5, 9])
def test_that_giving_up_leaves_nothing_behind(tmp_path: Path, nom: str, rang: int):
    (tmp_path / "d.zip").write_bytes(b"avant")
    with pytest.raises((InterruptedError, ExportError)):
        ecrire(joindre(), tmp_path / nom, progress=Abandon(rang))
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("d.zip", b"avant")]


def test_that_a_folder_that_holds_something_is_never_replaced(tmp_path: Path):
    cible = tmp_path / "d"
    cible.mkdir()
    ecrire(joindre(), cible)  # an empty one is
    (cible / "à moi.txt").write_text("gardé")
    with pytest.raises(ExportError, match="n’est pas vide"):
        ecrire(joindre(), cible)
    assert (cible / "à moi.txt").read_text() == "gardé"


def test_that_the_folder_one_stands_in_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "à moi.txt").write_text("gardé")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportError, match=f"Le dossier «\u00a0{tmp_path.name}\u00a0» n’est pas vide"):
        ecrire(joindre(), Path())


@pytest.mark.parametrize(
    ("nom", "message"),
    [("absent/d", "n’existe pas"), ("fichier", "est un fichier"), ("x" * 300, "n’est pas accepté")],
)
def test_that_each_failure_is_told_with_a_way_out(tmp_path: Path, nom: str, message: str):
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(ExportError, match=message) as echec:
        ecrire(joindre(), tmp_path / nom)
    assert echec.value.remede
    assert [f.name for f in tmp_path.iterdir()] == ["fichier"]


def test_that_an_operation_in_the_corbeille_is_said_in_the_sommaire(tmp_path: Path):
    base = projet(replace(DEMANDE, lignes=(LigneDemande(operation=uid("perdue")),)))
    bilan = ecrire(base, tmp_path / "d")
    assert any("n’est plus dans le projet" in absente.intitule for absente in bilan.absentes)


@pytest.mark.parametrize(
    ("texte", "nom"),
    [
        ("Plan\u00a0: situation / masse ?", "Plan - situation - masse"),
        ('Devis "A" <B> | C * D', "Devis - A - B - C - D"),
        ("nul", "nul_"),
        ("COM1.pdf", "COM1.pdf_"),
        ("Fin. . ", "Fin"),
        ("\x00\x1f", "Sans nom"),
        ("", "Sans nom"),
        ("e\u0301cole", "école"),
    ],
)
def test_that_names_are_taken_by_windows(texte: str, nom: str):
    assert nom_sur(texte) == nom


def test_that_long_names_are_cut_at_a_word():
    nom = numeroter(7, "Justificatif des travaux " * 20)
    assert nom.startswith("07 – Justificatif des travaux")
    assert len(nom) <= 85
    assert nom.endswith(("Justificatif", "des", "travaux"))


def test_that_bytes_that_say_nothing_have_no_extension():
    assert extension_lue(b"") == ""
    assert extension_lue(b"PK\x03\x04 autre") == ".zip"


def test_that_the_name_proposed_says_the_aide_the_year_and_the_operation():
    assert nom_propose(Edition(projet=joindre(), aujourd_hui=AUJOURD_HUI)) == "DETR 2027 – Requalifier la Grand-Place"
    assert nom_propose(Edition(projet=Projet(), aujourd_hui=AUJOURD_HUI)) == "Dossier de demande"


@pytest.mark.parametrize(
    ("texte", "nom"),
    [
        (
            "DETR 2027 – Requalifier la Grand-Place, tranche 3\u00a0: venelles et abords de la halle",
            "DETR 2027 – Requalifier la Grand-Place, tranche 3 - venelles et abords",
        ),
        ("le " * 40, "le"),
    ],
)
def test_that_a_name_that_is_cut_does_not_end_on_a_word_that_says_nothing(texte: str, nom: str):
    assert nom_sur(texte) == nom
