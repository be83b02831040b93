"""What the documents of the programming share: their sheet, their mention, the rows of operations under groups."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from models.domain.maquettes.regroupement import Groupe, Place
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import MENTION, SANS_NOM, entete, maitre_ouvrage
from pvd_desktop.documents.tree import BLANK, Block, Column, Document, PageFormat, Row, RowKind, Value

FORMAT = PageFormat.A3_LANDSCAPE
IDENTITE = (Column("N°", 26), Column("Action, opération", 190), Column("Maître d’ouvrage", 120))

Chiffrer: TypeAlias = Callable[[Sequence[Place]], tuple[Value, ...] | None]
"""The figures of some operations together; ``None`` when there is nothing to say of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Titres:
    """What the sums of a table are called."""

    groupe: str = "Total"
    total: str = "Total"


def build_document(
    projet: Projet, titre: str, sujet: str, blocks: Iterable[Block], *, aujourd_hui: date, brouillon: bool
) -> Document:
    """A document of the programming: wide sheets that say they promise nothing."""
    return Document(
        titre="\u00a0: ".join(filter(None, (titre, projet.territoire.nom))),
        sujet=sujet,
        auteur=projet.territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=FORMAT,
        blocks=tuple(blocks),
    )


def nom_operation(place: Place) -> str:
    """« Halle », and its operation when the action has several."""
    fiche, operation = place
    nom = fiche.intitule or SANS_NOM
    if operation is None or len(fiche.operations) < 2:
        return nom
    return f"{nom}\u00a0– {operation.intitule or f'opération {_rang(fiche.operations, operation)}'}"


def identite(projet: Projet, place: Place) -> tuple[Value, ...]:
    """The first cells of the row of an operation."""
    fiche, operation = place
    porteur = maitre_ouvrage(projet, operation) if operation else ""
    return (fiche.numero or None, nom_operation(place), porteur or "")


def cle(place: Place) -> str:
    """What the row of an operation shows."""
    fiche, operation = place
    return operation.uid if operation else fiche.uid


def rows_groupes(projet: Projet, groupes: Iterable[Groupe], chiffrer: Chiffrer, titres: Titres) -> tuple[Row, ...]:
    """The operations that have figures under the titles of their groups, the sum of each, and the total."""
    rows: list[Row] = []
    totaux: list[int] = []
    comptees: list[Place] = []
    for groupe in groupes:
        lignes = [(place, chiffres) for place in groupe.places if (chiffres := chiffrer((place,))) is not None]
        if not lignes:
            continue
        places = [place for place, _ in lignes]
        vides = [BLANK] * (len(IDENTITE) - 1 + len(lignes[0][1]))
        rows.append(Row((groupe.intitule, *vides), RowKind.GROUP))
        premier = len(rows)
        rows.extend(Row((*identite(projet, place), *chiffres), key=cle(place)) for place, chiffres in lignes)
        sommes = tuple(range(premier, len(rows)))
        totaux.append(len(rows))
        rows.append(Row((BLANK, titres.groupe, BLANK, *(chiffrer(places) or ())), RowKind.SUBTOTAL, sommes))
        comptees += places
    if comptees:
        rows.append(Row((BLANK, titres.total, BLANK, *(chiffrer(comptees) or ())), RowKind.TOTAL, tuple(totaux)))
    return tuple(rows)


def _rang(operations: Sequence[Operation], operation: Operation) -> int:
    return next(rang for rang, une in enumerate(operations, 1) if une.uid == operation.uid)
