"""A frozen state: what it gives back, and what it says of bytes that are none."""

import gzip
import json
import zlib
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from fabrique_etats import edit_ten_times, make_signe
from factories import make_fiche, make_projet, uid

from models.domain.projet import Projet
from models.echange.format import to_json
from models.echange.photographie import (
    TAILLE_MAX,
    VersionIllisibleError,
    VersionTropGrandeError,
    freeze,
    thaw,
    thaw_etat,
)
from models.referentiel.convention import load_plan_convention


def lu(octets: bytes) -> Projet:
    return thaw(octets, sha256(octets).hexdigest(), "Signée")


def tasse(donnees: Any) -> bytes:
    return gzip.compress(json.dumps(donnees).encode(), mtime=0)


def refus(octets: bytes) -> str:
    with pytest.raises(VersionIllisibleError) as raison:
        lu(octets)
    assert "intact" in str(raison.value)
    return raison.value.message


def test_that_a_frozen_state_gives_the_project_back():
    projet = edit_ten_times(make_signe())
    assert lu(freeze(projet)) == projet
    assert to_json(lu(freeze(projet))) == to_json(projet)


def test_that_the_same_project_gives_the_same_bytes_which_any_tool_opens():
    projet = make_signe()
    octets = freeze(projet)
    assert octets == freeze(replace(projet))
    assert json.loads(gzip.decompress(octets))["format"] == "pvd-projet"


def test_that_a_state_keeps_the_standard_articles_of_its_day():
    projet, plan = make_signe(), load_plan_convention()
    octets = freeze(projet, plan)
    assert thaw_etat(octets, sha256(octets).hexdigest(), "Signée") == (projet, plan)
    assert lu(octets) == projet
    assert octets == freeze(replace(projet), tuple(replace(article) for article in plan))
    ecrit = json.loads(gzip.decompress(octets))["textes_types"]
    assert [article["cle"] for article in ecrit] == [article.cle for article in plan]


def test_that_a_state_that_kept_no_standard_article_says_so():
    octets = freeze(make_signe())
    assert thaw_etat(octets, sha256(octets).hexdigest(), "Signée")[1] is None


@pytest.mark.parametrize("textes", ["texte", [{"cle": 3}], [{"cle": "objet", "intitule": "", "texte": None}]])
def test_that_standard_articles_that_are_none_are_refused_with_the_state(textes: Any):
    donnees = json.loads(gzip.decompress(freeze(make_signe())))
    assert "ne décrit pas un projet" in refus(tasse({**donnees, "textes_types": textes}))


def test_that_what_it_names_in_the_corbeille_stays_named():
    projet = make_projet(make_fiche(orientation=uid("dans-la-corbeille")))
    assert lu(freeze(projet)) == projet


def test_that_a_state_of_an_older_schema_takes_the_values_of_a_new_project():
    projet = replace(make_projet(make_fiche()), reglages=Projet().reglages)
    ancien = json.loads(to_json(projet))
    for cle in ("demandes", "instances", "echeances", "scenarios", "enveloppes", "dispositifs_locaux", "reglages"):
        del ancien[cle]
    for fiche in ancien["fiches"]:
        del fiche["notes"]
        for operation in fiche["operations"]:
            del operation["marches"], operation["factures"], operation["maturite"]
    del ancien["territoire"]["opah"]
    del ancien["organismes"][0]["echanges"]
    assert replace(lu(tasse(ancien)), reglages=projet.reglages) == projet


def test_that_bytes_that_changed_since_are_refused_by_their_hash():
    octets = freeze(make_signe())
    with pytest.raises(VersionIllisibleError, match="abîmé"):
        thaw(octets[:-9] + b"abcdefghi", sha256(octets).hexdigest(), "Signée")


@pytest.mark.parametrize(
    ("octets", "raison"),
    [
        (b"", "incomplètes"),
        (b"%PDF-1.7 un autre programme", "ne viennent pas de PVD Desktop"),
        (zlib.compress(b"{}"), "ne viennent pas de PVD Desktop"),
        (freeze(make_signe())[:200], "incomplètes"),
        (freeze(make_signe()) + b"reste", "incomplètes"),
        (gzip.compress(b"{"), "ce n’est pas un texte JSON"),
        (gzip.compress(b"[" * 200_000), "ce n’est pas un texte JSON"),
        (gzip.compress(b"\xff\xfe{}"), "ce n’est pas un texte JSON"),
        (tasse([1, 2]), "ne décrit pas un projet"),
        (tasse({"format": "autre", "version": 1}), "ne décrit pas un projet"),
        (tasse({"format": "pvd-projet", "version": "une"}), "ne dit pas quelle version"),
        (tasse({"format": "pvd-projet", "version": 1, "fiches": 3}), "ne décrit pas un projet"),
        (tasse({"format": "pvd-projet", "version": 1, "fiches": [{"statut": "perdu"}]}), "ne décrit pas un projet"),
    ],
)
def test_that_bytes_that_are_no_state_are_refused_with_the_reason(octets: bytes, raison: str):
    assert raison in refus(octets)


def test_that_a_state_of_a_newer_format_asks_for_an_update():
    with pytest.raises(VersionIllisibleError, match="plus récente") as erreur:
        lu(tasse({"format": "pvd-projet", "version": 99}))
    assert "à jour" in erreur.value.remede


def test_that_a_bomb_is_stopped_before_it_fills_the_memory():
    bombe = zlib.compressobj(9, wbits=31)
    octets = b"".join(bombe.compress(bytes(1 << 20)) for _ in range(TAILLE_MAX // (1 << 20) + 2)) + bombe.flush()
    assert len(octets) < 100_000
    assert "bien au-delà de la taille" in refus(octets)


def test_that_a_project_that_could_not_be_read_back_is_not_frozen():
    long = "é" * 100_000
    projet = make_projet(*(make_fiche(uid=uid(f"f{i}"), description=long, operations=()) for i in range(340)))
    with pytest.raises(VersionTropGrandeError):
        freeze(projet)
