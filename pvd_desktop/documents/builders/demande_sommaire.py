"""The sommaire of a dossier: each of its files, where it comes from, and what is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.domain.formats import format_date, format_taille
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_parties import document_de_demande
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)

TITRE = "Sommaire du dossier"


@dataclass(frozen=True, slots=True)
class FichierDossier:
    """A file of the dossier."""

    nom: str
    """Path in the dossier."""
    origine: str
    taille: int
    """Size in bytes."""


def build_sommaire(
    dossier: DossierDemande, fichiers: Sequence[FichierDossier], absentes: Sequence[tuple[str, str]]
) -> Document:
    """The list of the files, then of what is missing with its reason."""
    return document_de_demande(dossier, TITRE, tuple(_blocks(dossier, fichiers, absentes)), mention="")


def _blocks(
    dossier: DossierDemande, fichiers: Sequence[FichierDossier], absentes: Sequence[tuple[str, str]]
) -> Iterator[Block]:
    situee = dossier.situee
    yield Heading(1, TITRE, overline=situee.nom, running=TITRE)
    numero = situee.demande.numero_dossier
    depot = situee.demande.date_depot
    yield Fields(
        (
            Field("Demandeur", dossier.demandeur),
            Field("Aide sollicitée", dossier.guichet),
            Field("N° de dossier", numero or None),
            Field("Déposé le", format_date(depot) if depot else None),
        ),
        "Identité du dossier",
    )
    yield Heading(2, "Fichiers")
    yield Table(
        (Column("Fichier", 300), Column("Origine", 134), Column("Taille", 70, Align.NUMBER)),
        tuple(Row((f.nom, f.origine, format_taille(f.taille))) for f in fichiers),
        "Fichiers du dossier",
    )
    yield Heading(2, "Pièces absentes")
    if not absentes:
        yield Paragraph((Run("Aucune\u00a0: chaque pièce demandée est dans le dossier."),))
        return
    yield Table(
        (Column("Pièce", 270), Column("Pourquoi", 234)),
        tuple(Row(absente) for absente in absentes),
        "Pièces qui ne sont pas dans le dossier",
    )
