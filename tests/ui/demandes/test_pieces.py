"""Tab « Pièces » of a demande: files come in, stay where they are, or are those of a fiche; what is lost is said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.pieces import add_pieces, remove_pieces
from models.domain.demande import Demande, EtatPiece
from models.domain.pieces import Fichier
from pvd_desktop import main
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.demandes.pieces import OngletPieces
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, settings: Settings) -> DemandesPage:
    """On the DETR of 2027 that is still to be prepared."""
    page = DemandesPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    qtbot.waitUntil(lambda: not page.lecture.en_cours, timeout=10_000)
    page.show_demande(next(d.uid for d in workspace.projet.demandes if d.date_depot is None))
    return page


def _demande(page: DemandesPage, workspace: Workspace) -> Demande:
    return next(d for d in workspace.projet.demandes if d.uid == page.courante)


def _pieces(page: DemandesPage) -> OngletPieces:
    onglet = page.detail.onglets.show_onglet("pieces")
    assert isinstance(onglet, OngletPieces)
    return onglet


def _wait(onglet: OngletPieces, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: onglet.actes.tache is None, timeout=30_000)
    application = QApplication.instance()
    assert application is not None
    main.wait_for_tasks(application)


def test_that_a_file_joins_the_piece_it_is_dropped_on(
    page: DemandesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    onglet = _pieces(page)
    ligne = next(li for li in onglet.liste.valeur() if li.piece is None)
    path = tmp_path / "note.pdf"
    path.write_bytes(b"note")
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(path))])
    place = onglet.liste.vue.visualRect(onglet.liste.modele.index(onglet.liste.modele.row_of(ligne.uid), 0)).center()
    onglet.liste.vue.scrollTo(onglet.liste.modele.index(onglet.liste.modele.row_of(ligne.uid), 0))
    place = onglet.liste.vue.visualRect(onglet.liste.modele.index(onglet.liste.modele.row_of(ligne.uid), 0)).center()
    point = onglet.liste.vue.viewport().mapTo(onglet, place)
    onglet.dropEvent(
        QDropEvent(
            QPointF(point),
            Qt.DropAction.CopyAction,
            donnees,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    _wait(onglet, qtbot)
    jointe = next(p for p in _demande(page, workspace).pieces if p.code == ligne.uid)
    assert (jointe.etat, jointe.taille, jointe.chemin) == (EtatPiece.JOINTE, 4, "")
    assert workspace.libelle_annuler is not None
    assert workspace.libelle_annuler.startswith(f"Joindre «\u00a0{ligne.intitule}\u00a0»")
    onglet.liste.select(ligne.uid)
    onglet.liste.boutons()["retirer"].click()
    assert all(p.code != ligne.uid for p in _demande(page, workspace).pieces)


def test_that_a_file_may_stay_where_it_is(
    page: DemandesPage, workspace: Workspace, dialogues: FauxDialogues, qtbot: QtBot
):
    onglet = _pieces(page)
    onglet.dialogues = dialogues
    path = workspace.path.parent / "devis.pdf"
    path.write_bytes(b"devis")
    dialogues.reponse = path
    ligne = next(li for li in onglet.liste.valeur() if li.piece is None)
    onglet.liste.select(ligne.uid)
    qtbot.mouseClick(onglet.boutons["lier"], Qt.MouseButton.LeftButton)
    _wait(onglet, qtbot)
    liee = next(p for p in _demande(page, workspace).pieces if p.code == ligne.uid)
    assert (liee.chemin, liee.etat) == ("devis.pdf", EtatPiece.JOINTE)
    path.unlink()
    qtbot.mouseClick(onglet.boutons["verifier"], Qt.MouseButton.LeftButton)
    _wait(onglet, qtbot)
    assert onglet.message.texte().startswith("1 fichier lié n’est plus à sa place")


def test_that_a_piece_of_the_fiche_answers_and_that_its_loss_is_said(page: DemandesPage, workspace: Workspace):
    demande = _demande(page, workspace)
    operation = workspace.projet.operation(demande.operations[0])
    assert operation is not None
    fichier = Fichier(intitule="Plan de masse.pdf", sha256="0" * 64, taille=4, octets=b"plan")
    ajoutees = workspace.execute("Joindre", add_pieces, operation[0].uid, [fichier])
    assert ajoutees is not None
    (uid,) = ajoutees
    onglet = _pieces(page)
    ligne = next(li for li in onglet.liste.valeur() if li.piece is None)
    onglet.liste.select(ligne.uid)
    next(a for a in onglet.fill_choix().actions() if "Plan de masse" in a.text()).trigger()
    prise = next(p for p in _demande(page, workspace).pieces if p.code == ligne.uid)
    assert (prise.piece, prise.etat) == (uid, EtatPiece.JOINTE)
    workspace.execute("Retirer", remove_pieces, [uid], moment=QUAND)
    rangee = onglet.liste.modele.row_of(ligne.uid)
    textes = [onglet.liste.modele.index(rangee, c).data() for c in range(onglet.liste.modele.columnCount())]
    assert "La pièce de la fiche a disparu" in textes
