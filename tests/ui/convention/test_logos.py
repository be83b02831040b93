"""Logos of the cover: read off the GUI thread, refused with a sentence, ordered, named, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from pvd_desktop import main
from pvd_desktop.ui.convention.logos import Logos
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def logos(workspace: Workspace, qapp: QApplication) -> Iterator[Logos]:
    logos = Logos(Ecrivain(workspace))
    workspace.changed.connect(lambda: logos.set_logos(workspace.projet.convention.logos))
    logos.show()
    yield logos
    main.wait_for_tasks(qapp)
    logos.deleteLater()
    qapp.processEvents()


def picture(path: Path, couleur: str) -> Path:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(couleur))
    assert image.save(str(path))
    return path


def add(logos: Logos, path: Path, qtbot: QtBot) -> None:
    tache = logos.add_file(path)
    with qtbot.waitSignal(tache.finished, timeout=30_000):
        pass


def test_that_a_picture_becomes_a_logo_named_after_its_file(
    logos: Logos, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    add(logos, picture(tmp_path / "mairie.png", "navy"), qtbot)
    assert [logo.intitule for logo in workspace.projet.convention.logos] == ["mairie"]
    vignette = logos.lignes()[0].vignette.pixmap().toImage()
    assert vignette.pixelColor(vignette.rect().center()).name() == QColor("navy").name()


def test_that_the_button_asks_for_a_file(
    logos: Logos, workspace: Workspace, tmp_path: Path, dialogues: FauxDialogues, qtbot: QtBot
):
    logos.dialogues = dialogues
    dialogues.reponse = picture(tmp_path / "epci.png", "green")
    logos.ajouter.click()
    qtbot.waitUntil(lambda: bool(workspace.projet.convention.logos), timeout=30_000)
    assert logos.lignes()[0].intitule.valeur() == "epci"


def test_that_a_file_that_is_no_picture_is_refused_with_a_sentence(
    logos: Logos, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "lettre.png").write_text("Madame, Monsieur", encoding="utf-8")
    add(logos, tmp_path / "lettre.png", qtbot)
    assert "lettre.png" in logos._message.texte()
    assert not workspace.projet.convention.logos


def test_that_logos_are_moved_renamed_and_taken_out_and_all_comes_back(
    logos: Logos, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    for nom, couleur in (("un", "red"), ("deux", "blue")):
        add(logos, picture(tmp_path / f"{nom}.png", couleur), qtbot)
    logos.lignes()[1].boutons["monter"].click()
    assert [logo.intitule for logo in workspace.projet.convention.logos] == ["deux", "un"]
    assert not logos.lignes()[0].boutons["monter"].isEnabled()
    logos.lignes()[0].intitule.valeur_validee.emit("Commune")
    logos.lignes()[1].boutons["retirer"].click()
    assert [logo.intitule for logo in workspace.projet.convention.logos] == ["Commune"]
    for _ in range(3):
        workspace.undo()
    assert [logo.intitule for logo in workspace.projet.convention.logos] == ["un", "deux"]
    assert [ligne.intitule.valeur() for ligne in logos.lignes()] == ["un", "deux"]
    assert len(workspace.load_logos()) == 2


def test_that_the_cover_of_the_convention_bears_the_logos(
    logos: Logos, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    from pvd_desktop.documents.tree import Cover

    add(logos, picture(tmp_path / "mairie.png", "navy"), qtbot)
    couverture = Sortie("convention").prepare(workspace)().blocks[0]
    assert isinstance(couverture, Cover)
    assert [logo.alt for logo in couverture.logos] == ["mairie"]


def test_that_every_widget_of_the_logos_has_a_name(logos: Logos, tmp_path: Path, qtbot: QtBot):
    add(logos, picture(tmp_path / "mairie.png", "navy"), qtbot)
    assert_accessible(logos)
