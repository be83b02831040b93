"""A project in which nobody can be known: each name becomes a pseudonym, the same wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from models.domain.organisme import Contact
from models.domain.personnes import NOMINATIFS, transformer
from models.domain.projet import Projet
from models.domain.recherche import plier

_COORDONNEES: Final = frozenset({"courriel", "courriel_secondaire", "telephone", "identifiant_externe"})
_DU_CONTACT: Final = frozenset({"civilite", "prenom", "notes"})
_LIBRES: Final = 20
"""Characters from which a text may name somebody nobody knows of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjetAnonyme:
    """The project without its people, and what nobody could check."""

    projet: Projet
    personnes: int
    """Number of pseudonyms given."""
    textes_libres: int
    """Long texts that remain to be read: they may name somebody the project knows nowhere else."""


def anonymiser(projet: Projet) -> ProjetAnonyme:
    """Names become « Personne 1 », « Personne 2 » in the order of the project; addresses and numbers go."""
    pseudonymes: dict[str, str] = {}
    ecrits: dict[str, str] = {}
    for nom in _noms(projet):
        cle = _cle(nom)
        pseudonymes.setdefault(cle, f"Personne {len(pseudonymes) + 1}")
        ecrits[nom] = pseudonymes[cle]
    # The longest first: « Anne Petit-Durand » before « Anne Petit ».
    remplacements = sorted(ecrits.items(), key=lambda paire: -len(paire[0]))
    libres = 0

    def changer(objet: Any, champ: str, texte: str) -> str:
        nonlocal libres
        if not texte or champ in _COORDONNEES:
            return ""
        if isinstance(objet, Contact):
            if champ in _DU_CONTACT:
                return ""
            if champ == "nom":
                return pseudonymes.get(_cle(f"{objet.prenom} {objet.nom}"), "")
        if champ in NOMINATIFS.get(objet.__class__, ()):
            return pseudonymes[_cle(texte)]
        libres += len(texte) >= _LIBRES and " " in texte
        for nom, pseudonyme in remplacements:
            texte = texte.replace(nom, pseudonyme)
        return texte

    neuf = transformer(projet, changer)
    return ProjetAnonyme(projet=neuf, personnes=len(pseudonymes), textes_libres=libres)


def _noms(projet: Projet) -> Iterator[str]:
    """Every name that stands in a field made for it, in the order of the project."""
    trouves: list[str] = []

    def lire(objet: Any, champ: str, texte: str) -> str:
        if isinstance(objet, Contact):
            # A person without a name is known by the address, which goes.
            if champ == "nom" and (complet := f"{objet.prenom} {objet.nom}".strip()):
                trouves.append(complet)
        elif champ in NOMINATIFS.get(objet.__class__, ()) and texte.strip():
            trouves.append(texte.strip())
        return texte

    transformer(projet, lire)
    yield from dict.fromkeys(trouves)


def _cle(nom: str) -> str:
    """The same person whatever the order, the case and the civilité."""
    return " ".join(sorted(m for m in plier(nom).split() if m not in {"m", "mme", "monsieur", "madame"}))
