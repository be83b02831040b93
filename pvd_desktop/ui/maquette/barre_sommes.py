"""The foot of the grid: acquis, sollicité, à solliciter and à trouver, of what is displayed and of what is selected."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from models.domain.formats import NON_RENSEIGNE
from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Totaux
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.maquette.cellule import format_euros_ronds, icone_etat, say_base

MOTS: Final = ("Acquis", "Sollicité", "À solliciter", "À trouver")
_ETATS: Final = (EtatFinancement.ACCORDE, EtatFinancement.DEPOSE, EtatFinancement.ENVISAGE)


class BarreSommes(QFrame):
    """Two lines of four figures; the icons are the legend of those of the cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self.setAccessibleName("Sommes de la maquette")
        self._grille = QGridLayout(self)
        self._icones = [QLabel(self) for _ in _ETATS]
        self._titres = [QLabel(mot, self) for mot in MOTS]
        self._lignes = [QLabel(self), QLabel(self)]
        self._valeurs = [[QLabel(self) for _ in MOTS] for _ in self._lignes]
        self._lay_out()
        theme.suivre(self, self._on_theme_changed)

    def show_affiche(self, nom: str, totaux: Totaux, *, par_annee: bool) -> None:
        """Figures of the whole table."""
        self._show(0, nom, totaux, par_annee=par_annee)

    def show_selection(self, nom: str, totaux: Totaux | None, *, par_annee: bool) -> None:
        """Figures of the rows of the selection, each operation once; ``None`` when nothing that counts is selected."""
        self._show(1, nom, totaux, par_annee=par_annee)

    def textes(self) -> list[list[str]]:
        """What is shown, line by line."""
        return [
            [ligne.text(), *(valeur.text() for valeur in valeurs)]
            for ligne, valeurs in zip(self._lignes, self._valeurs, strict=True)
        ]

    def _show(self, rang: int, nom: str, totaux: Totaux | None, *, par_annee: bool) -> None:
        self._lignes[rang].setText(nom)
        textes = ["", "", "", ""] if totaux is None else _figures(totaux, par_annee=par_annee)
        base = totaux.libelle_base if totaux else ""
        for mot, libelle, texte in zip(MOTS, self._valeurs[rang], textes, strict=True):
            libelle.setText(texte)
            libelle.setAccessibleName(f"{nom}, {mot.lower()}\u00a0: {texte} {say_base(base)}" if texte else "")
        manque = bool(totaux and totaux.a_trouver)
        reste, avant = self._valeurs[rang][3], "" if par_annee else _avant(totaux)
        theme.set_role(reste, "erreur" if manque else "")
        # The bar has no room for it: the sign says that there is something to be read.
        reste.setToolTip(f"À trouver {avant}" if avant else "")
        if avant:
            reste.setAccessibleName(f"{reste.accessibleName()}, {avant}")

    def _lay_out(self) -> None:
        for colonne, titre in enumerate(self._titres):
            if colonne < len(self._icones):
                self._grille.addWidget(self._icones[colonne], 0, 2 * colonne + 1)
            self._grille.addWidget(titre, 0, 2 * colonne + 2)
            self._grille.setColumnStretch(2 * colonne + 2, 1)
            titre.setProperty("role", "discret")
        for rang, (ligne, valeurs) in enumerate(zip(self._lignes, self._valeurs, strict=True), 1):
            self._grille.addWidget(ligne, rang, 0)
            for colonne, valeur in enumerate(valeurs):
                valeur.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grille.addWidget(valeur, rang, 2 * colonne + 2)

    def _on_theme_changed(self) -> None:
        self._grille.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        self._grille.setHorizontalSpacing(theme.px(6))
        self._grille.setVerticalSpacing(0)
        self._grille.setColumnMinimumWidth(0, theme.px(220))
        for etat, libelle in zip(_ETATS, self._icones, strict=True):
            nom, couleur = icone_etat(etat)
            libelle.setPixmap(icones.pixmap(nom, couleur, 14))
        for titre in self._titres:
            titre.setFont(theme.police(0.92))
        for valeurs in self._valeurs:
            for valeur in valeurs:
                valeur.setFont(theme.police_tableau(gras=True))


def _figures(totaux: Totaux, *, par_annee: bool) -> list[str]:
    montants = [format_euros_ronds(m) for m in (totaux.acquis, totaux.sollicite, totaux.a_solliciter)]
    if par_annee:
        # Part décidée, and what it leaves to be found, belong to the period.
        return [*montants, "Sur la période"]
    if totaux.a_trouver is None:
        return [*montants, NON_RENSEIGNE]
    inconnus = totaux.a_trouver_inconnus
    reste = f" (inconnu pour {inconnus})" if inconnus else ""
    borne = "≤\u00a0" if _avant(totaux) else ""
    return [*montants, f"{borne}{format_euros_ronds(totaux.a_trouver)}{reste}"]


def _avant(totaux: Totaux | None) -> str:
    """The aides of unknown amount that what is to be found does not count; empty when there is none."""
    return mention(totaux) if totaux and totaux.a_trouver else ""
