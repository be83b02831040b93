"""What is typed in the cells of the maquette, turned into writes: one batch of cells is one act.

A cell of funders holds the amount of its only line. Typed where there is none, an amount makes the line of that
column; typed under « accordé » beside a request, it grants that request, for a line is asked and then granted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, TypeAlias

from models.domain.depenses import complete_depense
from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.maquettes.financeurs import NATURES_USUELLES, ColonneFinanceur, Financeurs
from models.domain.maquettes.lecture import PERIODE, Vue
from models.domain.maquettes.maquette import Cle, LigneMaquette
from models.domain.organisme import Organisme
from models.domain.plan_financement import ZERO, Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.saisie import PartDeLaBase
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, TypeOrganisme

Saisie: TypeAlias = Decimal | PartDeLaBase | None
"""What was typed: an amount, a share of the base, or nothing."""

COUT: Final = "cout"
ELIGIBLE: Final = "eligible"
PART: Final = "part"
DANS_LE_DETAIL: Final = "Corrigez-les une par une dans le détail, sous la grille."
DEJA_ACCORDEE: Final = (
    "La demande est notée sur l’aide déjà accordée\u00a0: «\u00a0demandé\u00a0» montre seulement ce qui est en attente."
)
_COUT_MANQUE: Final = "le coût, qui n’a pas de montant"
_ELIGIBLE_MANQUE: Final = "la dépense éligible, qui n’a pas de montant"


@dataclass(frozen=True, slots=True, kw_only=True)
class EcrituresMaquette:
    """What a batch of cells writes."""

    organismes: tuple[Organisme, ...] = ()
    """Funders the project did not know."""
    depenses: tuple[tuple[Uid, Depense], ...] = ()
    """Dépenses to add, with their operation."""
    financements: tuple[tuple[Uid, Financement], ...] = ()
    """Lines to add, with their operation."""
    modifications: tuple[tuple[str, Uid, Mapping[str, Any]], ...] = ()
    """(« operation », « depense », « financement » or « repartition », which one, its fields)."""
    retraits: tuple[Uid, ...] = ()
    """Lines that said nothing but the amount that was emptied."""

    def __bool__(self) -> bool:
        return any((self.depenses, self.financements, self.modifications, self.retraits))


class SaisieMaquette:
    """Gathers the cells of one act, all or nothing: whoever calls gives up at the first refusal, or lists them."""

    def __init__(
        self, projet: Projet, financeurs: Financeurs, lignes: Iterable[LigneMaquette], vue: Vue, annee_du_jour: int
    ) -> None:
        """``lignes`` are the operations of the plan: they tell which funder a column usually has."""
        self._projet = projet
        self._financeurs = financeurs
        self._lignes = tuple(lignes)
        self._vue = vue
        self._annee = annee_du_jour if vue is PERIODE else vue
        self._ajouts: dict[tuple[Uid, str], dict[str, Any]] = {}
        """Fields of each line that is made, by operation and column."""
        self._depenses: dict[Uid, Depense] = {}
        self._champs: defaultdict[tuple[str, Uid], dict[str, Any]] = defaultdict(dict[str, Any])
        self._retraits: list[Uid] = []
        self._organismes: dict[str, Organisme] = {}
        self._usages: dict[str, list[Uid]] = {}
        self._modeles: dict[tuple[str, Uid | None], dict[str, Any]] = {}
        self._couts: set[Uid] = set()
        self.remarques: list[str] = []
        """What the person should know of what was understood."""

    @property
    def ecritures(self) -> EcrituresMaquette:
        """The writes gathered so far."""
        return EcrituresMaquette(
            organismes=tuple({o.uid: o for o in self._organismes.values()}.values()),
            depenses=tuple(self._depenses.items()),
            financements=tuple((operation, Financement(**champs)) for (operation, _), champs in self._ajouts.items()),
            modifications=tuple((quoi, uid, champs) for (quoi, uid), champs in self._champs.items()),
            retraits=tuple(self._retraits),
        )

    def write(self, ligne: LigneMaquette, colonne: str | Cle, saisie: Saisie) -> None:
        """One cell: ``COUT``, ``ELIGIBLE``, ``PART``, or a column of funders.

        Raises:
            SaisieError: the cell cannot hold that, or is not the only place of its amount.
        """
        operation = ligne.operation
        if operation is None:
            raise SaisieError(
                "Cette ligne n’a pas d’opération à elle seule.", "Écrivez dans ses opérations, ou dans la fiche."
            )
        if isinstance(colonne, tuple):
            self._write_financement(ligne, operation, colonne, saisie)
        elif colonne == PART:
            montant = self._montant(operation, saisie, operation.cout, _COUT_MANQUE)
            self._change("operation", operation, "part_decidee", montant)
        elif colonne == COUT:
            self._write_cout(operation, saisie)
        else:
            self._write_eligible(operation, saisie)

    def _write_cout(self, operation: Operation, saisie: Saisie) -> None:
        if isinstance(saisie, PartDeLaBase):
            raise SaisieError("Un coût ne s’écrit pas en pourcentage.", "Écrivez le montant en euros.")
        champ = "montant_ht" if operation.base is BaseMontant.HT else "montant_ttc"
        depense = self._seule_depense(operation)
        self._couts.add(operation.uid)
        if depense is not None:
            if depense.montant(operation.base) != saisie:
                self._champs["depense", depense.uid] |= complete_depense(depense, champ, saisie)
        elif saisie is not None:
            annee = self._annee
            self._depenses[operation.uid] = replace(Depense(annee=annee), **complete_depense(Depense(), champ, saisie))

    def _write_eligible(self, operation: Operation, saisie: Saisie) -> None:
        depense = self._seule_depense(operation)
        nouvelle = self._depenses.get(operation.uid)
        cout = self._cout_en_cours(operation, depense)
        montant = saisie.montant(cout, _COUT_MANQUE) if isinstance(saisie, PartDeLaBase) else saisie
        if montant not in {None, ZERO, cout}:
            raise SaisieError(
                "Une seule dépense est éligible en entier, ou pas du tout.",
                "Séparez dans la fiche ce qui est éligible de ce qui ne l’est pas.",
            )
        eligible = montant is not None and montant == cout
        if nouvelle is not None:
            self._depenses[operation.uid] = replace(nouvelle, eligible=eligible)
        elif depense is not None:
            self._change("depense", depense, "eligible", eligible)

    def _seule_depense(self, operation: Operation) -> Depense | None:
        """The dépense the cell shows; ``None`` when there is none."""
        depenses = [d for d in operation.depenses if self._vue is PERIODE or d.annee == self._vue]
        if len(depenses) > 1:
            raise SaisieError(f"{len(depenses)} dépenses composent ce montant.", DANS_LE_DETAIL)
        return depenses[0] if depenses else None

    def _cout_en_cours(self, operation: Operation, depense: Depense | None) -> Decimal | None:
        """The cost as the cells of this act leave it."""
        vue = self._depenses.get(operation.uid) or depense
        if depense is not None:
            vue = replace(depense, **self._champs.get(("depense", depense.uid), {}))
        return vue.montant(operation.base) if vue else None

    def _write_financement(self, ligne: LigneMaquette, operation: Operation, cle: Cle, saisie: Saisie) -> None:
        code, accorde = cle
        presentes = ligne.financements.get(cle, ())
        autres = ligne.financements.get((code, not accorde), ())
        if len(presentes) > 1:
            raise SaisieError(f"{len(presentes)} lignes se partagent cette cellule.", DANS_LE_DETAIL)
        if presentes:
            self._write_ligne(ligne, operation, presentes[0], saisie, accorde=accorde)
        elif saisie is None:
            return
        elif len(autres) > 1:
            quoi = "demandes" if accorde else "aides accordées"
            raise SaisieError(f"Cette colonne porte déjà {len(autres)} {quoi}.", DANS_LE_DETAIL)
        elif autres:
            self._complete(operation, autres[0], saisie, accorde=accorde)
        else:
            self._add(operation, cle, saisie)

    def _write_ligne(
        self, cellule: LigneMaquette, operation: Operation, ligne: Financement, saisie: Saisie, *, accorde: bool
    ) -> None:
        montant = self._aide(operation, ligne, saisie)
        if self._vue is not PERIODE and ligne.repartitions:
            parts = [r for r in ligne.repartitions if (r.annee or None) == self._vue and r.prevu is not None]
            if len(parts) != 1:
                raise SaisieError(
                    "Ce montant est ce que la répartition par année laisse de côté.", "Complétez-la dans la fiche."
                )
            self._change("repartition", parts[0], "prevu", montant)
        elif montant is None and _ne_dit_rien_d_autre(cellule.fiche, ligne, accorde=accorde):
            self._retraits.append(ligne.uid)
        else:
            self._change("financement", ligne, "montant_accorde" if accorde else "montant_demande", montant)

    def _complete(self, operation: Operation, ligne: Financement, saisie: Saisie, *, accorde: bool) -> None:
        """The other amount of a line that stands under « demandé », or under « accordé »."""
        if self._vue is not PERIODE and ligne.repartitions:
            raise SaisieError("Cette aide est répartie sur plusieurs années.", "Écrivez-la dans la vue Global.")
        montant = self._aide(operation, ligne, saisie)
        if accorde:
            self._champs["financement", ligne.uid] |= {"montant_accorde": montant, "etat": EtatFinancement.ACCORDE}
        else:
            self._change("financement", ligne, "montant_demande", montant)
            self.remarques.append(DEJA_ACCORDEE)

    def _add(self, operation: Operation, cle: Cle, saisie: Saisie) -> None:
        code, accorde = cle
        base = operation.depense_eligible if isinstance(saisie, PartDeLaBase) else None
        montant = self._montant(operation, saisie, base, _ELIGIBLE_MANQUE)
        champs: dict[str, Any] = {"montant_demande": montant}
        if accorde:
            champs = {"montant_accorde": montant, "etat": EtatFinancement.ACCORDE}
        cle_ajout = operation.uid, code
        if cle_ajout not in self._ajouts:
            self._ajouts[cle_ajout] = {**self._modele(operation, code), "uid": new_uid()}
        self._ajouts[cle_ajout] |= champs

    def _modele(self, operation: Operation, code: str) -> dict[str, Any]:
        """Fields of a line of that column, without its amount: the same for every operation of a maître d'ouvrage."""
        cle = code, operation.maitre_ouvrage
        if cle not in self._modeles:
            bloc, colonne = self._financeurs.colonne_de(code)
            champs: dict[str, Any] = {
                "nature": colonne.nature or NATURES_USUELLES[bloc],
                "dispositif": colonne.dispositif,
                "annee": self._annee,
            }
            financeur = self._find_financeur(operation, colonne, Financement(**champs))
            self._modeles[cle] = {**champs, "financeur": financeur}
        return self._modeles[cle]

    def _find_financeur(self, operation: Operation, colonne: ColonneFinanceur, ligne: Financement) -> Uid | None:
        """The funder the column usually has, else the only one that fits it, else a new one.

        Raises:
            SaisieError: several fit and nothing says which.
        """

        def fits(organisme: Organisme | None) -> bool:
            return self._financeurs.colonne(ligne, organisme) is colonne

        if colonne.code in self._organismes:
            return self._organismes[colonne.code].uid
        for uid in self._habituels(colonne.code):
            if uid != operation.maitre_ouvrage and fits(self._projet.organisme(uid)):
                return uid
        possibles = [
            o
            for o in self._projet.organismes
            if o.uid != operation.maitre_ouvrage and _peut_payer(colonne, o) and fits(o)
        ]
        if len(possibles) == 1:
            return possibles[0].uid
        attendu = sort_key(colonne.financeur)
        for organisme in possibles:
            if sort_key(organisme.nom) == attendu:
                return organisme.uid
        if not colonne.financeur or (possibles and fits(None)):
            return None
        if possibles:
            noms = ", ".join(o.nom for o in possibles[:3]) + ("…" if len(possibles) > 3 else "")
            raise SaisieError(
                f"Plusieurs organismes peuvent payer ici ({noms}).", "Ajoutez la première ligne dans la fiche."
            )
        return self._create(colonne).uid

    def _create(self, colonne: ColonneFinanceur) -> Organisme:
        territoire = self._projet.territoire
        noms = {
            TypeOrganisme.EPCI: territoire.epci.nom,
            TypeOrganisme.REGION: f"Région {territoire.region}" if territoire.region else "",
        }
        nom = noms.get(colonne.type_financeur) or colonne.financeur
        nouveau = Organisme(nom=nom, type=colonne.type_financeur)
        jumelles = (c for c in self._organismes.values() if (c.nom, c.type) == (nouveau.nom, nouveau.type))
        self._organismes[colonne.code] = trouve = next(jumelles, nouveau)
        return trouve

    def _habituels(self, code: str) -> list[Uid]:
        """Funders of the lines of a column, the most usual first."""
        if code not in self._usages:
            financeurs = Counter(
                f.financeur
                for ligne in self._lignes
                for accorde in (False, True)
                for f in ligne.financements.get((code, accorde), ())
                if f.financeur
            )
            self._usages[code] = [uid for uid, _ in financeurs.most_common()]
        return self._usages[code]

    def _aide(self, operation: Operation, ligne: Financement, saisie: Saisie) -> Decimal | None:
        base = operation.depense_eligible if ligne.depense_eligible is None else ligne.depense_eligible
        return self._montant(operation, saisie, base, _ELIGIBLE_MANQUE)

    def _montant(self, operation: Operation, saisie: Saisie, base: Decimal | None, de_quoi: str) -> Decimal | None:
        if not isinstance(saisie, PartDeLaBase):
            return saisie
        if operation.uid in self._couts:
            raise SaisieError("Le coût change en même temps que ce pourcentage.", "Écrivez d’abord le coût.")
        return saisie.montant(base, de_quoi)

    def _change(self, quoi: str, objet: Any, champ: str, valeur: object) -> None:
        if getattr(objet, champ) != valeur:
            self._champs[quoi, objet.uid][champ] = valeur


def _peut_payer(colonne: ColonneFinanceur, organisme: Organisme) -> bool:
    """Whether it is of the type the column expects, or named as the column is."""
    if organisme.type is TypeOrganisme.AUTRE:
        return colonne.est_nommee(f"{organisme.nom} {organisme.sigle}", TypeOrganisme.AUTRE)
    return organisme.type is colonne.type_financeur


def _ne_dit_rien_d_autre(fiche: FicheAction, ligne: Financement, *, accorde: bool) -> bool:
    """Whether a line is as the grid makes it: emptied, nothing of it is worth keeping."""
    autre = ligne.montant_demande if accorde else ligne.montant_accorde
    dits = (
        autre, ligne.depense_eligible, ligne.taux, ligne.numero_dossier, ligne.date_depot, ligne.date_accuse,
        ligne.date_notification, ligne.repartitions, ligne.versements,
    )  # fmt: skip
    etat = EtatFinancement.ACCORDE if accorde else EtatFinancement.ENVISAGE
    prouvee = any(piece.financement == ligne.uid for piece in fiche.pieces)
    return ligne.etat is etat and not prouvee and all(dit is None or dit in {"", ()} for dit in dits)
