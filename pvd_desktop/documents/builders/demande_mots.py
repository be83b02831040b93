"""Words that the documents of a demande share: blanks to fill, amounts in a sentence, names of what is asked."""

import re
from collections.abc import Sequence
from typing import Final

from models.domain.dispositifs.dispositif import FaitLiberatoire
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros_entiers, sort_key
from models.domain.grammaire import enumerer, minuscule
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.tree import Run

BLANC: Final = "…………………………"
"""Room that a person fills by hand: the date, the vote, the names of those who were there."""
_DE_LA: Final = frozenset({"detr", "dsil", "dpv", "dsid", "drac"})
_DU: Final = frozenset({"feader", "fnadt", "farda", "feder", "fonds", "frla", "fse", "pacte", "programme"})
_COMMUNS: Final = {"aide": "de l’", "appel": "de l’", "contrat": "du ", "dotation": "de la ", "soutien": "du "}
"""Common nouns that open the name of a dispositif, with what goes before them."""
_ATTENTES: Final = {
    FaitLiberatoire.DEPOT: "avant le dépôt de la demande",
    FaitLiberatoire.RECEPTION: "avant que le financeur n’ait reçu la demande",
    FaitLiberatoire.COMPLETUDE: "avant que le dossier ne soit déclaré complet",
    FaitLiberatoire.DECISION: "avant la décision d’attribution",
}


def euros(montant: int | None) -> Run:
    """An amount inside a sentence; one that is not known is seen as such."""
    return Run(format_euros_entiers(montant), bold=montant is not None, missing=montant is None)


def a_dire(texte: str, attendu: str) -> Run:
    """What the project says, else what is expected there."""
    return Run(texte) if texte else Run(f"à compléter\u00a0: {attendu}", missing=True)


def au_titre(guichet: str) -> str:
    """What one asks for, after « au titre ».

    >>> [au_titre(nom).replace("\u00a0", "~") for nom in ("DETR", "FNADT, ingénierie", "Aide aux bourgs", "Volet I")]
    ['de la DETR', 'du FNADT, ingénierie', 'de l’aide aux bourgs', 'de «~Volet I~»']
    """
    premier = re.split(r"\W", sort_key(guichet), maxsplit=1)[0]
    if premier in _DE_LA:
        return f"de la {guichet}"
    if premier in _COMMUNS:
        return f"{_COMMUNS[premier]}{minuscule(guichet)}"
    return f"du {guichet}" if premier in _DU else f"de «\u00a0{guichet}\u00a0»"


def pas_avant(fait: FaitLiberatoire) -> str:
    """What the execution has to wait for: « avant le dépôt de la demande »."""
    return _ATTENTES.get(fait, "avant que le financeur ne le permette")


def des_fiches(fiches: Sequence[FicheAction]) -> str:
    """What an operation is part of: « de la fiche-action n° 1.1 « Halle » »; empty without any."""
    cites = [
        "\u00a0".join(
            filter(None, (f"n°\u00a0{f.numero}" if f.numero else "", f"«\u00a0{f.intitule or SANS_NOM}\u00a0»"))
        )
        for f in fiches
    ]
    return f"{'des fiches-actions' if len(cites) > 1 else 'de la fiche-action'} {enumerer(cites)}" if cites else ""
