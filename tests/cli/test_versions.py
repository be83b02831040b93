"""« figer », « comparer » and the avenant, from the terminal."""

import gzip
import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fabrique_etats import edit_ten_times, make_signe
from projets import MOMENT, Horloge, exemple, nouveau

from models.commands.fiches import add_fiche, remove_fiches, update_fiche
from models.commands.importation import import_projet
from models.echange.format import to_json
from models.queries.projet import load_projet
from models.referentiel.convention import load_plan_convention
from models.store.database import Database
from pvd_desktop import cli
from pvd_desktop.versions import load_etats


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    return exemple(tmp_path)


def lance(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code and all that was said."""
    capsys.readouterr()
    code = cli.run([str(a) for a in arguments])
    dit = capsys.readouterr()
    return code, (dit.out + dit.err).replace("\u00a0", " ").replace("\u202f", " ")


def compare(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    code, dit = lance(capsys, "comparer", *arguments, "--json")
    assert code == 0
    return json.loads(dit)


def agit(fichier: Path) -> None:
    """A title changed, an action more, one less."""
    database = Database.open(fichier, horloge=Horloge())
    with database.read() as session:
        premiere, *_, derniere = load_projet(session).fiches
    database.execute("Nommer", update_fiche, premiere.uid, intitule="Autre nom")
    database.execute("Ajouter", add_fiche, intitule="Halle", numero="9.9")
    database.execute("Retirer", remove_fiches, [derniere.uid], moment=MOMENT)
    database.close()


def test_that_what_changed_since_a_frozen_state_is_told(fichier: Path, capsys: pytest.CaptureFixture[str]):
    code, dit = lance(capsys, "figer", fichier, "Signée", "--commentaire", "Par toutes les parties")
    assert (code, dit.startswith("État figé : « Signée » (")) == (0, True)
    assert compare(capsys, fichier, "signee") == {
        "avant": "Signée",
        "apres": None,
        "actions_ajoutees": [],
        "actions_supprimees": [],
        "changements": [],
    }
    agit(fichier)
    lu = compare(capsys, fichier, "Signée")
    assert [a["intitule"] for a in lu["actions_ajoutees"]] == ["Halle"]
    assert len(lu["actions_supprimees"]) == 1
    assert [(c["champ"], c["libelle"], c["apres"]) for c in lu["changements"]] == [
        ("intitule", "Nom de l’action", "Autre nom")
    ]
    code, dit = lance(capsys, "comparer", fichier, "Signée")
    assert code == 0
    assert dit.splitlines()[-1] == "3 changements : 1 ajout, 1 suppression, 1 modification"


def test_that_two_frozen_states_are_compared(fichier: Path, capsys: pytest.CaptureFixture[str]):
    lance(capsys, "figer", fichier, "Signée")
    agit(fichier)
    lance(capsys, "figer", fichier, "Revue")
    lu = compare(capsys, fichier, "Revue", "Signée")
    assert (lu["avant"], lu["apres"]) == ("Revue", "Signée")
    assert [a["intitule"] for a in lu["actions_supprimees"]] == ["Halle"]
    assert compare(capsys, fichier, "Revue")["changements"] == []


def test_that_states_are_listed_and_a_repeated_name_or_state_is_said(fichier: Path, capsys: pytest.CaptureFixture[str]):
    assert lance(capsys, "comparer", fichier, "--liste") == (0, "Aucun état n’est encore figé.\n")
    lance(capsys, "figer", fichier, "Signée", "--commentaire", "Le 3 mars")
    code, dit = lance(capsys, "figer", fichier, "SIGNÉE")
    assert (code, "par exemple « SIGNÉE (2) »" in dit) == (1, True)
    code, dit = lance(capsys, "figer", fichier, "Copil")
    assert (code, "n’a pas changé depuis « Signée »" in dit) == (0, True)
    code, dit = lance(capsys, "figer", fichier, "--liste")
    assert [ligne.split("\t")[0] for ligne in dit.splitlines()] == ["Signée", "Copil"]
    assert dit.splitlines()[0].endswith("\tLe 3 mars")


@pytest.mark.parametrize(
    ("arguments", "attendu"),
    [
        (("figer",), "Il manque le nom"),
        (("figer", "   "), "Il manque le nom"),
        (("figer", "\u200b"), "Il manque le nom"),
        (("comparer",), "Il manque l’état"),
        (("comparer", "Avenant"), "États figés du projet : « Signée 2023 », « Signée 2025 »."),
        (("comparer", "Signée"), "Plusieurs états répondent à « Signée »"),
        (("comparer", "Signée 2023", "Avenant"), "Aucun état figé ne s’appelle « Avenant »"),
    ],
)
def test_that_a_state_that_is_not_there_is_refused_with_those_that_are(
    arguments: tuple[str, ...], attendu: str, fichier: Path, capsys: pytest.CaptureFixture[str]
):
    for nom in ("Signée 2023", "Signée 2025"):
        lance(capsys, "figer", fichier, nom)
    commande, *reste = arguments
    code, dit = lance(capsys, commande, fichier, *reste)
    assert code == 1
    assert attendu in dit


def _replace_content(fichier: Path, octets: bytes, *, empreinte: bool) -> None:
    with closing(sqlite3.connect(fichier)) as connexion, connexion:
        (ancienne,) = connexion.execute("SELECT sha256 FROM version_figee").fetchone()
        nouvelle = sha256(octets).hexdigest() if empreinte else ancienne
        connexion.execute("UPDATE contenu SET octets = ?, sha256 = ? WHERE sha256 = ?", (octets, nouvelle, ancienne))
        connexion.execute("UPDATE version_figee SET sha256 = ?", (nouvelle,))


@pytest.mark.parametrize(
    ("octets", "empreinte", "attendu"),
    [
        (b"%PDF-1.7", False, "est abîmé"),
        (b"%PDF-1.7", True, "ne viennent pas de PVD Desktop"),
        (gzip.compress(b'{"format": "pvd-projet", "version": 2}', mtime=0), True, "version plus récente"),
    ],
)
def test_that_a_state_that_cannot_be_read_is_refused_and_the_project_stays(
    octets: bytes, empreinte: bool, attendu: str, fichier: Path, capsys: pytest.CaptureFixture[str]
):
    lance(capsys, "figer", fichier, "Signée")
    _replace_content(fichier, octets, empreinte=empreinte)
    code, dit = lance(capsys, "comparer", fichier, "Signée")
    assert (code, attendu in dit) == (1, True)
    assert lance(capsys, "exporter", fichier, fichier.with_suffix(".docx"), "--document", "avenant")[0] == 1
    assert not fichier.with_suffix(".docx").exists()
    assert lance(capsys, "controler", fichier)[0] in {0, 1}


def test_that_a_state_of_an_older_format_is_compared(fichier: Path, capsys: pytest.CaptureFixture[str]):
    lance(capsys, "figer", fichier, "Signée")
    database = Database.open(fichier, lecture_seule=True)
    with database.read() as session:
        ancien = json.loads(to_json(load_projet(session)))
    database.close()
    for cle in ("demandes", "instances", "echeances", "scenarios", "enveloppes"):
        ancien.pop(cle)
    ancien["territoire"].pop("opah")
    _replace_content(fichier, gzip.compress(json.dumps(ancien).encode()), empreinte=True)
    lu = compare(capsys, fichier, "Signée")
    assert lu["actions_ajoutees"] == lu["actions_supprimees"] == []
    assert {c["rubrique"] for c in lu["changements"]} <= {
        "demandes",
        "gouvernance",
        "echeances",
        "maquette",
        "territoire",
    }


def test_that_an_avenant_after_ten_edits_lists_exactly_those_ten(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = nouveau(tmp_path)
    signe = make_signe()
    for projet in (signe, edit_ten_times(signe)):
        database = Database.open(path, horloge=Horloge())
        database.execute("Écrire", import_projet, projet, moment=MOMENT)
        perdues = {f.uid for f in signe.fiches} - {f.uid for f in projet.fiches}
        database.execute("Retirer", remove_fiches, sorted(perdues), moment=MOMENT)
        database.close()
        if projet is signe:
            assert lance(capsys, "figer", path, "Signée")[0] == 0
    lu = compare(capsys, path, "Signée")
    assert len(lu["actions_ajoutees"]) + len(lu["actions_supprimees"]) + len(lu["changements"]) == 10
    texte = tmp_path / "avenant.txt"
    assert lance(capsys, "exporter", path, texte)[0] == 0
    assert "les 10 changements recensés" in texte.read_text(encoding="utf-8")


def test_that_a_state_is_named_for_the_documents_that_compare_and_refused_by_the_others(
    fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sortie = tmp_path / "comparaison.txt"
    code, dit = lance(capsys, "exporter", fichier, sortie)
    assert (code, "Aucun état du projet n’est encore figé" in dit) == (1, True)
    lance(capsys, "figer", fichier, "Signée")
    agit(fichier)
    lance(capsys, "figer", fichier, "Revue")
    assert lance(capsys, "exporter", fichier, sortie)[0] == 0
    assert "Aucun changement" in sortie.read_text(encoding="utf-8")
    assert lance(capsys, "exporter", fichier, sortie, "--etat", "signée", "--etat", "Revue")[0] == 0
    assert "3 changements" in sortie.read_text(encoding="utf-8")
    code, dit = lance(capsys, "exporter", fichier, tmp_path / "fiches.pdf", "--etat", "Signée")
    assert (code, "ne compare aucun état" in dit) == (1, True)


def test_that_the_avenant_takes_the_next_number_or_the_one_asked_for(
    fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sortie = tmp_path / "avenant.txt"

    def titre(*arguments: str) -> str:
        assert lance(capsys, "exporter", fichier, sortie, *arguments)[0] == 0
        return sortie.read_text(encoding="utf-8").replace("\u00a0", " ").partition(" – ")[0]

    lance(capsys, "figer", fichier, "Signée")
    assert titre() == "Avenant n° 1"
    lance(capsys, "figer", fichier, "Avenant n° 1")
    assert titre() == "Avenant n° 2"
    assert "Vu l’avenant n°\u00a01 signé le [à compléter" in sortie.read_text(encoding="utf-8")
    assert titre("--etat", "Signée", "--etat", "Avenant n° 1") == "Avenant n° 1"
    assert titre("--numero", "2 bis") == "Avenant n° 2 bis"
    assert titre("--numero", "") == "Avenant n° …"
    code, dit = lance(capsys, "exporter", fichier, tmp_path / "fiches.pdf", "--numero", "2")
    assert (code, "ne porte pas de numéro d’avenant" in dit) == (1, True)
    code, dit = lance(capsys, "exporter", fichier, tmp_path / "projet.json", "--numero", "2")
    assert (code, "Retirez « --numero »" in dit) == (1, True)


def test_that_a_frozen_state_leaves_as_json(fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    avant, apres = tmp_path / "avant.json", tmp_path / "apres.json"
    lance(capsys, "exporter", fichier, avant)
    lance(capsys, "figer", fichier, "Signée")
    agit(fichier)
    assert lance(capsys, "exporter", fichier, apres, "--etat", "Signée")[0] == 0
    assert apres.read_bytes() == avant.read_bytes()


def test_that_a_frozen_state_keeps_the_standard_articles_of_the_day(fichier: Path, capsys: pytest.CaptureFixture[str]):
    assert lance(capsys, "figer", fichier, "Signée")[0] == 0
    database = Database.open(fichier, lecture_seule=True)
    with database.read_raw() as connexion:
        (etat,) = load_etats(connexion, ())
    database.close()
    assert etat.textes == load_plan_convention()
