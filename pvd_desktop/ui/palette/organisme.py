"""An organisme on its own: who it is, whom one calls there, and the actions it has a part in."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models import commands
from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction
from models.domain.identifiants import parse_siren
from models.domain.organisme import check_nom
from models.domain.programmation import RegimeFctva
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.palette.contacts import build_contacts
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.workspace import Workspace

LARGEUR: Final = 720
"""Pixels at 100 %."""


class PanneauOrganisme(QDialog):
    """Stays beside the work and follows the project; closes when the organisme is no longer there."""

    objet_demande = Signal(object, str)
    """An action to open, and its field."""

    def __init__(self, workspace: Workspace, uid: Uid, parent: QWidget) -> None:
        super().__init__(parent)
        self._ecrivain = Ecrivain(workspace, self)
        self._uid = uid
        self._roles: list[tuple[FicheAction, str]] = []
        self._create_fields()
        self._lay_out()
        workspace.changed.connect(self._on_workspace_changed)
        workspace.about_to_read.connect(self.formulaire.commit)
        self._on_workspace_changed()
        theme.suivre(self, self._on_theme_changed)

    def liens(self) -> list[QPushButton]:
        """One for each action it has a part in."""
        return [b for b in self._liste.findChildren(QPushButton) if b.property("role") == "lien"]

    @override
    def done(self, arg__1: int, /) -> None:
        """Keep what is typed before closing."""
        if self.formulaire.commit():
            super().done(arg__1)

    def _create_fields(self) -> None:
        self.contacts = build_contacts(self._ecrivain, self._uid)
        self.formulaire = Onglet(
            "Organisme",
            [
                Champ("nom", TexteEdit(controle=check_nom), "Nom", requis=True),
                Champ("sigle", TexteEdit(), "Sigle"),
                Champ("type", ChoixCombo(TypeOrganisme, facultatif=False), "Type"),
                Champ("siren", SaisieLue("", parse_siren, str, largeur=150, indication="Neuf chiffres"), "SIREN"),
                Champ("adresse", TexteEdit(), "Adresse"),
                Champ("courriel", TexteEdit(), "Courriel"),
                Champ("telephone", TexteEdit(), "Téléphone"),
                Champ(
                    "regime_fctva",
                    ChoixCombo(RegimeFctva, libelle_vide="Selon le type de l’organisme"),
                    "FCTVA",
                    "Quand il revient. Sans choix\u00a0: l’année même pour une intercommunalité, deux ans après sinon",
                    "article L.\u00a01615-6 du CGCT",
                ),
                Champ("notes", TexteEdit(), "Notes"),
                Champ("contacts", self.contacts, "Contacts", large=True),
            ],
            self._write,
            parent=self,
        )
        self.formulaire.set_lecture_seule(bool(self._ecrivain.workspace.raison_lecture_seule))
        self._titre = QLabel("Ses actions", self.formulaire)
        self._liste = QWidget(self.formulaire)
        self._lignes = QVBoxLayout(self._liste)
        self._fermer = QPushButton("Fermer", self)
        self._fermer.setAutoDefault(False)
        self._fermer.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        # One scroll for all: an organisme may have a part in every action.
        self.formulaire.corps.addWidget(self._titre)
        self.formulaire.corps.addWidget(self._liste)
        self.formulaire.corps.addStretch(1)
        pied = QHBoxLayout()
        pied.addStretch(1)
        pied.addWidget(self._fermer)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.formulaire, 1)
        self._disposition.addLayout(pied)

    def _write(self, nom: str, valeur: object) -> AppError | None:
        organisme = self._ecrivain.projet.organisme(self._uid)
        if organisme is None:
            return None
        libelle = f"Modifier l’organisme «\u00a0{organisme.nom}\u00a0»"
        self._ecrivain.run(libelle, commands.organismes.update_organisme, self._uid, **{nom: valeur})
        return self._ecrivain.refus

    def _on_workspace_changed(self) -> None:
        organisme = self._ecrivain.projet.organisme(self._uid)
        if organisme is None:
            super().done(QDialog.DialogCode.Rejected)
            return
        self.setWindowTitle(f"{organisme.nom or 'Organisme sans nom'} — PVD Desktop")
        self.formulaire.lie.show(organisme)
        roles = list(list_roles(self._ecrivain.projet, self._uid))
        if roles != self._roles:
            self._roles = roles
            self._show_roles()

    def _show_roles(self) -> None:
        while (element := self._lignes.takeAt(0)) is not None:
            if (ancien := element.widget()) is not None:
                ancien.hide()
                ancien.deleteLater()
        for fiche, role in self._roles:
            texte = f"{fiche.titre} — {role}"
            court = theme.metriques().elidedText(texte, Qt.TextElideMode.ElideRight, theme.px(LARGEUR - 90))
            lien = QPushButton(court.replace("&", "&&"), self._liste)
            lien.setAccessibleName(texte)
            lien.setToolTip(texte)
            lien.setProperty("role", "lien")
            lien.setAutoDefault(False)
            lien.clicked.connect(partial(self._on_lien_clicked, fiche))
            self._lignes.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._roles:
            self._lignes.addWidget(QLabel("Aucune action ne le cite pour l’instant.", self._liste))

    def _on_lien_clicked(self, fiche: FicheAction, _coche: bool = False) -> None:
        self.objet_demande.emit(Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid), "")

    def _on_theme_changed(self) -> None:
        marge = theme.px(12)
        self._disposition.setContentsMargins(0, 0, marge, marge)
        self._titre.setFont(theme.police(1.1, gras=True))
        self._lignes.setContentsMargins(0, 0, 0, 0)
        self._lignes.setSpacing(theme.px(2))
        self._show_roles()
        haut = min(theme.px(640), self.screen().availableSize().height() - theme.px(60))
        self.resize(theme.px(LARGEUR), haut)


def list_roles(projet: Projet, uid: Uid) -> Iterator[tuple[FicheAction, str]]:
    """Each action that names the organisme, and as what."""
    for fiche in projet.fiches:
        roles: list[str] = []
        for operation in fiche.operations:
            if operation.maitre_ouvrage == uid:
                roles.append("maître d’ouvrage")
            if operation.maitre_ouvrage_delegue == uid:
                roles.append("maître d’ouvrage délégué")
            if any(ligne.financeur == uid for ligne in operation.financements):
                roles.append("financeur")
        roles += [p.role.libelle.lower() for p in fiche.partenaires if p.organisme == uid]
        if roles:
            yield fiche, ", ".join(dict.fromkeys(roles))
