"""The plan de financement of one operation, and the figures of one or several."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.domain.formats import format_date, format_periode
from models.domain.non_chiffrees import lignes_non_chiffrees, mention, nommer, phrase
from models.domain.plan_financement import ZERO, Depense, Financement, Operation, Totaux
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant, NatureFinancement, Section
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Euros,
    Figure,
    Figures,
    KeepTogether,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
)

RETENU = (
    "Retenu\u00a0: montant accordé quand l’aide est acquise, sinon montant demandé\u00a0; rien si elle est refusée."
)
_MILLIEME = Decimal("0.001")


def cout(operation: Operation, base: BaseMontant) -> Decimal | None:
    """Euros of the operation on ``base``; unknown as soon as one dépense cannot be read on that base.

    On the declared base it is the coût of the domain, which leaves out the dépenses without an amount.
    """
    if base is operation.base:
        return operation.cout
    montants = [d.montant(base) for d in operation.depenses if d.montant(operation.base) is not None]
    connus = [m for m in montants if m is not None]
    return sum(connus, ZERO) if connus and len(connus) == len(montants) else None


def part(montant: Decimal | None, total: Decimal | None) -> Decimal | None:
    """Share of ``total``, rounded to a tenth of a percent for reading."""
    if montant is None or not total:
        return None
    return (montant / total).quantize(_MILLIEME).normalize()


def plan(projet: Projet, operation: Operation) -> Iterator[Block]:
    """Dépenses, ressources, what stands outside the plan, and the figures."""
    if not operation.depenses and not operation.financements and operation.part_decidee is None:
        yield missing()
        return
    yield _depenses(operation)
    yield from _ressources(projet, operation)
    yield from _hors_plan(projet, operation)
    yield KeepTogether(tuple(_synthese(operation)))


def figures(totaux: Totaux) -> Figures:
    """The words of the maquette with their amounts, on the declared base."""
    base = totaux.libelle_base
    if base == "base déclarée":
        base = f"({base})"
    return Figures(
        (
            Figure(f"Coût prévisionnel {base}", Euros(totaux.cout)),
            *(
                Figure(mot, Euros(montant), detail or _part(montant, totaux.cout))
                for mot, montant, detail in (
                    ("Acquis", totaux.acquis, ""),
                    ("Sollicité", totaux.sollicite, ""),
                    ("À solliciter", totaux.a_solliciter, ""),
                    ("Financements privés", totaux.prive, ""),
                    ("Solde à la charge du maître d’ouvrage", totaux.solde, mention(totaux)),
                    ("Part décidée du maître d’ouvrage", totaux.part_decidee, ""),
                )
            ),
            Figure("À trouver", Euros(totaux.a_trouver), _a_trouver(totaux), strong=True),
        ),
        "Coût prévisionnel, aides acquises, sollicitées et à solliciter, part du maître d’ouvrage et montant à trouver",
    )


def _part(montant: Decimal | None, total: Decimal | None) -> str:
    taux = part(montant, total)
    return f"{text_of(Taux(taux))} du coût" if taux else ""


def _a_trouver(totaux: Totaux) -> str:
    """Why « à trouver » is unknown, or for how many operations."""
    if totaux.a_trouver is None:
        return "Coût non renseigné" if totaux.cout is None else "Part du maître d’ouvrage non décidée"
    if not totaux.a_trouver_inconnus:
        avant = mention(totaux) if totaux.a_trouver else ""
        return avant or _part(totaux.a_trouver, totaux.cout)
    reste = totaux.a_trouver_inconnus
    return "1 opération non renseignée" if reste == 1 else f"{reste} opérations non renseignées"


def _synthese(operation: Operation) -> Iterator[Block]:
    totaux = operation.totaux
    yield figures(totaux)
    acte, jour = operation.part_decidee_acte, operation.part_decidee_date
    # People often quote the act with its date.
    if jour and str(jour.year) not in acte:
        acte = ", ".join(filter(None, (acte, f"le {format_date(jour)}")))
    if operation.part_decidee is not None and acte:
        yield note(f"Part décidée du maître d’ouvrage\u00a0: {acte}.")


def missing() -> Paragraph:
    """Stands where something was expected."""
    return Paragraph((Run(text_of("")),), ParagraphKind.MISSING)


def note(text: str) -> Paragraph:
    """A remark under a table."""
    return Paragraph((Run(text),), ParagraphKind.NOTE)


def notes_non_chiffrees(projet: Projet) -> Iterator[Paragraph]:
    """Which aides a table of the plan counts for nothing because nobody knows their amount."""
    if dite := phrase(projet, projet.fiches):
        yield note(dite)


def _depenses(operation: Operation) -> Table:
    base = operation.base
    rows = [
        Row(
            (
                _poste(depense),
                depense.annee,
                Euros(depense.montant(BaseMontant.HT)),
                Euros(depense.montant(BaseMontant.TTC)),
                Euros(depense.montant(base)) if depense.eligible else None,
            )
        )
        for depense in operation.depenses
    ]
    total = Row(
        (
            "Total des dépenses",
            BLANK,
            Euros(cout(operation, BaseMontant.HT)),
            Euros(cout(operation, BaseMontant.TTC)),
            Euros(operation.depense_eligible),
        ),
        RowKind.TOTAL,
    )
    return Table(
        (
            Column("Dépenses", 208),
            Column("Année", 40, Align.CENTER),
            Column("Montant HT", 80, Align.NUMBER),
            Column("Montant TTC", 80, Align.NUMBER),
            Column(f"Dépense éligible {base.libelle}", 96, Align.NUMBER),
        ),
        (*rows, total),
        "Dépenses de l’opération, par poste",
    )


def _poste(depense: Depense) -> str:
    """« Travaux : voirie », without saying twice what the intitulé already says."""
    poste, intitule = depense.poste.libelle, depense.intitule
    repete = intitule.casefold().startswith(poste.casefold())
    libelle = intitule if repete else "\u00a0: ".join(filter(None, (poste, intitule)))
    return f"{libelle} (fonctionnement)" if depense.section is Section.FONCTIONNEMENT else libelle


def _ressources(projet: Projet, operation: Operation) -> Iterator[Block]:
    base, totaux = operation.base.libelle, operation.totaux
    aides = [f for f in operation.financements if f.nature.est_aide]
    prives = [f for f in operation.financements if f.nature is NatureFinancement.PRIVE]
    rows = [_ligne(projet, f) for f in aides]
    if aides:
        rows.append(_somme("Total des aides", totaux.aides, RowKind.SUBTOTAL))
    rows.extend(_ligne(projet, f) for f in prives)
    if len(prives) > 1:
        rows.append(_somme("Total des financements privés", totaux.prive, RowKind.SUBTOTAL))
    avant = mention(totaux)
    solde = ", ".join(filter(None, ("Solde à la charge du maître d’ouvrage", avant)))
    rows.append(_somme(solde, totaux.solde, RowKind.BODY))
    rows.append(_somme("Total des ressources", totaux.cout, RowKind.TOTAL))
    yield Table(
        (
            Column("Ressources", 171),
            Column("État", 58),
            Column(f"Dépense éligible {base}", 62, Align.NUMBER),
            Column("Taux", 33, Align.NUMBER),
            Column(f"Demandé {base}", 60, Align.NUMBER),
            Column(f"Accordé {base}", 60, Align.NUMBER),
            Column(f"Retenu {base}", 60, Align.NUMBER),
        ),
        tuple(rows),
        "Ressources de l’opération, par financeur",
    )
    if aides or prives:
        yield note(RETENU)
    if avant:
        inconnues = nommer(projet, lignes_non_chiffrees(operation))
        yield note(f"Montant non chiffré, compté pour rien\u00a0: {inconnues}.")


def _ligne(projet: Projet, financement: Financement) -> Row:
    return Row(
        (
            _financeur(projet, financement),
            financement.etat.libelle,
            None if financement.depense_eligible is None else Euros(financement.depense_eligible),
            None if financement.taux is None else Taux(financement.taux),
            Euros(financement.montant_demande),
            _accorde(financement),
            Euros(financement.montant_connu),
        )
    )


def _accorde(financement: Financement) -> Value:
    """The granted amount is expected once the aid is granted, and has no meaning before."""
    if financement.montant_accorde is None and not financement.etat.est_acquis:
        return None
    return Euros(financement.montant_accorde)


def _financeur(projet: Projet, financement: Financement) -> tuple[Run, ...]:
    nom = projet.nom_organisme(financement.financeur) or "Financeur à préciser"
    details: Sequence[str] = tuple(
        filter(
            None,
            (
                financement.dispositif,
                _nature(financement),
                annees_programmation(financement),
            ),
        )
    )
    return (Run(nom), Run("\n" + " · ".join(details), secondary=True)) if details else (Run(nom),)


def _nature(financement: Financement) -> str:
    """What the line is when it is no subvention, unless the name of the dispositif says it."""
    nature = financement.nature
    dite = nature is NatureFinancement.SUBVENTION or nature.libelle.casefold() in financement.dispositif.casefold()
    return "" if dite else nature.libelle


def annees_programmation(financement: Financement) -> str:
    """Années de programmation, as « 2025 » or « 2025 – 2027 »."""
    annees = sorted({r.annee for r in financement.repartitions if r.annee} or {financement.annee or 0})
    if not annees[-1]:
        return ""
    return format_periode(annees[0], annees[-1])


def _somme(libelle: str, montant: Decimal | None, kind: RowKind) -> Row:
    return Row((libelle, BLANK, BLANK, BLANK, BLANK, BLANK, Euros(montant)), kind)


def _hors_plan(projet: Projet, operation: Operation) -> Iterator[Block]:
    """Loans and aid in kind: never added to the aides nor to the coût."""
    base = operation.base.libelle
    lignes = [f for f in operation.financements if f.nature.est_a_rembourser or f.nature.est_valorisee]
    lignes.sort(key=lambda ligne: ligne.nature.est_valorisee)
    rows = [Row((_financeur(projet, f), f.etat.libelle, Euros(f.montant_demande), _accorde(f))) for f in lignes]
    if rows:
        yield KeepTogether(
            (
                Table(
                    (
                        Column("Hors coût et hors plan\u00a0: prêts, aides valorisées", 244),
                        Column("État", 80),
                        Column(f"Demandé {base}", 90, Align.NUMBER),
                        Column(f"Accordé {base}", 90, Align.NUMBER),
                    ),
                    tuple(rows),
                    "Prêts, avances remboursables et aides valorisées, hors du plan de financement",
                ),
            )
        )
