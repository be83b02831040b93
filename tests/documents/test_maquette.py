"""The maquette as a document: what each table holds, what it says of what it leaves out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import (
    AUJOURD_HUI,
    make_depense,
    make_fiche,
    make_fiche_riche,
    make_fiche_vide,
    make_financement,
    make_operation,
    make_projet,
    uid,
)
from textes_attendus import check

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Repartition, Versement
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, PosteDepense, StatutAction
from pvd_desktop.documents.builders.maquette import build_maquette_financiere, maquette_blocks
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Document, Heading, NewSection, PageFormat, Row, RowKind, Table

PERIODE, PORTEURS = "Maquette financière de la période, par orientation, action et opération", "Opérations du plan par"


def maquette(*fiches: FicheAction, **champs: Any) -> Document:
    """The maquette of these fiches."""
    return build_maquette_financiere(make_projet(*fiches, **champs), aujourd_hui=AUJOURD_HUI)


def plan() -> tuple[FicheAction, ...]:
    """A rich action, one of two operations on two bases, a study, one just created, one abandoned."""
    tranches = make_fiche(
        uid=uid("tranches"),
        numero="2.1",
        intitule="Réhabiliter la halle et ses abords",
        orientation=uid("orientation-2"),
        operations=(
            make_operation(uid=uid("o1"), intitule="Clos et couvert", part_decidee=Decimal(30000)),
            make_operation(
                uid=uid("o2"),
                intitule="Aménagement intérieur",
                base=BaseMontant.TTC,
                maitre_ouvrage=uid("Communauté de communes du Haut-Pré"),
                financements=(
                    make_financement("40000", repartitions=(Repartition(annee=2028, prevu=Decimal(25000)),)),
                ),
            ),
        ),
    )
    etude = make_fiche(
        uid=uid("etude"),
        numero="2.2",
        intitule="Étudier le plan-guide",
        orientation=uid("orientation-2"),
        operations=(make_operation(uid=uid("o3"), depenses=(make_depense("30000", poste=PosteDepense.ETUDES),)),),
    )
    abandonnee = make_fiche(uid=uid("morte"), numero="3.1", intitule="Signalétique", statut=StatutAction.ABANDONNEE)
    return (make_fiche_riche(), tranches, etude, make_fiche_vide(), abandonnee)


def texte(document: Document) -> str:
    """Its text, with plain spaces."""
    return to_text(document).replace("\u00a0", " ").replace("\u202f", " ")


def tables(document: Document) -> list[Table]:
    """Its tables, in order."""
    return [block for block in document.blocks if isinstance(block, Table)]


def table(document: Document, debut: str) -> Table:
    """The one whose summary starts so."""
    [trouvee] = [une for une in tables(document) if une.summary.startswith(debut)]
    return trouvee


def cellule(une: Table, row: Row, titre: str) -> str:
    """What is read in a column."""
    titres = [column.title for column in une.columns]
    return text_of(row.cells[titres.index(titre)]).replace("\u00a0", " ").replace("\u202f", " ")


def ligne(une: Table, nom: str) -> Row:
    """The row of that name."""
    [trouvee] = [row for row in une.rows if row.kind is not RowKind.GROUP and text_of(row.cells[1]) == nom]
    return trouvee


def test_that_the_maquette_reads_as_accepted():
    check("maquette.txt", texte(maquette(*plan())))


def test_that_each_table_is_printed_on_its_own_wide_sheet():
    sections = [block for block in maquette(*plan()).blocks if isinstance(block, NewSection)]
    assert {section.format for section in sections} == {PageFormat.A3_LANDSCAPE}
    assert [section.name for section in sections] == [
        "Période",
        "2026",
        "2027",
        "2028",
        "Sans année",
        "Par financeur",
        "Par maître d’ouvrage",
    ]


def test_that_every_sheet_says_that_it_promises_nothing():
    document = maquette(*plan())
    sections = sum(isinstance(block, NewSection) for block in document.blocks)
    assert texte(document).count("! **Plan de financement prévisionnel, ne vaut pas accord.**") == sections
    assert document.mention == "Document prévisionnel, ne vaut pas accord."


def test_that_what_is_asked_and_what_is_granted_stand_in_distinct_columns():
    titres = [column.title for column in table(maquette(*plan()), PERIODE).columns]
    assert titres.index("DETR demandé") + 1 == titres.index("DETR accordé")
    # The DSIL is nowhere in this project.
    assert not [titre for titre in titres if titre.startswith("DSIL")]


def test_that_a_base_is_written_only_where_it_is_not_the_usual_one():
    melee, simple = maquette(*plan()), maquette(make_fiche())
    noms = [text_of(row.cells[1]) for row in table(melee, PERIODE).rows]
    assert "Aménagement intérieur (TTC)" in noms
    assert "Clos et couvert" in noms
    assert "Réhabiliter la halle et ses abords (base déclarée)" in noms
    assert "base déclarée" not in texte(simple)
    assert {column.group for column in table(simple, PERIODE).columns} >= {"Coûts HT"}


def test_that_an_owner_is_written_once_when_the_operations_share_it():
    deux = make_fiche(
        operations=(make_operation(uid=uid("a"), intitule="A"), make_operation(uid=uid("b"), intitule="B"))
    )
    une = table(maquette(deux), PERIODE)
    assert [cellule(une, ligne(une, nom), "Maître d’ouvrage") for nom in ("Requalifier la Grand-Place", "A", "B")] == [
        "Commune de Valbrune",
        "",
        "",
    ]


def test_that_ingenierie_is_a_sum_of_its_operations_below_the_total():
    une = table(maquette(*plan()), PERIODE)
    row = ligne(une, "dont ingénierie (2.2)")
    assert [text_of(une.rows[place].cells[1]) for place in row.sums] == ["Étudier le plan-guide"]
    assert cellule(une, row, "Coût") == "30 000,00 €"
    assert "dont ingénierie" not in texte(maquette(make_fiche()))


def test_that_a_line_that_is_lost_is_listed_by_funder_and_added_nowhere():
    lignes = (
        make_financement("40000", etat=EtatFinancement.REFUSE),
        make_financement(
            "9000",
            montant_accorde=Decimal(8000),
            etat=EtatFinancement.ACCORDE,
            versements=(
                Versement(montant=Decimal(2000), date_encaissement=date(2026, 5, 4)),
                Versement(montant=Decimal(6000), date_prevue=date(2027, 5, 4)),
            ),
        ),
    )
    une = table(maquette(make_fiche(operations=(make_operation(financements=lignes),))), "Aides publiques")
    titres = ("Demandé", "Accordé", "Versé", "Retenu")
    assert [[cellule(une, row, titre) for titre in titres] for row in une.rows[1:]] == [
        ["40 000,00 €", "—", "0,00 €", "0,00 €"],
        ["9 000,00 €", "8 000,00 €", "2 000,00 €", "8 000,00 €"],
        ["9 000,00 €", "8 000,00 €", "2 000,00 €", "8 000,00 €"],
        ["9 000,00 €", "8 000,00 €", "2 000,00 €", "8 000,00 €"],
    ]
    assert [row.sums for row in une.rows] == [(), (), (), (2,), (3,)]


def test_that_loans_and_valued_help_are_totalled_apart_from_the_aides():
    financements = [make_financement("1000", nature=nature, dispositif=nature.libelle) for nature in NatureFinancement]
    document = maquette(make_fiche(operations=(make_operation(financements=tuple(financements)),)))
    titres = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert titres == [
        "Aides publiques",
        "Financements privés",
        "Prêts et avances remboursables",
        "Aides valorisées",
    ]
    une = table(document, PERIODE)
    assert cellule(une, ligne(une, "Total"), "Total aides") == "2 000,00 €"
    assert cellule(une, ligne(une, "Total"), "Privé") == "1 000,00 €"


def test_that_a_funder_or_an_owner_nobody_named_is_said():
    document = maquette(
        make_fiche(operations=(make_operation(maitre_ouvrage=None, financements=(make_financement(financeur=None),)),))
    )
    assert "» Financeur à préciser" in texte(document)
    assert "» Maître d’ouvrage à préciser" in texte(document)


def test_that_the_annexe_is_the_period_then_each_year():
    blocks = list(maquette_blocks(make_projet(*plan()), level=3))
    assert [block.name for block in blocks if isinstance(block, NewSection)] == ["2026", "2027", "2028", "Sans année"]
    assert {block.level for block in blocks if isinstance(block, Heading)} == {3}
    assert isinstance(blocks[0], Heading)


def test_that_an_empty_project_says_so():
    document = maquette()
    assert tables(document) == []
    assert "Ce projet ne compte encore aucune fiche-action." in texte(document)


def test_that_a_plan_of_abandoned_actions_only_keeps_them_as_a_memory():
    document = maquette(make_fiche(statut=StatutAction.HORS_PLAN))
    [une] = tables(document)
    assert [row.kind for row in une.rows] == [RowKind.TOTAL, RowKind.GROUP, RowKind.BODY]
    assert "ne comptent dans aucun total" in texte(document)


@pytest.mark.parametrize("champ", ["titre", "sujet", "auteur", "entete"])
def test_that_the_document_names_itself(champ: str):
    assert getattr(maquette(), champ)


def test_that_an_operation_without_a_depense_in_a_year_waits_for_none():
    document = maquette(make_fiche(operations=(make_operation(financements=(make_financement(annee=2030),)),)))
    une = table(document, "Maquette financière\u00a0: 2030")
    assert cellule(une, ligne(une, "Requalifier la Grand-Place"), "Dépenses") == ""
    assert cellule(une, ligne(une, "Requalifier la Grand-Place"), "DETR demandé") == "40 000,00 €"


def test_that_what_was_really_committed_stands_beside_the_forecast_of_its_year():
    parts = (
        Repartition(annee=2026, prevu=Decimal(25000), realise=Decimal(24000)),
        Repartition(annee=2027, prevu=Decimal(15000)),
    )
    operation = make_operation(financements=(make_financement("40000", repartitions=parts),))
    document = maquette(make_fiche(operations=(operation,)), make_fiche(uid=uid("autre"), intitule="Sans réalisé"))
    en_2026 = table(document, "Maquette financière\u00a0: 2026")
    assert cellule(en_2026, ligne(en_2026, "Total"), "Aides réalisées") == "24 000,00 €"
    en_2027 = table(document, "Maquette financière\u00a0: 2027")
    assert "Aides réalisées" not in [column.title for column in en_2027.columns]


def test_that_a_plan_without_any_funder_has_no_table_of_funders():
    document = maquette(make_fiche(operations=(make_operation(financements=()),)))
    noms = [block.name for block in document.blocks if isinstance(block, NewSection)]
    assert noms == ["Période", "2027", "Par maître d’ouvrage"]
