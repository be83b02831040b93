"""What the page shows before there is a table: how to bring one, and the columns that are recognised."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.domain.importation.champs import CHAMPS, ETAT_COLONNE
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.choix import GROUPES

LARGEUR: Final = 680
_MONTRES: Final = ("L’action", "Qui", "Le coût", "Une aide", "Quand", "Le suivi")


class SansTableau(QScrollArea):
    """Icon, sentence, the three ways in, and the words of the columns.

    Signals:
        fichier_demande(): choose a file.
        collage_demande(): read the clipboard.
        modele_demande(): save an empty table to fill.
        retour_demande(): go back to the Accueil.
    """

    fichier_demande = Signal()
    collage_demande = Signal()
    modele_demande = Signal()
    retour_demande = Signal()

    def __init__(self, parent: QWidget | None = None, *, accueil: bool = False) -> None:
        """``accueil``: there is no project, and no rail to leave by."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self)
        self._create_fields()
        self.retour.setVisible(accueil)
        self._lay_out()
        self.retour.clicked.connect(self.retour_demande)
        self.choisir.clicked.connect(self.fichier_demande)
        self.coller.clicked.connect(self.collage_demande)
        self.modele.clicked.connect(self.modele_demande)
        theme.suivre(self, self._on_theme_changed)

    def _create_fields(self) -> None:
        self._cadre = QWidget(self._contenu)
        self.retour = QPushButton("Retour à l’accueil", self._cadre)
        self.retour.setProperty("role", "discret")
        icones.poser(self.retour, "chevron_gauche", "texte", 14)
        self._icone = QLabel(self._cadre)
        self._titre = QLabel("Déposez votre tableau ici", self._cadre)
        self._phrase = _sentence(
            "Votre tableau de suivi tel qu’il est\u00a0: un classeur Excel (.xlsx), un fichier .csv, ou des cellules "
            "copiées\u00a0; des fiches-actions dans Word (.docx) et un carnet d’adresses (.vcf) entrent aussi. Les "
            "titres des colonnes sont reconnus dans n’importe quel ordre. Vous voyez tout avant\u00a0: rien n’est "
            "écrit tant que vous n’avez pas cliqué sur Importer.",
            self._cadre,
        )
        self.choisir = QPushButton("Choisir un fichier…", self._cadre)
        self.choisir.setProperty("role", "primaire")
        icones.poser(self.choisir, "dossier", "sur_accent")
        self.coller = QPushButton("Coller un tableau (Ctrl+V)", self._cadre)
        icones.poser(self.coller, "copier", "texte")
        self._titre_colonnes = QLabel("Colonnes reconnues", self._cadre)
        self._colonnes = QLabel(_headings(), self._cadre)
        self._colonnes.setWordWrap(True)
        self._colonnes.setTextFormat(Qt.TextFormat.RichText)
        self._aussi = _sentence(
            "Et leurs synonymes, une colonne par financeur, plusieurs lignes par action, les titres d’orientation et "
            "les totaux. Une colonne inconnue est gardée en note sur chaque action.",
            self._cadre,
        )
        self.modele = QPushButton("Enregistrer un modèle de tableau…", self._cadre)
        icones.poser(self.modele, "exporter", "texte")

    def _lay_out(self) -> None:
        self._boutons = QHBoxLayout()
        self._boutons.addStretch(1)
        self._boutons.addWidget(self.choisir)
        self._boutons.addWidget(self.coller)
        self._boutons.addStretch(1)
        self._colonne = QVBoxLayout(self._cadre)
        self._colonne.addWidget(self.retour, 0, Qt.AlignmentFlag.AlignLeft)
        for libelle in (self._icone, self._titre, self._phrase):
            libelle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._colonne.addWidget(libelle)
        self._colonne.addLayout(self._boutons)
        for widget in (self._titre_colonnes, self._colonnes, self._aussi):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(self.modele, 0, Qt.AlignmentFlag.AlignLeft)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(self._cadre, 100)
        centre.addStretch(1)
        dehors = QVBoxLayout(self._contenu)
        dehors.addStretch(1)
        dehors.addLayout(centre)
        dehors.addStretch(2)
        self.setWidget(self._contenu)

    def _on_theme_changed(self) -> None:
        self._cadre.setMaximumWidth(theme.px(LARGEUR))
        self._colonne.setSpacing(theme.px(8))
        self._boutons.setContentsMargins(0, theme.px(8), 0, theme.px(16))
        self._boutons.setSpacing(theme.px(8))
        self._icone.setPixmap(icones.pixmap("importer", "texte_discret", 48))
        self._titre.setFont(theme.police(1.3, gras=True))
        self._titre_colonnes.setFont(theme.police(gras=True))


def _sentence(texte: str, parent: QWidget) -> QLabel:
    libelle = QLabel(texte, parent)
    libelle.setWordWrap(True)
    libelle.setProperty("role", "discret")
    return libelle


def _headings() -> str:
    """What each group of columns says, by the words of the columns themselves."""
    lignes: list[str] = []
    for titre, codes in GROUPES:
        if titre in _MONTRES:
            noms = ", ".join(CHAMPS[code].libelle for code in codes if code != ETAT_COLONNE)
            lignes.append(f"<b>{titre}</b>\u00a0: {noms}")
    return "<br>".join(lignes)
