"""Words of a Word file that stand outside its body: notes follow their fiche, the rest is listed word for word."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from models.domain.fiche_action import FicheAction
from models.domain.importation.proposition import Proposition
from models.domain.projet import Projet
from models.referentiel.importation import load_connaissances
from pvd_desktop.imports.docx_paquet import PARTIE_MAX
from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def ecrire(
    path: Path, plan: str = "DETR : 30 000 €", *, notes: str = "", commentaires: str = "", appelant: str = "100 000 €"
) -> Path:
    """A fiche of three labels, below a title; the words ``appelant`` call a note."""
    document = Document()
    document.add_paragraph("Plan d’actions")
    document.sections[0].header.paragraphs[0].text = "Commune de Valbrune, version du 3 mars"
    table = document.add_table(rows=0, cols=2)
    for titre, texte in (("Nom de l’action", "Halle"), ("Coût HT", "100 000 €"), ("Plan de financement", plan)):
        cellules = table.add_row().cells
        cellules[0].text, cellules[1].text = titre, texte
    document.save(str(path))
    with ZipFile(path) as archive:
        parties = {nom: archive.read(nom) for nom in archive.namelist()}
    corps = parties["word/document.xml"].decode()
    assert f"{appelant}</w:t></w:r>" in corps
    appel = f'{appelant}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    parties["word/document.xml"] = corps.replace(f"{appelant}</w:t></w:r>", appel, 1).encode()
    if notes:
        parties["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>".encode()
    if commentaires:
        parties["word/comments.xml"] = f"<w:comments {W}>{commentaires}</w:comments>".encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for nom, octets in parties.items():
            archive.writestr(nom, octets)
    return path


def note(texte: str, identifiant: int = 2) -> str:
    return f'<w:footnote w:id="{identifiant}"><w:p><w:r><w:t>{texte}</w:t></w:r></w:p></w:footnote>'


def lire(path: Path) -> tuple[Proposition, FicheAction]:
    proposee = proposer_fiches(read_docx(path), Projet(), load_connaissances())
    (fiche,) = proposee.projet.fiches
    return proposee, fiche


def dits(proposee: Proposition) -> list[str]:
    return [f"{r.message} {r.valeur}".strip() for r in proposee.remarques]


def test_that_a_footnote_is_kept_on_the_fiche_that_calls_it(tmp_path: Path):
    proposee, fiche = lire(ecrire(tmp_path / "f.docx", notes=note("Estimation de l’architecte, 2025")))
    assert fiche.operations[0].cout == 100_000
    assert [n.texte for n in fiche.notes] == ["Note du document, Coût HT\u00a0: Estimation de l’architecte, 2025"]
    assert not [d for d in dits(proposee) if "bas de page" in d]


def test_that_a_note_that_no_field_calls_is_listed(tmp_path: Path):
    proposee, fiche = lire(ecrire(tmp_path / "f.docx", notes=note("Version de travail"), appelant="Plan d’actions"))
    assert fiche.notes == ()
    (dite,) = [d for d in dits(proposee) if "bas de page" in d]
    assert dite.endswith("Version de travail")


def test_that_headers_and_comments_are_listed_with_their_words(tmp_path: Path):
    commentaire = '<w:comment w:id="0" w:author="DDT"><w:p><w:r><w:t>Taux à revoir</w:t></w:r></w:p></w:comment>'
    proposee, _ = lire(ecrire(tmp_path / "f.docx", commentaires=commentaire * 22))
    assert "Ce commentaire de DDT n’est pas importé\u00a0: «\u00a0Taux à revoir\u00a0»." in dits(proposee)
    assert "2 autres commentaires ne sont pas importés." in dits(proposee)
    assert any("Commune de Valbrune, version du 3 mars" in d for d in dits(proposee))


def test_that_a_part_out_of_proportion_is_not_read(tmp_path: Path):
    bourrage = "".join(f"<!-- {i:060d} -->" for i in range(PARTIE_MAX // 60))
    _, fiche = lire(ecrire(tmp_path / "f.docx", notes=note("Estimation") + bourrage))
    assert fiche.notes == ()


@pytest.mark.parametrize(
    ("plan", "attendus"),
    [
        ("DETR 2025 : 50 000 € ; 2026 : 30 000 €", [("DETR", 2025, 50_000), ("DETR", 2026, 30_000)]),
        ("DETR 2025 : 50 000 €\nRégion 2026 : 10 000 €", [("DETR", 2025, 50_000), ("", 2026, 10_000)]),
        ("DETR 2025 et 2026", [("DETR", 2025, None), ("DETR", 2026, None)]),
        ("DETR : 30 000 €", [("DETR", None, 30_000)]),
    ],
)
def test_that_an_aid_of_several_years_is_a_line_a_year(
    plan: str, attendus: list[tuple[str, int | None, int | None]], tmp_path: Path
):
    _, fiche = lire(ecrire(tmp_path / "f.docx", plan))
    lignes = fiche.operations[0].financements
    assert [(f.dispositif, f.annee, f.montant_demande) for f in lignes] == attendus
