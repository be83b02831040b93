"""Several values among a short list: chips when the labels are short, a column of boxes when they are sentences."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.case import CaseLongue
from pvd_desktop.ui.widgets.choix import Choix, paires
from pvd_desktop.ui.widgets.flux import FluxLayout

LONGUEUR_DE_PUCE = 40
"""Characters above which a label no longer fits in a chip."""


class ChoixMultiple(QWidget):
    """A tuple of values, in the order of the list; each click is a validated value."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, choix: Choix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boutons: dict[str, QAbstractButton] = {}
        self._inconnues: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._zone = QWidget(self)
        self._layout.addWidget(self._zone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("Choix multiple")
        self.set_choix(choix)

    def set_choix(self, choix: Choix) -> None:
        """Replace the entries and keep the values."""
        valeur = self.valeur()
        entrees = paires(choix)
        en_puces = all(len(libelle) <= LONGUEUR_DE_PUCE for _, libelle in entrees)
        ancienne, self._zone = self._zone, QWidget(self)
        zone = FluxLayout(self._zone) if en_puces else QVBoxLayout(self._zone)
        zone.setContentsMargins(0, 0, 0, 0)
        self._boutons = {}
        for code, libelle in entrees:
            bouton = QPushButton(libelle, self._zone) if en_puces else CaseLongue(libelle, self._zone)
            bouton.setCheckable(True)
            bouton.setAccessibleName(libelle)
            theme.set_role(bouton, "puce" if en_puces else "")
            if en_puces:
                # The widest one must not decide of the width of the page.
                bouton.setMinimumWidth(1)
            bouton.clicked.connect(self._on_bouton_clicked)
            zone.addWidget(bouton)
            self._boutons[code] = bouton
        self._layout.replaceWidget(ancienne, self._zone)
        ancienne.deleteLater()
        premier = next(iter(self._boutons.values()), None)
        if premier is not None:
            self.setFocusProxy(premier)
        self.set_valeur(valeur)

    def valeur(self) -> tuple[str, ...]:
        """Values ticked, then those the list does not know (kept, never lost)."""
        return (*(code for code, bouton in self._boutons.items() if bouton.isChecked()), *self._inconnues)

    def set_valeur(self, valeur: tuple[str, ...], /) -> None:
        """Tick exactly these, without emitting."""
        self._inconnues = tuple(code for code in valeur if code not in self._boutons)
        for code, bouton in self._boutons.items():
            bouton.setChecked(code in valeur)

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow ticking."""
        for bouton in self._boutons.values():
            bouton.setEnabled(not lecture_seule)

    def _on_bouton_clicked(self) -> None:
        self.valeur_validee.emit(self.valeur())
