"""A dispositif: one way to obtain money, its dated rates, its delays, its categories, and where each fact comes from.

What is not known is absent, never guessed: a rate that was not read is ``None``, and a delay without a figure is « à
lire dans l’arrêté ». The files that hold them are read elsewhere; rules receive them as an argument.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.pieces import CasPiece, PieceDemandee
from models.domain.formats import format_date, format_euros, format_taux
from models.domain.plan_financement import arrondir
from models.domain.regles.dotations import Dotation, cle_dispositif, dotation
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme, Vocabulaire


class FaitLiberatoire(Vocabulaire):
    """What must have happened before the first legal act, or the aid may be lost."""

    DEPOT = "depot", "Dépôt de la demande"
    RECEPTION = "reception", "Réception de la demande (AR reçu)"
    COMPLETUDE = "completude", "Dossier complet"
    DECISION = "decision", "Décision d’attribution"
    DEROGATION = "derogation", "Dérogation du financeur"
    A_VERIFIER = "a_verifier", "À vérifier auprès du financeur"


class GroupeCumul(Vocabulaire):
    """Aids that are added together under one ceiling."""

    DOTATIONS = "dotations", "Dotations du CGCT (DETR, DSIL, DPV, DSID)"
    DECRET_2018_514 = "decret_2018_514", "Subventions de l’État du décret n° 2018-514"
    FONDS_CONCOURS = "fonds_concours", "Fonds de concours"


class Assiette(Vocabulaire):
    """What a rate is applied to."""

    DEPENSE_HT = "depense_ht", "Dépense éligible HT"
    DEPENSE = "depense", "Dépense éligible sur la base déclarée"
    COUT_CHARGE = "cout_charge", "Coût chargé annuel du poste"
    DEFICIT = "deficit", "Déficit de l’opération"


class PeriodePlafond(Vocabulaire):
    """What a ceiling in euros covers."""

    OPERATION = "operation", "par opération"
    AN = "an", "par an"
    COMMUNE = "commune", "par commune"


class TypeDelai(Vocabulaire):
    """What a delay bounds."""

    RECEVABILITE = "recevabilite", "Réponse sur la recevabilité"
    COMPLETUDE = "completude", "Réponse sur la complétude"
    REJET_IMPLICITE = "rejet_implicite", "Rejet implicite"
    COMMENCEMENT = "commencement", "Commencement"
    ACHEVEMENT = "achevement", "Achèvement"
    SOLDE = "solde", "Demande de solde"


class DepartDelai(Vocabulaire):
    """Event a delay runs from."""

    DEPOT = "depot", "le dépôt de la demande"
    RECEPTION = "reception", "la réception de la demande"
    COMPLETUDE = "completude", "le dossier complet"
    NOTIFICATION = "notification", "la notification"
    COMMENCEMENT = "commencement", "la déclaration de commencement"
    ACHEVEMENT = "achevement", "l’achèvement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Rates, floor and ceiling in force from a date, for the usual case or for the one it names."""

    date_effet: date
    cas: str = ""
    """« avec l’Anah »; empty for the usual case."""
    taux_minimum: Decimal | None = None
    taux_usuel: Decimal | None = None
    """What is often granted, without being due."""
    taux_maximum: Decimal | None = None
    plancher: Decimal | None = None
    """Euros."""
    plafond: Decimal | None = None
    """Euros, for what ``plafond_par`` says."""
    plafond_par: PeriodePlafond = PeriodePlafond.OPERATION
    assiette: Assiette | None = None
    """``None`` when no source says it."""
    precision: str = ""
    source: str = ""
    degre: Degre = Degre.USAGE

    def aide_maximale(self, assiette: Decimal) -> Decimal | None:
        """Most that a base can bring, in euros; ``None`` when neither rate nor ceiling is known.

        >>> poste = Condition(date_effet=date(2021, 1, 1), taux_maximum=Decimal("0.75"), plafond=Decimal(45000))
        >>> poste.aide_maximale(Decimal(52000)), poste.aide_maximale(Decimal(70000))
        (Decimal('39000.00'), Decimal('45000'))
        """
        bornes = [self.plafond] if self.plafond is not None else []
        if self.taux_maximum is not None:
            bornes.append(arrondir(self.taux_maximum * assiette))
        return min(bornes, default=None)

    @property
    def taux(self) -> str:
        """« de 20,0 % à 35,0 % », « 50,0 % au plus »; empty when no rate is known."""
        minimum, maximum, usuel = self.taux_minimum, self.taux_maximum, self.taux_usuel
        if minimum is not None and minimum == maximum:
            return format_taux(minimum)
        if minimum is not None and maximum is not None:
            return f"de {format_taux(minimum)} à {format_taux(maximum)}"
        morceaux = [
            f"{format_taux(usuel)} d’ordinaire" if usuel is not None else "",
            f"{format_taux(minimum)} au moins" if minimum is not None else "",
            f"{format_taux(maximum)} au plus" if maximum is not None else "",
        ]
        return ", ".join(filter(None, morceaux))

    @property
    def montants(self) -> str:
        """« 45 000,00 € au plus par an »; empty when no bound is known."""
        morceaux = [
            f"{format_euros(self.plancher)} au moins" if self.plancher is not None else "",
            f"{format_euros(self.plafond)} au plus {self.plafond_par.libelle}" if self.plafond is not None else "",
        ]
        return ", ".join(filter(None, morceaux))


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorie:
    """A category of operations that a funder lists, sometimes département by département."""

    code: str
    intitule: str
    priorite: str = ""
    """Rank the funder gives it: « P1 »."""
    departement: str = ""
    """Code of the département it was read for; empty when it holds everywhere."""
    taux_minimum: Decimal | None = None
    taux_maximum: Decimal | None = None
    validation: str = ""
    """Who must agree first: « SDIS »."""
    a_confirmer: bool = True

    @property
    def nom(self) -> str:
        """« catégorie I, Places publiques, 20,0 % au plus »."""
        taux = f", {format_taux(self.taux_maximum)} au plus" if self.taux_maximum is not None else ""
        return f"catégorie {self.code}, {self.intitule}{taux}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delai:
    """A delay: its length is here, in the barème under ``parametre``, or to be read in the arrêté."""

    type: TypeDelai
    depart: DepartDelai | None = None
    """``None`` when no source says what it runs from: its last day cannot be known."""
    mois: int | None = None
    jours: int | None = None
    parametre: str = ""
    """Key of the barème that gives its months."""
    exercices: int | None = None
    """Runs to the end of the n-th budget year after that of its start."""
    prorogation: int | None = None
    """Months it may be extended by."""
    article: str = ""
    degre: Degre = Degre.LU


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleVersements:
    """How an aid is paid: fractions of what is granted."""

    avance: Decimal | None = None
    avance_garantie: Decimal | None = None
    """With a guarantee."""
    acomptes: Decimal | None = None
    """Avance and acomptes together, before the solde."""
    acomptes_long: Decimal | None = None
    """The same for an operation that lasts more than forty-eight months."""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campagne:
    """When requests of a year may be filed."""

    annee: int
    ouverture: date | None = None
    cloture: date | None = None
    precision: str = ""

    @property
    def texte(self) -> str:
        """« 2027 : du 01/10/2026 au 31/01/2027 »."""
        bornes = [
            f"du {format_date(self.ouverture)}" if self.ouverture else "",
            f"{'au' if self.ouverture else 'jusqu’au'} {format_date(self.cloture)}" if self.cloture else "",
        ]
        quand = " ".join(filter(None, bornes)) or "dates à saisir"
        return f"{self.annee}\u00a0: {quand}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDispositif:
    """Where a fact was read, when, and how well."""

    texte: str
    adresse: str = ""
    lu_le: date
    degre: Degre = Degre.USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispositif:
    """One dispositif, as the reference and the project say it."""

    code: str
    intitule: str
    sigle: str = ""
    famille: str = ""
    """Column of the maquette it stands in with others; its own code by default."""
    noms: tuple[str, ...] = ()
    """Words that name it in a plan, without accents nor punctuation."""
    dotation: Dotation | None = None
    """Dotation it is, recognised as dotations are."""
    financeur: str = ""
    type_financeur: TypeOrganisme = TypeOrganisme.AUTRE
    reserve_a: frozenset[TypeOrganisme] = frozenset()
    """Types of funder its names are read for; any type when empty."""
    nature: NatureFinancement = NatureFinancement.SUBVENTION
    groupe: GroupeCumul | None = None
    fait_liberatoire: FaitLiberatoire = FaitLiberatoire.A_VERIFIER
    article_fait_liberatoire: str = ""
    dernier_financeur: bool = False
    """Comes after all the others, to fill what remains."""
    conditions: tuple[Condition, ...] = ()
    categories: tuple[Categorie, ...] = ()
    delais: tuple[Delai, ...] = ()
    versements: RegleVersements = field(default_factory=RegleVersements)
    campagnes: tuple[Campagne, ...] = ()
    pieces: tuple[PieceDemandee, ...] = ()
    portail: str = ""
    """Where requests are filed: « demarche.numerique.gouv.fr »."""
    adresse_portail: str = ""
    instructeur: str = ""
    """Who examines the request, when it is not simply the funder."""
    formulaire: str = ""
    """Key of the form of its requests; empty for the one that suits any dispositif."""
    note: str = ""
    sources: tuple[SourceDispositif, ...] = ()
    local: bool = False
    """Added or adapted by the project."""

    @property
    def nom(self) -> str:
        """Its sigle, else its title."""
        return self.sigle or self.intitule

    @property
    def est_annuel(self) -> bool:
        """Granted by the year (the poste, the suivi-animation): it is asked for again each year."""
        return any(condition.plafond_par is PeriodePlafond.AN for condition in self.conditions)

    @property
    def instruit_par(self) -> str:
        """Who examines the request."""
        return self.instructeur or self.financeur

    def pieces_dues(self, cas: frozenset[CasPiece]) -> tuple[PieceDemandee, ...]:
        """What a request must hold, in the order of the portal: what is always asked, and what its cases ask."""
        if cas & {CasPiece.TRAVAUX, CasPiece.ACQUISITION}:
            cas |= {CasPiece.TRAVAUX_OU_ACQUISITION}
        return tuple(p for p in self.pieces if p.quand is CasPiece.TOUJOURS or p.quand in cas)

    def est_nomme(self, texte: str, type_organisme: TypeOrganisme) -> bool:
        """Whether ``texte`` names it; a funder of unknown type is believed on its words."""
        if self.reserve_a and type_organisme is not TypeOrganisme.AUTRE and type_organisme not in self.reserve_a:
            return False
        if self.dotation:
            return dotation(texte) is self.dotation
        return est_nomme(texte, self.noms)

    def condition(self, jour: date, cas: str = "") -> Condition | None:
        """What holds on ``jour``; the first known before any date, as in the barème."""
        siennes = [c for c in self.conditions if c.cas == cas]
        en_vigueur = siennes[:1]
        return [*en_vigueur, *(c for c in siennes[1:] if c.date_effet <= jour)][-1] if siennes else None

    def categorie(self, code: str, departement: str) -> Categorie | None:
        """The category of that code, where the project is: that of another département says nothing of it."""
        cle = code.strip().casefold()
        siennes = (c for c in self.categories if c.code.casefold() == cle and c.departement in {"", departement})
        return next(siennes, None) if cle else None

    def delai(self, type_delai: TypeDelai) -> Delai | None:
        """The delay of that kind, if one is known."""
        return next((d for d in self.delais if d.type is type_delai), None)


def est_nomme(texte: str, noms: tuple[str, ...]) -> bool:
    """Whether one of these names stands in a text as whole words.

    >>> est_nomme("Fonds vert, axe 2", ("fonds vert",)), est_nomme("Café associatif", ("caf",))
    (True, False)
    """
    cle = f" {cle_dispositif(texte)} "
    return any(f" {nom} " in cle for nom in noms)
