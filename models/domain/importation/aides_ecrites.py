"""Aids that people write in one cell: « DETR : 30 000 € (acquis), Région 20 % », each with its amount."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.totaux import est_un_total
from models.domain.importation.valeurs import MontantLu, lire_montant

_MONTANT: Final = (
    r"(?P<montant>(?:environ |env\.? ?|~ ?)?\d[\d \u00a0\u202f.,]*(?:k€|m€|€|%|k\b|euros?\b)(?: ?(?:HT|TTC)\b)?"
    r"|\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?(?![\d%])|(?<=[:=] )(?!20\d\d\b)\d{3,}(?:,\d{1,2})?(?![\d%]))"
)
_ANNEE: Final = r"(?P<annee>20[1-4]\d)"
_NOM_PUIS_MONTANT: Final = re.compile(
    rf"(?is)(?P<nom>[^\W\d_][^:=]*?)(?:[\s(]+{_ANNEE}\)?)?\s*(?:[:=–(-]\s*|\s+){_MONTANT}(?P<reste>.*)"
)
_ANNEE_PUIS_MONTANT: Final = re.compile(rf"(?is){_ANNEE}\s*(?:[:=–-]\s*|\s+){_MONTANT}(?P<reste>.*)")
_MONTANT_PUIS_NOM: Final = re.compile(
    rf"(?is){_MONTANT}\s*(?:(?:de la|de l[’']|du|des|de|par la|par l[’']|par|d[’'])\s+|[(:–-]\s*)?"
    rf"(?P<nom>[^\W\d_][^\d:=]*?)(?:[\s(]+{_ANNEE})?\)?(?P<reste>)"
)
_FORTS: Final = re.compile(r"\s*[;\n+]\s*")
_FAIBLES: Final = re.compile(r"(?i)(?:\s*,\s+|\s+[/–-]\s+|\s+et\s+|\s*,(?=[^\W\d_]))(?!soit\b)")
_PUCE: Final = re.compile(r"^[-–—*•·▪►➔\s]+")
_SOIT: Final = re.compile(r"(?i)^(?:soit|=|:)\s*")
_UNE_SOMME: Final = re.compile(r"(?i)\d\s*(?:k€|m€|€|euros?\b)|\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)")


@dataclass(frozen=True, slots=True)
class AideEcrite:
    """One aid: who pays, how much, and the words that follow."""

    nom: str
    lu: MontantLu
    annee: int | None = None
    taux: Decimal | None = None
    """Beside its amount: « 40 %, soit 30 000 € »."""
    reste: str = ""


def aides_ecrites(texte: str) -> tuple[tuple[AideEcrite, ...], tuple[str, ...]]:
    """The aids of a cell that tell their amount, then the pieces that tell none.

    >>> lues, restes = aides_ecrites("DETR 2026 : 30 000 € - Région 20 % ; 10 k€ (Fondation), CAF")
    >>> [(a.nom, a.annee, a.lu.montant, a.lu.part) for a in lues], restes
    ([('DETR', 2026, Decimal('30000.00'), None), ('Région', None, None, Decimal('0.2')), \
('Fondation', None, Decimal('10000.00'), None)], ('CAF',))
    """
    lues: list[AideEcrite] = []
    restes: list[str] = []
    for morceau in _morceaux(texte):
        precedente = lues[-1].nom if lues else ""
        if (aide := _lire(morceau, precedente)) is None:
            restes.append(morceau)
        elif not est_un_total(aide.nom):
            lues.append(aide)
    return tuple(lues), tuple(restes)


def cite_une_somme(texte: str) -> bool:
    """Whether words hold an amount of money, which must not be lost with them.

    >>> cite_une_somme("DETR et le reste, soit 30 000 €"), cite_une_somme("DETR 2026")
    (True, False)
    """
    return _UNE_SOMME.search(texte) is not None


def _morceaux(texte: str) -> Iterator[str]:
    """Pieces of a cell; a comma or a dash parts two aids only where each of them says its amount, or names somebody."""
    for fort in _FORTS.split(texte):
        morceau = _PUCE.sub("", fort).strip()
        faibles = [_PUCE.sub("", m).strip() for m in _FAIBLES.split(morceau)]
        lues = [_lire(m, "") for m in faibles]
        seuls = [m for m, a in zip(faibles, lues, strict=True) if a is None]
        if len(faibles) > 1 and lues[0] is not None and all(map(_peut_nommer, seuls)):
            yield from faibles
        elif morceau:
            yield morceau


def _peut_nommer(morceau: str) -> bool:
    """« CAF » beside « DETR 30 000 € »; not « en instruction »."""
    return morceau[:1].isupper() and len(morceau.split()) <= 4


def _lire(morceau: str, precedente: str) -> AideEcrite | None:
    for motif in (_NOM_PUIS_MONTANT, _ANNEE_PUIS_MONTANT, _MONTANT_PUIS_NOM):
        trouve = motif.fullmatch(morceau)
        if trouve is None:
            continue
        parties = trouve.groupdict()
        nom = parties.get("nom", precedente).strip(" :=-–(")
        suite = parties["reste"].strip(" )")
        try:
            aide = _avec_suite(AideEcrite(nom, lire_montant(parties["montant"])), parties["montant"], suite)
        except SaisieError:
            continue
        if nom:
            annee = parties["annee"]
            return replace(aide, annee=int(annee) if annee else None)
    return None


def _avec_suite(aide: AideEcrite, montant: str, suite: str) -> AideEcrite:
    """The words after an amount: its state, its rate, or only words."""
    suite = suite.strip(" (),–-")
    if not suite:
        return aide
    with suppress(SaisieError):
        lu = lire_montant(f"{montant} ({suite})")
        if not lu.mots:
            return replace(aide, lu=lu)
    try:
        autre = lire_montant(_SOIT.sub("", suite))
    except SaisieError:
        return replace(aide, reste=suite)
    part, euros = (aide.lu, autre) if aide.lu.montant is None else (autre, aide.lu)
    if part.part is None or euros.montant is None:
        return replace(aide, reste=suite)
    return replace(aide, lu=euros, taux=part.part)
