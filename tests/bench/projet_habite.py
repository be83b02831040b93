"""A large project that a team lives in: contacts, meetings, demandes at every step, factures; the same at each run."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from echeances import FICHES, make_calendrier

from models.commands.fiches import remove_fiches
from models.commands.importation import import_projet
from models.commands.versions import add_version
from models.domain.demande import Demande, EtatPiece, PieceDemande, ReponseDemande
from models.domain.echeance import Echeance
from models.domain.fiche_action import FicheAction
from models.domain.gouvernance import Decision, Instance, Membre, Presence, Reunion
from models.domain.organisme import Contact, Echange, Organisme
from models.domain.paiement import Facture, Marche
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.uids import Uid
from models.echange.photographie import freeze
from models.store.database import Database

MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
JOUR = date(2026, 11, 21)
PAYEES = 100
"""Operations that have marchés and factures."""


def make_habite() -> Projet:
    """The project of the échéances, with what people type beside it."""
    projet = make_calendrier()
    projet = replace(
        projet,
        organismes=tuple(_organisme(o, i) for i, o in enumerate(projet.organismes)),
        fiches=tuple(_fiche(f, i) for i, f in enumerate(projet.fiches)),
        demandes=tuple(_demande(d, i) for i, d in enumerate(projet.demandes)),
        echeances=tuple(
            Echeance(uid=Uid(f"notee-{i}"), intitule=f"Rappel n° {i}", jour=JOUR + timedelta(days=9 * i - 90))
            for i in range(40)
        ),
    )
    return replace(projet, instances=(_instance(projet),), scenarios=tuple(_scenario(projet, i) for i in range(5)))


def write_habite(path: Path) -> None:
    """Writes it in a new file, with frozen states and a Corbeille."""
    projet = make_habite()
    database = Database.create(path)
    database.execute("Écrire le projet de mesure", import_projet, projet, moment=MOMENT)
    for i in range(4):
        octets = freeze(replace(projet, fiches=projet.fiches[i:]))
        database.execute("Figer", add_version, f"État n° {i}", octets, moment=MOMENT + timedelta(days=i))
    database.execute("Supprimer", remove_fiches, [f.uid for f in projet.fiches[FICHES - 20 :]], moment=MOMENT)
    database.close()


def _organisme(organisme: Organisme, i: int) -> Organisme:
    contacts = tuple(
        Contact(uid=Uid(f"contact-{i}-{j}"), nom=f"Personne {i}-{j}", courriel=f"p{i}.{j}@exemple.fr")
        for j in range(1 + i % 4)
    )
    echanges = tuple(
        Echange(uid=Uid(f"echange-{i}-{j}"), jour=JOUR - timedelta(days=7 * j + i), objet=f"Point n° {j}")
        for j in range(i % 6)
    )
    return replace(organisme, contacts=contacts, echanges=echanges)


def _fiche(fiche: FicheAction, i: int) -> FicheAction:
    if i >= PAYEES:
        return fiche
    (operation,) = fiche.operations
    marche = Marche(uid=Uid(f"marche-{i}"), numero=f"2025-{i}", objet="Travaux", montant_ht=Decimal(60_000))
    factures = tuple(
        Facture(
            uid=Uid(f"facture-{i}-{j}"),
            marche=marche.uid,
            numero=f"F{i}-{j}",
            date_facture=date(2026, 1, 5) + timedelta(days=20 * j),
            montant_ht=Decimal(4_000 + 13 * i + j),
        )
        for j in range(8)
    )
    return replace(fiche, operations=(replace(operation, marches=(marche,), factures=factures),))


def _demande(demande: Demande, i: int) -> Demande:
    pieces = tuple(
        PieceDemande(uid=Uid(f"piece-{i}-{j}"), intitule=f"Pièce ajoutée n° {j}", etat=list(EtatPiece)[j])
        for j in range(4)
    )
    reponse = ReponseDemande(uid=Uid(f"reponse-{i}"), champ="presentation", texte="Ce qui est prévu. " * 20)
    return replace(demande, pieces=pieces, reponses=(reponse,))


def _instance(projet: Projet) -> Instance:
    (instance,) = projet.instances
    membres = tuple(
        Membre(uid=Uid(f"membre-{i}"), organisme=o.uid, contact=o.contacts[0].uid)
        for i, o in enumerate(projet.organismes[:24])
    )
    reunions = tuple(_reunion(projet, membres, reunion, i) for i, reunion in enumerate(instance.reunions))
    return replace(instance, intitule="Comité technique", membres=membres, reunions=reunions)


def _reunion(projet: Projet, membres: tuple[Membre, ...], reunion: Reunion, i: int) -> Reunion:
    return replace(
        reunion,
        ordre_du_jour="1. Point d’avancement\n2. Questions diverses",
        presences=tuple(Presence(uid=Uid(f"presence-{i}-{m.uid}"), membre=m.uid) for m in membres),
        decisions=tuple(
            Decision(uid=Uid(f"decision-{i}-{j}"), intitule=f"Décision {i}-{j}", fiche=projet.fiches[5 * i + j].uid)
            for j in range(5)
        ),
    )


def _scenario(projet: Projet, i: int) -> Scenario:
    financements = [f.operations[0].financements[j].uid for f in projet.fiches[i : i + 12] for j in range(2)]
    ecarts = tuple(
        Ecart(uid=Uid(f"ecart-{i}-{j}"), genre=GenreEcart.FINANCEMENT, objet=uid, champ="etat", valeur="refuse")
        for j, uid in enumerate(financements)
    )
    return Scenario(uid=Uid(f"scenario-{i}"), intitule=f"Sans l’État n° {i}", ecarts=ecarts)
