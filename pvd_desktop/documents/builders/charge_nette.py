"""« Charge nette et encaissements »: what each year costs in the end, and when the money comes in."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.bareme import bareme_effectif
from models.domain.maquettes.charge_nette import ChargeAnnee, ChargeNette, charge_nette
from models.domain.maquettes.regroupement import Regroupement, regrouper
from models.domain.projet import Projet
from models.referentiel.bareme import load_bareme
from pvd_desktop.documents.builders.encaissements import table_encaissements, table_prevu_realise
from pvd_desktop.documents.builders.plan_financement import RETENU, note
from pvd_desktop.documents.builders.programmation import FORMAT, IDENTITE, build_document, identite
from pvd_desktop.documents.formulas import Cell, Difference, Formula, Sum
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

TITRE: Final = "Charge nette et encaissements"
SANS_ANNEE: Final = "Sans année, ou non daté"
_MONTANT: Final = 80
_AVANT: Final = Difference(Cell("depenses"), Sum((Cell("aides"), Cell("prive"), Cell("fctva"))))
_CHARGE: Final = Sum((Difference(Cell("avant"), Cell("emprunts")), Cell("remboursements")))
_COLONNES: Final[tuple[tuple[str, str, str, Formula | None], ...]] = (
    ("Dépenses TTC", "Ce qui sort", "depenses", None),
    ("Aides", "Ce qui entre", "aides", None),
    ("Privé", "Ce qui entre", "prive", None),
    ("FCTVA", "Ce qui entre", "fctva", None),
    ("Avant emprunt", "À la charge du maître d’ouvrage", "avant", _AVANT),
    ("Emprunts", "À la charge du maître d’ouvrage", "emprunts", None),
    ("Annuités", "À la charge du maître d’ouvrage", "remboursements", None),
    ("Charge nette", "À la charge du maître d’ouvrage", "charge", _CHARGE),
)
_ENVELOPPE: Final[tuple[tuple[str, str, str, Formula | None], ...]] = (
    ("Enveloppe", "Comparaison", "enveloppe", None),
    ("Marge", "Comparaison", "marge", Difference(Cell("enveloppe"), Cell("charge"))),
)


def build_charge_nette(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The charge nette of the project and of each bearer, then the years of its money."""
    sujet = "Charge nette par an, encaissements, prévu et réalisé"
    return build_document(
        projet, TITRE, sujet, _blocks(projet, aujourd_hui), aujourd_hui=aujourd_hui, brouillon=brouillon
    )


def read_charge(projet: Projet, jour: date) -> ChargeNette:
    """The charge nette with the rate of the FCTVA in force, or the one the project adapted."""
    bareme = bareme_effectif(load_bareme(), projet.parametres_locaux)
    return charge_nette(projet, taux=bareme.parametre("taux_fctva", jour).valeur)


def table_charge(charge: ChargeNette, *, enveloppes: bool = True) -> Table | None:
    """A row per year, what has none, and the total; ``None`` when there is no year and no amount."""
    rows = [Row((str(une.annee), *_chiffres(une, enveloppes=enveloppes))) for une in charge.annees]
    if charge.sans_annee != ChargeAnnee():
        rows.append(Row((SANS_ANNEE, *_chiffres(charge.sans_annee), *[BLANK] * (2 * enveloppes))))
    if not rows:
        return None
    marge = (_connu(charge.plafond), _connu(charge.marge)) if enveloppes else ()
    rows.append(Row(("Total", *_chiffres(charge.total), *marge), RowKind.TOTAL, tuple(range(len(rows)))))
    colonnes = (*_COLONNES, *(_ENVELOPPE if enveloppes else ()))
    columns = (
        Column("Année", 130, key="annee"),
        *(Column(titre, _MONTANT, Align.NUMBER, groupe, cle, formule) for titre, groupe, cle, formule in colonnes),
    )
    return Table(columns, tuple(rows), "Charge nette par année")


def table_reserves(projet: Projet, charge: ChargeNette) -> Table | None:
    """The operations whose figures are not exact, and why."""
    if not charge.reserves:
        return None
    rows = tuple(
        Row(
            (*identite(projet, (une.fiche, une.operation)), " · ".join(raison.libelle for raison in une.raisons)),
            key=une.operation.uid,
        )
        for une in charge.reserves
    )
    return Table((*IDENTITE, Column("Ce qui manque", 300)), rows, "Opérations dont la charge nette n’est pas exacte")


