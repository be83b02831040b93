"""A partner’s workbook read for what it lets people write: formulas, locks, closed lists, named cells."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from models.domain.importation.feuille import Classeur, Feuille, en_texte
from models.domain.remplissage_tableau.gabarit import Gabarit, GabaritFeuille, ListeFermee, Place
from pvd_desktop.gabarits.insertion import IMPREVISIBLE, fige
from pvd_desktop.gabarits.paquet import (
    CLASSEUR,
    STYLES,
    PartieFeuille,
    liens_de,
    lire_partie,
    nom_local,
    parties_des_feuilles,
    plage_de,
)
from pvd_desktop.imports.archives import damaged, open_archive
from pvd_desktop.imports.classeurs import Avancer
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.tableur import read_classeur

EXTENSIONS: Final = (".xlsx", ".xlsm")
_ILLISIBLE: Final = (BadZipFile, zlib.error, EOFError, OSError, ParseError, KeyError, ValueError)
_AU_DELA: Final = 5_000
"""Rows that are looked at below the last one that holds something: a partner may have prepared some."""
_SOMME: Final = re.compile(rb"(?:SUM|SUBTOTAL|AGGREGATE)\((?:\d+,)*\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)")
_ENTRE_GUILLEMETS: Final = re.compile(r'"((?:[^"]|"")*)"')
_DE_FEUILLE: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


def _silent(_fait: int, _total: int, _texte: str) -> None:
    """Nobody follows."""


def read_gabarit(path: Path, avancer: Avancer = _silent) -> Gabarit:
    """The workbook of a partner, and what may be written in it.

    Args:
        path: the file, which is never written.
        avancer: told as rows are read; what it raises stops the reading.

    Raises:
        SourceError: it cannot be read, or is no workbook that keeps its look.
    """
    classeur = read_classeur(path, avancer)
    if path.suffix.lower() not in EXTENSIONS:
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» n’est pas un classeur Excel.",
            "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le comme «\u00a0Classeur Excel (.xlsx)\u00a0», puis "
            "choisissez-le.",
        )
    with path.open("rb") as fichier, open_archive(fichier, path.name) as archive:
        try:
            return _Lecteur(archive, classeur, _looks(archive)).read(avancer)
        except _ILLISIBLE as e:
            raise damaged(path.name) from e


@dataclass(frozen=True, slots=True)
class _Lecteur:
    archive: ZipFile
    classeur: Classeur
    ouverts: frozenset[int]
    """Styles of cells that the protection of a sheet leaves open."""

    def read(self, avancer: Avancer) -> Gabarit:
        parties = parties_des_feuilles(self.archive)
        plages = self._names()
        du_classeur = self._fixed(parties)
        regles: dict[str, GabaritFeuille] = {}
        for feuille in self.classeur.feuilles:
            avancer(0, 0, f"Lecture de la feuille «\u00a0{feuille.nom}\u00a0»…")
            if feuille.nom in parties:
                lue = self._sheet(feuille, parties[feuille.nom], plages)
                regles[feuille.nom] = replace(lue, fige=du_classeur or lue.fige)
        noms = {nom: place for nom, ou in plages.items() if (place := _place(ou)) is not None}
        return Gabarit(classeur=self.classeur, feuilles=regles, noms=noms, avertissements=tuple(self._warnings(regles)))

    def _sheet(self, feuille: Feuille, partie: str, plages: Mapping[str, str]) -> GabaritFeuille:
        texte = lire_partie(self.archive, partie, feuille.nom)
        decoupee = PartieFeuille.of(texte, feuille.nom)
        autour = decoupee.autour()
        protegee = any(nom_local(e) == "sheetProtection" and e.get("sheet") in {"1", "true"} for e in autour.iter())
        colonnes = [e for e in autour.iter() if nom_local(e) == "col"]
        formules: set[tuple[int, int]] = set()
        ouvertes: set[tuple[int, int]] = set()
        presentes: set[tuple[int, int]] = set()
        totaux: set[int] = set()
        derniere = max((ligne.numero for ligne in feuille.lignes), default=0)
        for rangee in decoupee.rangees(derniere + _AU_DELA):
            numero = rangee.numero
            if not protegee and b"<f" not in rangee.contenu and b":f" not in rangee.contenu:
                continue
            for colonne, attributs, contenu, _ in rangee.cellules():
                if b"<" + decoupee.prefixe + b"f" in contenu:
                    formules.add((numero, colonne))
                    if _adds_up(contenu, numero):
                        totaux.add(numero)
                if protegee:
                    presentes.add((numero, colonne))
                    if int(attributs.get(b"s", b"0")) in self.ouverts:
                        ouvertes.add((numero, colonne))
        return GabaritFeuille(
            formules=frozenset(formules),
            protegee=protegee,
            deverrouillees=frozenset(ouvertes),
            presentes=frozenset(presentes),
            colonnes_deverrouillees=frozenset(
                n for c in colonnes if int(c.get("style", 0)) in self.ouverts for n in _columns(c)
            ),
            listes=tuple(self._lists(autour, feuille, plages)),
            cachees=frozenset(n for c in colonnes if c.get("hidden") in {"1", "true"} for n in _columns(c)),
            totaux=frozenset(totaux),
            fige=fige(texte, autour),
            derniere_ancree=self._last_comment(partie),
        )

    def _lists(self, autour: Element, feuille: Feuille, plages: Mapping[str, str]) -> Iterator[ListeFermee]:
        """Closed lists of its cells, those of recent Excel among them."""
        for regle in autour.iter():
            if nom_local(regle) != "dataValidation" or regle.get("type") != "list":
                continue
            textes = {nom_local(e): e.text or "" for e in regle.iter() if e.text and e.text.strip()}
            ou = regle.get("sqref") or textes.get("sqref", "")
            formule = textes.get("formula1", "").strip() or textes.get("f", "")
            valeurs = tuple(self._values(formule, feuille, plages))
            couvertes = tuple(filter(None, map(plage_de, ou.split())))
            if valeurs and couvertes:
                yield ListeFermee(couvertes, valeurs)

    def _values(self, formule: str, feuille: Feuille, plages: Mapping[str, str]) -> Iterator[str]:
        """The values of a list; none when a formula computes them."""
        if trouvee := _ENTRE_GUILLEMETS.fullmatch(formule):
            yield from filter(None, (v.strip() for v in trouvee[1].replace('""', '"').split(",")))
            return
        nom, reference = _where(plages.get(formule, formule))
        plage = plage_de(reference)
        source = next((f for f in self.classeur.feuilles if f.nom == (nom or feuille.nom)), None)
        if plage is None or source is None:
            return
        for ligne in source.lignes:
            if plage.ligne <= ligne.numero <= plage.derniere_ligne:
                for colonne in range(plage.colonne, plage.derniere_colonne + 1):
                    if texte := en_texte(ligne.valeur(colonne)):
                        yield texte

    def _fixed(self, parties: Mapping[str, str]) -> str:
        """Why no row may be put into any sheet."""
        noms = self.archive.namelist()
        for debut, quoi in (
            ("xl/vbaProject", "des macros"),
            ("xl/pivot", "des tableaux croisés"),
            ("xl/queryTables", "des données liées"),
        ):
            if any(nom.startswith(debut) for nom in noms):
                return f"le classeur contient {quoi}"
        lues = (*((partie, nom) for nom, partie in parties.items()), (CLASSEUR, CLASSEUR))
        if any(IMPREVISIBLE.search(lire_partie(self.archive, partie, nom)) for partie, nom in lues):
            return "des formules composent leurs adresses, ou traversent plusieurs feuilles"
        return ""

    def _last_comment(self, partie: str) -> int:
        """The last row that a comment hangs on."""
        liens = [lien for lien in liens_de(self.archive, partie).values() if "omments" in lien]
        lignes = (re.findall(rb'\bref="[A-Z]+(\d+)"', self.archive.read(lien)) for lien in liens)
        return max((int(ligne) for lues in lignes for ligne in lues), default=0)

    def _names(self) -> dict[str, str]:
        """Names of the workbook and what they stand for."""
        classeur = fromstring(self.archive.read(CLASSEUR))  # noqa: S314 - see ``open_archive``
        return {e.get("name", ""): e.text or "" for e in classeur.iter() if nom_local(e) == "definedName"}

    def _warnings(self, regles: Mapping[str, GabaritFeuille]) -> Iterator[str]:
        noms = self.archive.namelist()
        if any(n.endswith("vbaProject.bin") for n in noms):
            yield "Les macros sont gardées telles quelles dans la copie."
        if any(n.startswith("_xmlsignatures/") for n in noms):
            yield "Ce classeur est signé\u00a0: la signature électronique ne vaudra pas pour la copie remplie."
        if any(n.startswith("xl/pivotCache/") for n in noms):
            yield "Les tableaux croisés gardent leurs chiffres\u00a0: actualisez-les en ouvrant la copie."
        if any(regle.formules for regle in regles.values()):
            yield "Les formules seront recalculées à l’ouverture de la copie dans Excel ou LibreOffice."
        for nom, regle in regles.items():
            if regle.protegee:
                yield (
                    f"La feuille «\u00a0{nom}\u00a0» est protégée\u00a0: seules ses cellules ouvertes sont remplies, "
                    "et la protection reste."
                )


def _looks(archive: ZipFile) -> frozenset[int]:
    """Styles of cells that are not locked; without styles, every cell is."""
    if STYLES not in archive.namelist():
        return frozenset()
    styles = fromstring(archive.read(STYLES))  # noqa: S314 - see above
    formats = next((e for e in styles if nom_local(e) == "cellXfs"), None)
    return frozenset(
        rang
        for rang, xf in enumerate(formats if formats is not None else ())
        if any(nom_local(e) == "protection" and e.get("locked") in {"0", "false"} for e in xf)
    )


def _columns(colonne: Element) -> range:
    return range(int(colonne.get("min", 1)) - 1, int(colonne.get("max", 1)))


def _adds_up(contenu: bytes, numero: int) -> bool:
    """Whether a formula adds cells of several other rows: a share or a running total counts its own."""
    bornes = ((int(trouvee[2]), int(trouvee[4])) for trouvee in _SOMME.finditer(contenu))
    return any(premiere != derniere and not premiere <= numero <= derniere for premiere, derniere in bornes)


def _where(reference: str) -> tuple[str, str]:
    """The sheet of a reference, and what it says there."""
    trouvee = _DE_FEUILLE.fullmatch(reference.strip())
    if trouvee is None:
        return "", reference
    return (trouvee[1] or trouvee[2]).replace("''", "'"), trouvee[3]


def _place(reference: str) -> Place | None:
    """The first cell of what a name stands for."""
    nom, cellule = _where(reference)
    plage = plage_de(cellule)
    return Place(nom, plage.ligne, plage.colonne) if nom and plage else None
