"""The steps of a demande, dated in the order that life imposes: where it stands, and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.demande import Demande, IssueDemande
from models.domain.demandes.situee import DemandeSituee
from models.domain.formats import format_date, format_euros
from models.domain.plan_financement import ZERO, Versement
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import EtatFinancement, NatureVersement, Vocabulaire


class TypeEtape(Vocabulaire):
    """Steps of the life of a demande that goes well."""

    A_PREPARER = "a_preparer", "À préparer"
    DELIBEREE = "deliberee", "Délibérée"
    DEPOSEE = "deposee", "Déposée"
    ACCUSEE = "accusee", "AR reçu"
    COMPLETE = "complete", "Complète"
    NOTIFIEE = "notifiee", "Notifiée"
    COMMENCEE = "commencee", "Commencée"
    ACOMPTES = "acomptes", "Acomptes"
    SOLDEE = "soldee", "Soldée"


_APRES_NOTIFICATION: Final = frozenset({TypeEtape.COMMENCEE, TypeEtape.ACOMPTES, TypeEtape.SOLDEE})
"""An operation may begin as soon as the request is received: the demande itself only goes on once it is granted."""


_DECIDEES: Final = frozenset(
    {IssueDemande.ACCORDEE, IssueDemande.REFUSEE, IssueDemande.CLASSEE, IssueDemande.REJET_IMPLICITE}
)
"""Issues that the date of the decision is about."""


@dataclass(frozen=True, slots=True)
class Etape:
    """One step, done or not."""

    type: TypeEtape
    date: date | None
    faite: bool
    detail: str = ""
    """What one adds to it: « accordée le 12/05/2026, notification attendue »."""


@dataclass(frozen=True, slots=True)
class Etapes:
    """Every step of a demande, and where it stands."""

    etapes: tuple[Etape, ...]
    courante: TypeEtape
    """The furthest one that is done; a délibération may follow the dépôt."""
    issue: IssueDemande | None
    date_issue: date | None
    """Of the act that decided; a caducité has none."""

    def etape(self, type_etape: TypeEtape) -> Etape:
        """One of them."""
        return next(e for e in self.etapes if e.type is type_etape)

    @property
    def suivante(self) -> TypeEtape | None:
        """The first that is to be done after the current one; ``None`` once it is paid, or lost."""
        if self.issue is not None and self.issue.est_perdue:
            return None
        rangs = tuple(TypeEtape)
        apres = rangs[rangs.index(self.courante) + 1 :]
        return next((e.type for e in self.etapes if e.type in apres and not e.faite), None)

    @property
    def sautees(self) -> tuple[Etape, ...]:
        """Those before the current one that nobody dated."""
        rang = tuple(TypeEtape).index(self.courante)
        return tuple(e for e in self.etapes[:rang] if not e.faite)

    @property
    def libelle(self) -> str:
        """« Déposée le 12/01/2026 », « Refusée le 30/06/2026 », « À préparer »."""
        jour = self.date_issue if self._issue_dite is not None else self.etape(self.courante).date
        return _date_le(self.mot, jour)

    @property
    def mot(self) -> str:
        """The same without its day: « Déposée », « Refusée »."""
        return (self._issue_dite or self.courante).libelle

    @property
    def _issue_dite(self) -> IssueDemande | None:
        """The issue, when it says more than the step: it ends the demande, or its notification is awaited."""
        attend = not self.etape(TypeEtape.NOTIFIEE).faite and self.courante not in _APRES_NOTIFICATION
        return self.issue if self.issue is not None and (self.issue.est_perdue or attend) else None


def etapes(situee: DemandeSituee, jour: date) -> Etapes:
    """Reads the steps: those of the dossier in the demande, the commencement and the payments where they are kept."""
    demande = situee.demande
    recus = [v for ligne in situee.demandees for v in ligne.versements if v.date_encaissement]
    toutes = (
        Etape(TypeEtape.A_PREPARER, None, faite=True),
        _etape(TypeEtape.DELIBEREE, demande.date_deliberation, demande.reference_deliberation),
        _etape(TypeEtape.DEPOSEE, demande.date_depot, demande.numero_dossier),
        _etape(TypeEtape.ACCUSEE, demande.date_accuse),
        _etape(TypeEtape.COMPLETE, demande.date_completude),
        _etape(TypeEtape.NOTIFIEE, demande.date_notification, _decision(demande)),
        _commencement(situee, jour),
        _acomptes(recus),
        _solde(situee, recus),
    )
    acquise = demande.date_notification is not None or demande.issue is IssueDemande.ACCORDEE
    faites = [e.type for e in toutes if e.faite and (acquise or e.type not in _APRES_NOTIFICATION)]
    date_issue = demande.date_decision if demande.issue in _DECIDEES else None
    return Etapes(toutes, faites[-1], demande.issue, date_issue)


def _etape(type_etape: TypeEtape, jour: date | None, detail: str = "") -> Etape:
    return Etape(type_etape, jour, faite=jour is not None, detail=detail)


def _decision(demande: Demande) -> str:
    """« Accordée le 12/05/2026 » while the notification is awaited; the number of the act after it."""
    if demande.issue is IssueDemande.ACCORDEE and demande.date_notification is None:
        return f"{_date_le(IssueDemande.ACCORDEE.libelle, demande.date_decision)}, notification attendue"
    return demande.reference_decision


def _commencement(situee: DemandeSituee, jour: date) -> Etape:
    debuts = (debut_de(o.operation, jour) for o in situee.operations)
    debut = min(filter(None, debuts), default=None)
    declaree = situee.demande.date_declaration
    if declaree:
        return Etape(TypeEtape.COMMENCEE, declaree, faite=True, detail="déclarée au financeur")
    return _etape(TypeEtape.COMMENCEE, debut, "à déclarer au financeur" if debut else "")


def _acomptes(recus: list[Versement]) -> Etape:
    """Advances and acomptes; the solde is apart."""
    acomptes = [v for v in recus if v.nature is not NatureVersement.SOLDE]
    dates = [v.date_encaissement for v in acomptes if v.date_encaissement]
    total = sum((v.montant or ZERO for v in acomptes), ZERO)
    detail = f"{format_euros(total)} reçus" if acomptes else ""
    return _etape(TypeEtape.ACOMPTES, max(dates, default=None), detail)


def _solde(situee: DemandeSituee, recus: list[Versement]) -> Etape:
    """Paid when each line that was not lost is: by its solde, or because its state says so."""
    vivantes = [ligne for ligne in situee.demandees if not ligne.etat.est_perdu]
    soldees = [
        ligne.etat is EtatFinancement.VERSE
        or any(v.nature is NatureVersement.SOLDE and v.date_encaissement for v in ligne.versements)
        for ligne in vivantes
    ]
    if not soldees or not all(soldees):
        return Etape(TypeEtape.SOLDEE, None, faite=False)
    dates = [v.date_encaissement for v in recus if v.nature is NatureVersement.SOLDE and v.date_encaissement]
    return Etape(TypeEtape.SOLDEE, max(dates, default=None), faite=True)


def _date_le(libelle: str, jour: date | None) -> str:
    return f"{libelle} le {format_date(jour)}" if jour else libelle
