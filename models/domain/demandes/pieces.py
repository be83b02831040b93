"""The pièces of a demande: what the dispositif asks for in its cases, beside what the dossier holds."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.demande import EtatPiece, NatureDemande, PieceDemande
from models.domain.demandes.lecture import OUI
from models.domain.demandes.situee import DemandeSituee
from models.domain.dispositifs.pieces import CasPiece, PieceDemandee
from models.domain.uids import Uid
from models.domain.vocabulaire import PosteDepense

ATTESTATION: Final = "attestation_non_commencement"
DEROGATION: Final = "demande_derogation"
DELIBERATION: Final = "deliberation"
SANS_NOM: Final = "Pièce sans nom"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceSituee:
    """A pièce that is asked for, or that the person added."""

    cle: str
    """Its code; the identity of one that the person added, or of a second file for the same code."""
    intitule: str
    nom_portail: str
    """What its file is named after."""
    attendue: bool
    """Asked for by the dispositif in the cases of this demande."""
    apres_depot: bool
    """It may follow the dépôt."""
    article: str
    etat: EtatPiece
    piece: PieceDemande | None
    """``None`` while the dossier says nothing of it."""
    perimee: bool
    """Worth nothing any more: today, or on the day of the dépôt."""
    disparue: bool
    """It names a pièce of a fiche that is gone."""

    @property
    def est_prete(self) -> bool:
        """Nothing is left to do for it before the dépôt."""
        if self.perimee or self.disparue:
            return False
        if self.etat is EtatPiece.APRES_DEPOT:
            return self.apres_depot
        return self.etat in {EtatPiece.JOINTE, EtatPiece.SANS_OBJET}


def cas_de(situee: DemandeSituee) -> frozenset[CasPiece]:
    """The cases of this demande: an answer of its form comes before what the project says."""
    operations = [o.operation for o in situee.operations]
    postes = {d.poste for o in operations for d in o.depenses}
    projet = {
        CasPiece.TRAVAUX: ("travaux", PosteDepense.TRAVAUX in postes),
        CasPiece.ACQUISITION: ("acquisitions", PosteDepense.ACQUISITION in postes),
        CasPiece.MO_DELEGUEE: ("mo_deleguee", any(o.maitre_ouvrage_delegue for o in operations)),
        CasPiece.AUTRES_AIDES: ("a_d_autres_aides", any(ligne.nature.est_aide for ligne in situee.autres)),
    }
    cas = {c for c, (champ, dit) in projet.items() if _repond(situee, champ, dit=dit)}
    if situee.demande.date_derogation or situee.demande.reponse("non_commencement") == "derogation":
        cas.add(CasPiece.DEROGATION)
    return frozenset(cas)


def pieces_de(situee: DemandeSituee, jour: date) -> tuple[PieceSituee, ...]:
    """What the dispositif asks for, in the order of the portal, then what the person added."""
    demandees = situee.dispositif.pieces if situee.dispositif else ()
    dues = _dues(situee)
    dites: dict[str, list[PieceDemande]] = {}
    for piece in situee.demande.pieces:
        dites.setdefault(piece.code, []).append(piece)
    situees: list[PieceSituee] = []
    for demandee in demandees:
        attendue = demandee.code in dues
        siennes = dites.pop(demandee.code, [])
        if siennes or attendue:
            premiere, *autres = siennes or [None]
            situees.append(_situee(situee, jour, premiere, demandee, attendue=attendue))
            # Three devis are one pièce of the list, and three files.
            situees.extend(_situee(situee, jour, p, demandee, cle=p.uid, attendue=attendue) for p in autres if p)
    for piece in situee.demande.pieces:
        if piece.code in dites:
            # Whoever adds a pièce says by its state whether the dépôt waits for it.
            ajoutee = PieceDemandee(code=piece.uid, intitule=piece.intitule or SANS_NOM, apres_depot=True)
            situees.append(_situee(situee, jour, piece, ajoutee))
    return tuple(situees)


def _dues(situee: DemandeSituee) -> set[str]:
    """Codes of what is asked for in the cases of this demande."""
    if situee.dispositif is None:
        return set()
    cas = cas_de(situee)
    dues = {p.code for p in situee.dispositif.pieces_dues(cas)}
    if CasPiece.DEROGATION in cas and DEROGATION in dues:
        # One does not attest what one asks to be forgiven.
        dues.discard(ATTESTATION)
    if situee.demande.nature is NatureDemande.RENOUVELLEMENT:
        # The portal takes the others from the dossier that is renewed.
        dues &= {ATTESTATION, DEROGATION}
    return dues


def est_perimee(piece: PieceDemande, depot: date | None, jour: date) -> bool:
    """Whether its last day has passed: on the day of the dépôt once it is known, today before.

    >>> devis = PieceDemande(date_validite=date(2026, 6, 30))
    >>> est_perimee(devis, date(2026, 6, 1), date(2026, 12, 1)), est_perimee(devis, None, date(2026, 12, 1))
    (False, True)
    """
    return piece.date_validite is not None and piece.date_validite < (depot or jour)


def _situee(
    situee: DemandeSituee,
    jour: date,
    dite: PieceDemande | None,
    demandee: PieceDemandee,
    *,
    cle: str = "",
    attendue: bool = False,
) -> PieceSituee:
    return PieceSituee(
        cle=cle or demandee.code,
        intitule=(dite.intitule if dite else "") or demandee.intitule,
        nom_portail=demandee.nom_portail,
        attendue=attendue,
        apres_depot=demandee.apres_depot,
        article=demandee.article,
        etat=dite.etat if dite else EtatPiece.MANQUANTE,
        piece=dite,
        perimee=dite is not None and est_perimee(dite, situee.demande.date_depot, jour),
        disparue=dite is not None and dite.piece is not None and not _existe(situee, dite.piece),
    )


def _existe(situee: DemandeSituee, piece: Uid) -> bool:
    """Those of its own fiches first: looking through the others is for what was moved."""
    siennes = (o.fiche for o in situee.operations)
    return any(p.uid == piece for fiches in (siennes, situee.projet.fiches) for f in fiches for p in f.pieces)


def _repond(situee: DemandeSituee, champ: str, *, dit: bool) -> bool:
    """An answer of the form decides; without one, what the project says does."""
    reponse = situee.demande.reponse(champ)
    return reponse == OUI if reponse else dit
