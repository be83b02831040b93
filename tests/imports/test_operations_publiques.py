"""Public lists of operations become actions, owners and granted aids, by the same reading as any table."""

from datetime import date
from pathlib import Path

import pytest
from projets import MOMENT
from tableaux import (
    OPERATIONS_BAPAUME,
    OPERATIONS_LE_QUESNOY,
    aides,
    ligne,
    operation,
    proposition,
    totaux,
)

from models.commands.importation import import_projet
from models.domain.importation.proposition import Proposition, Retouches, Sort
from models.domain.projet import Projet
from models.domain.territoire import Commune, Territoire
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, StatutAction, TypeOrganisme
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.imports.tableur import read_classeur

JUSSIE = "Traitement de la jussie envahissant la frayère de Marpent"


def _read(dossier: Path, texte: str, projet: Projet | None = None, retouches: Retouches | None = None) -> Proposition:
    path = dossier / "operations.csv"
    path.write_bytes(texte.encode())
    return proposition(read_classeur(path), projet, retouches)


@pytest.fixture
def bapaume(tmp_path: Path) -> Proposition:
    return _read(tmp_path, OPERATIONS_BAPAUME)


def test_that_seven_operations_bring_what_was_granted_to_the_cent(bapaume: Proposition):
    assert [x.sort for x in bapaume.lignes] == [Sort.CREE] * 7
    assert f"{totaux(bapaume).acquis}" == "1931284.29"
    assert totaux(bapaume).sollicite == totaux(bapaume).a_solliciter == 0


def test_that_owners_written_two_ways_are_one_and_have_their_type(bapaume: Proposition):
    organismes = {o.nom: (o.type, o.siren) for o in bapaume.projet.organismes}
    assert organismes == {
        "CC du Sud-Artois": (TypeOrganisme.EPCI, "200035442"),
        "Bapaume": (TypeOrganisme.COMMUNE, "216200808"),
        "Flandre Opale Habitat, SA HLM": (TypeOrganisme.BAILLEUR_SOCIAL, "616820205"),
        "État": (TypeOrganisme.ETAT, ""),
    }


def test_that_the_dispositif_names_who_pays(bapaume: Proposition):
    chemin = aides(bapaume, "Requalification du chemin des Anzacs à Bapaume")["DETR"]
    etat = next(o.uid for o in bapaume.projet.organismes if o.nom == "État")
    assert (chemin.financeur, chemin.nature) == (etat, NatureFinancement.SUBVENTION)
    assert (f"{chemin.montant_accorde}", f"{chemin.taux}") == ("136908.74", "0.2")
    assert (chemin.etat, chemin.numero_dossier) == (EtatFinancement.ACCORDE, "e1")


def test_that_a_missing_cost_is_not_zero(bapaume: Proposition):
    assert operation(bapaume, "Bapaume ville apaisée, écologique et citoyenne").cout is None
    assert f"{operation(bapaume, 'Accessibilité du groupe scolaire').cout}" == "67417.37"


def test_that_an_action_with_a_granted_aid_is_engaged(bapaume: Proposition):
    assert {f.statut for f in bapaume.projet.fiches} == {StatutAction.ENGAGEE}


@pytest.mark.parametrize("document", ["convention", "maquette", "fiches"])
def test_that_documents_print_what_was_granted(document: str, database: Database, tmp_path: Path):
    with database.read() as session:
        vide = load_projet(session)
    proposee = _read(tmp_path, OPERATIONS_BAPAUME, vide)
    database.execute("Importer", import_projet, proposee.projet, moment=MOMENT)
    with database.read() as session:
        projet = load_projet(session)
    modele = document_for(document, Path("essai.pdf"))
    imprime = to_text(build(modele, projet, aujourd_hui=date(2026, 11, 21)))
    assert "1931284,29€" in "".join(imprime.split())


def test_that_the_import_is_one_act_and_one_undo(database: Database, tmp_path: Path):
    with database.read() as session:
        avant = load_projet(session)
    proposee = _read(tmp_path, OPERATIONS_BAPAUME, avant)
    database.execute("Importer", import_projet, proposee.projet, moment=MOMENT)
    with database.read() as session:
        encore = _read(tmp_path, OPERATIONS_BAPAUME, load_projet(session))
    assert not encore.ecrit
    assert encore.inchanges == {"Action": 7}
    database.undo()
    with database.read() as session:
        assert load_projet(session) == avant
    assert database.undo() is None


def test_that_an_operation_of_an_association_elsewhere_is_proposed_and_left_out(tmp_path: Path):
    proposee = _read(tmp_path, OPERATIONS_LE_QUESNOY)
    ecartee = ligne(proposee, JUSSIE)
    assert ecartee.sort is Sort.ECARTE
    assert "est une association" in ecartee.raison
    assert "Marpent" in ecartee.raison
    assert [x.sort for x in proposee.lignes if x is not ecartee] == [Sort.CREE] * 4
    assert not [o for o in proposee.projet.organismes if o.type is TypeOrganisme.ASSOCIATION]
    assert f"{totaux(proposee).acquis}" == "1187696.45"


def test_that_the_person_brings_it_in_all_the_same(tmp_path: Path):
    cle = ligne(_read(tmp_path, OPERATIONS_LE_QUESNOY), JUSSIE).cle
    proposee = _read(tmp_path, OPERATIONS_LE_QUESNOY, None, Retouches(incluses=frozenset({cle})))
    assert ligne(proposee, JUSSIE).sort is Sort.CREE
    assert f"{totaux(proposee).acquis}" == "1291919.45"


def test_that_a_commune_of_another_intercommunalite_is_left_out_too(tmp_path: Path):
    territoire = Territoire(communes=(Commune(code_insee="62080", nom="Bapaume"),))
    proposee = _read(tmp_path, OPERATIONS_LE_QUESNOY, Projet(territoire=territoire))
    assert ligne(proposee, "Extension du cimetière communal").sort is Sort.ECARTE
    assert ligne(proposee, "Modernisation de l'éclairage public").sort is Sort.ECARTE


def test_that_nothing_is_elsewhere_when_nobody_knows_where_here_is(tmp_path: Path):
    sans_codes = "\n".join(
        ";".join(champ for i, champ in enumerate(x.split(";")) if i != 3) for x in OPERATIONS_LE_QUESNOY.splitlines()
    )
    assert {x.sort for x in _read(tmp_path, sans_codes).lignes} == {Sort.CREE}
