"""What an operation commits and pays, wherever it is shown: of a demande that asks for its aid, or of its fiche."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.domain.formats import format_date
from models.domain.paiements.depenses import EtatDepenses, etat_depenses
from models.domain.paiements.premier_acte import ActeSuggere, acte_oublie
from models.domain.plan_financement import Operation
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.paiement.depenses import VueDepenses
from pvd_desktop.ui.paiement.ecriture import EcriturePaiement
from pvd_desktop.ui.paiement.importation import ImportMandats
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression

VITE_LUES: Final = 4_000
"""Factures that are added up at once; more of them are added up beside the window."""
_REPOS_MS: Final = 150


class PanneauOperation(QWidget):
    """Scrolls: room for what its owner puts above, the first act, the marchés, the factures.

    Signals:
        etat_lu(): the état that was being added up is there: show the operation again.
        acte_fait(str): what an act did.
        avertissement(str, str): what happened and what to do.
    """

    etat_lu = Signal()
    acte_fait = Signal(str)
    avertissement = Signal(str, str)

    def __init__(self, nom: str, ecrivain: Ecrivain, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = ecrivain.workspace
        self._etat: EtatDepenses | None = None
        self._lue: Operation | None = None
        self._acte_dit: ActeSuggere | None = None
        self.ecriture = EcriturePaiement(ecrivain)
        self._create_fields(nom, settings)
        self._lay_out()
        self._connect()
        self.set_lecture_seule(bool(self._workspace.raison_lecture_seule))
        theme.suivre(self, self._on_theme_changed)

    def set_vide(self, vide: EtatVide) -> None:
        """What is seen while there is no operation."""
        self._vide = vide
        vide.setParent(self)
        self._disposition.addWidget(vide, 1)

    def show_operation(self, operation: Operation | None) -> EtatDepenses | None:
        """Show it and give its état; ``None`` while thousands of mandats are added up, or without an operation."""
        self.ecriture.operation = operation
        etat = None if operation is None else self._read_etat(operation)
        if self._vide is not None:
            self._vide.setVisible(operation is None)
        self.defilement.setVisible(etat is not None)
        self.attente.setVisible(operation is not None and etat is None)
        if operation is not None and etat is not None:
            self.depenses.show_etat(etat)
            self._show_acte(acte_oublie(operation, etat.jour))
        return etat

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Hide what changes the tables."""
        self.depenses.set_lecture_seule(lecture_seule)

    def listes(self) -> tuple[ListeEditable, ...]:
        """The tables, as they follow one another."""
        return (self.depenses.marches, self.depenses.factures)

    def commit(self) -> bool:
        """Write the cells being edited."""
        return self.depenses.commit()

    def forget(self) -> None:
        """Another operation is shown: what was read or told was of the one before."""
        self.importation.forget()
        self._acte_dit = None

    def show_cell(self, champ: str) -> bool:
        """Bring a facture or a marché in sight (« facture:uid »), or one of the tables; ``False`` when it is not."""
        genre, _, uid = champ.partition(":")
        if genre == "facture" and uid:
            return self.depenses.show_facture(uid)
        if genre == "marche" and uid:
            return self.depenses.marches.select(uid)
        cible = {"marches": self.depenses.marches, "factures": self.depenses.factures}.get(champ)
        return cible is not None and self.show_list(cible)

    def show_list(self, liste: ListeEditable) -> bool:
        """Put the focus in a table; ``False`` while nothing is shown."""
        if self.defilement.isHidden():
            return False
        liste.setFocus(Qt.FocusReason.OtherFocusReason)
        self.defilement.ensureWidgetVisible(liste, theme.px(20), theme.px(60))
        return True

    def _create_fields(self, nom: str, settings: Settings) -> None:
        jour = self._workspace.aujourd_hui
        self._vide: EtatVide | None = None
        self.defilement = QScrollArea(self)
        self.defilement.setWidgetResizable(True)
        self.defilement.setFrameShape(QFrame.Shape.NoFrame)
        self.defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.defilement.setAccessibleName(nom)
        self.contenu = QWidget(self.defilement)
        self.acte = Bandeau(self.contenu)
        self.bandeau = Bandeau(self.contenu)
        self.progression = BarreProgression(parent=self.contenu)
        self.depenses = VueDepenses(self.ecriture, jour, self.contenu)
        self.importation = ImportMandats(self.ecriture, settings, self.bandeau, self.progression, self)
        self.attente = QLabel("Addition des mandats de l’opération…", self)
        self.attente.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.attente.setProperty("role", "discret")

    def _lay_out(self) -> None:
        self._corps = QVBoxLayout(self.contenu)
        self.tete = QVBoxLayout()
        """Room for what the owner shows of the operation."""
        self._corps.addWidget(self.acte)
        self._corps.addLayout(self.tete)
        self._corps.addWidget(self.depenses)
        for widget in (self.bandeau, self.progression):
            self.depenses.messages.addWidget(widget)
        self._corps.addStretch(1)
        self.defilement.setWidget(self.contenu)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addWidget(self.defilement, 1)
        self._disposition.addWidget(self.attente, 1)

    def _connect(self) -> None:
        self.depenses.import_demande.connect(self._on_import_demande)
        self.depenses.titres_colles.connect(self.importation.read_text)
        self.depenses.refuse.connect(self.avertissement)
        self.depenses.acte_fait.connect(self.acte_fait)
        self.importation.acte_fait.connect(self.acte_fait)
        self.importation.dit.connect(self._on_importation_dit)

    def _read_etat(self, operation: Operation) -> EtatDepenses | None:
        """Added up again only when it changed; ``None`` while thousands of mandats are."""
        jour, etat = self._workspace.aujourd_hui(), self._etat
        if etat is not None and etat.operation is operation and etat.jour == jour:
            return etat
        if len(operation.factures) <= VITE_LUES:
            self._etat = etat_depenses(operation, jour)
            return self._etat
        if self._lue is not operation:
            self._lue = operation
            tache = Task(lambda _progress: etat_depenses(operation, jour), self)
            tache.set_silencieuse()
            tache.succeeded.connect(self._on_etat_lu)
            tache.finished.connect(tache.deleteLater)
            # Once the page has shown the rest.
            tache.start(_REPOS_MS)
        return None

    def _on_etat_lu(self, etat: EtatDepenses) -> None:
        if self._lue is etat.operation:
            self._lue, self._etat = None, etat
            self.etat_lu.emit()

    def _show_acte(self, oublie: ActeSuggere | None) -> None:
        dit, self._acte_dit = self._acte_dit, oublie
        if oublie is None or self._workspace.raison_lecture_seule:
            self.acte.close_message()
            return
        jour = format_date(oublie.jour)
        titre = f"Premier acte à vérifier\u00a0: {oublie.nom}, signé le {jour}."
        texte = "L’opération n’en dit rien, ou dit un jour plus tard (R.\u00a02334-24 du CGCT)."
        # Closed, it does not come back at each act.
        if dit != oublie:
            self.acte.show_message(
                Niveau.ATTENTION, titre, texte, (("Reprendre cette date", partial(self._take_acte, oublie)),)
            )

    def _take_acte(self, acte: ActeSuggere) -> None:
        if self.ecriture.take_acte(acte):
            self.acte_fait.emit(f"Premier acte\u00a0: {acte.type.libelle}, le {format_date(acte.jour)}.")

    def _on_import_demande(self) -> None:
        if self.commit():
            self.importation.choose()

    def _on_importation_dit(self) -> None:
        # Its height is known once it is laid out.
        QTimer.singleShot(0, self, lambda: self.defilement.ensureWidgetVisible(self.bandeau))

    def _on_theme_changed(self) -> None:
        self._corps.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._corps.setSpacing(theme.px(10))
        self.tete.setSpacing(theme.px(10))
