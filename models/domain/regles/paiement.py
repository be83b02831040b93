"""Rule of what the marchés say of the first legal act (PAI-01)."""

from collections.abc import Iterator

from models.domain.formats import format_date
from models.domain.paiements.premier_acte import acte_oublie
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan
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
