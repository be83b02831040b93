"""Snapshots with sensible defaults: each test says only what it is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.domain.fiche_action import FicheAction, LienContrat, Partenaire, Phase, Piece
from models.domain.organisme import Contact, Organisme
from models.domain.orientation import Indicateur, Orientation
from models.domain.ort import EffetOrt, Ort
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.territoire import Commune, Epci, Secteur, SectionDiagnostic, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    CategorieOrt,
    ContratLie,
    EtatFinancement,
    NatureFinancement,
    PosteDepense,
    Priorite,
    RoleCommune,
    RolePartenaire,
    StatutAction,
    SujetDiagnostic,
    Theme,
    TypeOrganisme,
    TypePhase,
)

AUJOURD_HUI = date(2026, 11, 21)


def uid(texte: str) -> Uid:
    """An identity that can be read."""
    return Uid(texte)


def make_organisme(nom: str = "Commune de Valbrune", **champs: Any) -> Organisme:
    """An organisme whose uid is its name."""
    return Organisme(**{"uid": uid(nom), "nom": nom, "type": TypeOrganisme.COMMUNE} | champs)


def make_engages() -> tuple[Organisme, ...]:
    """One organisme of each kind, each with its referent and the text of what it commits itself to."""
    return tuple(
        make_organisme(
            type_.libelle,
            type=type_,
            engagement=f"Soutenir les actions du plan ({type_.libelle}).",
            engagement_source="Courriel de Mme Petit",
            engagement_recu_le=date(2026, 5, 3),
            contacts=(Contact(uid=uid(f"contact-{type_}"), prenom="Ana", nom="Petit", referent=True),),
        )
        for type_ in TypeOrganisme
    )


def make_depense(montant_ht: str | None = "100000", **champs: Any) -> Depense:
    """Travaux at 20 % of TVA."""
    defauts = {
        "uid": uid(f"depense-{montant_ht}"),
        "poste": PosteDepense.TRAVAUX,
        "montant_ht": None if montant_ht is None else Decimal(montant_ht),
        "taux_tva": Decimal("0.2"),
        "annee": 2027,
    }
    return Depense(**defauts | champs)


def make_financement(demande: str | None = "40000", **champs: Any) -> Financement:
    """A DETR of the State, to be asked for."""
    defauts = {
        "uid": uid(f"financement-{demande}"),
        "financeur": uid("État"),
        "dispositif": "DETR",
        "montant_demande": None if demande is None else Decimal(demande),
        "annee": 2027,
    }
    return Financement(**defauts | champs)


def make_operation(**champs: Any) -> Operation:
    """One dépense, one financement, HT."""
    defauts = {
        "uid": uid("operation"),
        "maitre_ouvrage": uid("Commune de Valbrune"),
        "base": BaseMontant.HT,
        "depenses": (make_depense(),),
        "financements": (make_financement(),),
    }
    return Operation(**defauts | champs)


def make_fiche(**champs: Any) -> FicheAction:
    """A fiche with its name, its number and one operation."""
    defauts = {
        "uid": uid("fiche"),
        "numero": "1.1",
        "intitule": "Requalifier la Grand-Place",
        "orientation": uid("orientation-1"),
        "statut": StatutAction.INSCRITE,
        "operations": (make_operation(),),
    }
    return FicheAction(**defauts | champs)


def make_territoire(**champs: Any) -> Territoire:
    """A fictitious town and its intercommunalité."""
    defauts = {
        "uid": uid("territoire"),
        "nom": "Valbrune",
        "departement": "Pas-de-Calais",
        "region": "Hauts-de-France",
        "communes": (
            Commune(uid=uid("Valbrune"), nom="Valbrune", role=RoleCommune.BENEFICIAIRE_VILLE_PRINCIPALE),
            Commune(uid=uid("Esquelles"), nom="Esquelles", role=RoleCommune.AUTRE),
        ),
        "epci": Epci(nom="Communauté de communes du Haut-Pré"),
        "ort": Ort(effets=(EffetOrt.DENORMANDIE,), conditions_delegation="Par concession d’aménagement."),
        "secteurs": (Secteur(uid=uid("centre"), nom="Centre-ville de Valbrune", commune=uid("Valbrune")),),
        "diagnostic": (
            SectionDiagnostic(
                uid=uid("population"), sujet=SujetDiagnostic.POPULATION, texte="Le centre perd des **ménages**."
            ),
        ),
    }
    return Territoire(**defauts | champs)


def make_projet(*fiches: FicheAction, **champs: Any) -> Projet:
    """A project with its organismes and two orientations."""
    defauts = {
        "territoire": make_territoire(),
        "organismes": (
            make_organisme(),
            make_organisme("Communauté de communes du Haut-Pré", type=TypeOrganisme.EPCI),
            make_organisme("État", type=TypeOrganisme.ETAT),
            make_organisme("Région Hauts-de-France", type=TypeOrganisme.REGION),
            make_organisme("Département du Pas-de-Calais", type=TypeOrganisme.DEPARTEMENT),
            make_organisme("Banque des Territoires", type=TypeOrganisme.BANQUE_DES_TERRITOIRES),
            make_organisme("CAUE du Pas-de-Calais", type=TypeOrganisme.ASSOCIATION),
            make_organisme("Union des commerçants de Valbrune", type=TypeOrganisme.ASSOCIATION),
        ),
        "orientations": (
            Orientation(uid=uid("orientation-1"), numero="1", intitule="Retrouver un centre-ville habité et animé"),
            Orientation(uid=uid("orientation-2"), numero="2", intitule="Offrir des services à tous les âges"),
        ),
        "fiches": fiches,
    }
    return Projet(**defauts | champs)


DESCRIPTION = """\
La Grand-Place concentre les **fonctions de centralité** de Valbrune : marché du jeudi, mairie, école et onze
commerces. Elle est aujourd’hui occupée à 70 % par le stationnement, et son revêtement de 1974 est dégradé.

