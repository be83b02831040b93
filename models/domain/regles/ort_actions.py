"""Rules of the ORT on what its convention holds: duration, calendar, money, secteurs, operators, kinds of actions."""

from collections.abc import Iterator, Sequence

from models.domain.fiche_action import FicheAction
from models.domain.grammaire import enumerer
from models.domain.regles import Constat, Objet
from models.domain.regles.ort_contexte import L303_1, L303_2, ContexteOrt
from models.domain.vocabulaire import CategorieOrt, Gravite, Jalon

_CITEES = 5
"""Actions named by a point: the list has the others."""
_ARTICLE_ORT = "ort"
_MOTS_DE_DELEGATION = ("délég", "opérateur")


def contenu_de_la_convention(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-05: the convention gives its duration, the calendar, the plan de financement, the actions of each secteur.

    Of the actions inscrites only; that one of them is in no secteur is FA-08.
    """
    if not contexte.preparee:
        return
    territoire = contexte.territoire
    if not territoire.duree_annees and territoire.fin_ort is None:
        yield _contenu(
            contexte.gravite,
            "La convention ne dit pas sa durée.",
            "Écrire sa durée en années\u00a0; cinq ans est l’usage.",
            contexte.sur_territoire(),
            "duree_annees",
        )
    inscrites = contexte.inscrites
    for quoi, remede, champ, manquent in (
        ("de calendrier", "Dater une phase de chacune", "phases", [f for f in inscrites if not _est_datee(f)]),
        (
            "de coût",
            "Écrire les dépenses de chacune et leur financement",
            "depenses",
            [f for f in inscrites if not _est_chiffree(f)],
        ),
    ):
        if manquent:
            aucune = len(manquent) == len(inscrites)
            yield _contenu(
                contexte.gravite if aucune else Gravite.AVERTISSEMENT,
                _sans(quoi, manquent, inscrites),
                f"{remede}, ou remettre «\u00a0En maturation\u00a0» celles qui ne sont pas mûres.",
                contexte.sur_plan(),
                champ,
            )
    if inscrites and territoire.secteurs and not any(fiche.secteurs for fiche in inscrites):
        yield _contenu(
            contexte.gravite,
            "Aucune action inscrite n’est située dans un secteur d’intervention"
            f" ({len(inscrites)} action{'s' if len(inscrites) > 1 else ''}).",
            "Cocher le ou les secteurs de chaque action.",
            contexte.sur_plan(),
            "secteurs",
        )


def delegation_a_des_operateurs(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-06: the convention says on which conditions actions are entrusted to operators.

    The standard article does; one that the project worded otherwise may have lost it.
    """
    article = contexte.projet.convention.article(_ARTICLE_ORT)
    if not contexte.preparee or contexte.territoire.ort.conditions_delegation.strip() or article is None:
        return
    texte = article.texte.casefold()
    if not texte or any(mot in texte for mot in _MOTS_DE_DELEGATION):
        return
    yield Constat(
        code="ORT-06",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.SIGNATURE,
        message=(
            "L’article sur l’opération de revitalisation, tel qu’il a été réécrit, ne dit plus à quelles conditions "
            "des actions peuvent être confiées à des opérateurs."
        ),
        remede="Écrire ces conditions, ou reprendre le paragraphe «\u00a0Les opérateurs\u00a0» du texte type.",
        objet=contexte.sur_territoire(),
        champ="ort_conditions_delegation",
        source=f"{L303_2}\u00a0: conditions de délégation d’actions à des opérateurs",
    )


def actions_d_habitat(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-07: the plan has at least one of the actions that improve housing (L303-1)."""
    if contexte.preparee and contexte.actions and not _a_une(contexte, frozenset({CategorieOrt.HABITAT})):
        yield _categorie(
            contexte,
            "ORT-07",
            f"Aucune action du plan n’améliore l’habitat ({_compter(contexte)}).",
            "Cocher la catégorie «\u00a0Amélioration de l’habitat\u00a0» d’une action au moins, ou en ajouter une.",
            f"{L303_2}, III et {L303_1[0].lower()}{L303_1[1:]}",
        )


def actions_de_revitalisation(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-08: the plan has at least one action of the ten categories."""
    dix = frozenset(CategorieOrt) - {CategorieOrt.HABITAT}
    if contexte.preparee and contexte.actions and not _a_une(contexte, dix):
        yield _categorie(
            contexte,
            "ORT-08",
            f"Aucune action du plan n’est rangée dans l’une des dix catégories de l’ORT ({_compter(contexte)}).",
            "Cocher les catégories ORT de chaque action.",
            f"{L303_2}, III",
        )


def _contenu(gravite: Gravite, message: str, remede: str, objet: Objet, champ: str) -> Constat:
    return Constat(
        code="ORT-05",
        gravite=gravite,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=objet,
        champ=champ,
        source=f"{L303_2}\u00a0: durée, calendrier, plan de financement, répartition des actions par secteur",
    )


def _categorie(contexte: ContexteOrt, code: str, message: str, remede: str, source: str) -> Constat:
    return Constat(
        code=code,
        gravite=contexte.gravite,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=contexte.sur_plan(),
        champ="categories_ort",
        source=source,
    )


def _a_une(contexte: ContexteOrt, categories: frozenset[CategorieOrt]) -> bool:
    return any(not categories.isdisjoint(fiche.categories_ort) for fiche in contexte.actions)


def _compter(contexte: ContexteOrt) -> str:
    nombre = len(contexte.actions)
    return f"{nombre} action{'s' if nombre > 1 else ''}"


def _est_datee(fiche: FicheAction) -> bool:
    return any(phase.debut or phase.fin for phase in fiche.phases)


def _est_chiffree(fiche: FicheAction) -> bool:
    depenses = (depense for operation in fiche.operations for depense in operation.depenses)
    return any(depense.montant_ht is not None or depense.montant_ttc is not None for depense in depenses)


def _sans(quoi: str, manquent: Sequence[FicheAction], inscrites: Sequence[FicheAction]) -> str:
    if len(inscrites) == 1:
        return f"La seule action inscrite n’a pas {quoi}."
    if len(manquent) == len(inscrites):
        return f"Aucune des {len(inscrites)} actions inscrites n’a {quoi}."
    numeros = [fiche.numero or fiche.intitule or "une action sans nom" for fiche in manquent]
    cites = numeros[:_CITEES] + ([f"{len(numeros) - _CITEES} autres"] if len(numeros) > _CITEES else [])
    verbe = "n’a pas" if len(manquent) == 1 else "n’ont pas"
    return f"{len(manquent)} des {len(inscrites)} actions inscrites {verbe} {quoi}\u00a0: {enumerer(cites)}."
