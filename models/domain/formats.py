"""French text of amounts, rates and dates, and the key that sorts names as people expect.

Pure and independent of the locale of the machine; what people type is read back by ``saisie``.
"""

import unicodedata
from datetime import date
from decimal import Decimal

NON_RENSEIGNE = "Non renseigné"
INSECABLE = "\u00a0"
FINE_INSECABLE = "\u202f"
MOINS = "\u2212"
"""The sign of a negative number: as wide as a digit, where a hyphen passes for a dash, or ends a line."""

_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""The days of the week, in their order."""


def format_euros(montant: Decimal | None) -> str:
    """« 1 234,50 € » with a narrow no-break space between thousands and a no-break space before the sign.

    >>> format_euros(Decimal("1234.5")).replace(INSECABLE, "~").replace(FINE_INSECABLE, "_")
    '1_234,50~€'
    >>> format_euros(Decimal(-3)) == f"{MOINS}3,00{INSECABLE}€"
    True
    """
    if montant is None:
        return NON_RENSEIGNE
    entier, _, centimes = f"{montant:,.2f}".replace("-", MOINS).partition(".")
    milliers = entier.replace(",", FINE_INSECABLE)
    return f"{milliers},{centimes}{INSECABLE}€"


def format_euros_entiers(montant: int | None) -> str:
    """« 1 234 € »: whole euros, as the forms of the State take them.

    >>> format_euros_entiers(1234).replace(INSECABLE, "~").replace(FINE_INSECABLE, "_"), format_euros_entiers(None)
    ('1_234~€', 'Non renseigné')
    """
    return NON_RENSEIGNE if montant is None else f"{format_entier(montant)}{INSECABLE}€"


def format_taux(taux: Decimal | None, *, decimales: int = 1) -> str:
    """A fraction as « 20,0 % » or « 5,25 % »: every decimal it has, one at least so that rates side by side look alike.

    >>> format_taux(Decimal("0.2")).replace(INSECABLE, "~"), format_taux(Decimal("0.8"), decimales=0)[:2]
    ('20,0~%', '80')
    """
    if taux is None:
        return NON_RENSEIGNE
    entier, _, fraction = f"{taux * 100:f}".replace("-", MOINS).partition(".")
    fraction = fraction.rstrip("0").ljust(decimales, "0")
    return f"{entier},{fraction}{INSECABLE}%" if fraction else f"{entier}{INSECABLE}%"


def format_entier(nombre: int | None) -> str:
    """« 6 214 », by groups of three digits.

    >>> format_entier(6214).replace(FINE_INSECABLE, "_")
    '6_214'
    """
    return NON_RENSEIGNE if nombre is None else f"{nombre:,}".replace(",", FINE_INSECABLE).replace("-", MOINS)


def format_surface(surface: Decimal | None) -> str:
    """« 24,35 ha ».

    >>> format_surface(Decimal("24.35")).replace(INSECABLE, "~")
    '24,35~ha'
    """
    return NON_RENSEIGNE if surface is None else f"{surface:f}".replace(".", ",") + f"{INSECABLE}ha"


def format_date(jour: date | None) -> str:
    """« 03/04/2026 »."""
    return NON_RENSEIGNE if jour is None else f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def format_date_longue(jour: date | None) -> str:
    """« 3 avril 2026 »; the first of a month is « 1er »: digits and words never part at the end of a line.

    >>> format_date_longue(date(2026, 3, 1)).replace(INSECABLE, "~")
    '1er~mars~2026'
    """
    if jour is None:
        return NON_RENSEIGNE
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return INSECABLE.join((quantieme, _MOIS[jour.month - 1], str(jour.year)))


def format_mois(jour: date) -> str:
    """« Novembre 2026 », as a title.

    >>> format_mois(date(2026, 8, 3)).replace(INSECABLE, "~")
    'Août~2026'
    """
    return f"{_MOIS[jour.month - 1].capitalize()}{INSECABLE}{jour.year}"


def nom_du_jour(jour: date) -> str:
    """« samedi ».

    >>> nom_du_jour(date(2026, 11, 22))
    'dimanche'
    """
    return JOURS[jour.weekday()]


def format_periode(debut: int, fin: int) -> str:
    """« 2025 – 2027 », or « 2025 » alone: a period never parts at the end of a line.

    >>> format_periode(2025, 2027).replace(INSECABLE, "~"), format_periode(2025, 2025)
    ('2025~–~2027', '2025')
    """
    return str(debut) if debut == fin else f"{debut}{INSECABLE}–{INSECABLE}{fin}"


def format_taille(octets: int) -> str:
    """Bytes as people read them: « 312 ko », « 4,8 Mo ».

    >>> format_taille(4_812_345).replace(INSECABLE, "~")
    '4,8~Mo'
    """
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{INSECABLE}ko"
    megas = f"{octets / 1_000_000:,.1f}".replace(",", FINE_INSECABLE).replace(".", ",")
    return f"{megas}{INSECABLE}Mo"


def rang_du_mois(nom: str) -> int | None:
    """1 for « janvier », whatever the case and the accents; ``None`` for any other word.

    >>> rang_du_mois("AOUT")
    8
    """
    plats = [sort_key(mois) for mois in _MOIS]
    return plats.index(cle) + 1 if (cle := sort_key(nom)) in plats else None


def sort_key(texte: str) -> str:
    """Accent-proof, case-proof key: « École » sorts with e, « œuvre » with oe.

    >>> sorted(["zèbre", "Écluse", "École"], key=sort_key)
    ['Écluse', 'École', 'zèbre']
    """
    plat = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plat if not unicodedata.combining(c))
