"""The amounts of a row that somebody added: those that are ones, by column, and what is told of the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros
from models.domain.importation.feuille import Lieu, lettres
from models.domain.maquettes.lecture import PERIODE
from models.domain.maquettes.maquette import LigneMaquette, SommesMaquette
from models.domain.maquettes.saisie import COUT, ELIGIBLE, PART
from models.domain.plan_financement import ZERO, Operation
from models.domain.retour import reperes as r
from models.domain.retour.champs import NonMontantError, lire_montant, vue_de
from models.domain.retour.classeur import LigneLue, LigneRevenue, TableRevenue
from models.domain.retour.revue import Ecart, EcritureCellule, Genre
from models.domain.retour.valeurs import Valeur, montrer
from models.domain.textes import propre_ligne

_DE_LA_GRILLE: Final = frozenset({COUT, ELIGIBLE, PART})


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneAjoutee:
    """A row without a name, once read."""

    table: TableRevenue
    ligne: LigneRevenue
    valeurs: LigneLue
    montants: Mapping[str, Valeur]
    refus: tuple[Ecart, ...]
    """What is told of the words that stand among its amounts."""

    @property
    def lieu(self) -> Lieu:
        """Where it stands."""
        return Lieu(self.table.feuille, self.ligne.source.numero)

    @property
    def numero(self) -> str:
        """Number of its action."""
        return propre_ligne(str(self.valeurs.get(r.NUMERO, "")))

    @property
    def nom(self) -> str:
        """What it is called."""
        return propre_ligne(str(self.valeurs.get(r.ACTION, "")))

    @property
    def titre(self) -> str:
        """Both, as people say them."""
        return " ".join(filter(None, (self.numero, self.nom)))


def read_ligne(table: TableRevenue, ligne: LigneRevenue) -> LigneAjoutee:
    """The amounts of a row that are ones, and what is told of the others."""
    valeurs = table.valeurs(ligne.source)
    bons: dict[str, Valeur] = {}
    refus: list[Ecart] = []
    financeurs = table.nom.startswith(r.FINANCEURS)
    for colonne, valeur in valeurs.items():
        attendue = {r.DEMANDE, r.ACCORDE} if financeurs else _DE_LA_GRILLE
        if colonne in r.TEXTES or (colonne not in attendue and (financeurs or r.cle_de(colonne) is None)):
            continue
        try:
            lire_montant(valeur)
        except NonMontantError as e:
            refus.append(_refus(table, ligne, colonne, valeurs, e))
        else:
            bons[colonne] = valeur
    return LigneAjoutee(table=table, ligne=ligne, valeurs=valeurs, montants=bons, refus=tuple(refus))


def cellules(
    fiche: FicheAction, operation: Operation, lignes: Sequence[LigneAjoutee]
) -> tuple[tuple[EcritureCellule, ...], str]:
    """The amounts of a new operation, in the order in which they can be written, and what two sheets say differently.

    A row of the period and those of its years are the same money: the years say more when they add up to it.
    """
    vide = LigneMaquette(fiche=fiche, operation=operation, sommes=SommesMaquette())
    periodes = [x for x in lignes if x.table.nom == r.PERIODE]
    annees = [x for x in lignes if x.table.nom != r.PERIODE]
    ecarts: list[str] = []
    gardees: list[tuple[LigneAjoutee, str]] = []
    de_la_periode: Mapping[str, Valeur] = periodes[0].montants if periodes else {}
    for colonne in dict.fromkeys(c for x in (*periodes, *annees) for c in x.montants):
        siennes = [x for x in annees if colonne in x.montants]
        # What is eligible stands beside the cost that it is a part of.
        decide = COUT if colonne == ELIGIBLE and COUT in de_la_periode else colonne
        dites = [lire_montant(x.montants[decide]) for x in annees if decide in x.montants]
        total = sum((m for m in dites if isinstance(m, Decimal)), ZERO)
        if not siennes or (decide in de_la_periode and lire_montant(de_la_periode[decide]) != total):
            gardees += [(x, colonne) for x in periodes if colonne in x.montants]
            if siennes and decide == colonne:
                ecarts.append(f"{_titre(siennes[0], colonne)}, {format_euros(total)}")
        else:
            gardees += [(x, colonne) for x in siennes]
    ordre = sorted(gardees, key=lambda g: (g[1] != COUT, g[1] != ELIGIBLE, g[1]))
    ecrites = tuple(
        EcritureCellule(vue_de(x.table.nom), vide, r.cle_de(c) or c, lire_montant(x.montants[c])) for x, c in ordre
    )
    if not ecarts:
        return ecrites, ""
    return ecrites, f"Les feuilles des années disent autre chose ({' ; '.join(ecarts)})\u00a0: la période est reprise."


def differences(presents: LigneMaquette, ligne: LigneAjoutee) -> Iterator[tuple[str, Decimal | None, Valeur]]:
    """Columns of a row that do not say what the project says there, with both values."""
    for colonne, valeur in ligne.montants.items():
        sommes = presents.sommes
        cle = r.cle_de(colonne)
        if cle is not None:
            present = sommes.montants.get(cle)
        else:
            present = sommes.totaux.cout if colonne == COUT else sommes.depense_eligible
        if present != valeur:
            yield colonne, present, valeur


def dit(valeurs: LigneLue) -> str:
    """The amounts of a row, in a few words."""
    montants = (valeurs.get(c) for c in (COUT, r.DEMANDE, r.ACCORDE))
    return ", ".join(format_euros(m) for m in montants if isinstance(m, Decimal))


def en_periode(lignes: Sequence[LigneAjoutee]) -> LigneAjoutee:
    """The row that stands for the others: that of the period, or of the first year."""
    return min(lignes, key=lambda x: vue_de(x.table.nom) is not PERIODE)


def _titre(ligne: LigneAjoutee, colonne: str) -> str:
    return ligne.table.entete(ligne.table.colonnes[colonne])


def _refus(table: TableRevenue, ligne: LigneRevenue, colonne: str, valeurs: LigneLue, erreur: SaisieError) -> Ecart:
    place = table.colonnes[colonne]
    return Ecart(
        cle=(table.nom, f"ligne {ligne.source.numero}", colonne),
        genre=Genre.NON_MONTANT,
        lieu=Lieu(table.feuille, ligne.source.numero, lettres(place), table.entete(place)),
        objet=propre_ligne(" ".join(str(valeurs.get(c, "")) for c in (r.NUMERO, r.ACTION))),
        champ=table.entete(place),
        retour=montrer(table.entete(place), valeurs[colonne]),
        message=erreur.message,
        remede=erreur.remede,
    )
