"""What can be produced, and how it is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche, make_projet, uid

from models.domain.demande import Demande
from models.domain.uids import Uid
from pvd_desktop.documents.catalogue import DOCUMENTS, build, document_for
from pvd_desktop.documents.modeles import (
    DemandeIntrouvableError,
    DocumentInconnuError,
    FicheIntrouvableError,
    ModeleDocument,
)
from pvd_desktop.documents.renderers import FORMATS, get_renderer


def test_that_each_document_has_its_own_name_and_known_formats():
    assert len({d.id for d in DOCUMENTS}) == len(DOCUMENTS)
    for modele in DOCUMENTS:
        assert modele.titre
        assert modele.description
        assert set(modele.formats) <= set(FORMATS)


@pytest.mark.parametrize("extension", FORMATS)
def test_that_every_format_has_a_renderer(extension: str):
    assert get_renderer(extension.upper()).render


@pytest.mark.parametrize("modele", DOCUMENTS, ids=lambda d: d.id)
def test_that_every_document_is_built(modele: ModeleDocument):
    fiche = make_fiche()
    document = build(
        modele,
        replace(make_projet(fiche), demandes=(Demande(),)),
        aujourd_hui=AUJOURD_HUI,
        brouillon=False,
        fiche=fiche.uid if modele.par_fiche else None,
    )
    assert document.blocks
    assert not document.brouillon
    assert document.date_edition == AUJOURD_HUI


def test_that_a_document_is_a_draft_until_someone_says_otherwise():
    assert build(DOCUMENTS[0], make_projet(), aujourd_hui=AUJOURD_HUI).brouillon


@pytest.mark.parametrize("absente", [None, uid("supprimée")])
def test_that_a_fiche_that_is_gone_is_said(absente: Uid | None):
    with pytest.raises(FicheIntrouvableError):
        build(document_for("fiche", Path("a.pdf")), make_projet(make_fiche()), aujourd_hui=AUJOURD_HUI, fiche=absente)


@pytest.mark.parametrize(
    ("demandes", "voulue", "message"),
    [
        ((), None, "aucune demande"),
        ((Demande(uid=uid("a")),), uid("supprimée"), "n’est pas dans le projet"),
        ((Demande(uid=uid("a")), Demande(uid=uid("b"))), None, "n’est pas dans le projet"),
    ],
)
def test_that_a_demande_that_is_gone_or_not_chosen_is_said(
    demandes: tuple[Demande, ...], voulue: Uid | None, message: str
):
    projet = replace(make_projet(), demandes=demandes)
    with pytest.raises(DemandeIntrouvableError, match=message):
        build(document_for("demande", Path("a.pdf")), projet, aujourd_hui=AUJOURD_HUI, demande=voulue)


def test_that_the_extension_chooses_the_document_when_it_is_not_named():
    assert document_for(None, Path("a.PDF")).id == "convention"
    assert document_for(None, Path("a.xlsx")).id == "fiches"
    assert document_for("fiche", Path("a.txt")).id == "fiche"


def test_that_a_file_called_as_a_document_is_that_document():
    assert document_for(None, Path("Convention.pdf")).id == "convention"
    assert document_for(None, Path("maquette.xlsx")).id == "maquette"
    assert document_for("annexes", Path("convention.pdf")).id == "annexes"
    assert document_for(None, Path("fiche.pdf")).id == "fiches"


@pytest.mark.parametrize(
    ("nom", "cible", "message", "remede"),
    [
        (
            None,
            "convention.xlsx",
            "«\u00a0convention\u00a0» ne s’écrit pas en «\u00a0.xlsx\u00a0»",
            ".pdf, .docx, .txt.",
        ),
        ("budget", "a.pdf", "«\u00a0budget\u00a0» n’existe pas", "fiches, fiche"),
        (None, "a.odt", "«\u00a0.odt\u00a0» n’est pas connu", ".pdf"),
        ("fiche", "dossier", "«\u00a0dossier\u00a0» n’est pas connu", ".pdf"),
    ],
)
def test_that_an_unknown_document_or_format_is_refused_with_the_known_ones(
    nom: str | None, cible: str, message: str, remede: str
):
    with pytest.raises(DocumentInconnuError) as caught:
        document_for(nom, Path(cible))
    assert message in caught.value.message
    assert remede in caught.value.remede
