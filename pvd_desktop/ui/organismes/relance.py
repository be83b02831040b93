"""« Relancer »: the words are proposed, read again and corrected, then written in a file; nothing is ever sent."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.domain.engagements import referent
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.relance import SujetRelance, rediger
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

LARGEUR: Final = 680
_PHRASE: Final = (
    "Rien n’est envoyé\u00a0: la lettre, ou le brouillon de courriel, s’enregistre où vous voulez, et c’est vous qui "
    "l’envoyez."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relance:
    """What was decided."""

    organisme: Uid
    contact: Contact | None
    objet: str
    texte: str
    courriel: bool
    """A message rather than a letter."""
    noter: bool
    """It is written in the journal of the exchanges too."""


class DialogueRelance(QDialog):
    """Never blocks: :meth:`open` it, and ``validee`` says what is to be written.

    Signals:
        validee(Relance): write it.
    """

    validee = Signal(object)

    def __init__(
        self,
        projet: Projet,
        organisme: Organisme,
        sujets: tuple[SujetRelance, ...],
        *,
        editable: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Relancer {organisme.nom}")
        self._projet, self._organisme, self._sujets = projet, organisme, sujets
        self.sujet = ChoixCombo([(str(rang), s.libelle) for rang, s in enumerate(sujets)], facultatif=False)
        self.sujet.set_valeur("0")
        contacts = [(str(c.uid), self._name(c)) for c in organisme.contacts]
        self.contact = ChoixCombo(contacts, libelle_vide="Personne en particulier")
        appele = referent(organisme)
        self.contact.set_valeur(appele.uid if appele else None)
        self.objet = TexteEdit()
        self.texte = TexteLong(14)
        self.noter = CaseCocher("Noter cette relance dans les échanges du partenaire")
        self.noter.setChecked(editable)
        self.noter.setEnabled(editable)
        self.formulaire = Formulaire(
            [
                Champ("sujet", self.sujet, "Sujet"),
                Champ("contact", self.contact, "Destinataire"),
                Champ("objet", self.objet, "Objet"),
                Champ("texte", self.texte, "Texte", large=True),
                Champ("noter", self.noter, "Journal"),
            ],
            self,
        )
        self._phrase = QLabel(_PHRASE, self)
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.boutons = QDialogButtonBox(self)
        self.courriel = self.boutons.addButton("Courriel (.eml)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.lettre = self.boutons.addButton("Lettre (Word)…", QDialogButtonBox.ButtonRole.ActionRole)
        theme.set_role(self.courriel, "primaire")
        self.boutons.addButton("Fermer", QDialogButtonBox.ButtonRole.RejectRole)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        disposition.setSpacing(theme.px(12))
        disposition.addWidget(self._phrase)
        disposition.addWidget(self.formulaire, 1)
        disposition.addWidget(self.boutons)
        self.setMinimumWidth(theme.px(LARGEUR))
        self.sujet.valeur_validee.connect(self._on_sujet_changed)
        self.contact.valeur_validee.connect(self._on_contact_changed)
        self.courriel.clicked.connect(lambda: self.accept_typed(courriel=True))
        self.lettre.clicked.connect(lambda: self.accept_typed(courriel=False))
        self.boutons.rejected.connect(self.reject)
        self._propose()
        self.sujet.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_typed(self, *, courriel: bool) -> None:
        """Close on what is written; a message without a subject is nobody's."""
        if not self.formulaire.commit():
            return
        if not self.objet.valeur():
            self.formulaire.set_erreur("objet", "Donnez un objet\u00a0: c’est ce que le destinataire lit d’abord.")
            self.objet.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        relance = Relance(
            organisme=self._organisme.uid,
            contact=self._contact(),
            objet=self.objet.valeur(),
            texte=self.texte.valeur(),
            courriel=courriel,
            noter=self.noter.isChecked(),
        )
        self.accept()
        self.validee.emit(relance)

    def _sujet(self) -> SujetRelance:
        return self._sujets[int(self.sujet.valeur() or 0)]

    def _contact(self) -> Contact | None:
        uid = self.contact.valeur()
        return next((c for c in self._organisme.contacts if c.uid == uid), None)

    def _propose(self) -> None:
        sujet = self._sujet()
        self.objet.set_valeur(sujet.objet)
        self.objet.setCursorPosition(0)
        self._propose_texte()

    def _propose_texte(self) -> None:
        self.texte.set_valeur(rediger(self._projet, self._sujet(), self._contact()))

    def _on_sujet_changed(self) -> None:
        self._propose()

    def _on_contact_changed(self) -> None:
        # The greeting follows the person, unless the words were corrected.
        self.texte.commit()
        dits = {rediger(self._projet, self._sujet(), c) for c in (None, *self._organisme.contacts)}
        if self.texte.valeur() in dits:
            self._propose_texte()

    @staticmethod
    def _name(contact: Contact) -> str:
        return " · ".join(filter(None, (contact.nom_complet, contact.fonction, contact.courriel)))
