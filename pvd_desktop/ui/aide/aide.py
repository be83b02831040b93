"""The help of the window: what « Aide » opens. Nothing here needs the network."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from pvd_desktop import __version__
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.pages import Entree

if TYPE_CHECKING:
    from pvd_desktop.ui.aide.panneau import PanneauAide


@dataclass(frozen=True, slots=True)
class Lieux:
    """Where the application writes."""

    racine: Path
    copies: Path
    reglages: Path
    journal: Path


class Aide:
    """Opens the panes of the help, one at a time, without stopping the work."""

    def __init__(self, lieux: Lieux, dialogues: Dialogues) -> None:
        self._lieux = lieux
        self._dialogues = dialogues
        self.ouvert: QDialog | None = None

    def show_raccourcis(self, parent: QWidget) -> None:
        """The keys."""
        from pvd_desktop.ui.aide.panneau import PanneauRaccourcis

        self._show(PanneauRaccourcis(parent))

    def show_donnees(self, parent: QWidget, projet: Path | None, copies: tuple[Path, datetime | None]) -> None:
        """Where the data are; ``copies``: the folder of the copies, and when the last one was made."""
        lieux = self._lieux
        panneau = _build("Où sont mes données\u00a0?", parent)
        if projet is not None:
            panneau.add_path("Votre projet, entier, dans un seul fichier", projet)
        panneau.add_text(
            "Chaque projet est un fichier .pvd, à l’endroit que vous avez choisi. Il contient tout\u00a0: fiches, "
            "financements, calendrier, historique. Chaque saisie y est écrite aussitôt. Pour le sauvegarder ou "
            "le transmettre, copiez ce fichier, ou utilisez Fichier\u00a0> Enregistrer une copie…"
        )
        panneau.add_path("Copies de sécurité, faites à la fermeture et toutes les trente minutes de travail", copies[0])
        panneau.add_text(_last_copy(projet, copies[1]), discret=True)
        panneau.add_path("Vos préférences (thème, fenêtre, projets récents)", lieux.reglages)
        panneau.add_path("Journal technique, sans aucun texte de vos fiches", lieux.journal)
        panneau.add_text(
            "Rien ne quitte cet ordinateur\u00a0: l’application n’a ni compte, ni mesure d’audience, "
            "et ne se connecte pas au réseau."
        )
        panneau.add_button("Ouvrir le dossier des copies", lambda: self._dialogues.show_file(copies[0]))
        panneau.add_button("Ouvrir le dossier des préférences", lambda: self._dialogues.show_file(lieux.racine))
        self._show(panneau)

    def show_a_propos(self, parent: QWidget) -> None:
        """What the application is."""
        panneau = _build("À propos de PVD Desktop", parent)
        panneau.add_text(f"PVD Desktop {__version__}", gras=True)
        panneau.add_text(
            "Le projet de territoire «\u00a0Petites Villes de Demain\u00a0» sur votre ordinateur\u00a0: plan d’action, "
            "fiches, plans de financement et documents."
        )
        panneau.add_text(
            "Logiciel libre sous licence publique de l’Union européenne (EUPL 1.2). "
            "Il n’est édité ni par l’État, ni par l’Agence nationale de la cohésion des territoires, "
            "et n’engage aucun financeur."
        )
        panneau.add_text("Police Source Sans Pro, licence OFL. Interface Qt, licence LGPL 3.", discret=True)
        self._show(panneau)

    def show_page(self, parent: QWidget, entree: Entree | None) -> None:
        """What the page is for and how to use it."""
        panneau = _build(entree.titre if entree else "Bien commencer", parent)
        panneau.add_markdown(entree.aide if entree else "aide_accueil")
        self._show(panneau)

    def _show(self, panneau: QDialog) -> None:
        if self.ouvert is not None:
            self.ouvert.close()
        self.ouvert = panneau
        panneau.finished.connect(self._on_panneau_finished)
        panneau.show()

    def _on_panneau_finished(self) -> None:
        if self.ouvert is not None:
            self.ouvert.deleteLater()
            self.ouvert = None


def _build(titre: str, parent: QWidget) -> "PanneauAide":
    from pvd_desktop.ui.aide.panneau import PanneauAide

    return PanneauAide(titre, parent)


def _last_copy(projet: Path | None, moment: datetime | None) -> str:
    if projet is None:
        return "Fichier\u00a0> Restaurer une copie… les montre toutes."
    if moment is None:
        return "Aucune copie de ce projet pour l’instant\u00a0: la première viendra à sa fermeture, s’il a changé."
    return f"Dernière copie de ce projet\u00a0: le {format_moment(moment)}."
