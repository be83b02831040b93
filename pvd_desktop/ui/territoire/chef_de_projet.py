"""Tab « Chef de projet »: who holds the pen, and for what share of a full-time post."""

from typing import Final

from PySide6.QtWidgets import QWidget

from models.domain.projet import Projet
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.champs import ChampsTerritoire
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.taux_edit import TauxEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR: Final = 720


class OngletChefDeProjet(Onglet):
    """Follows the project."""

    def __init__(self, actes: ActesTerritoire, *, editable: bool, parent: QWidget | None = None) -> None:
        champs = [
            Champ("chef_de_projet_nom", TexteEdit(), "Prénom et nom"),
            Champ("chef_de_projet_employeur", TexteEdit(), "Employeur", "La commune ou l’intercommunalité"),
            Champ(
                "chef_de_projet_quotite",
                TauxEdit(),
                "Part du temps plein",
                "Consacrée au programme\u00a0; 100\u00a0% pour un temps plein",
            ),
            Champ("chef_de_projet_courriel", TexteEdit(), "Courriel"),
            Champ("chef_de_projet_telephone", TexteEdit(), "Téléphone"),
        ]
        super().__init__("Chef de projet", champs, actes.write, largeur_max=LARGEUR, parent=parent)
        self.set_lecture_seule(not editable)

    def show_projet(self, projet: Projet) -> None:
        """Show who it is."""
        self.lie.show(ChampsTerritoire.of(projet.territoire))
