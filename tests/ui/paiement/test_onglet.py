"""Tab « Paiement »: figures, requests, tables typed, pasted, filled, and mandats read from a file; each act undoes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from appels import count_appels
from faux_dialogues import FauxDialogues
from paiements import DEMANDE, DSIL, OPERATION, VOIRIE, make_place
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.importation import import_projet
from models.commands.operations import remove_operation, update_operation
from models.domain.demandes.situee import situer
from models.domain.paiement import Facture
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.vocabulaire import NatureVersement, TypePremierActe
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs
from models.store.database import Database
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.paiement.depenses import AFFICHEES_MAX, Tri
from pvd_desktop.ui.paiement.onglet import OngletPaiement
from pvd_desktop.ui.rubrique_demande import ContexteDemande
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MANDAT, EUROS = 0, 4
MANDATS = (
    "N° mandat\tBordereau\tDate mandat\tTiers\tMontant HT\tMontant TTC\n"
    "2026-12\t12\t05/02/2026\tTP de la Lawe\t165 000,00\t198 000,00\n"
    "2026-90\t20\t02/10/2026\tPaysages\t1 000,00\t1 200,00\n"
    "2026-91\t20\t31/02/2026\tPaysages\t2 000,00\t2 400,00\n"
)


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path, aujourd_hui: date) -> Iterator[Workspace]:
    del qapp
    yield from _open(tmp_path / "place.pvd", make_place(), aujourd_hui)


def _open(path: Path, projet: Projet, jour: date) -> Iterator[Workspace]:
    database = Database.create(path)
    database.execute("Importer", import_projet, projet, moment=QUAND)
    ouvert = Workspace(database, load_bareme(), aujourd_hui=lambda: jour)
    yield ouvert
    ouvert.close()


@pytest.fixture
def onglet(qtbot: QtBot, workspace: Workspace, settings: Settings) -> OngletPaiement:
    ecrivain = Ecrivain(workspace)
    onglet = OngletPaiement(ContexteDemande(ecrivain, settings))
    ecrivain.setParent(onglet)
    onglet.panneau.importation.dialogues = FauxDialogues()
    qtbot.addWidget(onglet)
    onglet.resize(1100, 800)

    def show(_changes: object = None) -> None:
        demande = next(d for d in workspace.projet.demandes if d.uid == DEMANDE)
        onglet.show_demande(situer(demande, workspace.projet, load_dispositifs()))

    workspace.changed.connect(show)
    show()
    onglet.show()
    return onglet


def _operation(workspace: Workspace) -> Operation:
    trouvee = workspace.projet.operation(OPERATION)
    assert trouvee is not None
    return trouvee[1]


def _dsil(workspace: Workspace) -> Financement:
    trouvee = workspace.projet.financement(DSIL)
    assert trouvee is not None
    return trouvee[2]


def _paste(onglet: OngletPaiement, texte: str, row: int, colonne: int) -> None:
    vue = onglet.panneau.depenses.factures.vue
    vue.setCurrentIndex(onglet.panneau.depenses.factures.modele.index(row, colonne))
    QApplication.clipboard().setText(texte)
    QTest.keyClick(vue, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_that_the_figures_are_those_of_the_documents(onglet: OngletPaiement):
    textes = {nom: t.replace("\u202f", " ").replace("\u00a0", " ") for nom, t in onglet.resume.textes().items()}
    assert textes["Accordé"] == "120 000,00 €"
    assert textes["Aide définitive"] == "114 000,00 €"
    assert textes["Dépense mandatée éligible HT"] == "380 000,00 €"
    assert textes["Reste à recevoir"] == "78 000,00 €"
    assert "1 599,50 € HT mandatés au-delà" in onglet.panneau.depenses.suivi.text().replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    assert_accessible(onglet)


def test_that_asking_for_the_solde_notes_a_versement_of_today_that_undo_takes_back(
    onglet: OngletPaiement, workspace: Workspace, aujourd_hui: date
):
    faits: list[str] = []
    onglet.acte_fait.connect(faits.append)
    onglet.resume.boutons[NatureVersement.SOLDE].click()
    versement = _dsil(workspace).versements[-1]
    assert (versement.nature, versement.montant, versement.date_demande) == (
        NatureVersement.SOLDE,
        Decimal(78_000),
        aujourd_hui,
    )
    assert len(faits) == 1
    assert not onglet.resume.boutons[NatureVersement.SOLDE].isEnabled()
    assert "à encaisser" in onglet.resume.raison(NatureVersement.SOLDE)
    workspace.undo()
    assert len(_dsil(workspace).versements) == 1
    assert onglet.resume.boutons[NatureVersement.SOLDE].isEnabled()


def test_that_what_cannot_be_asked_says_why(onglet: OngletPaiement, workspace: Workspace):
    assert onglet.resume.raison(NatureVersement.AVANCE) == "L’avance se demande avant tout autre versement."
    workspace.execute("Rouvrir", update_operation, OPERATION, date_achevement=None)
    assert onglet.resume.raison(NatureVersement.SOLDE) == "Le solde se demande une fois l’opération achevée."
    assert onglet.resume.boutons[NatureVersement.ACOMPTE].isEnabled()


def test_that_a_block_is_pasted_over_rows_and_after_them_as_one_act(onglet: OngletPaiement, workspace: Workspace):
    avant = _operation(workspace).factures
    _paste(onglet, "900,50\t1 080,60\r\n700\t840\r\n", 5, EUROS)
    factures = _operation(workspace).factures
    assert [f.montant_ht for f in factures[5:]] == [Decimal("900.50"), Decimal(700)]
    workspace.undo()
    assert _operation(workspace).factures == avant


def test_that_a_block_with_a_wrong_cell_writes_nothing_and_says_which(onglet: OngletPaiement, workspace: Workspace):
    dits: list[tuple[str, str]] = []
    onglet.avertissement.connect(lambda titre, texte: dits.append((titre, texte)))
    avant = _operation(workspace).factures
    _paste(onglet, "900\r\n7O0\r\n", 0, EUROS)
    assert _operation(workspace).factures == avant
    assert "ligne 2 du bloc, colonne «\u00a0HT\u00a0»" in dits[0][0]


def test_that_a_cell_is_filled_down_as_one_act(onglet: OngletPaiement, workspace: Workspace):
    liste = onglet.panneau.depenses.factures
    modele, vue = liste.modele, liste.vue
    vue.setCurrentIndex(modele.index(0, 11))
    selection = vue.selectionModel()
    for row in range(4):
        selection.select(modele.index(row, 11), selection.SelectionFlag.Select)
    vue.setFocus()
    QTest.keyClick(vue, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [f.marche for f in _operation(workspace).factures[:4]] == [VOIRIE] * 4
    workspace.undo()
    assert _operation(workspace).factures[3].marche is None


def test_that_a_pasted_table_with_titles_is_read_as_a_file_each_mandat_once(
    qtbot: QtBot, onglet: OngletPaiement, workspace: Workspace
):
    _paste(onglet, MANDATS, 0, MANDAT)
    qtbot.waitUntil(onglet.panneau.bandeau.isVisible)
    assert onglet.panneau.bandeau.titre().startswith("«\u00a0presse-papiers\u00a0»\u00a0: 2 factures à ajouter, 3")
    assert "1 ligne déjà dans l’opération" in onglet.panneau.bandeau.titre()
    assert "Laissées de côté\u00a0: ligne 2\u00a0: déjà" in onglet.panneau.bandeau.accessibleName()
    assert "Ligne 4, colonne C" in onglet.panneau.bandeau.accessibleName()
    with qtbot.waitSignal(workspace.changed):
        onglet.panneau.bandeau.boutons()[0].click()
    assert [f.numero_mandat for f in _operation(workspace).factures[6:]] == ["2026-90", "2026-91"]
    workspace.undo()
    assert len(_operation(workspace).factures) == 6


def test_that_a_file_that_cannot_be_read_says_so_and_may_be_tried_again(
    qtbot: QtBot, onglet: OngletPaiement, tmp_path: Path
):
    (tmp_path / "vide.csv").write_text("a;b\n1;2\n", "utf-8")
    onglet.panneau.importation.read(tmp_path / "vide.csv")
    qtbot.waitUntil(onglet.panneau.bandeau.isVisible)
    assert onglet.panneau.bandeau.titre() == "Aucune ligne de titres n’a été reconnue dans «\u00a0vide.csv\u00a0»."
    assert [b.text() for b in onglet.panneau.bandeau.boutons()] == ["Réessayer"]


def test_that_the_factures_without_mandat_are_kept_alone(onglet: OngletPaiement):
    onglet.panneau.depenses.puces.boutons[Tri.SANS_MANDAT].click()
    assert [f.numero for f in onglet.panneau.depenses.factures.modele.lignes] == ["TP-f6"]
    onglet.panneau.depenses.puces.boutons[None].click()
    assert onglet.panneau.depenses.factures.modele.rowCount() == 6


def test_that_the_first_act_of_the_marches_is_taken_over_as_one_act(onglet: OngletPaiement, workspace: Workspace):
    assert onglet.panneau.acte.isHidden()
    workspace.execute(
        "Dater", update_operation, OPERATION, date_premier_acte=date(2025, 3, 10), date_commencement=date(2025, 4, 1)
    )
    assert onglet.panneau.acte.isVisible()
    onglet.panneau.acte.boutons()[0].click()
    operation = _operation(workspace)
    assert (operation.type_premier_acte, operation.date_premier_acte) == (TypePremierActe.MARCHE, date(2025, 3, 3))
    assert onglet.panneau.acte.isHidden()
    workspace.undo()
    assert _operation(workspace).date_premier_acte == date(2025, 3, 10)


def test_that_a_document_is_asked_for_with_its_demande(onglet: OngletPaiement):
    sorties: list[Sortie] = []
    onglet.apercu_demande.connect(sorties.append)
    onglet.export_demande.connect(sorties.append)
    onglet.resume.apercu.emit("demande-solde")
    onglet.resume.export.emit("etat-depenses", ".xlsx")
    assert [(s.document, s.demande, s.extension) for s in sorties] == [
        ("demande-solde", DEMANDE, ".pdf"),
        ("etat-depenses", DEMANDE, ".xlsx"),
    ]


def test_that_an_operation_in_the_corbeille_leaves_an_explanation(onglet: OngletPaiement, workspace: Workspace):
    workspace.execute("Supprimer", remove_operation, OPERATION, moment=QUAND)
    assert onglet.vide.isVisible()
    assert not onglet.focus_champ("factures")
    workspace.undo()
    assert onglet.focus_champ("factures")


def test_that_an_operation_of_many_mandats_does_not_hold_the_window(
    qtbot: QtBot, tmp_path: Path, settings: Settings, aujourd_hui: date
):
    projet = make_place()
    fiche = projet.fiches[0]
    factures = tuple(
        Facture(numero_mandat=str(n), date_mandat=date(2026, 1, 1 + n % 28), montant_ht=Decimal(n), fournisseur="A")
        for n in range(20_000)
    )
    operation = replace(fiche.operations[0], factures=factures)
    gros = replace(projet, fiches=(replace(fiche, operations=(operation,)),))
    for ouvert in _open(tmp_path / "gros.pvd", gros, aujourd_hui):
        onglet = OngletPaiement(ContexteDemande(Ecrivain(ouvert), settings))
        qtbot.addWidget(onglet)
        onglet.show()
        situee = situer(ouvert.projet.demandes[0], ouvert.projet, load_dispositifs())
        premiere = count_appels(partial(onglet.show_demande, situee))
        assert onglet.panneau.attente.isVisible()
        qtbot.waitUntil(onglet.panneau.defilement.isVisible, timeout=10_000)
        assert onglet.panneau.depenses.factures.modele.rowCount() == AFFICHEES_MAX
        assert "factures affichées sur 20\u202f000" in onglet.panneau.depenses.totaux.text()
        # A call a mandat would be 20 000 of them, and there is more than one thing to read in each.
        assert premiere.total() < 20_000
        assert count_appels(partial(onglet.show_demande, situee)).total() < 20_000
