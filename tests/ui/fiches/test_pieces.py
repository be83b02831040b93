"""Tab « Pièces »: files come in, are described, opened, saved, checked and taken out, each act undone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import courante

from models.commands.pieces import add_pieces, remove_pieces
from models.domain.fiche_action import FicheAction, Piece
from models.domain.pieces import Fichier
from models.domain.regles import Objet
from models.queries.contenus import load_contenus
from models.store.database import Database
from pvd_desktop import main
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.pieces import OngletPieces
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def onglet(page: FichesPage, fiche: FicheAction, dialogues: FauxDialogues, qapp: QApplication) -> OngletPieces:
    """The tab of a fiche, with its own dialogs."""
    onglet = page.editeur.onglets.pieces
    page.editeur.onglets.setCurrentWidget(onglet)
    onglet.dialogues = dialogues
    return onglet


def _wait(onglet: OngletPieces, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: onglet.actes.tache is None, timeout=30_000)
    application = QApplication.instance()
    assert application is not None
    main.wait_for_tasks(application)


def _pieces(page: FichesPage, workspace: Workspace) -> tuple[Piece, ...]:
    return courante(page, workspace).pieces


def _add(onglet: OngletPieces, path: Path, qtbot: QtBot, *, incorporer: bool | None = None) -> None:
    onglet.add_files([path], incorporer=incorporer)
    _wait(onglet, qtbot)
    onglet.liste.select(onglet.liste.valeur()[-1].uid)


def _file(path: Path, octets: bytes = b"devis") -> Path:
    path.write_bytes(octets)
    return path


def test_that_the_button_joins_a_file_that_undo_takes_back(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    avant = _pieces(page, workspace)
    assert isinstance(onglet.dialogues, FauxDialogues)
    onglet.dialogues.reponse = _file(tmp_path / "Devis façade.pdf")
    onglet.liste.boutons()["ajouter"].click()
    _wait(onglet, qtbot)
    ajoutee = _pieces(page, workspace)[-1]
    assert (ajoutee.intitule, ajoutee.taille, ajoutee.chemin) == ("Devis façade.pdf", 5, "")
    assert workspace.libelle_annuler is not None
    assert workspace.libelle_annuler.startswith("Joindre «\u00a0Devis façade.pdf\u00a0» à ")
    workspace.undo()
    assert _pieces(page, workspace) == avant
    assert onglet.liste.valeur() == avant


def test_that_several_files_dropped_are_one_act_and_the_refused_ones_are_told(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "Dossier").mkdir()
    paths = [_file(tmp_path / "a.pdf"), tmp_path / "Dossier", _file(tmp_path / "b.pdf")]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    _drop(onglet, mime)
    _wait(onglet, qtbot)
    assert [p.intitule for p in _pieces(page, workspace)][-2:] == ["a.pdf", "b.pdf"]
    assert "«\u00a0Dossier\u00a0» est un dossier" in onglet._message.texte()
    workspace.undo()
    assert not any(p.intitule in {"a.pdf", "b.pdf"} for p in _pieces(page, workspace))


def test_that_a_project_dropped_on_the_tab_is_left_to_the_window(onglet: OngletPieces, tmp_path: Path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "autre.pvd"))])
    event = QDragEnterEvent(
        QPointF().toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    onglet.dragEnterEvent(event)
    assert not event.isAccepted()


def _drop(onglet: OngletPieces, mime: QMimeData) -> None:
    boutons, touches = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entree = QDragEnterEvent(QPointF().toPoint(), Qt.DropAction.CopyAction, mime, boutons, touches)
    onglet.dragEnterEvent(entree)
    assert entree.isAccepted()
    onglet.dropEvent(QDropEvent(QPointF(), Qt.DropAction.CopyAction, mime, boutons, touches))


def test_that_a_piece_opens_as_a_copy_that_cannot_be_changed(
    onglet: OngletPieces, page: FichesPage, tmp_path: Path, qtbot: QtBot
):
    _add(onglet, _file(tmp_path / "Lot 1.pdf", b"contenu"), qtbot)
    with qtbot.waitSignal(page.fichier_demande) as demande:
        onglet.boutons["ouvrir"].click()
    (copie,) = demande.args or [Path()]
    assert (copie.name, copie.read_bytes()) == ("Lot 1.pdf", b"contenu")
    assert not copie.stat().st_mode & 0o222
    _wait(onglet, qtbot)


def test_that_a_linked_file_opens_itself_and_its_absence_is_told(
    onglet: OngletPieces, page: FichesPage, tmp_path: Path, qtbot: QtBot
):
    path = _file(tmp_path / "plan.dwg")
    _add(onglet, path, qtbot, incorporer=False)
    with qtbot.waitSignal(page.fichier_demande) as demande:
        onglet.boutons["ouvrir"].click()
    assert demande.args == [path]
    _wait(onglet, qtbot)
    path.unlink()
    onglet.boutons["ouvrir"].click()
    _wait(onglet, qtbot)
    assert f"n’est plus à sa place\u00a0: {path}" in onglet._message.texte()


def test_that_a_piece_is_saved_where_one_asks(
    onglet: OngletPieces, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    _add(onglet, _file(tmp_path / "Devis.pdf", b"contenu"), qtbot)
    dialogues.reponse = tmp_path / "copie.pdf"
    onglet.boutons["enregistrer"].click()
    _wait(onglet, qtbot)
    assert dialogues.propositions[-1].name == "Devis.pdf"
    assert (tmp_path / "copie.pdf").read_bytes() == b"contenu"
    assert str(tmp_path / "copie.pdf") in onglet._message.texte()


def test_that_the_links_are_checked_and_told(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    assert page.show_fiche(next(f for f in workspace.projet.fiches if not f.pieces).uid)
    for nom in ("a.pdf", "b.pdf", "c.pdf"):
        _add(onglet, _file(tmp_path / nom), qtbot, incorporer=False)
    onglet.boutons["verifier"].click()
    _wait(onglet, qtbot)
    assert "sont à leur place" in onglet._message.texte()
    (tmp_path / "a.pdf").unlink()
    (tmp_path / "b.pdf").write_bytes(b"autre")
    onglet.boutons["verifier"].click()
    _wait(onglet, qtbot)
    assert onglet._message.texte().startswith("1 fichier introuvable et 1 fichier modifié.")
    fichiers = [onglet.liste.modele.index(row, 4).data() for row in range(onglet.liste.modele.rowCount())]
    assert [f.partition("\u00a0:")[0] for f in fichiers[-3:]] == [
        "Introuvable",
        "Modifiée depuis",
        "À sa place",
    ]


def test_that_a_linked_file_can_be_kept_in_the_project(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    path = _file(tmp_path / "plan.pdf", b"plan")
    _add(onglet, path, qtbot, incorporer=False)
    onglet.boutons["incorporer"].click()
    _wait(onglet, qtbot)
    path.unlink()
    piece = _pieces(page, workspace)[-1]
    assert (piece.chemin, piece.taille) == ("", 4)
    assert not onglet.boutons["incorporer"].isEnabled()
    workspace.undo()
    assert _pieces(page, workspace)[-1].chemin.endswith("plan.pdf")


def test_that_a_new_title_keeps_the_extension(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    _add(onglet, _file(tmp_path / "scan_0042.pdf"), qtbot)
    onglet.liste.write(onglet.liste.valeur()[-1].uid, "intitule", "Arrêté DETR")
    assert _pieces(page, workspace)[-1].intitule == "Arrêté DETR.pdf"


def test_that_a_piece_taken_out_goes_to_the_corbeille_and_the_toast_takes_it_back(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    _add(onglet, _file(tmp_path / "devis.pdf"), qtbot)
    avant = _pieces(page, workspace)
    onglet.liste.boutons()["retirer"].click()
    assert _pieces(page, workspace) == avant[:-1]
    assert onglet._toast.isVisible()
    onglet._toast.bouton().click()
    assert _pieces(page, workspace) == avant


def test_that_the_point_on_an_accord_leads_here_and_the_piece_that_is_added_answers_it(
    page: FichesPage, workspace: Workspace, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    preuve = next(p for f in workspace.projet.fiches for p in f.pieces if p.financement)
    workspace.execute("Retirer", remove_pieces, [preuve.uid], moment=datetime(2026, 11, 21, tzinfo=UTC))
    constat = next(c for c in workspace.constats() if c.code == "MQ-06" and c.objet.uid == preuve.financement)
    assert page.show_objet(constat.objet, constat.champ)
    onglet = page.editeur.onglets.pieces
    assert page.editeur.onglets.currentWidget() is onglet
    onglet.dialogues = dialogues
    dialogues.reponse = _file(tmp_path / "Arrêté.pdf")
    onglet.liste.boutons()["ajouter"].click()
    _wait(onglet, qtbot)
    assert _pieces(page, workspace)[-1].financement == constat.objet.uid
    assert constat not in workspace.constats()


def test_that_what_a_piece_is_about_is_chosen_in_the_list(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    fiche = courante(page, workspace)
    _add(onglet, _file(tmp_path / "lettre.pdf"), qtbot)
    financement = fiche.operations[0].financements[0]
    cle = onglet.liste.valeur()[-1].uid
    onglet.liste.write(cle, "concerne", financement.uid)
    piece = _pieces(page, workspace)[-1]
    assert (piece.operation, piece.financement) == (fiche.operations[0].uid, financement.uid)
    onglet.liste.write(cle, "concerne", "")
    piece = _pieces(page, workspace)[-1]
    assert (piece.operation, piece.financement) == (None, None)


def test_that_a_piece_without_its_bytes_says_why(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    fiche = courante(page, workspace)
    perdue = Fichier(intitule="perdue.pdf", sha256="0" * 64, taille=3)
    uids = workspace.execute("Joindre", add_pieces, fiche.uid, [perdue])
    assert uids
    onglet.liste.select(uids[0])
    onglet.boutons["ouvrir"].click()
    _wait(onglet, qtbot)
    assert "un échange en JSON ne transporte pas les pièces" in onglet._message.texte()


def test_that_a_large_piece_is_written_off_the_gui_thread(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    with qtbot.waitSignal(workspace.busy_changed, timeout=30_000):
        onglet.add_files([_file(tmp_path / "gros.pdf", b"x" * 3_000_000)])
    qtbot.waitUntil(lambda: any(p.intitule == "gros.pdf" for p in _pieces(page, workspace)), timeout=30_000)
    _wait(onglet, qtbot)


def test_that_three_hundred_pieces_come_in_one_act_beside_the_window(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    avant = len(_pieces(page, workspace))
    chemins = [_file(tmp_path / f"devis-{numero:03d}.pdf", str(numero).encode()) for numero in range(300)]
    with qtbot.waitSignal(workspace.busy_changed):
        onglet.add_files(chemins)
    qtbot.waitUntil(lambda: onglet.liste.modele.rowCount() == avant + 300, timeout=30_000)
    _wait(onglet, qtbot)
    assert len(_pieces(page, workspace)) == avant + 300
    workspace.undo()
    assert len(_pieces(page, workspace)) == avant


def test_that_a_read_only_project_lets_one_open_and_save_only(
    qtbot: QtBot, workspace_lecture_seule: Workspace, settings: Settings
):
    page = FichesPage(workspace_lecture_seule, settings)
    qtbot.addWidget(page)
    page.show()
    fiche = workspace_lecture_seule.projet.fiches[0]
    page.show_objet(Objet(type="fiche", uid=fiche.uid, libelle="", fiche=fiche.uid), "pieces")
    onglet = page.editeur.onglets.pieces
    assert not onglet.boutons["lier"].isVisibleTo(onglet)
    assert onglet.boutons["ouvrir"].isVisibleTo(onglet)
    assert not onglet.acceptDrops()
    assert_accessible(onglet)


def test_that_contents_stay_in_the_file(
    onglet: OngletPieces, page: FichesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    _add(onglet, _file(tmp_path / "Devis.pdf", b"garde"), qtbot)
    sha256 = _pieces(page, workspace)[-1].sha256
    path = workspace.path
    workspace.close()
    database = Database.open(path)
    with database.read() as session:
        assert load_contenus(session, [sha256]) == {sha256: b"garde"}
    database.close()
