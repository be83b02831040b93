"""Right of the page: one demande, where it stands, its tabs and its points à vérifier."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.grammaire import minuscule
from models.domain.regles import Constat
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.demandes.exports import BoutonExports
from pvd_desktop.ui.demandes.lignes import LigneListe
from pvd_desktop.ui.demandes.onglets_detail import PRET, OngletsDemande
from pvd_desktop.ui.demandes.piste import dire_etapes, icone_etapes, largeur_piste, paint_piste
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.constats_panel import ConstatsPanel
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_PAS_ONGLET: Final = {
    (Qt.Key.Key_Tab, _CTRL): 1,
    (Qt.Key.Key_Backtab, _CTRL | Qt.KeyboardModifier.ShiftModifier): -1,
}


class PisteEtapes(QWidget):
    """The track of the list, with every step in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ligne: LigneListe | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.suivre(self, self.updateGeometry)

    def show_ligne(self, ligne: LigneListe) -> None:
        """Show the steps of this one."""
        self._ligne = ligne
        dites = dire_etapes(ligne.etapes)
        self.setToolTip(dites)
        self.setAccessibleName(f"Étapes\u00a0: {dites}".replace("\n", ", "))
        self.update()

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(largeur_piste() + theme.px(22), theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._ligne is None:
            return
        painter = QPainter(self)
        cote = theme.px(16)
        icone = icones.pixmap(*icone_etapes(self._ligne.etapes), 16)
        painter.drawPixmap(QRect(0, (self.height() - cote) // 2, cote, cote), icone)
        paint_piste(painter, self.rect().adjusted(theme.px(22), 0, 0, 0), self._ligne.etapes)
        painter.end()


class DetailDemande(QWidget):
    """Follows the project: it shows what is stored, unless the user is typing.

    Signals:
        retour_demande(): Escape: back to the list.
        rubrique_construite(RubriqueDemande): a tab was built; the page listens to what it asks.
        constat_activated(Constat): the way to the field of a point.
    """

    retour_demande = Signal()
    rubrique_construite = Signal(object)
    constat_activated = Signal(object)

    def __init__(
        self,
        ecrivain: Ecrivain,
        settings: Settings,
        dispositifs: Callable[[], Dispositifs],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ecriture = EcritureDemande(ecrivain)
        self._editable = not ecrivain.workspace.raison_lecture_seule
        self._create_fields(ContexteDemande(ecrivain, settings), dispositifs)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def uid(self) -> Uid | None:
        """The demande shown."""
        return self.ecriture.situee.demande.uid if self.ecriture.situee else None

    def show_ligne(self, ligne: LigneListe) -> None:
        """Show another version of the demande, or another one."""
        if ligne.uid != self.uid:
            self.abandon()
        situee = ligne.situee
        self.ecriture.situee = situee
        self.exporter.demande = ligne.uid
        self.intitule.set_valeur(situee.demande.intitule)
        self.intitule.setPlaceholderText(situee.nom)
        self.piste.show_ligne(ligne)
        self.show_chiffres(ligne)
        self.onglets.show_situee(situee)

    def show_chiffres(self, ligne: LigneListe) -> None:
        """Where it stands, in words."""
        suivante = ligne.etapes.suivante
        suite = f" · prochaine étape\u00a0: {minuscule(suivante.libelle)}" if suivante is not None else ""
        echeance = f" · {ligne.texte_echeance}" if ligne.echeance else ""
        self.etat.set_texte(f"{ligne.etapes.libelle}{suite}{echeance}")
        self.score.setVisible(not ligne.est_deposee)
        self.score.setText(
            "Prêt à déposer" if ligne.texte_pret == "Prêt" else f"Prêt à déposer\u00a0? {ligne.texte_pret}"
        )
        pret = ligne.chiffres is not None and ligne.chiffres.pret.est_pret
        icones.poser(self.score, "succes" if pret else "crayon", "succes" if pret else "attention", 16)

    def set_constats(self, constats: Sequence[Constat]) -> None:
        """Points of the demande, and of the lines it asks for: these have no field here."""
        self.constats.set_constats(constats)
        self.onglets.set_constats([c for c in constats if c.objet.type == "demande"])

    def commit(self) -> bool:
        """Write what is being typed; ``False`` when something cannot be read, or written."""
        return all([self.intitule.commit(), self.onglets.commit()])

    def show_saisie(self) -> None:
        """Go to the field that is not in the project."""
        if not self.intitule.commit():
            self.intitule.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.onglets.show_saisie()

    def abandon(self) -> None:
        """Give up what cannot be read: what it was typed for is gone."""
        self.intitule.abandon()
        for rubrique in self.onglets.construites():
            rubrique.abandon()

    def show_champ(self, champ: str) -> None:
        """Put the focus in a field."""
        if champ == "intitule":
            self.intitule.setFocus(Qt.FocusReason.OtherFocusReason)
        elif champ:
            self.onglets.show_champ(champ)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape reaches here when the field that has the focus has nothing to give up."""
        pas = _PAS_ONGLET.get((Qt.Key(event.key()), event.modifiers()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.retour_demande.emit()
        elif pas and self.commit():
            self.onglets.setCurrentIndex((self.onglets.currentIndex() + pas) % self.onglets.count())
            self.onglets.tabBar().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _create_fields(self, contexte: ContexteDemande, dispositifs: Callable[[], Dispositifs]) -> None:
        self.intitule = TexteEdit(parent=self)
        self.intitule.setAccessibleName("Titre de la demande")
        self.intitule.setToolTip("Titre du projet, tel que le portail le demande\u00a0; vide, celui de l’opération")
        self.intitule.set_lecture_seule(not self._editable)
        self.erreur = QLabel(self)
        self.erreur.setProperty("role", "erreur")
        self.erreur.hide()
        self.piste = PisteEtapes(self)
        self.etat = LibelleElide(parent=self)
        self.score = QPushButton(self)
        self.score.setProperty("role", "lien")
        self.score.setToolTip("Voir ce qui manque au dossier")
        self.exporter = BoutonExports(self)
        self.onglets = OngletsDemande(contexte, self.ecriture, dispositifs, self)
        self.constats = ConstatsPanel(self)
        self.constats.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _lay_out(self) -> None:
        self._titre = QHBoxLayout()
        self._titre.addWidget(self.intitule, 1)
        self._titre.addWidget(self.exporter)
        self._etat = QHBoxLayout()
        self._etat.addWidget(self.piste)
        self._etat.addWidget(self.etat, 1)
        self._etat.addWidget(self.score)
        self._tete = QVBoxLayout()
        self._tete.addLayout(self._titre)
        self._tete.addWidget(self.erreur)
        self._tete.addLayout(self._etat)
        self._pied = QVBoxLayout()
        self._pied.addWidget(self.constats)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addLayout(self._tete)
        disposition.addWidget(self.onglets, 1)
        disposition.addLayout(self._pied)

    def _connect(self) -> None:
        self.intitule.valeur_validee.connect(partial(self.ecriture.write, "intitule"))
        self.intitule.erreur_changed.connect(self._on_erreur_changed)
        self.score.clicked.connect(lambda: self.onglets.show_onglet(PRET))
        self.constats.constat_activated.connect(self.constat_activated)
        self.onglets.construite.connect(self._on_onglet_construit)

    def _on_onglet_construit(self, rubrique: RubriqueDemande) -> None:
        self.rubrique_construite.emit(rubrique)

    def _on_erreur_changed(self, message: str) -> None:
        self.erreur.setText(message)
        self.erreur.setVisible(bool(message))

    def _on_theme_changed(self) -> None:
        self._tete.setContentsMargins(theme.px(12), theme.px(10), theme.px(16), theme.px(6))
        self._tete.setSpacing(theme.px(6))
        self._titre.setSpacing(theme.px(8))
        self._etat.setSpacing(theme.px(8))
        self.intitule.setFont(theme.police(1.15, gras=True))
        # The tabs scroll: on a low screen they give way before the head, whose lines would cover each other.
        self.onglets.setMinimumSize(theme.px(200), theme.px(104))
        # Its one line may be a long sentence: it must not decide of the width of the page.
        self.constats.setMinimumWidth(theme.px(200))
        self._pied.setContentsMargins(theme.px(12), theme.px(6), theme.px(16), theme.px(10))
