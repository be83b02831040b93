"""The parts of a workbook: which holds each sheet, and the rows of a sheet as they stand in its text."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from models.domain.importation.feuille import Plage
from pvd_desktop.imports.source import SourceError

CLASSEUR: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"
FEUILLE_MAX: Final = 160_000_000
"""Bytes of the sheet that is filled: about a million rows that hold a format and nothing else."""
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CORPS: Final = re.compile(rb"<(\w+:)?sheetData\b[^>]*?(?:/>|>)")
_RANGEE: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELLULE: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ATTRIBUT: Final = re.compile(rb'([\w:]+)="([^"]*)"')
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row as it is written: its attributes, and its cells by column."""

    debut: int
    fin: int
    """Where it stands in the body."""
    attributs: dict[bytes, bytes]
    contenu: bytes

    @property
    def numero(self) -> int:
        """As spreadsheets show it; 0 when it is not said."""
        return int(self.attributs.get(b"r", b"0"))

    def cellules(self) -> Iterator[tuple[int, dict[bytes, bytes], bytes, bytes]]:
        """Column, attributes, content, and the whole text of each cell."""
        suivante = 0
        for trouvee in _CELLULE.finditer(self.contenu):
            attributs = dict(_ATTRIBUT.findall(trouvee[1]))
            reference = attributs.get(b"r", b"").decode()
            colonne = colonne_de(reference.rstrip("0123456789")) if reference else suivante
            suivante = colonne + 1
            yield colonne, attributs, trouvee[2] or b"", trouvee[0]


@dataclass(frozen=True, slots=True)
class PartieFeuille:
    """A sheet cut where its rows begin and end; what is around them is small."""

    tete: bytes
    corps: bytes
    pied: bytes
    prefixe: bytes
    """« x: », in the files whose tags have one."""

    @classmethod
    def of(cls, texte: bytes, nom: str) -> "PartieFeuille":
        """From the text of its part.

        Raises:
            SourceError: it has no rows where every workbook has some.
        """
        ouverture = _CORPS.search(texte)
        if ouverture is None:
            raise SourceError(
                f"La feuille «\u00a0{nom}\u00a0» n’a pas de lignes où écrire.", "Choisissez une autre feuille."
            )
        prefixe = ouverture[1] or b""
        tete = texte[: ouverture.start()]
        if ouverture[0].endswith(b"/>"):
            return cls(tete, b"", texte[ouverture.end() :], prefixe)
        fermeture = b"</" + prefixe + b"sheetData>"
        fin = texte.index(fermeture, ouverture.end())
        return cls(tete, texte[ouverture.end() : fin], texte[fin + len(fermeture) :], prefixe)

    def assemble(self, corps: bytes, pied: bytes) -> bytes:
        """The whole part again, with other rows."""
        balise = self.prefixe + b"sheetData>"
        return b"".join((self.tete, b"<", balise, corps, b"</", balise, pied))

    def rangees(self, jusqu_a: int) -> Iterator[Rangee]:
        """Its rows, up to a number."""
        for trouvee in _RANGEE.finditer(self.corps):
            rangee = Rangee(trouvee.start(), trouvee.end(), dict(_ATTRIBUT.findall(trouvee[1])), trouvee[2] or b"")
            if rangee.numero > jusqu_a:
                return
            yield rangee

    def autour(self) -> Element:
        """What stands around the rows, as a tree."""
        return fromstring(self.tete + self.pied)  # noqa: S314 - ``open_archive`` refuses entities


def parties_des_feuilles(archive: ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name, in their order."""
    liens = liens_de(archive, CLASSEUR)
    classeur = fromstring(archive.read(CLASSEUR))  # noqa: S314 - see above
    return {
        feuille.get("name", ""): liens[identite]
        for feuille in classeur.iter()
        if nom_local(feuille) == "sheet" and (identite := feuille.get(f"{_R}id", "")) in liens
    }


def liens_de(archive: ZipFile, partie: str) -> dict[str, str]:
    """The parts that a part leads to, by the name of the link."""
    dossier, nom = posixpath.split(partie)
    chemin = f"{dossier}/_rels/{nom}.rels"
    if chemin not in archive.namelist():
        return {}
    return {
        lien.get("Id", ""): posixpath.normpath(posixpath.join("/" + dossier, lien.get("Target", ""))).lstrip("/")
        for lien in fromstring(archive.read(chemin))  # noqa: S314 - see above
        if lien.get("TargetMode") != "External"
    }


def lire_partie(archive: ZipFile, partie: str, nom: str) -> bytes:
    """The text of a sheet.

    Raises:
        SourceError: it is out of proportion.
    """
    if archive.getinfo(partie).file_size > FEUILLE_MAX:
        raise SourceError(
            f"La feuille «\u00a0{nom}\u00a0» est démesurée\u00a0: elle n’a pas été ouverte pour être remplie.",
            "Supprimez les lignes vides sous le tableau, enregistrez le classeur, puis recommencez.",
        )
    return archive.read(partie)


def nom_local(element: Element) -> str:
    """The name of a tag, whatever its namespace."""
    return element.tag.rpartition("}")[2]


def colonne_de(lettres: str) -> int:
    """The rank of a column, from 0."""
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + ord(lettre) - 64
    return rang - 1


def plage_de(reference: str) -> Plage | None:
    """« $A$2:$B$9 », or one cell."""
    trouvee = _REFERENCE.fullmatch(reference.strip())
    if trouvee is None:
        return None
    ligne, colonne = int(trouvee[2]), colonne_de(trouvee[1])
    if not trouvee[3]:
        return Plage(ligne, colonne, ligne, colonne)
    return Plage(ligne, colonne, int(trouvee[4]), colonne_de(trouvee[3]))
