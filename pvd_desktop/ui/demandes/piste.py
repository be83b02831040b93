"""The steps of a demande as a compact track: one mark per step, its shape says whether it is done, words say where."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from models.domain.demandes.etapes import Etapes, TypeEtape
from models.domain.formats import format_date
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE

PAS: Final = 8
"""Pixels at 100 % from one mark to the next."""


def icone_etapes(etapes: Etapes) -> tuple[str, str]:
    """Icon of where the demande stands, and its colour."""
    if etapes.issue is not None and etapes.issue.est_perdue:
        return "alerte", "erreur"
    if etapes.suivante is None:
        return "succes", "succes"
    return ("crayon", "texte_discret") if etapes.courante is TypeEtape.A_PREPARER else ("demandes", "accent")


def dire_etapes(etapes: Etapes) -> str:
    """Where it stands, then every step in words, one a line."""
    lignes = [
        f"{'✓' if e.faite else '○'} {e.type.libelle}"
        f"{f' le {format_date(e.date)}' if e.date else ''}{f' – {e.detail}' if e.detail else ''}"
        for e in etapes.etapes
    ]
    return "\n".join([etapes.libelle, *lignes])


def largeur_piste() -> int:
    """Pixels that the marks take."""
    return theme.px(PAS * len(TypeEtape))


def paint_piste(painter: QPainter, place: QRect, etapes: Etapes) -> None:
    """The marks, from the left of ``place``, in the middle of its height: full when done; a square for the last one."""
    perdue = etapes.issue is not None and etapes.issue.est_perdue
    plein, vide = theme.couleur("erreur" if perdue else "accent"), theme.couleur("texte_discret")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pas, milieu = theme.px(PAS), place.center().y() + 0.5
    for rang, etape in enumerate(etapes.etapes):
        centre = QPointF(place.left() + (rang + 0.5) * pas, milieu)
        rayon = pas * 0.28
        painter.setPen(QPen(plein if etape.faite else vide, 1))
        painter.setBrush(plein if etape.faite else Qt.BrushStyle.NoBrush)
        if etape.type is etapes.courante:
            cote = pas * 0.75
            painter.drawRect(QRectF(centre.x() - cote / 2, centre.y() - cote / 2, cote, cote))
        else:
            painter.drawEllipse(centre, rayon, rayon)
    painter.restore()


class DelegueEtapes(QStyledItemDelegate):
    """The icon of the cell, the track, then the words."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        ligne: Any = index.data(ROLE_LIGNE)
        vue = QStyleOptionViewItem(option)
        self.initStyleOption(vue, index)
        style = vue.widget.style() if vue.widget else QApplication.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, vue, vue.widget)
        texte, vue.text = vue.text, ""  # pyright: ignore[reportAttributeAccessIssue]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, vue, painter, vue.widget)
        paint_piste(painter, place, ligne.etapes)
        mots = place.adjusted(largeur_piste() + theme.px(6), 0, 0, 0)
        painter.save()
        painter.setFont(vue.font)
        choisie = bool(vue.state & QStyle.StateFlag.State_Selected)
        role = vue.palette.ColorRole.HighlightedText if choisie else vue.palette.ColorRole.Text
        painter.setPen(vue.palette.color(role))
        dits = vue.fontMetrics.elidedText(texte, Qt.TextElideMode.ElideRight, mots.width())
        painter.drawText(mots, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), dits)
        painter.restore()
