"""« Prêt à déposer ? »: what a dossier still lacks, in the order one settles it, and where to go for each."""

from dataclasses import dataclass
from datetime import date

from models.domain.demande import EtatPiece
from models.domain.demandes.conditions import Manque, TypeManque, conditions_de
from models.domain.demandes.formulaire import ChampRempli, FormulaireRempli
from models.domain.demandes.pieces import PieceSituee, pieces_de
from models.domain.demandes.situee import DemandeSituee
from models.domain.formats import format_date


@dataclass(frozen=True, slots=True, kw_only=True)
class PretADeposer:
    """How far a dossier is."""

    attendus: int
    manques: tuple[Manque, ...]

    @property
    def faits(self) -> int:
        """How many of what is expected are there."""
        return self.attendus - len(self.manques)

    @property
    def bloquants(self) -> tuple[Manque, ...]:
        """What the dépôt waits for."""
        return tuple(m for m in self.manques if not m.apres_depot)

    @property
    def est_pret(self) -> bool:
        """Nothing is missing but what may follow."""
        return not self.bloquants

    @property
    def texte(self) -> str:
        """« 31 sur 42 »."""
        return f"{self.faits} sur {self.attendus}"


def pret_a_deposer(situee: DemandeSituee, rempli: FormulaireRempli, jour: date) -> PretADeposer:
    """What is missing, in order: what the request is about, its money, the act, the form, the pièces."""
    pieces = [p for p in pieces_de(situee, jour) if p.attendue or not p.est_prete]
    conditions = tuple(conditions_de(situee, pieces, jour))
    requis = sum(champ.champ.requis and not champ.champ.piece for champ in rempli)
    manques = (
        *filter(None, conditions),
        *(_champ(situee, champ, rempli.section_de(champ)) for champ in rempli.manquants),
        *(_piece(situee, piece) for piece in pieces if not piece.est_prete),
    )
    return PretADeposer(attendus=len(conditions) + requis + len(pieces), manques=manques)


def _champ(situee: DemandeSituee, rempli: ChampRempli, section: str) -> Manque:
    """Named as the fiche de copie does: « 1.b Nom », since several sections of a portal ask for a name."""
    cle = rempli.champ.cle
    if rempli.objet is None or rempli.objet == situee.objet:
        remede = "Répondez dans le formulaire."
    else:
        # The territory bears the name of the town, as an organisme may: the page is what tells them apart.
        lieu = "la page Territoire" if rempli.objet.type == "territoire" else f"«\u00a0{rempli.objet.libelle}\u00a0»"
        remede = f"Renseignez-le dans {lieu}, ou répondez dans le formulaire."
    return Manque(
        type=TypeManque.CHAMP,
        cle=cle,
        libelle=f"{section} {rempli.champ.libelle}",
        remede=remede,
        objet=rempli.objet or situee.objet,
        champ=rempli.champ_objet or f"reponse:{cle}",
    )


def _piece(situee: DemandeSituee, piece: PieceSituee) -> Manque:
    return Manque(
        type=TypeManque.PIECE,
        cle=piece.cle,
        libelle=piece.intitule,
        remede=_remede(piece),
        objet=situee.objet,
        champ=f"piece:{piece.cle}",
        apres_depot=piece.apres_depot and not piece.disparue,
    )


def _remede(piece: PieceSituee) -> str:
    if piece.disparue:
        return "Le fichier qu’elle désigne n’est plus dans la fiche\u00a0: joignez-la de nouveau."
    if piece.perimee and piece.piece is not None:
        return f"Elle valait jusqu’au {format_date(piece.piece.date_validite)}\u00a0: demandez-en une plus récente."
    if piece.etat is EtatPiece.APRES_DEPOT:
        return "Elle doit être jointe dès le dépôt."
    return "À joindre\u00a0; elle peut suivre le dépôt." if piece.apres_depot else "À joindre."
