"""Tables of the territory: one row of identity, its communes, its secteurs d'intervention, its diagnostic."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.ort import EffetOrt
from models.domain.vocabulaire import NaturePlan, RegimeOrt, RoleCommune, SujetDiagnostic, TypeSecteur
from models.entities.base import Base, Identifie, Ordonne, cle_de, positif
from models.entities.types import (
    Annee,
    Centimes,
    Code,
    Entier,
    Fraction,
    Jour,
    ListeCodes,
    Octets,
    Texte,
    Titre,
    code_de,
)


class TerritoireEntity(Identifie, Base):
    """The only row of its table."""

    __tablename__ = "territoire"

    nom: Mapped[str] = mapped_column(Titre, default="")
    departement: Mapped[str] = mapped_column(Titre, default="")
    region: Mapped[str] = mapped_column(Titre, default="")
    epci_siren: Mapped[str] = mapped_column(Titre, default="")
    epci_nom: Mapped[str] = mapped_column(Titre, default="")
    regime_ort: Mapped[RegimeOrt] = mapped_column(code_de(RegimeOrt, "regime_ort"), default=RegimeOrt.VAUT_ORT)
    date_adhesion: Mapped[date | None] = mapped_column(Jour)
    date_convention: Mapped[date | None] = mapped_column(Jour)
    duree_annees: Mapped[int | None] = mapped_column(Entier("durée en années"), positif("duree_annees"))
    fin_programme: Mapped[date | None] = mapped_column(Jour)
    fin_ort: Mapped[date | None] = mapped_column(Jour)
    ort_date_signature: Mapped[date | None] = mapped_column(Jour)
    ort_vaut_opah: Mapped[bool] = mapped_column(Boolean, default=False)
    ort_conditions_delegation: Mapped[str] = mapped_column(Texte, default="")
    ort_date_derogation: Mapped[date | None] = mapped_column(Jour)
    ort_reference_derogation: Mapped[str] = mapped_column(Titre, default="")
    ort_date_concertation: Mapped[date | None] = mapped_column(Jour)
    ort_dernier_bilan: Mapped[date | None] = mapped_column(Jour)
    ort_derniere_evaluation: Mapped[date | None] = mapped_column(Jour)
    ort_effets: Mapped[tuple[EffetOrt, ...]] = mapped_column(ListeCodes(EffetOrt), default=())
    opah_perimetre: Mapped[str] = mapped_column(Texte, default="")
    opah_aides: Mapped[Decimal | None] = mapped_column(Centimes, positif("opah_aides"))
    opah_accompagnement: Mapped[str] = mapped_column(Texte, default="")
    opah_diversite: Mapped[str] = mapped_column(Texte, default="")
    opah_services: Mapped[str] = mapped_column(Texte, default="")
    opah_mise_a_disposition_debut: Mapped[date | None] = mapped_column(Jour)
    opah_mise_a_disposition_fin: Mapped[date | None] = mapped_column(Jour)
    crte_nom: Mapped[str] = mapped_column(Titre, default="")
    crte_date_signature: Mapped[date | None] = mapped_column(Jour)
    chef_de_projet_nom: Mapped[str] = mapped_column(Titre, default="")
    chef_de_projet_employeur: Mapped[str] = mapped_column(Titre, default="")
    chef_de_projet_quotite: Mapped[Decimal | None] = mapped_column(Fraction)
    chef_de_projet_courriel: Mapped[str] = mapped_column(Titre, default="")
    chef_de_projet_telephone: Mapped[str] = mapped_column(Titre, default="")
    tribunal: Mapped[str] = mapped_column(Titre, default="")


class CommuneEntity(Ordonne, Base):
    """A commune of the convention."""

    __tablename__ = "commune"

    territoire_id: Mapped[int] = cle_de("territoire", index=True)
    code_insee: Mapped[str] = mapped_column(Code(5), default="")
    nom: Mapped[str] = mapped_column(Titre, default="")
    role: Mapped[RoleCommune] = mapped_column(code_de(RoleCommune, "role"), default=RoleCommune.BENEFICIAIRE)
    population: Mapped[int | None] = mapped_column(Entier("population"), positif("population"))


class SecteurEntity(Ordonne, Base):
    """A secteur d'intervention."""

    __tablename__ = "secteur"

    territoire_id: Mapped[int] = cle_de("territoire", index=True)
    nom: Mapped[str] = mapped_column(Titre, default="")
    commune_id: Mapped[int | None] = cle_de("commune")
    type: Mapped[TypeSecteur] = mapped_column(code_de(TypeSecteur, "type"), default=TypeSecteur.CENTRE_VILLE)
    motif: Mapped[str] = mapped_column(Texte, default="")
    parcelles: Mapped[str] = mapped_column(Texte, default="")
    surface_ha: Mapped[Decimal | None] = mapped_column(Centimes)
    """Hectares: the same two decimals as money."""


class PlanSecteurEntity(Ordonne, Base):
    """The outline or the plan of a secteur."""

    __tablename__ = "plan_secteur"

    secteur_id: Mapped[int] = cle_de("secteur", index=True)
    nature: Mapped[NaturePlan] = mapped_column(code_de(NaturePlan, "nature"), default=NaturePlan.IMAGE)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    chemin: Mapped[str] = mapped_column(Texte, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))


class SectionDiagnosticEntity(Ordonne, Base):
    """A section of the diagnostic."""

    __tablename__ = "section_diagnostic"

    territoire_id: Mapped[int] = cle_de("territoire", index=True)
    sujet: Mapped[SujetDiagnostic] = mapped_column(code_de(SujetDiagnostic, "sujet"), default=SujetDiagnostic.AUTRE)
    titre: Mapped[str] = mapped_column(Titre, default="")
    texte: Mapped[str] = mapped_column(Texte, default="")


class IndicateurDiagnosticEntity(Ordonne, Base):
    """A figure of the diagnostic."""

    __tablename__ = "indicateur_diagnostic"

    section_id: Mapped[int] = cle_de("section_diagnostic", index=True)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    valeur: Mapped[str] = mapped_column(Titre, default="")
    unite: Mapped[str] = mapped_column(Titre, default="")
    annee: Mapped[int | None] = mapped_column(Annee)
    source: Mapped[str] = mapped_column(Titre, default="")
