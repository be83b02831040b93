"""Headers as they are met: recognised in any order, with their slips, their units and their neighbours."""

import pytest
from factories import make_organisme
from hypothesis import given
from hypothesis import strategies as st
from tableaux import proposition, tableau

from models.domain.importation.actions import est_un_axe, separer_numero, separer_orientation
from models.domain.importation.champs import CHAMPS
from models.domain.importation.correspondance import Affectation
from models.domain.importation.entetes import reconnaitre
from models.domain.importation.organismes import deviner_type, siren_de
from models.domain.importation.proximite import cle_pleine
from models.domain.importation.totaux import est_un_total
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant, EtatFinancement, TypeOrganisme


@pytest.mark.parametrize(
    ("titre", "champ"),
    [
        ("N°", "numero"),
        ("N° de la fiche-action", "numero"),
        ("INTITULE DE L'ACTION", "intitule"),
        ("Intitule de laction", "intitule"),
        ("Titre de la fiche action", "intitule"),
        ("Axe (x)", "orientation"),
        ("Orientation stratégique", "orientation"),
        ("Maîtrise d'ouvrage", "maitre_ouvrage"),
        ("Maître d'ouvrage pressenti", "maitre_ouvrage"),
        ("Porteur", "maitre_ouvrage"),
        ("Coût total (€ HT)", "cout"),
        ("Budget prévisionnel total € HT", "cout"),
        ("Cout previsionnel en k€", "cout"),
        ("Autofinancement", "part_decidee"),
        ("% subvention", "taux"),
        ("Taux d'aide (%)", "taux"),
        ("% d'autofinancement", "taux_total"),
        ("Niveau de priorité", "priorite"),
        ("Etat d'avancement", "statut"),
        ("Subvention sollicitée", "montant_demande"),
        ("Montant attribué", "montant_accorde"),
        ("Financeur 2", "financeur"),
        ("Partenaires financiers", "financeur"),
        ("Calendrier prévisionnel", "periode"),
        ("Date de début", "date_debut"),
        ("Livraison", "date_fin"),
        ("Élu·e référent·e", "referent"),
        ("Observations / remarques", "note"),
        ("Reste à financer", "reste"),
        ("porteur_id", "porteur_id"),
        ("cout_total", "cout"),
        ("Mesures liées", None),
        ("Réhabiliter la halle du marché de Valbrune en maison de santé", None),
    ],
)
def test_that_titles_are_recognised(titre: str, champ: str | None):
    trouve = reconnaitre(titre)
    assert (trouve[0] if trouve else None) == champ


def test_that_every_name_of_a_field_leads_to_it():
    # The help and the template write these words: the reading must know them.
    for champ in CHAMPS.values():
        trouve = reconnaitre(champ.libelle)
        assert trouve is not None
        assert trouve == (champ.code, 1.0)


def test_that_no_two_fields_claim_one_word():
    mots: dict[str, str] = {}
    for champ in CHAMPS.values():
        for mot in {cle_pleine(m) for m in (champ.libelle, *champ.synonymes)}:
            assert mots.setdefault(mot, champ.code) == champ.code, mot


@given(st.permutations(("N°", "Action", "MOA", "Coût HT", "Région", "Statut", "Début")))
def test_that_columns_come_in_any_order(entetes: list[str]):
    valeurs = {
        "N°": "1.1", "Action": "Halle couverte", "MOA": "Commune", "Coût HT": 1000, "Région": 200,
        "Statut": "Terminée", "Début": "T1 2026",
    }  # fmt: skip
    proposee = proposition(tableau(entetes, [valeurs[e] for e in entetes]))
    affectations = {a.entete: a.champ for a in proposee.feuilles[0].correspondance.affectations}
    assert affectations == {
        "N°": "numero", "Action": "intitule", "MOA": "maitre_ouvrage", "Coût HT": "cout",
        "Région": "montant_financeur", "Statut": "statut", "Début": "date_debut",
    }  # fmt: skip


def columns(*lignes: object, projet: Projet | None = None) -> tuple[Affectation, ...]:
    return proposition(tableau(*lignes), projet).feuilles[0].correspondance.affectations  # type: ignore[arg-type]


def test_that_numbered_financeurs_take_the_amount_beside_them():
    entete = ("Action", "Financeur 1", "Montant € HT", "Financeur 2", "Montant € HT", "Budget total € HT")
    lues = columns(entete, ("Halle", "DREAL", 15000, "Région", 12000, 90000))
    assert [(a.champ, a.groupe) for a in lues[1:]] == [
        ("financeur", 1), ("montant_demande", 1), ("financeur", 2), ("montant_demande", 2), ("cout", 0),
    ]  # fmt: skip
    assert lues[5].base is BaseMontant.HT


def test_that_an_organisme_of_the_project_above_amounts_is_a_financeur():
    connu = make_organisme("Fédération des halles", type=TypeOrganisme.ASSOCIATION)
    ligne = ("Action", "Coût HT", "Fédération des halles"), ("Halle", 100, 20)
    assert columns(*ligne, projet=Projet(organismes=(connu,)))[2].champ == "montant_financeur"
    assert columns(*ligne)[2].champ == "note"


