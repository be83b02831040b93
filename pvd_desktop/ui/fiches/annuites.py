"""What a loan costs each year: its annuités, typed one by one or the same amount over several years."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.plan_financement import ZERO, Financement
from models.domain.programmation import annees_de_remboursement
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.cellules import colonne_annee, colonne_montant
from pvd_desktop.ui.widgets.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.widgets.montant_edit import MontantEdit

_TITRE: Final = "Annuités, capital et intérêts"
_LARGEUR: Final = 320
"""Pixels of the list at 100 %."""


class SerieAnnuites(ChampsCompacts):
    """The same amount from one year to another, in one act."""

    def __init__(self, ecriture: EcritureOperation, parent: QWidget | None = None) -> None:
        self._ecriture = ecriture
        self.montant, self.premiere, self.derniere = MontantEdit(), AnneeEdit(), AnneeEdit()
        super().__init__(
            [
                Champ("montant", self.montant, "Annuité constante", "Montant payé chaque année, capital et intérêts"),
                Champ("premiere", self.premiere, "Première année", "Première année remboursée"),
                Champ("derniere", self.derniere, "Dernière année", "Dernière année remboursée"),
            ],
            parent,
        )
        self.bouton = QPushButton("Écrire ces annuités", self)
        self.bouton.setToolTip("Écrit ce montant chaque année, de la première à la dernière")
        self.bouton.clicked.connect(self.write)
        flux = FluxLayout(espace=8)
        self.corps.addLayout(flux)
        for mot, champ in (("Annuité constante", self.montant), ("de", self.premiere), ("à", self.derniere)):
            flux.addWidget(self._pair(mot, champ))
        flux.addWidget(self.bouton)

    def write(self) -> None:
        """One act for all these years; what is missing is said under the fields."""
        if not self.commit():
            return
        montant, premiere, derniere = self.montant.valeur(), self.premiere.valeur(), self.derniere.valeur()
        if montant is None:
            self._refuse("montant", "Écrivez ce qui est payé chaque année.")
        elif premiere is None:
            self._refuse("premiere", "Écrivez par exemple 2027.")
        elif derniere is None:
            self._refuse("derniere", "Écrivez par exemple 2041.")
        else:
            try:
                annees = annees_de_remboursement(premiere, derniere)
            except SaisieError as erreur:
                self._refuse("derniere", str(erreur))
                return
            self.set_valeurs({"montant": None, "premiere": None, "derniere": None})
            self._forget()
            self._ecriture.repeat_annuite(annees, montant)

    def _refuse(self, nom: str, message: str) -> None:
        self._forget()
        self.set_erreur(nom, message)
        self.focus_champ(nom)

    def _forget(self) -> None:
        for nom in ("montant", "premiere", "derniere"):
            self.set_erreur(nom, "")

    def _pair(self, mot: str, champ: QWidget) -> QWidget:
        """A word and its field, that go to the next line together."""
        paire = QWidget(self)
        etiquette = QLabel(mot, paire)
        etiquette.setBuddy(champ)
        disposition = QHBoxLayout(paire)
        disposition.setContentsMargins(0, 0, 0, 0)
        for widget in (etiquette, champ):
            disposition.addWidget(widget)
        return paire


class Annuites(QWidget):
    """The years of one loan, how much they pay back, and the way to write several at once."""

    def __init__(self, ecriture: EcritureOperation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.liste = ListeEditable(
            MotsListe(_TITRE, "Ajouter une annuité", "Rien à rembourser pour l’instant."),
            (
                colonne_annee("Année", "annee", requise=True),
                colonne_montant("Montant", "montant", aide="Payé cette année-là, capital et intérêts"),
            ),
            ecriture.actes_annuites(),
            etirable=1,
        )
        self.serie = SerieAnnuites(ecriture, self)
        titre = QLabel(_TITRE, self)
        titre.setBuddy(self.liste)
        self._somme = QLabel(self)
        self._somme.setWordWrap(True)
        self._somme.setTextFormat(Qt.TextFormat.PlainText)
        for discret in (titre, self._somme):
            theme.set_role(discret, "discret")
        self._colonne = QVBoxLayout(self)
        for widget in (titre, self._somme, self.serie, self.liste):
            self._colonne.addWidget(widget)
        self.setFocusProxy(self.liste)
        theme.suivre(self, self._on_theme_changed)

    def show_financement(self, ligne: Financement) -> None:
        """Show those of one loan."""
        self.liste.set_valeur(ligne.annuites)
        self._somme.setText(_bilan(ligne))

    def somme(self) -> str:
        """How much is paid back, and what is not."""
        return self._somme.text()

    def commit(self) -> bool:
        """Write the cell being edited, if any; a series half typed is only an intention."""
        return self.liste.commit()

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Hide what changes them."""
        self.liste.set_lecture_seule(lecture_seule)
        self.serie.setVisible(not lecture_seule)

    def _on_theme_changed(self) -> None:
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(theme.px(4))
        # Two short columns: an amount at the other end of the page would be read on the wrong line.
        self.liste.setMaximumWidth(theme.px(_LARGEUR))


def _bilan(ligne: Financement) -> str:
    rembourse, emprunte = ligne.montant_rembourse, ligne.montant_retenu
    if not rembourse:
        return "La charge nette compte ce qui est écrit ici, année par année."
    reste = emprunte - rembourse
    if reste > ZERO:
        fin = f"il reste {format_euros(reste)} de capital à rembourser"
    else:
        fin = f"dont {format_euros(-reste)} d’intérêts" if reste else "sans intérêts"
    return f"{format_euros(rembourse)} payés pour {format_euros(emprunte)} empruntés\u00a0: {fin}."
