"""Which of the names that a project holds are those of people: a field made for one also receives a service."""

import re
from collections.abc import Iterator
from typing import Final

from models.domain.formats import sort_key
from models.domain.personnes.endroits import SorteEndroit, nom_repondu, passages
from models.domain.personnes.lieux import nommer
from models.domain.personnes.nom import CIVILITES, mots_du_nom
from models.domain.projet import Projet
from models.domain.recherche import plier

_MOT: Final = re.compile(r"\w+")
_PARTICULES: Final = frozenset({"d", "de", "del", "des", "du", "el", "l", "la", "le", "les", "van", "vande", "von"})
_CHARGE: Final = re.compile(
    r"accueil|adjointe?s?|agences?|agents?|architectes?|associations?|bailleurs?|bureau|cabinet|chef(?:fe)?s?|comite|"
    r"communes?|conseil|departement|direct(?:eur|rice|ion)s?|elue?s?|entreprises?|equipe|etat|instruct(?:eur|rice)s?|"
    r"maires?|mairie|maitres?|notaires?|prefecture|presidente?s?|referente?s?|region|responsables?|secretaires?|"
    r"secretariat|services?|sous|syndicat|urbanistes?|ville"
)
"""Words that tell a post or a body, never the name of somebody."""


class Reconnus:
    """The bodies and the places of a project, by which a name is told from what is not one."""

    def __init__(self, projet: Projet) -> None:
        territoire = projet.territoire
        corps = [mot for o in projet.organismes for mot in (o.nom, o.sigle)]
        corps += [territoire.nom, territoire.epci.nom, *(commune.nom for commune in territoire.communes)]
        self._corps = frozenset(map(plier, filter(None, corps)))
        self._mots_des_corps = frozenset(mot for nom in self._corps for mot in nom.split())
        lieux = (territoire.nom, *(commune.nom for commune in territoire.communes))
        self.mots_des_lieux = frozenset(mot for nom in lieux for mot in plier(nom).split())
        """« Valembecque » alone is the town, even when somebody is called so."""

    def est_un_corps(self, texte: str) -> bool:
        """« Service technique », « CCMW », « Maire de Valembecque »: nobody is named. Any doubt makes it somebody."""
        if plier(texte) in self._corps:
            return True
        mots = {sort_key(mot): mot for mot in _MOT.findall(texte)}
        charges = {plie for plie in mots if _CHARGE.fullmatch(plie)}
        propres = [m for plie, m in mots.items() if m[0].isupper() and plie not in charges | self._mots_des_corps]
        return bool(charges) and not propres

    def est_un_nom(self, texte: str) -> bool:
        """Whether it is written as the name of somebody, so that it can be known in a sentence."""
        if self.est_un_corps(texte):
            return False
        mots = [mot for mot in _MOT.findall(texte) if sort_key(mot) not in _PARTICULES]
        nommes = [mot for mot in mots if sort_key(mot) not in CIVILITES]
        return len(mots) > 1 and bool(nommes) and all(mot[0].isupper() for mot in nommes)


def noms_du_projet(projet: Projet) -> Iterator[tuple[str, bool]]:
    """Every name that stands in a place made for it, and whether that place is a contact."""
    for passage in passages((projet,)):
        match passage.endroit.sorte:
            case SorteEndroit.CONTACT:
                # A person without a name is known by the address.
                nom, contact = nommer(passage.porteur), True
            case SorteEndroit.REPONSES:
                nom, contact = nom_repondu(passage.porteur, passage.endroit.champ), False
            case SorteEndroit.NOM | SorteEndroit.TITULAIRE:
                nom, contact = passage.texte, False
            case _:
                continue
        if mots_du_nom(nom):
            yield nom, contact


def mots_reconnus(nom: str) -> Iterator[str]:
    """The words of a name by which somebody is known when it stands alone."""
    yield from (mot for mot in mots_du_nom(nom) if len(mot) > 2 and mot not in _PARTICULES)
