"""What a field of a form reads in the project: the value, the words, and where one changes it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from models.domain.demandes.plan import plan_arrondi
from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.demandes.situee import DemandeSituee, OperationSituee
from models.domain.formats import format_date
from models.domain.organisme import Contact
from models.domain.regles import Objet
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import TypeOrganisme

_FAMILLES: Final = frozenset({"fonds_vert", "dpv", "fnadt"})
"""Families of dispositifs that the forms ask for by their name."""
_FAMILLES_PAR_TYPE: Final = {
    TypeOrganisme.REGION: "region",
    TypeOrganisme.DEPARTEMENT: "departement",
    TypeOrganisme.EPCI: "epci",
    TypeOrganisme.EUROPE: "europe",
}
FAMILLES: Final = (*sorted(_FAMILLES), *_FAMILLES_PAR_TYPE.values(), "autre")
"""Kinds of the other public aides, as the forms tell them apart."""
OUI: Final = "oui"
NON: Final = "non"


@dataclass(frozen=True, slots=True)
class Lu:
    """An answer as it is stored, empty when the project does not know it."""

    valeur: str = ""
    objet: Objet | None = None
    """``None`` when nothing in the project can say it."""
    champ: str = ""
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    """What may be answered, when the form does not say it."""


Lecture = Callable[["Lecteur"], Lu]


@dataclass(frozen=True)
class Representant:
    """Who represents the demandeur by law."""

    civilite: str = ""
    nom: str = ""
    prenom: str = ""
    fonction: str = ""
    objet: Objet | None = None
    champ: str = ""


@dataclass(frozen=True)
class Lecteur:
    """A demande being read for a form; what several fields ask for is read once."""

    situee: DemandeSituee
    jour: date

    @cached_property
    def plan(self) -> PlanArrondi:
        """In whole euros."""
        return plan_arrondi(self.situee)

    @cached_property
    def operation(self) -> OperationSituee | None:
        """The first operation: what is one for the whole dossier is read there."""
        return next(iter(self.situee.operations), None)

    @cached_property
    def demandeur(self) -> Objet:
        """Where one says who asks: the organisme, or the demande while there is none."""
        organisme = self.situee.demandeur
        return Objet(type="organisme", uid=organisme.uid, libelle=organisme.nom) if organisme else self.situee.objet

    @cached_property
    def representant(self) -> Representant:
        """The contact that represents the demandeur, else its party to the convention."""
        organisme = self.situee.demandeur
        if organisme is None:
            return Representant()
        contact = next((c for c in organisme.contacts if c.representant), None)
        if contact is not None:
            return _du_contact(contact, self.demandeur)
        partie = next((p for p in self.situee.projet.convention.parties if p.organisme == organisme.uid), None)
        if partie is None or not partie.representant:
            return Representant(objet=self.demandeur, champ="contacts")
        prenom, nom = prenom_et_nom(partie.representant)
        objet = Objet(type="partie", uid=partie.uid, libelle=organisme.nom)
        return Representant(partie.civilite, nom, prenom, partie.fonction, objet, "representant")

    @cached_property
    def debut(self) -> date | None:
        """First day one of its operations says it began."""
        jours = (debut_de(o.operation, self.jour) for o in self.situee.operations)
        return min(filter(None, jours), default=None)

    @cached_property
    def autres_aides(self) -> Mapping[str, tuple[RessourceArrondie, ...]]:
        """The public aides that other demandes ask for, by kind."""
        aides: dict[str, tuple[RessourceArrondie, ...]] = {}
        for une in self.plan.aides:
            if not une.demandee:
                famille = self._famille(une)
                aides[famille] = (*aides.get(famille, ()), une)
        return aides

    def reponse(self, champ: str) -> str:
        """What the person answered, which comes before what the project says."""
        return self.situee.demande.reponse(champ)

    def _famille(self, aide: RessourceArrondie) -> str:
        financeur = self.situee.projet.organisme(aide.financeur)
        dispositif = self.situee.dispositifs.de(aide.lignes[0], financeur)
        if dispositif is not None and dispositif.famille in _FAMILLES:
            return dispositif.famille
        type_financeur = financeur.type if financeur else dispositif.type_financeur if dispositif else None
        return _FAMILLES_PAR_TYPE.get(type_financeur, "autre") if type_financeur else "autre"

    def de_la_demande(self, champ: str, valeur: str) -> Lu:
        """What the demande itself says."""
        return Lu(valeur, self.situee.objet, champ)

    def du_territoire(self, champ: str, valeur: str) -> Lu:
        """What the territoire says."""
        return Lu(valeur, self._territoire, champ)

    def de_l_operation(self, champ: str, valeur: str) -> Lu:
        """What its first operation says; the lines of the demande while it has none."""
        return Lu(valeur, self._operation, champ) if self._operation else Lu("", self.situee.objet, "lignes")

    def de_la_fiche(self, champ: str, valeur: str) -> Lu:
        """What the fiche of its first operation says."""
        return Lu(valeur, self._fiche, champ) if self._fiche else Lu("", self.situee.objet, "lignes")

    # Half of the fields of a form name one of these three.
    @cached_property
    def _territoire(self) -> Objet:
        territoire = self.situee.projet.territoire
        return Objet(type="territoire", uid=territoire.uid, libelle=territoire.nom or "Territoire")

    @cached_property
    def _operation(self) -> Objet | None:
        return self.operation.objet if self.operation else None

    @cached_property
    def _fiche(self) -> Objet | None:
        fiche = self.operation.fiche if self.operation else None
        return Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid) if fiche else None


def oui_non(reponse: bool | None) -> str:
    """As it is stored; empty when nothing tells."""
    return "" if reponse is None else OUI if reponse else NON


def en_date(jour: date | None) -> str:
    """As it is stored."""
    return format_date(jour) if jour else ""


def prenom_et_nom(complet: str) -> tuple[str, str]:
    """Parts of a name written in one field: the words in capitals are the name, else all but the first.

    >>> prenom_et_nom("Anne-Marie Le Goff"), prenom_et_nom("DUVAL Anne"), prenom_et_nom("Duval")
    (('Anne-Marie', 'Le Goff'), ('Anne', 'DUVAL'), ('', 'Duval'))
    """
    mots = complet.split()
    capitales = [mot for mot in mots if len(mot) > 1 and mot.isupper()]
    if capitales and len(capitales) < len(mots):
        return " ".join(mot for mot in mots if mot not in capitales), " ".join(capitales)
    return (mots[0], " ".join(mots[1:])) if len(mots) > 1 else ("", complet.strip())


def en_clair(texte: str) -> str:
    r"""CommonMark without its marks: a portal takes plain text.

    >>> en_clair("**Halle** ouverte\n\n* voir [le plan](https://exemple.fr)\n* 2 \\* 3")
    'Halle ouverte\n\n- voir le plan\n- 2 * 3'
    """
    nu = re.sub(r"(?m)^(\s*)[*+-]\s+", r"\1- ", texte)
    nu = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", nu)
    nu = re.sub(r"(?<!\\)(\*\*|__|\*|(?<!\w)_|_(?!\w))", "", nu)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", nu).strip()


FONCTIONS: Final[Mapping[TypeOrganisme, str]] = {
    TypeOrganisme.COMMUNE: "maire",
    TypeOrganisme.EPCI: "president_epci",
}


def _du_contact(contact: Contact, objet: Objet) -> Representant:
    return Representant(contact.civilite, contact.nom, contact.prenom, contact.fonction, objet, "contacts")
