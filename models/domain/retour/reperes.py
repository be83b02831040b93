"""Names that the cells of a workbook carry out and back: which table, which row, which column, whatever moves.

The builders write them, the review reads them. A name is never shown and never changes meaning.
"""

from dataclasses import dataclass
from typing import Final

from models.domain.maquettes.maquette import Cle
from models.domain.plan_financement import Financement, Operation
from models.domain.uids import Uid

FEUILLE: Final = "_pvd"
"""The hidden sheet that keeps what the workbook said when it left."""
MARQUE: Final = "PVD Desktop"
"""Its first cell."""
MAQUETTE: Final = "maquette"
"""What the workbook is."""
FORMAT: Final = 1
TABLE: Final = "_pvd:"
"""Start of the hidden cell that names a table, above its last column; the names of its columns stand beside."""

PERIODE, PORTEURS, ANNEE, FINANCEURS = "periode", "porteurs", "annee:", "financeurs:"
"""Tables of the maquette; the last two are followed by the year, if any, and by the bloc."""
TOTAL: Final = "total"
_ACTION, _OPERATION, _FINANCEMENT, _GROUPE = "action", "operation", "financement", "groupe"

NUMERO, ACTION, OPERATION, PORTEUR, STATUT = "numero", "action", "operation", "porteur", "statut"
DISPOSITIF, NATURE, ETAT, DOSSIER, ANNEES = "dispositif", "nature", "etat", "dossier", "annees"
DEPOT, NOTIFICATION, DEMANDE, ACCORDE, VERSE, RETENU = (
    *("depot", "notification", "demande", "accorde"),
    *("verse", "retenu"),
)
"""Columns of the rows that the formulas do not need to name."""
IDENTITE: Final = (NUMERO, ACTION, OPERATION, PORTEUR, STATUT)
"""Columns that name what a row shows."""
TEXTES: Final = frozenset({*IDENTITE, DISPOSITIF, NATURE, ETAT, DOSSIER, ANNEES})
DATES: Final = frozenset({DEPOT, NOTIFICATION})
"""All the other columns hold amounts."""
TAUX: Final = "taux"
_ETATS: Final = {False: "-demandé", True: "-accordé"}


@dataclass(frozen=True, slots=True)
class Repere:
    """What a row shows."""

    fiche: Uid | None = None
    operation: Uid | None = None
    """``None`` on the sum of an action."""
    financement: Uid | None = None
    groupe: Uid | None = None
    """Of a title: the orientation, or the funder."""
    est_action: bool = False
    """The row names its action."""
    est_titre: bool = False

    @property
    def est_donnee(self) -> bool:
        """Whether it shows something of the project: neither a title nor a total."""
        return self.fiche is not None


def colonne_de(cle: Cle) -> str:
    """Name of a column of funders."""
    code, accorde = cle
    return f"{code}{_ETATS[accorde]}"


def cle_de(colonne: str) -> Cle | None:
    """The column of funders of that name.

    >>> cle_de("detr-accordé"), cle_de("cout")
    (('detr', True), None)
    """
    return next(
        ((colonne.removesuffix(fin), accorde) for accorde, fin in _ETATS.items() if colonne.endswith(fin)), None
    )


def annee_de(annee: int | None) -> str:
    """Name of the table of a year, or of what has none."""
    return f"{ANNEE}{annee or ''}"


def repere_action(fiche: Uid, operation: Operation | None) -> str:
    """Name of the row of an action; ``operation`` when it stands for its only one."""
    return ":".join((_ACTION, fiche, *((operation.uid,) if operation else ())))


def repere_operation(fiche: Uid, operation: Operation) -> str:
    """Name of the row of an operation."""
    return f"{_OPERATION}:{fiche}:{operation.uid}"


def repere_financement(fiche: Uid, operation: Operation, financement: Financement) -> str:
    """Name of the row of a line of financement."""
    return f"{_FINANCEMENT}:{fiche}:{operation.uid}:{financement.uid}"


def repere_groupe(groupe: Uid | None) -> str:
    """Name of a title over rows: that of an orientation, or of a funder."""
    return f"{_GROUPE}:{groupe or ''}"


def read_repere(texte: str) -> Repere | None:
    """What a name says; ``None`` when it is none of ours.

    >>> read_repere("operation:f:o").operation, read_repere("groupe:").est_titre, read_repere("x")
    ('o', True, None)
    """
    genre, *uids = texte.split(":")
    repere: Repere | None = None
    match genre, [Uid(uid) for uid in uids]:
        case "action", [fiche]:
            repere = Repere(fiche, est_action=True)
        case "action", [fiche, operation]:
            repere = Repere(fiche, operation, est_action=True)
        case "operation", [fiche, operation]:
            repere = Repere(fiche, operation)
        case "financement", [fiche, operation, financement]:
            repere = Repere(fiche, operation, financement)
        case "groupe", [groupe]:
            repere = Repere(groupe=groupe or None, est_titre=True)
        case "total", []:
            repere = Repere()
        case _:
            pass
    return repere
