"""A scenario as a document: the figures of the comparison to the cent, in every format, and what it could not say."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_depense, make_fiche, make_financement, make_operation, make_projet, uid
from fichiers_json import EXEMPLE
from openpyxl import load_workbook

from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.comparaison import PosteCompare, comparer
from models.domain.vocabulaire import EtatFinancement, StatutAction
from models.echange.lecture import read_json
from pvd_desktop.documents.builders.scenario import build_scenario, read_charges
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Document, Euros, NewSection, PageFormat, RowKind, Table

REFUS = Ecart(objet=uid("financement-40000"), champ="etat", valeur="refuse")


def exemple() -> Projet:
    """The example project, with its scenario."""
    return read_json(EXEMPLE, Projet(), "exemple.json", corbeille=()).projet


def texte(document: Document) -> str:
    """Its text, with plain spaces."""
    return to_text(document).replace("\u00a0", " ").replace("\u202f", " ")


def table(document: Document, summary: str) -> Table:
    """The table that holds this."""
    return next(b for b in document.blocks if isinstance(b, Table) and b.summary.startswith(summary))


def un(*ecarts: Ecart, **champs: object) -> Projet:
    """One action, its scenario."""
    operation = make_operation(part_decidee=Decimal(60000), depenses=(make_depense(annee=2027),))
    fiche = replace(make_fiche(operations=(operation,)), **champs)
    return replace(make_projet(fiche), scenarios=(Scenario(uid=uid("s"), intitule="L’État refuse", ecarts=ecarts),))


def test_that_the_scenario_of_the_example_is_told_with_what_it_costs():
    projet = exemple()
    dit = texte(build_scenario(projet, aujourd_hui=AUJOURD_HUI))
    assert "## La Région refuse" in dit
    lignes = [" ".join(ligne.split()) for ligne in dit.splitlines()]
    assert "À solliciter | 842 260,89 € | 400 958,01 € | −441 302,88 €" in lignes
    assert any(ligne.endswith("| État | À solliciter | Refusé") for ligne in lignes)
    assert any(ligne.startswith("Apparaît | 3.2") and ligne.endswith("| FA-04") for ligne in lignes)


@pytest.mark.parametrize("poste", PosteCompare)
def test_that_each_figure_is_that_of_the_comparison_to_the_cent(poste: PosteCompare):
    projet = exemple()
    comparaison = comparer(projet, projet.scenarios[0])
    compare = comparaison.totaux.poste(poste)
    totaux = table(build_scenario(projet, aujourd_hui=AUJOURD_HUI), "Totaux")
    row = next(r for r in totaux.rows if text_of(r.cells[0]).startswith(poste.libelle))
    assert compare.ecart is not None
    assert row.cells[1:] == (Euros(compare.avant), Euros(compare.apres), Euros(compare.ecart))


def test_that_the_rows_of_the_actions_add_up_to_the_plan():
    projet = exemple()
    actions = table(build_scenario(projet, aujourd_hui=AUJOURD_HUI), "Chiffres")
    total = actions.rows[-1]
    assert (total.kind, total.sums) == (RowKind.TOTAL, tuple(range(len(actions.rows) - 1)))
    for place, cell in enumerate(total.cells):
        if isinstance(cell, Euros):
            montants = [r.cells[place] for r in actions.rows[:-1]]
            assert cell.montant == sum(m.montant or 0 for m in montants if isinstance(m, Euros))
    assert {c.group for c in actions.columns if c.group} == {"À solliciter", "Solde à la charge", "À trouver"}


def test_that_the_workbook_has_a_sheet_per_table_and_the_same_cents(tmp_path: Path):
    projet = exemple()
    cible = tmp_path / "scenario.xlsx"
    export(build(document_for("scenario", cible), projet, aujourd_hui=AUJOURD_HUI), cible)
    classeur = load_workbook(cible, data_only=True)
    assert classeur.sheetnames[:5] == ["Totaux", "Actions", "Charge", "Suppositions", "Points"]
    lus = {ligne[0]: ligne[1:4] for ligne in classeur["Totaux"].iter_rows(values_only=True) if ligne[0]}
    comparaison = comparer(projet, projet.scenarios[0])
    compare = comparaison.totaux.poste(PosteCompare.A_TROUVER)
    assert compare.avant is not None
    assert compare.apres is not None
    charge = read_charges(comparaison, AUJOURD_HUI).total
    assert lus["À trouver"] == (float(compare.avant), float(compare.apres), float(compare.apres - compare.avant))
    assert lus["Charge nette TTC, FCTVA et emprunts déduits, annuités comptées"][2] == float(charge.ecart or 0)


def test_that_each_scenario_comes_in_turn_or_alone():
    projet = un(REFUS)
    projet = replace(projet, scenarios=(*projet.scenarios, Scenario(uid=uid("autre"), intitule="Rien ne bouge")))
    tous = texte(build_scenario(projet, aujourd_hui=AUJOURD_HUI))
    assert tous.index("## L’État refuse") < tous.index("## Rien ne bouge")
    assert "Ce scénario ne change rien au projet tel qu’il est." in tous
    seul = build_scenario(projet, uid("autre"), aujourd_hui=AUJOURD_HUI)
    assert seul.titre.startswith("Scénario\u00a0: Rien ne bouge")
    assert "L’État refuse" not in texte(seul)
    feuilles = build_scenario(projet, aujourd_hui=AUJOURD_HUI, par_feuille=True)
    noms = [b.name for b in feuilles.blocks if isinstance(b, NewSection)]
    assert len(noms) == len(set(noms))
    assert "Ce projet ne compte encore aucun scénario." in texte(build_scenario(Projet(), aujourd_hui=AUJOURD_HUI))


def test_that_what_could_not_be_supposed_is_counted_with_its_reason():
    perdus = tuple(Ecart(objet=uid(f"partie-{n}"), champ="etat", valeur="refuse") for n in (1, 2))
    dit = texte(build_scenario(un(REFUS, *perdus), aujourd_hui=AUJOURD_HUI))
    assert "Ce qui n’a pas pu être supposé" in dit
    assert "n’est plus dans le projet. (2 écarts)" in dit


def test_that_an_action_out_of_the_plan_is_supposed_but_counts_nowhere():
    document = build_scenario(un(REFUS, statut=StatutAction.ABANDONNEE), aujourd_hui=AUJOURD_HUI)
    dit = texte(document)
    assert "ne comptent dans aucun total" in dit
    assert "Action par action" not in dit
    assert len(table(document, "Ce que le scénario suppose").rows) == 1


def test_that_a_scenario_that_moves_everything_has_a_wider_sheet():
    ecarts = (
        REFUS,
        Ecart(genre=GenreEcart.DEPENSE, objet=uid("depense-100000"), champ="montant_ht", valeur="120000.00"),
        Ecart(objet=uid("financement-5000"), champ="etat", valeur="accorde"),
        Ecart(objet=uid("financement-5000"), champ="montant_accorde", valeur="4000.00"),
    )
    projet = un(*ecarts)
    deposee = make_financement("5000", etat=EtatFinancement.DEPOSE)
    (operation,) = projet.fiches[0].operations
    operation = replace(operation, financements=(*operation.financements, deposee))
    projet = replace(projet, fiches=(replace(projet.fiches[0], operations=(operation,)),))
    assert build_scenario(projet, aujourd_hui=AUJOURD_HUI).blocks[0] == NewSection(
        PageFormat.A3_LANDSCAPE, "L’État refuse", "Document prévisionnel, ne vaut pas accord."
    )
    assert build_scenario(un(REFUS), aujourd_hui=AUJOURD_HUI).blocks[0] == NewSection(
        PageFormat.A4_LANDSCAPE, "L’État refuse", "Document prévisionnel, ne vaut pas accord."
    )


def test_that_the_years_are_compared_when_the_money_has_one():
    depense = Ecart(genre=GenreEcart.DEPENSE, objet=uid("depense-100000"), champ="annee", valeur="2028")
    document = build_scenario(un(depense), aujourd_hui=AUJOURD_HUI)
    annees = {text_of(r.cells[0]): r.cells[3] for r in table(document, "Charge nette par an").rows}
    assert annees["2027"] == Euros(Decimal("-120000.00"))
    assert "Écart de 40 000,00 € au total, sans année" in texte(build_scenario(un(REFUS), aujourd_hui=AUJOURD_HUI))
