"""Tab « Gouvernance »: the instances and their meetings on the left, what is chosen on the right."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import format_date, sort_key
from models.domain.gouvernance import Instance, TypeInstance
from models.domain.instances.situee import (
    ReunionSituee,
    est_tenue,
    find_decision,
    find_reunion,
    nommer_instance,
    prochaine_reunion,
)
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance, nommer_decision
from pvd_desktop.ui.gouvernance.examen import ExamenDialog
from pvd_desktop.ui.gouvernance.instance import DetailInstance
from pvd_desktop.ui.gouvernance.liste import ListeReunions
from pvd_desktop.ui.gouvernance.reunion import DetailReunion
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

_REUNIONS: Final = frozenset({"reunion", "decision"})


class GouvernancePage(PageProjet):
    """One instance, or one meeting, at a time."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._actes = ActesGouvernance(Ecrivain(workspace, self))
        self._choisi: Uid | None = None
        self._detail_instance: DetailInstance | None = None
        self._detail_reunion: DetailReunion | None = None
        self.dialogue: ExamenDialog | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)
        theme.suivre(self, self._on_theme_changed)

    @property
    def situee(self) -> ReunionSituee | None:
        """The meeting shown, as the project holds it."""
        return find_reunion(self._workspace.projet, self._choisi)

    @property
    def instance(self) -> Instance | None:
        """The instance shown, or that of the meeting shown."""
        situee = self.situee
        if situee is not None:
            return situee.instance
        return next((i for i in self._workspace.projet.instances if i.uid == self._choisi), None)

    @override
    def resume(self) -> str:
        aujourd_hui = self._workspace.aujourd_hui()
        prochaine = prochaine_reunion(self._workspace.projet, aujourd_hui)
        if prochaine is None or prochaine.reunion.jour is None or est_tenue(prochaine.reunion, aujourd_hui):
            return "Aucune réunion à venir"
        return f"Prochaine réunion le {format_date(prochaine.reunion.jour)}"

    @override
    def commit(self) -> bool:
        # Each of them, whatever the other says.
        refuses = [detail for detail in self._details() if not detail.commit()]
        return not refuses

    @override
    def show_saisie(self) -> None:
        for detail in self._details():
            if not detail.commit():
                detail.show_saisie()
                return

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        courant = self._droite.currentWidget()
        if self._pile.currentWidget() is self.vide:
            return (self.vide,)
        if isinstance(courant, DetailReunion):
            return self.liste.vue, courant.onglets.tabBar(), courant.onglets.currentWidget()
        return (self.liste.vue, courant) if courant is not None else (self.liste.vue,)

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        self.catch_up()
        projet = self._workspace.projet
        if objet.type in _REUNIONS:
            trouvee = find_decision(projet, objet.uid)
            situee = trouvee[0] if trouvee else find_reunion(projet, objet.uid)
            if situee is None or not self.show_uid(situee.reunion.uid):
                return False
            if trouvee:
                self.detail_reunion.show_section("decisions")
                self.detail_reunion.decisions.show_decision(objet.uid, champ)
            else:
                self.detail_reunion.show_section(champ)
            return True
        instance = next((i for i in projet.instances if objet.uid in {i.uid, *(m.uid for m in i.membres)}), None)
        if instance is None or not self.show_uid(instance.uid):
            return False
        if objet.type == "membre":
            self.detail_instance.membres.select(objet.uid, champ)
        else:
            self.detail_instance.formulaire.focus_champ(champ)
        return True

    @property
    def detail_instance(self) -> DetailInstance:
        """Where an instance is shown, built for the first one."""
        if self._detail_instance is None:
            self._detail_instance = detail = DetailInstance(self._actes, self._droite)
            self._adopt(detail)
        return self._detail_instance

    @property
    def detail_reunion(self) -> DetailReunion:
        """Where a meeting is shown, built for the first one."""
        if self._detail_reunion is None:
            self._detail_reunion = detail = DetailReunion(self._actes, self._droite)
            self._adopt(detail)
            detail.objet_demande.connect(self.objet_demande)
            detail.application_demandee.connect(self.ask_to_apply)
            detail.examen_demande.connect(self.ask_examinees)
            detail.fait.connect(self._on_fait)
        return self._detail_reunion

    def show_uid(self, uid: str) -> bool:
        """Show that instance, or that meeting; ``False`` when what is typed in another cannot be left."""
        if uid == self._choisi:
            return True
        laisse = self._commit_or_show()
        if laisse:
            self._choisi = Uid(uid)
            self.question.hide()
        self._show()
        return laisse

    def ask_to_apply(self, uid: str) -> None:
        """Say what applying a decision will write, before it does."""
        trouvee = find_decision(self._workspace.projet, Uid(uid))
        if trouvee is None or not self._commit_or_show():
            return
        situee, decision = trouvee
        faite = self._actes.prepare(situee, decision)
        if decision.fiche is not None and faite is None:
            return
        titre = f"Appliquer {nommer_decision(decision)}\u00a0?"
        if faite is None:
            texte = "Elle ne porte sur aucune action\u00a0: elle sera seulement notée comme appliquée."
        else:
            fiche = self._workspace.projet.fiche(decision.fiche)
            lignes = [effet.phrase for effet in faite.effets]
            lignes.append(f"Note de suivi du {format_date(faite.jour)}\u00a0: {faite.note}")
            dits = "\n".join(f"•\u00a0{ligne}" for ligne in lignes)
            texte = f"L’action «\u00a0{fiche.titre if fiche else ''}\u00a0» recevra\u00a0:\n{dits}"
        self.question.show_message(
            Niveau.ATTENTION,
            titre,
            texte,
            (("Appliquer", lambda: self._apply(uid)), ("Laisser le plan tel quel", self.liste.vue.setFocus)),
            fermable=False,
        )
        self.question.boutons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_examinees(self) -> None:
        """Choose the actions that the meeting examined; those it decided about are ticked."""
        situee = self.situee
        if situee is None or situee.reunion.jour is None or not self._commit_or_show():
            return
        vivantes = [f for f in self._workspace.projet.fiches if f.statut.est_vivant]
        decidees = {d.fiche for d in situee.reunion.decisions}
        ordre = sort_key(situee.reunion.ordre_du_jour)
        examinees = {f.uid for f in vivantes if f.uid in decidees or (f.intitule and sort_key(f.intitule) in ordre)}
        self.dialogue = ExamenDialog(vivantes, examinees, situee.reunion.jour, self)
        self.dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialogue.valide.connect(partial(self._note_examinees, situee.reunion.uid))
        self.dialogue.open()

    def _create_fields(self) -> None:
        editable = not self._actes.lecture_seule
        self._pile = QStackedWidget(self)
        self.vide = EtatVide(
            "partenaires",
            "Qui décide, et quand\u00a0?",
            "Le comité de pilotage décide, le comité technique prépare. Notez-en les membres une fois\u00a0: "
            "convocations, feuilles d’émargement et relevés de décisions en viennent.",
            "Créer le comité de pilotage" if editable else "",
            self._pile,
            libelle_autre="Créer le comité technique" if editable else "",
        )
        self._plein = QWidget(self._pile)
        self.liste = ListeReunions(editable=editable, parent=self._plein)
        self.question = Bandeau(self._plein)
        self._droite = QStackedWidget(self._plein)
        self.toast = Toast(self)

    def _lay_out(self) -> None:
        colonne = QVBoxLayout()
        colonne.addWidget(self.question)
        colonne.addWidget(self._droite, 1)
        self._disposition = QHBoxLayout(self._plein)
        self._disposition.addWidget(self.liste)
        self._disposition.addLayout(colonne, 1)
        self._pile.addWidget(self.vide)
        self._pile.addWidget(self._plein)
        dessus = QVBoxLayout(self)
        dessus.setContentsMargins(0, 0, 0, 0)
        dessus.addWidget(self._pile)

    def _connect(self) -> None:
        self.vide.action_triggered.connect(lambda: self._on_instance(TypeInstance.COPIL))
        self.vide.autre_triggered.connect(lambda: self._on_instance(TypeInstance.COTECH))
        self.liste.choisi.connect(self.show_uid)
        self.liste.instance_demandee.connect(self._on_instance)
        self.liste.reunion_demandee.connect(self._on_reunion)
        self.liste.suppression_demandee.connect(self._on_suppression)

    def _details(self) -> tuple[DetailInstance | DetailReunion, ...]:
        return tuple(filter(None, (self._detail_instance, self._detail_reunion)))

    def _adopt(self, detail: DetailInstance | DetailReunion) -> None:
        self._droite.addWidget(detail)
        detail.apercu_demande.connect(self.apercu_demande)
        detail.export_demande.connect(self.export_demande)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        # What it said of the plan may be no longer true.
        self.question.hide()
        self._show_liste()
        if self._details():
            self._show_detail()
        else:
            # The list first: what is beside it is built at the next turn.
            QTimer.singleShot(0, self, self._show_detail)
        self.resume_changed.emit(self.resume())

    def _show(self) -> None:
        self._show_liste()
        self._show_detail()

    def _show_liste(self) -> None:
        projet, aujourd_hui = self._workspace.projet, self._workspace.aujourd_hui()
        if self.instance is None:
            prochaine = prochaine_reunion(projet, aujourd_hui)
            premiere = next(iter(projet.instances), None)
            self._choisi = prochaine.reunion.uid if prochaine else premiere.uid if premiere else None
        self._pile.setCurrentWidget(self._plein if projet.instances else self.vide)
        self.liste.show_instances(projet.instances, self._choisi, aujourd_hui)

    def _show_detail(self) -> None:
        projet, situee, instance = self._workspace.projet, self.situee, self.instance
        if situee is not None:
            self.detail_reunion.show_reunion(projet, situee)
            self._droite.setCurrentWidget(self.detail_reunion)
        elif instance is not None:
            self.detail_instance.show_instance(projet, instance)
            self._droite.setCurrentWidget(self.detail_instance)

    def _commit_or_show(self) -> bool:
        if not (lu := self.commit()):
            self.show_saisie()
        return lu

    def _apply(self, uid: str) -> None:
        trouvee = find_decision(self._workspace.projet, Uid(uid))
        if trouvee is None:
            return
        self._actes.apply(*trouvee)
        if self._actes.a_ecrit:
            self._on_fait(f"Décision appliquée\u00a0: {trouvee[1].intitule or 'sans intitulé'}")

    def _note_examinees(self, reunion: Uid, uids: list[Uid]) -> None:
        situee = find_reunion(self._workspace.projet, reunion)
        if situee is None:
            return
        self._actes.note_examinees(situee, uids)
        if self._actes.a_ecrit:
            dites = "1 action examinée" if len(uids) == 1 else f"{len(uids)} actions examinées"
            self._on_fait(f"{dites} le {format_date(situee.reunion.jour)}.")

    def _on_instance(self, nature: TypeInstance) -> None:
        if self._commit_or_show() and (uid := self._actes.add_instance(nature)) is not None:
            self.show_uid(uid)
            self.detail_instance.formulaire.focus_champ("intitule")

    def _on_reunion(self) -> None:
        instance = self.instance
        if instance is not None and self._commit_or_show() and (uid := self._actes.add_reunion(instance)) is not None:
            self.show_uid(uid)
            self.detail_reunion.show_section("jour")

    def _on_suppression(self) -> None:
        situee, instance = self.situee, self.instance
        if instance is None or self._actes.lecture_seule or not self._commit_or_show():
            return
        if situee is not None:
            self._actes.remove_reunion(situee)
            quoi = f"Réunion mise dans la corbeille\u00a0: {situee.nom}"
        else:
            self._actes.remove_instance(instance)
            quoi = f"Instance mise dans la corbeille\u00a0: {nommer_instance(instance)}"
        if self._actes.a_ecrit:
            self._on_fait(quoi)

    def _on_fait(self, dit: str) -> None:
        self.toast.show_message(dit, "Annuler", self._annulation.offer())

    def _on_theme_changed(self) -> None:
        marge = theme.px(8)
        self._disposition.setContentsMargins(marge, marge, marge, marge)
        self._disposition.setSpacing(theme.px(8))
