"""Tabs « Calendrier » and « Indicateurs »: one list each, edited in place."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from models.domain.vocabulaire import TypePhase
from pvd_desktop.ui.fiches.cellules import colonne_date, colonne_texte, colonne_vocabulaire
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.form import Champ


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
            colonne_texte("Intitulé", "intitule", 300),
            colonne_vocabulaire("Type", "type", TypePhase, 100),
            colonne_date("Début", "debut", aujourd_hui, aide="Premier jour, ou jour du jalon"),
            colonne_date("Fin", "fin", aujourd_hui, aide="Dernier jour de la phase"),
        ),
        ecriture.actes_liste("phases", deplacable=True),
    )
    champ = Champ("phases", liste, "Phases et jalons de l’action", large=True)
    return OngletListe("Calendrier", champ, liste, ecriture, parent)


def build_indicateurs(
    ecriture: EcritureFiche, aujourd_hui: Callable[[], date], parent: QWidget | None = None
) -> OngletListe:
    """Indicateurs de suivi et d'évaluation."""
    liste = ListeEditable(
        MotsListe(
            "Indicateurs",
            "Ajouter un indicateur",
            "Aucun indicateur pour l’instant. Un ou deux suffisent\u00a0: ce qui dira que l’action a réussi.",
        ),
        (
            colonne_texte("Indicateur", "intitule", 210),
            colonne_texte("Unité", "unite", 80),
            colonne_texte("Référence", "valeur_reference", 84, aide="Valeur de départ"),
            colonne_date("Date", "date_reference", aujourd_hui, aide="Date de la valeur de départ"),
            colonne_texte("Cible", "cible", 84),
            colonne_date("Échéance", "echeance", aujourd_hui, aide="Date à laquelle la cible est visée"),
            colonne_texte("Source", "source", 120),
            colonne_texte("Périodicité", "periodicite", 100),
        ),
        ecriture.actes_liste("indicateurs", deplacable=True),
    )
    champ = Champ("indicateurs", liste, "Indicateurs de suivi et d’évaluation", large=True)
    return OngletListe("Indicateurs", champ, liste, ecriture, parent)
