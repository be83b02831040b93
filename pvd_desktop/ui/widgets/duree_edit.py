"""A field for a number of years: « 5 », « 5 ans »."""

from PySide6.QtWidgets import QWidget

from models.domain.formats import INSECABLE, format_entier
from models.domain.saisie import parse_entier
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue


class DureeEdit(SaisieLue[int | None]):
    """Empty is « non renseigné »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, _parse, _format, largeur=150, indication="Non renseignée", parent=parent)


def _parse(texte: str) -> int | None:
    mots = texte.lower().replace(INSECABLE, " ").split()
    return parse_entier(" ".join(mot for mot in mots if mot not in {"an", "ans", "année", "années"}))


def _format(annees: int | None) -> str:
    return f"{format_entier(annees)}{INSECABLE}{'ans' if annees and annees > 1 else 'an'}"
