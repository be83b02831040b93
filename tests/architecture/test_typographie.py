"""Texts people read are typeset: apostrophes, ellipses, no-break spaces, accented capitals."""

from pathlib import Path

import pytest
from fichiers_du_depot import ROOT, python_files
from typographie import ESCAPE, faults, texts_of

READ_BY_PEOPLE = ("pvd_desktop/ui", "pvd_desktop/cli*", "pvd_desktop/documents/builders", "models/domain")


@pytest.mark.parametrize("path", python_files(*READ_BY_PEOPLE), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_that_the_texts_of_a_module_are_typeset(path: Path):
    found = [f"line {line}: {text!r}: {', '.join(wrong)}" for line, text in texts_of(path) if (wrong := faults(text))]
    assert found == [], f"correct the text, or end its line with « {ESCAPE} » when it is no French"


@pytest.mark.parametrize(
    "text",
    [
        "L'action est inscrite",
        "Chargement en cours...",
        "Coût total : 12",
        "Coût total: 12",
        "Supprimer cette action ?",
        "Une phrase; une autre",
        "Taux de 20 %",
        "Taux de 20%",
        "1 234,50 €",
        "Voir «la fiche»",
        "Voir « la fiche »",
        'Ouvrir "la fiche"',
        "Etat des lieux",
        "A vérifier avant le dépôt",
        "\ufffc € demandés",
        "l'\ufffc est absente ici",
    ],
)
def test_that_a_badly_typeset_text_is_found(text: str):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "L’action est inscrite\u00a0: 20\u00a0%, 1\u202f234,50\u00a0€, «\u00a0à trouver\u00a0»\u202f!",
        "Chargement en cours…",
        "%d/%m/%Y à %H:%M",
        "Projets PVD (*.pvd);;Tous les fichiers (*)",
        "QLabel { color: red; }",
        "color: red;",
        "fiche_action",
        "a;b?c",
        "%s: %s",
        r"\bdsil\b|soutien (?:public )?local",
        "Montants (k€) à 12:30",
        "État des lieux. À vérifier",
        "&Nouvelle action&nbsp;",
    ],
)
def test_that_a_well_typeset_or_technical_text_is_let_through(text: str):
    assert faults(text) == []


def test_that_only_texts_for_people_are_read(tmp_path: Path):
    module = tmp_path / "module.py"
    module.write_text(
        '"""Doc: l\'un."""\n'
        'logger.info("trace : %s", {"clé : x": "valeur lue"})\n'
        'TITRE = {"clé : technique": "Titre lu"}\n'
        'SEPARE = "a : b"  # typo: ok\n'
        'def f(x: "str | None") -> "int | None":\n'
        '    raise ValueError("unknown kind: x")\n'
        'PHRASE = f"Reste {x} €"\n',
        "utf-8",
    )
    assert [*texts_of(module)] == [(3, "Titre lu"), (7, "Reste \ufffc €")]
