"""What is done with the pièces of a fiche: the acts that follow the files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models import commands
from models.domain.fiche_action import Piece
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.actes import name_fiche
from pvd_desktop.ui.fichiers_joints import FichiersJoints
from pvd_desktop.ui.tasks import Progress


class ActesPieces(FichiersJoints):
    """Each act bears the name of the pièce."""

    def add(self, fiche: Uid, paths: Sequence[Path], *, incorporer: bool | None = None, **champs: Any) -> None:
        """Joins files to a fiche, in one act; those that cannot be are told, the others are kept."""

        def on_lus(lus: list[Fichier]) -> None:
            cible = self._ecrivain.projet.fiche(fiche)
            if cible is not None:
                quoi = f"«\u00a0{lus[0].intitule}\u00a0»" if len(lus) == 1 else f"{len(lus)} pièces"
                self._execute(
                    lus, f"Joindre {quoi} à {name_fiche(cible)}", commands.pieces.add_pieces, fiche, lus, **champs
                )

        self.read(paths, on_lus, incorporer=incorporer)

    def incorporate(self, piece: Piece) -> None:
        """Keeps the bytes of a linked file in the project."""

        def read(progress: Progress) -> Fichier:
            from pvd_desktop.imports.pieces import find_linked, read_fichier

            path = find_linked(piece, self.dossier)
            return read_fichier(path, self.dossier, incorporer=True, avancer=progress.step)

        def on_read(lu: Fichier) -> None:
            libelle = f"Incorporer la pièce «\u00a0{piece.intitule}\u00a0»"
            self._execute([lu], libelle, commands.pieces.replace_piece, piece.uid, lu)

        self._run(read, on_read)

    def write(self, piece: Piece, **champs: Any) -> None:
        """What is said of a pièce."""
        self._ecrivain.run(
            f"Modifier la pièce «\u00a0{piece.intitule}\u00a0»", commands.pieces.update_piece, piece.uid, **champs
        )

    def remove(self, piece: Piece) -> bool:
        """Puts a pièce in the Corbeille; whether it went."""
        libelle = f"Retirer la pièce «\u00a0{piece.intitule}\u00a0»"
        self._ecrivain.run(libelle, commands.pieces.remove_pieces, [piece.uid], moment=maintenant_utc())
        return self._ecrivain.refus is None
