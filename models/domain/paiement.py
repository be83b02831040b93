"""What an operation commits and pays: marchés and devis, factures and mandats."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import PosteDepense, Vocabulaire


class TypeMarche(Vocabulaire):
    """What commits the maître d'ouvrage to a company."""

    MARCHE = "marche", "Marché"
    AVENANT = "avenant", "Avenant"
    DEVIS = "devis", "Devis"
    BON_DE_COMMANDE = "bon_de_commande", "Bon de commande"
    ACTE_DE_VENTE = "acte_de_vente", "Acte de vente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marche:
    """A marché, or a devis: signed, it may be the first legal act of the operation (R2334-24 CGCT)."""

    uid: Uid = field(default_factory=new_uid)
    type: TypeMarche = TypeMarche.MARCHE
    numero: str = ""
    objet: str = ""
    lot: str = ""
    titulaire: str = ""
    poste: PosteDepense = PosteDepense.TRAVAUX
    montant_ht: Decimal | None = None
    """Euros HT."""
    montant_ttc: Decimal | None = None
    """Euros TTC."""
    date_signature: date | None = None
    date_notification: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facture:
    """A facture, and the mandat that pays it."""

    uid: Uid = field(default_factory=new_uid)
    marche: Uid | None = None
    """The marché it is charged to; it may be gone."""
    fournisseur: str = ""
    objet: str = ""
    numero: str = ""
    poste: PosteDepense = PosteDepense.TRAVAUX
    date_facture: date | None = None
    montant_ht: Decimal | None = None
    """Euros HT."""
    montant_ttc: Decimal | None = None
    """Euros TTC."""
    avoir: bool = False
    """A credit note: its amounts are taken away."""
    eligible: bool = True
    """Counted in the dépense that the funders reimburse."""
    numero_mandat: str = ""
    bordereau: str = ""
    date_mandat: date | None = None
    """Day of the mandat: from then on it counts as paid."""
