"""Page « Reprendre une maquette »: what came back, line by line, with both values; nothing before *Appliquer*."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.retour.revue import CleEcart, Ecart, Genre, Revue
from pvd_desktop.ui import theme
from pvd_desktop.ui.page_fichier import PageFichier
from pvd_desktop.ui.retour.colonnes import COLONNES, ICONES, PLURIELS, key_of
from pvd_desktop.ui.retour.relecture import Relecture
from pvd_desktop.ui.widgets.bandeau import announce
from pvd_desktop.ui.widgets.listes import ListeACocher, VueListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.puces import Puces
from pvd_desktop.ui.widgets.vue import apply_colonnes
from pvd_desktop.ui.workspace import Workspace


class RevueModel(ListeACocher[Ecart]):
    """The box of the first column accepts a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLONNES, key_of, parent=parent)
        self._acceptes: frozenset[CleEcart] = frozenset()

    def set_acceptes(self, acceptes: frozenset[CleEcart]) -> None:
        """Show these lines as taken."""
        self._acceptes = acceptes
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @override
    def coche(self, ligne: Ecart) -> bool | None:
        return ligne.cle in self._acceptes if ligne.est_acceptable else None


class RetourPage(PageFichier):
    """Works on the open project.

    Signals:
        application_demandee(): the accepted lines of ``relecture`` are to be written.
    """

    application_demandee = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        vide = (
            "importer",
            "Reprendre une maquette revenue",
            (
                "Une maquette exportée en Excel, complétée par un partenaire, se relit ici ligne par ligne avant "
                "d’être reprise. Le fichier se choisit ici, ou se dépose sur la fenêtre."
            ),
            "Choisir une maquette…",
        )
        super().__init__(workspace, vide, parent)
        self._genre: Genre | None = None
        self.relecture = Relecture(lambda: workspace.projet, workspace.aujourd_hui, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self.suivre(self.relecture)

    @property
    def revue(self) -> Revue | None:
        """What the workbook says."""
        return self.relecture.reviseur.revue if self.relecture.reviseur else None

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._vide,) if self.revue is None else (self.puces, self.vue, self._pied)

    @override
    def resume(self) -> str:
        return self._phrase.text() if self.revue else ""

    def show_genre(self, genre: Genre | None) -> None:
        """Keep the lines of one kind; ``None`` shows all."""
        self._genre = genre
        self._refresh()

    def _create_fields(self) -> None:
        self._phrase = QLabel(self._contenu)
        self._phrase.setProperty("role", "discret")
        self._phrase.setWordWrap(True)
        self.fermer.setToolTip("Laisser cette maquette sans rien écrire")
        self.puces = Puces(PLURIELS, ICONES, self._contenu)
        self.puces.setAccessibleName("Filtrer les lignes")
        self.modele = RevueModel(self)
        self.vue = VueListe("Lignes de la maquette revenue", self._contenu)
        self.vue.setModel(self.modele)
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, COLONNES))
        self._rien = QLabel(self._contenu)
        self._rien.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rien.setWordWrap(True)
        self.feuille = QPushButton("Accepter la feuille", self._pied)
        self.tout = QPushButton("Tout accepter", self._pied)
        self.tout.setToolTip(
            "Les conflits et les lignes retirées restent à décider, sauf quand le filtre ne montre qu’eux"
        )
        self.aucun = QPushButton("Ne rien accepter", self._pied)
        self.appliquer = QPushButton("Appliquer", self._pied)
        self.appliquer.setProperty("role", "primaire")

    def _lay_out(self) -> None:
        self._tete.setStretchFactor(self._nom, 0)
        self._tete.insertWidget(1, self._phrase, 1)
        for bouton in (self.aucun, self.feuille, self.tout, self.appliquer):
            self._boutons.addWidget(bouton)
        for widget in (self.puces, self.vue, self._rien, self._detail, self._pied):
            self._corps.addWidget(widget, int(widget in {self.vue, self._rien}))

    def _connect(self) -> None:
        self.puces.choisie.connect(self.show_genre)
        self.modele.cochee.connect(self._on_cochee)
        self.vue.bascule_demandee.connect(self._on_bascule)
        self.vue.voir_demande.connect(self._on_bascule)
        self.vue.selectionModel().currentRowChanged.connect(self._show_detail)
        self.feuille.clicked.connect(self._on_feuille_clicked)
        self.tout.clicked.connect(self._on_tout_clicked)
        self.aucun.clicked.connect(self._on_aucun_clicked)
        self.appliquer.clicked.connect(self.application_demandee)

    def _courant(self) -> Ecart | None:
        row = self.vue.currentIndex().row()
        return self.modele.ligne(row) if 0 <= row < self.modele.rowCount() else None

    def _offerts(self) -> list[Ecart]:
        """The lines that one gesture accepts: a choice is made by whoever looks at those that ask for one."""
        choisis = self._genre in {Genre.CONFLIT, Genre.RETRAIT}
        acceptables = (e for e in self.modele.lignes if e.est_acceptable)
        return [e for e in acceptables if not e.exclut and (choisis or not e.demande_un_choix)]

    @override
    def _refresh(self) -> None:
        revue = self.revue
        self._pile.setEnabled(not self.relecture.en_lecture)
        self._pile.setCurrentWidget(self._vide if revue is None else self._contenu)
        if revue is None:
            self.vue.set_aside(self.modele)
            return
        comptes = revue.comptes
        if self._genre is not None and not comptes[self._genre]:
            self._genre = None
        self.puces.show_nombres(comptes, len(revue.ecarts), self._genre)
        gardees = [e for e in revue.ecarts if self._genre in {None, e.genre}]
        if list(self.modele.lignes) != gardees:
            self.vue.show_lignes(self.modele, gardees)
        self.modele.set_acceptes(self.relecture.acceptes)
        self._nom.setText(revue.source)
        lignes = "1 ligne inchangée" if revue.inchangees == 1 else f"{revue.inchangees} lignes inchangées"
        self._phrase.setText(f"Exportée le {format_date(revue.jour)} · {lignes}")
        self._rien.setText("Rien n’a changé dans ce classeur depuis son export\u00a0: il n’y a rien à reprendre.")
        self._rien.setVisible(not revue.ecarts)
        self.vue.setVisible(bool(revue.ecarts))
        self._show_detail()
        self._show_pied(revue)

    def _show_pied(self, revue: Revue) -> None:
        retenus = revue.retenus(self.relecture.acceptes)
        reste = Counter(e.genre for e in revue.ecarts if e.demande_un_choix and e not in retenus and e.est_acceptable)
        dits = [_count(len(retenus), "ligne acceptée", "lignes acceptées")]
        if reste[Genre.CONFLIT]:
            dits.append(_count(reste[Genre.CONFLIT], "conflit à décider", "conflits à décider"))
        if reste[Genre.RETRAIT]:
            dits.append(_count(reste[Genre.RETRAIT], "ligne retirée à décider", "lignes retirées à décider"))
        self._compte.setText(" · ".join(dits))
        raison = self._workspace.raison_lecture_seule
        self.appliquer.setText(f"Appliquer ({len(retenus)})" if retenus else "Appliquer")
        self.appliquer.setEnabled(bool(retenus) and self.relecture.a_jour and not raison)
        self.appliquer.setToolTip(
            f"Projet ouvert en lecture seule\u00a0: {raison}"
            if raison
            else "Écrire les lignes acceptées, en un seul acte"
        )
        self.tout.setEnabled(bool(self._offerts()))
        self.aucun.setEnabled(bool(retenus))

    def _show_detail(self) -> None:
        """The whole sentence of the current line, with both values: the columns cut them."""
        ecart = self._courant()
        self.feuille.setEnabled(ecart is not None and bool(ecart.lieu.feuille))
        self.feuille.setText(
            f"Accepter «\u00a0{ecart.lieu.feuille}\u00a0»" if ecart and ecart.lieu.feuille else "Accepter la feuille"
        )
        if ecart is None:
            self._detail.clear()
            return
        valeurs = f"{ecart.objet}." if ecart.objet else ""
        if ecart.champ:
            dits = (
                f"{ecart.depart or 'vide'} à l’export",
                f"{ecart.projet or 'vide'} dans le projet",
                f"{ecart.retour or 'vide'} dans le classeur",
            )
            valeurs = f"{ecart.objet}. {ecart.champ}\u00a0: {', '.join(dits)}."
        self._detail.setText(" ".join(filter(None, (valeurs, ecart.message, ecart.remede))))

    def _accept(self, ecarts: list[Ecart], *, oui: bool) -> None:
        self.relecture.accept(ecarts, oui=oui)
        announce(self, self._compte.text())

    def _on_cochee(self, row: int, oui: bool) -> None:
        self._accept([self.modele.ligne(row)], oui=oui)

    def _on_bascule(self, row: int) -> None:
        ecart = self.modele.ligne(row)
        self._accept([ecart], oui=ecart.cle not in self.relecture.acceptes)

    def _on_feuille_clicked(self) -> None:
        courant = self._courant()
        if courant is not None:
            self._accept([e for e in self._offerts() if e.lieu.feuille == courant.lieu.feuille], oui=True)

    def _on_tout_clicked(self) -> None:
        self._accept(self._offerts(), oui=True)

    def _on_aucun_clicked(self) -> None:
        self._accept(list(self.revue.ecarts) if self.revue else [], oui=False)

    @override
    def _on_lue(self) -> None:
        self._genre = None
        super()._on_lue()
        if self.isVisible():
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        revue = self.revue
        if revue is not None:
            announce(self, _count(len(revue.ecarts), "ligne à revoir", "lignes à revoir"))

    def show_refus(self, erreur: AppError) -> None:
        """What could not be written, and what to do."""
        self.bandeau.show_message(Niveau.ATTENTION, erreur.message, erreur.remede)


def _count(nombre: int, un: str, plusieurs: str) -> str:
    """« 0 ligne acceptée », « 1 ligne acceptée », « 2 lignes acceptées »."""
    return f"{nombre} {un if nombre < 2 else plusieurs}"
