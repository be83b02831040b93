"""What a rule may look at: one fiche, its operations read once, the project around, the barème and the day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from models.domain.bareme import Bareme, Parametre
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros, format_taux
from models.domain.plan_financement import ZERO, Financement, Operation, Totaux, arrondir
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.regles.dotations import Dotation, dotation
from models.domain.regles.participation import Participation, participation
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation with its totals and its live financing lines (neither refused nor given up), computed once."""

    operation: Operation
    type_maitre_ouvrage: TypeOrganisme | None
    totaux: Totaux
    lignes: tuple[Financement, ...]
    aides: tuple[Financement, ...]
    """Live lines counted among the aides publiques."""
    # A dozen rules ask for what follows.
    eligible: Decimal | None
    """Eligible euros of the operation."""
    investissement: Decimal
    """Euros of investissement on the declared base; charges de personnel never are, whatever their section."""
    dotations: tuple[Financement, ...]
    """Live aides of the four dotations that have an amount."""
    detr: tuple[Financement, ...]
    """Those of the DETR among them."""

    @property
    def cout(self) -> Decimal | None:
        """Euros on the declared base."""
        return self.totaux.cout

    @property
    def participation(self) -> Participation | None:
        """Participation of the maître d'ouvrage where the law asks for a minimum; ``None`` elsewhere.

        Only for collectivités and their groupements, and for an operation of investissement: without object for a
        bailleur, an association, a poste, fonctionnement, or an unknown maître d'ouvrage.
        """
        if not self.est_d_une_collectivite or not self.est_d_investissement:
            return None
        return participation(self.totaux.cout, self.totaux)

    @property
    def est_d_investissement(self) -> bool:
        """Whether more than half of the coût is investissement."""
        # ``Operation.est_d_investissement`` would add up the dépenses again for each rule.
        return self.investissement * 2 > (self.totaux.cout or ZERO)

    @property
    def est_d_une_collectivite(self) -> bool:
        """Whether a collectivité or a groupement bears it; an unknown maître d'ouvrage is none."""
        return self.type_maitre_ouvrage is not None and self.type_maitre_ouvrage.est_collectivite

    def denominateur(self, ligne: Financement) -> Decimal | None:
        """Dépense éligible of a line: its own, else that of the operation."""
        propre = ligne.depense_eligible
        return self.eligible if propre is None else propre

    @property
    def base(self) -> str:
        """« HT » or « TTC »."""
        return self.operation.base.libelle


@dataclass(frozen=True)
class Contexte:
    """Everything the rules of one fiche receive."""

    fiche: FicheAction
    projet: Projet
    bareme: Bareme
    dispositifs: Dispositifs
    aujourd_hui: date
    plans: tuple[Plan, ...]
    dispositifs_connus: Mapping[Uid, Dispositif | None]
    """The dispositif each live line is about, when one is recognised."""
    non_imprimables: re.Pattern[str] | None = None
    """What finds a character that documents cannot print; without it, they are taken to print all."""

    # Each point names it.
    @cached_property
    def titre(self) -> str:
        """Number and title of the fiche."""
        return self.fiche.titre

    # Each line of each rule asks for it.
    @cached_property
    def tolerance(self) -> Decimal:
        """Euros below which two sides of a plan are equal: plans are voted to the euro."""
        return self.parametre("tolerance_plan").valeur

    @cached_property
    def departement(self) -> str:
        """Code of the département of the project, by its first commune; empty while it has none."""
        return self.projet.territoire.code_departement

    def parametre(self, cle: str) -> Parametre:
        """The parameter in force today."""
        return self.bareme.parametre(cle, self.aujourd_hui)

    def dispositif(self, ligne: Financement) -> Dispositif | None:
        """The dispositif a live line is about, when one is recognised."""
        return self.dispositifs_connus[ligne.uid]

    def type_financeur(self, ligne: Financement) -> TypeOrganisme | None:
        """Kind of the funder of a line."""
        financeur = self.projet.organisme(ligne.financeur)
        return financeur.type if financeur else None

    def nom_ligne(self, ligne: Financement) -> str:
        """« DETR », else the name of the funder, else what the line is."""
        return ligne.dispositif or self.projet.nom_organisme(ligne.financeur) or ligne.nature.libelle

    def objet(self, plan: Plan | None = None, ligne: Financement | None = None) -> Objet:
        """The fiche, one of its operations, or one of its financing lines."""
        fiche, libelle = self.fiche, self.titre
        if plan and len(self.plans) > 1 and plan.operation.intitule:
            libelle = f"{libelle} – {plan.operation.intitule}"
        if ligne:
            return Objet(
                type="financement", uid=ligne.uid, libelle=f"{libelle} – {self.nom_ligne(ligne)}", fiche=fiche.uid
            )
        if plan:
            return Objet(type="operation", uid=plan.operation.uid, libelle=libelle, fiche=fiche.uid)
        return Objet(type="fiche", uid=fiche.uid, libelle=libelle, fiche=fiche.uid)


