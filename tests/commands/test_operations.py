"""Acts on operations: an operation split in two keeps every line, and every pièce beside what it proves."""

from decimal import Decimal

import pytest
from commands.test_fiches import MOMENT, plan, projet

from models.commands.operations import (
    add_depense,
    add_financement,
    add_operation,
    remove_operation,
    set_maitre_ouvrage,
    split_operation,
    update_operation,
)
from models.commands.organismes import add_maitre_ouvrage, add_organisme
from models.commands.pieces import add_pieces
from models.domain.pieces import Fichier
from models.domain.vocabulaire import BaseMontant, TypeOrganisme
from models.store.database import Database
from models.store.errors import IntrouvableError


def test_that_an_operation_is_split_with_its_lines_their_pieces_and_the_same_totals(database: Database):
    _, fiches = plan(database, "1.1")
    mairie = database.execute("Ajouter", add_organisme, nom="Mairie").valeur
    (operation,) = projet(database).fiches[0].operations
    database.execute(
        "Modifier", update_operation, operation.uid, maitre_ouvrage=mairie, base=BaseMontant.TTC, intitule="Tranche 1"
    )
    database.execute("Ajouter", add_operation, fiches["1.1"], intitule="Tranche 3")
    depenses = [
        database.execute("Ajouter", add_depense, operation.uid, montant_ttc=Decimal(m)).valeur for m in (100, 250)
    ]
    ligne = database.execute("Ajouter", add_financement, operation.uid, dispositif="DETR").valeur
    lettre = Fichier(intitule="Lettre.pdf", sha256="", taille=1, octets=b"x")
    database.execute("Joindre", add_pieces, fiches["1.1"], [lettre], operation=operation.uid, financement=ligne)
    avant = projet(database)
    database.execute(
        "Scinder", split_operation, operation.uid, depenses=depenses[1:], financements=[ligne], intitule="Tranche 2"
    )
    fiche = projet(database).fiches[0]
    assert [o.intitule for o in fiche.operations] == ["Tranche 1", "Tranche 2", "Tranche 3"]
    premiere, nouvelle, _ = fiche.operations
    assert ([d.uid for d in premiere.depenses], [d.uid for d in nouvelle.depenses]) == (depenses[:1], depenses[1:])
    assert (nouvelle.maitre_ouvrage, nouvelle.base) == (mairie, BaseMontant.TTC)
    assert [f.uid for f in nouvelle.financements] == [ligne]
    assert fiche.pieces[0].operation == nouvelle.uid
    assert fiche.totaux.cout == avant.fiches[0].totaux.cout == Decimal(350)
    database.undo()
    assert projet(database) == avant


def test_that_lines_of_another_operation_are_not_taken(database: Database):
    plan(database, "1.1", "1.2")
    premiere, seconde = (f.operations[0].uid for f in projet(database).fiches)
    depense = database.execute("Ajouter", add_depense, seconde).valeur
    avant = projet(database)
    with pytest.raises(IntrouvableError):
        database.execute("Scinder", split_operation, premiere, depenses=[depense], financements=[])
    assert projet(database) == avant


def test_that_several_fiches_are_given_one_maitre_ouvrage_in_one_act(database: Database):
    _, fiches = plan(database, "1.1", "1.2", "1.3")
    mairie = database.execute("Ajouter", add_organisme, nom="Mairie").valeur
    database.execute("Ajouter", add_operation, fiches["1.1"], intitule="Tranche 2")
    seule = projet(database).fiches[1].operations[0].uid
    database.execute("Retirer", remove_operation, seule, moment=MOMENT)
    avant = projet(database)
    database.execute("Choisir", set_maitre_ouvrage, [fiches["1.1"], fiches["1.2"]], mairie)
    porteurs = {f.numero: [o.maitre_ouvrage for o in f.operations] for f in projet(database).fiches}
    assert porteurs == {"1.1": [mairie, mairie], "1.2": [mairie], "1.3": [None]}
    database.undo()
    assert projet(database) == avant


def test_that_a_new_organisme_becomes_the_maitre_ouvrage_of_several_fiches_in_one_act(database: Database):
    _, fiches = plan(database, "1.1", "1.2")
    avant = projet(database)
    database.execute("Ajouter", add_maitre_ouvrage, list(fiches.values()), nom="SIVOM", type=TypeOrganisme.SYNDICAT)
    (sivom,) = projet(database).organismes
    assert {o.maitre_ouvrage for f in projet(database).fiches for o in f.operations} == {sivom.uid}
    database.undo()
    assert projet(database) == avant
