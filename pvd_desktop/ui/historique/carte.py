"""One act of the Historique: its name, who and when, and each value before and after."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.differences import Difference, compare
from models.queries.historique import ActeHistorique, Changement, LigneTouchee
from pvd_desktop.ui import theme
from pvd_desktop.ui.historique.textes import MISE_EN_FORME, describe, format_valeur, name_champ, shorten
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.widgets.differences import to_html

COURT = 60
"""Characters of a value that stays on the line of the other."""
LIGNES_MAX = 12
"""Rows told of one act: an import touches hundreds."""


class CarteActe(QFrame):
    """Built once: an act does not change, but for what may still be brought back.

    Signals:
        retablir_demande(LigneTouchee, Changement): bring back the value before.
    """

    retablir_demande = Signal(object, object)

    def __init__(self, acte: ActeHistorique, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.acte = acte
        self._editable = editable
        self.setProperty("role", "carte")
        self._libelle = self._label(acte.libelle)
        auteur = f" · {acte.auteur}" if acte.auteur else ""
        self._qui = self._label(f"{format_moment(acte.moment)}{auteur}", role="discret")
        self._boutons: list[QPushButton] = []
        self._grilles: list[QGridLayout] = []
        self._comparaisons: list[tuple[QLabel, Sequence[Difference]]] = []
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._libelle)
        self._disposition.addWidget(self._qui)
        for ligne in acte.lignes[:LIGNES_MAX]:
            self._add_ligne(ligne)
        if (reste := len(acte.lignes) - LIGNES_MAX) > 0:
            pluriel = "s" if reste > 1 else ""
            self._disposition.addWidget(self._label(f"et {reste} autre{pluriel} ligne{pluriel}", role="discret"))
        theme.suivre(self, self._on_theme_changed)

    def boutons(self) -> tuple[QPushButton, ...]:
        """« Rétablir cette valeur », where it may be."""
        return tuple(self._boutons)

    def textes(self) -> str:
        """All that the card says, line by line."""
        return "\n".join(libelle.text() for libelle in self.findChildren(QLabel))

    def _add_ligne(self, ligne: LigneTouchee) -> None:
        if texte := describe(ligne):
            self._disposition.addWidget(self._label(texte))
        if not ligne.changements:
            return
        grille = QGridLayout()
        grille.setColumnStretch(0, 1)
        # The values under the name of the field: they take the whole width of the narrowest pane.
        for rang, changement in enumerate(ligne.changements):
            grille.addWidget(self._label(name_champ(ligne.table, changement), role="discret"), 2 * rang, 0)
            if changement.retablissable and self._editable:
                grille.addWidget(self._build_bouton(ligne, changement), 2 * rang, 1)
            grille.addWidget(self._build_valeurs(changement), 2 * rang + 1, 0, 1, 2)
        self._grilles.append(grille)
        self._disposition.addLayout(grille)

    def _build_valeurs(self, changement: Changement) -> QLabel:
        avant, apres = (format_valeur(changement.champ, v) for v in (changement.avant, changement.apres))
        if avant == apres:
            return self._label(MISE_EN_FORME)
        if min(len(avant), len(apres)) > COURT and (differences := compare(avant, apres)):
            libelle = self._build_differences(differences)
            _tell_whole(libelle, avant, apres)
            return libelle
        # Long texts are compared one under the other.
        fleche = "\n→ " if max(len(avant), len(apres)) > COURT else "\u00a0→ "
        libelle = self._label(f"{shorten(avant)}{fleche}{shorten(apres)}")
        _tell_whole(libelle, avant, apres)
        return libelle

    def _build_differences(self, differences: Sequence[Difference]) -> QLabel:
        libelle = self._label("")
        libelle.setTextFormat(Qt.TextFormat.RichText)
        self._comparaisons.append((libelle, differences))
        return libelle

    def _build_bouton(self, ligne: LigneTouchee, changement: Changement) -> QPushButton:
        bouton = QPushButton("Rétablir cette valeur", self)
        bouton.setProperty("role", "lien")
        avant = shorten(format_valeur(changement.champ, changement.avant))
        nom = name_champ(ligne.table, changement)
        bouton.setAccessibleName(f"Rétablir cette valeur, {nom}\u00a0: {avant}")
        bouton.setToolTip(f"Remet «\u00a0{avant}\u00a0»")
        bouton.clicked.connect(partial(self._on_bouton_clicked, ligne, changement))
        self._boutons.append(bouton)
        return bouton

    def _label(self, texte: str, role: str = "") -> QLabel:
        libelle = QLabel(texte, self)
        libelle.setTextFormat(Qt.TextFormat.PlainText)
        libelle.setWordWrap(True)
        libelle.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            libelle.setProperty("role", role)
        return libelle

    def _on_bouton_clicked(self, ligne: LigneTouchee, changement: Changement, _coche: bool = False) -> None:
        self.retablir_demande.emit(ligne, changement)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10))
        self._disposition.setSpacing(theme.px(3))
        for grille in self._grilles:
            grille.setHorizontalSpacing(theme.px(12))
            grille.setVerticalSpacing(theme.px(1))
        self._libelle.setFont(theme.police(gras=True))
        self._qui.setFont(theme.police(0.92))
        parti, venu = theme.couleur("erreur").name(), theme.couleur("succes").name()
        for libelle, differences in self._comparaisons:
            libelle.setText(to_html(differences, parti=parti, venu=venu))


def _tell_whole(libelle: QLabel, avant: str, apres: str) -> None:
    """What is read aloud, and shown beside the pointer when it was shortened."""
    libelle.setAccessibleName(f"avant\u00a0: {avant}\u00a0; après\u00a0: {apres}")
    if libelle.textFormat() is Qt.TextFormat.RichText or shorten(avant) != avant or shorten(apres) != apres:
        libelle.setToolTip(f"Avant\u00a0:\n{avant}\n\nAprès\u00a0:\n{apres}")
