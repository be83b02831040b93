"""How the frozen snapshots of the domain lie in the tables: one tree, read by queries, imports and deletions.

It names the tables and knows nothing of SQLAlchemy: opening a project reads it, and does not wait for that.

A snapshot field is a column of the same name, a reference (``maitre_ouvrage`` ↔ ``maitre_ouvrage_id``), an
embedded value (``epci.nom`` ↔ ``epci_nom``), a list of links, or a list of children. Adding a field to both
classes is enough: nothing else names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from models.domain import convention as cnv
from models.domain import demande as dem
from models.domain import dispositif_local as dis
from models.domain import echeance as ech
from models.domain import fiche_action as fa
from models.domain import gouvernance as gou
from models.domain import organisme as org
from models.domain import orientation as ori
from models.domain import ort
from models.domain import paiement as pai
from models.domain import plan_financement as pf
from models.domain import programmation as pro
from models.domain import projet as prj
from models.domain import reglages as reg
from models.domain import scenario as sce
from models.domain import territoire as ter
from models.domain import version_figee as ver
from models.entities.colonnes import CLE, MOMENT, Colonne, colonnes_of

if TYPE_CHECKING:
    from models.entities.base import Base

FICHE_ID: Final = "fiche_id"
"""Column by which all that a fiche owns, at any depth, is known to be its own."""


def entite_de(table: str) -> "type[Base]":
    """The class of the rows of a table; loads SQLAlchemy, which only writing and a few readings need."""
    from models.entities.tables import entites

    return entites()[table]


@dataclass(frozen=True)
class Embarque:
    """A value object kept in the columns of its owner."""

    type: type[Any]
    prefixe: str


@dataclass(frozen=True)
class Lien:
    """A list of references kept in a table of its own."""

    table: str
    colonne: str
    cible: str
    """Table that it leads to."""

    @property
    def entite(self) -> "type[Base]":
        """The class of its rows; loads SQLAlchemy."""
        return entite_de(self.table)


@dataclass(frozen=True, eq=False)
class Aggregat:
    """A snapshot class and the table it comes from."""

    instantane: type[Any]
    table: str
    parent: str = ""
    """Column holding the key of the owner; empty for a root."""
    autre_parent: str = ""
    """Column of the owner of another kind that a row may have instead."""
    references: Mapping[str, str] = field(default_factory=dict[str, str])
    """Fields that name a row of another table, and which."""
    embarques: Mapping[str, Embarque] = field(default_factory=dict[str, Embarque])
    liens: Mapping[str, Lien] = field(default_factory=dict[str, Lien])
    enfants: Mapping[str, "Aggregat"] = field(default_factory=dict[str, "Aggregat"])
    supprimable: bool = False
    """Whether deletion is a date."""
    ordonne: bool = True
    """Whether its rows have a place among their sisters."""

    @property
    def entite(self) -> "type[Base]":
        """The class of its rows; loads SQLAlchemy."""
        return entite_de(self.table)

    @cached_property
    def scalaires(self) -> tuple[str, ...]:
        """Fields that are columns of the same name."""
        ailleurs = {*self.references, *self.embarques, *self.liens, *self.enfants}
        return tuple(f.name for f in fields(self.instantane) if f.name not in ailleurs)

    @cached_property
    def champs_embarques(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each embedded field with its (attribute, column) pairs."""
        return tuple(
            (nom, tuple((f.name, e.prefixe + f.name) for f in fields(e.type))) for nom, e in self.embarques.items()
        )

    @cached_property
    def colonnes(self) -> Mapping[str, Colonne]:
        """Every column that its snapshots come from, and those that place its rows."""
        connues = colonnes_of(self.instantane)
        colonnes = {"id": CLE, **{nom: connues[nom] for nom in self.scalaires}}
        colonnes |= {f"{nom}_id": CLE for nom in self.references}
        colonnes |= {parent: CLE for parent in (self.parent, self.autre_parent) if parent}
        for nom, paires in self.champs_embarques:
            embarquees = colonnes_of(self.embarques[nom].type)
            colonnes |= {colonne: embarquees[attribut] for attribut, colonne in paires}
        if self.ordonne:
            colonnes["rang"] = CLE
        if self.supprimable:
            colonnes["supprime_le"] = MOMENT
        if self.table in DE_FICHE:
            colonnes[FICHE_ID] = CLE
        return colonnes

    @cached_property
    def colonnes_editables(self) -> Mapping[str, str | None]:
        """What an update may name: snapshot fields and flattened embedded ones; references with their table."""
        editables: dict[str, str | None] = dict.fromkeys(n for n in self.scalaires if n != "uid")
        for _, paires in self.champs_embarques:
            editables.update(dict.fromkeys(colonne for _, colonne in paires))
        return editables | dict(self.references)


