"""« Calendrier des échéances »: what nobody may sign yet, what is late, then what each month brings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.echeances.garde import Garde
from models.domain.formats import format_date, format_date_longue, format_mois
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.tree import (
    BLANK,
    Block,
    Column,
    Document,
    Heading,
    NewSection,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
    Title,
)

TITRE: Final = "Calendrier des échéances"
_GARDES: Final = "Ne rien signer encore"
_RETARD: Final = "En retard"
_FEUILLE: Final = PageFormat.A4_LANDSCAPE
_COLONNES: Final = (
    Column("Date", 62),
    Column("Échéance", 250),
    Column("Concerne", 240),
    Column("Nature", 76),
    Column("Source", 150),
)


def build_calendrier(
    projet: Projet,
    echeances: Iterable[EcheanceCalculee],
    gardes: Iterable[Garde],
    *,
    aujourd_hui: date,
    brouillon: bool = True,
    par_feuille: bool = False,
) -> Document:
    """What is still to be watched, from the latest delay to the furthest month; what is done or set aside is not.

    Args:
        projet: whose échéances they are.
        echeances: all of them, by day.
        gardes: what must be awaited before anything is signed.
        aujourd_hui: day of the edition.
        brouillon: whether the pages bear the mark.
        par_feuille: whether each table stands on a sheet of its own, as a workbook wants it.
    """
    sujet = f"Situation au {format_date_longue(aujourd_hui)}"
    return Document(
        titre="\u00a0: ".join(filter(None, (TITRE, projet.territoire.nom))),
        sujet=sujet,
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=_FEUILLE,
        blocks=tuple(_blocks(sujet, tuple(gardes), [e for e in echeances if e.ouverte], par_feuille=par_feuille)),
    )


def _blocks(
    sujet: str, gardes: Sequence[Garde], ouvertes: Sequence[EcheanceCalculee], *, par_feuille: bool
) -> Iterator[Block]:
    if not par_feuille:
        yield Title(TITRE, subtitle=sujet)
    if gardes:
        yield NewSection(_FEUILLE, _GARDES) if par_feuille else Heading(2, _GARDES)
        yield _table_gardes(gardes)
    if par_feuille or gardes:
        yield NewSection(_FEUILLE, "Échéances") if par_feuille else Heading(2, "Échéances")
    if ouvertes:
        yield _table_echeances(ouvertes)
    else:
        yield Paragraph((Run("Aucune échéance n’est à suivre."),), ParagraphKind.MISSING)


def _table_gardes(gardes: Sequence[Garde]) -> Table:
    rows = tuple(Row((garde.message, garde.objet.libelle, garde.source or None)) for garde in gardes)
    columns = (Column("Avant quoi", 290), Column("Concerne", 280), Column("Source", 210))
    return Table(columns, rows, "Opérations pour lesquelles rien ne doit encore être signé")


def _table_echeances(ouvertes: Sequence[EcheanceCalculee]) -> Table:
    rows: list[Row] = []
    tard = [e for e in ouvertes if e.etat is EtatEcheance.RETARD]
    for titre, groupe in (
        (_RETARD, tard),
        *((mois, tuple(g)) for mois, g in groupby((e for e in ouvertes if e not in tard), key=_mois)),
    ):
        if groupe:
            rows.append(Row((titre, *[BLANK] * (len(_COLONNES) - 1)), RowKind.GROUP))
            rows.extend(_rangee(echeance) for echeance in groupe)
    return Table(_COLONNES, tuple(rows), "Échéances à suivre, par mois")


def _mois(echeance: EcheanceCalculee) -> str:
    return format_mois(echeance.jour).capitalize()


def _rangee(echeance: EcheanceCalculee) -> Row:
    fin = f"jusqu’au {format_date(echeance.fin)}" if echeance.fin else ""
    quoi = " – ".join(filter(None, (echeance.intitule, fin, echeance.precision)))
    return Row(
        (
            echeance.jour,
            quoi,
            echeance.objet.libelle or BLANK,
            echeance.nature.libelle,
            echeance.source or BLANK,
        ),
        key=echeance.cle,
    )