def build_contexte(
    fiche: FicheAction,
    projet: Projet,
    bareme: Bareme,
    dispositifs: Dispositifs,
    aujourd_hui: date,
    *,
    non_imprimables: re.Pattern[str] | None = None,
) -> Contexte:
    """Read the operations of a fiche once for all its rules."""
    plans = tuple(_plan(o, projet) for o in fiche.operations)
    return Contexte(
        fiche,
        projet,
        bareme,
        dispositifs,
        aujourd_hui,
        plans,
        dispositifs_connus={
            ligne.uid: dispositifs.de(ligne, projet.organisme(ligne.financeur))
            for plan in plans
            for ligne in plan.lignes
        },
        non_imprimables=non_imprimables,
    )


def _plan(operation: Operation, projet: Projet) -> Plan:
    porteur = projet.organisme(operation.maitre_ouvrage)
    vivantes = tuple(ligne for ligne in operation.financements if not ligne.etat.est_perdu)
    aides = tuple(ligne for ligne in vivantes if ligne.nature.est_aide)
    dotations = tuple(ligne for ligne in aides if dotation(ligne.dispositif) and ligne.montant_retenu)
    totaux = operation.totaux
    eligible = investissement = ZERO
    for depense in operation.depenses:
        montant = depense.montant(operation.base) or ZERO
        if depense.eligible:
            eligible += montant
        if depense.est_d_investissement:
            investissement += montant
    return Plan(
        operation,
        porteur.type if porteur else None,
        totaux,
        vivantes,
        aides,
        eligible=None if totaux.cout is None else eligible,
        investissement=investissement,
        dotations=dotations,
        detr=tuple(ligne for ligne in dotations if dotation(ligne.dispositif) is Dotation.DETR),
    )


def baisser(contexte: Contexte, plan: Plan, lignes: Iterable[Financement], exces: Decimal) -> str:
    """« Baisser « Région » de 12 300,00 € », naming the line that « Équilibrer » would lower first."""
    cible = next((li for li in souples(lignes) if li.montant_retenu - exces >= plancher(contexte, plan, li)), None)
    nom = f"«\u00a0{contexte.nom_ligne(cible)}\u00a0»" if cible else "les aides"
    return f"Baisser {nom} de {format_euros(exces)}"


def souples(lignes: Iterable[Financement]) -> tuple[Financement, ...]:
    """Those with an amount that nobody granted yet: the least advanced first, then the largest."""
    libres = (ligne for ligne in lignes if not ligne.etat.est_acquis and ligne.montant_retenu)
    return tuple(sorted(libres, key=lambda ligne: (ligne.etat.est_sollicite, -ligne.montant_retenu)))


def plancher(contexte: Contexte, plan: Plan, ligne: Financement) -> Decimal:
    """Euros below which a line would miss its own minimum: the DETR has one."""
    assiette = plan.denominateur(ligne)
    if dotation(ligne.dispositif) is not Dotation.DETR or assiette is None:
        return ZERO
    return arrondir(contexte.parametre("plancher_detr").valeur * assiette)


def pourcentage_bas(rapport: Decimal) -> str:
    """A share that misses its minimum, never shown as reaching it: 19.999 % reads « 19,99 % »."""
    return format_taux(rapport.quantize(Decimal("0.0001"), ROUND_FLOOR))


def pourcentage_haut(rapport: Decimal) -> str:
    """A share above its ceiling, never shown as equal to it."""
    return format_taux(rapport.quantize(Decimal("0.0001"), ROUND_CEILING))
