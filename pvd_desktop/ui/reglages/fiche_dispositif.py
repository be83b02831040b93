"""The card of one dispositif: what the project may adapt, what the reference says, and the way back."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.dispositifs.dispositif import FaitLiberatoire, TypeDelai
from models.domain.errors import AppError
from models.domain.vocabulaire import NatureFinancement
from models.referentiel.formulaires import formulaires_propres
from pvd_desktop.ui import theme
from pvd_desktop.ui.etapes import place
from pvd_desktop.ui.reglages.actes_dispositifs import ActesDispositifs
from pvd_desktop.ui.reglages.etat_dispositif import EtatDispositif
from pvd_desktop.ui.reglages.listes_dispositif import (
    build_campagnes,
    build_categories,
    build_delais,
    build_pieces,
    build_sources,
)
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.pastille import Pastille
from pvd_desktop.ui.widgets.taux_edit import TauxEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong

_DELAIS: Final = 2
"""Rank of the list of delays, which holds one of each type at most."""


class FicheDispositif(QFrame):
    """Follows the dispositif chosen in the table above it."""

    def __init__(
        self, actes: ActesDispositifs, aujourd_hui: Callable[[], date], *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._actes = actes
        self._editable = editable
        self._etat: EtatDispositif | None = None
        self._aujourd_hui = aujourd_hui
        self._listes: dict[int, ListeEditable] = {}
        self._create_fields()
        self._lay_out()
        self.revenir.clicked.connect(self._on_revenir_clicked)
        self.comparer.toggled.connect(self._on_comparer_toggled)
        theme.suivre(self, self._on_theme_changed)

    @cached_property
    def categories(self) -> ListeEditable:
        """Its categories of operations; made, like the other lists, when they are first asked for."""
        return self._add_liste(0, build_categories(self._actes, self._courant))

    @cached_property
    def campagnes(self) -> ListeEditable:
        """When requests are filed."""
        return self._add_liste(1, build_campagnes(self._actes, self._courant, self._aujourd_hui))

    @cached_property
    def delais(self) -> ListeEditable:
        """What must be done within a time."""
        return self._add_liste(2, build_delais(self._actes, self._courant))

    @cached_property
    def pieces(self) -> ListeEditable:
        """What a request must hold."""
        return self._add_liste(3, build_pieces(self._actes, self._courant))

    @cached_property
    def sources(self) -> ListeEditable:
        """Where all this was read."""
        return self._add_liste(4, build_sources(self._actes, self._courant, self._aujourd_hui))

    def build_parts(self) -> Iterator[object]:
        """Make the lists, one at a step."""
        for nom in ("categories", "campagnes", "delais", "pieces", "sources"):
            yield getattr(self, nom)

    def show_etat(self, etat: EtatDispositif) -> None:
        """Show a dispositif as it stands."""
        self._etat = etat
        dispositif = etat.dispositif
        self._titre.setText(dispositif.intitule)
        self.pastille.set_pastille(etat.nature_etat, Niveau.INFORMATION, "crayon")
        self.pastille.setVisible(etat.local is not None)
        refus = f"Non lu, la référence s’applique. {etat.refus}" if etat.refus else ""
        self._alerte.setText(refus or etat.phrase_edition)
        self._alerte.setVisible(bool(self._alerte.text()))
        nombre = len(etat.differences)
        self.comparer.setText(f"Ce qui diffère de la référence ({nombre})")
        self.comparer.setVisible(nombre > 0)
        self._comparaison.setText(
            "\n".join(f"{d.libelle}\u00a0: {d.projet}, au lieu de {d.reference}." for d in etat.differences)
        )
        self._comparaison.setVisible(nombre > 0 and self.comparer.isChecked())
        self.revenir.setText("Revenir à la référence" if etat.reference else "Supprimer ce dispositif")
        self.revenir.setVisible(etat.local is not None and self._editable)
        self.lie.show(etat)
        self._titres[0].setText(etat.titre_categories)
        for rang in self._listes:
            self._show_liste(rang)

    def commit(self) -> bool:
        """Write what is pending."""
        valides = [self.lie.commit(), *(liste.commit() for liste in self._listes.values())]
        return all(valides)

    def champ_refuse(self) -> QWidget | None:
        """The first field, or the cell, whose value was refused."""
        cellules = (liste.delegue().editeur_ouvert() for liste in self._listes.values() if liste.message())
        return self.lie.champ_refuse() or next(filter(None, cellules), None)

    def textes(self) -> str:
        """All that the card says, line by line."""
        libelles = (self._titre, self._alerte, self._comparaison)
        return "\n".join(libelle.text() for libelle in libelles if libelle.isVisibleTo(self))

    def _create_fields(self) -> None:
        self._titre = self._label()
        self.pastille = Pastille("Adapté", Niveau.INFORMATION, "crayon", self)
        self._alerte = self._label()
        noms = TexteEdit()
        noms.setPlaceholderText("Reconnu par son sigle")
        instructeur = TexteEdit()
        instructeur.setPlaceholderText("Le financeur")
        champs: list[Champ | str] = [
            Champ("intitule", TexteEdit(), "Intitulé"),
            Champ("sigle", TexteEdit(), "Sigle", "Comme il s’écrit dans un plan de financement"),
            Champ(
                "noms",
                noms,
                "Noms reconnus",
                "Séparés par des virgules\u00a0: un plan qui les porte est reconnu",
            ),
            Champ("financeur", TexteEdit(), "Financeur"),
            Champ(
                "nature",
                ChoixCombo(NatureFinancement, facultatif=False),
                "Nature",
                "Une subvention, un prêt, une mission…",
            ),
            Champ("taux_minimum", TauxEdit(), "Taux minimum", "Vide quand aucune source ne le dit"),
            Champ("taux_maximum", TauxEdit(), "Taux maximum", "Vide quand aucune source ne le dit"),
            Champ("plafond", MontantEdit(), "Plafond de l’aide"),
            Champ(
                "fait_liberatoire",
                ChoixCombo(FaitLiberatoire, facultatif=False),
                "Fait libératoire",
                "Ce qui doit être arrivé avant de signer le premier acte",
            ),
            Champ("article_fait_liberatoire", TexteEdit(), "Article", "Ce qui dit le fait libératoire"),
            Champ("portail", TexteEdit(), "Portail", "Où la demande se dépose"),
            Champ("adresse_portail", TexteEdit(), "Adresse du portail", "Celle de la page, qui commence par https://"),
            Champ("instructeur", instructeur, "Instruit par"),
            Champ(
                "formulaire",
                ChoixCombo(formulaires_propres(), libelle_vide="Formulaire général"),
                "Formulaire de demande",
                "Les questions de son portail, auxquelles le projet répond",
            ),
            Champ("note", TexteLong(3), "À savoir", large=True),
            Champ(
                "motif",
                TexteEdit(),
                "Source du projet",
                "L’arrêté, la circulaire ou le règlement qui justifie l’adaptation",
            ),
        ]
        self.formulaire = Formulaire(champs, self)
        self.lie = FormulaireLie(self.formulaire, champs, self._write)
        self.formulaire.set_lecture_seule(not self._editable)
        self._titres = [
            self._label(nom) for nom in ("Catégories", "Campagnes", "Délais", "Pièces à fournir", "Sources")
        ]
        self._comparaison = self._label()
        self.comparer = self._bouton("", cochable=True)
        self.revenir = self._bouton("Revenir à la référence")

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._titre, 1)
        self._tete.addWidget(self.pastille, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne.addLayout(self._tete)
        for widget in (self._alerte, self.formulaire):
            self._colonne.addWidget(widget)
        self._places: list[QVBoxLayout] = []
        for titre in self._titres:
            self._colonne.addWidget(titre)
            self._places.append(QVBoxLayout())
            self._colonne.addLayout(self._places[-1])
        self._colonne.addWidget(self._comparaison)
        self._pied = QHBoxLayout()
        self._pied.addWidget(self.comparer)
        self._pied.addWidget(self.revenir)
        self._pied.addStretch(1)
        self._colonne.addLayout(self._pied)

    def _add_liste(self, rang: int, liste: ListeEditable) -> ListeEditable:
        liste.set_lecture_seule(not self._editable)
        self._listes[rang] = liste
        place(self._places[rang], liste)
        if self._etat is not None:
            self._show_liste(rang)
        return liste

    def _show_liste(self, rang: int) -> None:
        etat, liste = self._courant(), self._listes[rang]
        liste.set_valeur((etat.categories, etat.campagnes, etat.delais, etat.pieces, etat.sources)[rang])
        if rang == _DELAIS:
            tous = len(etat.delais) == len(TypeDelai)
            bouton = liste.boutons()["ajouter"]
            bouton.setEnabled(not tous)
            bouton.setToolTip("Tous les délais sont déjà dans la liste" if tous else "")

    def _label(self, texte: str = "", role: str = "") -> QLabel:
        libelle = QLabel(texte, self)
        libelle.setTextFormat(Qt.TextFormat.PlainText)
        libelle.setWordWrap(True)
        libelle.setProperty("role", role)
        return libelle

    def _bouton(self, texte: str, *, cochable: bool = False) -> QPushButton:
        bouton = QPushButton(texte, self)
        bouton.setProperty("role", "lien")
        bouton.setCheckable(cochable)
        return bouton

    def _courant(self) -> EtatDispositif:
        assert self._etat is not None  # the lists are shown with it
        return self._etat

    def _write(self, nom: str, valeur: object) -> AppError | None:
        return self._actes.write(self._courant(), nom, valeur)

    def _on_revenir_clicked(self) -> None:
        # The button goes away with the adaptation: the focus stays in the card.
        self.formulaire.focus_champ("intitule")
        self._actes.reset(self._courant())

    def _on_comparer_toggled(self, visible: bool) -> None:
        self._comparaison.setVisible(visible)

    def _on_theme_changed(self) -> None:
        for titre in (self._titre, *self._titres):
            titre.setFont(theme.police(gras=True))
        self._colonne.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        self._colonne.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(8))
        self._pied.setSpacing(theme.px(16))
