"""One cell read for the field of its column: a value, and what had to be chosen for it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from models.domain.errors import SaisieError
from models.domain.importation.feuille import Brut
from models.domain.importation.genres import ChampImport, Genre
from models.domain.importation.mots import est_le_mot, lire_etat, lire_meteo, lire_priorite, lire_statut
from models.domain.importation.valeurs import lire_montant, lire_periode, lire_taux
from models.domain.textes import propre, propre_ligne
from models.domain.vocabulaire import EtatFinancement, Meteo, Priorite, StatutAction, Vocabulaire

_SEPARATEURS: Final = re.compile(r"\s*[;\n•·]\s*|\s*,\s+|\s+/\s+|\s+\+\s+")
_PUCE: Final = re.compile(r"^[-–—*•·▪►➔\s]+")
_MOTS: Final = {
    Genre.STATUT: (lire_statut, StatutAction),
    Genre.PRIORITE: (lire_priorite, Priorite),
    Genre.ETAT: (lire_etat, EtatFinancement),
    Genre.METEO: (lire_meteo, Meteo),
}


@dataclass(frozen=True, slots=True)
class Lu:
    """A value, and the choice it took; empty when the cell said the very thing."""

    valeur: Any
    choix: str = ""


def lire_cellule(champ: ChampImport, brut: Brut, multiple: Decimal = Decimal(1)) -> Lu:
    """What a cell that holds something says.

    Raises:
        SaisieError: it cannot be that field; its words are worth keeping as a note.
    """
    match champ.genre:
        case Genre.MONTANT:
            montant = lire_montant(brut, multiple)
            lu = Lu(montant, "ce montant est dit approximatif" if montant.approche else "")
        case Genre.TAUX:
            lu = Lu(lire_taux(brut))
        case Genre.DATE | Genre.PERIODE:
            lu = Lu(lire_periode(brut))
        case Genre.ANNEE:
            intervalle = lire_periode(brut)
            seule = intervalle.debut.year == intervalle.fin.year
            lu = Lu(intervalle.debut.year) if seule else Lu(intervalle, "plusieurs années, compris comme un calendrier")
        case Genre.STATUT | Genre.PRIORITE | Genre.ETAT | Genre.METEO:
            lu = _lire_mot(champ, en_texte(brut))
        case Genre.ORGANISMES | Genre.COMMUNES:
            lu = Lu(separer(en_texte(brut)))
        case Genre.TEXTE_LONG:
            lu = Lu(propre(en_texte(brut)).strip())
        case Genre.NUMERO:
            lu = Lu(propre_ligne(en_texte(brut)).removesuffix("."))
        case Genre.TEXTE | Genre.ORGANISME:
            lu = Lu(propre_ligne(en_texte(brut)))
    return lu


def _lire_mot(champ: ChampImport, texte: str) -> Lu:
    lire, classe = _MOTS[champ.genre]
    membre = lire(texte)
    if membre is None:
        connus = ", ".join(m.libelle for m in classe)
        raise SaisieError(
            f"«\u00a0{texte[:40]}\u00a0» ne correspond à aucune valeur de «\u00a0{champ.libelle}\u00a0».",
            f"Valeurs possibles\u00a0: {connus}.",
        )
    return Lu(membre, "" if est_le_mot(membre, texte) else _choix(membre))


def _choix(membre: Vocabulaire) -> str:
    return f"compris comme «\u00a0{membre.libelle}\u00a0»"


def en_texte(brut: Brut) -> str:
    """A cell as people read it.

    >>> en_texte(Decimal("12.50")), en_texte(True), en_texte(date(2026, 4, 3))
    ('12.5', 'Oui', '03/04/2026')
    """
    match brut:
        case str():
            return brut.strip()
        case bool():
            return "Oui" if brut else "Non"
        case Decimal():
            return f"{brut.normalize():f}"
        case date():
            return f"{brut:%d/%m/%Y}"
        case None:
            return ""
        case _:
            return brut.texte


def separer(texte: str) -> tuple[str, ...]:
    """Names that a cell lists.

    >>> separer("Anah, CAUE ; DDTM"), separer("- La Région" + chr(10) + "- L’Ademe")
    (('Anah', 'CAUE', 'DDTM'), ('La Région', 'L’Ademe'))
    """
    noms = (_PUCE.sub("", nom).strip(" .;,") for nom in _SEPARATEURS.split(texte))
    utiles = (propre_ligne(nom) for nom in noms if nom and nom.lower() not in {"etc", "…", "...", "et"})
    return tuple(dict.fromkeys(utiles))
