"""Postes of dépense named by a title: « Études » and « Travaux » under « Budget » are two parts of one cost."""

from collections.abc import Mapping
from typing import Final

from models.domain.importation.proximite import cle
from models.domain.vocabulaire import PosteDepense

_TITRES: Final[Mapping[PosteDepense, str]] = {
    PosteDepense.ACQUISITION: "acquisition, acquisitions, foncier, acquisition fonciere, acquisitions foncieres, achat",
    PosteDepense.ETUDES: "etude, etudes, etudes prealables, ingenierie, diagnostic, diagnostics",
    PosteDepense.MAITRISE_OEUVRE: "maitrise d oeuvre, moe, honoraires",
    PosteDepense.AMO: "assistance a maitrise d ouvrage, amo",
    PosteDepense.TRAVAUX: "travaux",
    PosteDepense.EQUIPEMENT: "equipement, equipements, materiel, mobilier",
    PosteDepense.FRAIS_ANNEXES: "frais annexes",
    PosteDepense.ALEAS: "aleas, imprevus, aleas et revisions",
    PosteDepense.PERSONNEL: "personnel, charges de personnel, salaires",
}
_PAR_TITRE: Final = {mot: poste for poste, mots in _TITRES.items() for mot in mots.split(", ")}
_UNITES: Final = frozenset({"ht", "ttc", "k", "euro", "euros", "en"})


def poste_du_titre(titre: str) -> PosteDepense | None:
    """The poste that a title names by itself.

    >>> poste_du_titre("Travaux (k€ HT)"), poste_du_titre("Coût des travaux")
    (<PosteDepense.TRAVAUX: 'travaux'>, None)
    """
    return _PAR_TITRE.get(" ".join(mot for mot in cle(titre).split() if mot not in _UNITES))
