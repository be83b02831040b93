"""Ties a form to the project: each validated field is an act; a refused one stays typed, and is tried again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from pvd_desktop.ui.widgets.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.form import Champ, Formulaire

Ecrire = Callable[[str, object], AppError | None]
"""(field, value) -> why it was refused, if it was."""


class FormulaireLie(QObject):
    """Shows one snapshot after the other in a form.

    A field is written over only when its stored value changed and it is not being edited (the editors see to it).
    """

    def __init__(self, formulaire: Formulaire | ChampsCompacts, champs: Sequence[Champ | str], ecrire: Ecrire) -> None:
        super().__init__(formulaire)
        self.formulaire = formulaire
        self._noms = [champ.nom for champ in champs if isinstance(champ, Champ)]
        self._ecrire = ecrire
        self._objet: object = None
        self._refuses: dict[tuple[object, str], object] = {}
        formulaire.champ_valide.connect(self._on_champ_valide)

    def show(self, objet: object) -> None:
        """Show a snapshot; a value that could not be written comes before the stored one."""
        if objet is self._objet:
            return
        self._objet = objet
        identite = _identite(objet)
        valeurs = {nom: getattr(objet, nom) for nom in self._noms if hasattr(objet, nom)}
        for nom in valeurs:
            if (identite, nom) in self._refuses:
                valeurs[nom] = self._refuses[identite, nom]
        self.formulaire.set_valeurs(valeurs)

    def commit(self) -> bool:
        """Validate what is typed and try again what was refused; ``False`` when a field is still not written."""
        valide = self.formulaire.commit()
        identite = _identite(self._objet)
        for (proprietaire, nom), valeur in list(self._refuses.items()):
            if proprietaire == identite:
                self._write(nom, valeur)
        return valide and self.champ_refuse() is None

    def champ_refuse(self) -> QWidget | None:
        """The first field of the object shown whose value was refused."""
        identite = _identite(self._objet)
        refuses = (nom for proprietaire, nom in self._refuses if proprietaire == identite)
        nom = next(refuses, None)
        return self.formulaire.editeur(nom) if nom else None

    def _on_champ_valide(self, nom: str, valeur: object) -> None:
        self._write(nom, valeur)

    def _write(self, nom: str, valeur: object) -> None:
        cle = (_identite(self._objet), nom)
        self._refuses.pop(cle, None)
        refus = self._ecrire(nom, valeur)
        if refus is not None:
            self._refuses[cle] = valeur
        self.formulaire.set_erreur(nom, f"Pas encore enregistré. {refus}" if refus else "")


def _identite(objet: object) -> object:
    return getattr(objet, "uid", None)
