"""Writes the dossier of a demande: all of it or nothing, in a folder or in one zip that is the same byte for byte."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from models.domain.errors import AppError
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_parties import build_partie
from pvd_desktop.documents.builders.demande_sommaire import FichierDossier, build_sommaire
from pvd_desktop.documents.catalogue_demandes import dossier_de
from pvd_desktop.documents.dossier.composition import (
    Composition,
    DocumentRedige,
    PieceAbsente,
    PieceJointe,
    composer,
    nom_du_dossier,
)
from pvd_desktop.documents.dossier.depots import Depot, DepotDossier, DepotZip, PieceIllisibleError
from pvd_desktop.documents.dossier.noms import extension_lue
from pvd_desktop.documents.export import ExportError, replace_file, replace_folder
from pvd_desktop.documents.modeles import Edition
from pvd_desktop.documents.renderers import Progress, get_renderer
from pvd_desktop.documents.tree import Document

SOMMAIRE: Final = "00 – Sommaire"
ZIP: Final = ".zip"
_DITES: Final = 4
"""Absent pièces that are named in a message: the sommaire names them all."""


@dataclass(frozen=True, slots=True)
class Fichiers:
    """Where the bytes of the pièces are."""

    racine: Path
    """Folder of the project file: linked pièces are looked for from there."""
    lire: Callable[[str], bytes | None]
    """Bytes that the project holds, by their hash; one pièce is in memory at a time."""


@dataclass(frozen=True, slots=True)
class BilanDossier:
    """What was written, and what could not be."""

    fichiers: tuple[FichierDossier, ...]
    absentes: tuple[PieceAbsente, ...]

    @property
    def phrase(self) -> str:
        """« 12 fichiers ; 2 pièces manquent : Devis, RIB »."""
        nombre = len(self.fichiers)
        ecrits = f"{nombre} fichier{'s' if nombre > 1 else ''}"
        if not self.absentes:
            return ecrits
        noms = ", ".join(a.intitule for a in self.absentes[:_DITES])
        autres = "…" if len(self.absentes) > _DITES else ""
        manquent = "1 pièce manque" if len(self.absentes) == 1 else f"{len(self.absentes)} pièces manquent"
        return f"{ecrits}\u00a0; {manquent}\u00a0: {noms}{autres}"


def write_dossier(
    edition: Edition, cible: Path, fichiers: Fichiers, *, progress: Progress | None = None
) -> BilanDossier:
    """Write the dossier of the demande that is wanted: a zip when ``cible`` is called so, else a folder.

    Args:
        edition: the project and the demande.
        cible: zip to create or replace; or a folder, new or empty.
        fichiers: where its pièces are read.
        progress: told of the progress; what it raises goes through, and nothing is left behind.

    Raises:
        DemandeIntrouvableError: the demande is not there, or several could be meant.
        ExportError: the dossier could not be written; what was there is intact.
    """
    ecrivain = _Ecrivain(dossier_de(edition), fichiers, progress)
    try:
        if cible.suffix.lower() == ZIP:
            replace_file(cible, lambda brouillon: ecrivain.write(DepotZip(brouillon)))
        else:
            replace_folder(cible, lambda brouillon: ecrivain.write(DepotDossier(brouillon)))
    except PieceIllisibleError as erreur:
        raise ExportError(
            f"La pièce liée «\u00a0{erreur.nom}\u00a0» n’a pas pu être lue jusqu’au bout\u00a0: rien n’a été écrit.",
            "Vérifiez que son disque est accessible, ou incorporez-la au projet.",
        ) from erreur
    return ecrivain.bilan


def nom_propose(edition: Edition) -> str:
    """Name proposed for the folder, or for the zip without its extension; plain when no demande is chosen."""
    try:
        return nom_du_dossier(dossier_de(edition))
    except AppError:
        return "Dossier de demande"


class _Ecrivain:
    """Fills one depot: documents, pièces, then the sommaire, which tells of both."""

    def __init__(self, dossier: DossierDemande, fichiers: Fichiers, progress: Progress | None) -> None:
        self._dossier = dossier
        self._fichiers = fichiers
        self._progress = progress
        self._composition: Composition = composer(dossier)
        self._fait = 0
        self._ecrits: list[FichierDossier] = []
        self._absentes = list(self._composition.absentes)

    @property
    def bilan(self) -> BilanDossier:
        return BilanDossier(tuple(self._ecrits), tuple(self._absentes))

    def write(self, depot: Depot) -> None:
        with depot, TemporaryDirectory(prefix="pvd-dossier-") as temporaire:
            atelier = Path(temporaire)
            for redige in self._composition.documents:
                self._document(depot, redige, atelier)
            for jointe in self._composition.jointes:
                self._piece(depot, jointe)
            self._ecrits.sort(key=lambda fichier: fichier.nom)
            sommaire = build_sommaire(self._dossier, self._ecrits, [(a.intitule, a.raison) for a in self._absentes])
            for extension in (".pdf", ".txt"):
                self._render(depot, sommaire, f"{SOMMAIRE}{extension}", atelier)

    def _document(self, depot: Depot, redige: DocumentRedige, atelier: Path) -> None:
        taille = self._render(depot, build_partie(self._dossier, redige.partie), redige.nom, atelier)
        self._ecrits.append(FichierDossier(redige.nom, "Écrit depuis le projet", taille))

    def _render(self, depot: Depot, document: Document, nom: str, atelier: Path) -> int:
        """Checked as any export is, before it goes in."""
        self._step()
        brouillon = atelier / f"brouillon{Path(nom).suffix}"
        renderer = get_renderer(brouillon.suffix)
        renderer.render(document, brouillon)
        try:
            renderer.verify(brouillon)
        except ValueError as erreur:
            raise ExportError(
                f"Le document «\u00a0{nom}\u00a0» n’a pas pu être relu\u00a0: rien n’a été écrit.",
                "Recommencez l’export\u00a0; s’il échoue encore, changez de dossier.",
            ) from erreur
        octets = brouillon.read_bytes()
        depot.put(nom, octets)
        return len(octets)

    def _piece(self, depot: Depot, jointe: PieceJointe) -> None:
        self._step()
        if jointe.chemin:
            self._liee(depot, jointe)
            return
        octets = self._fichiers.lire(jointe.sha256)
        if octets is None:
            self._absentes.append(PieceAbsente(jointe.intitule, "Son contenu n’est plus dans le projet."))
            return
        nom = f"{jointe.nom}{jointe.extension or extension_lue(octets)}"
        depot.put(nom, octets)
        self._ecrits.append(FichierDossier(nom, _origine("Pièce du projet", jointe), len(octets)))

    def _liee(self, depot: Depot, jointe: PieceJointe) -> None:
        source = self._fichiers.racine / jointe.chemin
        if not _is_readable(source):
            raison = f"Le fichier lié «\u00a0{jointe.chemin}\u00a0» est introuvable, ou ne se lit pas."
            self._absentes.append(PieceAbsente(jointe.intitule, raison))
            return
        nom = f"{jointe.nom}{jointe.extension}"
        empreinte, taille = depot.copy(nom, source, self._breathe)
        origine = "Pièce liée"
        if jointe.sha256 and empreinte != jointe.sha256:
            origine = "Pièce liée, modifiée depuis qu’elle a été jointe"
        self._ecrits.append(FichierDossier(nom, _origine(origine, jointe), taille))

    def _step(self) -> None:
        self._fait += 1
        self._breathe()

    def _breathe(self) -> None:
        """Tells where it is: the person may have given up."""
        if self._progress:
            total = len(self._composition.documents) + len(self._composition.jointes) + 2
            self._progress.step(min(self._fait, total) - 1, total)


def _origine(origine: str, jointe: PieceJointe) -> str:
    """Where a file comes from, and whether it is worth anything still."""
    return f"{origine}, validité dépassée" if jointe.perimee else origine


def _is_readable(source: Path) -> bool:
    """Whether a file is there that will be read to its end: a pipe or a device would be read for ever."""
    try:
        return source.is_file() and os.access(source, os.R_OK)
    except (OSError, ValueError):
        # A drive that does not answer, a name that no system takes.
        return False
