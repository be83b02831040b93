"""How an avenant reads to whoever checks it before it is signed: visas, articles in full, agreements and elisions."""

import re
from dataclasses import replace
from datetime import date

import pytest
from fabrique_etats import edit_ten_times, make_avenant, make_signe
from factories import uid

from models.domain.avenant import Avenant, AvenantSigne
from models.domain.convention import Partie
from models.domain.gouvernance import Instance, Reunion
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.vocabulaire import RegimeOrt, RolePartie, StatutAction, TypeActe
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import PageBreak

SIGNE = make_signe()
REVU = edit_ten_times(SIGNE)


def lire(apres: Projet, avant: Projet = SIGNE, *, numero: Avenant | None = None) -> str:
    return re.sub(r"[ \u00a0\u202f]+", " ", to_text(make_avenant(apres, avant, numero=numero)))


def suspendu(projet: Projet = SIGNE) -> Projet:
    premiere, *autres = projet.fiches
    return replace(projet, fiches=(replace(premiere, statut=StatutAction.SUSPENDUE), *autres))


def avec_parties(projet: Projet, *parties: tuple[Organisme, Partie]) -> Projet:
    nouvelles = tuple(replace(partie, organisme=organisme.uid) for organisme, partie in parties)
    return replace(
        projet,
        organismes=(*projet.organismes, *(organisme for organisme, _ in parties)),
        convention=replace(projet.convention, parties=(*projet.convention.parties, *nouvelles)),
    )


def test_that_its_number_is_on_the_cover_and_a_blank_stays_to_fill_in():
    assert "# Avenant n° 2 à la convention-cadre Petites Villes de Demain pour la commune de Valbrune" in lire(
        REVU, numero=Avenant(numero="2")
    )
    assert "# Avenant n° … à la convention-cadre" in lire(REVU, numero=Avenant())


def test_that_a_title_of_the_town_s_own_is_quoted():
    nomme = replace(REVU, convention=replace(REVU.convention, intitule="Le cœur qui bat"))
    assert "# Avenant n° 1 à la convention-cadre « Le cœur qui bat »" in lire(nomme)
    dit = replace(REVU, convention=replace(REVU.convention, intitule="Convention d’avenir"))
    assert "# Avenant n° 1 à la convention d’avenir" in lire(dit)


def test_that_the_visas_tell_the_law_the_conventions_the_avenants_and_the_copil():
    copil = Instance(
        uid=uid("copil"), reunions=(Reunion(uid=uid("r"), jour=date(2026, 9, 9), ordre_du_jour="Avenant"),)
    )
    signe = replace(SIGNE, territoire=replace(SIGNE.territoire, date_adhesion=date(2021, 6, 8)))
    lu = lire(
        replace(suspendu(signe), instances=(copil,)),
        signe,
        numero=Avenant(numero="3", precedents=(AvenantSigne(1, date(2024, 6, 14)), AvenantSigne(2))),
    )
    visas = re.findall(r"^Vu .*$", lu, re.MULTILINE)
    assert visas[:6] == [
        "Vu le code de la construction et de l’habitation, notamment son article L. 303-2 ;",
        "Vu la convention d’adhésion au programme Petites Villes de Demain signée le 8 juin 2021 ;",
        "Vu la convention-cadre Petites Villes de Demain pour la commune de Valbrune, signée le 27 janvier 2023 ;",
        "Vu l’avenant n° 1 signé le 14 juin 2024 ;",
        "Vu l’avenant n° 2 signé le [à compléter : date de signature, avenant n° 2] ;",
        "Vu l’avis du comité de pilotage du 9 septembre 2026 ;",
    ]
    assert [v[-1] for v in visas] == [*(";" for _ in visas[1:]), "."]
    assert len(visas) == 8


def test_that_leaving_the_ort_recalls_its_law_and_takes_its_annexe_away():
    sans_ort = replace(SIGNE, territoire=replace(SIGNE.territoire, regime_ort=RegimeOrt.SANS_ORT))
    annexe = "L’annexe 7 (Secteurs d’intervention et répartition des actions de l’ORT)"
    sortie, entree = lire(sans_ort), lire(SIGNE, sans_ort)
    assert f"{annexe} est supprimée." in sortie
    assert f"{annexe}, jointe au présent avenant, est ajoutée." in entree
    for lu in (sortie, entree):
        assert "Vu le code de la construction et de l’habitation" in lu
    jamais = replace(sans_ort, fiches=suspendu().fiches)
    assert "code de la construction" not in lire(jamais, sans_ort)


def test_that_the_preambule_has_no_number():
    adhesion = replace(SIGNE, territoire=replace(SIGNE.territoire, date_adhesion=date(2021, 6, 8)))
    assert "**Le préambule est remplacé par le texte suivant :**" in lire(adhesion)


