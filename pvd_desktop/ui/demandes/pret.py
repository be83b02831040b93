"""Tab « Prêt à déposer »: what is missing, in the order one settles it; each line leads to its place."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demandes.conditions import Manque
from models.domain.demandes.formulaire import remplir
from models.domain.demandes.pret import PretADeposer, pret_a_deposer
from models.domain.demandes.situee import DemandeSituee
from models.referentiel.formulaires import formulaire_de
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.listes import VueListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_largeurs

_LARGEURS: Final = (240, 104, 260)
_COLONNES: Final[tuple[Colonne[Manque], ...]] = (
    Colonne(
        titre="Ce qui manque",
        texte=lambda m: m.libelle,
        icone=lambda m: ("horloge", "information") if m.apres_depot else ("avertissement", "attention"),
        accessible=lambda m: f"{m.libelle}{', peut suivre le dépôt' if m.apres_depot else ''}",
    ),
    Colonne(titre="Nature", texte=lambda m: m.type.libelle),
    Colonne(titre="Que faire", texte=lambda m: m.remede),
)


class OngletPret(RubriqueDemande):
    """Enter, a double click or the button goes there."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jour = contexte.ecrivain.workspace.aujourd_hui
        self._ecriture = ecriture
        self.score = LigneMessage(self)
        self.modele: LignesModel[Manque] = LignesModel(
            _COLONNES, lambda m: f"{m.type.value} {m.cle} {m.libelle}", parent=self
        )
        self.vue = VueListe("Ce qui manque au dossier", self)
        self.vue.setModel(self.modele)
        self.vue.setWordWrap(True)
        # A sentence too long for its cell goes to the next line.
        self.vue.horizontalHeader().setStretchLastSection(True)
        self.vue.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.pret = EtatVide(
            "succes",
            "Le dossier est prêt à déposer",
            "Rien ne manque au formulaire ni aux pièces. Exportez le dossier, déposez-le, puis notez ici la date du "
            "dépôt\u00a0: l’état des lignes suivra.",
            parent=self,
        )
        self.aller = QPushButton("Y aller", self)
        self.aller.setProperty("role", "primaire")
        icones.poser(self.aller, "chevron_droite", "sur_accent", 16)
        self._pile = QStackedLayout()
        self._pile.addWidget(self.vue)
        self._pile.addWidget(self.pret)
        pied = QHBoxLayout()
        pied.addStretch(1)
        pied.addWidget(self.aller)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.score)
        self._disposition.addLayout(self._pile, 1)
        self._disposition.addLayout(pied)
        self.setFocusProxy(self.vue)
        self.vue.voir_demande.connect(self._open)
        self.aller.clicked.connect(lambda: self._open(self.vue.currentIndex().row()))
        self.vue.selectionModel().currentRowChanged.connect(self._show_state)
        theme.suivre(self, self._on_theme_changed)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        jour = self._jour()
        pret = pret_a_deposer(situee, remplir(situee, formulaire_de(situee.dispositif), jour), jour)
        self.score.set_message(Niveau.SUCCES if pret.est_pret else Niveau.INFORMATION, dire_score(pret))
        self.modele.set_lignes(_sans_doublon(pret.manques))
        self._pile.setCurrentWidget(self.vue if pret.manques else self.pret)
        if pret.manques and not self.vue.currentIndex().isValid():
            self.vue.setCurrentIndex(self.modele.index(0, 0))
        self._show_state()

    def _open(self, row: int) -> None:
        if 0 <= row < self.modele.rowCount():
            manque = self.modele.ligne(row)
            self.objet_demande.emit(manque.objet, manque.champ)

    def _show_state(self) -> None:
        self.aller.setVisible(self.modele.rowCount() > 0)
        self.aller.setEnabled(self.vue.currentIndex().isValid())

    def _on_theme_changed(self) -> None:
        apply_largeurs(self.vue, [theme.px(largeur) for largeur in _LARGEURS])
        self._disposition.setContentsMargins(theme.px(8), theme.px(10), theme.px(8), theme.px(8))
        self._disposition.setSpacing(theme.px(8))


def dire_score(pret: PretADeposer) -> str:
    """« 31 sur 42 : 11 points à régler, dont 2 qui peuvent suivre le dépôt. »."""
    if not pret.manques:
        return f"{pret.texte}\u00a0: tout y est."
    nombre, apres = len(pret.manques), len(pret.manques) - len(pret.bloquants)
    texte = f"{pret.texte}\u00a0: {nombre} point{'s' if nombre > 1 else ''} à régler"
    if apres:
        texte += f", dont {apres} qui peu{'vent' if apres > 1 else 't'} suivre le dépôt"
    return f"{texte}."


def _sans_doublon(manques: tuple[Manque, ...]) -> list[Manque]:
    """One row per key: two lines of one operation that is gone say the same."""
    return list({(m.type, m.cle, m.libelle): m for m in manques}.values())
