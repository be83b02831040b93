"""What the preview offers: every document of the project, each fiche, and the one that was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie, documents_de_demande, printable_documents, titre_document
from pvd_desktop.ui.workspace import Workspace

_EXTENSION = ".pdf"


def offered(workspace: Workspace, voulue: Sortie) -> list[tuple[Sortie, str]]:
    """Each with its title; what was asked for opens the list when it is of its own: a scenario, a demande."""
    connues = [(Sortie(modele.id), modele.titre) for modele in printable_documents()]
    connues += [(Sortie("fiche", une.uid), une.titre) for une in workspace.projet.fiches]
    sorties = [sortie for sortie, _ in connues]
    return [*(une for une in _asked(workspace, voulue) if une[0] not in sorties), *connues]


def chosen(sorties: Sequence[Sortie], voulue: Sortie) -> int:
    """Place of the one asked for, as pages; that of all the fiches once it is gone."""
    page = as_pages(voulue)
    return sorties.index(page if page in sorties else TOUTES_LES_FICHES)


def as_pages(sortie: Sortie) -> Sortie:
    """The same document in the format that the preview draws, whatever it was going to be exported in."""
    return replace(sortie, extension=_EXTENSION)


def _asked(workspace: Workspace, voulue: Sortie) -> Iterator[tuple[Sortie, str]]:
    if voulue.fiche is not None:
        return
    if voulue.demande is None:
        yield as_pages(voulue), titre_document(voulue.document)
        return
    if any(demande.uid == voulue.demande for demande in workspace.projet.demandes):
        for modele in documents_de_demande():
            yield Sortie(modele.id, demande=voulue.demande), modele.titre
