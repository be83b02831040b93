"""How the grid was shown, kept for the next start: its view, what is folded in it, the widths of its columns."""

from collections.abc import Mapping
from typing import Final

from models.domain.maquettes.lecture import PERIODE, Vue
from models.domain.uids import Uid
from pvd_desktop.ui.maquette.colonnes import repliables
from pvd_desktop.ui.settings import Settings

LARGEURS: Final = "maquette"
_PERIODE: Final = "periode"
_SANS_ANNEE: Final = "sans-annee"
_AUCUN: Final = "-"
_PLIEE: Final = "-"
_DEPLIEE: Final = "+"


class MemoireMaquette:
    """Groups, rows and years mean something in their own project only; widths are those of the screen."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._prefixe = f"maquette_{projet}"

    @property
    def vue(self) -> Vue:
        """The period, or the year shown last."""
        texte = self._lu("vue")
        if texte == _SANS_ANNEE:
            return None
        return int(texte) if texte.isdecimal() else PERIODE

    @vue.setter
    def vue(self, vue: Vue) -> None:
        annee = _SANS_ANNEE if vue is None else str(vue)
        self._ecrit("vue", _PERIODE if vue is PERIODE else annee)

    @property
    def repliees(self) -> frozenset[str] | None:
        """Groups that were folded; ``None`` when nobody ever chose."""
        texte = self._lu("repliees")
        return frozenset(texte.split()) & frozenset(repliables()) if texte else None

    @repliees.setter
    def repliees(self, groupes: frozenset[str]) -> None:
        self._ecrit("repliees", " ".join(sorted(groupes)) or _AUCUN)

    @property
    def lignes(self) -> dict[str, bool]:
        """Whether a row that somebody folded or unfolded is folded, by its key."""
        return {mot[1:]: mot.startswith(_PLIEE) for mot in self._lu("lignes").split()}

    @lignes.setter
    def lignes(self, plis: Mapping[str, bool]) -> None:
        self._ecrit("lignes", " ".join(f"{_PLIEE if pliee else _DEPLIEE}{cle}" for cle, pliee in plis.items()))

    @property
    def vides(self) -> bool:
        """Whether the columns that hold nothing are shown."""
        return self._lu("vides") == "oui"

    @vides.setter
    def vides(self, vides: bool) -> None:
        self._ecrit("vides", "oui" if vides else "non")

    @property
    def largeurs(self) -> list[int]:
        """Widths of the columns, in pixels at 100 %; empty when they were never changed."""
        return self._settings.largeurs(LARGEURS)

    @largeurs.setter
    def largeurs(self, largeurs: list[int]) -> None:
        self._settings.set_largeurs(LARGEURS, largeurs)

    def _lu(self, quoi: str) -> str:
        return self._settings.affichage(f"{self._prefixe}_{quoi}")

    def _ecrit(self, quoi: str, valeur: str) -> None:
        self._settings.set_affichage(f"{self._prefixe}_{quoi}", valeur)
