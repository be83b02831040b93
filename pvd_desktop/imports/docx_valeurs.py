"""The words of a Word fiche turned into values: what is not understood becomes a note, and is said."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from models.domain.errors import SaisieError
from models.domain.fiche_action import LienContrat, Phase
from models.domain.importation.cellules import separer
from models.domain.importation.proximite import cle, plus_proche
from models.domain.importation.valeurs import Intervalle, est_vide, lire_periode
from models.domain.orientation import Indicateur
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from models.domain.vocabulaire import CategorieOrt, ContratLie, TypePhase
from pvd_desktop.imports.docx_blocs import Tableau
from pvd_desktop.imports.docx_libelles import cochees

_JOUR: Final = re.compile(r"\s*\((\d{2}/\d{2}/\d{4})\)$")
_UNITE: Final = re.compile(r"^(.*\S)\s*\(([^()]{1,40})\)$")
_VALIDEE: Final = re.compile(r"(?i)^(.*?)\s*\(valid[ée]e?s? .*?le (\d{1,2}/\d{1,2}/\d{4})\)\s*$")
_DELEGUE: Final = re.compile(r"(?i)^(.*?)\s*\(ma[iî]trise d[’']ouvrage d[ée]l[ée]gu[ée]e? [àa] (.*)\)$")
_FREQUENCE: Final = re.compile(
    r"(?i)\b(annuel|trimestriel|semestriel|mensuel|hebdomadaire|quotidien|bisannuel|biennal|continu|ponctuel|unique|"
    r"tous les|toutes les|chaque|à la |au |en fin|une fois|fin de)"
)
_PARCELLES: Final = re.compile(
    r"(?i)(?:^|[,;]\s*)((?:parcelles?|cadastre|sections?)\b.*|[A-Z]{1,2}\s?(?:n°\s?)?\d{1,4}\b.*)$"
)
_SUITE_DE_NOM: Final = re.compile(r"(?:d[’']|de |du |des |l[’']|et |préfecture|sous-préfecture|direction |service )")
_COMMENCEMENT: Final = "Du commencement à l’achèvement"
_SEPARATEURS: Final = tuple(map(re.compile, (r"\s*:\s*", r"\s+[–—-]\s+", r"\s*[–—-]\s*")))
"""What stands between the words and the dates of a line, the surest first."""
_CONTRATS: Final = {
    "contrat de relance et de transition ecologique": ContratLie.CRTE,
    "contrat de relance et transition ecologique": ContratLie.CRTE,
    "operation de revitalisation de territoire": ContratLie.ORT,
    "action coeur de ville": ContratLie.ACV,
    "contrat de plan etat region": ContratLie.CPER,
    "operation programmee d amelioration de l habitat": ContratLie.OPAH,
    "plan climat air energie territorial": ContratLie.PCAET,
    "plan climat": ContratLie.PCAET,
    "contrat regional": ContratLie.CONTRAT_REGION,
    "contrat departemental": ContratLie.CONTRAT_DEPARTEMENT,
    "territoires d industrie": ContratLie.TERRITOIRES_INDUSTRIE,
    "programme leader": ContratLie.LEADER,
}


def separer_validation(texte: str) -> tuple[str, date | None]:
    """« Inscrite (validée en comité de pilotage le 06/11/2025) »."""
    trouve = _VALIDEE.match(texte)
    return (trouve[1], _jour(trouve[2])) if trouve else (texte, None)


def separer_delegue(texte: str) -> tuple[str, str]:
    """The maître d'ouvrage and the one who acts for it."""
    trouve = _DELEGUE.match(texte)
    return (trouve[1].strip(), trouve[2].strip()) if trouve else (texte.strip(), "")


def separer_lieu(texte: str) -> tuple[str, str]:
    """An address and the parcelles after it.

    >>> separer_lieu("Grand-Place, AB 112 à AB 118"), separer_lieu("14, rue de l’Abbaye")
    (('Grand-Place', 'AB 112 à AB 118'), ('14, rue de l’Abbaye', ''))
    """
    plat = propre_ligne(texte)
    trouve = _PARCELLES.search(plat)
    return (plat[: trouve.start()].strip(" ,;"), trouve[1].strip()) if trouve else (plat, "")


def lire_contrats(texte: str) -> list[LienContrat]:
    """« OPAH-RU (convention n° 62) ; CRTE », or the boxes that are ticked.

    >>> [(c.contrat.value, c.reference) for c in lire_contrats("CRTE (fiche 12) ; ORT ; Contrat du Pays")]
    [('crte', 'fiche 12'), ('ort', ''), ('autre', 'Contrat du Pays')]
    """
    choix = cochees(texte)
    if choix is None:
        choix = (
            re.split(r"\u00a0; |\n", texte) if "\u00a0; " in texte else re.split(r"\s*[;\n]\s*|, (?![^(]*\))", texte)
        )
    return [
        _contrat(propre_ligne(m).lstrip("-–•·* ").strip(" .;")) for m in choix if m.strip(" .;-–•\n") and not _absent(m)
    ]


