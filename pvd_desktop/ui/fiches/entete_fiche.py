"""Head of the fiche, above the tabs: its name, where it stands, what blocks it and what comes next."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from models.domain.completude import Completude
from models.domain.fiche_action import FicheAction
from models.domain.formats import NON_RENSEIGNE, format_date
from models.domain.vocabulaire import Meteo, Priorite, StatutAction
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.ligne_depliable import LigneDepliable
from pvd_desktop.ui.widgets.anneau import Anneau
from pvd_desktop.ui.widgets.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR_COMPLETE: Final = 600
"""Pixels at 100 % of three lines: the four fields of the second one have room."""

LARGEUR_DES_CHOIX: Final = 388
"""Pixels at 100 % of the three choices side by side."""


class TeteFiche:
    """Fields of the head, those of the follow-up included, under the identity of the fiche."""

    def __init__(self, fiche: FicheAction) -> None:
        self.uid = fiche.uid
        self.numero = fiche.numero
        self.intitule = fiche.intitule
        self.statut = fiche.statut
        self.priorite = fiche.priorite
        self.meteo = fiche.suivi.meteo
        self.point_bloquant = fiche.suivi.point_bloquant
        self.prochaine_etape = fiche.suivi.prochaine_etape
        self.prochaine_etape_qui = fiche.suivi.prochaine_etape_qui
        self.prochaine_etape_date = fiche.suivi.prochaine_etape_date


class EnteteFiche(ChampsCompacts):
    """Three lines: the title is edited where it is read; the follow-up is what one says at each meeting.

    On a narrow pane the follow-up would take three more: it is folded into one line that says it.
    """

    def __init__(self, aujourd_hui: Callable[[], date], parent: QWidget | None = None) -> None:
        self._numero = TexteEdit(20)
        self._intitule = TexteEdit()
        self._statut = ChoixCombo(StatutAction, facultatif=False)
        self._priorite = ChoixCombo(Priorite, libelle_vide="Priorité…")
        self._meteo = ChoixCombo(Meteo, libelle_vide="Météo…")
        self._bloquant = TexteEdit()
        self._etape = TexteEdit()
        self._qui = TexteEdit()
        self._quand = DateEdit(aujourd_hui)
        self.champs = [
            Champ("numero", self._numero, "Numéro", "Numéro de l’action, par exemple 1.2"),
            Champ("intitule", self._intitule, "Nom de l’action", "Nom de l’action"),
            Champ("statut", self._statut, "Statut", "Statut de l’action"),
            Champ("priorite", self._priorite, "Niveau de priorité", "Niveau de priorité"),
            Champ("meteo", self._meteo, "Météo", "Comment se porte l’action aujourd’hui"),
            Champ("point_bloquant", self._bloquant, "Point bloquant", "Ce qui empêche l’action d’avancer"),
            Champ("prochaine_etape", self._etape, "Prochaine étape", "Ce qui doit être fait ensuite"),
            Champ("prochaine_etape_qui", self._qui, "Prochaine étape, par qui", "Qui s’en charge"),
            Champ("prochaine_etape_date", self._quand, "Prochaine étape, pour quand", "Pour quand"),
        ]
        super().__init__(self.champs, parent)
        self._numero.setPlaceholderText("N°")
        self._intitule.setPlaceholderText("Nom de l’action")
        self._bloquant.setPlaceholderText("Aucun")
        self._etape.setPlaceholderText("Quoi")
        self._qui.setPlaceholderText("Qui")
        self._anneau = Anneau(24, self)
        self._compte = QLabel(self)
        self._compte.setProperty("role", "discret")
        self._libelle_bloquant = _build_libelle("Point bloquant", self._bloquant, self)
        self._libelle_etape = _build_libelle("Prochaine étape", self._etape, self)
        self.suivi = LigneDepliable("suivi", self)
        self._etroit, self._deplie = False, False
        self._lay_out()
        self.suivi.bascule.connect(self._on_suivi_bascule)
        theme.suivre(self, self._on_theme_changed)

    @override
    def set_valeurs(self, valeurs: Mapping[str, object]) -> None:
        super().set_valeurs(valeurs)
        self.suivi.set_texte(
            _sum_up(self._bloquant.valeur(), self._etape.valeur(), self._qui.valeur(), self._quand.valeur())
        )

    @override
    def focus_champ(self, nom: str) -> bool:
        if nom in self._champs:
            self.show_champ(self.editeur(nom))
        return super().focus_champ(nom)

    def show_champ(self, champ: QWidget) -> None:
        """Unfold the follow-up if ``champ`` is there."""
        if any(bloc is champ or bloc.isAncestorOf(champ) for bloc in self._blocs):
            self._set_deplie(deplie=True)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_completude(self, completude: Completude) -> None:
        """Ring, figure, and in the tooltip what is still missing."""
        self._anneau.set_valeur(completude.remplis, completude.attendus)
        self._compte.setText(f"{completude.remplis}/{completude.attendus}")
        texte = f"Complétude\u00a0: {completude.remplis} sur {completude.attendus}"
        if completude.manquants:
            texte += f"\nÀ compléter\u00a0: {', '.join(completude.manquants)}"
        if completude.conseilles:
            texte += f"\nConseillé\u00a0: {', '.join(completude.conseilles)}"
        self._anneau.setToolTip(texte)
        self._compte.setToolTip(texte)
        self._compte.setAccessibleName(texte)

    def add_outil(self, bouton: QWidget) -> None:
        """Put a button at the end of the first line."""
        self._identite.addWidget(bouton)

    def compte(self) -> str:
        """« 7/9 »."""
        return self._compte.text()

    def _lay_out(self) -> None:
        self._identite = QHBoxLayout()
        self._identite.addWidget(self._numero)
        self._identite.addWidget(self._intitule, 1)
        self._identite.addWidget(self._anneau)
        self._identite.addWidget(self._compte)
        self.corps.addLayout(self._identite)
        self._nommes: list[QHBoxLayout] = []
        # On a narrow pane what does not fit goes to the next line, with its label.
        suivi, suite = FluxLayout(espace=8), FluxLayout(espace=8)
        for widget in (self._statut, self._priorite, self._meteo):
            suivi.addWidget(widget)
        bloquant = self._name(self._libelle_bloquant, self._bloquant)
        etape = self._name(self._libelle_etape, self._etape)
        self._blocs = (bloquant, etape, self._qui, self._quand)
        suivi.add_extensible(bloquant, 200)
        suite.add_extensible(etape, 300, 3)
        suite.add_extensible(self._qui, 110, 2)
        suite.addWidget(self._quand)
        self.corps.addLayout(suivi)
        self.corps.addWidget(self.suivi)
        self.corps.addLayout(suite)

    def _name(self, libelle: QLabel, editeur: QWidget) -> QWidget:
        """A field with its label: they go to the next line together."""
        bloc = QWidget(self)
        ligne = QHBoxLayout(bloc)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(libelle)
        ligne.addWidget(editeur, 1)
        self._nommes.append(ligne)
        return bloc

    def _fit(self) -> None:
        """Fold what does not fit on three lines, unless one is writing there."""
        serre = self.width() < theme.px(LARGEUR_DES_CHOIX)
        for choix, largeur in ((self._statut, 132), (self._priorite, 120), (self._meteo, 120)):
            choix.setFixedWidth(theme.px(largeur - 20 if serre else largeur))
        etroit = self.width() < theme.px(LARGEUR_COMPLETE)
        if etroit != self._etroit:
            self._etroit = etroit
            saisies = (self._bloquant, self._etape, self._qui, self._quand)
            self._set_deplie(deplie=any(s.hasFocus() or s.isModified() or s.erreur() for s in saisies))

    def _set_deplie(self, *, deplie: bool) -> None:
        self._deplie = deplie
        self.suivi.setVisible(self._etroit)
        self.suivi.set_deplie(deplie=deplie)
        for bloc in self._blocs:
            bloc.setVisible(deplie or not self._etroit)

    def _on_suivi_bascule(self) -> None:
        # What cannot be read stays in sight.
        self._set_deplie(deplie=not self._deplie or not self.commit())
        if self._deplie:
            self._bloquant.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_theme_changed(self) -> None:
        self._fit()
        self.corps.setSpacing(theme.px(7))
        self._identite.setSpacing(theme.px(8))
        for ligne in self._nommes:
            ligne.setSpacing(theme.px(8))
        for titre in (self._numero, self._intitule):
            titre.setFont(theme.police(1.15, gras=True))
        for widget, largeur in (
            (self._numero, 60),
            (self._libelle_etape, 100),
            (self._quand, 132),
        ):
            widget.setFixedWidth(theme.px(largeur))


def _sum_up(bloquant: str, etape: str, qui: str, quand: date | None) -> str:
    """What the folded line says."""
    parties = [f"Point bloquant\u00a0: {bloquant}"] if bloquant else []
    details = ", ".join(filter(None, (qui, format_date(quand) if quand else "")))
    if etape or details:
        parties.append(f"Prochaine étape\u00a0: {etape or NON_RENSEIGNE.lower()}{f' ({details})' if details else ''}")
    return " · ".join(parties) or "Ni point bloquant ni prochaine étape"


def _build_libelle(texte: str, editeur: QWidget, parent: QWidget) -> QLabel:
    libelle = QLabel(texte, parent)
    libelle.setProperty("role", "discret")
    libelle.setBuddy(editeur)
    return libelle
