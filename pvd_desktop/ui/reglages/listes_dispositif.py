"""The lists of a dispositif: its categories with their rates, its campaigns with their dates."""

from collections.abc import Callable
from datetime import date

from pvd_desktop.ui.reglages.actes_dispositifs import ActesDispositifs
from pvd_desktop.ui.reglages.etat_dispositif import EtatDispositif
from pvd_desktop.ui.widgets.cellules import colonne_annee, colonne_date, colonne_taux, colonne_texte
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

Courant = Callable[[], EtatDispositif]


def build_categories(actes: ActesDispositifs, courant: Courant) -> ListeEditable:
    """Categories of operations, as the commission of the département lists them."""
    colonnes = (
        colonne_texte("Code", "code", 74),
        colonne_texte("Intitulé", "intitule", 260),
        colonne_taux("Taux min.", "taux_minimum", 84),
        colonne_taux("Taux max.", "taux_maximum", 84),
        colonne_texte("Accord préalable", "validation", 124, aide="Qui doit valider d’abord\u00a0: DDTM, SDIS…"),
    )
    return ListeEditable(
        MotsListe("Catégories", "Ajouter une catégorie", "Aucune catégorie connue pour ce dispositif."),
        colonnes,
        _actes(actes, courant, "categorie", lambda: actes.add_categorie(courant())),
        etirable=1,
    )


def build_campagnes(actes: ActesDispositifs, courant: Courant, aujourd_hui: Callable[[], date]) -> ListeEditable:
    """When requests are filed, year after year."""
    colonnes = (
        colonne_annee("Année", "annee", requise=True),
        colonne_date("Ouverture", "ouverture", aujourd_hui, 110),
        colonne_date("Clôture", "cloture", aujourd_hui, 110),
        colonne_texte("Précision", "precision", 260),
    )
    return ListeEditable(
        MotsListe(
            "Campagnes", "Ajouter une campagne", "Aucune date connue\u00a0: elles changent d’une préfecture à l’autre."
        ),
        colonnes,
        _actes(actes, courant, "campagne", lambda: actes.add_campagne(courant())),
        etirable=3,
    )


def _actes(actes: ActesDispositifs, courant: Courant, liste: str, ajouter: Callable[[], None]) -> ActesListe:
    def add() -> None:
        ajouter()

    def write(cle: str, champ: str, valeur: object) -> None:
        actes.write_entree(courant(), liste, int(cle), champ, valeur)

    def remove(cle: str) -> None:
        actes.remove_entree(courant(), liste, int(cle))

    return ActesListe(add, write, remove)
