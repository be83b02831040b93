"""The rows of the pièces of a dossier: what is asked for, what is there, and what it is still worth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import Any, Final

from models.domain.demande import EtatPiece, PieceDemande
from models.domain.demandes.pieces import PieceSituee
from models.domain.demandes.situee import DemandeSituee
from models.domain.fiche_action import Piece
from models.domain.formats import format_date, format_taille
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_texte, colonne_vocabulaire
from pvd_desktop.ui.widgets.colonne import Colonne

_LIENS: Final = {
    "PRESENT": ("À sa place", None),
    "MODIFIE": ("Modifiée depuis", "attention"),
    "ABSENT": ("Introuvable", "erreur"),
}


@dataclass(frozen=True, slots=True)
class LignePiece:
    """One row, under the key that the points name."""

    uid: str
    """Code of the pièce, else its identity."""
    situee: PieceSituee
    de_la_fiche: Piece | None
    """The pièce of a fiche that it names."""

    @property
    def piece(self) -> PieceDemande | None:
        """What the dossier says of it; ``None`` while it says nothing."""
        return self.situee.piece

    @property
    def fichier(self) -> PieceDemande | Piece | None:
        """What can be opened."""
        if self.de_la_fiche is not None:
            return self.de_la_fiche
        return self.piece if self.piece is not None and (self.piece.chemin or self.piece.sha256) else None

    @property
    def intitule(self) -> str:
        """What it is called."""
        return self.situee.intitule

    @property
    def etat(self) -> EtatPiece:
        """One of four."""
        return self.situee.etat

    @property
    def date_piece(self) -> date | None:
        """The date it bears."""
        return self.piece.date_piece if self.piece else None

    @property
    def date_validite(self) -> date | None:
        """Last day on which it is worth something."""
        return self.piece.date_validite if self.piece else None

    @property
    def note(self) -> str:
        """What one notes beside it."""
        return self.piece.note if self.piece else ""


def build_lignes(situee: DemandeSituee, pieces: tuple[PieceSituee, ...]) -> list[LignePiece]:
    """One row each, in the order of the portal."""
    nommees = {p.piece.piece for p in pieces if p.piece is not None and p.piece.piece is not None}
    trouvees = {p.uid: p for f in situee.projet.fiches for p in f.pieces if p.uid in nommees} if nommees else {}
    return [
        LignePiece(p.cle, p, trouvees.get(p.piece.piece) if p.piece is not None and p.piece.piece else None)
        for p in pieces
    ]


def build_colonnes(etats: Mapping[Uid, Enum], aujourd_hui: Callable[[], date]) -> tuple[Colonne[Any], ...]:
    """``etats`` is what the last check of the links said."""

    def fichier(ligne: LignePiece) -> str:
        if ligne.situee.disparue:
            return "La pièce de la fiche a disparu"
        if ligne.de_la_fiche is not None:
            return f"Dans la fiche\u00a0: {ligne.de_la_fiche.intitule}"
        piece = ligne.piece
        if piece is None or not (piece.chemin or piece.sha256):
            return ""
        if not piece.chemin:
            return f"Incorporée, {format_taille(piece.taille or 0)}"
        etat = etats.get(piece.uid)
        return f"{_LIENS[etat.name][0] if etat else 'Liée'}\u00a0: {PurePosixPath(piece.chemin).name}"

    def token(ligne: LignePiece) -> str | None:
        if ligne.situee.disparue:
            return "erreur"
        etat = etats.get(ligne.piece.uid) if ligne.piece else None
        return _LIENS[etat.name][1] if etat else None

    validite = colonne_date("Validité", "date_validite", aujourd_hui, 84, aide="Dernier jour où elle vaut")
    return (
        Colonne[LignePiece](
            titre="Pièce",
            texte=_titre,
            edition=lambda li: li.intitule,
            champ="intitule",
            parse=colonne_texte("", "intitule").parse,
            icone=_icone,
            largeur=188,
            aide="Dans l’ordre du portail\u00a0; une horloge dit celles qui peuvent suivre le dépôt",
        ),
        replace(colonne_vocabulaire("État", "etat", EtatPiece, 104), texte=_etat),
        Colonne[LignePiece](titre="Fichier", texte=fichier, token=token, largeur=96),
        colonne_date("Date", "date_piece", aujourd_hui, 84, aide="Date que porte la pièce"),
        Colonne[LignePiece](
            titre=validite.titre,
            texte=lambda li: f"{format_date(li.date_validite)} (périmée)" if li.situee.perimee else validite.texte(li),
            edition=validite.texte,
            champ=validite.champ,
            parse=validite.parse,
            token=lambda li: "erreur" if li.situee.perimee else None,
            align=validite.align,
            largeur=validite.largeur,
            aide=validite.aide,
        ),
        colonne_texte("Note", "note", 70),
    )


def _titre(ligne: LignePiece) -> str:
    """What the dispositif does not ask for in this case says so."""
    inutile = not ligne.situee.attendue and ligne.situee.piece is not None and ligne.situee.piece.code
    return f"{ligne.intitule} (non exigée)" if inutile else ligne.intitule


def _etat(ligne: LignePiece) -> str:
    """One of four; what is missing and may follow the dépôt says so."""
    suit = ligne.etat is EtatPiece.MANQUANTE and ligne.situee.attendue and ligne.situee.apres_depot
    return f"{ligne.etat.libelle}, peut suivre" if suit else ligne.etat.libelle


def _icone(ligne: LignePiece) -> tuple[str, str]:
    if ligne.situee.disparue or ligne.situee.perimee:
        return "alerte", "erreur"
    if ligne.situee.est_prete:
        return ("moins", "texte_discret") if ligne.etat is EtatPiece.SANS_OBJET else ("succes", "succes")
    if ligne.situee.apres_depot:
        return "horloge", "information"
    return ("avertissement", "attention") if ligne.situee.attendue else ("information", "texte_discret")
