"""The frozen states as projects, for the window and the command line: the file has the bytes, the format reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, cast

from models.domain.avenant import Avenant, prepare_avenant
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet, VersionFigee, VersionIntrouvableError
from models.echange.photographie import VersionIllisibleError, thaw_etat
from models.queries.contenus import load_contenus
from models.queries.source import Source
from models.queries.versions import load_versions, read_version


def load_version_projet(source: Source, uid: Uid) -> Projet:
    """The project as a frozen state holds it.

    Raises:
        VersionIntrouvableError: the file has no such state.
        VersionIllisibleError: its bytes are damaged, or not those of a state.
    """
    return load_etat(source, uid).projet


def load_etat(source: Source, uid: Uid) -> EtatProjet:
    """The same under its name."""
    version = next((v for v in load_versions(source) if v.uid == uid), None)
    if version is None:
        raise VersionIntrouvableError(
            "Cet état figé n’est plus dans le projet.",
            "Il a sans doute été supprimé depuis\u00a0: choisissez-en un autre.",
        )
    octets = read_version(source, uid)
    if octets is None:
        raise VersionIllisibleError(
            f"Le contenu de l’état «\u00a0{version.nom}\u00a0» n’est pas dans le fichier.",
            "Le projet lui-même est intact. Supprimez cet état, ou reprenez-le d’une copie de sécurité.",
        )
    # The day of the person, not that of Greenwich.
    jour = version.figee_le.astimezone().date() if version.figee_le else None
    projet, textes = thaw_etat(octets, version.sha256, version.nom)
    return EtatProjet(projet=projet, nom=version.nom, jour=jour, textes=textes)


def load_etats(source: Source, uids: Sequence[Uid]) -> tuple[EtatProjet, ...]:
    """Those to compare; the last frozen one when none is named.

    Raises:
        VersionIntrouvableError: no state is frozen.
    """
    if uids:
        return tuple(load_etat(source, uid) for uid in uids)
    versions = load_versions(source)
    if not versions:
        raise VersionIntrouvableError(
            "Aucun état du projet n’est encore figé.",
            "Figez-en un dans Projet, Versions figées\u00a0: ce qui change ensuite se compare à lui.",
        )
    return (load_etat(source, versions[-1].uid),)


def load_avenant(source: Source, projet: Projet, etats: Sequence[EtatProjet], numero: str | None = None) -> Avenant:
    """The avenant between these states, as its document numbers it.

    Args:
        source: the file, for the names of all its states.
        projet: the project as it stands, when ``etats`` names no second state.
        etats: those to compare.
        numero: the number chosen; ``None`` proposes one.
    """
    actuel = etats[1] if len(etats) > 1 else EtatProjet(projet=projet)
    return prepare_avenant(actuel, (version.nom for version in load_versions(source)), numero)


def same_content(versions: Sequence[VersionFigee], empreinte: str) -> VersionFigee | None:
    """A state that holds these very bytes, if there is one."""
    return next((v for v in versions if v.sha256 == empreinte), None)


def write_copy(source: Source, uid: Uid, cible: Path) -> None:
    """A frozen state in a file of its own: a project, or its data when the name says « .json ».

    The bytes of its pièces go with it as long as the file still holds them.

    Raises:
        VersionIllisibleError: it is damaged.
        FichierExistantError: a project is there already.
    """
    projet = load_version_projet(source, uid)
    contenus = load_contenus(source, set(_empreintes(projet)))
    if cible.suffix.lower() == ".json":
        from models.echange.format import to_json
        from pvd_desktop.documents.export import write_text

        write_text(to_json(projet, contenus), cible)
        return
    from models import commands
    from models.echange.photographie import without_lost
    from models.store.database import Database, maintenant_utc

    database = Database.create(cible)
    try:
        ecrire = commands.importation.import_projet
        database.execute(
            "Reprendre une version figée", ecrire, without_lost(projet), moment=maintenant_utc(), images=contenus
        )
    finally:
        database.close()


def _empreintes(objet: Any) -> Iterator[str]:
    """Hashes of all that a project holds."""
    for champ in fields(objet):
        valeur = getattr(objet, champ.name)
        if champ.name == "sha256" and valeur:
            yield valeur
        dedans = cast("tuple[Any, ...]", valeur) if isinstance(valeur, tuple) else (valeur,)
        for element in dedans:
            if is_dataclass(element):
                yield from _empreintes(element)
