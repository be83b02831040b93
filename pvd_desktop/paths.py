"""Every folder of the user the application writes in, and nowhere else. No Qt: the command line needs it too."""

from dataclasses import dataclass
from pathlib import Path

APPLICATION = "PVD Desktop"


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
        """Create the folders that are missing."""
        for dossier in (self.racine, self.journaux, self.copies):
            dossier.mkdir(parents=True, exist_ok=True)
