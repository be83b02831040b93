"""The rows of the list of échéances: late ones first, then month by month, what is done at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.formats import format_date, format_mois, nom_du_jour
from pvd_desktop.ui.widgets.arbre import Noeud
from pvd_desktop.ui.widgets.colonne import Colonne

RETARD: Final = "retard"
FAITES: Final = "faites"
ICONES: Final = {
    EtatEcheance.RETARD: ("alerte", "erreur"),
    EtatEcheance.SEMAINE: ("horloge", "attention"),
    EtatEcheance.A_VENIR: ("calendrier", "information"),
    EtatEcheance.FAITE: ("succes", "succes"),
}
"""Icon of each state, and its colour."""


@dataclass(frozen=True, slots=True)
class LigneGroupe:
    """The late ones, a month, or the done ones."""

    titre: str
    nombre: int


@dataclass(frozen=True, slots=True)
class LigneEcheance:
    """One échéance, and what its day is when nobody works on it."""

    echeance: EcheanceCalculee
    chome: str = ""
    """« samedi », « Noël »; empty for a working day."""


Ligne = LigneGroupe | LigneEcheance


def grouper(lignes: Iterable[LigneEcheance]) -> list[Noeud[Ligne]]:
    """The tree: lines come in the order of their days, those of a group stay so."""
    groupes: dict[str, tuple[str, list[LigneEcheance]]] = {RETARD: ("En retard", [])}
    faites: list[LigneEcheance] = []
    for ligne in lignes:
        jour = ligne.echeance.jour
        match ligne.echeance.etat:
            case EtatEcheance.FAITE:
                faites.append(ligne)
            case EtatEcheance.RETARD:
                groupes[RETARD][1].append(ligne)
            case _:
                groupes.setdefault(f"{jour.year:04}-{jour.month:02}", (format_mois(jour), []))[1].append(ligne)
    # What was done last is what people look for.
    groupes[FAITES] = "Faites", faites[::-1]
    return [_noeud(cle, titre, siennes) for cle, (titre, siennes) in groupes.items() if siennes]


def _noeud(cle: str, titre: str, lignes: Sequence[LigneEcheance]) -> Noeud[Ligne]:
    enfants = tuple(Noeud[Ligne](ligne.echeance.cle, ligne) for ligne in lignes)
    return Noeud[Ligne](cle, LigneGroupe(titre, len(lignes)), enfants)


def _titre(ligne: Ligne) -> str:
    if isinstance(ligne, LigneGroupe):
        return f"{ligne.titre}\u00a0· {ligne.nombre}"
    echeance = ligne.echeance
    return f"{echeance.intitule} – {echeance.precision}" if echeance.precision else echeance.intitule


def _jour(ligne: Ligne) -> str:
    if isinstance(ligne, LigneGroupe):
        return ""
    echeance = ligne.echeance
    jour = f"{nom_du_jour(echeance.jour)[:3]}. {format_date(echeance.jour)}"
    if echeance.fin:
        jour += f" au {format_date(echeance.fin)}"
    return f"{jour} ({ligne.chome})" if ligne.chome else jour


def _etat(ligne: Ligne) -> str:
    if isinstance(ligne, LigneGroupe):
        return ""
    echeance = ligne.echeance
    if echeance.motif:
        return f"Écartée\u00a0: {echeance.motif}"
    if echeance.faite_le:
        return f"Faite le {format_date(echeance.faite_le)}"
    return echeance.etat.libelle


COLONNES: Final = (
    Colonne[Ligne](titre="Échéance", texte=_titre, gras=lambda li: isinstance(li, LigneGroupe), largeur=380),
    Colonne[Ligne](titre="Date", texte=_jour, largeur=150),
    Colonne[Ligne](
        titre="Concerne",
        texte=lambda li: li.echeance.objet.libelle if isinstance(li, LigneEcheance) else "",
        largeur=230,
    ),
    Colonne[Ligne](
        titre="État",
        texte=_etat,
        icone=lambda li: ICONES[li.echeance.etat] if isinstance(li, LigneEcheance) else None,
        largeur=150,
    ),
    Colonne[Ligne](
        titre="Nature",
        texte=lambda li: li.echeance.nature.libelle if isinstance(li, LigneEcheance) else "",
        largeur=110,
    ),
    Colonne[Ligne](
        titre="Source",
        texte=lambda li: li.echeance.source if isinstance(li, LigneEcheance) else "",
        largeur=220,
    ),
)
