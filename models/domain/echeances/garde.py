"""« Ne rien signer avant… »: the operations whose subventions still await what lets them begin.

The same facts as SUB-10, told before the mistake instead of after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import FaitLiberatoire
from models.domain.echeances.operations import objet_operation
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.regles.non_commencement import (
    attend_son_fait,
    avec_article,
    champ_du_fait,
    debut_de,
    est_a_attendre,
)
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Garde:
    """An operation that nothing may be signed for yet, because of one line."""

    operation: Uid
    objet: Objet
    """The line that awaits its fait libératoire."""
    fait: FaitLiberatoire
    champ: str
    """Where its day will be typed."""
    message: str
    """« Ne rien signer avant la réception de la demande (AR reçu) : DETR »."""
    source: str


def gardes(projet: Projet, dispositifs: Dispositifs, aujourd_hui: date) -> tuple[Garde, ...]:
    """One for each line that awaits, in the order of the plan; an operation that has begun is told by SUB-10."""
    return tuple(
        garde
        for fiche in projet.fiches
        if fiche.statut.est_vivant and fiche.statut is not StatutAction.TERMINEE
        for operation in fiche.operations
        if operation.financements and debut_de(operation, aujourd_hui) is None
        for garde in _gardes(projet, dispositifs, fiche, operation)
    )


def _gardes(projet: Projet, dispositifs: Dispositifs, fiche: FicheAction, operation: Operation) -> Iterator[Garde]:
    a_attendre = [ligne for ligne in operation.financements if est_a_attendre(ligne)]
    libelle = objet_operation(fiche, operation).libelle if a_attendre else ""
    for ligne in a_attendre:
        financeur = projet.organisme(ligne.financeur)
        dispositif = dispositifs.de(ligne, financeur)
        fait = dispositif.fait_liberatoire if dispositif else FaitLiberatoire.A_VERIFIER
        if not attend_son_fait(ligne, fait, financeur.type if financeur else None):
            continue
        nom = ligne.dispositif or (financeur.nom if financeur else "") or ligne.nature.libelle
        # Where no source says what must happen, nothing is signed before the dépôt, and the règlement is read.
        attendu = avec_article(fait) if fait is not FaitLiberatoire.A_VERIFIER else "le dépôt de la demande"
        yield Garde(
            operation=operation.uid,
            objet=Objet(type="financement", uid=ligne.uid, libelle=libelle, fiche=fiche.uid),
            fait=fait,
            champ=champ_du_fait(fait),
            message=f"Ne rien signer avant {attendu}\u00a0: {nom}",
            source=(dispositif.article_fait_liberatoire if dispositif else "") or "Règlement du financeur",
        )
