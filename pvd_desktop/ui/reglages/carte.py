"""A parameter of the barème: what the reference says, what the project says instead, and the way back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.bareme import Unite
from models.domain.errors import AppError
from models.domain.saisie import parse_entier
from pvd_desktop.ui import theme
from pvd_desktop.ui.reglages.actes import ActesReglages
from pvd_desktop.ui.reglages.parametres import EtatParametre, format_nombre
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.pastille import Pastille
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.taux_edit import TauxEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class CarteParametre(QFrame):
    """Follows the project; the fields beside the value come with it."""

    def __init__(
        self,
        etat: EtatParametre,
        actes: ActesReglages,
        aujourd_hui: Callable[[], date],
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._etat = etat
        self._actes = actes
        self._editable = editable
        self._create_fields(aujourd_hui)
        self._lay_out()
        self.revenir.clicked.connect(self._on_revenir_clicked)
        self.set_etat(etat)
        theme.suivre(self, self._on_theme_changed)

    def set_etat(self, etat: EtatParametre) -> None:
        """Show the parameter as it stands."""
        self._etat = etat
        adapte = etat.local is not None
        self._points.setText(etat.points)
        self._reference.setText(etat.phrase_reference)
        self._adaptation.setText(etat.phrase_adaptation)
        self.revenir.setText(f"Revenir à la référence ({etat.format_valeur(etat.reference.valeur)})")
        for widget in (self.pastille, self._adaptation, self.precisions):
            widget.setVisible(adapte)
        self.revenir.setVisible(adapte and self._editable)
        self.lie.show(etat)
        self.lie_precisions.show(etat)

    def commit(self) -> bool:
        """Write what is pending."""
        valides = [self.lie.commit(), self.lie_precisions.commit()]
        return all(valides)

    def champ_refuse(self) -> QWidget | None:
        """The first field whose value was refused."""
        return self.lie.champ_refuse() or self.lie_precisions.champ_refuse()

    def textes(self) -> str:
        """All that the card says, line by line."""
        libelles = (self._titre, self._points, self._reference, self._adaptation)
        return "\n".join(libelle.text() for libelle in libelles if libelle.text())

    def _create_fields(self, aujourd_hui: Callable[[], date]) -> None:
        definition = self._etat.definition
        self._titre = self._label(definition.libelle)
        self.pastille = Pastille("Adapté", Niveau.INFORMATION, "crayon", self)
        self._points = self._label("", role="discret")
        self._reference = self._label("", role="discret")
        self._adaptation = self._label("")
        editeur = _editor(definition.unite)
        editeur.setPlaceholderText("Comme la référence")
        champs = [Champ("valeur", editeur, "Valeur du projet", "Vide, la valeur de référence s’applique")]
        self.formulaire = Formulaire(champs, self)
        self.lie = FormulaireLie(self.formulaire, champs, self._write)
        suite = [
            Champ("date_effet", DateEdit(aujourd_hui), "À compter du", "Vide, la valeur vaut à toute date"),
            Champ(
                "motif",
                TexteEdit(),
                "Source",
                "L’arrêté, la décision ou l’usage qui le justifie\u00a0: les points à vérifier le citent",
            ),
        ]
        self.precisions = Formulaire(suite, self)
        self.lie_precisions = FormulaireLie(self.precisions, suite, self._write)
        # Two cards have fields of the same name: read out alone, they could not be told apart.
        for champ in (*champs, *suite):
            champ.editeur.setAccessibleName(f"{champ.libelle}, {definition.libelle}")
        for formulaire in (self.formulaire, self.precisions):
            formulaire.set_lecture_seule(not self._editable)
        self.revenir = QPushButton(self)
        self.revenir.setProperty("role", "lien")

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._titre, 1)
        self._tete.addWidget(self.pastille, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne.addLayout(self._tete)
        for widget in (self._reference, self._points, self.formulaire, self.precisions, self._adaptation):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(self.revenir, 0, Qt.AlignmentFlag.AlignLeft)

    def _label(self, texte: str, role: str = "") -> QLabel:
        libelle = QLabel(texte, self)
        libelle.setTextFormat(Qt.TextFormat.PlainText)
        libelle.setWordWrap(True)
        libelle.setProperty("role", role)
        return libelle

    def _write(self, nom: str, valeur: object) -> AppError | None:
        return self._actes.write_parametre(self._etat, nom, valeur)

    def _on_revenir_clicked(self) -> None:
        # The button goes away with the adaptation: the focus stays in the card.
        self.formulaire.focus_champ("valeur")
        self._actes.reset(self._etat)

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(gras=True))
        self._colonne.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        self._colonne.setSpacing(theme.px(6))
        self._tete.setSpacing(theme.px(8))


def _editor(unite: Unite) -> SaisieEdit[Decimal | None]:
    match unite:
        case Unite.FRACTION:
            editeur: SaisieEdit[Decimal | None] = TauxEdit()
        case Unite.EURO:
            editeur = MontantEdit()
        case Unite.MOIS | Unite.JOUR:
            editeur = SaisieLue(
                None, _parse_duree, lambda duree: format_nombre(duree, unite) if duree else "", largeur=150
            )
    theme.suivre(editeur, lambda: editeur.setFixedWidth(theme.px(190)))
    return editeur


def _parse_duree(texte: str) -> Decimal | None:
    duree = parse_entier(texte.lower().replace("mois", "").replace("jours", ""))
    return None if duree is None else Decimal(duree)
