"""Check boxes: one whose label is a sentence, and one that speaks the protocol of the form as well."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme

_LARGEUR_MIN: Final = 160
"""Pixels at 100 % that a sentence keeps, however narrow the page."""
_ENVELOPPE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class CaseLongue(QCheckBox):
    """Its label goes to the next line where a check box of Qt would widen the page."""

    def __init__(self, libelle: str, parent: QWidget | None = None) -> None:
        super().__init__(libelle, parent)
        politique = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)

    @override
    def hasHeightForWidth(self, /) -> bool:
        return True

    @override
    def heightForWidth(self, largeur: int, /) -> int:
        texte = self._place_texte(largeur, 1 << 16)
        besoin = self.fontMetrics().boundingRect(texte, int(_ENVELOPPE), self.text()).height()
        return max(super().sizeHint().height(), besoin + 2 * texte.top())

    @override
    def minimumSizeHint(self, /) -> QSize:
        return QSize(theme.px(_LARGEUR_MIN), super().minimumSizeHint().height())

    @override
    def hitButton(self, position: QPoint, /) -> bool:
        return self.rect().contains(position)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        option = self._option(self.size())
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)
        ligne = self._option(self._premiere_ligne(self.width()))
        option.rect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, ligne, self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option)
        painter.drawItemText(
            self._place_texte(self.width(), self.height()),
            int(_ENVELOPPE),
            option.palette,
            self.isEnabled(),
            self.text(),
            self.foregroundRole(),
        )

    def _premiere_ligne(self, largeur: int) -> QSize:
        """The box stands beside the first line."""
        return QSize(largeur, super().sizeHint().height())

    def _place_texte(self, largeur: int, hauteur: int) -> QRect:
        premiere = self._premiere_ligne(largeur)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, self._option(premiere), self)
        haut = (premiere.height() - self.fontMetrics().height()) // 2
        return QRect(place.left(), haut, place.width(), hauteur - haut)

    def _option(self, taille: QSize) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(0, 0), taille)
        return option


class CaseCocher(CaseLongue):
    """Yes or no; each click is a validated value."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, libelle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(libelle, parent)
        self.setAccessibleName(libelle or "Case à cocher")
        self.clicked.connect(self._on_clicked)

    def valeur(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_valeur(self, valeur: bool, /) -> None:
        """Tick or untick, without emitting."""
        self.setChecked(valeur)

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow ticking."""
        self.setEnabled(not lecture_seule)

    def _on_clicked(self, coche: bool) -> None:
        self.valeur_validee.emit(coche)
