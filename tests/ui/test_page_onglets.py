"""A page made of tabs: built when they are seen, asked what the page is asked, found again the next time."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from models.domain.regles import Objet
from models.domain.uids import new_uid
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.page_onglets import OngletPage, PageOnglets
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


class _Onglet(Page):
    """One field; « illisible » typed in it is not in the project."""

    def __init__(self, nom: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.nom = nom
        self.champ = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.champ)
        self.montre: tuple[Objet, str] | None = None

    @override
    def commit(self) -> bool:
        return self.champ.text() != "illisible"

    @override
    def show_saisie(self) -> None:
        self.champ.setFocus()

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        self.montre = objet, champ
        return True

    @override
    def resume(self) -> str:
        return f"résumé de {self.nom}"


@pytest.fixture
def batis() -> list[str]:
    """Names of the tabs that were built, in order."""
    return []


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot, batis: list[str]) -> PageOnglets:
    return _page(workspace, settings, qtbot, batis)


def _page(workspace: Workspace, settings: Settings, qtbot: QtBot, batis: list[str]) -> PageOnglets:
    def onglet(nom: str, objets: frozenset[str] = frozenset()) -> OngletPage:
        def build(_workspace: Workspace, _settings: Settings, parent: QWidget) -> Page:
            batis.append(nom)
            return _Onglet(nom, parent)

        return OngletPage(nom, nom.title(), build, objets)

    page = PageOnglets("Essai", (onglet("un"), onglet("deux", frozenset({"reunion"}))), workspace, settings)
    qtbot.addWidget(page)
    page.show()
    return page


def test_that_a_tab_is_built_at_its_first_visit(page: PageOnglets, batis: list[str]):
    assert batis == ["un"]
    page.show_onglet("deux")
    page.show_onglet("un")
    page.show_onglet("deux")
    assert batis == ["un", "deux"]


def test_that_a_link_opens_the_tab_that_shows_its_object(page: PageOnglets, batis: list[str]):
    objet = Objet(type="reunion", uid=new_uid(), libelle="COPIL")
    assert page.show_objet(objet, "jour")
    courant = page.courant()
    assert isinstance(courant, _Onglet)
    assert (courant.nom, courant.montre) == ("deux", (objet, "jour"))


def test_that_a_link_to_what_no_tab_shows_builds_none(page: PageOnglets, batis: list[str]):
    assert not page.show_objet(Objet(type="fiche", uid=new_uid(), libelle="1.1"), "")
    assert batis == ["un"]


def test_that_what_cannot_be_read_in_a_hidden_tab_is_gone_back_to(page: PageOnglets):
    premier = page.courant()
    assert isinstance(premier, _Onglet)
    premier.champ.setText("illisible")
    page.show_onglet("deux")
    assert not page.commit()
    page.show_saisie()
    assert page.courant() is premier


def test_that_what_a_tab_asks_of_the_shell_goes_through(page: PageOnglets, qtbot: QtBot):
    objet = Objet(type="fiche", uid=new_uid(), libelle="1.1")
    with qtbot.waitSignal(page.objet_demande) as signal:
        page.courant().objet_demande.emit(objet, "cout")
    assert signal.args == [objet, "cout"]


def test_that_the_status_bar_follows_the_tab_shown_alone(page: PageOnglets, qtbot: QtBot):
    premier = page.courant()
    with qtbot.waitSignal(page.resume_changed) as signal:
        page.show_onglet("deux")
    assert signal.args == ["résumé de deux"]
    with qtbot.assertNotEmitted(page.resume_changed):
        premier.resume_changed.emit("autre chose")


def test_that_the_last_tab_comes_back_at_the_next_start(
    page: PageOnglets, workspace: Workspace, settings: Settings, qtbot: QtBot
):
    page.show_onglet("deux")
    assert _page(workspace, settings, qtbot, []).courant().resume() == "résumé de deux"
