"""Tab « Secteurs »: the secteurs d'intervention of the ORT, a card each."""

from typing import Final

from PySide6.QtWidgets import QWidget

from models.domain.formats import format_surface
from models.domain.projet import Projet
from models.domain.saisie import parse_surface
from models.domain.territoire import Secteur
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeSecteur
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.actes_plans import ActesPlans
from pvd_desktop.ui.territoire.cartes import ActesCartes, MotsCartes
from pvd_desktop.ui.territoire.onglet_cartes import OngletCartes
from pvd_desktop.ui.territoire.plans import PlansEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

_MOTS: Final = MotsCartes(
    "Ajouter un secteur",
    "le secteur",
    "Où l’ORT intervient",
    "Le centre de la ville principale, et au besoin d’autres centres ou des parties déjà urbanisées des communes. "
    "Chaque secteur a une raison d’être, que la convention imprime.",
)
_LOI: Final = "L.\u00a0303-2 CCH"


class OngletSecteurs(OngletCartes):
    """Follows the project."""

    def __init__(
        self, actes: ActesTerritoire, plans: ActesPlans, *, editable: bool, parent: QWidget | None = None
    ) -> None:
        self._communes: list[tuple[str, str]] = []
        self._plans = plans
        self._editable = editable
        super().__init__(
            "Secteurs d’intervention",
            _MOTS,
            self._build_champs,
            ActesCartes(actes.add_secteur, actes.write_secteur, actes.move_secteur, actes.remove_secteur),
            editable=editable,
            parent=parent,
        )

    def show_projet(self, projet: Projet) -> None:
        """Show the secteurs as they stand."""
        communes = [(str(c.uid), c.nom or "Commune sans nom") for c in projet.territoire.communes]
        if communes != self._communes:
            self._communes = communes
            for carte in self.pile.cartes():
                combo = carte.champs["commune"].editeur
                assert isinstance(combo, ChoixCombo)  # made by _build_champs
                combo.set_choix(communes)
        self.pile.set_objets(projet.territoire.secteurs, _titre)

    def _build_champs(self, uid: Uid) -> list[Champ]:
        surface = SaisieLue(None, parse_surface, format_surface, largeur=130, indication="Non renseignée")
        return [
            Champ("nom", TexteEdit(), "Nom"),
            Champ("commune", ChoixCombo(self._communes, libelle_vide="À choisir"), "Commune"),
            Champ(
                "type",
                ChoixCombo(TypeSecteur, facultatif=False),
                "Type",
                "Le centre de la ville principale en fait nécessairement partie, sauf dérogation",
                _LOI,
            ),
            Champ("surface_ha", surface, "Surface", "En hectares"),
            Champ("motif", TexteLong(4), "Justification", "Pourquoi ce périmètre\u00a0: la convention l’imprime", _LOI),
            Champ("parcelles", TexteLong(2), "Parcelles", "Sections et numéros du cadastre, dans l’annexe"),
            Champ("plans", PlansEdit(uid, self._plans, editable=self._editable), "Contour et plans", large=True),
        ]


def _titre(rang: int, secteur: Secteur) -> str:
    """With the mark that the convention gives it."""
    return f"S{rang} — {secteur.nom or 'Secteur sans nom'}"
