"""What is brought in: sheets, the fiches of a Word document, contacts; all end in the same proposition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from models.domain.importation.analyse import proposer
from models.domain.importation.contacts import ContactLu, proposer_contacts
from models.domain.importation.feuille import Classeur, Feuille
from models.domain.importation.proposition import Proposition, Retouches
from models.domain.projet import Projet
from models.referentiel.importation import load_connaissances
from pvd_desktop.ui.importation.lecture import Lecture, read_proposition

WORD: Final = (".docx", ".docm", ".doc")
CARTES: Final = (".vcf", ".vcard")
Avancer: TypeAlias = Callable[[int, int, str], object]
Memoires: TypeAlias = Mapping[str, Mapping[str, Any]]
Proposer: TypeAlias = Callable[[Projet, Retouches, Memoires], Proposition]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, or what was pasted; it can say again and again what importing it would do."""

    nom: str
    proposer: Proposer
    feuilles: tuple[Feuille, ...] = ()
    """Sheets one can look at; a document has none."""


def read_source(path: Path, avancer: Avancer) -> Source:
    """Read a file; for a thread.

    Raises:
        SourceError: it cannot be read, or should not.
    """
    # Readers take libraries that the window never needs otherwise.
    if path.suffix.lower() in WORD:
        return _read_word(path, avancer)
    from pvd_desktop.imports.contacts import is_contacts, read_contacts, read_vcf
    from pvd_desktop.imports.tableur import read_classeur

    if path.suffix.lower() in CARTES:
        return _of_contacts(path.name, read_vcf(path))
    classeur = read_classeur(path, avancer)
    return _of_contacts(path.name, read_contacts(classeur)) if is_contacts(classeur) else _of_sheets(classeur)


def read_paste(texte: str) -> Source:
    """Read what was copied from a spreadsheet.

    Raises:
        SourceError: it holds no row, or too many.
    """
    from pvd_desktop.imports.tableur import read_collage

    return _of_sheets(read_collage(texte))


def propose(source: Source, projet: Projet, retouches: Retouches, memoires: Memoires) -> Lecture:
    """What importing ``source`` would do, ready to be shown."""
    return read_proposition(source, source.proposer(projet, retouches, memoires), projet)


def _of_sheets(classeur: Classeur) -> Source:
    def propose_rows(projet: Projet, retouches: Retouches, memoires: Memoires) -> Proposition:
        return proposer(classeur, projet, load_connaissances(), retouches, memoires.get)

    return Source(classeur.nom, propose_rows, classeur.feuilles)


def _of_contacts(nom: str, contacts: Sequence[ContactLu]) -> Source:
    def propose_contacts(projet: Projet, retouches: Retouches, _memoires: Memoires) -> Proposition:
        return proposer_contacts(nom, contacts, projet, retouches=retouches)

    return Source(nom, propose_contacts)


def _read_word(path: Path, avancer: Avancer) -> Source:
    from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx

    document = read_docx(path, avancer)

    def propose_fiches(projet: Projet, retouches: Retouches, _memoires: Memoires) -> Proposition:
        return proposer_fiches(document, projet, load_connaissances(), retouches)

    return Source(path.name, propose_fiches)
