"""« Ajouter un organisme… » at the end of a list: the dialog, then the act."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from models import commands
from models.domain.errors import AppError
from models.domain.organisme import Organisme
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.organisme_dialog import OrganismeDialog

_ROLES: Final = {
    ("operation", "maitre_ouvrage"): "maître d’ouvrage",
    ("operation", "maitre_ouvrage_delegue"): "maître d’ouvrage délégué",
    ("financement", "financeur"): "financeur",
    ("partenaire", "organisme"): "partenaire",
    ("partie", "organisme"): "partie à la convention",
}


class AjoutOrganisme(QObject):
    """Creates an organisme and chooses it where it was missing, in one act."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._fenetre = parent
        self._dialogue: OrganismeDialog | None = None

    def ask(self, quoi: str, uid: Uid | None, champ: str) -> None:
        """Open the dialog for the field ``champ`` of an operation, a financement, a partenaire or a partie."""
        if uid is None:
            return
        self._dialogue = OrganismeDialog(self._fenetre)
        self._dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_valide(nom: str, type_: TypeOrganisme) -> None:
            self.choose(quoi, uid, champ, Organisme(nom=nom, type=type_))

        self._dialogue.valide.connect(on_valide)
        self._dialogue.open()

    def choose(self, quoi: str, uid: Uid | None, champ: str, organisme: Organisme) -> AppError | None:
        """Add ``organisme`` and choose it there; why it was refused, if it was."""
        if uid is None:
            return None
        libelle = f"Ajouter l’organisme «\u00a0{organisme.nom}\u00a0» comme {_ROLES[quoi, champ]}"
        champs = {"nom": organisme.nom, "type": organisme.type, "siren": organisme.siren}
        self._ecrivain.run(libelle, commands.organismes.add_organisme_for, quoi, uid, champ, **champs)
        return self._ecrivain.refus

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog opened last."""
        return self._dialogue
