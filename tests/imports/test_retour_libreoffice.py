"""A maquette that goes to LibreOffice: saved there it says nothing, edited there it says exactly those edits."""

from pathlib import Path

import pytest
from factories import make_fiche_riche, make_projet
from projets import exemple
from retours import Maquette, exported, genres, reviewed, saved

from models.domain.projet import Projet
from models.domain.retour.revue import Genre
from models.queries.projet import load_projet
from models.store.database import Database


@pytest.fixture
def projet(tmp_path: Path) -> Projet:
    database = Database.open(exemple(tmp_path), lecture_seule=True)
    try:
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()


def test_that_a_maquette_saved_by_libreoffice_has_nothing_to_say(projet: Projet, soffice: Path, tmp_path: Path):
    for rang, un in enumerate((projet, make_projet(make_fiche_riche()))):
        revue = reviewed(saved(soffice, exported(un), tmp_path / f"lo{rang}"), un).revue
        assert revue.ecarts == ()
        assert revue.inchangees


def test_that_what_was_edited_comes_back_from_libreoffice_and_nothing_else(
    projet: Projet, soffice: Path, tmp_path: Path
):
    classeur = Maquette(exported(projet))
    operations = [nom for _, nom in classeur.lignes("periode") if nom.startswith("operation:") or nom.count(":") == 2]
    aides = [nom for _, nom in classeur.lignes("financeurs:aides") if nom.startswith("financement:")]
    classeur.ecrit("periode", operations[0], "part", 1234.56)
    classeur.ecrit("financeurs:aides", aides[0], "demande", "~50 k€")
    classeur.ecrit("financeurs:aides", aides[1], "dossier", "2026-117")
    reviseur = reviewed(saved(soffice, classeur.to_bytes(), tmp_path / "lo"), projet)
    assert {e.cle for e in reviseur.revue.ecarts} == {
        ("periode", operations[0], "part"),
        ("financeurs:aides", aides[0], "demande"),
        ("financeurs:aides", aides[1], "dossier"),
    }
    assert sorted(genres(reviseur)) == sorted([Genre.MODIFIE, Genre.NON_MONTANT, Genre.MODIFIE])
