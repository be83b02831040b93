"""What each command of the terminal does. They open the project as the window would, and leave it closed."""

import argparse
import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from models.domain.avenant import Avenant
from models.domain.errors import AppError
from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from models.domain.vocabulaire import Gravite
from models.echange.format import to_json
from models.queries.contenus import load_contenus
from models.queries.courant import ProjetCourant
from models.queries.echeances import list_echeances
from models.queries.projet import load_projet
from models.referentiel.bareme import load_bareme
from models.store.database import Database, aujourd_hui
from pvd_desktop.commandes_personnes import run_anonymiser
from pvd_desktop.commandes_versions import (
    check_etats,
    load_avenant_voulu,
    load_etats_voulus,
    run_comparer,
    run_figer,
)
from pvd_desktop.demandes import demandes_listees, find_demande_du_document, run_dossier, wants_dossier
from pvd_desktop.documents.agenda import render_agenda, write_agenda
from pvd_desktop.documents.catalogue import DOCUMENTS, build, document_for
from pvd_desktop.documents.catalogue_demandes import DEMANDE
from pvd_desktop.documents.export import export, write_text
from pvd_desktop.documents.vcard import write_vcards
from pvd_desktop.exemple import write_exemple
from pvd_desktop.importations import check_suffix, run_importer
from pvd_desktop.remplissages import run_remplir
from pvd_desktop.retours import run_reprendre
from pvd_desktop.reunions import check_document, find_reunion_nommee
from pvd_desktop.terminal import print_line

REUSSITE, REFUS = 0, 1
SCENARIO = "scenario"
PROJET = "projet"
"""Name of the whole project among the documents."""
AGENDA, CALENDRIER = "agenda", "calendrier"
"""The échéances among them: to put in an agenda, or to read on paper; an agenda may be called so too."""
CONTACTS = "contacts"
"""Name of the address book, which is written as cards too."""


def run_exemple(options: argparse.Namespace) -> int:
    """Writes the example project."""
    check_suffix(options.fichier)
    write_exemple(options.fichier)
    print_line(f"Projet d’exemple écrit\u00a0: {options.fichier}")
    return REUSSITE


def run_exporter(options: argparse.Namespace) -> int:
    """Writes one document; the extension decides the format."""
    if wants_dossier(options):
        return run_dossier(options)
    with _open_read_only(options.fichier) as database, database.read() as session:
        projet = load_projet(session)
        etats = load_etats_voulus(session, options)
        avenant = load_avenant_voulu(session, projet, etats, options)
        if options.etat and options.sortie and options.sortie.suffix.lower() == ".json":
            projet = etats[0].projet
        contenus = load_contenus(session, projet.images)
    if options.liste:
        connus = (
            (PROJET, "Le projet entier", (".json",)),
            (AGENDA, "Les échéances à venir, pour un agenda", (".ics",)),
            *((d.id, d.titre, (*d.formats, ".vcf") if d.id == CONTACTS else d.formats) for d in DOCUMENTS),
        )
        for nom, titre, formats in connus:
            print_line(f"{nom}\t{titre}\t{' '.join(formats)}")
        for ligne in demandes_listees(projet):
            print_line(ligne)
        return REUSSITE
    if options.sortie is None:
        raise AppError(
            "Il manque le nom du fichier à écrire.", "Ajoutez-le après le projet, par exemple « fiches.pdf »."
        )
    _export(projet, contenus, options, etats, avenant)
    print_line(f"Document écrit\u00a0: {options.sortie}")
    return REUSSITE


def run_controler(options: argparse.Namespace) -> int:
    """Lists the points à vérifier; 1 when one of them is grave."""
    with _open_read_only(options.fichier) as database:
        constats = ProjetCourant(database, load_bareme(), aujourd_hui).constats()
    if options.json:
        print_line(json.dumps([_constat(c) for c in constats], ensure_ascii=False, indent=2))
    else:
        for constat in constats:
            print_line(f"[{constat.gravite.libelle}] {constat.code} — {constat.objet.libelle}\u00a0: {constat.message}")
            print_line(f"    {constat.remede}" + (f" ({constat.source})" if constat.source else ""))
        print_line(f"Points à vérifier\u00a0: {len(constats)}")
    return REFUS if any(c.gravite is Gravite.GRAVE for c in constats) else REUSSITE


COMMANDES: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "exemple": run_exemple,
    "importer": run_importer,
    "reprendre": run_reprendre,
    "remplir": run_remplir,
    "exporter": run_exporter,
    "controler": run_controler,
    "figer": run_figer,
    "comparer": run_comparer,
    "anonymiser": run_anonymiser,
}


