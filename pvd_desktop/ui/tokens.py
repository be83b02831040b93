"""Design tokens: every colour of the interface, once, for the three appearances."""

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours of one appearance, as ``#RRGGBB``.

    Grounds are ``fond`` (window), ``surface`` (cards, fields, tables), ``survol``, ``selection`` and the four
    ``fond_*`` tints of the banners; the other colours are read on them.
    """

    nom: str
    fond: str
    surface: str
    bordure: str
    bordure_champ: str
    """Outline of a field: at least 3:1 on its ground, where ``bordure`` is only decoration."""
    rainure: str
    """What a bar or a ring has still to fill."""
    texte: str
    texte_discret: str
    accent: str
    sur_accent: str
    accent_survol: str
    survol: str
    selection: str
    succes: str
    attention: str
    erreur: str
    information: str
    fond_succes: str
    fond_attention: str
    fond_erreur: str
    fond_information: str

    def couleur(self, token: str) -> str:
        """The colour called ``token``."""
        if token not in NOMS_DE_COULEURS:
            raise KeyError(token)
        return str(getattr(self, token))


NOMS_DE_COULEURS: Final = frozenset(f.name for f in fields(Tokens)) - {"nom"}

CLAIR: Final = Tokens(
    nom="clair",
    fond="#F6F6F6",
    surface="#FFFFFF",
    bordure="#DDDDDD",
    bordure_champ="#8D8D8D",
    rainure="#DDDDDD",
    texte="#161616",
    texte_discret="#666666",
    accent="#000091",
    sur_accent="#FFFFFF",
    accent_survol="#1212FF",
    survol="#EEEEEE",
    selection="#E3E3FD",
    succes="#18753C",
    attention="#B34000",
    erreur="#CE0500",
    information="#0063CB",
    fond_succes="#E9F7EE",
    fond_attention="#FFF3EC",
    fond_erreur="#FFF0EF",
    fond_information="#EDF4FE",
)

SOMBRE: Final = Tokens(
    nom="sombre",
    fond="#161616",
    surface="#1E1E1E",
    bordure="#3A3A3A",
    bordure_champ="#7E7E7E",
    rainure="#3A3A3A",
    texte="#FFFFFF",
    texte_discret="#CECECE",
    accent="#8585F6",
    sur_accent="#161616",
    accent_survol="#B1B1F9",
    survol="#2A2A2A",
    selection="#313178",
    succes="#27A658",
    attention="#FC5D00",
    erreur="#FF5655",
    information="#518FFF",
    fond_succes="#142117",
    fond_attention="#261A14",
    fond_erreur="#261616",
    fond_information="#161D29",
)

CONTRASTE: Final = Tokens(
    nom="contraste",
    fond="#000000",
    surface="#000000",
    bordure="#FFFFFF",
    bordure_champ="#FFFFFF",
    rainure="#4A4A4A",
    texte="#FFFFFF",
    texte_discret="#F0F0F0",
    accent="#FFE45C",
    sur_accent="#000000",
    accent_survol="#FFFFFF",
    survol="#2B2B2B",
    selection="#00386B",
    succes="#6BF29B",
    attention="#FFB073",
    erreur="#FF9E9C",
    information="#8FC2FF",
    fond_succes="#000000",
    fond_attention="#000000",
    fond_erreur="#000000",
    fond_information="#000000",
)


def luminance(couleur: str) -> float:
    """Relative luminance of ``#RRGGBB``, from 0 (black) to 1 (white), as WCAG 2 defines it."""
    composantes = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, v, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in composantes)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(premier: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    sombre, clair = sorted((luminance(premier), luminance(second)))
    return (clair + 0.05) / (sombre + 0.05)
