"""The order of a file: applied when it names all the sisters, left alone when it leaves some out."""

import json
from typing import Any

import pytest
from fichiers_json import EXEMPLE, bring_in, minimal, projet

from models.echange.format import to_json
from models.store.database import Database


def titres(objets: Any) -> list[str]:
    return [o.titre for o in objets]


def renverse(liste: str) -> dict[str, Any]:
    donnees = json.loads(EXEMPLE)
    donnees[liste].reverse()
    return donnees


@pytest.mark.parametrize("liste", ["orientations", "organismes"])
def test_that_a_list_named_whole_takes_the_order_of_the_file(database: Database, liste: str):
    bring_in(database, EXEMPLE)
    lecture = bring_in(database, json.dumps(renverse(liste)))
    attendus = [o["uid"] for o in renverse(liste)[liste]]
    assert [o.uid for o in getattr(projet(database), liste)] == attendus
    assert (lecture.crees, lecture.modifies) == (0, 0)
    assert [(r.colonne, r.valeur) for r in lecture.remarques] == [(liste, "")]
    assert "ordre" in lecture.remarques[0].message


def test_that_fiches_take_the_order_of_the_file_under_each_orientation(database: Database):
    bring_in(database, EXEMPLE)
    avant = projet(database)
    donnees = renverse("fiches")
    lecture = bring_in(database, json.dumps(donnees))
    groupes = [(o.titre if o else "", fiches) for o, fiches in avant.fiches_par_orientation()]
    attendus = [f for _, fiches in groupes for f in reversed(fiches)]
    assert projet(database).fiches == tuple(attendus)
    assert sorted(r.valeur for r in lecture.remarques) == sorted(t for t, fiches in groupes if len(fiches) > 1)
    texte = to_json(projet(database))
    assert bring_in(database, texte).remarques == ()
    assert to_json(projet(database)) == texte


def test_that_a_file_that_leaves_some_out_moves_nothing(database: Database):
    bring_in(database, EXEMPLE)
    avant = projet(database)
    restantes = [f for _, fiches in avant.fiches_par_orientation() for f in reversed(fiches[1:])]
    partiel = [{"numero": "9.9", "intitule": "Nouvelle"}]
    partiel += [{"uid": f.uid, "description": "Revue"} for f in restantes]
    lecture = bring_in(database, minimal(fiches=partiel, orientations=[{"uid": avant.orientations[-1].uid}]))
    apres = projet(database)
    assert titres(apres.fiches) == [*titres(avant.fiches), "9.9 · Nouvelle"]
    assert apres.orientations == avant.orientations
    assert lecture.remarques == ()


def test_that_new_objects_stand_where_a_whole_list_puts_them(database: Database):
    bring_in(database, minimal(orientations=[{"numero": "1"}, {"numero": "3"}]))
    une, trois = projet(database).orientations
    bring_in(database, minimal(orientations=[{"uid": une.uid}, {"numero": "2"}, {"uid": trois.uid}]))
    assert titres(projet(database).orientations) == ["1", "2", "3"]
    bring_in(database, minimal(orientations=[{"numero": "4"}, {"numero": "5"}]))
    assert titres(projet(database).orientations) == ["1", "2", "3", "4", "5"]


def test_that_a_fiche_sent_to_another_orientation_comes_after_those_that_are_there(database: Database):
    orientations = [{"numero": "A"}, {"numero": "B"}]
    fiches = [{"numero": n, "orientation": n[0]} for n in ("A.1", "A.2", "B.1", "B.2")]
    bring_in(database, minimal(orientations=orientations, fiches=fiches))
    premiere = projet(database).fiches[0].uid
    bring_in(database, minimal(fiches=[{"uid": premiere, "orientation": "B"}]))
    assert titres(projet(database).fiches) == ["A.2", "B.1", "B.2", "A.1"]


def test_that_the_lines_of_a_list_take_its_order_and_that_is_said(database: Database):
    bring_in(database, EXEMPLE)
    fiche = next(f for f in projet(database).fiches if len(f.phases) > 1)
    phases = [{"uid": p.uid} for p in reversed(fiche.phases)]
    lecture = bring_in(database, minimal(fiches=[{"uid": fiche.uid, "phases": phases}]))
    apres = projet(database).fiche(fiche.uid)
    assert apres is not None
    assert apres.phases == fiche.phases[::-1]
    assert (lecture.modifies, [r.colonne for r in lecture.remarques]) == (1, ["fiches[0].phases"])
