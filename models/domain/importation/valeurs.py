"""The cells of a table turned into values: amounts, rates, days, periods; what is only words is said to be so."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from models.domain.errors import SaisieError
from models.domain.formats import rang_du_mois
from models.domain.importation.feuille import Brut
from models.domain.importation.mots import lire_etat
from models.domain.importation.saisons import (
    est_approche,
    part_dite,
    sans_depart,
    sans_moment,
    sans_precaution,
    se_dit_en_mots,
)
from models.domain.plan_financement import arrondir
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN, MONTANT_LIMITE, parse_date, parse_montant, parse_taux
from models.domain.vocabulaire import BaseMontant, EtatFinancement

VIDES: Final = frozenset({"x", "nc", "n.c", "nr", "n/a", "na", "sans objet", "so", "s.o", "néant"})
"""What people write to say that there is nothing."""
_SIGNES: Final = " \t\n\u00a0\u202f-–—/?.€"  # typo: ok
_VIDE_MAX: Final = 20
"""Characters, spaces included: longer texts say something."""
UN: Final = Decimal(1)
_JOUR_ZERO: Final = date(1899, 12, 30)
_SERIE: Final = range(10_000, 80_000)
"""Days of Excel from 1927 to 2119: a number of a column of dates is one of them, or a year."""
_ESPACES = re.compile(r"[\s\u200b]+")
_BASE = re.compile(r"(?i)(?<!\w)(h\.?t|t\.?t\.?c)\.?(?!\w)")
_ENVIRON = re.compile(r"(?i)^(?:environ|env\.?|autour de|de l[’']ordre de|≈|~|\+/-|±)\s*")
_MILLIERS_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)")
_MONTANT_NU = re.compile(r"(\d{1,9}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,2})(?:,(\d{1,2}))?([ \u00a0\u202f]?€)?")
_UNITE = re.compile(r"(?i)[km] ?(?:€|euros?)?$|€|euros?")
_MONTANT_ET_MOTS = re.compile(
    r"(?i)^(?P<montant>[\d  .,]*\d\s*(?:k€|m€|keuros?|k|€|euros?|%)?)\s*[\s(:;/–-]\s*(?P<mots>[^\d()]+?)\)?$"
)
_MONTANT_ENTOURE = re.compile(
    r"(?i)(?P<montant>\d[\d \u00a0\u202f.,]*(?:\s*(?:k€|m€|€|euros?)(?=\W|$)|(?=\s*\())\s*)"
    r"(?P<mots>\((?![^()]*€)[^()]+\)|[-–,;:]?\s*(?!par\b|à\b|et\b|ou\b|le\b|la\b|au\b|[/+*x])[^\W\d][^\d€%]*)"
)
_A_PEU_PRES = re.compile(r"(?i)est|env|à confirmer|a confirmer|prév|prev|à affiner|provisoire")
_HEURE = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$")
_MOIS_ANNEE = re.compile(r"^([^\W\d_]{3,9})\.?\s*[-/ ]?\s*(\d{4}|\d{2})$|^(\d{1,2})\s*[/-]\s*(\d{4})$")
_DEBUT_FIN = re.compile(r"(?i)^(début|debut|mi|milieu|fin|courant)[\s-]+(?:de\s+)?(?:l[’']année\s+)?(\d{4})$")
_ANNEE = re.compile(r"^\d{4}$")
_PREPOSITION = re.compile(r"(?i)^(?:de|du|entre|d[’'])\s+")
_LIAISON = re.compile(r"(?i)\s*(?:[-–—/>→]+|\bà\b|\bau\b|\bet\b|\bpuis\b|jusqu[’']en|\ben\b)\s*")
_ABREGES: Final = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "févr": 2,
    "fév": 2,
    "mar": 3,
    "avr": 4,
    "juil": 7,
    "jul": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "déc": 12,
}


class MontantLu(NamedTuple):
    """An amount, or a share of the cost, and what the same cell says of it."""

    montant: Decimal | None = None
    part: Decimal | None = None
    base: BaseMontant | None = None
    etat: EtatFinancement | None = None
    approche: bool = False
    """« environ »: the figure is kept, and said to be rough."""
    mots: str = ""
    """Words around it that say something else: « sous réserve », « 50 % »."""


@dataclass(frozen=True, slots=True)
class Intervalle:
    """From a day to another, both included."""

    debut: date
    fin: date
    mots: str = ""
    """As it was said, when words say it: « été 2026 », « T3 2026 »."""
    approche: bool = False
    """Whether nobody bounds it by days."""
    ouvert: bool = False
    """Whether it has a beginning and no end: « dès 2026 »."""


def est_vide(brut: Brut) -> bool:
    """Whether a cell says that there is nothing.

    >>> est_vide("néant"), est_vide("À définir"), est_vide(None)
    (True, False, True)
    """
    if not isinstance(brut, str) or len(brut) >= _VIDE_MAX:
        return brut is None
    # « - € » is how an empty amount is shown.
    nu = brut.strip(_SIGNES)
    return not nu or nu.lower() in VIDES


def lire_montant(brut: Brut, multiple: Decimal = UN) -> MontantLu:
    """« 12 000 € », « 12,5 k€ », « 30 % », « environ 12 000 € HT », « 12 000 € (acquis) »; ``multiple`` for « en k€ ».

    Raises:
        SaisieError: words, a range, a day, or an amount that cannot be.
    """
    if isinstance(brut, Decimal):
        return MontantLu(_borne(brut if multiple is UN else brut * multiple, brut))
    if not isinstance(brut, str):
        raise SaisieError("Ce n’est pas un montant.", "Écrivez un montant en euros, par exemple 12 000.")
    return _lire_montant(brut, multiple)


@lru_cache(maxsize=4096)
def _lire_montant(texte: str, multiple: Decimal) -> MontantLu:
    if nu := _MONTANT_NU.fullmatch(texte):
        # Most of a table: none of what follows would find anything in it.
        montant = Decimal(f"{_ESPACES.sub('', nu[1])}.{nu[2] or 0}")
        return MontantLu(_borne(montant if nu[3] else montant * multiple, texte))
    compact = _ESPACES.sub(" ", texte).strip()
    approche = bool(_ENVIRON.match(compact))
    reste = _ENVIRON.sub("", compact)
    base = None
    if trouvee := _BASE.search(reste):
        base = BaseMontant.HT if trouvee[1].lower().startswith("h") else BaseMontant.TTC
        reste = f"{reste[: trouvee.start()]} {reste[trouvee.end() :]}".strip()
    etat, mots = None, ""
    if (entoure := _MONTANT_ENTOURE.fullmatch(reste)) and not lire_etat(entoure["mots"]):
        reste, mots = entoure["montant"].strip(), entoure["mots"].strip(" ()-–,;:")
        approche = approche or bool(_A_PEU_PRES.match(mots))
    if (morceaux := _MONTANT_ET_MOTS.match(reste)) and (etat := lire_etat(morceaux["mots"])):
        reste = morceaux["montant"].strip()
    reste = reste[1:-1] if reste[:1] == "(" and reste[-1:] == ")" else reste
    if reste.endswith("%"):
        return MontantLu(part=parse_taux(reste), base=base, etat=etat, approche=approche)
    if _MILLIERS_POINTS.match(reste):
        reste = reste.replace(".", "")
    if reste.startswith("="):
        raise SaisieError("Cette formule n’a pas été calculée.", "Écrivez le montant en euros.")
    montant = parse_montant(reste)
    if montant is None:
        raise SaisieError("Ce n’est pas un montant.", "Écrivez un montant en euros, par exemple 12 000.")
    # « 12 k€ » under « en k€ » is not twelve millions.
    facteur = Decimal(1) if _UNITE.search(reste) else multiple
    return MontantLu(_borne(montant * facteur, texte), base=base, etat=etat, approche=approche, mots=mots)


def _borne(montant: Decimal, brut: object) -> Decimal:
    if montant < 0:
        raise SaisieError("Ce montant est négatif.", "Écrivez un montant positif.")
    if not montant.is_finite() or montant >= MONTANT_LIMITE:
        raise SaisieError(f"«\u00a0{brut}\u00a0» est trop grand pour un montant.", "Vérifiez le nombre de zéros.")
    return arrondir(montant)


def lire_taux(brut: Brut) -> Decimal | None:
    """A rate as a fraction; ``0.2`` of a cell shown as a percentage, « 20 », « 20 % ».

    Raises:
        SaisieError: not a rate, or above 100 %.
    """
    if isinstance(brut, Decimal) and 0 <= brut <= 100:
        # Six decimals are kept: a rate that a formula computed has fifteen.
        brut = f"{round(brut, 6):f}" if brut <= 1 else f"{round(brut, 4):f}"
    if not isinstance(brut, str):
        raise SaisieError("Ce n’est pas un taux.", "Écrivez par exemple 30\u00a0%.")
    return parse_taux(brut)


def lire_periode(brut: Brut) -> Intervalle:
    """« T1 2025 », « mars 2025 », « été 2026 », « 2024-2026 », « fin 2026 », a day, a serial number of Excel.

    >>> lire_periode("T2 2025").fin, lire_periode("2024-2026").debut
    (datetime.date(2025, 6, 30), datetime.date(2024, 1, 1))

    Raises:
        SaisieError: no date in it, or one that does not exist.
    """
    if isinstance(brut, date):
        if not ANNEE_MIN <= brut.year <= ANNEE_MAX:
            remede = f"Écrivez une année de {ANNEE_MIN} à {ANNEE_MAX}."
            raise SaisieError(f"«\u00a0{brut.isoformat()}\u00a0» n’est pas une date plausible.", remede)
        return Intervalle(brut, brut)
    if isinstance(brut, Decimal):
        return _periode_du_nombre(brut)
    if not isinstance(brut, str):
        raise _pas_une_date(brut)
    texte = _HEURE.sub("", _ESPACES.sub(" ", brut).strip())
    lue = _lire_periode(texte)
    return replace(lue, mots=texte, approche=est_approche(texte)) if se_dit_en_mots(texte) else lue


@lru_cache(maxsize=4096)
def _lire_periode(texte: str) -> Intervalle:
    if len(texte) > 80:
        raise _pas_une_date(texte)
    clair = sans_precaution(texte)
    if simple := _simple(clair):
        return simple
    depart = sans_depart(clair)
    if depart != clair and (premier := _simple(depart)):
        return replace(premier, ouvert=True)
    corps = _PREPOSITION.sub("", clair)
    for liaison in _LIAISON.finditer(corps):
        if trouve := _paire(corps[: liaison.start()].strip(), corps[liaison.end() :].strip()):
            return trouve
    raise _pas_une_date(texte)


def _paire(debut: str, fin: str) -> Intervalle | None:
    dernier = _simple(fin)
    if dernier is None and re.fullmatch(r"\d{2}", fin) and _ANNEE.match(debut):
        dernier = _simple(f"{debut[:2]}{fin}")
    premier = _simple(debut)
    if premier is None and dernier is not None:
        # « mars à juin 2025 »: the year stands once.
        premier = _simple(f"{debut} {dernier.fin.year}")
    if premier is None or dernier is None or premier.debut > dernier.fin:
        return None
    return Intervalle(premier.debut, dernier.fin)


def _simple(texte: str) -> Intervalle | None:
    """A period said in one go; nothing when it is not."""
    if _ANNEE.match(texte):
        return _mois(int(texte), 1, 12)
    if re.fullmatch(r"\d{5}", texte) and int(texte) in _SERIE:
        return _periode_du_nombre(Decimal(texte))
    if trouve := _part_d_annee(texte):
        return _mois(*trouve)
    try:
        # The shift « +30 » of a field of the window means nothing in a file.
        jour = None if texte[:1] in "+-" else parse_date(texte, _JOUR_ZERO)
    except SaisieError:
        return None
    return jour and Intervalle(jour, jour)


def _part_d_annee(texte: str) -> tuple[int, int, int] | None:
    """Year, first and last month of a quarter, a half, a month, the beginning or the end of a year."""
    if part := part_dite(texte):
        return part
    if trouve := _DEBUT_FIN.match(texte):
        premier, dernier = {"d": (1, 4), "m": (5, 8), "f": (9, 12), "c": (1, 12)}[trouve[1][0].lower()]
        return int(trouve[2]), premier, dernier
    if trouve := _MOIS_ANNEE.match(sans_moment(texte)):
        rang = int(trouve[3]) if trouve[3] else _rang(trouve[1]) or 0
        annee = int(trouve[4] or (trouve[2] if len(trouve[2]) == 4 else f"20{trouve[2]}"))
        return (annee, rang, rang) if 1 <= rang <= 12 else None
    return None


def _rang(nom: str) -> int | None:
    return rang_du_mois(nom) or _ABREGES.get(nom.lower())


def _mois(annee: int, premier: int, dernier: int) -> Intervalle | None:
    if not ANNEE_MIN <= annee <= ANNEE_MAX:
        return None
    suivant = date(annee + dernier // 12, dernier % 12 + 1, 1)
    return Intervalle(date(annee, premier, 1), suivant - timedelta(days=1))


def _periode_du_nombre(nombre: Decimal) -> Intervalle:
    entier = int(nombre)
    if nombre == entier and ANNEE_MIN <= entier <= ANNEE_MAX and (annee := _mois(entier, 1, 12)):
        return annee
    if entier in _SERIE:
        jour = _JOUR_ZERO + timedelta(days=entier)
        return Intervalle(jour, jour)
    raise _pas_une_date(nombre)


def _pas_une_date(brut: object) -> SaisieError:
    extrait = str(brut)[:40]
    return SaisieError(
        f"«\u00a0{extrait}\u00a0» n’est ni une date ni une période.",
        "Écrivez par exemple 03/04/2026, mars 2026, T1 2026 ou 2026-2028.",
    )
