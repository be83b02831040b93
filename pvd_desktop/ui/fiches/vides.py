"""What the page says while there is nothing to show."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.widgets.etat_vide import EtatVide

PAGE_IMPORTATION: Final = "importation"
"""The page that brings a table in."""


def build_rien_choisi(parent: QWidget) -> EtatVide:
    """Nothing is selected in the list."""
    return EtatVide(
        "plan_action",
        "Choisissez une action",
        "Sa fiche s’ouvre ici\u00a0: description, financement, calendrier et indicateurs.",
        parent=parent,
    )


def build_plan_vide(parent: QWidget, *, editable: bool) -> EtatVide:
    """There is no action and no orientation yet."""
    return EtatVide(
        "plan_action",
        "Votre plan d’action est encore vide",
        "Il réunit les actions de la convention, rangées par orientation stratégique. Chaque fait s’y écrit une "
        "fois et se retrouve dans tous les documents. Commencez par une action\u00a0: l’orientation peut attendre. "
        "Si vos actions sont déjà dans un tableau, Excel ou autre, il n’y a rien à retaper.",
        "Nouvelle action" if editable else "",
        parent,
        libelle_autre="Partir de mon tableau…" if editable else "",
    )
