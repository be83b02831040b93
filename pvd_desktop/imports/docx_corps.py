"""The body of a Word document turned into plain blocks, one after the other: never the whole tree at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError

from models.domain.commonmark import Passage
from models.domain.importation.feuille import Lieu
from pvd_desktop.imports.archives import damaged
from pvd_desktop.imports.docx_annexes import NOTES, left_out, read_notes
from pvd_desktop.imports.docx_blocs import BlocWord, Cellule, DocumentLu, Paragraphe, Rangee, Tableau
from pvd_desktop.imports.docx_paquet import Avancer, Paquet, R, W, too_long
from pvd_desktop.imports.docx_styles import NON, Styles, est_vrai

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BLOCS_MAX: Final = 1_000_000
"""Paragraphs, cells and tables: twice those of five hundred fiches."""
_ELEMENTS_MAX: Final = 1_500_000
"""Of one table, which is held whole while it is read."""
_PROFONDEUR_MAX: Final = 250
"""Elements inside one another; Word stops long before."""
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_IMAGE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_IMAGE_ANCIENNE: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_SIGNES: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""The hyphen that does not break is that of « 2023-31 », which Word would cut."""
_DESSINS: Final = frozenset({"drawing", "pict", "object", f"{_MC}AlternateContent"})
_RETIRES: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback"})
_ENTREES: Final = frozenset({f"{W}ins", f"{W}moveTo"})
COCHEE, VIDE = "☒", "☐"
_SYMBOLES: Final = {
    **dict.fromkeys(("F052", "F053", "F0FE", "F0FD", "F078", "F054", "F0FC"), COCHEE),
    **dict.fromkeys(("F0A8", "F06F", "F071", "F072", "F0A3", "F030"), VIDE),
    **dict.fromkeys(("F0B7", "F0A7", "F0D8"), "•"),
    "F0E0": "→",
}
"""Boxes and bullets of the fonts of signs."""


@dataclass(slots=True)
class _Etat:
    """What is counted and noticed along the way."""

    paragraphes: int = 0
    tableaux: int = 0
    pages: int = 1
    images: int = 0
    revisions: bool = False
    masques: bool = False
    blocs: int = 0
    appels: list[str] = field(default_factory=list[str])
    """Notes that the paragraph being read calls."""
    champs: list[bool] = field(default_factory=list[bool])
    """Fields being read: whether each shows its result yet."""


def read_corps(paquet: Paquet, avancer: Avancer) -> DocumentLu:
    """The blocks of the document.

    Raises:
        SourceError: its XML is broken, or cannot be that of a document.
    """
    lecteur = _Lecteur(paquet)
    blocs: list[BlocWord] = []
    try:
        for element in _enfants_du_corps(paquet):
            blocs += lecteur.blocs(element)
            avancer(len(blocs), 0, f"Lecture de «\u00a0{paquet.nom}\u00a0»…")
    except (ExpatError, SyntaxError, ValueError, RecursionError) as e:
        raise damaged(paquet.nom) from e
    remarques = [*paquet.remarques, *lecteur.remarques, *left_out(paquet)]
    return DocumentLu(paquet.nom, tuple(blocs), tuple(remarques), lecteur.etat.images)


def _enfants_du_corps(paquet: Paquet) -> "Iterator[Element]":
    from xml.etree.ElementTree import iterparse

    pile: list[Element] = []
    elements = 0
    with paquet.corps() as flux:
        for evenement, element in iterparse(flux, events=("start", "end")):  # noqa: S314 - entities were refused
            if evenement == "start":
                pile.append(element)
                elements += 1
                if elements > _ELEMENTS_MAX:
                    raise too_long(paquet.nom)
                if len(pile) > _PROFONDEUR_MAX:
                    raise ValueError(paquet.nom)
                continue
            pile.pop()
            if len(pile) == 2 and pile[1].tag == f"{W}body":
                yield element
                # Read once, it is let go: a plan of five hundred fiches never stands whole in memory.
                pile[1].clear()
                elements = 0


