"""Page « Remplir le tableau d’un partenaire »: the sheet, its columns, and each cell before and after."""

from collections import Counter
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.importation.champs import FINANCEUR_COLONNE, IGNORE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.feuille import lettres
from models.domain.remplissage_tableau.champs_projet import CHAMPS_PROJET
from models.domain.remplissage_tableau.colonnes import CHOIX_DE_COLONNE, libelle_de
from models.domain.remplissage_tableau.gabarit import read_place
from models.domain.remplissage_tableau.resultat import Remplissage
from models.domain.remplissage_tableau.unites import Maille
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.page_fichier import PageFichier
from pvd_desktop.ui.partenaire.lignes import COLONNES, ICONES, PLURIELS, LignePartenaire, lignes_de
from pvd_desktop.ui.partenaire.preparation import PreparationPartenaire
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.bandeau import announce
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import Colonne
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


class PartenairePage(PageFichier):
    """Works on the open project.

    Signals:
        copie_demandee(): the copy is to be written.
    """

    copie_demandee = Signal()

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        vide = (
            "documents",
            "Remplir le tableau d’un partenaire",
            (
                "Le classeur d’une sous-préfecture, d’une DDT, d’une Région ou d’un CRTE se remplit depuis le projet. "
                "Chaque cellule se voit avant et après, puis une copie est écrite. Leur fichier ne change jamais."
            ),
            "Choisir un classeur…",
        )
        super().__init__(workspace, vide, parent)
        self._quoi: str | None = None
        self.preparation = PreparationPartenaire(lambda: workspace.projet, workspace.aujourd_hui, settings, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self.suivre(self.preparation)

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

    def show_quoi(self, quoi: str | None) -> None:
        """Keep the lines of one kind; ``None`` shows all."""
        self._quoi = quoi
        self._refresh()

    def _create_fields(self) -> None:
        self.autre.setText("Choisir un autre classeur…")
        self.fermer.setToolTip("Laisser ce classeur sans rien écrire")
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
        self._create_cellule_seule()
        self.ecrire = QPushButton("Écrire la copie…", self._pied)
        self.ecrire.setProperty("role", "primaire")

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
        for widget in (self.adresse, self.champ_projet, self.ajouter, self.ecrire):
            self._boutons.addWidget(widget)
        self._corps.addLayout(self._choix)
        self._corps.addLayout(self._milieu, 1)
        self._corps.addWidget(self._pied)

    def _connect(self) -> None:
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

    @override
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

    @override
    def _on_lue(self) -> None:
        self._quoi = None
        super()._on_lue()
        if self.isVisible():
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._compte.text())

    @override
    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._choix.setSpacing(theme.px(8))
        self._milieu.setSpacing(theme.px(12))
        self.adresse.setFixedWidth(theme.px(96))
