"""The contacts of the project as an address book that every program reads: vCard 3.0, UTF-8, lines folded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from pvd_desktop.documents.export import replace_file

_LARGEUR: Final = 75
"""Bytes of a line, its end left out (RFC 2426)."""


def render_vcards(projet: Projet) -> str:
    """One card for each contact, in the order of the project; read again, it leads to the same person."""
    lignes = (ligne for organisme in projet.organismes for c in organisme.contacts for ligne in _carte(organisme, c))
    return "".join(f"{pliee}\r\n" for ligne in lignes for pliee in _plier(ligne))


def write_vcards(projet: Projet, cible: Path) -> None:
    """Write them into ``cible``.

    Raises:
        ExportError: the file could not be written.
    """
    octets = render_vcards(projet).encode()
    replace_file(cible, lambda brouillon: brouillon.write_bytes(octets))


def _carte(organisme: Organisme, contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{_texte(contact.identifiant_externe or contact.uid)}"
    yield f"FN:{_texte(contact.nom_complet)}"
    yield f"N:{';'.join(map(_texte, (contact.nom, contact.prenom, '', contact.civilite, '')))}"
    for nom, valeur in (
        ("ORG", organisme.nom),
        ("TITLE", contact.fonction),
        ("EMAIL;TYPE=WORK,PREF", contact.courriel),
        ("EMAIL;TYPE=HOME", contact.courriel_secondaire),
        ("TEL;TYPE=WORK,VOICE", contact.telephone),
        ("NOTE", contact.notes),
    ):
        if valeur:
            yield f"{nom}:{_texte(valeur)}"
    yield "END:VCARD"


def _texte(texte: str) -> str:
    """The signs that mean something in a card are protected."""
    protege = texte.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return protege.replace("\r\n", "\n").replace("\n", "\\n")


def _plier(ligne: str) -> Iterator[str]:
    """A line of at most 75 bytes, then others that a space begins; never in the middle of a letter."""
    courante, taille = "", 0
    for signe in ligne:
        octets = len(signe.encode())
        if taille + octets > _LARGEUR:
            yield courante
            courante, taille = " ", 1
        courante += signe
        taille += octets
    yield courante
