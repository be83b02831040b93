"""What is being made of a partner’s workbook: the file read once, the filling made again at each correction."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from models.domain.projet import Projet
from models.domain.remplissage_tableau.champs_projet import read_cellules
from models.domain.remplissage_tableau.colonnes import changer, memoriser
from models.domain.remplissage_tableau.gabarit import Gabarit, Place
from models.domain.remplissage_tableau.remplir import Demande
from models.domain.remplissage_tableau.resultat import Remplissage
from models.domain.remplissage_tableau.unites import Choix, Maille
from models.domain.uids import Uid
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page_fichier import LecteurFichier
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task


class PreparationPartenaire(LecteurFichier):
    """Reads and fills in threads. Nothing is written, but what the columns of a header are for."""

    def __init__(
        self, projet: Callable[[], Projet], aujourd_hui: Callable[[], date], settings: Settings, parent: QObject
    ) -> None:
        super().__init__(projet, aujourd_hui, parent)
        self._settings = settings
        self._gabarit: Gabarit | None = None
        self._voulue: Demande | None = None
        """What is to be filled next, once the filling under way is over."""
        self.source = Path()
        self.demande = Demande()
        self.remplissage: Remplissage | None = None

    @property
    def a_jour(self) -> bool:
        """Whether the filling is that of the project and of the choices as they stand."""
        return self._tache is None and self.remplissage is not None

    def knows(self, feuille: str) -> bool:
        """Whether the workbook has a sheet of that name."""
        return self._gabarit is not None and self._gabarit.feuille(feuille) is not None

    def read_file(self, path: Path) -> None:
        """Read a workbook, in the place of the one that was shown."""
        if self._tache is not None:
            return
        projet, jour = self._projet(), self._aujourd_hui()

        def read(progress: Progress) -> tuple[Path, Gabarit, Remplissage]:
            from pvd_desktop.gabarits.lecture import read_gabarit
            from pvd_desktop.remplissages import propose

            with paused_collector():
                gabarit = read_gabarit(path, progress.step)
                progress.step(0, 0, "Recherche de ce qui est à remplir…")
                return path, gabarit, propose(gabarit, projet, jour=jour, memoire=self._remembered)

        tache = Task(read, self)
        tache.succeeded.connect(self._on_read)
        self._start(tache)
        self.lecture_begun.emit(tache, f"Lecture de «\u00a0{path.name}\u00a0»…")

    def choose_feuille(self, nom: str) -> None:
        """Fill another sheet."""
        self._fill(Demande(feuille=nom, cellules=self.demande.cellules))

    def choose_maille(self, maille: Maille) -> None:
        """Have each row stand for something else."""
        self._choose(Choix(maille=maille, financeur=self._choix.financeur))

    def choose_financeur(self, financeur: Uid | None) -> None:
        """Keep what one organisme pays, or everything."""
        self._choose(Choix(maille=self._choix.maille, financeur=financeur))

    def choose_colonne(self, colonne: int, champ: str, financeur: str = "") -> None:
        """Have a column receive something else, now and the next time this header comes."""
        remplissage = self.remplissage
        if remplissage is None or remplissage.correspondance is None:
            return
        neuve = changer(remplissage.correspondance, colonne, champ, financeur)
        self._fill(
            Demande(
                feuille=remplissage.feuille,
                correspondance=neuve,
                choix=remplissage.choix,
                cellules=self.demande.cellules,
            )
        )

    def choose_cellule(self, place: Place, champ: str) -> None:
        """Have a lone cell receive a field of the project, now and the next time this header comes."""
        self._fill(replace(self.demande, cellules={**self.demande.cellules, place: champ}))

    @override
    def refresh(self) -> None:
        """The project changed: what it says may be something else."""
        if self._gabarit is not None:
            self._fill(self.demande)

    def remember(self) -> None:
        """Keep what the columns are for, for the next workbook that bears this header."""
        remplissage = self.remplissage
        if remplissage is not None and remplissage.correspondance is not None:
            signature = remplissage.correspondance.signature
            avant = self._remembered(signature) or {}
            cellules = {**read_cellules(avant.get("cellules")), **self.demande.cellules}
            retenu = {
                "colonnes": memoriser(remplissage.correspondance),
                "maille": remplissage.choix.maille,
                "cellules": {place.texte: champ for place, champ in cellules.items()},
            }
            cle = _key(signature)
            self._settings.set_affichage(cle, json.dumps(retenu, ensure_ascii=False))

    @override
    def clear(self) -> None:
        """Leave the file."""
        self._gabarit = self.remplissage = None
        self.demande = Demande()
        self.changed.emit()

    @property
    def _choix(self) -> Choix:
        return self.remplissage.choix if self.remplissage else Choix()

    def _choose(self, choix: Choix) -> None:
        remplissage = self.remplissage
        if remplissage is not None:
            correspondance = remplissage.correspondance
            cellules = self.demande.cellules
            self._fill(
                Demande(feuille=remplissage.feuille, correspondance=correspondance, choix=choix, cellules=cellules)
            )

    def _fill(self, demande: Demande) -> None:
        gabarit = self._gabarit
        if self._tache is not None or gabarit is None:
            self._voulue = demande
            return
        projet, jour = self._projet(), self._aujourd_hui()

        def again(_progress: Progress) -> tuple[Demande, Remplissage]:
            from pvd_desktop.remplissages import propose

            with paused_collector():
                return demande, propose(gabarit, projet, demande, jour=jour, memoire=self._remembered)

        tache = Task(again, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_filled)
        self._start(tache)

    def _remembered(self, signature: str) -> Mapping[str, Any] | None:
        try:
            lu: Any = json.loads(self._settings.affichage(_key(signature)) or "null")
        except ValueError:
            return None
        return lu if isinstance(lu, dict) else None  # pyright: ignore[reportUnknownVariableType]

    def _on_read(self, lue: tuple[Path, Gabarit, Remplissage]) -> None:
        self.source, self._gabarit, self.remplissage = lue
        self.demande = Demande(feuille=self.remplissage.feuille)
        self.lue.emit()

    def _on_filled(self, faite: tuple[Demande, Remplissage]) -> None:
        if self._gabarit is None:
            return
        self.demande, self.remplissage = faite
        if self.demande.correspondance is not None or self.demande.cellules:
            self.remember()

    @override
    def _go_on(self) -> None:
        voulue, self._voulue = self._voulue, None
        if voulue is not None and self._gabarit is not None:
            self._fill(voulue)


def _key(signature: str) -> str:
    return f"partenaire-{signature}"
