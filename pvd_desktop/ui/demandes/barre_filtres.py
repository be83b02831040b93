"""Search and filters of the demandes."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from pvd_desktop.ui.demandes.filtres import Filtres, Genre, badges, choix
from pvd_desktop.ui.demandes.lignes import LigneListe
from pvd_desktop.ui.widgets.recherche_filtres import BarreRecherche


class BarreFiltres(BarreRecherche[Filtres]):
    """By the values there are: dispositif, year, step, maître d'ouvrage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lignes: Sequence[LigneListe] = ()
        super().__init__(
            Filtres(),
            self._list_badges,
            recherche=(
                "Rechercher une demande",
                "Cherche dans le titre, le dispositif, les actions, le demandeur et le n° de dossier (Ctrl+F)",
            ),
            filtrer=("Filtrer les demandes", "Filtrer par dispositif, année, étape ou maître d’ouvrage"),
            parent=parent,
        )
        self.recherche.add_raccourci()
        self.menu().aboutToShow.connect(self.fill_menu)

    def show_lignes(self, lignes: Sequence[LigneListe]) -> None:
        """Filter among these; a value that none has any more is no filter."""
        self._lignes = lignes
        self.set_filtres(self.filtres().garder_connus(lignes))
        self.show_badges()

    def fill_menu(self) -> QMenu:
        """The values there are, those in force ticked."""
        self.empty_menu()
        for genre in Genre:
            sous_menu = self.menu().addMenu(genre.libelle)
            for valeur, libelle in choix(genre, self._lignes):
                self.add_case(
                    sous_menu,
                    libelle,
                    lambda f, v=(genre, valeur): v in f.valeurs,
                    lambda f, v=(genre, valeur): f.basculer(v),
                )
        self.add_effacer()
        return self.menu()

    def _list_badges(self, filtres: Filtres) -> Iterator[tuple[str, Filtres]]:
        for libelle, valeur in badges(filtres, self._lignes):
            yield libelle, filtres.basculer(valeur)
