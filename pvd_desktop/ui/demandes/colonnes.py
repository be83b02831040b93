"""The columns of the list of the demandes."""

from typing import Final

from models.domain.demandes.etapes import TypeEtape
from models.domain.echeances import EtatEcheance
from models.domain.formats import format_entier, sort_key
from pvd_desktop.ui.demandes.lignes import LigneListe
from pvd_desktop.ui.demandes.piste import dire_etapes, icone_etapes
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

SANS_DISPOSITIF: Final = "À choisir"
ETAPES: Final = 2
"""Rank of the column of the track."""
_RANGS: Final = {etape: rang for rang, etape in enumerate(TypeEtape)}


def _euros(montant: int | None) -> str:
    return "" if montant is None else f"{format_entier(montant)}\u00a0€"


def _demande(ligne: LigneListe) -> str:
    return "…" if ligne.chiffres is None else _euros(ligne.chiffres.demande)


def _accorde(ligne: LigneListe) -> str:
    return "" if ligne.chiffres is None else _euros(ligne.chiffres.accorde)


def _icone_pret(ligne: LigneListe) -> tuple[str, str] | None:
    if ligne.est_deposee or ligne.chiffres is None:
        return None
    return ("succes", "succes") if ligne.chiffres.pret.est_pret else ("crayon", "attention")


def _score(ligne: LigneListe) -> float:
    if ligne.est_deposee:
        return 2.0
    return 0.0 if ligne.chiffres is None else ligne.chiffres.pret.faits / max(ligne.chiffres.pret.attendus, 1)


def _icone_echeance(ligne: LigneListe) -> tuple[str, str] | None:
    if ligne.echeance is None:
        return None
    return {
        EtatEcheance.RETARD: ("alerte", "erreur"),
        EtatEcheance.SEMAINE: ("horloge", "attention"),
    }.get(ligne.echeance.etat, ("calendrier", "texte_discret"))


def _dire_echeance(ligne: LigneListe) -> str:
    if ligne.echeance is None:
        return "aucune"
    return f"{ligne.texte_echeance}, {ligne.echeance.etat.libelle.lower()}"


COLONNES: Final[tuple[Colonne[LigneListe], ...]] = (
    Colonne(
        titre="Dispositif",
        texte=lambda li: li.dispositif or SANS_DISPOSITIF,
        token=lambda li: None if li.situee.dispositif else "texte_discret",
        largeur=70,
    ),
    Colonne(
        titre="Demande",
        texte=lambda li: li.situee.nom,
        icone=lambda li: ("avertissement", "attention") if li.situee.absences else None,
        accessible=lambda li: " ".join((li.situee.nom, *(a.message for a in li.situee.absences))),
        largeur=178,
    ),
    Colonne(
        titre="Étapes",
        # Its day is in the tooltip and in the dossier: the title needs the room.
        texte=lambda li: li.etapes.mot,
        sort_by=lambda li: _RANGS[li.etapes.courante],
        icone=lambda li: icone_etapes(li.etapes),
        bulle=lambda li: dire_etapes(li.etapes),
        accessible=lambda li: dire_etapes(li.etapes).replace("\n", ", "),
        largeur=184,
        aide="À préparer, délibérée, déposée, AR reçu, complète, notifiée, commencée, acomptes, soldée",
    ),
    Colonne(
        titre="Prochaine échéance",
        texte=lambda li: li.texte_echeance,
        sort_by=lambda li: li.jour_echeance.toordinal(),
        icone=_icone_echeance,
        accessible=_dire_echeance,
        largeur=190,
    ),
    Colonne(
        titre="Prêt à déposer",
        texte=lambda li: li.texte_pret,
        sort_by=_score,
        icone=_icone_pret,
        largeur=108,
        aide="Ce que le dossier a, sur ce qu’il lui faut",
    ),
    Colonne(
        titre="Demandé",
        texte=_demande,
        sort_by=lambda li: li.chiffres.demande if li.chiffres else -1,
        align=DROITE,
        largeur=96,
        aide="Montant demandé, en euros entiers",
        copie=lambda li: str(li.chiffres.demande) if li.chiffres else "",
    ),
    Colonne(
        titre="Accordé",
        texte=_accorde,
        sort_by=lambda li: -1 if li.chiffres is None or li.chiffres.accorde is None else li.chiffres.accorde,
        align=DROITE,
        largeur=96,
        aide="Montant accordé\u00a0; vide tant que la décision est attendue",
        copie=lambda li: "" if li.chiffres is None or li.chiffres.accorde is None else str(li.chiffres.accorde),
    ),
    Colonne(
        titre="Année",
        texte=lambda li: str(li.situee.annee or ""),
        sort_by=lambda li: li.situee.annee or 0,
        align=DROITE,
        largeur=62,
        aide="Année de la campagne, sinon du dépôt",
    ),
    Colonne(
        titre="Demandeur",
        texte=lambda li: li.situee.demandeur.nom if li.situee.demandeur else "",
        sort_by=lambda li: sort_key(li.situee.demandeur.nom) if li.situee.demandeur else "",
        largeur=180,
    ),
)
