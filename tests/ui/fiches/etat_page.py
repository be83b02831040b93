"""What the page « Plan d'action » displays, as data: two pages on one project must say the same."""

from typing import Any, cast

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import Editeur
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


def state(page: FichesPage) -> dict[str, Any]:
    """Tree, foot, head, every field and list of every tab, totals, points; not what has the focus."""
    editeur = page.editeur
    etat: dict[str, Any] = {
        "arbre": tree(page),
        "pied": (page.liste.pied.compte.text(), page.liste.pied.totaux.text()),
        "resume": page.resume(),
        "fiche": page.fiche_courante,
        "panneau": type(page.volet.currentWidget()).__name__,
        "vide": page._pile.currentWidget() is page._plan_vide,
    }
    if page.fiche_courante is None:
        return etat
    tete = {nom: shown(editeur.entete.editeur(nom)) for nom in editeur.entete._champs}
    etat |= {
        "tete": tete,
        "completude": editeur.entete.compte(),
        "message": editeur.entete.message(),
        "constats": [(c.code, c.message) for c in editeur.constats.constats()],
        "totaux": editeur.financement.totaux.textes(),
        "operations": shown(editeur.financement.selecteur.combo),
        "nom operation": shown(editeur.financement.selecteur.noms.editeur("intitule")),
    }
    tous = editeur.onglets
    onglets = (tous.description, tous.calendrier, tous.partenaires, tous.suivi, tous.indicateurs, tous.pieces)
    for onglet in (*onglets, editeur.financement.onglet):
        for nom, champ in onglet.formulaire._champs.items():
            etat[f"champ {nom}"] = shown(champ.editeur)
            etat[f"marque {nom}"] = onglet.formulaire._messages[nom].isVisibleTo(onglet)
    return etat


def tree(page: FichesPage) -> list[list[str]]:
    """Texts of the rows displayed, group by group."""
    proxy, colonnes = page.liste.proxy, range(page.liste.proxy.columnCount())

    def textes(row: int, parent: QModelIndex) -> list[str]:
        return [str(proxy.index(row, c, parent).data() or "") for c in colonnes]

    lignes: list[list[str]] = []
    for row in range(proxy.rowCount()):
        groupe = proxy.index(row, 0)
        lignes.append(textes(row, QModelIndex()))
        lignes += [textes(r, groupe) for r in range(proxy.rowCount(groupe))]
    return lignes


def shown(editeur: QWidget) -> object:
    """What an editor shows: its own words, not the value it would give."""
    match editeur:
        case ListeEditable():
            modele = editeur.modele
            colonnes = range(modele.columnCount())
            return [[modele.index(r, c).data() for c in colonnes] for r in range(modele.rowCount())]
        case ChoixCombo():
            return [editeur.itemText(row) for row in range(editeur.count())], editeur.currentText()
        case QLineEdit():
            return editeur.text()
        case TexteRiche():
            return editeur.zone.toPlainText()
        case _:
            return cast("Editeur", editeur).valeur()


def labels(page: QWidget) -> list[str]:
    """Texts of the visible labels."""
    return [libelle.text() for libelle in page.findChildren(QLabel) if libelle.isVisibleTo(page)]
