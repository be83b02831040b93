"""Calendars as people export them: recurring, cancelled, in Latin-1, folded, broken; each event once, and in step."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.domain.echeance import Echeance
from models.domain.importation.evenements import AgendaLu, EvenementLu, proposer_evenements
from models.domain.projet import Projet
from pvd_desktop.documents.agenda import identifiant
from pvd_desktop.imports.agenda import REPETITIONS_MAX, read_agenda
from pvd_desktop.imports.source import SourceError

FIN = date(2027, 12, 31)


def _ecrire(tmp_path: Path, *evenements: str, codage: str = "utf-8", fin: str = "\r\n") -> Path:
    corps = fin.join(f"BEGIN:VEVENT{fin}{e.strip().replace(chr(10), fin)}{fin}END:VEVENT" for e in evenements)
    path = tmp_path / "agenda.ics"
    path.write_bytes(f"BEGIN:VCALENDAR{fin}VERSION:2.0{fin}{corps}{fin}END:VCALENDAR{fin}".encode(codage))
    return path


def _lire(path: Path) -> AgendaLu:
    return read_agenda(path, debut=date(2021, 1, 1), fin=FIN)


def _jours(lu: AgendaLu) -> list[date]:
    return [e.jour for e in lu.evenements]


def test_that_an_all_day_event_loses_the_day_after(tmp_path: Path):
    path = _ecrire(
        tmp_path,
        "UID:a\nSUMMARY:Enquête publique\\, îlot\nDTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261219\n"
        "LOCATION:Mairie\nDESCRIPTION:Dossier\\nà jour",
    )
    (evenement,) = _lire(path).evenements
    assert evenement == EvenementLu(
        ligne=3,
        identifiant="a",
        intitule="Enquête publique, îlot",
        jour=date(2026, 12, 7),
        fin=date(2026, 12, 18),
        notes="Mairie\nDossier\nà jour",
    )


@pytest.mark.parametrize(
    ("debut", "jour"),
    [
        ("DTSTART;TZID=Europe/Paris:20261201T003000", date(2026, 12, 1)),
        ("DTSTART;TZID=Romance Standard Time:20261201T003000", date(2026, 12, 1)),
        ("DTSTART:20261130T233000Z", date(2026, 12, 1)),
        ("DTSTART:20261201T090000", date(2026, 12, 1)),
        ("DTSTART;VALUE=DATE:20261201", date(2026, 12, 1)),
    ],
)
def test_that_the_day_is_that_of_france(tmp_path: Path, debut: str, jour: date):
    assert _jours(_lire(_ecrire(tmp_path, f"UID:a\nSUMMARY:COPIL\n{debut}"))) == [jour]


def test_that_a_weekly_event_comes_again_until_the_end_of_the_project(tmp_path: Path):
    path = _ecrire(tmp_path, "UID:a\nSUMMARY:COTECH\nDTSTART;VALUE=DATE:20271201\nRRULE:FREQ=WEEKLY")
    lu = _lire(path)
    assert _jours(lu) == [date(2027, 12, d) for d in (1, 8, 15, 22, 29)]
    assert [e.identifiant for e in lu.evenements][:2] == ["a#2027-12-01", "a#2027-12-08"]
    assert "5 dates reprises, jusqu’au 31/12/2027" in lu.remarques[0].message


def test_that_an_endless_event_is_bounded_and_says_so(tmp_path: Path):
    lu = _lire(_ecrire(tmp_path, "UID:a\nSUMMARY:Point\nDTSTART;VALUE=DATE:20220103\nRRULE:FREQ=DAILY"))
    assert len(lu.evenements) == REPETITIONS_MAX
    assert "les 200 premières" in lu.remarques[0].message


@pytest.mark.parametrize("regle", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=FOO", "COUNT=3"])
def test_that_a_repetition_nobody_means_is_refused_by_its_line(tmp_path: Path, regle: str):
    lu = _lire(_ecrire(tmp_path, f"UID:a\nSUMMARY:Point\nDTSTART:20261201T090000\nRRULE:{regle}"))
    assert lu.evenements == ()
    assert [(r.ligne, r.valeur, r.refus) for r in lu.remarques] == [(3, "Point", True)]
    assert lu.remarques[0].message.endswith("Notez-en les dates dans le calendrier.")


def test_that_one_date_is_told_in_the_singular(tmp_path: Path):
    lu = _lire(_ecrire(tmp_path, "UID:a\nSUMMARY:Point\nDTSTART;VALUE=DATE:20271231\nRRULE:FREQ=DAILY"))
    assert "1 date reprise, jusqu’au 31/12/2027" in lu.remarques[0].message


@pytest.mark.parametrize(
    ("regle", "dernier"),
    [
        ("FREQ=MONTHLY;COUNT=3", date(2027, 3, 1)),
        ("FREQ=MONTHLY;UNTIL=20270215T225959Z", date(2027, 2, 1)),
        ("FREQ=MONTHLY;UNTIL=20301231", FIN),
        ("FREQ=DAILY", date(2027, 7, 19)),
    ],
    ids=["by number", "by date", "cut by the project", "the first two hundred"],
)
def test_that_a_repetition_tells_its_last_day(tmp_path: Path, regle: str, dernier: date):
    lu = _lire(_ecrire(tmp_path, f"UID:a\nSUMMARY:Point\nDTSTART;VALUE=DATE:20270101\nRRULE:{regle}"))
    assert f"jusqu’au {dernier:%d/%m/%Y}" in lu.remarques[0].message


def test_that_times_taken_out_moved_or_cancelled_are(tmp_path: Path):
    path = _ecrire(
        tmp_path,
        "UID:a\nSUMMARY:COTECH\nDTSTART;TZID=Europe/Paris:20261201T140000\nRRULE:FREQ=WEEKLY;COUNT=5\n"
        "EXDATE;TZID=Europe/Paris:20261208T140000",
        "UID:a\nSUMMARY:COTECH déplacé\nRECURRENCE-ID;TZID=Europe/Paris:20261215T140000\n"
        "DTSTART;TZID=Europe/Paris:20261217T140000",
        "UID:a\nSUMMARY:COTECH\nRECURRENCE-ID;TZID=Europe/Paris:20261222T140000\n"
        "DTSTART;TZID=Europe/Paris:20261222T140000\nSTATUS:CANCELLED",
    )
    lu = _lire(path)
    assert {e.identifiant: (e.intitule, e.jour) for e in lu.evenements} == {
        "a#2026-12-01": ("COTECH", date(2026, 12, 1)),
        "a#2026-12-15": ("COTECH déplacé", date(2026, 12, 17)),
        "a#2026-12-29": ("COTECH", date(2026, 12, 29)),
    }


def test_that_a_time_moved_before_its_event_is_told_stays_moved(tmp_path: Path):
    path = _ecrire(
        tmp_path,
        "UID:a\nSUMMARY:Déplacé\nRECURRENCE-ID;VALUE=DATE:20261208\nDTSTART;VALUE=DATE:20261209",
        "UID:a\nSUMMARY:COTECH\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=WEEKLY;UNTIL=20261215T225959Z",
    )
    assert sorted(_jours(_lire(path))) == [date(2026, 12, 1), date(2026, 12, 9), date(2026, 12, 15)]


def test_that_a_cancelled_event_is_left_out_and_told(tmp_path: Path):
    lu = _lire(_ecrire(tmp_path, "UID:a\nSUMMARY:COPIL\nDTSTART;VALUE=DATE:20261201\nSTATUS:CANCELLED"))
    assert lu.evenements == ()
    assert [(r.message, r.refus) for r in lu.remarques] == [("Événement annulé\u00a0: laissé de côté.", False)]


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("fin", ["\r\n", "\n"])
def test_that_old_programs_are_read_too(tmp_path: Path, codage: str, fin: str):
    path = _ecrire(
        tmp_path, "UID:a\nSUMMARY:Réunion à l’hôtel\n  de ville\nDTSTART:20261201T090000", codage=codage, fin=fin
    )
    assert [e.intitule for e in _lire(path).evenements] == ["Réunion à l’hôtel de ville"]


def test_that_a_broken_event_is_refused_alone(tmp_path: Path):
    path = _ecrire(
        tmp_path,
        "UID:a\nSUMMARY:Sans date",
        "UID:b\nSUMMARY:Mal datée\nDTSTART:2026-12-01",
        "UID:c\nSUMMARY:À l’envers\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261101",
        "UID:d\nligne sans deux-points\nSUMMARY:Abîmée\nDTSTART:20261201T090000",
        "UID:e\nSUMMARY:Bonne\nDTSTART;VALUE=DATE:20261201",
    )
    lu = _lire(path)
    assert "Bonne" in [e.intitule for e in lu.evenements]
    refus = {r.valeur: r.ligne for r in lu.remarques if r.refus}
    assert {"Sans date": 3, "Mal datée": 7, "À l’envers": 12}.items() <= refus.items()
    assert all("Corrigez-le dans l’agenda d’où il vient" in r.message for r in lu.remarques if r.refus)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Bonjour", "n’est pas un agenda (ligne 1)"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR", "ne contient aucun événement"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", "l’événement de la ligne 2 n’a pas de fin"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n", "de la ligne 2"),
    ],
)
def test_that_a_file_that_is_no_calendar_is_refused_by_its_line(tmp_path: Path, texte: str, attendu: str):
    path = tmp_path / "agenda.ics"
    path.write_bytes(texte.encode())
    with pytest.raises(SourceError, match=attendu.replace("(", r"\(").replace(")", r"\)")):
        _lire(path)


def test_that_what_stands_inside_an_event_is_no_event(tmp_path: Path):
    alarme = "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Rappel\nEND:VALARM"
    path = _ecrire(tmp_path, f"UID:a\nSUMMARY:COPIL\n{alarme}\nDTSTART;VALUE=DATE:20261201")
    assert [e.intitule for e in _lire(path).evenements] == ["COPIL"]


def test_that_our_own_events_do_not_come_back(tmp_path: Path):
    uid = identifiant(Projet(), "convention:fin")
    lu = _lire(_ecrire(tmp_path, f"UID:{uid}\nSUMMARY:Fin\nDTSTART;VALUE=DATE:20261201"))
    assert lu.evenements == ()
    assert "laissée de côté" in lu.remarques[0].message


def test_that_an_event_read_again_is_kept_in_step():
    lu = EvenementLu(ligne=1, identifiant="a", intitule="COPIL", jour=date(2026, 12, 1))
    premier = proposer_evenements([lu], Projet())
    assert (premier.crees, premier.modifies, premier.inchanges) == (1, 0, 0)
    (echeance,) = premier.projet.echeances
    traitee = replace(echeance, faite_le=date(2026, 12, 2), notes="Ordre du jour envoyé")
    projet = Projet(echeances=(traitee, Echeance(intitule="À moi", jour=date(2026, 12, 1))))
    assert proposer_evenements([lu], projet).inchanges == 1
    deplace = proposer_evenements([replace(lu, jour=date(2026, 12, 8))], projet)
    assert (deplace.crees, deplace.modifies, deplace.inchanges) == (0, 1, 0)
    assert deplace.projet.echeances == (replace(traitee, jour=date(2026, 12, 8)),)
