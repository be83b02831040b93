"""The people one calls in an organisme: a list edited in place."""

from typing import Any, Final

from PySide6.QtWidgets import QPushButton

from models import commands
from models.domain.organisme import Contact
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.cellules import colonne_texte
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

_MOTS: Final = MotsListe(
    "Contacts",
    "Ajouter un contact",
    "Les personnes à joindre\u00a0: un fichier de contacts (.vcf, .csv) s’importe aussi.",
)


def build_contacts(ecrivain: Ecrivain, organisme: Uid) -> ListeEditable:
    """The list of the contacts of ``organisme``; each cell is an act."""

    def nom() -> str:
        trouve = ecrivain.projet.organisme(organisme)
        return trouve.nom if trouve else ""

    def add() -> Uid | None:
        return ecrivain.run(f"Ajouter un contact à «\u00a0{nom()}\u00a0»", commands.organismes.add_contact, organisme)

    def write(uid: str, champ: str, valeur: object) -> None:
        champs: dict[str, Any] = {champ: valeur}
        ecrivain.run(
            f"Modifier un contact de «\u00a0{nom()}\u00a0»", commands.organismes.update_contact, Uid(uid), **champs
        )

    def remove(uid: str) -> None:
        libelle = f"Supprimer un contact de «\u00a0{nom()}\u00a0»"
        ecrivain.run(libelle, commands.organismes.remove_contacts, [Uid(uid)], moment=maintenant_utc())

    liste = ListeEditable(
        _MOTS, _colonnes(), ActesListe(add, write, remove), etirable=3, souhaits={4: 190}, lignes_hautes=True
    )
    ajouter = liste.boutons()["ajouter"]
    if isinstance(ajouter, QPushButton):
        # Enter in a field of the panel writes the field; it must not add a contact too.
        ajouter.setAutoDefault(False)
    return liste


def _colonnes() -> tuple[Colonne[Contact], ...]:
    return (
        colonne_texte("Prénom", "prenom", 78),
        colonne_texte("Nom", "nom", 86),
        colonne_texte("Civilité", "civilite", 64),
        colonne_texte("Fonction", "fonction", 100),
        colonne_texte("Courriel", "courriel", 110),
        colonne_texte("Téléphone", "telephone", 104),
    )
