"""What an organisme is in the project: everywhere it is named, what it brings, when one was last in touch with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.convention import Partie
from models.domain.fiche_action import FicheAction
from models.domain.grammaire import minuscule
from models.domain.jours import ajouter_mois
from models.domain.maquettes.financeurs import Bloc, bloc_de
from models.domain.organisme import Organisme
from models.domain.plan_financement import Operation, Totaux
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, RolePartie

SILENCE_MOIS: Final = 6
"""Months without an exchange after which a partner is worth a call."""
_APPORTS: Final = {Bloc.AIDES, Bloc.PRIVE}
"""What pays for the plan: a loan is paid back, and a mission paid by somebody else costs nothing here."""

_NOMS_PROPRES: Final = {RolePartie.ETAT, RolePartie.BANQUE_DES_TERRITOIRES}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOrganisme:
    """One place where an organisme is named."""

    role: str
    """« Maître d’ouvrage », « Financeur », « Signataire de la convention »."""
    lieu: str
    """« 1.2 · Réhabiliter la halle », and its operation when it has several."""
    objet: Objet
    """What to open to see it."""
    champ: str = ""


Roles = tuple[tuple[Uid, RoleOrganisme], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apport:
    """What an organisme brings to the living actions."""

    montant: Decimal
    base: str
    """« HT », « TTC », « base déclarée »."""


class LecteurRoles:
    """Reads project after project: a fiche that did not change is not read again."""

    def __init__(self) -> None:
        self._fiches: dict[Uid, tuple[FicheAction, Roles]] = {}

    def read(self, projet: Projet) -> dict[Uid, tuple[RoleOrganisme, ...]]:
        """The places of every organisme that is named; in the order of the plan, then of the rest."""
        connues, self._fiches = self._fiches, {}
        trouves: dict[Uid, list[RoleOrganisme]] = {}
        for fiche in projet.fiches:
            connue = connues.get(fiche.uid)
            roles = connue[1] if connue is not None and connue[0] is fiche else _sans_doublons(_roles_fiche(fiche))
            self._fiches[fiche.uid] = fiche, roles
            for uid, role in roles:
                trouves.setdefault(uid, []).append(role)
        for uid, role in _sans_doublons(_autres_roles(projet)):
            trouves.setdefault(uid, []).append(role)
        return {uid: tuple(roles) for uid, roles in trouves.items()}


def _sans_doublons(roles: Iterable[tuple[Uid | None, RoleOrganisme]]) -> Roles:
    """Each place once; nobody takes part in what names no organisme."""
    return tuple(dict.fromkeys((uid, role) for uid, role in roles if uid is not None))


def apports(projet: Projet) -> dict[Uid, Apport]:
    """What each funder brings: the amounts that count, in the living actions, loans and valued aids apart."""
    sommes: dict[Uid, Decimal] = {}
    bases: dict[Uid, set[BaseMontant]] = {}
    for fiche in projet.fiches:
        if not fiche.statut.est_vivant:
            continue
        for operation in fiche.operations:
            for ligne in operation.financements:
                if ligne.financeur is not None and bloc_de(ligne.nature) in _APPORTS and ligne.montant_retenu:
                    sommes[ligne.financeur] = sommes.get(ligne.financeur, Decimal(0)) + ligne.montant_retenu
                    bases.setdefault(ligne.financeur, set()).add(operation.base)
    return {
        uid: Apport(montant=montant, base=Totaux(bases=frozenset(bases[uid])).libelle_base)
        for uid, montant in sommes.items()
    }


def dernier_echange(organisme: Organisme) -> date | None:
    """The last day that was noted."""
    return max((e.jour for e in organisme.echanges if e.jour), default=None)


def est_silencieux(organisme: Organisme, aujourd_hui: date) -> bool:
    """Whether nobody noted any exchange for six months.

    >>> est_silencieux(Organisme(), date(2026, 11, 21))
    True
    """
    dernier = dernier_echange(organisme)
    return dernier is None or dernier < ajouter_mois(aujourd_hui, -SILENCE_MOIS)


def _role_de(partie: Partie) -> str:
    """« EPCI bénéficiaire » and « État » keep the capitals that « région » does not have."""
    return partie.role.libelle if partie.role in _NOMS_PROPRES else minuscule(partie.role.libelle)


def _autres_roles(projet: Projet) -> Iterator[tuple[Uid | None, RoleOrganisme]]:
    for partie in projet.convention.parties:
        objet = Objet(type="partie", uid=partie.uid, libelle=partie.designation)
        role = f"{partie.qualite.libelle} ({_role_de(partie)})"
        yield partie.organisme, RoleOrganisme(role=role, lieu="Convention-cadre", objet=objet, champ="organisme")
    for demande in projet.demandes:
        titre = demande.intitule or demande.dispositif or "Demande sans nom"
        objet = Objet(type="demande", uid=demande.uid, libelle=titre)
        yield demande.demandeur, RoleOrganisme(role="Demandeur", lieu=titre, objet=objet, champ="demandeur")
    for instance in projet.instances:
        titre = instance.intitule or instance.type.libelle
        objet = Objet(type="instance", uid=instance.uid, libelle=titre)
        for membre in instance.membres:
            yield membre.organisme, RoleOrganisme(role="Siège à l’instance", lieu=titre, objet=objet, champ="membres")


def _roles_fiche(fiche: FicheAction) -> Iterator[tuple[Uid | None, RoleOrganisme]]:
    for operation in fiche.operations:
        objet = Objet(type="operation", uid=operation.uid, libelle=operation.intitule, fiche=fiche.uid)
        lieu = _lieu(fiche, operation)
        for champ, role in (
            ("maitre_ouvrage", "Maître d’ouvrage"),
            ("maitre_ouvrage_delegue", "Maître d’ouvrage délégué"),
        ):
            yield getattr(operation, champ), RoleOrganisme(role=role, lieu=lieu, objet=objet, champ=champ)
        for ligne in operation.financements:
            payee = Objet(type="financement", uid=ligne.uid, libelle=ligne.dispositif, fiche=fiche.uid)
            role = f"Financeur ({ligne.dispositif})" if ligne.dispositif else "Financeur"
            yield ligne.financeur, RoleOrganisme(role=role, lieu=lieu, objet=payee, champ="financeur")
    objet = Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid)
    for partenaire in fiche.partenaires:
        role = RoleOrganisme(role=partenaire.role.libelle, lieu=fiche.titre, objet=objet, champ="partenaires")
        yield partenaire.organisme, role


def _lieu(fiche: FicheAction, operation: Operation) -> str:
    """An operation alone is its action."""
    seule = len(fiche.operations) == 1 or not operation.intitule
    return fiche.titre if seule else f"{fiche.titre} — {operation.intitule}"
