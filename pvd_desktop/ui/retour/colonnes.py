"""The columns of the review, and what tells one kind of line from another."""

from typing import Final

from models.domain.retour.revue import Ecart, Genre
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

ICONES: Final = {
    Genre.CONFLIT: ("avertissement", "attention"),
    Genre.MODIFIE: ("crayon", "information"),
    Genre.AJOUT: ("ajouter", "succes"),
    Genre.RETRAIT: ("moins", "attention"),
    Genre.NON_MONTANT: ("alerte", "erreur"),
    Genre.REFUS: ("alerte", "erreur"),
    Genre.REMARQUE: ("information", "texte_discret"),
}
PLURIELS: Final = {
    Genre.CONFLIT: "Conflits",
    Genre.MODIFIE: "Modifiés",
    Genre.AJOUT: "Lignes ajoutées",
    Genre.RETRAIT: "Lignes retirées",
    Genre.NON_MONTANT: "Pas des montants",
    Genre.REFUS: "Non repris",
    Genre.REMARQUE: "À savoir",
}


def key_of(ecart: Ecart) -> str:
    """Identity of a line in the list."""
    return "\x1f".join(ecart.cle)


def place_of(ecart: Ecart) -> str:
    """« Période, ligne 12 », with the other sheets that say the same."""
    lieux = (ecart.lieu, *ecart.aussi)
    return " et ".join(
        ", ".join(filter(None, (lieu.feuille, f"ligne {lieu.ligne}" if lieu.ligne else ""))) for lieu in lieux
    )


def column_of(ecart: Ecart) -> str:
    """« F · Part décidée »."""
    return " · ".join(filter(None, (ecart.lieu.colonne, ecart.champ)))


def shown(ecart: Ecart, valeur: str) -> str:
    """A value; an empty cell is said, where a value could be."""
    return valeur or ("vide" if ecart.champ else "")


COLONNES: Final = (
    Colonne[Ecart](
        titre="",
        texte=lambda _: "",
        largeur=34,
        accessible=lambda e: "à accepter ou à laisser" if e.est_acceptable else "à lire seulement",
    ),
    Colonne[Ecart](titre="Quoi", texte=lambda e: e.genre.libelle, icone=lambda e: ICONES[e.genre], largeur=142),
    Colonne[Ecart](titre="Action", texte=lambda e: e.objet, largeur=250),
    Colonne[Ecart](titre="Colonne", texte=column_of, largeur=140),
    Colonne[Ecart](titre="À l’export", texte=lambda e: shown(e, e.depart), largeur=112, align=DROITE),
    Colonne[Ecart](
        titre="Dans le projet",
        texte=lambda e: shown(e, e.projet),
        largeur=112,
        align=DROITE,
        gras=lambda e: e.genre is Genre.CONFLIT,
    ),
    Colonne[Ecart](
        titre="Dans le classeur", texte=lambda e: shown(e, e.retour), largeur=122, align=DROITE, gras=lambda _: True
    ),
    Colonne[Ecart](titre="Où", texte=place_of, largeur=140),
    Colonne[Ecart](titre="Ce qu’il en est", texte=lambda e: f"{e.message} {e.remede}".strip(), largeur=300),
)
