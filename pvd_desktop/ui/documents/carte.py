"""One document of the catalogue: what it is, in which format, and where it was written last."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.suivi.tableau_suivi import TableauSuivi
from models.domain.uids import Uid
from pvd_desktop.documents.catalogue import ModeleDocument
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.derniers import DerniersExports
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide


class CarteDocument(QFrame):
    """Signals: apercu_demande(Sortie); export_demande(Sortie); fichier_demande(Path) opens a file or a folder.

    ``reglage_demande()`` asks for the page where the document is composed, for one that has such a page.
    """

    apercu_demande = Signal(object)
    export_demande = Signal(object)
    fichier_demande = Signal(object)
    reglage_demande = Signal()

    def __init__(
        self,
        modele: ModeleDocument,
        derniers: DerniersExports,
        parent: QWidget | None = None,
        *,
        tableau: Callable[[], TableauSuivi] | None = None,
    ) -> None:
        """``tableau`` tells the columns and the actions, for a document where they are chosen."""
        super().__init__(parent)
        self._tableau = tableau
        self.modele = modele
        self._derniers = derniers
        self._formats = formats_of(modele.id)
        self._create_fields()
        self._lay_out()
        self._connect()
        self.refresh_dernier()
        theme.suivre(self, self._on_theme_changed)

    def sortie(self) -> Sortie:
        """The document with the options shown."""
        choisie = self.fiche.valeur()
        fiche = Uid(choisie) if self.modele.par_fiche and choisie else None
        tableau = self._tableau() if self._tableau else None
        voulue = self.demande.valeur()
        return Sortie(
            self.modele.id,
            fiche,
            self._formats[self.format.currentIndex()],
            tableau,
            demande=Uid(voulue) if self.modele.par_demande and voulue else None,
        )

    def set_fiches(self, fiches: Sequence[FicheAction]) -> None:
        """The fiches that can be chosen; the one chosen stays as long as it is there."""
        if not self.modele.par_fiche:
            return
        self._offer(self.fiche, {fiche.uid: fiche.titre for fiche in fiches})

    def set_demandes(self, noms: Mapping[Uid, str]) -> None:
        """The demandes that can be chosen; the one chosen stays as long as it is there."""
        if self.modele.par_demande:
            self._offer(self.demande, noms)

    def _offer(self, combo: ChoixCombo, noms: Mapping[Uid, str]) -> None:
        combo.set_choix(list(noms.items()))
        if noms and combo.valeur() not in noms:
            combo.set_valeur(next(iter(noms)))
        for bouton in (self.apercu, self.exporter):
            bouton.setEnabled(bool(noms))

    def refresh_dernier(self) -> None:
        """Show where the document was written last, as long as the file is there."""
        dernier = self._derniers.dernier(self.modele.id)
        self._pied.setVisible(dernier is not None)
        if dernier is not None:
            self._dernier.set_texte(f"Dernier export\u00a0: {dernier.chemin.name}, le {format_moment(dernier.moment)}")
            self._dernier.setToolTip(str(dernier.chemin))

    def _create_fields(self) -> None:
        titre = self.modele.titre
        self.setProperty("role", "carte")
        self._titre = QLabel(titre, self)
        self._description = QLabel(self.modele.description, self)
        self._description.setProperty("role", "discret")
        self._description.setWordWrap(True)
        self.format = QComboBox(self)
        self.format.addItems([FORMATS_PROPOSES[extension] for extension in self._formats])
        self.format.setAccessibleName(f"Format\u00a0: {titre}")
        self.format.setCurrentIndex(self._remembered_format())
        self.fiche = ChoixCombo([], facultatif=False, parent=self)
        self.fiche.setAccessibleName(f"Fiche-action à produire\u00a0: {titre}")
        self.fiche.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fiche.setPlaceholderText("Pas encore d’actions")
        self.fiche.setVisible(self.modele.par_fiche)
        self.demande = ChoixCombo([], facultatif=False, parent=self)
        self.demande.setAccessibleName(f"Demande à produire\u00a0: {titre}")
        self.demande.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.demande.setPlaceholderText("Pas encore de demandes")
        self.demande.setVisible(self.modele.par_demande)
        self.regler = _link("Choisir les colonnes…", f"Choisir les colonnes\u00a0: {titre}", self)
        self.regler.setVisible(self._tableau is not None)
        self.apercu = QPushButton("Aperçu", self)
        self.apercu.setAccessibleName(f"Aperçu\u00a0: {titre}")
        icones.poser(self.apercu, "apercu")
        self.apercu.setVisible(".pdf" in self._formats)
        self.exporter = QPushButton("Exporter…", self)
        self.exporter.setProperty("role", "primaire")
        self.exporter.setAccessibleName(f"Exporter…\u00a0: {titre}")
        self._pied = QWidget(self)
        self._dernier = LibelleElide(parent=self._pied)
        self._dernier.setProperty("role", "discret")
        self.ouvrir = _link("Ouvrir", f"Ouvrir le dernier export\u00a0: {titre}", self._pied)
        self.ouvrir_dossier = _link(
            "Ouvrir le dossier", f"Ouvrir le dossier du dernier export\u00a0: {titre}", self._pied
        )

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self._description)
        self._options = QHBoxLayout()
        self._options.addWidget(self.format)
        self._options.addWidget(self.fiche, 10)
        self._options.addWidget(self.demande, 10)
        self._options.addWidget(self.regler)
        self._options.addStretch(1)
        self._options.addWidget(self.apercu)
        self._options.addWidget(self.exporter)
        self._colonne.addLayout(self._options)
        self._ligne_pied = QHBoxLayout(self._pied)
        self._ligne_pied.addWidget(self._dernier, 1)
        self._ligne_pied.addWidget(self.ouvrir)
        self._ligne_pied.addWidget(self.ouvrir_dossier)
        self._colonne.addWidget(self._pied)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._on_format_changed)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(self.sortie()))
        self.exporter.clicked.connect(lambda: self.export_demande.emit(self.sortie()))
        self.regler.clicked.connect(self.reglage_demande)
        self.ouvrir.clicked.connect(self._on_ouvrir_clicked)
        self.ouvrir_dossier.clicked.connect(self._on_ouvrir_dossier_clicked)

    def _remembered_format(self) -> int:
        extension = self._derniers.extension(self.modele.id)
        return self._formats.index(extension) if extension in self._formats else 0

    def _on_ouvrir_clicked(self) -> None:
        self._open(lambda chemin: chemin)

    def _on_ouvrir_dossier_clicked(self) -> None:
        self._open(lambda chemin: chemin.parent)

    def _open(self, quoi: Callable[[Path], Path]) -> None:
        dernier = self._derniers.dernier(self.modele.id)
        if dernier is not None:
            self.fichier_demande.emit(quoi(dernier.chemin))
        # Gone since the card was shown.
        self.refresh_dernier()

    def _on_format_changed(self) -> None:
        self._derniers.set_extension(self.modele.id, self.sortie().extension)

    def _on_theme_changed(self) -> None:
        self._colonne.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._colonne.setSpacing(theme.px(6))
        self._options.setSpacing(theme.px(8))
        self._options.setContentsMargins(0, theme.px(4), 0, 0)
        self._ligne_pied.setContentsMargins(0, 0, 0, 0)
        self._ligne_pied.setSpacing(theme.px(8))
        self.format.setMinimumWidth(theme.px(160))
        self._titre.setFont(theme.police(1.1, gras=True))


def _link(texte: str, nom: str, parent: QWidget) -> QPushButton:
    bouton = QPushButton(texte, parent)
    bouton.setProperty("role", "lien")
    bouton.setAccessibleName(nom)
    bouton.setCursor(Qt.CursorShape.PointingHandCursor)
    return bouton
