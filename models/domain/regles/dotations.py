"""The four investment dotations of the CGCT, recognised in the free text of a dispositif."""

import re
from functools import lru_cache

from models.domain.formats import sort_key
from models.domain.vocabulaire import Vocabulaire


class Dotation(Vocabulaire):
    """Dotation of the State whose cumulation is capped."""

    DETR = "detr", "DETR"
    DSIL = "dsil", "DSIL"
    DPV = "dpv", "DPV"
    DSID = "dsid", "DSID"


# In this order: a line naming « DETR/DSIL » together has no floor of its own, so DETR comes last.
_NOMS = (
    (Dotation.DSIL, r"\bdsil\b|soutien a l.investissement (?:public )?local"),
    (Dotation.DPV, r"\bdpv\b|dotation (?:de la )?politique de la ville"),
    (Dotation.DSID, r"\bdsid\b|soutien a l.investissement des departements"),
    (Dotation.DETR, r"\bdetr\b|equipement des territoires ruraux"),
)


@lru_cache(maxsize=4096)
def cle_dispositif(dispositif: str) -> str:
    """Words of a dispositif without case, accents nor punctuation, to compare two lines.

    >>> cle_dispositif(" Fonds vert – Axe 2 ")
    'fonds vert axe 2'
    """
    return " ".join(re.findall(r"\w+", sort_key(dispositif)))


@lru_cache(maxsize=4096)
def dotations(dispositif: str) -> tuple[Dotation, ...]:
    """Every dotation a dispositif names, in the order of its words.

    >>> dotations("DETR / DSIL 2026"), dotations("Fonds vert")
    ((<Dotation.DETR: 'detr'>, <Dotation.DSIL: 'dsil'>), ())
    """
    mots = _mots(dispositif)
    places = ((trouve.start(), nom) for nom, motif in _NOMS if (trouve := re.search(motif, mots)))
    return tuple(nom for _, nom in sorted(places, key=lambda p: p[0]))


@lru_cache(maxsize=4096)
def dotation(dispositif: str) -> Dotation | None:
    """The dotation a dispositif names; DSIL when it names DETR and DSIL together.

    >>> dotation("D.E.T.R. 2026"), dotation("Dotation d’équipement des territoires ruraux"), dotation("Fonds vert")
    (<Dotation.DETR: 'detr'>, <Dotation.DETR: 'detr'>, None)
    """
    mots = _mots(dispositif)
    return next((nom for nom, motif in _NOMS if re.search(motif, mots)), None)


def nomme_les_deux(dispositif: str) -> bool:
    """Whether a line names the DETR and the DSIL at once: nobody knows yet of which one it will come.

    >>> nomme_les_deux("DETR / DSIL"), nomme_les_deux("DSIL")
    (True, False)
    """
    return {Dotation.DETR, Dotation.DSIL} <= set(dotations(dispositif))


def _mots(dispositif: str) -> str:
    # An underscore or a digit stuck to the acronym (« DETR_2026 », « DETR2026 ») must not hide it.
    return re.sub(r"[\d_]+", " ", sort_key(dispositif).replace(".", ""))
