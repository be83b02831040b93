"""The rows of the list: what must not be signed, late échéances, then month by month, what is done at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.echeances.garde import Garde
from models.domain.formats import format_date, format_mois, nom_du_jour
from pvd_desktop.ui.widgets.arbre import Noeud
from pvd_desktop.ui.widgets.colonne import Colonne

GARDES: Final = "gardes"
RETARD: Final = "retard"
FAITES: Final = "faites"
"""Keys of the groups that are no month."""
ICONES: Final = {
    EtatEcheance.RETARD: ("alerte", "erreur"),
    EtatEcheance.SEMAINE: ("horloge", "attention"),
    EtatEcheance.A_VENIR: ("calendrier", "information"),
    EtatEcheance.FAITE: ("succes", "succes"),
}
"""Icon of each state, and its colour."""


@dataclass(frozen=True, slots=True)
class LigneGroupe:
    """What must not be signed, the late ones, a month, or the done ones."""

    titre: str
    nombre: int


@dataclass(frozen=True, slots=True)
class LigneEcheance:
    """One échéance, and what its day is when nobody works on it."""

    echeance: EcheanceCalculee
    chome: str = ""
    """« samedi », « Noël »; empty for a working day."""


@dataclass(frozen=True, slots=True)
class LigneGarde:
    """An operation that nothing may be signed for yet."""

    garde: Garde


Ligne = LigneGroupe | LigneEcheance | LigneGarde


def grouper(lignes: Iterable[LigneEcheance], gardes: Sequence[Garde] = ()) -> list[Noeud[Ligne]]:
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
    mois = [_noeud(cle, titre, siennes) for cle, (titre, siennes) in groupes.items() if siennes]
    if not gardes:
        return mois
    interdits = tuple(Noeud[Ligne](f"garde:{garde.objet.uid}", LigneGarde(garde)) for garde in gardes)
    return [Noeud[Ligne](GARDES, LigneGroupe("Ne rien signer encore", len(gardes)), interdits), *mois]


def _noeud(cle: str, titre: str, lignes: Sequence[LigneEcheance]) -> Noeud[Ligne]:
    enfants: tuple[Noeud[Ligne], ...] = tuple(Noeud(ligne.echeance.cle, ligne) for ligne in lignes)
    return Noeud(cle, LigneGroupe(titre, len(lignes)), enfants)


def titre_de(ligne: Ligne) -> str:
    """What is to be done, or not to be."""
    match ligne:
        case LigneGroupe():
            return f"{ligne.titre}\u00a0· {ligne.nombre}"
        case LigneGarde():
            return ligne.garde.message
        case LigneEcheance():
            echeance = ligne.echeance
            return f"{echeance.intitule} – {echeance.precision}" if echeance.precision else echeance.intitule


def jour_de(ligne: Ligne) -> str:
    """« sam. 21/11/2026 (samedi) », with its last day when it lasts several."""
    if not isinstance(ligne, LigneEcheance):
        return ""
    echeance = ligne.echeance
    jour = f"{nom_du_jour(echeance.jour)[:3]}. {format_date(echeance.jour)}"
    if echeance.fin:
        jour += f" au {format_date(echeance.fin)}"
    # A day of the week says itself; a holiday does not.
    return f"{jour} · {ligne.chome}" if ligne.chome and ligne.chome != nom_du_jour(echeance.jour) else jour


def etat_de(ligne: Ligne) -> str:
    """« En retard », « Faite le 03/04/2026 », « Écartée : sans objet »."""
    if not isinstance(ligne, LigneEcheance):
        return ""
    echeance = ligne.echeance
    if echeance.motif:
        return f"Écartée\u00a0: {echeance.motif}"
    if echeance.faite_le:
        return f"Faite le {format_date(echeance.faite_le)}"
    return echeance.etat.libelle


def _concerne(ligne: Ligne) -> str:
    match ligne:
        case LigneGroupe():
            return ""
        case LigneGarde():
            return ligne.garde.objet.libelle
        case LigneEcheance():
            return ligne.echeance.objet.libelle


def _nature(ligne: Ligne) -> str:
    return ligne.echeance.nature.libelle if isinstance(ligne, LigneEcheance) else ""


def _source(ligne: Ligne) -> str:
    match ligne:
        case LigneGroupe():
            return ""
        case LigneGarde():
            return ligne.garde.source
        case LigneEcheance():
            return ligne.echeance.source


def _image(ligne: Ligne) -> tuple[str, str] | None:
    match ligne:
        case LigneGroupe():
            return None
        case LigneGarde():
            return "verrou", "attention"
        case LigneEcheance():
            return ICONES[ligne.echeance.etat]


COLONNES: Final = (
    Colonne[Ligne](titre="Échéance", texte=titre_de, gras=lambda li: isinstance(li, LigneGroupe), largeur=360),
    Colonne[Ligne](
        titre="Date",
        texte=jour_de,
        token=lambda li: "attention" if isinstance(li, LigneEcheance) and li.chome and li.echeance.ouverte else None,
        aide="Un jour de repos est signalé\u00a0: l’échéance n’en est pas déplacée.",
        largeur=150,
    ),
    Colonne[Ligne](titre="Concerne", texte=_concerne, largeur=200),
    Colonne[Ligne](titre="État", texte=etat_de, icone=_image, largeur=122),
    Colonne[Ligne](titre="Nature", texte=_nature, largeur=118),
    Colonne[Ligne](titre="Source", texte=_source, largeur=150),
)
