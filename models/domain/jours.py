"""Days further on: the delays of the law count in months and years."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


def ajouter_mois(jour: date, mois: int) -> date:
    """Same day, months later; a day that the month does not have falls back on its last one.

    >>> ajouter_mois(date(2021, 8, 31), 18)
    datetime.date(2023, 2, 28)
    """
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    if annee > MAXYEAR:
        return date.max
    return date(annee, rang + 1, min(jour.day, monthrange(annee, rang + 1)[1]))


def ajouter_annees(jour: date, annees: int) -> date:
    """Same day, years later; 29 February falls back on the 28th, a duration typed wrong on the ends of the calendar.

    >>> ajouter_annees(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    annee = min(max(jour.year + annees, MINYEAR), MAXYEAR)
    try:
        return jour.replace(year=annee)
    except ValueError:
        return jour.replace(year=annee, day=28)
