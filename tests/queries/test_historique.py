"""The Historique of a fiche: what each act changed in it, undo and redo included, and what may come back."""

import sqlite3
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from projets import MOMENT, Horloge, contenu, exemple
from sqlalchemy import text

from models.commands.corbeille import empty_corbeille
from models.commands.fiches import (
    add_fiche,
    add_ligne,
    duplicate_fiche,
    move_fiche,
    remove_fiches,
    restore_fiche,
    set_liens,
    update_fiche,
)
from models.commands.historique import restore_valeur
from models.commands.operations import add_depense, add_financement, remove_depense, update_depense
from models.commands.organismes import add_organisme, remove_organisme, restore_organisme, update_organisme
from models.commands.orientations import add_orientation, remove_orientation
from models.commands.territoire import add_commune
from models.domain.libelles import CHAMPS, OBJETS
from models.domain.uids import Uid
from models.domain.vocabulaire import PosteDepense, StatutAction
from models.entities.aggregats import FICHE, par_table
from models.queries.historique import ActeHistorique, Changement, JournalAbimeError, Renvoi, Sorte, load_historique
from models.queries.projet import load_projet
from models.store.database import Database


def _historique(database: Database, fiche: Uid) -> tuple[ActeHistorique, ...]:
    with database.read() as session:
        return load_historique(session, fiche)


def _dernier(database: Database, fiche: Uid) -> ActeHistorique:
    return _historique(database, fiche)[0]


def _fiche(database: Database, **champs: object) -> tuple[Uid, Uid]:
    """A new fiche and its operation."""
    uid = database.execute("Ajouter", add_fiche, **champs).valeur
    with database.read() as session:
        return uid, next(f for f in load_projet(session).fiches if f.uid == uid).operations[0].uid


def _seul(acte: ActeHistorique) -> Changement:
    ((changement,),) = [ligne.changements for ligne in acte.lignes]
    return changement


def test_that_every_field_of_a_fiche_has_its_word():
    for table, aggregat in par_table(FICHE).items():
        assert set(CHAMPS[table]) == set(aggregat.colonnes_editables), table
    assert set(OBJETS) == {*par_table(FICHE), *(lien.entite.__tablename__ for lien in FICHE.liens.values())}


def test_that_a_value_is_told_before_and_after(database: Database):
    fiche, _ = _fiche(database)
    database.auteur = "Camille"
    database.execute("Changer le statut", update_fiche, fiche, statut=StatutAction.INSCRITE)
    acte = _dernier(database, fiche)
    assert (acte.libelle, acte.auteur, acte.moment) == ("Changer le statut", "Camille", MOMENT)
    assert _seul(acte) == Changement("statut", StatutAction.IDEE, StatutAction.INSCRITE, retablissable=True)


def test_that_amounts_dates_and_lines_are_told_by_their_name(database: Database):
    fiche, operation = _fiche(database)
    depense = database.execute("Ajouter", add_depense, operation, intitule="Toiture").valeur
    database.execute("Chiffrer", update_depense, depense, montant_ht=Decimal("1234.50"))
    (ligne,) = _dernier(database, fiche).lignes
    assert (ligne.table, ligne.libelle, ligne.uid) == ("depense", "Toiture", depense)
    assert ligne.changements == (Changement("montant_ht", None, Decimal("1234.50"), retablissable=True),)
    database.execute("Dater", update_fiche, fiche, date_dernier_copil=date(2026, 3, 4))
    assert _seul(_dernier(database, fiche)).apres == date(2026, 3, 4)


def test_that_a_line_of_money_is_told_by_its_funder_or_else_by_its_scheme(database: Database):
    fiche, operation = _fiche(database)
    database.execute("Ajouter", add_financement, operation, dispositif="Fonds vert")
    assert _dernier(database, fiche).lignes[0].libelle == "Fonds vert"
    financeur = database.execute("Ajouter", add_organisme, nom="Région").valeur
    database.execute("Ajouter", add_financement, operation, dispositif="Fonds vert", financeur=financeur)
    assert _dernier(database, fiche).lignes[0].libelle == Renvoi(financeur, "Région")


