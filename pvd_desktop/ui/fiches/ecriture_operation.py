"""Acts on the operation shown: its fields, its dépenses, its financements and what hangs on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from models import commands
from models.domain.depenses import complete_depense
from models.domain.errors import AppError
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.saisie import PartDeLaBase
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.actes import name_fiche
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.widgets.liste_editable import ActesListe

if TYPE_CHECKING:
    from models.domain.maquettes.equilibrage import PropositionEquilibre

_NOMS: Final = {
    "intitule": "le nom de l’opération",
    "maitre_ouvrage": "le maître d’ouvrage",
    "maitre_ouvrage_delegue": "le maître d’ouvrage délégué",
    "base": "la base HT ou TTC",
    "part_decidee": "la part décidée",
    "part_decidee_acte": "l’acte de la part décidée",
    "part_decidee_date": "la date de la part décidée",
    "type_premier_acte": "le premier acte",
    "date_premier_acte": "la date du premier acte",
    "date_commencement": "la date de commencement",
    "date_achevement": "la date d’achèvement",
    "assujettie_tva": "l’assujettissement à la TVA",
    "maturite": "la maturité",
    "annee_intention": "la campagne visée",
    "rang_intention": "le rang de l’intention",
}


@dataclass(frozen=True, slots=True)
class _Enfants:
    """Commands of the répartitions, of the versements or of the annuités of a line."""

    quoi: str
    add: Callable[..., object]
    update: Callable[..., object]
    remove: Callable[..., object]


def _repartitions() -> _Enfants:
    actes = commands.operations
    return _Enfants("une année", actes.add_repartition, actes.update_repartition, actes.remove_repartition)


def _versements() -> _Enfants:
    actes = commands.operations
    return _Enfants("un versement", actes.add_versement, actes.update_versement, actes.remove_versement)


def _annuites() -> _Enfants:
    actes = commands.operations
    return _Enfants("une annuité", actes.add_annuite, actes.update_annuite, actes.remove_annuite)


class EcritureOperation:
    """Writes the operation shown by the tab « Financement »."""

    def __init__(self, ecrivain: Ecrivain, ecriture: EcritureFiche, aujourd_hui: Callable[[], date]) -> None:
        self._ecrivain = ecrivain
        self._fiche = ecriture
        self._aujourd_hui = aujourd_hui
        self.uid: Uid | None = None
        """The operation being edited."""
        self.financement_uid: Uid | None = None
        """The line whose répartitions, versements and annuités are shown."""

    @property
    def operation(self) -> Operation | None:
        """Its snapshot."""
        fiche = self._fiche.fiche
        return next((o for o in fiche.operations if o.uid == self.uid), None) if fiche else None

    @property
    def financement(self) -> Financement | None:
        """The line shown in detail."""
        operation = self.operation
        lignes = operation.financements if operation else ()
        return next((ligne for ligne in lignes if ligne.uid == self.financement_uid), None)

    def balance(self, proposition: "PropositionEquilibre") -> None:
        """Write the amounts of a proposition, as one act."""
        if self.uid is None:
            return
        montants = {c.ligne: c.apres for c in proposition.changements if c.ligne is not None}
        part = next((c.apres for c in proposition.changements if c.ligne is None), None)
        annees = dict(annee for c in proposition.changements for annee in c.annees)
        libelle = self._libelle("le plan", "Équilibrer")
        self._ecrivain.run(libelle, commands.equilibrage.equilibrer_plan, self.uid, montants, part, annees=annees)

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One field of the operation; why it was refused, if it was."""
        if self.uid is None:
            return None
        self._ecrivain.run(self._libelle(_NOMS[nom]), commands.operations.update_operation, self.uid, **{nom: valeur})
        return self._ecrivain.refus

    def add_operation(self) -> Uid | None:
        """A new operation at the end, with the same maître d'ouvrage and base as the one shown."""
        fiche, modele = self._fiche.fiche, self.operation
        if fiche is None:
            return None
        champs: dict[str, object] = {"intitule": f"Opération {len(fiche.operations) + 1}"}
        if modele is not None:
            champs |= {"maitre_ouvrage": modele.maitre_ouvrage, "base": modele.base}
        return self._ecrivain.run(
            f"Ajouter une opération à {name_fiche(fiche)}", commands.operations.add_operation, fiche.uid, **champs
        )

    def split_operation(self, intitule: str, depenses: Sequence[Uid], financements: Sequence[Uid]) -> Uid | None:
        """Some lines of the operation shown in a new one, just after it."""
        if self.uid is None:
            return None
        return self._ecrivain.run(
            self._libelle("l’opération", "Scinder"),
            commands.operations.split_operation,
            self.uid,
            depenses=depenses,
            financements=financements,
            intitule=intitule,
        )

    def move_operation(self, pas: int) -> None:
        """The operation shown, one place before or after."""
        fiche, uid = self._fiche.fiche, self.uid
        uids = [o.uid for o in fiche.operations] if fiche else []
        if uid is None or uid not in uids:
            return
        cible = uids.index(uid) + pas
        if 0 <= cible < len(uids):
            self._ecrivain.run(
                self._libelle("l’opération", "Déplacer"), commands.operations.move_operation, uid, position=cible
            )

    def remove_operation(self) -> None:
        """Puts the operation shown in the Corbeille."""
        if self.uid is not None:
            self._ecrivain.run(
                self._libelle("l’opération", "Supprimer"),
                commands.operations.remove_operation,
                self.uid,
                moment=maintenant_utc(),
            )

    def actes_depenses(self) -> ActesListe:
        """Acts of the table of the dépenses."""

        def add() -> Uid | None:
            operation = self.operation
            if operation is None:
                return None
            # A list of dépenses mostly has one rate and one year: the new line takes those of the last one.
            derniere = operation.depenses[-1] if operation.depenses else Depense(annee=self._aujourd_hui().year)
            return self._ecrivain.run(
                self._libelle("une dépense", "Ajouter"),
                commands.operations.add_depense,
                operation.uid,
                annee=derniere.annee,
                taux_tva=derniere.taux_tva,
            )

        def write(cle: str, champ: str, valeur: object) -> None:
            operation = self.operation
            depense = next((d for d in operation.depenses if d.uid == cle), None) if operation else None
            if operation is None or depense is None:
                return
            if isinstance(valeur, PartDeLaBase):
                autres = [d.montant(operation.base) for d in operation.depenses if d.uid != cle]
                connus = [montant for montant in autres if montant is not None]
                valeur = valeur.montant(
                    sum(connus, Decimal(0)) if connus else None, "les autres dépenses, qui n’ont pas de montant"
                )
            champs = complete_depense(depense, champ, valeur)
            self._ecrivain.run(self._libelle("une dépense"), commands.operations.update_depense, depense.uid, **champs)

        def remove(cle: str) -> None:
            self._ecrivain.run(self._libelle("une dépense", "Retirer"), commands.operations.remove_depense, Uid(cle))

        return ActesListe(add, write, remove)

    def actes_financements(self) -> ActesListe:
        """Acts of the table of the financements."""

        def add() -> Uid | None:
            if self.uid is None:
                return None
            return self._ecrivain.run(
                self._libelle("un financement", "Ajouter"),
                commands.operations.add_financement,
                self.uid,
                annee=self._aujourd_hui().year,
            )

        def write(cle: str, champ: str, valeur: object) -> None:
            operation = self.operation
            ligne = next((f for f in operation.financements if f.uid == cle), None) if operation else None
            if operation is None or ligne is None:
                return
            if isinstance(valeur, PartDeLaBase):
                propre = ligne.depense_eligible if champ != "depense_eligible" else None
                base = operation.depense_eligible if propre is None else propre
                valeur = valeur.montant(base, "la dépense éligible, qui n’a pas de montant")
            self._ecrivain.run(
                self._libelle("un financement"), commands.operations.update_financement, ligne.uid, **{champ: valeur}
            )

        def remove(cle: str) -> None:
            self._ecrivain.run(
                self._libelle("un financement", "Retirer"), commands.operations.remove_financement, Uid(cle)
            )

        return ActesListe(add, write, remove)

    def actes_repartitions(self) -> ActesListe:
        """Acts of the shares by year of the selected line."""
        return self._actes_enfants(_repartitions(), self._next_annee)

    def actes_versements(self) -> ActesListe:
        """Acts of the payments of the selected line."""
        return self._actes_enfants(_versements(), dict[str, object])

    def actes_annuites(self) -> ActesListe:
        """Acts of what the selected loan costs each year."""
        return self._actes_enfants(_annuites(), self._next_annuite)

    def repeat_annuite(self, annees: Sequence[int], montant: Decimal) -> None:
        """The same annuité of the selected loan for all these years."""
        if self.financement_uid is not None:
            libelle = self._libelle("les annuités d’un prêt")
            self._ecrivain.run(libelle, commands.operations.set_annuites, self.financement_uid, annees, montant)

    def _next_annuite(self) -> dict[str, object]:
        """The year after the last one, for the same amount."""
        ligne = self.financement
        if ligne is None or not ligne.annuites:
            premiere = ligne.annee if ligne and ligne.annee else self._aujourd_hui().year
            return {"annee": premiere + 1}
        derniere = max(ligne.annuites, key=lambda annuite: annuite.annee)
        return {"annee": derniere.annee + 1, "montant": derniere.montant}

    def _next_annee(self) -> dict[str, object]:
        ligne = self.financement
        annees = [r.annee for r in ligne.repartitions] if ligne else []
        premiere = ligne.annee if ligne and ligne.annee else self._aujourd_hui().year
        return {"annee": max(annees) + 1 if annees else premiere}

    def _actes_enfants(self, enfants: _Enfants, defauts: Callable[[], dict[str, object]]) -> ActesListe:
        def add() -> Uid | None:
            ligne = self.financement
            if ligne is None:
                return None
            uid = self._ecrivain.run(self._libelle(enfants.quoi, "Ajouter"), enfants.add, ligne.uid, **defauts())
            return uid if isinstance(uid, str) else None  # pyright: ignore[reportReturnType] - a Uid is a str

        def write(cle: str, champ: str, valeur: object) -> None:
            ligne = self.financement
            if isinstance(valeur, PartDeLaBase):
                base = ligne.montant_retenu if ligne and ligne.montant_retenu else None
                valeur = valeur.montant(base, "l’aide, qui n’a pas de montant")
            self._ecrivain.run(self._libelle(enfants.quoi), enfants.update, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            self._ecrivain.run(self._libelle(enfants.quoi, "Retirer"), enfants.remove, Uid(cle))

        return ActesListe(add, write, remove)

    def _libelle(self, quoi: str, verbe: str = "Modifier") -> str:
        fiche = self._fiche.fiche
        return f"{verbe} {quoi} de {name_fiche(fiche)}" if fiche else f"{verbe} {quoi}"
