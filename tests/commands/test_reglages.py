"""Réglages of the project, parameters it adapts, pièces of its convention: through the door, undone, in JSON."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fichiers_json import bring_in, minimal, projet
from projets import MOMENT, nouveau

from models.commands.convention import add_pieces_convention, remove_pieces_convention
from models.commands.corbeille import restore_elements
from models.commands.fiches import add_fiche
from models.commands.operations import add_operation
from models.commands.reglages import add_parametre, reset_parametre, update_parametre, update_reglages
from models.commands.territoire import add_indicateurs_diagnostic, add_plans, add_secteur, add_section, remove_secteur
from models.domain.bareme import bareme_effectif
from models.domain.errors import SaisieError
from models.domain.pieces import Fichier
from models.domain.vocabulaire import BaseMontant, NaturePlan
from models.echange.format import to_dict, to_json
from models.echange.rapport import ImportRefuseError
from models.queries.corbeille import list_corbeille
from models.queries.projet import load_projet
from models.referentiel.bareme import load_bareme
from models.store.database import Database

JOUR = date(2026, 11, 21)
CLE = "participation_minimale"
PDF = Fichier(intitule="convention signée.pdf", sha256="", taille=4, octets=b"%PDF")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(nouveau(tmp_path))
    yield database
    database.close()


def test_that_the_reglages_are_written_and_taken_back(database: Database):
    database.execute("Régler", update_reglages, base_defaut=BaseMontant.TTC, premiere_annee=2023)
    reglages = projet(database).reglages
    assert (reglages.base_defaut, reglages.premiere_annee, reglages.derniere_annee) == (BaseMontant.TTC, 2023, None)
    database.undo()
    assert projet(database).reglages.base_defaut is BaseMontant.HT


def test_that_an_operation_to_come_takes_the_base_of_the_project_and_the_others_keep_theirs(database: Database):
    fiche = database.execute("Ajouter", add_fiche).valeur
    database.execute("Régler", update_reglages, base_defaut=BaseMontant.TTC)
    database.execute("Ajouter", add_operation, fiche)
    database.execute("Ajouter", add_operation, fiche, base=BaseMontant.HT)
    assert [o.base.libelle for o in projet(database).fiches[0].operations] == ["HT", "TTC", "HT"]
    database.execute("Ajouter", add_fiche)
    assert [o.base.libelle for o in projet(database).fiches[1].operations] == ["TTC"]


def test_that_a_period_that_ends_before_it_begins_is_refused(database: Database):
    database.execute("Régler", update_reglages, premiere_annee=2023)
    with pytest.raises(SaisieError, match="de 2023 à 2022"):
        database.execute("Régler", update_reglages, derniere_annee=2022)
    assert projet(database).reglages.derniere_annee is None
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, minimal(reglages={"derniere_annee": 2020}))
    assert [refus.colonne for refus in caught.value.refus] == ["reglages.derniere_annee"]


def test_that_an_adapted_parameter_is_what_the_rules_read_until_it_goes_back(database: Database):
    uid = database.execute("Adapter", add_parametre, CLE, valeur="0.3", motif="arrêté").valeur

    def en_vigueur() -> Decimal:
        return bareme_effectif(load_bareme(), projet(database).parametres_locaux).parametre(CLE, JOUR).valeur

    assert en_vigueur() == Decimal("0.3")
    database.execute("Adapter", update_parametre, uid, valeur="0.25")
    assert en_vigueur() == Decimal("0.25")
    database.execute("Revenir", reset_parametre, CLE)
    assert en_vigueur() == Decimal("0.2")
    database.undo()
    assert en_vigueur() == Decimal("0.25")


@pytest.mark.parametrize(
    ("cle", "valeur"), [(CLE, "20"), (CLE, "vingt"), ("tolerance_plan", "-1"), ("delai_completude", "1.5")]
)
def test_that_a_value_that_the_parameter_cannot_have_is_refused(database: Database, cle: str, valeur: str):
    with pytest.raises(SaisieError, match=cle):
        database.execute("Adapter", add_parametre, cle, valeur=valeur)
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, minimal(parametres_locaux=[{"cle": cle, "valeur": valeur}]))
    assert [refus.colonne for refus in caught.value.refus] == ["parametres_locaux[0].valeur"]
    assert projet(database).parametres_locaux == ()


def test_that_all_of_it_travels_in_json(database: Database, tmp_path: Path):
    database.execute("Régler", update_reglages, base_defaut=BaseMontant.TTC, premiere_annee=2023, derniere_annee=2028)
    database.execute("Adapter", add_parametre, CLE, valeur="0.3", date_effet=JOUR, motif="arrêté")
    secteur = database.execute("Ajouter", add_secteur, nom="Centre").valeur
    database.execute("Ajouter", add_plans, secteur, [(PDF, NaturePlan.PDF)])
    section = database.execute("Ajouter", add_section).valeur
    lignes = [{"intitule": "Habitants", "valeur": "6 214", "annee": 2021, "source": "Insee"}]
    database.execute("Ajouter", add_indicateurs_diagnostic, section, lignes)
    database.execute("Ajouter", add_pieces_convention, [PDF], type="Convention signée", date_piece=JOUR)
    texte = to_json(projet(database))
    autre = Database.create(tmp_path / "autre.pvd")
    bring_in(autre, texte)
    assert to_dict(projet(autre)) == json.loads(texte)
    autre.close()


def test_that_a_file_that_says_nothing_of_the_reglages_leaves_them(database: Database):
    database.execute("Régler", update_reglages, premiere_annee=2023)
    bring_in(database, minimal(territoire={"nom": "Bapaume"}))
    assert projet(database).reglages.premiere_annee == 2023


def test_that_a_secteur_goes_with_its_plans_and_comes_back_with_them(database: Database):
    secteur = database.execute("Ajouter", add_secteur, nom="Centre").valeur
    database.execute("Ajouter", add_plans, secteur, [(PDF, NaturePlan.PDF)])
    avant = projet(database)
    database.execute("Retirer", remove_secteur, secteur)
    assert projet(database).territoire.secteurs == ()
    database.undo()
    assert projet(database) == avant


def test_that_a_piece_of_the_convention_goes_to_the_corbeille_and_comes_back(database: Database):
    (uid,) = database.execute("Ajouter", add_pieces_convention, [PDF]).valeur
    database.execute("Retirer", remove_pieces_convention, [uid], moment=MOMENT)
    assert projet(database).convention.pieces == ()
    with database.read() as session:
        (element,) = list_corbeille(session)
        assert load_projet(session).convention.pieces == ()
    assert (element.table, element.libelle) == ("piece_convention", "convention signée.pdf")
    database.execute("Rétablir", restore_elements, [(element.table, element.uid)])
    assert [p.uid for p in projet(database).convention.pieces] == [uid]
