"""How the day and the hour of a meeting are read and written: « 14 h 30 », « quatorze heures trente »."""

import re
from datetime import date
from typing import Final

from models.domain.errors import SaisieError
from models.domain.formats import INSECABLE, format_date_longue, nom_du_jour

_HEURE: Final = re.compile(r"(\d{1,2})\s*(?:[:hH.]|heures?)?\s*(\d{2})?(?:\s*(?:min|mn))?")
_UNITES: Final = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_DIZAINES: Final = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}


def parse_heure(texte: str) -> str:
    """The hour as it is kept, « 14:30 »; empty when nothing was said.

    >>> [parse_heure(t) for t in ("14h30", "9 h", "0930", "14:30", "")]
    ['14:30', '09:00', '09:30', '14:30', '']

    Raises:
        SaisieError: no such hour.
    """
    dit = " ".join(texte.split())
    if not dit:
        return ""
    if dit.isdigit() and len(dit) in {3, 4}:
        dit = f"{dit[:-2]}:{dit[-2:]}"
    lue = _HEURE.fullmatch(dit)
    if lue is None or int(lue[1]) > 23 or int(lue[2] or 0) > 59:
        raise SaisieError(f"«\u00a0{dit[:20]}\u00a0» n’est pas une heure.", "Écrivez par exemple 14\u00a0h\u00a030.")
    return f"{int(lue[1]):02}:{int(lue[2] or 0):02}"


def format_heure(heure: str) -> str:
    """« 14 h 30 »; what a file says otherwise stays as it is.

    >>> [format_heure(h).replace(INSECABLE, "~") for h in ("14:30", "09:00", "après le conseil")]
    ['14~h~30', '9~h', 'après le conseil']
    """
    lue = _lue(heure)
    if lue is None:
        return heure
    return INSECABLE.join(filter(None, (str(lue[0]), "h", f"{lue[1]:02}" if lue[1] else "")))


def format_seance(jour: date | None, heure: str) -> str:
    """« jeudi 10 décembre 2026 à 14 h 30 »; empty as long as the day is not set.

    >>> format_seance(date(2026, 12, 10), "14:30").replace(INSECABLE, " ")
    'jeudi 10 décembre 2026 à 14 h 30'
    """
    if jour is None:
        return ""
    dite = format_heure(heure)
    return f"{nom_du_jour(jour)} {format_date_longue(jour)}" + (f" à {dite}" if dite else "")


def date_en_lettres(jour: date, heure: str = "") -> str:
    """« l’an deux mille vingt-six, le dix décembre, à quatorze heures trente »: how a minute begins.

    >>> date_en_lettres(date(2026, 12, 10), "14:30")
    'l’an deux mille vingt-six, le dix décembre, à quatorze heures trente'
    >>> date_en_lettres(date(2026, 3, 1), "01:00")
    'l’an deux mille vingt-six, le premier mars, à une heure'
    """
    quantieme = "premier" if jour.day == 1 else nombre_en_lettres(jour.day)
    mois = format_date_longue(jour).split(INSECABLE)[1]
    dit = f"l’an {nombre_en_lettres(jour.year)}, le {quantieme} {mois}"
    lue = _lue(heure)
    if lue is None:
        return f"{dit}, {heure}" if heure else dit
    heures, minutes = lue
    dites = f"{_au_feminin(nombre_en_lettres(heures))} heure{'s' if heures > 1 else ''}"
    if minutes:
        dites += f" {_au_feminin(nombre_en_lettres(minutes))}"
    return f"{dit}, à {dites}"


def nombre_en_lettres(nombre: int) -> str:
    """A number below ten thousand, in letters.

    >>> [nombre_en_lettres(n) for n in (21, 71, 80, 81, 99, 200, 2026, 1980)]
    ['vingt et un', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-un', 'quatre-vingt-dix-neuf', 'deux cents', \
'deux mille vingt-six', 'mille neuf cent quatre-vingts']
    """
    milliers, reste = divmod(nombre, 1000)
    centaines, petit = divmod(reste, 100)
    mots: list[str] = []
    if milliers:
        mots.append("mille" if milliers == 1 else f"{_moins_de_cent(milliers)} mille")
    if centaines:
        cent = "cent" if centaines == 1 else f"{_UNITES[centaines]} cent"
        mots.append(f"{cent}s" if centaines > 1 and not petit else cent)
    if petit or not mots:
        mots.append(_moins_de_cent(petit))
    return " ".join(mots)


def _moins_de_cent(nombre: int) -> str:
    if nombre < len(_UNITES):
        return _UNITES[nombre]
    dizaine, unite = divmod(nombre, 10)
    if dizaine in {7, 9}:
        dizaine, unite = dizaine - 1, unite + 10
    mot = _DIZAINES[dizaine]
    if not unite:
        return f"{mot}s" if dizaine == 8 else mot
    if unite in {1, 11} and dizaine != 8:
        return f"{mot} et {_UNITES[unite]}"
    return f"{mot}-{_UNITES[unite]}"


def _au_feminin(nombre: str) -> str:
    return f"{nombre}e" if nombre == "un" or nombre.endswith((" un", "-un")) else nombre


def _lue(heure: str) -> tuple[int, int] | None:
    lue = re.fullmatch(r"(\d{1,2}):(\d{2})", heure)
    return (int(lue[1]), int(lue[2])) if lue else None
