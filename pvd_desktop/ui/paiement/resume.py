"""What a line comes to: its figures, what may be asked now with one button each, and the papers of the request."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import format_date, format_euros, format_taux
from models.domain.paiements.aide import DroitsPaiement, dire_regle, montant_a_demander, raison_de_rien
from models.domain.vocabulaire import NatureVersement
from pvd_desktop.ui import theme

COLONNES: Final = 4
LARGEUR_COMPLETE: Final = 560
"""Pixels at 100 % under which the figures go by two."""
_DEMANDES: Final = {
    NatureVersement.AVANCE: "Demander l’avance",
    NatureVersement.ACOMPTE: "Demander un acompte",
    NatureVersement.SOLDE: "Demander le solde",
}
DOCUMENTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "declaration-commencement": ("Déclaration de commencement", (".pdf", ".docx")),
    "demande-acompte": ("Demande d’acompte", (".pdf", ".docx")),
    "demande-solde": ("Demande de solde", (".pdf", ".docx")),
    "etat-depenses": ("État récapitulatif des dépenses", (".xlsx", ".pdf", ".docx")),
    "plan-definitif": ("Plan de financement définitif", (".pdf", ".docx", ".xlsx")),
}
"""Title and formats of each: the catalogue, which is slow to load, says the same."""
_DIX_MILLIEME: Final = Decimal("0.0001")
_FORMATS: Final = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}


class ResumePaiement(QFrame):
    """Eight figures, then what to do.

    Signals:
        demande(NatureVersement): a versement of that nature is asked for.
        apercu(str): show this document as it prints.
        export(str, str): write this document in that format.
    """

    demande = Signal(object)
    apercu = Signal(str)
    export = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self.setAccessibleName("Paiement de l’aide")
        self._noms = (
            *("Accordé", "Dépense retenue", "Taux notifié", "Dépense mandatée éligible"),
            *("Aide acquise", "Demandé", "Encaissé", "Reste à recevoir"),
        )
        self._libelles = [QLabel(nom, self) for nom in self._noms]
        self._valeurs = [QLabel(self) for _ in self._noms]
        for libelle in self._libelles:
            libelle.setProperty("role", "discret")
        self._regle = QLabel(self)
        self._regle.setProperty("role", "discret")
        self._regle.setWordWrap(True)
        self.boutons = {nature: QPushButton(texte, self) for nature, texte in _DEMANDES.items()}
        self._raisons = {nature: QLabel(self) for nature in _DEMANDES}
        self.documents = QPushButton("Documents", self)
        self.documents.setMenu(self._build_menu())
        self._colonnes = 0
        self._lay_out()
        for nature, bouton in self.boutons.items():
            bouton.clicked.connect(partial(self._on_clicked, nature))
        theme.suivre(self, self._on_theme_changed)

    def show_droits(self, droits: DroitsPaiement, *, editable: bool) -> None:
        """Figures of a line."""
        base, etat = droits.etat.base.libelle, droits.etat
        nom_acquis = "Aide définitive" if droits.definitif is not None else "Aide acquise"
        valeurs = (
            format_euros(droits.accorde),
            format_euros(droits.depense_prevue),
            format_taux(None if droits.taux is None else droits.taux.quantize(_DIX_MILLIEME)),
            format_euros(etat.depense_reelle),
            format_euros(droits.acquis),
            format_euros(droits.demande),
            format_euros(droits.verse),
            format_euros(droits.reste_a_recevoir),
        )
        noms = list(self._noms)
        noms[1], noms[3], noms[4] = f"{noms[1]} {base}", f"{noms[3]} {base}", nom_acquis
        for nom, libelle, valeur, texte in zip(noms, self._libelles, self._valeurs, valeurs, strict=True):
            libelle.setText(nom)
            valeur.setText(texte)
            valeur.setAccessibleName(f"{nom}\u00a0: {texte}")
        theme.set_role(self._valeurs[-1], "")
        self._regle.setText(_say_rule(droits))
        for nature, bouton in self.boutons.items():
            montant = montant_a_demander(droits, nature)
            raison = _asked(droits, nature) or raison_de_rien(droits, nature)
            bouton.setText(f"{_DEMANDES[nature]}\u00a0: {format_euros(montant)}" if montant else _DEMANDES[nature])
            bouton.setEnabled(editable and not raison)
            self._raisons[nature].setText(raison)
            self._raisons[nature].setVisible(bool(raison))

    def textes(self) -> dict[str, str]:
        """What is shown, by name."""
        return {libelle.text(): v.text() for libelle, v in zip(self._libelles, self._valeurs, strict=True)}

    def raison(self, nature: NatureVersement) -> str:
        """Why a versement cannot be asked for, as it is shown."""
        return self._raisons[nature].text()

    def regle(self) -> str:
        """How the dispositif pays, and what is to be known of these figures."""
        return self._regle.text()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place(COLONNES if self.width() >= theme.px(LARGEUR_COMPLETE) else COLONNES // 2)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for nom, (titre, formats) in DOCUMENTS.items():
            sous = menu.addMenu(titre)
            sous.addAction("Aperçu", partial(self.apercu.emit, nom))
            for extension in formats:
                sous.addAction(f"Exporter en {_FORMATS[extension]}…", partial(self.export.emit, nom, extension))
        return menu

    def _lay_out(self) -> None:
        self._grille = QGridLayout()
        self._disposition = QVBoxLayout(self)
        self._disposition.addLayout(self._grille)
        self._disposition.addWidget(self._regle)
        self._actes = QGridLayout()
        for rang, nature in enumerate(_DEMANDES):
            raison = self._raisons[nature]
            raison.setProperty("role", "discret")
            raison.setWordWrap(True)
            self._actes.addWidget(self.boutons[nature], rang, 0)
            self._actes.addWidget(raison, rang, 1)
        self._actes.setColumnStretch(1, 1)
        self._disposition.addLayout(self._actes)
        pied = QHBoxLayout()
        pied.addWidget(self.documents)
        pied.addStretch(1)
        self._disposition.addLayout(pied)
        self._place(COLONNES)

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

    def _on_clicked(self, nature: NatureVersement, _coche: bool = False) -> None:
        self.demande.emit(nature)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        self._disposition.setSpacing(theme.px(8))
        self._grille.setHorizontalSpacing(theme.px(16))
        self._grille.setVerticalSpacing(theme.px(3))
        self._actes.setHorizontalSpacing(theme.px(12))
        self._actes.setVerticalSpacing(theme.px(6))
        for libelle in (*self._libelles, self._regle, *self._raisons.values()):
            libelle.setFont(theme.police(0.92))
        for rang, valeur in enumerate(self._valeurs):
            valeur.setFont(theme.police_tableau(gras=rang in {0, len(self._valeurs) - 1}))


def _say_rule(droits: DroitsPaiement) -> str:
    morceaux = [f"Versements\u00a0: {dire_regle(droits)}."]
    if droits.taux_deduit:
        morceaux.append("Le taux notifié se déduit du montant accordé et de la dépense retenue.")
    if droits.etat.inconnues:
        morceaux.append(f"Des mandats n’ont pas de montant {droits.etat.base.libelle}\u00a0: ils ne comptent pas.")
    if droits.trop_percu:
        morceaux.append(f"Trop-perçu à reverser\u00a0: {format_euros(droits.trop_percu)}.")
    return " ".join(morceaux)


def _asked(droits: DroitsPaiement, nature: NatureVersement) -> str:
    """« Demandé le 20/11/2026, 76 032,00 €: en attente »; empty when nothing of that nature waits for its payment."""
    attente = [v for v in droits.ligne.versements if v.nature is nature and v.date_demande and not v.date_encaissement]
    if not attente:
        return ""
    dernier = attente[-1]
    return f"Demandé le {format_date(dernier.date_demande)}, {format_euros(dernier.montant)}\u00a0: à encaisser."
