"""Indicateurs de suivi et d'évaluation: those of a fiche, in their tab, and those of an orientation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.fiches.calendrier import OngletListe
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_texte
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe


def build_liste_indicateurs(actes: ActesListe, vide: str, aujourd_hui: Callable[[], date]) -> ListeEditable:
    """The list; ``vide`` says what is expected while there is none."""
    return ListeEditable(
        MotsListe("Indicateurs", "Ajouter un indicateur", vide),
        _list_colonnes(aujourd_hui),
        actes,
        souhaits={0: 180, 4: 84, 6: 140, 7: 100},
        lignes_hautes=True,
    )


def build_indicateurs(
    ecriture: EcritureFiche, aujourd_hui: Callable[[], date], parent: QWidget | None = None
) -> OngletListe:
    """The tab of a fiche."""
    liste = build_liste_indicateurs(
        ecriture.actes_liste("indicateurs", deplacable=True),
        "Aucun indicateur pour l’instant. Un ou deux suffisent\u00a0: ce qui dira que l’action a réussi.",
        aujourd_hui,
    )
    champ = Champ("indicateurs", liste, "Indicateurs de suivi et d’évaluation", large=True)
    return OngletListe("Indicateurs", champ, liste, ecriture, parent)


def _list_colonnes(aujourd_hui: Callable[[], date]) -> tuple[Colonne[Any], ...]:
    # Eight columns that stand side by side on an ordinary laptop; a long text goes to the next line.
    return (
        colonne_texte("Indicateur", "intitule", 112),
        colonne_texte("Unité", "unite", 84),
        colonne_texte("Référence", "valeur_reference", 76, aide="Valeur de départ"),
        colonne_date("Date", "date_reference", aujourd_hui, 88, aide="Date de la valeur de départ"),
        colonne_texte("Cible", "cible", 50),
        colonne_date("Échéance", "echeance", aujourd_hui, 88, aide="Date à laquelle la cible est visée"),
        colonne_texte("Source", "source", 88),
        colonne_texte("Périodicité", "periodicite", 84),
    )
