"""Tab « Formulaire »: the fields in the order of the portal, section after section, filled from the project."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.demandes.formulaire import ChampRempli, FormulaireRempli, Origine, SectionRemplie, remplir
from models.domain.demandes.situee import DemandeSituee
from models.referentiel.formulaires import formulaire_de
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.champ_reponse import ChampReponse
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau

PREFIXE: Final = "reponse:"
LARGEUR: Final = 760


class PageSection(QScrollArea):
    """The fields of one section; those that a condition hides keep their place and what was answered.

    Signals:
        repondu(str, str, str): a field was answered.
        objet_demande(Objet, str): where the project says something.
        suite_demandee(): the next section.
    """

    repondu = Signal(str, str, str)
    objet_demande = Signal(object, str)
    suite_demandee = Signal()

    def __init__(self, contexte: ContexteDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = contexte.ecrivain.workspace
        self.champs: dict[str, ChampReponse] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self)
        self._titre = QLabel(self._contenu)
        self._titre.setWordWrap(True)
        self.suite = QPushButton("Section suivante", self._contenu)
        self.suite.clicked.connect(self.suite_demandee)
        self._colonne = QVBoxLayout(self._contenu)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self.suite, 0, Qt.AlignmentFlag.AlignLeft)
        self._colonne.addStretch(1)
        self.setWidget(self._contenu)
        theme.suivre(self, self._on_theme_changed)

    def show_section(self, section: SectionRemplie, *, derniere: bool) -> None:
        """Show these fields, in this order."""
        self._titre.setText(titre_section(section))
        self.suite.setVisible(not derniere)
        voulus = {rempli.champ.cle: rempli for rempli in section.champs}
        for rang, (cle, rempli) in enumerate(voulus.items()):
            self._get(cle, rempli, rang).show_rempli(rempli)
        for cle, champ in self.champs.items():
            champ.setVisible(cle in voulus)

    def focus_champ(self, cle: str) -> bool:
        """Put the focus in a field, in sight."""
        champ = self.champs.get(cle)
        if champ is None or not champ.isVisibleTo(self._contenu):
            return False
        champ.widget().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_focus()
        QTimer.singleShot(0, self, self._show_focus)
        return True

    def _get(self, cle: str, rempli: ChampRempli, rang: int) -> ChampReponse:
        champ = self.champs.get(cle)
        if champ is not None and champ.options != dict(rempli.options):
            self._colonne.removeWidget(champ)
            champ.hide()
            champ.deleteLater()
            champ = None
        if champ is None:
            editable = not self._workspace.raison_lecture_seule
            champ = ChampReponse(rempli, self._workspace.aujourd_hui, editable=editable, parent=self._contenu)
            champ.repondu.connect(self.repondu)
            champ.objet_demande.connect(self.objet_demande)
            self.champs[cle] = champ
            avant = [c for k, c in self.champs.items() if k != cle and self._colonne.indexOf(c) >= 0]
            # A field that a condition brings comes at its place, after those the section shows before it.
            place = 1 + rang if rang <= len(avant) else 1 + len(avant)
            self._colonne.insertWidget(place, champ)
        return champ

    def _show_focus(self) -> None:
        cible = QApplication.focusWidget()
        if cible is not None and self._contenu.isAncestorOf(cible):
            self.ensureWidgetVisible(cible, theme.px(20), theme.px(80))

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.15, gras=True))
        self._contenu.setMaximumWidth(theme.px(LARGEUR))
        self._colonne.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self._colonne.setSpacing(theme.px(14))


class OngletFormulaire(RubriqueDemande):
    """The sections on the left, with what each still lacks; one of them on the right, built when it is first seen."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._ecriture = contexte, ecriture
        self._jour = contexte.ecrivain.workspace.aujourd_hui
        self._rempli: FormulaireRempli | None = None
        self._uid = ""
        self._pages: dict[str, PageSection] = {}
        self.sections = QListWidget(self)
        self.sections.setAccessibleName("Sections du formulaire")
        self.sections.setWordWrap(True)
        self.sections.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.sections.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reserve = LigneMessage(self)
        self._pile = QStackedWidget(self)
        droite = QVBoxLayout()
        droite.addWidget(self.reserve)
        droite.addWidget(self._pile, 1)
        self._disposition = QHBoxLayout(self)
        self._disposition.addWidget(self.sections)
        self._disposition.addLayout(droite, 1)
        self.sections.currentRowChanged.connect(self._show_section)
        theme.suivre(self, self._on_theme_changed)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        formulaire = formulaire_de(situee.dispositif)
        autre = self._rempli is None or self._rempli.formulaire.cle != formulaire.cle or self._uid != situee.demande.uid
        if self._rempli is not None and self._rempli.formulaire.cle != formulaire.cle:
            self._drop_pages()
        self._uid = situee.demande.uid
        self._rempli = remplir(situee, formulaire, self._jour())
        if formulaire.reserve:
            self.reserve.set_message(Niveau.INFORMATION, formulaire.reserve)
        else:
            self.reserve.hide()
        self._show_sections(premiere=autre and self.sections.currentRow() < 0)
        self._show_section()

    @override
    def commit(self) -> bool:
        # Each of them, whatever the others say.
        refuses = [champ for champ in self._champs() if not champ.commit()]
        return not refuses

    @override
    def show_saisie(self) -> None:
        for numero, page in self._pages.items():
            for champ in page.champs.values():
                if not champ.commit():
                    self._go(numero)
                    page.focus_champ(champ.cle)
                    return

    @override
    def abandon(self) -> None:
        for champ in self._champs():
            champ.abandon()

    @override
    def focus_champ(self, champ: str) -> bool:
        cle = champ.removeprefix(PREFIXE)
        section = next((s for s in self._sections() if any(c.champ.cle == cle for c in s.champs)), None)
        if section is None:
            return False
        self._go(section.numero)
        return self._pages[section.numero].focus_champ(cle)

    def page_courante(self) -> PageSection | None:
        """The section shown."""
        page = self._pile.currentWidget()
        return page if isinstance(page, PageSection) else None

    def _champs(self) -> Iterable[ChampReponse]:
        return [champ for page in self._pages.values() for champ in page.champs.values()]

    def _sections(self) -> tuple[SectionRemplie, ...]:
        return self._rempli.sections if self._rempli else ()

    def _show_sections(self, *, premiere: bool) -> None:
        textes = [_dire_section(section) for section in self._sections()]
        row = 0 if premiere else self.sections.currentRow()
        self.sections.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        while self.sections.count() > len(textes):
            self.sections.takeItem(self.sections.count() - 1)
        for rang, texte in enumerate(textes):
            if rang < self.sections.count():
                self.sections.item(rang).setText(texte)
            else:
                self.sections.addItem(texte)
        self.sections.setCurrentRow(min(max(row, 0), len(textes) - 1))
        self._show_icones()
        self.sections.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here

    def _show_icones(self) -> None:
        for rang, section in enumerate(self._sections()):
            manque = any(c.origine is Origine.A_COMPLETER for c in section.champs)
            icone = icones.icone("avertissement", "attention", 16) if manque else icones.icone("succes", "succes", 16)
            self.sections.item(rang).setIcon(icone)

    def _show_section(self) -> None:
        row, sections = self.sections.currentRow(), self._sections()
        if not 0 <= row < len(sections):
            return
        section = sections[row]
        page = self._pages.get(section.numero)
        if page is None:
            page = PageSection(self._contexte, self._pile)
            page.repondu.connect(self._on_repondu)
            page.objet_demande.connect(self.objet_demande)
            page.suite_demandee.connect(self._on_suite_demandee)
            self._pages[section.numero] = page
            self._pile.addWidget(page)
        page.show_section(section, derniere=row == len(sections) - 1)
        self._pile.setCurrentWidget(page)

    def _go(self, numero: str) -> None:
        row = next((r for r, s in enumerate(self._sections()) if s.numero == numero), -1)
        if row >= 0:
            self.sections.setCurrentRow(row)
            self._show_section()

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self._pile.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.sections.clear()

    def _on_repondu(self, cle: str, texte: str, libelle: str) -> None:
        refus = self._ecriture.set_reponse(cle, texte, libelle)
        champ = next((c for c in self._champs() if c.cle == cle), None)
        if champ is not None:
            champ.show_refus(f"Pas encore enregistré. {refus}" if refus else "")

    def _on_suite_demandee(self) -> None:
        self.sections.setCurrentRow(self.sections.currentRow() + 1)
        page = self.page_courante()
        if page is not None and page.champs:
            page.focus_champ(next(iter(page.champs)))

    def _on_theme_changed(self) -> None:
        self.sections.setFixedWidth(theme.px(190))
        self.sections.setFont(theme.police(0.95))
        self.sections.setSpacing(theme.px(3))
        self._show_icones()
        self._disposition.setContentsMargins(0, theme.px(8), 0, 0)
        self._disposition.setSpacing(theme.px(8))


def titre_section(section: SectionRemplie) -> str:
    """« 2.a – Description du projet »."""
    return f"{section.numero} – {section.intitule}" if section.numero not in {"", "0"} else section.intitule


def _dire_section(section: SectionRemplie) -> str:
    manquants = sum(c.origine is Origine.A_COMPLETER for c in section.champs)
    return f"{titre_section(section)}\n{f'{manquants} à compléter' if manquants else 'Complète'}"
