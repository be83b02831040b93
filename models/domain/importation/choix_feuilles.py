"""Which sheets of a workbook hold actions: the one that looks most like a plan, and its sisters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.importation.champs import IGNORE, NOTE
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.entetes import Entete, reconnaitre
from models.domain.importation.feuille import Feuille
from models.domain.importation.proposition import FeuilleLue, Retouches
from models.domain.importation.proximite import cle

_AIDES: Final = ("mode d", "notice", "aide", "lisez", "lire", "legende", "liste", "exemple")
"""Beginnings of the names of sheets that explain the others."""
_COUCHEE: Final = (
    "Ce tableau a une action par colonne\u00a0: dans le tableur, copiez-le puis collez-le avec "
    "«\u00a0Collage spécial\u00a0», «\u00a0Transposé\u00a0»."
)
_PREMIERES: Final = 30
_SUR_UN_TITRE: Final = 0.9
_ASSEZ_DE_TITRES: Final = 3
_RESSEMBLANTE: Final = 0.6
"""Share of the fields of the best sheet that another one must have to come in with it."""


@dataclass(frozen=True, slots=True)
class FeuilleComprise:
    """A sheet, with what was understood of it."""

    feuille: Feuille
    entete: Entete
    correspondance: Correspondance
    note: float
    retrouvee: bool = False


def note_de(correspondance: Correspondance) -> float:
    """How much a sheet looks like a table of actions."""
    champs = fields(correspondance)
    if not champs & {"intitule", "numero"}:
        return 0.0
    return sum(a.certitude for a in correspondance.affectations if a.champ in champs)


def fields(correspondance: Correspondance) -> set[str]:
    """What its columns fill."""
    return {a.champ for a in correspondance.affectations} - {IGNORE, NOTE}


def choose(comprises: Sequence[FeuilleComprise], retouches: Retouches) -> list[FeuilleLue]:
    """The sheet that looks most like a plan, and its sisters."""
    # A sheet without header is a plan only when no sheet has one: beside a table, words are its instructions.
    titrees = [c for c in comprises if c.entete.fin and c.note > 0]
    visibles = [c for c in comprises if not c.feuille.cachee]
    candidates = [c for c in titrees if not c.feuille.cachee] or visibles
    pleines = [c for c in candidates if c.entete.fin < len(c.feuille.lignes)]
    meilleure = max(pleines or candidates, key=lambda c: c.note, default=None)
    feuilles: list[FeuilleLue] = []
    for c in comprises:
        raison = _why_not(c, meilleure)
        if retouches.feuilles is not None:
            raison = "" if c.feuille.nom in retouches.feuilles else raison or "Écartée par vous."
            retenue = c.feuille.nom in retouches.feuilles
        else:
            retenue = not raison
        feuilles.append(
            FeuilleLue(
                nom=c.feuille.nom,
                retenue=retenue,
                raison=raison,
                correspondance=c.correspondance,
                retrouvee=c.retrouvee,
                cachee=c.feuille.cachee,
            )
        )
    return feuilles


def _why_not(c: FeuilleComprise, meilleure: FeuilleComprise | None) -> str:
    """Why a sheet is left out; empty when it is not."""
    if not c.feuille.lignes:
        return "Cette feuille est vide."
    if c.note <= 0:
        return _COUCHEE if _is_turned(c.feuille) else "Aucune colonne d’actions n’y est reconnue."
    if c.feuille.cachee:
        return "Cette feuille est masquée dans le classeur\u00a0: cochez-la si ses actions comptent."
    if meilleure is None or c is meilleure:
        return ""
    ceux = fields(meilleure.correspondance)
    communs = fields(c.correspondance) & ceux
    contraires = (
        (bool(meilleure.entete.fin) and not c.entete.fin, "Aucune ligne d’en-tête n’y est reconnue."),
        (cle(c.feuille.nom).startswith(_AIDES), "Son nom est celui d’une notice."),
        (
            len(communs) < max(2, _RESSEMBLANTE * len(ceux)),
            f"Elle ne ressemble pas à la feuille «\u00a0{meilleure.feuille.nom}\u00a0».",
        ),
    )
    return next((raison for vraie, raison in contraires if vraie), "")


def _is_turned(feuille: Feuille) -> bool:
    """Whether the titles stand one under the other, in the first column."""
    premiers = [str(v) for ligne in feuille.lignes[:_PREMIERES] if isinstance(v := ligne.valeur(0), str)]
    champs = {trouve[0] for texte in premiers if (trouve := reconnaitre(texte)) and trouve[1] >= _SUR_UN_TITRE}
    return "intitule" in champs and len(champs) >= _ASSEZ_DE_TITRES
