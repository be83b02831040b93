"""Marchés and factures of an operation: two tables one types in, pastes into or fills, and what they add up to."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from itertools import islice
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.formats import format_entier, format_euros
from models.domain.paiement import Facture, Marche
from models.domain.paiements.depenses import EtatDepenses, SommeFactures, est_mandatee
from models.domain.plan_financement import Operation
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.paiement.collage import Collage
from pvd_desktop.ui.paiement.ecriture import EcriturePaiement
from pvd_desktop.ui.paiement.tables import build_factures, build_marches
from pvd_desktop.ui.widgets.puces import Puces

AFFICHEES_MAX: Final = 2_000
"""Factures that the table shows: an operation that has more is read in its état, or filtered."""


class Tri(Enum):
    """Which factures are kept in sight."""

    SANS_MANDAT = "sans_mandat"
    NON_ELIGIBLES = "non_eligibles"
    AVOIRS = "avoirs"


_LIBELLES: Final = {Tri.SANS_MANDAT: "Sans mandat", Tri.NON_ELIGIBLES: "Non éligibles", Tri.AVOIRS: "Avoirs"}
_IMAGES: Final = {
    Tri.SANS_MANDAT: ("avertissement", "attention"),
    Tri.NON_ELIGIBLES: ("information", "texte_discret"),
    Tri.AVOIRS: ("moins", "texte_discret"),
}


class VueDepenses(QWidget):
    """The two tables.

    Signals:
        import_demande(): a file of mandats is to be chosen.
        titres_colles(str): a table of mandats with its titles was pasted.
        refuse(str, str): a block could not be read.
        acte_fait(str): what a block did.
    """

    import_demande = Signal()
    titres_colles = Signal(str)
    refuse = Signal(str, str)
    acte_fait = Signal(str)

    def __init__(self, ecriture: EcriturePaiement, jour: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jour = jour
        self._operation: Operation | None = None
        self._etat: EtatDepenses | None = None
        self._tri: Tri | None = None
        self.marches = build_marches(ecriture, jour)
        self.factures = build_factures(ecriture, jour, self._lire_marches)
        self.puces: Puces[Tri] = Puces(_LIBELLES, _IMAGES, self)
        self.importer = QPushButton("Importer des mandats…", self)
        self.importer.setToolTip("Un export de votre logiciel de comptabilité\u00a0: .csv ou .xlsx")
        icones.poser(self.importer, "importer", "accent", 16)
        self.totaux = QLabel(self)
        self.totaux.setWordWrap(True)
        self.suivi = QLabel(self)
        self.suivi.setWordWrap(True)
        self.messages = QVBoxLayout()
        """Room for what is said of a file of mandats."""
        self._titres = [QLabel(texte, self) for texte in ("Marchés et devis", "Factures et mandats")]
        self._titres[0].setBuddy(self.marches)
        self._titres[1].setBuddy(self.factures)
        self._collages = (
            Collage(self.marches, Marche, ecriture.write_bloc),
            Collage(self.factures, Facture, ecriture.write_bloc),
        )
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_etat(self, etat: EtatDepenses) -> None:
        """Show the operation of this état."""
        if self._operation is None or self._operation.uid != etat.operation.uid:
            self._tri = None
        self._etat, self._operation = etat, etat.operation
        self.marches.set_valeur(etat.operation.marches)
        self._show_factures(etat)
        self._show_totaux(etat)

    def commit(self) -> bool:
        """Write the cells being edited."""
        return all([self.marches.commit(), self.factures.commit()])

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Hide what changes the tables."""
        self.marches.set_lecture_seule(lecture_seule)
        self.factures.set_lecture_seule(lecture_seule)
        self.importer.setVisible(not lecture_seule)

    def show_facture(self, uid: str) -> bool:
        """Bring a facture in sight, whatever is kept."""
        self._set_tri(None)
        return self.factures.select(uid)

    def _lire_marches(self) -> tuple[Marche, ...]:
        return self._operation.marches if self._operation else ()

    def _show_factures(self, etat: EtatDepenses) -> None:
        factures = etat.operation.factures
        comptes = _count(etat)
        if self._tri is not None and not comptes[self._tri]:
            self._tri = None
        gardees = (f for f in factures if self._tri is None or _keeps(self._tri, f, etat.jour))
        self.factures.set_valeur(tuple(islice(gardees, AFFICHEES_MAX)))
        self.puces.show_nombres(comptes, len(factures), self._tri)
        self.puces.setVisible(any(comptes.values()))

    def _show_totaux(self, etat: EtatDepenses) -> None:
        dits = [f"Mandaté éligible\u00a0: {_somme(etat.retenu)}"]
        if etat.ecarte.nombre:
            dits.append(f"non éligible\u00a0: {_somme(etat.ecarte)}")
        if etat.attendu.nombre:
            dits.append(f"sans mandat\u00a0: {_somme(etat.attendu)}")
        if len(etat.operation.factures) > AFFICHEES_MAX:
            dits.append(
                f"{format_entier(AFFICHEES_MAX)} factures affichées sur {format_entier(len(etat.operation.factures))}"
            )
        self.totaux.setText(" · ".join(dits))
        self.totaux.setVisible(bool(etat.operation.factures))
        depasses = [une for une in etat.marches if une.depassement]
        self.suivi.setText(
            "\n".join(
                f"{une.marches[0].type.libelle} {une.marches[0].numero or une.marches[0].objet}\u00a0: "
                f"{format_euros(une.depassement)} {etat.base.libelle} mandatés au-delà de ce qu’il engage."
                for une in depasses
            )
        )
        self.suivi.setVisible(bool(depasses))

    def _set_tri(self, tri: Tri | None) -> None:
        if self.factures.commit() and self._etat is not None:
            self._tri = tri
            self._show_factures(self._etat)

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        entete = QHBoxLayout()
        entete.addWidget(self._titres[1])
        entete.addStretch(1)
        entete.addWidget(self.importer)
        self._colonne.addWidget(self._titres[0])
        self._colonne.addWidget(self.marches)
        self._colonne.addWidget(self.suivi)
        self._colonne.addLayout(entete)
        self._colonne.addLayout(self.messages)
        self._colonne.addWidget(self.puces)
        self._colonne.addWidget(self.factures)
        self._colonne.addWidget(self.totaux)

    def _connect(self) -> None:
        self.puces.choisie.connect(self._set_tri)
        self.importer.clicked.connect(self.import_demande)
        for collage in self._collages:
            collage.refuse.connect(self.refuse)
            collage.fait.connect(self._on_bloc_fait)
            collage.titres_colles.connect(self.titres_colles)

    def _on_bloc_fait(self, changees: int, venues: int) -> None:
        dits = [
            f"{nombre} ligne{'s' if nombre > 1 else ''} {mot}{'s' if nombre > 1 else ''}"
            for nombre, mot in ((changees, "modifiée"), (venues, "ajoutée"))
            if nombre
        ]
        self.acte_fait.emit(f"{', '.join(dits)}.")

    def _on_theme_changed(self) -> None:
        self._colonne.setSpacing(theme.px(6))
        for titre in self._titres:
            titre.setFont(theme.police(1.05, gras=True))
        self.totaux.setFont(theme.police_tableau())
        theme.set_role(self.suivi, "erreur")


def _count(etat: EtatDepenses) -> Mapping[Tri, int]:
    return {
        Tri.SANS_MANDAT: len(etat.sans_mandat),
        Tri.NON_ELIGIBLES: etat.non_eligibles,
        Tri.AVOIRS: etat.avoirs,
    }


def _keeps(tri: Tri, facture: Facture, jour: date) -> bool:
    match tri:
        case Tri.SANS_MANDAT:
            return not est_mandatee(facture, jour)
        case Tri.NON_ELIGIBLES:
            return not facture.eligible
        case Tri.AVOIRS:
            return facture.avoir


def _somme(somme: SommeFactures) -> str:
    return f"{format_euros(somme.ht)} HT, {format_euros(somme.ttc)} TTC"
