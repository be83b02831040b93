"""Preferences of the user: typed attributes over an INI file. What changes a document is data, not a preference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from models.store.acces import is_file, is_folder
from models.store.rotation import DERNIERS
from pvd_desktop.ui.theme import NomTheme

RECENTS_MAX: Final = 10


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened before."""

    chemin: Path
    jour: date | None = None

    @property
    def existe(self) -> bool:
        """Whether the file is still there."""
        return is_file(self.chemin)


class Settings:
    """Preferences; an unreadable value gives the default, since a damaged file must not prevent starting."""

    def __init__(self, chemin: Path) -> None:
        self._ini = QSettings(str(chemin), QSettings.Format.IniFormat)

    @property
    def theme(self) -> NomTheme:
        """Appearance; the one of the system by default."""
        valeur = self._text("apparence/theme")
        return NomTheme(valeur) if valeur in list(NomTheme) else NomTheme.SYSTEME

    @theme.setter
    def theme(self, valeur: NomTheme) -> None:
        self._ini.setValue("apparence/theme", valeur.value)

    @property
    def zoom(self) -> int:
        """Zoom of the interface, in percent."""
        return self._integer("apparence/zoom", 100)

    @zoom.setter
    def zoom(self, valeur: int) -> None:
        self._ini.setValue("apparence/zoom", str(valeur))

    @property
    def dossier_copies(self) -> Path | None:
        """Folder of the automatic copies; ``None`` for the one of the application."""
        texte = self._text("copies/dossier")
        return Path(texte) if texte else None

    @dossier_copies.setter
    def dossier_copies(self, valeur: Path | None) -> None:
        self._ini.setValue("copies/dossier", str(valeur) if valeur else "")

    @property
    def copies_gardees(self) -> int:
        """How many copies of a project are kept whatever their day."""
        return max(self._integer("copies/nombre", DERNIERS), 1)

    @copies_gardees.setter
    def copies_gardees(self, valeur: int) -> None:
        self._ini.setValue("copies/nombre", str(valeur))

    @property
    def echec_copie(self) -> str:
        """Why the copy of the last closing failed: nobody was there to be told."""
        return self._text("copies/echec")

    @echec_copie.setter
    def echec_copie(self, valeur: str) -> None:
        self._ini.setValue("copies/echec", valeur)

    @property
    def travail_sans_copie(self) -> Path | None:
        """The project where something was done that no copy holds yet: a session that is killed leaves it said."""
        texte = self._text("copies/travail")
        return Path(texte) if texte else None

    @travail_sans_copie.setter
    def travail_sans_copie(self, valeur: Path | None) -> None:
        self._ini.setValue("copies/travail", str(valeur) if valeur else "")

    @property
    def auteur(self) -> str:
        """Name that the journal gives to what is done here; empty for the one of the session of the computer."""
        return self._text("journal/auteur")

    @auteur.setter
    def auteur(self, valeur: str) -> None:
        self._ini.setValue("journal/auteur", valeur)

    @property
    def geometrie(self) -> QByteArray:
        """Place and size of the window, as Qt saves them; empty at the first start."""
        return self._bytes("fenetre/geometrie")

    @geometrie.setter
    def geometrie(self, valeur: QByteArray) -> None:
        self._ini.setValue("fenetre/geometrie", valeur)

    @property
    def etat_fenetre(self) -> QByteArray:
        """Panes of the window, as Qt saves them."""
        return self._bytes("fenetre/etat")

    @etat_fenetre.setter
    def etat_fenetre(self, valeur: QByteArray) -> None:
        self._ini.setValue("fenetre/etat", valeur)

    @property
    def derniere_page(self) -> str:
        """Name of the page shown last."""
        return self._text("fenetre/page")

    @derniere_page.setter
    def derniere_page(self, valeur: str) -> None:
        self._ini.setValue("fenetre/page", valeur)

    @property
    def dernier_dossier(self) -> Path | None:
        """Folder of the last file chosen; ``None`` when there is none or it is gone."""
        texte = self._text("fichiers/dossier")
        return Path(texte) if texte and is_folder(Path(texte)) else None

    @dernier_dossier.setter
    def dernier_dossier(self, valeur: Path) -> None:
        self._ini.setValue("fichiers/dossier", str(valeur))

    @property
    def recents(self) -> tuple[Recent, ...]:
        """Projects opened before, the last one first, missing ones included."""
        return tuple(
            Recent(Path(chemin), _date(self._text(f"recents/{rang}_jour")))
            for rang in range(RECENTS_MAX)
            if (chemin := self._text(f"recents/{rang}_chemin"))
        )

    def add_recent(self, chemin: Path, jour: date) -> None:
        """Put a project first in the list."""
        autres = [r for r in self.recents if r.chemin != chemin]
        self._write_recents([Recent(chemin, jour), *autres])

    def forget_recent(self, chemin: Path) -> None:
        """Take a project out of the list; its file is not touched."""
        self._write_recents([r for r in self.recents if r.chemin != chemin])

    def largeurs(self, tableau: str) -> list[int]:
        """Widths of the columns of a table, in pixels; empty when it was never resized."""
        texte = self._text(f"colonnes/{tableau}")
        return [int(t) for t in texte.split(" ")] if texte.replace(" ", "").isdigit() else []

    def set_largeurs(self, tableau: str, valeurs: Sequence[int]) -> None:
        """Remember the widths of the columns of a table."""
        self._ini.setValue(f"colonnes/{tableau}", " ".join(str(v) for v in valeurs))

    def affichage(self, cle: str) -> str:
        """How a page was last shown: its filters, its sort, what was selected; empty by default."""
        return self._text(f"affichage/{cle}")

    def set_affichage(self, cle: str, valeur: str) -> None:
        """Remember how a page is shown."""
        self._ini.setValue(f"affichage/{cle}", valeur)

    @property
    def correspondances(self) -> dict[str, str]:
        """What the columns of the tables brought in before are for, by the signature of their headers."""
        self._ini.beginGroup("importation")
        signatures = self._ini.childKeys()
        self._ini.endGroup()
        return {signature: self._text(f"importation/{signature}") for signature in signatures}

    def set_correspondance(self, signature: str, texte: str) -> None:
        """Remember what the columns of a table are for."""
        self._ini.setValue(f"importation/{signature}", texte)

    def forget_correspondance(self, signature: str) -> None:
        """Forget what the columns under these headers were for."""
        self._ini.remove(f"importation/{signature}")

    def tableaux(self, projet: str) -> str:
        """Tracking tables that were given a name in a project; empty when there is none."""
        return self._text(f"tableaux/{projet}")

    def set_tableaux(self, projet: str, texte: str) -> None:
        """Remember the tracking tables of a project."""
        self._ini.setValue(f"tableaux/{projet}", texte)

    def reset_display(self) -> None:
        """Forget the window, the widths and how pages were shown (« Réinitialiser l’affichage »)."""
        for groupe in ("fenetre", "colonnes", "affichage"):
            self._ini.remove(groupe)

    def save(self) -> None:
        """Write the file now."""
        self._ini.sync()

    def _write_recents(self, recents: Sequence[Recent]) -> None:
        self._ini.remove("recents")
        for rang, recent in enumerate(recents[:RECENTS_MAX]):
            self._ini.setValue(f"recents/{rang}_chemin", str(recent.chemin))
            self._ini.setValue(f"recents/{rang}_jour", recent.jour.isoformat() if recent.jour else "")

    def _text(self, cle: str) -> str:
        valeur = self._ini.value(cle, "")
        return valeur if isinstance(valeur, str) else ""

    def _integer(self, cle: str, defaut: int) -> int:
        texte = self._text(cle)
        return int(texte) if texte.isdecimal() else defaut

    def _bytes(self, cle: str) -> QByteArray:
        valeur = self._ini.value(cle)
        return valeur if isinstance(valeur, QByteArray) else QByteArray()


def _date(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte)
    except ValueError:
        return None
