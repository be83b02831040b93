"""The example project: whole from the start, its pièces included."""

from hashlib import sha256
from pathlib import Path

from projets import exemple

from models.queries.contenus import load_contenus
from models.queries.projet import load_projet
from models.store.database import Database


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
