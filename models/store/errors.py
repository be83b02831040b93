"""Expected failures of the project file, each with the reason and a way out."""

from pathlib import Path

from models.domain.errors import AppError


class FichierError(AppError):
    """The file cannot be used as a project; its bytes are left as they are."""


class FichierAbsentError(FichierError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Le fichier « {path} » n’existe pas.",
            "Vérifiez son nom et son dossier ; s’il est sur une clé ou un partage, rebranchez-le.",
        )


class FichierVideError(FichierError):
    """The file has no content."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Le fichier « {path.name} » est vide : il ne contient aucun projet.",
            "Reprenez une copie, ou créez un nouveau projet.",
        )


class FichierEtrangerError(FichierError):
    """The file is something else than a project."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            # A folder, « . » or « / », has no name of its own.
            f"Le fichier « {path.name or path} » n’est pas un projet PVD Desktop : {raison}.",
            "Choisissez un fichier créé par PVD Desktop ; celui-ci n’a pas été modifié.",
        )


class FichierTronqueError(FichierError):
    """The end of the file is missing."""

    def __init__(self, path: Path, octets: int, attendus: int) -> None:
        super().__init__(
            f"Le fichier « {path.name} » est incomplet : {octets} octets présents sur {attendus}. "
            "Sa copie ou son téléchargement a sans doute été interrompu.",
            "Recopiez-le depuis l’original, ou reprenez une copie de sauvegarde ; il n’a pas été modifié.",
        )


class FichierEndommageError(FichierError):
    """The content of the file is damaged."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Le fichier « {path.name} » est endommagé ({detail}).",
            "Reprenez la dernière copie ; le fichier n’a pas été modifié.",
        )


class FichierInaccessibleError(FichierError):
    """The file cannot be read now; nothing says that its content is damaged."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            f"Le fichier « {path.name} » ne peut pas être lu pour l’instant\u00a0: {raison}.",
            "Réglez cela puis réessayez ; le fichier n’a pas été modifié.",
        )


class FichierPiegeError(FichierError):
    """The file holds something a project never holds: a trigger, a view, an unknown table."""

    def __init__(self, path: Path, objet: str) -> None:
        super().__init__(
            f"Le fichier « {path.name} » contient un élément qu’un projet PVD Desktop ne contient jamais ({objet}) : "
            "il a été modifié par un autre logiciel et n’est pas ouvert, par sécurité.",
            "Reprenez une copie sûre du projet ; le fichier n’a pas été modifié.",
        )


class FichierWalError(FichierError):
    """Another tool keeps a part of the content beside the file, in a « WAL »: reading without it would be wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Le fichier «\u00a0{path.name}\u00a0» a été laissé par un autre logiciel de base de données dans un mode "
            "de travail («\u00a0WAL\u00a0») où des modifications peuvent rester à côté de lui\u00a0: il n’est pas "
            "ouvert, pour n’en perdre aucune.",
            "Dans ce logiciel, exécutez «\u00a0PRAGMA journal_mode=DELETE\u00a0» puis fermez le fichier, ou reprenez "
            "une copie\u00a0; il n’a pas été modifié.",
        )


class FichierTropRecentError(FichierError):
    """The file was written by a newer version."""

    def __init__(self, path: Path, version: int, connue: int) -> None:
        super().__init__(
            f"Le fichier « {path.name} » a été enregistré par une version plus récente de PVD Desktop "
            f"(format {version} ; cette version lit jusqu’au format {connue}).",
            "Installez la dernière version de PVD Desktop ; le fichier n’a pas été modifié.",
        )


class FichierExistantError(FichierError):
    """A new project would replace a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Le fichier « {path.name} » existe déjà.", "Choisissez un autre nom, ou ouvrez-le.")


class FichierVerrouilleError(FichierError):
    """Somebody else has the project open."""

    def __init__(self, path: Path, par_qui: str) -> None:
        super().__init__(
            f"Le projet « {path.name} » est déjà ouvert {par_qui}.",
            "Fermez-le là-bas, ou ouvrez-le ici en lecture seule.",
        )


class LectureSeuleError(AppError):
    """A write was asked of a project opened read-only."""

    def __init__(self, raison: str) -> None:
        super().__init__(
            f"Ce projet est ouvert en lecture seule ({raison}) : rien n’a été modifié.",
            "Enregistrez une copie ailleurs pour travailler dessus.",
        )


class MiseANiveauError(FichierError):
    """An older file could not be brought to the format of this version."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            f"Le fichier « {path.name} » vient d’une version précédente et n’a pas pu être mis à niveau\u00a0: "
            f"{raison}.",
            "Réglez cela puis réessayez ; le fichier n’a pas été modifié.",
        )
        self.raison = raison


class CreationError(AppError):
    """A new project could not be written; nothing was left behind."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            f"Le projet « {path.name} » n’a pas pu être créé dans « {path.parent} »\u00a0: {raison}.",
            "Choisissez un autre dossier, par exemple vos documents.",
        )


class CopieError(AppError):
    """A copy could not be written; what stood in its place is unchanged."""

    def __init__(self, cible: Path, raison: str) -> None:
        super().__init__(
            f"La copie « {cible.name} » n’a pas pu être écrite dans « {cible.parent} »\u00a0: {raison}. "
            "Votre projet n’est pas touché.",
            "Choisissez un autre dossier ou un autre disque.",
        )


class CopieInterrompueError(AppError):
    """An automatic copy gave way to an act; it is to be made again."""

    def __init__(self) -> None:
        super().__init__("La copie automatique attend que vous ayez fini d’écrire.")


class RestaurationError(AppError):
    """A copy could not take the place of the project, which is as it was."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            f"Le projet « {path.name} » n’a pas pu être restauré\u00a0: {raison}. Il garde son état actuel.",
            "Réglez cela puis réessayez, ou ouvrez la copie et enregistrez-la ailleurs.",
        )


class EcritureError(AppError):
    """The act could not be written; the file holds what it held before."""

    def __init__(self, path: Path, raison: str) -> None:
        super().__init__(
            f"La modification n’a pas pu être enregistrée dans « {path.name} »\u00a0: {raison}. "
            "Le fichier garde son état précédent.",
            "Réglez cela puis réessayez, ou enregistrez une copie ailleurs.",
        )


class IntrouvableError(AppError):
    """Something that an act names is not in the project any more."""

    def __init__(self, quoi: str) -> None:
        super().__init__(
            f"L’élément à modifier n’est plus dans le projet ({quoi}).",
            "Il a peut-être été supprimé : annulez la suppression ou choisissez-en un autre.",
        )
