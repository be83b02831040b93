"""What a granted aid still brings: its final amount, what may be asked now, what was asked and paid.

The final amount is the rate that was notified times the real eligible dépense, never above what was granted
(R2334-30 CGCT; the State's subventions of decree 2018-514 follow the same way). Where no source says how a dispositif
pays, nothing is computed: it is to be read in the arrêté.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.domain.dispositifs.dispositif import Dispositif, RegleVersements
from models.domain.formats import format_euros, format_taux
from models.domain.jours import ajouter_mois
from models.domain.paiements.depenses import EtatDepenses
from models.domain.plan_financement import ZERO, Financement, Operation, Versement, arrondir
from models.domain.vocabulaire import NatureVersement

_TOLERANCE: Final = Decimal(1)
"""Euros by which a rate that was rounded may miss the amount that was granted."""
_DUREE_LONGUE: Final = 48
"""Months beyond which decree 2018-514 pays more acomptes."""
_A_LIRE: Final = "à lire dans l’arrêté"


@dataclass(frozen=True, kw_only=True)
class DroitsPaiement:
    """A financing line, and what its payment comes to on a day. Amounts are euros on the declared base."""

    ligne: Financement
    operation: Operation
    etat: EtatDepenses
    dispositif: Dispositif | None
    regle: RegleVersements
    """Empty when no source says how the dispositif pays."""

    @property
    def accorde(self) -> Decimal | None:
        """Granted euros; ``None`` while the line is not granted, or its amount not written."""
        return self.ligne.montant_accorde if self.ligne.etat.est_acquis else None

    @property
    def est_connue(self) -> bool:
        """Whether a source says how it is paid."""
        return bool(self.regle.article)

    @property
    def depense_prevue(self) -> Decimal | None:
        """Dépense that the decision retains, else the eligible one of the operation."""
        retenue = self.ligne.depense_eligible
        return self.operation.depense_eligible if retenue is None else retenue

    @property
    def taux_deduit(self) -> bool:
        """Whether the rate is drawn from what was granted: that of the line would not give it."""
        return self.taux is not None and self.taux != self.ligne.taux

    @property
    def taux(self) -> Decimal | None:
        """The rate notified: that of the line when it gives what was granted, else granted over retained."""
        ecrit, accorde, prevue = self.ligne.taux, self.accorde, self.depense_prevue
        if accorde is None or not prevue:
            return ecrit
        if ecrit is not None and abs(arrondir(ecrit * prevue) - accorde) <= _TOLERANCE:
            return ecrit
        return accorde / prevue

    @property
    def depense_retenue(self) -> Decimal:
        """Real eligible dépense, up to the one that was retained."""
        reelle, prevue = self.etat.depense_reelle, self.depense_prevue
        return max(ZERO, reelle if prevue is None else min(reelle, prevue))

    @property
    def acquis(self) -> Decimal | None:
        """What the dépense of that day gives right to: the final amount, once the operation is over."""
        accorde, taux, prevue = self.accorde, self.taux, self.depense_prevue
        if accorde is None or taux is None:
            return None
        if prevue is not None and self.etat.depense_reelle >= prevue:
            # A rate of two decimals would lose some euros of what was granted.
            return accorde
        return min(accorde, arrondir(taux * self.depense_retenue))

    @property
    def est_achevee(self) -> bool:
        """Whether the operation is said to be over on that day."""
        fin = self.operation.date_achevement
        return fin is not None and fin <= self.etat.jour

    @property
    def definitif(self) -> Decimal | None:
        """Final amount, once the operation is over; ``None`` before, or when no source says how it is paid."""
        return self.acquis if self.est_achevee and self.est_connue else None

    @property
    def part_acomptes(self) -> Decimal | None:
        """Fraction of what was granted that avance and acomptes may reach together."""
        regle = self.regle
        return regle.acomptes_long if self.est_longue and regle.acomptes_long is not None else regle.acomptes

    @property
    def est_longue(self) -> bool:
        """Whether the operation lasts more than forty-eight months, as far as its dates say."""
        debut = self.operation.date_commencement
        fin = self.operation.date_achevement or self.etat.jour
        return debut is not None and ajouter_mois(debut, _DUREE_LONGUE) < fin

    @property
    def avance_maximale(self) -> Decimal | None:
        """Most that may be paid at the commencement."""
        return self._part(self.regle.avance)

    @property
    def acomptes_maximaux(self) -> Decimal | None:
        """Most that avance and acomptes may reach before the solde."""
        return self._part(self.part_acomptes)

    @property
    def demande(self) -> Decimal:
        """Already asked for, what was paid included."""
        return sum(
            (v.montant or ZERO for v in self.ligne.versements if v.date_demande or v.date_encaissement),
            ZERO,
        )

    @property
    def verse(self) -> Decimal:
        """Already received."""
        return self.ligne.montant_verse

    @property
    def est_soldee(self) -> bool:
        """Whether the solde was asked for, or received."""
        return any(
            v.nature is NatureVersement.SOLDE and (v.date_demande or v.date_encaissement) for v in self.ligne.versements
        )

    @property
    def attendu(self) -> Decimal | None:
        """What the line comes to in the end, as far as one knows today."""
        return self.accorde if self.definitif is None else self.definitif

    @property
    def avance_possible(self) -> Decimal:
        """What may be asked now as an avance: it comes first, once the operation has begun."""
        maximum = self.avance_maximale
        if maximum is None or not self.a_commence or self.demande or self.est_achevee:
            return ZERO
        return maximum

    @property
    def acompte_possible(self) -> Decimal:
        """What may be asked now as an acompte: the share of what was paid, within the ceiling, less what was asked."""
        acquis, plafond = self.acquis, self.acomptes_maximaux
        if acquis is None or not self.est_connue or plafond is None or self.est_soldee:
            return ZERO
        return max(ZERO, min(acquis, plafond) - self.demande)

    @property
    def solde_possible(self) -> Decimal:
        """What may be asked now as the solde."""
        if self.definitif is None or self.est_soldee:
            return ZERO
        return max(ZERO, self.definitif - self.demande)

    @property
    def trop_percu(self) -> Decimal:
        """Euros received beyond the final amount, to be given back."""
        return ZERO if self.definitif is None else max(ZERO, self.verse - self.definitif)

    @property
    def reste_a_demander(self) -> Decimal | None:
        """Euros nobody asked for yet."""
        return None if self.attendu is None else max(ZERO, self.attendu - self.demande)

    @property
    def reste_a_recevoir(self) -> Decimal | None:
        """Euros that have not come in yet."""
        return None if self.attendu is None else max(ZERO, self.attendu - self.verse)

    @property
    def a_commence(self) -> bool:
        """Whether the operation is said to have begun on that day."""
        operation, acte = self.operation, self.operation.type_premier_acte
        jours = [operation.date_commencement]
        if acte is not None and not acte.est_neutre:
            jours.append(operation.date_premier_acte)
        return any(jour is not None and jour <= self.etat.jour for jour in jours)

    def _part(self, part: Decimal | None) -> Decimal | None:
        return None if part is None or self.accorde is None else arrondir(part * self.accorde)


def versement_prepare(ligne: Financement, nature: NatureVersement) -> Versement | None:
    """The last versement of that nature that has an amount and was not received: planned, or asked for already."""
    attendus = (v for v in reversed(ligne.versements) if v.nature is nature and v.montant and not v.date_encaissement)
    return next(attendus, None)


def montant_a_demander(droits_: DroitsPaiement, nature: NatureVersement) -> Decimal:
    """Euros of a request of that nature: what was planned, within what may be asked now; as it was, once asked."""
    possible = {
        NatureVersement.AVANCE: droits_.avance_possible,
        NatureVersement.ACOMPTE: droits_.acompte_possible,
        NatureVersement.SOLDE: droits_.solde_possible,
    }[nature]
    prepare = versement_prepare(droits_.ligne, nature)
    if prepare is None or prepare.montant is None:
        return possible
    if prepare.date_demande is not None or not droits_.est_connue:
        return prepare.montant
    return min(prepare.montant, possible)


def raison_de_rien(droits_: DroitsPaiement, nature: NatureVersement) -> str:
    """Why nothing of that nature can be asked now; empty when something can."""
    if montant_a_demander(droits_, nature):
        return ""
    return next(phrase for tient, phrase in _raisons(droits_, nature) if tient)


def _raisons(droits_: DroitsPaiement, nature: NatureVersement) -> Iterator[tuple[bool, str]]:
    """What may hold, in the order one looks at it; the last one always does."""
    yield droits_.accorde is None, "L’aide n’est pas encore accordée."
    yield (
        not droits_.est_connue,
        f"Ses versements sont {_A_LIRE}\u00a0: écrivez le montant demandé parmi eux.",
    )
    yield droits_.est_soldee, "Le solde est déjà demandé."
    if nature is NatureVersement.AVANCE:
        yield droits_.avance_maximale is None, "Aucun texte lu ne prévoit d’avance."
        yield not droits_.a_commence, "L’avance se demande une fois l’opération commencée."
        yield True, "L’avance se demande avant tout autre versement."
    yield droits_.taux is None, "Le taux et la dépense retenue ne sont pas renseignés."
    if nature is NatureVersement.SOLDE:
        yield not droits_.est_achevee, "Le solde se demande une fois l’opération achevée."
        yield True, "Tout ce que l’aide définitive permet est déjà demandé."
    yield not droits_.etat.mandatees, "Un acompte suit les dépenses\u00a0: aucune n’est encore mandatée."
    plafond = droits_.acomptes_maximaux
    yield plafond is None, f"Le plafond des acomptes est {_A_LIRE}."
    yield (
        plafond is not None and droits_.demande >= plafond,
        f"Le plafond des acomptes est atteint\u00a0: {format_euros(plafond)}.",
    )
    yield True, "Les dépenses mandatées n’ouvrent pas plus que ce qui est déjà demandé."


def droits(
    ligne: Financement, operation: Operation, etat: EtatDepenses, dispositif: Dispositif | None
) -> DroitsPaiement:
    """What the line comes to on the day of ``etat``."""
    return DroitsPaiement(
        ligne=ligne,
        operation=operation,
        etat=etat,
        dispositif=dispositif,
        regle=dispositif.versements if dispositif else RegleVersements(),
    )


def dire_regle(droits_: DroitsPaiement) -> str:
    """« avance 30,0 % au plus, avance et acomptes 80,0 % au plus (R. 2334-30 du CGCT) », or where to read it."""
    regle, plafond = droits_.regle, droits_.part_acomptes
    morceaux = [
        f"avance {format_taux(regle.avance)} au plus" if regle.avance is not None else "",
        f"avance et acomptes {format_taux(plafond)} au plus" if plafond is not None else "",
    ]
    dits = ", ".join(filter(None, morceaux))
    return f"{dits} ({regle.article})" if dits else _A_LIRE
