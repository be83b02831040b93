"""Search and filters of the list of partners."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.organismes.filtres import Filtres, Manque
from pvd_desktop.ui.widgets.recherche_filtres import BarreRecherche


class BarreOrganismes(BarreRecherche[Filtres]):
    """By what is lacking, by type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            Filtres(),
            lambda filtres: ((badge.libelle, badge.sans) for badge in filtres.badges()),
            recherche=(
                "Rechercher un partenaire, une personne",
                "Cherche dans le nom, le sigle, le SIREN et les contacts (Ctrl+F)",
            ),
            filtrer=("Filtrer les partenaires", "Filtrer les partenaires par type, ou par ce qui leur manque"),
            parent=parent,
        )
        self.recherche.add_raccourci()
        menu = self.menu()
        for manque in Manque:
            self.add_case(
                menu,
                manque.libelle,
                lambda f, m=manque: m in f.manques,
                lambda f, m=manque: replace(f, manques=f.manques ^ {m}),
            )
        menu.addSeparator()
        types = menu.addMenu("Type")
        for type_ in TypeOrganisme:
            self.add_case(
                types,
                type_.libelle,
                lambda f, t=type_: t in f.types,
                lambda f, t=type_: replace(f, types=f.types ^ {t}),
            )
        self.add_effacer()
