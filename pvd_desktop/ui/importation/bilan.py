"""The foot of the page: what would be written, beside what the table announces, and the button that does it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.formats import NON_RENSEIGNE, format_euros
from models.domain.plan_financement import Totaux
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.lecture import Lecture
from pvd_desktop.ui.importation.textes import ANNONCES, count, noun

NOMS: Final = ("Coût", "Acquis", "Sollicité", "À solliciter", "À trouver")


class Bilan(QFrame):
    """Figures on the left, the act on the right.

    Signals:
        importer_demande(): write.
        rapport_demande(): keep what was not understood in a file.
        ecarts_demandes(): show the totals that differ.
        bascule_demandee(): fold the figures, or unfold them.
    """

    importer_demande = Signal()
    rapport_demande = Signal()
    ecarts_demandes = Signal()
    bascule_demandee = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._create_fields()
        self._lay_out()
        self.importer.clicked.connect(self.importer_demande)
        self.rapport.clicked.connect(self.rapport_demande)
        self.ecarts.clicked.connect(self.ecarts_demandes)
        self.plier.clicked.connect(self.bascule_demandee)
        self.set_plie(plie=False)
        theme.suivre(self, self._on_theme_changed)

    def show_lecture(self, lecture: Lecture, *, a_jour: bool, raison_lecture_seule: str) -> None:
        """Say what importing would do; without an answer yet, the act waits."""
        dit, nombre = lecture.bilan, lecture.nombre_importees
        self._phrase.setText(dit.sorts if a_jour else "Calcul de ce qui sera importé…")
        self._show_totaux(lecture.totaux)
        self._show_annonces([dit.annonces[champ] for champ in ANNONCES])
        ecart = any(t.ecart for t in lecture.proposition.totaux)
        self._justes.setText(dit.totaux)
        self._justes.setVisible(bool(dit.totaux) and not ecart)
        self.ecarts.setText(dit.totaux)
        self._zone_ecarts.setVisible(ecart)
        self.rapport.setVisible(bool(dit.reste))
        self.importer.setText(f"Importer {count(nombre, noun(lecture.proposition))}" if nombre else "Importer")
        for libelle in (self._titre_plan, *self._libelles, *self._valeurs):
            # People cost nothing.
            libelle.setVisible(not lecture.proposition.est_de_contacts)
        self.importer.setEnabled(a_jour and lecture.proposition.ecrit and not raison_lecture_seule)
        self.importer.setToolTip(_why_not(lecture, raison_lecture_seule))
        self.importer.setAccessibleDescription(self.importer.toolTip())
        self._place()

    @property
    def plie(self) -> bool:
        """Whether only the act is shown."""
        return self._plie

    def set_plie(self, *, plie: bool) -> None:
        """Leave the room of the figures to the sheet, or show them."""
        self._plie = plie
        self._chiffres.setHidden(plie)
        geste = "Montrer les chiffres du plan" if plie else "Replier les chiffres du plan"
        self.plier.setToolTip(geste)
        self.plier.setAccessibleName(geste)
        icones.poser(self.plier, "chevron_haut" if plie else "chevron_bas", "texte", 16)
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def minimumSizeHint(self, /) -> QSize:
        # Beside each other, figures and act would keep the page from ever becoming narrower.
        return QSize(theme.px(320), super().minimumSizeHint().height())

    def textes(self) -> dict[str, str]:
        """The figures shown, by name."""
        return {nom: libelle.text() for nom, libelle in zip(NOMS, self._valeurs, strict=True)}

    def annonces(self) -> dict[str, str]:
        """Those of the table, by name."""
        return {nom: libelle.text() for nom, libelle in zip(NOMS, self._annonces, strict=True) if libelle.isVisible()}

    def phrase(self) -> str:
        """What becomes of the rows."""
        return self._phrase.text()

    def _create_fields(self) -> None:
        self._chiffres = QWidget(self)
        self._titre_plan = QLabel("Sera dans le plan", self._chiffres)
        self._titre_plan.setToolTip("Ces actions dans votre plan, une fois l’import fait, ce qu’elles avaient compris")
        self._titre_tableau = QLabel("Votre tableau dit", self._chiffres)
        self._libelles = [QLabel(nom, self._chiffres) for nom in NOMS]
        self._valeurs = [QLabel(self._chiffres) for _ in NOMS]
        self._annonces = [QLabel(self._chiffres) for _ in NOMS]
        for libelle in (*self._libelles, self._titre_plan, self._titre_tableau):
            libelle.setProperty("role", "discret")
        for libelle in (*self._valeurs, *self._annonces):
            libelle.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._justes = QLabel(self)
        self._justes.setProperty("role", "discret")
        # The style sheet gives a link no height of its own: a narrow page would cut it.
        self._zone_ecarts = QWidget(self)
        self.ecarts = QPushButton(self._zone_ecarts)
        self.ecarts.setProperty("role", "lien")
        self.ecarts.setToolTip("Montrer les totaux qui ne sont pas ceux de leurs lignes")
        icones.poser(self.ecarts, "avertissement", "attention", 14)
        self._phrase = QLabel(self)
        self.plier = QToolButton(self)
        self.rapport = QPushButton("Enregistrer le rapport…", self)
        self.rapport.setToolTip(
            "Les lignes refusées et ce qui n’a pas été compris, à garder en Excel, en PDF ou en Word"
        )
        self.importer = QPushButton("Importer", self)
        self.importer.setProperty("role", "primaire")

    def _lay_out(self) -> None:
        self._grille = QGridLayout(self._chiffres)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.addWidget(self._titre_plan, 1, 0)
        self._grille.addWidget(self._titre_tableau, 2, 0)
        for rang, (libelle, valeur, annonce) in enumerate(
            zip(self._libelles, self._valeurs, self._annonces, strict=True), 1
        ):
            self._grille.addWidget(libelle, 0, rang)
            self._grille.addWidget(valeur, 1, rang)
            self._grille.addWidget(annonce, 2, rang)
        self._grille.setColumnStretch(len(NOMS) + 1, 1)
        self._boutons = QHBoxLayout()
        self._boutons.addStretch(1)
        self._boutons.addWidget(self.plier)
        self._boutons.addWidget(self.rapport)
        self._boutons.addWidget(self.importer)
        dit = self._dit = QVBoxLayout()
        dit.setSpacing(0)
        place = QHBoxLayout(self._zone_ecarts)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.ecarts)
        for widget in (self._phrase, self._justes, self._zone_ecarts):
            dit.addWidget(widget)
        self._droite = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._droite.addLayout(dit)
        self._droite.addStretch(1)
        self._droite.addLayout(self._boutons)
        self._disposition = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._disposition.addWidget(self._chiffres, 1)
        self._disposition.addLayout(self._droite)

    def _place(self) -> None:
        """Figures beside the act, or over it where both would not fit."""
        besoin = self._grille.minimumSize().width() + self._droite.minimumSize().width()
        cote = not self.plie and self.width() >= besoin + theme.px(50)
        sens = QBoxLayout.Direction
        # A direction asks for another height, and does not say so by itself.
        self.updateGeometry()
        self._disposition.setDirection(sens.LeftToRight if cote else sens.TopToBottom)
        self._droite.setDirection(sens.TopToBottom if cote else sens.LeftToRight)
        bord = Qt.AlignmentFlag.AlignRight if cote else Qt.AlignmentFlag.AlignLeft
        for libelle in (self._phrase, self._justes):
            libelle.setAlignment(bord)
        self._dit.setAlignment(self._zone_ecarts, bord)

    def _show_totaux(self, totaux: Totaux) -> None:
        montants = (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.a_trouver)
        self._libelles[0].setText(f"Coût {totaux.libelle_base}")
        for nom, libelle, montant in zip(NOMS, self._valeurs, montants, strict=True):
            libelle.setText(format_euros(montant))
            libelle.setAccessibleName(f"{nom}\u00a0: {format_euros(montant)} {totaux.libelle_base}")
            libelle.setEnabled(montant is not None)

    def _show_annonces(self, annonces: Sequence[Decimal | None]) -> None:
        """The first figures have an announced one under them."""
        connues = any(montant is not None for montant in annonces)
        self._titre_tableau.setVisible(connues)
        for rang, libelle in enumerate(self._annonces):
            montant = annonces[rang] if rang < len(annonces) else None
            libelle.setText("" if montant is None else format_euros(montant))
            dit = NON_RENSEIGNE if montant is None else format_euros(montant)
            libelle.setAccessibleName(f"{NOMS[rang]} selon votre tableau\u00a0: {dit}")
            libelle.setVisible(connues and montant is not None)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(8))
        self._disposition.setSpacing(theme.px(8))
        self._grille.setHorizontalSpacing(theme.px(20))
        self._grille.setVerticalSpacing(0)
        self._boutons.setSpacing(theme.px(8))
        self._zone_ecarts.setMinimumHeight(theme.px(22))
        for libelle in (*self._libelles, self._titre_plan, self._titre_tableau, self._justes):
            libelle.setFont(theme.police(0.92))
        for libelle in self._valeurs:
            libelle.setFont(theme.police_tableau(gras=True))
        for libelle in self._annonces:
            libelle.setFont(theme.police_tableau())


def _why_not(lecture: Lecture, raison_lecture_seule: str) -> str:
    if raison_lecture_seule:
        return f"Ce projet est ouvert en lecture seule\u00a0: {raison_lecture_seule}."
    if not lecture.proposition.ecrit:
        return "Rien de ce tableau ne changerait le projet."
    return "Tout s’écrit en une fois, et s’annule en une fois"
