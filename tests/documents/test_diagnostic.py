"""The diagnostic in the convention: each section after its title, in the order of the project."""

from factories import make_territoire

from models.domain.projet import Projet
from models.domain.territoire import IndicateurDiagnostic, SectionDiagnostic
from models.domain.vocabulaire import SujetDiagnostic
from pvd_desktop.documents.builders.diagnostic import diagnostic
from pvd_desktop.documents.tree import ListBlock, Paragraph, Table


def blocks(*sections: SectionDiagnostic):
    return list(diagnostic(Projet(territoire=make_territoire(diagnostic=sections))))


def words(block: object) -> str:
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs)


def test_that_a_section_begins_with_its_title_in_bold():
    (paragraphe,) = blocks(SectionDiagnostic(sujet=SujetDiagnostic.HABITAT, texte="Des logements **vides**."))
    assert words(paragraphe) == "Logement et vacance. Des logements vides."
    assert isinstance(paragraphe, Paragraph)
    assert [run.bold for run in paragraphe.runs] == [True, False, False, True, False]


def test_that_a_title_of_the_project_replaces_the_name_of_the_subject():
    (paragraphe,) = blocks(SectionDiagnostic(titre="La vallée", texte="Une rivière."))
    assert words(paragraphe) == "La vallée. Une rivière."


def test_that_a_section_that_begins_with_a_list_has_its_title_above():
    titre, liste = blocks(SectionDiagnostic(sujet=SujetDiagnostic.FORCES, texte="- un\n- deux"))
    assert words(titre) == "Forces et fragilités."
    assert isinstance(liste, ListBlock)


def test_that_a_section_without_a_text_is_not_printed():
    assert blocks(SectionDiagnostic(sujet=SujetDiagnostic.ENJEUX), SectionDiagnostic(texte="  \n")) == []


def test_that_figures_follow_the_text_they_support_with_their_unit_year_and_source():
    indicateurs = (
        IndicateurDiagnostic(intitule="Taux de vacance", valeur="14,5", unite="%", annee=2023, source="LOVAC"),
        IndicateurDiagnostic(intitule="Étages sans accès"),
        IndicateurDiagnostic(unite="logements"),
    )
    section = SectionDiagnostic(sujet=SujetDiagnostic.HABITAT, texte="Des logements vides.", indicateurs=indicateurs)
    paragraphe, table = blocks(section)
    assert words(paragraphe).startswith("Logement et vacance.")
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("Taux de vacance", "14,5\u00a0%", "2023", "LOVAC"),
        ("Étages sans accès", None, None, None),
    ]


def test_that_a_section_of_figures_alone_has_its_title_above():
    titre, table = blocks(
        SectionDiagnostic(sujet=SujetDiagnostic.POPULATION, indicateurs=(IndicateurDiagnostic(valeur="6 214"),))
    )
    assert words(titre) == "Population."
    assert isinstance(table, Table)
