"""Tab « Diagnostic »: its sections, a card each."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from models.domain.projet import Projet
from models.domain.territoire import SectionDiagnostic
from models.domain.uids import Uid
from models.domain.vocabulaire import SujetDiagnostic
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.cartes import ActesCartes, MotsCartes
from pvd_desktop.ui.territoire.chiffres import ListeChiffres
from pvd_desktop.ui.territoire.onglet_cartes import OngletCartes
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

_MOTS: Final = MotsCartes(
    "Ajouter une section",
    "la section",
    "Ce que montre le territoire",
    "Population, logement, commerce, équipements, mobilités, patrimoine, risques\u00a0: quelques phrases par sujet "
    "suffisent. La convention les reprend dans l’article sur les ambitions du territoire.",
)


class OngletDiagnostic(OngletCartes):
    """Follows the project."""

    def __init__(self, actes: ActesTerritoire, *, editable: bool, parent: QWidget | None = None) -> None:
        self._actes = actes
        super().__init__(
            "Diagnostic",
            _MOTS,
            self._build_champs,
            ActesCartes(actes.add_section, actes.write_section, actes.move_section, actes.remove_section),
            editable=editable,
            parent=parent,
        )

    def show_projet(self, projet: Projet) -> None:
        """Show the sections as they stand."""
        sections = projet.territoire.diagnostic
        self.pile.set_objets(sections, _titre)
        for carte, section in zip(self.pile.cartes(), sections, strict=True):
            titre = carte.champs["titre"].editeur
            assert isinstance(titre, TexteEdit)  # made by _build_champs
            titre.setPlaceholderText(section.sujet.libelle)

    def _build_champs(self, uid: Uid) -> list[Champ]:
        chiffres = ListeChiffres(self._actes.actes_chiffres(uid), partial(self._actes.paste_chiffres, uid))
        return [
            Champ("sujet", ChoixCombo(SujetDiagnostic, facultatif=False), "Sujet"),
            Champ("titre", TexteEdit(), "Titre", "Vide, le titre est le nom du sujet"),
            Champ("texte", TexteRiche(hauteur_min=80), "Texte", large=True),
            Champ("indicateurs", chiffres, "Indicateurs", large=True),
        ]


def _titre(_rang: int, section: SectionDiagnostic) -> str:
    return section.intitule
