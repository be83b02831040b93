"""How the plan was shown, kept for the next start: filters, sort, columns, last fiche, widths."""

from typing import Final

from models.domain.uids import Uid
from pvd_desktop.ui.fiches.liste import ListePlan
from pvd_desktop.ui.settings import Settings

PARTAGE: Final = "plan_action/volets"
"""Widths of the two panes, remembered."""
COLONNES: Final = "plan_action/colonnes"
"""Widths of the columns that were drawn with the mouse."""


class MemoirePlan:
    """A filter or a selection means something in its own project only; widths are those of the screen."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._prefixe = f"plan_{projet}"

    @property
    def fiche(self) -> Uid:
        """The fiche that was open last; empty when none was."""
        return Uid(self._lu("fiche"))

    @property
    def volets(self) -> list[int]:
        """Widths of the panes, in pixels; empty when they were never changed."""
        largeurs = self._settings.largeurs(PARTAGE)
        return largeurs if len(largeurs) == 2 else []

    def set_volets(self, largeurs: list[int]) -> None:
        """Keep the widths of the panes."""
        self._settings.set_largeurs(PARTAGE, largeurs)

    @property
    def liste_seule(self) -> bool:
        """Whether the list has the whole width, the fiche coming only when it is opened."""
        return self._lu("liste_seule") == "oui"

    @liste_seule.setter
    def liste_seule(self, seule: bool) -> None:
        self._settings.set_affichage(f"{self._prefixe}_liste_seule", "oui" if seule else "")

    def restore(self, liste: ListePlan) -> None:
        """Show the list as it was."""
        liste.vue.entete.set_posees(self._settings.largeurs(COLONNES))
        liste.restore(self._lu("filtres"), self._lu("tri"), self._lu("colonnes"))

    def remember(self, liste: ListePlan) -> None:
        """Keep how the list is shown."""
        filtres, tri, colonnes = liste.etat()
        choisies = liste.fiches_choisies()
        for quoi, valeur in (
            ("filtres", filtres),
            ("tri", tri),
            ("colonnes", colonnes),
            ("fiche", choisies[0].uid if choisies else self.fiche),
        ):
            self._settings.set_affichage(f"{self._prefixe}_{quoi}", valeur)

    def remember_largeurs(self, liste: ListePlan) -> None:
        """Keep the widths of the columns."""
        self._settings.set_largeurs(COLONNES, liste.vue.entete.posees())

    def _lu(self, quoi: str) -> str:
        return self._settings.affichage(f"{self._prefixe}_{quoi}")
