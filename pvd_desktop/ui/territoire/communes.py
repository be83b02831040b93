"""Tab « Communes »: the communes of the convention, their intercommunalité, and where they are."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.formats import format_entier
from models.domain.identifiants import parse_code_insee, parse_siren
from models.domain.projet import Projet
from models.domain.saisie import parse_entier
from models.domain.territoire import Commune
from models.domain.uids import Uid
from models.domain.vocabulaire import RoleCommune
from models.referentiel.communes import CommuneTrouvee
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.champs import ChampsTerritoire
from pvd_desktop.ui.territoire.remarques import Remarques
from pvd_desktop.ui.widgets.cellules import colonne_texte, colonne_vocabulaire
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.commune_edit import CommuneEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR: Final = 880


class OngletCommunes(Onglet):
    """Follows the project."""

    def __init__(self, actes: ActesTerritoire, *, editable: bool, parent: QWidget | None = None) -> None:
        self._actes = actes
        self.liste = ListeEditable(
            MotsListe(
                "Communes",
                "Ajouter une commune",
                "Aucune commune pour l’instant. Cherchez-la ci-dessus\u00a0: son code, sa population et son "
                "intercommunalité viennent avec elle.",
            ),
            _colonnes(),
            actes.actes_communes(self._focus_recherche),
            souhaits={0: 220},
        )
        champs: list[Champ | str] = [
            Champ("communes", self.liste, "Communes de la convention", large=True),
            "Le territoire",
            Champ("nom", TexteEdit(), "Nom du territoire", "Dans le rail, sur les documents et dans la convention"),
            Champ("departement", TexteEdit(), "Département"),
            Champ("region", TexteEdit(), "Région"),
            "Intercommunalité",
            Champ("epci_nom", TexteEdit(), "Nom", "Établissement public de coopération intercommunale (EPCI)"),
            Champ(
                "epci_siren",
                SaisieLue("", parse_siren, str, largeur=150, indication="Neuf chiffres"),
                "SIREN",
                "Neuf chiffres, dont le dernier est une clé",
            ),
        ]
        super().__init__("Communes", champs, actes.write, largeur_max=LARGEUR, parent=parent)
        self._create_recherche()
        self.remarques = Remarques(actes, editable=editable, parent=self._recherche)
        self._colonne.addWidget(self.remarques)
        self.corps.insertWidget(0, self._recherche)
        self.corps.addStretch(1)
        self.set_lecture_seule(not editable)
        self._ligne.setVisible(editable)
        theme.suivre(self, self._on_theme)

    def show_projet(self, projet: Projet) -> None:
        """Show the territory as it stands."""
        self.lie.show(ChampsTerritoire.of(projet.territoire))
        self.remarques.set_communes(projet.territoire.communes, projet.territoire.epci.siren)

    def _create_recherche(self) -> None:
        self._recherche = QWidget(self)
        self._ligne = QWidget(self._recherche)
        self._libelle = QLabel("&Chercher une commune", self._ligne)
        self.recherche = CommuneEdit(self._ligne)
        self.recherche.setAccessibleName("Chercher une commune à ajouter")
        self._libelle.setBuddy(self.recherche)
        self.ajouter = QPushButton("Ajouter", self._ligne)
        self.ajouter.setAccessibleName("Ajouter cette commune")
        icones.poser(self.ajouter, "ajouter")
        disposition = QHBoxLayout(self._ligne)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._libelle)
        disposition.addWidget(self.recherche, 1)
        disposition.addWidget(self.ajouter)
        self._colonne = QVBoxLayout(self._recherche)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self._ligne)
        # Before the list in the walk of Tab, as it is for the eye.
        QWidget.setTabOrder(self.recherche, self.ajouter)
        QWidget.setTabOrder(self.ajouter, self.liste.vue)
        self.recherche.commune_choisie.connect(self._on_commune_choisie)
        self.recherche.returnPressed.connect(self._on_ajouter_clicked)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)

    def _focus_recherche(self) -> Uid | None:
        """A commune is added by the line above: the list only leads there."""
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_focus()
        return None

    def _on_commune_choisie(self, trouvee: CommuneTrouvee) -> None:
        """One act, unless the convention has it already: then its line is shown."""
        code = trouvee.commune.code_insee
        presente = next((c for c in self._actes.territoire.communes if c.code_insee == code), None)
        if presente is not None:
            self.liste.select(presente.uid)
            self.recherche.clear()
        elif self._actes.choose_commune(trouvee) is not None:
            self.recherche.clear()

    def _on_ajouter_clicked(self) -> None:
        nom = " ".join(self.recherche.text().split())
        trouvee = self.recherche.trouvee()
        if trouvee is not None:
            self._on_commune_choisie(trouvee)
        elif not nom:
            self._focus_recherche()
        elif self._actes.add_commune(nom) is not None:
            self.recherche.clear()

    def _on_theme(self) -> None:
        self._recherche.setMaximumWidth(theme.px(LARGEUR))
        self._colonne.setSpacing(theme.px(8))
        self.corps.setSpacing(theme.px(14))


def _colonnes() -> tuple[Colonne[Commune], ...]:
    return (
        colonne_texte("Commune", "nom", 160),
        Colonne(
            titre="Code INSEE",
            texte=lambda commune: commune.code_insee,
            champ="code_insee",
            parse=parse_code_insee,
            largeur=90,
            aide="Cinq caractères\u00a0; ce n’est pas le code postal",
        ),
        Colonne(
            titre="Population",
            texte=lambda commune: "" if commune.population is None else format_entier(commune.population),
            champ="population",
            parse=parse_entier,
            align=DROITE,
            largeur=90,
            aide="Population municipale\u00a0; celle que vous écrivez l’emporte",
        ),
        colonne_vocabulaire("Place dans la convention", "role", RoleCommune, 340),
    )
