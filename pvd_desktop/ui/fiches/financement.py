"""Tab « Financement »: one operation at a time, its dépenses, its financements and its totals, always in sight."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros
from models.domain.non_chiffrees import lignes_non_chiffrees, nommer
from models.domain.organisme import Organisme
from models.domain.organismes_du_territoire import organismes_du_territoire
from models.domain.plan_financement import Financement
from models.domain.programmation import Maturite
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, TypePremierActe
from pvd_desktop.ui import theme
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.fiches.barre_totaux import BarreTotaux
from pvd_desktop.ui.fiches.champs_intention import champs_intention
from pvd_desktop.ui.fiches.champs_operation import CHAMPS_FINANCEMENT, CHAMPS_OPERATION
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.fiches.equilibre import Equilibre
from pvd_desktop.ui.fiches.partenaires import AJOUTER_ORGANISME, choix_organismes
from pvd_desktop.ui.fiches.retraits import Retraits
from pvd_desktop.ui.fiches.scission import ScissionDialog
from pvd_desktop.ui.fiches.selecteur_operation import SelecteurOperation
from pvd_desktop.ui.fiches.tables_argent import DetailFinancement, build_depenses, build_financements
from pvd_desktop.ui.vers_demande import BoutonDemande
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.workspace import Workspace

HAUTEUR_TOTAUX: Final = 400
"""Pixels at 100 % of the tab below which the totals scroll with the rest."""
_MAITRES: Final = frozenset({"maitre_ouvrage", "maitre_ouvrage_delegue"})


class OngletFinancement(QWidget):
    """The plan de financement of the fiche."""

    def __init__(
        self,
        workspace: Workspace,
        ecriture: EcritureOperation,
        ajout: AjoutOrganisme,
        ouvrir: Callable[[Objet, str], object],
        parent: QWidget | None = None,
    ) -> None:
        """``ouvrir`` shows what another page holds."""
        super().__init__(parent)
        self._workspace = workspace
        self._ecriture = ecriture
        self._ajout = ajout
        self._ouvrir = ouvrir
        self._fiche: FicheAction | None = None
        self.dialogue: ScissionDialog | None = None
        """« Scinder… », opened last."""
        self._organismes: list[tuple[str, str]] = []
        self._proposes: dict[Uid, Organisme] = {}
        self._create_fields()
        self._lay_out()
        self._connect()
        self.refresh_choix()
        theme.suivre(self, self._on_theme_changed)

    def show_fiche(self, fiche: FicheAction) -> None:
        """Show another version, or another fiche: the same operation and the same line if they are still there."""
        autre = self._fiche is None or self._fiche.uid != fiche.uid
        self._fiche = fiche
        if autre:
            self.bandeau.hide()
        if autre or self._ecriture.operation is None:
            self._ecriture.uid = fiche.operations[0].uid if fiche.operations else None
        self._show()

    def show_operation(self, uid: Uid) -> None:
        """Show one operation of the fiche."""
        if self.commit():
            self.bandeau.hide()
            self._ecriture.uid = uid
        self._show()

    def refresh_choix(self) -> None:
        """Organismes of the project, and those of its territoire."""
        projet = self._workspace.projet
        # The commune and its intercommunalité are organismes of the project only once somebody chose them.
        self._proposes = {propose.uid: propose for propose in organismes_du_territoire(projet)}
        organismes = choix_organismes(projet, self._proposes.values())
        if organismes != self._organismes:
            self._organismes = organismes
            self._maitre_ouvrage.set_choix(organismes)
            self._delegue.set_choix(organismes)
            self.financements.vue.viewport().update()

    def focus_champ(self, champ: str, cle: str = "") -> bool:
        """Show a field of the operation, or a cell of the line ``cle``."""
        if champ in CHAMPS_FINANCEMENT and cle and self.financements.select(cle, champ):
            self.onglet.show_focus()
            return True
        if champ == "repartitions" and cle:
            self.financements.select(cle)
        if champ == "intitule":
            return self.selecteur.noms.focus_champ(champ)
        return self.onglet.focus_champ("financements" if champ in CHAMPS_FINANCEMENT else champ)

    def commit(self) -> bool:
        """Validate what is pending."""
        return all([self.onglet.commit(), self.selecteur.lie.commit()])

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields of the operation shown, among the points of the fiche; one on a line marks the table."""
        operation = self._ecriture.operation
        lignes = {ligne.uid for ligne in operation.financements} if operation else set[Uid]()
        seule = self._fiche is not None and len(self._fiche.operations) == 1
        self.onglet.set_constats(
            c
            for c in constats
            if (operation and c.objet.uid == operation.uid)
            or (c.objet.uid in lignes and c.champ not in CHAMPS_FINANCEMENT)
            or (seule and c.objet.type == "fiche" and c.champ in CHAMPS_OPERATION)
        )

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        self.onglet.set_lecture_seule(lecture_seule)
        self.totaux.equilibrer.setVisible(not lecture_seule)
        self.selecteur.set_lecture_seule(lecture_seule)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_totaux()

    def _create_fields(self) -> None:
        jour = self._workspace.aujourd_hui
        self._maitre_ouvrage = ChoixCombo([], libelle_ajout=AJOUTER_ORGANISME)
        self._delegue = ChoixCombo([], libelle_vide="Aucun", libelle_ajout=AJOUTER_ORGANISME)
        self.depenses = build_depenses(self._ecriture)
        self.financements = build_financements(lambda: self._workspace.projet, self._ecriture, jour)
        self.detail = DetailFinancement(self._ecriture, jour)
        self.vers_demande = BoutonDemande(self._workspace, self.detail)
        self.detail.add_outil(self.vers_demande)
        self.selecteur = SelecteurOperation(self._ecriture, self)
        self.bandeau = Bandeau(self)
        self._annulation = Annulation(self._workspace, self.bandeau)
        base, premier_acte = ChoixCombo(BaseMontant, facultatif=False), ChoixCombo(TypePremierActe)
        part, acte, maturite = MontantEdit(), TexteEdit(), ChoixCombo(Maturite)
        self._largeurs: list[tuple[QWidget, int]] = [
            (self._maitre_ouvrage, 340), (self._delegue, 340), (base, 150),
            (premier_acte, 260), (maturite, 260),
        ]  # fmt: skip
        for editeur, largeur in self._largeurs:
            editeur.setMaximumWidth(theme.px(largeur))
        champs: list[Champ | str] = [
            Champ("maitre_ouvrage", self._maitre_ouvrage, "Maître d’ouvrage"),
            Champ("base", base, "Montants déclarés", "Une base pour toute l’opération"),
            Champ("depenses", self.depenses, "Dépenses", large=True),
            Champ("financements", self.financements, "Financements", large=True),
            Champ("repartitions", self.detail, "", large=True),
            "Part du maître d’ouvrage",
            Champ("part_decidee", part, "Part décidée", "Ce que le maître d’ouvrage a décidé de payer"),
            Champ("part_decidee_acte", acte, "Acte", "Délibération, décision, PPI…"),
            Champ("part_decidee_date", DateEdit(jour), "Date de l’acte"),
            Champ(
                "assujettie_tva",
                CaseCocher("Opération assujettie à la TVA"),
                "TVA",
                "Local loué avec TVA, commerce, eau…\u00a0: la TVA se déduit, il n’y a pas de FCTVA",
                source="article L.\u00a01615-6 du CGCT",
            ),
            "Déroulement",
            Champ("maitre_ouvrage_delegue", self._delegue, "Maître d’ouvrage délégué"),
            Champ(
                "type_premier_acte",
                premier_acte,
                "Premier acte",
                "Les études et les acquisitions ne sont pas un commencement",
                source="article R.\u00a02334-24 du CGCT",
            ),
            Champ("date_premier_acte", DateEdit(jour), "Date du premier acte"),
            Champ("date_commencement", DateEdit(jour), "Commencement"),
            Champ("date_achevement", DateEdit(jour), "Achèvement"),
            *champs_intention(maturite),
        ]
        self.onglet = Onglet("Financement", champs, self._write, parent=self)
        # Above the totals, which have just changed.
        self.retraits = Retraits(self._workspace, self.onglet)
        self.retraits.follow(self.depenses, self.financements)
        self.totaux = BarreTotaux(self)
        self.equilibre = Equilibre(self._workspace, self._ecriture, self.totaux.equilibrer)

    def _lay_out(self) -> None:
        self.onglet.corps.insertWidget(0, self.selecteur)
        self.onglet.corps.insertWidget(1, self.bandeau)
        ajouts = QHBoxLayout()
        for bouton in (self.selecteur.ajouter, self.selecteur.scinder):
            ajouts.addWidget(bouton)
        ajouts.addStretch(1)
        self.onglet.corps.addLayout(ajouts)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)
        self._disposition.addWidget(self.onglet, 1)
        self._pied = QVBoxLayout()
        self._pied.addWidget(self.totaux)
        self._disposition.addLayout(self._pied)

    def _connect(self) -> None:
        self.equilibre.demande.connect(self._on_equilibre_demande)
        self.selecteur.operation_choisie.connect(self._on_operation_choisie)
        self.selecteur.ajout_demande.connect(self._on_ajout_demande)
        self.selecteur.retrait_demande.connect(self._on_retrait_demande)
        self.selecteur.scinder.clicked.connect(self._on_scinder_clicked)
        for pas, bouton in self.selecteur.places.items():
            bouton.clicked.connect(partial(self._on_place_clicked, pas))
        self.financements.ligne_changed.connect(self._on_ligne_changed)
        self.financements.ajout_demande.connect(self._on_financements_ajout_demande)
        self._maitre_ouvrage.ajout_demande.connect(self._on_maitre_ouvrage_ajout_demande)
        self._delegue.ajout_demande.connect(self._on_delegue_ajout_demande)
        self.vers_demande.objet_demande.connect(self._on_vers_demande)

    def _place_totaux(self) -> None:
        """Always in sight, unless the window is so low (or the zoom so high) that they would hide what they sum."""
        place = self._pied if self.height() >= theme.px(HAUTEUR_TOTAUX) else self.onglet.corps
        if place.indexOf(self.totaux) < 0:
            place.addWidget(self.totaux)

    def _show(self) -> None:
        operation = self._ecriture.operation
        fiche = self._fiche
        if fiche is None:
            return
        self.onglet.setEnabled(bool(fiche.operations))
        self.selecteur.show_operations(fiche.operations, operation)
        if operation is None:
            return
        self.onglet.lie.show(operation)
        non_chiffrees = nommer(self._workspace.projet, lignes_non_chiffrees(operation))
        ensemble = fiche.totaux if len(fiche.operations) > 1 else None
        self.totaux.show_totaux(operation.totaux, ensemble, non_chiffrees)
        self._show_detail()

    def _show_detail(self) -> None:
        ligne = self.financements.ligne_courante()
        self._ecriture.financement_uid = ligne.uid if isinstance(ligne, Financement) else None
        projet = self._workspace.projet
        if isinstance(ligne, Financement):
            nom = ligne.dispositif or projet.nom_organisme(ligne.financeur) or ligne.nature.libelle
            self.detail.show_financement(ligne, f"Années et versements de «\u00a0{nom}\u00a0»")
            self.vers_demande.show_financement(ligne.uid)
        else:
            self.detail.show_financement(None, "")
        self.detail.setVisible(isinstance(ligne, Financement))

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if nom in _MAITRES and isinstance(valeur, str) and (propose := self._proposes.get(Uid(valeur))):
            return self._ajout.choose("operation", self._ecriture.uid, nom, propose)
        avant = self._ecriture.operation
        refus = self._ecriture.write(nom, valeur)
        apres = self._ecriture.operation
        if nom == "base" and refus is None and avant and apres and (avant.depenses or avant.financements):
            self.bandeau.show_message(
                Niveau.ATTENTION,
                f"Les montants se lisent maintenant {apres.base.libelle}.",
                f"Le coût passe de {format_euros(avant.cout)} {avant.base.libelle} à {format_euros(apres.cout)} "
                f"{apres.base.libelle}. Aucun montant n’a été converti\u00a0: vérifiez ce qui est demandé et accordé.",
                (("Annuler", self._annulation.offer()),),
            )
        return refus

    def _on_equilibre_demande(self) -> None:
        if self._fiche is not None and self.commit():
            self.equilibre.open_menu(self._fiche)

    def _on_operation_choisie(self, uid: str) -> None:
        self.show_operation(Uid(uid))

    def _on_ajout_demande(self) -> None:
        if self.commit() and (uid := self._ecriture.add_operation()):
            self.show_operation(uid)
            self.selecteur.noms.focus_champ("intitule")

    def _on_scinder_clicked(self) -> None:
        operation = self._ecriture.operation
        if operation is not None and self.commit():
            self.dialogue = ScissionDialog(operation, self._workspace.projet, self.window())
            self.dialogue.valide.connect(self._on_scission_validee)
            self.dialogue.open()

    def _on_scission_validee(self, intitule: str, depenses: list[Uid], financements: list[Uid]) -> None:
        if (uid := self._ecriture.split_operation(intitule, depenses, financements)) is not None:
            self.show_operation(uid)

    def _on_place_clicked(self, pas: int, _coche: bool = False) -> None:
        if self.commit():
            self._ecriture.move_operation(pas)

    def _on_retrait_demande(self) -> None:
        self._ecriture.remove_operation()

    def _on_ligne_changed(self) -> None:
        if self.detail.commit():
            self._show_detail()

    def _on_maitre_ouvrage_ajout_demande(self) -> None:
        self._ajout.ask("operation", self._ecriture.uid, "maitre_ouvrage")

    def _on_delegue_ajout_demande(self) -> None:
        self._ajout.ask("operation", self._ecriture.uid, "maitre_ouvrage_delegue")

    def _on_financements_ajout_demande(self, cle: str, champ: str) -> None:
        self._ajout.ask("financement", Uid(cle), champ)

    def _on_vers_demande(self, objet: Objet) -> None:
        if self.commit():
            self._ouvrir(objet, "")

    def _on_theme_changed(self) -> None:
        self.onglet.corps.setSpacing(theme.px(10))
        self._pied.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), 0)
        for editeur, largeur in self._largeurs:
            editeur.setMaximumWidth(theme.px(largeur))
