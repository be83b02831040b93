"""The list of the Corbeille: what each thing was called, what it was under, what it was worth."""

from datetime import timedelta
from decimal import Decimal

from projets import MOMENT

from models.commands.fiches import add_fiche, remove_fiches
from models.commands.operations import add_depense, add_operation, remove_operation
from models.commands.organismes import add_organisme, remove_organisme
from models.commands.orientations import add_orientation, remove_orientation
from models.queries.corbeille import count_corbeille, list_corbeille
from models.queries.projet import load_projet
from models.store.database import Database


def test_that_each_thing_is_listed_with_its_date_its_owner_and_its_amount(database: Database):
    orientation = database.execute("Ajouter", add_orientation, numero="1", intitule="Habitat").valeur
    fiche = database.execute("Ajouter", add_fiche, numero="1.2", intitule="Halle", orientation=orientation).valeur
    operation = database.execute("Ajouter", add_operation, fiche, intitule="Tranche 2").valeur
    organisme = database.execute("Ajouter", add_organisme, nom="Région").valeur
    with database.read() as session:
        premiere = load_projet(session).fiches[0].operations[0].uid
    for cible, montant in ((premiere, 1000), (operation, 250)):
        database.execute("Chiffrer", add_depense, cible, montant_ht=Decimal(montant))
    database.execute("Supprimer", remove_operation, operation, moment=MOMENT)
    database.execute("Supprimer", remove_organisme, organisme, moment=MOMENT + timedelta(minutes=1))
    database.execute("Supprimer", remove_fiches, [fiche], moment=MOMENT + timedelta(minutes=2))
    database.execute("Supprimer", remove_orientation, orientation, moment=MOMENT + timedelta(minutes=3))
    with database.read() as session:
        elements = list_corbeille(session)
        assert count_corbeille(session) == 4
    assert [(e.table, e.libelle, e.sous, e.sous_supprime, e.montant) for e in elements] == [
        ("orientation", "1 · Habitat", "", False, None),
        ("fiche_action", "1.2 · Halle", "1 · Habitat", True, Decimal(1000)),
        ("organisme", "Région", "", False, None),
        ("operation", "Tranche 2", "1.2 · Halle", True, Decimal(250)),
    ]
    assert elements[1].supprime_le == MOMENT + timedelta(minutes=2)
    assert {e.base for e in elements if e.montant} == {"HT"}


def test_that_an_empty_corbeille_lists_nothing(database: Database):
    database.execute("Ajouter", add_fiche)
    with database.read() as session:
        assert list_corbeille(session) == ()
        assert count_corbeille(session) == 0


def test_that_the_lines_of_fiches_that_lost_nothing_are_not_read(database: Database):
    fiches = [database.execute("Ajouter", add_fiche, intitule=f"Action {n}").valeur for n in range(3)]
    database.execute("Supprimer", remove_fiches, fiches[:1], moment=MOMENT)
    enonces: list[str] = []
    with database.read_raw() as connexion:
        (cle,) = connexion.execute("SELECT id FROM fiche_action WHERE uid = ?", (fiches[0],)).fetchone()
        connexion.set_trace_callback(enonces.append)
        assert [e.uid for e in list_corbeille(connexion)] == [fiches[0]]
        connexion.set_trace_callback(None)
    lues = [enonce for enonce in enonces if "FROM operation" in enonce or "FROM depense" in enonce]
    assert lues
    assert [e for e in lues if "json_each" in e and f"[{cle}]" not in e] == []
    assert any("FROM depense" in e and f"[{cle}]" in e for e in lues)
