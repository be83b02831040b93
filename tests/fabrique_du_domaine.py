"""Snapshots for tests, with one organisme of each type and the barème of reference."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.domain.bareme import Bareme
from models.domain.fiche_action import FicheAction
from models.domain.organisme import Organisme
from models.domain.orientation import Orientation
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.verification import verifier_fiche
from models.domain.uids import Uid
from models.domain.vocabulaire import RegimeOrt, StatutAction, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

AUJOURD_HUI = date(2026, 11, 21)
ORGANISMES = {t: Organisme(uid=Uid(f"org-{t}"), nom=t.libelle, type=t) for t in TypeOrganisme}
ORIENTATION = Orientation(uid=Uid("ori-1"), numero="1", intitule="Habiter le centre")


def organisme(type_organisme: TypeOrganisme) -> Uid:
    """Uid of the organisme of that type."""
    return ORGANISMES[type_organisme].uid


def euros(texte: str | int) -> Decimal:
    """Amount from « 1234.50 »."""
    return Decimal(texte)


def depense(montant: str | int, **champs: object) -> Depense:
    """A dépense of that many euros HT."""
    return replace(Depense(montant_ht=euros(montant)), **champs)


def financement(dispositif: str, montant: str | int, **champs: object) -> Financement:
    """A line asked for that many euros."""
    return replace(Financement(dispositif=dispositif, montant_demande=euros(montant)), **champs)


def operation(*, cout: str | int | None = None, **champs: object) -> Operation:
    """An operation of a commune; ``cout`` makes one dépense of it."""
    depenses = () if cout is None else (depense(cout),)
    base = Operation(maitre_ouvrage=organisme(TypeOrganisme.COMMUNE), depenses=depenses)
    return replace(base, **champs)


def fiche(*operations: Operation, **champs: object) -> FicheAction:
    """A fiche inscrite, in the orientation of the project."""
    base = FicheAction(
        uid=Uid("fiche-1"),
        numero="1.1",
        intitule="Halle",
        orientation=ORIENTATION.uid,
        statut=StatutAction.INSCRITE,
        operations=operations,
    )
    return replace(base, **champs)


def projet(*fiches: FicheAction, **champs: object) -> Projet:
    """A project without ORT, so that a test says only what it is about."""
    base = Projet(organismes=tuple(ORGANISMES.values()), orientations=(ORIENTATION,), fiches=fiches)
    return replace(replace(base, territoire=replace(base.territoire, regime_ort=RegimeOrt.SANS_ORT)), **champs)


def points(
    une: FicheAction, *, dans: Projet | None = None, jour: date = AUJOURD_HUI, bareme: Bareme | None = None
) -> tuple[Constat, ...]:
    """Points à vérifier of a fiche."""
    return verifier_fiche(une, dans or projet(une), bareme or load_bareme(), load_dispositifs(), jour)


def codes(constats: Iterable[Constat]) -> list[str]:
    """Their codes, in order."""
    return [constat.code for constat in constats]


def lisible(texte: str) -> str:
    """The text with plain spaces, to compare it with what a test wrote."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ")
