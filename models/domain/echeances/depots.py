"""Before the dépôt: the délibération to take, the campaign that closes, the demande to make again each year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from models.domain.dispositifs.dispositif import Campagne, Dispositif
from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.echeances.dossiers import Dossier
from models.domain.gouvernance import TypeInstance
from models.domain.jours import ajouter_annees
from models.domain.vocabulaire import EtatFinancement

_CAMPAGNE = "Calendrier du dispositif"


def campagnes(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The closing of each campaign a demande is meant for; of the others, one a campaign for all their lines."""
    sans_demande: dict[tuple[str, int], list[Dossier]] = defaultdict(list)
    for dossier in contexte.dossiers:
        dispositif = dossier.dispositif
        if dispositif is None or not dispositif.campagnes:
            continue
        annee = _annee(dossier)
        if dossier.demande is None:
            if annee is not None and dossier.depot is None and dossier.lignes[0].etat is EtatFinancement.ENVISAGE:
                sans_demande[dispositif.code, annee].append(dossier)
            continue
        campagne = _campagne(dispositif, annee, contexte.aujourd_hui)
        if campagne is not None and campagne.cloture is not None:
            yield contexte.echeance(
                f"campagne:{dossier.uid}:{campagne.annee}",
                campagne.cloture,
                f"Clôture de la campagne {campagne.annee}",
                NatureEcheance.DEMANDE,
                dossier.objet,
                champ="date_depot",
                source=_CAMPAGNE,
                precision=campagne.precision,
                acquise=dossier.depot is not None or dossier.decide,
                faite_le=dossier.depot,
            )
    for (code, annee), dossiers in sans_demande.items():
        campagne = _campagne(contexte.dispositifs.par_code[code], annee, contexte.aujourd_hui)
        if campagne is not None and campagne.cloture is not None:
            nombre = len(dossiers)
            yield contexte.echeance(
                f"campagne:{code}:{annee}",
                campagne.cloture,
                f"Clôture de la campagne {annee}\u00a0: {contexte.dispositifs.par_code[code].nom}",
                NatureEcheance.DEMANDE,
                dossiers[0].objet,
                champ="date_depot",
                source=_CAMPAGNE,
                precision="1 ligne sans demande" if nombre == 1 else f"{nombre} lignes sans demande",
            )


def deliberations(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The délibération that a demande awaits: at the next council, or else before its campaign closes."""
    conseils = sorted(
        reunion.jour
        for instance in contexte.projet.instances
        if instance.type is TypeInstance.CONSEIL
        for reunion in instance.reunions
        if reunion.jour and reunion.jour >= contexte.aujourd_hui
    )
    for dossier in contexte.dossiers:
        demande = dossier.demande
        if demande is None or dossier.decide:
            continue
        campagne = _campagne(dossier.dispositif, demande.annee, contexte.aujourd_hui) if dossier.dispositif else None
        cloture = campagne.cloture if campagne and not dossier.depot else None
        conseil = next((jour for jour in conseils if cloture is None or jour <= cloture), None)
        jour = demande.date_deliberation or conseil or cloture
        if jour is None:
            continue
        yield contexte.echeance(
            f"deliberation:{demande.uid}",
            jour,
            "Délibération à prendre" if dossier.depot else "Délibération à prendre avant le dépôt",
            NatureEcheance.DEMANDE,
            dossier.objet,
            champ="date_deliberation",
            source="Article L.\u00a02121-29 du CGCT",
            precision="au prochain conseil" if conseil and not demande.date_deliberation else "",
            acquise=demande.date_deliberation is not None and demande.date_deliberation <= contexte.aujourd_hui,
            faite_le=demande.date_deliberation,
        )


def demandes_annuelles(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """What is granted by the year (the poste, the suivi-animation) is asked for again a year after the last dépôt.

    A year later still, it was given up, or asked for without being noted here. Nothing is to renew once its operation
    is achieved, nor once the line of a later year is there.
    """
    derniers: dict[str, Dossier] = {}
    annees: dict[str, int] = {}
    for dossier in contexte.dossiers:
        dispositif, depot = dossier.dispositif, dossier.depot
        if dispositif is None or not dispositif.est_annuel:
            continue
        annees[dispositif.code] = max(annees.get(dispositif.code, 0), _annee(dossier) or 0)
        if depot is None:
            continue
        dernier = derniers.get(dispositif.code)
        if dernier is None or dernier.depot is None or dernier.depot < depot:
            derniers[dispositif.code] = dossier
    fin = contexte.projet.territoire.fin_convention
    for code, dossier in derniers.items():
        jour = ajouter_annees(dossier.depot, 1) if dossier.depot else None
        if jour is None or (fin is not None and jour > fin):
            continue
        if dossier.achevement is not None or annees[code] > (_annee(dossier) or jour.year - 1):
            continue
        if contexte.aujourd_hui <= ajouter_annees(jour, 1):
            yield contexte.echeance(
                f"annuelle:{code}:{jour.year}",
                jour,
                f"Demande annuelle à renouveler\u00a0: {dossier.dispositif.nom if dossier.dispositif else code}",
                NatureEcheance.DEMANDE,
                dossier.objet,
                champ="date_depot",
                source="Aide accordée par an",
            )


def _annee(dossier: Dossier) -> int | None:
    if dossier.demande is not None:
        return dossier.demande.annee
    return dossier.operations[0].annee_intention or dossier.lignes[0].annee


def _campagne(dispositif: Dispositif, annee: int | None, aujourd_hui: date) -> Campagne | None:
    """That of the year, or the next one to close when no year is said."""
    if annee is not None:
        return next((c for c in dispositif.campagnes if c.annee == annee), None)
    ouvertes = [c for c in dispositif.campagnes if c.cloture and c.cloture >= aujourd_hui]
    return min(ouvertes, key=lambda c: c.cloture or aujourd_hui, default=None)
