"""Acts on the plan d'action, with the names the menu « Annuler » gives them; each tells whether it was refused."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject

from models import commands
from models.domain.errors import AppError, SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import StatutAction, TypeOrganisme
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.noms_champs import NOMS_DES_CHAMPS

_LONGUEUR_NOM: Final = 40


def name_fiche(fiche: FicheAction) -> str:
    """« l’action 1.2 », as people call it."""
    if fiche.numero:
        return f"l’action {fiche.numero}"
    if fiche.intitule:
        court = fiche.intitule
        court = court if len(court) <= _LONGUEUR_NOM else f"{court[:_LONGUEUR_NOM]}…"
        return f"l’action «\u00a0{court}\u00a0»"
    return "l’action sans nom"


def name_fiches(fiches: Sequence[FicheAction]) -> str:
    """One by its name, several by their number."""
    return name_fiche(fiches[0]) if len(fiches) == 1 else f"{len(fiches)} actions"


def next_numero(projet: Projet, orientation: Uid | None) -> str:
    """« 1.4 » when the orientation 1 has 1.1 to 1.3; empty when the orientation has no number."""
    groupe = projet.orientation(orientation)
    if groupe is None or not groupe.numero:
        return ""
    motif = re.compile(rf"{re.escape(sort_key(groupe.numero))}\.(\d{{1,6}})")
    rangs = [int(lu[1]) for fiche in projet.fiches if (lu := motif.fullmatch(sort_key(fiche.numero)))]
    return f"{groupe.numero}.{max(rangs, default=0) + 1}"


class ActesPlan(QObject):
    """What the toolbar, the keyboard and the drops of the list do."""

    def __init__(self, ecrivain: Ecrivain, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain

    @property
    def projet(self) -> Projet:
        """The project as it stands."""
        return self._ecrivain.projet

    @property
    def refus(self) -> AppError | None:
        """Why the last act was refused, if it was."""
        return self._ecrivain.refus

    def aujourd_hui(self) -> date:
        """The day « +30 » counts from."""
        return self._ecrivain.workspace.aujourd_hui()

    def add_fiche(self, orientation: Uid | None) -> Uid | None:
        """A new fiche at the end of the orientation, with the next number."""
        numero = next_numero(self.projet, orientation)
        return self._ecrivain.run(
            "Créer une action", commands.fiches.add_fiche, orientation=orientation, numero=numero, intitule=""
        )

    def add_orientation(self) -> Uid | None:
        """A new orientation at the end, with the next number."""
        numeros = [int(o.numero) for o in self.projet.orientations if o.numero.isdecimal()]
        numero = str(max(numeros, default=0) + 1)
        return self._ecrivain.run(
            "Créer une orientation", commands.orientations.add_orientation, numero=numero, intitule=""
        )

    def duplicate(self, fiche: FicheAction) -> Uid | None:
        """A copy just after."""
        return self._ecrivain.run(
            f"Dupliquer {name_fiche(fiche)}", commands.fiches.duplicate_fiche, fiche, moment=maintenant_utc()
        )

    def remove_fiches(self, fiches: Sequence[FicheAction]) -> str:
        """Puts fiches in the Corbeille; what to say about it, empty when it was refused."""
        uids = [fiche.uid for fiche in fiches]
        self._ecrivain.run(
            f"Supprimer {name_fiches(fiches)}", commands.fiches.remove_fiches, uids, moment=maintenant_utc()
        )
        if self._ecrivain.refus:
            return ""
        if len(fiches) > 1:
            return f"{len(fiches)} actions mises à la corbeille."
        nom = name_fiche(fiches[0])
        return f"{nom[0].upper()}{nom[1:]} est à la corbeille."

    def remove_orientation(self, uid: Uid) -> str:
        """Puts an orientation in the Corbeille; its fiches stay."""
        orientation = self.projet.orientation(uid)
        titre = orientation.titre if orientation else ""
        self._ecrivain.run(
            f"Supprimer l’orientation «\u00a0{titre}\u00a0»",
            commands.orientations.remove_orientation,
            uid,
            moment=maintenant_utc(),
        )
        return "" if self._ecrivain.refus else "L’orientation est à la corbeille\u00a0; ses actions sont gardées."

    def write(self, cle: str, champ: str, valeur: object) -> None:
        """One cell of the list: a field of a fiche, or the name of an orientation.

        Raises:
            SaisieError: it could not be written; what was typed stays in the cell.
        """
        fiche = self.projet.fiche(Uid(cle))
        if fiche is not None:
            nom = name_fiche(fiche)
            libelle = f"Renommer {nom}" if champ == "intitule" else f"Modifier {NOMS_DES_CHAMPS[champ]} de {nom}"
            self._ecrivain.run(libelle, commands.fiches.update_fiche, fiche.uid, **{champ: valeur})
        elif self.projet.orientation(Uid(cle)) is not None:
            self._ecrivain.run(
                "Renommer l’orientation", commands.orientations.update_orientation, Uid(cle), **{champ: valeur}
            )
        else:
            return
        if refus := self._ecrivain.refus:
            raise SaisieError(f"Pas encore enregistré. {refus.message}", refus.remede)

    def update_fiches(self, fiches: Sequence[FicheAction], libelle: str, **champs: Any) -> None:
        """The same value in several fiches, in one act."""
        self._ecrivain.run(
            f"{libelle} de {name_fiches(fiches)}", commands.fiches.update_fiches, [f.uid for f in fiches], **champs
        )

    def set_maitre_ouvrage(self, fiches: Sequence[FicheAction], organisme: Uid) -> None:
        """The same maître d'ouvrage for all the operations of several fiches."""
        libelle = f"Modifier le maître d’ouvrage de {name_fiches(fiches)}"
        self._ecrivain.run(libelle, commands.operations.set_maitre_ouvrage, [f.uid for f in fiches], organisme)

    def add_maitre_ouvrage(self, fiches: Sequence[FicheAction], nom: str, type_: TypeOrganisme) -> None:
        """The same, with an organisme that the project did not know."""
        libelle = f"Ajouter l’organisme «\u00a0{nom}\u00a0» comme maître d’ouvrage de {name_fiches(fiches)}"
        self._ecrivain.run(
            libelle, commands.organismes.add_maitre_ouvrage, [f.uid for f in fiches], nom=nom, type=type_
        )

    def renumber(self, orientation: Uid) -> bool:
        """Numbers the actions of an orientation in their order; ``False`` when none changed."""
        groupe = self.projet.orientation(orientation)
        libelle = f"Renuméroter les actions de «\u00a0{groupe.titre}\u00a0»" if groupe else "Renuméroter les actions"
        self._ecrivain.run(libelle, commands.fiches.renumber_fiches, orientation)
        return self._ecrivain.a_ecrit

    def leave_plan(self, fiches: Sequence[FicheAction], motif: str) -> bool:
        """Keeps actions as history, out of the plan, and why; ``False`` when it was refused."""
        self._ecrivain.run(
            f"Passer {name_fiches(fiches)} hors plan",
            commands.fiches.update_fiches,
            [f.uid for f in fiches],
            statut=StatutAction.HORS_PLAN,
            motif_statut=motif,
        )
        return self._ecrivain.a_ecrit

    def move_orientation(self, uid: Uid, position: int) -> None:
        """Place of an orientation among the others."""
        self._ecrivain.run("Déplacer une orientation", commands.orientations.move_orientation, uid, position=position)

    def move_fiches(self, uids: Iterable[Uid], orientation: Uid | None, position: int) -> None:
        """Puts fiches one after the other under ``orientation``, before the ``position``-th of those that stay."""
        deplacees = list(uids)
        ordre = [f.uid for f in self.projet.fiches if self._groupe(f) == orientation]
        restantes = [uid for uid in ordre if uid not in deplacees]
        suivante = restantes[position] if position < len(restantes) else None
        fiches = [f for uid in deplacees if (f := self.projet.fiche(uid)) is not None]
        # One merge key: a drop of several fiches is one act to undo.
        cle_fusion = f"deplacer {new_uid()}"
        for fiche in fiches:
            if fiche.uid in ordre:
                ordre.remove(fiche.uid)
            place = len(ordre) if suivante is None else ordre.index(suivante)
            ordre.insert(place, fiche.uid)
            self._ecrivain.run_merged(
                f"Déplacer {name_fiches(fiches)}",
                cle_fusion,
                commands.fiches.move_fiche,
                fiche.uid,
                orientation=orientation,
                position=place,
            )

    def _groupe(self, fiche: FicheAction) -> Uid | None:
        """The orientation it is shown under."""
        return fiche.orientation if self.projet.orientation(fiche.orientation) else None
