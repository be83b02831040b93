"""Tab « Contacts »: the people one calls in an organisme, edited in place."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.domain.identifiants import parse_courriel
from models.domain.organisme import Contact
from models.domain.uids import Uid
from pvd_desktop.ui.organismes.actes import ActesOrganismes
from pvd_desktop.ui.widgets.cellules import colonne_oui_non, colonne_texte
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.onglet import Onglet

_MOTS = MotsListe(
    "Contacts",
    "Ajouter un contact",
    "Les personnes à joindre\u00a0: un fichier de contacts (.vcf, .csv) s’importe aussi.",
)


def _colonne_courriel(titre: str, champ: str, largeur: int, *, aide: str = "") -> Colonne[Contact]:
    """An address that one can write to."""
    return replace(colonne_texte(titre, champ, largeur, aide=aide), parse=parse_courriel)


_COLONNES: tuple[Colonne[Contact], ...] = (
    colonne_texte("Prénom", "prenom", 84),
    colonne_texte("Nom", "nom", 96),
    colonne_texte("Civilité", "civilite", 76),
    colonne_texte("Fonction", "fonction", 120),
    _colonne_courriel("Courriel", "courriel", 190),
    colonne_texte("Téléphone", "telephone", 104),
    colonne_oui_non("Référent", "referent", 70, aide="À joindre en premier\u00a0: un seul par organisme"),
    colonne_oui_non(
        "Représentant", "representant", 92, aide="Représentant légal\u00a0: maire, président. Un seul par organisme"
    ),
    _colonne_courriel("Second courriel", "courriel_secondaire", 120, aide="Où écrire après un changement de poste"),
    colonne_texte("Notes", "notes", 120),
)


class OngletContacts(Onglet):
    """One row each."""

    def __init__(self, actes: ActesOrganismes, uid: Callable[[], Uid | None], parent: QWidget | None = None) -> None:
        self.liste = ListeEditable(
            _MOTS,
            _COLONNES,
            ActesListe(
                lambda: actes.add_contact(uid()),
                lambda contact, champ, valeur: actes.write_contact(uid(), contact, champ, valeur),
                lambda contact: actes.remove_contact(uid(), contact),
            ),
            etirable=9,
            souhaits={3: 170},
            lignes_hautes=True,
        )
        super().__init__("Contacts", [Champ("contacts", self.liste, "Contacts", large=True)], _nothing, parent=parent)
        self.corps.addStretch(1)


def _nothing(_nom: str, _valeur: object) -> AppError | None:
    """The list writes its own cells."""
