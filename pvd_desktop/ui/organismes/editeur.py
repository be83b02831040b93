"""The right side of the page: one organisme, in tabs."""

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

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
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.onglets_differes import OngletsDifferes

IDENTITE, CONTACTS, ROLES, ENGAGEMENT, ECHANGES = range(5)
_PLACES: Final = {
    "contacts": CONTACTS,
    "roles": ROLES,
    "engagement": ENGAGEMENT,
    "engagement_source": ENGAGEMENT,
    "engagement_recu_le": ENGAGEMENT,
    "echanges": ECHANGES,
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
        self.onglets = OngletsDifferes(self)
        self.onglets.tabBar().setAccessibleName("Onglets du partenaire")
        self._ligne: LigneOrganisme | None = None
        self._aujourd_hui, self._editable = aujourd_hui, editable
        fabriques: tuple[tuple[str, Callable[[QWidget], QWidget]], ...] = (
            ("&Identité", lambda parent: OngletIdentite(self._write, parent)),
            ("&Contacts", lambda parent: OngletContacts(actes, self.uid, parent)),
            ("Rô&les", OngletRoles),
            ("En&gagement", self._build_engagement),
            ("Éc&hanges", lambda parent: OngletEchanges(actes, self.uid, aujourd_hui, parent)),
        )
        for titre, fabrique in fabriques:
            self.onglets.add(titre, fabrique)
        self.onglets.construit.connect(self._on_onglet_construit)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self.titre, 1)
        self._tete.addWidget(self.relancer, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne = QVBoxLayout(self)
        self._colonne.addLayout(self._tete)
        self._colonne.addWidget(self.onglets, 1)
        theme.suivre(self, self._on_theme_changed)

    @property
    def identite(self) -> OngletIdentite:
        """Who it is; naming a tab makes it."""
        return cast("OngletIdentite", self.onglets.get(IDENTITE))

    @property
    def contacts(self) -> OngletContacts:
        """The people one calls there."""
        return cast("OngletContacts", self.onglets.get(CONTACTS))

    @property
    def roles(self) -> OngletRoles:
        """Where the project names it."""
        return cast("OngletRoles", self.onglets.get(ROLES))

    @property
    def engagement(self) -> OngletEngagement:
        """What it commits itself to."""
        return cast("OngletEngagement", self.onglets.get(ENGAGEMENT))

    @property
    def echanges(self) -> OngletEchanges:
        """What was said or sent."""
        return cast("OngletEchanges", self.onglets.get(ECHANGES))

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
        self._ligne = ligne
        for rang in self.onglets.built():
            self._show_onglet(rang)
        self.onglets.visit()
        for rang, nom, nombre in (
            (CONTACTS, "&Contacts", len(organisme.contacts)),
            (ROLES, "Rô&les", len(ligne.roles)),
            (ECHANGES, "Éc&hanges", len(organisme.echanges)),
        ):
            self.onglets.setTabText(rang, f"{nom} ({nombre})" if nombre else nom)

    def show_champ(self, champ: str) -> None:
        """Put the focus in a field; on the first one of the tab when it has no name."""
        rang = _PLACES.get(champ, IDENTITE)
        self.onglets.setCurrentIndex(rang)
        onglet = self.onglets.get(rang)
        if isinstance(onglet, OngletRoles):
            onglet.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(onglet, Onglet) and not onglet.focus_champ(champ):
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
            if isinstance(onglet, OngletContacts | OngletEchanges):
                onglet.liste.abandon()

    def show_saisie(self) -> None:
        """Go back to what is not in the project."""
        for onglet in self._formulaires():
            if not onglet.commit():
                self.onglets.setCurrentWidget(onglet)
                onglet.formulaire.focus_erreur()
                return

    def _formulaires(self) -> list[Onglet]:
        """The tabs where one types, among those made so far."""
        onglets = (self.onglets.get(rang) for rang in self.onglets.built())
        return [onglet for onglet in onglets if isinstance(onglet, Onglet)]

    def _build_engagement(self, parent: QWidget) -> QWidget:
        return OngletEngagement(self._write, self._aujourd_hui, editable=self._editable, parent=parent)

    def _on_onglet_construit(self, rang: int) -> None:
        onglet = self.onglets.get(rang)
        if isinstance(onglet, OngletRoles):
            onglet.objet_demande.connect(self.objet_demande)
        elif isinstance(onglet, Onglet) and not isinstance(onglet, OngletEngagement):
            onglet.set_lecture_seule(not self._editable)
        if self._ligne is not None:
            self._show_onglet(rang)

    def _show_onglet(self, rang: int) -> None:
        assert self._ligne is not None  # tabs are filled with an organisme
        organisme = self._ligne.organisme
        match self.onglets.get(rang):
            case OngletRoles() as roles:
                roles.show_roles(self._ligne.roles)
            case OngletEngagement() | OngletEchanges() as onglet:
                onglet.show_organisme(organisme)
            case Onglet() as onglet:
                onglet.lie.show(organisme)
            case _:
                pass

    def _write(self, nom: str, valeur: object) -> AppError | None:
        return self._actes.write(self._uid, nom, valeur)

    def _on_theme_changed(self) -> None:
        self.titre.setFont(theme.police(1.2, gras=True))
        self._tete.setContentsMargins(theme.px(16), 0, 0, 0)
        self._colonne.setContentsMargins(0, theme.px(12), theme.px(12), 0)
        self._colonne.setSpacing(theme.px(8))
