"""Tab « Calendrier »: phases and jalons, edited in place; and what a tab of one list is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from models.domain.vocabulaire import TypePhase
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_texte, colonne_vocabulaire
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe


class OngletListe(OngletFiche):
    """A tab that is one list of the fiche."""

    def __init__(
        self, nom: str, champ: Champ, liste: ListeEditable, ecriture: EcritureFiche, parent: QWidget | None = None
    ) -> None:
        self.liste = liste
        super().__init__(nom, [champ], ecriture.write, parent=parent)


def build_calendrier(
    ecriture: EcritureFiche, aujourd_hui: Callable[[], date], parent: QWidget | None = None
) -> OngletListe:
    """Phases and jalons."""
    liste = ListeEditable(
        MotsListe(
            "Phases et jalons",
            "Ajouter une phase ou un jalon",
            "Aucune date pour l’instant. Une phase dure\u00a0; un jalon est un jour (une réception, un vote).",
        ),
        (
            colonne_texte("Intitulé", "intitule", 118),
            colonne_vocabulaire("Type", "type", TypePhase, 74),
            colonne_date("Début", "debut", aujourd_hui, 90, aide="Premier jour, ou jour du jalon"),
            colonne_date("Fin", "fin", aujourd_hui, 90, aide="Dernier jour de la phase"),
        ),
        ecriture.actes_liste("phases", deplacable=True),
        souhaits={0: 300, 1: 100, 2: 98, 3: 98},
    )
    champ = Champ("phases", liste, "Phases et jalons de l’action", large=True)
    return OngletListe("Calendrier", champ, liste, ecriture, parent)
