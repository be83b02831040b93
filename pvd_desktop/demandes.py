"""The documents of a demande from the terminal: which one is meant, and its dossier as a folder or a zip."""

import argparse
from collections.abc import Iterator
from typing import Final

from models.domain.demandes.noms import noms_des_demandes
from models.domain.errors import AppError
from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.queries.contenus import load_contenus
from models.queries.projet import load_projet
from models.referentiel.dispositifs import load_effectifs
from models.store.database import Database, aujourd_hui
from pvd_desktop.documents.catalogue_demandes import DEMANDE
from pvd_desktop.documents.dossier.ecriture import ZIP, Fichiers, write_dossier
from pvd_desktop.documents.modeles import Edition, ModeleDocument
from pvd_desktop.terminal import print_line

_REUSSITE: Final = 0


def wants_dossier(options: argparse.Namespace) -> bool:
    """Whether several files are asked for: a zip is nothing else, a folder has to be named as a dossier."""
    if options.sortie is None or options.liste:
        return False
    suffixe = options.sortie.suffix.lower()
    nom = options.document or (DEMANDE if suffixe == ZIP or options.demande is not None else "")
    return nom == DEMANDE and suffixe in {"", ZIP}


def run_dossier(options: argparse.Namespace) -> int:
    """Writes the dossier of one demande, and says what it lacks."""
    database = Database.open(options.fichier, lecture_seule=True)
    try:
        with database.read() as session:
            projet = load_projet(session)
            edition = Edition(
                projet=projet, aujourd_hui=aujourd_hui(), demande=find_demande_voulue(projet, options.demande)
            )

            def read(sha256: str) -> bytes | None:
                return load_contenus(session, {sha256}).get(sha256)

            fichiers = Fichiers(options.fichier.resolve().parent, read)
            bilan = write_dossier(edition, options.sortie, fichiers)
    finally:
        database.close()
    for absente in bilan.absentes:
        print_line(f"Absent\u00a0: {absente.intitule}. {absente.raison}")
    print_line(f"Dossier écrit\u00a0: {options.sortie} ({len(bilan.fichiers)} fichiers)")
    return _REUSSITE


def find_demande_du_document(projet: Projet, modele: ModeleDocument, nom: str | None) -> Uid | None:
    """The demande that a document is made of; ``None`` for one that is made of none.

    Raises:
        AppError: the document is about no demande, or which one is meant cannot be told.
    """
    if modele.par_demande:
        return find_demande_voulue(projet, nom)
    if nom is not None:
        raise AppError(
            f"Le document «\u00a0{modele.id}\u00a0» ne porte sur aucune demande.",
            f"Retirez «\u00a0--demande\u00a0», ou demandez «\u00a0--document {DEMANDE}\u00a0».",
        )
    return None


def find_demande_voulue(projet: Projet, nom: str | None) -> Uid | None:
    """The demande of that name, number of dossier or title, else the one that begins so; the only one when unnamed.

    Raises:
        AppError: none has that name, or several could be meant.
    """
    noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
    if nom is None:
        trouvees = list(noms)
    else:
        cle = sort_key(nom)
        trouvees = [uid for uid, connu in noms.items() if sort_key(connu) == cle] or [
            d.uid for d in projet.demandes if d.numero_dossier and cle == sort_key(d.numero_dossier)
        ]
        trouvees = trouvees or [d.uid for d in projet.demandes if d.intitule and cle == sort_key(d.intitule)]
        trouvees = trouvees or [uid for uid, connu in noms.items() if sort_key(connu).startswith(cle)]
    if len(trouvees) > 1:
        quoi = (
            "Le projet compte plusieurs demandes"
            if nom is None
            else f"«\u00a0{nom}\u00a0» peut nommer plusieurs demandes"
        )
        choix = ", ".join(f"«\u00a0{noms[uid]}\u00a0»" for uid in trouvees)
        raise AppError(f"{quoi}.", f"Ajoutez «\u00a0--demande NOM\u00a0», parmi\u00a0: {choix}.")
    if nom is not None and not trouvees:
        connus = ", ".join(f"«\u00a0{connu}\u00a0»" for connu in noms.values()) or "aucune"
        raise AppError(f"Aucune demande ne s’appelle «\u00a0{nom}\u00a0».", f"Demandes du projet\u00a0: {connus}.")
    return trouvees[0] if trouvees else None


def demandes_listees(projet: Projet) -> Iterator[str]:
    """A line for each demande, as it is named on the command line: it has no format of its own."""
    noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
    yield from (f"--demande\t{nom}\t" for nom in noms.values())
