"""Tab « Réalisé » of a fiche: marchés and factures of its operations, whether a demande asks for them or not."""

from decimal import Decimal
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros, format_taux
from models.domain.paiements.depenses import EtatDepenses
from models.domain.plan_financement import Operation
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.paiement.panneau import PanneauOperation
from pvd_desktop.ui.rubrique_operation import RubriqueOperation
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.toast import Toast

_MILLIEME: Final = Decimal("0.001")


class OngletRealise(RubriqueOperation):
    """One operation of the fiche at a time; read when it is seen, for its mandats may be thousands."""

    def __init__(self, ecrivain: Ecrivain, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fiche: FicheAction | None = None
        self._operation: Uid | None = None
        self._create_fields(ecrivain, settings)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def show_fiche(self, fiche: FicheAction) -> None:
        autre = self._fiche is None or self._fiche.uid != fiche.uid
        self._fiche = fiche
        if autre:
            self._operation = None
            self.panneau.forget()
        if self.isVisible():
            self._show()

    def show_operation(self, uid: Uid) -> None:
        """Show one operation of the fiche."""
        if not self.commit():
            self.choix.set_valeur(self._operation)
            return
        if uid != self._operation:
            self.panneau.forget()
        self._operation = uid
        self._show()

    @override
    def commit(self) -> bool:
        return self.panneau.commit()

    @override
    def set_lecture_seule(self, lecture_seule: bool) -> None:
        self.panneau.set_lecture_seule(lecture_seule)

    @override
    def focus_champ(self, champ: str) -> bool:
        return self.panneau.show_cell(champ)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._show()

    def _create_fields(self, ecrivain: Ecrivain, settings: Settings) -> None:
        self.panneau = PanneauOperation("Réalisé", ecrivain, settings, self)
        self.choix = ChoixCombo([], facultatif=False, parent=self.panneau.contenu)
        self.choix.setAccessibleName("Opération")
        self.resume = QLabel(self.panneau.contenu)
        self.resume.setWordWrap(True)
        self.vide = EtatVide(
            "maquette",
            "Aucune opération",
            "Les marchés et les factures sont ceux d’une opération\u00a0: ajoutez-en une dans "
            "«\u00a0Financement\u00a0».",
            parent=self,
        )
        self.panneau.set_vide(self.vide)
        self.toast = Toast(self)
        self._annulation = Annulation(ecrivain.workspace, self.toast)

    def _lay_out(self) -> None:
        for widget in (self.choix, self.resume):
            self.panneau.tete.addWidget(widget)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.panneau)
        self.setFocusProxy(self.panneau.depenses.marches)

    def _connect(self) -> None:
        self.choix.valeur_validee.connect(self._on_choix_valide)
        self.panneau.etat_lu.connect(self._show)
        self.panneau.acte_fait.connect(self._on_acte_fait)
        self.panneau.avertissement.connect(self.avertissement)

    def _show(self) -> None:
        operations = self._fiche.operations if self._fiche else ()
        courante = next((o for o in operations if o.uid == self._operation), operations[0] if operations else None)
        self._operation = courante.uid if courante else None
        self.choix.set_choix([(o.uid, o.intitule or f"Opération {n}") for n, o in enumerate(operations, 1)])
        self.choix.set_valeur(self._operation)
        self.choix.setVisible(len(operations) > 1)
        etat = self.panneau.show_operation(courante)
        if courante is not None and etat is not None:
            self.resume.setText(_say(courante, etat))

    def _on_choix_valide(self, uid: str) -> None:
        self.show_operation(Uid(uid))

    def _on_acte_fait(self, texte: str) -> None:
        self.toast.show_message(texte, action=self._annulation.offer())

    def _on_theme_changed(self) -> None:
        self.choix.setMaximumWidth(theme.px(420))
        self.resume.setFont(theme.police_tableau())


def _say(operation: Operation, etat: EtatDepenses) -> str:
    """« Coût prévu : 400 000,00 € HT · mandaté : 381 500,00 € HT, soit 95,4 % »."""
    base, prevu, reel = etat.base.libelle, operation.cout, etat.cout_reel
    part = f", soit {format_taux((reel / prevu).quantize(_MILLIEME))} du coût prévu" if prevu and reel > 0 else ""
    dit = f"{format_euros(prevu)} {base}" if prevu is not None else format_euros(None).lower()
    return f"Coût prévu\u00a0: {dit} · mandaté\u00a0: {format_euros(reel)} {base}{part}."
