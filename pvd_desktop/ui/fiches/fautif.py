"""The field that holds something which is not in the project."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.onglet import Onglet


def find_champ_fautif(racine: QWidget) -> QWidget | None:
    """The first field under ``racine`` that cannot be read, or else could not be written."""
    rouge = next((w for w in racine.findChildren(QWidget) if w.property("etat") == "erreur"), None)
    if rouge is not None:
        return rouge
    return next((champ for lie in racine.findChildren(FormulaireLie) if (champ := lie.champ_refuse())), None)


def focus_champ_fautif(champ: QWidget) -> None:
    """Put the focus in it, in sight; its tab must be on screen."""
    champ.setFocus(Qt.FocusReason.OtherFocusReason)
    parent: QWidget | None = champ
    while parent is not None:
        if isinstance(parent, Onglet):
            parent.show_focus()
        parent = parent.parentWidget()
