"""What the law asks to know of an opération de revitalisation de territoire, beyond its convention."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.domain.vocabulaire import Vocabulaire


class EffetOrt(Vocabulaire):
    """What an ORT makes possible, ticked when the project uses it (domaine § 1.5)."""

    DISPENSE_COMMERCIALE = (
        "dispense_commerciale",
        "Dispense d’autorisation d’exploitation commerciale en centre-ville (L.\u00a0752-1-1 c. com.)",
    )
    SUSPENSION_COMMERCIALE = (
        "suspension_commerciale",
        "Suspension par le préfet de projets commerciaux en périphérie (L.\u00a0752-1-2 c. com.)",
    )
    BAUX_COMMERCIAUX = "baux_commerciaux", "Baux commerciaux limités au local"
    ACCES_ETAGES = "acces_etages", "Interdiction de condamner l’accès indépendant aux étages"
    PREEMPTION_RENFORCEE = "preemption_renforcee", "Droit de préemption urbain renforcé (L.\u00a0211-4 CU)"
    PREEMPTION_COMMERCIALE = (
        "preemption_commerciale",
        "Préemption des fonds et baux commerciaux, et sa délégation (L.\u00a0214-1 et L.\u00a0211-2-3 CU)",
    )
    CONTRAT_REVITALISATION = (
        "contrat_revitalisation",
        "Contrat de revitalisation artisanale et commerciale (L.\u00a0300-9 CU)",
    )
    DEROGATIONS_PLU = "derogations_plu", "Dérogations au PLU (L.\u00a0152-6-4 CU)"
    PERMIS_MULTISITE = "permis_multisite", "Permis d’aménager multisite"
    ABANDON_MANIFESTE = "abandon_manifeste", "Abandon manifeste d’une partie d’immeuble (L.\u00a02243-1-1 CGCT)"
    BIENS_SANS_MAITRE = "biens_sans_maitre", "Biens sans maître à dix ans (L.\u00a01123-1 CGPPP)"
    DENORMANDIE = "denormandie", "Réduction d’impôt Denormandie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opah:
    """What makes a convention d'ORT worth OPAH: the five contents of L303-1 CCH and the consultation of the public."""

    perimetre: str = ""
    aides: Decimal | None = None
    """Total of the aids that may be granted, in euros."""
    accompagnement: str = ""
    """Actions that go with it, and for the living environment."""
    diversite: str = ""
    """Diversity of the population, and keeping the occupants."""
    services: str = ""
    """Commitments on services and shops nearby."""
    mise_a_disposition_debut: date | None = None
    """The draft is open to the public for a month before the signature."""
    mise_a_disposition_fin: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ort:
    """The ORT of the project: its dates, its conditions, what it is used for."""

    date_signature: date | None = None
    """Of the convention d'ORT, when it is not the convention-cadre."""
    vaut_opah: bool = False
    conditions_delegation: str = ""
    """Conditions on which actions may be entrusted to operators (L303-2 CCH)."""
    date_derogation: date | None = None
    """Decision of the préfet (L303-3 CCH)."""
    reference_derogation: str = ""
    date_concertation: date | None = None
    """End of the concertation, when there was one."""
    dernier_bilan: date | None = None
    """Last annual report to the councils."""
    derniere_evaluation: date | None = None
    effets: tuple[EffetOrt, ...] = ()
