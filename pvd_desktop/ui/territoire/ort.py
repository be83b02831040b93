"""Tab « ORT »: what the law asks to know of the opération de revitalisation, and what the project uses it for."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from models.domain.ort import EffetOrt
from models.domain.projet import Projet
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.champs import ChampsTerritoire
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

LARGEUR: Final = 720
_L303_1: Final = "L.\u00a0303-1 CCH"
_L303_2: Final = "L.\u00a0303-2 CCH"
_L303_3: Final = "L.\u00a0303-3 CCH"


class OngletOrt(Onglet):
    """Follows the project; its régime and its dates of signature and end are those of the tab « Convention »."""

    def __init__(
        self,
        actes: ActesTerritoire,
        aujourd_hui: Callable[[], date],
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        champs = [*_champs_procedure(aujourd_hui), *_champs_opah(aujourd_hui)]
        super().__init__("ORT", champs, actes.write, largeur_max=LARGEUR, parent=parent)
        self.corps.addStretch(1)
        self.set_lecture_seule(not editable)

    def show_projet(self, projet: Projet) -> None:
        """Show the ORT as it stands."""
        self.lie.show(ChampsTerritoire.of(projet.territoire))


def _champs_procedure(aujourd_hui: Callable[[], date]) -> list[Champ | str]:
    return [
        "Procédure",
        Champ(
            "ort_date_concertation",
            DateEdit(aujourd_hui),
            "Concertation",
            "Jour où elle finit, si l’intercommunalité en a ouvert une\u00a0; elle précède la signature",
            _L303_2,
        ),
        Champ(
            "ort_conditions_delegation",
            TexteLong(),
            "Délégation",
            "À quelles conditions des actions peuvent être confiées à des opérateurs. "
            "Un article réécrit les imprime là où il porte {conditions de délégation}",
            _L303_2,
        ),
        Champ(
            "ort_date_derogation",
            DateEdit(aujourd_hui),
            "Dérogation",
            "Décision du préfet qui dispense de la ville principale de l’intercommunalité",
            _L303_3,
        ),
        Champ("ort_reference_derogation", TexteEdit(), "Référence", "Numéro de l’arrêté ou de la lettre du préfet"),
        "Suivi",
        Champ(
            "ort_dernier_bilan",
            DateEdit(aujourd_hui),
            "Dernier bilan",
            "Présenté aux conseils municipaux et au conseil communautaire, chaque année",
            _L303_2,
        ),
        Champ(
            "ort_derniere_evaluation",
            DateEdit(aujourd_hui),
            "Dernière évaluation",
            "Conduite tous les cinq ans",
            _L303_2,
        ),
        "Effets mobilisés",
        Champ("ort_effets", ChoixMultiple(EffetOrt), "Effets", "Ce que l’ORT permet, et que le projet utilise"),
    ]


def _champs_opah(aujourd_hui: Callable[[], date]) -> list[Champ | str]:
    return [
        "Valeur d’OPAH",
        Champ(
            "ort_vaut_opah",
            CaseCocher("La convention vaut OPAH"),
            "OPAH",
            "Opération programmée d’amélioration de l’habitat\u00a0: cinq contenus, un mois d’affichage au public",
            _L303_1,
        ),
        Champ("opah_perimetre", TexteLong(), "Périmètre"),
        Champ("opah_aides", MontantEdit(), "Aides", "Montant total des aides qui peuvent être accordées"),
        Champ("opah_accompagnement", TexteLong(), "Accompagnement", "Actions d’accompagnement et de cadre de vie"),
        Champ("opah_diversite", TexteLong(), "Diversité", "Diversité de la population et maintien des occupants"),
        Champ("opah_services", TexteLong(), "Services", "Engagements sur les services et commerces de proximité"),
        Champ(
            "opah_mise_a_disposition_debut",
            DateEdit(aujourd_hui),
            "À disposition le",
            "Le projet de convention est à la disposition du public pendant un mois, avant la signature",
            _L303_1,
        ),
        Champ("opah_mise_a_disposition_fin", DateEdit(aujourd_hui), "Jusqu’au"),
    ]
