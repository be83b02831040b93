"""The demande that a financement line calls for: the one that asks for it already, else what a new one would hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.demandes.suivi import DATES_COMMUNES, TEXTES_COMMUNS
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from models.domain.uids import Uid

MOIS_CAMPAGNE: Final = 7
"""From July on, what one prepares is for the next year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandePreparee:
    """What a new demande of one line is made of."""

    ligne: LigneDemande
    nom: str
    """Of its operation."""
    dispositif: str = ""
    """Code of the dispositif; empty when the reference does not know the one that the line names."""
    annee: int
    deja: Mapping[str, Any]
    """What the line says already of a dossier that was filed: its dates, its number, its issue."""


def annee_de_campagne(jour: date) -> int:
    """The campaign that one prepares on that day.

    >>> annee_de_campagne(date(2026, 6, 30)), annee_de_campagne(date(2026, 7, 1))
    (2026, 2027)
    """
    return jour.year + (jour.month >= MOIS_CAMPAGNE)


def demande_de(projet: Projet, financement: Uid) -> Demande | None:
    """The demande that asks for a line: the one still waited for when there are several, else the last one."""
    siennes = [d for d in projet.demandes if any(ligne.financement == financement for ligne in d.lignes)]
    attendues = [d for d in siennes if d.issue is None]
    return next(reversed(attendues or siennes), None)


def empechement(projet: Projet, financement: Uid, dispositifs: Dispositifs) -> str:
    """Why no demande can be prepared for a line; empty when one can."""
    trouvee = projet.financement(financement)
    if trouvee is None:
        return "Cette ligne n’est plus dans le projet."
    fiche, _, ligne = trouvee
    if ligne.etat.est_perdu:
        return f"Cette ligne est à l’état «\u00a0{ligne.etat.libelle}\u00a0»\u00a0: elle ne demande plus rien."
    if not fiche.statut.est_vivant:
        return f"L’action est à l’état «\u00a0{fiche.statut.libelle}\u00a0»\u00a0: elle ne demande rien."
    if not ligne.dispositif.strip() and dispositifs.de(ligne, projet.organisme(ligne.financeur)) is None:
        return "Indiquez d’abord le dispositif de cette ligne\u00a0: il choisit le formulaire et les pièces."
    return ""


def preparer(projet: Projet, financement: Uid, dispositifs: Dispositifs, jour: date) -> DemandePreparee | None:
    """What a new demande of that line holds; ``None`` when none can be prepared."""
    trouvee = projet.financement(financement)
    if trouvee is None or empechement(projet, financement, dispositifs):
        return None
    fiche, operation, ligne = trouvee
    dispositif = dispositifs.de(ligne, projet.organisme(ligne.financeur))
    annees = [ligne.annee, *(r.annee for r in ligne.repartitions), ligne.date_depot.year if ligne.date_depot else None]
    return DemandePreparee(
        ligne=LigneDemande(operation=operation.uid, financement=ligne.uid),
        nom=operation.intitule or fiche.titre,
        dispositif=dispositif.code if dispositif else "",
        annee=next((annee for annee in annees if annee), annee_de_campagne(jour)),
        deja=_deja(ligne),
    )


def deja_dit(lignes: Iterable[Financement]) -> Mapping[str, Any]:
    """What all these lines say alike of a dossier that was filed: its dates, its number, its issue."""
    dits = [_deja(ligne) for ligne in lignes]
    return {nom: valeur for nom, valeur in dits[0].items() if all(d.get(nom) == valeur for d in dits)} if dits else {}


def _deja(ligne: Financement) -> Mapping[str, Any]:
    dit = {nom: getattr(ligne, nom) for nom in (*DATES_COMMUNES, *TEXTES_COMMUNS)}
    issue = {"issue": IssueDemande.ACCORDEE} if ligne.etat.est_acquis else {}
    return {nom: valeur for nom, valeur in dit.items() if valeur} | issue
