"""The next day of each demande: its own, or that of a financement line it asks for."""

from collections.abc import Iterable, Mapping

from models.domain.demandes.situee import est_vivante
from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.projet import Projet
from models.domain.uids import Uid


def prochaines_echeances(projet: Projet, echeances: Iterable[EcheanceCalculee]) -> Mapping[Uid, EcheanceCalculee]:
    """The first open échéance of each demande that something is still expected of; they come in the order of days."""
    vivantes = [demande for demande in projet.demandes if est_vivante(demande)]
    uids = {demande.uid for demande in vivantes}
    des_lignes = {financement: demande.uid for demande in vivantes for financement in demande.financements}
    prochaines: dict[Uid, EcheanceCalculee] = {}
    for echeance in echeances:
        uid = des_lignes.get(echeance.objet.uid, echeance.objet.uid)
        if echeance.ouverte and uid in uids:
            prochaines.setdefault(uid, echeance)
    return prochaines


def demandes_pressantes(projet: Projet, echeances: Iterable[EcheanceCalculee]) -> int:
    """How many demandes have something late, or due this week."""
    prochaines = prochaines_echeances(projet, echeances).values()
    return sum(echeance.etat in {EtatEcheance.RETARD, EtatEcheance.SEMAINE} for echeance in prochaines)
