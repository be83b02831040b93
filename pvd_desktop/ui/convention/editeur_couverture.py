"""The form of the cover and of the signature: title, place, date, « BROUILLON », logos, pièces."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from models.commands import convention as commandes
from models.commands.territoire import update_territoire
from models.domain.errors import AppError
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.documents.builders.convention import titre_type
from pvd_desktop.ui import theme
from pvd_desktop.ui.convention.logos import Logos
from pvd_desktop.ui.convention.pieces import PiecesConvention
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR = 720
_NOMS = {
    "intitule": "Modifier le titre de la convention",
    "lieu_signature": "Modifier le lieu de signature",
    "date_convention": "Modifier la date de signature",
    "brouillon": "Modifier la mention BROUILLON",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Couverture:
    """What the form shows, wherever the project keeps it."""

    uid: Uid
    intitule: str
    lieu_signature: str
    date_convention: date | None
    brouillon: bool


class EditeurCouverture(Onglet):
    """Follows the project."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._titre = TexteEdit()
        champs: list[Champ | str] = [
            Champ("intitule", self._titre, "Titre", "Vide, le titre reprend le nom des communes"),
            Champ("lieu_signature", TexteEdit(), "Lieu de signature"),
            Champ("date_convention", DateEdit(), "Date de signature"),
            Champ("brouillon", CaseCocher("Marquer les documents «\u00a0BROUILLON\u00a0»"), "Mention"),
        ]
        self.logos = Logos(ecrivain)
        self.pieces = PiecesConvention(ecrivain)
        super().__init__("Couverture et signature", champs, self._write, largeur_max=LARGEUR, parent=parent)
        self.corps.addWidget(self.logos)
        self.corps.addWidget(self.pieces)
        self.corps.addStretch(1)
        self.set_lecture_seule(bool(ecrivain.workspace.raison_lecture_seule))
        theme.suivre(self, lambda: self.corps.setSpacing(theme.px(20)))

    def show_projet(self, projet: Projet) -> None:
        """Show the cover as it stands."""
        convention, territoire = projet.convention, projet.territoire
        self._titre.setPlaceholderText(titre_type(projet))
        self.lie.show(
            _Couverture(
                uid=territoire.uid,
                intitule=convention.intitule,
                lieu_signature=convention.lieu_signature,
                date_convention=territoire.date_convention,
                brouillon=convention.brouillon,
            )
        )
        self.logos.set_logos(convention.logos)
        self.pieces.set_pieces(convention.pieces)

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if nom == "date_convention":
            self._ecrivain.run(_NOMS[nom], update_territoire, **{nom: valeur})
        else:
            self._ecrivain.run(_NOMS[nom], commandes.update_convention, **{nom: valeur})
        return self._ecrivain.refus
