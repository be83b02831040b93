"""Columns of the pièces of a fiche."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from models.domain.fiche_action import FicheAction, Piece
from models.domain.formats import format_taille
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.cellules import ColonneChoix, colonne_date, colonne_texte, find_choix
from pvd_desktop.ui.widgets.colonne import Colonne

CONCERNE = "concerne"
"""Field of the list that stands for the operation and the financement a pièce is about."""
_ETATS = {
    "PRESENT": ("À sa place", None),
    "MODIFIE": ("Modifiée depuis", "attention"),
    "ABSENT": ("Introuvable", "erreur"),
}


def build_colonnes(
    lire_fiche: Callable[[], FicheAction | None],
    lire_projet: Callable[[], Projet],
    etats: Mapping[Uid, Enum],
    aujourd_hui: Callable[[], date],
) -> tuple[Colonne[Any], ...]:
    """``etats`` is what the last check of the links said."""

    def choix() -> list[tuple[str, str]]:
        return [("", "Toute l’action"), *_cibles(lire_fiche(), lire_projet())]

    def concerne(piece: Piece) -> str:
        return piece.financement or piece.operation or ""

    def fichier(piece: Piece) -> str:
        if not piece.chemin:
            return f"Incorporée, {format_taille(piece.taille or 0)}" if piece.sha256 else "Sans fichier"
        etat = etats.get(piece.uid)
        return f"{_ETATS[etat.name][0] if etat else 'Liée'}\u00a0: {PurePosixPath(piece.chemin).name}"

    def token(piece: Piece) -> str | None:
        etat = etats.get(piece.uid)
        return _ETATS[etat.name][1] if etat else None

    return (
        colonne_texte("Pièce", "intitule", 92),
        colonne_texte("Type", "type", 80, aide="Devis, délibération, arrêté, plan…"),
        colonne_date("Date", "date_piece", aujourd_hui, 88, aide="Date que porte la pièce"),
        ColonneChoix(
            titre="Concerne",
            texte=lambda piece: next((t for cle, t in choix() if cle == concerne(piece)), "Toute l’action"),
            edition=concerne,
            champ=CONCERNE,
            parse=lambda saisie: find_choix(choix(), saisie),
            choix=choix,
            largeur=70,
            aide="L’opération, ou le financement que la pièce justifie",
        ),
        Colonne(titre="Fichier", texte=fichier, token=token, largeur=92),
    )


def champs_concerne(fiche: FicheAction, cle: str) -> dict[str, Uid | None]:
    """Operation and financement of a choice of the column."""
    for operation in fiche.operations:
        if operation.uid == cle:
            return {"operation": operation.uid, "financement": None}
        if any(ligne.uid == cle for ligne in operation.financements):
            return {"operation": operation.uid, "financement": Uid(cle)}
    return {"operation": None, "financement": None}


def _cibles(fiche: FicheAction | None, projet: Projet) -> list[tuple[str, str]]:
    """The operations when there are several, and each funding line."""
    cibles: list[tuple[str, str]] = []
    for operation in fiche.operations if fiche else ():
        if fiche is not None and len(fiche.operations) > 1:
            cibles.append((operation.uid, operation.intitule or "Opération sans nom"))
        for ligne in operation.financements:
            noms = (projet.nom_organisme(ligne.financeur), ligne.dispositif)
            cibles.append((ligne.uid, " · ".join(filter(None, noms)) or "Financement sans nom"))
    return cibles
