"""Two versions of a long text as one: what went is struck, what came is in bold, what stayed is shortened."""

from collections.abc import Sequence
from html import escape

from models.domain.differences import Difference, shortened


def to_html(differences: Sequence[Difference], *, parti: str, venu: str) -> str:
    """One line of rich text; ``parti`` and ``venu`` are the colours of what went and of what came."""
    morceaux: list[str] = []
    for signe, texte in shortened(differences):
        if signe == "-":
            morceaux.append(f'<s style="color:{parti}">{escape(texte)}</s>')  # typo: ok
        elif signe == "+":
            morceaux.append(f'<b style="color:{venu}">{escape(texte)}</b>')  # typo: ok
        else:
            morceaux.append(escape(texte))
    return " ".join(morceaux)
