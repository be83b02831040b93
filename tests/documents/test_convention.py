"""The convention-cadre read as text: its parts, its parties, its articles, and what is still to be completed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import projets
import pytest
from appels import count_appels
from factories import (
    AUJOURD_HUI,
    make_engages,
    make_fiche,
    make_fiche_riche,
    make_organisme,
    make_projet,
    make_territoire,
    uid,
)
from textes_attendus import check

from models.domain.champs import BLOCS, ChampBloc
from models.domain.convention import Article, Convention, Logo, Partie
from models.domain.orientation import Indicateur, Orientation
from models.domain.projet import Projet
from models.domain.territoire import Commune
from models.domain.vocabulaire import (
    CategorieOrt,
    QualitePartie,
    RegimeOrt,
    RoleCommune,
    RolePartie,
    StatutAction,
    TypeActe,
)
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.convention import build_convention
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Block, Cover, KeepTogether, NewSection, Paragraph, Run, Signatures, outline

MAIRE = Partie(
    uid=uid("maire"),
    organisme=uid("Commune de Valbrune"),
    role=RolePartie.BENEFICIAIRE_COMMUNE,
    civilite="Madame",
    representant="Anne Duval",
    fonction="maire",
    acte_numero="2022-41",
    acte_date=date(2022, 10, 3),
    designation="la Commune",
)
EPCI = Partie(
    uid=uid("epci"),
    organisme=uid("Communauté de communes du Haut-Pré"),
    role=RolePartie.BENEFICIAIRE_EPCI,
    representant="Paul Leroy",
    fonction="président",
    acte=TypeActe.DECISION,
    acte_date=date(2022, 10, 10),
)
PREFET = Partie(uid=uid("prefet"), organisme=uid("État"), role=RolePartie.ETAT, designation="l’État")
REGION = Partie(
    uid=uid("region"),
    organisme=uid("Région Hauts-de-France"),
    role=RolePartie.REGION,
    qualite=QualitePartie.EN_PRESENCE_DE,
    representant="Luc Martin",
)


def blocks(projet: Projet, **options: Any) -> tuple[Block, ...]:
    return build_convention(projet, aujourd_hui=AUJOURD_HUI, **options).blocks


def texte(projet: Projet) -> str:
    """The text of the convention, with plain spaces so that tests can be read."""
    contenu = to_text(build_convention(projet, aujourd_hui=AUJOURD_HUI))
    return contenu.replace("\u00a0", " ").replace("\u202f", " ")


def titres(projet: Projet, niveau: int = 1) -> list[str]:
    return [heading.text.replace("\u00a0", " ") for heading in outline(blocks(projet), niveau)]


def partie_de(contenu: str, debut: str, fin: str) -> str:
    """What stands between two headings."""
    return contenu.split(f"\n## {debut}")[1].split(f"\n## {fin}", maxsplit=1)[0]


def avec(*parties: Partie, **champs: Any) -> Projet:
    return make_projet(convention=Convention(parties=parties, **champs))


def test_that_the_convention_of_the_example_reads_as_accepted(tmp_path: Path):
    database = Database.open(projets.exemple(tmp_path), lecture_seule=True)
    with database.read() as session:
        projet = load_projet(session)
    database.close()
    entier = to_text(build_convention(projet, aujourd_hui=AUJOURD_HUI))
    # The fiches and the maquette have accepted texts of their own.
    articles, reste = entier.split("\n## Annexe\u00a02")
    _, suite = reste.split("\n## Annexe\u00a04")
    check("convention.txt", f"{articles}\n## Annexe\u00a04{suite}")


def test_that_the_parts_come_in_the_order_of_the_model():
    obtenus = titres(make_projet(make_fiche()))
    assert obtenus[:3] == ["Les parties", "Préambule", "Article 1 — Objet de la convention-cadre"]
    assert obtenus[obtenus.index("Article 15 — Traitement des litiges") + 1 :] == [
        "Signatures",
        "Liste des annexes",
        "Annexe 1 — Orientations stratégiques",
        "Annexe 2 — Fiches-actions",
        "Annexe 3 — Maquette financière",
        "Annexe 4 — Projets en maturation",
        "Annexe 5 — Indicateurs de suivi et d’évaluation",
        "Annexe 6 — Calendrier prévisionnel",
        "Annexe 7 — Secteurs d’intervention et répartition des actions de l’ORT",
    ]


def test_that_without_ort_its_article_and_its_annexe_go_and_numbers_shift():
    projet = make_projet(territoire=make_territoire(regime_ort=RegimeOrt.SANS_ORT))
    obtenus = titres(projet)
    assert "Article 4 — Le plan d’action" in obtenus
    assert "Article 14 — Traitement des litiges" in obtenus
    assert obtenus[-1] == "Annexe 6 — Calendrier prévisionnel"
    contenu = texte(projet)
    assert "dans les conditions de l’article 12." in contenu
    assert "secteurs d’intervention" not in contenu.split("Annexe 2")[0].lower()
    cover = blocks(projet)[0]
    assert isinstance(cover, Cover)
    assert cover.subtitle == ""


def test_that_the_cover_names_the_communes_and_says_when_it_is_signed():
    communes = (Commune(nom="Auchel"), Commune(nom="Le Portel"), Commune(nom="Béthune", role=RoleCommune.AUTRE))
    cover = blocks(make_projet(territoire=make_territoire(communes=communes, date_convention=date(2023, 1, 27))))[0]
    assert isinstance(cover, Cover)
    assert cover.text == "Convention-cadre Petites Villes de Demain pour les communes d’Auchel et du Portel"
    assert cover.overline == "Hauts-de-France · Pas-de-Calais"
    assert cover.subtitle == "valant opération de revitalisation de territoire (ORT)"
    assert cover.lines == (
        "Auchel et Le Portel",
        "Communauté de communes du Haut-Pré",
        "Date de signature\u00a0: 27\u00a0janvier\u00a02023",
    )


def test_that_only_a_final_convention_says_it_is_signed():
    projet = make_projet(territoire=make_territoire(date_convention=date(2023, 1, 27)))
    cover = blocks(projet, brouillon=False)[0]
    assert isinstance(cover, Cover)
    assert cover.lines[-1] == "Signée le 27\u00a0janvier\u00a02023"


def test_that_the_list_of_the_annexes_is_not_cut():
    [liste] = [block for block in blocks(make_projet()) if isinstance(block, KeepTogether)][:1]
    assert [heading.text for heading in outline(liste.blocks, 1)] == ["Liste des annexes"]


def test_that_a_signature_to_come_is_told_as_such():
    cover = blocks(make_projet(territoire=make_territoire(date_convention=date(2027, 1, 1))))[0]
    assert isinstance(cover, Cover)
    assert cover.lines[-1] == "Signature prévue le 1er\u00a0janvier\u00a02027"


def test_that_the_title_chosen_by_the_project_wins():
    document = build_convention(avec(intitule="Avenant n° 1"), aujourd_hui=AUJOURD_HUI)
    assert document.titre == "Avenant n° 1"
    cover = document.blocks[0]
    assert isinstance(cover, Cover)
    assert cover.text == "Avenant n° 1"


def test_that_a_logo_shows_when_its_content_is_there_and_is_left_out_otherwise():
    logos = (Logo(intitule="Commune de Valbrune", sha256="aa"), Logo(sha256="bb"), Logo(intitule="État", sha256="cc"))
    cover = blocks(avec(logos=logos), contenus={"aa": b"A", "bb": b"B"})[0]
    assert isinstance(cover, Cover)
    assert [(logo.data, logo.alt) for logo in cover.logos] == [(b"A", "Commune de Valbrune"), (b"B", "Logo")]


def test_that_the_parties_stand_on_their_side():
    parties = partie_de(texte(avec(PREFET, MAIRE, EPCI, REGION)), "Les parties", "Préambule")
    assert parties.strip().split("\n\n") == [
        "**ENTRE**",
        (
            "**Commune de Valbrune**, représentée par Madame Anne Duval, maire, agissant en vertu de la délibération "
            "n° 2022-41 du 3 octobre 2022, ci-après désignée « la Commune » ;"
        ),
        (
            "**Communauté de communes du Haut-Pré**, représentée par Paul Leroy, président, agissant en vertu de la "
            "décision du 10 octobre 2022,"
        ),
        "d’une part,",
        "**ET**",
        "**État**, représenté par [à compléter : nom et fonction du représentant], ci-après désigné « l’État »,",
        "d’autre part,",
        "**EN PRÉSENCE DE**",
        "**Région Hauts-de-France**, représentée par Luc Martin.",
    ]


def test_that_a_party_says_its_legal_form_its_siren_and_its_seat():
    caue = make_organisme("CAUE du Pas-de-Calais", siren="246200364", adresse="43 rue d’Amiens, 62000 Arras")
    partie = Partie(organisme=caue.uid, forme_juridique="association", acte=TypeActe.ARRETE, representant="Zoé Petit")
    contenu = texte(make_projet(organismes=(caue,), convention=Convention(parties=(partie,))))
    assert (
        "**CAUE du Pas-de-Calais**, association, SIREN 246 200 364, dont le siège est situé 43 rue d’Amiens, "
        "62000 Arras, représentée par Zoé Petit, agissant en vertu de l’arrêté "
        "[à compléter : numéro et date de l’acte],"
    ) in contenu
    assert "[à compléter : parties]," in contenu


def test_that_a_name_and_a_town_stand_on_the_line_of_what_comes_before_them():
    commune = make_organisme("Commune de Valbrune", adresse="1, place du Marché, 62000 Valbrune")
    partie = replace(MAIRE, organisme=commune.uid)
    contenu = to_text(
        build_convention(
            make_projet(organismes=(commune,), convention=Convention(parties=(partie,))), aujourd_hui=AUJOURD_HUI
        )
    )
    assert "62000\u00a0Valbrune, représentée par Madame\u00a0Anne Duval" in contenu


def test_that_the_parties_end_with_a_full_stop():
    parties = partie_de(texte(avec(MAIRE, PREFET)), "Les parties", "Préambule")
    assert parties.strip().endswith("d’autre part.")


def test_that_as_long_as_no_party_is_chosen_the_usual_ones_are_expected():
    parties = partie_de(texte(make_projet()), "Les parties", "Préambule")
    for nom in ("**Commune de Valbrune**", "**Communauté de communes du Haut-Pré**", "**État**"):
        assert f"\n{nom}, représenté" in parties


def test_that_those_who_sign_have_a_place_to_sign():
    (bloc,) = [
        b
        for b in blocks(avec(MAIRE, replace(EPCI, date_signature=date(2023, 1, 27)), PREFET, REGION))
        if isinstance(b, Signatures)
    ]
    assert [(item.party, item.signatory, item.detail.replace("\u00a0", " ")) for item in bloc.items] == [
        (
            "Commune de Valbrune",
            "Madame\u00a0Anne Duval, maire",
            "en vertu de la délibération n° 2022-41 du 3 octobre 2022",
        ),
        (
            "Communauté de communes du Haut-Pré",
            "Paul Leroy, président",
            "en vertu de la décision du 10 octobre 2022\nsigné le 27 janvier 2023",
        ),
        ("État", "[à compléter\u00a0: nom et fonction du représentant]", ""),
    ]


def test_that_the_place_and_the_day_of_the_signature_are_told():
    projet = avec(MAIRE, lieu_signature="Le Portel")
    assert "Fait au Portel, le [à compléter : date de signature], en autant d’exemplaires" in texte(projet)
    date_connue = replace(projet, territoire=make_territoire(date_convention=date(2023, 1, 27)))
    assert "Fait au Portel, le 27 janvier 2023, en autant" in texte(date_connue)


def test_that_the_wording_of_the_project_is_printed_with_its_fields():
    articles = (
        Article(cle="litiges", texte="Le **{tribunal}** juge, dit {qui sait}.\n\n- pour {territoire}\n  - {durée}"),
        Article(apres="litiges", intitule="La friche", texte="{orientations}"),
        Article(apres="litiges", intitule="Le canal"),
    )
    fin = texte(avec(articles=articles)).split("Article 15 — Traitement des litiges")[2].split("## Signatures")[0]
    assert "Le **[à compléter : tribunal administratif compétent]** juge, dit {qui sait}." in fin
    assert "• pour Valbrune\n  • [à compléter : durée de la convention]" in fin
    assert "## Article 16 — La friche\n\n• **1 · Retrouver un centre-ville habité et animé**" in fin
    assert "## Article 17 — Le canal\n\n[à compléter : texte de l’article]" in fin


@pytest.mark.parametrize("bloc", BLOCS, ids=lambda b: b.nom)
def test_that_every_block_is_drawn_when_its_data_is_there(bloc: ChampBloc):
    champ = f"{{{bloc.nom}}}"
    projet = make_projet(
        make_fiche(categories_ort=(CategorieOrt.HABITAT,)),
        orientations=(Orientation(intitule="Habiter", indicateurs=(Indicateur(intitule="Vacance"),)),),
        convention=Convention(articles=(Article(cle="litiges", texte=champ),)),
        organismes=make_engages(),
    )
    litiges = texte(projet).split("## Article 15 — Traitement des litiges")[1].split("\n## Signatures")[0]
    assert champ not in litiges
    assert "à compléter" not in litiges
    assert len(litiges.strip()) > 10


def test_that_a_value_of_the_project_is_never_read_as_markdown():
    projet = make_projet(
        territoire=make_territoire(nom="*Val* {EPCI}"),
        convention=Convention(articles=(Article(cle="objet", texte="{territoire}"),)),
    )
    assert Paragraph((Run("*Val* {EPCI}"),)) in blocks(projet)


def test_that_an_empty_project_makes_a_convention_that_says_what_is_missing():
    contenu = texte(Projet())
    assert "# Convention-cadre Petites Villes de Demain\n" in contenu
    assert contenu.count("[à compléter : ") > 40
    assert "Communes : à compléter" in contenu
    assert "[à compléter : Commune bénéficiaire], représenté par" in contenu
    assert "None" not in contenu
    assert "{" not in contenu


def test_that_a_full_title_of_three_hundred_letters_goes_through():
    titre = "Requalifier " + "a" * 288
    contenu = texte(make_projet(make_fiche(intitule=titre), convention=Convention(intitule=titre)))
    assert contenu.count(titre) >= 4


def test_that_an_orientation_without_actions_says_so():
    annexe = texte(make_projet(make_fiche())).split("## Annexe 1")[1].split("## Annexe 2")[0]
    habiter, services = annexe.split("### 2 · Offrir des services")
    assert "Requalifier la Grand-Place" in habiter
    assert "Aucune action n’est rattachée à cette orientation à ce jour." in services


def test_that_an_action_without_a_name_nor_a_cost_keeps_its_line():
    contenu = texte(make_projet(make_fiche(numero="", intitule="", orientation=None, operations=())))
    plan = contenu.split("### 5.1 Les actions")[1].split("### 5.2")[0]
    assert "» Sans orientation" in plan
    assert "Action sans nom" in plan
    assert "Non renseigné" in plan


@pytest.mark.parametrize("statut", StatutAction)
def test_that_each_status_has_its_place(statut: StatutAction):
    contenu = texte(make_projet(make_fiche(statut=statut)))
    plan = "Requalifier" in contenu.split("### 5.1 Les actions")[1].split("### 5.2")[0]
    maturation = "Requalifier" in contenu.split("### 5.2 ")[1].split("## Article 6")[0]
    fiche = "Action nom : **Requalifier la Grand-Place**" in contenu
    annexe = "Requalifier" in contenu.split("## Annexe 4")[1].split("## Annexe 5")[0]
    mur = statut in {
        StatutAction.INSCRITE,
        StatutAction.ENGAGEE,
        StatutAction.EN_COURS,
        StatutAction.TERMINEE,
        StatutAction.SUSPENDUE,
    }
    a_murir = statut in {StatutAction.IDEE, StatutAction.EN_MATURATION}
    assert (plan, fiche, maturation, annexe) == (mur, mur, a_murir, a_murir)


def test_that_the_money_of_the_articles_adds_up():
    mure = make_fiche(uid=uid("f1"))
    idee = make_fiche(uid=uid("f2"), numero="1.2", statut=StatutAction.IDEE)
    contenu = texte(make_projet(mure, idee)).split("### 7.8 Maquette financière")[1].split("## Article 8")[0]
    lignes = {
        ligne.split("|")[0].strip(" -="): ligne.split("|")[1].strip() for ligne in contenu.splitlines() if "|" in ligne
    }
    assert lignes["Actions inscrites"] == "100 000,00 €"
    assert lignes["Projets en maturation"] == "100 000,00 €"
    assert lignes["Total"] == "200 000,00 €"


def test_that_five_hundred_fiches_take_work_that_grows_with_their_number():
    def appels(nombre: int) -> int:
        """Calls of Python, the same on any machine; the loops in the square that one fears call something."""
        fiches = (make_fiche_riche(uid=uid(f"f{n}"), numero=str(n)) for n in range(nombre))
        projet = make_projet(*fiches)
        longueurs: list[int] = []
        appels = count_appels(lambda: longueurs.append(len(blocks(projet))))
        assert longueurs[0] > 20 * nombre
        return appels.total()

    # Five times as many; work in the square would be twenty-five times more.
    assert appels(500) < 6 * appels(100)


def test_that_only_the_annexes_that_promise_less_are_said_to_be_previsionnel():
    document = build_convention(make_projet(make_fiche()), aujourd_hui=AUJOURD_HUI)
    assert document.mention == ""
    mentions = {b.name: b.mention for b in document.blocks if isinstance(b, NewSection)}
    assert {nom for nom, mention in mentions.items() if mention == "Document prévisionnel, ne vaut pas accord."} == {
        "Annexe 2",
        "Annexe 3",
        "Annexe 4",
        "Annexe 6",
        "2027",
    }
    assert {mention for nom, mention in mentions.items() if nom in {"Annexe 1", "Annexe 5", "Annexe 7"}} == {""}
