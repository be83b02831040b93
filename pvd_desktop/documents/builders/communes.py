"""The communes of the convention, as a table."""

from collections.abc import Iterator

from models.domain.formats import format_entier
from models.domain.projet import Projet
from models.domain.territoire import Commune
from pvd_desktop.documents.tree import Align, Block, Column, Row, Table


def communes(projet: Projet) -> Iterator[Block]:
    """Each commune with its place in the convention."""
    yield Table(
        (
            Column("Commune", 170),
            Column("Code INSEE", 70, Align.CENTER),
            Column("Place dans la convention", 190),
            Column("Population", 70, Align.NUMBER),
        ),
        tuple(
            Row((commune.nom, commune.code_insee, commune.role.libelle, _population(commune)))
            for commune in projet.territoire.communes
        ),
        "Communes concernées par la convention",
    )


def _population(commune: Commune) -> str:
    return "" if commune.population is None else format_entier(commune.population)
