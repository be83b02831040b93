"""Page « Points à vérifier »: grouped by milestone, the gravest first. It informs; it never blocks."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget
from typing_extensions import override

from models.commands.constats import heed_constat, ignore_constat
from models.domain.projet import ConstatIgnore
from models.domain.regles import Constat
from models.domain.vocabulaire import Gravite, Jalon
from models.store.changes import Changeset
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.points.ignores import PointsIgnores
from pvd_desktop.ui.points.section import SectionPoints, tient_le_clavier
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace

_PAGE_PLAN: Final = "plan_action"
_RIEN: Final = (
    "Rien à vérifier",
    (
        "Les règles de cumul, de participation et de calendrier sont respectées, "
        "et rien d’attendu ne manque. Les prochains points apparaîtront ici."
    ),
)
_PAS_COMMENCE: Final = (
    "Rien à vérifier pour l’instant",
    (
        "Les règles de cumul, de participation et de calendrier portent sur les actions\u00a0: "
        "elles parleront dès que votre plan en aura une."
    ),
)


class PointsPage(PageProjet):
    """The points by milestone, then those set aside."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._constats: tuple[Constat, ...] = ()
        self._create_fields()
        self._lay_out()
        self._connect()

    @override
    def resume(self) -> str:
        self.catch_up()
        nombre = len(self._constats)
        if not nombre:
            return "Aucun point à vérifier"
        graves = sum(1 for c in self._constats if c.gravite is Gravite.GRAVE)
        dont = f", dont {graves} {'grave' if graves == 1 else 'graves'}" if graves else ""
        return f"{nombre} {'point' if nombre == 1 else 'points'} à vérifier{dont}"

    def section(self, jalon: Jalon) -> SectionPoints:
        """The points of a milestone."""
        return self._sections[jalon]

    def ignores(self) -> PointsIgnores:
        """The points set aside."""
        return self._ignores

    def _create_fields(self) -> None:
        self._defilement = ColonneDefilante(self)
        contenu = self._defilement.contenu
        self._phrase = QLabel(
            "Ces points n’empêchent ni de saisir, ni d’enregistrer, ni d’exporter. "
            "Cliquez sur un point pour ouvrir le champ à compléter.",
            contenu,
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        editable = not self._workspace.raison_lecture_seule
        self._sections = {jalon: SectionPoints(jalon, editable=editable, parent=contenu) for jalon in Jalon}
        self._vide = EtatVide("succes", *_RIEN, parent=contenu)
        self._ignores = PointsIgnores(editable=editable, parent=contenu)

    def _lay_out(self) -> None:
        corps = self._defilement.corps
        corps.addWidget(self._phrase)
        for section in self._sections.values():
            corps.addWidget(section)
        corps.addWidget(self._vide, 1)
        corps.addWidget(self._ignores)
        corps.addStretch(1)
        disposition = QStackedLayout(self)
        disposition.addWidget(self._defilement)

    def _connect(self) -> None:
        self._vide.action_triggered.connect(lambda: self.page_demandee.emit(_PAGE_PLAN))
        for section in self._sections.values():
            section.ouvrir_demande.connect(self._on_ouvrir_demande)
            section.ignore_demande.connect(self._on_ignore_demande)
        self._ignores.reprendre_demande.connect(self._on_reprendre_demande)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        place = self._defilement.verticalScrollBar().value()
        tenait = tient_le_clavier(self)
        self._constats = self._workspace.constats()
        for jalon, section in self._sections.items():
            section.set_constats([c for c in self._constats if c.jalon is jalon])
        self._phrase.setVisible(bool(self._constats))
        self._vide.setVisible(not self._constats)
        # What holds nothing respects every rule: that is nothing to be told.
        commence = bool(self._workspace.projet.fiches)
        self._vide.set_texte(*(_RIEN if commence else _PAS_COMMENCE))
        self._vide.set_action("" if commence else "Ouvrir le plan d’action")
        self._ignores.set_ignores(self._workspace.projet.constats_ignores, self._workspace.constats_ignores())
        if tenait and not tient_le_clavier(self):
            self._take_focus()
        self._defilement.verticalScrollBar().setValue(place)
        self.resume_changed.emit(self.resume())

    def _take_focus(self) -> None:
        """The last point of a milestone went with the keyboard: the first one left takes it."""
        restants = (ligne for section in self._sections.values() for ligne in section.lignes())
        if (ligne := next(restants, None)) is not None:
            ligne.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ouvrir_demande(self, constat: Constat) -> None:
        self.objet_demande.emit(constat.objet, constat.champ)

    def _on_ignore_demande(self, constat: Constat, motif: str) -> None:
        libelle = f"Ignorer le point {constat.code}"
        self._workspace.execute(libelle, ignore_constat, constat.code, constat.objet.uid, constat.champ, motif=motif)

    def _on_reprendre_demande(self, ignore: ConstatIgnore) -> None:
        self._workspace.execute(f"Reprendre le point {ignore.code}", heed_constat, ignore.uid)
