"""The context menu of the grid: what the keys do, for the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.ui import icones
from pvd_desktop.ui.maquette.cellule import icone_etat
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
    menu.insertMenu(menu.actions()[-1], _build_etats(vue, menu, editable=editable))
    return menu


def _build_etats(vue: VueGrille, menu: QMenu, *, editable: bool) -> QMenu:
    """The states a line may be in, each with the icon the cells show."""
    etats = QMenu("É&tat", menu)
    etats.setEnabled(editable)
    for etat in EtatFinancement:
        action = etats.addAction(etat.libelle)
        action.triggered.connect(lambda _coche=False, e=etat: vue.etat_demande.emit(e))
        if not etat.est_perdu:
            icones.poser(action, *icone_etat(etat), 16)
    return etats
