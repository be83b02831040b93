"""Page « Partenaires »: the organismes on the left, the chosen one in tabs on the right."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.organisme import NatureEchange
from models.domain.regles import Objet
from models.domain.relance import sujets_de_relance
from models.domain.roles import LecteurRoles
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.store.changes import Changeset
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.organisme_dialog import OrganismeDialog
from pvd_desktop.ui.organismes.actes import ActesOrganismes
from pvd_desktop.ui.organismes.editeur import EditeurOrganisme
from pvd_desktop.ui.organismes.fichiers import cartes_de, fichier_de
from pvd_desktop.ui.organismes.lignes import LigneOrganisme, lignes_de
from pvd_desktop.ui.organismes.liste import ListeOrganismes
from pvd_desktop.ui.organismes.relance import DialogueRelance, Relance
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

DOCUMENT: Final = "contacts"
_IMPORTATION: Final = "importation"
"""The page that brings a table in, or an address book."""
_PARTS: Final = (46, 54)
"""Shares of the width of the list and of the organisme."""


class OrganismesPage(PageProjet):
    """Rows are read again at each change: a name, a line of money or a meeting may have moved anywhere."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._editable = not workspace.raison_lecture_seule
        self._actes = ActesOrganismes(Ecrivain(workspace, self))
        self._lecteur = LecteurRoles()
        self._lignes: dict[Uid, LigneOrganisme] = {}
        self._choisi: Uid | None = None
        self._dialogue: OrganismeDialog | None = None
        self._relance: DialogueRelance | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)

    @property
    def ligne(self) -> LigneOrganisme | None:
        """The organisme shown."""
        return None if self._choisi is None else self._lignes.get(self._choisi)

    @override
    def resume(self) -> str:
        self.catch_up()
        return self.liste.phrase() if self._lignes else "Aucun partenaire"

    @override
    def commit(self) -> bool:
        return self.editeur.commit()

    @override
    def show_saisie(self) -> None:
        self.editeur.show_saisie()

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        if not self._lignes:
            return (self.vide,)
        return (self.liste.barre, self.liste.vue, self.editeur.onglets.tabBar(), self.editeur.onglets.currentWidget())

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        if objet.type == "contact":
            for ligne in self._lignes.values():
                if any(c.uid == objet.uid for c in ligne.organisme.contacts):
                    self.liste.select(ligne.organisme.uid)
                    self.editeur.show_champ("contacts")
                    return self.editeur.contacts.liste.select(objet.uid, champ)
            return False
        if objet.type != "organisme" or not self.liste.select(objet.uid):
            return False
        self.editeur.show_champ(champ)
        return True

    def relance(self) -> DialogueRelance | None:
        """The dialog of the relance opened last."""
        return self._relance

    def ask_relance(self) -> None:
        """Propose the words of a letter or of a message to the organisme shown."""
        if not self.commit() or (ligne := self.ligne) is None:
            return
        projet = self._workspace.projet
        sujets = sujets_de_relance(projet, ligne.organisme, self._workspace.aujourd_hui())
        self._relance = DialogueRelance(projet, ligne.organisme, sujets, editable=self._editable, parent=self)
        self._relance.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._relance.validee.connect(self._on_relance)
        self._relance.open()

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog opened last."""
        return self._dialogue

    def _create_fields(self) -> None:
        self._plein = QSplitter(self)
        self._plein.setChildrenCollapsible(False)
        self.liste = ListeOrganismes(editable=self._editable, parent=self._plein)
        aujourd_hui = self._workspace.aujourd_hui
        self.editeur = EditeurOrganisme(self._actes, aujourd_hui, editable=self._editable, parent=self._plein)
        self.vide = EtatVide(
            "partenaires",
            "Pas encore de partenaires",
            "Ceux qui portent, paient ou accompagnent les actions, avec les personnes à joindre, leurs engagements "
            "dans la convention et vos échanges.",
            "Ajouter un partenaire…" if self._editable else "",
            self,
            libelle_autre="Importer un carnet d’adresses…" if self._editable else "",
        )
        self.toast = Toast(self)
        if self._editable:
            self.liste.menu_carnet.addAction("Importer des contacts…", lambda: self.page_demandee.emit(_IMPORTATION))
            self.liste.menu_carnet.addSeparator()
        self.liste.menu_carnet.addAction("Exporter en vCard (.vcf)…", self._export_cartes)
        for extension in (".csv", ".xlsx", ".pdf"):
            action = self.liste.menu_carnet.addAction(f"Exporter en {FORMATS_PROPOSES[extension]} ({extension})…")
            action.triggered.connect(partial(self._on_export, extension))

    def _lay_out(self) -> None:
        self._plein.addWidget(self.liste)
        self._plein.addWidget(self.editeur)
        for rang, part in enumerate(_PARTS):
            self._plein.setStretchFactor(rang, part)
        self._plein.setSizes([10 * part for part in _PARTS])
        self._pile = QStackedLayout()
        self._pile.addWidget(self._plein)
        self._pile.addWidget(self.vide)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addLayout(self._pile)

    def _connect(self) -> None:
        self.liste.choisi.connect(self._on_choisi)
        self.liste.ajout_demande.connect(self.ask_to_add)
        self.liste.suppression_demandee.connect(self._on_suppression)
        self.liste.resume_changed.connect(lambda: self.resume_changed.emit(self.resume()))
        self.liste.vue.ouverture_demandee.connect(lambda: self.editeur.show_champ("nom"))
        self.liste.vue.doubleClicked.connect(lambda: self.editeur.show_champ("nom"))
        self.editeur.objet_demande.connect(self.objet_demande)
        self.editeur.relance_demandee.connect(self.ask_relance)
        self.vide.action_triggered.connect(self.ask_to_add)
        self.vide.autre_triggered.connect(lambda: self.page_demandee.emit(_IMPORTATION))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        lignes = lignes_de(self._workspace.projet, self._workspace.aujourd_hui(), self._lecteur)
        self._lignes = {ligne.organisme.uid: ligne for ligne in lignes}
        self._pile.setCurrentWidget(self._plein if lignes else self.vide)
        self.liste.show_lignes(lignes, self._choisi)
        self._show_courante()
        self.resume_changed.emit(self.resume())

    def _show_courante(self) -> None:
        ligne = self.liste.courante()
        self._choisi = ligne.organisme.uid if ligne else None
        self.editeur.setVisible(ligne is not None)
        if ligne is not None:
            self.editeur.show_ligne(ligne)

    def _on_choisi(self, uid: str) -> None:
        if uid == self._choisi:
            return
        if self._choisi is not None and self._choisi in self._lignes and not self.editeur.commit():
            # What is typed is not lost by a click elsewhere.
            self.liste.select(self._choisi)
            self.editeur.show_saisie()
            return
        self._show_courante()

    def ask_to_add(self) -> None:
        """Ask for its name and its kind, then show it."""
        if not self._editable or not self.commit():
            return
        self._dialogue = OrganismeDialog(self)
        self._dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialogue.valide.connect(self._on_nouveau)
        self._dialogue.open()

    def _on_nouveau(self, nom: str, type_: TypeOrganisme) -> None:
        if (uid := self._actes.add(nom, type_)) is not None:
            self.catch_up()
            self.liste.select(uid)
            self.editeur.show_champ("siren")

    def _on_suppression(self) -> None:
        choisies = self.liste.choisies()
        if not choisies or not self._editable:
            return
        self.editeur.abandon()
        self._actes.remove([ligne.organisme for ligne in choisies])
        if self._actes.ecrivain.a_ecrit:
            dit = (
                f"Partenaire mis à la corbeille\u00a0: {choisies[0].nom}"
                if len(choisies) == 1
                else f"{len(choisies)} partenaires mis à la corbeille"
            )
            cites = sum(len(ligne.roles) for ligne in choisies)
            if cites:
                # An amount stays where it is, without the name of who gives it.
                dit += f". Cité {cites} fois\u00a0: son nom y manquera, le reste y est gardé"
            self.toast.show_message(dit, "Annuler", self._annulation.offer())

    def _on_relance(self, relance: Relance) -> None:
        fichier = fichier_de(relance, self._workspace.projet, self._workspace.aujourd_hui())
        if relance.noter:
            fichier = replace(fichier, ecrit=partial(self._note, relance))
        self.export_demande.emit(fichier)

    def _note(self, relance: Relance) -> None:
        self._actes.add_echange(
            relance.organisme,
            jour=self._workspace.aujourd_hui(),
            nature=NatureEchange.RELANCE,
            contact=relance.contact.uid if relance.contact else None,
            objet=relance.objet,
            texte=relance.texte,
        )

    def _on_export(self, extension: str, _coche: bool = False) -> None:
        if self.commit():
            self.export_demande.emit(Sortie(DOCUMENT, extension=extension))

    def _export_cartes(self) -> None:
        if self.commit():
            self.export_demande.emit(cartes_de(self._workspace.projet, self._workspace.path.stem))
