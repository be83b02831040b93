"""Every folder of the user the application writes in, and nowhere else. No Qt: the command line needs it too."""

from dataclasses import dataclass
from pathlib import Path

from models.domain.errors import AppError

APPLICATION = "PVD Desktop"


class DossierError(AppError):
    """The application has nowhere to keep its preferences and logs."""

    def __init__(self, dossier: Path) -> None:
        super().__init__(
            f"Le dossier « {dossier} » ne peut pas être créé.",
            "Vérifiez qu’aucun fichier ne porte ce nom et que l’accès est permis, ou donnez un autre « --dossier ».",
        )


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Folders under one root: the one of the system for this user, or the one given by ``--dossier`` and by tests."""

    racine: Path

    @classmethod
    def of_user(cls, racine: Path | None = None) -> "Dossiers":
        """Folders under ``racine`` when it is given, else where the system keeps the data of applications."""
        if racine is not None:
            return cls(racine)
        import platformdirs

        return cls(platformdirs.user_data_path(APPLICATION, appauthor=False, roaming=False))

    @property
    def journaux(self) -> Path:
        """Logs."""
        return self.racine / "journaux"

    @property
    def copies(self) -> Path:
        """Automatic copies of the projects."""
        return self.racine / "copies"

    @property
    def reglages(self) -> Path:
        """File of the preferences."""
        return self.racine / "reglages.ini"

    def create(self) -> None:
        """Create the folders that are missing.

        Raises:
            DossierError: one of them cannot be.
        """
        for dossier in (self.racine, self.journaux, self.copies):
            try:
                dossier.mkdir(parents=True, exist_ok=True)
            except OSError as e:
                raise DossierError(dossier) from e
