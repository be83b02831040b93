"""How the frozen snapshots of the domain lie in the tables: one tree, read by queries, imports and deletions.

A snapshot field is a column of the same name, a reference (``maitre_ouvrage`` ↔ ``maitre_ouvrage_id``), an
embedded value (``epci.nom`` ↔ ``epci_nom``), a list of links, or a list of children. Adding a field to both
classes is enough: nothing else names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from models.domain import convention as cnv
from models.domain import dispositif_local as dis
from models.domain import fiche_action as fa
from models.domain import organisme as org
from models.domain import orientation as ori
from models.domain import ort
from models.domain import plan_financement as pf
from models.domain import programmation as pro
from models.domain import projet as prj
from models.domain import reglages as reg
from models.domain import scenario as sce
from models.domain import territoire as ter
from models.domain.uids import Uid
from models.entities.base import Base, Identifie, Supprimable
from models.entities.convention import (
    ArticleEntity,
    ConventionEntity,
    LogoEntity,
    PartieEntity,
    PieceConventionEntity,
)
from models.entities.fiche_action import (
    FicheActionEntity,
    FicheCommuneEntity,
    FicheSecteurEntity,
    LienContratEntity,
    NoteSuiviEntity,
    PartenaireEntity,
    PhaseEntity,
    PieceEntity,
)
from models.entities.organisme import ContactEntity, OrganismeEntity
from models.entities.orientation import IndicateurEntity, OrientationEntity
from models.entities.parametre import ConstatIgnoreEntity, ParametreLocalEntity, ReglagesEntity
from models.entities.plan_financement import (
    DepenseEntity,
    FinancementEntity,
    OperationEntity,
    RepartitionEntity,
    VersementEntity,
)
from models.entities.programmation import DispositifLocalEntity, EcartEntity, EnveloppeEntity, ScenarioEntity
from models.entities.territoire import (
    CommuneEntity,
    IndicateurDiagnosticEntity,
    PlanSecteurEntity,
    SecteurEntity,
    SectionDiagnosticEntity,
    TerritoireEntity,
)


@dataclass(frozen=True)
class Embarque:
    """A value object kept in the columns of its owner."""

    type: type[Any]
    prefixe: str


@dataclass(frozen=True)
class Lien:
    """A list of references kept in a table of its own."""

    entite: type[Base]
    colonne: str
    cible: type[Base]


@dataclass(frozen=True, eq=False)
class Aggregat:
    """A snapshot class and the table it comes from."""

    instantane: type[Any]
    entite: type[Base]
    parent: str = ""
    """Column holding the key of the owner; empty for a root."""
    autre_parent: str = ""
    """Column of the owner of another kind that a row may have instead."""
    references: Mapping[str, type[Base]] = field(default_factory=dict[str, type[Base]])
    embarques: Mapping[str, Embarque] = field(default_factory=dict[str, Embarque])
    liens: Mapping[str, Lien] = field(default_factory=dict[str, Lien])
    enfants: Mapping[str, "Aggregat"] = field(default_factory=dict[str, "Aggregat"])

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
    def supprimable(self) -> bool:
        """Whether deletion is a date."""
        return issubclass(self.entite, Supprimable)

    @cached_property
    def colonnes_editables(self) -> Mapping[str, type[Base] | None]:
        """What an update may name: snapshot fields and flattened embedded ones; references map to their entity."""
        editables: dict[str, type[Base] | None] = dict.fromkeys(n for n in self.scalaires if n != "uid")
        for _, paires in self.champs_embarques:
            editables.update(dict.fromkeys(colonne for _, colonne in paires))
        return editables | dict(self.references)


REPARTITION = Aggregat(pf.Repartition, RepartitionEntity, "financement_id")
VERSEMENT = Aggregat(pf.Versement, VersementEntity, "financement_id")
DEPENSE = Aggregat(pf.Depense, DepenseEntity, "operation_id")
FINANCEMENT = Aggregat(
    pf.Financement,
    FinancementEntity,
    "operation_id",
    references={"financeur": OrganismeEntity},
    enfants={"repartitions": REPARTITION, "versements": VERSEMENT},
)
OPERATION = Aggregat(
    pf.Operation,
    OperationEntity,
    "fiche_id",
    references={"maitre_ouvrage": OrganismeEntity, "maitre_ouvrage_delegue": OrganismeEntity},
    enfants={"depenses": DEPENSE, "financements": FINANCEMENT},
)
PHASE = Aggregat(fa.Phase, PhaseEntity, "fiche_id")
PARTENAIRE = Aggregat(fa.Partenaire, PartenaireEntity, "fiche_id", references={"organisme": OrganismeEntity})
LIEN_CONTRAT = Aggregat(fa.LienContrat, LienContratEntity, "fiche_id")
INDICATEUR = Aggregat(ori.Indicateur, IndicateurEntity, "fiche_id", "orientation_id")
INDICATEUR_ORIENTATION = Aggregat(ori.Indicateur, IndicateurEntity, "orientation_id", "fiche_id")
NOTE_SUIVI = Aggregat(fa.NoteSuivi, NoteSuiviEntity, "fiche_id")
PIECE = Aggregat(
    fa.Piece,
    PieceEntity,
    "fiche_id",
    references={"operation": OperationEntity, "financement": FinancementEntity},
)
FICHE = Aggregat(
    fa.FicheAction,
    FicheActionEntity,
    references={"orientation": OrientationEntity},
    embarques={"suivi": Embarque(fa.Suivi, "")},
    liens={
        "communes": Lien(FicheCommuneEntity, "commune_id", CommuneEntity),
        "secteurs": Lien(FicheSecteurEntity, "secteur_id", SecteurEntity),
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
)
ORIENTATION = Aggregat(ori.Orientation, OrientationEntity, enfants={"indicateurs": INDICATEUR_ORIENTATION})
CONTACT = Aggregat(org.Contact, ContactEntity, "organisme_id")
ORGANISME = Aggregat(org.Organisme, OrganismeEntity, enfants={"contacts": CONTACT})
COMMUNE = Aggregat(ter.Commune, CommuneEntity, "territoire_id")
PLAN_SECTEUR = Aggregat(ter.PlanSecteur, PlanSecteurEntity, "secteur_id")
SECTEUR = Aggregat(
    ter.Secteur,
    SecteurEntity,
    "territoire_id",
    references={"commune": CommuneEntity},
    enfants={"plans": PLAN_SECTEUR},
)
INDICATEUR_DIAGNOSTIC = Aggregat(ter.IndicateurDiagnostic, IndicateurDiagnosticEntity, "section_id")
SECTION_DIAGNOSTIC = Aggregat(
    ter.SectionDiagnostic,
    SectionDiagnosticEntity,
    "territoire_id",
    enfants={"indicateurs": INDICATEUR_DIAGNOSTIC},
)
TERRITOIRE = Aggregat(
    ter.Territoire,
    TerritoireEntity,
    embarques={
        "epci": Embarque(ter.Epci, "epci_"),
        "ort": Embarque(ort.Ort, "ort_"),
        "opah": Embarque(ort.Opah, "opah_"),
        "crte": Embarque(ter.Crte, "crte_"),
        "chef_de_projet": Embarque(ter.ChefDeProjet, "chef_de_projet_"),
    },
    enfants={"communes": COMMUNE, "secteurs": SECTEUR, "diagnostic": SECTION_DIAGNOSTIC},
)
PARTIE = Aggregat(cnv.Partie, PartieEntity, "convention_id", references={"organisme": OrganismeEntity})
ARTICLE = Aggregat(cnv.Article, ArticleEntity, "convention_id")
LOGO = Aggregat(cnv.Logo, LogoEntity, "convention_id")
PIECE_CONVENTION = Aggregat(cnv.PieceConvention, PieceConventionEntity, "convention_id")
CONVENTION = Aggregat(
    cnv.Convention,
    ConventionEntity,
    enfants={"parties": PARTIE, "articles": ARTICLE, "logos": LOGO, "pieces": PIECE_CONVENTION},
)
REGLAGES = Aggregat(reg.Reglages, ReglagesEntity)
PARAMETRE_LOCAL = Aggregat(prj.ParametreLocal, ParametreLocalEntity)
CONSTAT_IGNORE = Aggregat(prj.ConstatIgnore, ConstatIgnoreEntity)
ENVELOPPE = Aggregat(pro.Enveloppe, EnveloppeEntity)
ECART = Aggregat(sce.Ecart, EcartEntity, "scenario_id")
SCENARIO = Aggregat(sce.Scenario, ScenarioEntity, enfants={"ecarts": ECART})
DISPOSITIF_LOCAL = Aggregat(dis.DispositifLocal, DispositifLocalEntity)

CADRE: Mapping[str, Aggregat] = {
    "organismes": ORGANISME,
    "orientations": ORIENTATION,
    "parametres_locaux": PARAMETRE_LOCAL,
    "constats_ignores": CONSTAT_IGNORE,
    "enveloppes": ENVELOPPE,
    "scenarios": SCENARIO,
    "dispositifs_locaux": DISPOSITIF_LOCAL,
}
"""Collections of the project that are not fiches."""


def _supprimables(*aggregats: Aggregat) -> tuple[Aggregat, ...]:
    trouves = [a for a in aggregats if a.supprimable]
    return (*trouves, *(s for a in aggregats for s in _supprimables(*a.enfants.values())))


SUPPRIMABLES = _supprimables(TERRITOIRE, CONVENTION, *CADRE.values(), FICHE)
"""What deletion sends to the Corbeille, whatever its level."""


def par_table(racine: Aggregat) -> dict[str, Aggregat]:
    """A root and all that it owns, by the name of their tables."""
    trouves = {racine.entite.__tablename__: racine}
    for enfant in racine.enfants.values():
        trouves |= par_table(enfant)
    return trouves


def identite(entite: Base) -> Uid:
    """The uid of an identified entity."""
    assert isinstance(entite, Identifie)  # narrows the mixin for the type checker
    return entite.uid
