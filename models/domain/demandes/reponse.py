"""What the person answers to a field of a form, read as the field wants it: one way of writing for one answer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from models.domain.demandes.lecture import NON, OUI
from models.domain.dispositifs.formulaire import ChampFormulaire, GenreChamp
from models.domain.errors import SaisieError
from models.domain.formats import format_date, sort_key
from models.domain.saisie import parse_date, parse_entier
from models.domain.textes import propre, propre_ligne

_OUI: Final = frozenset({"oui", "o", "vrai", "x"})
_NON: Final = frozenset({"non", "n", "faux"})
_COURRIEL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def lire_reponse(champ: ChampFormulaire, texte: str, options: Mapping[str, str], aujourd_hui: date) -> str:
    """The answer as ``ReponseDemande.texte`` stores it; empty takes it away.

    ``options`` are those of the field in this demande. An answer that is too long is kept: it is counted, and cut by
    its author.

    Raises:
        SaisieError: it is not of the kind of the field.
    """
    if not texte.strip():
        return ""
    match champ.genre:
        case GenreChamp.ENTIER:
            lu = str(parse_entier(texte) or 0)
        case GenreChamp.DATE:
            jour = parse_date(texte, aujourd_hui)
            lu = format_date(jour) if jour else ""
        case GenreChamp.OUI_NON | GenreChamp.ENGAGEMENT:
            lu = _oui_non(champ, texte)
        case GenreChamp.CHOIX:
            lu = _option(texte, options)
        case GenreChamp.PLUSIEURS:
            choisies = {_option(ligne, options) for ligne in texte.splitlines() if ligne.strip()}
            # In the order of the portal, whatever was ticked first.
            rangs = {cle: rang for rang, cle in enumerate(options)}
            lu = "\n".join(sorted(choisies, key=lambda cle: rangs.get(cle, len(rangs))))
        case GenreChamp.COURRIEL:
            lu = _courriel(texte)
        case GenreChamp.LONG | GenreChamp.REPETITION:
            lu = propre(texte).strip()
        case GenreChamp.TEXTE | GenreChamp.TELEPHONE | GenreChamp.PIECE:
            lu = propre_ligne(texte)
    return lu


def _oui_non(champ: ChampFormulaire, texte: str) -> str:
    cle = sort_key(texte).strip()
    if cle in _OUI:
        return OUI
    if cle in _NON:
        # An engagement that is not taken is no answer yet.
        return "" if champ.genre is GenreChamp.ENGAGEMENT else NON
    raise SaisieError(f"«\u00a0{texte.strip()[:40]}\u00a0» n’est ni oui ni non.", "Répondez par oui ou par non.")


def _option(texte: str, options: Mapping[str, str]) -> str:
    """The key of what was chosen; where no list is known, the words themselves."""
    dite = texte.strip()
    if not options or dite in options:
        return propre_ligne(dite)
    cle = sort_key(dite)
    trouvee = next((c for c, libelle in options.items() if sort_key(libelle) == cle), None)
    if trouvee is None:
        raise SaisieError(
            f"«\u00a0{dite[:40]}\u00a0» n’est pas dans la liste.",
            f"Choisissez parmi\u00a0: {', '.join(options.values())}.",
        )
    return trouvee


def _courriel(texte: str) -> str:
    courriel = propre_ligne(texte).strip()
    if not _COURRIEL.fullmatch(courriel):
        raise SaisieError(
            f"«\u00a0{courriel[:40]}\u00a0» n’est pas une adresse électronique.", "Elle s’écrit nom@exemple.fr."
        )
    return courriel
