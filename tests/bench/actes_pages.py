"""One ordinary act on each page, done as its fields and its buttons do it: its name, then what does it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pvd_desktop.ui.pages import (
    CALENDRIER,
    CONVENTION,
    CORBEILLE,
    DEMANDES,
    DOCUMENTS,
    DONNEES,
    MAQUETTE,
    ORGANISMES,
    PLAN,
    POINTS,
    REGLAGES,
    SCENARIOS,
    TERRITOIRE,
    VERSIONS,
)
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

Acte = Callable[[Any], object]


def _champ(racine: QWidget) -> TexteEdit:
    """The first text that can be typed there."""
    return next(
        champ
        for champ in racine.findChildren(QLineEdit)
        if isinstance(champ, TexteEdit) and champ.isVisible() and champ.isEnabled() and not champ.isReadOnly()
    )


def _type(page: QWidget) -> None:
    champ = _champ(page)
    champ.end(False)  # noqa: FBT003 - Qt has no keyword here
    # As keys do: what is set is not typed.
    champ.insert(" bis")
    champ.commit()


def _choose_fiche(page: Any) -> None:
    page.show_fiche(page.liste.lignes()[12].fiche.uid)


def _choose_demande(page: Any) -> None:
    page.show_demande(page.lecture.lignes()[7].uid)


def _choose_organisme(page: Any) -> None:
    page.liste.select(next(reversed(page._lignes)))


def _add_contact(page: Any) -> None:
    page.editeur.onglets.setCurrentWidget(page.editeur.contacts)
    page.editeur.contacts.liste.boutons()["ajouter"].click()


def _write_amount(page: Any) -> None:
    index = next(
        index
        for row in range(page.modele.rowCount())
        for colonne in range(page.modele.columnCount())
        if (index := page.modele.index(row, colonne)).flags() & Qt.ItemFlag.ItemIsEditable
    )
    page.modele.setData(index, "12 345,60")


def _finish(page: Any) -> None:
    echeances = page.onglet("echeances")
    echeances.modele.set_coches({next(e.cle for e in echeances._echeances if e.ouverte)})
    echeances.finish()


def _next_month(page: Any) -> None:
    mois = page.onglet("mois")
    mois.show_jour(mois.jour.replace(year=mois.jour.year + 1))


def _ignore(page: Any) -> None:
    page._on_ignore_demande(page._constats[0], "Vu avec la préfecture")


def _restore(page: Any) -> None:
    page.vue.selectRow(0)
    page.restore()


def _search(question: str, page: Any) -> None:
    page.recherche.setText(question)


def _choose_scenario(page: Any) -> None:
    page.show_scenario(page._workspace.projet.scenarios[-1].uid)


def _compare(page: Any) -> None:
    page.show_version(page.liste.modele.lignes[-1].uid)


def _show_onglet(nom: str, page: Any) -> None:
    page.show_onglet(nom)


ACTES: Final[Mapping[str, Mapping[str, Acte]]] = {
    TERRITOIRE: {"un champ tapé": _type},
    PLAN: {"une autre fiche": _choose_fiche, "un champ tapé": lambda page: _type(page.editeur)},
    MAQUETTE: {"un montant tapé": _write_amount},
    DEMANDES: {"une autre demande": _choose_demande, "un champ tapé": lambda page: _type(page.detail)},
    ORGANISMES: {
        "un autre partenaire": _choose_organisme,
        "un champ tapé": lambda page: _type(page.editeur),
        "un contact ajouté": _add_contact,
    },
    CALENDRIER: {
        "« Fait »": _finish,
        "Mois": partial(_show_onglet, "mois"),
        "un autre mois": _next_month,
        "Gouvernance": partial(_show_onglet, "gouvernance"),
        "un champ de la réunion tapé": _type,
    },
    CONVENTION: {"un champ tapé": _type},
    POINTS: {"un point ignoré": _ignore},
    DOCUMENTS: {"une recherche": partial(_search, "plan")},
    SCENARIOS: {"un autre scénario": _choose_scenario, "un champ tapé": _type},
    REGLAGES: {"un champ tapé": _type},
    CORBEILLE: {"un élément restauré": _restore},
    DONNEES: {"une recherche": partial(_search, "Personne 3")},
    VERSIONS: {"deux états comparés": _compare},
}