def _export(
    projet: Projet,
    contenus: Mapping[str, bytes],
    options: argparse.Namespace,
    etats: tuple[EtatProjet, ...],
    avenant: Avenant | None,
) -> None:
    sortie, nom, numero = options.sortie, options.document, options.fiche_action
    if sortie.suffix.lower() == ".json":
        donnees = {
            "--document": None if nom == PROJET else nom,
            "--fiche": numero,
            "--scenario": options.scenario,
            "--reunion": options.reunion,
            "--demande": options.demande,
            "--numero": options.numero,
        }
        trop = ", ".join(f"« {option} »" for option, valeur in donnees.items() if valeur is not None)
        if trop:
            raise AppError("Le JSON contient toujours le projet entier.", f"Retirez {trop}, ou écrivez un .pdf.")
        write_text(to_json(projet, contenus), sortie)
        return
    if sortie.suffix.lower() == ".ics":
        _export_agenda(projet, options)
        return
    if sortie.suffix.lower() == ".vcf":
        _export_cartes(projet, options)
        return
    fiche, scenario = _fiche(projet, numero), _scenario(projet, options.scenario)
    reunion = find_reunion_nommee(projet, options.reunion)
    sous_entendu = "fiche" if fiche else SCENARIO if scenario else DEMANDE if options.demande else None
    modele = document_for(nom or sous_entendu, sortie)
    if fiche is not None and not modele.par_fiche:
        raise AppError(
            f"Le document «\u00a0{modele.id}\u00a0» contient toujours le projet entier.",
            "Retirez «\u00a0--fiche\u00a0», ou demandez «\u00a0--document fiche\u00a0».",
        )
    if scenario is not None and modele.id != SCENARIO:
        raise AppError(
            f"Le document «\u00a0{modele.id}\u00a0» ne compare aucun scénario.",
            "Retirez «\u00a0--scenario\u00a0», ou demandez «\u00a0--document scenario\u00a0».",
        )
    check_document(modele.id, reunion)
    check_etats(modele, options)
    document = build(
        modele,
        projet,
        aujourd_hui=aujourd_hui(),
        fiche=fiche,
        scenario=scenario,
        reunion=reunion,
        demande=find_demande_du_document(projet, modele, options.demande),
        etats=etats,
        avenant=avenant,
        contenus=contenus,
    )
    export(document, sortie)


def _export_agenda(projet: Projet, options: argparse.Namespace) -> None:
    autre = options.document not in {None, AGENDA, CALENDRIER}
    if autre or options.fiche_action is not None or options.scenario is not None:
        raise AppError(
            "Un agenda contient toujours les échéances de tout le projet.",
            "Retirez «\u00a0--document\u00a0», «\u00a0--fiche\u00a0» et «\u00a0--scenario\u00a0», ou écrivez un .pdf.",
        )
    jour = aujourd_hui()
    ouvertes = [echeance for echeance in list_echeances(projet, load_bareme(), jour) if echeance.ouverte]
    write_agenda(render_agenda(projet, ouvertes, jour), options.sortie)


def _export_cartes(projet: Projet, options: argparse.Namespace) -> None:
    if options.document not in {None, CONTACTS} or options.fiche_action is not None or options.scenario is not None:
        raise AppError(
            "Un fichier .vcf contient toujours les contacts de tout le projet.",
            "Retirez «\u00a0--document\u00a0», «\u00a0--fiche\u00a0» et «\u00a0--scenario\u00a0», ou écrivez un .pdf.",
        )
    write_vcards(projet, options.sortie)


def _fiche(projet: Projet, numero: str | None) -> Uid | None:
    """The first fiche of that number; numbers may repeat while a project is being written."""
    if numero is None:
        return None
    trouvee = next((f for f in projet.fiches if f.numero == numero), None)
    if trouvee is None:
        connus = ", ".join(f.numero for f in projet.fiches if f.numero) or "aucun"
        raise AppError(f"Aucune fiche ne porte le numéro « {numero} ».", f"Numéros du projet : {connus}.")
    return trouvee.uid


def _scenario(projet: Projet, nom: str | None) -> Uid | None:
    """The scenario of that name, whatever its accents and capitals."""
    if nom is None:
        return None
    trouve = next((s for s in projet.scenarios if sort_key(s.intitule) == sort_key(nom)), None)
    if trouve is None:
        connus = ", ".join(f"« {s.intitule} »" for s in projet.scenarios if s.intitule) or "aucun"
        raise AppError(f"Aucun scénario ne s’appelle « {nom} ».", f"Scénarios du projet : {connus}.")
    return trouve.uid


@contextmanager
def _open_read_only(path: Path) -> Generator[Database]:
    database = Database.open(path, lecture_seule=True)
    try:
        yield database
    finally:
        database.close()


def _constat(constat: Constat) -> dict[str, object]:
    objet = constat.objet
    return {
        "code": constat.code,
        "gravite": constat.gravite.value,
        "jalon": constat.jalon.value,
        "message": constat.message,
        "remede": constat.remede,
        "objet": {"type": objet.type, "uid": objet.uid, "libelle": objet.libelle},
        "champ": constat.champ,
        "source": constat.source,
    }
