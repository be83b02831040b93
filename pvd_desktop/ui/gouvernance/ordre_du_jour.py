"""Section « Ordre du jour »: the text, and what waits for a meeting, which enters it only when somebody says so."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.instances.ordre_du_jour import NaturePoint, PointPropose, inscrire, points_proposes
from models.domain.instances.situee import ReunionSituee
from models.domain.projet import Projet
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.listes import ListeACocher, VueListe
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

LIGNES_MAX: Final = 8
"""Rows shown before the list scrolls by itself."""
_ICONES: Final = {
    NaturePoint.BLOCAGE: ("alerte", "attention"),
    NaturePoint.DEMANDE: ("demandes", "information"),
    NaturePoint.DECISION: ("horloge", "attention"),
}
_COURTS: Final = {
    NaturePoint.BLOCAGE: "Point bloquant",
    NaturePoint.DEMANDE: "Demande à décider",
    NaturePoint.DECISION: "Décision à suivre",
}
_COLONNES: Final[tuple[Colonne[PointPropose], ...]] = (
    Colonne(
        titre="Nature",
        texte=lambda p: _COURTS[p.nature],
        icone=lambda p: _ICONES[p.nature],
        largeur=180,
    ),
    Colonne(titre="Ce qui attend une réunion", texte=lambda p: p.texte, largeur=480),
)


class PointsModel(ListeACocher[PointPropose]):
    """Each point is ticked or not; nothing is written by ticking."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_COLONNES, lambda p: p.cle, parent=parent)
        self.coches: set[str] = set()

    @override
    def coche(self, ligne: PointPropose) -> bool | None:
        return ligne.cle in self.coches


class OngletOrdreDuJour(QWidget):
    """The field above, the proposals under it.

    Signals:
        fait(str): points entered the agenda.
    """

    fait = Signal(str)

    def __init__(self, actes: ActesGouvernance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self._situee: ReunionSituee | None = None
        self.texte = TexteRiche(hauteur_min=150, hauteur_max=240)
        self.formulaire = Onglet(
            "Ordre du jour",
            [Champ("ordre_du_jour", self.texte, "Ordre du jour, imprimé dans la convocation", large=True)],
            self._write,
            parent=self,
        )
        self.formulaire.set_lecture_seule(actes.lecture_seule)
        self._proposes = QWidget(self.formulaire.widget())
        self._phrase = QLabel("Cochez ce que vous voulez y inscrire\u00a0: rien ne s’y ajoute seul.", self._proposes)
        self._phrase.setProperty("role", "discret")
        self._phrase.setWordWrap(True)
        self.modele = PointsModel(self)
        self.vue = VueListe("Points proposés à l’ordre du jour", self._proposes)
        self.vue.setModel(self.modele)
        self.tout = QPushButton("Tout cocher", self._proposes)
        self.inscrire = QPushButton("Inscrire à l’ordre du jour", self._proposes)
        icones.poser(self.inscrire, "ajouter", "texte", 16)
        self._lay_out()
        self.modele.cochee.connect(self._on_cochee)
        self.vue.bascule_demandee.connect(self._toggle)
        self.vue.voir_demande.connect(self._toggle)
        self.tout.clicked.connect(self._on_tout)
        self.inscrire.clicked.connect(self._on_inscrire)
        theme.suivre(self, self._on_theme_changed)

    def show_reunion(self, projet: Projet, situee: ReunionSituee) -> None:
        """Show its last version, or another meeting: what was ticked for one is not for the other."""
        if self._situee is None or situee.reunion.uid != self._situee.reunion.uid:
            self.modele.coches.clear()
        self._situee = situee
        self.formulaire.lie.show(situee.reunion)
        points = () if self._actes.lecture_seule else points_proposes(projet, situee)
        self.modele.coches &= {p.cle for p in points}
        self.vue.show_lignes(self.modele, points)
        self._proposes.setVisible(bool(points))
        self._show_buttons()
        self._fit()

    def commit(self) -> bool:
        """Writes what is being typed."""
        return self.formulaire.commit()

    def show_saisie(self) -> None:
        """Go back to the text."""
        self.formulaire.formulaire.focus_erreur()

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        self._pied.addWidget(self.inscrire)
        self._pied.addWidget(self.tout)
        self._pied.addStretch(1)
        self._bas = QVBoxLayout(self._proposes)
        self._bas.setContentsMargins(0, 0, 0, 0)
        self._bas.addWidget(self._phrase)
        self._bas.addWidget(self.vue)
        self._bas.addLayout(self._pied)
        # Under the text, in what scrolls: on a narrow window neither would have room beside the other.
        self.formulaire.corps.addWidget(self._proposes)
        self.formulaire.corps.addStretch(1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.formulaire, 1)

    def _show_buttons(self) -> None:
        nombre = len(self.modele.coches)
        self.inscrire.setEnabled(nombre > 0)
        self.inscrire.setText(f"Inscrire à l’ordre du jour ({nombre})" if nombre else "Inscrire à l’ordre du jour")
        self.tout.setText("Tout décocher" if nombre and nombre == self.modele.rowCount() else "Tout cocher")

    def _on_cochee(self, row: int, coche: bool) -> None:
        cle = self.modele.ligne(row).cle
        if coche:
            self.modele.coches.add(cle)
        else:
            self.modele.coches.discard(cle)
        self._announce(row, row)

    def _toggle(self, row: int) -> None:
        self._on_cochee(row, self.modele.ligne(row).cle not in self.modele.coches)

    def _on_tout(self) -> None:
        toutes = {p.cle for p in self.modele.lignes}
        self.modele.coches = set() if self.modele.coches == toutes else toutes
        self._announce(0, self.modele.rowCount() - 1)

    def _announce(self, premiere: int, derniere: int) -> None:
        self.modele.dataChanged.emit(self.modele.index(premiere, 0), self.modele.index(derniere, 0))
        self._show_buttons()

    def _on_inscrire(self) -> None:
        if self._situee is None or not self.commit():
            return
        reunion = self._situee.reunion
        retenus = [p for p in self.modele.lignes if p.cle in self.modele.coches]
        texte = inscrire(reunion.ordre_du_jour, retenus)
        if self._actes.update_reunion(reunion.uid, "ordre_du_jour", texte) is None:
            dits = "1 point inscrit" if len(retenus) == 1 else f"{len(retenus)} points inscrits"
            self.fait.emit(f"{dits} à l’ordre du jour.")

    def _write(self, champ: str, valeur: object) -> AppError | None:
        return self._actes.update_reunion(self._situee.reunion.uid, champ, valeur) if self._situee else None

    def _on_theme_changed(self) -> None:
        self.vue.setColumnWidth(0, theme.px(180))
        self._bas.setSpacing(theme.px(6))
        self._pied.setSpacing(theme.px(8))
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, up to a few: the page scrolls first."""
        rangees = min(self.modele.rowCount(), LIGNES_MAX) * theme.px(30)
        self.vue.setFixedHeight(self.vue.horizontalHeader().sizeHint().height() + rangees + theme.px(2))
