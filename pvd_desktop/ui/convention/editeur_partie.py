"""The form of a party: who it is, who signs for it, and by virtue of which act."""

from dataclasses import dataclass, fields
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from models.commands import convention as commandes
from models.commands.organismes import update_organisme
from models.domain.convention import Partie
from models.domain.errors import AppError
from models.domain.formats import sort_key
from models.domain.vocabulaire import QualitePartie, RolePartie, TypeActe
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR: Final = 720
_DE_L_ORGANISME: Final = ("siren", "adresse")
"""Fields that are those of the organisme, wherever it is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vue(Partie):
    """A party with the identity that its organisme lends it."""

    siren: str = ""
    adresse: str = ""


class EditeurPartie(Onglet):
    """Follows the project."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._partie: Partie | None = None
        self.organismes = ChoixCombo([], libelle_vide="À choisir", libelle_ajout="Ajouter un organisme…")
        champs: list[Champ | str] = [
            Champ("organisme", self.organismes, "Organisme"),
            Champ("siren", TexteEdit(), "SIREN", "Neuf chiffres\u00a0; le même partout où cet organisme est nommé"),
            Champ("adresse", TexteEdit(), "Adresse", "La même partout où cet organisme est nommé"),
            Champ("forme_juridique", TexteEdit(), "Forme juridique", "Par exemple\u00a0: collectivité territoriale"),
            Champ("designation", TexteEdit(), "Ci-après désigné", "Nom court employé dans la convention"),
            "Place dans la convention",
            Champ("role", ChoixCombo(RolePartie, facultatif=False), "Rôle"),
            Champ(
                "qualite",
                ChoixCombo(QualitePartie, facultatif=False),
                "Qualité",
                "Une partie signe la convention, ou assiste à sa signature",
            ),
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
        self.ajout = AjoutOrganisme(ecrivain, self)
        self.organismes.ajout_demande.connect(self._on_ajout_demande)
        self.corps.addStretch(1)
        self.set_lecture_seule(bool(ecrivain.workspace.raison_lecture_seule))

    def show_partie(self, partie: Partie) -> None:
        """Show another party, or another version of it."""
        self._partie = partie
        projet = self._ecrivain.projet
        organismes = sorted(projet.organismes, key=lambda o: sort_key(o.nom))
        self.organismes.set_choix([(o.uid, o.nom or "Organisme sans nom") for o in organismes])
        organisme = projet.organisme(partie.organisme)
        for nom in _DE_L_ORGANISME:
            self.formulaire.editeur(nom).setEnabled(organisme is not None)
        valeurs: dict[str, Any] = {champ.name: getattr(partie, champ.name) for champ in fields(Partie)}
        if organisme is not None:
            valeurs |= {nom: getattr(organisme, nom) for nom in _DE_L_ORGANISME}
        self.lie.show(_Vue(**valeurs))

    def _write(self, nom: str, valeur: object) -> AppError | None:
        partie = self._partie
        if partie is None:
            return None
        titre = name_partie(self._ecrivain, partie)
        if nom not in _DE_L_ORGANISME:
            libelle = f"Modifier la partie «\u00a0{titre}\u00a0»"
            self._ecrivain.run(libelle, commandes.update_partie, partie.uid, **{nom: valeur})
        elif partie.organisme is not None:
            libelle = f"Modifier l’organisme «\u00a0{titre}\u00a0»"
            self._ecrivain.run(libelle, update_organisme, partie.organisme, **{nom: valeur})
        return self._ecrivain.refus

    def _on_ajout_demande(self) -> None:
        self.ajout.ask("partie", self._partie.uid if self._partie else None, "organisme")


def name_partie(ecrivain: Ecrivain, partie: Partie) -> str:
    """Its organisme, or its role as long as none is chosen."""
    return ecrivain.projet.nom_organisme(partie.organisme) or partie.role.libelle