def test_that_a_financeur_above_words_is_no_column_of_amounts():
    assert columns(("Action", "Région"), ("Halle", "Occitanie"), ("Pont", "Bretagne"))[1].champ == "note"


def test_that_a_header_says_state_and_year():
    acquis, demande = columns(("Action", "DETR 2026 acquise", "Région sollicitée"), ("Halle", 100, 20))[1:]
    assert (acquis.etat, acquis.annee) == (EtatFinancement.ACCORDE, 2026)
    assert (demande.etat, demande.annee) == (EtatFinancement.DEPOSE, None)


def test_that_asked_and_granted_under_one_financeur_are_one_line():
    proposee = proposition(
        tableau(
            ("Action", "Région", None, "DETR", None),
            (None, "Demandé", "Accordé", "Demandé", "Accordé"),
            ("Halle", 100, 80, 50, None),
        )
    )
    lignes = proposee.projet.fiches[0].operations[0].financements
    assert [(f.dispositif, f.montant_demande, f.montant_accorde, f.etat) for f in lignes] == [
        ("", 100, 80, EtatFinancement.ACCORDE),
        ("DETR", 50, None, EtatFinancement.ENVISAGE),
    ]


def test_that_ht_and_ttc_side_by_side_are_one_depense():
    proposee = proposition(tableau(("Action", "Coût HT", "Coût TTC"), ("Halle", 1000, 1200)))
    (depense,) = proposee.projet.fiches[0].operations[0].depenses
    assert (depense.montant_ht, depense.montant_ttc) == (1000, 1200)


@pytest.mark.parametrize(
    ("titre", "numero", "reste"),
    [
        ("FA 1.2 - Halle", "1.2", "Halle"),
        ("Action n°3 : Halle", "3", "Halle"),
        ("1.2 Halle", "1.2", "Halle"),
        ("3 rues à refaire", "", "3 rues à refaire"),
        ("2025, année du vélo", "", "2025, année du vélo"),
    ],
)
def test_that_the_number_before_a_title_is_its_number(titre: str, numero: str, reste: str):
    assert separer_numero(titre) == (numero, reste)


@pytest.mark.parametrize(
    ("titre", "lu"),
    [
        ("AXE 1 : Habitat", ("1", "Habitat")),
        ("Axe I – Habitat", ("I", "Habitat")),
        ("Orientation stratégique n°2 - Commerce", ("2", "Commerce")),
        ("1. Un territoire", ("1", "Un territoire")),
        ("D’une ville à l’autre", ("", "D’une ville à l’autre")),
        ("3", ("3", "")),
    ],
)
def test_that_orientations_are_read_with_their_number(titre: str, lu: tuple[str, str]):
    assert separer_orientation(titre) == lu


def test_that_words_of_titles_and_totals_are_told_from_names():
    assert [est_un_axe(t) for t in ("Axe 2", "Axes de travail", "Axel Dupont", "Orientation")] == [
        True,
        True,
        False,
        True,
    ]
    assert [est_un_total(t) for t in ("TOTAL", "Sous-total", "Totem", "S/Total axe 1")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("nom", "identifiant", "type_"),
    [
        ("CC du Sud-Artois", "", TypeOrganisme.EPCI),
        ("FLANDRE OPALE HABITAT, SA HLM", "", TypeOrganisme.BAILLEUR_SOCIAL),
        ("FEDER DEPART ASSOC PECHE PISCICULT NORD", "", TypeOrganisme.ASSOCIATION),
        ("Bapaume", "62080", TypeOrganisme.COMMUNE),
        ("BAPAUME", "216200808", TypeOrganisme.COMMUNE),
        ("Conseil départemental du Nord", "", TypeOrganisme.DEPARTEMENT),
        ("DREAL Région", "", TypeOrganisme.ETAT),
        ("PETR du Pays", "", TypeOrganisme.SYNDICAT),
        ("CCI Artois", "", TypeOrganisme.CONSULAIRE),
        ("Camille Martin", "", TypeOrganisme.AUTRE),
    ],
)
def test_that_the_type_of_an_organisme_is_guessed(nom: str, identifiant: str, type_: TypeOrganisme):
    assert deviner_type(nom, identifiant) is type_


def test_that_a_siret_holds_a_siren_and_a_code_insee_does_not():
    assert [siren_de(t) for t in ("200 035 442 00012", "200035442", "62080", "200035443")] == [
        "200035442", "200035442", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("titre", ["Suivi du plan d’action de Valembecque", "Actions"])
def test_that_a_lone_title_right_above_the_header_is_no_part_of_it(titre: str):
    proposee = proposition(tableau((titre,), ("Action", "Coût HT", "Couleur"), ("Halle", 1, "bleu")))
    lue = proposee.feuilles[0].correspondance
    assert (lue.premiere_entete, [a.entete for a in lue.affectations]) == (2, ["Action", "Coût HT", "Couleur"])
    sans = proposition(tableau(("Action", "Coût HT", "Couleur"), ("Halle", 1, "bleu"))).feuilles[0].correspondance
    assert lue.signature == sans.signature