def test_that_rows_that_come_and_go_are_said_in_one_line(database: Database):
    fiche, operation = _fiche(database)
    depense = database.execute("Ajouter", add_depense, operation, poste=PosteDepense.ETUDES).valeur
    assert [(ligne.sorte, ligne.libelle) for ligne in _dernier(database, fiche).lignes] == [
        (Sorte.AJOUT, PosteDepense.ETUDES)
    ]
    database.execute("Supprimer", remove_depense, depense)
    (ligne,) = _dernier(database, fiche).lignes
    assert (ligne.sorte, ligne.uid, ligne.changements) == (Sorte.SUPPRESSION, None, ())
    commune = database.execute("Ajouter", add_commune, nom="Bapaume").valeur
    database.execute("Situer", set_liens, fiche, "communes", [commune])
    assert [(ligne.sorte, ligne.libelle) for ligne in _dernier(database, fiche).lignes] == [
        (Sorte.AJOUT, Renvoi(commune, "Bapaume"))
    ]


def test_that_the_corbeille_and_the_place_have_their_own_words(database: Database):
    fiche, _ = _fiche(database)
    _fiche(database)
    database.execute("Descendre", move_fiche, fiche, orientation=None, position=1)
    assert [ligne.sorte for ligne in _dernier(database, fiche).lignes] == [Sorte.ORDRE]
    database.execute("Supprimer", remove_fiches, [fiche], moment=MOMENT)
    assert [ligne.sorte for ligne in _dernier(database, fiche).lignes] == [Sorte.CORBEILLE]
    database.execute("Restaurer", restore_fiche, fiche)
    assert [ligne.sorte for ligne in _dernier(database, fiche).lignes] == [Sorte.RETOUR]


def test_that_undo_and_redo_say_what_they_did(database: Database):
    fiche, _ = _fiche(database, intitule="Halle")
    database.execute("Renommer", update_fiche, fiche, intitule="Halle couverte")
    for attendu in (("Halle couverte", "Halle"), ("Halle", "Halle couverte")) * 2:
        (database.undo if attendu[1] == "Halle" else database.redo)()
        changement = _seul(_dernier(database, fiche))
        assert (changement.avant, changement.apres) == attendu
    assert [a.libelle for a in _historique(database, fiche)] == [
        *["Rétablir\u00a0: Renommer", "Annuler\u00a0: Renommer"] * 2,
        "Renommer",
        "Ajouter",
    ]


def test_that_the_acts_of_other_fiches_are_left_out(database: Database):
    fiche, _ = _fiche(database)
    autre, _ = _fiche(database)
    database.execute("Renommer", update_fiche, autre, intitule="Gare")
    assert [a.libelle for a in _historique(database, fiche)] == ["Ajouter"]
    assert _historique(database, Uid("inconnue")) == ()


def test_that_a_value_comes_back_by_an_ordinary_act(database: Database):
    fiche, operation = _fiche(database)
    financeur = database.execute("Ajouter", add_organisme, nom="Région").valeur
    ligne = database.execute("Ajouter", add_financement, operation, financeur=financeur).valeur
    database.execute("Vider", restore_valeur, "financement", ligne, "financeur", None)
    changement = _seul(_dernier(database, fiche))
    assert changement.avant == Renvoi(financeur, "Région")
    assert changement.retablissable
    database.execute("Rétablir", restore_valeur, "financement", ligne, changement.champ, changement.avant.uid)
    with database.read() as session:
        assert load_projet(session).fiches[0].operations[0].financements[0].financeur == financeur
    database.undo()
    with database.read() as session:
        assert load_projet(session).fiches[0].operations[0].financements[0].financeur is None


def test_that_a_value_that_is_there_already_is_not_offered(database: Database):
    fiche, _ = _fiche(database, intitule="Halle")
    database.execute("Renommer", update_fiche, fiche, intitule="Halle couverte")
    database.execute("Renommer", update_fiche, fiche, intitule="Halle")
    retablissables = [a.lignes[0].changements[0].retablissable for a in _historique(database, fiche)[:2]]
    assert retablissables == [True, False]


def test_that_a_name_that_is_gone_is_not_offered(database: Database):
    orientation = database.execute("Ajouter", add_orientation, numero="1", intitule="Habitat").valeur
    fiche, _ = _fiche(database, orientation=orientation)
    database.execute("Déplacer", update_fiche, fiche, orientation=None)
    assert _seul(_dernier(database, fiche)).avant == Renvoi(orientation, "1 · Habitat")
    database.execute("Supprimer", remove_orientation, orientation, moment=MOMENT)
    changement = _seul(_dernier(database, fiche))
    assert (changement.avant, changement.retablissable) == (Renvoi(None, "1 · Habitat"), False)
    database.execute_for_good("Vider", empty_corbeille)
    changement = _seul(_dernier(database, fiche))
    assert (changement.avant, changement.retablissable) == (Renvoi(None, ""), False)


