"""The example project: whole from the start, its pièces included."""

import json
import shutil
import sys
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from fichiers_du_depot import ROOT
from projets import exemple

from models.queries.contenus import load_contenus
from models.queries.projet import load_projet
from models.store.database import Database

sys.path.insert(0, str(ROOT / "packaging"))  # a script of the checkout, not a module of the product
import make_pieces


def test_that_every_piece_of_the_example_can_be_opened(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    try:
        with database.read() as session:
            pieces = [piece for fiche in load_projet(session).fiches for piece in fiche.pieces]
            contenus = load_contenus(session, {piece.sha256 for piece in pieces})
    finally:
        database.close()
    assert len(pieces) > 50
    for piece in pieces:
        octets = contenus[piece.sha256]
        assert (piece.chemin, piece.taille, sha256(octets).hexdigest()) == ("", len(octets), piece.sha256)
        assert octets.startswith(b"%PDF")
        assert piece.intitule.endswith(".pdf")


def test_that_the_pages_of_the_pieces_can_be_made_again(tmp_path: Path):
    shutil.copyfile(str(files("resources").joinpath("exemple", "projet.json")), tmp_path / "projet.json")
    make_pieces.main(tmp_path)
    faites = {sha256(page.read_bytes()).hexdigest() for page in (tmp_path / "pieces").iterdir()}
    projet = json.loads((tmp_path / "projet.json").read_text(encoding="utf-8"))
    nommees = {piece["sha256"] for fiche in projet["fiches"] for piece in fiche["pieces"]}
    assert nommees == faites
    assert len(faites) == len(make_pieces.PAGES)
