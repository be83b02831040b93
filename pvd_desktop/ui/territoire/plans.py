"""The field « Contour et plans » of a secteur: pictures of its files, added by a button or dropped there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.territoire import PlanSecteur
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.territoire.actes_plans import ActesPlans
from pvd_desktop.ui.territoire.apercu_plan import ApercuPlan
from pvd_desktop.ui.territoire.vignette import Vignette
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression

_VIDE: Final = (
    "Le périmètre exporté de votre logiciel de cartographie (GeoJSON, en WGS\u00a084), ou son plan en image ou en PDF. "
    "Vous pouvez aussi déposer les fichiers ici."
)


class PlansEdit(DepotFichiers, QWidget):
    """Follows the protocol of the form; each plan is an act of its own."""

    valeur_validee = Signal(object)
    """Never emitted: each plan is written by itself."""
    erreur_changed = Signal(str)
    """Never emitted: what is refused is told under the pictures."""

    def __init__(self, secteur: Uid, actes: ActesPlans, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secteur = secteur
        self._actes = actes
        self._editable = editable
        self._plans: tuple[PlanSecteur, ...] = ()
        self.vignettes: dict[Uid, Vignette] = {}
        self.dialogues = Dialogues()
        self._create_fields()
        self._connect()
        self.setAcceptDrops(editable)
        theme.suivre(self, self._on_theme_changed)

    def valeur(self) -> tuple[PlanSecteur, ...]:
        """The plans shown."""
        return self._plans

    def set_valeur(self, valeur: Sequence[PlanSecteur], /) -> None:
        """Show these; a picture that is drawn stays."""
        self._plans = tuple(valeur)
        restants = {plan.uid for plan in self._plans}
        for uid in [uid for uid in self.vignettes if uid not in restants]:
            vignette = self.vignettes.pop(uid)
            self._flux.removeWidget(vignette)
            vignette.hide()
            vignette.deleteLater()
        for plan in self._plans:
            if plan.uid not in self.vignettes:
                self._add(plan)
        self._vide.setVisible(not self._plans)
        self._galerie.setVisible(bool(self._plans))

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow other plans."""
        self.ajouter.setVisible(not lecture_seule)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Join files to the secteur."""
        if paths:
            self._message.hide()
            self._actes.add(self._secteur, paths)

    def message(self) -> str:
        """What is said under the pictures."""
        return "" if self._message.isHidden() else self._message.texte()

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.add_files(paths)

    def _create_fields(self) -> None:
        self._vide = QLabel(_VIDE, self)
        self._vide.setWordWrap(True)
        self._vide.setProperty("role", "discret")
        self._galerie = QWidget(self)
        self._flux = FluxLayout(self._galerie, 12)
        self._message = LigneMessage(self)
        self._progression = BarreProgression(parent=self)
        self.ajouter = QPushButton("Ajouter un contour ou un plan…", self)
        icones.poser(self.ajouter, "piece_jointe")
        self.setFocusProxy(self.ajouter)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        for widget in (self._vide, self._galerie, self._message, self._progression):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(self.ajouter, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self._actes.commencee.connect(self._on_commencee)
        self._actes.refusees.connect(self._on_refusees)
        self._actes.montree.connect(self._on_montree)

    def _add(self, plan: PlanSecteur) -> None:
        vignette = Vignette(plan, editable=self._editable, parent=self._galerie)
        vignette.ouvrir.clicked.connect(lambda: self._actes.open(self._secteur, plan))
        vignette.retirer.clicked.connect(lambda: self._remove(plan))
        self.vignettes[plan.uid] = vignette
        self._flux.addWidget(vignette)
        vignette.show()
        self._actes.want(plan)

    def _remove(self, plan: PlanSecteur) -> None:
        # The button goes with the picture.
        self.ajouter.setFocus()
        self._actes.remove(plan)

    def _on_ajouter_clicked(self) -> None:
        self.add_files(self.dialogues.ask_files(self, "Ajouter un contour ou un plan"))

    def _on_commencee(self, secteur: Uid, tache: Task) -> None:
        if secteur == self._secteur:
            self._progression.follow(tache)

    def _on_refusees(self, secteur: Uid, refus: Sequence[AppError]) -> None:
        if secteur == self._secteur and refus:
            self._message.set_message(Niveau.ERREUR, "\n".join(str(erreur) for erreur in refus))

    def _on_montree(self, plan: Uid, reponse: ApercuPlan | AppError) -> None:
        if plan in self.vignettes:
            self.vignettes[plan].show_apercu(reponse)

    def _on_theme_changed(self) -> None:
        self._colonne.setSpacing(theme.px(6))
