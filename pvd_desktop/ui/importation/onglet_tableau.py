"""First tab: the sheet as the file holds it, and over it what each column is for."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.importation.champs import FINANCEUR_COLONNE, IGNORE
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.proposition import Retouches
from models.domain.organisme import Organisme
from models.domain.vocabulaire import BaseMontant, StatutAction
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.choix import ChoixColonne, choix_possibles
from pvd_desktop.ui.importation.choix_champ import ChoixChamp
from pvd_desktop.ui.importation.feuille_model import VueDeFeuille
from pvd_desktop.ui.importation.feuilles import FeuilleAffichee, ListeFeuilles
from pvd_desktop.ui.importation.preparation import Preparation
from pvd_desktop.ui.importation.textes import no_longer_read
from pvd_desktop.ui.importation.vues import VueCorrespondance, VueFeuille, fit_columns
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.toast import Toast

_HAUTEUR_BASSE: Final = 320
"""Pixels at 100 % under which the titles are read in the sheet alone."""
_LARGEUR_FEUILLES: Final = 190
"""Pixels at 100 % of the list of sheets, until it is drawn out."""
_PARTAGE: Final = "import_feuilles"
_RECONNU: Final = "Colonnes reconnues d’après votre dernier import."


class OngletTableau(QWidget):
    """Corrections go to the preparation, which says when what is shown changes.

    Signals:
        dit(str): what a gesture has just done, for the message of the page.
    """

    dit = Signal(str)

    def __init__(self, preparation: Preparation, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._settings = settings
        self._feuille = ""
        self._organismes: tuple[Organisme, ...] = ()
        self._retouches_dites: Retouches | None = None
        """Corrections as they stood when the toast spoke."""
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def feuille(self) -> str:
        """Name of the sheet that is shown."""
        return self._feuille

    def set_organismes(self, organismes: tuple[Organisme, ...]) -> None:
        """Funders the project knows, offered for the columns."""
        self._organismes = organismes

    def refresh(self) -> None:
        """Show what the preparation holds."""
        if self._retouches_dites is not None and self._retouches_dites is not self._preparation.retouches:
            # Its button would take back something else.
            self._retouches_dites = None
            self.toast.close_message()
        lecture = self._preparation.lecture
        if lecture is None:
            self._feuille = ""
            self.vue.modele.show_vue(None)
            self.correspondance.show_correspondance(None, 0)
            return
        # Those that people do not see in their spreadsheet come last.
        feuilles = sorted(lecture.proposition.feuilles, key=lambda f: f.cachee)
        if self._feuille not in {f.nom for f in feuilles} or self.vue.modele.vue is None:
            self._feuille = next((f.nom for f in feuilles if f.retenue), feuilles[0].nom if feuilles else "")
        self.feuilles.setVisible(len(feuilles) > 1)
        self.feuilles.show_feuilles(
            [FeuilleAffichee(f, lecture.par_feuille.get(f.nom, 0)) for f in feuilles], self._feuille
        )
        self._show_feuille()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.correspondance.set_basse(event.size().height() < theme.px(_HAUTEUR_BASSE))

    def show_feuille(self, nom: str) -> None:
        """Show another sheet."""
        if nom != self._feuille:
            self._feuille = nom
            self.refresh()

    def go_to(self, feuille: str, ligne: int, colonne: int) -> None:
        """Show a cell, ready to be corrected."""
        self.show_feuille(feuille)
        self.vue.go_to(ligne, colonne)
        self.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_champ(self, colonne: int, debut: str = "") -> None:
        """Open the list of what a column can be for."""
        correspondance = self._preparation.correspondance(self._feuille)
        affectation = correspondance.affectation(colonne) if correspondance else None
        if affectation is None:
            return
        actuel = (affectation.champ, affectation.financeur if affectation.champ == FINANCEUR_COLONNE else "")
        self._colonne = colonne
        possibles = choix_possibles(affectation.entete, self._organismes)
        self.choix.open_under(self.correspondance.place_of(colonne), possibles, actuel, debut)

    def _create_fields(self) -> None:
        self._colonne = 0
        self.partage = QSplitter(self)
        self.partage.setAccessibleName("Feuilles et tableau")
        self.feuilles = ListeFeuilles(self.partage)
        self._tables = QWidget(self.partage)
        self.correspondance = VueCorrespondance(self._tables)
        self.vue = VueFeuille(self._tables)
        self.choix = ChoixChamp(self)
        self.toast = Toast(self)
        self._phrase = QLabel(self)
        self._phrase.setProperty("role", "discret")
        self._phrase.setWordWrap(True)
        self.oublier = QPushButton("Oublier", self)
        self.oublier.setProperty("role", "lien")
        self.oublier.setAccessibleName("Oublier comment ces colonnes ont été lues la dernière fois")
        self.base = ChoixCombo(BaseMontant, facultatif=False, parent=self)
        self.base.setAccessibleName("Base des montants dont le titre ne dit rien")
        self.base.setToolTip("Base des montants dont le titre ne dit ni HT ni TTC")
        self._libelle_base = QLabel("&Montants", self)
        self._libelle_base.setBuddy(self.base)
        vivants = [(str(s), s.libelle) for s in StatutAction]
        self.statut = ChoixCombo(vivants, facultatif=False, parent=self)
        self.statut.setAccessibleName("Statut des actions qui n’en ont pas")
        self.statut.setToolTip("Statut donné aux actions nouvelles dont le tableau ne dit rien")
        self._libelle_statut = QLabel("&Statut à défaut", self)
        self._libelle_statut.setBuddy(self.statut)
        self.entete = QPushButton("La ligne d’en-tête est celle-ci", self)
        self.entete.setToolTip("Choisissez d’abord la ligne, ou les lignes, dans la feuille")
        icones.poser(self.entete, "monter", "texte", 14)

    def _lay_out(self) -> None:
        self._barre = QHBoxLayout()
        self._barre.addWidget(self._phrase, 1)
        self._barre.addWidget(self.oublier)
        self._barre.addWidget(self._libelle_base)
        self._barre.addWidget(self.base)
        self._barre.addWidget(self._libelle_statut)
        self._barre.addWidget(self.statut)
        self._barre.addWidget(self.entete)
        tables = QVBoxLayout(self._tables)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.setSpacing(0)
        tables.addWidget(self.correspondance)
        tables.addWidget(self.vue, 1)
        self.partage.addWidget(self.feuilles)
        self.partage.addWidget(self._tables)
        self.partage.setStretchFactor(1, 1)
        self.partage.setChildrenCollapsible(False)
        self.partage.setSizes([self._width_kept() or theme.px(_LARGEUR_FEUILLES), theme.px(1000)])
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addLayout(self._barre)
        disposition.addWidget(self.partage, 1)

    def _width_kept(self) -> int:
        """Of the list of sheets, as it was last drawn out; 0 when it never was."""
        texte = self._settings.affichage(_PARTAGE)
        return int(texte) if texte.isdecimal() else 0

    def _connect(self) -> None:
        self.feuilles.feuille_changed.connect(self.show_feuille)
        self.feuilles.modele.cochee.connect(self._on_feuille_cochee)
        self.partage.splitterMoved.connect(self._on_partage_moved)
        self.correspondance.choix_demande.connect(self.choose_champ)
        self.correspondance.selectionModel().currentChanged.connect(self._on_colonne_changed)
        self.choix.choisi.connect(self._on_choisi)
        self.vue.modele.retouchee.connect(self._on_retouchee)
        self.vue.entete_demandee.connect(self._on_entete_demandee)
        self.vue.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.entete.clicked.connect(self.vue.ask_entete)
        self.oublier.clicked.connect(lambda: self._preparation.forget(self._feuille))
        self.base.valeur_validee.connect(self._on_base_validee)
        self.statut.valeur_validee.connect(self._on_statut_valide)
        haut, bas = self.correspondance, self.vue
        haut.horizontalScrollBar().valueChanged.connect(bas.horizontalScrollBar().setValue)
        bas.horizontalScrollBar().valueChanged.connect(haut.horizontalScrollBar().setValue)
        haut.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def _show_feuille(self) -> None:
        lecture, feuille = self._preparation.lecture, self._preparation.feuille(self._feuille)
        correspondance = self._preparation.correspondance(self._feuille)
        if lecture is None or feuille is None or correspondance is None:
            return
        nouvelle = self.vue.modele.vue is None or self.vue.modele.vue.feuille is not feuille
        self.correspondance.show_correspondance(correspondance, feuille.largeur)
        self.vue.modele.show_vue(
            VueDeFeuille(
                feuille=feuille,
                correspondance=correspondance,
                valeurs=self._preparation.retouches.valeurs,
                marques=lecture.marques,
                sorts=lecture.sorts,
            )
        )
        if nouvelle:
            fit_columns(feuille, self.correspondance, self.vue)
            self.correspondance.select(0)
            # What comes in, under the headers, which the line above already says.
            entete = max(self.vue.modele.row_of(correspondance.derniere_entete), 0)
            premiere = self.vue.modele.index(min(entete + 1, self.vue.modele.rowCount() - 1), 0)
            self.vue.setCurrentIndex(premiere)
            self.vue.scrollTo(self.vue.modele.index(entete, 0), VueFeuille.ScrollHint.PositionAtTop)
        self._show_barre(
            correspondance, retrouvee=any(f.nom == self._feuille and f.retrouvee for f in lecture.proposition.feuilles)
        )

    def _show_barre(self, correspondance: Correspondance, *, retrouvee: bool) -> None:
        debut, fin = correspondance.premiere_entete, correspondance.derniere_entete
        if not debut:
            entete = "Aucune ligne d’en-tête."
        elif debut == fin:
            entete = f"En-tête à la ligne {debut}."
        else:
            entete = f"En-tête aux lignes {debut} à {fin}."
        self._phrase.setText(f"{entete} {_RECONNU}" if retrouvee else entete)
        self.oublier.setVisible(retrouvee)
        self.base.set_valeur(correspondance.base or BaseMontant.HT)
        self.statut.set_valeur(correspondance.statut)

    def _correct(self, correspondance: Correspondance) -> None:
        self._preparation.set_correspondance(correspondance)

    def _on_feuille_cochee(self, nom: str, oui: bool) -> None:
        self._preparation.set_feuille(nom, oui=oui)

    def _on_choisi(self, choix: ChoixColonne) -> None:
        correspondance = self._preparation.correspondance(self._feuille)
        if correspondance is None:
            return
        details = {"financeur": choix.financeur} if choix.financeur else {}
        voulue = correspondance.avec(self._colonne, choix.champ, **details)
        self._correct(voulue)
        self.correspondance.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_lost(correspondance, voulue)

    def _tell_lost(self, avant: Correspondance, apres: Correspondance) -> None:
        """A field that holds one column left the one it had: nobody asked for that, and it can be taken back."""
        paires = zip(avant.affectations, apres.affectations, strict=True)
        perdues = [a for a, b in paires if a.colonne != self._colonne and b.champ == IGNORE != a.champ]
        if perdues:
            self._retouches_dites = self._preparation.retouches
            self.toast.show_message(no_longer_read(perdues), action=self._preparation.undo)

    def _on_retouchee(self, ligne: int, colonne: int, texte: str) -> None:
        self._preparation.set_valeur(self._feuille, ligne, colonne, texte)

    def _on_entete_demandee(self, premiere: int, derniere: int) -> None:
        self._correct(Correspondance(feuille=self._feuille, premiere_entete=premiere, derniere_entete=derniere))
        self.dit.emit("Les colonnes sont cherchées à nouveau sous cet en-tête.")

    def _on_base_validee(self, base: BaseMontant) -> None:
        if correspondance := self._preparation.correspondance(self._feuille):
            self._correct(replace(correspondance, base=BaseMontant(base)))

    def _on_statut_valide(self, statut: str) -> None:
        if correspondance := self._preparation.correspondance(self._feuille):
            self._correct(replace(correspondance, statut=StatutAction(statut)))

    def _on_colonne_changed(self) -> None:
        """The cells follow the column: both tables show the same part of the sheet."""
        colonne = self.correspondance.currentIndex().column()
        if colonne >= 0:
            self.correspondance.scrollTo(self.correspondance.currentIndex())

    def _on_selection_changed(self) -> None:
        self.entete.setText(self.vue.phrase_entete())

    def _on_partage_moved(self, largeur: int) -> None:
        self._settings.set_affichage(_PARTAGE, str(largeur))

    def _on_section_resized(self, colonne: int, _avant: int, largeur: int) -> None:
        self.vue.setColumnWidth(colonne, largeur)

    def _on_theme_changed(self) -> None:
        self._barre.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        self._barre.setSpacing(theme.px(8))
        self.base.setFixedWidth(theme.px(84))
        self.statut.setFixedWidth(theme.px(130))
