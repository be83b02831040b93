"""Rules of what lets the minimal participation be lower, or asks for more (SUB-02, SUB-03, SUB-04)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.domain.bareme import Parametre
from models.domain.fiche_action import Piece
from models.domain.formats import format_euros, format_taux
from models.domain.grammaire import minuscule
from models.domain.plan_financement import ZERO
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan, baisser, pourcentage_bas
from models.domain.regles.dotations import cle_dispositif
from models.domain.regles.participation import Participation
from models.domain.vocabulaire import ContratLie, Gravite, Jalon, Theme, TypeOrganisme

_OUTRE_MER: Final = ("97", "98")
_CORSE: Final = ("2A", "2B")
_CHEFS_DE_FILE: Final = {
    Theme.MOBILITES: "mobilité durable",
    Theme.EQUIPEMENTS: "services publics de proximité",
    Theme.ESPACES_PUBLICS: "aménagement de l’espace",
    Theme.COMMERCE: "développement local",
}
"""Themes that may belong to the competences of L1111-9."""
_BLOC_COMMUNAL: Final = {TypeOrganisme.COMMUNE, TypeOrganisme.EPCI}


def exception_legale(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-02: below the minimal participation, something in the project says that an exception of the law may hold.

    It takes the place of SUB-01: a warning, with the pièce to join.
    """
    part = plan.participation
    minimum = contexte.parametre("participation_minimale")
    if part is None or part.exces(minimum.valeur) <= 0:
        return
    cas = exception(contexte, plan, part)
    if not cas:
        return
    yield Constat(
        code="SUB-02",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=(
            f"Participation du maître d’ouvrage\u00a0: {format_euros(part.part)} sur {format_euros(part.total)}, soit "
            f"{pourcentage_bas(part.taux)} pour un minimum de {format_taux(minimum.valeur)}. "
            f"Une exception semble s’appliquer\u00a0: {cas}."
        ),
        remede=(
            "Joindre au dossier ce qui l’établit (dérogation, contrat, statuts)\u00a0; sans elle, "
            f"{minuscule(baisser(contexte, plan, plan.aides, part.exces(minimum.valeur)))}."
        ),
        objet=contexte.objet(plan),
        champ="pieces",
        source="Article L.\u00a01111-10, III et IV du CGCT",
    )


def chef_de_file(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-03: 30 % may be asked in the competences whose leader the law names; its reach is disputed, so a warning.

    Silent below the general minimum, which says it first, and for the operations of a CPER.
    """
    part = plan.participation
    minimum = contexte.parametre("participation_chef_de_file")
    if part is None or plan.type_maitre_ouvrage not in _BLOC_COMMUNAL:
        return
    themes = [nom for theme, nom in _CHEFS_DE_FILE.items() if theme in contexte.fiche.themes]
    exces = part.exces(minimum.valeur)
    general = contexte.parametre("participation_minimale").valeur
    if not themes or exces <= 0 or part.taux < general or _a_un_contrat(contexte, ContratLie.CPER):
        return
    yield Constat(
        code="SUB-03",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=(
            f"Participation du maître d’ouvrage\u00a0: {pourcentage_bas(part.taux)}. La loi en demande "
            f"{format_taux(minimum.valeur)} pour les compétences à chef de file ({themes[0]}), soit "
            f"{format_euros(part.part + exces)}\u00a0; le champ de cette règle est discuté."
        ),
        remede=(
            "Demander à la préfecture si elle l’applique\u00a0; si oui, "
            f"{minuscule(baisser(contexte, plan, plan.aides, exces))}."
        ),
        objet=contexte.objet(plan),
        champ="financements",
        source=minimum.source,
    )


def petite_commune(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-04: the project lets communes go below the general minimum; whoever reads the plan must know why.

    Silent as long as the project adapts nothing: the law that would allow 5 % was not seen promulgated.
    """
    part = plan.participation
    minimum = contexte.parametre("participation_minimale")
    permis = contexte.parametre("participation_petites_communes")
    if part is None or not est_permise(plan, part, permis) or part.exces(minimum.valeur) <= 0:
        return
    yield Constat(
        code="SUB-04",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=(
            f"Participation du maître d’ouvrage\u00a0: {pourcentage_bas(part.taux)}, sous le minimum général de "
            f"{format_taux(minimum.valeur)}. Le projet admet {format_taux(permis.valeur)} pour les petites communes."
        ),
        remede="Vérifier que la loi est promulguée et que la commune est dans son champ, et citer le texte.",
        objet=contexte.objet(plan),
        champ="financements",
        source=permis.source,
    )


def est_permise(plan: Plan, part: Participation, permis: Parametre) -> bool:
    """Whether the share is one the project admits for a commune."""
    return plan.type_maitre_ouvrage is TypeOrganisme.COMMUNE and part.exces(permis.valeur) <= 0


def exception(contexte: Contexte, plan: Plan, part: Participation) -> str:
    """The exception of L1111-10 that something in the project points to; empty when nothing does."""
    derogation = next((p for p in contexte.fiche.pieces if _est_une_derogation(p, plan)), None)
    mots = {mot for ligne in plan.lignes for mot in cle_dispositif(ligne.dispositif).split()}
    membres = _contributions_des_membres(contexte, plan)
    cas = (
        (derogation is not None, f"une dérogation est jointe («\u00a0{_nom(derogation)}\u00a0»)"),
        (_a_un_contrat(contexte, ContratLie.CPER), "opération du contrat de plan État-Région"),
        (bool(mots & {"anru", "npnru"}), "programme de renouvellement urbain (loi n°\u00a02003-710, article\u00a09)"),
        ("interreg" in mots, "coopération territoriale européenne, 15\u00a0% au moins"),
        (contexte.departement.startswith(_OUTRE_MER), "collectivité d’outre-mer, si la loi la cite"),
        (contexte.departement in _CORSE, "Corse, 10\u00a0% au moins pour certains réseaux"),
        (
            membres > 0
            and Participation(part=part.part + membres, aides=part.aides - membres).taux >= _minimum(contexte),
            f"les contributions des membres ({format_euros(membres)}) comptent dans la part du syndicat",
        ),
    )
    return next((texte for vrai, texte in cas if vrai), "")


def _minimum(contexte: Contexte) -> Decimal:
    return contexte.parametre("participation_minimale").valeur


def _contributions_des_membres(contexte: Contexte, plan: Plan) -> Decimal:
    if plan.type_maitre_ouvrage is not TypeOrganisme.SYNDICAT:
        return ZERO
    membres = (ligne for ligne in plan.aides if contexte.type_financeur(ligne) in _BLOC_COMMUNAL)
    return sum((ligne.montant_retenu for ligne in membres), ZERO)


def _a_un_contrat(contexte: Contexte, contrat: ContratLie) -> bool:
    return any(lien.contrat is contrat for lien in contexte.fiche.contrats)


def _est_une_derogation(piece: Piece, plan: Plan) -> bool:
    mots = cle_dispositif(f"{piece.type} {piece.intitule}").split()
    return "derogation" in mots and piece.operation in {None, plan.operation.uid}


def _nom(piece: Piece | None) -> str:
    return (piece.intitule or piece.type) if piece else ""
