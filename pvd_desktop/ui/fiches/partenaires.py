"""Tab « Partenaires »: who takes part in the action, and the contracts it also belongs to."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.fiche_action import Partenaire
from models.domain.formats import sort_key
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import ContratLie, RolePartenaire
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.cellules import ColonneChoix, colonne_texte, colonne_vocabulaire, find_choix
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.workspace import Workspace

AJOUTER_ORGANISME: Final = "Ajouter un organisme…"
LARGEUR: Final = 880


class OngletPartenaires(OngletFiche):
    """Two lists, edited in place."""

    def __init__(
        self, workspace: Workspace, ecriture: EcritureFiche, ajout: AjoutOrganisme, parent: QWidget | None = None
    ) -> None:
        self._ajout = ajout
        self.partenaires = _build_partenaires(lambda: workspace.projet, ecriture)
        self.contrats = _build_contrats(ecriture)
        champs = [
            Champ("partenaires", self.partenaires, "Partenaires de l’action", large=True),
            Champ("contrats", self.contrats, "Contrats et programmes liés", large=True),
        ]
        super().__init__("Partenaires", champs, ecriture.write, largeur_max=LARGEUR, parent=parent)
        self.partenaires.ajout_demande.connect(self._on_partenaires_ajout_demande)

    @override
    def refresh_choix(self) -> None:
        """Names of organismes may have changed."""
        self.partenaires.vue.viewport().update()

    def _on_partenaires_ajout_demande(self, cle: str, champ: str) -> None:
        self._ajout.ask("partenaire", Uid(cle), champ)


def choix_organismes(projet: Projet, proposes: Iterable[Organisme] = ()) -> list[tuple[str, str]]:
    """(uid, name) in alphabetical order, with those that would be added once chosen."""
    tous = (*projet.organismes, *proposes)
    return sorted(((o.uid, o.nom or "Organisme sans nom") for o in tous), key=lambda c: sort_key(c[1]))


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
