"""The cells of the columns that somebody added: those that are understood are lines of the review like any other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

from models.domain.errors import SaisieError
from models.domain.importation.feuille import Lieu, lettres
from models.domain.maquettes.lecture import PERIODE
from models.domain.maquettes.maquette import LigneMaquette, somme_connus
from models.domain.maquettes.saisie import COUT, ELIGIBLE, Saisie
from models.domain.plan_financement import Financement, Operation, Repartition
from models.domain.retour import reperes as r
from models.domain.retour.champs import Ecrivain, NonMontantError, lire_montant
from models.domain.retour.classeur import LigneBrute, LigneRevenue, TableRevenue
from models.domain.retour.colonnes import ColonneComprise, LecteurColonnes
from models.domain.retour.revue import (
    Ecart,
    Ecriture,
    EcritureAide,
    EcritureCellule,
    EcritureChamps,
    EcriturePart,
    Genre,
)
from models.domain.retour.valeurs import lire_valeur, montrer
from models.domain.saisie import PartDeLaBase
from models.domain.uids import new_uid
from models.domain.vocabulaire import EtatFinancement

Objet: TypeAlias = Callable[[r.Repere, LigneBrute], str]
"""What a row shows, in words."""
_MONTANT: Final = "montant"
"""Name of a column of amounts, for those that have none: their cells are read as such."""
_DEJA_ICI: Final = {
    "message": "Le projet dit autre chose depuis l’export.",
    "remede": "Acceptez la ligne pour garder la valeur du classeur, laissez-la pour garder celle du projet.",
}


@dataclass(frozen=True, slots=True)
class ColonnesAjoutees:
    """Reads the cells of these columns, row by row."""

    lecteur: LecteurColonnes
    ecrivain: Ecrivain
    annee_du_jour: int

    def read(self, table: TableRevenue, colonne: int, lignes: Sequence[LigneRevenue], objet: Objet) -> Iterator[Ecart]:
        """The cells of one column, in the rows that kept their name.

        Raises:
            SaisieError: the column cannot be understood; why, and what to do.
        """
        if not any(_est_un_montant(ligne, colonne) for ligne in lignes):
            raise SaisieError(
                "Elle ne contient aucun montant qui ait été tapé.", "Reportez vous-même ce qui doit l’être."
            )
        comprise = self.lecteur.lire(table, colonne)
        return (e for ligne in lignes if (e := self._cellule(table, colonne, comprise, ligne, objet)) is not None)

    def _cellule(
        self, table: TableRevenue, colonne: int, comprise: ColonneComprise, ligne: LigneRevenue, objet: Objet
    ) -> Ecart | None:
        repere = r.read_repere(ligne.repere)
        valeur = lire_valeur(_MONTANT, ligne.source.valeur(colonne))
        if repere is None or not repere.est_donnee or valeur is None or colonne in ligne.source.calculees:
            return None
        operation, aide = self.ecrivain.operation(repere.operation), self.ecrivain.financement(repere.financement)
        ecart = Ecart(
            cle=(table.nom, ligne.repere, f"colonne {lettres(colonne)}"),
            genre=Genre.MODIFIE,
            lieu=Lieu(table.feuille, ligne.source.numero, lettres(colonne), comprise.titre),
            objet=objet(repere, table.brut(ligne.source)),
            champ=comprise.titre,
            retour=montrer(comprise.titre, valeur),
            message=comprise.message,
            fiche=repere.fiche,
        )
        if operation is None or repere.fiche is None or (repere.financement and aide is None):
            return replace(ecart, genre=Genre.REFUS, message=_raison(repere), remede="Reportez vous-même ce montant.")
        try:
            montant = lire_montant(valeur)
            if aide is not None:
                present, ecriture = _part(aide, comprise, montant)
            else:
                place = self.ecrivain.ligne(comprise.vue, repere.fiche, operation)
                present, ecriture = self._montant(comprise, place, operation, montant)
        except SaisieError as e:
            genre = Genre.NON_MONTANT if isinstance(e, NonMontantError) else Genre.REFUS
            return replace(ecart, genre=genre, message=e.message, remede=e.remede)
        if present == montant:
            return None
        if present is None:
            return replace(ecart, ecriture=ecriture)
        return replace(ecart, projet=montrer("", present), ecriture=ecriture, genre=Genre.CONFLIT, **_DEJA_ICI)

    def _montant(
        self, comprise: ColonneComprise, place: LigneMaquette, operation: Operation, saisie: Saisie
    ) -> tuple[Decimal | None, Ecriture]:
        """What the project says of the operation there, and what the cell writes."""
        if comprise.colonne is not None:
            ecriture = EcritureCellule(comprise.vue, place, comprise.colonne, saisie)
            if comprise.colonne == COUT:
                return place.sommes.totaux.cout, ecriture
            if comprise.colonne == ELIGIBLE:
                return place.sommes.depense_eligible, ecriture
            assert isinstance(comprise.colonne, tuple)  # a column of funders
            return place.sommes.montants.get(comprise.colonne), ecriture
        assert comprise.ligne is not None  # nothing else has no column
        if isinstance(saisie, PartDeLaBase):
            saisie = saisie.montant(operation.depense_eligible, "la dépense éligible, qui n’a pas de montant")
        champs = {"montant_accorde": saisie, "etat": EtatFinancement.ACCORDE}
        annee = self.annee_du_jour if comprise.vue is PERIODE else comprise.vue
        ligne = replace(
            comprise.ligne, **(champs if comprise.accorde else {"montant_demande": saisie}), annee=annee, uid=new_uid()
        )
        siennes = [
            f.montant_accorde if comprise.accorde else f.montant_demande
            for f in operation.financements
            if (f.financeur, f.dispositif) == (ligne.financeur, ligne.dispositif)
            and (comprise.vue is PERIODE or f.annee == comprise.vue)
        ]
        aide = EcritureAide(vue=comprise.vue, operation=operation.uid, financement=ligne, organisme=comprise.organisme)
        return (saisie if saisie in siennes else somme_connus(siennes)), aide


def _part(aide: Financement, comprise: ColonneComprise, montant: Saisie) -> tuple[Decimal | None, Ecriture]:
    """The share of a year in a line of financement."""
    if not isinstance(montant, Decimal):
        raise SaisieError("La part d’une année s’écrit en euros.", "Écrivez le montant de cette année.")
    assert isinstance(comprise.vue, int)  # such a column is a year
    if not aide.repartitions and aide.annee == comprise.vue and aide.montant_retenu == montant:
        return montant, EcritureChamps("financement", aide.uid, {})
    parts = [p for p in aide.repartitions if p.annee == comprise.vue]
    if len(parts) > 1:
        raise SaisieError("Cette aide a déjà plusieurs parts dans cette année.", "Corrigez-les dans la fiche.")
    if parts:
        return parts[0].prevu, EcritureChamps("repartition", parts[0].uid, {"prevu": montant})
    return None, EcriturePart(financement=aide.uid, repartition=Repartition(annee=comprise.vue, prevu=montant))


def _est_un_montant(ligne: LigneRevenue, colonne: int) -> bool:
    """Whether somebody typed an amount there."""
    repere = r.read_repere(ligne.repere)
    if repere is None or not repere.est_donnee or colonne in ligne.source.calculees:
        return False
    return isinstance(lire_valeur(_MONTANT, ligne.source.valeur(colonne)), Decimal | PartDeLaBase)


def _raison(repere: r.Repere) -> str:
    if repere.operation is None:
        return "Cette ligne additionne plusieurs opérations."
    return "Ce que montre cette ligne a été supprimé du projet depuis l’export."
