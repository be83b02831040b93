"""Acts on the dispositifs of the project: each keeps what differs from the reference, and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Final

from models.commands import programmation as commandes
from models.domain.dispositifs.adaptation import nom_local, reduire
from models.domain.dispositifs.ecriture import ecrire_contenu
from models.domain.dispositifs.lecture import Table, lire_dispositif
from models.domain.dispositifs.saisie import (
    ajouter_campagne,
    ajouter_categorie,
    ajouter_delai,
    ajouter_piece,
    ajouter_source,
    changer_champ,
    changer_entree,
    retirer_entree,
)
from models.domain.dispositifs.schema import DispositifError
from models.domain.errors import AppError, SaisieError
from models.referentiel.dispositifs import load_dispositifs, load_pieces_ordinaires, load_tables
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.reglages.etat_dispositif import EtatDispositif

_NOUVEAU = "Nouveau dispositif"
_PROPRES: Final = frozenset({"code", "intitule", "sigle", "noms", "dotation"})
"""Keys by which a dispositif is known: its copy has others."""


class ActesDispositifs:
    """What the fields and the lists of a dispositif do."""

    def __init__(self, ecrivain: Ecrivain, aujourd_hui: Callable[[], date]) -> None:
        self._ecrivain = ecrivain
        self._aujourd_hui = aujourd_hui

    def write(self, etat: EtatDispositif, champ: str, valeur: object) -> AppError | None:
        """One field of a dispositif."""
        if champ == "motif":
            return self._run(etat, etat.table, motif=valeur)
        return self._run(etat, changer_champ(etat.table, champ, valeur, self._aujourd_hui()))

    def write_entree(self, etat: EtatDispositif, liste: str, rang: int, champ: str, valeur: object) -> None:
        """One field of one entry.

        Raises:
            SaisieError: the entry would not be one any more, or would repeat another.
        """
        self._raise(self._run(etat, changer_entree(etat.table, liste, rang, champ, valeur)))

    def add_categorie(self, etat: EtatDispositif) -> None:
        """One category more."""
        self._run(etat, ajouter_categorie(etat.table))

    def add_campagne(self, etat: EtatDispositif) -> None:
        """The next campaign."""
        self._run(etat, ajouter_campagne(etat.table, self._aujourd_hui()))

    def add_delai(self, etat: EtatDispositif) -> None:
        """The first delay that is not there."""
        self._run(etat, ajouter_delai(etat.table))

    def add_piece(self, etat: EtatDispositif) -> None:
        """One pièce more."""
        self._run(etat, ajouter_piece(etat.table))

    def add_source(self, etat: EtatDispositif) -> None:
        """One source more, read today."""
        self._run(etat, ajouter_source(etat.table, self._aujourd_hui()))

    def remove_entree(self, etat: EtatDispositif, liste: str, rang: int) -> None:
        """One entry less."""
        self._run(etat, retirer_entree(etat.table, liste, rang))

    def add(self) -> str | None:
        """A dispositif of the project, to be described; its code, unless it was refused.

        It asks for what most do: a list to correct is shorter to fill than an empty one.
        """
        return self._add("Ajouter un dispositif", {"piece": [*load_pieces_ordinaires()]}, _NOUVEAU)

    def duplicate(self, etat: EtatDispositif) -> str | None:
        """The same under another title, to be told apart by its own names; its code, unless it was refused."""
        table = {cle: valeur for cle, valeur in etat.table.items() if cle not in _PROPRES}
        libelle = f"Dupliquer «\u00a0{etat.dispositif.nom}\u00a0»"
        return self._add(libelle, {"famille": etat.dispositif.famille, **table}, f"{etat.intitule} (copie)")

    def _add(self, libelle: str, table: Table, intitule: str) -> str | None:
        pris = {*load_tables(), *(local.code for local in self._ecrivain.projet.dispositifs_locaux)}
        code = next(code for n in range(1, len(pris) + 2) if (code := f"projet_{n}") not in pris)
        contenu = ecrire_contenu(table)
        self._ecrivain.run(
            libelle, commandes.set_dispositif, code, contenu=contenu, intitule=intitule, edition=_edition()
        )
        return None if self._ecrivain.refus else code

    def reset(self, etat: EtatDispositif) -> AppError | None:
        """Goes back to the reference; a dispositif of the project goes."""
        verbe = "Revenir à la référence pour" if etat.reference else "Supprimer le dispositif"
        self._ecrivain.run(
            f"{verbe} «\u00a0{etat.dispositif.nom}\u00a0»", commandes.reset_dispositif, etat.dispositif.code
        )
        return self._ecrivain.refus

    def _run(self, etat: EtatDispositif, table: Table, **champs: object) -> AppError | None:
        code = etat.dispositif.code
        try:
            # Whole: two entries of one code would hide each other once reduced to what differs.
            lire_dispositif(table, nom_local(code))
        except DispositifError as e:
            return SaisieError(e.probleme, e.remede)
        propre = {cle: valeur for cle, valeur in reduire(etat.reference, table).items() if cle != "code"}
        if not etat.reference:
            # An added dispositif has its title beside: the Historique names it.
            champs["intitule"] = str(propre.pop("intitule", "")) or etat.intitule
        motif = champs.get("motif", etat.motif)
        if etat.reference and not propre and not motif:
            return self.reset(etat) if etat.local else None
        champs["edition"] = _edition()
        libelle = f"Adapter «\u00a0{etat.dispositif.nom}\u00a0»"
        self._ecrivain.run(libelle, commandes.set_dispositif, code, contenu=ecrire_contenu(propre), **champs)
        return self._ecrivain.refus

    @staticmethod
    def _raise(refus: AppError | None) -> None:
        if refus is not None:
            raise SaisieError(refus.message, refus.remede)


def _edition() -> str:
    return str(load_dispositifs().edition)
