"""The pièces of the convention: joined, opened, taken out, each act undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.convention import add_pieces_convention
from models.domain.pieces import Fichier
from pvd_desktop import main
from pvd_desktop.ui.convention.pieces import PiecesConvention
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def pieces(workspace: Workspace, dialogues: FauxDialogues, qapp: QApplication) -> Iterator[PiecesConvention]:
    pieces = PiecesConvention(Ecrivain(workspace))
    pieces.dialogues = dialogues
    workspace.changed.connect(lambda: pieces.set_pieces(workspace.projet.convention.pieces))
    pieces.resize(480, 320)
    pieces.show()
    yield pieces
    main.wait_for_tasks(qapp)
    pieces.deleteLater()
    qapp.processEvents()


def _wait(pieces: PiecesConvention, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not any(t.en_cours for t in pieces.findChildren(Task)), timeout=20_000)


def _signed(path: Path, octets: bytes = b"%PDF-1.7 signee") -> Path:
    path.write_bytes(octets)
    return path


def test_that_a_signed_copy_is_kept_opened_and_taken_back(
    pieces: PiecesConvention, workspace: Workspace, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    dialogues.reponse = _signed(tmp_path / "convention signée.pdf")
    pieces.ajouter.click()
    _wait(pieces, qtbot)
    (piece,) = workspace.projet.convention.pieces
    assert (piece.intitule, piece.chemin) == ("convention signée.pdf", "")
    assert workspace.libelle_annuler == "Joindre «\u00a0convention signée.pdf\u00a0» à la convention"
    assert_accessible(pieces)
    dialogues.reponse.unlink()
    with qtbot.waitSignal(pieces.fichier_demande) as ouverte:
        pieces.lignes[piece.uid].ouvrir.click()
    assert ouverte.args is not None
    assert ouverte.args[0].read_bytes() == b"%PDF-1.7 signee"
    _wait(pieces, qtbot)
    with qtbot.waitSignal(pieces.retiree):
        pieces.lignes[piece.uid].retirer.click()
    assert workspace.projet.convention.pieces == ()
    workspace.undo()
    assert list(pieces.lignes) == [piece.uid]


def test_that_files_dropped_are_one_act_and_the_refused_ones_are_told(
    pieces: PiecesConvention, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "dossier").mkdir()
    chemins = [_signed(tmp_path / "a.pdf"), _signed(tmp_path / "vide.pdf", b""), tmp_path / "dossier"]
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(chemin)) for chemin in chemins])
    suite = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    pieces.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, donnees, *suite))
    _wait(pieces, qtbot)
    assert [p.intitule for p in workspace.projet.convention.pieces] == ["a.pdf"]
    assert "est vide" in pieces._message.texte()
    assert "est un dossier" in pieces._message.texte()


def test_that_a_large_file_is_written_beside_the_window(
    pieces: PiecesConvention, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    with qtbot.waitSignal(workspace.busy_changed, timeout=20_000):
        pieces.add_files([_signed(tmp_path / "gros.pdf", b"x" * 3_000_000)])
    qtbot.waitUntil(lambda: bool(pieces.lignes), timeout=20_000)


def test_that_a_piece_without_its_bytes_says_why(pieces: PiecesConvention, workspace: Workspace, qtbot: QtBot):
    absent = Fichier(intitule="avenant.pdf", sha256="0" * 64, taille=9)
    workspace.execute("Ajouter", add_pieces_convention, [absent])
    (ligne,) = pieces.lignes.values()
    ligne.ouvrir.click()
    _wait(pieces, qtbot)
    assert "un échange en JSON ne transporte pas les pièces" in pieces._message.texte()


def test_that_a_read_only_project_lets_one_open_only(workspace_lecture_seule: Workspace, qapp: QApplication):
    pieces = PiecesConvention(Ecrivain(workspace_lecture_seule))
    assert not pieces.ajouter.isVisibleTo(pieces)
    assert not pieces.acceptDrops()
    pieces.deleteLater()
