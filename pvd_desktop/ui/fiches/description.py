"""Tab « Description »: what the action is, and where."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.vocabulaire import CategorieOrt, Portee, Theme
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace

LARGEUR: Final = 880


class OngletDescription(OngletFiche):
    """The fifteen fields of the model that are not money nor dates."""

    def __init__(self, workspace: Workspace, ecriture: EcritureFiche, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self._choix: dict[str, list[tuple[str, str]]] = {}
        self._orientation = ChoixCombo([], libelle_vide="Sans orientation")
        self._communes = ChoixMultiple([])
        self._secteurs = ChoixMultiple([])
        champs: list[Champ | str] = [
            Champ("orientation", self._orientation, "Orientation"),
            Champ("themes", ChoixMultiple(Theme), "Thèmes"),
            Champ("description", TexteRiche(), "Contexte, enjeux, objectifs et contenu", large=True),
            Champ(
                "centralite",
                TexteRiche(hauteur_min=64),
                "Conséquence sur la fonction de centralité",
                large=True,
                source="modèle de fiche-action de la convention",
            ),
            "Lieu",
            Champ("portee", ChoixCombo(Portee, facultatif=False), "Portée"),
            Champ("communes", self._communes, "Communes"),
            Champ("secteurs", self._secteurs, "Secteurs ORT", source="article L.\u00a0303-2 du CCH"),
            Champ("adresse", TexteEdit(), "Adresse"),
            Champ("parcelles", TexteEdit(), "Parcelles", "Références cadastrales, par exemple AB 112, AB 113"),
            Champ(
                "categories_ort",
                ChoixMultiple(CategorieOrt),
                "Catégories d’actions de l’ORT",
                source="article L.\u00a0303-2, III du CCH",
                large=True,
            ),
            "Conduite",
            Champ("referent", TexteEdit(), "Référent", "Qui suit l’action dans la collectivité"),
            Champ("bloquee_par", TexteEdit(), "Dépend de", "Travaux ou actions qui doivent finir avant celle-ci"),
            Champ("date_validation_copil", DateEdit(workspace.aujourd_hui), "Validée par le COPIL le"),
            Champ("date_dernier_copil", DateEdit(workspace.aujourd_hui), "Dernier passage en COPIL"),
            Champ(
                "motif_statut",
                TexteEdit(),
                "Motif du statut",
                "Pourquoi l’action est suspendue, abandonnée ou hors plan",
            ),
        ]
        super().__init__("Description", champs, ecriture.write, largeur_max=LARGEUR, parent=parent)
        self.refresh_choix()

    @override
    def refresh_choix(self) -> None:
        """Orientations, communes and secteurs of the project; lists that did not change are not built again."""
        projet = self._workspace.projet
        orientations = [(str(o.uid), o.titre) for o in projet.orientations]
        self._set_choix("orientation", self._orientation.set_choix, orientations)
        communes = [(str(c.uid), c.nom or "Commune sans nom") for c in projet.territoire.communes]
        self._set_choix("communes", self._communes.set_choix, communes)
        secteurs = [(str(s.uid), s.nom or "Secteur sans nom") for s in projet.territoire.secteurs]
        self._set_choix("secteurs", self._secteurs.set_choix, secteurs)

    def _set_choix(
        self, nom: str, poser: Callable[[Sequence[tuple[str, str]]], None], choix: list[tuple[str, str]]
    ) -> None:
        if self._choix.get(nom) != choix:
            self._choix[nom] = choix
            poser(choix)
