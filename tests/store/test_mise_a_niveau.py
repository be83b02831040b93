"""A file of an older version: copied, upgraded whole or left as it was, and readable where nothing may be written."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from projets import JOUR, MOMENT, Horloge, ancien, contenu, exemple, nouveau
from sqlalchemy import select

from models.commands.territoire import update_territoire
from models.domain.convention import Convention
from models.domain.maquettes.charge_nette import ChargeAnnee, ChargeNette
from models.domain.plan_financement import ZERO
from models.domain.projet import Projet
from models.entities.aggregats import TERRITOIRE
from models.entities.journal import ActeEntity
from models.queries.projet import load_projet
from models.store import errors
from models.store.database import Database
from models.store.schema import VERSION
from pvd_desktop.documents.builders.charge_nette import read_charge

NEUVES = {
    *("convention", "partie", "article", "logo", "section_diagnostic"),
    *("reglages", "plan_secteur", "indicateur_diagnostic", "piece_convention"),
    "contact",
    *("enveloppe", "scenario", "ecart", "dispositif_local"),
    *("demande", "ligne_demande", "reponse_demande", "piece_demande", "note_demande", "marche", "facture", "echange"),
    *("instance", "membre", "reunion", "presence", "decision", "echeance", "version_figee"),
    "annuite",
}
COLONNES_NEUVES = {
    "constat_ignore": ("champ",),
    "organisme": ("regime_fctva", "engagement", "engagement_source", "engagement_recu_le"),
    "versement": ("date_demande", "reference"),
    "financement": ("categorie", "date_completude", "date_derogation", "date_decision"),
    "operation": ("assujettie_tva", "annee_intention", "rang_intention", "maturite"),
    "territoire": tuple(nom for nom in TERRITOIRE.colonnes if nom.startswith(("ort_", "opah_"))),
}
OUVRIR = """
import resource, signal, sys
from pathlib import Path
from models.store.database import Database
import alembic.command  # so that a kill meets the migration, not an import

path, copies, limite, action = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
if limite:
    signal.signal(signal.SIGXFSZ, getattr(signal, action))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limite, limite))
print("pret", flush=True)
database = Database.open(path, copies=copies)
print(database.raison_lecture_seule, flush=True)
database.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dossier = tmp_path / "mairie"
    dossier.mkdir()
    return ancien(dossier)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "profil" / "copies"


