"""Where and when the convention is signed, and the place where each party signs it."""

from collections.abc import Iterator

from models.domain import grammaire
from models.domain.formats import format_date_longue
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from pvd_desktop.documents.builders.parties import Comparant, comparants
from pvd_desktop.documents.tree import Block, Heading, Paragraph, Run, Signature, Signatures


def signatures_blocks(projet: Projet) -> Iterator[Block]:
    """« Fait à…, le… », then one block per party that signs."""
    lieu, jour = projet.convention.lieu_signature, projet.territoire.date_convention
    signataires = [c for c in comparants(projet) if c.signe]
    yield Heading(1, "Signatures")
    yield Paragraph(
        (
            Run("Fait "),
            Run(grammaire.a(lieu)) if lieu else Run(a_completer("lieu de signature"), missing=True),
            Run(", le "),
            Run(format_date_longue(jour)) if jour else Run(a_completer("date de signature"), missing=True),
            Run(", en autant d’exemplaires que de parties signataires."),
        )
    )
    yield Signatures(tuple(map(_signature, signataires)))


def _signature(comparant: Comparant) -> Signature:
    signee = comparant.partie.date_signature
    return Signature(
        party=comparant.organisme.nom or f"[{a_completer(comparant.partie.role.libelle)}]",
        signatory=comparant.representant or f"[{a_completer('nom et fonction du représentant')}]",
        detail="\n".join(
            filter(
                None,
                (
                    f"en vertu {comparant.acte}" if comparant.acte else "",
                    f"signé le {format_date_longue(signee)}" if signee else "",
                ),
            )
        ),
    )
