"""« Reprendre une convention signée »: what is known of it on one page, then the project opens with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands.reprise import SIGNATAIRES, Reprise
from models.domain.vocabulaire import RegimeOrt, RolePartie
from pvd_desktop.ui import theme
from pvd_desktop.ui.accueil.communes import CommunesEdit
from pvd_desktop.ui.accueil.exemplaire import ExemplaireEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.duree_edit import DureeEdit
from pvd_desktop.ui.widgets.form import Champ, Formulaire

_LIBELLES: Final = {RolePartie.BENEFICIAIRE_COMMUNE: "Communes", RolePartie.BENEFICIAIRE_EPCI: "Intercommunalité"}
_TOUJOURS: Final = (RolePartie.BENEFICIAIRE_COMMUNE, RolePartie.BENEFICIAIRE_EPCI, RolePartie.ETAT)
"""Who signs such a convention in any case."""


class PageReprise(QWidget):
    """A form; all but one commune may stay empty. What is typed stays until a project opens.

    Signals:
        creation_demandee(Reprise, Path | None): make the project; the file is the signed copy.
        abandon_demande(): go back to the Accueil.
    """

    creation_demandee = Signal(object, object)
    abandon_demande = Signal()

    def __init__(
        self, aujourd_hui: Callable[[], date], ask_pdf: Callable[[], Path | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._create_fields(aujourd_hui, ask_pdf)
        self._lay_out()
        self.creer.clicked.connect(self._on_creer_clicked)
        self.annuler.clicked.connect(self.abandon_demande)
        self.clear()
        theme.suivre(self, self._on_theme_changed)

    def clear(self) -> None:
        """Begin again with nothing."""
        vides: dict[str, Any] = dict.fromkeys(
            ("date_adhesion", "date_convention", "duree_annees", "fin_programme", "fin_ort", "exemplaire")
        )
        self.formulaire.set_valeurs(
            {"communes": (), "regime_ort": RegimeOrt.VAUT_ORT, "signataires": _TOUJOURS, **vides}
        )

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandon_demande.emit()
        else:
            super().keyPressEvent(event)

    def _create_fields(self, aujourd_hui: Callable[[], date], ask_pdf: Callable[[], Path | None]) -> None:
        self._carte = QFrame(self)
        self._carte.setProperty("role", "carte")
        self._titre = QLabel("Reprendre une convention signée", self._carte)
        self._phrase = QLabel(
            "Votre convention-cadre est déjà signée\u00a0: dites ce que vous en savez, le reste se complète plus tard. "
            "Seule une commune est nécessaire.",
            self._carte,
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")

        def jour() -> DateEdit:
            return DateEdit(aujourd_hui)

        signataires = [(role, _LIBELLES.get(role, role.libelle)) for role in SIGNATAIRES]
        self.formulaire = Formulaire(
            [
                Champ("communes", CommunesEdit(), "Communes", requis=True),
                Champ(
                    "signataires",
                    ChoixMultiple(signataires),
                    "Signataires",
                    "Leurs noms viennent des communes\u00a0; les autres parties s’ajoutent dans la page Convention.",
                ),
                "Dates",
                Champ("date_adhesion", jour(), "Adhésion", "Signature de la convention d’adhésion au programme"),
                Champ("date_convention", jour(), "Convention-cadre", "Signature de la convention-cadre"),
                Champ("duree_annees", DureeEdit(), "Durée", "En années, telle que la convention la dit"),
                Champ("fin_programme", jour(), "Fin du programme", "La dernière connue, si un avenant l’a changée"),
                Champ("fin_ort", jour(), "Fin de l’ORT", "La dernière connue, si un avenant l’a changée"),
                "Convention",
                Champ(
                    "regime_ort",
                    ChoixCombo(RegimeOrt, facultatif=False),
                    "Régime ORT",
                    "Comment la convention se situe par rapport à l’opération de revitalisation de territoire",
                    "L303-2 et L303-3 CCH",
                ),
                Champ(
                    "exemplaire",
                    ExemplaireEdit(ask_pdf),
                    "Exemplaire signé",
                    "Jusqu’à 5\u00a0Mo il est gardé dans le projet\u00a0; au-delà il reste où il est, et le projet "
                    "sait le retrouver.",
                ),
            ],
            self._carte,
        )
        self.creer = QPushButton("Créer le projet…", self._carte)
        self.creer.setProperty("role", "primaire")
        self.annuler = QPushButton("Revenir à l’accueil", self._carte)

    def _lay_out(self) -> None:
        self._page = QVBoxLayout(self)
        self._page.addWidget(self._carte)
        self._page.addStretch(1)
        self._disposition = QVBoxLayout(self._carte)
        for widget in (self._titre, self._phrase, self.formulaire):
            self._disposition.addWidget(widget)
        boutons = QHBoxLayout()
        boutons.addStretch(1)
        boutons.addWidget(self.annuler)
        boutons.addWidget(self.creer)
        self._disposition.addLayout(boutons)

    def _on_creer_clicked(self) -> None:
        if not self.formulaire.commit():
            self.formulaire.focus_erreur()
            return
        valeurs: dict[str, Any] = self.formulaire.valeurs()
        exemplaire = valeurs.pop("exemplaire")
        roles = tuple(RolePartie(role) for role in valeurs.pop("signataires"))
        self.creation_demandee.emit(Reprise(signataires=roles, **valeurs), exemplaire)

    def _on_theme_changed(self) -> None:
        self._page.setContentsMargins(0, theme.px(16), 0, theme.px(16))
        self._disposition.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(20))
        self._disposition.setSpacing(theme.px(12))
        self._titre.setFont(theme.police(1.4, gras=True))