def test_that_an_organisme_is_called_by_its_present_name(database: Database):
    fiche, _ = _fiche(database)
    organisme = database.execute("Ajouter", add_organisme, nom="Conseil régional").valeur
    database.execute("Associer", add_ligne, fiche, "partenaires", organisme=organisme)
    database.execute("Renommer", update_organisme, organisme, nom="Région")
    assert _dernier(database, fiche).lignes[0].libelle == Renvoi(organisme, "Région")
    database.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    database.execute("Restaurer", restore_organisme, organisme)
    assert _dernier(database, fiche).lignes[0].libelle == Renvoi(organisme, "Région")


def test_that_every_act_of_the_example_can_be_told(tmp_path: Path):
    database = Database.open(exemple(tmp_path), horloge=Horloge())
    with database.read() as session:
        fiches = load_projet(session).fiches
    copie = database.execute("Dupliquer", duplicate_fiche, fiches[0], moment=MOMENT).valeur
    for fiche in (*(f.uid for f in fiches), copie):
        for acte in _historique(database, fiche):
            assert acte.lignes
    database.close()


def _long_journal(database: Database, fiche: Uid, actes: int) -> None:
    """Acts written as the store writes them, without its commits: the test is about reading."""
    cle = contenu(database)["fiche_action"][0]["id"]
    with database._ecriture.engine.begin() as connection:
        for n in range(actes):
            acte = connection.execute(
                text(
                    "INSERT INTO acte (uid, created_at, updated_at, auteur, libelle)"
                    " VALUES (:uid, :quand, :quand, '', :libelle) RETURNING id"
                ),
                {"uid": f"u{n}", "quand": MOMENT.isoformat(), "libelle": f"Renommer {n}"},
            ).scalar_one()
            fiche_id = cle if n % 10 == 0 else cle + 1 + n % 500
            connection.execute(
                text(
                    "INSERT INTO acte_ligne (acte_id, table_name, cle, fiche_id, avant, apres) VALUES"
                    " (:acte, 'fiche_action', :fiche, :fiche, :avant, :apres)"
                ),
                {
                    "acte": acte,
                    "fiche": fiche_id,
                    "avant": f'{{"intitule": "{n}"}}',
                    "apres": f'{{"intitule": "{n + 1}"}}',
                },
            )


@pytest.mark.parametrize(
    "dommage",
    [
        "UPDATE acte_ligne SET apres = substr(apres, 2) WHERE avant IS NOT NULL",
        "UPDATE acte_ligne SET apres = replace(apres, 'terminee', 'termin\u00e8e')",
        "UPDATE acte_ligne SET apres = json_set(apres, '$.date_dernier_copil', '2O26-01-01') WHERE avant IS NOT NULL",
        "UPDATE acte SET updated_at = 'hier'",
    ],
)
def test_that_a_journal_that_cannot_be_read_is_told_and_the_fiche_is_still_read(database: Database, dommage: str):
    uid, _ = _fiche(database)
    database.execute("Terminer", update_fiche, uid, statut=StatutAction.TERMINEE)
    database.execute("Rouvrir", update_fiche, uid, statut=StatutAction.EN_COURS)
    with sqlite3.connect(database.path) as connexion:
        assert connexion.execute(dommage).rowcount
    connexion.close()
    with pytest.raises(JournalAbimeError, match="journal du projet est abîmé"):
        _historique(database, uid)
    with database.read() as session:
        assert load_projet(session).fiches[0].statut is StatutAction.EN_COURS


def test_that_pages_follow_one_another_and_a_long_journal_is_read_at_once(database: Database):
    fiche, _ = _fiche(database)
    _long_journal(database, fiche, 5_000)
    vus: list[str] = []
    avant: int | None = None
    with database.read() as session:
        debut = time.perf_counter()
        page = load_historique(session, fiche)
        duree = time.perf_counter() - debut
        while page:
            vus += [a.libelle for a in page]
            avant = page[-1].cle
            page = load_historique(session, fiche, avant=avant)
    assert vus == [f"Renommer {n}" for n in range(4_990, -1, -10)] + ["Ajouter"]
    assert duree < 0.25, f"{duree * 1000:.0f} ms"
