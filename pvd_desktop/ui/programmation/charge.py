"""The charge nette as a table: a row per year, whose envelope is typed in place, what has no year, and the total."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import format_euros
from models.domain.maquettes.charge_nette import ChargeAnnee, ChargeNette
from models.domain.saisie import parse_montant
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.cellules import parse_texte
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne, Index
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.modele_colonnes import Ecrire
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.table_vue import TableVue
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table

SANS_ANNEE: Final = "Sans année"
TOTAL: Final = "Total"
LONGUEUR_MOTIF: Final = 200
_DEPENSES: Final = "À leur année de programmation\u00a0; HT quand l’opération déduit sa TVA"
_COMPARAISON: Final = 3
"""Last columns, about the envelope: a part of the project has none."""


@dataclass(frozen=True, slots=True)
class LigneCharge:
    """One row."""

    titre: str
    une: ChargeAnnee
    plafond: Decimal | None
    marge: Decimal | None

    @property
    def est_annee(self) -> bool:
        """Whether it is a year, which may have an envelope."""
        return self.une.annee is not None


def lignes(charge: ChargeNette) -> list[LigneCharge]:
    """The years, what has none, the total; nothing when there is no year and no amount."""
    rangees = [LigneCharge(str(une.annee), une, une.plafond, une.marge) for une in charge.annees]
    if charge.sans_annee != ChargeAnnee():
        rangees.append(LigneCharge(SANS_ANNEE, charge.sans_annee, None, None))
    if rangees:
        rangees.append(LigneCharge(TOTAL, charge.total, charge.plafond, charge.marge))
    return rangees


class ChargeModel(LignesModel[LigneCharge]):
    """The years alone are typed in."""

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self.ligne(index.row()).est_annee:
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags


class TableCharge(QWidget):
    """The table and, under it, why a cell cannot be read."""

    def __init__(self, ecrire: Ecrire | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = ChargeModel(_colonnes(), lambda ligne: ligne.titre, ecrire, self)
        self.vue = TableVue(self)
        configure_table(self.vue)
        self.vue.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.vue.setModel(self.modele)
        self.vue.setAccessibleName("Charge nette par année")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: charge nette par année")
        self._delegue = DelegueCellule(self)
        self.vue.setItemDelegate(self._delegue)
        self._message = LigneMessage(self)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.vue, 1)
        disposition.addWidget(self._message)
        self.setFocusProxy(self.vue)
        self.vue.saisie_retenue.connect(self.show_saisie)
        self.modele.saisie_refusee.connect(self._delegue.note_refus)
        self._delegue.saisie_refusee.connect(self._on_saisie_refusee)
        theme.suivre(self, lambda: apply_colonnes(self.vue, self.modele.colonnes))

    def show_charge(self, charge: ChargeNette, *, enveloppes: bool) -> None:
        """Show these years; ``enveloppes`` compares them."""
        self.modele.set_lignes(lignes(charge))
        if not self.vue.currentIndex().isValid():
            self._choose_first()
        fin = len(self.modele.colonnes)
        for colonne in range(fin - _COMPARAISON, fin):
            self.vue.setColumnHidden(colonne, not enveloppes)

    def commit(self) -> bool:
        """Write the cell being edited, if any."""
        return self._delegue.commit()

    def show_saisie(self) -> None:
        """Go back to the cell being edited."""
        editeur = self._delegue.editeur_ouvert()
        if editeur is not None:
            editeur.setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        """The error shown, empty when all is well."""
        return self._message.texte() if self._message.isVisibleTo(self) else ""

    def index_enveloppe(self, annee: int) -> QModelIndex:
        """The cell of the envelope of a year."""
        champs = [colonne.champ for colonne in self.modele.colonnes]
        return self.modele.index(self.modele.row_of(str(annee)), champs.index("montant"))

    def _choose_first(self) -> None:
        """Whoever comes by the keyboard comes to type."""
        premiere = self.modele.ligne(0).une.annee if self.modele.rowCount() else None
        self.vue.setCurrentIndex(self.modele.index(0, 0) if premiere is None else self.index_enveloppe(premiere))

    def _on_saisie_refusee(self, message: str) -> None:
        if message:
            self._message.set_message(Niveau.ERREUR, message)
        else:
            self._message.hide()


def _colonnes() -> tuple[Colonne[LigneCharge], ...]:
    # The margin, which one comes for, is seen without scrolling on the smallest screen: no column is wider than needed.
    return (
        Colonne(titre="Année", texte=lambda li: li.titre, largeur=90, gras=_est_total),
        _montant("Dépenses TTC", lambda li: li.une.depenses, _DEPENSES, 108),
        _montant("Aides", lambda li: li.une.aides or None, "Encaissées cette année-là, ou attendues", 108),
        _montant("Privé", lambda li: li.une.prive or None, "Encaissé cette année-là, ou attendu", 92),
        _montant(
            "FCTVA", lambda li: li.une.fctva or None, "Ce qui revient cette année-là (L.\u00a01615-6 du CGCT)", 98
        ),
        _montant("Avant emprunt", lambda li: li.une.avant_emprunt, "Dépenses moins aides, privé et FCTVA", 106),
        _montant(
            "Emprunts", lambda li: li.une.emprunts or None, "Prêts et avances reçus cette année-là, ou attendus", 98
        ),
        _montant(
            "Annuités",
            lambda li: li.une.remboursements or None,
            "Ce que les prêts coûtent cette année-là, capital et intérêts\u00a0: à écrire sur chaque prêt",
            92,
        ),
        _montant("Charge nette", lambda li: li.une.charge, "Ce que l’année coûte en fin de compte", 108, gras=True),
        Colonne(
            titre="Enveloppe",
            texte=lambda li: _euros(li.plafond),
            champ="montant",
            parse=parse_montant,
            align=DROITE,
            largeur=108,
            gras=_est_total,
            aide="Ce que l’année peut coûter (PPI, vote)\u00a0: à écrire ici",
        ),
        Colonne(
            titre="Marge",
            texte=lambda li: _euros(li.marge),
            align=DROITE,
            largeur=126,
            gras=_est_total,
            icone=lambda li: ("alerte", "erreur") if _depasse(li) else None,
            token=lambda li: "erreur" if _depasse(li) else None,
            accessible=lambda li: f"dépassement, {_euros(li.marge)}" if _depasse(li) else _euros(li.marge),
            aide="Enveloppe moins charge nette\u00a0; le total ne compte que les années qui ont une enveloppe",
        ),
        Colonne(
            titre="D’où vient l’enveloppe",
            texte=lambda li: li.une.enveloppe.motif if li.une.enveloppe else "",
            champ="motif",
            parse=parse_texte(LONGUEUR_MOTIF),
            largeur=220,
        ),
    )


def _montant(
    titre: str, lire: Callable[[LigneCharge], Decimal | None], aide: str, largeur: int, *, gras: bool = False
) -> Colonne[LigneCharge]:
    return Colonne(
        titre=titre,
        texte=lambda ligne: _euros(lire(ligne)),
        align=DROITE,
        largeur=largeur,
        aide=aide,
        gras=lambda ligne: gras or _est_total(ligne),
    )


def _euros(montant: Decimal | None) -> str:
    return "" if montant is None else format_euros(montant)


def _est_total(ligne: LigneCharge) -> bool:
    return ligne.titre == TOTAL


def _depasse(ligne: LigneCharge) -> bool:
    return ligne.marge is not None and ligne.marge < 0
