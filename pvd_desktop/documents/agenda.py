"""Échéances as an iCalendar file (RFC 5545): the same event at each export, so that a calendar updates it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from models.domain.echeances import EcheanceCalculee
from models.domain.formats import format_date
from models.domain.projet import Projet
from pvd_desktop.documents.export import replace_file

if TYPE_CHECKING:
    from icalendar import Component, Event

PRODID: Final = "-//PVD Desktop//Echeances//FR"


def render_agenda(projet: Projet, echeances: Iterable[EcheanceCalculee], aujourd_hui: date) -> bytes:
    """The file: one event for each day, or each run of days; written twice the same day, it is the same.

    Args:
        projet: whose échéances they are; its identity makes theirs.
        echeances: what to write, in this order.
        aujourd_hui: the day of the export, which a calendar takes for that of the last change.
    """
    from icalendar import Calendar

    agenda = Calendar()
    nom = f"{projet.territoire.nom or 'Projet de territoire'} – échéances"
    _poser(agenda, prodid=PRODID, version="2.0", calscale="GREGORIAN", method="PUBLISH", x_wr_calname=nom)
    moment = datetime.combine(aujourd_hui, time(), UTC)
    for echeance in echeances:
        agenda.add_component(_evenement(echeance, identifiant(projet, echeance.cle), moment))
    return agenda.to_ical()


def write_agenda(octets: bytes, target: Path) -> None:
    """Put the file in its place.

    Raises:
        ExportError: it could not be written.
    """
    replace_file(target, lambda draft: draft.write_bytes(octets))


def identifiant(projet: Projet, cle: str) -> str:
    """UID of an event: from the project and the key alone, so that nothing else can change it."""
    return f"{uuid5(NAMESPACE_URL, f'{projet.territoire.uid}:{cle}')}@pvd-desktop"


def _evenement(echeance: EcheanceCalculee, uid: str, moment: datetime) -> "Event":
    from icalendar import Event

    evenement = Event()
    _poser(evenement, uid=uid, dtstamp=moment, dtstart=echeance.jour)
    # The end of an all-day event is the day after its last one; the calendar has no day after the last of all.
    if echeance.dernier_jour < date.max:
        _poser(evenement, dtend=echeance.dernier_jour + timedelta(days=1))
    _poser(
        evenement,
        summary=" – ".join(filter(None, (echeance.intitule, echeance.objet.libelle))),
        description="\n".join(_lignes(echeance)),
        categories=[echeance.nature.libelle],
        # A deadline is a day to know, not a day that is taken.
        transp="TRANSPARENT",
    )
    return evenement


def _poser(composant: "Component", **proprietes: object) -> None:
    """Properties of a component; the library says only half of what it takes."""
    for nom, valeur in proprietes.items():
        composant.add(nom.replace("_", "-"), valeur)  # pyright: ignore[reportUnknownMemberType]


def _lignes(echeance: EcheanceCalculee) -> list[str]:
    lignes: list[str] = []
    if echeance.precision:
        lignes.append(f"{echeance.precision[:1].upper()}{echeance.precision[1:]}")
    if echeance.source:
        lignes.append(f"Source\u00a0: {echeance.source}")
    if echeance.motif:
        lignes.append(f"Écartée\u00a0: {echeance.motif}")
    elif echeance.faite_le:
        lignes.append(f"Faite le {format_date(echeance.faite_le)}")
    lignes.append("Calculée par PVD Desktop" if echeance.saisie is None else "Notée dans PVD Desktop")
    return lignes
