"""« Équilibrer… »: what would make the plan balance, in a menu; choosing an entry is one act that undo takes back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.domain.maquettes.equilibrage import PropositionEquilibre


class Equilibre(QObject):
    """The button, and the menu it opens."""

    demande = Signal()
    """The button was pressed: what is being typed is to be written first."""

    def __init__(self, workspace: Workspace, ecriture: EcritureOperation, bouton: QPushButton) -> None:
        super().__init__(bouton)
        self._workspace = workspace
        self._ecriture = ecriture
        self._bouton = bouton
        self.menu = QMenu(bouton)
        self.menu.setToolTipsVisible(True)
        bouton.clicked.connect(self.demande)

    def open_menu(self, fiche: FicheAction) -> None:
        """Show what would balance the operation shown, or say that nothing is to be done."""
        self.menu.clear()
        propositions = self._propositions(fiche)
        for proposition in propositions:
            action = self.menu.addAction(proposition.phrase.replace("&", "&&"))
            action.triggered.connect(partial(self._on_triggered, proposition))
        if not propositions:
            self.menu.addAction("Le plan est équilibré\u00a0: rien à changer").setEnabled(False)
        self.menu.popup(self._bouton.mapToGlobal(QPoint(0, 0)) - QPoint(0, self.menu.sizeHint().height()))

    def _propositions(self, fiche: FicheAction) -> tuple["PropositionEquilibre", ...]:
        # Rules and dispositifs are loaded when they are asked for: a fiche opens without them.
        from models.domain.bareme import bareme_effectif
        from models.domain.maquettes.equilibrage import equilibrer
        from models.domain.regles.contexte import build_contexte
        from models.referentiel.bareme import load_bareme
        from models.referentiel.dispositifs import load_effectifs

        projet = self._workspace.projet
        bareme = bareme_effectif(load_bareme(), projet.parametres_locaux)
        dispositifs = load_effectifs(projet.dispositifs_locaux).dispositifs
        contexte = build_contexte(fiche, projet, bareme, dispositifs, self._workspace.aujourd_hui())
        plan = next((p for p in contexte.plans if p.operation.uid == self._ecriture.uid), None)
        return equilibrer(contexte, plan) if plan else ()

    def _on_triggered(self, proposition: "PropositionEquilibre", _coche: bool = False) -> None:
        self._ecriture.balance(proposition)
