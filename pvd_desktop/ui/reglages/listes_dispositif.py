"""The lists of a dispositif: categories, campaigns, delays, pièces and sources."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from models.domain.dispositifs.adaptation import CLES, cle_entree
from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.dispositif import DepartDelai, TypeDelai
from models.domain.dispositifs.pieces import CasPiece
from models.domain.dispositifs.saisie import parse_duree
from models.domain.errors import SaisieError
from models.domain.uids import Uid
from pvd_desktop.ui.reglages.actes_dispositifs import ActesDispositifs
from pvd_desktop.ui.reglages.etat_dispositif import EtatDispositif
from pvd_desktop.ui.reglages.lignes_dispositif import LigneDelai
from pvd_desktop.ui.widgets.cellules import (
    ColonneChoix,
    colonne_annee,
    colonne_date,
    colonne_oui_non,
    colonne_taux,
    colonne_texte,
    colonne_vocabulaire,
    find_choix,
)
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

Courant = Callable[[], EtatDispositif]
_A_LIRE: Final = "À lire dans l’arrêté"


def build_categories(actes: ActesDispositifs, courant: Courant) -> ListeEditable:
    """Categories of operations, as the commission of the département lists them."""
    colonnes = (
        colonne_texte("Code", "code", 74, requis=True),
        colonne_texte("Intitulé", "intitule", 260, requis=True),
        colonne_taux("Taux min.", "taux_minimum", 84),
        colonne_taux("Taux max.", "taux_maximum", 84),
        colonne_texte("Accord préalable", "validation", 124, aide="Qui doit valider d’abord\u00a0: DDTM, SDIS…"),
    )
    return ListeEditable(
        MotsListe("Catégories", "Ajouter une catégorie", "Aucune catégorie connue pour ce dispositif."),
        colonnes,
        _actes(actes, courant, "categorie", actes.add_categorie),
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
        _actes(actes, courant, "campagne", actes.add_campagne),
        etirable=3,
    )


def build_delais(actes: ActesDispositifs, courant: Courant) -> ListeEditable:
    """What must be done, or answered, within a time."""
    colonnes: tuple[Colonne[LigneDelai], ...] = (
        colonne_vocabulaire("Délai", "type", TypeDelai, 176),
        Colonne(
            titre="Durée",
            texte=lambda ligne: f"{ligne.duree[:1].upper()}{ligne.duree[1:]}" or _A_LIRE,
            edition=lambda ligne: ligne.duree,
            champ="duree",
            parse=parse_duree,
            largeur=146,
            aide="24\u00a0mois, 15\u00a0jours, 1\u00a0exercice\u00a0; vide quand seul l’arrêté le dit",
            token=lambda ligne: None if ligne.duree else "texte_discret",
        ),
        _colonne_depart(),
        Colonne(
            titre="Prorogation",
            texte=lambda ligne: f"{ligne.prorogation}\u00a0mois" if ligne.prorogation else "",
            champ="prorogation",
            parse=_parse_prorogation,
            align=DROITE,
            largeur=92,
            aide="De combien le délai peut être prolongé",
        ),
        colonne_texte("Article", "article", 150, aide="Ce qui dit ce délai\u00a0: article, arrêté, convention"),
    )
    return ListeEditable(
        MotsListe("Délais", "Ajouter un délai", "Aucun délai connu\u00a0: ils sont à lire dans l’arrêté."),
        colonnes,
        _actes(actes, courant, "delai", actes.add_delai),
        etirable=4,
        lignes_hautes=True,
    )


def build_pieces(actes: ActesDispositifs, courant: Courant) -> ListeEditable:
    """What a request must hold, in the order of the portal."""
    colonnes = (
        colonne_texte("Pièce", "intitule", 260, requis=True),
        colonne_vocabulaire("Quand", "quand", CasPiece, 180),
        colonne_oui_non(
            "Après dépôt", "apres_depot", 96, aide="Peut suivre le dépôt\u00a0: sans elle, le dossier n’est pas complet"
        ),
        colonne_texte(
            "Nom sur le portail", "champ", 170, aide="Vide quand c’est son intitulé, ou qu’il n’est pas connu"
        ),
    )
    return ListeEditable(
        MotsListe("Pièces à fournir", "Ajouter une pièce", "Aucune pièce connue pour ce dispositif."),
        colonnes,
        _actes(actes, courant, "piece", actes.add_piece),
        etirable=0,
        lignes_hautes=True,
    )


def build_sources(actes: ActesDispositifs, courant: Courant, aujourd_hui: Callable[[], date]) -> ListeEditable:
    """Where it was read, when, and how well."""
    colonnes = (
        colonne_texte("Source", "texte", 260, requis=True),
        colonne_texte("Adresse", "adresse", 170, aide="Page où le texte se lit"),
        colonne_date("Lu le", "lu_le", aujourd_hui, 98, requise=True),
        colonne_vocabulaire("Degré", "degre", Degre, 180),
    )
    return ListeEditable(
        MotsListe("Sources", "Ajouter une source", "Aucune source\u00a0: dites d’où viennent les chiffres."),
        colonnes,
        _actes(actes, courant, "source", actes.add_source),
        etirable=0,
        lignes_hautes=True,
    )


def _colonne_depart() -> Colonne[LigneDelai]:
    def paires() -> Sequence[tuple[str, str]]:
        return [("", _A_LIRE), *((str(d), d.libelle.capitalize()) for d in DepartDelai)]

    def texte(ligne: LigneDelai) -> str:
        return dict(paires())[str(ligne.depart or "")]

    return ColonneChoix(
        titre="À compter de",
        texte=texte,
        edition=lambda ligne: str(ligne.depart or ""),
        champ="depart",
        parse=lambda saisie: find_choix(paires(), saisie) or None,
        choix=paires,
        largeur=184,
        token=lambda ligne: None if ligne.depart else "texte_discret",
    )


def _parse_prorogation(texte: str) -> int | None:
    duree = parse_duree(texte)
    if duree is not None and duree.cle != "mois":
        raise SaisieError("Une prorogation se compte en mois.", "Écrivez par exemple 12\u00a0mois.")
    return duree.nombre if duree else None


def _actes(
    actes: ActesDispositifs, courant: Courant, liste: str, ajouter: Callable[[EtatDispositif], None]
) -> ActesListe:
    def entrees() -> list[object]:
        return [cle_entree(CLES[liste], entree) for entree in courant().table.get(liste, ())]

    def add() -> Uid | None:
        avant = entrees()
        ajouter(courant())
        # Where the reference or its date puts it, which is not always last.
        return next((Uid(str(rang)) for rang, entree in enumerate(entrees()) if entree not in avant), None)

    def write(cle: str, champ: str, valeur: object) -> None:
        actes.write_entree(courant(), liste, int(cle), champ, valeur)

    def remove(cle: str) -> None:
        actes.remove_entree(courant(), liste, int(cle))

    return ActesListe(add, write, remove)
