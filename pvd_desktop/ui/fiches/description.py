"""Tab « Description »: what the action is, where, with whom."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.fiche_action import Partenaire
from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import CategorieOrt, ContratLie, Portee, RolePartenaire, Theme
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.cellules import ColonneChoix, colonne_texte, colonne_vocabulaire, find_choix
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace

AJOUTER_ORGANISME: Final = "Ajouter un organisme…"
LARGEUR: Final = 880


class OngletDescription(OngletFiche):
    """The fifteen fields of the model that are not money nor dates."""

    def __init__(
        self, workspace: Workspace, ecriture: EcritureFiche, ajout: AjoutOrganisme, parent: QWidget | None = None
    ) -> None:
        self._workspace = workspace
        self._ajout = ajout
        self._choix: dict[str, list[tuple[str, str]]] = {}
        self._orientation = ChoixCombo([], libelle_vide="Sans orientation")
        self._communes = ChoixMultiple([])
        self._secteurs = ChoixMultiple([])
        self.partenaires = _build_partenaires(lambda: workspace.projet, ecriture)
        self.contrats = _build_contrats(ecriture)
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
            Champ("secteurs", self._secteurs, "Secteurs ORT", source="article L303-2 du CCH"),
            Champ("adresse", TexteEdit(), "Adresse"),
            Champ("parcelles", TexteEdit(), "Parcelles", "Références cadastrales, par exemple AB 112, AB 113"),
            Champ(
                "categories_ort",
                ChoixMultiple(CategorieOrt),
                "Catégories d’actions de l’ORT",
                source="article L303-2, III du CCH",
                large=True,
            ),
            "Partenaires et contrats",
            Champ("partenaires", self.partenaires, "Partenaires de l’action", large=True),
            Champ("contrats", self.contrats, "Contrats et programmes liés", large=True),
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
        self.partenaires.ajout_demande.connect(self._on_partenaires_ajout_demande)
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
        self.partenaires.vue.viewport().update()

    def _set_choix(
        self, nom: str, poser: Callable[[Sequence[tuple[str, str]]], None], choix: list[tuple[str, str]]
    ) -> None:
        if self._choix.get(nom) != choix:
            self._choix[nom] = choix
            poser(choix)

    def _on_partenaires_ajout_demande(self, cle: str, champ: str) -> None:
        self._ajout.ask("partenaire", Uid(cle), champ)


def choix_organismes(projet: Projet) -> list[tuple[str, str]]:
    """(uid, name) in alphabetical order."""
    return sorted(((o.uid, o.nom or "Organisme sans nom") for o in projet.organismes), key=lambda c: sort_key(c[1]))


def colonne_organisme(
    titre: str, champ: str, lire_projet: Callable[[], Projet], largeur: int
) -> ColonneChoix[Partenaire]:
    """An organisme of the project, or none, with the way to create one."""

    def choix() -> list[tuple[str, str]]:
        return [("", "À choisir"), *choix_organismes(lire_projet())]

    def parse(saisie: str) -> Uid | None:
        return Uid(trouve) if (trouve := find_choix(choix(), saisie)) else None

    return ColonneChoix(
        titre=titre,
        texte=lambda ligne: lire_projet().nom_organisme(getattr(ligne, champ)) or "À choisir",
        edition=lambda ligne: getattr(ligne, champ) or "",
        token=lambda ligne: None if getattr(ligne, champ) else "texte_discret",
        champ=champ,
        parse=parse,
        choix=choix,
        libelle_ajout=AJOUTER_ORGANISME,
        largeur=largeur,
    )


def _build_partenaires(lire_projet: Callable[[], Projet], ecriture: EcritureFiche) -> ListeEditable:
    return ListeEditable(
        MotsListe("Partenaires", "Ajouter un partenaire", "Aucun partenaire pour l’instant."),
        (
            colonne_organisme("Organisme", "organisme", lire_projet, 200),
            colonne_vocabulaire("Rôle", "role", RolePartenaire, 150),
        ),
        ecriture.actes_liste("partenaires", deplacable=True),
        souhaits={0: 320, 1: 240},
    )


def _build_contrats(ecriture: EcritureFiche) -> ListeEditable:
    return ListeEditable(
        MotsListe("Contrats liés", "Ajouter un contrat", "L’action ne figure dans aucun autre contrat."),
        (
            colonne_vocabulaire("Contrat ou programme", "contrat", ContratLie, 200),
            colonne_texte("Référence", "reference", 150, aide="Numéro de la fiche dans l’autre contrat"),
        ),
        ecriture.actes_liste("contrats", deplacable=True),
        souhaits={0: 320, 1: 240},
    )
