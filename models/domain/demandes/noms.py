"""What people call a demande: its dispositif, its year, its title; no two of a project alike."""

from collections import Counter
from collections.abc import Mapping

from models.domain.demandes.situee import situer
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.projet import Projet
from models.domain.uids import Uid


def noms_des_demandes(projet: Projet, dispositifs: Dispositifs) -> Mapping[Uid, str]:
    """« DETR 2027 – Requalifier la place » for each of them, in their order; the second of a name bears a number."""
    noms: dict[Uid, str] = {}
    vus = Counter[str]()
    for demande in projet.demandes:
        situee = situer(demande, projet, dispositifs)
        sigle = (situee.dispositif.sigle or situee.dispositif.intitule) if situee.dispositif else ""
        guichet = " ".join(filter(None, (sigle, str(situee.annee or ""))))
        nom = " – ".join(filter(None, (guichet, situee.nom)))
        vus[nom] += 1
        noms[demande.uid] = f"{nom} ({vus[nom]})" if vus[nom] > 1 else nom
    return noms