def _blocks(projet: Projet, jour: date) -> Iterator[Block]:
    charge = read_charge(projet, jour)
    yield NewSection(FORMAT, "Charge nette")
    yield Heading(1, "Charge nette par an", running=TITRE)
    yield Notice(text_runs("previsionnel"))
    table = table_charge(charge)
    if table is None:
        yield Paragraph((Run("Ce projet ne compte encore ni dépense ni financement."),), ParagraphKind.MISSING)
        return
    yield table
    yield from _notes()
    if any(une.enveloppe for une in charge.annees):
        yield note("Marge\u00a0: ce que l’enveloppe laisse. Son total ne compte que les années qui ont une enveloppe.")
    if (reserves := table_reserves(projet, charge)) is not None:
        yield Heading(2, "Ce qui n’est pas encore connu")
        yield reserves
    yield from _par_porteur(projet, jour)
    yield from _annees(projet)


def _notes() -> Iterator[Block]:
    yield note(
        "Charge nette\u00a0: dépenses TTC, à leur année de programmation (HT quand l’opération déduit sa TVA), moins "
        "les aides et le privé encaissés ou attendus cette année-là, moins le FCTVA qui revient, moins les emprunts "
        "reçus, plus leurs annuités, capital et intérêts, telles qu’elles sont écrites sur chaque prêt. Une charge "
        "négative est une année qui reçoit plus qu’elle ne paie."
    )
    yield note(
        "FCTVA\u00a0: estimé sur les dépenses d’investissement qui portent la TVA, versé selon le régime du maître "
        "d’ouvrage (L.\u00a01615-6 du CGCT)\u00a0; il n’entre jamais dans le plan de financement."
    )


def _par_porteur(projet: Projet, jour: date) -> Iterator[Block]:
    """Each bearer votes its own budget: the envelope of the project is not compared with a part of it."""
    groupes = regrouper(projet, Regroupement.MAITRE_OUVRAGE)
    if len(groupes) < 2:
        return
    yield NewSection(FORMAT, "Charge par maître d’ouvrage")
    yield Heading(1, "Charge nette par maître d’ouvrage", running=TITRE)
    yield Notice(text_runs("previsionnel"))
    for groupe in groupes:
        table = table_charge(read_charge(groupe.restrict(projet), jour), enveloppes=False)
        if table is not None:
            yield Heading(2, groupe.intitule)
            yield table


def _annees(projet: Projet) -> Iterator[Block]:
    encaissements, prets = table_encaissements(projet), table_encaissements(projet, prets=True)
    if encaissements or prets:
        yield NewSection(FORMAT, "Encaissements")
        yield Heading(1, "Par année d’encaissement", running=TITRE)
        yield Notice(text_runs("previsionnel"))
    if encaissements:
        yield encaissements
        yield note(RETENU)
        yield note(
            "Une année réunit les versements reçus cette année-là, ou attendus. Non daté\u00a0: ce qu’aucun versement "
            "ne date encore\u00a0; les années et le non daté font toujours le retenu."
        )
    if prets:
        yield Heading(2, "À part\u00a0: prêts et avances remboursables")
        yield prets
    if (prevu := table_prevu_realise(projet)) is not None:
        yield NewSection(FORMAT, "Prévu et réalisé")
        yield Heading(1, "Prévu et réalisé, par année de programmation", running=TITRE)
        yield Notice(text_runs("previsionnel"))
        yield prevu
        yield note("Aides publiques seules. Réalisé\u00a0: ce qui a vraiment été engagé, quand quelqu’un l’a noté.")


def _chiffres(une: ChargeAnnee, *, enveloppes: bool = False) -> tuple[Value, ...]:
    entrees = (_venu(une.aides), _venu(une.prive), _venu(une.fctva))
    comparaison = (Euros(une.plafond), _connu(une.marge)) if enveloppes else ()
    charge = (Euros(une.avant_emprunt), _venu(une.emprunts), _venu(une.remboursements), Euros(une.charge))
    return (Euros(une.depenses), *entrees, *charge, *comparaison)


def _venu(montant: Decimal) -> Value:
    """What comes in; nothing where nothing does."""
    return Euros(montant) if montant else BLANK


def _connu(montant: Decimal | None) -> Value:
    return BLANK if montant is None else Euros(montant)
