"""What would be done is shown, corrected and made again before anything is written; what is there is never lost."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from factories import make_organisme
from tableaux import aides, applique, fiche, ligne, messages, operation, proposition, tableau, totaux

from models.domain.fiche_action import FicheAction
from models.domain.importation.analyse import proposer
from models.domain.importation.champs import FINANCEUR_COLONNE, IGNORE, NOTE
from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.feuille import Classeur
from models.domain.importation.proposition import Nature, Retouches, Sort
from models.domain.orientation import Orientation
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.territoire import Commune, Epci, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, StatutAction, TypeOrganisme
from models.referentiel.importation import load_connaissances

ENTETE = ("N°", "Action", "Maître d’ouvrage", "Coût HT", "DETR", "Statut", "Remarque")
HALLE = ("1.1", "Halle couverte", "Commune de Valbrune", 100000, 30000, "En cours", "à suivre")
PLACE = ("1.2", "Place du marché", "Commune de Valbrune", 50000, None, "Terminée", None)


def sheet(*lignes: Any) -> Classeur:
    return tableau(ENTETE, *(lignes or (HALLE, PLACE)))


def test_that_every_new_value_is_listed_with_the_cell_it_came_from():
    changements = {(c.objet, c.champ): c for c in ligne(proposition(sheet()), "Halle couverte").changements}
    lieux = {cle: f"{c.lieu.colonne}{c.lieu.ligne}" for cle, c in changements.items()}
    assert lieux[("Action", "Nom de l’action")] == "B2"
    assert lieux[("Opération", "Coût HT")] == "D2"
    assert lieux[("Opération", "Maître d’ouvrage")] == "C2"
    assert lieux[("Financement · DETR", "Montant demandé")] == "E2"
    assert lieux[("Note", "Texte")] == "G2"
    assert changements["Action", "Statut"].apres == "En cours"


def test_that_only_what_differs_is_written_and_shown():
    projet = applique(proposition(sheet()))
    proposee = proposition(sheet((*HALLE[:3], 120000, *HALLE[4:]), PLACE), projet)
    assert [x.sort for x in proposee.lignes] == [Sort.MODIFIE, Sort.INCHANGE]
    (changement,) = proposee.lignes[0].changements
    assert (changement.champ, changement.avant[:3], changement.apres[:3]) == ("Coût HT", "100", "120")
    assert [f.numero for f in proposee.projet.fiches] == ["1.1"]
    assert (dict(proposee.crees), dict(proposee.modifies), dict(proposee.inchanges)) == (
        {},
        {"Action": 1},
        {"Action": 1},
    )


def test_that_an_empty_cell_erases_nothing():
    projet = applique(proposition(sheet()))
    proposee = proposition(sheet(("1.1", "Halle couverte")), projet)
    assert proposee.lignes[0].sort is Sort.INCHANGE


def test_that_what_the_file_does_not_speak_of_stays():
    projet = applique(proposition(sheet()))
    halle = projet.fiches[0]
    seule = halle.operations[0]
    enrichie = replace(
        halle,
        description="Écrite à la main.",
        operations=(
            replace(
                seule,
                financements=(*seule.financements, Financement(dispositif="Région", montant_demande=Decimal(5))),
            ),
        ),
    )
    projet = replace(projet, fiches=(enrichie, *projet.fiches[1:]))
    proposee = proposition(sheet((*HALLE[:4], 40000, *HALLE[5:])), projet)
    apres = fiche(proposee, "Halle couverte")
    assert apres.description == "Écrite à la main."
    assert [f.montant_demande for f in apres.operations[0].financements] == [40000, 5]


def test_that_a_granted_aid_is_not_asked_again_by_a_file_that_does_not_say_so():
    projet = applique(proposition(sheet()))
    halle = projet.fiches[0]
    accordee = replace(
        halle.operations[0].financements[0],
        montant_demande=None,
        montant_accorde=Decimal(30000),
        etat=EtatFinancement.NOTIFIE,
    )
    operation = replace(halle.operations[0], financements=(accordee,))
    projet = replace(projet, fiches=(replace(halle, operations=(operation,)), *projet.fiches[1:]))
    assert proposition(sheet(), projet).lignes[0].sort is Sort.INCHANGE


@pytest.mark.parametrize(
    ("ligne_lue", "raison"),
    [
        (("", "halle  COUVERTE"), "intitulé"),
        (("1.1", ""), "numéro"),
        (("1.1", "Halle couverte et parvis"), "numéro"),
        (("7", "Halle couverte"), "intitulé"),
    ],
)
def test_that_a_fiche_is_found_again(ligne_lue: tuple[str, str], raison: str):
    projet = applique(proposition(sheet()))
    proposee = proposition(tableau(("N°", "Action", "Statut"), (*ligne_lue, "Suspendue")), projet)
    assert proposee.lignes[0].sort is Sort.MODIFIE
    assert raison in proposee.lignes[0].raison
    assert proposee.projet.fiches[0].uid == projet.fiches[0].uid


def test_that_another_action_under_the_same_number_is_not_taken_for_it():
    projet = applique(proposition(sheet()))
    proposee = proposition(tableau(("N°", "Action"), ("1.1", "Voie verte du canal")), projet)
    assert proposee.lignes[0].sort is Sort.CREE
    assert "déjà celui" in messages(proposee, "choix")[0].message


def test_that_an_identity_wins_over_number_and_title():
    projet = applique(proposition(sheet()))
    cible = projet.fiches[1]
    proposee = proposition(tableau(("uid", "N°", "Action"), (cible.uid, "1.1", "Nouveau nom")), projet)
    assert proposee.projet.fiches == (replace(cible, numero="1.1", intitule="Nouveau nom"),)


def test_that_a_row_is_excluded_and_brought_back():
    cle = ("Suivi", 3)
    exclue = proposition(sheet(), None, Retouches(exclues=frozenset({cle})))
    assert (ligne(exclue, "Place du marché").sort, len(exclue.projet.fiches)) == (Sort.ECARTE, 1)
    assert ligne(proposition(sheet()), "Place du marché").sort is Sort.CREE


def test_that_a_value_is_corrected_before_anything_is_written():
    classeur = sheet((*HALLE[:3], "cent mille", *HALLE[4:]))
    assert messages(proposition(classeur), "non_compris")
    corrigee = proposition(classeur, None, Retouches(valeurs={("Suivi", 2, 3): "100 000"}))
    assert not messages(corrigee, "non_compris")
    assert operation(corrigee, "Halle couverte").cout == 100_000
    videe = proposition(classeur, None, Retouches(valeurs={("Suivi", 2, 3): ""}))
    assert operation(videe, "Halle couverte").cout is None


def test_that_a_column_is_given_another_use():
    correspondance = proposition(sheet()).feuilles[0].correspondance
    autre = correspondance.avec(6, "point_bloquant").avec(4, FINANCEUR_COLONNE, financeur="Région")
    proposee = proposition(sheet(), None, Retouches(correspondances={"Suivi": autre}))
    assert fiche(proposee, "Halle couverte").suivi.point_bloquant == "à suivre"
    assert aides(proposee, "Halle couverte")["Région"].montant_demande == 30_000
    sans = proposition(sheet(), None, Retouches(correspondances={"Suivi": correspondance.avec(6, IGNORE)}))
    assert fiche(sans, "Halle couverte").notes == ()


def test_that_a_field_moves_from_one_column_to_another():
    correspondance = proposition(sheet()).feuilles[0].correspondance.avec(6, "intitule")
    assert [a.champ for a in correspondance.affectations][1:7:5] == [IGNORE, "intitule"]


def test_that_the_base_and_the_statut_of_the_sheet_are_chosen():
    classeur = tableau(("Action", "Coût"), ("Halle", 1200))
    assert any("hors taxes" in r.message for r in messages(proposition(classeur), "choix"))
    correspondance = replace(
        proposition(classeur).feuilles[0].correspondance, base=BaseMontant.TTC, statut=StatutAction.IDEE
    )
    proposee = proposition(classeur, None, Retouches(correspondances={"Suivi": correspondance}))
    assert operation(proposee, "Halle").depenses[0].montant_ttc == 1200
    assert (operation(proposee, "Halle").base, fiche(proposee, "Halle").statut) == (BaseMontant.TTC, StatutAction.IDEE)
    assert not [r for r in messages(proposee, "choix") if "hors taxes" in r.message]


def test_that_the_header_is_moved_by_hand():
    classeur = tableau(("Coût HT", "Statut"), ("Nom de l’action", "Budget TTC"), ("Halle", 1200))
    retouche = Correspondance(feuille="Suivi", premiere_entete=2, derniere_entete=2)
    proposee = proposition(classeur, None, Retouches(correspondances={"Suivi": retouche}))
    assert operation(proposee, "Halle").depenses[0].montant_ttc == 1200


def test_that_a_mapping_is_remembered_for_the_same_headers():
    correspondance = proposition(sheet()).feuilles[0].correspondance.avec(6, "prochaine_etape")
    memoire: Mapping[str, Any] = {correspondance.signature: json.loads(json.dumps(correspondance.as_dict()))}
    proposee = proposer(sheet(PLACE, HALLE), Projet(), load_connaissances(), memoire=memoire.get)
    assert proposee.feuilles[0].retrouvee
    assert fiche(proposee, "Halle couverte").suivi.prochaine_etape == "à suivre"
    autre = proposer(tableau(("Action", "Coût"), ("Halle", 1)), Projet(), load_connaissances(), memoire=memoire.get)
    assert not autre.feuilles[0].retrouvee


@pytest.mark.parametrize(
    "memoire",
    [
        {},
        {"colonnes": {"6": {"champ": "licorne"}}},
        {"colonnes": {"6": 3}, "base": "x", "statut": 4},
        {"colonnes": None},
    ],
)
def test_that_a_memory_that_cannot_be_read_changes_nothing(memoire: Mapping[str, Any]):
    correspondance = proposition(sheet()).feuilles[0].correspondance
    assert correspondance.reprise(memoire) == correspondance


def test_that_a_row_without_name_is_refused_with_its_place():
    proposee = proposition(sheet(HALLE, (None, None, "Commune de Valbrune", 10)))
    refusee = proposee.lignes[1]
    assert (refusee.sort, refusee.cle) == (Sort.REFUSE, ("Suivi", 3))
    (refus,) = messages(proposee, Nature.REFUS)
    assert (refus.lieu.ligne, bool(refus.remede)) == (3, True)
    assert proposee.bilan["refuses"] == 1


def test_that_the_commune_of_the_project_is_the_one_the_table_speaks_of():
    territoire = Territoire(
        communes=(Commune(nom="Valbrune"),), epci=Epci(nom="Communauté de communes du Haut Val"), region="Occitanie"
    )
    mairie = make_organisme("Commune de Valbrune")
    proposee = proposition(
        tableau(
            ("Action", "MOA", "Coût HT", "CC", "Région"), ("Halle", "mairie", 100, 10, 20), ("Pont", "Interco", 50)
        ),
        Projet(territoire=territoire, organismes=(mairie,)),
    )
    assert operation(proposee, "Halle").maitre_ouvrage == mairie.uid
    assert {o.nom: o.type for o in proposee.projet.organismes} == {
        "Communauté de communes du Haut Val": TypeOrganisme.EPCI,
        "Région Occitanie": TypeOrganisme.REGION,
    }


def test_that_actions_join_the_orientations_that_are_there():
    habitat = Orientation(uid=Uid("o1"), numero="1", intitule="Habiter le centre-bourg")
    projet = Projet(orientations=(habitat,))
    proposee = proposition(
        tableau(("Axe", "Action"), ("Axe 1 – Habiter le centre bourg", "Halle"), ("2. Bouger", "Pont")), projet
    )
    assert fiche(proposee, "Halle").orientation == "o1"
    assert [(o.numero, o.intitule) for o in proposee.projet.orientations] == [("2", "Bouger")]


def test_that_a_cost_made_of_several_depenses_is_left_to_the_fiche():
    depenses = (Depense(montant_ht=Decimal(60)), Depense(montant_ht=Decimal(40)))
    projet = Projet(fiches=(FicheAction(intitule="Halle", operations=(Operation(depenses=depenses),)),))
    assert proposition(tableau(("Action", "Coût HT"), ("Halle", 100)), projet).lignes[0].sort is Sort.INCHANGE
    proposee = proposition(tableau(("Action", "Coût HT"), ("Halle", 150)), projet)
    assert proposee.lignes[0].sort is Sort.INCHANGE
    assert "2 dépenses" in messages(proposee, "non_compris")[0].message


def test_that_several_sheets_alike_come_in_and_instructions_do_not():
    un, deux = (tableau(ENTETE, x, nom=nom).feuilles[0] for nom, x in (("2026", HALLE), ("2027", PLACE)))
    notice = tableau(("Comment faire",), ("Écrivez le nom de l’action",), ("Puis son coût",), nom="Mode d’emploi")
    cachee = replace(tableau(ENTETE, HALLE, nom="Vieux").feuilles[0], cachee=True)
    proposee = proposition(Classeur(nom="a.xlsx", feuilles=(notice.feuilles[0], un, deux, cachee)))
    assert [f.retenue for f in proposee.feuilles] == [False, True, True, False]
    assert all(f.raison for f in proposee.feuilles if not f.retenue)
    assert len(proposee.lignes) == 2


def test_that_an_empty_template_gives_no_action():
    notice = tableau(*((f"Étape {i} : remplissez la colonne",) for i in range(12)), nom="Aide").feuilles[0]
    vide = tableau(ENTETE, nom="Actions").feuilles[0]
    assert proposition(Classeur(nom="a.xlsx", feuilles=(vide, notice))).lignes == ()


def test_that_a_table_without_header_is_understood_by_its_cells():
    proposee = proposition(
        tableau(
            ("1.1", "Réhabiliter la halle du marché", "En cours", "12 000 €"),
            ("1.2", "Aménager la place de l’église", "Terminée", "45 000 €"),
            ("1.3", "Créer une maison de santé", "En cours", "1,2 M€"),
        )
    )
    assert [f.numero for f in proposee.projet.fiches] == ["1.1", "1.2", "1.3"]
    assert totaux(proposee).cout == 1_257_000
    assert {a.champ for a in proposee.feuilles[0].correspondance.affectations} == {
        "numero",
        "intitule",
        "statut",
        "cout",
    }


def test_that_the_total_of_the_aids_of_a_row_is_checked():
    proposee = proposition(
        tableau(("Action", "DETR", "Région", "Total aides"), ("Halle", 10, 20, 50), ("Pont", 10, 5, 15))
    )
    (ecart,) = messages(proposee, "ecart")
    assert (ecart.lieu.ligne, ecart.lieu.colonne) == (2, "D")
    assert "20,00" in ecart.message


def test_that_an_unknown_column_is_kept_as_a_note_and_told():
    proposee = proposition(tableau(("Action", "Coût HT", "Couleur du dossier"), ("Halle", 1, "bleu")))
    assert proposee.feuilles[0].correspondance.affectation(2) == Affectation(
        colonne=2, entete="Couleur du dossier", champ=NOTE, certitude=0.3
    )
    assert [n.texte for n in fiche(proposee, "Halle").notes] == ["Couleur du dossier\u00a0: bleu"]
    assert [r.valeur for r in messages(proposee, "choix") if "pas reconnue" in r.message] == ["Couleur du dossier"]


def test_that_one_column_of_words_without_header_is_no_plan_until_the_person_says_so():
    classeur = tableau(("Réhabiliter la halle",), ("Aménager la place",))
    vide = proposition(classeur)
    assert (vide.lignes, vide.feuilles[0].retenue, bool(vide.feuilles[0].raison)) == ((), False, True)
    voulue = vide.feuilles[0].correspondance.avec(0, "intitule")
    proposee = proposition(classeur, None, Retouches(correspondances={"Suivi": voulue}, feuilles=frozenset({"Suivi"})))
    assert [f.intitule for f in proposee.projet.fiches] == ["Réhabiliter la halle", "Aménager la place"]


def test_that_no_memory_is_asked_for_columns_without_header():
    def fail(_: str) -> None:
        raise AssertionError

    classeur = tableau(("1.1", "Réhabiliter la halle", "En cours"), ("1.2", "Aménager la place", "Terminée"))
    assert len(proposer(classeur, Projet(), load_connaissances(), memoire=fail).lignes) == 2
