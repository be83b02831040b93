"""Acts on the identity of the project: territory, communes, secteurs d'intervention, diagnostic."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity, place
from models.domain.grammaire import enumerer
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.domain.vocabulaire import NaturePlan
from models.entities.aggregats import (
    COMMUNE,
    INDICATEUR_DIAGNOSTIC,
    PLAN_SECTEUR,
    SECTEUR,
    SECTION_DIAGNOSTIC,
    TERRITOIRE,
    Aggregat,
)
from models.entities.base import table_of
from models.entities.territoire import (
    CommuneEntity,
    IndicateurDiagnosticEntity,
    PlanSecteurEntity,
    SecteurEntity,
    SectionDiagnosticEntity,
    TerritoireEntity,
)
from models.referentiel.communes import CommuneOfficielle, find_commune
from models.store.contenus import keep_fichier


def update_territoire(session: Session, **champs: Any) -> None:
    """Changes fields of the territory; embedded ones carry a prefix, as ``epci_nom``."""
    assign(session, TERRITOIRE, _territoire(session), champs)


def add_commune(session: Session, **champs: Any) -> Uid:
    """Adds a commune at the end."""
    return _add(session, COMMUNE, champs).uid


def update_commune(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a commune."""
    assign(session, COMMUNE, get_entity(session, CommuneEntity, uid), champs)


def choose_commune(session: Session, uid: Uid | None, officielle: CommuneOfficielle) -> Uid:
    """Says which commune it is, and gives the territory what it lacks: one act, since the person chose one thing.

    Args:
        session: the one of the act.
        uid: the commune that ``officielle`` replaces; its role and its secteurs stay. A new one without it.
        officielle: the commune as the code officiel géographique knows it.

    Returns:
        The identity of the commune.
    """
    avant = _lieux(session)
    commune = _add(session, COMMUNE, {}) if uid is None else get_entity(session, CommuneEntity, uid)
    champs = {nom: getattr(officielle, nom) for nom in ("nom", "code_insee", "population")}
    assign(session, COMMUNE, commune, champs)
    territoire = _territoire(session)
    for manque in (
        {"nom": officielle.nom},
        # The two go together: a name beside the SIREN of another would lie.
        {"epci_siren": officielle.epci.siren, "epci_nom": officielle.epci.nom},
    ):
        if not any(getattr(territoire, nom) for nom in manque):
            assign(session, TERRITOIRE, territoire, manque)
    session.flush()
    for nom, lieux in _lieux(session).items():
        # What somebody wrote in their own words stays.
        if getattr(territoire, nom) in {"", enumerer(avant[nom])}:
            assign(session, TERRITOIRE, territoire, {nom: enumerer(lieux)})
    return commune.uid


def move_commune(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a commune its place among the others."""
    place(_soeurs(session, COMMUNE), get_entity(session, CommuneEntity, uid), position)


def remove_commune(session: Session, uid: Uid) -> None:
    """Takes a commune out, of the fiches and secteurs too."""
    delete_with_children(session, COMMUNE, (get_entity(session, CommuneEntity, uid),))


def add_secteur(session: Session, **champs: Any) -> Uid:
    """Adds a secteur d'intervention at the end."""
    return _add(session, SECTEUR, champs).uid


def update_secteur(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a secteur."""
    assign(session, SECTEUR, get_entity(session, SecteurEntity, uid), champs)


def move_secteur(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a secteur its place among the others, which is its number in the convention."""
    place(_soeurs(session, SECTEUR), get_entity(session, SecteurEntity, uid), position)


def remove_secteur(session: Session, uid: Uid) -> None:
    """Takes a secteur out, of the fiches too."""
    delete_with_children(session, SECTEUR, (get_entity(session, SecteurEntity, uid),))


def add_plans(session: Session, secteur: Uid, plans: Sequence[tuple[Fichier, NaturePlan]]) -> tuple[Uid, ...]:
    """Joins outlines and plans to a secteur, each with what it is."""
    proprietaire = get_entity(session, SecteurEntity, secteur)
    return tuple(
        add_entity(
            session,
            PLAN_SECTEUR,
            {"nature": nature, "intitule": fichier.intitule, **keep_fichier(session, fichier)},
            secteur_id=proprietaire.id,
        ).uid
        for fichier, nature in plans
    )


def update_plan(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what is said of a plan."""
    assign(session, PLAN_SECTEUR, get_entity(session, PlanSecteurEntity, uid), champs)


def remove_plan(session: Session, uid: Uid) -> None:
    """Takes a plan out."""
    delete_with_children(session, PLAN_SECTEUR, (get_entity(session, PlanSecteurEntity, uid),))


def add_section(session: Session, **champs: Any) -> Uid:
    """Adds a section of the diagnostic at the end."""
    return _add(session, SECTION_DIAGNOSTIC, champs).uid


def update_section(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a section of the diagnostic."""
    assign(session, SECTION_DIAGNOSTIC, get_entity(session, SectionDiagnosticEntity, uid), champs)


def move_section(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a section its place in the diagnostic."""
    place(_soeurs(session, SECTION_DIAGNOSTIC), get_entity(session, SectionDiagnosticEntity, uid), position)


def remove_section(session: Session, uid: Uid) -> None:
    """Deletes a section of the diagnostic."""
    delete_with_children(session, SECTION_DIAGNOSTIC, (get_entity(session, SectionDiagnosticEntity, uid),))


def add_indicateurs_diagnostic(session: Session, section: Uid, lignes: Sequence[Mapping[str, Any]]) -> tuple[Uid, ...]:
    """Adds figures at the end of a section, in one act whatever their number."""
    proprietaire = get_entity(session, SectionDiagnosticEntity, section)
    return tuple(add_entity(session, INDICATEUR_DIAGNOSTIC, ligne, section_id=proprietaire.id).uid for ligne in lignes)


def update_indicateur_diagnostic(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a figure."""
    assign(session, INDICATEUR_DIAGNOSTIC, get_entity(session, IndicateurDiagnosticEntity, uid), champs)


def move_indicateur_diagnostic(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a figure its place in its section."""
    indicateur = get_entity(session, IndicateurDiagnosticEntity, uid)
    soeurs = [i for i in _soeurs(session, INDICATEUR_DIAGNOSTIC) if i.section_id == indicateur.section_id]
    place(soeurs, indicateur, position)


def remove_indicateur_diagnostic(session: Session, uid: Uid) -> None:
    """Deletes a figure."""
    delete_with_children(session, INDICATEUR_DIAGNOSTIC, (get_entity(session, IndicateurDiagnosticEntity, uid),))


def _territoire(session: Session) -> TerritoireEntity:
    return session.scalars(select(TerritoireEntity)).one()


def _lieux(session: Session) -> dict[str, list[str]]:
    """The départements and the régions of the communes, each once: an intercommunalité may spread over several."""
    trouvees = [find_commune(commune.code_insee) for commune in _soeurs(session, COMMUNE)]
    communes = [trouvee.commune for trouvee in trouvees if trouvee is not None]
    return {nom: list(dict.fromkeys(getattr(c, nom) for c in communes)) for nom in ("departement", "region")}


def _add(session: Session, aggregat: Aggregat, champs: Mapping[str, Any]) -> Any:
    return add_entity(session, aggregat, champs, territoire_id=_territoire(session).id)


def _soeurs(session: Session, aggregat: Aggregat) -> Sequence[Any]:
    table = table_of(aggregat.entite)
    return session.scalars(select(aggregat.entite).order_by(table.c.rang, table.c.id)).all()
