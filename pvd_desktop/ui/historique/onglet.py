"""Tab « Historique »: the acts that touched the fiche, read when the tab is seen, a page at a time."""

from collections.abc import Iterable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models import commands
from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat
from models.domain.uids import Uid
from models.queries.historique import PAGE, ActeHistorique, Changement, LigneTouchee, Renvoi, load_historique
from pvd_desktop.ui.historique.carte import CarteActe
from pvd_desktop.ui.historique.textes import name_champ
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.workspace import Workspace


class OngletHistorique(ColonneDefilante):
    """What the fiche asks of a tab; nothing is typed here."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._uid: Uid | None = None
        self._a_relire = False
        self._cartes: list[CarteActe] = []
        self.setAccessibleName("Historique")
        self._vide = QLabel("Rien n’a encore été fait sur cette fiche dans ce fichier.", self.contenu)
        self._vide.setProperty("role", "discret")
        self._actes = QVBoxLayout()
        self.suite = QPushButton("Voir les actes précédents", self.contenu)
        self.corps.addWidget(self._vide)
        self.corps.addLayout(self._actes)
        self.corps.addWidget(self.suite)
        self.corps.addStretch(1)
        self.suite.clicked.connect(self._on_suite_clicked)

    def cartes(self) -> tuple[CarteActe, ...]:
        """The acts shown, the last one first."""
        return tuple(self._cartes)

    def show_fiche(self, fiche: FicheAction) -> None:
        """Show another version, or another fiche."""
        if fiche.uid != self._uid:
            self._uid = fiche.uid
            self._clear()
            self.verticalScrollBar().setValue(0)
        self._a_relire = True
        if self.isVisible():
            self._refresh()

    def refresh_choix(self) -> None:
        """Nothing is chosen here."""

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """No field is marked here."""

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """The workspace says it."""

    def focus_champ(self, champ: str) -> bool:
        """No field is here."""
        del champ
        return False

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Read again as many acts as are shown; the cards that say the same stay."""
        if not self._a_relire or self._uid is None:
            return
        self._a_relire = False
        limite = max(len(self._cartes), PAGE)
        actes = self._workspace.read(load_historique, self._uid, limite=limite)
        gardees = {carte.acte: carte for carte in self._cartes}
        for carte in self._cartes:
            self._actes.removeWidget(carte)
        self._cartes = [gardees.pop(acte, None) or self._build(acte) for acte in actes]
        for carte in gardees.values():
            carte.hide()
            carte.deleteLater()
        for carte in self._cartes:
            self._actes.addWidget(carte)
        self._finish(len(actes) == limite)

    def _on_suite_clicked(self) -> None:
        if self._uid is None or not self._cartes:
            return
        actes = self._workspace.read(load_historique, self._uid, avant=self._cartes[-1].acte.cle)
        for acte in actes:
            self._cartes.append(self._build(acte))
            self._actes.addWidget(self._cartes[-1])
        self._finish(len(actes) == PAGE)

    def _finish(self, suite: bool) -> None:
        self._vide.setVisible(not self._cartes)
        self.suite.setVisible(suite)

    def _build(self, acte: ActeHistorique) -> CarteActe:
        carte = CarteActe(acte, editable=not self._workspace.raison_lecture_seule, parent=self.contenu)
        carte.retablir_demande.connect(self._on_retablir_demande)
        return carte

    def _clear(self) -> None:
        for carte in self._cartes:
            self._actes.removeWidget(carte)
            carte.hide()
            carte.deleteLater()
        self._cartes = []

    def _on_retablir_demande(self, ligne: LigneTouchee, changement: Changement) -> None:
        if ligne.uid is None:
            return
        valeur = changement.avant.uid if isinstance(changement.avant, Renvoi) else changement.avant
        nom = name_champ(ligne.table, changement)
        self._workspace.execute(
            f"Rétablir «\u00a0{nom}\u00a0»",
            commands.historique.restore_valeur,
            ligne.table,
            ligne.uid,
            changement.champ,
            valeur,
        )
