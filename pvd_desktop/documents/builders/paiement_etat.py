"""The état récapitulatif des dépenses: every mandat of the operation, then postes and marchés, to be certified."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.demandes.situee import OperationSituee
from models.domain.formats import format_date, format_euros
from models.domain.paiement import Facture
from models.domain.paiements.depenses import DepenseMarche, EtatDepenses, montant_facture
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_mots import BLANC
from pvd_desktop.documents.builders.paiement_dossier import lignes_payees, sans_ligne
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.formulas import AtLeastZero, Cell, Difference
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Euros,
    Heading,
    KeepTogether,
    NewSection,
    PageFormat,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
    Value,
)

TITRE: Final = "État récapitulatif des dépenses"
_MONTANT: Final = 66


def etat_blocks(dossier: DossierDemande, *, par_feuille: bool = False) -> Iterator[Block]:
    """The whole document: one état for each operation; ``par_feuille`` gives each table its sheet."""
    vus: set[str] = set()
    for ligne in lignes_payees(dossier):
        if ligne.operation.operation.uid not in vus:
            vus.add(ligne.operation.operation.uid)
            yield from _etat(dossier, ligne.operation, ligne.etat, len(vus), par_feuille=par_feuille)
    if not vus:
        yield NewSection(PageFormat.A4_LANDSCAPE, "Mandats", " ")
        yield from sans_ligne(dossier, TITRE)


def _etat(
    dossier: DossierDemande, operation: OperationSituee, etat: EtatDepenses, rang: int, *, par_feuille: bool
) -> Iterator[Block]:
    suffixe = f" {rang}" if rang > 1 else ""
    yield NewSection(PageFormat.A4_LANDSCAPE, f"Mandats{suffixe}", " ")
    yield Heading(1, TITRE, overline=operation.titre, running=TITRE)
    base = etat.base.libelle
    yield Paragraph(
        (
            Run("Mandats émis jusqu’au "),
            Run(format_date(etat.jour), bold=True),
            Run(f" pour l’opération «\u00a0{operation.nom}\u00a0», portée par {dossier.organe.nom or BLANC}. "),
            Run(f"Montants en euros\u00a0; base déclarée\u00a0: {base}. Les avoirs sont en négatif."),
        )
    )
    if not etat.mandatees:
        yield absent("Aucune facture de cette opération n’est mandatée à ce jour.")
        return
    yield table_mandats(etat)
    yield from _reserves(etat)
    for titre, feuille, table in (
        ("Dépenses par poste", "Postes", table_postes(etat)),
        ("Dépenses par marché", "Marchés", table_marches(etat) if etat.marches else None),
    ):
        if table is None:
            continue
        if par_feuille:
            yield NewSection(PageFormat.A4_LANDSCAPE, f"{feuille}{suffixe}", " ")
            yield Heading(2, titre)
            yield table
        else:
            yield KeepTogether((Heading(2, titre), table))
    if par_feuille:
        yield NewSection(PageFormat.A4_LANDSCAPE, f"Certification{suffixe}", " ")
    yield _certification(dossier)


def table_mandats(etat: EtatDepenses) -> Table:
    """A row for each mandat, then what is eligible and what is not."""
    base = etat.base
    rows = [Row(_mandat(rang, facture, base), key=facture.uid) for rang, facture in enumerate(etat.mandatees, 1)]
    total = etat.total
    rows.append(
        Row(
            ("Total", *[BLANK] * 6, Euros(total.ht), Euros(total.ttc), Euros(etat.depense_reelle)),
            RowKind.TOTAL,
            tuple(range(len(rows))),
        )
    )
    return Table(
        (
            Column("N°", 34),
            Column("Mandat", 56),
            Column("Bordereau", 52),
            Column("Date", 58, Align.CENTER),
            Column("Fournisseur", 118),
            Column("Objet", 124),
            Column("Facture", 64),
            Column("Montant HT", _MONTANT, Align.NUMBER, key="ht"),
            Column("Montant TTC", _MONTANT, Align.NUMBER, key="ttc"),
            Column(f"Éligible {base.libelle}", _MONTANT, Align.NUMBER, key="eligible"),
        ),
        tuple(rows),
        "Mandats de l’opération, dans leur ordre",
    )


def table_postes(etat: EtatDepenses) -> Table:
    """What was planned and paid for each poste."""
    base = etat.base
    rows = [
        Row(
            (
                une.poste.libelle,
                Euros(une.prevu),
                Euros(une.paye.montant(base)),
                _ecart(une.prevu, une.paye.montant(base)),
            )
        )
        for une in etat.postes
    ]
    prevu = sum((une.prevu for une in etat.postes), Decimal(0))
    total = ("Total", Euros(prevu), Euros(etat.cout_reel), _ecart(prevu, etat.cout_reel))
    rows.append(Row(total, RowKind.TOTAL, tuple(range(len(rows)))))
    return Table(
        (
            Column("Poste", 240),
            Column(f"Prévu {base.libelle}", 110, Align.NUMBER, key="prevu"),
            Column(f"Mandaté {base.libelle}", 110, Align.NUMBER, key="mandate"),
            Column("Écart", 110, Align.NUMBER, key="ecart", formula=Difference(Cell("mandate"), Cell("prevu"))),
        ),
        tuple(rows),
        "Dépenses prévues et mandatées, par poste",
    )


def table_marches(etat: EtatDepenses) -> Table:
    """What each marché commits, and what was paid on it."""
    base = etat.base
    rows = [
        Row(
            (
                _nom_marche(une),
                une.marches[0].titulaire,
                Euros(une.engage),
                Euros(une.paye.montant(base)),
                Euros(une.reste),
                Euros(une.depassement) if une.depassement else None,
            )
        )
        for une in etat.marches
    ]
    hors = etat.hors_marche
    if hors.nombre:
        libelle = "Hors marché" if etat.marches else "Sans marché"
        rows.append(Row((libelle, None, None, Euros(hors.montant(base)), None, None)))
    return Table(
        (
            Column("Marché", 210),
            Column("Titulaire", 150),
            Column(f"Engagé {base.libelle}", 86, Align.NUMBER, key="engage"),
            Column(f"Mandaté {base.libelle}", 86, Align.NUMBER, key="mandate"),
            Column(
                "Reste",
                86,
                Align.NUMBER,
                key="reste",
                formula=AtLeastZero(Difference(Cell("engage"), Cell("mandate")), ("engage",)),
            ),
            Column("Dépassement", 86, Align.NUMBER),
        ),
        tuple(rows),
        "Montants engagés et mandatés, par marché",
    )


def _mandat(rang: int, facture: Facture, base: BaseMontant) -> tuple[Value, ...]:
    jour: date | None = facture.date_mandat
    return (
        str(rang),
        facture.numero_mandat,
        facture.bordereau or None,
        jour or "",
        facture.fournisseur,
        f"{facture.objet} (avoir)" if facture.avoir and "avoir" not in facture.objet.casefold() else facture.objet,
        facture.numero or None,
        Euros(montant_facture(facture, BaseMontant.HT)),
        Euros(montant_facture(facture, BaseMontant.TTC)),
        Euros(montant_facture(facture, base)) if facture.eligible else None,
    )


def _nom_marche(une: DepenseMarche) -> str:
    premier, avenants = une.marches[0], len(une.marches) - 1
    lot = f"lot {premier.lot}" if premier.lot else ""
    suite = f"{avenants} avenant{'s' if avenants > 1 else ''} compris" if avenants else ""
    return ", ".join(filter(None, (f"{premier.type.libelle} {premier.numero}".strip(), lot, premier.objet, suite)))


def _ecart(prevu: Decimal, paye: Decimal) -> Euros:
    return Euros(paye - prevu)


def _reserves(etat: EtatDepenses) -> Iterator[Block]:
    base = etat.base.libelle
    if etat.ecarte.nombre:
        montant = format_euros(etat.ecarte.montant(etat.base))
        yield note(f"Mandaté sans être éligible\u00a0: {montant} {base}, hors du calcul des aides.")
    nombre = len(etat.sans_mandat)
    if nombre:
        dites = "1 facture attend son mandat" if nombre == 1 else f"{nombre} factures attendent leur mandat"
        yield note(f"Hors de cet état\u00a0: {dites}.")
    if etat.inconnues:
        pluriel = "s" if etat.inconnues > 1 else ""
        yield absent(
            f"{etat.inconnues} mandat{pluriel} sans montant {base}\u00a0: à compléter avant de certifier cet état."
        )


def _certification(dossier: DossierDemande) -> Block:
    organe = dossier.organe
    return KeepTogether(
        (
            Heading(2, "Certification"),
            Paragraph(
                (
                    Run(
                        "Le représentant du maître d’ouvrage atteste que ces dépenses se rapportent à l’opération. Le "
                        "comptable public certifie que les mandats ci-dessus sont pris en charge et payés."
                    ),
                )
            ),
            Paragraph((Run(f"Fait à {BLANC}, le {BLANC}"),)),
            Signatures(
                (
                    Signature(organe.titre_chef, organe.signataire),
                    Signature("Le comptable public", BLANC),
                )
            ),
        )
    )
