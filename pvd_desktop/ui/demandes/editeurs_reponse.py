"""The editor of each kind of field of a form, and how its value is written as an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.demandes.lecture import NON, OUI
from models.domain.demandes.reponse import lire_reponse
from models.domain.dispositifs.formulaire import ChampFormulaire, GenreChamp
from models.domain.textes import LONGUEUR_TEXTE
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

LIGNES_LONG: Final = 5
_OUI_NON: Final = ((OUI, "Oui"), (NON, "Non"))


class ReponseEdit(SaisieEdit[str]):
    """One line, read as its field wants it; what is too long is kept, and counted."""

    def __init__(self, champ: ChampFormulaire, aujourd_hui: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._champ, self._aujourd_hui = champ, aujourd_hui
        if champ.genre is GenreChamp.DATE:
            self.setPlaceholderText("jj/mm/aaaa")

    @override
    def _parse(self, texte: str) -> str:
        return lire_reponse(self._champ, texte, {}, self._aujourd_hui())

    @override
    def _format(self, valeur: str) -> str:
        return valeur


@dataclass(frozen=True, slots=True)
class EditeurReponse:
    """An editor, and the two ways between its value and the answer that is kept."""

    widget: Any
    """It follows the protocol of the form."""
    lire: Callable[[Any], str]
    montrer: Callable[[str], Any]


def build_editeur(
    champ: ChampFormulaire, options: Mapping[str, str], aujourd_hui: Callable[[], date], parent: QWidget
) -> EditeurReponse:
    """The editor of a field; a list that is not known is a text like another."""
    choix = list(options.items())
    match champ.genre:
        case GenreChamp.OUI_NON:
            return EditeurReponse(ChoixCombo(_OUI_NON, parent=parent), _texte, _ou_rien)
        case GenreChamp.CHOIX if choix:
            return EditeurReponse(ChoixCombo(choix, parent=parent), _texte, _ou_rien)
        case GenreChamp.PLUSIEURS if choix:
            return EditeurReponse(ChoixMultiple(choix, parent), "\n".join, _cles)
        case GenreChamp.ENGAGEMENT:
            case_ = CaseCocher(champ.libelle, parent)
            return EditeurReponse(case_, lambda coche: OUI if coche else "", lambda texte: texte == OUI)
        case GenreChamp.LONG | GenreChamp.REPETITION | GenreChamp.PLUSIEURS:
            return EditeurReponse(TexteLong(LIGNES_LONG, LONGUEUR_TEXTE, parent), str, str)
        case _:
            return EditeurReponse(ReponseEdit(champ, aujourd_hui, parent), str, str)


def _texte(valeur: str | None) -> str:
    return valeur or ""


def _ou_rien(texte: str) -> str | None:
    return texte or None


def _cles(texte: str) -> tuple[str, ...]:
    return tuple(cle for cle in texte.split("\n") if cle)
