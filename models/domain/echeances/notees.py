"""The échéances that people typed, or that came from their calendar."""

from collections.abc import Iterator, Mapping

from models.domain.demande import Demande
from models.domain.echeance import Echeance
from models.domain.echeances import EcheanceCalculee, NatureEcheance, etat_du
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from models.domain.uids import Uid

SANS_INTITULE = "Échéance sans intitulé"


def notees(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Each typed échéance that has a day; it opens where it was typed."""
    projet = contexte.projet
    demandes = {d.uid: d for d in projet.demandes}
    for echeance in projet.echeances:
        if echeance.cle or echeance.jour is None:
            continue
        fiche = projet.fiche(echeance.fiche) if echeance.fiche else None
        fin = echeance.fin if echeance.fin and echeance.fin > echeance.jour else None
        yield EcheanceCalculee(
            cle=f"notee:{echeance.uid}",
            jour=echeance.jour,
            fin=fin,
            intitule=echeance.intitule or SANS_INTITULE,
            nature=NatureEcheance.NOTEE,
            objet=Objet(
                type="echeance",
                uid=echeance.uid,
                libelle=_liens(echeance, fiche, demandes) if echeance.fiche or echeance.demande else "",
                fiche=fiche.uid if fiche else None,
            ),
            etat=etat_du(fin or echeance.jour, contexte.aujourd_hui, faite=echeance.faite_le is not None),
            faite_le=echeance.faite_le,
            motif=echeance.motif,
            saisie=echeance.uid,
        )


def _liens(echeance: Echeance, fiche: FicheAction | None, demandes: Mapping[Uid, Demande]) -> str:
    """The action and the demande it was tied to, or that they are gone."""
    demande = demandes.get(echeance.demande) if echeance.demande else None
    liens = (
        fiche.titre if fiche else "action dans la corbeille" if echeance.fiche else "",
        (demande.intitule or "Demande") if demande else "demande dans la corbeille" if echeance.demande else "",
    )
    return " · ".join(filter(None, liens))
