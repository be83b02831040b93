"""Our own fiches in Word, read back: all that the document shows comes again, and nothing changes the second time."""

from dataclasses import replace
from pathlib import Path

import projets
import pytest

from models.domain.fiche_action import FicheAction
from models.domain.importation.proposition import Nature, Sort
from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.referentiel.importation import load_connaissances
from models.store.database import Database
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.imports.docx_blocs import DocumentLu
from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    database = Database.open(projets.exemple(tmp_path_factory.mktemp("exemple")), lecture_seule=True)
    with database.read() as session:
        projet = load_projet(session)
    database.close()
    return projet


@pytest.fixture(scope="module")
def document(exemple: Projet, tmp_path_factory: pytest.TempPathFactory) -> DocumentLu:
    path = tmp_path_factory.mktemp("word") / "fiches.docx"
    export(build_fiches(exemple, aujourd_hui=projets.JOUR), path)
    return read_docx(path)


def shown(projet: Projet, fiche: FicheAction) -> str:
    """What the document of a fiche says, but for the files joined to it, which Word does not hold."""
    return to_text(build_fiche(projet, replace(fiche, pieces=()), aujourd_hui=projets.JOUR))


def test_that_the_fiches_of_the_example_come_back_in_a_project_that_has_none(exemple: Projet, document: DocumentLu):
    vide = Projet(territoire=exemple.territoire)
    proposition = proposer_fiches(document, vide, load_connaissances())
    relu = replace(
        vide,
        organismes=proposition.projet.organismes,
        orientations=proposition.projet.orientations,
        fiches=proposition.projet.fiches,
    )
    relues = {f.numero: f for f in relu.fiches}
    assert relues.keys() == {f.numero for f in exemple.fiches}
    for fiche in exemple.fiches:
        assert shown(relu, relues[fiche.numero]) == shown(exemple, fiche)


def test_that_only_the_annexes_of_the_example_become_notes(exemple: Projet, document: DocumentLu):
    proposition = proposer_fiches(document, Projet(territoire=exemple.territoire), load_connaissances())
    notes = [n.texte for f in proposition.projet.fiches for n in f.notes]
    assert len(notes) == sum(len(f.pieces) for f in exemple.fiches)
    assert all(n.startswith("Annexe\u00a0: ") for n in notes)
    assert {r.nature for r in proposition.remarques} == {Nature.IGNORE}


def test_that_reading_the_fiches_of_a_project_into_itself_changes_nothing(exemple: Projet, document: DocumentLu):
    proposition = proposer_fiches(document, exemple, load_connaissances())
    assert {ligne.sort for ligne in proposition.lignes} == {Sort.INCHANGE}
    assert not proposition.ecrit


def test_that_an_amount_and_a_sentence_changed_in_word_change_alone(exemple: Projet, document: DocumentLu):
    fiche = next(f for f in exemple.fiches if f.operations and f.operations[0].financements)
    operation = fiche.operations[0]
    aide = operation.financements[0]
    autre = replace(
        fiche,
        centralite="Rien de plus.",
        operations=(
            replace(
                operation,
                financements=(replace(aide, montant_demande=None, montant_accorde=None), *operation.financements[1:]),
            ),
            *fiche.operations[1:],
        ),
    )
    projet = replace(exemple, fiches=tuple(autre if f.uid == fiche.uid else f for f in exemple.fiches))
    proposition = proposer_fiches(document, projet, load_connaissances())
    assert [f.uid for f in proposition.projet.fiches] == [fiche.uid]
    assert proposition.projet.fiches == (fiche,)


def test_that_a_single_fiche_comes_back_too(exemple: Projet, tmp_path: Path):
    path = tmp_path / "fiche.docx"
    export(build_fiche(exemple, exemple.fiches[0], aujourd_hui=projets.JOUR), path)
    proposition = proposer_fiches(read_docx(path), exemple, load_connaissances())
    assert [(ligne.sort, ligne.fiche) for ligne in proposition.lignes] == [(Sort.INCHANGE, exemple.fiches[0].uid)]


def test_that_an_aide_without_an_amount_comes_back_without_one(exemple: Projet, tmp_path: Path):
    """What the document says of the solde before it is no resource."""
    fiche = next(f for f in exemple.fiches if f.numero == "2.2")
    (operation,) = fiche.operations
    inconnue = replace(operation.financements[0], montant_demande=None, montant_accorde=None)
    fiche = replace(fiche, operations=(replace(operation, financements=(inconnue, *operation.financements[1:])),))
    projet = replace(exemple, fiches=tuple(fiche if f.uid == fiche.uid else f for f in exemple.fiches))
    assert "avant 1 aide non chiffrée" in shown(projet, fiche)
    path = tmp_path / "fiche.docx"
    export(build_fiche(projet, fiche, aujourd_hui=projets.JOUR), path)
    proposition = proposer_fiches(read_docx(path), projet, load_connaissances())
    assert [(ligne.sort, ligne.fiche) for ligne in proposition.lignes] == [(Sort.INCHANGE, fiche.uid)]
