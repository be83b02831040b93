"""What the palette can open in a project, kind by kind, in the words people know each thing by."""

from collections.abc import Iterator
from typing import Final

from models.domain.articles import articles_effectifs
from models.domain.demande import Demande
from models.domain.demandes.noms import noms_des_demandes
from models.domain.echeances import EcheanceCalculee
from models.domain.formats import format_date
from models.domain.instances.situee import nommer_instance, toutes_les_reunions
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.referentiel.convention import load_plan_convention
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.palette.cibles import Cible, Genre
from pvd_desktop.ui.workspace import Workspace

_ICONES: Final = {
    Genre.FICHE: "plan_action",
    Genre.OPERATION: "maquette",
    Genre.ORIENTATION: "dossier",
    Genre.DEMANDE: "demandes",
    Genre.ORGANISME: "partenaires",
    Genre.CONTACT: "partenaires",
    Genre.REUNION: "calendrier",
    Genre.ECHEANCE: "calendrier",
    Genre.VERSION: "historique",
    Genre.ARTICLE: "convention",
}


def list_objets(workspace: Workspace) -> Iterator[Cible]:
    """Everything the project names; whoever reads may stop after each and come back."""
    projet = workspace.projet
    yield from _plan(projet)
    yield from _demandes(projet)
    yield from _partenaires(projet)
    yield from _gouvernance(projet)
    for echeance in workspace.echeances():
        yield _echeance(echeance)
    for version in workspace.versions():
        yield _version(version)
    for article in articles_effectifs(projet, load_plan_convention()):
        yield _cible(Genre.ARTICLE, article.cle or str(article.uid), article.titre, "Convention-cadre")


def _plan(projet: Projet) -> Iterator[Cible]:
    for fiche in projet.fiches:
        orientation = projet.orientation(fiche.orientation)
        yield _cible(Genre.FICHE, fiche.uid, fiche.titre, orientation.titre if orientation else "Sans orientation")
        for operation in fiche.operations:
            # One without a name, or with that of its action, is found by the action.
            if operation.intitule and operation.intitule != fiche.intitule:
                yield _cible(Genre.OPERATION, operation.uid, operation.intitule, fiche.titre, fiche=fiche.uid)
    for orientation in projet.orientations:
        yield _cible(Genre.ORIENTATION, orientation.uid, orientation.titre)


def _demandes(projet: Projet) -> Iterator[Cible]:
    noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
    for demande in projet.demandes:
        nom = noms[demande.uid] or "Demande sans titre"
        yield _cible(Genre.DEMANDE, demande.uid, nom, _suite(demande), demande.numero_dossier)


def _partenaires(projet: Projet) -> Iterator[Cible]:
    for organisme in projet.organismes:
        mots = f"{organisme.sigle} {organisme.siren}"
        yield _cible(Genre.ORGANISME, organisme.uid, _nom(organisme), _precise(organisme), mots)
    for organisme in projet.organismes:
        for contact in organisme.contacts:
            yield _cible(Genre.CONTACT, contact.uid, contact.nom_complet, _place(contact, organisme), contact.courriel)


def _gouvernance(projet: Projet) -> Iterator[Cible]:
    for situee in toutes_les_reunions(projet):
        jour, instance = situee.reunion.jour, nommer_instance(situee.instance)
        precision = " · ".join(filter(None, (instance, format_date(jour) if jour else "")))
        yield _cible(Genre.REUNION, situee.reunion.uid, situee.nom, precision)


def _echeance(echeance: EcheanceCalculee) -> Cible:
    faite = "" if echeance.ouverte else "faite"
    precision = " · ".join(filter(None, (format_date(echeance.jour), echeance.objet.libelle, faite)))
    return _cible(Genre.ECHEANCE, echeance.cle, echeance.intitule, precision, echeance.objet.libelle)


def _version(version: VersionFigee) -> Cible:
    jour = f"figée le {format_moment(version.figee_le)}" if version.figee_le else ""
    return _cible(Genre.VERSION, version.uid, version.nom, jour, version.commentaire)


def _cible(
    genre: Genre, cle: str, titre: str, precision: str = "", mots: str = "", *, fiche: Uid | None = None
) -> Cible:
    icone = _ICONES[genre]
    return Cible(genre=genre, cle=cle, titre=titre, precision=precision, icone=icone, mots=mots, fiche=fiche)


def _suite(demande: Demande) -> str:
    """What tells a dossier from another of the same name."""
    numero = f"dossier {demande.numero_dossier}" if demande.numero_dossier else ""
    return " · ".join(filter(None, (numero, demande.issue.libelle if demande.issue else "")))


def _nom(organisme: Organisme) -> str:
    return organisme.nom or organisme.sigle or "Organisme sans nom"


def _precise(organisme: Organisme) -> str:
    return " · ".join(filter(None, (organisme.sigle, organisme.type.libelle)))


def _place(contact: Contact, organisme: Organisme) -> str:
    """« Directrice · Région Hauts-de-France »; a name already says the rest when there is none."""
    fonction = contact.fonction if contact.fonction != contact.nom_complet else ""
    return " · ".join(filter(None, (fonction, _nom(organisme))))
