"""An instance: its title, its kind, who sits there, and what it is for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.domain.errors import AppError
from models.domain.gouvernance import Instance, TypeInstance
from models.domain.instances.situee import Siege, sieges
from models.domain.projet import Projet
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.gouvernance.membres import build_membres
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


class InstanceMontree:
    """What the form shows, under the identity of the instance."""

    def __init__(self, projet: Projet, instance: Instance) -> None:
        self.uid = instance.uid
        self.intitule = instance.intitule
        self.type = instance.type
        self.mission = instance.mission
        self.membres: tuple[Siege, ...] = sieges(projet, instance)


class DetailInstance(QWidget):
    """The form, and the list of the members as a document.

    Signals:
        apercu_demande(Sortie): show it as it prints.
        export_demande(Sortie): write it into a file.
    """

    apercu_demande = Signal(object)
    export_demande = Signal(object)

    def __init__(self, actes: ActesGouvernance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self.instance: Instance | None = None
        self.membres = build_membres(actes, lambda: self.instance)
        self.formulaire = Onglet(
            "Instance",
            [
                Champ("intitule", TexteEdit(), "Nom de l’instance"),
                Champ("type", ChoixCombo(TypeInstance, facultatif=False), "Type"),
                Champ("membres", self.membres, "Membres", large=True),
                Champ("mission", TexteRiche(), "Missions", large=True),
            ],
            self._write,
            parent=self,
        )
        self.apercu = QPushButton("Aperçu de la liste des membres", self)
        self.exporter = QPushButton("Exporter en Word…", self)
        self.exporter.setAccessibleName("Exporter la liste des membres en Word…")
        icones.poser(self.apercu, "apercu", "texte", 16)
        icones.poser(self.exporter, "exporter", "texte", 16)
        self.formulaire.set_lecture_seule(actes.lecture_seule)
        self._tete = QHBoxLayout()
        self._tete.addStretch(1)
        self._tete.addWidget(self.apercu)
        self._tete.addWidget(self.exporter)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addLayout(self._tete)
        colonne.addWidget(self.formulaire, 1)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(self.sortie(".pdf")))
        self.exporter.clicked.connect(lambda: self.export_demande.emit(self.sortie(".docx")))
        theme.suivre(self, self._on_theme_changed)

    def show_instance(self, projet: Projet, instance: Instance) -> None:
        """Show its last version, or another instance."""
        self.instance = instance
        self.formulaire.lie.show(InstanceMontree(projet, instance))

    def sortie(self, extension: str) -> Sortie:
        """The list of its members."""
        return Sortie("membres", extension=extension, instance=self.instance.uid if self.instance else None)

    def commit(self) -> bool:
        """Writes what is being typed."""
        return self.formulaire.commit()

    def show_saisie(self) -> None:
        """Go back to what cannot be written."""
        if not self.membres.commit():
            self.membres.show_saisie()
        else:
            self.formulaire.formulaire.focus_erreur()

    def _write(self, champ: str, valeur: object) -> AppError | None:
        return self._actes.update_instance(self.instance.uid, champ, valeur) if self.instance else None

    def _on_theme_changed(self) -> None:
        self._tete.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        self._tete.setSpacing(theme.px(8))
