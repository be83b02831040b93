"""``importer`` of an address book, as cards or as a table."""

from pathlib import Path

import projets
import pytest

from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.cli import run

CARTE = "BEGIN:VCARD\nVERSION:3.0\nN:Martin;Camille;;;\nORG:Mairie de Valbrune\nTEL:03\nEND:VCARD\n"
TABLE = "Prénom;Nom;Société;Courriel\nCamille;Martin;Mairie de Valbrune;c@v.fr\nZoé;Petit;;z@gmail.com\n"


def contacts(path: Path) -> list[tuple[str, str]]:
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        projet = load_projet(session)
    database.close()
    return [(o.nom, c.nom_complet) for o in projet.organismes for c in o.contacts]


@pytest.mark.parametrize(("nom", "texte"), [("contacts.vcf", CARTE), ("contacts.csv", TABLE)])
def test_that_contacts_come_in_under_their_organisme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nom: str, texte: str
):
    source, projet = tmp_path / nom, projets.nouveau(tmp_path)
    source.write_text(texte, encoding="utf-8")
    assert run(["importer", str(projet), str(source)]) == 0
    assert contacts(projet) == [("Mairie de Valbrune", "Camille Martin")]
    sortie = capsys.readouterr().out.splitlines()
    assert sortie[-1].startswith("créés 2 · modifiés 0 · inchangés 0")
    assert len(sortie) == (2 if nom.endswith(".csv") else 1)
