"""Where the keyboard is, for what the style does not draw: one frame, the same everywhere."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from pvd_desktop.ui import theme

EPAISSEUR: Final = 2
"""Pixels at 100 %, as around the fields."""


def paint_row_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Frame the row the arrows start from; for a delegate that paints its rows by itself."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint_focus(painter, option.rect)


def paint_focus(painter: QPainter, zone: QRect) -> None:
    """Frame what has the focus, inside its own room."""
    trait = theme.px(EPAISSEUR)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.couleur("accent"), trait))
    painter.drawRect(QRectF(zone).adjusted(trait / 2, trait / 2, -trait / 2, -trait / 2))
    painter.restore()
