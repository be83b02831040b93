"""Reads the demandes of the project for the list: rows at once, then their échéances and their scores, turn by turn.

Three hundred scores hold the window for half a second; eight milliseconds at a time, nobody feels them.
"""

from collections.abc import Iterator
from importlib import import_module
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from models.domain.demandes.echeances import prochaines_echeances
from models.domain.demandes.etapes import etapes
from models.domain.demandes.formulaire import remplir
from models.domain.demandes.plan import plan_arrondi
from models.domain.demandes.pret import pret_a_deposer
from models.domain.demandes.situee import DemandeSituee, situer
from models.domain.demandes.suivi import etat_des_lignes
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.formulaires import formulaire_de
from pvd_desktop.ui.demandes.lignes import Chiffres, LigneListe
from pvd_desktop.ui.workspace import Workspace

TOUR_S: Final = 0.008
_DOCUMENTS: Final = "pvd_desktop.documents"
_PLUS_TARD: Final = (
    *(f"{_DOCUMENTS}.tree", f"{_DOCUMENTS}.cells", f"{_DOCUMENTS}.textes", f"{_DOCUMENTS}.builders.plan_financement"),
    *(f"{_DOCUMENTS}.builders.demande_dossier", f"{_DOCUMENTS}.builders.demande_plan"),
    f"{_DOCUMENTS}.builders.demande_poste",
)
"""What the plan of a dossier is written with, loaded a module at a turn: its first look would stand still."""


class LectureDemandes(QObject):
    """What the list shows, always of the project as it stands; figures that are not computed yet are the former ones.

    Signals:
        lue(): figures of some rows have just come.
    """

    lue = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lignes: dict[Uid, LigneListe] = {}
        self._dispositifs: tuple[object, Dispositifs] | None = None
        self._suite: Iterator[None] = iter(())
        self._minuterie = QTimer(self, singleShot=True, interval=0)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)

    @property
    def en_cours(self) -> bool:
        """Whether figures are still to come."""
        return self._minuterie.isActive()

    def lignes(self) -> tuple[LigneListe, ...]:
        """One row each, in the order of the project."""
        return tuple(self._lignes.values())

    def ligne(self, uid: Uid | None) -> LigneListe | None:
        """The row of one demande."""
        return None if uid is None else self._lignes.get(uid)

    def dispositifs(self) -> Dispositifs:
        """The dispositifs as the project says them."""
        locaux = self._workspace.projet.dispositifs_locaux
        if self._dispositifs is None or self._dispositifs[0] is not locaux:
            self._dispositifs = locaux, load_effectifs(locaux).dispositifs
        return self._dispositifs[1]

    def refresh(self) -> None:
        """Read the project as it stands; what takes time comes later."""
        projet, jour, avant = self._workspace.projet, self._workspace.aujourd_hui(), self._lignes
        dispositifs = self.dispositifs()
        self._lignes = {}
        for demande in projet.demandes:
            situee = situer(demande, projet, dispositifs)
            ancienne = avant.get(demande.uid)
            self._lignes[demande.uid] = LigneListe(
                situee=situee,
                etapes=etapes(situee, jour),
                echeance=ancienne.echeance if ancienne else None,
                chiffres=ancienne.chiffres if ancienne else None,
            )
        self._suite = self._steps(projet)
        self._minuterie.start()

    def stop(self) -> None:
        """Compute nothing as long as nobody looks."""
        self._minuterie.stop()

    def finish(self) -> None:
        """Compute what is left at once."""
        self._minuterie.stop()
        for _ in self._suite:
            pass
        self.lue.emit()

    def _steps(self, projet: Projet) -> Iterator[None]:
        yield
        echeances = prochaines_echeances(projet, self._workspace.echeances())
        for uid, ligne in self._lignes.items():
            self._lignes[uid] = LigneListe(
                situee=ligne.situee, etapes=ligne.etapes, echeance=echeances.get(uid), chiffres=ligne.chiffres
            )
        yield
        jour = self._workspace.aujourd_hui()
        for uid, ligne in tuple(self._lignes.items()):
            situee = ligne.situee
            pret = pret_a_deposer(situee, remplir(situee, formulaire_de(situee.dispositif), jour), jour)
            self._lignes[uid] = LigneListe(
                situee=situee,
                etapes=ligne.etapes,
                echeance=ligne.echeance,
                chiffres=Chiffres(pret=pret, demande=plan_arrondi(situee).demande, accorde=_accorde(situee)),
            )
            yield
        for module in _PLUS_TARD:
            import_module(module)
            yield

    def _on_minuterie_timeout(self) -> None:
        limite = perf_counter() + TOUR_S
        while perf_counter() < limite:
            if next(self._suite, self) is self:
                self._minuterie.stop()
                self.lue.emit()
                return
        self._minuterie.start()


def _accorde(situee: DemandeSituee) -> int | None:
    """Nothing is granted yet while the dossier waits for its decision."""
    acquise = etat_des_lignes(situee.demande).est_acquis or any(f.etat.est_acquis for f in situee.demandees)
    if not acquise:
        return 0 if situee.demande.issue is not None else None
    return plan_arrondi(situee, retenus=True).demande
