"""Words of a Word document that stand outside its body: notes, which its fiches call, and what is left where it is."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from pvd_desktop.imports.docx_paquet import Paquet, W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
"""What calls a note, and what holds it."""
_ENTETES: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_EXTRAIT: Final = 120
_COMMENTAIRES_MAX: Final = 20
"""Comments that are told one by one; the others are counted."""


def read_notes(paquet: Paquet) -> Mapping[tuple[str, str], str]:
    """The words of the notes at the foot of pages and at the end, by what calls them and their identifier."""
    notes: dict[tuple[str, str], str] = {}
    for appel, genre in NOTES.items():
        arbre = paquet.arbre_borne(f"word/{genre}s.xml")
        for note in arbre.iterfind(f"{W}{genre}") if arbre is not None else ():
            if texte := _texte(note):
                notes[appel, note.get(f"{W}id", "")] = texte
    return notes


def left_out(paquet: Paquet) -> Iterator[str]:
    """What is not brought in, in French: comments, and the words above and below the pages."""
    arbre = paquet.arbre_borne("word/comments.xml")
    commentaires = [c for c in arbre.iterfind(f"{W}comment") if _texte(c)] if arbre is not None else []
    for commentaire in commentaires[:_COMMENTAIRES_MAX]:
        auteur = commentaire.get(f"{W}author", "").strip()
        de = f" de {auteur}" if auteur else ""
        yield f"Ce commentaire{de} n’est pas importé\u00a0: «\u00a0{_extrait(_texte(commentaire))}\u00a0»."
    if len(commentaires) > _COMMENTAIRES_MAX:
        yield f"{len(commentaires) - _COMMENTAIRES_MAX} autres commentaires ne sont pas importés."
    dits = (_texte(arbre) for nom in paquet.parties(_ENTETES) if (arbre := paquet.arbre_borne(nom)) is not None)
    for texte in dict.fromkeys(t for t in dits if any(c.isalpha() for c in t)):
        yield f"L’en-tête ou le pied de page n’est pas importé\u00a0: «\u00a0{_extrait(texte)}\u00a0»."


def _texte(element: "Element") -> str:
    paragraphes = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))
    return " ".join(" ".join(paragraphes).split())


def _extrait(texte: str) -> str:
    return texte if len(texte) <= _EXTRAIT else f"{texte[: _EXTRAIT - 1].rstrip()}…"
