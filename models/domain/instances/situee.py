"""An instance seen in its project: who sits there as of today, who came to a meeting, and which meeting comes next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.formats import format_date_longue, sort_key
from models.domain.gouvernance import Decision, EtatPresence, Instance, Membre, Presence, Reunion, preseance
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid

SANS_NOM: Final = "Membre sans nom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Siege:
    """A member, with what the project knows today of who that is."""

    membre: Membre
    nom: str
    """« Honorine Dacquembronne »; empty when an organisme sits without a name."""
    civilite: str = ""
    fonction: str = ""
    organisme: str = ""
    adresse: str = ""
    courriel: str = ""
    ecart: str = ""
    """What the project no longer finds: « organisme dans la corbeille »."""

    @property
    def uid(self) -> Uid:
        """That of the member."""
        return self.membre.uid

    @property
    def titre(self) -> str:
        """Who that is, whatever is known of it."""
        return self.nom or self.organisme or self.fonction or SANS_NOM

    @property
    def qualite(self) -> str:
        """« Maire, Commune de Bapaume »."""
        return ", ".join(filter(None, (self.fonction, self.organisme if self.nom else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class LignePresence:
    """Somebody on the attendance sheet of a meeting."""

    presence: Presence | None
    """``None`` as long as nobody said whether they came."""
    membre: Uid | None
    """``None`` for somebody who is no member."""
    nom: str
    qualite: str = ""
    siege: Siege | None = None
    """``None`` when they sit there no more."""

    @property
    def uid(self) -> Uid:
        """That of the member as long as they sit there, their presence noted or not; else of the presence."""
        if self.siege is not None or self.presence is None:
            return self.membre or Uid("")
        return self.presence.uid

    @property
    def etat(self) -> EtatPresence | None:
        """``None`` as long as nobody said."""
        return self.presence.etat if self.presence else None

    @property
    def represente_par(self) -> str:
        """Who came in their place."""
        return self.presence.represente_par if self.presence else ""

    @property
    def ecart(self) -> str:
        """What is to be known of this line."""
        if self.membre is None:
            return "invité ce jour-là"
        return self.siege.ecart if self.siege else "ne siège plus"


@dataclass(frozen=True, slots=True)
class ReunionSituee:
    """A meeting and the instance that meets."""

    instance: Instance
    reunion: Reunion

    @property
    def nom(self) -> str:
        """« COPIL de juin 2026 »; failing a title, the instance and its day."""
        jour = self.reunion.jour
        defaut = f"{nommer_instance(self.instance)} du {format_date_longue(jour)}" if jour else "Réunion sans date"
        return self.reunion.intitule or defaut

    @property
    def objet(self) -> Objet:
        """Where to see it."""
        return Objet(type="reunion", uid=self.reunion.uid, libelle=self.nom)


def nommer_instance(instance: Instance) -> str:
    """Its title, else its kind."""
    return instance.intitule or instance.type.libelle


def sieges(projet: Projet, instance: Instance) -> tuple[Siege, ...]:
    """Its members in their order, those who preside first."""
    ranges = sorted(instance.membres, key=lambda membre: preseance(membre.role))
    return tuple(situer_membre(projet, instance, membre) for membre in ranges)


def situer_membre(projet: Projet, instance: Instance, membre: Membre) -> Siege:
    """Who that member is, as of today; a name that is gone is the one they last bore in a meeting."""
    organisme = projet.organisme(membre.organisme)
    contact = _contact(organisme, membre.contact)
    nom = contact.nom_complet if contact else membre.nom or _dernier_nom(instance, membre)
    return Siege(
        membre=membre,
        nom=nom,
        civilite=contact.civilite if contact else "",
        fonction=membre.fonction or (contact.fonction if contact else ""),
        organisme=organisme.nom if organisme else "",
        adresse=organisme.adresse if organisme else "",
        courriel=(contact.courriel or contact.courriel_secondaire) if contact else "",
        ecart=_ecart(membre, organisme, contact),
    )


def feuille_presence(projet: Projet, situee: ReunionSituee) -> tuple[LignePresence, ...]:
    """The members as they sit today, then those who came and sit no more, then those who are no members."""
    dites = {p.membre: p for p in situee.reunion.presences if p.membre}
    assis = {siege.uid: siege for siege in sieges(projet, situee.instance)}
    lignes = [_ligne_siege(siege, dites.get(siege.uid)) for siege in assis.values()]
    lignes += [
        LignePresence(presence=p, membre=p.membre, nom=p.nom or SANS_NOM)
        for p in situee.reunion.presences
        if p.membre not in assis
    ]
    return tuple(lignes)


def find_reunion(projet: Projet, uid: Uid | None) -> ReunionSituee | None:
    """A meeting of the project."""
    return next((s for s in toutes_les_reunions(projet) if s.reunion.uid == uid), None)


def find_decision(projet: Projet, uid: Uid | None) -> tuple[ReunionSituee, Decision] | None:
    """A decision of the project, and the meeting that took it."""
    toutes = ((s, d) for s in toutes_les_reunions(projet) for d in s.reunion.decisions)
    return next(((s, d) for s, d in toutes if d.uid == uid), None)


def toutes_les_reunions(projet: Projet) -> Iterator[ReunionSituee]:
    """Every meeting of the project."""
    return (ReunionSituee(instance, reunion) for instance in projet.instances for reunion in instance.reunions)


def est_tenue(reunion: Reunion, aujourd_hui: date) -> bool:
    """Whether its day is past."""
    return reunion.jour is not None and reunion.jour < aujourd_hui


def ranger_reunions(reunions: Iterable[ReunionSituee], aujourd_hui: date) -> list[ReunionSituee]:
    """The next one first, then those that follow, those without a day, and the ones that were held, the last first."""
    toutes = list(reunions)
    a_venir = [s for s in toutes if s.reunion.jour and s.reunion.jour >= aujourd_hui]
    tenues = [s for s in toutes if s.reunion.jour and s.reunion.jour < aujourd_hui]
    return [
        *sorted(a_venir, key=_moment),
        *(s for s in toutes if s.reunion.jour is None),
        *sorted(tenues, key=_moment, reverse=True),
    ]


def prochaine_reunion(projet: Projet, aujourd_hui: date) -> ReunionSituee | None:
    """The one that is to be prepared; failing any, the last that was held."""
    return next(iter(ranger_reunions(toutes_les_reunions(projet), aujourd_hui)), None)


def derniere_reunion(projet: Projet, aujourd_hui: date) -> ReunionSituee | None:
    """The last one that was held; failing any, the one that is to be prepared."""
    rangees = ranger_reunions(toutes_les_reunions(projet), aujourd_hui)
    return next((s for s in rangees if est_tenue(s.reunion, aujourd_hui)), next(iter(rangees), None))


def est_ouverte(decision: Decision) -> bool:
    """Whether it remains to be done: one that only changed the plan, without a day to keep, is over once applied."""
    return decision.faite_le is None and not (decision.appliquee_le and decision.echeance is None)


def _ligne_siege(siege: Siege, presence: Presence | None) -> LignePresence:
    # What was said that day names people as they were called then.
    nom = presence.nom if presence and presence.nom else siege.titre
    return LignePresence(presence=presence, membre=siege.uid, nom=nom, qualite=siege.qualite, siege=siege)


def _contact(organisme: Organisme | None, uid: Uid | None) -> Contact | None:
    return next((c for c in organisme.contacts if c.uid == uid), None) if organisme and uid else None


def _ecart(membre: Membre, organisme: Organisme | None, contact: Contact | None) -> str:
    if membre.organisme and organisme is None:
        return "organisme dans la corbeille, ou supprimé"
    return "contact dans la corbeille, ou supprimé" if membre.contact and contact is None else ""


def _dernier_nom(instance: Instance, membre: Membre) -> str:
    venues = [(r.jour or date.min, p.nom) for r in instance.reunions for p in r.presences if p.membre == membre.uid]
    return max(venues, default=(date.min, ""))[1]


def _moment(situee: ReunionSituee) -> tuple[date, str, str]:
    return situee.reunion.jour or date.max, situee.reunion.heure, sort_key(situee.nom)
