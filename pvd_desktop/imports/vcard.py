"""Cards of an address book (vCard 2.1, 3.0, 4.0) as plain fields: lines put together, characters decoded."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_PROPRIETE: Final = re.compile(r"^(?:[\w-]+\.)?([\w-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)$", re.DOTALL)
_SEPARES: Final = re.compile(r"(?<!\\);")
_ECHAPPE: Final = re.compile(r"\\([\\;,nN])")


@dataclass(slots=True)
class Carte:
    """One card: its first line in the file, and its properties by name, in order."""

    ligne: int
    proprietes: dict[str, list["Valeur"]] = field(default_factory=dict[str, list["Valeur"]])

    def texte(self, nom: str) -> str:
        """The first value of a property; empty without one."""
        return next((v.texte for v in self.proprietes.get(nom, ()) if v.texte), "")

    def morceaux(self, nom: str) -> list[str]:
        """The parts of a structured property (``N``, ``ORG``, ``ADR``)."""
        for valeur in self.proprietes.get(nom, ()):
            if valeur.texte.strip(" ;"):
                return valeur.morceaux
        return []

    def prefere(self, nom: str, *genres: str) -> str:
        """The value of the kind that is asked for, else the first."""
        valeurs = [v for v in self.proprietes.get(nom, ()) if v.texte]
        for genre in genres:
            for valeur in valeurs:
                if genre in valeur.genres:
                    return valeur.texte
        return valeurs[0].texte if valeurs else ""


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value as it is written, and the words of its parameters."""

    brut: str
    genres: frozenset[str]

    @property
    def texte(self) -> str:
        """Without its escapes."""
        return _clair(self.brut)

    @property
    def morceaux(self) -> list[str]:
        """Its parts, each without its escapes."""
        return [_clair(m) for m in _SEPARES.split(self.brut)]


def read_cartes(texte: str) -> Iterator[Carte]:
    """The cards of a file; a line that is no property is left out, and a card never closed ends with the file."""
    courante: Carte | None = None
    for numero, ligne in _lignes(texte):
        trouve = _PROPRIETE.match(ligne)
        if trouve is None:
            continue
        nom, brut = trouve[1].upper(), trouve[3].strip()
        if nom == "BEGIN" and brut.upper() == "VCARD":
            if courante is not None:
                yield courante
            courante = Carte(numero)
        elif nom == "END" and brut.upper() == "VCARD":
            if courante is not None:
                yield courante
            courante = None
        elif courante is not None:
            parametres = trouve[2].lower()
            genres = frozenset(re.split(r"[;,=\"]+", parametres.strip(";")))
            if "quoted-printable" in genres:
                brut = _quoted(brut, parametres)
            courante.proprietes.setdefault(nom, []).append(Valeur(brut, genres))
    if courante is not None:
        yield courante


def _lignes(texte: str) -> Iterator[tuple[int, str]]:
    """Lines put together again: a space begins what goes on, « = » ends what quoted-printable cuts."""
    courante, debut = "", 0
    for numero, ligne in enumerate(texte.splitlines(), 1):
        if ligne[:1] in {" ", "\t"} and courante:
            courante += ligne[1:]
        elif courante.endswith("=") and "quoted-printable" in courante.lower().partition(":")[0]:
            courante = courante[:-1] + ligne.strip()
        else:
            if courante:
                yield debut, courante
            courante, debut = ligne, numero
    if courante:
        yield debut, courante


def _quoted(brut: str, parametres: str) -> str:
    octets = quopri.decodestring(brut.encode("utf-8", "replace"))
    charset = re.search(r"charset=\"?([\w-]+)", parametres)
    for codage in (charset[1] if charset else "utf-8", "utf-8", "cp1252"):
        try:
            return octets.decode(codage)
        except (UnicodeDecodeError, LookupError):
            continue
    return octets.decode("latin-1")


def _clair(brut: str) -> str:
    return _ECHAPPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], brut).strip()
