"""Anything at all, from a file or the clipboard: refused in words, or every row accounted for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tableaux import applique, check_account, ecrire, proposition, tableau

from models.domain.importation.proposition import Proposition, Sort
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.tableur import read_classeur, read_collage

ENTETES = (
    "N°", "Axe", "Action", "MOA", "Coût HT", "DETR", "Région", "Financeur", "Montant", "Statut", "Année", "Début",
    "Remarques", "Total aides", "Inconnue", None,
)  # fmt: skip
CELLULES = st.one_of(
    st.none(),
    st.sampled_from(
        ("1.1", "AXE 1 : HABITAT", "Halle", "Pont", "Commune", "CC", "12 000 €", "30 %", "sollicité", "En cours", "\n",
         "TOTAL", "Sous-total", "2026", "T1 2027", "2026-2028", "DETR, Région", "Entre 200 et 500", "n/a", "à définir")
    ),
    st.integers(-10, 10**10),
    st.floats(0, 10**6, allow_nan=False),
    st.dates(),
    st.booleans(),
    st.text(max_size=12),
)  # fmt: skip
LIGNES = st.lists(st.lists(CELLULES, min_size=1, max_size=8), min_size=1, max_size=8)


def accounted(proposee: Proposition) -> set[int]:
    """Rows that something is made of, or said of."""
    lignes = {n for x in proposee.lignes for n in x.lignes}
    dites = {r.lieu.ligne for r in proposee.remarques if r.lieu.ligne}
    titres = {t.lieu.ligne for t in proposee.totaux if t.lieu.ligne}
    return lignes | dites | titres


@given(st.permutations(ENTETES), LIGNES)
def test_that_any_table_gives_a_proposition_that_holds(entetes: list[Any], lignes: list[Sequence[Any]]):
    nommees = (((f"Halle {i}", 5, *ligne)) for i, ligne in enumerate(lignes))
    classeur = tableau(("Nom de l’action", "Coût total", *entetes), *nommees)
    proposee = proposition(classeur)
    assert len({x.cle for x in proposee.lignes}) == len(proposee.lignes)
    check_account(classeur, proposee)
    seconde = proposition(classeur, applique(proposee))
    assert {x.sort for x in seconde.lignes} <= {Sort.INCHANGE, Sort.REFUSE, Sort.ECARTE}
    assert not seconde.ecrit


@given(LIGNES)
def test_that_every_row_is_accounted_for(lignes: list[Sequence[Any]]):
    classeur = tableau(("N°", "Action", "Coût HT", "DETR", "Statut", "Remarques"), *lignes)
    proposee = proposition(classeur)
    lues = proposee.feuilles[0].correspondance
    corps = [x for x in classeur.feuilles[0].lignes if x.numero > lues.derniere_entete]
    parlantes = {x.numero for x in corps if isinstance(x.valeur(1), str) and x.valeur(1) in {"Halle", "Pont"}}
    assert parlantes <= accounted(proposee)


@given(st.text(max_size=400))
def test_that_any_paste_is_refused_in_words_or_read(texte: str):
    try:
        classeur = read_collage(texte)
    except SourceError as e:
        assert e.remede  # noqa: PT017 - either answer is right
        return
    proposition(classeur)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(octets=st.binary(max_size=400))
def test_that_any_bytes_are_refused_in_words_or_read(tmp_path: Path, octets: bytes):
    path = tmp_path / "a.xlsx"
    path.write_bytes(octets)
    try:
        classeur = read_classeur(path)
    except SourceError as e:
        assert e.remede  # noqa: PT017 - either answer is right
        return
    proposition(classeur)


def test_that_a_header_of_eighty_columns_is_read_whole(tmp_path: Path):
    entete = ["Action", *(f"Critère {i}" for i in range(79))]
    path = ecrire(tmp_path / "large.xlsx", entete, ["Halle", *range(1, 80)])
    proposee = proposition(read_classeur(path))
    (fiche,) = proposee.projet.fiches
    assert len(fiche.notes) == 79  # nothing is lost
    assert [n.texte for n in fiche.notes][-1] == "Critère 78\u00a0: 79"