class _Lecteur:
    def __init__(self, paquet: Paquet) -> None:
        self._styles = Styles(paquet)
        self._liens = {i: r.cible for i, r in paquet.relations().items() if r.genre == "hyperlink" and r.externe}
        self._notes = read_notes(paquet)
        self.etat = _Etat()
        self._nom = paquet.nom

    @property
    def remarques(self) -> Iterator[str]:
        """What the reading chose, in French."""
        if self.etat.revisions:
            yield "Ce document garde des révisions\u00a0: elles sont lues comme si toutes étaient acceptées."
        if self.etat.masques:
            yield "Le texte masqué de ce document n’est pas importé."
        if self.etat.images:
            pluriel = "s" if self.etat.images > 1 else ""
            yield (
                f"{self.etat.images} image{pluriel} de ce document ne {'sont' if pluriel else 'est'} pas "
                f"importée{pluriel}\u00a0: joignez-{'les' if pluriel else 'la'} aux pièces des fiches."
            )

    def blocs(self, element: "Element") -> Iterator[BlocWord]:
        """The blocks of an element of the body, of a cell, or of a control around them."""
        match element.tag:
            case "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p":
                yield from self._paragraphe(element)
            case "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl":
                yield self._tableau(element)
            case _ if element.tag in _RETIRES:
                self.etat.revisions = self.etat.revisions or element.tag != f"{_MC}Fallback"
            case "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}sdt":
                if not _est_une_invite(element):
                    for enfant in element.iterfind(f"{W}sdtContent/*"):
                        yield from self.blocs(enfant)
            case _:
                for enfant in element:
                    yield from self.blocs(enfant)

    def _paragraphe(self, element: "Element") -> Iterator[BlocWord]:
        self._compter()
        self.etat.paragraphes += 1
        rang, page = self.etat.paragraphes, self.etat.pages
        self.etat.champs.clear()
        self.etat.appels.clear()
        cadres: list[Element] = []
        passages = tuple(self._passages(element, "", cadres))
        style = self._styles.de(element.find(f"{W}pPr"))
        lieu = Lieu(f"page {page}, paragraphe {rang}" if self.etat.pages > 1 else f"paragraphe {rang}")
        notes = tuple(self.etat.appels)
        yield Paragraphe(passages, lieu, style.nom, style.niveau, style.genre, style.profondeur, notes)
        for cadre in cadres:
            for enfant in cadre:
                yield from self.blocs(enfant)

    def _passages(self, element: "Element", lien: str, cadres: "list[Element]") -> Iterator[Passage]:
        for enfant in element:
            balise = enfant.tag
            if balise == f"{W}r":
                yield from self._suite(enfant, lien, cadres)
            elif balise == f"{W}hyperlink":
                yield from self._passages(enfant, self._liens.get(enfant.get(f"{R}id", ""), ""), cadres)
            elif balise == f"{W}sdt":
                if (case := _case(enfant)) is not None:
                    yield Passage(case)
                elif not _est_une_invite(enfant):
                    contenu = enfant.find(f"{W}sdtContent")
                    yield from self._passages(contenu, lien, cadres) if contenu is not None else ()
            elif balise in _RETIRES:
                self.etat.revisions = self.etat.revisions or balise != f"{_MC}Fallback"
            elif balise == _MATHS:
                yield Passage(enfant.text or "")
            elif balise != f"{W}pPr":
                self.etat.revisions = self.etat.revisions or balise in _ENTREES
                yield from self._passages(enfant, lien, cadres)

    def _suite(self, element: "Element", lien: str, cadres: "list[Element]") -> Iterator[Passage]:
        """A run: characters of one look."""
        look = element.find(f"{W}rPr")
        gras = italique = False
        if look is not None:
            if est_vrai(look, "vanish"):
                self.etat.masques = True
                return
            style = look.find(f"{W}rStyle")
            dits = self._styles.caracteres.get(style.get(f"{W}val", ""), (False, False)) if style is not None else None
            gras, italique = dits or (False, False)
            gras = est_vrai(look, "b") if look.find(f"{W}b") is not None else gras
            italique = est_vrai(look, "i") if look.find(f"{W}i") is not None else italique
        texte = "".join(self._signe(enfant, cadres) for enfant in element)
        if texte:
            yield Passage(texte, gras, italique, lien)

    def _signe(self, element: "Element", cadres: "list[Element]") -> str:
        nom = element.tag.removeprefix(W)
        if nom == "fldChar":
            return self._champ(element)
        if self.etat.champs and not self.etat.champs[-1]:
            return ""
        if nom in _DESSINS:
            self._dessin(element, cadres)
        page = nom == "lastRenderedPageBreak" or (nom == "br" and element.get(f"{W}type") == "page")
        self.etat.pages += page
        if nom == "t":
            return element.text or ""
        if nom in NOTES and (note := self._notes.get((nom, element.get(f"{W}id", "")))):
            self.etat.appels.append(note)
        return _SYMBOLES.get(element.get(f"{W}char", "").upper(), "") if nom == "sym" else _SIGNES.get(nom, "")

    def _champ(self, element: "Element") -> str:
        """A field shows its result, between « separate » and « end »; a box of the old forms has none."""
        match element.get(f"{W}fldCharType"):
            case "begin":
                self.etat.champs.append(False)
                case = element.find(f"{W}ffData/{W}checkBox")
                if case is not None:
                    etat = case.find(f"{W}checked")
                    etat = case.find(f"{W}default") if etat is None else etat
                    return COCHEE if etat is not None and etat.get(f"{W}val", "1") not in NON else VIDE
            case "separate" if self.etat.champs:
                self.etat.champs[-1] = True
            case "end" if self.etat.champs:
                self.etat.champs.pop()
            case _:
                pass
        return ""

    def _dessin(self, element: "Element", cadres: "list[Element]") -> None:
        """Pictures are counted; the words of a text box are kept, once."""
        for enfant in element:
            if enfant.tag in _RETIRES:
                continue
            if enfant.tag == f"{W}txbxContent":
                cadres.append(enfant)
                continue
            self.etat.images += enfant.tag in {_IMAGE, _IMAGE_ANCIENNE}
            self._dessin(enfant, cadres)

    def _tableau(self, element: "Element") -> Tableau:
        self._compter()
        self.etat.tableaux += 1
        nom = f"tableau {self.etat.tableaux}"
        rangees: list[Rangee] = []
        for i, rangee in enumerate(_rangees(element), 1):
            if rangee.find(f"{W}trPr/{W}del") is not None:
                self.etat.revisions = True
                continue
            rangees.append(Rangee(i, tuple(self._cellule(c, nom, i) for c in _cellules(rangee))))
        return Tableau(nom, tuple(rangees))

    def _cellule(self, element: "Element", nom: str, ligne: int) -> Cellule:
        self._compter()
        look = element.find(f"{W}tcPr")
        fusion = look.find(f"{W}vMerge") if look is not None else None
        suite = fusion is not None and fusion.get(f"{W}val", "continue") == "continue"
        envergure = look.find(f"{W}gridSpan") if look is not None else None
        largeur = envergure.get(f"{W}val", "1") if envergure is not None else "1"
        lieu = Lieu(nom, ligne)
        lus = (b for enfant in element for b in self.blocs(enfant))
        blocs = tuple(replace(b, lieu=lieu) if isinstance(b, Paragraphe) else b for b in lus)
        return Cellule(blocs, int(largeur) if largeur.isdigit() else 1, suite)

    def _compter(self) -> None:
        self.etat.blocs += 1
        if self.etat.blocs > BLOCS_MAX:
            raise too_long(self._nom)


def _rangees(element: "Element") -> "Iterator[Element]":
    for enfant in element:
        if enfant.tag == f"{W}tr":
            yield enfant
        elif enfant.tag not in _RETIRES:
            yield from _rangees(enfant)


def _cellules(element: "Element") -> "Iterator[Element]":
    for enfant in element:
        if enfant.tag == f"{W}tc":
            yield enfant
        elif enfant.tag not in _RETIRES:
            yield from _cellules(enfant)


def _case(controle: "Element") -> str | None:
    """The box that a control is, ticked or not."""
    case = controle.find(f"{W}sdtPr/{_W14}checkbox")
    if case is None:
        return None
    etat = case.find(f"{_W14}checked")
    return COCHEE if etat is not None and etat.get(f"{_W14}val", "1") not in NON else VIDE


def _est_une_invite(controle: "Element") -> bool:
    """Whether a control still shows « Cliquez ici pour entrer du texte »."""
    return controle.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
