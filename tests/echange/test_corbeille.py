"""A file that names something of the Corbeille brings it back, whole, and says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fichiers_json import EXEMPLE, bring_in, minimal, projet
from projets import MOMENT, Horloge, contenu, exemple

from models.commands.fiches import remove_fiches
from models.commands.operations import remove_operation
from models.commands.organismes import remove_organisme, restore_organisme
from models.commands.orientations import remove_orientation, restore_orientation
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.echange.format import to_json
from models.echange.rapport import ImportRefuseError
from models.queries.projet import load_corbeille
from models.store.database import Database


@pytest.fixture
def plein(tmp_path: Path) -> Iterator[Database]:
    """The example project, open to write."""
    ouvert = Database.open(exemple(tmp_path), horloge=Horloge())
    yield ouvert
    ouvert.close()


def avec_deux_operations(lu: Projet) -> int:
    return next(i for i, f in enumerate(lu.fiches) if len(f.operations) > 1)


def delete(database: Database, *fiches: Uid) -> None:
    database.execute("Supprimer", remove_fiches, list(fiches), moment=MOMENT)


def test_that_a_fiche_of_the_corbeille_keeps_what_the_file_leaves_out(plein: Database):
    avant = projet(plein)
    delete(plein, avant.fiches[1].uid)
    lecture = bring_in(plein, minimal(fiches=[{"uid": avant.fiches[1].uid}]))
    assert projet(plein) == avant
    assert (lecture.crees, lecture.modifies, lecture.restaures) == (0, 0, 1)
    (remarque,) = lecture.remarques
    assert (remarque.colonne, remarque.valeur) == ("fiches[0]", avant.fiches[1].titre)
    assert "Corbeille" in remarque.message


@pytest.mark.parametrize("liste", ["organismes", "orientations"])
def test_that_an_organisme_and_an_orientation_come_back_with_their_fields(plein: Database, liste: str):
    avant = projet(plein)
    commande = {"organismes": remove_organisme, "orientations": remove_orientation}[liste]
    objet = getattr(avant, liste)[0]
    plein.execute("Supprimer", commande, objet.uid, moment=MOMENT)
    bring_in(plein, minimal(**{liste: [{"uid": objet.uid.upper()}]}))
    assert projet(plein) == avant


def test_that_an_operation_comes_back_with_its_money_in_a_fiche_that_lives(plein: Database):
    avant = projet(plein)
    rang = avec_deux_operations(avant)
    fiche = avant.fiches[rang]
    plein.execute("Supprimer", remove_operation, fiche.operations[0].uid, moment=MOMENT)
    operations = [{"uid": o.uid} for o in fiche.operations]
    lecture = bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "operations": operations}]))
    assert projet(plein) == avant
    assert (lecture.modifies, lecture.restaures) == (1, 1)
    assert [r.colonne for r in lecture.remarques] == ["fiches[0].operations[0]"]


def test_that_a_fiche_comes_back_without_the_operation_deleted_before_it(plein: Database):
    avant = projet(plein)
    fiche = avant.fiches[avec_deux_operations(avant)]
    plein.execute("Supprimer", remove_operation, fiche.operations[0].uid, moment=MOMENT)
    delete(plein, fiche.uid)
    bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "intitule": "Revenue"}]))
    revenue = projet(plein).fiche(fiche.uid)
    assert revenue is not None
    assert (revenue.intitule, revenue.operations) == ("Revenue", fiche.operations[1:])
    assert revenue.phases == fiche.phases


def test_that_a_piece_comes_back_with_what_it_proves(plein: Database):
    fiche = projet(plein).fiches[0]
    operation = fiche.operations[0].uid
    piece = {"intitule": "Devis", "operation": operation}
    bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "pieces": [piece]}]))
    (avant,) = projet(plein).fiches[0].pieces
    bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "pieces": []}]))
    assert projet(plein).fiches[0].pieces == ()
    bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "pieces": [{"uid": avant.uid}]}]))
    assert projet(plein).fiches[0].pieces == (avant,)


def test_that_links_to_the_corbeille_outlive_an_import(plein: Database):
    """Files show them empty, as screens do; the fiche finds its orientation and its financeurs again."""
    avant = projet(plein)
    fiche = next(
        f for f in avant.fiches if f.orientation and any(x.financeur for o in f.operations for x in o.financements)
    )
    financeur = next(x.financeur for o in fiche.operations for x in o.financements if x.financeur)
    assert fiche.orientation is not None
    plein.execute("Supprimer", remove_orientation, fiche.orientation, moment=MOMENT)
    plein.execute("Supprimer", remove_organisme, financeur, moment=MOMENT)
    entier = json.loads(to_json(projet(plein)))
    for objet in entier["fiches"]:
        objet["description"] = "Revue"
    assert bring_in(plein, json.dumps(entier)).modifies == len(avant.fiches)
    plein.execute("Restaurer", restore_orientation, fiche.orientation)
    plein.execute("Restaurer", restore_organisme, financeur)
    revenue = projet(plein).fiche(fiche.uid)
    assert revenue is not None
    assert (revenue.orientation, revenue.operations) == (fiche.orientation, fiche.operations)


def test_that_a_link_to_what_lives_is_emptied_when_the_file_says_so(plein: Database):
    fiche = next(f for f in projet(plein).fiches if f.orientation)
    delete(plein, fiche.uid)
    bring_in(plein, minimal(fiches=[{"uid": fiche.uid, "orientation": None}]))
    revenue = projet(plein).fiche(fiche.uid)
    assert revenue is not None
    assert revenue.orientation is None


def test_that_a_reference_to_the_corbeille_is_refused_as_such(plein: Database):
    organisme = projet(plein).organismes[0].uid
    plein.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(plein, minimal(fiches=[{"operations": [{"maitre_ouvrage": organisme}]}]))
    messages = {r.colonne: r.message for r in caught.value.refus}
    assert "objet de la Corbeille" in messages["fiches[0].operations[0].maitre_ouvrage"]
    nommes = minimal(organismes=[{"uid": organisme}], fiches=[{"operations": [{"maitre_ouvrage": organisme}]}])
    assert bring_in(plein, nommes).restaures == 1


def test_that_what_comes_back_by_an_import_leaves_again_by_undo(plein: Database):
    lu = projet(plein)
    delete(plein, lu.fiches[0].uid, lu.fiches[3].uid)
    avant = contenu(plein)
    bring_in(plein, EXEMPLE)
    assert to_json(projet(plein)) == EXEMPLE
    plein.undo()
    assert contenu(plein) == avant


def test_that_the_corbeille_is_read_whole_and_without_what_lives(plein: Database):
    lu = projet(plein)
    with plein.read() as session:
        assert load_corbeille(session) == ()
    fiche = lu.fiches[avec_deux_operations(lu)]
    plein.execute("Supprimer", remove_operation, fiche.operations[0].uid, moment=MOMENT)
    delete(plein, lu.fiches[-1].uid)
    plein.execute("Supprimer", remove_organisme, lu.organismes[0].uid, moment=MOMENT)
    with plein.read() as session:
        corbeille = load_corbeille(session)
    assert set(corbeille) == {fiche.operations[0], lu.fiches[-1], lu.organismes[0]}
