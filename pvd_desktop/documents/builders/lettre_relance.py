"""« Lettre »: what is written to a partner, on a sheet to be signed."""

from collections.abc import Iterator
from datetime import date

from models.domain.formats import format_date_longue
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import Block, Document, Field, Fields, Heading, Paragraph, Run


def build_lettre(
    projet: Projet, *, destinataire: str, objet: str, texte: str, aujourd_hui: date, brouillon: bool = False
) -> Document:
    """The letter; ``texte`` holds the greeting and the signature too, as they were read again."""
    return Document(
        titre=objet or "Lettre",
        sujet=objet,
        auteur=projet.territoire.chef_de_projet.nom or projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_blocks(destinataire, objet, texte, aujourd_hui)),
    )


def _blocks(destinataire: str, objet: str, texte: str, aujourd_hui: date) -> Iterator[Block]:
    yield Heading(1, objet or "Lettre")
    yield Fields(
        (
            Field("Destinataire", (Run(destinataire),)),
            Field("Date", format_date_longue(aujourd_hui)),
        ),
        "En-tête de la lettre",
    )
    # Lists are lists; what else was typed is read as it stands.
    for paragraphe in texte.split("\n\n"):
        if paragraphe.lstrip().startswith("- "):
            yield from blocks_of(paragraphe)
        elif paragraphe.strip():
            yield Paragraph((Run(paragraphe.strip()),))
