"""What the bars of the tableau de bord say, drawn from the figures of the domain."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from models.domain.formats import format_euros
from models.domain.maquettes.financeurs import Bloc
from models.domain.suivi.tableau_bord import AideFinanceur, AnneeBord
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.builders.tableau_bord import A_SOLLICITER, ACQUIS, SOLLICITE
from pvd_desktop.ui.widgets.barres import Barre, Part

ETATS: Final = (Part(ACQUIS, "succes"), Part(SOLLICITE, "information"), Part(A_SOLLICITER, "attention"))
STATUTS: Final = (Part("Actions", "accent"),)
REPERE: Final = "Dépenses"


def barres_financeurs(aides: Iterable[AideFinanceur]) -> tuple[Barre, ...]:
    """A bar a column of funders, the largest first; private money says so."""
    triees = sorted(aides, key=lambda a: (a.bloc is not Bloc.AIDES, -a.total))
    return tuple(_aide(aide) for aide in triees)


def barres_annees(annees: Iterable[AnneeBord]) -> tuple[Barre, ...]:
    """A bar a year; its mark is what that year costs."""
    return tuple(_annee(annee) for annee in annees)


def barres_statuts(statuts: Iterable[tuple[StatutAction, int]]) -> tuple[Barre, ...]:
    """A bar a status."""
    return tuple(
        Barre(s.libelle, (Decimal(n),), str(n), f"{s.libelle}\u00a0: {n} action{'s' if n > 1 else ''}.")
        for s, n in statuts
    )


def _aide(aide: AideFinanceur) -> Barre:
    nom = aide.libelle if aide.bloc is Bloc.AIDES else f"{aide.libelle} (privé)"
    valeurs = (aide.acquis, aide.sollicite, aide.a_solliciter)
    return Barre(nom, valeurs, format_euros(aide.total), f"{nom}\u00a0: {_phrase(valeurs)}.")


def _annee(annee: AnneeBord) -> Barre:
    nom = "Sans année" if annee.annee is None else str(annee.annee)
    valeurs = (annee.acquis, annee.sollicite, annee.a_solliciter)
    cout = f", pour {format_euros(annee.cout)} de dépenses" if annee.cout is not None else ""
    detail = f"{nom}\u00a0: {_phrase(valeurs)}{cout}."
    return Barre(nom, valeurs, format_euros(annee.aides), detail, annee.cout)


def _phrase(valeurs: tuple[Decimal, ...]) -> str:
    dites = [
        f"{part.nom.lower()} {format_euros(valeur)}" for part, valeur in zip(ETATS, valeurs, strict=True) if valeur
    ]
    return ", ".join(dites) or "aucune aide"
