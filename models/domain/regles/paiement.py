"""Rules of the payment (PAI): the first legal act that the marchés tell, and the days and sums of what was paid."""

from collections.abc import Iterator

from models.domain.formats import format_date, format_euros
from models.domain.paiements.premier_acte import acte_oublie
from models.domain.plan_financement import ZERO, Financement
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import Gravite, Jalon


def premier_acte_des_marches(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """PAI-01: the first legal act is not later than the earliest marché or devis of works that was signed."""
    oublie = acte_oublie(plan.operation, contexte.aujourd_hui)
    if oublie is None:
        return
    ecrit = plan.operation.date_premier_acte
    nom = f"{oublie.nom[0].upper()}{oublie.nom[1:]}"
    if ecrit is None or plan.operation.type_premier_acte is None or plan.operation.type_premier_acte.est_neutre:
        suite = "et l’opération n’a pas de premier acte qui la commence."
    else:
        suite = f"avant le premier acte noté ({format_date(ecrit)})."
    yield Constat(
        code="PAI-01",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=f"{nom}\u00a0: signé le {format_date(oublie.jour)}, {suite}",
        remede=(
            f"Reprendre le {format_date(oublie.jour)} comme premier acte, dans «\u00a0Paiement\u00a0» ou dans "
            "«\u00a0Financement\u00a0»\u00a0; ou corriger la date ou le poste de ce marché."
        ),
        objet=contexte.objet(plan),
        champ="date_premier_acte",
        source="Article R.\u00a02334-24 du CGCT",
    )


def versements_dates(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """PAI-02: a payment is received after it was asked for, on a day that has come."""
    for ligne in plan.lignes:
        for versement in ligne.versements:
            recu, demande = versement.date_encaissement, versement.date_demande
            if recu is None:
                continue
            quoi = f"{versement.nature.libelle} encaissé le {format_date(recu)}"
            if recu > contexte.aujourd_hui:
                yield _versement(contexte, plan, ligne, "PAI-02", f"{quoi}\u00a0: ce jour n’est pas encore venu.")
            elif demande is not None and recu < demande:
                message = f"{quoi}, avant d’être demandé le {format_date(demande)}."
                yield _versement(contexte, plan, ligne, "PAI-02", message)


def versements_dans_l_aide(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """PAI-03: what was received of an aide does not exceed what was granted."""
    for ligne in plan.lignes:
        recu = sum((v.montant or ZERO for v in ligne.versements if v.date_encaissement), ZERO)
        accorde = ligne.montant_accorde
        if accorde is not None and recu > accorde:
            message = f"{format_euros(recu)} encaissés pour {format_euros(accorde)} accordés."
            yield _versement(contexte, plan, ligne, "PAI-03", message)


def acheve_apres_le_debut(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """PAI-04: an operation ends after it began."""
    debut, fin = debut_de(plan.operation, contexte.aujourd_hui), plan.operation.date_achevement
    if debut is None or fin is None or fin >= debut:
        return
    yield Constat(
        code="PAI-04",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.SOLDE,
        message=f"L’achèvement ({format_date(fin)}) précède le commencement ({format_date(debut)}).",
        remede="Corriger l’une des deux dates\u00a0: le solde se demande avec l’achèvement.",
        objet=contexte.objet(plan),
        champ="date_achevement",
        source="Calendrier de l’opération",
    )


def _versement(contexte: Contexte, plan: Plan, ligne: Financement, code: str, message: str) -> Constat:
    return Constat(
        code=code,
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.SOLDE,
        message=message,
        remede="Corriger ce versement, dans «\u00a0Paiement\u00a0» ou dans «\u00a0Financement\u00a0».",
        objet=contexte.objet(plan, ligne),
        champ="repartitions",
        source="Versements de l’aide",
    )
