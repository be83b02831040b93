"""The delays of the dispositifs: those of the answer, those of the commencement, of the achèvement and of the solde."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.demande import Demande
from models.domain.dispositifs.catalogue import A_LIRE, fin_du_delai, fin_prorogee
from models.domain.dispositifs.dispositif import Delai, TypeDelai
from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.echeances.dossiers import Dossier
from models.domain.formats import format_date


@dataclass(frozen=True, slots=True)
class _Attente:
    """What a delay awaits, and the fields that say when it came: of a demande, and of a line."""

    intitule: str
    nature: NatureEcheance
    champ_demande: str
    champ_ligne: str


_ATTENTES: Final = {
    TypeDelai.RECEVABILITE: _Attente(
        "Réponse attendue sur la recevabilité", NatureEcheance.DEMANDE, "date_completude", "date_completude"
    ),
    TypeDelai.COMPLETUDE: _Attente(
        "Réponse attendue sur la complétude", NatureEcheance.DEMANDE, "date_completude", "date_completude"
    ),
    TypeDelai.REJET_IMPLICITE: _Attente(
        "Rejet implicite faute de réponse", NatureEcheance.DEMANDE, "date_decision", "date_decision"
    ),
    TypeDelai.COMMENCEMENT: _Attente(
        "Commencer les travaux au plus tard",
        NatureEcheance.OPERATION,
        "date_declaration",
        "date_commencement",
    ),
    TypeDelai.ACHEVEMENT: _Attente(
        "Achever les travaux au plus tard",
        NatureEcheance.OPERATION,
        "limite_achevement",
        "date_achevement",
    ),
    TypeDelai.SOLDE: _Attente(
        "Demander le solde au plus tard", NatureEcheance.VERSEMENT, "date_notification", "versements"
    ),
}


_APRES_DECISION: Final = frozenset({TypeDelai.COMMENCEMENT, TypeDelai.ACHEVEMENT, TypeDelai.SOLDE})
"""What the aid imposes: it binds nobody before it is granted."""


def delais(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Every delay that runs, or ran, on a demande or on a line without one."""
    for dossier in contexte.dossiers:
        limites = _limites(dossier.demande) if dossier.demande else {}
        for type_delai, limite in limites.items():
            yield _echeance(contexte, dossier, type_delai, limite, source="Arrêté ou convention d’attribution")
        for delai in dossier.dispositif.delais if dossier.dispositif else ():
            if delai.type in _APRES_DECISION and not dossier.decide:
                continue
            debut = dossier.depart(delai.depart) if delai.depart and delai.type not in limites else None
            jour = fin_du_delai(delai, contexte.bareme, debut) if debut else None
            if debut is not None and jour is not None:
                yield _echeance(
                    contexte,
                    dossier,
                    delai.type,
                    jour,
                    source=delai.article or A_LIRE,
                    precision=_prorogation(contexte, delai, debut),
                )
        yield from _a_lire(contexte, dossier)


def _limites(demande: Demande) -> dict[TypeDelai, date]:
    """What was typed from the arrêté: it wins over the delays of the dispositif."""
    saisies = (
        (TypeDelai.COMMENCEMENT, demande.limite_commencement),
        (TypeDelai.ACHEVEMENT, demande.limite_achevement),
    )
    return {type_delai: limite for type_delai, limite in saisies if limite is not None}


def _echeance(
    contexte: ContexteEcheances,
    dossier: Dossier,
    type_delai: TypeDelai,
    jour: date,
    *,
    source: str,
    precision: str = "",
) -> EcheanceCalculee:
    attente = _ATTENTES[type_delai]
    acquise, faite_le = _arrivee(dossier, type_delai)
    return contexte.echeance(
        f"delai:{dossier.uid}:{type_delai.value}",
        jour,
        attente.intitule,
        attente.nature,
        dossier.objet,
        champ=attente.champ_demande if dossier.demande else attente.champ_ligne,
        source=source,
        precision="" if acquise else precision,
        acquise=acquise,
        faite_le=faite_le,
    )


def _prorogation(contexte: ContexteEcheances, delai: Delai, debut: date) -> str:
    fin = fin_prorogee(delai, contexte.bareme, debut)
    return f"prorogeable au {format_date(fin)}" if fin else ""


def _arrivee(dossier: Dossier, type_delai: TypeDelai) -> tuple[bool, date | None]:
    """Whether what was awaited came, and when, if that is known."""
    match type_delai:
        case TypeDelai.RECEVABILITE | TypeDelai.COMPLETUDE:
            return dossier.completude is not None or dossier.decide, dossier.completude or dossier.decision
        case TypeDelai.REJET_IMPLICITE:
            return dossier.decide, dossier.decision
        case TypeDelai.COMMENCEMENT:
            jour = dossier.declaration or dossier.debut
            return jour is not None, jour
        case TypeDelai.ACHEVEMENT:
            return dossier.achevement is not None, dossier.achevement
        case TypeDelai.SOLDE:
            return dossier.versee or dossier.solde_demande is not None, dossier.solde_demande


def _a_lire(contexte: ContexteEcheances, dossier: Dossier) -> Iterator[EcheanceCalculee]:
    """A demande was notified and no source gives its delays: the arrêté does, and somebody must read it there."""
    demande = dossier.demande
    if demande is None or dossier.notification is None or dossier.achevement is not None:
        return
    connus = [_est_connu(contexte, dossier, demande, t) for t in (TypeDelai.COMMENCEMENT, TypeDelai.ACHEVEMENT)]
    if all(connus):
        return
    yield contexte.echeance(
        f"arrete:{demande.uid}",
        dossier.notification,
        "Lire dans l’arrêté les délais de commencement et d’achèvement",
        NatureEcheance.DEMANDE,
        dossier.objet,
        champ="limite_achevement" if connus[0] else "limite_commencement",
        source=A_LIRE,
    )


def _est_connu(contexte: ContexteEcheances, dossier: Dossier, demande: Demande, type_delai: TypeDelai) -> bool:
    if type_delai in _limites(demande):
        return True
    if type_delai is TypeDelai.COMMENCEMENT and (dossier.declaration or dossier.debut):
        return True
    delai = dossier.dispositif.delai(type_delai) if dossier.dispositif else None
    if delai is None or delai.depart is None or dossier.notification is None:
        return False
    return fin_du_delai(delai, contexte.bareme, dossier.notification) is not None
