"""Models that reconcile: whatever the change, the views end where a fresh model would, and lose nothing on the way."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QTreeView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.domain.formats import format_euros
from models.domain.saisie import parse_montant
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.arbre import ArbreModel, Noeud
from pvd_desktop.ui.widgets.tables import DROITE, ROLE_CLE, ROLE_LIGNE, ROLE_TRI, Colonne, LignesModel, TriFiltre
from pvd_desktop.ui.widgets.vue import apply_colonnes, apply_largeurs, configure_table, copy_selection, largeurs


@dataclass(frozen=True)
class Ligne:
    uid: str
    nom: str = "École"
    montant: Decimal | None = None


COLONNES = [
    Colonne[Ligne](
        titre="Nom",
        texte=lambda ligne: ligne.nom,
        icone=lambda ligne: ("alerte", "erreur") if ligne.nom == "!" else None,
    ),
    Colonne[Ligne](
        titre="Montant HT",
        texte=lambda ligne: format_euros(ligne.montant),
        sort_by=lambda ligne: int((ligne.montant or 0) * 100),
        champ="montant",
        parse=parse_montant,
        align=DROITE,
        token=lambda ligne: "texte_discret" if ligne.montant is None else None,
        gras=lambda ligne: ligne.nom == "Total",
    ),
]
LIGNES = st.builds(Ligne, st.sampled_from("abcdefgh"), st.sampled_from("xyz"))
LISTES = st.lists(LIGNES, unique_by=lambda ligne: ligne.uid)


@st.composite
def _forest(draw: st.DrawFn) -> list[Noeud[str]]:
    """Two levels over a few keys, each used once."""
    cles = draw(st.lists(st.sampled_from("abcdefghij"), unique=True))
    racines = draw(st.integers(0, len(cles)))
    parents = [draw(st.integers(0, max(racines - 1, 0))) for _ in cles[racines:]]
    return [
        Noeud(
            cle,
            draw(st.sampled_from("xy")),
            [Noeud(c, draw(st.sampled_from("xy"))) for c, p in zip(cles[racines:], parents, strict=True) if p == rang],
        )
        for rang, cle in enumerate(cles[:racines])
    ]


def _modele(**options: Any) -> LignesModel[Ligne]:
    return LignesModel(COLONNES, lambda ligne: ligne.uid, **options)


def _cles(modele: QAbstractItemModel, parent: QModelIndex | None = None) -> list[Any]:
    """Keys of a model, as nested lists."""
    sous = parent or QModelIndex()
    index = [modele.index(row, 0, sous) for row in range(modele.rowCount(sous))]
    return [(i.data(ROLE_CLE), i.data(), _cles(modele, i)) for i in index]


@given(LISTES, LISTES)
def test_that_a_table_goes_from_any_rows_to_any_others(qapp: QApplication, avant: list[Ligne], apres: list[Ligne]):
    modele = _modele()
    testeur = QAbstractItemModelTester(modele, QAbstractItemModelTester.FailureReportingMode.Fatal)
    modele.set_lignes(avant)
    suivis = {ligne.uid: QPersistentModelIndex(modele.index(row, 0)) for row, ligne in enumerate(avant)}
    modele.set_lignes(apres)
    assert list(modele.lignes) == apres
    for uid, index in suivis.items():
        assert index.isValid() == any(ligne.uid == uid for ligne in apres)
        assert not index.isValid() or index.data(ROLE_CLE) == uid
    testeur.deleteLater()


@given(_forest(), _forest())
def test_that_a_tree_goes_from_any_shape_to_any_other(
    qapp: QApplication, avant: list[Noeud[str]], apres: list[Noeud[str]]
):
    colonnes = [Colonne[str](titre="Nom", texte=lambda donnee: donnee)]
    modele, neuf = ArbreModel(colonnes), ArbreModel(colonnes)
    testeur = QAbstractItemModelTester(modele, QAbstractItemModelTester.FailureReportingMode.Fatal)
    modele.set_noeuds(avant)
    modele.set_noeuds(apres)
    neuf.set_noeuds(apres)
    assert _cles(modele) == _cles(neuf)
    testeur.deleteLater()


def test_that_the_table_passes_the_tester_of_qt(qtmodeltester: ModelTester):
    modele = _modele(ecrire=lambda *_args: None)
    modele.set_lignes([Ligne("a"), Ligne("b", "!", Decimal(3))])
    qtmodeltester.check(modele)


def test_that_the_tree_passes_the_tester_of_qt(qtmodeltester: ModelTester):
    modele = ArbreModel([Colonne[str](titre="Nom", texte=lambda donnee: donnee)])
    modele.set_noeuds([Noeud("o1", "Habitat", [Noeud("f1", "OPAH"), Noeud("f2", "Îlot")]), Noeud("o2", "Commerce")])
    qtmodeltester.check(modele)


def test_that_a_sorted_and_filtered_view_passes_the_tester_of_qt(qtmodeltester: ModelTester):
    modele, proxy = _modele(), TriFiltre()
    proxy.setSourceModel(modele)
    modele.set_lignes([Ligne("a", "zèbre"), Ligne("b", "Écluse")])
    qtmodeltester.check(proxy)


def test_that_neighbours_leave_and_come_back_to_a_tree_in_one_step():
    modele = ArbreModel([Colonne[str](titre="Nom", texte=lambda donnee: donnee)])
    feuilles = [Noeud(f"f{rang}", "fiche") for rang in range(9)]
    modele.set_noeuds([Noeud("o", "orientation", feuilles)])
    etapes: list[tuple[str, int, int]] = []
    modele.rowsRemoved.connect(lambda _parent, debut, fin: etapes.append(("part", debut, fin)))
    modele.rowsInserted.connect(lambda _parent, debut, fin: etapes.append(("vient", debut, fin)))
    modele.set_noeuds([Noeud("o", "orientation", [feuilles[0], feuilles[4]])])
    modele.set_noeuds([Noeud("o", "orientation", feuilles)])
    assert etapes == [("part", 5, 8), ("part", 1, 3), ("vient", 1, 3), ("vient", 5, 8)]


def test_that_a_node_that_changes_parent_keeps_selection_and_identity(qtbot: QtBot):
    modele = ArbreModel([Colonne[str](titre="Nom", texte=lambda donnee: donnee)])
    vue = QTreeView()
    qtbot.addWidget(vue)
    vue.setModel(modele)
    modele.set_noeuds([Noeud("o1", "1", [Noeud("f", "fiche"), Noeud("g", "autre")]), Noeud("o2", "2")])
    vue.setCurrentIndex(modele.index_of("f"))
    retires: list[Any] = []
    modele.rowsRemoved.connect(lambda *args: retires.append(args))
    modele.set_noeuds([Noeud("o1", "1", [Noeud("g", "autre")]), Noeud("o2", "2", [Noeud("f", "fiche")])])
    assert retires == []
    assert vue.currentIndex().data(ROLE_CLE) == "f"
    assert modele.parent(modele.index_of("f")).data(ROLE_CLE) == "o2"


def test_that_only_rows_that_changed_are_announced(qtbot: QtBot):
    modele = _modele()
    lignes = [Ligne(str(i)) for i in range(5)]
    modele.set_lignes(lignes)
    annonces: list[int] = []
    modele.dataChanged.connect(lambda debut, _fin: annonces.append(debut.row()))
    modele.set_lignes([replace(ligne, nom="Halle") if ligne.uid == "3" else ligne for ligne in lignes])
    assert annonces == [3]
    modele.set_lignes(modele.lignes)
    assert annonces == [3]


def test_that_a_typed_text_is_written_by_its_key_and_the_row_waits_for_the_news():
    ecrits: list[Any] = []
    modele = _modele(ecrire=lambda *args: ecrits.append(args))
    modele.set_lignes([Ligne("a")])
    assert modele.setData(modele.index(0, 1), "12,5 k€")
    assert ecrits == [("a", "montant", Decimal("12500.00"))]
    assert modele.ligne(0).montant is None


def test_that_an_unreadable_text_is_refused_with_its_remedy(qtbot: QtBot):
    ecrits: list[Any] = []
    modele = _modele(ecrire=lambda *args: ecrits.append(args))
    modele.set_lignes([Ligne("a")])
    with qtbot.waitSignal(modele.saisie_refusee) as refus:
        assert not modele.setData(modele.index(0, 1), "abc")
    assert refus.args is not None
    assert "abc" in refus.args[0]
    assert ecrits == []


def test_that_an_unchanged_text_writes_nothing():
    ecrits: list[Any] = []
    modele = _modele(ecrire=lambda *args: ecrits.append(args))
    modele.set_lignes([Ligne("a", montant=Decimal(5))])
    assert modele.setData(modele.index(0, 1), "5,00\u00a0€")
    assert ecrits == []


def test_that_a_table_without_a_writer_is_read_only():
    modele = _modele()
    modele.set_lignes([Ligne("a")])
    assert not modele.flags(modele.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not modele.setData(modele.index(0, 1), "3")
    ecrivain = _modele(ecrire=lambda *_args: None)
    ecrivain.set_lignes([Ligne("a")])
    assert ecrivain.flags(ecrivain.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not ecrivain.flags(ecrivain.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_that_a_cell_says_its_column_to_a_screen_reader():
    modele = _modele()
    modele.set_lignes([Ligne("a", "", Decimal(3))])
    assert modele.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Montant HT\u00a0: 3,00\u00a0€"
    assert modele.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Nom\u00a0: vide"


def test_that_a_table_sorts_in_french_and_by_value():
    modele, proxy = _modele(), TriFiltre()
    proxy.setSourceModel(modele)
    modele.set_lignes([Ligne("a", "zèbre", Decimal(10)), Ligne("b", "Écluse", Decimal(9)), Ligne("c", "abri", None)])
    proxy.sort(0)
    assert [proxy.index(row, 0).data() for row in range(3)] == ["abri", "Écluse", "zèbre"]
    proxy.sort(1)
    assert [proxy.index(row, 0).data() for row in range(3)] == ["abri", "Écluse", "zèbre"]


@pytest.mark.parametrize("colonne", COLONNES, ids=lambda colonne: colonne.titre)
def test_that_a_column_sorts_on_a_type_a_proxy_can_order(colonne: Colonne[Ligne]):
    assert isinstance(colonne.data(Ligne("a", "x", Decimal(3)), ROLE_TRI), int | float | str)


def test_that_a_filter_keeps_rows_and_the_parents_of_kept_rows():
    modele = ArbreModel([Colonne[str](titre="Nom", texte=lambda donnee: donnee)])
    proxy = TriFiltre()
    proxy.setSourceModel(modele)
    modele.set_noeuds([Noeud("o1", "Habitat", [Noeud("f1", "OPAH")]), Noeud("o2", "Commerce")])
    proxy.set_filtre(lambda donnee: "OPAH" in donnee)
    assert [c[0] for c in _cles(proxy)] == ["o1"]
    proxy.set_filtre(None)
    assert [c[0] for c in _cles(proxy)] == ["o1", "o2"]


def test_that_a_selection_is_copied_as_a_table(qtbot: QtBot):
    vue, modele = QTableView(), _modele()
    qtbot.addWidget(vue)
    modele.set_lignes([Ligne("a", "Halle\tcouverte", Decimal(3)), Ligne("b", "Îlot")])
    vue.setModel(modele)
    configure_table(vue)
    vue.selectAll()
    assert copy_selection(vue) == "Halle couverte\t3,00 €\nÎlot\tNon renseigné"
    assert QGuiApplication.clipboard().text().startswith("Halle couverte")


def test_that_widths_are_remembered_and_those_of_another_version_ignored(qtbot: QtBot):
    vue, modele = QTableView(), _modele()
    qtbot.addWidget(vue)
    vue.setModel(modele)
    configure_table(vue)
    apply_colonnes(vue, COLONNES)
    assert largeurs(vue) == [120, 120]
    apply_largeurs(vue, [200, 90])
    assert largeurs(vue) == [200, 90]
    apply_largeurs(vue, [10, 20, 30])
    assert largeurs(vue) == [200, 90]


def test_that_scrolling_and_current_row_stay_when_a_row_is_inserted_above(qtbot: QtBot):
    vue, modele = QTableView(), _modele()
    qtbot.addWidget(vue)
    vue.setModel(modele)
    configure_table(vue)
    modele.set_lignes([Ligne(str(i)) for i in range(100)])
    vue.resize(300, 200)
    vue.show()
    vue.setCurrentIndex(modele.index(50, 0))
    modele.set_lignes([Ligne("neuf"), *modele.lignes])
    assert vue.currentIndex().data(ROLE_CLE) == "50"
    assert isinstance(vue.currentIndex().data(ROLE_LIGNE), Ligne)


def test_that_the_header_says_what_the_column_is():
    modele = LignesModel(
        [Colonne[Ligne](titre="Nom", texte=lambda ligne: ligne.nom, aide="Nom usuel")], lambda ligne: ligne.uid
    )
    lecture = modele.headerData
    assert lecture(0, Qt.Orientation.Horizontal) == "Nom"
    assert lecture(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Nom usuel"
    assert lecture(0, Qt.Orientation.Vertical) is None


def test_that_a_table_zoomed_while_shown_is_the_one_built_at_that_zoom(qapp: QApplication, qtbot: QtBot):
    def build() -> QTableView:
        vue, modele = QTableView(), _modele()
        qtbot.addWidget(vue)
        vue.setModel(modele)
        configure_table(vue)
        modele.set_lignes([Ligne("a", "Halle")])
        vue.show()
        return vue

    vive = build()
    try:
        theme.apply(qapp, "clair", 150)
        fraiche = build()
        entetes = vive.horizontalHeader(), fraiche.horizontalHeader()
        assert entetes[0].sizeHint() == entetes[1].sizeHint()
        assert entetes[0].grab().toImage() == entetes[1].grab().toImage()
        # The editor of a cell takes its font from there.
        assert QLineEdit(vive.viewport()).font().pointSizeF() == theme.police_tableau().pointSizeF()
    finally:
        theme.apply(qapp, "clair", 100)