def lire_categories(texte: str) -> tuple[tuple[CategorieOrt, ...], list[str]]:
    """Those that are named by their number or their words, and what is neither.

    >>> lire_categories("6. Espaces et équipements publics")[0]
    (<CategorieOrt.ESPACES_EQUIPEMENTS: '6'>,)
    """
    lues: list[CategorieOrt] = []
    restes: list[str] = []
    for ligne in cochees(texte) or texte.split("\n"):
        plat = propre_ligne(ligne)
        debut = re.match(r"(?i)^(10|[1-9]|h)\s*(?:[.)–:-]|$)", plat)
        if debut:
            lues.append(CategorieOrt(debut[1].lower()))
        elif proche := plus_proche(cle(plat), ((cle(c.libelle), c) for c in CategorieOrt), 0.7):
            lues.append(proche[0])
        elif plat:
            restes.append(plat)
    return tuple(dict.fromkeys(lues)), restes


def lire_noms(texte: str, connus: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """Names of a list, or those whose box is ticked; ``connus`` are keys of names that may hold a comma.

    >>> lire_noms("Conseil d’architecture, d’urbanisme et de l’environnement, Anah ; État, préfecture du Nord")
    ('Conseil d’architecture, d’urbanisme et de l’environnement', 'Anah', 'État, préfecture du Nord')
    """
    choix = cochees(texte)
    return choix if choix is not None else tuple(_recoller(separer(texte), connus))


def _recoller(morceaux: Sequence[str], connus: AbstractSet[str]) -> list[str]:
    noms: list[str] = []
    rang = 0
    while rang < len(morceaux):
        fin = next(
            (f for f in range(len(morceaux), rang + 1, -1) if cle(" ".join(morceaux[rang:f])) in connus), rang + 1
        )
        nom = ", ".join(morceaux[rang:fin])
        if noms and fin == rang + 1 and _SUITE_DE_NOM.match(nom):
            noms[-1] = f"{noms[-1]}, {nom}"
        else:
            noms.append(nom)
        rang = fin
    return noms


def indicateurs_du_tableau(tableau: Tableau) -> list[Indicateur]:
    """The rows under « Indicateur | Référence | Cible | Source »."""
    entete = next((r for r in tableau.rangees if any(c.texte for c in r.cellules)), None)
    if entete is None:
        return []
    roles = [_role_indicateur(cle(c.texte)) for c in entete.cellules]
    lus: list[Indicateur] = []
    for rangee in tableau.rangees:
        if rangee.numero <= entete.numero:
            continue
        textes = {
            role: propre_ligne(c.texte) for role, c in zip(roles, rangee.cellules, strict=False) if not _absent(c.texte)
        }
        if titre := textes.get("intitule"):
            lus.append(_indicateur(titre, textes))
    return lus


def phases_du_tableau(tableau: Tableau) -> tuple[list[Phase], list[tuple[str, date | None, date | None]], list[str]]:
    """Phases, then (opération, commencement, achèvement), then rows whose dates are not understood."""
    phases: list[Phase] = []
    operations: list[tuple[str, date | None, date | None]] = []
    restes: list[str] = []
    entete = tableau.rangees[0]
    colonnes = [cle(c.texte) for c in entete.cellules]
    dates = [
        i
        for i, t in enumerate(colonnes)
        if re.search(r"\b(debut|demarrage|fin|date|dates|periode|echeance|calendrier|annee|delai|trimestre)", t)
    ]
    nom = next((i for i in range(len(colonnes)) if i not in dates), 0)
    for rangee in tableau.rangees[1:]:
        textes = [propre_ligne(c.texte) for c in rangee.cellules]
        intitule = textes[nom] if nom < len(textes) else ""
        donnees = [textes[i] for i in dates if i < len(textes)]
        if not any(textes):
            continue
        jalon = len(donnees) == 2 and donnees[1] == "—"
        bornes = [_intervalle(t) for t in donnees if not _absent(t)]
        if any(b is None for b in bornes) or not bornes:
            restes.append(" · ".join(filter(None, textes)))
            continue
        debut, fin = _bornes(donnees, [b for b in bornes if b is not None])
        if intitule.startswith(_COMMENCEMENT):
            operations.append((intitule.removeprefix(_COMMENCEMENT).lstrip("\u00a0: "), debut, fin))
            continue
        type_ = TypePhase.JALON if jalon or (debut is not None and debut == fin) else TypePhase.PHASE
        libelle = "" if intitule == type_.libelle else intitule
        phases.append(
            Phase(
                intitule=libelle[:LONGUEUR_TITRE],
                type=type_,
                debut=debut,
                fin=None if type_ is TypePhase.JALON else fin,
            )
        )
    return phases, operations, restes


def phase_de_la_ligne(texte: str) -> Phase | None:
    """« Travaux : T1 2026 – T3 2027 », or a period alone; nothing when these are words."""
    plat = propre_ligne(texte).lstrip("-–•·* ").rstrip(" .;")
    if seule := _intervalle(plat):
        return Phase(intitule="Calendrier prévisionnel", debut=seule.debut, fin=seule.fin)
    for separateur in _SEPARATEURS:
        a, _, b = separateur.sub("\n", plat, count=1).partition("\n")
        for nom, dates in ((a, b), (b, a)):
            if nom and dates and len(nom) <= 200 and (bornes := _intervalle(dates)) is not None:
                jalon = bornes.debut == bornes.fin
                type_ = TypePhase.JALON if jalon else TypePhase.PHASE
                return Phase(intitule=nom.strip(), type=type_, debut=bornes.debut, fin=None if jalon else bornes.fin)
    return None


def _bornes(donnees: Sequence[str], bornes: Sequence[Intervalle]) -> tuple[date | None, date | None]:
    if len(donnees) == 1:
        return bornes[0].debut, bornes[0].fin
    debut = None if _absent(donnees[0]) else bornes[0].debut
    fin = None if _absent(donnees[1]) else bornes[-1].fin
    return debut, fin


def _intervalle(texte: str) -> Intervalle | None:
    try:
        return lire_periode(texte.removeprefix("en ").removeprefix("En "))
    except SaisieError:
        return None


def _contrat(texte: str) -> LienContrat:
    for contrat in sorted(ContratLie, key=lambda c: -len(c.libelle)):
        reste = texte.removeprefix(contrat.libelle)
        if texte.startswith(contrat.libelle) and (not reste or re.match(r"^\s*[(:–-]", reste)):
            return LienContrat(contrat=contrat, reference=reste.strip(" :–-").removeprefix("(").removesuffix(")"))
    nu, _, suite = texte.partition("(")
    plat = cle(nu)
    for contrat in ContratLie:
        if plat in {cle(contrat.libelle), cle(contrat.value)}:
            return LienContrat(contrat=contrat, reference=suite.removesuffix(")").strip())
    if contrat := _CONTRATS.get(plat):
        return LienContrat(contrat=contrat, reference=suite.removesuffix(")").strip())
    return LienContrat(contrat=ContratLie.AUTRE, reference=texte[:LONGUEUR_TITRE])


def _indicateur(titre: str, textes: dict[str, str]) -> Indicateur:
    unite = textes.get("unite", "")
    if not unite and (trouve := _UNITE.match(titre)):
        titre, unite = trouve[1], trouve[2]
    reference, jour = _valeur_datee(textes.get("reference", ""))
    cible, echeance = _valeur_datee(textes.get("cible", ""))
    source, periodicite = _origine(textes.get("source", ""), textes.get("periodicite", ""))
    if not echeance and (dite := textes.get("echeance")):
        intervalle = _intervalle(dite)
        echeance = intervalle.fin if intervalle else None
    return Indicateur(
        intitule=titre[:LONGUEUR_TITRE],
        unite=unite[:LONGUEUR_TITRE],
        valeur_reference=reference[:LONGUEUR_TITRE],
        date_reference=jour,
        cible=cible[:LONGUEUR_TITRE],
        echeance=echeance,
        source=source[:LONGUEUR_TITRE],
        periodicite=periodicite[:LONGUEUR_TITRE],
    )


def _role_indicateur(plat: str) -> str:
    for role, motif in (
        ("echeance", r"\b(echeance|horizon)\b"),
        ("periodicite", r"^(periodicite|frequence)"),
        ("source", r"\b(source|mode|collecte|calcul|origine|outil)"),
        ("unite", r"\bunite"),
        ("reference", r"\b(reference|initial|initiale|t0|actuelle?|depart)\b"),
        ("cible", r"\b(cible|objectif|vise|visee|attendue?|resultat)\b"),
        ("intitule", r"indicateur|intitule|libelle|nom"),
    ):
        if re.search(motif, plat):
            return role
    return ""


def _valeur_datee(texte: str) -> tuple[str, date | None]:
    trouve = _JOUR.search(texte)
    return (texte[: trouve.start()], _jour(trouve[1])) if trouve else (texte, None)


def _origine(texte: str, periodicite: str) -> tuple[str, str]:
    """« Recensement, annuelle »: where the figure comes from, and how often it is read."""
    if periodicite or not texte:
        return texte, periodicite
    source, _, fin = texte.rpartition(", ")
    if source and _FREQUENCE.search(fin):
        return source, fin[:1].upper() + fin[1:]
    return ("", texte) if not source and _FREQUENCE.match(texte) else (texte, "")


def _jour(texte: str) -> date | None:
    try:
        return lire_periode(texte).debut
    except SaisieError:
        return None


def _absent(texte: str) -> bool:
    return est_vide(texte) or cle(texte) in {"non renseigne", "a definir", "a preciser", "aucun", "aucune"}
