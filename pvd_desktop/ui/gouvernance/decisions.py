"""Section « Décisions »: the list, then the one that is chosen, and what applying it does to the plan."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.gouvernance import Decision, NatureDecision
from models.domain.instances.situee import ReunionSituee, est_ouverte
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_poignee, colonne_texte
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

_HORS_PROJET: Final = "Son action est dans la corbeille, ou supprimée\u00a0: rien ne peut être appliqué."


class DecisionsMontrees:
    """What the list shows, under the identity of the meeting."""

    def __init__(self, situee: ReunionSituee) -> None:
        self.uid = situee.reunion.uid
        self.decisions = situee.reunion.decisions


class OngletDecisions(Onglet):
    """The list above, the current decision under it.

    Signals:
        application_demandee(str): this decision is to change the plan.
        objet_demande(Objet, str): the action of a decision is to be shown.
        fait(str): something was written that people may want to take back.
    """

    application_demandee = Signal(str)
    objet_demande = Signal(object, str)
    fait = Signal(str)

    def __init__(self, actes: ActesGouvernance, parent: QWidget | None = None) -> None:
        self._actes = actes
        self._situee: ReunionSituee | None = None
        self.liste = ListeEditable(
            MotsListe("Décisions", "Ajouter une décision", "Aucune décision pour l’instant."),
            _colonnes(actes),
            ActesListe(self._add, self._write_cell, self._remove, self._move),
            etirable=1,
            souhaits={1: 300, 2: 150},
            poignee=0,
        )
        super().__init__(
            "Décisions",
            [Champ("decisions", self.liste, "Décisions de la réunion", large=True)],
            _written_elsewhere,
            parent=parent,
        )
        self._create_detail()
        self.set_lecture_seule(actes.lecture_seule)
        self.detail.set_lecture_seule(actes.lecture_seule)
        self.liste.ligne_changed.connect(self._show_detail)
        self.appliquer.clicked.connect(self._on_appliquer)
        self.voir.clicked.connect(self._on_voir)
        theme.suivre(self, self._on_theme_changed_ici)

    @property
    def decision(self) -> Decision | None:
        """The current one."""
        return self.liste.ligne_courante()

    def show_reunion(self, projet: Projet, situee: ReunionSituee) -> None:
        """Show its last version, or another meeting."""
        autre = self._situee is None or situee.reunion.uid != self._situee.reunion.uid
        self._situee = situee
        self.lie.show(DecisionsMontrees(situee))
        self.fiche.set_choix([(fiche.uid, fiche.titre) for fiche in projet.fiches])
        if autre and situee.reunion.decisions:
            self.liste.vue.setCurrentIndex(self.liste.modele.index(0, 1))
        self._show_detail()

    def show_decision(self, uid: Uid, champ: str) -> None:
        """Choose one, on a field."""
        if self.liste.select(uid, champ) and champ and self.detail.focus_champ(champ):
            self.show_focus()

    @override
    def commit(self) -> bool:
        """Validate what is pending, in the list and under it."""
        return all([super().commit(), self._lie_detail.commit()])

    def show_saisie(self) -> None:
        """Go back to what cannot be written."""
        if not self.liste.commit():
            self.liste.show_saisie()
        else:
            self.detail.focus_erreur()

    def _create_detail(self) -> None:
        contenu = self.widget()
        self._cadre = QWidget(contenu)
        self._titre = QLabel(self._cadre)
        self._titre.setWordWrap(True)
        self.fiche = ChoixCombo([], libelle_vide="Aucune action en particulier")
        champs = [
            Champ("nature", ChoixCombo(NatureDecision, facultatif=False), "Nature"),
            Champ("fiche", self.fiche, "Action concernée"),
            Champ(
                "statut",
                ChoixCombo(StatutAction, libelle_vide="Inchangé"),
                "Statut donné",
                "Celui que l’action prend quand la décision est appliquée",
            ),
            Champ("texte", TexteRiche(), "Texte de la décision", large=True),
        ]
        self.detail = Formulaire(champs, self._cadre)
        self._lie_detail = FormulaireLie(self.detail, champs, self._write)
        self._dit = QLabel(self._cadre)
        self._dit.setWordWrap(True)
        self._dit.setProperty("role", "discret")
        self.appliquer = QPushButton("Appliquer la décision…", self._cadre)
        self.appliquer.setProperty("role", "primaire")
        self.appliquer.setVisible(not self._actes.lecture_seule)
        self.voir = QPushButton("Voir l’action", self._cadre)
        icones.poser(self.voir, "plan_action", "texte", 16)
        self._pied = QHBoxLayout()
        self._pied.addWidget(self.appliquer)
        self._pied.addWidget(self.voir)
        self._pied.addWidget(self._dit, 1)
        self._colonne = QVBoxLayout(self._cadre)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        for widget in (self._titre, self.detail):
            self._colonne.addWidget(widget)
        self._colonne.addLayout(self._pied)
        self.corps.addWidget(self._cadre)
        self.corps.addStretch(1)

    def _show_detail(self) -> None:
        decision = self.decision
        self._cadre.setVisible(decision is not None)
        if decision is None:
            return
        rang = self.liste.vue.currentIndex().row() + 1
        self._titre.setText(f"Décision n°\u00a0{rang}\u00a0: {decision.intitule or 'sans intitulé'}")
        self._lie_detail.show(decision)
        disparue = decision.fiche is not None and self._actes.projet.fiche(decision.fiche) is None
        self.voir.setVisible(decision.fiche is not None and not disparue)
        self.appliquer.setEnabled(not disparue)
        self.appliquer.setText("Appliquer de nouveau…" if decision.appliquee_le else "Appliquer la décision…")
        theme.set_propriete(self.appliquer, "role", "" if decision.appliquee_le else "primaire")
        appliquee = decision.appliquee_le and f"Appliquée au plan d’action le {format_date(decision.appliquee_le)}."
        self._dit.setText(_HORS_PROJET if disparue else appliquee or "Pas encore appliquée au plan d’action.")

    def _add(self) -> Uid | None:
        return self._actes.add_decision(self._situee) if self._situee else None

    def _write_cell(self, cle: str, champ: str, valeur: object) -> None:
        self._actes.update_decision(Uid(cle), champ, valeur)

    def _remove(self, cle: str) -> None:
        decision = next((d for d in self.liste.modele.lignes if d.uid == cle), None)
        if decision is None:
            return
        self._actes.remove_decision(decision)
        if self._actes.a_ecrit:
            reste = " Ce qu’elle a changé au plan y reste." if decision.appliquee_le else ""
            self.fait.emit(f"Décision supprimée\u00a0: {decision.intitule or 'sans intitulé'}.{reste}")

    def _move(self, cle: str, rang: int) -> None:
        decision = next((d for d in self.liste.modele.lignes if d.uid == cle), None)
        if decision is not None:
            self._actes.move_decision(decision, rang)

    def _write(self, champ: str, valeur: object) -> AppError | None:
        decision = self.decision
        return self._actes.update_decision(decision.uid, champ, valeur) if decision else None

    def _on_appliquer(self) -> None:
        decision = self.decision
        if decision is not None and self.commit():
            self.application_demandee.emit(decision.uid)

    def _on_voir(self) -> None:
        fiche = self._actes.projet.fiche(self.decision.fiche) if self.decision else None
        if fiche is not None:
            objet = Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid)
            self.objet_demande.emit(objet, "statut")

    def _on_theme_changed_ici(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._colonne.setSpacing(theme.px(10))
        self._pied.setSpacing(theme.px(8))
        self.corps.setSpacing(theme.px(12))


def _colonnes(actes: ActesGouvernance) -> Sequence[Colonne[Decision]]:
    def lire_jour() -> date:
        return actes.aujourd_hui

    return (
        colonne_poignee("À faire glisser, ou Alt+↑ et Alt+↓\u00a0: l’ordre donne les numéros du relevé"),
        colonne_texte("Décision", "intitule", 128),
        colonne_texte("Responsable", "responsable", 104),
        colonne_date("Échéance", "echeance", lire_jour, 86, aide="Jour pour lequel elle doit être faite"),
        colonne_date("Faite le", "faite_le", lire_jour, 86, aide="«\u00a0+0\u00a0» pour aujourd’hui"),
        Colonne(
            titre="État",
            texte=lambda d: _dire_etat(actes, d),
            icone=lambda d: _icone_etat(actes, d),
            largeur=102,
        ),
    )


def _dire_etat(actes: ActesGouvernance, decision: Decision) -> str:
    if decision.faite_le:
        return "Faite"
    if decision.echeance and decision.echeance < actes.aujourd_hui:
        return "En retard"
    if decision.appliquee_le:
        return "Appliquée"
    return "À appliquer" if decision.statut else "À faire"


def _icone_etat(actes: ActesGouvernance, decision: Decision) -> tuple[str, str]:
    if decision.echeance and decision.echeance < actes.aujourd_hui and decision.faite_le is None:
        return "alerte", "erreur"
    return ("horloge", "attention") if est_ouverte(decision) else ("succes", "succes")


def _written_elsewhere(_champ: str, _valeur: object) -> None:
    """The list writes its cells itself."""
