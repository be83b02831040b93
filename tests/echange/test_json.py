"""The JSON of a project: the same file out, in and out again; what is refused says where and how to mend it."""

import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fichiers_json import EXEMPLE, bring_in, minimal, projet
from hypothesis import given, settings
from hypothesis import strategies as st
from projets import MOMENT, nouveau

from models.commands.operations import remove_operation
from models.commands.organismes import remove_organisme
from models.commands.orientations import remove_orientation, restore_orientation
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement
from models.echange.format import to_dict, to_json
from models.echange.lecture import read_json
from models.echange.rapport import ImportRefuseError
from models.echange.schema import build_schema
from models.store.database import Database


def refused(database: Database, texte: str) -> dict[str, str]:
    before = projet(database)
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, texte)
    assert projet(database) == before
    assert all(r.message for r in caught.value.refus)
    return {r.colonne: r.message for r in caught.value.refus}


def test_that_the_example_comes_out_as_it_went_in(database: Database):
    lecture = bring_in(database, EXEMPLE)
    assert (lecture.crees, lecture.modifies) == (58, 0)
    assert to_json(projet(database)) == EXEMPLE


def test_that_importing_the_same_file_again_changes_nothing(database: Database):
    bring_in(database, EXEMPLE)
    before = database.pile.a_annuler
    lecture = bring_in(database, EXEMPLE)
    assert (lecture.crees, lecture.modifies, lecture.inchanges) == (0, 0, 58)
    assert database.pile.a_annuler == before


def test_that_an_import_is_one_line_of_undo(database: Database):
    before = projet(database)
    bring_in(database, EXEMPLE)
    database.undo()
    assert projet(database) == before
    assert database.undo() is None


def test_that_the_example_follows_the_published_schema():
    jsonschema.validate(json.loads(EXEMPLE), build_schema())


def test_that_the_published_schema_is_the_one_in_the_repository():
    publie = files("resources").joinpath("schemas/projet.schema.json").read_text(encoding="utf-8")
    assert json.loads(publie) == build_schema()


def test_that_missing_uids_are_created_and_names_lead_to_objects(database: Database):
    bring_in(
        database,
        minimal(
            organismes=[{"nom": "Commune d’Essai", "type": "commune"}, {"nom": "Préfecture", "sigle": "État"}],
            orientations=[{"numero": "1", "intitule": "Habitat"}],
            fiches=[
                {
                    "numero": "1.1",
                    "orientation": "1",
                    "operations": [
                        {
                            "maitre_ouvrage": "Commune d’Essai",
                            "depenses": [
                                {"poste": "travaux", "annee": 2025, "montant_ht": "136908.74", "taux_tva": "0.2"}
                            ],
                            "financements": [{"financeur": "État", "dispositif": "DETR", "montant_demande": "0.10"}],
                        }
                    ],
                }
            ],
        ),
    )
    lu = projet(database)
    (operation,) = lu.fiches[0].operations
    assert lu.orientation(lu.fiches[0].orientation) is lu.orientations[0]
    assert lu.nom_organisme(operation.maitre_ouvrage) == "Commune d’Essai"
    assert lu.nom_organisme(operation.financements[0].financeur) == "Préfecture"
    assert operation.cout == Decimal("136908.74")
    assert operation.financements[0].etat is EtatFinancement.ENVISAGE


def test_that_keys_left_out_keep_their_value(database: Database):
    bring_in(database, EXEMPLE)
    before = projet(database)
    fiche = before.fiches[0]
    lecture = bring_in(database, minimal(fiches=[{"uid": fiche.uid, "intitule": "Un autre nom"}]))
    after = projet(database)
    assert (lecture.crees, lecture.modifies) == (0, 1)
    assert after.fiches[0].intitule == "Un autre nom"
    assert after.fiches[0].operations == fiche.operations
    assert after.territoire == before.territoire
    assert after.fiches[1:] == before.fiches[1:]


def test_that_lines_missing_from_a_given_list_are_removed(database: Database):
    bring_in(database, EXEMPLE)
    fiche = next(f for f in projet(database).fiches if len(f.operations) > 1)
    keep = {"uid": fiche.operations[0].uid}
    bring_in(database, minimal(fiches=[{"uid": fiche.uid, "operations": [keep], "phases": []}]))
    after = projet(database).fiche(fiche.uid)
    assert after is not None
    assert after.operations == fiche.operations[:1]
    assert after.phases == ()


def test_that_an_identity_in_capitals_is_the_same_identity(database: Database):
    uid = "8C9F0F0E-7A43-4D2F-9A3E-0D8F5A1B2C3D"
    organismes = [{"uid": uid, "nom": "Commune"}]
    bring_in(database, minimal(organismes=organismes, fiches=[{"operations": [{"maitre_ouvrage": uid}]}]))
    lu = projet(database)
    assert lu.fiches[0].operations[0].maitre_ouvrage == lu.organismes[0].uid == uid.lower()


