"""Preferences: what was set comes back at the next start, and a damaged file does not prevent it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray

from pvd_desktop.paths import Dossiers
from pvd_desktop.ui.settings import RECENTS_MAX, Settings
from pvd_desktop.ui.theme import NomTheme

JOUR = date(2026, 11, 21)


def test_that_preferences_come_back_at_the_next_start(tmp_path: Path):
    fichier = tmp_path / "dossier à moi" / "reglages.ini"
    fichier.parent.mkdir()
    settings = Settings(fichier)
    settings.theme = NomTheme.SOMBRE
    settings.zoom = 120
    settings.derniere_page = "plan_action"
    settings.dernier_dossier = tmp_path
    settings.geometrie = QByteArray(b"\x01\x02\xff")
    settings.etat_fenetre = QByteArray(b"\x03")
    settings.set_largeurs("plan_action", [60, 300])
    settings.save()
    relu = Settings(fichier)
    assert relu.theme is NomTheme.SOMBRE
    assert relu.zoom == 120
    assert relu.derniere_page == "plan_action"
    assert relu.dernier_dossier == tmp_path
    assert relu.geometrie == QByteArray(b"\x01\x02\xff")
    assert relu.etat_fenetre == QByteArray(b"\x03")
    assert relu.largeurs("plan_action") == [60, 300]


def test_that_the_first_start_has_defaults(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    assert settings.theme is NomTheme.SYSTEME
    assert settings.zoom == 100
    assert settings.recents == ()
    assert settings.dernier_dossier is None
    assert settings.geometrie.isEmpty()
    assert settings.largeurs("plan_action") == []


def test_that_a_damaged_file_gives_defaults(tmp_path: Path):
    fichier = tmp_path / "reglages.ini"
    fichier.write_text(
        "[apparence]\ntheme=mauve\nzoom=cent\n[colonnes]\nplan_action=1 deux\n[fenetre]\ngeometrie=texte\n"
        "[recents]\n0_chemin=/nulle/part.pvd\n0_jour=hier\n",
        encoding="utf-8",
    )
    settings = Settings(fichier)
    assert settings.theme is NomTheme.SYSTEME
    assert settings.zoom == 100
    assert settings.largeurs("plan_action") == []
    assert settings.geometrie.isEmpty()
    assert settings.recents[0].jour is None


def test_that_the_last_project_opened_comes_first_and_once(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    bapaume, absent = tmp_path / "bapaume.pvd", tmp_path / "clé débranchée.pvd"
    bapaume.touch()
    settings.add_recent(absent, JOUR)
    settings.add_recent(bapaume, JOUR)
    settings.add_recent(bapaume, date(2026, 11, 22))
    assert [(r.chemin, r.jour, r.existe) for r in settings.recents] == [
        (bapaume, date(2026, 11, 22), True),
        (absent, JOUR, False),
    ]
    settings.forget_recent(absent)
    assert [r.chemin for r in settings.recents] == [bapaume]
    assert bapaume.exists()


def test_that_the_list_of_recent_projects_has_an_end(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    for rang in range(RECENTS_MAX + 5):
        settings.add_recent(tmp_path / f"{rang}.pvd", JOUR)
    assert len(settings.recents) == RECENTS_MAX
    assert settings.recents[0].chemin.name == f"{RECENTS_MAX + 4}.pvd"


def test_that_the_display_can_be_reset_without_losing_the_rest(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    settings.zoom = 130
    settings.derniere_page = "maquette"
    settings.set_largeurs("plan_action", [1])
    settings.reset_display()
    assert settings.derniere_page == ""
    assert settings.largeurs("plan_action") == []
    assert settings.zoom == 130


def test_that_a_folder_that_is_gone_is_not_proposed(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    settings.dernier_dossier = tmp_path / "parti"
    assert settings.dernier_dossier is None


def test_that_a_path_that_the_system_refuses_is_one_that_is_gone(tmp_path: Path):
    settings = Settings(tmp_path / "reglages.ini")
    settings.dernier_dossier = tmp_path / ("x" * 300)
    assert settings.dernier_dossier is None
    settings.add_recent(tmp_path / ("x" * 300 + ".pvd"), JOUR)
    assert [recent.existe for recent in settings.recents] == [False]


def test_that_every_folder_is_under_the_one_given(tmp_path: Path):
    dossiers = Dossiers.of_user(tmp_path / "ici")
    dossiers.create()
    dossiers.create()
    assert dossiers.journaux.is_dir()
    assert dossiers.copies.is_dir()
    assert {p.parent for p in (dossiers.journaux, dossiers.copies, dossiers.reglages)} == {tmp_path / "ici"}


def test_that_without_a_folder_the_one_of_the_system_is_used():
    assert "PVD Desktop" in str(Dossiers.of_user().racine)
