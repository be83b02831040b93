"""The annexes of the convention: each on its sheets, with what the plan holds and nothing of what it does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_operation, make_projet, make_territoire, uid

from models.domain.fiche_action import Phase
from models.domain.orientation import Indicateur, Orientation
from models.domain.projet import Projet
from models.domain.territoire import PlanSecteur, Secteur
from models.domain.vocabulaire import BaseMontant, CategorieOrt, RegimeOrt, StatutAction, TypePhase, TypeSecteur
from pvd_desktop.documents.builders.annexes import build_annexes
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import (
    BLANK,
    Block,
    Contents,
    Heading,
    KeepTogether,
    NewSection,
    PageFormat,
    PageOf,
    RowKind,
    Table,
    outline,
)


def blocks(projet: Projet) -> tuple[Block, ...]:
    return build_annexes(projet, aujourd_hui=AUJOURD_HUI).blocks


def annexe(projet: Projet, numero: int) -> str:
    """The text of one annexe, with plain spaces so that tests can be read."""
    contenu = to_text(build_annexes(projet, aujourd_hui=AUJOURD_HUI)).replace("\u00a0", " ").replace("\u202f", " ")
    return contenu.split(f"\n## Annexe {numero}")[1].split("\n## Annexe", maxsplit=1)[0]


def table(projet: Projet, summary: str) -> Table:
    (trouvee,) = [b for b in blocks(projet) if isinstance(b, Table) and b.summary.startswith(summary)]
    return trouvee


def lignes(une: Table) -> list[tuple[object, ...]]:
    """The cells of the rows, without those that are left blank at the end."""
    return [tuple("" if c is BLANK else c for c in row.cells) for row in une.rows]


def anchors(block: Block) -> list[str]:
    if isinstance(block, KeepTogether):
        return [anchor for inner in block.blocks for anchor in anchors(inner)]
    return [block.anchor] if isinstance(block, Heading) and block.anchor else []


def test_that_the_annexes_alone_have_their_contents_and_say_they_are_previsionnel():
    document = build_annexes(make_projet(make_fiche()), aujourd_hui=AUJOURD_HUI)
    assert document.mention == "Document prévisionnel, ne vaut pas accord."
    assert document.titre == "Annexes de la convention-cadre\u00a0: Valbrune"
    assert isinstance(document.blocks[1], Contents)
    premiers = [h.text.split("\u00a0")[1][0] for h in outline(document.blocks, 1)]
    assert premiers == ["1", "2", "3", "4", "5", "6", "7"]


def test_that_each_annexe_starts_on_its_own_sheets():
    sections = [b.format for b in blocks(make_projet()) if isinstance(b, NewSection)]
    assert sections[:6] == [
        PageFormat.A4_PORTRAIT,
        PageFormat.A4_PORTRAIT,
        PageFormat.A3_LANDSCAPE,
        PageFormat.A4_PORTRAIT,
        PageFormat.A4_PORTRAIT,
        PageFormat.A4_LANDSCAPE,
    ]
    assert all(len(b.name) <= 31 for b in blocks(make_projet()) if isinstance(b, NewSection))


def test_that_every_page_asked_for_is_there_once():
    projet = make_projet(make_fiche_riche(), make_fiche(uid=uid("idée"), statut=StatutAction.IDEE))
    tous = blocks(projet)
    demandees = {
        cell.anchor
        for block in tous
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, PageOf)
    }
    presentes = [anchor for block in tous for anchor in anchors(block)]
    assert demandees == {"fiche-riche", "idée"}
    assert demandees <= set(presentes)
    assert len(presentes) == len(set(presentes))


def test_that_a_fiche_stands_one_level_under_its_annexe():
    titres = [(h.level, h.text) for h in outline(blocks(make_projet(make_fiche())), 3)]
    place = titres.index((2, "1.1 · Requalifier la Grand-Place"))
    assert titres[place + 1] == (3, "Description de l’action")
    assert (3, "Coût prévisionnel") in titres


def test_that_the_headings_of_the_maquette_do_not_repeat_the_name_of_its_annexe():
    titres = [h.text.replace("\u00a0", " ") for h in outline(blocks(make_projet(make_fiche())), 2)]
    debut = titres.index("Annexe 3 — Maquette financière")
    assert titres[debut + 1 : debut + 3] == ["Période 2027", "Année de programmation 2027"]
    vide = [h.text for h in outline(blocks(make_projet()), 2)]
    assert vide[vide.index("Annexe\u00a03 — Maquette financière") + 1] == "Période"


def test_that_a_project_to_mature_without_a_name_keeps_its_number():
    fiche = make_fiche(intitule="", statut=StatutAction.IDEE)
    assert "1.1 · Action sans nom" in [h.text for h in outline(blocks(make_projet(fiche)), 2)]


def test_that_a_fiche_is_named_above_its_title_as_in_the_header():
    [fiche] = [h for h in outline(blocks(make_projet(make_fiche())), 2) if h.text.startswith("1.1")]
    assert (fiche.overline, fiche.running) == ("Fiche-action 1.1", "Fiche-action 1.1")


def test_that_the_sheet_of_an_orientation_says_everything():
    orientation = Orientation(
        uid=uid("orientation-1"),
        numero="1",
        intitule="Habiter",
        contexte="Le **centre** se vide.",
        objectifs="- Rouvrir",
        articulation="Axe 2.",
        indicateurs=(Indicateur(intitule="Vacance", unite="%", valeur_reference="12", cible="8"),),
    )
    abandonnee = make_fiche(uid=uid("f2"), numero="1.9", intitule="Oubliée", statut=StatutAction.ABANDONNEE)
    idee = make_fiche(uid=uid("f3"), numero="1.3", statut=StatutAction.IDEE, operations=())
    contenu = annexe(make_projet(make_fiche(), abandonnee, idee, orientations=(orientation,)), 1)
    for attendu in ("### 1 · Habiter", "Le **centre** se vide.", "• Rouvrir", "Axe 2.", "Vacance (%)"):
        assert attendu in contenu
    assert "Oubliée" not in contenu
    lignes_actions = [ligne for ligne in contenu.splitlines() if "Requalifier" in ligne]
    assert ["100 000,00 €" in ligne for ligne in lignes_actions] == [True, False]
    assert lignes_actions[1].endswith("— |")


def test_that_costs_say_their_base_and_each_action_its_own_when_they_differ():
    une = make_fiche()
    assert "Coût HT" in annexe(make_projet(une), 1)
    ttc = make_fiche(uid=uid("f2"), numero="1.2", operations=(make_operation(base=BaseMontant.TTC),))
    contenu = annexe(make_projet(une, ttc), 1)
    assert "Coût (base déclarée)" in contenu
    assert "Requalifier la Grand-Place (HT)" in contenu
    assert "Requalifier la Grand-Place (TTC)" in contenu


def test_that_a_project_to_mature_is_presented_without_a_plan_de_financement():
    idee = make_fiche(statut=StatutAction.EN_MATURATION, description="Une halle.")
    contenu = annexe(make_projet(idee), 4)
    assert "### 1.1 · Requalifier la Grand-Place" in contenu
    assert "Maître d’ouvrage pressenti : Commune de Valbrune" in contenu
    assert "Coût estimé : 100 000,00 €" in contenu
    assert "Une halle." in contenu
    assert "Plan de financement" not in contenu
    assert "Aucun projet n’est en maturation" in annexe(make_projet(make_fiche()), 4)


def test_that_indicators_are_gathered_by_orientation_then_by_action():
    orientation = Orientation(
        uid=uid("orientation-1"),
        intitule="Habiter",
        indicateurs=(
            Indicateur(
                intitule="Vacance",
                valeur_reference="118",
                date_reference=date(2022, 12, 31),
                cible="60",
                echeance=date(2028, 12, 31),
                source="Relevé",
            ),
        ),
    )
    projet = make_projet(make_fiche(), make_fiche_riche(), orientations=(orientation,))
    assert lignes(table(projet, "Indicateurs des orientations")) == [
        ("Habiter", "", "", ""),
        ("Vacance", "118 (31/12/2022)", "60 (31/12/2028)", "Relevé"),
    ]
    (groupe, *actions) = lignes(table(projet, "Indicateurs des actions"))
    assert groupe[0] == "1.1 · Requalifier la Grand-Place"
    assert [ligne[0] for ligne in actions] == ["Surface désimperméabilisée (m²)", "Commerces ouverts sur la place"]
    assert annexe(make_projet(), 5).count("Aucun indicateur n’est encore défini.") == 2


def test_that_how_often_an_indicator_is_read_takes_no_capital_after_its_source():
    releve = Indicateur(intitule="Vacance", source="Relevé", periodicite="À la livraison")
    seule = Indicateur(intitule="Passages", periodicite="Annuelle")
    [table] = [b for b in blocks(make_projet(make_fiche(indicateurs=(releve, seule)))) if _montre(b, "Vacance")][-1:]
    assert isinstance(table, Table)
    assert [row.cells[-1] for row in table.rows if row.kind is RowKind.BODY] == ["Relevé, à la livraison", "Annuelle"]


def _montre(block: Block, intitule: str) -> bool:
    return isinstance(block, Table) and any(row.cells[0] == intitule for row in block.rows)


def test_that_the_calendar_has_a_column_per_year_and_a_line_per_action():
    phases = (
        Phase(intitule="Études", debut=date(2025, 9, 1), fin=date(2026, 3, 31)),
        Phase(intitule="Travaux", debut=date(2026, 4, 1), fin=date(2028, 1, 31)),
        Phase(type=TypePhase.JALON, debut=date(2026, 5, 1)),
        Phase(intitule="Sans date"),
    )
    sans_phase = make_fiche(
        uid=uid("f2"),
        numero="2.1",
        orientation=None,
        operations=(make_operation(date_commencement=date(2027, 1, 1)),),
    )
    calendrier = table(make_projet(make_fiche(phases=phases), sans_phase), "Calendrier")
    assert [c.title for c in calendrier.columns] == ["N°", "Action", "2025", "2026", "2027", "2028"]
    assert lignes(calendrier) == [
        ("1 · Retrouver un centre-ville habité et animé", "", "", "", "", ""),
        ("1.1", "Requalifier la Grand-Place", "Études", "Études\nTravaux\nJalon", "Travaux", "Travaux"),
        ("Sans orientation", "", "", "", "", ""),
        ("2.1", "Requalifier la Grand-Place", "", "", "Réalisation", ""),
    ]
    assert [row.kind for row in calendrier.rows] == [RowKind.GROUP, RowKind.BODY] * 2


def test_that_a_year_typed_wrong_does_not_widen_the_calendar():
    phases = (
        Phase(intitule="Travaux", debut=date(2026, 1, 1), fin=date(2062, 1, 1)),
        Phase(intitule="Bilan", debut=date(2040, 1, 1)),
    )
    calendrier = table(make_projet(make_fiche(phases=phases)), "Calendrier")
    assert [c.title for c in calendrier.columns[2:]] == [*map(str, range(2026, 2033)), "2033 et après"]
    assert lignes(calendrier)[1][2:] == (*["Travaux"] * 7, "Travaux\nBilan")


def test_that_a_plan_without_dates_says_so():
    assert "Aucune action n’a encore de date." in annexe(make_projet(make_fiche()), 6)


def test_that_the_secteurs_are_described():
    secteur = Secteur(
        nom="Gare",
        commune=uid("Valbrune"),
        type=TypeSecteur.PARTIE_URBANISEE,
        motif="Une friche.",
        parcelles="AE 4",
        surface_ha=Decimal("11.80"),
        plans=(PlanSecteur(intitule="contour.geojson"), PlanSecteur(intitule="plan.pdf")),
    )
    contenu = annexe(make_projet(territoire=make_territoire(secteurs=(secteur,))), 7)
    assert "#### S1 — Gare" in contenu
    for attendu in ("Commune : Valbrune", "Partie déjà urbanisée", "Surface : 11,80 ha", "Parcelles : AE 4"):
        assert attendu in contenu
    assert "Justification : Une friche." in contenu
    assert "Plans joints : contour\nplan\n" in contenu
    assert "Aucun secteur d’intervention" in annexe(make_projet(territoire=make_territoire(secteurs=())), 7)


def test_that_the_matrix_says_in_which_secteurs_an_action_answers_each_category():
    secteurs = (Secteur(uid=uid("a"), nom="Centre"), Secteur(uid=uid("b")))
    partout = make_fiche(secteurs=(uid("a"), uid("b")), categories_ort=(CategorieOrt.TRANSITION, CategorieOrt.HABITAT))
    nulle_part = make_fiche(uid=uid("f2"), numero="1.2", categories_ort=(CategorieOrt.RELOGEMENT,))
    projet = make_projet(partout, nulle_part, territoire=make_territoire(secteurs=secteurs))
    matrice = table(projet, "Actions du plan")
    assert [c.title for c in matrice.columns[2:]] == [*map(str, range(1, 11)), "H"]
    assert lignes(matrice) == [
        ("1.1", "Requalifier la Grand-Place", "", "", "", "S1 S2", *[""] * 6, "S1 S2"),
        ("1.2", "Requalifier la Grand-Place", "", "✓", *[""] * 9),
    ]
    contenu = annexe(projet, 7)
    assert "S1 : Centre ; S2 : Secteur sans nom ; ✓ : action sans secteur précisé." in contenu
    assert "4. Transition énergétique et végétalisation" in contenu


def test_that_without_ort_the_annexes_are_six():
    projet = make_projet(territoire=replace(make_territoire(), regime_ort=RegimeOrt.SANS_ORT))
    assert len([*outline(blocks(projet), 1)]) == 6


def test_that_an_empty_project_has_its_seven_annexes():
    assert len([*outline(blocks(Projet()), 1)]) == 7
    assert "Aucune orientation stratégique n’est encore définie." in annexe(Projet(), 1)
    assert "Aucune action n’est encore inscrite au plan." in annexe(Projet(), 2)
    assert "Aucune action n’est encore inscrite au plan." in annexe(Projet(), 7)
    assert "None" not in to_text(build_annexes(Projet(), aujourd_hui=AUJOURD_HUI))
