"""The documents of a payment say the same figures to the cent, on paper, in Word, in a workbook and computed again."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from factories import uid
from openpyxl import load_workbook
from paiements import DEMANDE, DSIL, make_place
from recalcul import recalculated, without_cached_values
from typographie import faults

from models.domain.demande import Demande, LigneDemande
from models.domain.formats import format_euros
from models.domain.paiements.aide import DroitsPaiement
from models.domain.projet import Projet
from models.domain.vocabulaire import TypePremierActe
from pvd_desktop.documents.builders.demande_dossier import situer_dossier
from pvd_desktop.documents.builders.paiement_dossier import lignes_payees, plan_de
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.catalogue_paiement import DOCUMENTS_PAIEMENT
from pvd_desktop.documents.renderers import docx, pdf, text, xlsx
from pvd_desktop.documents.tree import Document

JOUR, DEMAIN = date(2026, 11, 22), date(2026, 11, 23)
MONTANT = re.compile(r"-?\d{1,3}(?: \d{3})*,\d\d €")
ETAT = "etat-depenses"


def _document(nom: str, projet: Projet, extension: str = ".pdf") -> Document:
    modele = document_for(nom, Path(f"a{extension}"))
    return build(modele, projet, aujourd_hui=JOUR, brouillon=False, demande=DEMANDE)


def _texte(nom: str, projet: Projet, tmp_path: Path) -> str:
    text.render(_document(nom, projet), tmp_path / "a.txt")
    return _lisible((tmp_path / "a.txt").read_text("utf-8"))


def _lisible(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")


def _droits(projet: Projet) -> DroitsPaiement:
    return lignes_payees(situer_dossier(projet, DEMANDE, jour=JOUR, brouillon=False))[0].droits


def test_that_the_domain_gives_the_figures_an_expert_computed():
    projet = make_place()
    droits = _droits(projet)
    dossier = situer_dossier(projet, DEMANDE, jour=JOUR, brouillon=False)
    plan = plan_de(dossier, lignes_payees(dossier)[0].operation)
    assert (droits.etat.depense_reelle, droits.etat.cout_reel) == (Decimal(380_000), Decimal(381_500))
    assert (droits.definitif, droits.solde_possible) == (Decimal(114_000), Decimal(78_000))
    assert [m.depassement for m in droits.etat.marches] == [Decimal("1599.50")]
    assert (plan.part_mo, plan.surfinancement) == (Decimal(267_500), Decimal(0))


@pytest.mark.parametrize("nom", ["demande-solde", "plan-definitif", ETAT, "demande-acompte"])
def test_that_paper_word_and_text_carry_the_same_amounts(nom: str, pdftotext: Path, tmp_path: Path):
    document = _document(nom, make_place())
    pdf.render(document, tmp_path / "a.pdf", archive=False)
    lu = subprocess.run([pdftotext, "-layout", tmp_path / "a.pdf", "-"], check=True, capture_output=True, text=True)
    papier = sorted(MONTANT.findall(_lisible(lu.stdout)))
    docx.render(document, tmp_path / "a.docx")
    ouvert = python_docx.Document(str(tmp_path / "a.docx"))
    cellules = (c.text for t in ouvert.tables for ligne in t.rows for c in ligne.cells)
    word = sorted(MONTANT.findall(_lisible("\n".join((*(p.text for p in ouvert.paragraphs), *cellules)))))
    text.render(document, tmp_path / "a.txt")
    nu = sorted(MONTANT.findall(_lisible((tmp_path / "a.txt").read_text("utf-8"))))
    assert papier
    assert papier == word == nu


def test_that_the_workbook_says_the_figures_of_the_screen_as_kept_and_as_computed(soffice: Path, tmp_path: Path):
    projet = make_place()
    etat = _droits(projet).etat
    xlsx.render(_document(ETAT, projet, ".xlsx"), tmp_path / "etat.xlsx")
    (tmp_path / "nu").mkdir()
    without_cached_values(tmp_path / "etat.xlsx", tmp_path / "nu" / "etat.xlsx")
    calcule = recalculated(soffice, tmp_path / "nu" / "etat.xlsx", tmp_path)
    formules = load_workbook(tmp_path / "etat.xlsx")
    for path in (tmp_path / "etat.xlsx", calcule):
        classeur = load_workbook(path, data_only=True)
        mandats = _row(classeur["Mandats"], "Total")
        assert mandats[-3:] == [etat.total.ht, etat.total.ttc, etat.depense_reelle]
        postes = _row(classeur["Postes"], "Total")
        assert postes[-3:] == [Decimal(400_000), etat.cout_reel, etat.cout_reel - 400_000]
        marche = next(_cents(r) for r in classeur["Marchés"].iter_rows(values_only=True) if "2025-11" in str(r[0]))
        assert marche[2:] == [Decimal("358400.50"), Decimal(360_000), Decimal(0), Decimal("1599.50")]
    assert all(str(c).startswith("=") for c in _row_brute(formules["Mandats"], "Total")[-3:])
    assert str(_row_brute(formules["Postes"], "Total")[-1]).startswith("=")


def _row_brute(feuille: Any, titre: str) -> list[Any]:
    return next([c for c in r if c is not None] for r in feuille.iter_rows(values_only=True) if titre in r)


def _row(feuille: Any, titre: str) -> list[Any]:
    return _cents(_row_brute(feuille, titre))


def _cents(ligne: Any) -> list[Any]:
    return [round(Decimal(str(c)), 2) if isinstance(c, int | float) else c for c in ligne if c is not None]


def test_that_the_solde_says_how_it_is_computed_and_the_surplus_to_give_back(tmp_path: Path):
    projet = make_place()
    lu = _texte("demande-solde", projet, tmp_path)
    for passage in (
        "solde de **78 000,00 €**",
        "Aide définitive : 114 000,00 €",
        "achevée le 01/03/2026",
        "DSIL-62-57",
    ):
        assert passage in lu
    fiche = projet.fiches[0]
    operation = fiche.operations[0]
    dsil = operation.financements[0]
    trop = replace(dsil, versements=(replace(dsil.versements[0], montant=Decimal(115_000)),))
    verse = replace(projet, fiches=(replace(fiche, operations=(replace(operation, financements=(trop,)),)),))
    lu = _texte("demande-solde", verse, tmp_path)
    assert "Trop-perçu, à reverser : 1 000,00 €" in lu
    assert "déclare qu’un trop-perçu de **1 000,00 €** est à reverser au financeur" in lu


def test_that_what_is_not_known_yet_is_seen_before_anyone_signs(tmp_path: Path):
    lu = _texte("demande-solde", make_place(achevee=False), tmp_path)
    assert "à compléter : montant à demander" in lu
    assert "Le solde se demande une fois l’opération achevée." in lu
    assert "acompte de **60 000,00 €**" in _texte("demande-acompte", make_place(achevee=False), tmp_path)


def test_that_nobody_is_made_to_sign_that_a_day_to_come_is_past(tmp_path: Path):
    place = make_place()
    fiche = place.fiches[0]
    demain = {"date_commencement": DEMAIN, "date_achevement": DEMAIN, "date_premier_acte": DEMAIN}
    place = replace(place, fiches=(replace(fiche, operations=(replace(fiche.operations[0], **demain),)),))
    solde = _texte("demande-solde", place, tmp_path)
    assert "a été achevée" not in solde
    assert "L’achèvement est prévu le 23/11/2026" in solde
    assert "Achèvement prévu le 23/11/2026." in _texte("plan-definitif", place, tmp_path)
    assert "Cette date est encore à venir" in _texte("declaration-commencement", place, tmp_path)
    assert "encore à venir" not in _texte("declaration-commencement", make_place(), tmp_path)


def test_that_the_commencement_declared_is_the_first_act_when_no_other_day_was_written(tmp_path: Path):
    place = make_place()
    fiche = place.fiches[0]
    acte = {"date_commencement": None, "type_premier_acte": TypePremierActe.MARCHE}
    for jour, attendu in ((date(2025, 3, 3), "03/03/2025"), (DEMAIN, "Non renseigné")):
        operation = replace(fiche.operations[0], **acte, date_premier_acte=jour)
        signee = replace(place, fiches=(replace(fiche, operations=(operation,)),))
        lu = _texte("declaration-commencement", signee, tmp_path)
        assert f"Commencement d’exécution : {attendu}" in lu
        assert ("à écrire dans l’opération" in lu) is (jour == DEMAIN)


def test_that_the_etat_leaves_out_what_waits_for_its_mandat_and_asks_for_the_comptable(tmp_path: Path):
    lu = _texte(ETAT, make_place(), tmp_path)
    assert "900,00 €" not in lu
    assert "Hors de cet état : 1 facture attend son mandat." in lu
    assert "-5 000,10 €" in lu
    assert "Le comptable public" in lu


@pytest.mark.parametrize("modele", DOCUMENTS_PAIEMENT, ids=lambda m: m.id)
def test_that_a_demande_whose_lines_are_gone_says_so(modele: Any, tmp_path: Path):
    perdue = Demande(uid=DEMANDE, lignes=(LigneDemande(operation=uid("gone"), financement=uid("gone")),))
    lu = _texte(modele.id, replace(make_place(), demandes=(perdue,)), tmp_path)
    assert "La demande ne nomme aucun financement encore présent" in lu


@pytest.mark.parametrize("modele", DOCUMENTS_PAIEMENT, ids=lambda m: m.id)
def test_that_the_texts_are_typeset_as_french_is(modele: Any, tmp_path: Path):
    text.render(_document(modele.id, make_place()), tmp_path / "a.txt")
    lignes = (tmp_path / "a.txt").read_text("utf-8").splitlines()
    # Plain text parts a label from its value by « : », with an ordinary space.
    assert not [(ligne, f) for ligne in lignes for f in faults(ligne.replace(" : ", "\u00a0: "))]


def test_that_the_line_of_the_demande_is_the_one_that_is_paid():
    assert _droits(make_place()).ligne.uid == DSIL
    assert format_euros(_droits(make_place()).accorde) == "120\u202f000,00\u00a0€"
