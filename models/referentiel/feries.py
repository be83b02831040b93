"""Public holidays of a département: those of the metropole, and what Alsace, the Moselle and the overseas ones add.

They inform: nothing here moves a deadline.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

ANNEES: Final = range(2000, 2100)
"""Years that are computed; a date typed wrong is outside."""
_SUBDIVISIONS: Final[Mapping[str, str]] = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM",
    "976": "976", "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""What the library calls a département whose holidays are its own."""


@cache
def load_feries(departement: str, annee: int) -> Mapping[date, str]:
    """The holidays of a year, by day, with their French name.

    Args:
        departement: its code (« 62 », « 974 »); empty, or unknown, gives those of the metropole.
        annee: outside ``ANNEES``, nothing is said.
    """
    if annee not in ANNEES:
        return {}
    from holidays.countries.france import France

    jours = France(subdiv=_SUBDIVISIONS.get(departement), years=annee, language="fr")
    return {jour: nom.replace("'", "’") for jour, nom in sorted(jours.items())}
