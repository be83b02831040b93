"""One cell read for the field of its column: a value, and what had to be chosen for it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from models.domain.errors import SaisieError
from models.domain.formats import format_date, format_taux
from models.domain.importation.avancement import lire_avancement, statut_de
from models.domain.importation.champs import CHAMPS
from models.domain.importation.feuille import Brut, en_texte
from models.domain.importation.genres import ChampImport, Genre
from models.domain.importation.mots import est_le_mot, lire_etat, lire_meteo, lire_priorite, lire_statut
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import UN, lire_montant, lire_periode, lire_taux
from models.domain.textes import propre, propre_ligne
from models.domain.vocabulaire import EtatFinancement, Meteo, Priorite, StatutAction, Vocabulaire

_SEPARATEURS: Final = re.compile(r"\s*[;\n•·]\s*|\s*,\s+|\s+/\s+|\s+\+\s+")
_PUCE: Final = re.compile(r"^[-–—*•·▪►➔\s]+")
_PERSONNE: Final = frozenset(
    {"a definir", "a preciser", "a determiner", "a confirmer", "a voir", "a completer", "a trouver", "aucun", "aucune"}
)
"""Words that name nobody, where a name goes."""
_GARDES: Final = "les mots sont gardés en note"
_COURT: Final = 30
"""Characters of a text that may well stand in several rows."""
_MOTS: Final = {
    Genre.STATUT: (lire_statut, StatutAction),
    Genre.PRIORITE: (lire_priorite, Priorite),
    Genre.ETAT: (lire_etat, EtatFinancement),
    Genre.METEO: (lire_meteo, Meteo),
}


class Lu(NamedTuple):
    """A value, and the choice it took; empty when the cell said the very thing."""

    valeur: Any
    choix: str = ""
    a_noter: bool = False
    """Whether the words of the cell say more than the value."""


def lire_cellule(champ: ChampImport, brut: Brut, multiple: Decimal = UN) -> Lu:
    """What a cell that holds something says.

    Raises:
        SaisieError: it cannot be that field; its words are worth keeping as a note.
    """
    # A column repeats the same few words; fields are long to compare, numbers and long texts are not worth it.
    if isinstance(brut, str) and len(brut) < _COURT:
        return _lire_court(champ.code, brut, multiple)
    return _lire(champ, brut, multiple)


@lru_cache(maxsize=8192)
def _lire_court(code: str, texte: str, multiple: Decimal) -> Lu:
    return _lire(CHAMPS[code], texte, multiple)


def _lire(champ: ChampImport, brut: Brut, multiple: Decimal) -> Lu:
    if champ.genre is Genre.MONTANT:
        montant = lire_montant(brut, multiple)
        if montant.approche:
            return Lu(montant, "ce montant est dit approximatif", bool(montant.mots))
        return Lu(montant, f"le montant est pris, et {_GARDES}" if montant.mots else "", bool(montant.mots))
    if champ.genre is Genre.STATUT and (part := lire_avancement(brut, multiple)) is not None:
        statut = statut_de(part)
        return Lu(statut, f"avancement de {format_taux(part, decimales=0)}, {_choix(statut)}")
    return _LECTEURS[champ.genre](champ, brut)


def _lire_annee(_champ: ChampImport, brut: Brut) -> Lu:
    intervalle = lire_periode(brut)
    annee = intervalle.debut.year
    if annee == intervalle.fin.year:
        return Lu(annee, f"compris comme {annee}, et {_GARDES}", a_noter=True) if intervalle.mots else Lu(annee)
    return Lu(intervalle, "plusieurs années, compris comme un calendrier")


def _lire_intervalle(_champ: ChampImport, brut: Brut) -> Lu:
    lu = lire_periode(brut)
    if lu.ouvert:
        return Lu(lu, f"compris à partir du {format_date(lu.debut)}")
    return Lu(lu, f"compris du {format_date(lu.debut)} au {format_date(lu.fin)}" if lu.approche else "")


def _lire_texte(_champ: ChampImport, brut: Brut) -> Lu:
    return Lu(propre_ligne(en_texte(brut)))


def _lire_organisme(champ: ChampImport, brut: Brut) -> Lu:
    texte = propre_ligne(en_texte(brut))
    if cle(texte) in _PERSONNE:
        raise SaisieError(
            f"«\u00a0{texte}\u00a0» ne nomme personne.", "Choisissez l’organisme dans la fiche quand il sera connu."
        )
    return _lire_texte(champ, brut)


def _lire_mot(champ: ChampImport, brut: Brut) -> Lu:
    texte = en_texte(brut)
    lire, classe = _MOTS[champ.genre]
    membre = lire(texte)
    if membre is None:
        connus = ", ".join(m.libelle for m in classe)
        raise SaisieError(
            f"«\u00a0{texte[:40]}\u00a0» ne correspond à aucune valeur de «\u00a0{champ.libelle}\u00a0».",
            f"Valeurs possibles\u00a0: {connus}.",
        )
    return Lu(membre, "" if est_le_mot(membre, texte) and "?" not in texte else _choix(membre))


def _choix(membre: Vocabulaire) -> str:
    return f"compris comme «\u00a0{membre.libelle}\u00a0»"


def separer(texte: str) -> tuple[str, ...]:
    """Names that a cell lists.

    >>> separer("Anah, CAUE ; DDTM"), separer("- La Région" + chr(10) + "- L’Ademe")
    (('Anah', 'CAUE', 'DDTM'), ('La Région', 'L’Ademe'))
    """
    noms = (_PUCE.sub("", nom).strip(" .;,") for nom in _SEPARATEURS.split(texte))
    utiles = (propre_ligne(nom) for nom in noms if nom and nom.lower() not in {"etc", "…", "...", "et"})
    return tuple(dict.fromkeys(utiles))


_LECTEURS: Final[Mapping[Genre, Callable[[ChampImport, Brut], Lu]]] = {
    Genre.TEXTE: _lire_texte,
    Genre.ORGANISME: _lire_organisme,
    Genre.TEXTE_LONG: lambda _, brut: Lu(propre(en_texte(brut)).strip()),
    Genre.NUMERO: lambda _, brut: Lu(propre_ligne(en_texte(brut)).removesuffix(".")),
    Genre.TAUX: lambda _, brut: Lu(lire_taux(brut)),
    Genre.DATE: _lire_intervalle,
    Genre.PERIODE: _lire_intervalle,
    Genre.ANNEE: _lire_annee,
    Genre.ORGANISMES: lambda _, brut: Lu(separer(en_texte(brut))),
    Genre.COMMUNES: lambda _, brut: Lu(separer(en_texte(brut))),
    **dict.fromkeys(_MOTS, _lire_mot),
}
