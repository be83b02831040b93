"""The titles of a table of mandats, as the accounting programs of towns write them."""

from collections.abc import Iterable, Mapping
from typing import Final

from models.domain.importation.feuille import LigneFeuille, en_texte
from models.domain.importation.proximite import cle

PREMIERES: Final = 40
"""Rows among which the titles are looked for."""
MONTANTS: Final = frozenset({"montant_ht", "montant_ttc", "tva"})
_NUMEROS: Final = frozenset({"numero_mandat", "bordereau"})
_SIGNES: Final = _NUMEROS | {"date_mandat"}
"""What tells a table of mandats from a plan d'action."""
_TITRES: Final[Mapping[str, str]] = {
    "numero_mandat": (
        "n mandat, n de mandat, n du mandat, numero mandat, numero de mandat, numero du mandat, num mandat, mandat, "
        "mandat n, no mandat"
    ),
    "bordereau": (
        "bordereau, n bordereau, n de bordereau, n du bordereau, numero bordereau, numero de bordereau, num bordereau, "
        "bord, bordereau n"
    ),
    "date_mandat": (
        "date mandat, date de mandat, date du mandat, date mandatement, date de mandatement, date d emission, "
        "date emission, date emission mandat, mandate le, date de paiement, date paiement, paye le, date de prise en "
        "charge"
    ),
    "fournisseur": (
        "fournisseur, nom fournisseur, nom du fournisseur, tiers, nom tiers, nom du tiers, libelle tiers, "
        "libelle du tiers, beneficiaire, creancier, nom du creancier, entreprise, titulaire, raison sociale"
    ),
    "objet": (
        "objet, libelle, designation, objet mandat, objet du mandat, objet de la depense, libelle mandat, "
        "libelle du mandat, description, objet de la facture, nature des travaux, nature de la depense"
    ),
    "numero": (
        "n facture, n de facture, n de la facture, numero facture, numero de facture, num facture, facture, "
        "reference facture, ref facture, reference de la facture, facture n, n piece, numero de piece"
    ),
    "date_facture": "date facture, date de facture, date de la facture",
    "montant_ht": "montant ht, ht, total ht, mandate ht, montant hors taxes, montant mandate ht, montant facture ht",
    "montant_ttc": (
        "montant ttc, ttc, total ttc, mandate ttc, montant mandate ttc, montant facture ttc, montant toutes taxes "
        "comprises, montant, montant mandate, montant mandat, montant du mandat, montant paye, montant net, "
        "net a payer, somme, montant brut"
    ),
    "tva": "tva, montant tva, montant de la tva",
    "marche": "marche, n marche, n de marche, n du marche, numero marche, numero de marche, code marche",
    "poste": "poste, poste de depense, type de depense, nature",
    "eligible": "eligible, depense eligible, eligibilite",
}
_INDEX: Final = {titre: champ for champ, titres in _TITRES.items() for titre in titres.split(", ")}
_UNITES: Final = frozenset({"en", "euro", "euros", "eur", "e"})


def champ_du_titre(titre: str) -> str:
    """The field that a title names; empty when it names none.

    >>> champ_du_titre("N° de mandat"), champ_du_titre("Montant TTC (en €)"), champ_du_titre("Imputation")
    ('numero_mandat', 'montant_ttc', '')
    """
    mots = cle(titre).split()
    while mots and mots[-1] in _UNITES:
        mots.pop()
    return _INDEX.get(" ".join(mots), "")


def colonnes_de(ligne: LigneFeuille) -> dict[str, int]:
    """The column of each field, when the row is that of the titles of factures; empty when it is not."""
    colonnes: dict[str, int] = {}
    for colonne, valeur in ligne.remplies():
        champ = champ_du_titre(valeur) if isinstance(valeur, str) else ""
        if champ:
            # « Montant » beside « Montant TTC » is not read: the first that names a field keeps it.
            colonnes.setdefault(champ, colonne)
    if (nue := next((c for c, v in ligne.remplies() if isinstance(v, str) and cle(v) == "date"), None)) is not None:
        # « Date » alone is that of what the table numbers: it tells a mandat only beside the number of one.
        colonnes.setdefault("date_mandat" if colonnes.keys() & _NUMEROS else "date_facture", nue)
    nomme = colonnes.keys() & {"fournisseur", "numero_mandat", "numero", "objet"}
    return colonnes if nomme and colonnes.keys() & (MONTANTS - {"tva"}) else {}


def nomme_un_mandat(ligne: LigneFeuille) -> bool:
    """Whether the row is that of titles of which one at least tells a mandat, its amount being called otherwise."""
    champs = {champ_du_titre(valeur) for _, valeur in ligne.remplies() if isinstance(valeur, str)} - {""}
    return len(champs) > 1 and bool(champs & _SIGNES)


def sont_des_mandats(lignes: Iterable[LigneFeuille]) -> bool:
    """Whether one of these first rows is the header of a table of mandats, and not of a plan d'action."""
    return any(colonnes_de(ligne).keys() & _SIGNES for ligne in lignes)


def titre_de(ligne: LigneFeuille, colonne: int) -> str:
    """What stands above a column, as people wrote it."""
    return " ".join(en_texte(ligne.valeur(colonne)).split())
