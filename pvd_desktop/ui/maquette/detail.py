"""The line under the grid: what stands behind the current cell, a financement or a dépense, edited field by field."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from models.commands.operations import update_depense, update_financement, update_operation
from models.domain.depenses import complete_depense
from models.domain.errors import AppError
from models.domain.formats import format_euros, sort_key
from models.domain.maquettes.saisie import COUT, ELIGIBLE, PART
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.regles import Objet as ObjetVoulu
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.maquette.champs import champs_depense, champs_financement, champs_part
from pvd_desktop.ui.maquette.colonnes import ColonneGrille, colonnes, rang_de
from pvd_desktop.ui.maquette.ecriture import name_ligne
from pvd_desktop.ui.maquette.fiche_champs import FicheChamps
from pvd_desktop.ui.maquette.lignes import LigneGrille
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.vers_demande import BoutonDemande, add_vers_demande, read_vers_demande
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide

PART_MAX: Final = 0.34
"""Of the page, at most: the grid is what the page is for."""
PART_BASSE: Final = 0.24
"""The same on a low page."""
PAGE_BASSE: Final = 520
"""Pixels at 100 % under which a page is low."""
AJOUTER: Final = "Ajouter un organisme…"
CALCULEE: Final = "Cette colonne se calcule\u00a0: elle suit ce qui est écrit dans les autres."
REPLIE: Final = "Ce groupe est replié\u00a0: Entrée montre ses colonnes, où s’écrivent les montants."
_DEPENSES: Final = frozenset({COUT, ELIGIBLE})
Objet = Financement | Depense | Operation


class DetailCellule(QScrollArea):
    """Follows the current cell; several lines that share it are taken one by one."""

    objet_voulu = Signal(object, str)
    """(Objet, field): show what another page holds."""

    def __init__(
        self, modele: GrilleModel, ecrivain: Ecrivain, aujourd_hui: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._modele = modele
        self._ecrivain = ecrivain
        self._ajout = AjoutOrganisme(ecrivain, self)
        self._ligne: LigneGrille | None = None
        self._colonne: ColonneGrille | None = None
        self._objets: Sequence[Objet] = ()
        self._uid: Uid | None = None
        self._organismes: list[tuple[str, str]] = []
        self._create_fields(aujourd_hui)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_cell(self, row: int, column: int) -> None:
        """Show what stands behind a cell; a negative row when there is none."""
        self._ligne = self._modele.ligne(row) if 0 <= row < self._modele.rowCount() else None
        self._colonne = colonnes()[column] if self._ligne is not None and column >= 0 else None
        self._objets = self._find_objets()
        if self._uid not in {objet.uid for objet in self._objets}:
            self._uid = self._objets[0].uid if self._objets else None
        self._show()

    def find_column(self, row: int, column: int) -> int:
        """Where the line edited here stands in that row: in that column, or in the other one of its funder."""
        cible = colonnes()[column].cible
        if not isinstance(cible, tuple) or self._uid in {f.uid for f in self._modele.financements(row, column)}:
            return column
        code, accorde = cible
        autre = rang_de(f"{code}-{'demandé' if accorde else 'accordé'}")
        return autre if self._uid in {f.uid for f in self._modele.financements(row, autre)} else column

    def objet(self) -> Objet | None:
        """The line edited, if any."""
        return next((objet for objet in self._objets if objet.uid == self._uid), None)

    def titre(self) -> str:
        """What the pane says it shows."""
        return self._titre.text()

    def explication(self) -> str:
        """Why there is nothing to edit; empty when there is something."""
        return self._explication.text() if self._explication.isVisibleTo(self) else ""

    def add_vers_demande(self, menu: QMenu) -> None:
        """Offer the demande of the line in a context menu; other cells have none."""
        objet = self.objet()
        if isinstance(objet, Financement):
            vers = read_vers_demande(self._ecrivain.workspace, objet.uid)
            menu.addSeparator()
            add_vers_demande(menu, vers, self._on_vers_demande)

    def champs(self) -> FicheChamps:
        """The fields shown."""
        match self.objet():
            case Depense():
                return self._depense
            case Operation():
                return self._part
            case _:
                return self._financement

    def commit(self) -> bool:
        """Write what is being typed; ``False`` when it cannot be read."""
        # Each one, even after one that cannot be read.
        lues = [fiche.commit() for fiche in self._fiches()]
        return all(lues)

    def focus_first(self) -> bool:
        """Put the focus in the first field; ``False`` when nothing is edited here."""
        if self.objet() is None:
            return False
        (self._selecteur if len(self._objets) > 1 else self.champs().premier()).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )
        return True

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        for fiche in self._fiches():
            fiche.set_lecture_seule(lecture_seule)

    def fit(self, hauteur_page: int) -> None:
        """Take the height the fields of a financement need, within a share of the page; the rest scrolls.

        The same whatever the cell, so that the rows of the grid do not move when another cell is chosen.
        """
        marges = self._corps.contentsMargins()
        largeur = self.width() - marges.left() - marges.right() - 2 * self.frameWidth()
        tete = max(self._selecteur.sizeHint().height(), self._titre.sizeHint().height())
        besoin = self._financement.height_for(largeur) + tete + self._corps.spacing() + marges.top() + marges.bottom()
        part = PART_BASSE if hauteur_page < theme.px(PAGE_BASSE) else PART_MAX
        self.setFixedHeight(min(besoin + 2 * self.frameWidth(), round(hauteur_page * part)))

    def _create_fields(self, aujourd_hui: Callable[[], date]) -> None:
        self.setProperty("role", "carte")
        self.setAccessibleName("Détail de la cellule")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self)
        self._titre = LibelleElide(parent=self._contenu)
        self._selecteur = ChoixCombo([], facultatif=False, parent=self._contenu)
        self._selecteur.setAccessibleName("Ligne de la cellule")
        self.vers_demande = BoutonDemande(self._ecrivain.workspace, self._contenu)
        self._explication = QLabel(self._contenu)
        self._explication.setWordWrap(True)
        self._explication.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._explication.setProperty("role", "discret")
        self._financeur = ChoixCombo([], libelle_ajout=AJOUTER)
        self._financement = FicheChamps(champs_financement(self._financeur, aujourd_hui), self._write_financement)
        self._depense = FicheChamps(champs_depense(), self._write_depense)
        self._part = FicheChamps(champs_part(aujourd_hui), self._write_part)

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._titre, 1)
        self._tete.addWidget(self._selecteur)
        self._tete.addWidget(self.vers_demande)
        self._corps = QVBoxLayout(self._contenu)
        self._corps.addLayout(self._tete)
        for volet in self._volets():
            self._corps.addWidget(volet)
        self._corps.addStretch(1)
        self.setWidget(self._contenu)

    def _connect(self) -> None:
        self._selecteur.valeur_validee.connect(self._on_selecteur_valeur_validee)
        self._financeur.ajout_demande.connect(self._on_financeur_ajout_demande)
        self.vers_demande.objet_demande.connect(self._on_vers_demande)

    def _fiches(self) -> tuple[FicheChamps, ...]:
        return (self._financement, self._depense, self._part)

    def _volets(self) -> tuple[QWidget, ...]:
        """What the pane shows, one at a time."""
        return (self._explication, *self._fiches())

    def _find_objets(self) -> Sequence[Objet]:
        ligne, colonne = self._ligne, self._colonne
        if ligne is None or colonne is None or ligne.ligne is None or ligne.ligne.operation is None:
            return ()
        if isinstance(colonne.cible, tuple):
            return ligne.ligne.financements.get(colonne.cible, ())
        if colonne.cible == PART:
            return (ligne.ligne.operation,)
        if colonne.cible not in _DEPENSES:
            return ()
        depenses = ligne.ligne.operation.depenses
        return tuple(d for d in depenses if not self._modele.par_annee or d.annee == self._modele.vue)

    def _show(self) -> None:
        organismes = sorted(
            ((o.uid, o.nom or "Organisme sans nom") for o in self._ecrivain.projet.organismes),
            key=lambda choix: sort_key(choix[1]),
        )
        if organismes != self._organismes:
            self._organismes = list(organismes)
            self._financeur.set_choix(self._organismes)
        objet = self.objet()
        self._titre.set_texte(self._tell_titre())
        self.vers_demande.setVisible(isinstance(objet, Financement))
        if isinstance(objet, Financement):
            self.vers_demande.show_financement(objet.uid)
        plusieurs = len(self._objets) > 1
        self._selecteur.setVisible(plusieurs)
        if plusieurs:
            self._selecteur.set_choix([(o.uid, f"{n} sur {len(self._objets)}\u00a0: {self._name(o)}")
                                       for n, o in enumerate(self._objets, 1)])  # fmt: skip
            self._selecteur.set_valeur(self._uid)
        if objet is None:
            self._explication.setText(self._explain())
        else:
            self.champs().show_objet(objet)
        montre = self._explication if objet is None else self.champs()
        for volet in self._volets():
            volet.setVisible(volet is montre)

    def _tell_titre(self) -> str:
        if self._ligne is None or self._colonne is None:
            return "Aucune cellule"
        lieu = " ".join(filter(None, (self._ligne.numero, self._ligne.nom)))
        return f"{self._colonne.nom} · {lieu}"

    def _explain(self) -> str:
        ligne, colonne = self._ligne, self._colonne
        if ligne is None or colonne is None:
            return "Choisissez une cellule pour voir ce qu’elle contient."
        if colonne.cible is None:
            return REPLIE if ligne.saisissable and not colonne.si_depliee else CALCULEE
        if not ligne.saisissable:
            if ligne.pliee is not None:
                return "Cette ligne additionne celles qu’elle contient\u00a0: Entrée les montre ou les cache."
            return "Cette ligne se calcule, ou son action n’a pas encore d’opération."
        if isinstance(colonne.cible, tuple):
            return f"Vide. Écrivez un montant\u00a0: la ligne «\u00a0{colonne.nom}\u00a0» est créée avec son financeur."
        return "Aucune dépense. Écrivez un montant\u00a0: il en crée une, que la fiche détaille."

    def _name(self, objet: Objet) -> str:
        if isinstance(objet, Operation):
            return objet.intitule
        if isinstance(objet, Depense):
            montant = format_euros(objet.montant_ht if objet.montant_ht is not None else objet.montant_ttc)
            return f"{objet.intitule or objet.poste.libelle}, {montant}"
        nom = objet.dispositif or self._ecrivain.projet.nom_organisme(objet.financeur) or objet.nature.libelle
        return f"{nom}, {format_euros(objet.montant_connu)}"

    def _write_financement(self, nom: str, valeur: object) -> AppError | None:
        objet = self.objet()
        if isinstance(objet, Financement):
            self._ecrivain.run(self._libelle("un financement"), update_financement, objet.uid, **{nom: valeur})
            return self._ecrivain.refus
        return None

    def _write_depense(self, nom: str, valeur: object) -> AppError | None:
        objet = self.objet()
        if isinstance(objet, Depense):
            champs = complete_depense(objet, nom, valeur)
            self._ecrivain.run(self._libelle("une dépense"), update_depense, objet.uid, **champs)
            return self._ecrivain.refus
        return None

    def _write_part(self, nom: str, valeur: object) -> AppError | None:
        objet = self.objet()
        if isinstance(objet, Operation):
            self._ecrivain.run(self._libelle("la part décidée"), update_operation, objet.uid, **{nom: valeur})
            return self._ecrivain.refus
        return None

    def _libelle(self, quoi: str) -> str:
        return f"Modifier {quoi} de {name_ligne(self._ligne)}" if self._ligne else f"Modifier {quoi}"

    def _on_selecteur_valeur_validee(self, uid: str) -> None:
        if self.commit():
            self._uid = Uid(uid)
        self._show()

    def _on_vers_demande(self, objet: ObjetVoulu) -> None:
        if self.commit():
            self.objet_voulu.emit(objet, "")

    def _on_financeur_ajout_demande(self) -> None:
        self._ajout.ask("financement", self._uid, "financeur")

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(gras=True))
        self._selecteur.setMinimumWidth(theme.px(260))
        self._corps.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._corps.setSpacing(theme.px(6))
