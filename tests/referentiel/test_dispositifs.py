"""The dispositifs of reference: complete, sourced, and the same words for rules, maquette and imports."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fabrique_du_domaine import AUJOURD_HUI, financement, lisible

import resources
from models.domain.dispositifs.catalogue import fin_du_delai, fin_prorogee, mois_du_delai, phrase_delai
from models.domain.dispositifs.dispositif import Condition, Delai, DepartDelai, FaitLiberatoire, GroupeCumul, TypeDelai
from models.domain.dispositifs.pieces import CasPiece
from models.domain.maquettes.financeurs import Bloc, bloc_de
from models.domain.organisme import Organisme
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs, load_tables
from models.referentiel.financeurs import load_financeurs

DISPOSITIFS = load_dispositifs()
BAREME = load_bareme()
DEMANDES = set(
    re.findall(
        r"\w+",
        """
detr dsil fnadt fonds_vert fonds_friches frla drac anah_opah anah_opah_ru anah_opah_rr anah_opah_cd anah_opah_cb
anah_rhi_thirori bdt_etudes bdt_amp bdt_pru anct ademe cerema epf agence_eau region_centres_bourgs departement_farda
fonds_concours_epci feder leader caf mecenat cee poste_chef_projet
""",
    )
)


def code(
    texte: str,
    type_organisme: TypeOrganisme | None = None,
    nom: str = "",
    nature: NatureFinancement = NatureFinancement.SUBVENTION,
) -> str | None:
    """Code of the dispositif a line is about."""
    financeur = None if type_organisme is None else Organisme(nom=nom, type=type_organisme)
    trouve = DISPOSITIFS.de(financement(texte, 1, nature=nature), financeur)
    return trouve.code if trouve else None


def test_that_every_dispositif_of_the_programme_is_there_with_its_source():
    assert DISPOSITIFS.par_code.keys() >= DEMANDES
    for dispositif in DISPOSITIFS:
        assert dispositif.sources
        assert all(s.lu_le <= DISPOSITIFS.edition for s in dispositif.sources if DISPOSITIFS.edition)
        assert dispositif.noms or dispositif.dotation
        assert not dispositif.local
        # A fait libératoire that no article says is left to be checked.
        assert bool(dispositif.article_fait_liberatoire) == (dispositif.fait_liberatoire != FaitLiberatoire.A_VERIFIER)


def test_that_every_file_of_the_folder_is_announced():
    dossier = Path(resources.__file__).parent / "dispositifs"
    assert {fichier.name for fichier in dossier.glob("*.toml")} == {f for f, _ in load_tables().values()} | {
        "edition.toml",
        "pieces.toml",
    }


def test_that_a_delay_of_the_bareme_is_not_written_twice():
    for dispositif in DISPOSITIFS:
        for delai in dispositif.delais:
            assert not (delai.parametre and delai.mois)
            assert not delai.parametre or delai.parametre in BAREME.entrees
            # A figure comes with what says it; without a figure, the arrêté does.
            assert delai.article or (delai.mois is None and delai.exercices is None)


@pytest.mark.parametrize(
    ("texte", "type_organisme", "nom", "nature", "attendu"),
    [
        ("D.E.T.R. 2026", None, "", "subvention", "detr"),
        ("DETR / DSIL", TypeOrganisme.ETAT, "", "subvention", "dsil"),
        ("Fonds vert, recyclage foncier", TypeOrganisme.ETAT, "", "subvention", "fonds_friches"),
        ("Fonds vert, axe 2", TypeOrganisme.ETAT, "", "subvention", "fonds_vert"),
        ("Fonds friches communautaire", TypeOrganisme.EPCI, "", "subvention", None),
        ("Suivi-animation OPAH-RU", TypeOrganisme.ETABLISSEMENT_PUBLIC, "Anah", "subvention", "anah_opah_ru"),
        ("OPAH 2023", TypeOrganisme.ETABLISSEMENT_PUBLIC, "Anah", "subvention", "anah_opah"),
        ("Ingénierie", TypeOrganisme.ETABLISSEMENT_PUBLIC, "Anah", "subvention", "anah"),
        ("Travaux", TypeOrganisme.ETABLISSEMENT_PUBLIC, "Anah", "aide_aux_tiers", "anah_tiers"),
        (
            "Ingénierie des OPAH-RU",
            TypeOrganisme.BANQUE_DES_TERRITOIRES,
            "Banque des Territoires",
            "subvention",
            "bdt_etudes",
        ),
        ("Prêt", TypeOrganisme.BANQUE_DES_TERRITOIRES, "Banque des Territoires", "pret", "bdt_pru"),
        ("Chef de projet PVD", TypeOrganisme.ETABLISSEMENT_PUBLIC, "Anah", "subvention", "poste_chef_projet"),
        ("Monument inscrit, couverture", TypeOrganisme.ETAT, "DRAC", "subvention", "drac_inscrit"),
        ("Restauration", TypeOrganisme.ETAT, "Direction régionale des affaires culturelles", "subvention", "drac"),
        ("Redynamisation des centres-villes", TypeOrganisme.REGION, "Région", "subvention", "region_centres_bourgs"),
        ("Fonds de concours", TypeOrganisme.EPCI, "CC", "fonds_concours", "fonds_concours_epci"),
        ("Petite enfance", TypeOrganisme.AUTRE, "CAF du Nord", "prive", "caf"),
        ("Café associatif", TypeOrganisme.ASSOCIATION, "Les Amis", "subvention", None),
    ],
)
def test_that_a_line_is_about_the_dispositif_it_names(
    texte: str, type_organisme: TypeOrganisme | None, nom: str, nature: str, attendu: str | None
):
    assert code(texte, type_organisme, nom, NatureFinancement(nature)) == attendu


def test_that_the_maquette_and_the_rules_read_the_same_words():
    financeurs = load_financeurs()
    familles = {d.famille for d in DISPOSITIFS}
    for dispositif in DISPOSITIFS:
        if dispositif.dotation or bloc_de(dispositif.nature) is Bloc.VALORISE:
            continue
        ligne = financement(dispositif.noms[0], 1, nature=dispositif.nature)
        colonne = financeurs.colonne(ligne, Organisme(nom="", type=dispositif.type_financeur))
        assert not colonne.mots or dispositif.noms[0] in colonne.mots, dispositif.code
    assert {"detr", "anah", "fonds_vert"} <= familles


@pytest.mark.parametrize(
    ("cout", "cas", "aide"),
    [
        ("52000", "", "39000"),
        ("70000", "", "45000"),
        ("70000", "avec l’Anah", "52500"),
        ("80000", "avec l’Anah", "55000"),
    ],
)
def test_that_a_post_of_chef_de_projet_is_helped_up_to_its_ceiling(cout: str, cas: str, aide: str):
    condition = DISPOSITIFS.par_code["poste_chef_projet"].condition(AUJOURD_HUI, cas)
    assert condition is not None
    assert condition.aide_maximale(Decimal(cout)) == Decimal(aide)


def test_that_a_delay_says_its_months_its_start_and_its_article():
    detr, vert, anah = (DISPOSITIFS.par_code[c] for c in ("detr", "fonds_vert", "anah"))
    phrases = [lisible(phrase_delai(d, BAREME, AUJOURD_HUI)) for d in detr.delais]
    assert "Commencement : 24 mois après la notification, prorogeable de 12 mois (R. 2334-28 du CGCT)" in phrases
    assert "Rejet implicite : fin de l’exercice suivant (R. 2334-25 du CGCT)" in phrases
    commencement = vert.delai(TypeDelai.COMMENCEMENT)
    assert commencement is not None
    assert lisible(phrase_delai(commencement, BAREME, AUJOURD_HUI)) == "Commencement : délai à lire dans l’arrêté"
    assert mois_du_delai(commencement, BAREME, AUJOURD_HUI) is None
    achevement = anah.delai(TypeDelai.ACHEVEMENT)
    assert achevement is not None
    assert lisible(phrase_delai(achevement, BAREME, AUJOURD_HUI)).startswith("Achèvement : 36 mois (CCH")


def test_that_the_last_day_of_a_delay_and_of_its_extension_are_counted():
    detr = DISPOSITIFS.par_code["detr"]
    commencement, achevement, rejet, completude = (
        detr.delai(t)
        for t in (TypeDelai.COMMENCEMENT, TypeDelai.ACHEVEMENT, TypeDelai.REJET_IMPLICITE, TypeDelai.COMPLETUDE)
    )
    assert commencement is not None
    assert achevement is not None
    assert rejet is not None
    assert completude is not None
    notification, debut = date(2026, 5, 15), date(2026, 9, 1)
    assert fin_du_delai(commencement, BAREME, notification) == date(2028, 5, 15)
    assert fin_prorogee(commencement, BAREME, notification) == date(2029, 5, 15)
    assert fin_du_delai(achevement, BAREME, debut) == date(2030, 9, 1)
    assert fin_prorogee(achevement, BAREME, debut) == date(2032, 9, 1)
    assert (rejet.depart, fin_du_delai(rejet, BAREME, debut)) == (DepartDelai.DEPOT, date(2027, 12, 31))
    assert fin_du_delai(completude, BAREME, date(2026, 11, 30)) == date(2027, 2, 28)
    assert fin_prorogee(completude, BAREME, debut) is None


def test_that_a_delay_of_days_is_counted_in_days_and_one_that_no_source_says_is_not_counted():
    quinze = Delai(type=TypeDelai.SOLDE, depart=DepartDelai.ACHEVEMENT, jours=15)
    assert fin_du_delai(quinze, BAREME, date(2026, 12, 20)) == date(2027, 1, 4)
    assert lisible(phrase_delai(quinze, BAREME, AUJOURD_HUI)) == "Demande de solde : 15 jours après l’achèvement"
    inconnu = Delai(type=TypeDelai.COMMENCEMENT, prorogation=12)
    assert fin_du_delai(inconnu, BAREME, AUJOURD_HUI) is None
    assert fin_prorogee(inconnu, BAREME, AUJOURD_HUI) is None


def test_that_every_aide_that_is_asked_for_has_its_pieces():
    sans = {d.code for d in DISPOSITIFS if not d.pieces}
    assert sans == {
        *("anah_tiers", "bdt_amp", "bdt_pru", "anct_ingenierie", "cerema", "departement_ingenierie"),
        # Sold, not asked for.
        "cee",
    }
    for dispositif in DISPOSITIFS:
        codes = {p.code for p in dispositif.pieces}
        assert not codes or codes >= {"note", "deliberation", "plan_financement"}


def test_that_the_pieces_follow_the_portal_and_the_cases_of_the_request():
    detr, dsil = (DISPOSITIFS.par_code[c] for c in ("detr", "dsil"))
    assert detr.pieces == dsil.pieces
    toujours = [p.code for p in detr.pieces_dues(frozenset())]
    assert toujours == ["deliberation", "note", "devis", "plan_financement", "attestation_non_commencement"]
    travaux = detr.pieces_dues(frozenset({CasPiece.TRAVAUX}))
    assert [p.nom_portail for p in travaux if p.quand is CasPiece.TRAVAUX] == [
        f"Justificatif travaux 0{n}" for n in range(1, 5)
    ]
    deliberation = next(p for p in detr.pieces if p.code == "deliberation")
    assert deliberation.apres_depot
    assert "L. 2121-29" in deliberation.article
    vert = DISPOSITIFS.par_code["fonds_vert"]
    pour_travaux, pour_terrain = (
        {p.code for p in vert.pieces_dues(frozenset({cas}))} for cas in (CasPiece.TRAVAUX, CasPiece.ACQUISITION)
    )
    assert pour_travaux == pour_terrain
    assert "situation_juridique" in pour_travaux
    assert "situation_juridique" not in {p.code for p in vert.pieces_dues(frozenset())}


def test_that_a_dispositif_says_where_and_to_whom_the_request_goes():
    par_code = DISPOSITIFS.par_code
    assert par_code["detr"].adresse_portail.endswith("/dotations-etat-investissement-local")
    assert par_code["drac_inscrit"].portail == "mesdemarches.culture.gouv.fr"
    assert par_code["poste_chef_projet"].instruit_par == "Délégué territorial de l’ANCT"
    assert par_code["agence_eau"].instruit_par == "Agence de l’eau"


def test_that_the_delays_of_the_detr_are_nobody_else_s():
    autres = [d for d in DISPOSITIFS if d.groupe is not GroupeCumul.DOTATIONS]
    assert [d.code for d in autres if any(delai.parametre for delai in d.delais)] == []


def test_that_the_categories_of_the_pas_de_calais_are_to_be_confirmed():
    categories = DISPOSITIFS.par_code["detr"].categories
    assert [c.code for c in categories] == list("ABCDEFGHIJKL")
    assert all(c.departement == "62" and c.a_confirmer for c in categories)
    assert {c.code: c.validation for c in categories if c.validation} == {"D": "DDTM", "G": "SDIS"}


def test_that_a_rate_is_told_as_people_say_it():
    inscrit = DISPOSITIFS.par_code["drac_inscrit"].condition(AUJOURD_HUI)
    poste = DISPOSITIFS.par_code["poste_chef_projet"].condition(AUJOURD_HUI)
    amp = DISPOSITIFS.par_code["bdt_amp"].condition(date(2021, 1, 1))
    assert inscrit is not None
    assert poste is not None
    assert amp is not None
    assert lisible(inscrit.taux) == "20,0 % d’ordinaire, 40,0 % au plus"
    assert lisible(poste.montants) == "45 000,00 € au plus par an"
    assert (lisible(amp.taux), amp.montants) == ("100,0 %", "")


def test_that_what_is_not_known_bounds_nothing():
    rien = Condition(date_effet=AUJOURD_HUI)
    seul = Condition(date_effet=AUJOURD_HUI, taux_minimum=Decimal("0.2"), plancher=Decimal(500))
    fourchette = Condition(date_effet=AUJOURD_HUI, taux_minimum=Decimal("0.2"), taux_maximum=Decimal("0.35"))
    plafond = Condition(date_effet=AUJOURD_HUI, plafond=Decimal(10))
    assert (rien.aide_maximale(Decimal(100)), rien.taux, rien.montants) == (None, "", "")
    assert plafond.aide_maximale(Decimal(100)) == 10
    assert (lisible(seul.taux), lisible(seul.montants)) == ("20,0 % au moins", "500,00 € au moins")
    assert lisible(fourchette.taux) == "de 20,0 % à 35,0 %"


def test_that_the_reference_is_read_once():
    assert load_dispositifs() is load_dispositifs()
