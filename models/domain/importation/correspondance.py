"""Which column fills which field: plain data that people correct, and that is remembered for the next file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from models.domain.importation.champs import CHAMPS, FINANCEUR_COLONNE, IGNORE
from models.domain.importation.postes import poste_du_titre
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import UN
from models.domain.vocabulaire import BaseMontant, EtatFinancement, PosteDepense, StatutAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Affectation:
    """What a column is for."""

    colonne: int
    """Counted from 0."""
    entete: str = ""
    """As people wrote it, on one line."""
    champ: str = IGNORE
    """Code of a ``ChampImport``, or ``IGNORE``."""
    financeur: str = ""
    """Who pays the amounts of a column of its own (« Région », « DETR »)."""
    groupe: int = 0
    """Columns of one aid share it: « Financeur 2 », its « Montant », its « État »."""
    base: BaseMontant | None = None
    """HT or TTC, when the header says so."""
    multiple: Decimal = UN
    """1 000 under « en k€ »."""
    etat: EtatFinancement | None = None
    """State that the header says (« Subvention acquise »)."""
    annee: int | None = None
    """Year that the header of a financeur says (« DETR 2027 »)."""
    poste: PosteDepense | None = None
    """Part of the cost that the header says (« Travaux » under « Budget »): such columns add up."""
    certitude: float = 0.0
    """From 0 (a guess from the cells) to 1 (the very word, or the person)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondance:
    """How one sheet is read."""

    feuille: str
    premiere_entete: int = 0
    """First row of the header, as spreadsheets number it; 0 when there is none."""
    derniere_entete: int = 0
    affectations: tuple[Affectation, ...] = ()
    base: BaseMontant | None = None
    """Base of the amounts whose header says nothing; HT when nobody says."""
    statut: StatutAction = StatutAction.INSCRITE
    """Statut of the actions made from rows that give none."""

    @property
    def signature(self) -> str:
        """The same for two sheets that bear the same headers in the same order."""
        entetes = "\n".join(cle(a.entete) for a in self.affectations)
        return sha256(entetes.encode()).hexdigest()[:32]

    def affectation(self, colonne: int) -> Affectation | None:
        """What the column is for, if the sheet has it."""
        return next((a for a in self.affectations if a.colonne == colonne), None)

    def avec(self, colonne: int, champ: str, **details: Any) -> "Correspondance":
        """The same with another use of a column; a field that holds one column leaves the one it had.

        Args:
            colonne: which column, from 0.
            champ: code of the field, or ``IGNORE``.
            details: other fields of ``Affectation`` (``financeur``, ``base``, ``groupe``…).
        """
        unique = champ in CHAMPS and not CHAMPS[champ].multiple and not CHAMPS[champ].repete
        choisie = self.affectation(colonne)
        poste = poste_du_titre(choisie.entete.rsplit("·", 1)[-1]) if choisie and champ == "cout" else None
        neuves: list[Affectation] = []
        for a in self.affectations:
            if a.colonne == colonne:
                nom = details.get("financeur", a.financeur or a.entete) if champ == FINANCEUR_COLONNE else ""
                a = replace(a, champ=champ, certitude=1.0, **{"poste": poste, **details, "financeur": nom})  # noqa: PLW2901
            elif unique and a.champ == champ and not (poste and a.poste and a.poste is not poste):
                a = replace(a, champ=IGNORE, certitude=1.0)  # noqa: PLW2901
            neuves.append(a)
        return replace(self, affectations=tuple(neuves))

    def reprise(self, memoire: Mapping[str, Any]) -> "Correspondance":
        """The same with what was remembered for these headers; what cannot be read of it is left as it was found."""
        retenues: Mapping[str, Mapping[str, Any]] = memoire.get("colonnes") or {}
        neuves = tuple(_remembered(a, retenues.get(str(a.colonne))) for a in self.affectations)
        return replace(
            self,
            affectations=neuves,
            base=_member(BaseMontant, memoire.get("base"), self.base),
            statut=_member(StatutAction, memoire.get("statut"), self.statut),
        )

    def as_dict(self) -> dict[str, Any]:
        """What is worth remembering for the same headers, as plain JSON values."""
        return {
            "base": self.base,
            "statut": self.statut,
            "colonnes": {
                str(a.colonne): {
                    "champ": a.champ,
                    "financeur": a.financeur,
                    "groupe": a.groupe,
                    "base": a.base,
                    "multiple": str(a.multiple),
                    "etat": a.etat,
                    "annee": a.annee,
                    "poste": a.poste,
                }
                for a in self.affectations
            },
        }


def colonnes_de(affectations: Sequence[Affectation], champ: str) -> tuple[Affectation, ...]:
    """The columns that fill a field."""
    return tuple(a for a in affectations if a.champ == champ)


def _remembered(a: Affectation, retenue: object) -> Affectation:
    if not isinstance(retenue, Mapping):
        return a
    valeurs: Mapping[str, Any] = retenue  # pyright: ignore[reportUnknownVariableType]
    champ = valeurs.get("champ")
    if champ != IGNORE and champ not in CHAMPS:
        return a
    groupe, annee = valeurs.get("groupe"), valeurs.get("annee")
    return replace(
        a,
        champ=champ,
        financeur=str(valeurs.get("financeur") or ""),
        groupe=groupe if isinstance(groupe, int) else a.groupe,
        base=_member(BaseMontant, valeurs.get("base"), None),
        multiple=_multiple(valeurs.get("multiple")),
        etat=_member(EtatFinancement, valeurs.get("etat"), None),
        annee=annee if isinstance(annee, int) else None,
        poste=_member(PosteDepense, valeurs.get("poste"), None),
        certitude=1.0,
    )


def _member(classe: Any, valeur: object, defaut: Any) -> Any:
    try:
        return defaut if valeur is None else classe(valeur)
    except ValueError:
        return defaut


def _multiple(valeur: object) -> Decimal:
    try:
        return {Decimal(1000): Decimal(1000), Decimal(1_000_000): Decimal(1_000_000)}.get(Decimal(str(valeur)), UN)
    except InvalidOperation:
        return UN