Les objectifs :

- rendre la moitié de la place aux piétons et au marché ;
- planter quarante arbres et désimperméabiliser 1 800 m² :
  - noues le long de la rue de l’Église,
  - sol en pierre à joints enherbés devant la mairie ;
- mettre aux normes d’accessibilité les cheminements vers *tous* les commerces.

Le projet prolonge l’étude de programmation rendue en 2024 et la concertation menée avec les habitants. Il contribue
à la transition écologique : îlot de fraîcheur, gestion des eaux pluviales à la parcelle, réemploi des pavés.
"""

CENTRALITE = """\
L’action conforte le marché hebdomadaire, qui attire les habitants de vingt-deux communes, et rapproche les commerces
des équipements publics. Elle accompagne la réhabilitation de la halle (fiche 1.2).
"""


def make_fiche_riche(**champs: Any) -> FicheAction:
    """A fiche with every field and one operation of seven resources."""
    etat, region, departement = uid("État"), uid("Région Hauts-de-France"), uid("Département du Pas-de-Calais")
    operation = make_operation(
        part_decidee=Decimal(250000),
        part_decidee_acte="délibération n° 2026-14",
        part_decidee_date=date(2026, 2, 12),
        date_commencement=date(2027, 3, 1),
        date_achevement=date(2028, 6, 30),
        depenses=(
            make_depense("12500.50", poste=PosteDepense.ETUDES, intitule="études géotechniques et relevés", annee=2026),
            make_depense("86400", poste=PosteDepense.MAITRISE_OEUVRE, annee=2026),
            make_depense("984000", intitule="voirie, réseaux et plantations"),
            make_depense("31200", poste=PosteDepense.FRAIS_ANNEXES),
            make_depense(
                "24000", poste=PosteDepense.DIVERS, intitule="mobilier de terrasse", eligible=False, annee=2028
            ),
        ),
        financements=(
            make_financement(
                "334230.15",
                depense_eligible=Decimal("1114100.50"),
                taux=Decimal("0.3"),
                montant_accorde=Decimal(300000),
                etat=EtatFinancement.NOTIFIE,
                annee=2026,
            ),
            make_financement(
                "150000",
                financeur=region,
                dispositif="Redynamisation des centres-bourgs",
                depense_eligible=Decimal(1000000),
                taux=Decimal("0.15"),
                etat=EtatFinancement.EN_INSTRUCTION,
            ),
            make_financement("100000", financeur=departement, dispositif="FARDA", etat=EtatFinancement.ENVISAGE),
            make_financement(
                "60000",
                financeur=uid("Communauté de communes du Haut-Pré"),
                dispositif="",
                nature=NatureFinancement.FONDS_CONCOURS,
                etat=EtatFinancement.DEPOSE,
            ),
            make_financement("80000", dispositif="Fonds vert", etat=EtatFinancement.REFUSE, annee=2026),
            make_financement(
                "20000",
                financeur=uid("Union des commerçants de Valbrune"),
                dispositif="Mécénat",
                nature=NatureFinancement.PRIVE,
                etat=EtatFinancement.ACCORDE,
                montant_accorde=Decimal(20000),
            ),
            make_financement(
                "200000",
                financeur=uid("Banque des Territoires"),
                dispositif="Prêt renouvellement urbain",
                nature=NatureFinancement.PRET,
            ),
            make_financement(
                "15000",
                financeur=uid("Banque des Territoires"),
                dispositif="Appui au management de projet",
                nature=NatureFinancement.PRISE_EN_CHARGE_DIRECTE,
                etat=EtatFinancement.ACCORDE,
                montant_accorde=Decimal(15000),
            ),
        ),
    )
    riche = make_fiche(
        uid=uid("fiche-riche"),
        priorite=Priorite.FORT,
        description=DESCRIPTION,
        centralite=CENTRALITE,
        themes=(Theme.ESPACES_PUBLICS, Theme.TRANSITION),
        categories_ort=(CategorieOrt.TRANSITION, CategorieOrt.ESPACES_EQUIPEMENTS),
        communes=(uid("Valbrune"),),
        secteurs=(uid("centre"),),
        adresse="Grand-Place",
        parcelles="AB 112 à AB 118",
        date_validation_copil=date(2025, 11, 6),
        operations=(operation,),
        phases=(
            Phase(uid=uid("p1"), intitule="Concertation et programme", debut=date(2025, 9, 1), fin=date(2026, 3, 31)),
            Phase(uid=uid("p2"), intitule="Études de maîtrise d’œuvre", debut=date(2026, 4, 1), fin=date(2026, 12, 18)),
            Phase(uid=uid("p3"), intitule="Notification des marchés", type=TypePhase.JALON, debut=date(2027, 2, 15)),
            Phase(uid=uid("p4"), intitule="Travaux", debut=date(2027, 3, 1), fin=date(2028, 6, 30)),
        ),
        partenaires=(
            Partenaire(uid=uid("a1"), organisme=etat, role=RolePartenaire.FINANCEUR),
            Partenaire(uid=uid("a2"), organisme=region, role=RolePartenaire.FINANCEUR),
            Partenaire(uid=uid("a3"), organisme=departement, role=RolePartenaire.FINANCEUR),
            Partenaire(uid=uid("a4"), organisme=uid("CAUE du Pas-de-Calais"), role=RolePartenaire.TECHNIQUE),
            Partenaire(uid=uid("a5"), organisme=uid("Union des commerçants de Valbrune")),
        ),
        contrats=(
            LienContrat(uid=uid("l1"), contrat=ContratLie.CRTE, reference="fiche 12"),
            LienContrat(uid=uid("l2"), contrat=ContratLie.ORT),
            LienContrat(uid=uid("l3"), contrat=ContratLie.CONTRAT_REGION),
        ),
        indicateurs=(
            Indicateur(
                uid=uid("i1"),
                intitule="Surface désimperméabilisée",
                unite="m²",
                valeur_reference="0",
                date_reference=date(2025, 1, 1),
                cible="1 800",
                echeance=date(2028, 6, 30),
                source="Plan de récolement",
                periodicite="à la réception",
            ),
            Indicateur(uid=uid("i2"), intitule="Commerces ouverts sur la place", valeur_reference="11", cible="14"),
        ),
        pieces=(
            Piece(uid=uid("d1"), intitule="Plan de situation", type="Plan", date_piece=date(2025, 5, 2)),
            Piece(uid=uid("d2"), intitule="Esquisse du parti d’aménagement"),
        ),
    )
    return replace(riche, **champs)


def make_fiche_vide(**champs: Any) -> FicheAction:
    """A fiche just created: nothing typed yet, one operation with nothing in it."""
    return FicheAction(**{"uid": uid("fiche-vide"), "operations": (Operation(uid=uid("operation-vide")),)} | champs)
