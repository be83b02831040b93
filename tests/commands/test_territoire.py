"""Acts on the territory: what choosing a commune fills, and the order people give."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from projets import nouveau

from models.commands import territoire as commandes
from models.domain.territoire import Territoire
from models.domain.vocabulaire import SujetDiagnostic
from models.queries.projet import load_projet
from models.referentiel.communes import CommuneOfficielle, find_commune
from models.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(nouveau(tmp_path))
    yield database
    database.close()


def officielle(code: str) -> CommuneOfficielle:
    trouvee = find_commune(code)
    assert trouvee is not None
    return trouvee.commune


def lire(database: Database) -> Territoire:
    with database.read() as session:
        return load_projet(session).territoire


def test_that_choosing_a_commune_fills_what_the_territory_lacks(database: Database):
    database.execute("Choisir", commandes.choose_commune, None, officielle("62080"))
    territoire = lire(database)
    assert [(c.nom, c.code_insee) for c in territoire.communes] == [("Bapaume", "62080")]
    assert (territoire.nom, territoire.departement, territoire.region) == (
        "Bapaume",
        "Pas-de-Calais",
        "Hauts-de-France",
    )
    assert (territoire.epci.siren, territoire.epci.nom) == ("200035442", "Communauté de communes du Sud Artois")


def test_that_choosing_a_commune_leaves_what_was_typed(database: Database):
    database.execute("Nommer", commandes.update_territoire, nom="Le Sud Artois", epci_nom="Communauté du Sud")
    database.execute("Choisir", commandes.choose_commune, None, officielle("62080"))
    territoire = lire(database)
    assert (territoire.nom, territoire.departement) == ("Le Sud Artois", "Pas-de-Calais")
    # The SIREN of one beside the name of another would be a lie.
    assert (territoire.epci.siren, territoire.epci.nom) == ("", "Communauté du Sud")


def test_that_a_commune_chosen_for_another_keeps_its_role_and_its_secteurs(database: Database):
    uid = database.execute("Ajouter", commandes.add_commune, nom="Hesdin").valeur
    database.execute("Ajouter", commandes.add_secteur, nom="Centre", commune=uid)
    database.execute("Choisir", commandes.choose_commune, uid, officielle("62447"))
    territoire = lire(database)
    assert [(c.uid, c.nom, c.code_insee) for c in territoire.communes] == [(uid, "Hesdin-la-Forêt", "62447")]
    assert territoire.communes[0].population
    assert territoire.secteurs[0].commune == uid


def test_that_communes_secteurs_and_sections_are_moved(database: Database):
    for nom in ("un", "deux", "trois"):
        database.execute("Ajouter", commandes.add_commune, nom=nom)
        database.execute("Ajouter", commandes.add_secteur, nom=nom)
        database.execute("Ajouter", commandes.add_section, titre=nom, sujet=SujetDiagnostic.HABITAT)
    territoire = lire(database)
    database.execute("Déplacer", commandes.move_commune, territoire.communes[2].uid, position=0)
    database.execute("Déplacer", commandes.move_secteur, territoire.secteurs[0].uid, position=1)
    database.execute("Déplacer", commandes.move_section, territoire.diagnostic[1].uid, position=2)
    territoire = lire(database)
    assert [c.nom for c in territoire.communes] == ["trois", "un", "deux"]
    assert [s.nom for s in territoire.secteurs] == ["deux", "un", "trois"]
    assert [s.titre for s in territoire.diagnostic] == ["un", "trois", "deux"]


def test_that_communes_of_two_departements_name_both(database: Database):
    """Redon Agglomération spreads over Ille-et-Vilaine, Loire-Atlantique and Morbihan, and two régions."""
    database.execute("Choisir", commandes.choose_commune, None, officielle("35236"))
    uid = database.execute("Choisir", commandes.choose_commune, None, officielle("44067")).valeur
    territoire = lire(database)
    assert territoire.departement == "Ille-et-Vilaine et Loire-Atlantique"
    assert territoire.region == "Bretagne et Pays de la Loire"
    assert territoire.epci.nom == "Communauté d’agglomération Redon Agglomération"
    database.execute("Remplacer", commandes.choose_commune, uid, officielle("35236"))
    assert lire(database).departement == "Ille-et-Vilaine"


def test_that_a_departement_in_the_words_of_the_project_stays(database: Database):
    database.execute("Choisir", commandes.choose_commune, None, officielle("35236"))
    database.execute("Écrire", commandes.update_territoire, departement="Pays de Redon")
    database.execute("Choisir", commandes.choose_commune, None, officielle("44067"))
    assert lire(database).departement == "Pays de Redon"
    assert lire(database).region == "Bretagne et Pays de la Loire"
