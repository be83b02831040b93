"""The letters of a payment: commencement declared, acompte asked for, solde asked for; each says how it is computed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.domain.formats import format_date, format_euros, format_taux
from models.domain.paiements.aide import (
    DroitsPaiement,
    dire_regle,
    montant_a_demander,
    raison_de_rien,
    versement_prepare,
)
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import NatureVersement
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_mots import a_dire
from pvd_desktop.documents.builders.paiement_dossier import (
    LignePayee,
    declarant,
    entete_lettre,
    fait_a,
    lignes_payees,
    plan_de,
    sans_ligne,
)
from pvd_desktop.documents.builders.paiement_plan import tables_plan_definitif
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.tree import (
    Block,
    Euros,
    Field,
    Fields,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    Taux,
)

DECLARATION: Final = "Déclaration de commencement"
ACOMPTE: Final = "Demande d’acompte"
SOLDE: Final = "Demande de solde"
_TROP_PERCU: Final = "Décompte définitif de l’aide, reversement d’un trop-perçu"
_PIECES_ACOMPTE: Final = (
    "État récapitulatif des dépenses, certifié par le comptable public",
    "Factures et mandats correspondants, ou leur copie",
    "Relevé d’identité bancaire",
)
_PIECES_SOLDE: Final = (
    "État récapitulatif des dépenses, certifié par le comptable public",
    "Plan de financement définitif",
    "Certificat d’achèvement de l’opération",
    "Preuve de l’affichage du plan de financement et du logo du financeur",
    "Relevé d’identité bancaire",
)


def declaration_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The commencement of each operation, and the avance that may follow."""
    for ligne in _pages(dossier, DECLARATION):
        if isinstance(ligne, LignePayee):
            yield from _declaration(dossier, ligne)
        else:
            yield ligne


def acompte_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """A request for an acompte, line by line."""
    for ligne in _pages(dossier, ACOMPTE):
        if isinstance(ligne, LignePayee):
            yield from _acompte(dossier, ligne)
        else:
            yield ligne


