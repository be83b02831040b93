"""Live totals of the operation shown, under the tab « Financement »."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from models.domain.formats import NON_RENSEIGNE, format_euros
from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Totaux
from pvd_desktop.ui import theme

COLONNES: Final = 4
_RESTES: Final = (6, 7)
"""Places of what is left to pay: an aide that nobody has put an amount on yet may only lower it."""
LARGEUR_COMPLETE: Final = 440
"""Pixels at 100 % under which the figures go by two."""


class BarreTotaux(QFrame):
    """Eight figures on two lines, four on a narrow pane; prêts and aides valorisées apart, when there are some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self.setAccessibleName("Totaux de l’opération")
        self._noms = (
            "Coût",
            "Acquis",
            "Sollicité",
            "À solliciter",
            "Privé",
            "Part décidée",
            "Solde à la charge du MO",
            "À trouver",
        )
        self._libelles: list[QLabel] = []
        self._valeurs: list[QLabel] = []
        self._grille = QGridLayout(self)
        for nom in self._noms:
            libelle, valeur = QLabel(nom, self), QLabel(self)
            libelle.setProperty("role", "discret")
            libelle.setToolTip("Solde à la charge du maître d’ouvrage" if nom.startswith("Solde") else nom)
            valeur.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._libelles.append(libelle)
            self._valeurs.append(valeur)
        self._a_part = QLabel(self)
        self._a_part.setProperty("role", "discret")
        self._a_part.setWordWrap(True)
        self.equilibrer = QPushButton("Équilibrer…", self)
        self.equilibrer.setProperty("role", "lien")
        self.equilibrer.setToolTip("Proposer ce qui ferait tomber le plan juste\u00a0: quelle ligne, et à combien")
        self._colonnes = 0
        self._place(COLONNES)
        # It follows the width of the page instead of imposing its own.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.suivre(self, self._on_theme_changed)

    def show_totaux(self, totaux: Totaux, fiche: Totaux | None = None, non_chiffrees: str = "") -> None:
        """Figures of the operation; ``fiche`` when it has others, for their sum.

        ``non_chiffrees`` names the lines whose amount nobody knows.
        """
        base = totaux.libelle_base
        self._libelles[0].setText(f"Coût {base}")
        montants = (
            totaux.cout,
            totaux.acquis,
            totaux.sollicite,
            totaux.a_solliciter,
            totaux.prive,
            totaux.part_decidee,
            totaux.solde,
            totaux.a_trouver,
        )
        for nom, libelle, montant in zip(self._noms, self._valeurs, montants, strict=True):
            libelle.setText(format_euros(montant))
            libelle.setAccessibleName(f"{nom}\u00a0: {format_euros(montant)} {base}")
            libelle.setEnabled(montant is not None)
        manque = totaux.a_trouver is not None and totaux.a_trouver > 0
        theme.set_role(self._valeurs[-1], "erreur" if manque else "")
        avant = mention(totaux)
        for rang in _RESTES:
            if avant and montants[rang]:
                self._valeurs[rang].setText(f"≤\u00a0{format_euros(montants[rang])}")
                self._valeurs[rang].setAccessibleName(f"{self._valeurs[rang].accessibleName()}, {avant}")
        apart = _list_apart(totaux)
        if avant:
            apart.insert(0, f"Solde {avant}\u00a0: {non_chiffrees}" if non_chiffrees else f"Solde {avant}")
        if fiche is not None:
            total = (
                f"{format_euros(fiche.cout)} {fiche.libelle_base}" if fiche.cout is not None else NON_RENSEIGNE.lower()
            )
            apart.append(f"Ensemble des opérations\u00a0: coût {total}, acquis {format_euros(fiche.acquis)}")
        self._a_part.setText(" · ".join(apart))
        self.equilibrer.setEnabled(totaux.cout is not None)

    def textes(self) -> dict[str, str]:
        """What is shown, by name."""
        textes = {nom: valeur.text() for nom, valeur in zip(self._noms, self._valeurs, strict=True)}
        return textes | {"Base": self._libelles[0].text(), "À part": self._a_part.text()}

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place(COLONNES if self.width() >= theme.px(LARGEUR_COMPLETE) else COLONNES // 2)

    def _place(self, colonnes: int) -> None:
        if colonnes == self._colonnes:
            return
        self._colonnes = colonnes
        for rang, (libelle, valeur) in enumerate(zip(self._libelles, self._valeurs, strict=True)):
            ligne, colonne = divmod(rang, colonnes)
            self._grille.addWidget(libelle, 2 * ligne, colonne)
            self._grille.addWidget(valeur, 2 * ligne + 1, colonne)
        for colonne in range(COLONNES):
            self._grille.setColumnStretch(colonne, int(colonne < colonnes))
        pied = len(self._noms) // colonnes * 2
        self._grille.addWidget(self._a_part, pied, 0, 1, colonnes - 1)
        self._grille.addWidget(self.equilibrer, pied, colonnes - 1, Qt.AlignmentFlag.AlignLeft)

    def _on_theme_changed(self) -> None:
        self._grille.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._grille.setHorizontalSpacing(theme.px(16))
        self._grille.setVerticalSpacing(0)
        self._grille.setRowMinimumHeight(2, theme.px(24))
        for libelle in (*self._libelles, self._a_part):
            libelle.setFont(theme.police(0.92))
        for rang, valeur in enumerate(self._valeurs):
            valeur.setFont(theme.police_tableau(gras=rang in {0, len(self._valeurs) - 1}))


def _list_apart(totaux: Totaux) -> list[str]:
    """What is neither in the cost nor in the plan."""
    lignes: list[tuple[str, Decimal]] = [
        ("Prêts et avances", totaux.prets),
        ("Aides valorisées", totaux.valorise),
    ]
    return [f"{nom}\u00a0: {format_euros(montant)}" for nom, montant in lignes if montant]
