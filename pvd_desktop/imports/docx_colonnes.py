"""The columns of a plan de financement in Word: dépenses and ressources side by side, or one of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.importation.proximite import cle
from pvd_desktop.imports.docx_blocs import Cellule, Rangee, Tableau
from pvd_desktop.imports.docx_tableaux import est_entete_de_plan

_ROLES: Final = (
    ("etat", r"^(etat|statut|situation|avancement)\b"),
    ("eligible", r"\b(eligible|assiette|subventionnable)"),
    ("taux", r"\b(taux|pourcentage|part)\b|%|^$"),
    ("demande", r"\b(demande|sollicite|previsionnel|envisage|attendu)e?s?\b"),
    ("accorde", r"\b(accorde|obtenu|attribue|acquis|notifie)e?s?\b"),
    ("retenu", r"\bretenu"),
    ("annee", r"\b(annee|exercice)\b"),
    ("dispositif", r"\b(dispositif|dotation|programme|fonds|aide)s?\b"),
    ("ht", r"\bht\b|hors taxes?"),
    ("ttc", r"\bttc\b"),
    ("montant", r"\b(montant|cout|euro|budget|total|somme|depense|recette|ressource|prix|chiffrage)s?\b|€"),
)
_DEPENSES: Final = re.compile(
    r"\b(depenses?|postes?|charges?|prestations?|lots?|nature des (depenses|travaux|operations?))\b"
)
_RESSOURCES: Final = re.compile(
    r"\b(ressources?|recettes?|produits?|financeurs?|financements?|cofinanceurs?|hors plan|origine|partenaires?)\b"
)


@dataclass(slots=True)
class Colonne:
    """A column: what it holds, and of which side."""

    role: str
    cote: str
    """« depense » or « ressource »."""
    titre: str
    debut: int
    """Where it begins on the grid."""


def colonnes_de(tableau: Tableau) -> tuple[int, list[Colonne]]:
    """Where the body begins, and what each column holds."""
    rang = 0 if est_entete_de_plan(tableau.rangees[0]) else 1
    dessus: dict[int, str] = {}
    suivante = tableau.rangees[rang + 1] if rang + 1 < len(tableau.rangees) else None
    if rang == 1:
        dessus = {debut: c.texte for debut, c in _grille(tableau.rangees[0]) if c.texte}
    elif suivante is not None and est_entete_de_plan(suivante):
        dessus = {debut: c.texte for debut, c in _grille(tableau.rangees[0]) if c.texte}
        rang += 1
    colonnes: list[Colonne] = []
    cote = ""
    for debut, cellule in _grille(tableau.rangees[rang]):
        haut = next((t for d, t in sorted(dessus.items(), reverse=True) if d <= debut), "")
        cote = _cote(cle(haut)) or cote
        role, cote = _role(cellule.texte, cote, premiere=not colonnes)
        colonnes.append(Colonne(role, cote, f"{haut} {cellule.texte}".strip(), debut))
    cotes = {c.cote for c in colonnes} - {""}
    for colonne in colonnes:
        colonne.cote = colonne.cote or next(iter(cotes), "ressource")
    return rang + 1, colonnes


def _cote(plat: str) -> str:
    if "eligible" in plat:
        return ""
    return "ressource" if _RESSOURCES.search(plat) else "depense" if _DEPENSES.search(plat) else ""


def _role(titre: str, cote: str, *, premiere: bool) -> tuple[str, str]:
    plat = cle(titre) + ("%" if "%" in titre else "") + ("€" if "€" in titre else "")
    nouveau = _cote(plat)
    role = next((nom for nom, motif in _ROLES if re.search(motif, plat)), "")
    argent = role in {"ht", "ttc", "montant", "demande", "accorde", "taux", "eligible", "retenu"}
    # « Dépenses (€ HT) » is an amount when a column of names stands before it.
    if nouveau and (premiere or nouveau != cote or not argent):
        return ("financeur" if nouveau == "ressource" else "poste"), nouveau
    if premiere and not argent:
        return ("poste" if cote == "depense" else "financeur"), cote
    if not role and cote == "depense" and re.search(r"\b(nature|libelle|objet|designation|intitule)\b", plat):
        return "poste", cote
    return role, cote


def _grille(rangee: Rangee) -> list[tuple[int, Cellule]]:
    places: list[tuple[int, Cellule]] = []
    debut = 0
    for cellule in rangee.cellules:
        places.append((debut, cellule))
        debut += cellule.largeur
    return places


def du_cote(rangee: Rangee, colonnes: Sequence[Colonne], cote: str) -> list[tuple[Colonne, str]]:
    """The cells of a row under the columns of one side; nothing when they are all empty."""
    trouvees: list[tuple[Colonne, str]] = []
    for debut, cellule in _grille(rangee):
        colonne = next((c for c in reversed(colonnes) if c.debut <= debut), None)
        if colonne is not None and colonne.cote == cote:
            trouvees.append((colonne, cellule.texte))
    return trouvees if any(texte for _, texte in trouvees) else []
