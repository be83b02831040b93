"""A project in which a demande of DETR and DSIL finds every answer that a project may hold."""

from dataclasses import replace
from datetime import date
from typing import Final

from fabrique_du_domaine import ORGANISMES, euros, fiche, financement, operation, organisme, projet

from models.domain.demande import Demande, EtatPiece, LigneDemande, PieceDemande, ReponseDemande
from models.domain.demandes.formulaire import FormulaireRempli, remplir
from models.domain.demandes.situee import DemandeSituee, situer
from models.domain.fiche_action import LienContrat
from models.domain.organisme import Contact, Organisme
from models.domain.plan_financement import Depense
from models.domain.projet import Projet
from models.domain.territoire import ChefDeProjet, Commune, Crte, Epci, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    ContratLie,
    EtatFinancement,
    PosteDepense,
    RegimeOrt,
    Theme,
    TypeOrganisme,
)
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.formulaires import formulaire_de

JOUR: Final = date(2026, 11, 22)
MAIRE = Contact(uid=Uid("maire"), civilite="Mme", nom="Duval", prenom="Anne", fonction="Maire", representant=True)
VILLE = Organisme(
    uid=organisme(TypeOrganisme.COMMUNE),
    nom="Commune de Valembecque",
    type=TypeOrganisme.COMMUNE,
    siren="216209981",
    adresse="1, place de la Mairie",
    courriel="mairie@valembecque.fr",
    contacts=(MAIRE,),
)
TERRITOIRE = Territoire(
    uid=Uid("terr"),
    nom="Valembecque",
    departement="Pas-de-Calais",
    communes=(Commune(uid=Uid("com"), code_insee="62998", nom="Valembecque", population=6214),),
    epci=Epci(siren="200035442", nom="Communauté de communes du Haut-Pré"),
    regime_ort=RegimeOrt.VAUT_ORT,
    date_adhesion=date(2021, 6, 8),
    date_convention=date(2023, 1, 26),
    crte=Crte(nom="CRTE du Haut-Pré"),
    chef_de_projet=ChefDeProjet(
        nom="Camille Martin", employeur="CC du Haut-Pré", courriel="pvd@haut-pre.fr", telephone="03 21 00 00 00"
    ),
)
DETR = financement(
    "DETR", "150000.60", uid=Uid("detr"), financeur=organisme(TypeOrganisme.ETAT), categorie="A", annee=2027
)
DSIL = financement("DSIL", "100000", uid=Uid("dsil"), financeur=organisme(TypeOrganisme.ETAT), categorie="1")
REGION = financement(
    "Redynamisation des centres-bourgs",
    "80000",
    uid=Uid("region"),
    financeur=organisme(TypeOrganisme.REGION),
    etat=EtatFinancement.DEPOSE,
    numero_dossier="R-77",
)
OPERATION = operation(
    uid=Uid("ope"),
    intitule="Tranche 1",
    depenses=(
        Depense(uid=Uid("trx"), poste=PosteDepense.TRAVAUX, montant_ht=euros("460000.40")),
        Depense(uid=Uid("moe"), poste=PosteDepense.MAITRISE_OEUVRE, montant_ht=euros("40000")),
    ),
    financements=(DETR, DSIL, REGION),
    part_decidee=euros("170000"),
    date_commencement=date(2027, 9, 1),
    date_achevement=date(2028, 6, 30),
)
FICHE = fiche(
    OPERATION,
    intitule="Réhabiliter la halle",
    description="**Contexte** : la halle ferme.\n\n* rouvrir",
    adresse="3, rue de la Halle",
    communes=(Uid("com"),),
    themes=(Theme.TRANSITION,),
    contrats=(LienContrat(contrat=ContratLie.TERRITOIRES_INDUSTRIE),),
)
DEMANDE = Demande(
    uid=Uid("dem"),
    dispositif="detr",
    annee=2027,
    rang_priorite=1,
    lignes=(
        LigneDemande(uid=Uid("l1"), operation=OPERATION.uid, financement=DETR.uid),
        LigneDemande(uid=Uid("l2"), operation=OPERATION.uid, financement=DSIL.uid),
    ),
)


def projet_complet(demande: Demande = DEMANDE, **champs: object) -> Projet:
    """The project, with that demande in it."""
    autres = tuple(o for o in ORGANISMES.values() if o.uid != VILLE.uid)
    base = projet(FICHE, organismes=(VILLE, *autres), territoire=TERRITOIRE, demandes=(demande,))
    return replace(base, **champs)


def situee(demande: Demande = DEMANDE, **champs: object) -> DemandeSituee:
    """The demande in that project."""
    ou = projet_complet(demande, **champs)
    return situer(demande, ou, load_effectifs(ou.dispositifs_locaux).dispositifs)


def rempli(demande: Demande = DEMANDE, **champs: object) -> FormulaireRempli:
    """Its form."""
    vue = situee(demande, **champs)
    return remplir(vue, formulaire_de(vue.dispositif), JOUR)


def reponses(**textes: str) -> tuple[ReponseDemande, ...]:
    """Answers by field."""
    return tuple(ReponseDemande(uid=Uid(f"rep-{champ}"), champ=champ, texte=t) for champ, t in textes.items())


def pieces(**etats: EtatPiece) -> tuple[PieceDemande, ...]:
    """Pièces by code, in these states."""
    return tuple(PieceDemande(uid=Uid(f"pie-{code}"), code=code, etat=etat) for code, etat in etats.items())
