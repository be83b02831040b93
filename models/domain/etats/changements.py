"""What differs between two states of the project."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.scenarios.comparaison import TotauxCompares
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire


class NatureChangement(Vocabulaire):
    """How something differs from one state to the other."""

    AJOUT = "ajout", "Ajout"
    SUPPRESSION = "suppression", "Suppression"
    MODIFICATION = "modification", "Modification"


class Rubrique(Vocabulaire):
    """Part of the project where something differs, in the order it is told."""

    TERRITOIRE = "territoire", "Territoire"
    SECTEURS = "secteurs", "Secteurs d’intervention"
    DIAGNOSTIC = "diagnostic", "Diagnostic"
    PARTIES = "parties", "Parties"
    ARTICLES = "articles", "Articles de la convention"
    CONVENTION = "convention", "Présentation de la convention"
    ORIENTATIONS = "orientations", "Orientations"
    ACTIONS = "actions", "Actions"
    GOUVERNANCE = "gouvernance", "Gouvernance"
    PARTENAIRES = "partenaires", "Partenaires"
    ECHEANCES = "echeances", "Échéances"
    DEMANDES = "demandes", "Demandes"
    MAQUETTE = "maquette", "Enveloppes et scénarios"
    REGLAGES = "reglages", "Réglages"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangementEtat:
    """One field that differs, or one thing that is in one of the two states only, with all it owns."""

    rubrique: Rubrique
    nature: NatureChangement
    genre: str
    """What it is: a key of the words of ``etats.libelles``."""
    objet: Uid
    nom: str
    """Of the thing itself: « Travaux », « Région Hauts-de-France, Centre-bourg »."""
    racine: Uid
    """The action, the orientation, the demande… it belongs to; itself when it belongs to none."""
    titre: str
    """Of that one."""
    champ: str = ""
    """Empty when the whole thing came or went."""
    libelle: str = ""
    """« Opération Halle, Dépense Travaux : Montant HT » without the root."""
    avant: str = ""
    apres: str = ""
    long: bool = False
    """A text of several words, whose differences are to be shown word by word."""
    modele: bool = False
    """A standard text that another edition of the program words otherwise: nobody changed it in the project."""
    contractuel: bool = False
    """Whether the convention, as it is signed, says it: an avenant lists those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEtats:
    """An action that both states hold, and that differs."""

    avant: FicheAction
    apres: FicheAction

    @property
    def totaux(self) -> TotauxCompares:
        """Its totals on both sides."""
        return TotauxCompares(self.avant.totaux, self.apres.totaux)

    @property
    def operations(self) -> tuple[tuple[Operation | None, Operation | None], ...]:
        """Its operations on both sides, those whose money differs; ``None`` where there is none."""
        avant = {o.uid: o for o in self.avant.operations}
        apres = {o.uid: o for o in self.apres.operations}
        paires = ((avant.get(uid), apres.get(uid)) for uid in dict.fromkeys((*avant, *apres)))
        return tuple((a, b) for a, b in paires if a is None or b is None or a.totaux != b.totaux)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparaisonEtats:
    """Two states and all that differs from the first to the second."""

    avant: Projet
    apres: Projet
    changements: tuple[ChangementEtat, ...] = ()
    """Each counted once, in the order of the parts and of the plan."""
    actions_ajoutees: tuple[FicheAction, ...] = ()
    actions_supprimees: tuple[FicheAction, ...] = ()
    actions_modifiees: tuple[ActionEtats, ...] = ()

    @property
    def totaux(self) -> TotauxCompares:
        """Of the whole plan."""
        return TotauxCompares(self.avant.totaux, self.apres.totaux)

    @property
    def du_projet(self) -> tuple[ChangementEtat, ...]:
        """All but the demandes, which are told apart."""
        return tuple(c for c in self.changements if c.rubrique is not Rubrique.DEMANDES)

    @property
    def des_demandes(self) -> tuple[ChangementEtat, ...]:
        """Those of the demandes."""
        return self.de(Rubrique.DEMANDES)

    @property
    def contractuels(self) -> tuple[ChangementEtat, ...]:
        """Those that an avenant lists."""
        return tuple(c for c in self.changements if c.contractuel)

    @property
    def du_plan_seul(self) -> bool:
        """Whether the convention says nothing else than the plan d'action otherwise: the COPIL decides of it."""
        return bool(self.contractuels) and all(c.rubrique is Rubrique.ACTIONS for c in self.contractuels)

    def de(self, *rubriques: Rubrique) -> tuple[ChangementEtat, ...]:
        """Those of some parts."""
        return tuple(c for c in self.changements if c.rubrique in rubriques)


def compter(changements: Iterable[ChangementEtat]) -> dict[NatureChangement, int]:
    """How many of each nature."""
    comptes = dict.fromkeys(NatureChangement, 0)
    for changement in changements:
        comptes[changement.nature] += 1
    return comptes
