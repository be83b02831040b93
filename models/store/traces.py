"""What the journal of a file keeps of somebody: what is told of it is what is taken out of it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from models.domain.personnes.mentions import Trace
from models.domain.personnes.nom import Personne

Image = Mapping[str, Any]
_CONTACT: Final = "contact"
"""The table whose rows are people."""
_DITS: Final = ("civilite", "prenom", "nom", "fonction", "courriel", "courriel_secondaire", "telephone", "notes")
_ACTES: Final = "SELECT id, created_at, libelle, auteur FROM acte ORDER BY id"
_LIGNES: Final = (
    "SELECT acte_ligne.id, acte.created_at, table_name, cle, avant, apres "
    "FROM acte_ligne JOIN acte ON acte.id = acte_ligne.acte_id ORDER BY acte_ligne.id"
)


@dataclass(frozen=True, slots=True)
class TracesJournal:
    """What names somebody there, and what remains once it is forgotten."""

    traces: tuple[Trace, ...]
    actes: Mapping[int, tuple[str, str]]
    """Label and author that remain, by act."""
    lignes: Mapping[int, tuple[Image | None, Image | None]]
    """Images that remain, by line."""
    disparues: tuple[int, ...]
    """Lines that go: the row was that person."""


@dataclass(slots=True)
class _Contact:
    """A contact as the acts made it: it may have been that person, once."""

    lignes: list[int] = field(default_factory=list[int])
    etat: dict[str, Any] = field(default_factory=dict[str, Any])
    dits: dict[str, None] = field(default_factory=dict[str, None])
    nom: str = ""
    """Under which it was."""
    jour: date = date.min

    def follow(self, cle: int, jour: date, images: tuple[Image | None, Image | None], personne: Personne) -> None:
        self.lignes.append(cle)
        self.jour = jour
        for image in filter(None, images):
            self.etat |= image
            self.dits |= dict.fromkeys(str(image[nom]) for nom in _DITS if image.get(nom))
            nom = f"{self.etat.get('prenom') or ''} {self.etat.get('nom') or ''}".strip()
            self.nom = nom if personne.est(nom) else self.nom


def read_traces(connexion: sqlite3.Connection, personne: Personne) -> TracesJournal:
    """Reads the whole journal once."""
    if not personne.mots:
        return TracesJournal((), {}, {}, ())
    textes: dict[tuple[str, str, str], date] = {}
    actes: dict[int, tuple[str, str]] = {}
    for cle, moment, libelle, auteur in connexion.execute(_ACTES):
        restes = (personne.oublier(libelle), personne.oublier(auteur))
        if restes != (libelle, auteur):
            actes[cle] = restes
            dits = (("libelle", libelle, restes[0]), ("auteur", auteur, restes[1]))
            textes |= {("", champ, texte): _jour(moment) for champ, texte, reste in dits if texte != reste}
    lignes: dict[int, tuple[Image | None, Image | None]] = {}
    nommes: dict[int, dict[tuple[str, str, str], date]] = {}
    contacts: dict[int, _Contact] = {}
    for cle, moment, table, rang, avant, apres in connexion.execute(_LIGNES):
        est_contact = table == _CONTACT
        if not (est_contact or _peut_nommer(avant, personne) or _peut_nommer(apres, personne)):
            continue
        images = (_lire(avant), _lire(apres))
        if est_contact:
            contacts.setdefault(rang, _Contact()).follow(cle, _jour(moment), images, personne)
        dits = {(table, *dit): _jour(moment) for image in images for dit in _nommes(image, personne)}
        if dits:
            nommes[cle] = dits
            lignes[cle] = (_sans(images[0], personne), _sans(images[1], personne))
    siens = [contact for contact in contacts.values() if contact.nom]
    disparues = tuple(ligne for contact in siens for ligne in contact.lignes)
    for cle in disparues:
        lignes.pop(cle, None)
        nommes.pop(cle, None)
    for dits in nommes.values():
        textes |= dits
    traces = [Trace(c.jour, _CONTACT, _CONTACT, " · ".join(c.dits), c.nom) for c in siens]
    traces += [Trace(jour, *quoi) for quoi, jour in textes.items()]
    return TracesJournal(tuple(traces), actes, lignes, disparues)


def _nommes(image: Image | None, personne: Personne) -> Iterator[tuple[str, str]]:
    for champ, valeur in (image or {}).items():
        if isinstance(valeur, str) and personne.est_nommee(valeur):
            yield champ, valeur


def _sans(image: Image | None, personne: Personne) -> Image | None:
    if image is None:
        return None
    return {champ: personne.oublier(v) if isinstance(v, str) else v for champ, v in image.items()}


def _lire(brut: str | None) -> Image | None:
    return None if brut is None else json.loads(brut)


def _peut_nommer(brut: str | None, personne: Personne) -> bool:
    """Whether an image is worth reading: its JSON writes accents as numbers."""
    if brut is None:
        return False
    if "\\u" in brut:
        return True
    plat = brut.casefold()
    return all(mot in plat for mot in personne.mots) or any(adresse in plat for adresse in personne.adresses_pliees)


def _jour(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()
