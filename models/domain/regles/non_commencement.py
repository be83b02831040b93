"""Rules of the first legal act: what must have happened before, funder by funder (FA-06, SUB-10)."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from models.domain.dispositifs.dispositif import FaitLiberatoire
from models.domain.formats import format_date
from models.domain.grammaire import minuscule
from models.domain.plan_financement import Financement, Operation
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan
from models.domain.vocabulaire import EtatFinancement, Gravite, Jalon, NatureFinancement, StatutAction, TypeOrganisme

_CHAMPS: Final = {
    FaitLiberatoire.DEPOT: "date_depot",
    FaitLiberatoire.RECEPTION: "date_accuse",
    FaitLiberatoire.COMPLETUDE: "date_completude",
    FaitLiberatoire.DECISION: "date_decision",
    FaitLiberatoire.DEROGATION: "date_derogation",
    FaitLiberatoire.A_VERIFIER: "date_depot",
}
"""Field of a line that holds the day of each fait; before the dépôt nobody may begin, whatever the règlement."""
_VOISINS: Final = {TypeOrganisme.COMMUNE, TypeOrganisme.EPCI, TypeOrganisme.SYNDICAT}
"""What neighbours bring to what they bear together is no aid one applies for."""


def non_commencement(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """FA-06: an operation already begun has a subvention without AR: the right to it may be lost.

    Grave when the operation itself says it began (a dated act that is not a study nor an acquisition, or a
    commencement); a warning when only the status of the fiche says so, which proves nothing if another operation of
    the fiche has its dates. A fonds de concours is no State or regional aid: out of scope.
    """
    depuis = commencement(plan, contexte.aujourd_hui)
    if depuis is None and not _presume_commencee(contexte, plan):
        return
    for ligne in plan.lignes:
        if ligne.nature is not NatureFinancement.SUBVENTION or ligne.etat.est_acquis or ligne.date_accuse:
            continue
        if _est_libere(contexte, ligne, depuis):
            continue
        debut = (
            f"a commencé le {format_date(depuis)}"
            if depuis
            else f"est dite «\u00a0{contexte.fiche.statut.libelle}\u00a0»"
        )
        yield Constat(
            code="FA-06",
            gravite=Gravite.GRAVE if depuis else Gravite.AVERTISSEMENT,
            jalon=Jalon.DEPOT,
            message=(
                f"L’opération {debut} alors que la subvention «\u00a0{contexte.nom_ligne(ligne)}\u00a0» "
                f"{_manque(ligne)}."
            ),
            remede=_remede(depuis),
            objet=contexte.objet(plan, ligne),
            champ="date_accuse",
            source=(
                "Article R.\u00a02334-24 du CGCT\u00a0; décret n°\u00a02018-514, article\u00a05\u00a0; "
                "sinon règlement du financeur"
            ),
        )


def acte_apres_le_fait_liberatoire(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-10: the first legal act comes after the fait libératoire of each subvention's dispositif.

    Studies, the maîtrise d'œuvre of studies and acquisitions are neutral; a signed devis is a commencement. Where no
    source says the fait libératoire, an act before the dépôt is a warning, and one that only waits for the decision
    is to be checked. What has no AR at all is FA-06.
    """
    acte = commencement(plan, contexte.aujourd_hui)
    if acte is None:
        return
    for ligne in plan.lignes:
        if ligne.nature is not NatureFinancement.SUBVENTION or _est_derogee(ligne, acte):
            continue
        if contexte.type_financeur(ligne) in _VOISINS:
            continue
        fait = _fait(contexte, ligne)
        jour = _jour(ligne, fait)
        if jour is not None and acte < jour:
            yield _trop_tot(contexte, plan, ligne, acte, jour)
        elif ligne.date_accuse and not ligne.etat.est_acquis and (jour is None or fait is FaitLiberatoire.A_VERIFIER):
            yield _a_verifier(contexte, plan, ligne, acte)


def commencement(plan: Plan, aujourd_hui: date) -> date | None:
    """First day the operation itself says it began, up to today; a neutral act (étude, acquisition) is none."""
    return debut_de(plan.operation, aujourd_hui)


def debut_de(operation: Operation, aujourd_hui: date) -> date | None:
    """The same, of an operation."""
    acte = operation.date_premier_acte
    if operation.type_premier_acte is None or operation.type_premier_acte.est_neutre:
        acte = None
    jours = [jour for jour in (acte, operation.date_commencement) if jour and jour <= aujourd_hui]
    return min(jours, default=None)


def _trop_tot(contexte: Contexte, plan: Plan, ligne: Financement, acte: date, jour: date) -> Constat:
    fait = _fait(contexte, ligne)
    dispositif = contexte.dispositif(ligne)
    verifie = fait is not FaitLiberatoire.A_VERIFIER
    quoi = "le dépôt de la demande" if not verifie else avec_article(fait)
    return Constat(
        code="SUB-10",
        gravite=Gravite.GRAVE if verifie else Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=(
            f"{_nommer_acte(plan, acte)} le {format_date(acte)}, avant {quoi} de "
            f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0» ({_dire_jour(ligne, fait, jour)})\u00a0: le droit à l’aide "
            "peut être perdu."
        ),
        remede=(
            "Corriger la date si elle est fausse\u00a0; sinon demander une dérogation au financeur, ou retirer de la "
            "dépense éligible ce que cet acte engage."
        ),
        objet=contexte.objet(plan, ligne),
        champ=_CHAMPS[fait],
        source=(dispositif.article_fait_liberatoire if dispositif else "") or "Règlement du financeur",
    )


