"""The filled copy of a partner’s workbook: only the cells that were filled differ from the file that was given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from models.domain.importation.feuille import Classeur
from models.domain.remplissage_tableau.cellules import dit_la_meme_chose
from models.domain.remplissage_tableau.resultat import GabaritError, Remplissage
from models.domain.remplissage_tableau.sources import Valeur
from pvd_desktop.documents.export import ExportError, replace_file
from pvd_desktop.gabarits.decalage import Decalage
from pvd_desktop.gabarits.insertion import Insertion
from pvd_desktop.gabarits.paquet import (
    CLASSEUR,
    STYLES,
    PartieFeuille,
    liens_de,
    lire_partie,
    nom_local,
    parties_des_feuilles,
)
from pvd_desktop.gabarits.rangees import Remplisseur, sans_resultats
from pvd_desktop.gabarits.styles import Styles
from pvd_desktop.imports.archives import open_archive
from pvd_desktop.imports.classeurs import Avancer
from pvd_desktop.imports.tableur import read_classeur

_CHAINE: Final = "xl/calcChain.xml"
_TYPES: Final = "[Content_Types].xml"
_LIENS: Final = "xl/_rels/workbook.xml.rels"
_CALCUL: Final = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)/?>(?:</(?:\w+:)?calcPr>)?")
_AVANT_CALCUL: Final = re.compile(
    rb"(?:</(\w+:)?(?:definedNames|externalReferences|functionGroups|sheets)>)(?!.*</(?:\w+:)?"
    rb"(?:definedNames|externalReferences|functionGroups|sheets)>)",
    re.DOTALL,
)
_SUIVEURS: Final = re.compile(
    rb'(<(?:\w+:)?(?:conditionalFormatting|dataValidation|autoFilter)\b[^>]*?\b(?:sqref|ref)=")([^"]*)(")'
    rb"|(<xm:sqref>)([^<]*)(</xm:sqref>)"
)
_AUCUNE: Final[Mapping[int, int]] = {}
_DIMENSION: Final = re.compile(rb'(<(?:\w+:)?dimension\b[^>]*\bref=")([^"]*)(")')
_BORNE: Final = re.compile(rb"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def _silent(_fait: int, _total: int, _texte: str) -> None:
    """Nobody follows."""


def write_copy(source: Path, sortie: Path, remplissage: Remplissage, avancer: Avancer = _silent) -> None:
    """Write the filled copy, read it again, and put it in place.

    Args:
        source: the workbook of the partner, which is only read.
        sortie: the copy.
        remplissage: what it receives.
        avancer: told of the progress; what it raises leaves what ``sortie`` held.

    Raises:
        GabaritError: the copy would take the place of the workbook, or change its kind.
        ExportError: it could not be written.
        SourceError: the workbook cannot be read any more.
    """
    if (sortie.exists() and sortie.samefile(source)) or sortie.resolve() == source.resolve():
        raise GabaritError(
            f"«\u00a0{source.name}\u00a0» est le classeur du partenaire\u00a0: il n’est jamais remplacé.",
            "Donnez un autre nom à la copie remplie.",
        )
    if sortie.suffix.lower() != source.suffix.lower():
        raise GabaritError(
            f"La copie d’un classeur {source.suffix} ne peut pas s’appeler «\u00a0{sortie.name}\u00a0».",
            f"Terminez son nom par «\u00a0{source.suffix}\u00a0», pour qu’elle garde tout ce que le classeur contient.",
        )

    def write(brouillon: Path) -> None:
        avancer(0, 0, "Écriture de la copie…")
        with source.open("rb") as fichier, open_archive(fichier, source.name) as archive:
            _Copie(archive, remplissage).write(brouillon)
        avancer(0, 0, "Relecture de la copie…")
        _verify(read_classeur(brouillon), remplissage, sortie.name)

    replace_file(sortie, write)


@dataclass(frozen=True, slots=True)
class _Copie:
    archive: ZipFile
    remplissage: Remplissage

    def write(self, brouillon: Path) -> None:
        changees = self._changed()
        with ZipFile(brouillon, "w") as copie:
            for partie in self.archive.infolist():
                if partie.filename == _CHAINE:
                    # The order of the computing: the spreadsheet makes it again.
                    continue
                texte = changees.get(partie.filename)
                copie.writestr(partie, self.archive.read(partie) if texte is None else texte)

    def _changed(self) -> dict[str, bytes]:
        parties = parties_des_feuilles(self.archive)
        classeur = self.archive.read(CLASSEUR)
        styles = Styles(self.archive.read(STYLES)) if STYLES in self.archive.namelist() else Styles(b"<s/>")
        par_feuille: dict[str, dict[int, dict[int, Valeur]]] = {}
        for cellule in self.remplissage.ecrites:
            nom, ligne, colonne = cellule.place
            par_feuille.setdefault(nom, {}).setdefault(ligne, {})[colonne] = cellule.valeur
        depuis_1904 = re.search(rb'\bdate1904="(?:1|true)"', classeur) is not None
        changees = self._around(parties)
        classeur = changees.get(CLASSEUR, classeur)
        for nom, partie in parties.items():
            texte = changees.get(partie) or lire_partie(self.archive, partie, nom)
            if nom not in par_feuille:
                changees[partie] = sans_resultats(texte)
                continue
            nouvelles = self.remplissage.nouvelles if nom == self.remplissage.feuille else _AUCUNE
            decoupee = PartieFeuille.of(texte, nom)
            remplisseur = Remplisseur(decoupee, styles, depuis_1904, _column_styles(decoupee))
            corps = remplisseur.fill(par_feuille[nom], nouvelles)
            suite = _Suite(nouvelles)
            changees[partie] = suite.grow_dimension(decoupee.assemble(corps, suite.grow(decoupee.pied)))
            for lien in liens_de(self.archive, partie).values():
                if lien.startswith("xl/tables/"):
                    changees[lien] = suite.grow_table(changees.get(lien) or self.archive.read(lien))
        changees[CLASSEUR] = _computed_on_load(classeur)
        if STYLES in self.archive.namelist():
            changees[STYLES] = styles.to_bytes()
        for partie, mot in ((_TYPES, b"Override"), (_LIENS, b"Relationship")):
            changees[partie] = re.sub(
                rb"<" + mot + rb"\b[^>]*calcChain[^>]*?(?:/>|></" + mot + rb">)", b"", self.archive.read(partie)
            )
        return changees

    def _around(self, parties: Mapping[str, str]) -> dict[str, bytes]:
        """What a table that grows changes outside its rows: whatever points to it or hangs below it."""
        ou, nom = self.remplissage.agrandissement, self.remplissage.feuille
        if ou is None or nom not in parties:
            return {}
        insertion = Insertion(Decalage(nom, ou))
        modele = self.remplissage.nouvelles.get(ou.derniere, 0) if ou.nombre else 0
        changees = {
            partie: insertion.sheet(lire_partie(self.archive, partie, feuille), feuille, modele)
            for feuille, partie in parties.items()
        }
        changees[CLASSEUR] = insertion.names(self.archive.read(CLASSEUR))
        for partie in self.archive.namelist():
            if partie.startswith(("xl/charts/chart", "xl/charts/chartEx")):
                changees[partie] = insertion.chart(self.archive.read(partie))
        for lien in liens_de(self.archive, parties[nom]).values():
            if lien.startswith("xl/tables/"):
                changees[lien] = insertion.table(self.archive.read(lien))
            elif lien.startswith("xl/drawings/drawing"):
                changees[lien] = insertion.drawing(self.archive.read(lien))
        return changees


@dataclass(frozen=True, slots=True)
class _Suite:
    """What ended at the row that the added ones follow, and goes on with them."""

    nouvelles: Mapping[int, int]

    def grow(self, pied: bytes) -> bytes:
        """Formats by condition, closed lists and filters."""
        if not self.nouvelles:
            return pied
        return _SUIVEURS.sub(lambda t: (t[1] or t[4]) + self._ranges(t[2] if t[1] else t[5]) + (t[3] or t[6]), pied)

    def grow_table(self, texte: bytes) -> bytes:
        """A table of the spreadsheet, unless its own totals end it."""
        if not self.nouvelles or re.search(rb'totalsRowCount="[1-9]', texte):
            return texte
        return re.sub(rb'(\bref=")([^"]*)(")', lambda t: t[1] + self._ranges(t[2]) + t[3], texte)

    def grow_dimension(self, texte: bytes) -> bytes:
        """The last row that the sheet announces."""
        derniere = max(self.nouvelles, default=0)

        def plus_loin(trouvee: re.Match[bytes]) -> bytes:
            borne = _BORNE.fullmatch(trouvee[2])
            if borne is None or int(borne[4]) >= derniere:
                return trouvee[0]
            return trouvee[1] + b"%s%s:%s%d" % (borne[1], borne[2], borne[3], derniere) + trouvee[3]

        return _DIMENSION.sub(plus_loin, texte, count=1)

    def _ranges(self, plages: bytes) -> bytes:
        return b" ".join(self._range(plage) for plage in plages.split(b" "))

    def _range(self, plage: bytes) -> bytes:
        borne = _BORNE.fullmatch(plage)
        premiere, modele, derniere = min(self.nouvelles), min(self.nouvelles.values()), max(self.nouvelles)
        if borne is None:
            seule = re.fullmatch(rb"([A-Z]+)(\d+)", plage)
            borne = re.fullmatch(rb"([A-Z]+)(\d+):([A-Z]+)(\d+)", plage + b":" + plage) if seule else None
        if borne is None or not int(borne[2]) <= modele or not premiere - 1 <= int(borne[4]) < derniere:
            return plage
        return b"%s%s:%s%d" % (borne[1], borne[2], borne[3], derniere)


def _column_styles(partie: PartieFeuille) -> dict[int, int]:
    return {
        n: int(c.get("style", 0))
        for c in partie.autour().iter()
        if nom_local(c) == "col"
        for n in range(int(c.get("min", 1)) - 1, int(c.get("max", 1)))
    }


def _computed_on_load(classeur: bytes) -> bytes:
    """Formulas were left without their figures: the spreadsheet computes them when it opens the copy."""
    trouvee = _CALCUL.search(classeur)
    if trouvee:
        attributs = re.sub(rb'\s(?:fullCalcOnLoad|calcMode)="[^"]*"', b"", trouvee[2])
        neuve = b'<%scalcPr%s fullCalcOnLoad="1"/>' % (trouvee[1], attributs)
        return classeur[: trouvee.start()] + neuve + classeur[trouvee.end() :]
    apres = _AVANT_CALCUL.search(classeur)
    if apres is None:
        return classeur
    neuve = b'<%scalcPr fullCalcOnLoad="1"/>' % (apres[1] or b"")
    return classeur[: apres.end()] + neuve + classeur[apres.end() :]


def _verify(relu: Classeur, remplissage: Remplissage, nom: str) -> None:
    """Refuse a copy that does not say what was shown."""
    lignes = {(f.nom, ligne.numero): ligne for f in relu.feuilles for ligne in f.lignes}
    for cellule in remplissage.ecrites:
        ligne = lignes.get((cellule.place.feuille, cellule.place.ligne))
        if ligne is None or not dit_la_meme_chose(ligne.valeur(cellule.place.colonne), cellule.valeur):
            raise ExportError(
                f"La copie relue ne dit pas en {cellule.adresse} ce qui devait y être écrit\u00a0: «\u00a0{nom}\u00a0» "
                "n’a pas été écrit.",
                "Enregistrez de nouveau le classeur du partenaire dans Excel ou LibreOffice, puis recommencez.",
            )
