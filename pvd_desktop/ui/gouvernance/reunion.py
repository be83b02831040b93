"""A meeting in its sections: the séance, the agenda, who came, what was decided, the minutes; and its documents."""

from datetime import date
from functools import partial
from typing import Final, TypeAlias, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.gouvernance import TypeInstance
from models.domain.instances.seances import format_seance
from models.domain.instances.situee import ReunionSituee, est_tenue, feuille_presence
from models.domain.projet import Projet
from pvd_desktop.ui import theme
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.gouvernance.decisions import OngletDecisions
from pvd_desktop.ui.gouvernance.heure_edit import HeureEdit
from pvd_desktop.ui.gouvernance.ordre_du_jour import OngletOrdreDuJour
from pvd_desktop.ui.gouvernance.presences import OngletPresences
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.libelle_lignes import LibelleLignes
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

_DOCUMENTS: Final = (
    ("convocation", "Convocation", "convoquee_le", "Noter la réunion convoquée aujourd’hui"),
    ("emargement", "Émargement", "", ""),
    ("releve", "Relevé", "diffusee_le", "Noter le relevé diffusé aujourd’hui"),
)
"""(document, its name in short, the day it gives to the meeting, how that is said)."""
_SECTIONS: Final = {"ordre_du_jour": 1, "presences": 2, "decisions": 3, "compte_rendu": 4}
"""Rank of the section that holds a field; the others are in the first one."""
LARGEUR: Final = 880
Section: TypeAlias = Onglet | OngletOrdreDuJour
S = TypeVar("S", Onglet, OngletOrdreDuJour, OngletPresences, OngletDecisions)