REPARTITION = Aggregat(pf.Repartition, "repartition", "financement_id")
VERSEMENT = Aggregat(pf.Versement, "versement", "financement_id")
ANNUITE = Aggregat(pf.Annuite, "annuite", "financement_id")
DEPENSE = Aggregat(pf.Depense, "depense", "operation_id")
FINANCEMENT = Aggregat(
    pf.Financement,
    "financement",
    "operation_id",
    references={"financeur": "organisme"},
    enfants={"repartitions": REPARTITION, "versements": VERSEMENT, "annuites": ANNUITE},
)
MARCHE = Aggregat(pai.Marche, "marche", "operation_id")
FACTURE = Aggregat(pai.Facture, "facture", "operation_id")
OPERATION = Aggregat(
    pf.Operation,
    "operation",
    "fiche_id",
    references={"maitre_ouvrage": "organisme", "maitre_ouvrage_delegue": "organisme"},
    enfants={"depenses": DEPENSE, "financements": FINANCEMENT, "marches": MARCHE, "factures": FACTURE},
    supprimable=True,
)
PHASE = Aggregat(fa.Phase, "phase", "fiche_id")
PARTENAIRE = Aggregat(fa.Partenaire, "partenaire", "fiche_id", references={"organisme": "organisme"})
LIEN_CONTRAT = Aggregat(fa.LienContrat, "lien_contrat", "fiche_id")
INDICATEUR = Aggregat(ori.Indicateur, "indicateur", "fiche_id", "orientation_id")
INDICATEUR_ORIENTATION = Aggregat(ori.Indicateur, "indicateur", "orientation_id", "fiche_id")
NOTE_SUIVI = Aggregat(fa.NoteSuivi, "note_suivi", "fiche_id")
PIECE = Aggregat(
    fa.Piece, "piece", "fiche_id", references={"operation": "operation", "financement": "financement"}, supprimable=True
)
FICHE = Aggregat(
    fa.FicheAction,
    "fiche_action",
    references={"orientation": "orientation"},
    embarques={"suivi": Embarque(fa.Suivi, "")},
    liens={
        "communes": Lien("fiche_commune", "commune_id", "commune"),
        "secteurs": Lien("fiche_secteur", "secteur_id", "secteur"),
    },
    enfants={
        "operations": OPERATION,
        "phases": PHASE,
        "partenaires": PARTENAIRE,
        "contrats": LIEN_CONTRAT,
        "indicateurs": INDICATEUR,
        "notes": NOTE_SUIVI,
        # Pièces come last: they point to operations and financements.
        "pieces": PIECE,
    },
    supprimable=True,
)
ORIENTATION = Aggregat(
    ori.Orientation, "orientation", enfants={"indicateurs": INDICATEUR_ORIENTATION}, supprimable=True
)
CONTACT = Aggregat(org.Contact, "contact", "organisme_id", supprimable=True)
ECHANGE = Aggregat(org.Echange, "echange", "organisme_id")
ORGANISME = Aggregat(org.Organisme, "organisme", enfants={"contacts": CONTACT, "echanges": ECHANGE}, supprimable=True)
COMMUNE = Aggregat(ter.Commune, "commune", "territoire_id")
PLAN_SECTEUR = Aggregat(ter.PlanSecteur, "plan_secteur", "secteur_id")
SECTEUR = Aggregat(
    ter.Secteur,
    "secteur",
    "territoire_id",
    references={"commune": "commune"},
    enfants={"plans": PLAN_SECTEUR},
)
INDICATEUR_DIAGNOSTIC = Aggregat(ter.IndicateurDiagnostic, "indicateur_diagnostic", "section_id")
SECTION_DIAGNOSTIC = Aggregat(
    ter.SectionDiagnostic,
    "section_diagnostic",
    "territoire_id",
    enfants={"indicateurs": INDICATEUR_DIAGNOSTIC},
)
TERRITOIRE = Aggregat(
    ter.Territoire,
    "territoire",
    embarques={
        "epci": Embarque(ter.Epci, "epci_"),
        "ort": Embarque(ort.Ort, "ort_"),
        "opah": Embarque(ort.Opah, "opah_"),
        "crte": Embarque(ter.Crte, "crte_"),
        "chef_de_projet": Embarque(ter.ChefDeProjet, "chef_de_projet_"),
    },
    enfants={"communes": COMMUNE, "secteurs": SECTEUR, "diagnostic": SECTION_DIAGNOSTIC},
    ordonne=False,
)
PARTIE = Aggregat(cnv.Partie, "partie", "convention_id", references={"organisme": "organisme"})
ARTICLE = Aggregat(cnv.Article, "article", "convention_id")
LOGO = Aggregat(cnv.Logo, "logo", "convention_id")
PIECE_CONVENTION = Aggregat(cnv.PieceConvention, "piece_convention", "convention_id", supprimable=True)
CONVENTION = Aggregat(
    cnv.Convention,
    "convention",
    enfants={"parties": PARTIE, "articles": ARTICLE, "logos": LOGO, "pieces": PIECE_CONVENTION},
    ordonne=False,
)
REGLAGES = Aggregat(reg.Reglages, "reglages", ordonne=False)
PARAMETRE_LOCAL = Aggregat(reg.ParametreLocal, "parametre_local")
CONSTAT_IGNORE = Aggregat(prj.ConstatIgnore, "constat_ignore")
ENVELOPPE = Aggregat(pro.Enveloppe, "enveloppe")
ECART = Aggregat(sce.Ecart, "ecart", "scenario_id")
SCENARIO = Aggregat(sce.Scenario, "scenario", enfants={"ecarts": ECART})
DISPOSITIF_LOCAL = Aggregat(dis.DispositifLocal, "dispositif_local")
LIGNE_DEMANDE = Aggregat(dem.LigneDemande, "ligne_demande", "demande_id")
REPONSE_DEMANDE = Aggregat(dem.ReponseDemande, "reponse_demande", "demande_id")
PIECE_DEMANDE = Aggregat(dem.PieceDemande, "piece_demande", "demande_id")
NOTE_DEMANDE = Aggregat(fa.NoteSuivi, "note_demande", "demande_id")
DEMANDE = Aggregat(
    dem.Demande,
    "demande",
    references={"demandeur": "organisme"},
    embarques={"suivi": Embarque(fa.Suivi, "")},
    enfants={
        "lignes": LIGNE_DEMANDE,
        "reponses": REPONSE_DEMANDE,
        "pieces": PIECE_DEMANDE,
        "notes": NOTE_DEMANDE,
    },
    supprimable=True,
)
MEMBRE = Aggregat(gou.Membre, "membre", "instance_id", references={"organisme": "organisme"})
PRESENCE = Aggregat(gou.Presence, "presence", "reunion_id")
DECISION = Aggregat(gou.Decision, "decision", "reunion_id")
REUNION = Aggregat(
    gou.Reunion,
    "reunion",
    "instance_id",
    enfants={"presences": PRESENCE, "decisions": DECISION},
    supprimable=True,
)
INSTANCE = Aggregat(gou.Instance, "instance", enfants={"membres": MEMBRE, "reunions": REUNION}, supprimable=True)
ECHEANCE = Aggregat(ech.Echeance, "echeance")
VERSION_FIGEE = Aggregat(ver.VersionFigee, "version_figee")
"""Apart: a frozen state is no part of the project, nor of its JSON."""

