"""Over the tab « Financement »: which operation is shown, its name, and the way to add, split, move or remove one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from models.domain.plan_financement import Operation
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.widgets.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class SelecteurOperation(QWidget):
    """Which operation is shown: nothing to see while there is one, but the way to add another."""

    operation_choisie = Signal(object)
    """Its uid."""
    ajout_demande = Signal()
    retrait_demande = Signal()

    def __init__(self, ecriture: EcritureOperation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = ChoixCombo([], facultatif=False)
        self.combo.setAccessibleName("Opération")
        nom = TexteEdit()
        nom.setPlaceholderText("Nom de l’opération")
        champ = Champ("intitule", nom, "Nom de l’opération")
        self.noms = ChampsCompacts([champ], self)
        self.noms.corps.addWidget(nom)
        self.lie = FormulaireLie(self.noms, [champ], ecriture.write)
        self.ajouter = QPushButton("Ajouter une opération")
        self.ajouter.setProperty("role", "discret")
        self.ajouter.setToolTip("Une tranche avec son maître d’ouvrage, sa base et son plan de financement")
        icones.poser(self.ajouter, "ajouter", "accent", 16)
        self.scinder = QPushButton("Scinder…")
        self.scinder.setProperty("role", "discret")
        self.scinder.setToolTip("Mettre une partie des lignes dans une nouvelle opération")
        icones.poser(self.scinder, "dupliquer", "accent", 16)
        self.places = {
            pas: _place_button(aide, icone, self)
            for pas, aide, icone in (
                (-1, "Avancer cette opération", "monter"),
                (1, "Reculer cette opération", "descendre"),
            )
        }
        self.retirer = QToolButton(self)
        self.retirer.setAccessibleName("Supprimer cette opération")
        self.retirer.setToolTip("Supprimer cette opération")
        icones.poser(self.retirer, "corbeille", "texte_discret", 16)
        self._libelle = QLabel("Opération", self)
        self._libelle.setBuddy(self.combo)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(theme.px(8))
        ligne.addWidget(self._libelle)
        ligne.addWidget(self.combo, 2)
        ligne.addWidget(self.noms, 2)
        ligne.addStretch(1)
        for bouton in (*self.places.values(), self.retirer):
            ligne.addWidget(bouton)
        self.combo.valeur_validee.connect(self.operation_choisie)
        self.ajouter.clicked.connect(self.ajout_demande)
        self.retirer.clicked.connect(self.retrait_demande)

    def show_operations(self, operations: tuple[Operation, ...], courante: Operation | None) -> None:
        """The list and the one shown."""
        self.combo.set_choix([(o.uid, o.intitule or f"Opération {n}") for n, o in enumerate(operations, 1)])
        self.combo.set_valeur(courante.uid if courante else None)
        self.lie.show(courante)
        rang = operations.index(courante) if courante in operations else -1
        self.places[-1].setEnabled(rang > 0)
        self.places[1].setEnabled(0 <= rang < len(operations) - 1)
        self.scinder.setVisible(courante is not None and len(courante.depenses) + len(courante.financements) > 1)
        self.setVisible(len(operations) > 1)

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Every operation can be read, none changed."""
        self.noms.set_lecture_seule(lecture_seule)
        for bouton in (self.ajouter, self.scinder, self.retirer):
            bouton.setEnabled(not lecture_seule)
        for bouton in self.places.values():
            bouton.setVisible(not lecture_seule)


def _place_button(aide: str, icone: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setAccessibleName(aide)
    bouton.setToolTip(aide)
    icones.poser(bouton, icone, "texte_discret", 16)
    return bouton
