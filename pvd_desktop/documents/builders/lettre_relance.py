"""« Lettre »: what is written to a partner, on a sheet to be signed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.formats import format_date_longue
from models.domain.projet import Projet
from models.domain.relance import expediteur, fonction_du_chef, signature
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.lettre import ouverture
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Block,
    Document,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Signatures,
)

LETTRE: Final = "Lettre"


def build_lettre(
    projet: Projet, *, destinataire: str, objet: str, texte: str, aujourd_hui: date, brouillon: bool = False
) -> Document:
    """The letter; ``texte`` holds the greeting and the signature too, as they were read again."""
    return Document(
        titre=objet or LETTRE,
        sujet=objet,
        auteur=projet.territoire.chef_de_projet.nom or projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_blocks(projet, destinataire, objet, texte, aujourd_hui)),
    )


def _blocks(projet: Projet, destinataire: str, objet: str, texte: str, aujourd_hui: date) -> Iterator[Block]:
    yield Heading(1, LETTRE)
    nom, saut, suite = expediteur(projet).partition("\n")
    qui = (Run(nom, bold=True), *((Run(saut + suite),) if suite else ())) if nom else ()
    yield from ouverture(qui, Run(destinataire), f"Le {format_date_longue(aujourd_hui)}", objet or LETTRE)
    corps = [paragraphe for paragraphe in texte.strip().split("\n\n") if paragraphe.strip()]
    signee = bool(corps) and corps[-1].strip() == signature(projet)
    *debut, fin = (corps[:-1] if signee else corps) or [""]
    for paragraphe in debut:
        yield from _paragraphe(paragraphe)
    # The formula and the place to sign stay on one page; what was signed otherwise is read as it stands.
    chef = projet.territoire.chef_de_projet
    place = Signatures((Signature(fonction_du_chef(projet), chef.nom),))
    yield KeepTogether((*_paragraphe(fin), *((place,) if signee and chef.nom else ())))


def _paragraphe(texte: str) -> Iterator[Block]:
    """Lists are lists; what else was typed is read as it stands."""
    if texte.lstrip().startswith("- "):
        yield from blocks_of(texte)
    elif texte.strip():
        yield Paragraph((Run(texte.strip()),))
