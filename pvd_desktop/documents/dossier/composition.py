"""What goes in the dossier of a demande: documents to write, pièces to copy, and what is missing with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby

from models.domain.demande import EtatPiece, PieceDemande
from models.domain.demandes.pieces import PieceSituee
from models.domain.fiche_action import Piece
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_parties import PartieDossier, parties_du_dossier
from pvd_desktop.documents.dossier.noms import extension_nommee, nom_sur, numeroter

EN_WORD = "Word à compléter"
"""Folder of the documents that somebody completes and signs."""


@dataclass(frozen=True, slots=True)
class DocumentRedige:
    """A document of the demande, to be written."""

    nom: str
    """Path in the dossier."""
    partie: PartieDossier


@dataclass(frozen=True, slots=True)
class PieceJointe:
    """A pièce to copy: from the project when it has no ``chemin``, else from where it is linked."""

    nom: str
    """Path in the dossier, without its extension."""
    extension: str
    """Empty when no name gives it: its bytes then tell it."""
    intitule: str
    sha256: str
    chemin: str
    perimee: bool = False


@dataclass(frozen=True, slots=True)
class PieceAbsente:
    """A pièce that is not in the dossier."""

    intitule: str
    raison: str


@dataclass(frozen=True, slots=True)
class Composition:
    """The dossier before it is written."""

    documents: tuple[DocumentRedige, ...]
    jointes: tuple[PieceJointe, ...]
    absentes: tuple[PieceAbsente, ...]


def composer(dossier: DossierDemande) -> Composition:
    """Pièces in the order of the portal; a document stands in the place of the pièce it is, unless one is joined."""
    parties = {une.piece or une.id: une for une in parties_du_dossier(dossier)}
    documents: list[DocumentRedige] = []
    jointes: list[PieceJointe] = []
    absentes: list[PieceAbsente] = []
    champs = [list(membres) for _, membres in groupby(_demandees(dossier), key=_champ)]
    for rang, membres in enumerate(champs, 1):
        for place, piece in enumerate(membres, 1):
            # Three devis answer one field of the portal: they bear its number.
            suite = f" ({place})" if place > 1 else ""
            fichier = _fichier(dossier, piece)
            partie = parties.pop(piece.cle, None)
            if fichier is not None:
                jointes.append(_jointe(f"{numeroter(rang, piece.nom_portail)}{suite}", piece, fichier))
            elif partie is not None:
                documents.extend(_rediges(numeroter(rang, partie.titre), partie))
            else:
                absentes.append(PieceAbsente(piece.intitule, _raison(piece)))
    # What the portal asks no pièce for: the form to copy and the letter come first, the rest last.
    suivants = count(len(champs) + 1)
    for partie in parties.values():
        documents.extend(_rediges(numeroter(0 if partie.en_tete else next(suivants), partie.titre), partie))
    absentes.extend(PieceAbsente(a.message, a.remede) for a in dossier.situee.absences)
    return Composition(tuple(documents), tuple(jointes), tuple(absentes))


def nom_du_dossier(dossier: DossierDemande) -> str:
    """« DETR 2027 – Requalifier la Grand-Place »."""
    annee = str(dossier.situee.annee or "")
    guichet = " ".join(filter(None, (dossier.guichet, annee)))
    return nom_sur(" – ".join(filter(None, (guichet, dossier.situee.nom))))


def _demandees(dossier: DossierDemande) -> list[PieceSituee]:
    return [p for p in dossier.pieces if p.etat is not EtatPiece.SANS_OBJET]


def _champ(situee: PieceSituee) -> str:
    """The field of the portal that a pièce answers."""
    return (situee.piece.code if situee.piece else "") or situee.cle


def _jointe(nom: str, situee: PieceSituee, fichier: Piece | PieceDemande) -> PieceJointe:
    extension = extension_nommee(fichier.chemin, fichier.intitule)
    return PieceJointe(nom, extension, situee.intitule, fichier.sha256, fichier.chemin, situee.perimee)


def _rediges(nom: str, partie: PartieDossier) -> Iterator[DocumentRedige]:
    yield DocumentRedige(f"{nom}.pdf", partie)
    if partie.a_signer:
        yield DocumentRedige(f"{EN_WORD}/{nom}.docx", partie)


def _fichier(dossier: DossierDemande, situee: PieceSituee) -> Piece | PieceDemande | None:
    """Where its bytes are: those of the demande first, else those of the pièce of a fiche that it names."""
    piece = situee.piece
    if piece is None:
        return None
    if piece.piece is not None:
        autres = (f for f in dossier.projet.fiches if f not in dossier.fiches)
        fiches = (*dossier.fiches, *autres)
        return next((p for f in fiches for p in f.pieces if p.uid == piece.piece and (p.chemin or p.sha256)), None)
    return piece if piece.chemin or piece.sha256 else None


def _raison(piece: PieceSituee) -> str:
    if piece.disparue:
        return "La pièce de la fiche-action qu’elle désignait n’existe plus."
    if piece.etat is EtatPiece.APRES_DEPOT:
        return "Elle suivra le dépôt."
    if piece.etat is EtatPiece.JOINTE:
        return "Son fichier n’est pas dans le projet."
    return "Elle reste à joindre."
