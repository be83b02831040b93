"""What a changed cell writes: the amounts as in the grid, the words as in the fiche."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from models.domain.errors import SaisieError
from models.domain.formats import sort_key
from models.domain.importation.feuille import Anomalie, en_texte
from models.domain.importation.mots import lire_etat, lire_statut
from models.domain.maquettes.lecture import PERIODE as VUE_PERIODE
from models.domain.maquettes.lecture import LecteurMaquette, Vue
from models.domain.maquettes.maquette import LigneMaquette, SommesMaquette
from models.domain.maquettes.saisie import COUT, ELIGIBLE, PART
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.revue import Ecriture, EcritureCellule, EcritureChamps
from models.domain.retour.valeurs import Valeur
from models.domain.saisie import PartDeLaBase, parse_annee, parse_montant, parse_montant_ou_part
from models.domain.textes import propre_ligne
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, StatutAction, Vocabulaire

_BASE: Final = re.compile(r" \((?:HT|TTC|base déclarée)\)$")
"""What the maquette writes after a name, where bases are mixed."""
DANS_LA_FICHE: Final = "Corrigez-le dans la fiche de l’action."
_MONTANTS: Final = {r.DEMANDE: "montant_demande", r.ACCORDE: "montant_accorde"}
_JOURS: Final = {r.DEPOT: "date_depot", r.NOTIFICATION: "date_notification"}


class NonMontantError(SaisieError):
    """Words stand where an amount was expected."""


def vue_de(table: str) -> Vue:
    """The view of the maquette that a table shows."""
    if table.startswith(r.ANNEE):
        return int(table.removeprefix(r.ANNEE) or 0) or None
    return VUE_PERIODE


def est_saisie(table: str, repere: r.Repere, colonne: str) -> bool:
    """Whether people write in that cell; all the others are computed, or repeat what stands elsewhere."""
    if repere.financement is not None:
        return colonne not in {r.VERSE, r.RETENU}
    if colonne in r.TEXTES:
        return colonne is not r.STATUT or repere.est_action or table == r.PORTEURS
    if repere.operation is None:
        return False
    if table == r.PORTEURS:
        return colonne in {COUT, ELIGIBLE, PART}
    return colonne in {COUT, ELIGIBLE, PART} or r.cle_de(colonne) is not None


def nom_nu(valeur: Valeur) -> Valeur:
    """A name without the base that the maquette writes after it."""
    return _BASE.sub("", valeur) if isinstance(valeur, str) else valeur


def lire_montant(valeur: Valeur) -> Decimal | PartDeLaBase | None:
    """An amount of a workbook.

    Raises:
        NonMontantError: it is none, or one that cannot be kept.
    """
    if valeur is None or isinstance(valeur, PartDeLaBase):
        return valeur
    if isinstance(valeur, Anomalie):
        raise NonMontantError(valeur.message, valeur.remede)
    if isinstance(valeur, date):
        raise NonMontantError(
            f"Cette cellule contient une date ({en_texte(valeur)}).", "Écrivez un montant en euros dans le classeur."
        )
    texte = en_texte(valeur).replace(".", ",") if isinstance(valeur, Decimal) else valeur
    try:
        return parse_montant(texte) if isinstance(valeur, Decimal) else parse_montant_ou_part(texte)
    except SaisieError as e:
        raise NonMontantError(e.message, e.remede) from e


class Ecrivain:
    """Turns the changed cells of a workbook into what they write in the project."""

    def __init__(self, projet: Projet, lecteur: LecteurMaquette) -> None:
        self._projet = projet
        self._lecteur = lecteur
        self._lignes: dict[Vue, dict[Uid, LigneMaquette]] = {}
        self._operations = {o.uid: o for f in projet.fiches for o in f.operations}
        self._financements = {f.uid: f for o in self._operations.values() for f in o.financements}
        self._organismes = {sort_key(nom): o for o in projet.organismes for nom in (o.nom, o.sigle) if nom}

    @cached_property
    def operations_du_plan(self) -> Sequence[LigneMaquette]:
        """Its operations that count, as the grid shows them."""
        return tuple(self._lecteur.periode.detail)

    def operation(self, uid: Uid | None) -> Operation | None:
        """The operation of that identity, if it is still there."""
        return self._operations.get(uid) if uid else None

    def financement(self, uid: Uid | None) -> Financement | None:
        """The line of that identity, if it is still there."""
        return self._financements.get(uid) if uid else None

    def organisme(self, nom: str) -> Uid:
        """The organisme that a cell names.

        Raises:
            SaisieError: nobody has that name.
        """
        trouve = self._organismes.get(sort_key(nom))
        if trouve is None:
            raise SaisieError(
                f"«\u00a0{nom}\u00a0» n’est pas un organisme du projet.",
                "Ajoutez-le dans la fiche, ou écrivez le nom d’un organisme connu.",
            )
        return trouve.uid

    def ligne(self, vue: Vue, fiche: Uid, operation: Operation) -> LigneMaquette:
        """The row of the grid; an empty one when nothing of the operation stands in that year."""
        if vue not in self._lignes:
            tableau = self._lecteur.tableau(vue) if vue is None or isinstance(vue, int) else self._lecteur.periode
            toutes = (*tableau.detail, *(d for ligne in tableau.memoire for d in ligne.detail))
            self._lignes[vue] = {ligne.operation.uid: ligne for ligne in toutes if ligne.operation}
        trouvee = self._lignes[vue].get(operation.uid)
        if trouvee is not None:
            return trouvee
        mere = self._projet.fiche(fiche)
        assert mere is not None  # it holds the operation
        return LigneMaquette(fiche=mere, operation=operation, sommes=SommesMaquette())

    def write(self, table: str, repere: r.Repere, colonne: str, valeur: Valeur, *, etat_change: bool) -> Ecriture:
        """What the cell writes.

        Raises:
            SaisieError: it cannot hold that.
        """
        fiche = self._projet.fiche(repere.fiche)
        operation, financement = self.operation(repere.operation), self.financement(repere.financement)
        absent = (repere.operation and operation is None) or (repere.financement and financement is None)
        if fiche is None or absent:
            raise SaisieError(
                "Ce que montre cette ligne a été supprimé du projet depuis l’export.",
                "Restaurez-le depuis la Corbeille, ou laissez cette ligne.",
            )
        if financement is not None and operation is not None and colonne in _SUR_LA_LIGNE:
            champs = self._of_financement(operation, financement, colonne, valeur, etat_change=etat_change)
            return EcritureChamps("financement", financement.uid, champs)
        if colonne not in r.TEXTES:
            assert operation is not None  # the sum of an action is computed
            vers = r.cle_de(colonne) or colonne
            ligne = self.ligne(vue_de(table), fiche.uid, operation)
            return EcritureCellule(vue_de(table), ligne, vers, lire_montant(valeur))
        return self._of_texte(table, repere, colonne, valeur)

    def _of_texte(self, table: str, repere: r.Repere, colonne: str, valeur: Valeur) -> EcritureChamps:
        assert repere.fiche is not None  # checked by the caller
        texte = propre_ligne(str(nom_nu(valeur) or ""))
        nomme_l_action = repere.est_action or repere.financement is not None or table == r.PORTEURS
        if colonne == r.NUMERO:
            return EcritureChamps("fiche", repere.fiche, {"numero": texte})
        if colonne == r.STATUT:
            return EcritureChamps(
                "fiche", repere.fiche, {"statut": _mot(texte, lire_statut, StatutAction, "un statut connu")}
            )
        if colonne == r.ACTION and nomme_l_action:
            if not texte:
                raise SaisieError("Le nom de l’action a été effacé.", "Une action garde un nom\u00a0: écrivez-en un.")
            return EcritureChamps("fiche", repere.fiche, {"intitule": texte})
        if repere.operation is None:
            raise SaisieError(
                "Cette ligne additionne plusieurs opérations.", "Écrivez le maître d’ouvrage sur chacune d’elles."
            )
        if colonne == r.PORTEUR:
            uid = self.organisme(texte) if texte else None
            return EcritureChamps("operation", repere.operation, {"maitre_ouvrage": uid})
        return EcritureChamps("operation", repere.operation, {"intitule": texte})

    def _of_financement(
        self, operation: Operation, ligne: Financement, colonne: str, valeur: Valeur, *, etat_change: bool
    ) -> Mapping[str, Any]:
        """Fields that a cell of « Par financeur » writes."""
        if colonne in _MONTANTS:
            montant = lire_montant(valeur)
            if isinstance(montant, PartDeLaBase):
                base = operation.depense_eligible if ligne.depense_eligible is None else ligne.depense_eligible
                montant = montant.montant(base, "la dépense éligible, qui n’a pas de montant")
            champs: dict[str, Any] = {_MONTANTS[colonne]: montant}
            if colonne == r.ACCORDE and montant is not None and not ligne.etat.est_acquis and not etat_change:
                # An amount under « Accordé » says that it is.
                champs["etat"] = EtatFinancement.ACCORDE
            return champs
        if colonne == r.ANNEES:
            return {"annee": _annee(ligne, str(valeur or ""))}
        return {_SUR_LA_LIGNE[colonne]: champ_de_ligne(colonne, valeur)}


def champ_de_ligne(colonne: str, valeur: Valeur) -> object:
    """A word or a day of a line of financement.

    Raises:
        SaisieError: it is not one that is known.
    """
    if colonne in _JOURS:
        if valeur is not None and not isinstance(valeur, date):
            raise SaisieError(f"«\u00a0{valeur}\u00a0» n’est pas une date.", "Écrivez par exemple 03/04/2026.")
        return valeur
    texte = propre_ligne(str(valeur or ""))
    if colonne == r.ETAT:
        return _mot(texte, lire_etat, EtatFinancement, "un état connu")
    if colonne == r.NATURE:
        return _mot(texte, _lire_nature, NatureFinancement, "une nature connue")
    return texte


_SUR_LA_LIGNE: Final = {
    **_MONTANTS,
    **_JOURS,
    r.ANNEES: "annee",
    r.DISPOSITIF: "dispositif",
    r.NATURE: "nature",
    r.ETAT: "etat",
    r.DOSSIER: "numero_dossier",
}
"""Fields of a financement, by the column of « Par financeur » that shows them."""


def _mot(texte: str, lire: Callable[[str], Vocabulaire | None], classe: type[Vocabulaire], nom: str) -> Vocabulaire:
    membre = lire(texte) if texte else None
    if membre is None:
        connus = ", ".join(m.libelle for m in classe)
        dit = f"«\u00a0{texte}\u00a0» n’est pas {nom}" if texte else "Cette cellule ne peut pas rester vide"
        raise SaisieError(f"{dit}.", f"Valeurs possibles\u00a0: {connus}.")
    return membre


def _lire_nature(texte: str) -> NatureFinancement | None:
    return next((n for n in NatureFinancement if sort_key(n.libelle) == sort_key(texte)), None)


def _annee(ligne: Financement, texte: str) -> int | None:
    if ligne.repartitions:
        raise SaisieError("Cette aide est répartie sur plusieurs années.", DANS_LA_FICHE)
    return parse_annee(texte)