def _a_verifier(contexte: Contexte, plan: Plan, ligne: Financement, acte: date) -> Constat:
    fait = _fait(contexte, ligne)
    connu = fait is not FaitLiberatoire.A_VERIFIER
    attendu = f"il fallait attendre {avec_article(fait)}" if connu else "son règlement dit ce qu’il fallait attendre"
    return Constat(
        code="SUB-10",
        gravite=Gravite.AVERTISSEMENT if connu else Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=(
            f"{_nommer_acte(plan, acte)} le {format_date(acte)}, et «\u00a0{contexte.nom_ligne(ligne)}\u00a0» n’a pas "
            f"encore répondu\u00a0: {attendu}."
        ),
        remede=(
            "Lire le règlement du financeur, et l’écrire dans les dispositifs des réglages du projet."
            if not connu
            else "Dater ce qui manque sur la ligne, ou demander une dérogation au financeur."
        ),
        objet=contexte.objet(plan, ligne),
        champ=_CHAMPS[fait] if connu else "date_notification",
        source="Règlement du financeur",
    )


def _fait(contexte: Contexte, ligne: Financement) -> FaitLiberatoire:
    dispositif = contexte.dispositif(ligne)
    return dispositif.fait_liberatoire if dispositif else FaitLiberatoire.A_VERIFIER


def _jour(ligne: Financement, fait: FaitLiberatoire) -> date | None:
    """Day of the fait, or the last day known to come before it."""
    match fait:
        case FaitLiberatoire.RECEPTION:
            return ligne.date_accuse or ligne.date_depot
        case FaitLiberatoire.COMPLETUDE:
            return ligne.date_completude
        case FaitLiberatoire.DECISION:
            return ligne.date_decision or ligne.date_notification
        case FaitLiberatoire.DEROGATION:
            return ligne.date_derogation
        case FaitLiberatoire.DEPOT | FaitLiberatoire.A_VERIFIER:
            return ligne.date_depot or ligne.date_accuse


def _dire_jour(ligne: Financement, fait: FaitLiberatoire, jour: date) -> str:
    """The day, named when it is that of another step: a request is received at the earliest when it is filed."""
    suppose = fait is FaitLiberatoire.RECEPTION and ligne.date_accuse is None
    return f"déposée le {format_date(jour)}" if suppose else format_date(jour)


def est_a_attendre(ligne: Financement) -> bool:
    """Whether a line may keep one from signing: a subvention that was neither decided nor let begin."""
    if ligne.nature is not NatureFinancement.SUBVENTION or ligne.date_derogation is not None:
        return False
    return not (ligne.etat.est_perdu or ligne.etat.est_acquis)


def attend_son_fait(ligne: Financement, fait: FaitLiberatoire, type_financeur: TypeOrganisme | None) -> bool:
    """Whether nothing may be signed yet because of a line ``est_a_attendre``: what must come first has no day."""
    return type_financeur not in _VOISINS and _jour(ligne, fait) is None


def champ_du_fait(fait: FaitLiberatoire) -> str:
    """Field of a line that holds the day of a fait."""
    return _CHAMPS[fait]


def _est_derogee(ligne: Financement, acte: date) -> bool:
    return ligne.date_derogation is not None and ligne.date_derogation <= acte


def _est_libere(contexte: Contexte, ligne: Financement, depuis: date | None) -> bool:
    """Whether the funder asks for no AR: it lets begin, or the dépôt is enough."""
    if depuis is None:
        return False
    if _est_derogee(ligne, depuis):
        return True
    depose = ligne.date_depot is not None and ligne.date_depot <= depuis
    return depose and _fait(contexte, ligne) is FaitLiberatoire.DEPOT


def _nommer_acte(plan: Plan, acte: date) -> str:
    operation = plan.operation
    if operation.type_premier_acte and operation.date_premier_acte == acte:
        return operation.type_premier_acte.libelle
    return "Commencement"


@cache
def avec_article(fait: FaitLiberatoire) -> str:
    """« la réception de la demande (AR reçu) »."""
    article = "le" if fait in {FaitLiberatoire.DEPOT, FaitLiberatoire.COMPLETUDE} else "la"
    return f"{article} {minuscule(fait.libelle)}"


def _presume_commencee(contexte: Contexte, plan: Plan) -> bool:
    """Only the status says so, and no operation of the fiche says which of them began."""
    if contexte.fiche.statut not in {StatutAction.ENGAGEE, StatutAction.EN_COURS}:
        return False
    acte = plan.operation.type_premier_acte
    if acte is not None and acte.est_neutre:
        return False
    return all(commencement(autre, contexte.aujourd_hui) is None for autre in contexte.plans)


def _manque(ligne: Financement) -> str:
    if ligne.etat is EtatFinancement.ENVISAGE:
        return "n’est pas encore demandée"
    return "n’a pas d’accusé de réception"


def _remede(depuis: date | None) -> str:
    if depuis is None:
        return "Dater le premier acte de l’opération et l’AR reçu\u00a0; d’ici là, ne rien signer."
    return "Noter l’AR reçu s’il existe\u00a0; sinon demander au financeur une dérogation avant de poursuivre."
