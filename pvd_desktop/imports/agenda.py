"""Calendars (iCalendar, RFC 5545) as events: read one by one, so that a broken one is named and the others are kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

from models.domain.importation.evenements import AgendaLu, EvenementLu, RemarqueAgenda
from models.domain.jours import ajouter_annees
from models.domain.textes import LONGUEUR_TITRE, propre, propre_ligne
from pvd_desktop.imports.archives import check_taille, refused
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.textes_tabules import decode

if TYPE_CHECKING:
    from icalendar import Event

EXTENSIONS: Final = (".ics", ".ical")
REPETITIONS_MAX: Final = 200
"""Times that an event may come again."""
EVENEMENTS_MAX: Final = 20_000
ANNEES: Final = 5
"""Years that an event comes again for, when nothing says when the project ends."""
A_NOUS: Final = "@pvd-desktop"
"""How the events that this application writes are named: it computes them again by itself."""
_PARIS: Final = ZoneInfo("Europe/Paris")
_BORNES: Final = (date(1990, 1, 1), date(2100, 12, 31))
_JUSQU_AU: Final = re.compile(r"UNTIL=(\d{8})(?:T\d{6}Z?)?")
_FREQUENCES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_UN_JOUR: Final = timedelta(days=1)
_CORRIGER: Final = "Corrigez-le dans l’agenda d’où il vient et exportez-le de nouveau, ou notez-le dans le calendrier."


@dataclass(frozen=True, slots=True)
class _Bloc:
    """The lines of one event."""

    ligne: int
    texte: str


class _IllisibleError(ValueError):
    """An event cannot be taken; the message says why, then what to do."""


def read_agenda(path: Path, *, debut: date | None = None, fin: date | None = None) -> AgendaLu:
    """The events of a calendar; one that comes again does so from ``debut`` to ``fin``, two hundred times at most.

    Args:
        path: the file, in UTF-8 or as old programs write it.
        debut: first day of the project.
        fin: its last day.

    Raises:
        SourceError: it cannot be read, or is no calendar.
    """
    check_taille(path, "un agenda", "Exportez le seul agenda utile.")
    try:
        octets = path.read_bytes()
    except OSError as e:
        raise refused(path) from e
    texte = decode(octets, path.name)
    if "BEGIN:VCALENDAR" not in texte.upper():
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» n’est pas un agenda (ligne 1)\u00a0: il ne commence pas par BEGIN:VCALENDAR.",
            "Exportez votre agenda au format iCalendar (.ics), puis importez ce fichier.",
        )
    lecture = _Lecture(debut, fin)
    for bloc in _blocs(texte, path.name):
        lecture.take(bloc)
    if not lecture.evenements and not lecture.remarques:
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» ne contient aucun événement.", "Vérifiez que vous avez exporté le bon agenda."
        )
    return AgendaLu(evenements=tuple(lecture.evenements.values()), remarques=tuple(lecture.remarques))


class _Lecture:
    """Takes the events one after the other; what is told of one may change another of the same name."""

    def __init__(self, debut: date | None, fin: date | None) -> None:
        self._debut, self._fin = debut, fin
        self._exceptions: set[str] = set()
        """Times of an event that the file tells apart: moved, or cancelled."""
        self.evenements: dict[str, EvenementLu] = {}
        self.remarques: list[RemarqueAgenda] = []

    def take(self, bloc: _Bloc) -> None:
        """One event, for each time it comes."""
        from icalendar import Event

        evenement = Event()
        try:
            lu = Event.from_ical(bloc.texte)
            if isinstance(lu, Event):
                evenement = lu
            self._take(bloc, evenement)
        except ValueError as e:
            raison = (
                str(e)
                if isinstance(e, _IllisibleError)
                else f"L’événement ne suit pas le format iCalendar. {_CORRIGER}"
            )
            self._tell(bloc, evenement, raison, refus=True)

    def _take(self, bloc: _Bloc, evenement: "Event") -> None:
        jour, fin = _jours(evenement)
        uid = str(evenement.get("uid", "")) or f"{_titre(evenement)}@{jour.isoformat()}"
        if uid.endswith(A_NOUS):
            self._tell(bloc, evenement, "Échéance de ce logiciel\u00a0: laissée de côté, elle y est déjà.")
            return
        instance = _date_de(evenement, "recurrence-id")
        identifiant = _identifiant(uid, instance)
        if instance is not None:
            self._exceptions.add(identifiant)
            self.evenements.pop(identifiant, None)
        if str(evenement.get("status", "")).upper() == "CANCELLED":
            self._tell(bloc, evenement, "Événement annulé\u00a0: laissé de côté.")
            return
        titre = _titre(evenement)
        if len(titre) > LONGUEUR_TITRE:
            self._tell(bloc, evenement, f"Intitulé de plus de {LONGUEUR_TITRE} caractères\u00a0: coupé.")
        notes = propre("\n".join(filter(None, (str(evenement.get(c, "")) for c in ("location", "description")))))
        duree = fin - jour
        regle = evenement.get("rrule")
        jours = [jour] if regle is None else self._repeat(bloc, evenement, jour)
        for une in jours:
            cle = identifiant if regle is None else _identifiant(uid, une)
            if cle in self._exceptions and instance is None:
                continue
            self.evenements[cle] = EvenementLu(
                ligne=bloc.ligne,
                identifiant=cle,
                intitule=titre[:LONGUEUR_TITRE],
                jour=une,
                fin=une + duree if duree else None,
                notes=notes,
            )

    def _repeat(self, bloc: _Bloc, evenement: "Event", jour: date) -> list[date]:
        """The days it comes again, within the project."""
        from dateutil.rrule import rrulestr
        from icalendar import vRecur

        regle = evenement.get("rrule")
        frequences = {str(f).upper() for f in regle.get("freq", [])} if isinstance(regle, vRecur) else set[str]()
        if not isinstance(regle, vRecur) or not frequences or not frequences <= _FREQUENCES:
            raise _IllisibleError(
                "Sa répétition n’est ni quotidienne, ni hebdomadaire, ni mensuelle, ni annuelle. "
                "Notez-en les dates dans le calendrier."
            )
        texte = _JUSQU_AU.sub(r"UNTIL=\1T235959", regle.to_ical().decode())
        fin = self._fin or ajouter_annees(jour, ANNEES)
        premier = max(jour, self._debut or jour)
        depart = datetime.combine(jour, datetime.min.time())
        bornee = "COUNT=" in texte or "UNTIL=" in texte
        if not bornee:
            texte += f";UNTIL={fin:%Y%m%d}T235959"
        exclus = _dates_de(evenement, "exdate")
        jours: list[date] = []
        trop = False
        for moment in rrulestr(texte, dtstart=depart):
            une = moment.date()
            if une > fin:
                bornee = False
                break
            if une < premier or une in exclus:
                continue
            if len(jours) == REPETITIONS_MAX:
                trop = True
                break
            jours.append(une)
        jours = sorted({*jours, *(j for j in _dates_de(evenement, "rdate") if premier <= j <= fin)})
        pluriel = "s" if len(jours) > 1 else ""
        # Its own last day, unless ours cuts it short.
        dernier = jours[-1] if jours and (bornee or trop) else fin
        dit = f"Événement répété\u00a0: {len(jours)} date{pluriel} reprise{pluriel}, jusqu’au {dernier:%d/%m/%Y}"
        self._tell(bloc, evenement, f"{dit}, les {REPETITIONS_MAX} premières." if trop else f"{dit}.")
        return jours

    def _tell(self, bloc: _Bloc, evenement: "Event", message: str, *, refus: bool = False) -> None:
        self.remarques.append(
            RemarqueAgenda(ligne=bloc.ligne, valeur=_titre(evenement)[:80], message=message, refus=refus)
        )


def _blocs(texte: str, nom: str) -> Iterator[_Bloc]:
    """The events, with the line each begins on; what stands inside them (alarms) is left out.

    Raises:
        SourceError: an event is never closed, or there are too many.
    """
    courant: list[str] | None = None
    debut = profondeur = nombre = 0
    for numero, ligne in _lignes(texte):
        mot = ligne.strip().upper()
        if courant is None:
            if mot == "BEGIN:VEVENT":
                courant, debut, profondeur = [ligne], numero, 0
                nombre += 1
                if nombre > EVENEMENTS_MAX:
                    raise SourceError(
                        f"«\u00a0{nom}\u00a0» contient plus de {EVENEMENTS_MAX} événements (ligne {numero}).",
                        "Exportez une période plus courte de votre agenda.",
                    )
        elif mot == "END:VEVENT":
            yield _Bloc(debut, "\r\n".join((*courant, ligne, "")))
            courant = None
        elif mot == "BEGIN:VEVENT":
            break
        elif mot.startswith("BEGIN:"):
            profondeur += 1
        elif mot.startswith("END:"):
            profondeur -= 1
        elif not profondeur and mot:
            courant.append(ligne)
    if courant is not None:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» est abîmé\u00a0: l’événement de la ligne {debut} n’a pas de fin.",
            "Exportez de nouveau votre agenda, puis importez le nouveau fichier.",
        )


def _lignes(texte: str) -> Iterator[tuple[int, str]]:
    """The lines put together again, each with the number of its first one."""
    courante, debut = "", 0
    for numero, ligne in enumerate(texte.splitlines(), 1):
        if ligne[:1] in {" ", "\t"} and debut:
            courante += ligne[1:]
            continue
        if debut:
            yield debut, courante
        courante, debut = ligne, numero
    if debut:
        yield debut, courante


def _titre(evenement: "Event") -> str:
    return propre_ligne(str(evenement.get("summary", ""))) or "Événement sans titre"


def _jours(evenement: "Event") -> tuple[date, date]:
    """First and last day; the end of an all-day event is the day after."""
    debut = _brut(evenement, "dtstart")
    if debut is None:
        raise _IllisibleError(f"Il n’a pas de date de début (DTSTART) lisible. {_CORRIGER}")
    jour, fin = _jour(debut), _brut(evenement, "dtend")
    duree = _valeur(evenement, "duration")
    if fin is None and isinstance(duree, timedelta):
        fin = debut + duree
    dernier = _jour(fin) if fin is not None else jour
    minuit = not isinstance(fin, datetime) or not (fin.hour or fin.minute or fin.second)
    if fin is not None and minuit and dernier > jour:
        dernier -= _UN_JOUR
    if not _BORNES[0] <= jour <= dernier <= _BORNES[1]:
        raise _IllisibleError(
            f"Ses dates ne se suivent pas, ou sortent des années {_BORNES[0].year} à {_BORNES[1].year}. {_CORRIGER}"
        )
    return jour, dernier


def _valeur(evenement: "Event", nom: str) -> Any:
    return getattr(evenement.get(nom), "dt", None)


def _brut(evenement: "Event", nom: str) -> date | None:
    valeur = _valeur(evenement, nom)
    return valeur if isinstance(valeur, date) else None


def _date_de(evenement: "Event", nom: str) -> date | None:
    valeur = _brut(evenement, nom)
    return None if valeur is None else _jour(valeur)


def _dates_de(evenement: "Event", nom: str) -> set[date]:
    """The days of a property that may stand several times, each with several days."""
    valeurs: Any = evenement.get(nom) or []
    groupes = cast("list[Any]", valeurs) if isinstance(valeurs, list) else [valeurs]
    moments = (un.dt for groupe in groupes for un in getattr(groupe, "dts", ()))
    return {_jour(moment) for moment in moments if isinstance(moment, date)}


def _jour(moment: date) -> date:
    """The day of a moment, in France when it is told in universal time."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        return moment.astimezone(_PARIS).date()
    return moment.date()


def _identifiant(uid: str, jour: date | None) -> str:
    """Name kept in the file of the project, and which it can hold; one for each time of an event that comes again."""
    suffixe = f"#{jour.isoformat()}" if jour else ""
    if len(uid) + len(suffixe) > LONGUEUR_TITRE:
        uid = sha256(uid.encode()).hexdigest()
    return f"{uid}{suffixe}"
