"""What a document says of an action beyond the columns of a table, laid over the fiche: it never erases anything."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from models.domain.fiche_action import FicheAction, LienContrat, Partenaire, Phase, Piece
from models.domain.formats import format_euros
from models.domain.importation.actions import ActionLue
from models.domain.importation.complement_argent import OperationDite, fondre_operation
from models.domain.importation.feuille import Lieu
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.orientation import Indicateur
from models.domain.pieces import titre_imprime
from models.domain.plan_financement import ZERO, Depense, Operation
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, CategorieOrt, Portee, RolePartenaire

T = TypeVar("T")
Designer = Callable[[str], Uid]
_NOM_MAX: Final = 120
"""Characters of the name of an organisme; more is a sentence."""


@dataclass(slots=True, kw_only=True)
class CoutDit:
    """A cost that no dépense details."""

    montant: Decimal
    base: BaseMontant | None
    lieu: Lieu


@dataclass(slots=True, kw_only=True)
class DetailFiche:
    """A fiche as a document details it."""

    action: ActionLue
    validee_le: date | None = None
    portee: Portee | None = None
    centralite: str = ""
    parcelles: str = ""
    categories: tuple[CategorieOrt, ...] = ()
    secteurs: tuple[Uid, ...] = ()
    partenaires: list[tuple[str, RolePartenaire | None]] = field(
        default_factory=list[tuple[str, RolePartenaire | None]]
    )
    phases: list[Phase] = field(default_factory=list[Phase])
    contrats: list[LienContrat] = field(default_factory=list[LienContrat])
    indicateurs: list[Indicateur] = field(default_factory=list[Indicateur])
    operations: list[OperationDite] = field(default_factory=list[OperationDite])
    couts: list[CoutDit] = field(default_factory=list[CoutDit])
    dates: list[tuple[str, date | None, date | None]] = field(
        default_factory=list[tuple[str, date | None, date | None]]
    )
    """Commencement and achevement of an operation, by its title; empty when it is the only one."""
    annexes: list[tuple[str, Lieu]] = field(default_factory=list[tuple[str, Lieu]])
    """Names of files: the document does not hold them."""

    def poser(self, fiche: FicheAction, designer: Designer) -> FicheAction:
        """The fiche once the document has spoken."""
        champs: dict[str, Any] = {}
        self._dater()
        self._annexer(fiche.pieces)
        if self.validee_le is not None:
            champs["date_validation_copil"] = self.validee_le
        if self.portee is not None:
            champs["portee"] = self.portee
        if self.centralite:
            champs["centralite"] = self.centralite
        if self.parcelles:
            champs["parcelles"] = self.parcelles
        champs["categories_ort"] = _union(fiche.categories_ort, self.categories)
        champs["secteurs"] = _union(fiche.secteurs, self.secteurs)
        champs["partenaires"] = self._partenaires(fiche.partenaires, designer)
        champs["phases"] = _fondre(fiche.phases, self.phases, lambda p: cle(p.intitule) or p.type, _phase)
        champs["contrats"] = _fondre(fiche.contrats, self.contrats, _cle_contrat, lambda a, _: a)
        champs["indicateurs"] = _fondre(fiche.indicateurs, self.indicateurs, _cle_indicateur, _indicateur)
        champs["operations"] = self._operations(fiche.operations, designer)
        return replace(fiche, **champs)

    def _annexer(self, pieces: Sequence[Piece]) -> None:
        """A file that the fiche has not is named in a note."""
        connues = [cle(titre_imprime(p.intitule)) for p in pieces if p.intitule]
        for texte, lieu in self.annexes:
            if any(cle(texte).startswith(nom) for nom in connues):
                continue
            self.action.noter("Annexe", texte)
            self.action.remarquer(
                Nature.IGNORE,
                lieu,
                texte,
                "Une annexe est un fichier\u00a0: son nom est gardé en note.",
                "Joignez le fichier aux pièces de la fiche.",
            )

    def _dater(self) -> None:
        for titre, commencement, achevement in self.dates:
            designees = [o for o in self.operations if cle(o.intitule) == cle(titre)] or self.operations[:1]
            for operation in designees[:1]:
                operation.commencement, operation.achevement = commencement, achevement

    def _partenaires(self, presents: Sequence[Partenaire], designer: Designer) -> tuple[Partenaire, ...]:
        resultat = list(presents)
        for nom, role in self.partenaires:
            if len(nom) > _NOM_MAX:
                self.action.noter("Partenaires", nom)
                continue
            uid = designer(nom)
            if not any(p.organisme == uid and role in {None, p.role} for p in resultat):
                resultat.append(Partenaire(organisme=uid, role=role or RolePartenaire.ASSOCIE))
        return tuple(resultat)

    def _operations(self, presentes: Sequence[Operation], designer: Designer) -> tuple[Operation, ...]:
        resultat = list(presentes)
        libres = {o.uid for o in presentes}
        for rang, dite in enumerate(self.operations):
            porteur = designer(dite.maitre_ouvrage) if dite.maitre_ouvrage else None
            place = _place(resultat, libres, dite, porteur, rang, seule=len(self.operations) == 1)
            ancienne = Operation(base=dite.base or self._base()) if place is None else resultat[place]
            neuve = fondre_operation(ancienne, dite, porteur, designer)
            if place is None:
                resultat.append(neuve)
            else:
                libres.discard(ancienne.uid)
                resultat[place] = neuve
        return self._chiffrer(resultat)

    def _base(self) -> BaseMontant:
        """HT, unless the document only gives a TTC cost."""
        bases = {c.base for c in self.couts if c.base}
        return BaseMontant.TTC if bases == {BaseMontant.TTC} else BaseMontant.HT

    def _chiffrer(self, operations: list[Operation]) -> tuple[Operation, ...]:
        """A cost alone becomes the dépense of the only operation; beside dépenses, it is compared with them."""
        couts = {c.base or self._base(): c for c in reversed(self.couts)}
        if not couts:
            return tuple(operations)
        if not operations:
            operations.append(Operation(base=self._base()))
        chiffrees = [o for o in operations if o.depenses]
        if not chiffrees:
            if len(operations) > 1:
                cout = next(iter(couts.values()))
                self.action.remarquer(
                    Nature.CHOIX,
                    cout.lieu,
                    format_euros(cout.montant),
                    "Un seul coût pour plusieurs maîtres d’ouvrage\u00a0: il est porté par l’opération du premier.",
                    "Répartissez-le entre les opérations de la fiche.",
                )
            return (replace(operations[0], depenses=(_valuer(Depense(), couts),)), *operations[1:])
        if len(operations) == 1 and len(operations[0].depenses) == 1:
            return (replace(operations[0], depenses=(_valuer(operations[0].depenses[0], couts),)),)
        for base, cout in couts.items():
            self._comparer([o.cout_en(base) for o in chiffrees], cout)
        return tuple(operations)

    def _comparer(self, sommes: Iterable[Decimal | None], cout: CoutDit) -> None:
        connues = list(sommes)
        if any(s is None for s in connues):
            return
        somme = sum((s for s in connues if s is not None), ZERO)
        if abs(somme - cout.montant) >= 1:
            self.action.remarquer(
                Nature.ECART,
                cout.lieu,
                format_euros(cout.montant),
                f"Le coût annoncé diffère de la somme des dépenses\u00a0: {format_euros(somme)}.",
                "Les dépenses sont importées\u00a0; vérifiez-les.",
            )


def _union(anciens: tuple[T, ...], neufs: Iterable[T]) -> tuple[T, ...]:
    return (*anciens, *(n for n in dict.fromkeys(neufs) if n not in anciens))


def _fondre(
    anciens: Sequence[T], neufs: Iterable[T], identite: Callable[[T], object], completer: Callable[[T, T], T]
) -> tuple[T, ...]:
    """Each new one completes the first old one that is the same, or comes after them."""
    resultat, libres = list(anciens), list(range(len(anciens)))
    for neuf in neufs:
        place = next((i for i in libres if identite(resultat[i]) == identite(neuf)), None)
        if place is None:
            resultat.append(neuf)
        else:
            libres.remove(place)
            resultat[place] = completer(resultat[place], neuf)
    return tuple(resultat)


def _place(
    presentes: Sequence[Operation],
    libres: set[Uid],
    dite: OperationDite,
    porteur: Uid | None,
    rang: int,
    *,
    seule: bool,
) -> int | None:
    """The operation that the document speaks of: that of its title, of its place and owner, or the only one."""
    possibles = [i for i, o in enumerate(presentes) if o.uid in libres]
    if seule and len(presentes) == 1:
        return possibles[0] if possibles else None
    for i in possibles:
        if dite.intitule and cle(presentes[i].intitule) == cle(dite.intitule):
            return i
    if rang in possibles and presentes[rang].maitre_ouvrage == porteur:
        return rang if not dite.intitule or not presentes[rang].intitule else None
    return None


def _phase(ancienne: Phase, neuve: Phase) -> Phase:
    return replace(ancienne, debut=neuve.debut or ancienne.debut, fin=neuve.fin or ancienne.fin)


def _cle_contrat(lien: LienContrat) -> object:
    return lien.contrat, cle(lien.reference)


def _cle_indicateur(i: Indicateur) -> object:
    return cle(f"{i.intitule} {i.unite}")


def _indicateur(ancien: Indicateur, neuf: Indicateur) -> Indicateur:
    """Values that the document gives; words that read the same stay as they were typed."""
    champs: dict[str, Any] = {}
    for nom in ("valeur_reference", "date_reference", "cible", "echeance"):
        valeur = getattr(neuf, nom)
        if valeur and valeur != getattr(ancien, nom):
            champs[nom] = valeur
    if cle(f"{neuf.source} {neuf.periodicite}") != cle(f"{ancien.source} {ancien.periodicite}"):
        champs |= {n: v for n in ("source", "periodicite") if (v := getattr(neuf, n))}
    return replace(ancien, **champs)


def _champ(base: BaseMontant) -> str:
    return "montant_ht" if base is BaseMontant.HT else "montant_ttc"


def _valuer(depense: Depense, couts: dict[BaseMontant, CoutDit]) -> Depense:
    """The only dépense of the fiche takes the cost of the document, unless it already reads so."""
    dits = {b: c.montant for b, c in couts.items() if depense.montant(b) != c.montant}
    return replace(depense, **{_champ(base): montant for base, montant in dits.items()})
