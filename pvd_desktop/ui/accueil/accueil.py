"""Accueil: take a project up again, start one, or look at the example."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.accueil.recents import ListeRecents
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.commune_edit import CommuneEdit

if TYPE_CHECKING:
    from pvd_desktop.ui.accueil.reprise import PageReprise

LARGEUR_MAX: Final = 980
LARGEUR_SEULE: Final = 560
LARGEUR_REPRISE: Final = 760
LONGUEUR_COMMUNE: Final = 120


class Accueil(QScrollArea):
    """Says what the user wants; the window does it."""

    ouvrir_demande = Signal(object)
    localiser_demande = Signal(object)
    retirer_demande = Signal(object)
    parcourir_demande = Signal()
    nouveau_demande = Signal(str, str)
    """(commune, code INSEE), without a code for a commune of no reference."""
    exemple_demande = Signal()
    partir_de_tableau = Signal()
    tableau_colle = Signal()
    """Cells of a spreadsheet were pasted: there is nothing else on this page that they could be for."""

    reprise_demandee = Signal(object, object)
    """(Reprise, the file of the signed copy or None)."""

    def __init__(
        self,
        settings: Settings,
        dialogues: Dialogues,
        aujourd_hui: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dialogues = dialogues
        self._aujourd_hui = aujourd_hui
        self.reprise: PageReprise | None = None
        """« Reprendre une convention signée », as long as it is being filled."""
        self._create_fields()
        self._lay_out()
        self._connect()
        self.refresh()
        theme.suivre(self, self._on_theme_changed)

    def refresh(self) -> None:
        """Show the list of projects as the preferences hold it."""
        recents = self._settings.recents
        self.recents.set_recents(recents)
        # At the first start there is nothing to take up again: the ways to begin have the page.
        self._reprendre.setVisible(bool(recents))
        self._fit()

    def begin(self) -> None:
        """A project was opened: the next one begins with nothing typed."""
        self.commune.clear()
        self.show_cartes()
        if self.reprise is not None:
            self.reprise.deleteLater()
            self.reprise = None

    def show_cartes(self) -> None:
        """The ways to begin; what is typed of a convention stays for the next visit."""
        if self.reprise is None or self.reprise.isHidden():
            return
        self.reprise.hide()
        self._cadre.show()
        self.reprendre.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reprise(self) -> None:
        """The page of a convention that was signed."""
        if self.reprise is None:
            from pvd_desktop.ui.accueil.reprise import PageReprise

            ask = partial(self._dialogues.ask_pdf, self, "Choisir l’exemplaire signé")
            self.reprise = PageReprise(self._aujourd_hui, ask, self._contenu)
            self._centre.insertWidget(1, self.reprise, 100)
            self.reprise.creation_demandee.connect(self.reprise_demandee)
            self.reprise.abandon_demande.connect(self.show_cartes)
            self._on_theme_changed()
        self._cadre.hide()
        self.reprise.show()
        self.verticalScrollBar().setValue(0)
        self.reprise.formulaire.focus_champ("communes")

    def focus_commune(self) -> None:
        """Ready to type the name of the commune of a new project."""
        self.show_cartes()
        self.commune.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.commune.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self._cadre.isHidden():
            self.tableau_colle.emit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The name of a commune is one line without a tab: the rest comes from a spreadsheet."""
        if (
            watched is self.commune
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and _holds_cells(QGuiApplication.clipboard().text())
        ):
            self.tableau_colle.emit()
            return True
        return super().eventFilter(watched, event)

    def _create_fields(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self)
        self._titre = QLabel("PVD Desktop", self._contenu)
        self._sous_titre = QLabel(
            "Le projet de territoire «\u00a0Petites Villes de Demain\u00a0»\u00a0: vous saisissez une fois, "
            "les fiches-actions, leur financement et les documents suivent.",
            self._contenu,
        )
        self._sous_titre.setWordWrap(True)
        self._sous_titre.setProperty("role", "discret")
        self._reprendre, self._titre_reprendre = _card("Reprendre", self._contenu)
        self.recents = ListeRecents(self._reprendre)
        self._commencer, self._titre_commencer = _card("Commencer", self._contenu)
        self.tableau = _button("Partir de mon tableau Excel…", "importer", self._commencer)
        self._note_tableau = _sentence(
            "Le vôtre, tel qu’il est\u00a0: déposez-le sur cette fenêtre, ou collez ses cellules ici (Ctrl+V). "
            "Vous voyez tout avant.",
            self._commencer,
        )
        self._label_commune = QLabel("&Nouveau projet", self._commencer)
        self.commune = CommuneEdit(self._commencer)
        self.commune.setPlaceholderText("Nom de la commune")
        self.commune.setMaxLength(LONGUEUR_COMMUNE)
        self.commune.setAccessibleName("Nouveau projet\u00a0: nom de la commune")
        self._label_commune.setBuddy(self.commune)
        self.creer = QPushButton("Créer…", self._commencer)
        self.creer.setProperty("role", "primaire")
        self.creer.setAccessibleName("Créer le projet de cette commune…")
        self._note = _sentence("Une ligne suffit\u00a0: tout le reste se complète plus tard.", self._commencer)
        self.reprendre = _button("Reprendre une convention signée…", "convention", self._commencer)
        self._note_reprise = _sentence(
            "Ses dates, ses signataires et son PDF\u00a0: le suivi commence où vous en êtes.", self._commencer
        )
        self.parcourir = _button("Ouvrir un projet…", "dossier", self._commencer)
        self.exemple = _button("Découvrir le projet d’exemple…", "plan_action", self._commencer)
        self._note_exemple = _sentence(
            "Une petite ville fictive et ses fiches, dans une copie à vous, que vous pouvez modifier sans crainte.",
            self._commencer,
        )
        self._depot = _sentence(
            "Vous pouvez aussi déposer un fichier .pvd, ou un tableau .xlsx ou .csv, sur cette fenêtre.", self._contenu
        )

    def _lay_out(self) -> None:
        gauche, droite = self._reprendre.layout(), self._commencer.layout()
        assert isinstance(gauche, QVBoxLayout)  # made by _card
        assert isinstance(droite, QVBoxLayout)
        gauche.addWidget(self.recents)
        gauche.addStretch(1)
        ligne = QHBoxLayout()
        ligne.addWidget(self.commune, 1)
        ligne.addWidget(self.creer)
        self._ecarts = [QSpacerItem(0, 0) for _ in range(3)]
        droite.addWidget(self.tableau)
        droite.addWidget(self._note_tableau)
        droite.addItem(self._ecarts[0])
        droite.addWidget(self._label_commune)
        droite.addLayout(ligne)
        droite.addWidget(self._note)
        trait = QFrame(self._commencer)
        trait.setProperty("role", "trait")
        droite.addItem(self._ecarts[1])
        droite.addWidget(trait)
        droite.addItem(self._ecarts[2])
        for widget in (self.reprendre, self._note_reprise, self.parcourir, self.exemple, self._note_exemple):
            droite.addWidget(widget)
        droite.addStretch(1)
        self._cartes = QHBoxLayout()
        self._cartes.addWidget(self._reprendre, 3)
        self._cartes.addWidget(self._commencer, 2)
        self._colonne = QVBoxLayout()
        for widget in (self._titre, self._sous_titre):
            self._colonne.addWidget(widget)
        self._colonne.addLayout(self._cartes)
        self._colonne.addWidget(self._depot)
        self._colonne.addStretch(1)
        self._cadre = QWidget(self._contenu)
        self._cadre.setLayout(self._colonne)
        self._centre = QHBoxLayout(self._contenu)
        self._centre.setContentsMargins(0, 0, 0, 0)
        self._centre.addStretch(1)
        self._centre.addWidget(self._cadre, 100)
        self._centre.addStretch(1)
        self.setWidget(self._contenu)

    def _connect(self) -> None:
        self.recents.ouvrir_demande.connect(self.ouvrir_demande)
        self.recents.localiser_demande.connect(self.localiser_demande)
        self.recents.retirer_demande.connect(self.retirer_demande)
        self.commune.returnPressed.connect(self.creer.click)
        self.creer.clicked.connect(self._on_creer_clicked)
        self.reprendre.clicked.connect(self.show_reprise)
        self.parcourir.clicked.connect(self.parcourir_demande)
        self.tableau.clicked.connect(self.partir_de_tableau)
        self.commune.installEventFilter(self)
        self.exemple.clicked.connect(self.exemple_demande)

    def _on_creer_clicked(self) -> None:
        trouvee = self.commune.trouvee()
        if trouvee is not None:
            self.nouveau_demande.emit(trouvee.commune.nom, trouvee.commune.code_insee)
        elif commune := " ".join(self.commune.text().split()):
            self.nouveau_demande.emit(commune, "")
        else:
            self.focus_commune()

    def _fit(self) -> None:
        self._cadre.setMaximumWidth(theme.px(LARGEUR_SEULE if self._reprendre.isHidden() else LARGEUR_MAX))

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._fit()
        if self.reprise is not None:
            self.reprise.setMaximumWidth(theme.px(LARGEUR_REPRISE))
        self._colonne.setContentsMargins(marge, theme.px(32), marge, marge)
        self._colonne.setSpacing(theme.px(8))
        self._cartes.setContentsMargins(0, theme.px(16), 0, theme.px(4))
        self._cartes.setSpacing(theme.px(16))
        for carte in (self._reprendre, self._commencer):
            disposition = carte.layout()
            if isinstance(disposition, QBoxLayout):
                disposition.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(20))
                disposition.setSpacing(theme.px(8))
        for ecart in self._ecarts:
            ecart.changeSize(0, theme.px(8))
        self._titre.setFont(theme.police(2.2, gras=True))
        self._sous_titre.setFont(theme.police(1.1))
        self._label_commune.setFont(theme.police(gras=True))
        for titre in (self._titre_reprendre, self._titre_commencer):
            titre.setFont(theme.police(1.25, gras=True))


def _holds_cells(texte: str) -> bool:
    return "\t" in texte or "\n" in texte.strip()


def _card(titre: str, parent: QWidget) -> tuple[QFrame, QLabel]:
    """A card and its title."""
    carte = QFrame(parent)
    carte.setProperty("role", "carte")
    disposition = QVBoxLayout(carte)
    libelle = QLabel(titre, carte)
    disposition.addWidget(libelle)
    return carte, libelle


def _sentence(texte: str, parent: QWidget) -> QLabel:
    """A discreet sentence."""
    libelle = QLabel(texte, parent)
    libelle.setWordWrap(True)
    libelle.setProperty("role", "discret")
    return libelle


def _button(texte: str, icone: str, parent: QWidget) -> QPushButton:
    """A button with its icon."""
    bouton = QPushButton(f"  {texte}", parent)
    bouton.setAccessibleName(texte)
    icones.poser(bouton, icone)
    return bouton
