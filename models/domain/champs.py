"""The fields a text of the convention may hold: what each is called, and what the project puts in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.domain import grammaire
from models.domain.engagements import engages
from models.domain.formats import format_date_longue, format_euros, format_taux
from models.domain.plan_action import actions_du_plan
from models.domain.projet import Projet
from models.domain.territoire import Territoire
from models.domain.vocabulaire import CategorieOrt, RegimeOrt, RoleCommune

_BENEFICIAIRES = {RoleCommune.BENEFICIAIRE, RoleCommune.BENEFICIAIRE_VILLE_PRINCIPALE}
_VILLES_PRINCIPALES = {RoleCommune.BENEFICIAIRE_VILLE_PRINCIPALE, RoleCommune.VILLE_PRINCIPALE_EPCI}
_ORT = "opération de revitalisation de territoire (ORT)"
_CCH = "du code de la construction et de l’habitation"
_PORTEES = {
    RegimeOrt.VAUT_ORT: f"La présente convention vaut {_ORT} au sens de l’article L.\u00a0303-2 {_CCH}.",
    RegimeOrt.AVENANT_ORT: f"La présente convention vaut avenant à la convention d’{_ORT} déjà conclue en application "
    f"de l’article L.\u00a0303-2 {_CCH}.",
    RegimeOrt.DEROGATION: f"La présente convention vaut {_ORT} au sens de l’article L.\u00a0303-2 {_CCH}, sur "
    "dérogation accordée par le préfet en application de l’article L.\u00a0303-3 du même code\u00a0; la décision est "
    "jointe à la convention.",
    RegimeOrt.SANS_ORT: "La présente convention ne vaut pas opération de revitalisation de territoire.",
}


@dataclass(frozen=True, slots=True)
class Champ:
    """A field that a value of the project replaces, as ``{territoire}``."""

    nom: str
    """As it is written between braces."""
    libelle: str
    """What people are asked for when the value is missing."""
    valeur: Callable[[Projet], str | None]


@dataclass(frozen=True, slots=True)
class ChampBloc:
    """A field that stands alone in its paragraph and becomes a table or a list, as ``{orientations}``."""

    nom: str
    libelle: str
    est_rempli: Callable[[Projet], bool]


def communes_beneficiaires(territoire: Territoire) -> tuple[str, ...]:
    """Names of the towns of the programme; of every commune as long as none is said to be one."""
    nommees = [c for c in territoire.communes if c.nom]
    return tuple(c.nom for c in nommees if c.role in _BENEFICIAIRES) or tuple(c.nom for c in nommees)


def categories_mobilisees(projet: Projet) -> tuple[CategorieOrt, ...]:
    """The categories of the ORT that its living actions fall under, in the order of the law."""
    categories = {c for fiche in projet.fiches if fiche.statut.est_vivant for c in fiche.categories_ort}
    return tuple(c for c in CategorieOrt if c in categories)


def _communes(singulier: str, pluriel: str) -> Callable[[Projet], str | None]:
    """« la commune d’Auchel », « les communes d’Auchel et de Lillers »."""

    def valeur(projet: Projet) -> str | None:
        noms = communes_beneficiaires(projet.territoire)
        if not noms:
            return None
        return f"{pluriel if len(noms) > 1 else singulier} {grammaire.enumerer([grammaire.de(nom) for nom in noms])}"

    return valeur


def _date(lire: Callable[[Territoire], date | None]) -> Callable[[Projet], str | None]:
    def valeur(projet: Projet) -> str | None:
        jour = lire(projet.territoire)
        return format_date_longue(jour) if jour else None

    return valeur


def _texte(lire: Callable[[Territoire], str]) -> Callable[[Projet], str | None]:
    return lambda projet: lire(projet.territoire)


def _duree(projet: Projet) -> str | None:
    annees = projet.territoire.duree_annees
    if not annees:
        return None
    return f"{grammaire.en_lettres(annees)}\u00a0{'an' if annees == 1 else 'ans'}"


def _quotite(projet: Projet) -> str | None:
    quotite = projet.territoire.chef_de_projet.quotite
    # A part of somebody's time stands in a sentence, not beside other rates.
    return format_taux(quotite, decimales=0) if quotite is not None else None


def _tribunal(projet: Projet) -> str:
    tribunal = projet.territoire.tribunal
    return tribunal[:1].lower() + tribunal[1:] if tribunal.startswith("Tribunal") else tribunal


def _ville_principale(projet: Projet) -> str:
    return next((c.nom for c in projet.territoire.communes if c.role in _VILLES_PRINCIPALES), "")


def _cout(projet: Projet) -> str | None:
    totaux = projet.totaux
    return f"{format_euros(totaux.cout)} ({totaux.libelle_base})" if totaux.cout is not None else None


CHAMPS = (
    Champ("territoire", "nom du territoire", _texte(lambda t: t.nom)),
    Champ("communes", "communes", lambda p: grammaire.enumerer(communes_beneficiaires(p.territoire))),
    Champ("la commune", "communes", _communes("la commune", "les communes")),
    Champ("de la commune", "communes", _communes("de la commune", "des communes")),
    Champ("à la commune", "communes", _communes("à la commune", "aux communes")),
    Champ("ville principale", "ville principale de l’EPCI", _ville_principale),
    Champ("EPCI", "EPCI", _texte(lambda t: t.epci.nom)),
    Champ("l’EPCI", "EPCI", _texte(lambda t: grammaire.avec_article(t.epci.nom))),
    Champ("département", "département", _texte(lambda t: t.departement)),
    Champ("région", "région", _texte(lambda t: t.region)),
    Champ("portée ORT", "régime ORT", _texte(lambda t: _PORTEES[t.regime_ort])),
    Champ("date d’adhésion", "date de la convention d’adhésion", _date(lambda t: t.date_adhesion)),
    Champ("date de la convention", "date de la convention-cadre", _date(lambda t: t.date_convention)),
    Champ("date de fin", "date de fin de la convention", _date(lambda t: t.fin_convention)),
    Champ("durée", "durée de la convention", _duree),
    Champ("CRTE", "nom du CRTE", _texte(lambda t: t.crte.nom)),
    Champ("date du CRTE", "date du CRTE", _date(lambda t: t.crte.date_signature)),
    Champ("chef de projet", "nom du chef de projet", _texte(lambda t: t.chef_de_projet.nom)),
    Champ("employeur du chef de projet", "employeur du chef de projet", _texte(lambda t: t.chef_de_projet.employeur)),
    Champ("quotité du chef de projet", "quotité du chef de projet", _quotite),
    Champ("tribunal", "tribunal administratif compétent", _tribunal),
    Champ("coût total", "coût prévisionnel du plan", _cout),
)
"""Every field that has a value, in the order in which people choose one."""

BLOCS = (
    ChampBloc("liste des communes", "communes", lambda p: bool(communes_beneficiaires(p.territoire))),
    ChampBloc("diagnostic", "sections du diagnostic", lambda p: any(s.texte for s in p.territoire.diagnostic)),
    ChampBloc("orientations", "orientations stratégiques", lambda p: bool(p.orientations)),
    ChampBloc("secteurs d’intervention", "secteurs d’intervention", lambda p: bool(p.territoire.secteurs)),
    ChampBloc("catégories ORT", "catégories ORT des actions", lambda p: bool(categories_mobilisees(p))),
    ChampBloc("effets de l’ORT", "effets de l’ORT mobilisés", lambda p: bool(p.territoire.ort.effets)),
    ChampBloc(
        "conditions de délégation",
        "conditions de délégation à des opérateurs",
        lambda p: bool(p.territoire.ort.conditions_delegation.strip()),
    ),
    ChampBloc("tableau des actions", "actions inscrites au plan", lambda p: any(True for _ in actions_du_plan(p))),
    # None to mature is an answer, not an omission.
    ChampBloc("projets en maturation", "projets en maturation", lambda _: True),
    ChampBloc(
        "résultats attendus", "indicateurs des orientations", lambda p: any(o.indicateurs for o in p.orientations)
    ),
    # The territory commits itself in the article, and nobody waits for the text of an association.
    ChampBloc("engagements des collectivités du territoire", "engagements des collectivités", lambda _: True),
    *(
        ChampBloc(
            nom,
            f"texte fourni par {qui}, date de réception et référent",
            # The name is bound now: the loop goes on.
            lambda p, nom=nom: bool(engages(p, nom)),
        )
        for nom, qui in (
            ("engagements de l’État et des opérateurs", "chaque opérateur"),
            ("engagements de la Région", "la Région"),
            ("engagements du Département", "le Département"),
            ("engagements des autres opérateurs", "chaque opérateur"),
        )
    ),
    ChampBloc("engagements des acteurs privés", "engagements des acteurs privés", lambda _: True),
    ChampBloc("synthèse financière", "coût prévisionnel du plan", lambda p: p.totaux.cout is not None),
)
"""Every field that becomes a table or a list."""
