"""Page « Remplir le tableau d’un partenaire »: the sheet, its columns, and each cell before and after."""

import sys
from collections import Counter
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.importation.champs import FINANCEUR_COLONNE, IGNORE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.feuille import lettres
from models.domain.remplissage_tableau.champs_projet import CHAMPS_PROJET
from models.domain.remplissage_tableau.colonnes import CHOIX_DE_COLONNE, libelle_de
from models.domain.remplissage_tableau.gabarit import read_place
from models.domain.remplissage_tableau.resultat import Remplissage
from models.domain.remplissage_tableau.unites import Maille
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.partenaire.lignes import COLONNES, ICONES, PLURIELS, LignePartenaire, lignes_de
from pvd_desktop.ui.partenaire.preparation import PreparationPartenaire
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.bandeau import Bandeau, announce
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.listes import ListeModel, VueListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.puces import Puces
from pvd_desktop.ui.widgets.vue import apply_colonnes
from pvd_desktop.ui.workspace import Workspace


def _titled(a: Affectation) -> str:
    """« E · Coût total HT »: the narrowest of its titles, the widest ones being those of its neighbours too."""
    return f"{lettres(a.colonne)} · {a.entete.rsplit('·', 1)[-1].strip() or 'Sans titre'}"


def _received(a: Affectation) -> str:
    if a.champ == FINANCEUR_COLONNE and a.financeur:
        return f"Aide\u00a0: {a.financeur.rsplit('·', 1)[-1].strip()}"
    return libelle_de(a.champ)


_RECUES: Final = (
    Colonne[Affectation](titre="Colonne", texte=_titled, largeur=170),
    Colonne[Affectation](
        titre="Reçoit",
        texte=_received,
        icone=lambda a: ("succes", "succes") if a.champ != IGNORE else ("moins", "texte_discret"),
        largeur=140,
    ),
)


