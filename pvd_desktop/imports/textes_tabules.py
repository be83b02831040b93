"""CSV, tabulated text and what a spreadsheet puts on the clipboard, whatever their encoding and their separator."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Final

from models.domain.importation.feuille import Brut, Classeur, Feuille, LigneFeuille
from pvd_desktop.imports.classeurs import LIGNES_MAX
from pvd_desktop.imports.rangees_xlsx import COLONNES_MAX
from pvd_desktop.imports.source import SourceError

_SEPARATEURS: Final = (";", "\t", ",", "|")
_ECHANTILLON: Final = 65_536
_MARQUES: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AUTRES: Final = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"{\\rtf", "un texte mis en forme"),
    (b"SQLite format 3", "un projet ou une base de données"),
)
"""How files that hold no table begin, and what they are."""


def decode(octets: bytes, nom: str) -> str:
    """The text of a file of the State, of Excel or of an old program.

    Raises:
        SourceError: these bytes are no text.
    """
    _check_nature(octets, nom)
    for marque, codage in _MARQUES:
        if octets.startswith(marque):
            return _decode(octets, codage, nom)
    pairs, impairs = octets[:4096:2].count(0), octets[1:4096:2].count(0)
    if pairs + impairs:
        # UTF-16 without its mark: one byte of each Latin letter is zero.
        if max(pairs, impairs) < len(octets[:4096]) / 5:
            raise _no_text(nom)
        return _decode(octets, "utf-16-le" if impairs > pairs else "utf-16-be", nom)
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def _decode(octets: bytes, codage: str, nom: str) -> str:
    try:
        return octets.decode(codage)
    except UnicodeDecodeError as e:
        raise _no_text(nom) from e


def _check_nature(octets: bytes, nom: str) -> None:
    """Nobody saves a picture, or what is only printed, from a spreadsheet."""
    quoi = next((quoi for marque, quoi in _AUTRES if octets.startswith(marque)), "")
    if quoi:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» est {quoi}, pas un tableau.",
            "Demandez le classeur ou les fiches Word d’où il vient, ou copiez les cellules et collez-les ici.",
        )


def _no_text(nom: str) -> SourceError:
    return SourceError(
        f"«\u00a0{nom}\u00a0» n’est pas un texte.",
        "Enregistrez-le depuis Excel comme «\u00a0CSV UTF-8\u00a0» ou «\u00a0Classeur Excel (.xlsx)\u00a0».",
    )


def read_tabulated(texte: str, nom: str, feuille: str = "") -> Classeur:
    """The one sheet of a text.

    Raises:
        SourceError: a page of the web, a field without end, too many rows.
    """
    lignes: list[LigneFeuille] = []
    for ligne in rows_of(texte, nom):
        if len(lignes) == LIGNES_MAX:
            raise SourceError(
                f"«\u00a0{nom}\u00a0» contient plus de {LIGNES_MAX} lignes.",
                "Gardez-y les seules lignes de votre territoire, puis importez-le.",
            )
        lignes.append(ligne)
    if not lignes:
        raise SourceError(f"«\u00a0{nom}\u00a0» ne contient aucune ligne.", "Vérifiez que c’est le bon fichier.")
    return Classeur(nom=nom, feuilles=(Feuille(nom=feuille, lignes=tuple(lignes)),))


def rows_of(texte: str, nom: str) -> Iterator[LigneFeuille]:
    """Its rows that hold something, one at a time.

    Raises:
        SourceError: a page of the web, a field without end.
    """
    if texte.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise SourceError(
            f"«\u00a0{nom}\u00a0» est une page web, pas un tableau.",
            "Ouvrez-le dans Excel et enregistrez-le comme «\u00a0Classeur Excel (.xlsx)\u00a0».",
        )
    separateur, texte, decalage = _separator(texte)
    try:
        for numero, champs in enumerate(csv.reader(StringIO(texte, newline=""), delimiter=separateur), 1 + decalage):
            if valeurs := _values(champs):
                yield LigneFeuille(numero, valeurs)
    except csv.Error as e:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» ne se laisse pas découper en colonnes\u00a0: un guillemet n’est jamais refermé.",
            "Ouvrez-le dans un tableur et enregistrez-le comme «\u00a0Classeur Excel (.xlsx)\u00a0».",
        ) from e


def _values(champs: Iterable[str]) -> tuple[Brut, ...]:
    valeurs: list[Brut] = [c.strip() or None for c in islice(champs, COLONNES_MAX)]
    while valeurs and valeurs[-1] is None:
        valeurs.pop()
    return tuple(valeurs)


def _separator(texte: str) -> tuple[str, str, int]:
    """What parts the columns, the text itself, and the rows that were taken off (Excel writes « sep=; » above)."""
    premiere, _, suite = texte.partition("\n")
    if premiere.strip().lower().startswith("sep=") and len(premiere.strip()) == 5:
        return premiere.strip()[4], suite, 1
    notes = {s: _score(texte, s) for s in _SEPARATEURS}
    return max(notes, key=lambda s: notes[s]), texte, 0


def _score(texte: str, separateur: str) -> tuple[float, int]:
    """How regular the rows would be, and how wide."""
    largeurs = Counter(len(champs) for champs in _sample(texte, separateur) if any(map(str.strip, champs)))
    larges = {largeur: n for largeur, n in largeurs.items() if largeur > 1}
    if not larges:
        return 0.0, 1
    largeur, nombre = max(larges.items(), key=lambda paire: (paire[1], paire[0]))
    return nombre / largeurs.total(), largeur


def _sample(texte: str, separateur: str) -> Iterator[list[str]]:
    debut = texte[:_ECHANTILLON]
    lecteur = csv.reader(StringIO(debut, newline=""), delimiter=separateur)
    try:
        lignes = list(islice(lecteur, 200))
    except csv.Error:
        return
    # The last one may be cut.
    yield from lignes[:-1] if len(debut) < len(texte) and len(lignes) > 1 else lignes
