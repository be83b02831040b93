"""What the journal of a file keeps of somebody: what is told of it is what is taken out of it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from models.domain.personnes.endroits import role_de
from models.domain.personnes.mentions import Trace
from models.domain.personnes.nom import Personne

Image = Mapping[str, Any]
_CONTACT: Final = "contact"
"""The table whose rows are people."""
_REPONSE: Final = "reponse_demande"
"""The table whose rows say of them one thing at a time."""
_DITS: Final = (
    *("civilite", "prenom", "nom", "fonction", "courriel", "courriel_secondaire", "second_courriel", "telephone"),
    "notes",
)
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
class _Vie:
    """Somebody as the acts made them, a contact or the answers of a form: it may have been that person, once."""

    table: str
    champ: str
    lignes: list[int] = field(default_factory=list[int])
    etat: dict[str, Any] = field(default_factory=dict[str, Any])
    dits: dict[str, None] = field(default_factory=dict[str, None])
    nom: str = ""
    """Under which it was."""
    jour: date = date.min

    def follow(self, cle: int, jour: date, images: Iterable[Image], personne: Personne) -> None:
        """One more line of the journal."""
        self.lignes.append(cle)
        self.jour = jour
        for image in images:
            self.etat |= image
            self.dits |= dict.fromkeys(str(image[nom]) for nom in _DITS if image.get(nom))
            nom = f"{self.etat.get('prenom') or ''} {self.etat.get('nom') or ''}".strip()
            self.nom = nom if personne.est(nom) else self.nom


class _Gens:
    """The people whom the lines of the journal make, one after the other."""

    def __init__(self, personne: Personne) -> None:
        self._personne = personne
        self._vies: dict[tuple[str, Any], _Vie] = {}
        self._reponses: dict[int, tuple[Any, str]] = {}
        """Demande and field of each answer, read when it was made."""

    def follow(self, table: str, rang: int, cle: int, jour: date, images: tuple[Image | None, Image | None]) -> None:
        """A line of one of these tables."""
        pleines = list(filter(None, images))
        if table == _CONTACT:
            self._vie(table, rang, _CONTACT).follow(cle, jour, pleines, self._personne)
            return
        for image in pleines:
            if "champ" in image and "demande_id" in image:
                self._reponses[rang] = (image["demande_id"], image["champ"])
        demande, champ = self._reponses.get(rang, (None, ""))
        role = role_de(champ)
        if role:
            partie = champ.removeprefix(f"{role}_")
            dites = [{partie: image["texte"]} for image in pleines if "texte" in image]
            self._vie(table, (demande, role), role).follow(cle, jour, dites, self._personne)

    def siens(self) -> list[_Vie]:
        """Those that were that person."""
        return [vie for vie in self._vies.values() if vie.nom]

    def _vie(self, table: str, qui: Any, champ: str) -> _Vie:
        return self._vies.setdefault((table, qui), _Vie(table, champ))


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
    gens = _Gens(personne)
    for cle, moment, table, rang, avant, apres in connexion.execute(_LIGNES):
        est_quelqu_un = table in {_CONTACT, _REPONSE}
        if not (est_quelqu_un or _peut_nommer(avant, personne) or _peut_nommer(apres, personne)):
            continue
        images = (_lire(avant), _lire(apres))
        if est_quelqu_un:
            gens.follow(table, rang, cle, _jour(moment), images)
        dits = {(table, *dit): _jour(moment) for image in images for dit in _nommes(image, personne)}
        if dits:
            nommes[cle] = dits
            lignes[cle] = (_sans(images[0], personne), _sans(images[1], personne))
    siens = gens.siens()
    disparues = tuple(ligne for vie in siens for ligne in vie.lignes)
    for cle in disparues:
        lignes.pop(cle, None)
        nommes.pop(cle, None)
    for dits in nommes.values():
        textes |= dits
    traces = [Trace(vie.jour, vie.table, vie.champ, " · ".join(vie.dits), vie.nom) for vie in siens]
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
