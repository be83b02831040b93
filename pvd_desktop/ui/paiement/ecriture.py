"""Acts on what an operation commits and pays, and on the versements of the line that is asked to pay."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from models.commands import operations, paiements
from models.domain.errors import SaisieError
from models.domain.paiement import Facture, Marche
from models.domain.paiements.aide import versement_prepare
from models.domain.paiements.premier_acte import ActeSuggere
from models.domain.plan_financement import Financement, Operation
from models.domain.saisie import PartDeLaBase
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureVersement
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.liste_editable import ActesListe

_BLOC_LONG: Final = 60
"""Rows that are written without the window being felt to stop."""


class EcriturePaiement:
    """Writes the operation and the line that the tab shows."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain
        self.operation: Operation | None = None
        self.ligne: Financement | None = None

    def marches(self) -> ActesListe:
        """Acts of the table of the marchés."""

        def add() -> Uid | None:
            return self._ecrivain.run("Ajouter un marché", paiements.add_marche, self._uid)

        def write(cle: str, champ: str, valeur: object) -> None:
            self._run("Modifier un marché", paiements.update_marche, Uid(cle), **{champ: _euros(valeur)})

        def remove(cle: str) -> None:
            self._ecrivain.run("Retirer un marché", paiements.remove_marches, [Uid(cle)])

        return ActesListe(add, write, remove)

    def factures(self) -> ActesListe:
        """Acts of the table of the factures."""

        def add() -> Uid | None:
            return self._ecrivain.run("Ajouter une facture", paiements.add_facture, self._uid)

        def write(cle: str, champ: str, valeur: object) -> None:
            self._run("Modifier une facture", paiements.update_facture, Uid(cle), **{champ: _euros(valeur)})

        def remove(cle: str) -> None:
            self._ecrivain.run("Retirer une facture", paiements.remove_factures, [Uid(cle)])

        return ActesListe(add, write, remove)

    def versements(self) -> ActesListe:
        """Acts of the table of the versements."""

        def add() -> Uid | None:
            ligne = self.ligne
            return self._ecrivain.run("Ajouter un versement", operations.add_versement, ligne.uid) if ligne else None

        def write(cle: str, champ: str, valeur: object) -> None:
            if isinstance(valeur, PartDeLaBase):
                accorde = self.ligne.montant_accorde if self.ligne else None
                valeur = valeur.montant(accorde, "l’aide accordée, qui n’a pas de montant")
            self._run("Modifier un versement", operations.update_versement, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            self._ecrivain.run("Retirer un versement", operations.remove_versement, Uid(cle))

        return ActesListe(add, write, remove)

    def ask(self, nature: NatureVersement, montant: Decimal, jour: date) -> bool:
        """Note that a versement is asked for; one that was prepared is dated, instead of making another."""
        ligne = self.ligne
        if ligne is None:
            return False
        prepare = versement_prepare(ligne, nature)
        libelle = f"Demander {_ARTICLES[nature]}"
        if prepare is not None:
            self._ecrivain.run(libelle, operations.update_versement, prepare.uid, montant=montant, date_demande=jour)
        else:
            self._ecrivain.run(
                libelle, operations.add_versement, ligne.uid, nature=nature, montant=montant, date_demande=jour
            )
        return self._ecrivain.a_ecrit

    def take_acte(self, acte: ActeSuggere) -> bool:
        """The first act of the operation becomes that of its marchés."""
        self._ecrivain.run(
            "Reprendre la date du premier marché",
            operations.update_operation,
            self._uid,
            type_premier_acte=acte.type,
            date_premier_acte=acte.jour,
        )
        return self._ecrivain.a_ecrit

    def write_bloc(
        self,
        genre: type[Marche] | type[Facture],
        changements: Mapping[Uid, Mapping[str, Any]],
        ajouts: Sequence[Any],
        suite: Callable[[], object],
    ) -> None:
        """A block of cells, as one act; ``suite`` once it is written. A large one is written beside the window."""
        command: Any = paiements.write_marches if genre is Marche else paiements.write_factures
        libelle = f"Coller des {'marchés' if genre is Marche else 'factures'}"
        reste = {"moment": maintenant_utc()}
        if len(changements) + len(ajouts) > _BLOC_LONG:
            tache = self._ecrivain.workspace.execute_in_task(libelle, command, self._uid, changements, ajouts, **reste)
            tache.succeeded.connect(partial(_then, suite))
            tache.finished.connect(tache.deleteLater)
            return
        self._ecrivain.run(libelle, command, self._uid, changements, ajouts, **reste)
        if self._ecrivain.a_ecrit:
            suite()

    def add_factures(self, factures: Sequence[Facture], source: str) -> Task:
        """Many factures read from a file, as one act, beside the window."""
        return self._ecrivain.workspace.execute_in_task(
            f"Importer les mandats de «\u00a0{source}\u00a0»",
            paiements.add_factures,
            self._uid,
            factures,
            moment=maintenant_utc(),
        )

    @property
    def _uid(self) -> Uid:
        assert self.operation is not None
        return self.operation.uid

    def _run(self, libelle: str, command: Any, /, *args: Any, **champs: Any) -> None:
        """A cell; what was typed stays in it when it could not be written."""
        self._ecrivain.run(libelle, command, *args, **champs)
        if refus := self._ecrivain.refus:
            raise SaisieError(f"Pas encore enregistré. {refus.message}", refus.remede)


_ARTICLES: Final = {
    NatureVersement.AVANCE: "l’avance",
    NatureVersement.ACOMPTE: "un acompte",
    NatureVersement.SOLDE: "le solde",
}


def _then(suite: Callable[[], object], _resultat: object) -> None:
    suite()


def _euros(valeur: object) -> object:
    if isinstance(valeur, PartDeLaBase):
        raise SaisieError("Ce montant ne se calcule pas en pourcentage.", "Écrivez le montant en euros.")
    return valeur
