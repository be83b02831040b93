"""Progress told in figures, periods without an end, several owners in one cell: what is understood, and what is not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import make_organisme
from tableaux import applique, fiche, messages, operation, proposition, tableau

from models.domain.fiche_action import FicheAction
from models.domain.importation.proposition import Proposition, Sort
from models.domain.projet import Projet
from models.domain.vocabulaire import StatutAction, TypeOrganisme

INSCRITE, EN_COURS, TERMINEE = StatutAction.INSCRITE, StatutAction.EN_COURS, StatutAction.TERMINEE


def colonne(titre: str, *valeurs: Any) -> Proposition:
    """What three actions or more and one column beside their names would do."""
    return proposition(tableau(("Action", titre), *((f"Action {i}", v) for i, v in enumerate(valeurs))))


def statuts(proposee: Proposition) -> list[StatutAction]:
    """Those of the actions, in their order."""
    return [f.statut for f in proposee.projet.fiches]


def notes(une: FicheAction) -> list[str]:
    """What its notes say."""
    return [n.texte for n in une.notes]


def partenaires(proposee: Proposition, titre: str) -> list[str]:
    """Names of the partners of an action."""
    presents = {p.organisme for p in fiche(proposee, titre).partenaires}
    return [o.nom for o in proposee.projet.organismes if o.uid in presents]


def porteur(proposee: Proposition, titre: str) -> str:
    """Name of the owner of the only operation of an action."""
    maitre = operation(proposee, titre).maitre_ouvrage
    (seul,) = [o.nom for o in proposee.projet.organismes if o.uid == maitre]
    return seul


@pytest.mark.parametrize(
    "valeurs",
    [
        (Decimal(0), Decimal("0.35"), Decimal(1)),
        (Decimal(0), Decimal(35), Decimal(100)),
        ("0", "35", "100"),
        ("0", "0,35", "1"),
        ("0 %", "35 %", "100 %"),
        (Decimal(0), Decimal(1), Decimal(100)),
    ],
)
def test_that_a_column_of_figures_tells_how_far_actions_are(valeurs: tuple[Any, ...]):
    proposee = colonne("Avancement", *valeurs)
    assert statuts(proposee) == [INSCRITE, EN_COURS, TERMINEE]
    dites = [r.message for r in messages(proposee, "choix") if "avancement de" in r.message]
    assert any("avancement de 0\u00a0%, compris comme «\u00a0Inscrite\u00a0»" in m for m in dites)
    assert len(dites) == 3


def test_that_a_zero_among_words_is_an_action_that_has_not_begun():
    proposee = colonne("Avancement", "en cours", "0", "terminé")
    assert statuts(proposee) == [EN_COURS, INSCRITE, TERMINEE]


@pytest.mark.parametrize("valeurs", [("1", "2", "3"), (Decimal(1), Decimal(4), Decimal(2))])
def test_that_steps_of_a_list_of_their_own_are_kept_as_notes(valeurs: tuple[Any, ...]):
    proposee = colonne("Phase", *valeurs)
    assert statuts(proposee) == [INSCRITE] * 3
    assert all(notes(f) for f in proposee.projet.fiches)


def test_that_amounts_are_no_progress():
    proposee = colonne("Avancement", Decimal(12000), Decimal(50), Decimal(80000))
    assert statuts(proposee) == [INSCRITE] * 3


@pytest.mark.parametrize(
    "mots", ["dès 2026", "à partir de 2026", "à compter de 2026", "2026 et suivantes", "depuis 2026"]
)
def test_that_a_calendar_without_an_end_has_its_beginning_and_its_words(mots: str):
    proposee = colonne("Calendrier", mots, "2027-2028", "mars 2027")
    (phase,) = fiche(proposee, "Action 0").phases
    assert (phase.debut, phase.fin) == (date(2026, 1, 1), None)
    assert phase.intitule == f"Calendrier prévisionnel ({mots})"
    assert any("compris à partir du 01/01/2026" in r.message for r in messages(proposee, "choix"))


def test_that_a_beginning_said_in_words_is_a_beginning():
    proposee = proposition(
        tableau(
            ("Action", "Début", "Fin"),
            ("Halle", "dès le T2 2026", "fin 2027"),
            ("Place", "courant 2026", "2028"),
            ("Rue", "01/02/2026", "31/12/2026"),
        )
    )
    bornes = [(p.debut, p.fin) for f in proposee.projet.fiches for p in f.phases]
    assert bornes == [
        (date(2026, 4, 1), date(2027, 12, 31)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2026, 2, 1), date(2026, 12, 31)),
    ]


@pytest.mark.parametrize("mots", ["dès 2026", "courant 2026", "fin 2026", "à partir de 2026"])
def test_that_a_year_said_in_words_is_that_year_and_its_words_are_kept(mots: str):
    proposee = proposition(
        tableau(("Action", "Coût HT", "Année"), ("Halle", 1000, mots), ("Place", 2000, "2027"), ("Rue", 3000, 2028))
    )
    assert [d.annee for f in proposee.projet.fiches for o in f.operations for d in o.depenses] == [2026, 2027, 2028]
    assert notes(fiche(proposee, "Halle")) == [f"Année\u00a0: {mots}"]
    assert notes(fiche(proposee, "Place")) == []


@pytest.mark.parametrize("mots", ["dès que possible", "à partir de la signature", "après accord"])
def test_that_a_beginning_that_no_date_says_is_kept_as_a_note(mots: str):
    proposee = colonne("Calendrier", mots, "2027", "2028")
    assert fiche(proposee, "Action 0").phases == ()
    assert notes(fiche(proposee, "Action 0")) == [f"Calendrier\u00a0: {mots}"]


@pytest.mark.parametrize("nom", ["EPF / commune", "EPF/Commune", "EPF + mairie"])
def test_that_the_first_of_two_owners_holds_the_operation_and_the_other_is_a_partner(nom: str):
    proposee = colonne("Maître d’ouvrage", nom, "Commune", "Commune")
    assert porteur(proposee, "Action 0") == "EPF"
    assert len(partenaires(proposee, "Action 0")) == 1
    assert partenaires(proposee, "Action 1") == []
    (dite,) = [r for r in messages(proposee, "choix") if "nomme 2 organismes" in r.message]
    assert "«\u00a0EPF\u00a0» est pris pour maître d’ouvrage" in dite.message
    assert dite.remede


def test_that_two_names_nobody_knows_stay_one_and_the_preview_says_so():
    proposee = colonne("Maître d’ouvrage", "Durand / Martin", "Commune", "Commune")
    assert porteur(proposee, "Action 0") == "Durand / Martin"
    assert partenaires(proposee, "Action 0") == []
    (dite,) = [r for r in messages(proposee, "choix") if "un seul organisme" in r.message]
    assert dite.remede


@pytest.mark.parametrize("nom", ["CC Lys et Deûle", "Habitat & Humanisme", "Commune"])
def test_that_a_name_alone_is_not_cut(nom: str):
    proposee = colonne("Maître d’ouvrage", nom, "EPF", "EPF")
    assert porteur(proposee, "Action 0") == nom
    assert not [r for r in messages(proposee, "choix") if "organisme" in r.message]


def test_that_an_organisme_of_the_project_is_not_cut_at_its_slash():
    projet = Projet(organismes=(make_organisme(nom="EPF / Commune", type=TypeOrganisme.AUTRE),))
    proposee = proposition(
        tableau(("Action", "Maître d’ouvrage"), ("Halle", "EPF / Commune"), ("Place", "EPF")), projet
    )
    assert operation(proposee, "Halle").maitre_ouvrage == projet.organismes[0].uid
    assert not [r for r in messages(proposee, "choix") if "organisme" in r.message]


def test_that_the_same_table_again_changes_nothing():
    classeur = tableau(
        ("Action", "Maître d’ouvrage", "Avancement", "Calendrier"),
        ("Halle", "EPF / commune", Decimal(0), "dès 2026"),
        ("Place", "Commune", Decimal(40), "2027"),
        ("Rue", "Commune", Decimal(100), "fin 2027"),
    )
    projet = applique(proposition(classeur))
    encore = proposition(classeur, projet)
    assert [x.sort for x in encore.lignes] == [Sort.INCHANGE] * 3
