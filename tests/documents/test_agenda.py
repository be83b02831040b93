"""The agenda is read by another program, keeps its events, and follows RFC 5545 to the byte."""

from dataclasses import replace
from datetime import UTC, date, datetime

import vobject
from fabrique_du_domaine import AUJOURD_HUI, projet

from models.domain.echeance import Echeance
from models.domain.echeances import EcheanceCalculee
from models.domain.projet import Projet
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.queries.echeances import list_echeances
from models.referentiel.bareme import load_bareme
from pvd_desktop.documents.agenda import render_agenda

LONG = "Déposer le dossier de l’îlot Gambetta ; « AR » attendu, puis compléter\nl’étude d’impact \\ étude de sol " * 3
NOTEES = (
    Echeance(uid=Uid("a"), intitule="Dépôt DETR, DSIL; pièces", jour=date(2026, 12, 1)),
    Echeance(uid=Uid("b"), intitule=LONG, jour=date(2026, 12, 7), fin=date(2026, 12, 9)),
    Echeance(uid=Uid("c"), jour=date.max),
)
PROJET = projet(echeances=NOTEES, territoire=Territoire(uid=Uid("territoire"), nom="Bapaume"))


def _echeances(un: Projet = PROJET) -> tuple[EcheanceCalculee, ...]:
    return list_echeances(un, load_bareme(), AUJOURD_HUI)


def _lus(octets: bytes) -> list:
    return list(vobject.readOne(octets.decode("utf-8")).vevent_list)


def test_that_another_program_reads_every_event_with_its_texts_and_its_days():
    lus = _lus(render_agenda(PROJET, _echeances(), AUJOURD_HUI))
    assert [e.summary.value for e in lus] == [e.intitule for e in _echeances()]
    assert [e.dtstart.value for e in lus] == [e.jour for e in _echeances()]
    # The day after the last one, as RFC 5545 wants it.
    assert lus[1].dtend.value == date(2026, 12, 10)
    assert lus[0].categories.value == ["Notées par vous"]


def test_that_an_event_keeps_its_identity_whatever_becomes_of_its_day():
    avant = _lus(render_agenda(PROJET, _echeances(), AUJOURD_HUI))
    bouge = replace(PROJET, echeances=(replace(NOTEES[0], jour=date(2027, 3, 2), intitule="Autre"), *NOTEES[1:]))
    apres = _lus(render_agenda(bouge, _echeances(bouge), date(2026, 12, 25)))
    assert {e.uid.value for e in avant} == {e.uid.value for e in apres}
    assert len({e.uid.value for e in avant}) == len(NOTEES)


def test_that_two_projects_never_share_an_event():
    autre = replace(PROJET, territoire=replace(PROJET.territoire, uid=Uid("autre")))
    uids = [{e.uid.value for e in _lus(render_agenda(p, _echeances(p), AUJOURD_HUI))} for p in (PROJET, autre)]
    assert uids[0].isdisjoint(uids[1])


def test_that_the_same_day_writes_the_same_bytes():
    assert render_agenda(PROJET, _echeances(), AUJOURD_HUI) == render_agenda(PROJET, _echeances(), AUJOURD_HUI)
    lus = _lus(render_agenda(PROJET, _echeances(), AUJOURD_HUI))
    assert {e.dtstamp.value for e in lus} == {datetime(2026, 11, 21, tzinfo=UTC)}


def test_that_lines_end_with_crlf_and_hold_seventy_five_octets_at_most():
    octets = render_agenda(PROJET, _echeances(), AUJOURD_HUI)
    assert octets.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(ligne) for ligne in octets.split(b"\r\n")) <= 75


def test_that_the_description_says_where_a_day_comes_from():
    adhesion = projet(territoire=Territoire(uid=Uid("territoire"), date_adhesion=date(2025, 6, 1)))
    (lu,) = _lus(render_agenda(adhesion, _echeances(adhesion), AUJOURD_HUI))
    assert "Source\u00a0: Mode d’emploi du programme (ANCT)" in lu.description.value
