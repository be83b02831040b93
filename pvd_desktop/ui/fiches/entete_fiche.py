"""Header of the fiche: number, title, statut, priorité and how complete it is."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.domain.completude import Completude
from models.domain.vocabulaire import Priorite, StatutAction
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.anneau import Anneau
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class EnteteFiche(ChampsCompacts):
    """The title is edited where it is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._numero = TexteEdit(20)
        self._intitule = TexteEdit()
        self._statut = ChoixCombo(StatutAction, facultatif=False)
        self._priorite = ChoixCombo(Priorite, libelle_vide="Priorité…")
        self.champs = [
            Champ("numero", self._numero, "Numéro", "Numéro de l’action, par exemple 1.2"),
            Champ("intitule", self._intitule, "Nom de l’action"),
            Champ("statut", self._statut, "Statut"),
            Champ("priorite", self._priorite, "Niveau de priorité"),
        ]
        super().__init__(self.champs, parent)
        self._numero.setPlaceholderText("N°")
        self._intitule.setPlaceholderText("Nom de l’action")
        self._anneau = Anneau(24, self)
        self._compte = QLabel(self)
        self._compte.setProperty("role", "discret")
        self._priorite.setMinimumContentsLength(7)
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self._numero)
        self._ligne.addWidget(self._intitule, 1)
        self._ligne.addWidget(self._statut)
        self._ligne.addWidget(self._priorite)
        self._ligne.addWidget(self._anneau)
        self._ligne.addWidget(self._compte)
        self.corps.addLayout(self._ligne)
        theme.suivre(self, self._on_theme_changed)

    def show_completude(self, completude: Completude) -> None:
        """Ring, figure, and in the tooltip what is still missing."""
        self._anneau.set_valeur(completude.remplis, completude.attendus)
        self._compte.setText(f"{completude.remplis}/{completude.attendus}")
        manque = ", ".join(completude.manquants)
        texte = f"Complétude\u00a0: {completude.remplis} sur {completude.attendus}"
        if manque:
            texte += f"\nÀ compléter\u00a0: {manque}"
        if completude.conseilles:
            texte += f"\nConseillé\u00a0: {', '.join(completude.conseilles)}"
        self._anneau.setToolTip(texte)
        self._compte.setToolTip(texte)
        self._compte.setAccessibleName(texte)

    def _on_theme_changed(self) -> None:
        self._ligne.setSpacing(theme.px(8))
        self._numero.setFixedWidth(theme.px(64))
        self._intitule.setFont(theme.police(1.15, gras=True))
        self._numero.setFont(theme.police(1.15, gras=True))
        self._statut.setFixedWidth(theme.px(136))
        self._priorite.setFixedWidth(theme.px(104))
