"""« Tableau trimestriel »: where each action stands, in a line, and what the quarter to come brings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from models.domain.echeances import EcheanceCalculee
from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.formats import format_date, format_date_longue
from models.domain.maquettes.encaissements import additionner_encaissements, somme_encaissements
from models.domain.maquettes.financeurs import Bloc
from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.builders.maquette_tableaux import libelle_base
from pvd_desktop.documents.builders.plan_financement import notes_non_chiffrees
from pvd_desktop.documents.builders.programmation import FORMAT, build_document
from pvd_desktop.documents.builders.tableau_bord import chiffres_cles
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    Heading,
    NewSection,
    Notice,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
    Value,
)

TITRE: Final = "Tableau trimestriel"
_HORIZON: Final = timedelta(days=92)
_MONTANT: Final = 66
_AIDES: Final = frozenset({Bloc.AIDES})
_SANS_ORIENTATION: Final = "Actions sans orientation"
_MONTANTS: Final = ("cout", "acquis", "sollicite", "a_solliciter", "a_trouver")


def build_trimestriel(
    projet: Projet, echeances: Iterable[EcheanceCalculee], *, aujourd_hui: date, brouillon: bool = True
) -> Document:
    """The living actions by orientation, then the échéances that are late and those of the three months to come."""
    sujet = f"Avancement des actions au {format_date_longue(aujourd_hui)}"
    blocks = _blocks(projet, tuple(echeances), aujourd_hui)
    return build_document(projet, TITRE, sujet, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def table_actions(projet: Projet) -> Table | None:
    """A row an action, the sums of each orientation; ``None`` when no action lives."""
    rows: list[Row] = []
    sommes: list[int] = []
    for orientation, fiches in projet.fiches_par_orientation():
        vivantes = [f for f in fiches if f.statut.est_vivant]
        if not vivantes:
            continue
        titre = orientation.titre if orientation else _SANS_ORIENTATION
        rows.append(Row((titre, *[BLANK] * (len(_COLONNES) - 1)), RowKind.GROUP))
        premier = len(rows)
        rows.extend(_action(projet, fiche) for fiche in vivantes)
        sommes.append(len(rows))
        rows.append(_somme("Total de l’orientation", vivantes, RowKind.SUBTOTAL, range(premier, len(rows))))
    if not rows:
        return None
    rows.append(_somme("Total", projet.fiches, RowKind.TOTAL, sommes))
    return Table(_columns(projet.totaux), tuple(rows), "Avancement de chaque action", frozen=2)


def table_echeances(echeances: Iterable[EcheanceCalculee], aujourd_hui: date) -> Table | None:
    """What is late, then what the three months to come bring, by day."""
    limite = aujourd_hui + _HORIZON
    rows = [
        Row((e.jour, e.etat.libelle, e.intitule, e.objet.libelle or None, e.source or None))
        for e in echeances
        if e.ouverte and e.jour <= limite
    ]
    if not rows:
        return None
    columns = (
        Column("Date", 62),
        Column("État", 60),
        Column("Échéance", 210),
        Column("Sur", 250),
        Column("Source", 150),
    )
    return Table(columns, tuple(rows), "Échéances en retard et des trois mois à venir")


_COLONNES: Final = (
    Column("N°", 28),
    Column("Action", 150),
    Column("Maître d’ouvrage", 96),
    Column("Statut", 62),
    Column("Météo", 60),
    Column("Prochaine étape", 130),
    Column("Point bloquant", 120),
    Column("Coût", _MONTANT, Align.NUMBER, key="cout"),
    Column("Acquis", _MONTANT, Align.NUMBER, key="acquis"),
    Column("Sollicité", _MONTANT, Align.NUMBER, key="sollicite"),
    Column("À solliciter", _MONTANT, Align.NUMBER, key="a_solliciter"),
    Column("À trouver", _MONTANT, Align.NUMBER, key="a_trouver"),
    Column("Reçu", _MONTANT, Align.NUMBER, key="recu"),
)
_COUT: Final = 7
"""Place of the column whose title says the base of the amounts."""


def _blocks(projet: Projet, echeances: Sequence[EcheanceCalculee], aujourd_hui: date) -> Iterator[Block]:
    yield NewSection(FORMAT, "Actions")
    yield Heading(1, f"{TITRE}\u00a0: situation au {format_date_longue(aujourd_hui)}", running=TITRE)
    yield Notice(text_runs("previsionnel"))
    yield chiffres_cles(projet.totaux)
    table = table_actions(projet)
    yield table or _phrase("Aucune action n’est encore au plan.")
    yield from notes_non_chiffrees(projet)
    yield NewSection(FORMAT, "Échéances")
    yield Heading(1, "Échéances en retard et des trois mois à venir", running=TITRE)
    prochaines = table_echeances(echeances, aujourd_hui)
    yield prochaines or _phrase("Aucune échéance n’est attendue dans les trois mois à venir.")


def _columns(totaux: Totaux) -> tuple[Column, ...]:
    cout = replace(_COLONNES[_COUT], title=f"Coût {libelle_base(totaux.libelle_base)}")
    return (*_COLONNES[:_COUT], cout, *_COLONNES[_COUT + 1 :])


def _action(projet: Projet, fiche: FicheAction) -> Row:
    suivi = fiche.suivi
    porteurs = dict.fromkeys(projet.nom_organisme(o.maitre_ouvrage) for o in fiche.operations)
    etape = "\u00a0– ".join(filter(None, (suivi.prochaine_etape, suivi.prochaine_etape_qui)))
    if etape and suivi.prochaine_etape_date:
        etape = f"{etape}, {format_date(suivi.prochaine_etape_date)}"
    return Row(
        (
            fiche.numero or None,
            fiche.intitule or SANS_NOM,
            ", ".join(filter(None, porteurs)) or None,
            fiche.statut.libelle,
            suivi.meteo.libelle if suivi.meteo else None,
            etape or None,
            suivi.point_bloquant or None,
            *_montants(fiche.totaux, recu((fiche,))),
        ),
        key=fiche.uid,
    )


def _somme(titre: str, fiches: Iterable[FicheAction], genre: RowKind, rangs: Iterable[int]) -> Row:
    vivantes = [fiche for fiche in fiches if fiche.statut.est_vivant]
    montants = _montants(totaux_du_plan(vivantes), recu(vivantes))
    return Row((BLANK, titre, *[BLANK] * (_COUT - 2), *montants), genre, tuple(rangs))


def _montants(totaux: Totaux, verse: Decimal) -> tuple[Value, ...]:
    return (*(Euros(getattr(totaux, nom)) for nom in _MONTANTS), Euros(verse))


def recu(fiches: Iterable[FicheAction]) -> Decimal:
    """Euros of aides publiques already received by these actions."""
    operations = (operation for fiche in fiches for operation in fiche.operations)
    return additionner_encaissements(somme_encaissements(o, _AIDES) for o in operations).recu


def _phrase(texte: str) -> Paragraph:
    return Paragraph((Run(texte),), ParagraphKind.MISSING)