def test_that_a_line_never_takes_the_values_of_another_kind_of_object(database: Database):
    bring_in(database, EXEMPLE)
    organisme = projet(database).organismes[0].uid
    bring_in(database, minimal(fiches=[{"numero": "9.9", "phases": [{"uid": organisme, "intitule": "Études"}]}]))
    assert projet(database).fiches[-1].phases[0].intitule == "Études"


def test_that_a_commune_that_the_file_drops_cannot_be_named_in_it(database: Database):
    bring_in(database, EXEMPLE)
    refus = refused(database, minimal(territoire={"communes": [{"nom": "Autre"}]}))
    assert "ni un identifiant" in refus["territoire.secteurs[0].commune"]


@pytest.mark.parametrize(
    ("texte", "chemin", "attendu"),
    [
        ("", "", "JSON"),
        ("{", "", "JSON"),
        ("[]", "format", "pvd-projet"),
        ('{"format": "autre"}', "format", "pvd-projet"),
        ('{"format": "pvd-projet", "version": 9}', "version", "version 1"),
        ('{"format": "pvd-projet", "version": true}', "version", "version 1"),
        ('{"format": "pvd-projet", "version": ' + "9" * 10_000 + "}", "", "JSON"),
        (minimal(territoire={"duree_annees": 10**30}), "territoire.duree_annees", "entier"),
        (minimal(fiches=[{"statu": "idee"}]), "fiches[0].statu", "statut"),
        (minimal(fiches=[{"statut": "finie"}]), "fiches[0].statut", "terminee"),
        (minimal(fiches=[{"uid": "12"}]), "fiches[0].uid", "UUID"),
        (minimal(fiches=[{"orientation": "9.9"}]), "fiches[0].orientation", "ni un identifiant ni un nom"),
        (minimal(fiches=[{"intitule": 3}]), "fiches[0].intitule", "texte"),
        (minimal(fiches={}), "fiches", "liste"),
        (minimal(fiches=["x"]), "fiches[0]", "objet"),
        (minimal(territoire={"date_adhesion": "2026-02-31"}), "territoire.date_adhesion", "date"),
        (minimal(territoire={"duree_annees": "cinq"}), "territoire.duree_annees", "entier"),
        (minimal(territoire=[]), "territoire", "objet"),
        (minimal(fiches=[{"orientation": {}}]), "fiches[0].orientation", "ni un identifiant ni un nom"),
        (minimal(fiches=[{"communes": [[1]]}]), "fiches[0].communes[0]", "texte"),
        (minimal(fiches=[{"pieces": [{"operation": "ailleurs"}]}]), "fiches[0].pieces[0].operation", "cette fiche"),
        (minimal(fiches=[{"pieces": [{"financement": "x"}]}]), "fiches[0].pieces[0].financement", "cette fiche"),
        (minimal(parametres_locaux=[{"cle": "x", "valeur": "vingt"}]), "parametres_locaux[0].valeur", "0.2"),
        (minimal(fiches=[{"intitule": "x" * 301}]), "fiches[0].intitule", "300 au plus"),
        (minimal(fiches=[{"suivi": {"prochaine_etape_qui": "x" * 301}}]), "fiches[0].suivi.prochaine_etape_qui", "300"),
        (minimal(fiches=[{"description": "x" * 100_001}]), "fiches[0].description", "100000 au plus"),
        (
            minimal(territoire={"communes": [{"code_insee": "620801"}]}),
            "territoire.communes[0].code_insee",
            "5 au plus",
        ),
        (minimal(territoire={"communes": [{"population": 2**31}]}), "territoire.communes[0].population", "2147483647"),
        (minimal(territoire={"communes": [{"population": -1}]}), "territoire.communes[0].population", "de 0"),
        (minimal(fiches=[{"pieces": [{"taille": 2**53 + 1}]}]), "fiches[0].pieces[0].taille", "9007199254740992"),
    ],
)
def test_that_a_refused_value_names_its_place_and_the_remedy(database: Database, texte: str, chemin: str, attendu: str):
    messages = refused(database, texte)
    assert attendu in messages[chemin]


@pytest.mark.parametrize("montant", ["1 234,50", "-1", "1e15", "0.001", "NaN", "Infinity", True, []])
def test_that_an_amount_that_cannot_be_kept_is_refused_with_its_path(database: Database, montant: object):
    texte = minimal(fiches=[{"operations": [{"depenses": [{"montant_ht": montant}]}]}])
    assert list(refused(database, texte)) == ["fiches[0].operations[0].depenses[0].montant_ht"]


@pytest.mark.parametrize("annee", [-1, 1789, 99_999, 10**30])
def test_that_an_impossible_year_is_refused(database: Database, annee: int):
    texte = minimal(fiches=[{"operations": [{"depenses": [{"annee": annee}]}]}])
    assert "2100" in refused(database, texte)["fiches[0].operations[0].depenses[0].annee"]


def test_that_a_file_of_too_many_objects_is_refused_at_once(database: Database):
    assert "100000" in refused(database, minimal(organismes=[{}] * 100_001))[""]


