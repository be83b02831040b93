"""Tab « Convention »: the régime ORT, the dates, the contrat it belongs to."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models.domain.projet import Projet
from models.domain.vocabulaire import RegimeOrt
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.champs import ChampsTerritoire
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.duree_edit import DureeEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR: Final = 720


class OngletConvention(Onglet):
    """Follows the project."""

    convention_demandee = Signal()
    """Open the page that writes the convention."""

    def __init__(
        self,
        actes: ActesTerritoire,
        aujourd_hui: Callable[[], date],
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        def jour() -> DateEdit:
            return DateEdit(aujourd_hui)

        champs: list[Champ | str] = [
            Champ(
                "regime_ort",
                ChoixCombo(RegimeOrt, facultatif=False),
                "Régime ORT",
                "Comment la convention se situe par rapport à l’opération de revitalisation de territoire",
                "L.\u00a0303-2 et L.\u00a0303-3 CCH",
            ),
            Champ("date_adhesion", jour(), "Adhésion", "Signature de la convention d’adhésion au programme"),
            Champ("date_convention", jour(), "Convention-cadre", "Signature de la convention-cadre"),
            Champ(
                "duree_annees",
                DureeEdit(),
                "Durée",
                "En années. La loi demande une durée, sans en fixer une\u00a0; cinq ans est l’usage.",
                "L.\u00a0303-2 CCH",
            ),
            Champ("fin_programme", jour(), "Fin du programme", "La dernière connue, si un avenant l’a changée"),
            Champ(
                "ort_date_signature",
                jour(),
                "Signature de l’ORT",
                "Quand elle n’a pas été signée avec la convention-cadre\u00a0: l’ORT prend effet ce jour-là",
            ),
            Champ("fin_ort", jour(), "Fin de l’ORT", "La dernière connue, si un avenant l’a changée"),
            Champ("tribunal", TexteEdit(), "Tribunal compétent", "Pour les litiges\u00a0: tribunal administratif de…"),
            "Contrat État-territoire",
            Champ("crte_nom", TexteEdit(), "CRTE", "Nom du contrat auquel le projet se rattache"),
            Champ("crte_date_signature", jour(), "Signé le"),
        ]
        super().__init__("Convention", champs, actes.write, largeur_max=LARGEUR, parent=parent)
        self.ouvrir = QPushButton("Parties, articles et logos de la convention", self)
        icones.poser(self.ouvrir, "convention")
        self.ouvrir.clicked.connect(self.convention_demandee)
        self.corps.addWidget(self.ouvrir, 0, Qt.AlignmentFlag.AlignLeft)
        self.corps.addStretch(1)
        self.set_lecture_seule(not editable)
        theme.suivre(self, lambda: self.corps.setSpacing(theme.px(20)))

    def show_projet(self, projet: Projet) -> None:
        """Show the dates as they stand."""
        self.lie.show(ChampsTerritoire.of(projet.territoire))
