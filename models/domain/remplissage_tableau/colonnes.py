"""Which column of a partner’s table receives which field: read as an import reads it, then what only we can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from models.domain.importation.champs import CHAMPS, FINANCEUR_COLONNE, IGNORE
from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.proximite import cle, cle_pleine
from models.domain.remplissage_tableau.sources import SOURCES, mesure_de
from models.domain.suivi.tableau_suivi import COLONNES

_PROPRES: Final[Mapping[str, tuple[str, ...]]] = {
    "acquis": ("aides acquises", "subventions acquises", "total acquis"),
    "sollicite": ("aides sollicitées", "subventions sollicitées en cours", "total sollicité"),
    "a_solliciter": ("aides à solliciter", "subventions à solliciter", "reste à solliciter"),
    "a_trouver": ("reste à trouver", "financement à trouver"),
    "financeurs": ("financeurs et dispositifs", "liste des financeurs", "cofinanceurs"),
    "prochaine_etape_qui": ("qui fait la prochaine étape",),
    "derniere_nouvelle": ("dernières nouvelles", "actualité", "point d’étape"),
    "completude": ("taux de complétude",),
}
"""What the import does not read, because the project computes it or gives it several cells; and its titles."""
CHOIX_DE_COLONNE: Final = (IGNORE, *SOURCES)
"""Uses of a column, in the order they are proposed."""
_PREMIER_GROUPE_NOMME: Final = 1000
_LIBELLES: Final = {"montant_retenu": "Montant de l’aide"}
_MONTANTS: Final = frozenset({"montant_demande", "montant_accorde"})
_NON_REMPLIS: Final = frozenset({"siret", "insee"})
"""Numbers that the project does not keep: a SIREN is not one of them."""


def libelle_de(champ: str) -> str:
    """The name of a field, as people choose it."""
    if champ == IGNORE:
        return "Ne pas remplir"
    if champ in CHAMPS:
        return CHAMPS[champ].libelle
    return _LIBELLES.get(champ) or COLONNES[champ]


def adapter(correspondance: Correspondance) -> Correspondance:
    """What an import understood of the columns, turned to writing."""
    neuves = [_adapter(a) for a in correspondance.affectations]
    return replace(correspondance, affectations=tuple(_sans_repetition(_relier(neuves))))


def pour_la_lecture(correspondance: Correspondance) -> Correspondance:
    """The same for the import, which finds again the rows of the actions: fields of its own only."""
    return replace(
        correspondance,
        affectations=tuple(a if a.champ in CHAMPS else replace(a, champ=IGNORE) for a in correspondance.affectations),
    )


def changer(correspondance: Correspondance, colonne: int, champ: str, financeur: str = "") -> Correspondance:
    """The same with another use of a column."""
    neuves = tuple(
        replace(
            a,
            champ=champ,
            financeur=financeur or a.entete if champ == FINANCEUR_COLONNE else "",
            groupe=0,
            certitude=1.0,
        )
        if a.colonne == colonne
        else a
        for a in correspondance.affectations
    )
    return replace(correspondance, affectations=neuves)


def memoriser(correspondance: Correspondance) -> dict[str, Any]:
    """What is worth remembering for the same header, as plain JSON values."""
    return {
        str(a.colonne): {"champ": a.champ, "financeur": a.financeur, "groupe": a.groupe}
        for a in correspondance.affectations
    }


def reprendre(correspondance: Correspondance, memoire: object) -> Correspondance:
    """The same with what was remembered; what cannot be read of it is left as it was found."""
    retenues: Mapping[str, Any] = memoire if isinstance(memoire, Mapping) else {}  # pyright: ignore[reportUnknownVariableType]
    return replace(
        correspondance,
        affectations=tuple(_reprendre(a, retenues.get(str(a.colonne))) for a in correspondance.affectations),
    )


def _reprendre(a: Affectation, retenue: object) -> Affectation:
    if not isinstance(retenue, Mapping):
        return a
    valeurs: Mapping[str, Any] = retenue  # pyright: ignore[reportUnknownVariableType]
    champ, groupe = valeurs.get("champ"), valeurs.get("groupe")
    if champ != IGNORE and champ not in SOURCES:
        return a
    return replace(
        a,
        champ=champ,
        financeur=str(valeurs.get("financeur") or ""),
        groupe=groupe if isinstance(groupe, int) else 0,
        certitude=1.0,
    )


def _adapter(a: Affectation) -> Affectation:
    propre = a.entete.rsplit("·", 1)[-1].strip()
    if champ := _index().get(cle_pleine(propre)):
        return replace(a, champ=champ, financeur="", groupe=0, certitude=1.0)
    if a.champ == "porteur_id" and _NON_REMPLIS & set(cle(propre).split()):
        return replace(a, champ=IGNORE)
    if a.champ in _MONTANTS and mesure_de(propre) is None:
        # « Montant » beside a financeur is what it brings, granted or asked for.
        return replace(a, champ="montant_retenu")
    return a if a.champ in SOURCES else replace(a, champ=IGNORE)


def _sans_repetition(affectations: Sequence[Affectation]) -> list[Affectation]:
    """An import puts several columns together; written back, one answer stands in the surest of them only."""
    choisies: dict[object, Affectation] = {}
    for a in affectations:
        identite = _answer(a)
        if identite not in choisies or a.certitude > choisies[identite].certitude:
            choisies[identite] = a
    gardees = {a.colonne for a in choisies.values()}
    return [a if a.colonne in gardees else replace(a, champ=IGNORE) for a in affectations]


def _answer(a: Affectation) -> object:
    """What two columns share when they would receive the same; nothing is shared by those that receive nothing."""
    if a.champ == IGNORE:
        return a.colonne
    mesure = mesure_de(a.entete.rsplit("·", 1)[-1]) if a.champ == FINANCEUR_COLONNE else None
    return (a.champ, a.financeur, a.groupe, a.base, a.etat, a.annee, a.poste, mesure)


def _relier(affectations: Sequence[Affectation]) -> list[Affectation]:
    """Columns beside the amounts of a financeur are about it; « Financeur 1 » alone is all of them."""
    nommes = {a.groupe: a.financeur for a in affectations if a.champ == FINANCEUR_COLONNE}
    numerotes = {a.groupe for a in affectations if 0 < a.groupe < _PREMIER_GROUPE_NOMME}
    resultat: list[Affectation] = []
    for a in affectations:
        if a.groupe >= _PREMIER_GROUPE_NOMME:
            a = replace(a, financeur=nommes.get(a.groupe, a.financeur))  # noqa: PLW2901
        elif len(numerotes) < 2:
            a = replace(a, groupe=0)  # noqa: PLW2901
        resultat.append(a)
    return resultat


@cache
def _index() -> dict[str, str]:
    """Titles of the fields that are ours alone."""
    return {
        cle_pleine(titre): champ
        for champ, titres in _PROPRES.items()
        for titre in (COLONNES[champ], *titres)
        if champ in SOURCES
    }
