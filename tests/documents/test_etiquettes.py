"""Labels beside their values: those that are questions have more of the width, on paper as in Word."""

import subprocess
from pathlib import Path

from factories import AUJOURD_HUI
from lecture_docx import document, written

from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.tree import Field, Fields

QUESTION = "Le projet sert-il la transition écologique ?"
COURT = Fields((Field(QUESTION, "Non"),), "Réponses")
LONG = Fields((Field(QUESTION, "Non"),), "Réponses", worded=True)


def test_that_a_question_has_more_of_the_width_in_word():
    court, long = (written(document(bloc)).tables[0].columns for bloc in (COURT, LONG))
    assert court[0].width is not None
    assert long[0].width is not None
    assert long[0].width > 1.4 * court[0].width
    largeurs = [sum(int(colonne.width or 0) for colonne in colonnes) for colonnes in (court, long)]
    assert abs(largeurs[0] - largeurs[1]) < 1000  # English metric units: a hundredth of a millimetre is 360


def test_that_a_question_holds_on_fewer_lines_on_paper(tmp_path: Path, pdftotext: Path):
    def lines(bloc: Fields) -> int:
        cible = tmp_path / "page.pdf"
        cible.write_bytes(pdf.to_bytes(document(bloc, date_edition=AUJOURD_HUI), archive=False))
        page = subprocess.run([pdftotext, "-layout", cible, "-"], capture_output=True, text=True, check=True).stdout
        return sum(any(mot in ligne for mot in QUESTION.split()[:-1]) for ligne in page.splitlines())

    assert lines(LONG) < lines(COURT)
