"""A drop-down list over a vocabulary or over things of the project."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget
from typing_extensions import override

from models.domain.formats import NON_RENSEIGNE
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.choix import Choix, paires

ABSENT = "Élément supprimé"


class ChoixCombo(QComboBox):
    """One value among ``choix``; ``None`` when nothing is chosen and the field is ``facultatif``.

    Values are kept in Python beside the entries: Qt would hand a member of a vocabulary back as a plain ``str``.

    Args:
        choix: a vocabulary class, or (value, label) pairs.
        facultatif: whether « rien » is an entry.
        libelle_vide: label of that entry.
        libelle_ajout: label of a last entry that creates something (« Ajouter un organisme… »), if any.
        parent: owner.
    """

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)
    ajout_demande = Signal()

    def __init__(
        self,
        choix: Choix,
        *,
        facultatif: bool = True,
        libelle_vide: str = NON_RENSEIGNE,
        libelle_ajout: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facultatif = facultatif
        self._libelle_vide = libelle_vide
        self._libelle_ajout = libelle_ajout
        self._valeurs: list[str | None] = []
        self._connues = 0
        self._valeur: str | None = None
        # The wheel scrolls the page; it changes a value only in the field the user has chosen.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        self.setAccessibleName("Liste de choix")
        self.activated.connect(self._on_activated)
        theme.suivre(self, self._color_entries)
        self.set_choix(choix)

    def set_choix(self, choix: Choix) -> None:
        """Replace the entries and keep the value, even when it is no longer among them."""
        entrees: list[tuple[str | None, str]] = [(None, self._libelle_vide)] if self._facultatif else []
        entrees += paires(choix)
        self._connues = len(entrees)
        if self._valeur is not None and self._valeur not in [v for v, _ in entrees]:
            entrees.append((self._valeur, ABSENT))
        self.clear()
        self._valeurs = [valeur for valeur, _ in entrees]
        self.addItems([libelle for _, libelle in entrees])
        for row, (_, libelle) in enumerate(entrees):
            self.setItemData(row, libelle, Qt.ItemDataRole.ToolTipRole)
        if self._libelle_ajout:
            self.insertSeparator(self.count())
            self.addItem(self._libelle_ajout)
        self._show()
        self._color_entries()

    def valeur(self) -> str | None:
        """The chosen value (a member, for a vocabulary), or ``None``."""
        return self._valeur

    def set_valeur(self, valeur: str | None, /) -> None:
        """Show ``valeur`` without emitting; an unknown one is shown as « Élément supprimé »."""
        if valeur == self._valeur:
            return
        self._valeur = valeur
        self._drop_absent()
        if valeur is not None and valeur not in self._valeurs:
            self.insertItem(len(self._valeurs), ABSENT)
            self._valeurs.append(valeur)
        self._show()

    def commit(self) -> bool:
        """Nothing is ever pending: a choice is validated at once."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow choosing."""
        self.setEnabled(not lecture_seule)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """A value too long ends with « … »: the style sheet would cut it in the middle of a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        champ = QStyle.SubControl.SC_ComboBoxEditField
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, champ, self)
        option.currentText = self.fontMetrics().elidedText(  # pyright: ignore[reportAttributeAccessIssue]
            option.currentText, Qt.TextElideMode.ElideRight, place.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _show(self) -> None:
        if self._valeur in self._valeurs:
            self.setCurrentIndex(self._valeurs.index(self._valeur))
        else:
            self.setCurrentIndex(-1)
        self.setToolTip(self.currentText())

    def _color_entries(self) -> None:
        modele = self.model()
        if self._facultatif and isinstance(modele, QStandardItemModel) and modele.rowCount():
            modele.item(0).setForeground(theme.couleur("texte_discret"))

    def _on_activated(self, row: int) -> None:
        if row >= len(self._valeurs):
            self._show()
            self.ajout_demande.emit()
            return
        valeur = self._valeurs[row]
        self.setToolTip(self.currentText())
        if valeur != self._valeur:
            self._valeur = valeur
            self._drop_absent()
            self.valeur_validee.emit(valeur)

    def _drop_absent(self) -> None:
        """What is no longer in the project is offered as long as it is the value, no longer."""
        if len(self._valeurs) > self._connues and self._valeurs[-1] != self._valeur:
            self._valeurs.pop()
            self.removeItem(self._connues)
