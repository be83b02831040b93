"""What is due to a meeting: the actions that something blocks, the demandes to decide, the decisions not done yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Final

from models.domain.demande import Demande
from models.domain.formats import format_date
from models.domain.instances.situee import ReunionSituee, est_ouverte, nommer_instance
from models.domain.projet import Projet
from models.domain.vocabulaire import Vocabulaire

_SANS_MARQUES: Final = dict.fromkeys(map(ord, "\\*_[]<>` \u00a0\n"))


class NaturePoint(Vocabulaire):
    """Why a point is proposed."""

    BLOCAGE = "blocage", "Actions arrêtées par un point bloquant"
    DEMANDE = "demande", "Demandes de financement à décider"
    DECISION = "decision", "Suites des décisions précédentes"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPropose:
    """One point, as it would enter the agenda."""

    cle: str
    nature: NaturePoint
    texte: str
    """One line, in plain words."""


def points_proposes(projet: Projet, situee: ReunionSituee) -> tuple[PointPropose, ...]:
    """In the order of the plan; what the agenda already says is not proposed again."""
    dit = _mots(unescape(situee.reunion.ordre_du_jour))
    tous = (*_blocages(projet), *_demandes(projet), *_decisions(projet, situee))
    return tuple(p for p in tous if _mots(p.texte) not in dit)


def inscrire(ordre_du_jour: str, points: Iterable[PointPropose]) -> str:
    """The agenda, CommonMark, with these points under the title of their kind, after what it says."""
    retenus = tuple(points)
    blocs = [ordre_du_jour.rstrip()] if ordre_du_jour.strip() else []
    for nature in NaturePoint:
        textes = [_escape(p.texte) for p in retenus if p.nature is nature]
        if textes:
            blocs.append("\n".join((f"**{nature.libelle}**", "", *(f"- {texte}" for texte in textes))))
    return "\n\n".join(blocs)


def _blocages(projet: Projet) -> Iterator[PointPropose]:
    for fiche in projet.fiches:
        bloquant = " ".join(fiche.suivi.point_bloquant.split())
        if fiche.statut.est_vivant and bloquant:
            texte = f"{fiche.titre}\u00a0: {bloquant}"
            yield PointPropose(cle=f"blocage:{fiche.uid}", nature=NaturePoint.BLOCAGE, texte=texte)


def _demandes(projet: Projet) -> Iterator[PointPropose]:
    for demande in projet.demandes:
        if demande.date_depot is None and demande.date_deliberation is None and demande.issue is None:
            texte = f"{_nom(projet, demande)}\u00a0: décider du dépôt"
            yield PointPropose(cle=f"demande:{demande.uid}", nature=NaturePoint.DEMANDE, texte=texte)


def _decisions(projet: Projet, situee: ReunionSituee) -> Iterator[PointPropose]:
    """Those of the meetings before this one, whichever instance took them: a COPIL follows what a COTECH prepared."""
    borne = situee.reunion.jour or date.max
    for instance in projet.instances:
        for reunion in instance.reunions:
            if reunion.uid == situee.reunion.uid or (reunion.jour or date.min) > borne:
                continue
            for decision in filter(est_ouverte, reunion.decisions):
                prise = f"{nommer_instance(instance)}, {format_date(reunion.jour)}" if reunion.jour else ""
                attendue = f"à faire pour le {format_date(decision.echeance)}" if decision.echeance else ""
                suite = ", ".join(filter(None, (prise, decision.responsable, attendue)))
                texte = (decision.intitule or "Décision sans intitulé") + (f" ({suite})" if suite else "")
                yield PointPropose(cle=f"decision:{decision.uid}", nature=NaturePoint.DECISION, texte=texte)


def _nom(projet: Projet, demande: Demande) -> str:
    if demande.intitule:
        return demande.intitule
    situees = filter(None, map(projet.operation, demande.operations))
    return ", ".join(dict.fromkeys(fiche.titre for fiche, _ in situees)) or "Demande sans nom"


def _mots(texte: str) -> str:
    """What is compared: the editor writes marks and spaces its own way."""
    return texte.translate(_SANS_MARQUES)


def _escape(texte: str) -> str:
    """The words as they are: a star or a bracket of a title is no mark."""
    return "".join(f"\\{c}" if c in "\\*_[]<>`" else c for c in texte)
