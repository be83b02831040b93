"""A large project, the same at each run: N fiches of fifteen children each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from models.commands.importation import import_projet
from models.domain.fiche_action import FicheAction, Partenaire, Phase, Suivi
from models.domain.organisme import Organisme
from models.domain.orientation import Indicateur, Orientation
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    Meteo,
    NatureFinancement,
    PosteDepense,
    Priorite,
    RolePartenaire,
    StatutAction,
    TypeOrganisme,
)
from models.store.database import Database

MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DISPOSITIFS = ("DETR", "DSIL", "Fonds vert", "Région centre-bourg", "Fonds de concours")
ETATS = tuple(EtatFinancement)
ORIENTATIONS = 8


def _uid(*rangs: int) -> Uid:
    numero = 0
    for rang in rangs:
        numero = numero * 1009 + rang + 1
    return Uid(str(UUID(int=numero)))


def make_projet(fiches: int) -> Projet:
    """A project of ``fiches`` actions, each with one operation and fourteen lines."""
    organismes = tuple(
        Organisme(uid=_uid(1, i), nom=f"Organisme n° {i}", type=list(TypeOrganisme)[i % len(TypeOrganisme)])
        for i in range(40)
    )
    orientations = tuple(
        Orientation(uid=_uid(2, i), numero=str(i + 1), intitule=f"Orientation n° {i + 1}") for i in range(ORIENTATIONS)
    )
    return Projet(
        territoire=Territoire(uid=_uid(0), nom="Grande ville de mesure", date_convention=date(2023, 1, 27)),
        organismes=organismes,
        orientations=orientations,
        fiches=tuple(_fiche(i, organismes, orientations) for i in range(fiches)),
    )


def _fiche(i: int, organismes: tuple[Organisme, ...], orientations: tuple[Orientation, ...]) -> FicheAction:
    depenses = tuple(
        Depense(
            uid=_uid(3, i, j),
            poste=list(PosteDepense)[j],
            intitule=f"Dépense {j}",
            annee=2023 + (i + j) % 6,
            montant_ht=Decimal(10_000 + 37 * i + 1000 * j),
            taux_tva=Decimal("0.2"),
        )
        for j in range(4)
    )
    financements = tuple(
        Financement(
            uid=_uid(4, i, j),
            financeur=organismes[(i + j) % len(organismes)].uid,
            dispositif=DISPOSITIFS[j],
            nature=NatureFinancement.FONDS_CONCOURS if j == 4 else NatureFinancement.SUBVENTION,
            taux=Decimal("0.15"),
            montant_demande=Decimal(6_000 + 11 * i),
            montant_accorde=Decimal(5_500 + 11 * i),
            etat=ETATS[(i + j) % len(ETATS)],
            annee=2023 + (i + j) % 6,
        )
        for j in range(5)
    )
    return FicheAction(
        uid=_uid(5, i),
        numero=f"{i % ORIENTATIONS + 1}.{i // ORIENTATIONS + 1}",
        intitule=f"Réhabiliter l’îlot n° {i} du centre ancien et ses abords",
        orientation=orientations[i % ORIENTATIONS].uid,
        statut=list(StatutAction)[i % len(StatutAction)],
        priorite=list(Priorite)[i % 3],
        description=f"Contexte et objectifs de l’action n° {i}. " * 12,
        operations=(
            Operation(
                uid=_uid(6, i),
                maitre_ouvrage=organismes[i % len(organismes)].uid,
                part_decidee=Decimal(12_000) if i % 3 else None,
                depenses=depenses,
                financements=financements,
            ),
        ),
        phases=tuple(
            Phase(uid=_uid(7, i, j), intitule=f"Phase {j}", debut=date(2024 + j, 1, 8), fin=date(2024 + j, 12, 18))
            for j in range(3)
        ),
        partenaires=(
            Partenaire(
                uid=_uid(8, i), organisme=organismes[(i + 7) % len(organismes)].uid, role=RolePartenaire.ASSOCIE
            ),
        ),
        indicateurs=(Indicateur(uid=_uid(9, i), intitule="Logements remis sur le marché", cible=str(i)),),
        suivi=Suivi(meteo=list(Meteo)[i % 4], prochaine_etape="Revoir le plan de financement"),
    )


def write_projet(path: Path, fiches: int) -> None:
    """Writes the large project in a new file."""
    database = Database.create(path)
    database.execute("Écrire le projet de mesure", import_projet, make_projet(fiches), moment=MOMENT)
    database.close()
