"""The project kept up to date: what is read away from the window, and rules that run a little at a time."""

from datetime import date
from pathlib import Path

from projets import JOUR, MOMENT, exemple

from models.commands.constats import ignore_constat
from models.commands.demandes import add_demande, update_demande
from models.commands.fiches import update_fiche
from models.queries.courant import ProjetCourant
from models.queries.projet import load_projet
from models.referentiel.bareme import load_bareme
from models.store.database import Database


def test_that_rules_run_a_little_at_a_time_find_the_same_points(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    tours = 1
    while not courant.verify(0):
        tours += 1
        assert tours < 1000
    attendus = ProjetCourant(database, load_bareme(), lambda: JOUR).constats()
    assert courant.constats() == attendus
    database.close()


def test_that_nothing_is_left_to_check_once_all_was(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    courant.constats()
    assert courant.verify(0)
    fiche = courant.projet.fiches[0]
    changes = database.execute("Renommer", update_fiche, fiche.uid, intitule="").changes
    courant.refresh(changes)
    assert not courant.verify(0)
    assert courant.verify(60)
    database.close()


def test_that_what_was_read_again_waits_to_be_taken(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    avant = courant.projet
    changes = database.execute("Renommer", update_fiche, avant.fiches[0].uid, intitule="Après coup").changes
    relecture = courant.reread(changes)
    assert courant.projet is avant
    courant.take(relecture)
    with database.read() as session:
        assert courant.projet == load_projet(session)
    database.close()


def test_that_a_demande_that_changes_shows_its_points_without_checking_every_fiche_again(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    courant.constats()
    act = database.execute("Ajouter une demande", add_demande, moment=MOMENT, date_depot=date(2026, 3, 2))
    courant.refresh(act.changes)
    assert courant.verify(0)
    assert "DEM-01" not in {c.code for c in courant.constats()}
    act = database.execute("Dater l’AR", update_demande, act.valeur, date_accuse=date(2026, 3, 1))
    courant.refresh(act.changes)
    assert courant.verify(0)
    assert "DEM-01" in {c.code for c in courant.constats()}
    database.close()


def test_that_the_points_of_one_state_are_put_in_order_once(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    points = courant.constats()
    assert courant.constats() is points
    fiche = courant.projet.fiches[0]
    courant.refresh(database.execute("Renommer", update_fiche, fiche.uid, intitule="").changes)
    assert courant.constats() is not points
    assert courant.constats() == ProjetCourant(database, load_bareme(), lambda: JOUR).constats()
    database.close()


def test_that_points_of_another_day_are_found_again(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    jours = [JOUR]
    courant = ProjetCourant(database, load_bareme(), lambda: jours[-1])
    points = courant.constats()
    jours.append(date(2040, 1, 1))
    assert courant.constats() != points
    database.close()


def test_that_what_rules_read_is_loaded_a_part_at_a_turn(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    # An hour would be enough for every rule: only the loading gives its turns back.
    tours = 1
    while not courant.verify(3600):
        tours += 1
    assert tours == 4
    assert courant.constats() == ProjetCourant(database, load_bareme(), lambda: JOUR).constats()
    database.close()


def test_that_an_act_reads_again_only_the_part_of_the_project_that_it_wrote(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    avant = courant.projet
    courant.refresh(database.execute("Ajouter une demande", add_demande, moment=MOMENT).changes)
    apres = courant.projet
    assert len(apres.demandes) == len(avant.demandes) + 1
    assert all(any(d is connue for connue in avant.demandes) for d in apres.demandes[:-1])
    for champ in ("territoire", "convention", "reglages", "organismes", "instances", "echeances"):
        assert getattr(apres, champ) is getattr(avant, champ)
    database.close()


def test_that_a_point_set_aside_checks_no_fiche_again(tmp_path: Path):
    database = Database.open(exemple(tmp_path))
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    point = courant.constats()[0]
    acte = database.execute("Ignorer", ignore_constat, point.code, point.objet.uid, motif="Vu")
    courant.refresh(acte.changes)
    assert courant.verify(0)
    assert point not in courant.constats()
    assert point in courant.constats_ignores()
    assert courant.constats() == ProjetCourant(database, load_bareme(), lambda: JOUR).constats()
    database.close()
