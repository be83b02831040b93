"""What the styles of a Word document say of a paragraph: a heading, an item of a list."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.domain.commonmark import NUMERO, PARAGRAPHE, PUCE
from pvd_desktop.imports.docx_paquet import Paquet, W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TITRE: Final = re.compile(r"^(?:heading|titre|title)\s*(\d)?$")
_HERITAGE_MAX: Final = 12
NON: Final = frozenset({"0", "false", "off", "none"})
"""What a mark says to be absent."""


@dataclass(frozen=True, slots=True)
class Allure:
    """What a paragraph is."""

    nom: str = ""
    niveau: int = 0
    genre: str = PARAGRAPHE
    profondeur: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    nom: str
    parent: str
    pages: "Element | None"


class Styles:
    """The styles and the lists of a document; one without them has plain paragraphs."""

    def __init__(self, paquet: Paquet) -> None:
        self._styles: dict[str, _Style] = {}
        self.caracteres: dict[str, tuple[bool, bool]] = {}
        """Bold and italic of the styles of characters that say so."""
        racine = paquet.arbre("word/styles.xml")
        for style in racine.iterfind(f"{W}style") if racine is not None else ():
            identifiant = style.get(f"{W}styleId", "")
            look = style.find(f"{W}rPr")
            if style.get(f"{W}type") == "character" and look is not None:
                self.caracteres[identifiant] = est_vrai(look, "b"), est_vrai(look, "i")
            if style.get(f"{W}type") != "paragraph":
                continue
            nom, parent = style.find(f"{W}name"), style.find(f"{W}basedOn")
            self._styles[identifiant] = _Style(
                (nom.get(f"{W}val", "") if nom is not None else identifiant).lower(),
                parent.get(f"{W}val", "") if parent is not None else "",
                style.find(f"{W}pPr"),
            )
        self._listes = _listes(paquet.arbre("word/numbering.xml"))
        self._connues: dict[str, Allure] = {}

    def de(self, proprietes: "Element | None") -> Allure:
        """The look of a paragraph, from its properties."""
        if proprietes is None:
            return Allure()
        reference = proprietes.find(f"{W}pStyle")
        style = self._du_style(reference.get(f"{W}val", "")) if reference is not None else Allure()
        niveau = _plan(proprietes)
        liste = self._liste(proprietes)
        if niveau is None and liste is None:
            return style
        genre, profondeur = liste if liste is not None else (style.genre, style.profondeur)
        niveau = style.niveau if niveau is None else niveau
        return Allure(style.nom, niveau, PARAGRAPHE if niveau else genre, 0 if niveau else profondeur)

    def _du_style(self, identifiant: str) -> Allure:
        if identifiant not in self._connues:
            self._connues[identifiant] = self._resoudre(identifiant)
        return self._connues[identifiant]

    def _resoudre(self, identifiant: str) -> Allure:
        nom = self._styles[identifiant].nom if identifiant in self._styles else identifiant.lower()
        niveau: int | None = None
        liste: tuple[str, int] | None = None
        courant = identifiant
        for _ in range(_HERITAGE_MAX):
            style = self._styles.get(courant)
            if style is None:
                break
            if niveau is None and (trouve := _TITRE.match(style.nom)):
                niveau = int(trouve[1] or 1)
            if style.pages is not None:
                niveau = _plan(style.pages) if niveau is None else niveau
                liste = self._liste(style.pages, courant) if liste is None else liste
            courant = style.parent
        genre, profondeur = (PARAGRAPHE, 0) if niveau or liste is None else liste
        return Allure(nom, niveau or 0, genre, profondeur)

    def _liste(self, proprietes: "Element", style: str = "") -> tuple[str, int] | None:
        """Kind and depth of the list, ``("", 0)`` when the paragraph is taken out of one."""
        liste = proprietes.find(f"{W}numPr")
        if liste is None:
            return None
        numero, retrait = liste.find(f"{W}numId"), liste.find(f"{W}ilvl")
        identifiant = numero.get(f"{W}val", "0") if numero is not None else ""
        if identifiant == "0":
            return PARAGRAPHE, 0
        niveaux = self._listes.get(identifiant, {})
        rang = retrait.get(f"{W}val", "0") if retrait is not None else niveaux.get(style, ("0", ""))[0]
        genre = niveaux.get(rang, (rang, "bullet"))[1]
        return (PUCE if genre in {"bullet", "none"} else NUMERO), (int(rang) if rang.isdigit() else 0) + 1


def est_vrai(look: "Element", nom: str) -> bool:
    """Whether a look says yes to bold, to italic, to hidden."""
    marque = look.find(f"{W}{nom}")
    return marque is not None and marque.get(f"{W}val", "1") not in NON


def _plan(proprietes: "Element") -> int | None:
    """Level of the outline that the properties give themselves: 1 to 9, 0 for the text."""
    niveau = proprietes.find(f"{W}outlineLvl")
    valeur = niveau.get(f"{W}val", "9") if niveau is not None else ""
    if not valeur.isdigit():
        return None
    return int(valeur) + 1 if int(valeur) < 9 else 0


def _listes(racine: "Element | None") -> dict[str, dict[str, tuple[str, str]]]:
    """For each list, its levels (and the styles tied to them) with their rank and their format."""
    if racine is None:
        return {}
    modeles: dict[str, dict[str, tuple[str, str]]] = {}
    for modele in racine.iterfind(f"{W}abstractNum"):
        niveaux: dict[str, tuple[str, str]] = {}
        for niveau in modele.iterfind(f"{W}lvl"):
            rang = niveau.get(f"{W}ilvl", "0")
            forme, style = niveau.find(f"{W}numFmt"), niveau.find(f"{W}pStyle")
            dite = (rang, forme.get(f"{W}val", "bullet") if forme is not None else "bullet")
            niveaux[rang] = dite
            if style is not None:
                niveaux[style.get(f"{W}val", "")] = dite
        modeles[modele.get(f"{W}abstractNumId", "")] = niveaux
    listes: dict[str, dict[str, tuple[str, str]]] = {}
    for liste in racine.iterfind(f"{W}num"):
        modele = liste.find(f"{W}abstractNumId")
        if modele is not None:
            listes[liste.get(f"{W}numId", "")] = modeles.get(modele.get(f"{W}val", ""), {})
    return listes
