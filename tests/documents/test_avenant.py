"""The avenant and the comparison of two states, read back from their files."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx.api import Document as WordFile
from docx.table import Table as WordTable
from fabrique_etats import edit_ten_times, make_avenant, make_signe
from factories import AUJOURD_HUI, make_operation, uid

from models.domain.convention import Article
from models.domain.fiche_action import NoteSuivi
from models.domain.projet import Projet
from models.domain.version_figee import EtatProjet
from models.domain.vocabulaire import RegimeOrt
from pvd_desktop.documents.builders.comparaison_etats import build_comparaison
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Document

SIGNE = make_signe()
REVU = edit_ten_times(SIGNE)
DIX = (
    ("Quartier de la gare", "Secteur d’intervention ajouté"),
    ("Commune de Valbrune", "Représentant", "Anne Duval", "Karim Benali"),
    ("Article 8 — Gouvernance du programme", "Texte"),
    ("1 · Faire vivre le centre-ville", "Titre", "Retrouver un centre-ville habité et animé"),
    ("1.1 · Requalifier la Grand-Place", "Statut", "Inscrite", "En cours"),
    ("1.2 · Réhabiliter la halle", "Montant HT", "500 000,00 €", "620 000,00 €"),
    ("1.2 · Réhabiliter la halle", "Fin", "17/12/2027", "31/03/2028"),
    ("1.2 · Réhabiliter la halle", "Partenaire ajouté", "CAUE du Pas-de-Calais"),
    ("1.3 · Relancer le marché", "Action ajoutée"),
    ("2.1 · Ouvrir une micro-crèche", "Action retirée"),
)


def avenant(apres: Projet, avant: Projet = SIGNE) -> Document:
    return make_avenant(apres, avant)


def texte(document: Document) -> str:
    return _simple(to_text(document))


def _simple(lu: str) -> str:
    return re.sub(r"[ \u00a0\u202f]+", " ", lu)


def test_that_an_avenant_in_word_lists_exactly_the_ten_edits(tmp_path: Path):
    export(avenant(REVU), tmp_path / "avenant.docx")
    word = WordFile(str(tmp_path / "avenant.docx"))
    (tableau,) = (t for t in word.tables if [c.text for c in t.rows[0].cells][:2] == ["N°", "Ce qui change"])
    assert isinstance(tableau, WordTable)
    numerotees: list[list[str]] = []
    groupe = ""
    for ligne in ([_simple(c.text) for c in row.cells] for row in tableau.rows[1:]):
        if ligne[0].isdecimal():
            numerotees.append([*ligne, groupe])
        else:
            groupe = ligne[0]
    assert [int(ligne[0]) for ligne in numerotees] == list(range(1, 11))
    for ligne, mots in zip(numerotees, DIX, strict=True):
        assert all(mot in " ".join(ligne) for mot in mots), (ligne, mots)
    corps = _simple("\n".join(p.text for p in word.paragraphs))
    assert "Le comité de pilotage se réunit trois fois par an, en mairie" in corps
    assert "deux fois" not in corps


def test_that_an_avenant_in_pdf_says_the_same(tmp_path: Path, pdftotext: Path):
    export(avenant(REVU), tmp_path / "avenant.pdf")
    commande = [pdftotext, "-layout", "-enc", "UTF-8", tmp_path / "avenant.pdf", "-"]
    lu = _simple(subprocess.run(commande, capture_output=True, check=True).stdout.decode("utf-8"))
    numeros = [
        int(n)
        for n in re.findall(r"^ ?(\d+) (?=\S)", lu.split("Article 2 —")[1].split("Actions ajoutées")[0], re.MULTILINE)
    ]
    assert numeros == list(range(1, 11))
    for mots in DIX:
        assert all(mot.split()[0] in lu for mot in mots)
    for dit in ("Karim Benali", "620 000,00 €", "31/03/2028", "trois fois", "BROUILLON", "Annexe 2 — Fiches-actions"):
        assert dit in lu


def test_that_the_figures_the_dates_and_the_annexes_follow():
    lu = texte(avenant(REVU))
    assert re.search(r"Coût HT \| 1 638 100,50 € \| 1 758 100,50 € \| 120 000,00 €", lu)
    assert re.search(r"Chantier \| 04/01/2027 – 17/12/2027 \| 04/01/2027 – 31/03/2028", lu)
    annexes = re.findall(r"^• Annexe (\d)", lu, re.MULTILINE)
    assert annexes == ["1", "2", "3", "6", "7"]


def test_that_the_living_parties_sign_with_their_own_names_and_blanks_for_their_acts():
    parties = tuple(
        replace(p, acte_numero="12", acte_date=date(2022, 10, 3), date_signature=date(2023, 1, 27))
        for p in SIGNE.convention.parties
    )
    signe = replace(SIGNE, convention=replace(SIGNE.convention, parties=parties))
    neuve = replace(parties[0], representant="Karim Benali", acte_numero="2026-41", acte_date=date(2026, 11, 5))
    actuel = replace(signe, convention=replace(signe.convention, parties=(neuve, *parties[1:])))
    lu = texte(avenant(actuel, signe))
    assert "Karim Benali" in lu
    assert (
        "Vu la délibération n° 2026-41 du 5 novembre 2026 autorisant Karim Benali, maire, à signer le présent avenant "
        "au nom de la commune de Valbrune"
    ) in lu
    assert "Vu la délibération [à compléter : numéro et date] autorisant Paul Petit, président, à signer" in lu
    assert "Numéro de l’acte" not in lu
    assert "n° 12" not in lu
    assert "signé le" not in lu
    assert (
        "Vu la convention-cadre Petites Villes de Demain pour la commune de Valbrune, signée le 27 janvier 2023" in lu
    )
    assert "le [à compléter : date de signature]" in lu


def test_that_articles_inserted_and_taken_out_are_said_with_their_whole_text():
    sien = Article(uid=uid("a"), apres="orientations", intitule="Les commerces", texte="Un marché **bio** le jeudi.")
    avec = replace(SIGNE, convention=replace(SIGNE.convention, articles=(*SIGNE.convention.articles, sien)))
    lu = texte(avenant(avec))
    assert "Il est inséré l’article suivant" in lu
    assert "Un marché **bio** le jeudi." in lu
    assert "renumérotés en conséquence" in lu
    retire = texte(avenant(SIGNE, avec))
    assert re.search(r"L’article \d+ \(Les commerces\) est supprimé\.", retire)
    assert "Un marché" not in retire
    sans_ort = texte(avenant(replace(SIGNE, territoire=replace(SIGNE.territoire, regime_ort=RegimeOrt.SANS_ORT))))
    assert "il porte le changement recensé à l’article 2" in sans_ort.lower()
    assert "est supprimé." in sans_ort


def test_that_what_is_noted_beside_the_convention_calls_for_no_avenant():
    premiere, *autres = SIGNE.fiches
    suivie = replace(premiere, notes=(*premiere.notes, NoteSuivi(uid=uid("n"), texte="Vu avec l’ABF.")))
    lu = texte(avenant(replace(SIGNE, fiches=(suivie, *autres))))
    assert "il n’y a pas d’avenant à préparer" in lu
    assert "Tableau des changements" not in lu
    assert "Vu avec l’ABF" not in lu


def test_that_the_user_alone_takes_the_draft_mark_away():
    assert avenant(REVU).brouillon
    assert not make_avenant(REVU, SIGNE, brouillon=False).brouillon


def test_that_each_operation_whose_money_moves_is_told_when_there_are_several():
    halle = SIGNE.fiches[1]
    tranche = make_operation(uid=uid("tranche"), intitule="Seconde tranche", depenses=(), financements=())
    nue = replace(tranche, part_decidee=Decimal(5))
    avant = replace(SIGNE, fiches=(replace(halle, operations=(*halle.operations, tranche)),))
    apres = replace(SIGNE, fiches=(replace(halle, operations=(halle.operations[0], nue)),))
    comparaison = build_comparaison(EtatProjet(projet=avant), EtatProjet(projet=apres), aujourd_hui=AUJOURD_HUI)
    assert "Part décidée" in texte(comparaison)
    ajoutee = replace(SIGNE, fiches=(replace(halle, operations=(*halle.operations, make_operation(uid=uid("o2")))),))
    lu = texte(
        build_comparaison(
            EtatProjet(projet=replace(SIGNE, fiches=(halle,))), EtatProjet(projet=ajoutee), aujourd_hui=AUJOURD_HUI
        )
    )
    assert re.search(r"Opération sans nom +\| Coût HT", lu)


def test_that_an_action_on_one_side_has_no_figure_on_the_other():
    sans = replace(SIGNE, fiches=SIGNE.fiches[:1])
    retiree, ajoutee = texte(avenant(sans)), texte(avenant(SIGNE, sans))
    assert re.search(r"la halle \(action retirée\) +\| Coût HT +\| 500 000,00 € +\| — +\| −500 000,00 €", retiree)
    assert re.search(r"la halle \(action ajoutée\) +\| Coût HT +\| — +\| 500 000,00 € +\| 500 000,00 €", ajoutee)


def test_that_a_long_text_shows_what_went_and_what_came():
    lu = texte(build_comparaison(EtatProjet(projet=SIGNE), EtatProjet(projet=REVU), aujourd_hui=AUJOURD_HUI))
    assert "se réunit [deux] trois fois par an" in lu
    assert "10 changements : 3 ajouts, 1 suppression, 6 modifications." in lu


@pytest.mark.parametrize("extension", [".pdf", ".docx", ".txt"])
def test_that_two_states_alike_say_so(extension: str, tmp_path: Path):
    meme = build_comparaison(EtatProjet(projet=SIGNE), EtatProjet(projet=SIGNE), aujourd_hui=AUJOURD_HUI)
    export(meme, tmp_path / f"c{extension}")
    assert "Aucun changement" in texte(meme)
