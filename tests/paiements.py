"""A place that was paid for: a marché and its avenant, mandats, an avoir, a facture that waits, a DSIL to settle."""

from datetime import date
from decimal import Decimal

from factories import make_depense, make_fiche, make_operation, make_projet, uid

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.paiement import Facture, Marche, TypeMarche
from models.domain.plan_financement import Financement, Versement
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, NatureVersement, PosteDepense, TypePremierActe

DEMANDE, DSIL, VOIRIE, OPERATION = uid("demande-place"), uid("dsil"), uid("voirie"), uid("operation")


def make_place(*, achevee: bool = True) -> Projet:
    """The project; the DSIL granted 120 000 € of 400 000 €, of which the real dépense is 380 000 €."""
    depenses = (
        make_depense("380000", poste=PosteDepense.TRAVAUX, uid=uid("travaux")),
        make_depense("20000", poste=PosteDepense.MAITRISE_OEUVRE, uid=uid("moe")),
    )
    marches = (
        Marche(
            uid=VOIRIE,
            numero="2025-11",
            lot="1",
            objet="Voirie & pavage",
            titulaire="TP de la Lawe",
            montant_ht=Decimal(350_000),
            montant_ttc=Decimal(420_000),
            date_signature=date(2025, 3, 3),
        ),
        Marche(uid=uid("avenant"), type=TypeMarche.AVENANT, numero="2025-11", lot="1", montant_ht=Decimal("8400.50")),
    )
    factures = (
        _facture("f1", "2025-100", date(2025, 9, 2), "200000.10", "240000.12", marche=VOIRIE),
        _facture("f2", "2026-12", date(2026, 2, 5), "165000.00", "198000.00", marche=VOIRIE),
        _facture("f3", "2026-13", date(2026, 2, 5), "5000.10", "6000.12", marche=VOIRIE, avoir=True),
        _facture("f4", "2026-40", date(2026, 3, 9), "20000.00", "24000.00", poste=PosteDepense.MAITRISE_OEUVRE),
        _facture("f5", "2026-41", date(2026, 3, 9), "1500.00", "1800.00", eligible=False),
        _facture("f6", "", None, "900.00", "1080.00"),
    )
    dsil = Financement(
        uid=DSIL,
        financeur=uid("État"),
        dispositif="DSIL",
        etat=EtatFinancement.NOTIFIE,
        depense_eligible=Decimal(400_000),
        taux=Decimal("0.30"),
        montant_demande=Decimal(140_000),
        montant_accorde=Decimal(120_000),
        date_notification=date(2025, 1, 20),
        versements=(
            Versement(
                uid=uid("avance"),
                nature=NatureVersement.AVANCE,
                montant=Decimal(36_000),
                date_encaissement=date(2025, 6, 2),
            ),
        ),
    )
    operation = make_operation(
        uid=OPERATION,
        depenses=depenses,
        financements=(dsil,),
        marches=marches,
        factures=factures,
        type_premier_acte=TypePremierActe.MARCHE,
        date_premier_acte=date(2025, 3, 3),
        date_commencement=date(2025, 4, 1),
        date_achevement=date(2026, 3, 1) if achevee else None,
    )
    demande = Demande(
        uid=DEMANDE,
        intitule="Requalifier la place",
        dispositif="dsil",
        issue=IssueDemande.ACCORDEE,
        numero_dossier="DSIL-62-57",
        reference_decision="Arrêté du 15 janvier 2025",
        date_notification=date(2025, 1, 20),
        lignes=(LigneDemande(uid=uid("ligne-place"), operation=OPERATION, financement=DSIL),),
    )
    return make_projet(make_fiche(operations=(operation,)), demandes=(demande,))


def _facture(nom: str, mandat: str, jour: date | None, ht: str, ttc: str, **champs: object) -> Facture:
    return Facture(
        uid=uid(nom),
        fournisseur="TP de la Lawe",
        objet=f"Situation {nom}",
        numero=f"TP-{nom}",
        numero_mandat=mandat,
        bordereau="12",
        date_mandat=jour,
        montant_ht=Decimal(ht),
        montant_ttc=Decimal(ttc),
        **champs,  # pyright: ignore[reportArgumentType] - a test says which fields
    )
