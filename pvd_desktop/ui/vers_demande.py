"""« Préparer la demande », wherever a financement line is shown: its words, why it cannot be, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models.domain.demandes.intentions import Intention
from models.domain.regles import Objet
from models.domain.uids import Uid
from pvd_desktop.ui import icones
from pvd_desktop.ui.workspace import Workspace

NOUVELLE: Final = "nouvelle_demande"
"""Type of the object by which a page asks for the demande of a line, or of an operation whose lines are to choose."""
PREPARER: Final = "Préparer la demande"
OUVRIR: Final = "Ouvrir la demande"
_SANS_LIGNE: Final = "Choisissez d’abord une ligne de financement."
_SANS_OPERATION: Final = "Choisissez d’abord une opération de la campagne."


_LECTURE_SEULE: Final = "Projet ouvert en lecture seule\u00a0: "


@dataclass(frozen=True, slots=True)
class VersDemande:
    """What is offered for a line."""

    texte: str
    aide: str
    """What it does, or why it cannot be done."""
    objet: Objet | None = None
    """What to show; ``None`` when nothing can be done."""


def read_vers_demande(workspace: Workspace, financement: Uid | None) -> VersDemande:
    """What is offered for that line, as the project stands."""
    if financement is None:
        return VersDemande(PREPARER, _SANS_LIGNE)
    # A fiche opens without the dispositifs.
    from models.domain.demandes.preparee import demande_de, empechement
    from models.referentiel.dispositifs import load_effectifs

    projet = workspace.projet
    if (demande := demande_de(projet, financement)) is not None:
        objet = Objet(type="demande", uid=demande.uid, libelle=demande.intitule)
        return VersDemande(OUVRIR, "Ouvrir le dossier qui demande cette ligne", objet)
    if raison := workspace.raison_lecture_seule:
        return VersDemande(PREPARER, f"{_LECTURE_SEULE}{raison}")
    if raison := empechement(projet, financement, load_effectifs(projet.dispositifs_locaux).dispositifs):
        return VersDemande(PREPARER, raison)
    aide = "Créer le dossier de cette ligne\u00a0: son opération, son dispositif et son montant y sont déjà"
    return VersDemande(PREPARER, aide, Objet(type=NOUVELLE, uid=financement, libelle=""))


def read_vers_intention(workspace: Workspace, intention: Intention | None) -> VersDemande:
    """What is offered for an operation of a campaign: the demande of its line; of several lines, those to choose."""
    if intention is None:
        return VersDemande(PREPARER, _SANS_OPERATION)
    offres = [read_vers_demande(workspace, ligne.uid) for ligne in intention.lignes]
    deja = next((offre for offre in offres if offre.texte == OUVRIR), None)
    if deja is not None or len(offres) == 1:
        return deja or offres[0]
    if raison := workspace.raison_lecture_seule:
        return VersDemande(PREPARER, f"{_LECTURE_SEULE}{raison}")
    quoi = "ses lignes DETR et DSIL" if offres else "ses lignes\u00a0: aucune n’est encore à la DETR ni à la DSIL"
    return VersDemande(PREPARER, f"Choisir parmi {quoi}", Objet(type=NOUVELLE, uid=intention.operation.uid, libelle=""))


class BoutonDemande(QPushButton):
    """The button beside a line; greyed, it says why."""

    objet_demande = Signal(object)
    """(Objet): the demande, or what to prepare it from."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(PREPARER, parent)
        self._workspace = workspace
        self._vers = VersDemande(PREPARER, _SANS_LIGNE)
        self.setProperty("role", "discret")
        icones.poser(self, "demandes", "accent", 16)
        self.clicked.connect(self._on_clicked)

    def show_financement(self, uid: Uid | None) -> None:
        """Offer what that line calls for."""
        self.show_vers(read_vers_demande(self._workspace, uid))

    def show_vers(self, vers: VersDemande) -> None:
        """Offer this."""
        self._vers = vers
        self.setText(vers.texte)
        self.setToolTip(vers.aide)
        self.setAccessibleDescription(vers.aide)
        self.setEnabled(vers.objet is not None)

    def _on_clicked(self) -> None:
        if self._vers.objet is not None:
            self.objet_demande.emit(self._vers.objet)


def add_vers_demande(menu: QMenu, vers: VersDemande, ouvrir: Callable[[Objet], object]) -> None:
    """The same at the end of a context menu."""
    menu.setToolTipsVisible(True)
    action = menu.addAction(f"&{vers.texte}")
    action.setToolTip(vers.aide)
    action.setEnabled(vers.objet is not None)
    icones.poser(action, "demandes", "texte_discret", 16)
    if vers.objet is not None:
        action.triggered.connect(partial(_open, ouvrir, vers.objet))


def _open(ouvrir: Callable[[Objet], object], objet: Objet, _coche: bool = False) -> None:
    ouvrir(objet)