class PartenairePage(Page):
    """Works on the open project.

    Signals:
        fichier_a_choisir(): a workbook is to be chosen.
        copie_demandee(): the copy is to be written.
        travail_begun(Task, str): something long has begun, which a bar may follow.
        abandon_demande(): go back to where one was.
    """

    fichier_a_choisir = Signal()
    copie_demandee = Signal()
    travail_begun = Signal(object, str)
    abandon_demande = Signal()

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._quoi: str | None = None
        self._perime = False
        self.preparation = PreparationPartenaire(lambda: workspace.projet, workspace.aujourd_hui, settings, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._refresh()
        theme.suivre(self, self._on_theme_changed)

    @property
    def remplissage(self) -> Remplissage | None:
        """What the copy would receive."""
        return self.preparation.remplissage

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._vide,) if self.remplissage is None else (self.recues, self.puces, self.vue, self._pied)

    @override
    def resume(self) -> str:
        return self._compte.text() if self.remplissage else ""

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._perime:
            self._perime = False
            self.preparation.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandon_demande.emit()
        else:
            super().keyPressEvent(event)

    def show_quoi(self, quoi: str | None) -> None:
        """Keep the lines of one kind; ``None`` shows all."""
        self._quoi = quoi
        self._refresh()

    def _create_fields(self) -> None:
        self._pile = QStackedWidget(self)
        self._vide = EtatVide(
            "documents",
            "Remplir le tableau d’un partenaire",
            "Le classeur d’une sous-préfecture, d’une DDT, d’une Région ou d’un CRTE se remplit depuis le projet. "
            "Chaque cellule se voit avant et après, puis une copie est écrite. Leur fichier ne change jamais.",
            "Choisir un classeur…",
            self._pile,
        )
        self._contenu = QWidget(self._pile)
        self._nom = QLabel(self._contenu)
        self._nom.setTextFormat(Qt.TextFormat.PlainText)
        self.autre = QPushButton("Choisir un autre classeur…", self._contenu)
        self.fermer = QPushButton("Abandonner", self._contenu)
        self.fermer.setToolTip("Laisser ce classeur sans rien écrire")
        icones.poser(self.fermer, "fermer", "texte", 14)
        self.bandeau = Bandeau(self)
        self.feuille = ChoixCombo([], facultatif=False, parent=self._contenu)
        self.maille = ChoixCombo(Maille, facultatif=False, parent=self._contenu)
        self.financeur = ChoixCombo([], libelle_vide="Tous les financeurs", parent=self._contenu)
        for combo, nom in ((self.feuille, "Feuille"), (self.maille, "Une ligne par"), (self.financeur, "Financeur")):
            combo.setAccessibleName(nom)
        self.modele_recues = ListeModel[Affectation](_RECUES, lambda a: str(a.colonne), parent=self)
        self.recues = VueListe("Colonnes du tableau du partenaire", self._contenu)
        self.recues.setModel(self.modele_recues)
        theme.suivre(self.recues, partial(apply_colonnes, self.recues, _RECUES))
        self._etiquette = QLabel(self._contenu)
        self.champ = ChoixCombo([(c, libelle_de(c)) for c in CHOIX_DE_COLONNE], facultatif=False, parent=self._contenu)
        self.champ.setAccessibleName("Ce que la colonne reçoit")
        self.puces = Puces(PLURIELS, ICONES, self._contenu)
        self.puces.setAccessibleName("Filtrer les cellules")
        self.modele = ListeModel[LignePartenaire](COLONNES, lambda x: x.cle, parent=self)
        self.vue = VueListe("Cellules de la copie", self._contenu)
        self.vue.setModel(self.modele)
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, COLONNES))
        self._detail = QLabel(self._contenu)
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._pied = QWidget(self._contenu)
        self._compte = QLabel(self._pied)
        self._compte.setWordWrap(True)
        self._create_cellule_seule()
        self.ecrire = QPushButton("Écrire la copie…", self._pied)
        self.ecrire.setProperty("role", "primaire")
        self._pile.addWidget(self._vide)
        self._pile.addWidget(self._contenu)

    def _create_cellule_seule(self) -> None:
        """What fills a cell out of the table."""
        self.adresse = QLineEdit(self._pied)
        self.adresse.setPlaceholderText("B3")
        self.adresse.setAccessibleName("Cellule seule à remplir")
        self.champ_projet = ChoixCombo(
            [(IGNORE, libelle_de(IGNORE)), *((code, champ.libelle) for code, champ in CHAMPS_PROJET.items())],
            facultatif=False,
            parent=self._pied,
        )
        self.champ_projet.set_valeur("commune")
        self.champ_projet.setAccessibleName("Ce que la cellule seule reçoit")
        self.ajouter = QPushButton("Ajouter la cellule", self._pied)
        self.ajouter.setToolTip("Une cellule hors du tableau\u00a0: le nom de la commune, le coût du plan…")

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._nom, 1)
        self._tete.addWidget(self.autre)
        self._tete.addWidget(self.fermer)
        self._choix = QHBoxLayout()
        for texte, combo in (("Feuille", self.feuille), ("Une ligne vaut", self.maille), ("", self.financeur)):
            if texte:
                etiquette = QLabel(texte, self._contenu)
                etiquette.setBuddy(combo)
                self._choix.addWidget(etiquette)
            self._choix.addWidget(combo, 1)
        self._colonne = QVBoxLayout()
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self.recues, 1)
        self._colonne.addWidget(self._etiquette)
        self._colonne.addWidget(self.champ)
        self._droite = QVBoxLayout()
        self._droite.setContentsMargins(0, 0, 0, 0)
        for widget in (self.puces, self.vue, self._detail):
            self._droite.addWidget(widget, int(widget is self.vue))
        self._milieu = QHBoxLayout()
        self._milieu.addLayout(self._colonne, 3)
        self._milieu.addLayout(self._droite, 7)
        self._boutons = QHBoxLayout(self._pied)
        self._boutons.addWidget(self._compte, 1)
        for widget in (self.adresse, self.champ_projet, self.ajouter, self.ecrire):
            self._boutons.addWidget(widget)
        self._corps = QVBoxLayout(self._contenu)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addLayout(self._tete)
        self._corps.addLayout(self._choix)
        self._corps.addLayout(self._milieu, 1)
        self._corps.addWidget(self._pied)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.bandeau)
        self._disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._vide.action_triggered.connect(self.fichier_a_choisir)
        self.autre.clicked.connect(self.fichier_a_choisir)
        self.fermer.clicked.connect(self._on_fermer_clicked)
        self.ecrire.clicked.connect(self.copie_demandee)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self.adresse.returnPressed.connect(self._on_ajouter_clicked)
        self.feuille.valeur_validee.connect(self.preparation.choose_feuille)
        self.maille.valeur_validee.connect(self._on_maille_validee)
        self.financeur.valeur_validee.connect(self._on_financeur_validee)
        self.champ.valeur_validee.connect(self._on_champ_validee)
        self.recues.selectionModel().currentRowChanged.connect(self._show_colonne)
        self.recues.voir_demande.connect(self._open_champ)
        self.recues.bascule_demandee.connect(self._open_champ)
        self.vue.selectionModel().currentRowChanged.connect(self._show_detail)
        self.puces.choisie.connect(self.show_quoi)
        self.preparation.changed.connect(self._refresh)
        self.preparation.lue.connect(self._on_lue)
        self.preparation.refusee.connect(self._on_refusee)
        self.preparation.lecture_begun.connect(self._on_lecture_begun)
        self._workspace.changed.connect(self._on_workspace_changed)

    def _refresh(self) -> None:
        remplissage = self.remplissage
        self._pile.setCurrentWidget(self._vide if remplissage is None else self._contenu)
        if remplissage is None:
            self.vue.set_aside(self.modele)
            self.recues.set_aside(self.modele_recues)
            return
        self._show_choix(remplissage)
        toutes = list(lignes_de(remplissage))
        comptes = Counter(x.quoi for x in toutes)
        if self._quoi is not None and not comptes[self._quoi]:
            self._quoi = None
        self.puces.show_nombres(comptes, len(toutes), self._quoi)
        gardees = [x for x in toutes if self._quoi in {None, x.quoi}]
        if list(self.modele.lignes) != gardees:
            self.vue.show_lignes(self.modele, gardees)
        self._show_detail()
        nombre = len(remplissage.ecrites)
        self._compte.setText(
            "La copie serait la même que le classeur\u00a0: il n’y a rien à y écrire."
            if not nombre
            else "1 cellule sera écrite dans la copie."
            if nombre == 1
            else f"{nombre} cellules seront écrites dans la copie."
        )
        self.ecrire.setEnabled(bool(nombre) and self.preparation.a_jour)

    def _show_choix(self, remplissage: Remplissage) -> None:
        self._nom.setText(remplissage.source)
        self.feuille.set_choix([(nom, nom) for nom in remplissage.feuilles])
        self.feuille.set_valeur(remplissage.feuille or None)
        self.maille.set_valeur(remplissage.choix.maille)
        projet = self._workspace.projet
        payeurs = {f.financeur for fiche in projet.fiches for o in fiche.operations for f in o.financements}
        self.financeur.set_choix([(o.uid, o.nom) for o in projet.organismes if o.uid in payeurs])
        self.financeur.set_valeur(remplissage.choix.financeur)
        correspondance = remplissage.correspondance
        for combo in (self.feuille, self.maille, self.financeur):
            combo.setEnabled(correspondance is not None)
        affectations = list(correspondance.affectations) if correspondance else []
        if list(self.modele_recues.lignes) != affectations:
            self.recues.show_lignes(self.modele_recues, affectations)
        self._show_colonne()

    def _show_colonne(self) -> None:
        row = self.recues.currentIndex().row()
        affectation = self.modele_recues.ligne(row) if 0 <= row < self.modele_recues.rowCount() else None
        self.champ.setEnabled(affectation is not None)
        if affectation is None:
            self._etiquette.setText("Choisissez une colonne")
            return
        self._etiquette.setText(f"La colonne {lettres(affectation.colonne)} reçoit")
        self.champ.set_valeur(affectation.champ)

    def _show_detail(self) -> None:
        row = self.vue.currentIndex().row()
        self._detail.setText(self.modele.ligne(row).phrase if 0 <= row < self.modele.rowCount() else "")

    def _on_champ_validee(self, champ: object) -> None:
        row = self.recues.currentIndex().row()
        if 0 <= row < self.modele_recues.rowCount():
            self.preparation.choose_colonne(self.modele_recues.ligne(row).colonne, str(champ))

    def _open_champ(self) -> None:
        self.champ.setFocus(Qt.FocusReason.OtherFocusReason)
        self.champ.showPopup()

    def _on_maille_validee(self, maille: object) -> None:
        self.preparation.choose_maille(Maille(str(maille)))

    def _on_financeur_validee(self, financeur: object) -> None:
        self.preparation.choose_financeur(Uid(str(financeur)) if financeur else None)

    def _on_ajouter_clicked(self) -> None:
        remplissage = self.remplissage
        feuille = remplissage.feuille if remplissage else ""
        place = read_place(self.adresse.text(), feuille)
        if place is None or not self.preparation.knows(place.feuille):
            self.bandeau.show_message(
                Niveau.ATTENTION,
                f"«\u00a0{self.adresse.text()}\u00a0» ne désigne pas une cellule de ce classeur.",
                "Écrivez «\u00a0B3\u00a0», ou «\u00a0Synthèse!B3\u00a0» pour une autre feuille.",  # typo: ok
            )
            return
        self.bandeau.hide()
        self.preparation.choose_cellule(place, str(self.champ_projet.valeur() or ""))
        self.adresse.clear()

    def _on_fermer_clicked(self) -> None:
        self.preparation.clear()
        self.abandon_demande.emit()

    def _on_lue(self) -> None:
        self.bandeau.hide()
        self._quoi = None
        self._refresh()
        self.resume_changed.emit(self.resume())
        if self.isVisible():
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._compte.text())

    def _on_refusee(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.bandeau.show_error(erreur, (("Choisir un autre classeur…", self.fichier_a_choisir.emit),))
            self._refresh()
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_lecture_begun(self, tache: object, titre: str) -> None:
        self.bandeau.hide()
        self.travail_begun.emit(tache, titre)

    def _on_workspace_changed(self) -> None:
        if self.isVisible():
            self.preparation.refresh()
        else:
            self._perime = True

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(10), marge, theme.px(10))
        self._disposition.setSpacing(theme.px(8))
        self._corps.setSpacing(theme.px(8))
        for ligne in (self._tete, self._choix, self._boutons):
            ligne.setSpacing(theme.px(8))
        self._milieu.setSpacing(theme.px(12))
        self._boutons.setContentsMargins(0, 0, 0, 0)
        self.adresse.setFixedWidth(theme.px(96))
        self._nom.setFont(theme.police(1.15, gras=True))
        # Two lines keep their place: the list must not jump from row to row.
        self._detail.setMinimumHeight(2 * theme.metriques().lineSpacing() + theme.px(4))
