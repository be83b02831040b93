"""Rules of the ORT on its time: how long it lasts, what is presented each year and each five years (ORT-10, ORT-11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.formats import format_date
from models.domain.jours import ajouter_mois
from models.domain.regles import Constat
from models.domain.regles.ort_contexte import L303_2, ContexteOrt
from models.domain.territoire import Territoire
from models.domain.vocabulaire import Gravite, Jalon

DUREE_D_USAGE = 5
"""Years: the law asks for a duration and fixes none."""
_RAPPEL = 2
"""Months before the day a report is expected."""


@dataclass(frozen=True, slots=True)
class RendezVous:
    """What comes again: its words, how often, the field that holds the last one."""

    attendu: str
    dernier: str
    remede: str
    mois: int
    champ: str
    nom: str
    """What the calendar calls it."""
    source: str = f"{L303_2}\u00a0: bilan annuel et évaluation tous les cinq ans"

    def dernier_jour(self, territoire: Territoire) -> date | None:
        """Day of the last one."""
        jour: date | None = getattr(territoire.ort, self.champ)
        return jour


RENDEZ_VOUS = (
    RendezVous(
        "Le bilan annuel de l’ORT {etre} attendu",
        "le dernier date",
        "Le présenter aux conseils municipaux et au conseil communautaire, puis en noter la date.",
        12,
        "dernier_bilan",
        "Bilan annuel de l’ORT aux conseils",
    ),
    RendezVous(
        "L’évaluation de l’ORT {etre} attendue",
        "la dernière date",
        "La conduire avec les signataires, puis en noter la date.",
        60,
        "derniere_evaluation",
        "Évaluation de l’ORT, tous les cinq ans",
    ),
)


def duree_d_usage(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-10: five years is the usage; the law only asks that the convention give its duration."""
    duree = contexte.territoire.duree_annees
    if not duree or duree >= DUREE_D_USAGE:
        return
    yield Constat(
        code="ORT-10",
        gravite=Gravite.INFORMATION if contexte.signee else Gravite.AVERTISSEMENT,
        jalon=Jalon.SIGNATURE,
        message=f"La convention dure {duree} an{'s' if duree > 1 else ''}\u00a0; l’usage est de {DUREE_D_USAGE} ans.",
        remede=(
            "La prolonger par un avenant, si les actions l’exigent."
            if contexte.signee
            else f"Porter la durée à {DUREE_D_USAGE} ans, ou garder la vôtre\u00a0: la loi n’en fixe pas."
        ),
        objet=contexte.sur_territoire(),
        champ="duree_annees",
        source=f"Usage, recommandation de l’ANCT\u00a0; {L303_2[0].lower()}{L303_2[1:]} pour l’obligation d’une durée",
    )


def bilans_et_evaluation(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-11: a report to the councils each year, an evaluation each five years, as long as the ORT lasts."""
    signature, fin = contexte.signature, contexte.territoire.fin_ort or contexte.territoire.fin_convention
    if signature is None or (fin is not None and contexte.aujourd_hui > fin):
        return
    for rendez in RENDEZ_VOUS:
        dernier = rendez.dernier_jour(contexte.territoire)
        attendu = ajouter_mois(dernier or signature, rendez.mois)
        if contexte.aujourd_hui < ajouter_mois(attendu, -_RAPPEL):
            continue
        passe = attendu < contexte.aujourd_hui
        quoi = rendez.attendu.format(etre="était" if passe else "est")
        depuis = f"{rendez.dernier} du {format_date(dernier)}" if dernier else f"signée le {format_date(signature)}"
        yield Constat(
            code="ORT-11",
            gravite=Gravite.AVERTISSEMENT if passe else Gravite.INFORMATION,
            jalon=Jalon.COPIL,
            message=f"{quoi} le {format_date(attendu)} ({depuis}).",
            remede=rendez.remede,
            objet=contexte.sur_territoire(),
            champ=f"ort_{rendez.champ}",
            source=rendez.source,
        )
