"""The town or towns of the project, their intercommunalité and the dates of the programme."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.domain.jours import ajouter_annees, ajouter_mois
from models.domain.ort import Opah, Ort
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import NaturePlan, RegimeOrt, RoleCommune, SujetDiagnostic, TypeSecteur


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of the convention."""

    uid: Uid = field(default_factory=new_uid)
    code_insee: str = ""
    """Code officiel géographique: five characters."""
    nom: str = ""
    role: RoleCommune = RoleCommune.BENEFICIAIRE
    population: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Epci:
    """The intercommunalité à fiscalité propre."""

    siren: str = ""
    nom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crte:
    """The contrat État-territoire the project belongs to."""

    nom: str = ""
    date_signature: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChefDeProjet:
    """Who holds the pen."""

    nom: str = ""
    employeur: str = ""
    quotite: Decimal | None = None
    """Share of a full-time post, as a fraction (1 = full time)."""
    courriel: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSecteur:
    """The outline or the plan of a secteur: incorporated in the file (``sha256``) or linked (``chemin``)."""

    uid: Uid = field(default_factory=new_uid)
    nature: NaturePlan = NaturePlan.IMAGE
    intitule: str = ""
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secteur:
    """A secteur d'intervention of the ORT (L303-2 CCH)."""

    uid: Uid = field(default_factory=new_uid)
    nom: str = ""
    commune: Uid | None = None
    type: TypeSecteur = TypeSecteur.CENTRE_VILLE
    motif: str = ""
    parcelles: str = ""
    surface_ha: Decimal | None = None
    """Area in hectares, two decimals."""
    plans: tuple[PlanSecteur, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateurDiagnostic:
    """A figure of the diagnostic; its value is a text, as its source gives it (« 12,4 », « environ 200 »)."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    valeur: str = ""
    unite: str = ""
    annee: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDiagnostic:
    """One section of the diagnostic du territoire."""

    uid: Uid = field(default_factory=new_uid)
    sujet: SujetDiagnostic = SujetDiagnostic.AUTRE
    titre: str = ""
    """Title; empty gives the name of the subject."""
    texte: str = ""
    """CommonMark."""
    indicateurs: tuple[IndicateurDiagnostic, ...] = ()

    @property
    def intitule(self) -> str:
        """The title that people read."""
        return self.titre or self.sujet.libelle


@dataclass(frozen=True, slots=True, kw_only=True)
class Territoire:
    """Identity of the project."""

    uid: Uid = field(default_factory=new_uid)
    nom: str = ""
    departement: str = ""
    region: str = ""
    communes: tuple[Commune, ...] = ()
    epci: Epci = field(default_factory=Epci)
    regime_ort: RegimeOrt = RegimeOrt.VAUT_ORT
    date_adhesion: date | None = None
    date_convention: date | None = None
    """Signature of the convention-cadre."""
    duree_annees: int | None = None
    fin_programme: date | None = None
    fin_ort: date | None = None
    ort: Ort = field(default_factory=Ort)
    opah: Opah = field(default_factory=Opah)
    crte: Crte = field(default_factory=Crte)
    chef_de_projet: ChefDeProjet = field(default_factory=ChefDeProjet)
    tribunal: str = ""
    secteurs: tuple[Secteur, ...] = ()
    diagnostic: tuple[SectionDiagnostic, ...] = ()

    @property
    def code_departement(self) -> str:
        """Code of the département, by the first commune that has its own; empty while none has."""
        code = next((c.code_insee for c in self.communes if c.code_insee), "")
        return code[:3] if code.startswith(("97", "98")) else code[:2]

    @property
    def debut_engagements(self) -> date | None:
        """First day an action may belong to: actions began with the adhésion, before the convention-cadre."""
        return min(filter(None, (self.date_adhesion, self.date_convention)), default=None)

    @property
    def echeance_convention(self) -> date | None:
        """Day the convention-cadre is expected: eighteen months after the adhésion."""
        return ajouter_mois(self.date_adhesion, 18) if self.date_adhesion else None

    @property
    def fin_convention(self) -> date | None:
        """Last known end among the signed duration, the programme and the ORT; an avenant may have moved one only."""
        echue = None
        if self.date_convention and self.duree_annees:
            echue = ajouter_annees(self.date_convention, self.duree_annees)
        return max(filter(None, (echue, self.fin_programme, self.fin_ort)), default=None)
