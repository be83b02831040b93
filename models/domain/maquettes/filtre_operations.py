"""Which operations are looked at: those of one maître d'ouvrage, of one commune, of both at once; all, else."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.regroupement import Groupe, Regroupement, cle_de, regrouper
from models.domain.plan_financement import Operation
from models.domain.projet import Projet


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltreOperations:
    """Keys of the groups that are looked at; ``None`` lets everything through."""

    porteur: str | None = None
    commune: str | None = None

    @property
    def actif(self) -> bool:
        """Whether it may leave something out.

        >>> FiltreOperations().actif, FiltreOperations(porteur="").actif
        (False, True)
        """
        return self.porteur is not None or self.commune is not None

    def garde(self, projet: Projet, fiche: FicheAction, operation: Operation | None) -> bool:
        """Whether an operation passes; ``None`` stands for an action without any."""
        return all(
            voulue is None or cle_de(projet, par, fiche, operation) == voulue
            for par, voulue in (
                (Regroupement.MAITRE_OUVRAGE, self.porteur),
                (Regroupement.COMMUNE, self.commune),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltreLu:
    """A filter as the project admits it, and what can be chosen."""

    porteurs: tuple[Groupe, ...]
    """The maîtres d'ouvrage of the plan."""
    communes: tuple[Groupe, ...]
    """The communes of what the maître d'ouvrage leaves."""
    porteur: Groupe | None
    commune: Groupe | None

    @property
    def filtre(self) -> FiltreOperations:
        """What of it is in force: a filter on what is no longer there would hide everything without a word."""
        return FiltreOperations(porteur=_cle(self.porteur), commune=_cle(self.commune))

    @property
    def choisis(self) -> Iterator[tuple[Regroupement, Groupe]]:
        """The groups that are looked at."""
        if self.porteur:
            yield Regroupement.MAITRE_OUVRAGE, self.porteur
        if self.commune:
            yield Regroupement.COMMUNE, self.commune

    def restrict(self, projet: Projet) -> Projet:
        """The part of the project that passes."""
        for _, groupe in self.choisis:
            projet = groupe.restrict(projet)
        return projet


def lire_filtre(projet: Projet, filtre: FiltreOperations) -> FiltreLu:
    """Look in the project for what a filter names."""
    porteurs = regrouper(projet, Regroupement.MAITRE_OUVRAGE)
    porteur = _groupe(porteurs, filtre.porteur)
    communes = regrouper(porteur.restrict(projet) if porteur else projet, Regroupement.COMMUNE)
    commune = _groupe(communes, filtre.commune)
    return FiltreLu(porteurs=porteurs, communes=communes, porteur=porteur, commune=commune)


def _groupe(groupes: tuple[Groupe, ...], cle: str | None) -> Groupe | None:
    return next((groupe for groupe in groupes if groupe.cle == cle), None)


def _cle(groupe: Groupe | None) -> str | None:
    return groupe.cle if groupe else None
