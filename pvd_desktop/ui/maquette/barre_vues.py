"""The bar over the grid: the period or one year, which groups of columns are open, and on which base amounts stand."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from models.domain.maquettes.lecture import PERIODE, Vue
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.maquette.colonnes import repliables
from pvd_desktop.ui.maquette.sorties import BoutonSorties
from pvd_desktop.ui.vues_argent import VueArgent
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide

SANS_ANNEE: Final = "Sans année"
_TEXTE_ET_ICONE: Final = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class BarreVues(QFrame):
    """What the grid shows."""

    vue_changed = Signal(object)
    """``PERIODE``, a year, or ``None``."""
    pli_demande = Signal(str, bool)
    """A group of columns, and whether it is to be folded."""
    argent_demande = Signal(object)
    """A view of the money that is not of the grid."""
    vides_changed = Signal(bool)
    actions_pliees = Signal(bool)
    scenarios_demandes = Signal()
    """What would happen if… is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annees: tuple[int | None, ...] = ()
        self._vue: Vue = PERIODE
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_vue(self, vue: Vue, annees: Sequence[int | None], base: str) -> None:
        """The view in force, the years there are, and the base of the amounts."""
        if tuple(annees) != self._annees:
            self._annees = tuple(annees)
            self._annee.set_choix([(_cle(a), SANS_ANNEE if a is None else str(a)) for a in annees])
        self._vue = vue
        par_annee = vue is not PERIODE
        self._boutons[int(par_annee)].setChecked(True)
        self._boutons[1].setEnabled(bool(annees))
        self._boutons[1].setToolTip(
            "" if annees else "Aucune dépense ni aucun financement n’a d’année de programmation"
        )
        self._annee.setVisible(par_annee)
        if par_annee:
            self._annee.set_valeur(_cle(vue))
        texte = "HT et TTC mêlés\u00a0: chaque montant sur sa base déclarée" if " " in base else f"Montants {base}"
        self._base.set_texte(texte)

    def show_groupes(self, repliees: frozenset[str], *, vides: bool) -> None:
        """Which groups are folded."""
        for code, action in self._groupes.items():
            action.setChecked(code not in repliees)
        self._vides.setChecked(vides)

    def add_outil(self, bouton: QToolButton) -> None:
        """Put a button before those of the columns and of the documents."""
        self._ligne.insertWidget(self._ligne.indexOf(self._colonnes), bouton)

    def groupe(self, code: str) -> QAction:
        """The entry of a group in the menu of the columns."""
        return self._groupes[code]

    def vides(self) -> QAction:
        """The entry that shows the columns without anything."""
        return self._vides

    def bouton(self, *, par_annee: bool) -> QPushButton:
        """« Global », or « Par année de programmation »."""
        return self._boutons[int(par_annee)]

    def autres(self) -> QMenu:
        """The views that are not of the grid."""
        return self._menu_autres

    def annee(self) -> ChoixCombo:
        """The list of the years."""
        return self._annee

    def _create_fields(self) -> None:
        self.setProperty("role", "barre")
        self.setAccessibleName("Affichage de la maquette")
        self._boutons = [QPushButton("Global", self), QPushButton("Par année de programmation", self)]
        self._exclusif = QButtonGroup(self)
        for bouton in self._boutons:
            bouton.setCheckable(True)
            bouton.setProperty("role", "puce")
            self._exclusif.addButton(bouton)
        self._autres = QToolButton(self)
        self._autres.setText("Autres vues")
        self._autres.setToolTip("Encaissements, prévu et réalisé, charge nette, intentions DETR/DSIL, scénarios")
        self._autres.setAccessibleName("Autres vues")
        self._autres.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._autres.setToolButtonStyle(_TEXTE_ET_ICONE)
        icones.poser(self._autres, "chevron_bas", "texte_discret", 14)
        self._menu_autres = QMenu(self)
        self._autres.setMenu(self._menu_autres)
        for vue in VueArgent:
            action = QAction(vue.libelle, self._menu_autres)
            action.triggered.connect(lambda _coche=False, vue=vue: self.argent_demande.emit(vue))
            self._menu_autres.addAction(action)
        self._menu_autres.addSeparator()
        et_si = QAction("Et si… (scénarios)", self._menu_autres)
        et_si.triggered.connect(self._on_et_si_triggered)
        self._menu_autres.addAction(et_si)
        self._annee = ChoixCombo([], facultatif=False, parent=self)
        self._annee.setAccessibleName("Année de programmation")
        self._base = LibelleElide(parent=self)
        self._base.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._base.setProperty("role", "discret")
        self._menu = QMenu(self)
        self._groupes = {code: self._add_groupe(code, libelle) for code, libelle in repliables().items()}
        self._menu.addSeparator()
        self._vides = self._add_entree("Montrer les colonnes vides")
        self._vides.setCheckable(True)
        self._menu.addSeparator()
        self._deplier = self._add_entree("Déplier les opérations")
        self._replier = self._add_entree("Replier les opérations")
        self._colonnes = QToolButton(self)
        self._colonnes.setText("Colonnes")
        self._colonnes.setToolTip("Groupes de colonnes à déplier, colonnes vides, opérations")
        self._colonnes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._colonnes.setToolButtonStyle(_TEXTE_ET_ICONE)
        self._colonnes.setMenu(self._menu)
        self._colonnes.setAccessibleName("Colonnes")
        icones.poser(self._colonnes, "chevron_bas", "texte_discret", 14)
        self.sorties = BoutonSorties(self)

    def _add_entree(self, texte: str) -> QAction:
        # Made here: Python may take an object that Qt made for gone while the menu still shows it.
        action = QAction(texte, self._menu)
        self._menu.addAction(action)
        return action

    def _add_groupe(self, code: str, libelle: str) -> QAction:
        action = self._add_entree(libelle)
        action.setCheckable(True)
        # « triggered » comes once the mark has changed.
        action.triggered.connect(lambda: self.pli_demande.emit(code, not action.isChecked()))
        return action

    def _lay_out(self) -> None:
        self._ligne = QHBoxLayout(self)
        for widget in (*self._boutons, self._annee, self._autres):
            self._ligne.addWidget(widget)
        self._ligne.addWidget(self._base, 1)
        self._ligne.addWidget(self._colonnes)
        self._ligne.addWidget(self.sorties)

    def _connect(self) -> None:
        self._boutons[0].clicked.connect(self._on_global_clicked)
        self._boutons[1].clicked.connect(self._on_annee_clicked)
        self._annee.valeur_validee.connect(self._on_annee_valeur_validee)
        self._vides.triggered.connect(self.vides_changed)
        self._deplier.triggered.connect(lambda: self.actions_pliees.emit(False))  # noqa: FBT003 - a signal has no keywords
        self._replier.triggered.connect(lambda: self.actions_pliees.emit(True))  # noqa: FBT003 - a signal has no keywords

    def _on_et_si_triggered(self) -> None:
        self.scenarios_demandes.emit()

    def _on_global_clicked(self) -> None:
        self.vue_changed.emit(PERIODE)

    def _on_annee_clicked(self) -> None:
        if self._vue is PERIODE and self._annees:
            self.vue_changed.emit(self._annees[0])

    def _on_annee_valeur_validee(self, cle: str) -> None:
        self.vue_changed.emit(None if cle == _cle(None) else int(cle))

    def _on_theme_changed(self) -> None:
        self._ligne.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._ligne.setSpacing(theme.px(8))
        self._annee.setFixedWidth(theme.px(140))


def _cle(annee: int | None) -> str:
    return "" if annee is None else str(annee)
