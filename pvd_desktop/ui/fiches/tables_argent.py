"""The tables of an operation: dépenses, financements, and years and payments of one financement."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from models.domain.plan_financement import Depense, Financement
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, NatureVersement, PosteDepense, Section
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.annuites import Annuites
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.fiches.partenaires import colonne_organisme
from pvd_desktop.ui.widgets.cellules import (
    colonne_annee,
    colonne_date,
    colonne_montant,
    colonne_oui_non,
    colonne_taux,
    colonne_texte,
    colonne_vocabulaire,
)
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.widgets.pastille import niveau_etat

_AIDE_MONTANT = "Accepte 12 345,60 · 12k · =3*450 · 30\u00a0%"


def build_depenses(ecriture: EcritureOperation) -> ListeEditable:
    """Table of the dépenses."""
    return ListeEditable(
        MotsListe("Dépenses", "Ajouter une dépense", "Aucune dépense\u00a0: le coût n’est pas renseigné."),
        (
            colonne_vocabulaire("Poste", "poste", PosteDepense, 102),
            colonne_texte("Intitulé", "intitule", 116),
            colonne_annee("Année", "annee", aide="Année de programmation"),
            colonne_montant("HT", "montant_ht", aide=f"Montant hors taxes. {_AIDE_MONTANT} des autres dépenses"),
            colonne_taux("TVA", "taux_tva", 60, aide="Taux de TVA\u00a0: complète le HT ou le TTC laissé vide"),
            colonne_montant(
                "TTC", "montant_ttc", aide=f"Montant toutes taxes comprises. {_AIDE_MONTANT} des autres dépenses"
            ),
            colonne_oui_non("Éligible", "eligible", aide="Comptée dans la dépense éligible"),
            _colonne_section(),
        ),
        ecriture.actes_depenses(),
        etirable=1,
        souhaits={0: 120, 1: 180, 3: 112, 5: 112},
    )


def build_financements(
    lire_projet: Callable[[], Projet], ecriture: EcritureOperation, aujourd_hui: Callable[[], date]
) -> ListeEditable:
    """Table of the financements: what people look at first, then what a dossier asks."""
    aide = f"{_AIDE_MONTANT} de la dépense éligible"
    return ListeEditable(
        MotsListe("Financements", "Ajouter un financement", "Aucun financement pour l’instant."),
        (
            colonne_organisme("Financeur", "financeur", lire_projet, 136),
            colonne_texte("Dispositif", "dispositif", 108, aide="DETR, DSIL, Fonds vert…"),
            colonne_montant("Demandé", "montant_demande", aide=aide),
            colonne_montant("Accordé", "montant_accorde", aide=aide),
            colonne_vocabulaire("État", "etat", EtatFinancement, 116, icone=_icone_etat),
            colonne_annee("Année", "annee", aide="Année de programmation"),
            colonne_vocabulaire("Nature", "nature", NatureFinancement, 130),
            colonne_montant("Base éligible", "depense_eligible", aide="Dépense que le financeur retient pour son taux"),
            colonne_taux("Taux", "taux", aide="Taux d’aide, sur la base éligible"),
            colonne_texte("Catégorie", "categorie", 96, aide="Catégorie du dispositif, par exemple A pour la DETR"),
            colonne_texte("N° de dossier", "numero_dossier", 110),
            colonne_date("Dépôt", "date_depot", aujourd_hui, aide="Date de dépôt de la demande"),
            colonne_date("AR reçu", "date_accuse", aujourd_hui, aide="Date de l’accusé de réception du financeur"),
            colonne_date("Complet le", "date_completude", aujourd_hui, aide="Jour où le dossier est déclaré complet"),
            colonne_date(
                "Dérogation",
                "date_derogation",
                aujourd_hui,
                aide="Accord du financeur pour commencer avant sa décision",
            ),
            colonne_date("Décision", "date_decision", aujourd_hui, aide="Date de l’arrêté ou de la délibération"),
            colonne_date("Notification", "date_notification", aujourd_hui, aide="Date de notification de la décision"),
        ),
        ecriture.actes_financements(),
        etirable=1,
        souhaits={0: 220, 4: 140, 10: 150},
    )


def _colonne_section() -> Colonne[Any]:
    """Abbreviated as budgets do: the whole word is said to screen readers and in the list."""

    def abrege(ligne: Depense) -> str:
        return "Invest." if ligne.section is Section.INVESTISSEMENT else "Fonct."

    def say(ligne: Depense) -> str:
        return ligne.section.libelle

    colonne = colonne_vocabulaire("Section", "section", Section, 76, aide="Section budgétaire", accessible=say)
    return replace(colonne, texte=abrege)


def _icone_etat(ligne: Any) -> tuple[str, str] | None:
    niveau = niveau_etat(ligne.etat)
    return (niveau.icone, niveau.value) if niveau else None


class DetailFinancement(QWidget):
    """Years and payments of the selected line, side by side; follows the protocol of the form."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(
        self, ecriture: EcritureOperation, aujourd_hui: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.repartitions = ListeEditable(
            MotsListe("Répartition par année", "Ajouter une année", "Tout est programmé la même année."),
            (
                colonne_annee("Année", "annee", requise=True),
                colonne_montant("Prévu", "prevu", aide=f"{_AIDE_MONTANT} de l’aide"),
                colonne_montant("Réalisé", "realise", aide=f"{_AIDE_MONTANT} de l’aide"),
            ),
            ecriture.actes_repartitions(),
            etirable=1,
        )
        self.versements = ListeEditable(
            MotsListe("Versements", "Ajouter un versement", "Aucun versement attendu ni reçu."),
            (
                colonne_vocabulaire("Nature", "nature", NatureVersement, 84),
                colonne_montant("Montant", "montant", aide=f"{_AIDE_MONTANT} de l’aide"),
                colonne_date("Attendu le", "date_prevue", aujourd_hui),
                colonne_date("Reçu le", "date_encaissement", aujourd_hui),
            ),
            ecriture.actes_versements(),
            etirable=1,
        )
        self._titre = QLabel(self)
        self._titre.setWordWrap(True)
        titres = [QLabel("Répartition par année", self), QLabel("Versements", self)]
        self._grille = QGridLayout(self)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._titre, 1)
        self._grille.addLayout(self._tete, 0, 0, 1, 2)
        for colonne, (titre, liste) in enumerate(zip(titres, (self.repartitions, self.versements), strict=True)):
            titre.setProperty("role", "discret")
            titre.setBuddy(liste)
            self._grille.addWidget(titre, 1, colonne)
            self._grille.addWidget(liste, 2, colonne, Qt.AlignmentFlag.AlignTop)
        self._grille.setColumnStretch(0, 2)
        self._grille.setColumnStretch(1, 3)
        self._grille.setRowStretch(4, 1)
        self._ecriture = ecriture
        self._lecture_seule = False
        self.annuites: Annuites | None = None
        """Made for the first loan that is shown: most operations have none."""
        self.setFocusProxy(self.repartitions)
        theme.suivre(self, self._on_theme_changed)

    def show_financement(self, ligne: Financement | None, nom: str) -> None:
        """Show one line; without one, the lists say where to go."""
        self._titre.setText(nom)
        for liste in (self.repartitions, self.versements):
            liste.setEnabled(ligne is not None)
        self.repartitions.set_valeur(ligne.repartitions if ligne else ())
        self.versements.set_valeur(ligne.versements if ligne else ())
        self._show_annuites(ligne)

    def add_outil(self, outil: QWidget) -> None:
        """Put what acts on the line beside its name."""
        self._tete.addWidget(outil)

    def titre(self) -> str:
        """Which line is shown."""
        return self._titre.text()

    def valeur(self) -> object:
        """Nothing of its own: the lists write by themselves."""
        return None

    def set_valeur(self, valeur: object, /) -> None:
        """Follows the selection, not the form."""

    def commit(self) -> bool:
        """Write the cell being edited, if any."""
        annuites = self.annuites is None or self.annuites.commit()
        return all([self.repartitions.commit(), self.versements.commit(), annuites])

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Hide what changes the lists."""
        self.repartitions.set_lecture_seule(lecture_seule)
        self.versements.set_lecture_seule(lecture_seule)
        self._lecture_seule = lecture_seule
        if self.annuites is not None:
            self.annuites.set_lecture_seule(lecture_seule)

    def _show_annuites(self, ligne: Financement | None) -> None:
        """Those of a loan; a line that is one no more shows those it kept, so that they can be removed."""
        montrees = ligne is not None and (ligne.nature.est_a_rembourser or bool(ligne.annuites))
        if montrees and self.annuites is None:
            self.annuites = Annuites(self._ecriture, self)
            self.annuites.set_lecture_seule(self._lecture_seule)
            self._grille.addWidget(self.annuites, 3, 0, 1, 2)
        if self.annuites is not None:
            self.annuites.setVisible(montrees)
            if ligne is not None and montrees:
                self.annuites.show_financement(ligne)

    def _on_theme_changed(self) -> None:
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._tete.setSpacing(theme.px(8))
        self._grille.setHorizontalSpacing(theme.px(12))
        self._grille.setVerticalSpacing(theme.px(4))
