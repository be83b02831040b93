"""French text of amounts, rates and dates, and what people type turned back into values."""

import unicodedata
from datetime import date
from decimal import Decimal

NON_RENSEIGNE = "Non renseigné"


def format_euros(montant: Decimal | None) -> str:
    """« 1 234,50 € » with a narrow no-break space between thousands and a no-break space before the sign."""
    if montant is None:
        return NON_RENSEIGNE
    entier, _, centimes = f"{montant:,.2f}".partition(".")
    return f"{entier.replace(',', '\u202f')},{centimes}\u00a0€"


def format_taux(taux: Decimal | None) -> str:
    """A fraction as « 20 % » or « 5,5 % »."""
    if taux is None:
        return NON_RENSEIGNE
    texte = f"{taux * 100:f}"
    if "." in texte:
        texte = texte.rstrip("0").rstrip(".")
    return f"{texte.replace('.', ',')}\u00a0%"


def format_date(jour: date | None) -> str:
    """« 03/04/2026 »."""
    return NON_RENSEIGNE if jour is None else f"{jour:%d/%m/%Y}"


def sort_key(texte: str) -> str:
    """Accent-proof, case-proof key: « École » sorts with e, « œuvre » with oe."""
    plat = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plat if not unicodedata.combining(c))
