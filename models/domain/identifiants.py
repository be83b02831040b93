"""Identifiers: SIREN of an organisme, code officiel géographique (INSEE) of a commune, courriel of a person."""

import re

from stdnum.fr import siren as _siren

from models.domain.errors import SaisieError

# Two digits or 2A/2B for Corse, then three digits; overseas codes begin with 97 or 98.
_CODE_INSEE = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-578]|2[AB])[0-9]{3}")
_COURRIEL = re.compile(r"[^@\s,;<>()\[\]\"«»]+@[\w-]+(?:\.[\w-]+)+")
_SEPARATEURS = re.compile(r"[\s.\-]")


def siren_valide(texte: str) -> bool:
    """Nine digits whose key is right.

    >>> siren_valide("200035442"), siren_valide("200035443")
    (True, False)
    """
    return bool(re.fullmatch("[0-9]{9}", texte)) and _siren.is_valid(texte)


def code_insee_valide(texte: str) -> bool:
    """Five characters of the code officiel géographique.

    >>> code_insee_valide("62080"), code_insee_valide("2A004"), code_insee_valide("62 450")
    (True, True, False)
    """
    return _CODE_INSEE.fullmatch(texte) is not None


def parse_siren(texte: str) -> str:
    """Nine digits without spaces; the SIREN of a SIRET; empty when nothing is typed.

    >>> parse_siren("200 035 442")
    '200035442'

    Raises:
        SaisieError: the key is wrong, or these are not nine digits.
    """
    chiffres = _SEPARATEURS.sub("", texte)
    if re.fullmatch("[0-9]{14}", chiffres):
        chiffres = chiffres[:9]
    if chiffres and not siren_valide(chiffres):
        message = f"« {texte.strip()[:40]} » n’est pas un numéro SIREN."
        raise SaisieError(message, "Un SIREN a neuf chiffres, dont le dernier est une clé : vérifiez chaque chiffre.")
    return chiffres


def parse_code_insee(texte: str) -> str:
    """Five characters, in capitals; empty when nothing is typed.

    >>> parse_code_insee(" 2a004 ")
    '2A004'

    Raises:
        SaisieError: not a code of the code officiel géographique.
    """
    code = _SEPARATEURS.sub("", texte).upper()
    if code and not code_insee_valide(code):
        message = f"« {texte.strip()[:40]} » n’est pas un code INSEE de commune."
        raise SaisieError(message, "Il a cinq caractères, par exemple 62080 ; ce n’est pas le code postal.")
    return code


def courriel_valide(texte: str) -> bool:
    """Whether it can be written to: a name, an @, a domain with its dot.

    >>> [courriel_valide(t) for t in ("c.martin@ville.fr", "c.martin(at)ville.fr", "c.martin@ville", "a@b.fr, c@d.fr")]
    [True, False, False, False]
    """
    return _COURRIEL.fullmatch(texte) is not None


def parse_courriel(texte: str) -> str:
    """An address as it is written; empty when nothing is typed.

    Raises:
        SaisieError: nobody could write to it.
    """
    lu = re.sub(r"(?i)^mailto:", "", texte.strip())
    if lu and not courriel_valide(lu):
        raise SaisieError(
            f"«\u00a0{lu[:60]}\u00a0» n’est pas une adresse de courriel.",
            "Écrivez une seule adresse, par exemple c.martin@ville.fr\u00a0; le reste va dans les notes.",
        )
    return lu
