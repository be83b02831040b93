"""A demande seen in its project: the operations and lines it still finds there, and what it no longer finds."""

from dataclasses import dataclass
from functools import cached_property

from models.domain.demande import Demande, LigneDemande
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.fiche_action import FicheAction
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.territoire import Commune
from models.domain.vocabulaire import EtatFinancement, TypeOrganisme


@dataclass(frozen=True, slots=True)
class OperationSituee:
    """An operation and the fiche it belongs to."""

    fiche: FicheAction
    operation: Operation

    @property
    def titre(self) -> str:
        """« 1.1 · Halle – Tranche 1 »; the operation is named when it is not alone."""
        seule = len(self.fiche.operations) == 1 or not self.operation.intitule
        return self.fiche.titre if seule else f"{self.fiche.titre} – {self.operation.intitule}"

    @property
    def nom(self) -> str:
        """What one calls it in a form: without its number."""
        return (
            self.operation.intitule
            if len(self.fiche.operations) > 1 and self.operation.intitule
            else (self.fiche.intitule or self.operation.intitule)
        )

    @property
    def objet(self) -> Objet:
        """Where to see it."""
        return Objet(type="operation", uid=self.operation.uid, libelle=self.titre, fiche=self.fiche.uid)


@dataclass(frozen=True, slots=True)
class Absence:
    """A line of the demande that names what the project no longer holds."""

    ligne: LigneDemande
    message: str
    remede: str


@dataclass(frozen=True, kw_only=True)
class DemandeSituee:
    """Everything that what is computed on a demande receives."""

    demande: Demande
    projet: Projet
    dispositif: Dispositif | None
    """``None`` when its code is empty, or belongs to no dispositif of the project."""
    dispositifs: Dispositifs
    operations: tuple[OperationSituee, ...]
    """Each once, in the order of its lines."""
    demandees: tuple[Financement, ...]
    """The financement lines it asks for."""
    absences: tuple[Absence, ...]

    @cached_property
    def autres(self) -> tuple[Financement, ...]:
        """The other living lines of its operations."""
        siennes = {ligne.uid for ligne in self.demandees}
        lignes = (ligne for o in self.operations for ligne in o.operation.financements)
        return tuple(ligne for ligne in lignes if ligne.uid not in siennes and not ligne.etat.est_perdu)

    @cached_property
    def demandeur(self) -> Organisme | None:
        """Who asks: the one that was said, else the first maître d'ouvrage."""
        candidats = (self.demande.demandeur, *(o.operation.maitre_ouvrage for o in self.operations))
        return next(filter(None, map(self.projet.organisme, candidats)), None)

    @cached_property
    def commune(self) -> Commune | None:
        """The commune of the territoire that asks, when it is one of them."""
        demandeur, communes = self.demandeur, self.projet.territoire.communes
        if demandeur is None or demandeur.type is not TypeOrganisme.COMMUNE:
            return None
        nommees = [c for c in communes if c.nom and c.nom.casefold() in demandeur.nom.casefold()]
        # « Ardres » is in « Ardres-sur-Lys »: the longest name is the right one.
        return max(nommees, key=lambda c: len(c.nom), default=None)

    @property
    def nom(self) -> str:
        """Its title, else that of its operations."""
        return self.demande.intitule or " ; ".join(o.nom for o in self.operations) or "Demande sans nom"

    @property
    def annee(self) -> int | None:
        """Year of its campaign, else that of its dépôt."""
        depot = self.demande.date_depot
        return self.demande.annee or (depot.year if depot else None)

    @property
    def code_formulaire(self) -> str:
        """Key of its form; empty for the generic one."""
        return self.dispositif.formulaire if self.dispositif else ""

    @cached_property
    def departement(self) -> str:
        """Code of the département of the project, by its first commune; empty while it has none."""
        return self.projet.territoire.code_departement

    @cached_property
    def objet(self) -> Objet:
        """The demande itself."""
        return objet_de(self.demande, self.nom)

    @property
    def est_vivante(self) -> bool:
        """Something is still to be done for it, or to be expected of it."""
        return est_vivante(self.demande) and not (
            self.demandees and all(ligne.etat is EtatFinancement.VERSE for ligne in self.demandees)
        )


def est_vivante(demande: Demande) -> bool:
    """Whether no issue put an end to it."""
    return demande.issue is None or not demande.issue.est_perdue


def objet_de(demande: Demande, nom: str) -> Objet:
    """The demande as a point names it."""
    return Objet(type="demande", uid=demande.uid, libelle=nom)


def situer(demande: Demande, projet: Projet, dispositifs: Dispositifs) -> DemandeSituee:
    """Finds what the demande names; what lies in the Corbeille, or is gone, is said and left out."""
    operations: dict[str, OperationSituee] = {}
    demandees: dict[str, Financement] = {}
    absences: list[Absence] = []
    for ligne in demande.lignes:
        trouvee = projet.operation(ligne.operation)
        financee = projet.financement(ligne.financement)
        if trouvee is None and financee is not None:
            # The line says by itself which operation it is of.
            trouvee = financee[:2]
        if trouvee is not None:
            operations.setdefault(trouvee[1].uid, OperationSituee(*trouvee))
        if financee is not None:
            demandees.setdefault(financee[2].uid, financee[2])
        if ligne.operation is not None and trouvee is None:
            absences.append(
                Absence(
                    ligne,
                    "Une opération de la demande n’est plus dans le projet\u00a0: dans la corbeille, ou supprimée.",
                    "Restaurez-la depuis la corbeille, ou retirez-la de la demande.",
                )
            )
        elif ligne.financement is not None and financee is None:
            absences.append(
                Absence(
                    ligne,
                    "Un financement de la demande n’est plus dans le plan de l’opération.",
                    "Choisissez la ligne que la demande concerne, ou ajoutez-la au plan.",
                )
            )
    return DemandeSituee(
        demande=demande,
        projet=projet,
        dispositif=dispositifs.par_code.get(demande.dispositif),
        dispositifs=dispositifs,
        operations=tuple(operations.values()),
        demandees=tuple(demandees.values()),
        absences=tuple(absences),
    )