CADRE: Mapping[str, Aggregat] = {
    "organismes": ORGANISME,
    "orientations": ORIENTATION,
    "parametres_locaux": PARAMETRE_LOCAL,
    "constats_ignores": CONSTAT_IGNORE,
    "enveloppes": ENVELOPPE,
    "scenarios": SCENARIO,
    "dispositifs_locaux": DISPOSITIF_LOCAL,
    "demandes": DEMANDE,
    "instances": INSTANCE,
    "echeances": ECHEANCE,
}
"""Collections of the project that are not fiches."""


def _supprimables(*aggregats: Aggregat) -> tuple[Aggregat, ...]:
    trouves = [a for a in aggregats if a.supprimable]
    return (*trouves, *(s for a in aggregats for s in _supprimables(*a.enfants.values())))


SUPPRIMABLES = _supprimables(TERRITOIRE, CONVENTION, *CADRE.values(), FICHE)
"""What deletion sends to the Corbeille, whatever its level."""


def par_table(racine: Aggregat) -> dict[str, Aggregat]:
    """A root and all that it owns, by the name of their tables."""
    trouves = {racine.table: racine}
    for enfant in racine.enfants.values():
        trouves |= par_table(enfant)
    return trouves


DE_FICHE: Final = frozenset(par_table(FICHE)) - {FICHE.table}
"""Tables of what a fiche owns."""


@cache
def colonnes_par_table() -> Mapping[str, Mapping[str, Colonne]]:
    """Every table of the project but the journal and the contents, with its columns."""
    tables: dict[str, Mapping[str, Colonne]] = {}
    for racine in (TERRITOIRE, CONVENTION, REGLAGES, *CADRE.values(), FICHE, VERSION_FIGEE):
        for nom, aggregat in par_table(racine).items():
            tables[nom] = {**tables.get(nom, {}), **aggregat.colonnes}
        tables |= {lien.table: {"id": CLE, FICHE_ID: CLE, lien.colonne: CLE} for lien in racine.liens.values()}
    return tables
