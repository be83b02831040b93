"""The form of a party: who it is, who signs for it, and by virtue of which act."""

from PySide6.QtWidgets import QWidget

from models.commands import convention as commandes
from models.domain.convention import Partie
from models.domain.errors import AppError
from models.domain.formats import sort_key
from models.domain.vocabulaire import QualitePartie, RolePartie, TypeActe
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR = 720


class EditeurPartie(Onglet):
    """Follows the project."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._partie: Partie | None = None
        self._organismes = ChoixCombo([], libelle_vide="À choisir")
        champs: list[Champ | str] = [
            Champ(
                "organisme",
                self._organismes,
                "Organisme",
                "Son nom, son SIREN et son adresse sont ceux du projet",
            ),
            Champ("role", ChoixCombo(RolePartie, facultatif=False), "Rôle"),
            Champ(
                "qualite",
                ChoixCombo(QualitePartie, facultatif=False),
                "Qualité",
                "Une partie signe la convention, ou assiste à sa signature",
            ),
            Champ("forme_juridique", TexteEdit(), "Forme juridique", "Par exemple\u00a0: collectivité territoriale"),
            Champ("designation", TexteEdit(), "Ci-après désigné", "Nom court employé dans la convention"),
            "Représentant",
            Champ("civilite", TexteEdit(), "Civilité", "Madame, Monsieur"),
            Champ("representant", TexteEdit(), "Prénom et nom"),
            Champ("fonction", TexteEdit(), "Fonction", "Maire, président, préfet…"),
            "Acte qui l’habilite à signer",
            Champ("acte", ChoixCombo(TypeActe, facultatif=False), "Nature"),
            Champ("acte_numero", TexteEdit(), "Numéro"),
            Champ("acte_date", DateEdit(), "Date"),
            Champ("date_signature", DateEdit(), "Signée le", "Le jour où cette partie a signé la convention"),
        ]
        super().__init__("Partie à la convention", champs, self._write, largeur_max=LARGEUR, parent=parent)
        self.corps.addStretch(1)
        self.set_lecture_seule(bool(ecrivain.workspace.raison_lecture_seule))

    def show_partie(self, partie: Partie) -> None:
        """Show another party, or another version of it."""
        self._partie = partie
        organismes = sorted(self._ecrivain.projet.organismes, key=lambda o: sort_key(o.nom))
        self._organismes.set_choix([(o.uid, o.nom or "Organisme sans nom") for o in organismes])
        self.lie.show(partie)

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if self._partie is None:
            return None
        libelle = f"Modifier la partie «\u00a0{name_partie(self._ecrivain, self._partie)}\u00a0»"
        self._ecrivain.run(libelle, commandes.update_partie, self._partie.uid, **{nom: valeur})
        return self._ecrivain.refus


def name_partie(ecrivain: Ecrivain, partie: Partie) -> str:
    """Its organisme, or its role as long as none is chosen."""
    return ecrivain.projet.nom_organisme(partie.organisme) or partie.role.libelle
