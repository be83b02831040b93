"""The right side of the page: one organisme, in tabs."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from models.domain.errors import AppError
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.organismes.actes import ActesOrganismes
from pvd_desktop.ui.organismes.contacts import OngletContacts
from pvd_desktop.ui.organismes.echanges import OngletEchanges
from pvd_desktop.ui.organismes.engagement import OngletEngagement
from pvd_desktop.ui.organismes.identite import OngletIdentite
from pvd_desktop.ui.organismes.lignes import LigneOrganisme
from pvd_desktop.ui.organismes.roles import OngletRoles

_PLACES: Final = {
    "contacts": 1,
    "roles": 2,
    "engagement": 3,
    "engagement_source": 3,
    "engagement_recu_le": 3,
    "echanges": 4,
}
"""Tab of a field that is not in the first."""


class EditeurOrganisme(QWidget):
    """Follows the project; what is typed in a tab is written when one leaves the field.

    Signals:
        objet_demande(Objet, str): open it, on this field.
        relance_demandee(): prepare a letter or a message to this organisme.
    """

    objet_demande = Signal(object, str)
    relance_demandee = Signal()

    def __init__(
        self, actes: ActesOrganismes, aujourd_hui: Callable[[], date], *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actes = actes
        self._uid: Uid | None = None
        self.titre = QLabel(self)
        self.titre.setTextFormat(Qt.TextFormat.PlainText)
        self.titre.setWordWrap(True)
        self.relancer = QPushButton("&Relancer…", self)
        self.relancer.setToolTip("Préparer une lettre ou un courriel, que vous enverrez vous-même")
        icones.poser(self.relancer, "courriel", "texte", 16)
        self.relancer.clicked.connect(self.relance_demandee)
        self.onglets = QTabWidget(self)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName("Onglets du partenaire")
        self.identite = OngletIdentite(self._write, self.onglets)
        self.contacts = OngletContacts(actes, self.uid, self.onglets)
        self.roles = OngletRoles(self.onglets)
        self.engagement = OngletEngagement(self._write, aujourd_hui, editable=editable, parent=self.onglets)
        self.echanges = OngletEchanges(actes, self.uid, aujourd_hui, self.onglets)
        for onglet in (self.identite, self.contacts, self.echanges):
            onglet.set_lecture_seule(not editable)
        self.onglets.addTab(self.identite, "&Identité")
        self.onglets.addTab(self.contacts, "&Contacts")
        self.onglets.addTab(self.roles, "Rô&les")
        self.onglets.addTab(self.engagement, "En&gagement")
        self.onglets.addTab(self.echanges, "Éc&hanges")
        self.roles.objet_demande.connect(self.objet_demande)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self.titre, 1)
        self._tete.addWidget(self.relancer, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne = QVBoxLayout(self)
        self._colonne.addLayout(self._tete)
        self._colonne.addWidget(self.onglets, 1)
        theme.suivre(self, self._on_theme_changed)

    def uid(self) -> Uid | None:
        """The organisme shown."""
        return self._uid

    def show_ligne(self, ligne: LigneOrganisme) -> None:
        """Show another organisme, or another version of it."""
        organisme = ligne.organisme
        if organisme.uid != self._uid:
            self.abandon()
        self._uid = organisme.uid
        self.titre.setText(ligne.nom)
        self.identite.lie.show(organisme)
        self.contacts.lie.show(organisme)
        self.roles.show_roles(ligne.roles)
        self.engagement.show_organisme(organisme)
        self.echanges.show_organisme(organisme)
        for rang, nom, nombre in (
            (1, "&Contacts", len(organisme.contacts)),
            (2, "Rô&les", len(ligne.roles)),
            (4, "Éc&hanges", len(organisme.echanges)),
        ):
            self.onglets.setTabText(rang, f"{nom} ({nombre})" if nombre else nom)

    def show_champ(self, champ: str) -> None:
        """Put the focus in a field; on the first one of the tab when it has no name."""
        rang = _PLACES.get(champ, 0)
        self.onglets.setCurrentIndex(rang)
        if rang == 2:
            self.roles.vue.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        onglet = (self.identite, self.contacts, None, self.engagement, self.echanges)[rang]
        if onglet is not None and not onglet.focus_champ(champ):
            self.onglets.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Write what is pending in every tab."""
        # Each of them, whatever the others say.
        refuses = [onglet for onglet in self._formulaires() if not onglet.commit()]
        return not refuses

    def abandon(self) -> None:
        """Give up what could not be read: what it was typed for is no longer shown."""
        for onglet in self._formulaires():
            onglet.abandon()
        self.contacts.liste.abandon()
        self.echanges.liste.abandon()

    def show_saisie(self) -> None:
        """Go back to what is not in the project."""
        for onglet in self._formulaires():
            if not onglet.commit():
                self.onglets.setCurrentWidget(onglet)
                onglet.formulaire.focus_erreur()
                return

    def _formulaires(self) -> tuple[OngletIdentite, OngletContacts, OngletEngagement, OngletEchanges]:
        return (self.identite, self.contacts, self.engagement, self.echanges)

    def _write(self, nom: str, valeur: object) -> AppError | None:
        return self._actes.write(self._uid, nom, valeur)

    def _on_theme_changed(self) -> None:
        self.titre.setFont(theme.police(1.2, gras=True))
        self._tete.setContentsMargins(theme.px(16), 0, 0, 0)
        self._colonne.setContentsMargins(0, theme.px(12), theme.px(12), 0)
        self._colonne.setSpacing(theme.px(8))
