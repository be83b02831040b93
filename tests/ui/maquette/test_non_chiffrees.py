"""An aide of unknown amount in the grid: the solde beside it is at most what is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from ui.maquette.gestes import Gestes

from models.commands.operations import add_financement
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.workspace import Workspace


def test_that_the_solde_beside_an_aide_without_an_amount_is_at_most_what_is_written(
    gestes: Gestes, workspace: Workspace
):
    avant = gestes.index("2.2", "solde").data()
    workspace.execute("Demander", add_financement, gestes.operation("2.2").uid, dispositif="Fonds de la foire")
    index = gestes.index("2.2", "solde")
    assert index.data() == f"≤\u00a0{avant}"
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("avant 1 aide non chiffrée")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("avant 1 aide non chiffrée")
    workspace.undo()
    assert gestes.index("2.2", "solde").data() == avant


def test_that_the_sums_of_the_page_say_that_money_to_find_is_told_before_it(
    page: MaquettePage, gestes: Gestes, workspace: Workspace
):
    a_trouver = page.sommes.textes()[0][-1]
    workspace.execute("Demander", add_financement, gestes.operation("2.2").uid, dispositif="Fonds de la foire")
    assert page.sommes.textes()[0][-1] == f"≤\u00a0{a_trouver}"
    dits = [libelle for libelle in page.sommes.findChildren(QLabel) if libelle.text() == f"≤\u00a0{a_trouver}"]
    assert [libelle.toolTip() for libelle in dits] == ["À trouver avant 1 aide non chiffrée"]
    assert all(libelle.accessibleName().endswith("avant 1 aide non chiffrée") for libelle in dits)
