"""The labels of fiches-actions: what people write on the left of a cell, above a text or before a colon."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from models.domain.importation.actions import est_un_axe
from models.domain.importation.champs import CHAMPS
from models.domain.importation.entetes import reconnaitre
from models.domain.importation.proximite import cle, cle_pleine
from models.domain.vocabulaire import RolePartenaire
from pvd_desktop.imports.docx_corps import COCHEE, VIDE

PLAN: Final = "plan"
CENTRALITE: Final = "centralite"
CONTRATS: Final = "contrats"
ANNEXES: Final = "annexes"
SECTEURS: Final = "secteurs"
CATEGORIES: Final = "categories"
LIEU: Final = "lieu"
TERRITOIRE: Final = "territoire"
COUT_HT: Final = "cout_ht"
COUT_TTC: Final = "cout_ttc"
RUBRIQUE: Final = "rubrique"
"""A banner above several labels: it says nothing by itself."""
IDENTITE: Final = frozenset({"numero", "intitule", "orientation"})
"""Fields that a fiche gives once: a second one begins another fiche."""
TEXTES: Final = frozenset({"description", CENTRALITE, "note", "point_bloquant", "prochaine_etape"})
_LIBELLE_MAX: Final = 90
_SUR: Final = 0.9
_MOTS: Final = {
    "numero": ("action n°", "n° action", "n°", "fiche action n°", "fiche n°", "n° de l’action", "numéro"),
    "intitule": (
        "action nom", "nom de l’action", "intitulé", "titre", "titre de l’action", "intitulé de l’action", "libellé",
        "action", "projet", "nom du projet", "intitulé du projet", "intitulé de la fiche", "titre de la fiche",
    ),
    "orientation": (
        "orientation stratégique", "axe stratégique", "orientation", "axe", "objectif stratégique",
        "orientation stratégique de rattachement", "axe de rattachement", "enjeu stratégique", "axe thématique",
        "objectif stratégique associé",
    ),
    "maitre_ouvrage": ("maîtres d’ouvrage", "maître d’ouvrage pressenti", "maîtrise d’ouvrage", "pilote de l’action"),
    "description": (
        "description de l’action", "contexte et enjeux", "enjeux et objectifs", "contenu de l’action", "public visé",
        "contexte, enjeux, objectifs et contenu", "objectifs poursuivis", "objectifs opérationnels", "diagnostic",
        "description détaillée", "modalités de mise en œuvre", "mise en œuvre", "étapes de mise en œuvre",
        "public cible",
        "contribution à la transition écologique", "impact environnemental", "bénéficiaires", "état des lieux",
        "résultats attendus", "publics concernés", "éléments de contexte", "présentation du projet", "constats",
    ),
    "partenaires": (
        "partenaires et acteurs", "partenaires à mobiliser", "partenaires financiers et techniques",
        "acteurs concernés",
        "partenaires de l’action", "partenaires institutionnels",
    ),
    "cout": ("coût prévisionnel", "coût estimatif", "coût prévisionnel de l’action", "budget", "estimation financière"),
    COUT_HT: ("coût HT", "coût prévisionnel HT", "montant HT", "coût total HT", "coût hors taxes", "budget HT"),
    COUT_TTC: ("coût TTC", "coût prévisionnel TTC", "montant TTC", "coût total TTC", "budget TTC"),
    PLAN: (
        "plan de financement", "plan de financement prévisionnel", "financement", "financements", "financeurs",
        "modalités de financement", "sources de financement", "partenaires financiers", "cofinanceurs",
        "financements mobilisables", "plan de financement envisagé", "cofinancements", "financements envisagés",
    ),
    "periode": (
        "calendrier", "calendrier prévisionnel", "échéancier", "planning", "calendrier de mise en œuvre",
        "calendrier et étapes", "phasage", "échéances", "délais de réalisation", "planning prévisionnel",
    ),
    CONTRATS: (
        "lien autres programmes et contrats territoriaux", "lien avec d’autres programmes", "articulation",
        "lien avec les autres programmes et contrats", "liens avec d’autres dispositifs", "contrats et programmes liés",
        "articulation avec les autres contrats", "autres programmes et contrats", "cadre contractuel",
        "lien avec le CRTE",
        "lien avec autres programmes et contrats territoriaux", "articulation avec d’autres programmes",
        "liens avec les autres programmes et contrats territoriaux",
    ),
    "indicateurs": (
        "indicateurs de suivi et d’évaluation", "indicateurs de suivi", "indicateurs", "évaluation",
        "critères d’évaluation",
        "suivi et évaluation", "indicateurs de résultats",
    ),
    CENTRALITE: (
        "conséquence sur la fonction de centralité", "conséquences sur la fonction de centralité",
        "fonction de centralité",
        "impact sur la centralité", "centralité", "effets sur la centralité",
        "contribution à la fonction de centralité",
        "impact sur la fonction de centralité", "conséquence sur la fonction de centralités",
    ),
    ANNEXES: ("annexes", "annexe", "pièces jointes", "documents joints", "pièces annexées"),
    "communes": ("commune", "communes", "communes concernées", "commune concernée", "localisation"),
    SECTEURS: (
        "secteurs d’intervention", "secteur d’intervention", "secteur ORT", "périmètre ORT", "secteurs ORT",
        "secteurs concernés",
    ),
    CATEGORIES: ("catégories ORT", "catégorie ORT", "catégorie d’action ORT", "type d’action ORT"),
    LIEU: (
        "adresse, parcelles", "adresse et parcelles", "adresse parcelles", "adresse", "parcelles",
        "parcelles cadastrales",
    ),
    TERRITOIRE: ("territoire concerné", "localisation de l’action", "périmètre de l’action"),
    RUBRIQUE: (
        "identité", "identification", "identité de l’action", "identification de l’action",
        "informations générales", "fiche",
        "présentation générale", "gouvernance", "mise en œuvre et suivi", "budget et financement",
        "éléments financiers",
        "portage", "pilotage", "volet financier", "caractéristiques", "suivi de l’action",
    ),
    "note": ("observations", "commentaires", "remarques", "notes"),
}  # fmt: skip
_NUMEROTATION: Final = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})\s*[.)\-–/]\s+")
_DECOR: Final = re.compile(r"^[\s•▪►➔*–—-]+|[\s:*–—-]+$")
_PARENTHESE: Final = re.compile(r"\s*\([^()]*\)\s*$")
_DEUX_POINTS: Final = re.compile(r"^([^:\n]{2,90}?)\s*:(?:\s+|$)(.*)$", re.DOTALL)
_TITRE: Final = re.compile(
    r"(?is)^\s*(?:fiche[\s-]*(?:action|projet|op[ée]ration)s?|fiche|action|fa)\b[\s\u00a0]*"
    r"(?:n\s*[°ºo]\.?\s*|num[ée]ro\s+)?([A-Z]{0,2}\.?\d{1,3}(?:[.\-]\d{1,3}){0,3}[a-z]?(?!\w))?"
    r"[\s\u00a0]*[:.–—|-]*\s*(.*)$"
)
_BOITE: Final = re.compile(rf"[{COCHEE}{VIDE}☑✓✔✗✘□■▢]|\[\s?[xX]?\s?\]")
_COCHES: Final = frozenset("☒☑✓✔✗✘■")


@lru_cache(maxsize=8192)
def libelle(texte: str) -> tuple[str, float] | None:
    """The field that a label names, and how surely.

    >>> libelle("3. Maître(s) d’ouvrage :"), libelle("ACTION N°"), libelle("Coût prévisionnel (€ HT)")
    (('maitre_ouvrage', 1.0), ('numero', 1.0), ('cout_ht', 1.0))
    >>> libelle("Réhabiliter la halle couverte")
    """
    plat = " ".join(texte.split())
    if not plat or len(plat) > _LIBELLE_MAX or cle(plat).startswith("fiches action"):
        return None
    nu = _DECOR.sub("", _NUMEROTATION.sub("", plat))
    court = _PARENTHESE.sub("", nu)
    for essai in (plat, nu, court):
        if code := _index().get(cle_pleine(essai)):
            return _precise(code, nu), 1.0
    if _BOITE.search(court) or re.search(r"\d{3}", court):
        return None
    if re.match(r"(?:liens?|articulation)\b.*\b(?:contrats?|programmes?|dispositifs?|crte|ort)\b", cle(court)):
        return CONTRATS, 1.0
    trouve = reconnaitre(court)
    if trouve is None or trouve[1] < _SUR:
        return None
    code = _DU_TABLEAU.get(trouve[0], trouve[0])
    return _precise(code, nu), trouve[1]


def est_sur(texte: str) -> bool:
    """Whether these words are a label, word for word."""
    trouve = libelle(texte)
    return trouve is not None and trouve[1] >= 1


def couper(texte: str) -> tuple[str, str, str] | None:
    """« Label : value » as (code, label, value).

    >>> couper("Intitulé de l’action : Refaire la place")
    ('intitule', 'Intitulé de l’action', 'Refaire la place')
    """
    morceaux = _DEUX_POINTS.match(texte)
    trouve = libelle(morceaux[1]) if morceaux else None
    return (trouve[0], morceaux[1].strip(), morceaux[2].strip()) if morceaux and trouve else None


def titre_de_fiche(texte: str) -> tuple[str, str] | None:
    """Number and title when these words open a fiche: « Fiche-action n° 1.2 : Refaire la place ».

    >>> titre_de_fiche("FICHE ACTION N°3 – Refaire la place"), titre_de_fiche("Fiche-action 1.1"), titre_de_fiche("Rue")
    (('3', 'Refaire la place'), ('1.1', ''), None)
    >>> titre_de_fiche("Fiche action"), titre_de_fiche("Actions de communication"), titre_de_fiche("Fiches-actions")
    (('', ''), None, None)
    """
    plat = " ".join(texte.split())
    trouve = _TITRE.match(plat)
    if trouve is None or len(plat) > 300:
        return None
    numero, titre = trouve[1] or "", trouve[2].strip()
    debut = cle(plat)
    if not numero and (not debut.startswith("fiche") or debut.startswith(("fiches", "fiche actions"))):
        return None
    if not numero and titre and not re.search(r"(?i)^\W*fiche[\s-]*(?:action|projet|op[ée]ration)?\s*[:–—|-]", plat):
        return None
    return numero, titre


def est_une_orientation(texte: str) -> bool:
    """Whether a heading announces an orientation: « Axe 1 : Habitat »."""
    return len(texte) < 200 and est_un_axe(texte) and libelle(texte) is None


def role(texte: str) -> RolePartenaire | None:
    """What a partner does, when a label says it.

    >>> role("Partenaires techniques"), role("Financeur")
    (<RolePartenaire.TECHNIQUE: 'technique'>, <RolePartenaire.FINANCEUR: 'financeur'>)
    """
    plat = cle(texte).removeprefix("partenaires ").removeprefix("partenaire ")
    for membre in RolePartenaire:
        if plat in {cle(membre.libelle), cle(membre.value)}:
            return membre
    singulier = re.sub(r"(?<=\w)s\b", "", plat)
    return _ROLES.get(singulier)


def cochees(texte: str) -> tuple[str, ...] | None:
    """The choices that are ticked; ``None`` when there is no box.

    >>> cochees("☐ Faible ☒ Moyen ☐ Fort"), cochees("Oui ☒ Non ☐"), cochees("[x] Fort [ ] Faible"), cochees("Fort")
    (('Moyen',), ('Oui',), ('Fort',), None)
    """
    boites = list(_BOITE.finditer(texte))
    if not boites:
        return None
    avant = bool(texte[: boites[0].start()].strip(" :\n")) and not texte[boites[-1].end() :].strip()
    choix: list[str] = []
    for i, boite in enumerate(boites):
        if avant:
            mots = texte[boites[i - 1].end() if i else 0 : boite.start()]
        else:
            mots = texte[boite.end() : boites[i + 1].start() if i + 1 < len(boites) else len(texte)]
        if boite[0] in _COCHES or "x" in boite[0].lower():
            choix.append(" ".join(mots.split()).strip(" ;,/"))
    return tuple(filter(None, choix))


def _precise(code: str, texte: str) -> str:
    """« Coût » is HT or TTC when its label says one of them."""
    mots = cle(texte).split()
    if code == "cout" and ("ht" in mots) != ("ttc" in mots):
        return COUT_HT if "ht" in mots else COUT_TTC
    return code


_DU_TABLEAU: Final = {
    "financeur": PLAN, "dispositif": "note", "montant_demande": PLAN, "montant_accorde": PLAN, "taux": "note",
    "etat": "note", "adresse": LIEU, "part_decidee": "part_decidee", "sous_orientation": "note",
    "porteur_id": "porteur_id",
    "numero_dossier": "note", "date_depot": "note", "date_notification": "note", "uid": "note",
}  # fmt: skip
_ROLES: Final = {
    "financier": RolePartenaire.FINANCEUR,
    "technique": RolePartenaire.TECHNIQUE,
    "appui technique": RolePartenaire.TECHNIQUE,
    "associe": RolePartenaire.ASSOCIE,
    "operateur": RolePartenaire.OPERATEUR,
    "maitre d oeuvre": RolePartenaire.MOE,
    "maitrise d oeuvre": RolePartenaire.MOE,
    "assistant a maitrise d ouvrage": RolePartenaire.AMO,
}


@cache
def _index() -> dict[str, str]:
    return dict(_paires())


def _paires() -> Iterator[tuple[str, str]]:
    for champ in CHAMPS.values():
        yield cle_pleine(champ.libelle), _DU_TABLEAU.get(champ.code, champ.code)
    for code, textes in _MOTS.items():
        for texte in textes:
            yield cle_pleine(texte), code
