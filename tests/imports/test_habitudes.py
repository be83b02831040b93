"""Habits of tables met in the field, one at a time, and the template of another platform."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import projets
import pytest
from factories import make_organisme
from openpyxl import Workbook
from tableaux import aides, applique, fiche, ligne, messages, operation, proposition, tableau, totaux

from models.domain.importation.champs import FINANCEUR_COLONNE, NOTE
from models.domain.importation.feuille import Classeur
from models.domain.importation.proposition import Sort
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, PosteDepense, Priorite, StatutAction, TypeOrganisme
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.export import export
from pvd_desktop.imports.tableur import read_classeur

TET = (
    (
        "Présentation de l’action", *(None,) * 6, "Objectifs et indicateurs", None, "Acteurs", *(None,) * 6,
        "Modalités de mise en oeuvre ", *(None,) * 12, "Actions liées",
    ),
    (
        "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de la fiche action", "Titre de la sous-action",
        "Descriptif", "Instances de gouvernance", "Objectifs", "Indicateurs liés", "Structure pilote",
        "Moyens humains et techniques", "Partenaires ", "Direction ou service pilote", "Personne pilote",
        "Élu·e référent·e ", "Participation Citoyenne", "Financements", "Financeur 1", "Montant € HT", "Financeur 2",
        "Montant € HT", "Financeur 3", "Montant € HT", "Budget prévisionnel total € HT", "Statut ",
        "Niveau de priorité", "Date de début", "Date de fin", "Action en amélioration continue", "Mesures liées",
        "Actions liées", "Notes", "Documents et liens",
    ),
    ("Champ texte",) * 17 + ("Champ texte", "Champ numérique") * 3
    + ("Champ numérique", "Champ liste", "Champ liste", "Champ date", "Champ date", "Champ binaire"),
    (
        "1. Un territoire désirable", "1.1. L’air pour tous", "1.1.1. Informer", "1.1.1.1. Coordonner la transition",
        None, "Des rencontres régulières.", "Le CODIR", "Suivre la qualité de l’air", "12 relevés par an",
        "La collectivité", "Un agent", "Atmo, CPIE", "Service environnement", "Marie Paul", "Renée Charles",
        "Consultation", "- Métropole\n- DREAL", "Métropole, Région", 50000, "DREAL", 15000, "Département 64", 12000,
        124566, "À venir", "Moyen", date(2022, 11, 16), date(2024, 3, 9), "VRAI", None, None, "À relire", None,
    ),
)  # fmt: skip
"""The 33 columns of the plan template of territoires-en-transitions, with other words in its cells."""


def plan(*lignes: Sequence[Any]) -> Any:
    return proposition(tableau(*lignes))


def test_that_the_template_of_another_platform_needs_nothing_of_its_own():
    proposee = plan(*TET)
    (seule,) = proposee.projet.fiches
    assert (seule.numero, seule.intitule) == ("1.1.1.1", "Coordonner la transition")
    assert ligne(proposee, "Coordonner la transition").orientation == "1 · Un territoire désirable"
    assert (seule.statut, seule.priorite) == (StatutAction.INSCRITE, Priorite.MOYEN)
    assert seule.description == "Des rencontres régulières.\n\n**Objectifs**\n\nSuivre la qualité de l’air"
    assert seule.referent == "Service environnement, Marie Paul, Renée Charles"
    assert [i.intitule for i in seule.indicateurs] == ["12 relevés par an"]
    assert len(seule.partenaires) == 2
    assert (seule.phases[0].debut, seule.phases[0].fin) == (date(2022, 11, 16), date(2024, 3, 9))
    assert totaux(proposee).cout == 124_566
    assert totaux(proposee).a_solliciter == 77_000
    assert {"Métropole, Région", "Département 64"} <= set(aides(proposee, "Coordonner la transition"))
    assert [r.lieu.ligne for r in messages(proposee, "ignore")] == [3]


def test_that_aids_written_in_one_cell_are_parted():
    proposee = plan(
        ("Action", "Coût HT", "Plan de financement"),
        ("Halle", 100000, "DETR : 30 000 € (acquis)\nRégion : 20 %\nFondation du patrimoine 5 000 €"),
    )
    lignes = aides(proposee, "Halle")
    assert (lignes["DETR"].montant_accorde, lignes["DETR"].etat) == (30_000, EtatFinancement.ACCORDE)
    assert lignes["Région"].montant_demande == 20_000
    assert totaux(proposee).prive == 5_000


def test_that_names_of_financeurs_without_amount_are_lines_to_be_filled():
    proposee = plan(("Action", "Financeurs"), ("Halle", "DETR, Région, La Poste"))
    assert set(aides(proposee, "Halle")) == {"DETR", "Région"}
    assert [n.texte for n in fiche(proposee, "Halle").notes] == ["Financeurs\u00a0: DETR, Région, La Poste"]
    assert [r.valeur for r in messages(proposee, "non_compris")] == ["La Poste"]


def test_that_a_total_above_the_rows_is_checked_too():
    lignes = (("Action", "Coût HT"), ("TOTAL", 300), ("Halle", 100), ("Pont", 150))
    (ecart,) = messages(plan(*lignes), "ecart")
    assert "lignes 3 à 4" in ecart.message
    assert not messages(plan(*lignes[:3], ("Pont", 200)), "ecart")


def test_that_a_title_that_announces_its_sum_is_checked():
    lignes = (("N°", "Action", "Coût HT"), ("AXE 1 : HABITAT", None, 300), ("1.1", "Halle", 100), ("1.2", "Pont", 150))
    proposee = plan(*lignes)
    assert [o.intitule for o in proposee.projet.orientations] == ["HABITAT"]
    assert "50,00" in messages(proposee, "ecart")[0].message


def test_that_the_header_again_is_no_action():
    entete = ("N°", "Action", "Coût HT")
    assert len(plan(entete, ("1", "Halle", 100), entete, ("2", "Pont", 150)).lignes) == 2


def test_that_one_row_a_year_is_one_action():
    proposee = plan(("Action", "Année", "Coût HT", "DETR"), ("Halle", 2026, 100, 30), ("Halle", 2027, 50, 20))
    seule = operation(proposee, "Halle")
    assert [(d.annee, d.montant_ht) for d in seule.depenses] == [(2026, 100), (2027, 50)]
    assert [(f.annee, f.montant_demande) for f in seule.financements] == [(2026, 30), (2027, 20)]


PAR_POSTE = (
    ("Action", "Budget prévisionnel (€ HT)", None, None, "DETR"),
    (None, "Étude", "Maîtrise d’œuvre", "Travaux", None),
    ("Halle", "12,5 k€", 80000, 1240000, 372000),
    ("Cinéma", 18000, None, None, None),
    ("Pont", None, None, 410000, 123000),
)


def test_that_the_postes_of_a_budget_add_up():
    proposee = plan(*PAR_POSTE)
    depenses = {f.intitule: [(d.poste, d.montant_ht) for d in f.operations[0].depenses] for f in proposee.projet.fiches}
    assert depenses == {
        "Halle": [
            (PosteDepense.ETUDES, 12500), (PosteDepense.MAITRISE_OEUVRE, 80000), (PosteDepense.TRAVAUX, 1240000)
        ],
        "Cinéma": [(PosteDepense.ETUDES, 18000)],
        "Pont": [(PosteDepense.TRAVAUX, 410000)],
    }  # fmt: skip
    projet = applique(proposee)
    assert {x.sort for x in proposition(tableau(*PAR_POSTE), projet).lignes} == {Sort.INCHANGE}


def test_that_one_poste_that_changes_leaves_the_others():
    projet = applique(plan(*PAR_POSTE))
    autre = (*PAR_POSTE[:2], ("Halle", 15000, 80000, None, None), ("Pont", 9000, None, None, None), *PAR_POSTE[3:4])
    apres = applique(proposition(tableau(*autre), projet), projet)
    couts = {f.intitule: sorted(d.montant_ht or 0 for d in f.operations[0].depenses) for f in apres.fiches}
    assert couts == {"Halle": [15000, 80000, 1240000], "Cinéma": [18000], "Pont": [9000, 410000]}


def test_that_postes_beside_their_total_do_not_count_twice():
    entetes = (("Action", "Budget prévisionnel", None, None, "DETR"), (None, "Études", "Travaux", "Coût total", None))
    proposee = plan(*entetes, ("Halle", 10, 90, 100, 30), ("Pont", 5, 40, 45, 10), ("Cinéma", 7, 50, 57, 20))
    assert [f.operations[0].cout for f in proposee.projet.fiches] == [100, 45, 57]


def test_that_a_person_adds_a_poste_to_another():
    (feuille,) = plan(*PAR_POSTE).feuilles
    seule = feuille.correspondance.avec(1, NOTE).avec(3, NOTE)
    correspondance = seule.avec(1, "cout").avec(3, "cout")
    assert [a.champ for a in correspondance.affectations] == [
        "intitule", "cout", "cout", "cout", FINANCEUR_COLONNE
    ]  # fmt: skip
    assert feuille.correspondance.reprise(correspondance.as_dict()).as_dict() == correspondance.as_dict()


@pytest.mark.parametrize("titre", ["Dépt 62", "Dpt", "Dept du Nord"])
def test_that_the_departement_in_short_is_a_financeur(titre: str):
    proposee = plan(("N°", "Action", "Coût HT", titre), ("1.1", "Halle", 100, 30), ("1.2", "Pont", 50, 20))
    assert [a.montant_demande for a in operation(proposee, "Halle").financements] == [30]
    assert {o.type for o in proposee.projet.organismes} == {TypeOrganisme.DEPARTEMENT}


def test_that_a_cost_repeated_on_each_line_of_financement_is_one_cost():
    entete = ("Action", "Coût HT", "Financeur", "Montant")
    proposee = plan(entete, ("Halle", 100, "DETR", 30), ("Halle", 100, "Région", 20))
    assert operation(proposee, "Halle").cout == 100
    assert len(operation(proposee, "Halle").financements) == 2


def test_that_one_number_with_two_owners_is_one_action_with_two_operations():
    entete = ("N°", "Action", "MOA", "Coût HT")
    proposee = plan(entete, ("1.1", "Grand-Place", "Commune", 100), ("1.1", "Grand-Place", "CC du Val", 50))
    assert [o.cout for o in fiche(proposee, "Grand-Place").operations] == [100, 50]


def test_that_two_owners_of_one_title_without_number_are_two_actions():
    entete = ("Action", "MOA", "Coût HT")
    proposee = plan(entete, ("Éclairage public", "Commune", 100), ("Éclairage public", "CC du Val", 50))
    assert [x.sort for x in proposee.lignes] == [Sort.CREE, Sort.CREE]


def test_that_what_the_commune_pays_is_its_part_and_not_a_place():
    proposee = plan(("Action", "Coût HT", "DETR", "Commune"), ("Halle", 100, 30, 70))
    assert operation(proposee, "Halle").part_decidee == 70
    lieux = plan(("Action", "Commune"), ("Halle", 62080), ("Pont", 62450))
    assert lieux.feuilles[0].correspondance.affectations[1].champ == "communes"


@pytest.mark.parametrize("vide", ["- €", " -   € ", "n/a", "–", "0"])
def test_that_an_amount_that_is_nothing_makes_no_line(vide: str):
    assert (
        operation(plan(("Action", "Coût HT", "DETR"), ("Halle", 100, 30), ("Pont", 50, vide)), "Pont").financements
        == ()
    )


def test_that_progress_in_percent_is_a_statut():
    proposee = plan(("Action", "Avancement"), ("Halle", "100 %"), ("Pont", "35 %"), ("Quai", "0 %"))
    assert [f.statut for f in proposee.projet.fiches] == [
        StatutAction.TERMINEE,
        StatutAction.EN_COURS,
        StatutAction.INSCRITE,
    ]


def test_that_cells_shown_as_percentages_are_shares(tmp_path: Path):
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for valeurs in (("Action", "Coût HT", "DETR", "% DETR"), ("Halle", 1000, 0.3, 0.3), ("Pont", 500, 100, 0.2)):
        feuille.append(valeurs)
    for cellule in ("C2", "D2", "D3"):
        feuille[cellule].number_format = "0.0%"
    classeur.save(tmp_path / "a.xlsx")
    proposee = proposition(read_classeur(tmp_path / "a.xlsx"))
    halle, pont = aides(proposee, "Halle")["DETR"], aides(proposee, "Pont")["DETR"]
    assert (halle.montant_demande, f"{halle.taux}") == (300, "0.3")
    assert (pont.montant_demande, f"{pont.taux}") == (100, "0.2")


def test_that_a_table_may_begin_anywhere():
    vide = (None, None)
    proposee = plan((*vide, "Action", "Coût HT"), (*vide, "Halle", 100))
    assert operation(proposee, "Halle").cout == 100


def test_that_sheets_named_after_an_axis_are_its_orientation():
    feuilles = [
        tableau(("Action", "Coût HT"), (nom, 1), nom=axe).feuilles[0]
        for axe, nom in (("Axe 1 - Habitat", "Halle"), ("Axe 2 - Mobilités", "Pont"))
    ]
    proposee = proposition(Classeur(nom="a.xlsx", feuilles=tuple(feuilles)))
    assert [x.orientation for x in proposee.lignes] == ["1 · Habitat", "2 · Mobilités"]


def test_that_a_sigle_after_a_name_does_not_make_another_organisme():
    proposee = plan(
        ("Action", "MOA"),
        ("Halle", "Communauté de communes du Sud-Artois (CCSA)"),
        ("Pont", "CC du Sud Artois"),
    )
    assert len(proposee.projet.organismes) == 1


def test_that_a_loan_is_no_aid():
    proposee = plan(("Action", "Coût HT", "DETR", "Prêt Banque des Territoires"), ("Halle", 100, 30, 40))
    assert (totaux(proposee).aides, totaux(proposee).prets) == (30, 40)


def test_that_a_refused_aid_counts_for_nothing_and_stays():
    proposee = plan(("Action", "Région", "État de la demande"), ("Halle", 100, "refusé"))
    assert totaux(proposee).aides == 0
    assert operation(proposee, "Halle").financements[0].etat is EtatFinancement.REFUSE


def test_that_a_title_too_long_is_cut_and_kept_whole():
    titre = "Réhabiliter " + "la halle et " * 40
    proposee = plan(("Action", "Coût HT"), (titre, 1))
    (seule,) = proposee.projet.fiches
    assert len(seule.intitule) == 300
    assert titre.strip() in seule.notes[0].texte


def test_that_dates_the_wrong_way_round_are_told():
    proposee = plan(("Action", "Début", "Fin"), ("Halle", "2027", "2026"))
    assert fiche(proposee, "Halle").phases == ()
    assert "précède" in messages(proposee, "non_compris")[0].message


def test_that_words_under_the_table_are_no_actions():
    proposee = plan(
        ("N°", "Action", "Coût HT"), ("1", "Halle", 100), ("Source : services de la commune",), ("* estimation",)
    )
    assert len(proposee.lignes) == 1
    assert len(messages(proposee, "ignore")) == 2


def test_that_the_operations_of_an_action_keep_their_name_and_their_base():
    entete = ("N°", "Action", "Opération", "MOA", "Base", "Coût")
    lignes = (("1", "Halle", "Études", "Commune", "HT", 100), ("1", "Halle", "Travaux", "Commune", "TTC", 900))
    proposee = plan(entete, *lignes)
    etudes, travaux = fiche(proposee, "Halle").operations
    assert (etudes.intitule, etudes.depenses[0].montant_ht) == ("Études", 100)
    assert (travaux.intitule, travaux.depenses[0].montant_ttc) == ("Travaux", 900)
    assert not proposition(tableau(entete, *lignes), applique(proposee)).ecrit
    assert not [r for r in messages(proposee, "choix") if "hors taxes" in r.message]


def test_that_sums_by_state_are_not_aids():
    proposee = plan(("Action", "Coût HT", "Acquis", "Sollicité", "À solliciter"), ("Halle", 100, 10, 20, 30))
    assert operation(proposee, "Halle").financements == ()


def test_that_a_sum_of_aids_is_not_added_to_the_aids_of_the_fiche():
    projet = applique(plan(("Action", "Coût HT", "DETR", "Région"), ("Halle", 100, 30, 20)))
    meme = proposition(tableau(("Action", "Subvention sollicitée"), ("Halle", 50)), projet)
    assert (meme.ecrit, messages(meme, "ignore")) == (False, [])
    autre = proposition(tableau(("Action", "Subvention sollicitée"), ("Halle", 70)), projet)
    assert not autre.ecrit
    assert "déjà ses aides" in messages(autre, "ignore")[0].message


def test_that_known_owners_in_one_cell_are_not_a_new_one():
    projet = Projet(organismes=(make_organisme("Commune de Valbrune"), make_organisme("CC du Val", type="epci")))
    proposee = proposition(tableau(("Action", "MOA"), ("Halle", "Commune de Valbrune, CC du Val")), projet)
    assert proposee.projet.organismes == ()
    assert operation(proposee, "Halle").maitre_ouvrage == "Commune de Valbrune"
    assert [n.texte for n in fiche(proposee, "Halle").notes] == [
        "Maîtres d’ouvrage\u00a0: Commune de Valbrune, CC du Val"
    ]


@pytest.mark.parametrize("document", ["fiches", "suivi"])
@pytest.mark.parametrize("format_", [".xlsx", ".csv"])
def test_that_our_own_tables_come_back_as_they_went_out(document: str, format_: str, tmp_path: Path):
    database = Database.open(projets.exemple(tmp_path))
    with database.read() as session:
        projet = load_projet(session)
    database.close()
    cible = tmp_path / f"{document}{format_}"
    export(build(document_for(document, cible), projet, aujourd_hui=projets.JOUR), cible)
    proposee = proposition(read_classeur(cible), projet)
    assert len(proposee.lignes) == len(projet.fiches)
    assert [c for x in proposee.lignes for c in x.changements] == []
    assert not proposee.ecrit


def test_that_the_dispositif_of_a_table_is_that_of_the_fiche_with_its_year():
    projet = applique(plan(("Action", "Dispositif", "Montant accordé"), ("Halle", "DETR 2026", 30)))
    proposee = proposition(tableau(("Action", "DETR accordée"), ("Halle", 40)), projet)
    (seul,) = operation(proposee, "Halle").financements
    assert (seul.dispositif, seul.montant_accorde) == ("DETR 2026", 40)


def test_that_a_table_does_not_take_back_a_notification():
    projet = applique(plan(("Action", "Financeur", "Montant", "État de l’aide"), ("Halle", "Région", 30, "notifié")))
    assert not proposition(tableau(("Action", "Région accordé"), ("Halle", 30)), projet).ecrit


@pytest.mark.parametrize(
    ("texte", "debut", "fin", "choix"),
    [
        (
            "été 2026",
            date(2026, 6, 1),
            date(2026, 8, 31),
            ["«\u00a0été 2026\u00a0»\u00a0: compris du 01/06/2026 au 31/08/2026."],
        ),
        ("T3 2026", date(2026, 7, 1), date(2026, 9, 30), []),
    ],
)
def test_that_a_period_said_in_words_is_a_phase_that_keeps_them(texte: str, debut: date, fin: date, choix: list[str]):
    lignes = (("Action", "Coût HT", "Calendrier"), ("Halle", 100, texte))
    proposee = plan(*lignes)
    (phase,) = fiche(proposee, "Halle").phases
    assert (phase.intitule, phase.debut, phase.fin) == (f"Calendrier prévisionnel ({texte})", debut, fin)
    assert [r.message for r in messages(proposee, "choix")] == choix
    assert not proposition(tableau(*lignes), applique(proposee)).ecrit
    tard = applique(
        proposition(tableau(lignes[0], ("Halle", 100, "automne 2027")), applique(proposee)), applique(proposee)
    )
    assert [(p.intitule, p.debut) for p in tard.fiches[0].phases] == [
        ("Calendrier prévisionnel (automne 2027)", date(2027, 9, 1))
    ]
