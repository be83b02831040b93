"""The script that derives the communes: the same archive gives the same bytes, in the order the search relies on."""

import gzip
import io
import json
import sys
import tarfile
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT

sys.path.insert(0, str(ROOT / "packaging"))  # a script of the checkout, not a module of the product
import make_communes

DONNEES = {
    "communes": [
        {"type": "commune-actuelle", "code": "62001", "nom": "L'Aa", "departement": "62", "population": 90},
        {
            "type": "commune-actuelle",
            "code": "62002",
            "nom": "Bourg-Neuf",
            "departement": "62",
            "population": 4000,
            "siren": "123456789",
            "codesPostaux": ["62140", "62141"],
            "anciensCodes": ["62003"],
        },
        {"type": "commune-deleguee", "code": "62003", "nom": "Vieux-Bourg", "chefLieu": "62002", "departement": "62"},
        {"type": "arrondissement-municipal", "code": "13201", "nom": "Marseille 1er", "commune": "13055"},
    ],
    "epci": [{"code": "200035442", "nom": 'CC du "Bourg"', "membres": [{"code": "62002"}]}],
    "departements": [{"code": "62", "nom": "Pas-de-Calais", "region": "32"}],
    "regions": [{"code": "32", "nom": "Hauts-de-France"}],
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "paquet.tgz"
    with tarfile.open(path, "w:gz") as contenu:
        for nom, donnees in DONNEES.items():
            octets = json.dumps(donnees).encode()
            membre = tarfile.TarInfo(f"package/data/{nom}.json")
            membre.size = len(octets)
            contenu.addfile(membre, io.BytesIO(octets))
    return path


def test_that_the_largest_communes_come_first_and_those_that_are_no_more_last(archive: Path, tmp_path: Path):
    make_communes.main(archive, tmp_path)
    assert gzip.decompress((tmp_path / "communes.csv.gz").read_bytes()).decode().splitlines()[1:] == [
        "62002;Bourg-Neuf;;62;200035442;4000;62140 62141;62003",
        "62001;L’Aa;;62;;90;;",
        "62003;Vieux-Bourg;62002;;;;;",
    ]


def test_that_names_are_written_as_conventions_write_them(archive: Path, tmp_path: Path):
    make_communes.main(archive, tmp_path)
    assert (tmp_path / "epci.csv").read_text("utf-8") == (
        "siren;nom\n200035442;Communauté de communes du «\u00a0Bourg\u00a0»\n"
    )
    assert (tmp_path / "departements.csv").read_text("utf-8") == ("code;nom;region\n62;Pas-de-Calais;Hauts-de-France\n")


def test_that_the_same_archive_gives_the_same_bytes(archive: Path, tmp_path: Path):
    ecrits: list[list[bytes]] = []
    for _ in range(2):
        make_communes.main(archive, tmp_path)
        ecrits.append([path.read_bytes() for path in sorted(tmp_path.glob("*.csv*"))])
    assert ecrits[0] == ecrits[1]