def solde_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The request for the solde, line by line, with the final plan."""
    for ligne in _pages(dossier, SOLDE):
        if isinstance(ligne, LignePayee):
            yield from _solde(dossier, ligne)
        else:
            yield ligne


def _pages(dossier: DossierDemande, titre: str) -> Iterator[LignePayee | Block]:
    """Each line on pages of its own; what to say when there is none."""
    lignes = lignes_payees(dossier)
    if not lignes:
        yield from sans_ligne(dossier, titre)
    for rang, ligne in enumerate(lignes):
        if rang:
            yield PageBreak()
        yield Heading(1, titre, overline=dossier.demandeur, running=titre)
        yield ligne


def _declaration(dossier: DossierDemande, ligne: LignePayee) -> Iterator[Block]:
    droits, operation = ligne.droits, ligne.operation.operation
    yield entete_lettre(dossier, ligne, "Commencement d’exécution de l’opération")
    # The first legal act begins the operation, where no other day was written.
    debut = operation.date_commencement or debut_de(operation, droits.etat.jour)
    yield declarant(dossier, "déclare que l’exécution de l’opération citée ci-dessus a commencé\u00a0:")
    acte = operation.type_premier_acte
    premier = (
        f"{acte.libelle}, le {format_date(operation.date_premier_acte)}" if acte and operation.date_premier_acte else ""
    )
    yield Fields(
        (
            Field("Commencement d’exécution", debut or ""),
            Field("Premier acte juridique", premier),
        ),
        "Commencement de l’opération",
    )
    if debut is None:
        yield absent("La date de commencement est à écrire dans l’opération avant d’envoyer cette déclaration.")
    elif not droits.a_commence:
        yield absent("Cette date est encore à venir\u00a0: la déclaration s’envoie une fois l’opération commencée.")
    avance = montant_a_demander(droits, NatureVersement.AVANCE)
    if avance:
        part = f", soit {format_taux(avance / droits.accorde)} du montant accordé" if droits.accorde else ""
        yield Paragraph(
            (
                Run("Je sollicite le versement de l’avance de "),
                Run(format_euros(avance), bold=True),
                Run(f"{part}."),
            )
        )
    yield note(f"Règle de versement\u00a0: {dire_regle(droits)}.")
    yield fait_a(dossier)


def _acompte(dossier: DossierDemande, ligne: LignePayee) -> Iterator[Block]:
    droits = ligne.droits
    yield entete_lettre(dossier, ligne, "Demande de versement d’un acompte")
    montant = montant_a_demander(droits, NatureVersement.ACOMPTE)
    yield from _sollicite(dossier, droits, NatureVersement.ACOMPTE, "le versement d’un acompte de ")
    yield Heading(2, "Calcul de l’acompte")
    yield _calcul(
        droits,
        (
            Field("Aide acquise sur cette dépense", Euros(droits.acquis)),
            Field(_plafond(droits), Euros(droits.acomptes_maximaux)),
            Field("Déjà demandé ou versé", Euros(_deja(droits, NatureVersement.ACOMPTE, montant))),
            Field("Acompte demandé", (Run(format_euros(montant), bold=True),)),
        ),
    )
    yield from _fin(dossier, droits, _PIECES_ACOMPTE)


def _solde(dossier: DossierDemande, ligne: LignePayee) -> Iterator[Block]:
    droits = ligne.droits
    yield entete_lettre(dossier, ligne, _TROP_PERCU if droits.trop_percu else "Demande de versement du solde")
    montant = montant_a_demander(droits, NatureVersement.SOLDE)
    if droits.trop_percu:
        # Nothing is asked for: money goes back.
        yield declarant(
            dossier,
            "déclare qu’un trop-perçu de ",
            Run(format_euros(droits.trop_percu), bold=True),
            Run(" est à reverser au financeur\u00a0: l’aide définitive est inférieure à ce qui a été versé."),
        )
    else:
        yield from _sollicite(dossier, droits, NatureVersement.SOLDE, "le versement du solde de ")
    fin = ligne.operation.operation.date_achevement
    if fin is None:
        yield absent(
            "L’opération n’est pas dite achevée\u00a0: sa date d’achèvement est à écrire avant d’envoyer cette demande."
        )
    elif not droits.est_achevee:
        yield absent(
            f"L’achèvement est prévu le {format_date(fin)}\u00a0: cette demande s’envoie une fois l’opération achevée."
        )
    else:
        yield Paragraph((Run(f"J’atteste que l’opération a été achevée le {format_date(fin)}."),))
    yield Heading(2, "Calcul du solde")
    yield _calcul(
        droits,
        (
            Field("Aide définitive", Euros(droits.attendu if droits.definitif is None else droits.definitif)),
            Field("Déjà demandé ou versé", Euros(_deja(droits, NatureVersement.SOLDE, montant))),
            Field("Solde demandé", (Run(format_euros(montant), bold=True),)),
            *((Field("Trop-perçu, à reverser", Euros(droits.trop_percu)),) if droits.trop_percu else ()),
        ),
    )
    yield from _fin(dossier, droits, _PIECES_SOLDE)
    yield PageBreak()
    yield Heading(2, "Plan de financement définitif")
    yield from tables_plan_definitif(dossier, plan_de(dossier, ligne.operation))


def _sollicite(dossier: DossierDemande, droits: DroitsPaiement, nature: NatureVersement, quoi: str) -> Iterator[Block]:
    montant = montant_a_demander(droits, nature)
    dit = Run(format_euros(montant), bold=True) if montant else a_dire("", "montant à demander")
    yield declarant(dossier, f"sollicite {quoi}", dit, Run("."))
    if raison := raison_de_rien(droits, nature):
        yield absent(raison)


def _calcul(droits: DroitsPaiement, suite: tuple[Field, ...]) -> Fields:
    base = droits.etat.base.libelle
    taux = droits.taux
    return Fields(
        (
            Field(f"Dépense retenue par la décision {base}", Euros(droits.depense_prevue)),
            Field("Taux notifié", Taux(None if taux is None else taux.quantize(Decimal("0.0001")))),
            Field(
                f"Dépense éligible mandatée au {format_date(droits.etat.jour)} {base}",
                Euros(droits.etat.depense_reelle),
            ),
            Field(f"Dépense prise en compte {base}", Euros(droits.depense_retenue)),
            *suite,
        ),
        "Calcul du versement",
    )


def _plafond(droits: DroitsPaiement) -> str:
    part = droits.part_acomptes
    return "Plafond des acomptes" if part is None else f"Plafond des acomptes ({format_taux(part)} de l’aide)"


def _deja(droits: DroitsPaiement, nature: NatureVersement, montant: Decimal) -> Decimal:
    """What was asked before this request, which may be among the versements already."""
    prepare = versement_prepare(droits.ligne, nature)
    comptee = prepare is not None and prepare.date_demande is not None
    return droits.demande - (montant if comptee else Decimal(0))


def _fin(dossier: DossierDemande, droits: DroitsPaiement, pieces: tuple[str, ...]) -> Iterator[Block]:
    if droits.taux_deduit:
        yield note("Taux notifié\u00a0: montant accordé rapporté à la dépense retenue par la décision.")
    yield note(f"Règle de versement\u00a0: {dire_regle(droits)}.")
    liste = ListBlock(tuple(ListItem((Run(piece),)) for piece in pieces))
    yield KeepTogether((Heading(2, "Pièces jointes"), liste))
    yield fait_a(dossier)