class DetailReunion(QWidget):
    """One meeting.

    Signals:
        apercu_demande(Sortie): show a document as it prints.
        export_demande(Sortie): write a document into a file.
        examen_demande(): the actions that the COPIL examined are to be chosen.
        application_demandee(str): this decision is to change the plan.
        objet_demande(Objet, str): open what is named there.
        fait(str): something was written that people may want to take back.
    """

    apercu_demande = Signal(object)
    export_demande = Signal(object)
    examen_demande = Signal()
    application_demandee = Signal(str)
    objet_demande = Signal(object, str)
    fait = Signal(str)

    def __init__(self, actes: ActesGouvernance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self.situee: ReunionSituee | None = None
        self._projet: Projet | None = None
        self._places: list[QWidget] = []
        self._sections: dict[int, Section] = {}
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_reunion(self, projet: Projet, situee: ReunionSituee) -> None:
        """Show its last version, or another meeting."""
        self.situee = situee
        reunion = situee.reunion
        self._titre.setText(situee.nom)
        self._etat.set_texte(self._say_state(situee))
        self._projet = projet
        self._show_section(self.onglets.currentIndex())
        self.examinees.setVisible(situee.instance.type is TypeInstance.COPIL and not self._actes.lecture_seule)
        self.examinees.setEnabled(reunion.jour is not None)
        notees = sum(1 for ligne in feuille_presence(projet, situee) if ligne.etat)
        self.onglets.setTabText(2, f"P&résences ({notees})" if notees else "P&résences")
        nombre = len(reunion.decisions)
        self.onglets.setTabText(3, f"&Décisions ({nombre})" if nombre else "&Décisions")

    def show_section(self, champ: str) -> None:
        """Open the section that holds a field, on it."""
        rang = _SECTIONS.get(champ, 0)
        self.onglets.setCurrentIndex(rang)
        section = self.section(rang)
        if isinstance(section, Onglet):
            section.focus_champ(champ)

    def commit(self) -> bool:
        """Writes what is being typed, everywhere."""
        # Each of them, whatever the others say.
        refuses = [section for section in self._sections.values() if not section.commit()]
        return not refuses

    def show_saisie(self) -> None:
        """Go back to what cannot be written."""
        for rang, section in self._sections.items():
            if not section.commit():
                self.onglets.setCurrentIndex(rang)
                if isinstance(section, OngletPresences | OngletDecisions | OngletOrdreDuJour):
                    section.show_saisie()
                else:
                    section.formulaire.focus_erreur()
                return

    @property
    def seance(self) -> Onglet:
        """When and where."""
        return self._typed(0, Onglet)

    @property
    def ordre(self) -> OngletOrdreDuJour:
        """What is to be spoken of."""
        return self._typed(1, OngletOrdreDuJour)

    @property
    def presences(self) -> OngletPresences:
        """Who came."""
        return self._typed(2, OngletPresences)

    @property
    def decisions(self) -> OngletDecisions:
        """What was decided."""
        return self._typed(3, OngletDecisions)

    def section(self, rang: int) -> Section:
        """That section, built at its first visit: all of them at once would be felt."""
        if rang not in self._sections:
            place = self._places[rang]
            self._sections[rang] = section = self._build_section(rang, place)
            disposition = QVBoxLayout(place)
            disposition.setContentsMargins(0, 0, 0, 0)
            disposition.addWidget(section)
            self._show_section(rang)
        return self._sections[rang]

    def sortie(self, document: str, extension: str = ".pdf") -> Sortie:
        """A document of this meeting."""
        return Sortie(document, extension=extension, reunion=self.situee.reunion.uid if self.situee else None)

    def fill_menu(self, document: str) -> QMenu:
        """What can be done with a document of the meeting."""
        menu = self._menus[document]
        menu.clear()
        nom, champ, dire = next((nom, champ, dire) for d, nom, champ, dire in _DOCUMENTS if d == document)
        menu.addAction("Aperçu").triggered.connect(partial(self._on_apercu, document))
        for extension in (".pdf", ".docx"):
            action = menu.addAction(f"{FORMATS_PROPOSES[extension]}…")
            action.triggered.connect(partial(self._on_export, document, extension))
        if champ and not self._actes.lecture_seule:
            menu.addSeparator()
            action = menu.addAction(dire)
            action.triggered.connect(partial(self._on_noter, champ, nom))
            deja = getattr(self.situee.reunion, champ) if self.situee else None
            action.setEnabled(deja != self._actes.aujourd_hui)
        return menu

    def _create_fields(self) -> None:
        self._titre = QLabel(self)
        self._etat = LibelleLignes(2, self)
        self._etat.setProperty("role", "discret")
        self._menus: dict[str, QMenu] = {}
        self.documents: dict[str, QPushButton] = {}
        for document, nom, _, _ in _DOCUMENTS:
            bouton = QPushButton(nom, self)
            self._menus[document] = menu = QMenu(bouton)
            menu.aboutToShow.connect(partial(self.fill_menu, document))
            bouton.setMenu(menu)
            self.documents[document] = bouton
        self.onglets = QTabWidget(self)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName("Sections de la réunion")
        self.examinees = QPushButton("Actions examinées…", self)
        self.examinees.setToolTip("Dater le dernier passage en COPIL des actions que la réunion a examinées")

    def _lay_out(self) -> None:
        for titre in ("&Séance", "&Ordre du jour", "P&résences", "&Décisions", "&Compte rendu"):
            place = QWidget(self.onglets)
            self._places.append(place)
            self.onglets.addTab(place, titre)
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(self._titre)
        textes.addWidget(self._etat)
        boutons = QWidget(self)
        # On a narrow window they go to a second line.
        flux = FluxLayout(boutons)
        for bouton in (*self.documents.values(), self.examinees):
            flux.addWidget(bouton)
        self._tete = QVBoxLayout()
        self._tete.addLayout(textes)
        self._tete.addWidget(boutons)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addLayout(self._tete)
        colonne.addWidget(self.onglets, 1)

    def _connect(self) -> None:
        self.examinees.clicked.connect(self.examen_demande)
        self.onglets.currentChanged.connect(self._show_section)

    def _build_section(self, rang: int, place: QWidget) -> Section:
        actes = self._actes
        match rang:
            case 0:
                section = Onglet("Séance", _champs_seance(actes), self._write, largeur_max=LARGEUR, parent=place)
                section.set_lecture_seule(actes.lecture_seule)
            case 1:
                section = OngletOrdreDuJour(actes, place)
                section.fait.connect(self.fait)
            case 2:
                section = OngletPresences(actes, place)
            case 3:
                section = OngletDecisions(actes, place)
                section.application_demandee.connect(self.application_demandee)
                section.objet_demande.connect(self.objet_demande)
                section.fait.connect(self.fait)
            case _:
                champs = [Champ("compte_rendu", TexteRiche(hauteur_min=220), "Imprimé après les décisions", large=True)]
                section = Onglet("Compte rendu", champs, self._write, largeur_max=LARGEUR, parent=place)
                section.set_lecture_seule(actes.lecture_seule)
        return section

    def _show_section(self, rang: int) -> None:
        """The section in sight follows the project; the others when they are seen."""
        if self.situee is None or self._projet is None:
            return
        section = self.section(rang)
        if isinstance(section, OngletOrdreDuJour | OngletPresences | OngletDecisions):
            section.show_reunion(self._projet, self.situee)
        else:
            section.lie.show(self.situee.reunion)

    def _typed(self, rang: int, classe: type[S]) -> S:
        section = self.section(rang)
        assert isinstance(section, classe)  # that is its place
        return section

    def _write(self, champ: str, valeur: object) -> AppError | None:
        return self._actes.update_reunion(self.situee.reunion.uid, champ, valeur) if self.situee else None

    def _say_state(self, situee: ReunionSituee) -> str:
        reunion, jour = situee.reunion, self._actes.aujourd_hui
        quand = format_seance(reunion.jour, reunion.heure) or "date à fixer"
        dites = [quand[:1].upper() + quand[1:], reunion.lieu]
        if reunion.jour and not est_tenue(reunion, jour):
            reste = (reunion.jour - jour).days
            dites.append("aujourd’hui" if not reste else "demain" if reste == 1 else f"dans {reste} jours")
        dites.append(f"convoquée le {format_date(reunion.convoquee_le)}" if reunion.convoquee_le else "")
        dites.append(f"relevé diffusé le {format_date(reunion.diffusee_le)}" if reunion.diffusee_le else "")
        return " · ".join(filter(None, dites))

    def _on_apercu(self, document: str, _coche: bool = False) -> None:
        self.apercu_demande.emit(self.sortie(document))

    def _on_export(self, document: str, extension: str, _coche: bool = False) -> None:
        self.export_demande.emit(self.sortie(document, extension))

    def _on_noter(self, champ: str, nom: str, _coche: bool = False) -> None:
        if self.situee is None or not self.commit():
            return
        self._actes.update_reunion(self.situee.reunion.uid, champ, self._actes.aujourd_hui)
        if self._actes.a_ecrit:
            self.fait.emit(f"{nom}\u00a0: date du jour notée.")

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.3, gras=True))
        self._tete.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(4))
        self._tete.setSpacing(theme.px(6))


def _champs_seance(actes: ActesGouvernance) -> list[Champ]:
    def lire_jour() -> date:
        return actes.aujourd_hui

    return [
        Champ("intitule", TexteEdit(), "Intitulé", "Vide, la réunion porte le nom de l’instance et sa date"),
        Champ("jour", DateEdit(lire_jour), "Date"),
        Champ("heure", HeureEdit(), "Heure"),
        Champ("lieu", TexteEdit(), "Lieu", "Salle et adresse, ou lien de visioconférence"),
        Champ("convoquee_le", DateEdit(lire_jour), "Convoquée le"),
        Champ("diffusee_le", DateEdit(lire_jour), "Relevé diffusé le"),
    ]
