"""What a list can be filled with: a vocabulary of the domain, or (value, label) pairs."""

from collections.abc import Sequence

from models.domain.vocabulaire import Vocabulaire

Choix = type[Vocabulaire] | Sequence[tuple[str, str]]


def paires(choix: Choix) -> list[tuple[str, str]]:
    """(value, label) in order; the values of a vocabulary are its members."""
    if isinstance(choix, type):
        return [(membre, membre.libelle) for membre in choix]
    return list(choix)
