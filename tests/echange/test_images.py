"""The logos in the JSON of a project: they go to another computer with it; a file that lies about them is refused."""

import json
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from projets import MOMENT, nouveau

from models.commands import convention
from models.commands.importation import import_projet
from models.domain.projet import Projet
from models.echange.format import to_json
from models.echange.images import OCTETS_MAX
from models.echange.lecture import read_json
from models.echange.rapport import ImportRefuseError, Lecture
from models.queries.contenus import load_contenus
from models.queries.projet import load_projet
from models.store.database import Database


def picture() -> bytes:
    fichier = BytesIO()
    Image.new("RGB", (4, 3), "navy").save(fichier, "PNG")
    return fichier.getvalue()


def charge(database: Database) -> tuple[Projet, dict[str, bytes]]:
    with database.read() as session:
        projet = load_projet(session)
        return projet, dict(load_contenus(session, [logo.sha256 for logo in projet.convention.logos]))


def bring_in(database: Database, texte: str) -> Lecture:
    lecture = read_json(texte, charge(database)[0], "essai.json", corbeille=())
    database.execute("Importer", import_projet, lecture.projet, moment=MOMENT, images=lecture.images)
    return lecture


def minimal(**parts: Any) -> str:
    return json.dumps({"format": "pvd-projet", "version": 1, **parts})


def of_logo(octets: bytes) -> str:
    logo = {"intitule": "Ville", "sha256": sha256(octets).hexdigest(), "taille": len(octets)}
    return minimal(convention={"logos": [logo]})


@pytest.fixture
def autre(tmp_path: Path) -> Database:
    """The project of another computer."""
    dossier = tmp_path / "ailleurs"
    dossier.mkdir()
    return Database.open(nouveau(dossier))


def test_that_a_logo_goes_to_another_file_with_its_picture(database: Database, autre: Database):
    database.execute("Ajouter", convention.add_logo, picture(), intitule="Ville")
    texte = to_json(*charge(database))
    assert not bring_in(autre, texte).remarques
    projet, contenus = charge(autre)
    autre.close()
    assert [contenus[logo.sha256] for logo in projet.convention.logos] == [picture()]
    assert to_json(projet, contenus) == texte


def test_that_a_picture_too_heavy_stays_out_and_the_report_says_so(database: Database, autre: Database):
    database.execute("Ajouter", convention.add_logo, picture() + bytes(OCTETS_MAX), intitule="Région")
    texte = to_json(*charge(database))
    assert "images" not in json.loads(texte)
    [remarque] = bring_in(autre, texte).remarques
    autre.close()
    assert (remarque.colonne, remarque.valeur) == ("convention.logos[0]", "Région")
    assert "n’est pas dans le fichier" in remarque.message
    # What the project already has need not be said again.
    assert not bring_in(database, texte).remarques


def test_that_a_picture_lost_on_the_way_comes_back_with_a_file_that_holds_it(database: Database):
    octets = picture()
    bring_in(database, of_logo(octets))
    assert not charge(database)[1]
    bring_in(database, to_json(charge(database)[0], {sha256(octets).hexdigest(): octets}))
    assert list(charge(database)[1].values()) == [octets]


def test_that_a_picture_that_no_logo_names_is_not_kept():
    texte = minimal(images={sha256(picture()).hexdigest(): b64encode(picture()).decode()})
    assert not read_json(texte, Projet(), "essai.json", corbeille=()).images


@pytest.mark.parametrize(
    "images",
    [
        [],
        {"a" * 64: b64encode(b"autre chose").decode()},
        {sha256(b"").hexdigest(): "pas du base64 !"},
        {sha256(b"").hexdigest(): 12},
        {sha256(bytes(OCTETS_MAX + 1)).hexdigest(): b64encode(bytes(OCTETS_MAX + 1)).decode()},
    ],
)
def test_that_a_picture_that_is_not_what_it_says_is_refused(images: Any):
    with pytest.raises(ImportRefuseError) as refus:
        read_json(minimal(images=images), Projet(), "essai.json", corbeille=())
    assert all(refuse.colonne.startswith("images") for refuse in refus.value.refus)
