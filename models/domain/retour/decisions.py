"""Several cells may say the same thing, or contradict one another: each thing is decided once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from models.domain.importation.feuille import Lieu
from models.domain.maquettes.lecture import PERIODE
from models.domain.plan_financement import ZERO
from models.domain.retour.ecritures import EcrituresRetour
from models.domain.retour.revue import Ecart, EcritureAide, EcritureAjout, EcritureCellule, EcriturePart, Genre

Fait: TypeAlias = tuple[str, ...]
"""What a line writes, whatever the sheet it stands in."""
_CELLULE = "cellule"


def faits_de(ecart: Ecart, ecritures: EcrituresRetour) -> Mapping[Fait, object]:
    """What a line writes, by what it writes it in."""
    faits: dict[Fait, object] = {}
    for uid, champs in ecritures.fiches:
        faits.update({("fiche", uid, champ): valeur for champ, valeur in champs.items()})
    for quoi, uid, champs in ecritures.maquette.modifications:
        faits.update({(quoi, uid, champ): valeur for champ, valeur in champs.items()})
    faits.update({("retrait", uid): True for uid in ecritures.maquette.retraits})
    ecriture = ecart.ecriture
    if isinstance(ecriture, EcritureCellule) and (ecritures.maquette.depenses or ecritures.maquette.financements):
        # What is not there yet has no identity: its place in the grid is.
        assert ecriture.ligne.operation is not None  # a cell of the grid has one
        faits[_CELLULE, ecriture.ligne.operation.uid, str(ecriture.colonne)] = ecriture.saisie
    elif isinstance(ecriture, EcritureAide):
        aide = ecriture.financement
        quoi = (aide.financeur or "", aide.dispositif, "accordé" if aide.etat.est_acquis else "demandé")
        faits[_CELLULE, ecriture.operation, *quoi] = aide.montant_retenu
    elif isinstance(ecriture, EcriturePart):
        faits["part", ecriture.financement, str(ecriture.repartition.annee)] = ecriture.repartition.prevu
    elif isinstance(ecriture, EcritureAjout):
        faits["ligne", *ecart.cle] = True
    return faits


def decider(lus: Iterable[tuple[Ecart, Mapping[Fait, object]]]) -> Iterator[Ecart]:
    """The lines: those that say the same of one thing are told once, those that differ on it are conflicts."""
    decisions = _Decisions(list(lus))
    decisions.compare()
    yield from decisions.ecarts()


class _Decisions:
    def __init__(self, paires: Sequence[tuple[Ecart, Mapping[Fait, object]]]) -> None:
        self._paires = paires
        self._doublons: dict[int, int] = {}
        """Lines that repeat another, and which."""
        self._rivaux: defaultdict[int, set[int]] = defaultdict(set[int])

    def compare(self) -> None:
        """Look for the lines that write the same thing."""
        par_fait: defaultdict[Fait, list[int]] = defaultdict(list[int])
        for rang, (_, faits) in enumerate(self._paires):
            for fait in faits:
                par_fait[fait].append(rang)
        for fait, rangs in par_fait.items():
            if len(rangs) > 1:
                self._oppose(fait, self._sans_periode(fait, rangs) if fait[0] == _CELLULE else rangs)

    def ecarts(self) -> Iterator[Ecart]:
        """What is left to decide."""
        repetes = {rang: premier for rang, premier in self._doublons.items() if rang not in self._rivaux}
        aussi: defaultdict[int, list[Lieu]] = defaultdict(list[Lieu])
        for rang, premier in repetes.items():
            aussi[premier].append(self._paires[rang][0].lieu)
        for rang, (ecart, _) in enumerate(self._paires):
            if rang in repetes:
                continue
            dit = replace(ecart, aussi=tuple(aussi[rang])) if rang in aussi else ecart
            yield self._conflit(dit, sorted(self._rivaux[rang])) if rang in self._rivaux else dit

    def _oppose(self, fait: Fait, rangs: Sequence[int]) -> None:
        premier, *autres = rangs
        for autre in autres:
            if fait[0] == _CELLULE and self._vue(premier) not in {self._vue(autre), PERIODE}:
                # Two years: two amounts.
                continue
            if self._dit(autre, fait) == self._dit(premier, fait):
                self._doublons.setdefault(autre, premier)
            else:
                self._rivaux[premier].add(autre)
                self._rivaux[autre].add(premier)

    def _sans_periode(self, fait: Fait, rangs: Sequence[int]) -> Sequence[int]:
        """A new amount of the period that the years share between them is the same money: the years say more."""
        periodes = [rang for rang in rangs if self._vue(rang) is PERIODE]
        annees = [rang for rang in rangs if rang not in periodes]
        montants = (self._dit(rang, fait) for rang in annees)
        total = sum((m for m in montants if isinstance(m, Decimal)), ZERO)
        if not annees or any(self._dit(rang, fait) != total for rang in periodes):
            return [*periodes, *annees]
        self._doublons.update(dict.fromkeys(periodes, annees[0]))
        return annees

    def _dit(self, rang: int, fait: Fait) -> object:
        return self._paires[rang][1][fait]

    def _vue(self, rang: int) -> object:
        ecriture = self._paires[rang][0].ecriture
        return ecriture.vue if isinstance(ecriture, EcritureCellule | EcritureAide) else None

    def _conflit(self, ecart: Ecart, rangs: Sequence[int]) -> Ecart:
        autres = [self._paires[rang][0] for rang in rangs]
        dits = ", ".join(f"{a.retour or 'rien'} ({a.lieu.feuille}, ligne {a.lieu.ligne})" for a in autres)
        return replace(
            ecart,
            genre=Genre.CONFLIT,
            message=f"Le classeur dit aussi {dits}.",
            remede="Acceptez la ligne dont la valeur est la bonne.",
            exclut=frozenset(autre.cle for autre in autres),
        )
