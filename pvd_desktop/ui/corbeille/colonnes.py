"""The columns of the Corbeille."""

from typing import Final

from models.domain.formats import format_euros
from models.queries.corbeille import ElementSupprime
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

NATURES: Final = {
    "fiche_action": ("Action", "plan_action"),
    "operation": ("Opération", "maquette"),
    "orientation": ("Orientation", "territoire"),
    "organisme": ("Organisme", "partenaires"),
    "contact": ("Contact", "partenaires"),
    "piece": ("Pièce", "piece_jointe"),
    "piece_convention": ("Pièce de la convention", "piece_jointe"),
    "demande": ("Demande", "demandes"),
    "instance": ("Instance", "partenaires"),
    "reunion": ("Réunion", "calendrier"),
}
"""What each thing is called, and its icon."""
LIBELLE: Final = 1
LIEU: Final = 2
"""Numbers of the columns that hold sentences."""


def _owner(element: ElementSupprime) -> str:
    return f"{element.sous} (dans la corbeille)" if element.sous_supprime else element.sous


def _amount(element: ElementSupprime) -> str:
    return "" if element.montant is None else f"{format_euros(element.montant)} {element.base}"


def _date(element: ElementSupprime) -> str:
    return format_moment(element.supprime_le)


COLONNES: Final = (
    Colonne[ElementSupprime](
        titre="Type",
        texte=lambda e: NATURES[e.table][0],
        icone=lambda e: (NATURES[e.table][1], "texte_discret"),
        largeur=130,
    ),
    Colonne[ElementSupprime](titre="Élément", texte=lambda e: e.libelle, largeur=330),
    Colonne[ElementSupprime](titre="Se trouvait dans", texte=_owner, largeur=300),
    Colonne[ElementSupprime](
        titre="Coût",
        texte=_amount,
        sort_by=lambda e: -1 if e.montant is None else int(e.montant * 100),
        align=DROITE,
        largeur=150,
    ),
    Colonne[ElementSupprime](
        titre="Supprimé le", texte=_date, sort_by=lambda e: e.supprime_le.timestamp(), largeur=150
    ),
)
