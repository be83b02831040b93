"""The context menu of the grid: what the keys do, for the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from pvd_desktop.ui import icones
from pvd_desktop.ui.maquette.vue import VueGrille


def build_menu(vue: VueGrille, *, editable: bool) -> QMenu:
    """A menu that deletes itself; what writes is offered when the project can be written."""
    menu = QMenu(vue)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for texte, touches, icone, fonction, ecrit in (
        ("&Modifier, ou déplier", "Entrée", "crayon", vue.open_cell, False),
        ("&Ouvrir la fiche", "Ctrl+Entrée", "plan_action", vue.ouverture_demandee.emit, False),
        ("Cou&per", "Ctrl+X", "", vue.cut, True),
        ("&Copier", "Ctrl+C", "copier", vue.copy, False),
        ("Co&ller", "Ctrl+V", "", vue.paste, True),
        ("&Recopier vers le bas", "Ctrl+D", "descendre", vue.recopie_demandee.emit, True),
        ("&Effacer", "Suppr", "supprimer", vue.effacement_demande.emit, True),
    ):
        action = menu.addAction(f"{texte}\t{touches}")
        action.setEnabled(editable or not ecrit)
        action.triggered.connect(lambda _coche=False, f=fonction: f())
        if icone:
            icones.poser(action, icone, "texte_discret", 16)
    return menu
