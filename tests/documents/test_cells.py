"""French text of the values of a document."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from factories import AUJOURD_HUI

from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.cells import is_missing, runs_of, text_of
from pvd_desktop.documents.renderers import pdf, text
from pvd_desktop.documents.tree import (
    BLANK,
    Block,
    Document,
    Euros,
    KeepTogether,
    PageBreak,
    PageOf,
    Paragraph,
    Run,
    Taux,
    Value,
)


@pytest.mark.parametrize(
    ("value", "attendu", "absent"),
    [
        (None, "—", False),
        (BLANK, "", False),
        (PageOf("x"), "", False),
        (Euros(Decimal("1234.5")), "1\u202f234,50\u00a0€", False),
        (Euros(Decimal(0)), "0,00\u00a0€", False),
        (Euros(None), "Non renseigné", True),
        (Taux(Decimal("0.2")), "20,0\u00a0%", False),
        (Taux(None), "Non renseigné", True),
        (date(2026, 4, 3), "03/04/2026", False),
        (2026, "2026", False),
        (StatutAction.EN_COURS, "En cours", False),
        ("mot", "mot", False),
        ("", "Non renseigné", True),
        ((Run("a", bold=True), Run("b")), "ab", False),
        ((), "Non renseigné", True),
    ],
)
def test_that_a_value_is_read_in_french(value: Value, attendu: str, absent: bool):
    assert text_of(value) == attendu
    assert is_missing(value) is absent


def test_that_a_kind_of_value_or_block_forgotten_by_a_renderer_is_loud():
    with pytest.raises(AssertionError):
        text_of(cast(Value, 1.5))
    inconnu = Document(titre="T", date_edition=AUJOURD_HUI, blocks=(cast(Block, object()),))
    with pytest.raises(AssertionError):
        text.to_text(inconnu)
    with pytest.raises(AssertionError):
        pdf.render(inconnu, Path("jamais.pdf"))


def test_that_emphasis_is_kept_and_other_values_become_one_run():
    assert runs_of((Run("a", bold=True),)) == (Run("a", bold=True),)
    assert runs_of(Euros(None)) == (Run("Non renseigné"),)
    assert runs_of(()) == (Run("Non renseigné"),)


def test_that_the_text_format_shows_emphasis_links_and_breaks(tmp_path: Path):
    runs = (Run("a", bold=True), Run("b", italic=True), Run("c", link="https://d.fr"), Run("\ud800"))
    document = Document(
        titre="T",
        date_edition=AUJOURD_HUI,
        blocks=(KeepTogether((Paragraph(runs), Paragraph((Run("e"),)))), PageBreak()),
        brouillon=False,
    )
    text.render(document, tmp_path / "a.txt")
    lu = (tmp_path / "a.txt").read_text("utf-8")
    assert lu == "T\n\n**a**_b_c <https://d.fr>?\n\ne\n\n" + "-" * 80 + "\n"
