"""Names of files and what stands at the target of a copy: any name is opened, no project in use is replaced."""

import os
from pathlib import Path

import pytest
from projets import Horloge, nouveau
from sqlalchemy import select

from models.commands.fiches import add_fiche
from models.domain.uids import Uid
from models.entities.journal import ActeEntity
from models.queries.projet import load_projet
from models.store.database import Database
from models.store.errors import FichierVerrouilleError, LectureSeuleError

ANCIEN = os.fsdecode(b"caf\xe9.pvd")
"""As a computer that knew no UTF-8 named it."""


def fiches(database: Database) -> list[Uid]:
    with database.read() as session:
        return [f.uid for f in load_projet(session).fiches]


@pytest.mark.parametrize("nom", ["é à.pvd", "a?b.pvd", "a#b.pvd", "a%41b.pvd", "l'école.pvd", "a&mode=ro.pvd", ANCIEN])
def test_that_a_project_may_have_any_name(tmp_path: Path, nom: str):
    path, copie = tmp_path / nom, tmp_path / f"copie de {nom}"
    try:
        path.touch()
    except OSError:
        pytest.skip("this system refuses the name itself")
    path.unlink()
    database = Database.create(path)
    uid = database.execute(f"Importer « {nom} »", add_fiche).valeur
    database.copy_to(copie)
    database.close()
    assert sorted(tmp_path.iterdir()) == sorted([path, copie])
    relue = Database.open(copie)
    assert fiches(relue) == [uid]
    relue.close()


def test_that_the_label_of_an_act_is_clean_in_the_file(database: Database):
    database.execute("Importer « \udce9\x00\n.json »", add_fiche)
    with database.read() as session:
        assert list(session.scalars(select(ActeEntity.libelle))) == ["Importer « .json »"]


def test_that_a_copy_never_replaces_the_open_project(database: Database):
    database.execute("Ajouter", add_fiche)
    with pytest.raises(FichierVerrouilleError):
        database.copy_to(database.path)
    database.execute("Ajouter", add_fiche)
    assert len(fiches(database)) == 2


def test_that_a_copy_never_replaces_a_project_open_elsewhere(database: Database, tmp_path: Path):
    autre = Database.open(nouveau(tmp_path, "autre.pvd"), horloge=Horloge())
    with pytest.raises(FichierVerrouilleError):
        database.copy_to(autre.path)
    autre.execute("Ajouter", add_fiche)
    assert len(fiches(autre)) == 1
    autre.close()


def test_that_a_copy_is_on_the_disk_before_it_takes_its_place(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sus: list[int] = []
    fsync = os.fsync

    def note(fd: int) -> None:
        sus.append(os.fstat(fd).st_ino)
        fsync(fd)

    monkeypatch.setattr(os, "fsync", note)
    copie = tmp_path / "copie.pvd"
    database.copy_to(copie)
    assert copie.stat().st_ino in sus


def test_that_a_read_only_project_simulates_nothing(tmp_path: Path):
    database = Database.open(nouveau(tmp_path), lecture_seule=True)
    with pytest.raises(LectureSeuleError, match="votre demande"):
        database.simulate(add_fiche)
    database.close()
