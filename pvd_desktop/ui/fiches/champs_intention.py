"""The fields that say when an operation is ready, and the campaign it is meant for."""

from models.domain.formats import format_entier
from models.domain.saisie import parse_entier
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue


def champs_intention(maturite: ChoixCombo) -> list[Champ | str]:
    """How ready the operation is, and the DETR/DSIL campaign it is meant for."""
    rang = SaisieLue[int | None](None, parse_entier, format_entier, largeur=90, indication="1, 2, 3…")
    return [
        "Programmation",
        Champ(
            "maturite", maturite, "Maturité", "Phases de la maîtrise d’œuvre", source="article R.\u00a02431-1 du CCP"
        ),
        Champ("annee_intention", AnneeEdit(), "Campagne visée", "Année de la campagne DETR/DSIL où la présenter"),
        Champ("rang_intention", rang, "Rang", "Sa place parmi les intentions de cette année\u00a0; 1 est la première"),
    ]
