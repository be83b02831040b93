"""The tables of a payment: versements of the line, marchés and factures of the operation."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from models.domain.paiement import Marche, TypeMarche
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureVersement, PosteDepense
from pvd_desktop.ui.paiement.ecriture import EcriturePaiement
from pvd_desktop.ui.widgets.cellules import (
    ColonneChoix,
    colonne_date,
    colonne_montant,
    colonne_oui_non,
    colonne_texte,
    colonne_vocabulaire,
    find_choix,
)
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe

Jour = Callable[[], date]
_SANS_MARCHE: Final = "Hors marché"


def build_versements(ecriture: EcriturePaiement, jour: Jour) -> ListeEditable:
    """Table of the versements."""
    return ListeEditable(
        MotsListe("Versements", "Ajouter un versement", "Aucun versement demandé ni reçu."),
        (
            colonne_vocabulaire("Nature", "nature", NatureVersement, 92),
            colonne_montant("Montant", "montant", aide="Accepte 12 345,60 · 30\u00a0% de l’aide accordée"),
            colonne_date("Attendu le", "date_prevue", jour),
            colonne_date("Demandé le", "date_demande", jour, aide="Jour où le versement a été demandé"),
            colonne_date("Encaissé le", "date_encaissement", jour, aide="Jour où l’argent est arrivé"),
            colonne_texte("Référence", "reference", 120, aide="N° de la demande de paiement, ou du titre"),
        ),
        ecriture.versements(),
        etirable=5,
    )


def build_marches(ecriture: EcriturePaiement, jour: Jour) -> ListeEditable:
    """Table of the marchés and devis."""
    return ListeEditable(
        MotsListe(
            "Marchés et devis",
            "Ajouter un marché ou un devis",
            "Aucun marché ni devis. Écrivez-les ici, ou collez-les depuis un tableur (Ctrl+V).",
        ),
        (
            colonne_vocabulaire("Type", "type", TypeMarche, 104),
            colonne_texte("N°", "numero", 78, aide="Un avenant porte le numéro et le lot de son marché"),
            colonne_texte("Lot", "lot", 42),
            colonne_texte("Titulaire", "titulaire", 120),
            colonne_montant("HT", "montant_ht", aide="Montant hors taxes"),
            colonne_montant("TTC", "montant_ttc", aide="Montant toutes taxes comprises"),
            colonne_date("Signé le", "date_signature", jour),
            colonne_texte("Objet", "objet", 120),
            colonne_vocabulaire("Poste", "poste", PosteDepense, 104, aide="Études et acquisitions ne commencent rien"),
            colonne_date("Notifié le", "date_notification", jour),
        ),
        ecriture.marches(),
        etirable=7,
        souhaits={3: 180, 7: 200},
    )


def build_factures(
    ecriture: EcriturePaiement, jour: Jour, lire_marches: Callable[[], tuple[Marche, ...]]
) -> ListeEditable:
    """Table of the factures and their mandats."""
    return ListeEditable(
        MotsListe(
            "Factures et mandats",
            "Ajouter une facture",
            "Aucune facture ici. Écrivez-les, collez-les depuis un tableur (Ctrl+V), ou importez les mandats.",
        ),
        (
            colonne_texte("Mandat", "numero_mandat", 84, aide="N° de mandat"),
            colonne_texte("Bordereau", "bordereau", 84),
            colonne_date("Mandaté le", "date_mandat", jour, aide="La facture compte à partir de ce jour"),
            colonne_texte("Fournisseur", "fournisseur", 120),
            colonne_montant("HT", "montant_ht", aide="Montant hors taxes\u00a0; un avoir s’écrit en positif"),
            colonne_montant("TTC", "montant_ttc", aide="Montant toutes taxes comprises"),
            colonne_texte("Objet", "objet", 110),
            colonne_texte("Facture", "numero", 84, aide="N° de la facture"),
            colonne_date("Du", "date_facture", jour, aide="Date de la facture"),
            colonne_oui_non("Avoir", "avoir", 52, aide="Ses montants se retranchent"),
            colonne_oui_non("Éligible", "eligible", aide="Comptée dans la dépense que les aides remboursent"),
            _colonne_marche(lire_marches),
            colonne_vocabulaire("Poste", "poste", PosteDepense, 104),
        ),
        ecriture.factures(),
        etirable=6,
        souhaits={3: 170, 6: 160, 11: 150},
    )


def _colonne_marche(lire: Callable[[], tuple[Marche, ...]]) -> ColonneChoix[Any]:
    def choix() -> list[tuple[str, str]]:
        return [("", _SANS_MARCHE), *((marche.uid, nom_marche(marche)) for marche in lire())]

    def texte(facture: Any) -> str:
        return next((nom for uid, nom in choix() if uid == facture.marche), _SANS_MARCHE)

    def parse(saisie: str) -> Uid | None:
        return Uid(trouve) if (trouve := find_choix(choix(), saisie)) else None

    return ColonneChoix(
        titre="Marché",
        texte=texte,
        edition=lambda facture: facture.marche or "",
        token=lambda facture: None if facture.marche else "texte_discret",
        champ="marche",
        parse=parse,
        choix=choix,
        largeur=110,
        aide="Marché que la facture consomme",
    )


def nom_marche(marche: Marche) -> str:
    """« 2024-11 lot 1 · TP de la Lawe », else what it is."""
    lot = f"lot {marche.lot}" if marche.lot else ""
    repere = " ".join(filter(None, (marche.numero, lot)))
    return " · ".join(filter(None, (repere, marche.titulaire or marche.objet))) or marche.type.libelle