@pytest.mark.parametrize(
    ("nom", "partie", "acte", "au_nom"),
    [
        (
            "Département du Nord",
            Partie(representant="Luc Roy", fonction="président", acte=TypeActe.DECISION),
            "Vu la décision [à compléter : numéro et date] autorisant Luc Roy, président, à signer",
            "du département du Nord",
        ),
        (
            "Établissement public foncier",
            Partie(civilite="Madame", representant="Ève Roy", acte=TypeActe.ARRETE, acte_numero="7"),
            "Vu l’arrêté n° 7 autorisant Madame Ève Roy à signer",
            "de l’établissement public foncier",
        ),
        (
            "Banque des Territoires",
            Partie(
                representant="Ève Roy",
                fonction="directrice",
                acte=TypeActe.DELEGATION,
                designation="la Banque des Territoires",
            ),
            "Vu la délégation de signature [à compléter : numéro et date] habilitant Ève Roy, directrice, à signer",
            "de la Banque des Territoires",
        ),
        (
            "Région Hauts-de-France",
            Partie(designation="l'Institution"),
            "Vu la délibération [à compléter : numéro et date] autorisant la signature du",
            "de l’Institution",
        ),
    ],
)
def test_that_each_act_agrees_with_the_party_that_signs(nom: str, partie: Partie, acte: str, au_nom: str):
    organisme = Organisme(uid=uid(nom), nom=nom)
    lu = lire(avec_parties(SIGNE, (organisme, replace(partie, uid=uid("p"), role=RolePartie.AUTRE))))
    assert f"{acte} présent avenant au nom {au_nom}" in lu.replace("à signer le", "à signer")


def test_that_an_article_is_given_whole_when_what_the_project_puts_in_it_changes():
    lu = lire(REVU)
    annonces = re.findall(r"L’article [\d.]+ \((.*?)\) est remplacé par le texte suivant", lu)
    assert annonces == [
        "Les orientations stratégiques",
        "Le périmètre de stratégie territoriale et les secteurs d’intervention",
        "Les actions",
        "Maquette financière",
        "Gouvernance du programme",
    ]
    assert "• **1 · Faire vivre le centre-ville**" in lu
    assert not re.search(r"\| +Page$", lu, re.MULTILINE)


def test_that_a_change_of_the_plan_alone_is_said_to_be_that_of_the_copil():
    un = lire(suspendu())
    assert "Il porte le changement recensé à l’article 2." in un
    assert (
        "Ce changement du plan d’action relève du comité de pilotage, selon l’article 5 de la convention-cadre." in un
    )
    assert "Coûts et financements" not in un
    premiere, seconde, derniere = suspendu().fiches
    deux = replace(SIGNE, fiches=(premiere, replace(seconde, intitule="La halle"), derniere))
    assert "Ces changements du plan d’action relèvent du comité de pilotage" in lire(deux)
    gare = replace(suspendu(), territoire=replace(SIGNE.territoire, fin_programme=date(2029, 3, 31)))
    assert "Ceux du plan d’action, qui relèvent du comité de pilotage" in lire(gare)
    # An orientation that changes calls for an avenant, and the plan with it.
    assert "du comité de pilotage, selon" not in lire(REVU)


def test_that_the_annexes_are_listed_with_the_fiches_one_by_one():
    lu = lire(REVU)
    assert "Les annexes suivantes sont remplacées par celles qui sont jointes au présent avenant :" in lu
    assert "• Annexe 2 — Fiches-actions : fiches 1.1 et 1.2 modifiées ; fiche 1.3 ajoutée ; fiche 2.1 retirée" in lu


def test_that_a_long_text_is_said_to_be_elsewhere_and_a_short_one_is_given_whole():
    premiere, *autres = SIGNE.fiches
    longue = replace(premiere, description="Un mot. " * 80)
    assert re.search(r"contenu +\| — +\| Voir la fiche-action jointe\.", lire(replace(SIGNE, fiches=(longue, *autres))))
    nom = "Requalifier la Grand-Place, ses rues adjacentes et le parvis de l’église Saint-Éloi"
    court = lire(replace(SIGNE, fiches=(replace(premiere, intitule=nom), *autres)))
    assert re.search(rf"Nom de l’action +\| Requalifier la Grand-Place +\| {nom}", court)


def test_that_the_signed_paper_never_names_a_frozen_state():
    assert "l’état « Signée »" in make_avenant(REVU, SIGNE).mention.replace("\u00a0", " ")
    assert make_avenant(REVU, SIGNE, brouillon=False).mention == "Avenant n°\u00a01"


def test_that_many_parties_sign_on_a_page_of_their_own():
    plusieurs = avec_parties(
        SIGNE,
        *((Organisme(uid=uid(f"o{n}"), nom=f"Région {n}"), Partie(uid=uid(f"p{n}"))) for n in range(4)),
    )
    assert PageBreak() in make_avenant(plusieurs, SIGNE).blocks
    assert PageBreak() not in make_avenant(REVU, SIGNE).blocks
