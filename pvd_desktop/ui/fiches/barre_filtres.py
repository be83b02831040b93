"""Search and filters of the plan d'action."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.fiches.filtres import Filtres, Manque, choix_priorites
from pvd_desktop.ui.widgets.recherche_filtres import BarreRecherche


class BarreFiltres(BarreRecherche[Filtres]):
    """By status, by priority, by what is lacking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            Filtres(),
            lambda filtres: ((badge.libelle, badge.sans) for badge in filtres.badges()),
            recherche=(
                "Rechercher une action",
                "Cherche dans le numéro, le nom, la description et le maître d’ouvrage (Ctrl+F)",
            ),
            filtrer=("Filtrer les actions", "Filtrer les actions par statut, priorité ou manque"),
            parent=parent,
        )
        menu = self.menu()
        statuts = menu.addMenu("Statut")
        for statut in StatutAction:
            self.add_case(
                statuts,
                statut.libelle,
                lambda f, s=statut: s in f.statuts,
                lambda f, s=statut: replace(f, statuts=f.statuts ^ {s}),
            )
        priorites = menu.addMenu("Priorité")
        for valeur, libelle in choix_priorites():
            self.add_case(
                priorites,
                libelle,
                lambda f, v=valeur: v in f.priorites,
                lambda f, v=valeur: replace(f, priorites=f.priorites ^ {v}),
            )
        menu.addSeparator()
        for manque in Manque:
            self.add_case(
                menu,
                manque.libelle,
                lambda f, m=manque: m in f.manques,
                lambda f, m=manque: replace(f, manques=f.manques ^ {m}),
            )
        self.add_effacer()
