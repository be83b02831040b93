"""Tab « Identité »: who the organisme is, and how one writes to it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.domain.identifiants import parse_courriel, parse_siren
from models.domain.organisme import check_nom
from models.domain.programmation import RegimeFctva
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

LARGEUR: Final = 720


class OngletIdentite(Onglet):
    """Each field is an act."""

    def __init__(self, ecrire: Callable[[str, object], AppError | None], parent: QWidget | None = None) -> None:
        champs = [
            Champ("nom", TexteEdit(controle=check_nom), "Nom", requis=True),
            Champ("sigle", TexteEdit(), "Sigle"),
            Champ("type", ChoixCombo(TypeOrganisme, facultatif=False), "Type"),
            Champ("siren", SaisieLue("", parse_siren, str, largeur=150, indication="Neuf chiffres"), "SIREN"),
            Champ("adresse", TexteEdit(), "Adresse"),
            Champ("courriel", TexteEdit(controle=parse_courriel), "Courriel"),
            Champ("telephone", TexteEdit(), "Téléphone"),
            Champ(
                "regime_fctva",
                ChoixCombo(RegimeFctva, libelle_vide="Selon le type de l’organisme"),
                "FCTVA",
                "Quand il revient. Sans choix\u00a0: l’année même pour une intercommunalité, deux ans après sinon",
                "article L.\u00a01615-6 du CGCT",
            ),
            Champ("notes", TexteLong(4), "Notes"),
        ]
        super().__init__("Identité", champs, ecrire, largeur_max=LARGEUR, parent=parent)
        self.corps.addStretch(1)
