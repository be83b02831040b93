"""« Ajouter un organisme… »: its name and its kind are enough to choose it; the rest can wait."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.dialogue import Dialogue
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class OrganismeDialog(Dialogue):
    """Never blocks: :meth:`open` it, and ``valide`` says what was typed."""

    valide = Signal(str, object)
    """(nom, TypeOrganisme)"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ajouter un organisme")
        self.nom = TexteEdit()
        self.type = ChoixCombo(TypeOrganisme, facultatif=False)
        self.type.set_valeur(TypeOrganisme.AUTRE)
        self._type_choisi = False
        """The person chose the type: the name decides of it no more."""
        self.nom.textEdited.connect(self._on_nom_text_edited)
        self.type.valeur_validee.connect(self._on_type_valeur_validee)
        self.formulaire = Formulaire(
            [Champ("nom", self.nom, "Nom", requis=True), Champ("type", self.type, "Type")], self
        )
        self.lay_out("Ajouter", self.formulaire)
        self.nom.setFocus()

    @override
    def accept_typed(self) -> None:
        """Close on a name; without one, say so."""
        if not self.formulaire.commit():
            return
        if not self.nom.valeur():
            self.formulaire.set_erreur("nom", "L’organisme a besoin d’un nom. Écrivez-le comme dans la convention.")
            return
        self.accept()
        self.valide.emit(self.nom.valeur(), self.type.valeur())

    def _on_nom_text_edited(self, nom: str) -> None:
        """« Région Hauts-de-France » needs no other word: the rules on public money go by the type."""
        from models.domain.importation.organismes import deviner_type

        if not self._type_choisi:
            self.type.set_valeur(deviner_type(nom))

    def _on_type_valeur_validee(self) -> None:
        self._type_choisi = True