@pytest.fixture(autouse=True)
def temporaire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is read aside leaves nothing behind."""
    dossier = tmp_path / "temporaire"
    dossier.mkdir()
    # The models of the other tests are made once for all: elsewhere.
    for modele in (nouveau, exemple, ancien):
        modele(tmp_path)
    for version in range(1, VERSION):
        ancien(tmp_path, version=version)
    monkeypatch.setattr(tempfile, "tempdir", str(dossier))
    yield
    assert not list(dossier.iterdir())


def assert_same_data(database: Database, tmp_path: Path) -> None:
    """The tables of the first format hold the rows of the example, acts included; what is new in them is empty."""
    modele = Database.open(exemple(tmp_path))
    attendu, trouve = contenu(modele), contenu(database)
    for table in attendu.keys() - NEUVES:
        vides = dict.fromkeys(COLONNES_NEUVES.get(table, ()))
        assert [ligne | {nom: ligne[nom] or None for nom in vides} for ligne in trouve[table]] == [
            ligne | vides for ligne in attendu[table]
        ]
    with database.read() as session, modele.read() as temoin:
        assert session.scalars(select(ActeEntity.libelle)).all() == temoin.scalars(select(ActeEntity.libelle)).all()
    modele.close()


def load_projet_of(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def without_annuites(charge: ChargeNette) -> list[ChargeAnnee]:
    """The years that hold something else."""
    sans = [replace(une, remboursements=ZERO) for une in (*charge.annees, charge.sans_annee)]
    return [une for une in sans if une != ChargeAnnee(annee=une.annee)]


def version_of(path: Path) -> int:
    connexion = sqlite3.connect(path)
    (version,) = connexion.execute("PRAGMA user_version").fetchone()
    connexion.close()
    return version


def test_that_an_older_file_is_upgraded_and_its_data_survives(path: Path, copies: Path, tmp_path: Path):
    database = Database.open(path, copies=copies)
    assert not database.lecture_seule
    assert_same_data(database, tmp_path)
    with database.read() as session:
        convention = load_projet(session).convention
    assert convention == Convention(uid=convention.uid)
    database.close()
    assert version_of(path) == VERSION
    assert list(path.parent.iterdir()) == [path]


def test_that_the_file_is_first_copied_as_it_was(path: Path, copies: Path):
    database = Database.open(path, copies=copies, horloge=Horloge())
    (copie,) = copies.iterdir()
    assert database.copie_gardee == copie
    assert copie.name == f"ancien (format 1, {MOMENT.astimezone():%Y-%m-%d %Hh%M}).pvd"
    database.close()
    assert version_of(copie) == 1
    # It is itself a file of version 1, that opens like the first one.
    database = Database.open(copie, copies=copies, horloge=Horloge())
    assert database.copie_gardee is not None
    database.close()
    assert len(list(copies.iterdir())) == 2


def test_that_two_copies_of_one_minute_do_not_replace_each_other(tmp_path: Path, copies: Path):
    for nom in ("un", "deux"):
        (tmp_path / nom).mkdir()
        Database.open(ancien(tmp_path / nom), copies=copies, horloge=Horloge()).close()
    assert len(list(copies.iterdir())) == 2


def test_that_an_upgraded_file_is_upgraded_once(path: Path, copies: Path):
    Database.open(path, copies=copies).close()
    octets = path.read_bytes()
    database = Database.open(path, copies=copies)
    assert database.copie_gardee is None
    database.close()
    assert path.read_bytes() == octets
    assert len(list(copies.iterdir())) == 1


def test_that_the_current_format_needs_no_copy(tmp_path: Path, copies: Path):
    database = Database.open(nouveau(tmp_path), copies=copies)
    assert database.copie_gardee is None
    assert not database.lecture_seule
    database.close()
    assert not copies.exists()


def test_that_an_older_file_opened_to_read_is_read_aside(path: Path, copies: Path, tmp_path: Path):
    octets = path.read_bytes()
    database = Database.open(path, lecture_seule=True, copies=copies)
    with database.read() as session:
        assert len(load_projet(session).fiches) > 10
    database.copy_to(tmp_path / "copie.pvd")
    database.close()
    assert path.read_bytes() == octets
    assert version_of(tmp_path / "copie.pvd") == VERSION
    assert not copies.exists()


def test_that_an_older_file_that_somebody_has_open_can_be_read(path: Path, copies: Path):
    with FileLock(path.with_name(f".~{path.name}.verrou")):
        with pytest.raises(errors.FichierVerrouilleError):
            Database.open(path, copies=copies)
        database = Database.open(path, lecture_seule=True, copies=copies)
        with database.read() as session:
            assert load_projet(session).territoire.nom
        database.close()
    assert version_of(path) == 1


def test_that_an_older_file_in_a_protected_folder_is_read_aside(
    path: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
):
    ouvre = os.open

    def refuse(fichier: str, *args: int, **kwargs: int) -> int:
        if str(fichier).endswith(".verrou"):
            raise PermissionError(13, "Permission denied")
        return ouvre(fichier, *args, **kwargs)

    monkeypatch.setattr("filelock._unix.os.open", refuse)
    database = Database.open(path, copies=copies)
    assert "dossier" in database.raison_lecture_seule
    with pytest.raises(errors.LectureSeuleError):
        database.execute("Nommer", update_territoire, nom="Valembecque")
    database.close()
    assert version_of(path) == 1


def test_that_an_older_file_is_read_only_where_no_copy_can_be_kept(path: Path, copies: Path):
    octets = path.read_bytes()
    copies.parent.mkdir()
    copies.write_text("ceci n’est pas un dossier")
    for dossier in (None, copies):
        database = Database.open(path, copies=dossier)
        assert "mise à niveau" in database.raison_lecture_seule
        database.close()
    assert path.read_bytes() == octets
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("dommage", "erreur"),
    [
        ("CREATE TRIGGER t AFTER UPDATE ON fiche_action BEGIN DELETE FROM depense; END", errors.FichierPiegeError),
        ("CREATE TRIGGER t AFTER INSERT ON alembic_version BEGIN DELETE FROM depense; END", errors.FichierPiegeError),
        ("CREATE TABLE virus (x)", errors.FichierPiegeError),
        ("CREATE TABLE convention (x)", errors.MiseANiveauError),
        ("DROP TABLE repartition", errors.FichierEndommageError),
        ("DROP TABLE alembic_version", errors.FichierEndommageError),
        ("UPDATE alembic_version SET version_num = '0002'", errors.FichierEndommageError),
        ("UPDATE fiche_action SET orientation_id = 999", errors.FichierEndommageError),
        ("UPDATE depense SET montant_ht = 'abc'", errors.FichierEndommageError),
        ("UPDATE fiche_action SET intitule = CAST(x'4CE96F' AS TEXT)", errors.FichierEndommageError),
        ("DELETE FROM territoire", errors.FichierEndommageError),
    ],
)
@pytest.mark.parametrize("lecture_seule", [False, True])
def test_that_an_older_file_that_is_not_sound_is_refused_as_it_is(
    path: Path, copies: Path, dommage: str, erreur: type[errors.FichierError], *, lecture_seule: bool
):
    connexion = sqlite3.connect(path)
    connexion.execute("PRAGMA ignore_check_constraints=ON")
    connexion.execute(dommage)
    connexion.commit()
    connexion.close()
    octets = path.read_bytes()
    with pytest.raises(erreur) as caught:
        Database.open(path, lecture_seule=lecture_seule, copies=copies)
    assert "ancien.pvd" in caught.value.message
    assert path.read_bytes() == octets
    assert list(path.parent.iterdir()) == [path]
    assert not copies.exists() or not list(copies.iterdir())


def test_that_an_upgraded_file_keeps_its_rights_and_its_links(path: Path, copies: Path, tmp_path: Path):
    path.chmod(0o640)
    lien = tmp_path / "raccourci.pvd"
    lien.symlink_to(path)
    Database.open(lien, copies=copies).close()
    assert lien.is_symlink()
    assert version_of(path) == VERSION
    assert path.stat().st_mode & 0o777 == 0o640


def test_that_a_scribbled_page_of_an_older_file_is_told_as_damage(path: Path, copies: Path):
    octets = bytearray(path.read_bytes())
    octets[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(octets)
    with pytest.raises(errors.FichierEndommageError):
        Database.open(path, copies=copies)
    assert path.read_bytes() == octets


def test_that_a_disk_full_at_the_commit_leaves_the_file_as_it_was(path: Path, copies: Path):
    octets = path.read_bytes()
    sortie = subprocess.run(
        [sys.executable, "-c", OUVRIR, path, copies, str(len(octets)), "SIG_IGN"],
        capture_output=True,
        text=True,
        check=False,
    )
    # Nothing larger than the file can be written anywhere: the private copy cannot be upgraded either.
    assert "MiseANiveauError" in sortie.stderr
    assert path.read_bytes() == octets
    assert list(path.parent.iterdir()) == [path]
    assert list(copies.iterdir()) == []


def test_that_a_kill_in_the_middle_of_the_migration_leaves_the_file_as_it_was(path: Path, copies: Path, tmp_path: Path):
    """It dies on the first page that the new tables add; what it leaves beside the file goes at the next opening."""
    octets = path.read_bytes()
    sortie = subprocess.run([sys.executable, "-c", OUVRIR, path, copies, str(len(octets)), "SIG_DFL"], check=False)
    assert sortie.returncode == -signal.SIGXFSZ
    assert path.read_bytes() == octets
    assert path.with_name(f".~{path.name}.neuf").exists()
    database = Database.open(path, copies=copies)
    assert_same_data(database, tmp_path)
    assert database.copie_gardee is not None
    database.close()
    assert version_of(path) == VERSION
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("graine", range(8))
def test_that_a_kill_at_any_moment_leaves_a_good_file(path: Path, copies: Path, graine: int, tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", OUVRIR, path, copies, "0", ""], stdout=subprocess.PIPE, text=True
    ) as ouverture:
        assert ouverture.stdout is not None
        assert ouverture.stdout.readline() == "pret\n"
        try:
            ouverture.wait(random.Random(graine).uniform(0.0, 0.15))
        except subprocess.TimeoutExpired:
            ouverture.kill()
    database = Database.open(path, copies=copies)
    assert_same_data(database, tmp_path)
    database.close()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("version", [1, 5])
def test_that_a_table_with_new_columns_keeps_its_rows_and_never_gives_a_key_twice(
    tmp_path: Path, copies: Path, version: int
):
    path = ancien(tmp_path, f"{version}.pvd", version)
    connexion = sqlite3.connect(path)
    with connexion:
        connexion.execute("UPDATE sqlite_sequence SET seq = 900 WHERE name = 'financement'")
        connexion.execute("DELETE FROM sqlite_sequence WHERE name = 'organisme'")
        avant = connexion.execute(
            "SELECT id, dispositif, montant_demande, etat FROM financement ORDER BY id"
        ).fetchall()
    connexion.close()
    Database.open(path, copies=copies).close()
    connexion = sqlite3.connect(path)
    apres = connexion.execute("SELECT id, dispositif, montant_demande, etat FROM financement ORDER BY id").fetchall()
    sequences = dict(connexion.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    (dernier,) = connexion.execute("SELECT max(id) FROM organisme").fetchone()
    connexion.close()
    assert apres == avant
    assert sequences["financement"] == 900
    assert sequences["organisme"] == dernier


def test_that_a_file_of_every_version_keeps_a_copy_and_gives_the_same_figures(tmp_path: Path, copies: Path):
    temoin = Database.open(exemple(tmp_path))
    attendu = load_projet_of(temoin)
    assert attendu.totaux.acquis
    for version in range(1, VERSION):
        database = Database.open(ancien(tmp_path, f"{version}.pvd", version), copies=copies)
        assert database.copie_gardee is not None
        assert version_of(database.copie_gardee) == version
        projet = load_projet_of(database)
        assert projet.totaux == attendu.totaux
        assert [f.totaux for f in projet.fiches] == [f.totaux for f in attendu.fiches]
        # What the charge nette is read from came with the sixth revision; no loan was paid back before the eighth.
        if version >= 6:
            assert without_annuites(read_charge(projet, JOUR)) == without_annuites(read_charge(attendu, JOUR))
        database.close()
    temoin.close()


def test_that_a_point_set_aside_before_fields_were_kept_stays_so_whatever_its_field(tmp_path: Path, copies: Path):
    path = ancien(tmp_path, version=7)
    connexion = sqlite3.connect(path)
    with connexion:
        connexion.execute(
            "INSERT INTO constat_ignore (code, objet, motif, rang, uid) VALUES ('FA-07', 'a', '', 0, 'i')"
        )
    connexion.close()
    database = Database.open(path, copies=copies)
    (ignore,) = load_projet_of(database).constats_ignores
    database.close()
    assert (ignore.code, ignore.objet, ignore.champ) == ("FA-07", "a", None)
