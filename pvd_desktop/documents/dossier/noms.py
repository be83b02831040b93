"""Names of files that every system takes, Windows first, and that still read as the portal says them."""

import re
import unicodedata
from typing import Final

from models.domain.pieces import titre_imprime

_LIMITE: Final = 80
"""Characters: a folder deep in a network drive leaves Windows little more."""
_FIN: Final = " ,;.-–"
_OUTILS: Final = frozenset(
    {
        "",
        "à",
        "au",
        "aux",
        "avec",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "sa",
        "ses",
        "son",
        "sur",
        "un",
        "une",
    }
)
"""Words that say nothing at the end of a name, nor does what was left of a sign."""
_INTERDITS: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_NUMEROTES: Final = (f"{nom}{rang}" for nom in ("com", "lpt") for rang in range(1, 10))
_RESERVES: Final = frozenset({"con", "prn", "aux", "nul", *_NUMEROTES})
_SUFFIXE: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SIGNATURES: Final = (
    (b"%PDF", ".pdf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
)
_PAQUETS: Final = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"), (b"opendocument.text", ".odt"))
"""What the first bytes of a zip say of the program that wrote it."""
_DEBUT: Final = 4096


def nom_sur(texte: str) -> str:
    """``texte`` as the name of a file or of a folder, without its extension.

    >>> nom_sur("Plan : situation / masse ?"), nom_sur("CON"), nom_sur("...")
    ('Plan - situation - masse', 'CON_', 'Sans nom')
    """
    nu = _INTERDITS.sub(" - ", unicodedata.normalize("NFC", texte).replace("\u00a0", " ").replace("\u202f", " "))
    net = re.sub(r"(?: -)+(?= |$)", " -", re.sub(r"\s+", " ", nu))
    coupe = _coupe(net.strip(" .-")) or "Sans nom"
    return f"{coupe}_" if coupe.casefold().partition(".")[0] in _RESERVES else coupe


def numeroter(rang: int, texte: str) -> str:
    """« 01 – Délibération »: files sort in the order of the portal."""
    return f"{rang:02} – {nom_sur(titre_imprime(texte))}"


def extension_nommee(*textes: str) -> str:
    """The extension that one of these names of files bears, the first that has one.

    >>> extension_nommee("Délibération", "pieces/acte.PDF"), extension_nommee("Devis 12.2026")
    ('.pdf', '')
    """
    nommees = (trouvee[0] for texte in textes if titre_imprime(texte) != texte and (trouvee := _SUFFIXE.search(texte)))
    return next(nommees, "").lower()


def extension_lue(octets: bytes) -> str:
    """The extension that the bytes of a file ask for; empty when they say nothing."""
    for signature, extension in _SIGNATURES:
        if octets.startswith(signature):
            return extension
    if octets.startswith(b"PK\x03\x04"):
        return next((extension for marque, extension in _PAQUETS if marque in octets[:_DEBUT]), ".zip")
    return ""


def _coupe(texte: str) -> str:
    """Cut at a word that says something when it is too long."""
    if len(texte) <= _LIMITE:
        return texte
    debut = texte[:_LIMITE]
    if " " not in debut:
        return debut.rstrip(_FIN)
    mots = debut[: debut.rfind(" ")].split(" ")
    while len(mots) > 1 and mots[-1].casefold().rstrip(_FIN) in _OUTILS:
        mots.pop()
    return " ".join(mots).rstrip(_FIN)
