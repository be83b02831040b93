"""« Scinder l’opération… »: which lines go to the new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from models.domain.formats import format_euros
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.dialogue import Dialogue
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

_LIGNE = Qt.ItemDataRole.UserRole


class ScissionDialog(Dialogue):
    """Never blocks: :meth:`open` it, and ``valide`` says what goes."""

    valide = Signal(str, list, list)
    """(name of the new operation, its dépenses, its financements), by identity."""

    def __init__(self, operation: Operation, projet: Projet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Scinder l’opération")
        self._projet = projet
        self._texte = QLabel(
            "Cochez ce qui va dans la nouvelle opération. Elle aura le même maître d’ouvrage et la même base.", self
        )
        self._texte.setWordWrap(True)
        self.nom = TexteEdit()
        self.formulaire = Formulaire([Champ("nom", self.nom, "Nom", requis=True)], self)
        self.lignes = QListWidget(self)
        self.lignes.setAccessibleName("Dépenses et financements de l’opération")
        self.lignes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lignes.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for ligne in (*operation.depenses, *operation.financements):
            element = QListWidgetItem(self._name(ligne, operation), self.lignes)
            element.setData(_LIGNE, ligne)
            element.setFlags(element.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            element.setCheckState(Qt.CheckState.Unchecked)
        self._erreur = QLabel(self)
        self._erreur.setProperty("role", "erreur")
        self._erreur.setWordWrap(True)
        self._erreur.hide()
        self.lay_out("Scinder", self._texte, self.formulaire, self.lignes, self._erreur, largeur=560)
        self.nom.setFocus()

    def erreur(self) -> str:
        """What prevents the split, as it is shown."""
        return self._erreur.text() if self._erreur.isVisibleTo(self) else ""

    @override
    def accept_typed(self) -> None:
        """Close on a name and some lines, but not all of them; else say what is missing."""
        if not self.formulaire.commit():
            return
        elements = [self.lignes.item(rang) for rang in range(self.lignes.count())]
        cochees = [e.data(_LIGNE) for e in elements if e.checkState() is Qt.CheckState.Checked]
        self._erreur.hide()
        if not self.nom.valeur():
            self.formulaire.set_erreur("nom", "Donnez un nom à la nouvelle opération\u00a0: Tranche 2, par exemple.")
        elif not cochees or len(cochees) == len(elements):
            self._erreur.setText("Cochez au moins une ligne, et laissez-en au moins une à l’opération d’origine.")
            self._erreur.show()
        else:
            depenses = [ligne.uid for ligne in cochees if isinstance(ligne, Depense)]
            financements: list[Uid] = [ligne.uid for ligne in cochees if isinstance(ligne, Financement)]
            nom = str(self.nom.valeur())
            self.accept()
            self.valide.emit(nom, depenses, financements)

    def _name(self, ligne: Depense | Financement, operation: Operation) -> str:
        if isinstance(ligne, Depense):
            montant = ligne.montant(operation.base)
            mots = ("Dépense", format_euros(montant), ligne.intitule or ligne.poste.libelle)
        else:
            nom = ligne.dispositif or ligne.nature.libelle
            qui = self._projet.nom_organisme(ligne.financeur)
            mots = ("Financement", format_euros(ligne.montant_connu), nom, qui)
        return " · ".join(filter(None, mots))
