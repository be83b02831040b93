"""« Actions examinées… »: those whose last passage in COPIL is the day of the meeting."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.listes import ListeACocher, VueListe

_COLONNES: Final[tuple[Colonne[FicheAction], ...]] = (
    Colonne(titre="Action", texte=lambda f: f.titre, largeur=380),
    Colonne(titre="Statut", texte=lambda f: f.statut.libelle, largeur=110),
    Colonne(
        titre="Dernier passage",
        texte=lambda f: format_date(f.date_dernier_copil) if f.date_dernier_copil else "jamais",
        largeur=110,
    ),
)


class ExaminablesModel(ListeACocher[FicheAction]):
    """Each action is ticked or not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_COLONNES, lambda f: f.uid, parent=parent)
        self.coches: set[Uid] = set()

    @override
    def coche(self, ligne: FicheAction) -> bool | None:
        return ligne.uid in self.coches


class ExamenDialog(QDialog):
    """Never blocks: :meth:`open` it, and ``valide`` says which were ticked."""

    valide = Signal(object)
    """The identities of the actions, in the order of the plan."""

    def __init__(self, fiches: Sequence[FicheAction], examinees: Collection[Uid], jour: date, parent: QWidget) -> None:
        """``examinees`` are ticked from the start."""
        super().__init__(parent)
        self.setWindowTitle("Actions examinées")
        self._phrase = QLabel(
            f"Les actions cochées prennent le {format_date(jour)} comme dernier passage en COPIL.", self
        )
        self._phrase.setWordWrap(True)
        self.modele = ExaminablesModel(self)
        self.modele.coches = set(examinees)
        self.vue = VueListe("Actions que la réunion a examinées", self)
        self.vue.setModel(self.modele)
        self.vue.show_lignes(self.modele, fiches)
        self.tout = QPushButton("Tout cocher", self)
        self.boutons = QDialogButtonBox(self)
        self.noter = self.boutons.addButton("Noter le passage", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_role(self.noter, "primaire")
        self.boutons.addButton("Annuler", QDialogButtonBox.ButtonRole.RejectRole)
        self.boutons.addButton(self.tout, QDialogButtonBox.ButtonRole.ResetRole)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        disposition.setSpacing(theme.px(12))
        disposition.addWidget(self._phrase)
        disposition.addWidget(self.vue, 1)
        disposition.addWidget(self.boutons)
        self.resize(theme.px(680), theme.px(460))
        for rang, colonne in enumerate(_COLONNES):
            self.vue.setColumnWidth(rang, theme.px(colonne.largeur))
        self._show_buttons()
        self.modele.cochee.connect(self._on_cochee)
        self.vue.bascule_demandee.connect(self._toggle)
        self.vue.voir_demande.connect(self._toggle)
        self.tout.clicked.connect(self._on_tout)
        self.boutons.accepted.connect(self._on_accepted)
        self.boutons.rejected.connect(self.reject)
        self.vue.setFocus()

    def _on_cochee(self, row: int, coche: bool) -> None:
        uid = self.modele.ligne(row).uid
        if coche:
            self.modele.coches.add(uid)
        else:
            self.modele.coches.discard(uid)
        self._announce(self.modele.index(row, 0), self.modele.index(row, 0))

    def _toggle(self, row: int) -> None:
        self._on_cochee(row, self.modele.ligne(row).uid not in self.modele.coches)

    def _on_tout(self) -> None:
        toutes = {fiche.uid for fiche in self.modele.lignes}
        self.modele.coches = set() if self.modele.coches == toutes else toutes
        self._announce(self.modele.index(0, 0), self.modele.index(self.modele.rowCount() - 1, 0))

    def _announce(self, premiere: QModelIndex, derniere: QModelIndex) -> None:
        self.modele.dataChanged.emit(premiere, derniere)
        self._show_buttons()

    def _show_buttons(self) -> None:
        nombre = len(self.modele.coches)
        self.noter.setEnabled(nombre > 0)
        self.noter.setText(f"Noter le passage ({nombre})" if nombre else "Noter le passage")
        self.tout.setText("Tout décocher" if nombre and nombre == self.modele.rowCount() else "Tout cocher")

    def _on_accepted(self) -> None:
        self.accept()
        self.valide.emit([fiche.uid for fiche in self.modele.lignes if fiche.uid in self.modele.coches])
