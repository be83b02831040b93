"""What « figer » and « comparer » do in the terminal, and the states that a document names."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from models.commands.versions import add_version
from models.domain.avenant import Avenant
from models.domain.errors import AppError
from models.domain.etats.changements import ChangementEtat, ComparaisonEtats
from models.domain.etats.comparer import comparer_figes
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_taille
from models.domain.projet import Projet
from models.domain.textes import propre_ligne
from models.domain.version_figee import EtatProjet, VersionFigee, find_version
from models.echange.photographie import freeze
from models.queries.projet import load_projet
from models.queries.source import Source
from models.queries.versions import load_versions
from models.referentiel.convention import load_plan_convention
from models.store.database import Database, maintenant_utc
from pvd_desktop.documents.builders.comparaison_etats import dire_nombre
from pvd_desktop.documents.catalogue_etats import AVENANT, DOCUMENTS_ETATS
from pvd_desktop.documents.modeles import ModeleDocument
from pvd_desktop.paths import Dossiers
from pvd_desktop.terminal import print_line
from pvd_desktop.versions import load_avenant, load_etats, same_content

REUSSITE = 0


def run_figer(options: argparse.Namespace) -> int:
    """Freezes the project under a name, or lists what was frozen."""
    if options.liste:
        return _list_versions(options)
    nom = propre_ligne(options.nom or "")
    if not nom:
        raise AppError(
            "Il manque le nom de l’état à figer.", "Ajoutez-le après le projet, par exemple «\u00a0Signée\u00a0»."
        )
    database = Database.open(options.fichier, copies=Dossiers.of_user().copies)
    try:
        with database.read() as session:
            projet, versions = load_projet(session), load_versions(session)
        octets = freeze(projet, load_plan_convention())
        database.execute(
            f"Figer «\u00a0{nom}\u00a0»",
            add_version,
            nom,
            octets,
            commentaire=propre_ligne(options.commentaire or ""),
            moment=maintenant_utc(),
        )
        with database.read() as session:
            figee = load_versions(session)[-1]
    finally:
        database.close()
    print_line(f"État figé\u00a0: «\u00a0{nom}\u00a0» ({format_taille(len(octets))})")
    if (pareille := same_content(versions, figee.sha256)) is not None:
        print_line(f"Le projet n’a pas changé depuis «\u00a0{pareille.nom}\u00a0».")
    return REUSSITE


def run_comparer(options: argparse.Namespace) -> int:
    """Tells what differs from one state to another, or to the project as it stands."""
    if options.liste:
        return _list_versions(options)
    if not options.etat:
        raise AppError(
            "Il manque l’état à comparer.",
            "Ajoutez son nom après le projet\u00a0; «\u00a0--liste\u00a0» les donne tous.",
        )
    database = Database.open(options.fichier, lecture_seule=True)
    try:
        with database.read_raw() as connexion:
            etats = load_etats_nommes(connexion, [options.etat, *([options.etat2] if options.etat2 else [])])
            avant, apres = etats if len(etats) > 1 else (*etats, EtatProjet(projet=load_projet(connexion)))
    finally:
        database.close()
    comparaison = comparer_figes(avant, apres, load_plan_convention())
    if options.json:
        print_line(json.dumps(_json(avant, apres, comparaison), ensure_ascii=False, indent=2))
    else:
        print_line(f"{avant.titre} → {apres.titre}")
        for changement in comparaison.changements:
            print_line(_line(changement))
        print_line(dire_nombre(comparaison.changements))
    return REUSSITE


def load_etats_nommes(source: Source, noms: Sequence[str]) -> tuple[EtatProjet, ...]:
    """The states of these names; the last frozen one when none is given.

    Raises:
        VersionIntrouvableError: a name leads to none, or to several.
        VersionIllisibleError: one is damaged.
    """
    versions = load_versions(source)
    return load_etats(source, [find_version(versions, nom).uid for nom in noms])


def load_etats_voulus(source: Source, options: argparse.Namespace) -> tuple[EtatProjet, ...]:
    """The states that an export names, or those that its document compares; none for any other."""
    document = options.document or (options.sortie.stem.lower() if options.sortie else "")
    concerne = document in {modele.id for modele in DOCUMENTS_ETATS}
    return load_etats_nommes(source, options.etat) if options.etat or concerne else ()


def load_avenant_voulu(
    source: Source, projet: Projet, etats: Sequence[EtatProjet], options: argparse.Namespace
) -> Avenant | None:
    """The avenant that an export numbers; ``None`` for a document that compares no state."""
    numero = None if options.numero is None else propre_ligne(options.numero)
    return load_avenant(source, projet, etats, numero) if etats else None


def check_etats(modele: ModeleDocument, options: argparse.Namespace) -> None:
    """Refuses a state for a document that compares none, and the number of an avenant for one that is none.

    Raises:
        AppError: it does not.
    """
    if options.numero is not None and modele.id != AVENANT:
        raise AppError(
            f"Le document «\u00a0{modele.id}\u00a0» ne porte pas de numéro d’avenant.",
            "Retirez «\u00a0--numero\u00a0», ou demandez «\u00a0--document avenant\u00a0».",
        )
    if options.etat and not modele.par_etat:
        noms = ", ".join(m.id for m in DOCUMENTS_ETATS)
        raise AppError(
            f"Le document «\u00a0{modele.id}\u00a0» ne compare aucun état.",
            f"Retirez «\u00a0--etat\u00a0», ou demandez l’un de ces documents\u00a0: {noms}.",
        )


def _list_versions(options: argparse.Namespace) -> int:
    database = Database.open(options.fichier, lecture_seule=True)
    try:
        with database.read_raw() as connexion:
            versions = load_versions(connexion)
    finally:
        database.close()
    for version in versions:
        print_line("\t".join(_cells(version)))
    if not versions:
        print_line("Aucun état n’est encore figé.")
    return REUSSITE


def _cells(version: VersionFigee) -> tuple[str, ...]:
    moment = version.figee_le.astimezone().strftime("%d/%m/%Y %H:%M") if version.figee_le else ""
    return version.nom, moment, format_taille(version.taille or 0), version.commentaire


def _line(changement: ChangementEtat) -> str:
    objet = " – ".join(filter(None, (changement.titre, changement.nom)))
    cotes = " → ".join(filter(None, (_une_ligne(changement.avant), _une_ligne(changement.apres))))
    return f"[{changement.rubrique.libelle}] {objet}\u00a0: {changement.libelle}" + (
        f"\u00a0: {cotes}" if cotes else ""
    )


def _une_ligne(texte: str) -> str:
    ligne = " ".join(texte.split("\n"))
    return ligne if len(ligne) <= 120 else f"{ligne[:119].rstrip()}…"


def _json(avant: EtatProjet, apres: EtatProjet, comparaison: ComparaisonEtats) -> dict[str, Any]:
    """Each difference once: an action that comes or goes is in its own list."""
    entieres = {f.uid for f in (*comparaison.actions_ajoutees, *comparaison.actions_supprimees)}
    return {
        "avant": avant.nom,
        "apres": apres.nom or None,
        "actions_ajoutees": [_action(f) for f in comparaison.actions_ajoutees],
        "actions_supprimees": [_action(f) for f in comparaison.actions_supprimees],
        "changements": [_changement(c) for c in comparaison.changements if c.objet not in entieres],
    }


def _action(fiche: FicheAction) -> dict[str, Any]:
    cout = fiche.totaux.cout
    return {
        "uid": fiche.uid,
        "numero": fiche.numero,
        "intitule": fiche.intitule,
        "statut": fiche.statut.value,
        "cout": None if cout is None else str(cout),
    }


def _changement(changement: ChangementEtat) -> dict[str, Any]:
    return {
        "rubrique": changement.rubrique.value,
        "nature": changement.nature.value,
        "type": changement.genre,
        "uid": changement.objet,
        "titre": changement.titre,
        "objet": changement.nom,
        "champ": changement.champ,
        "libelle": changement.libelle,
        "avant": changement.avant,
        "apres": changement.apres,
        "contractuel": changement.contractuel,
    }
