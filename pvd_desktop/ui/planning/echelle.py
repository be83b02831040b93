"""Days to pixels and back, and where the lines of time stand, for each zoom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.domain.formats import format_mois
from models.domain.vocabulaire import Vocabulaire


class Zoom(Vocabulaire):
    """How much time a screen holds."""

    MOIS = "mois", "Mois"
    TRIMESTRE = "trimestre", "Trimestres"
    ANNEE = "annee", "Années"

    @property
    def pixels(self) -> float:
        """Width of a day, in pixels at 100 %."""
        return _PIXELS[self]


_PIXELS: Final = {Zoom.MOIS: 5.0, Zoom.TRIMESTRE: 1.6, Zoom.ANNEE: 0.5}


@dataclass(frozen=True, slots=True)
class Repere:
    """A line of time and its word."""

    jour: date
    texte: str
    fort: bool
    """Opens a year."""


@dataclass(frozen=True, slots=True)
class Echelle:
    """From ``premier`` to ``dernier``, each day as wide as the others."""

    premier: date
    dernier: date
    zoom: Zoom
    jour: float
    """Width of a day, in pixels of the screen."""

    @property
    def largeur(self) -> int:
        """Width of the whole time."""
        return round(((self.dernier - self.premier).days + 1) * self.jour)

    def x(self, jour: date) -> float:
        """Where the morning of a day stands."""
        return (jour - self.premier).days * self.jour

    def date_en(self, x: float) -> date:
        """The day that stands there, kept within the time drawn."""
        rang = min(max(int(x // self.jour), 0), (self.dernier - self.premier).days)
        return self.premier + timedelta(days=rang)

    def reperes(self, gauche: float, droite: float) -> Iterator[Repere]:
        """The lines between two places: each month, quarter or year."""
        debut, fin = self.date_en(gauche), self.date_en(droite)
        pas = {Zoom.MOIS: 1, Zoom.TRIMESTRE: 3, Zoom.ANNEE: 12}[self.zoom]
        jour = date(debut.year, (debut.month - 1) // pas * pas + 1, 1)
        while jour <= fin:
            yield Repere(jour, self._nom(jour), fort=jour.month == 1)
            jour = date(jour.year + (jour.month - 1 + pas) // 12, (jour.month - 1 + pas) % 12 + 1, 1)

    def _nom(self, jour: date) -> str:
        match self.zoom:
            case Zoom.MOIS:
                return format_mois(jour)
            case Zoom.TRIMESTRE:
                return f"T{(jour.month - 1) // 3 + 1} {jour.year}"
            case Zoom.ANNEE:
                return str(jour.year)
