"""Periods that people say in words: « été 2026 », « fin du 1er semestre 2027 », « rentrée 2025 »."""

import re
from typing import Final, NamedTuple


class PartDAnnee(NamedTuple):
    """Months of a year, from the first to the last; a thirteenth is in the year after."""

    annee: int
    premier: int
    dernier: int


_SAISONS: Final = {
    "printemps": (3, 5),
    "été": (6, 8),
    "ete": (6, 8),
    "automne": (9, 11),
    "hiver": (1, 3),
    "rentrée": (9, 9),
    "rentree": (9, 9),
}
_AN: Final = r"(\d{4}|\d{2})"
_SAISON: Final = re.compile(
    rf"(?i)(?:l[’'] ?|la )?({'|'.join(_SAISONS)})(?: scolaire| de septembre)?(?: de)? ?{_AN}(?: ?[-/] ?{_AN})?"
)
_DES_MOIS: Final = ((r"t(?:rim(?:estre)?)?\.?|q", 3, 4), (r"s(?:em(?:estre)?)?\.?", 6, 2))
_RANG_AN: Final = r" ?[-/ ]? ?(?P<an>\d{4}|\d{2})"
_RANGEES: Final = tuple(
    (
        mois,
        tuple(
            re.compile(motif, re.IGNORECASE)
            for motif in (
                rf"(?:{mot}) ?(?P<rang>[1-{fin}]){_RANG_AN}",  # typo: ok
                rf"(?P<rang>[1-{fin}]) ?(?:er|ère|e|è|nd|nde|ème|eme)? ?(?:{mot})(?: de)?{_RANG_AN}",  # typo: ok
                rf"(?P<an>\d{{4}}) ?[-/ ]? ?(?:{mot}) ?(?P<rang>[1-{fin}])",  # typo: ok
            )
        ),
    )
    for mot, mois, fin in _DES_MOIS
)
_ORDINAUX: Final = (
    (re.compile(r"(?i)\b(?:premier|1ier)\b"), "1er"),
    (re.compile(r"(?i)\b(?:dernier|quatrième) (?=trim)"), "4e "),
    (re.compile(r"(?i)\b(?:deuxième|second|dernier) (?=(?:trim|sem))"), "2e "),
    (re.compile(r"(?i)\btroisième\b"), "3e"),
)
_AU_SEIN: Final = re.compile(
    r"(?i)^(?:début|debut|mi|milieu|fin|courant)[\s-]+(?:du |de la |de l[’']|de |d[’'])?(?!\d{4}$)"
)
_ANNEE_DITE: Final = re.compile(r"(?i)\bd(?:e l)?[’']année ")
_AUTOUR: Final = re.compile(
    r"(?i)^(?:prévue? (?:pour |en |à )?|prévisionnel(?:le)? ?:? ?|vers |environ |"
    r"(?:dans le courant|au cours) (?:de |du |d[’'])?(?:l[’']année )?|(?:à l[’'])?horizon (?:de )?|"
    r"(?:avant|d[’']ici)(?= la fin| fin) ?(?:la )?)|\s*(?:\?+|\((?:à|a|env|sous|prév)[^()]*\)|\(\?\)|env\.?)$"
)
_DEPART: Final = re.compile(
    r"(?i)^(?:dès|depuis|à partir|à compter)(?: de| du| d[’'])?\s*(?:le |la |l[’']|l[’']année )?(?=\S)|"
    r"\s*(?:\bet (?:suivantes?|plus|après|au[- ]delà|\+)|\+)$"
)
_A_PEU_PRES: Final = re.compile(
    rf"(?i)\b(?:{'|'.join(_SAISONS)}|dès|depuis|à partir|à compter|et suivantes?|et plus|et après|au[- ]delà|horizon|"
    r"au cours|début|debut|mi|milieu|fin|courant|vers|environ|prévue?|d[’']ici|avant)\b|\?|\(|\+$"
)
_EN_MOTS: Final = re.compile(r"(?i)\b[tsq] ?[1-4]\b|\b[1-4] ?[ts]\b|trim|sem(?!aine)")


def sans_precaution(texte: str) -> str:
    """A period without the words that hedge it, with its ordinals in figures.

    >>> sans_precaution("prévu pour le deuxième semestre 2026 ?"), sans_precaution("avant fin d’année 2026")
    ('le 2e semestre 2026', 'fin 2026')
    """
    clair = texte
    while (plus_clair := _AUTOUR.sub("", clair).strip()) != clair:
        clair = plus_clair
    clair = _ANNEE_DITE.sub("", clair)
    for ordinal, chiffre in _ORDINAUX:
        clair = ordinal.sub(chiffre, clair)
    return clair


def sans_moment(texte: str) -> str:
    """The month or the quarter of which words say the beginning, the middle or the end.

    >>> sans_moment("mi-juin 2026"), sans_moment("fin 2026")
    ('juin 2026', 'fin 2026')
    """
    return _AU_SEIN.sub("", texte)


def sans_depart(texte: str) -> str:
    """A period without the words that say that it has no end.

    >>> sans_depart("dès 2026"), sans_depart("à partir du T2 2026"), sans_depart("2026 et suivantes")
    ('2026', 'T2 2026', '2026')
    """
    return _DEPART.sub("", texte)


def part_dite(texte: str) -> PartDAnnee | None:
    """The season, the quarter or the half of a year that words name; part of one is taken for the whole.

    >>> part_dite("été 2026"), part_dite("hiver 2026-2027"), part_dite("fin du 1er semestre 2027")
    (PartDAnnee(annee=2026, premier=6, dernier=8), PartDAnnee(annee=2026, premier=12, dernier=14), \
PartDAnnee(annee=2027, premier=1, dernier=6))
    """
    corps = sans_moment(re.sub(r"(?i)^(?:le |au |à l[’']|en )", "", texte))
    if saison := _SAISON.fullmatch(corps):
        return _saison(saison)
    for mois, motifs in _RANGEES:
        for motif in motifs:
            if trouve := motif.fullmatch(corps):
                rang = int(trouve["rang"])
                return PartDAnnee(_an(trouve["an"]), (rang - 1) * mois + 1, rang * mois)
    return None


def est_approche(texte: str) -> bool:
    """Whether words name a period that nobody bounds by days.

    >>> est_approche("fin 2026"), est_approche("T3 2026")
    (True, False)
    """
    return _A_PEU_PRES.search(texte) is not None


def se_dit_en_mots(texte: str) -> bool:
    """Whether a period is worth keeping as it was said, beside its dates.

    >>> se_dit_en_mots("T3 2026"), se_dit_en_mots("03/2026")
    (True, False)
    """
    return est_approche(texte) or _EN_MOTS.search(texte) is not None


def _saison(saison: re.Match[str]) -> PartDAnnee | None:
    nom, annee = saison[1].lower(), _an(saison[2])
    premier, dernier = _SAISONS[nom]
    if saison[3] is None:
        return PartDAnnee(annee, premier, dernier)
    if _an(saison[3]) != annee + 1 or nom not in {"hiver", "rentrée", "rentree"}:
        return None
    return PartDAnnee(annee, 12, 14) if nom == "hiver" else PartDAnnee(annee, premier, dernier)


def _an(texte: str) -> int:
    return int(texte) if len(texte) == 4 else 2000 + int(texte)