@pytest.mark.parametrize("taux", ["20", "-0.1", "0.1234567"])
def test_that_a_rate_that_is_no_fraction_is_refused(database: Database, taux: str):
    texte = minimal(fiches=[{"operations": [{"financements": [{"taux": taux}]}]}])
    assert "0.2" in refused(database, texte)["fiches[0].operations[0].financements[0].taux"]


def test_that_one_identity_twice_is_refused(database: Database):
    uid = "8c9f0f0e-7a43-4d2f-9a3e-0d8f5a1b2c3d"
    assert "fiches[0]" in refused(database, minimal(fiches=[{"uid": uid}, {"uid": uid}]))["fiches[1].uid"]


def test_that_a_name_shared_by_two_organismes_is_refused(database: Database):
    texte = minimal(
        organismes=[{"nom": "Commune"}, {"nom": "Commune"}],
        fiches=[{"operations": [{"maitre_ouvrage": "Commune"}]}],
    )
    assert "plusieurs" in refused(database, texte)["fiches[0].operations[0].maitre_ouvrage"]


def test_that_every_refused_value_is_listed_at_once(database: Database):
    texte = minimal(fiches=[{"statut": "x"}, {"priorite": "y"}, {"inconnu": 1}])
    assert set(refused(database, texte)) == {"fiches[0].statut", "fiches[1].priorite", "fiches[2].inconnu"}


VALEURS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda v: (
        st.lists(v, max_size=2) | st.dictionaries(st.sampled_from(["uid", "nom", "numero", "fiches"]), v, max_size=2)
    ),
    max_leaves=6,
)
CLES = st.sampled_from(["territoire", "convention", "organismes", "orientations", "fiches", "constats_ignores", "x"])


@settings(max_examples=200)
@given(st.dictionaries(CLES, VALEURS, max_size=4))
def test_that_any_json_is_read_or_refused_in_french(parts: dict[str, Any]):
    texte = minimal(**parts)
    try:
        lecture = read_json(texte, Projet(), "essai.json", corbeille=())
    except ImportRefuseError as e:
        refus = e.refus
    else:
        refus = ()
        assert lecture.crees >= 0
    assert all(r.message and r.source == "essai.json" for r in refus)


def test_that_a_project_file_gives_the_same_json_after_a_copy(tmp_path: Path):
    database = Database.open(nouveau(tmp_path))
    bring_in(database, EXEMPLE)
    database.copy_to(tmp_path / "copie.pvd")
    database.close()
    copie = Database.open(tmp_path / "copie.pvd")
    assert to_dict(projet(copie)) == json.loads(EXEMPLE)
    copie.close()


def test_that_codes_are_cleaned_like_any_other_text(database: Database):
    communes = [{"code_insee": "\ud80062\x00080\u001b"}]
    bring_in(database, minimal(territoire={"communes": communes}, constats_ignores=[{"code": "FA\n-01\udc00"}]))
    lu = projet(database)
    assert lu.territoire.communes[0].code_insee == "62080"
    assert lu.constats_ignores[0].code == "FA -01"


def test_that_what_waits_in_the_corbeille_does_not_make_the_file_unreadable(database: Database, tmp_path: Path):
    bring_in(database, EXEMPLE)
    orientation = projet(database).orientations[0].uid
    database.execute("Supprimer", remove_orientation, orientation, moment=MOMENT)
    for organisme in projet(database).organismes:
        database.execute("Supprimer", remove_organisme, organisme.uid, moment=MOMENT)
    texte = to_json(projet(database))
    autre = Database.open(nouveau(tmp_path, "autre.pvd"))
    bring_in(autre, texte)
    assert to_json(projet(autre)) == texte
    autre.close()
    assert bring_in(database, texte).modifies == 0
    database.execute("Restaurer", restore_orientation, orientation)
    assert any(f.orientation == orientation for f in projet(database).fiches)


def test_that_a_piece_whose_operation_is_gone_is_still_exported(database: Database):
    bring_in(database, EXEMPLE)
    fiche = next(f for f in projet(database).fiches if f.operations)
    piece = {"intitule": "Devis", "operation": fiche.operations[0].uid}
    bring_in(database, minimal(fiches=[{"uid": fiche.uid, "pieces": [piece]}]))
    database.execute("Supprimer", remove_operation, fiche.operations[0].uid, moment=MOMENT)
    assert bring_in(database, to_json(projet(database))).modifies == 0


def test_that_a_refused_text_is_quoted_short(database: Database):
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, minimal(fiches=[{"intitule": "x" * 301}]))
    assert [r.valeur for r in caught.value.refus] == ["x" * 80 + "…"]


def test_that_a_text_is_measured_as_it_will_be_kept(database: Database):
    long = {"intitule": "x" * 298 + "\r\n" * 9 + "y", "description": "y" + "\x00" * 100_000}
    bring_in(database, minimal(fiches=[long]))
    (fiche,) = projet(database).fiches
    assert (len(fiche.intitule), fiche.description) == (300, "y")
