"""The communes of a convention, chosen one by one in a field: what is typed in it counts without another gesture."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.referentiel.communes import CommuneOfficielle, CommuneTrouvee
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.bandeau import announce
from pvd_desktop.ui.widgets.commune_edit import CommuneEdit

Commune = CommuneOfficielle | str
"""One of the reference, or the name typed for one it does not have."""
SANS_COMMUNE = "Indiquez au moins une commune."


class CommunesEdit(QWidget):
    """A tuple of communes, in the order they were chosen; the field itself holds the last one."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choisies: list[Commune] = []
        self._lignes: list[QWidget] = []
        self.champ = CommuneEdit(self)
        self.champ.setPlaceholderText("Nom de la commune, code INSEE ou code postal")
        self.ajouter = QPushButton("Ajouter une autre commune", self)
        self.ajouter.setAccessibleName("Garder cette commune et en ajouter une autre")
        icones.poser(self.ajouter, "ajouter")
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        ligne = QHBoxLayout()
        ligne.addWidget(self.champ, 1)
        ligne.addWidget(self.ajouter)
        self._disposition.addLayout(ligne)
        self.setFocusProxy(self.champ)
        self.champ.returnPressed.connect(self.keep)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self.champ.textEdited.connect(lambda: self._tell(""))
        theme.suivre(self, lambda: self._disposition.setSpacing(theme.px(4)))

    def valeur(self) -> tuple[Commune, ...]:
        """The communes kept, then the one in the field; none twice."""
        communes = [*self._choisies, *filter(None, (self._typed(),))]
        return tuple(dict.fromkeys(communes))

    def set_valeur(self, valeur: tuple[Commune, ...], /) -> None:
        """Show these, the field being empty."""
        self._choisies = list(valeur)
        self.champ.clear()
        self._show()
        self._tell("")

    def commit(self) -> bool:
        """Whether there is a commune at all."""
        manque = "" if self.valeur() else SANS_COMMUNE
        self._tell(manque)
        return not manque

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing."""
        self.champ.setReadOnly(lecture_seule)
        self.ajouter.setEnabled(not lecture_seule)

    def keep(self) -> None:
        """Keep the commune of the field, and be ready for another one."""
        avant, self._choisies = len(self._choisies), list(self.valeur())
        self.champ.clear()
        self._show()
        if len(self._choisies) > avant:
            announce(self, f"{_name(self._choisies[-1])} est dans la liste")
        self.valeur_validee.emit(self.valeur())

    def _tell(self, erreur: str) -> None:
        self.champ.setAccessibleDescription(erreur)
        self.erreur_changed.emit(erreur)

    def _typed(self) -> Commune | None:
        trouvee: CommuneTrouvee | None = self.champ.trouvee()
        return trouvee.commune if trouvee is not None else " ".join(self.champ.text().split()) or None

    def _on_ajouter_clicked(self) -> None:
        self.keep()
        self.champ.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for ligne in self._lignes:
            self._disposition.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        self._lignes = [self._line(commune) for commune in self._choisies]
        for rang, ligne in enumerate(self._lignes):
            self._disposition.insertWidget(rang, ligne)

    def _line(self, commune: Commune) -> QWidget:
        nom = _name(commune)
        ou = "" if isinstance(commune, str) else f" · {commune.departement} ({commune.code_departement})"
        ligne = QWidget(self)
        disposition = QHBoxLayout(ligne)
        disposition.setContentsMargins(0, 0, 0, 0)
        retirer = QToolButton(ligne)
        retirer.setToolTip("Retirer cette commune")
        retirer.setAccessibleName(f"Retirer {nom}")
        icones.poser(retirer, "fermer", "texte_discret", 14)
        retirer.clicked.connect(partial(self._remove, commune))
        disposition.addWidget(QLabel(f"{nom}{ou}", ligne), 1)
        disposition.addWidget(retirer)
        return ligne

    def _remove(self, commune: Commune, _coche: bool = False) -> None:
        self._choisies = [autre for autre in self._choisies if autre != commune]
        self._show()
        self.champ.setFocus(Qt.FocusReason.OtherFocusReason)
        self.valeur_validee.emit(self.valeur())


def _name(commune: Commune) -> str:
    return commune if isinstance(commune, str) else commune.nom
