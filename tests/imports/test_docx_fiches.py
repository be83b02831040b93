"""Fiches-actions in Word as towns lay them out: every layout gives the same fiche, and nothing is lost."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from fiches_word import MODELES

from models.domain.fiche_action import FicheAction
from models.domain.importation.proposition import Nature, Proposition
from models.domain.projet import Projet
from models.domain.territoire import Commune, Territoire
from models.domain.vocabulaire import BaseMontant, EtatFinancement, PosteDepense, Priorite, StatutAction
from models.referentiel.importation import load_connaissances
from pvd_desktop.imports.docx_blocs import en_texte
from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx

VALBRUNE = Projet(territoire=Territoire(nom="Valbrune", communes=(Commune(nom="Valbrune"),)))


def lire(tmp_path: Path, modele: str, projet: Projet = VALBRUNE) -> Proposition:
    path = tmp_path / f"{modele}.docx"
    MODELES[modele](path)
    return proposer_fiches(read_docx(path), projet, load_connaissances())


def organismes(proposition: Proposition) -> dict[str, str]:
    return {o.uid: o.nom for o in proposition.projet.organismes}


def aides(proposition: Proposition, fiche: FicheAction) -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    noms = organismes(proposition)
    return [
        (noms.get(f.financeur or "", ""), f.dispositif, f.montant_demande, f.montant_accorde)
        for o in fiche.operations
        for f in o.financements
    ]


def dites(proposition: Proposition, nature: Nature) -> list[tuple[str, str]]:
    return [(r.lieu.texte, r.message) for r in proposition.remarques if r.nature is nature]


def test_that_a_table_of_two_columns_is_read_whatever_the_order_and_the_words(tmp_path: Path):
    proposition = lire(tmp_path, "deux_colonnes")
    premiere, seconde = proposition.projet.fiches
    assert [(f.numero, f.intitule) for f in (premiere, seconde)] == [
        ("1.1", "Réhabiliter la halle couverte"),
        ("1.2", "Requalifier la rue du Marché"),
    ]
    assert (premiere.statut, premiere.priorite) == (StatutAction.EN_COURS, Priorite.FORT)
    assert [(o.numero, o.intitule) for o in proposition.projet.orientations] == [("1", "Habitat et commerce")]
    assert premiere.description == (
        "**Contexte et enjeux**\n\nLa halle de 1923 est **fermée** depuis _dix ans_.\n\n- un marché\n- une salle"
    )
    assert [(p.intitule, p.debut, p.fin) for p in premiere.phases] == [
        ("Études", date(2026, 1, 1), date(2026, 12, 31)),
        ("Travaux", date(2027, 1, 1), date(2027, 9, 30)),
    ]
    assert [i.intitule for i in premiere.indicateurs] == ["Nombre de commerces ouverts", "Surface rénovée"]
    assert len(premiere.partenaires) == 2


def test_that_an_inner_table_is_the_plan_and_its_total_is_checked(tmp_path: Path):
    proposition = lire(tmp_path, "deux_colonnes")
    fiche = proposition.projet.fiches[0]
    assert aides(proposition, fiche) == [
        ("État", "DETR", Decimal("73500.00"), None),
        ("Région Hauts-de-France", "", Decimal("49000.00"), None),
    ]
    (operation,) = fiche.operations
    assert (operation.part_decidee, operation.cout_ht) == (Decimal("122500.00"), Decimal("245000.00"))
    lieu, message = dites(proposition, Nature.ECART)[0]
    assert lieu == "tableau 2, ligne 5"
    assert "5\u202f000,00\u00a0€ de plus" in message


def test_that_what_is_not_understood_is_said_and_kept_as_a_note(tmp_path: Path):
    proposition = lire(tmp_path, "deux_colonnes")
    assert [n.texte for n in proposition.projet.fiches[0].notes] == [
        "Moyens humains\u00a0: Une demi-journée par semaine"
    ]
    assert (
        "tableau 1, ligne 13",
        "Le libellé «\u00a0Moyens humains\u00a0» n’est pas reconnu\u00a0: gardé en note de la fiche.",
    ) in dites(proposition, Nature.NON_COMPRIS)


def test_that_four_columns_banners_and_merged_labels_are_read(tmp_path: Path):
    proposition = lire(tmp_path, "quatre_colonnes")
    (fiche,) = proposition.projet.fiches
    assert (fiche.numero, fiche.intitule, fiche.referent) == ("3", "Ouvrir un tiers-lieu", "Camille Martin")
    assert (fiche.statut, fiche.priorite) == (StatutAction.INSCRITE, Priorite.MOYEN)
    assert fiche.description == "Le tiers-lieu ouvre dans l’ancienne poste."
    (operation,) = fiche.operations
    assert (operation.cout_ht, operation.cout_ttc) == (Decimal("100000.00"), Decimal("120000.00"))
    assert [n.texte for n in fiche.notes] == ["Observations\u00a0: À reprendre avec l’association."]
    assert dites(proposition, Nature.NON_COMPRIS) == []


def test_that_headings_open_fiches_and_fields_under_their_orientation(tmp_path: Path):
    proposition = lire(tmp_path, "titres")
    premiere, seconde = proposition.projet.fiches
    assert [(f.numero, f.intitule) for f in (premiere, seconde)] == [
        ("2.1", "Créer une voie verte"),
        ("2.2", "Abriter les vélos à la gare"),
    ]
    (orientation,) = proposition.projet.orientations
    assert (orientation.numero, orientation.intitule) == ("2", "Se déplacer autrement")
    assert {premiere.orientation, seconde.orientation} == {orientation.uid}
    assert premiere.description == (
        "**Contexte**\n\nLa route départementale est dangereuse.\n\n"
        "**Objectifs**\n\n- relier le collège\n- apaiser le centre"
    )
    assert premiere.centralite == "La gare se rapproche du centre."
    (indicateur,) = premiere.indicateurs
    assert (indicateur.valeur_reference, indicateur.cible, indicateur.source) == ("40", "200", "Compteur")
    assert [p.fin for p in premiere.phases] == [date(2026, 12, 31), date(2028, 12, 31)]


def test_that_depenses_and_recettes_side_by_side_are_told_apart(tmp_path: Path):
    proposition = lire(tmp_path, "titres")
    (operation,) = proposition.projet.fiches[0].operations
    assert [(d.poste, d.montant_ht) for d in operation.depenses] == [
        (PosteDepense.MAITRISE_OEUVRE, Decimal("20000.00")),
        (PosteDepense.TRAVAUX, Decimal("180000.00")),
    ]
    assert operation.part_decidee == Decimal("140000.00")
    assert aides(proposition, proposition.projet.fiches[0]) == [("Département", "", Decimal("60000.00"), None)]
    assert dites(proposition, Nature.ECART) == []


def test_that_paragraphs_alone_make_a_fiche(tmp_path: Path):
    proposition = lire(tmp_path, "sans_tableau")
    (fiche,) = proposition.projet.fiches
    assert (fiche.numero, fiche.intitule) == ("4.1", "Rénover l’école")
    assert fiche.description == "L’école date de 1967.\n\nElle consomme trop."
    (operation,) = fiche.operations
    assert (operation.base, operation.cout) == (BaseMontant.TTC, Decimal("1200000.00"))
    assert [(f.dispositif, f.etat) for f in operation.financements] == [
        ("DSIL", EtatFinancement.DEPOSE),
        ("Fonds vert", EtatFinancement.ACCORDE),
    ]


def test_that_labels_and_values_share_a_cell_under_a_banner_that_comes_again(tmp_path: Path):
    fiches = lire(tmp_path, "dans_la_cellule").projet.fiches
    assert [(f.numero, f.intitule, f.statut) for f in fiches] == [
        ("5", "Planter les cours", StatutAction.EN_MATURATION),
        ("6", "Éclairer les parcs", StatutAction.EN_MATURATION),
    ]
    assert {f.description for f in fiches} == {"Les cours sont en bitume."}


def test_that_controls_and_ticked_boxes_are_read_and_prompts_are_empty(tmp_path: Path):
    proposition = lire(tmp_path, "controles")
    (fiche,) = proposition.projet.fiches
    assert (fiche.intitule, fiche.priorite, fiche.partenaires) == ("Ouvrir une maison de santé", Priorite.MOYEN, ())
    assert fiche.notes == ()


def test_that_only_the_accepted_text_of_revisions_is_read_and_that_it_is_said(tmp_path: Path):
    proposition = lire(tmp_path, "controles")
    assert proposition.projet.fiches[0].description == "Avant après"
    assert "révisions" in dites(proposition, Nature.IGNORE)[0][1]


def test_that_a_column_may_be_a_fiche(tmp_path: Path):
    proposition = lire(tmp_path, "par_colonnes")
    noms = organismes(proposition)
    assert [
        (f.numero, f.intitule, noms[f.operations[0].maitre_ouvrage or ""], f.operations[0].cout)
        for f in proposition.projet.fiches
    ] == [
        ("8.1", "Couvrir le marché", "Commune de Valbrune", Decimal("10000.00")),
        ("8.2", "Ouvrir la gare", "CC du Haut-Pré", Decimal("20000.00")),
    ]


def test_that_a_fiche_inside_a_frame_is_one_fiche_and_a_range_is_no_amount(tmp_path: Path):
    proposition = lire(tmp_path, "cadre")
    (fiche,) = proposition.projet.fiches
    assert (fiche.numero, fiche.intitule) == ("9.1", "Rouvrir le cinéma")
    assert fiche.operations[0].cout is None
    assert [n.texte for n in fiche.notes] == ["Budget prévisionnel\u00a0: de 200 à 300 k€"]


def test_that_labels_in_bold_stand_for_headings(tmp_path: Path):
    premiere, seconde = lire(tmp_path, "en_gras").projet.fiches
    assert (premiere.intitule, seconde.intitule) == ("Aménager les berges", "Créer un parc")
    assert premiere.description == "**Contexte**\n\nLes berges sont fermées."
    assert premiere.operations[0].cout_ttc == Decimal("350000.00")
    assert [(f.dispositif, f.taux, f.montant_demande) for f in seconde.operations[0].financements] == [
        ("DETR", Decimal("0.3"), None),
        ("Fonds vert", None, Decimal("100000.00")),
    ]


@pytest.mark.parametrize("modele", sorted(MODELES))
def test_that_reading_a_document_again_changes_nothing(tmp_path: Path, modele: str):
    premiere = lire(tmp_path, modele)
    projet = Projet(
        territoire=VALBRUNE.territoire,
        organismes=premiere.projet.organismes,
        orientations=premiere.projet.orientations,
        fiches=premiere.projet.fiches,
    )
    seconde = lire(tmp_path, modele, projet)
    assert (seconde.crees, seconde.modifies) == ({}, {})


@pytest.mark.parametrize("modele", sorted(MODELES))
def test_that_every_word_of_a_document_is_found_again_somewhere(tmp_path: Path, modele: str):
    path = tmp_path / f"{modele}.docx"
    MODELES[modele](path)
    document = Document(str(path))
    ecrits = [c.text for t in document.tables for r in t.rows for c in r.cells] + [p.text for p in document.paragraphs]
    texte = en_texte(read_docx(path).blocs)
    assert {mot for e in ecrits for mot in e.split()} - set(texte.split()) == set()
