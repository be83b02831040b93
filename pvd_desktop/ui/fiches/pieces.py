"""Tab « Pièces »: the documents of the action, kept in the project or linked where they are."""

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction, Piece
from models.domain.uids import Uid
from pvd_desktop.ui import icones
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.actes_pieces import ActesPieces
from pvd_desktop.ui.fiches.colonnes_pieces import CONCERNE, build_colonnes, champs_concerne
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.widgets.toast import Toast

_VIDE: Final = (
    "Aucune pièce pour l’instant. Déposez ici des fichiers\u00a0: jusqu’à 5 Mo ils sont gardés dans le projet, "
    "au-delà ils restent où ils sont et le projet les retrouve."
)
_BOUTONS: Final = (
    ("ouvrir", "Ouvrir", "ouvrir"),
    ("enregistrer", "Enregistrer sous…", "exporter"),
    ("incorporer", "Incorporer", "piece_jointe"),
    ("lier", "Lier un fichier…", "lien"),
    ("verifier", "Vérifier les liens", "a_verifier"),
)


class OngletPieces(DepotFichiers, OngletFiche):
    """Reads and writes through :class:`ActesPieces`; a file that is refused is told under the list."""

    def __init__(self, ecrivain: Ecrivain, ecriture: EcritureFiche, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._ecriture = ecriture
        self._etats: dict[Uid, Enum] = {}
        self._pour: Uid | None = None
        """The financement that the next pièce will justify."""
        self.dialogues = Dialogues()
        workspace = ecrivain.workspace
        self.liste = ListeEditable(
            MotsListe("Pièces", "Ajouter une pièce…", _VIDE),
            build_colonnes(lambda: ecriture.fiche, lambda: workspace.projet, self._etats, workspace.aujourd_hui),
            ActesListe(self._ask, self._write, self._remove),
            souhaits={0: 200, 4: 160, 3: 130, 1: 96},
            lignes_hautes=True,
        )
        super().__init__(
            "Pièces", [Champ("pieces", self.liste, "Pièces de l’action", large=True)], ecriture.write, parent=parent
        )
        self.actes = ActesPieces(ecrivain, self)
        self._create_fields()
        self._connect()
        self.setAcceptDrops(not workspace.raison_lecture_seule)
        self._show_state()

    @override
    def show_fiche(self, fiche: FicheAction) -> None:
        super().show_fiche(fiche)
        self._show_state()

    @override
    def set_lecture_seule(self, lecture_seule: bool) -> None:
        super().set_lecture_seule(lecture_seule)
        for nom in ("incorporer", "lier"):
            self.boutons[nom].setVisible(not lecture_seule)

    @override
    def focus_champ(self, champ: str, financement: Uid | None = None) -> bool:
        """With a ``financement``, the next pièce that is added justifies it."""
        self._pour = financement
        if financement is not None:
            self._tell(Niveau.INFORMATION, "La prochaine pièce ajoutée sera rattachée à ce financement.")
        bouton = self.liste.boutons()["ajouter"]
        (bouton if bouton.isVisibleTo(self) else self.liste).setFocus()
        return champ == "pieces"

    def add_files(self, paths: Sequence[Path], *, incorporer: bool | None = None) -> None:
        """Join files to the action."""
        fiche = self._ecriture.fiche
        if fiche is None:
            return
        self._message.hide()
        champs = champs_concerne(fiche, self._pour) if self._pour else {}
        self._pour = None
        self.actes.add(fiche.uid, paths, incorporer=incorporer, **champs)

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.add_files(paths)

    def _create_fields(self) -> None:
        self._message = LigneMessage(self)
        self._progression = BarreProgression(parent=self)
        self._toast = Toast(self)
        self._annulation = Annulation(self._ecrivain.workspace, self._toast)
        zone = QWidget(self)
        flux = FluxLayout(zone)
        self.boutons: dict[str, QPushButton] = {}
        for nom, texte, icone in _BOUTONS:
            self.boutons[nom] = bouton = QPushButton(texte, zone)
            icones.poser(bouton, icone, "texte", 16)
            flux.addWidget(bouton)
        colonne = QVBoxLayout()
        for widget in (self._message, zone, self._progression):
            colonne.addWidget(widget)
        self.corps.addLayout(colonne)
        self.corps.addStretch(1)

    def _connect(self) -> None:
        self.liste.ligne_changed.connect(self._show_state)
        self.liste.modele.rowsRemoved.connect(self._show_state)
        self.boutons["ouvrir"].clicked.connect(self._on_piece(self.actes.open))
        self.boutons["enregistrer"].clicked.connect(self._on_piece(self._ask_target))
        self.boutons["incorporer"].clicked.connect(self._on_piece(self.actes.incorporate))
        self.boutons["lier"].clicked.connect(lambda: self._ask(incorporer=False))
        self.boutons["verifier"].clicked.connect(self._on_verifier_clicked)
        self.actes.commencee.connect(self._progression.follow)
        self.actes.refusees.connect(self._on_refusees)
        self.actes.prete.connect(self.fichier_demande)
        self.actes.enregistree.connect(self._on_enregistree)
        self.actes.verifiees.connect(self._on_verifiees)

    def _on_piece(self, function: Callable[[Piece], object]) -> Callable[[], None]:
        """``function`` on the pièce that is chosen."""

        def on_clicked() -> None:
            piece = self.liste.ligne_courante()
            if isinstance(piece, Piece) and self.liste.commit():
                self._message.hide()
                function(piece)

        return on_clicked

    def _ask(self, *, incorporer: bool | None = None) -> None:
        if paths := self.dialogues.ask_files(self, "Ajouter des pièces" if incorporer is None else "Lier des fichiers"):
            self.add_files(paths, incorporer=incorporer)

    def _ask_target(self, piece: Piece) -> None:
        from pvd_desktop.imports.pieces import safe_name

        proposition = self.actes.dossier / safe_name(Path(piece.chemin).name or piece.intitule)
        if (
            cible := self.dialogues.ask_save(self, "Enregistrer la pièce", proposition, "Tous les fichiers (*)")
        ) is not None:
            self.actes.save(piece, cible)

    def _write(self, cle: str, champ: str, valeur: object) -> None:
        from pvd_desktop.imports.pieces import with_extension_of

        piece, fiche = self._piece(cle), self._ecriture.fiche
        if piece is None or fiche is None:
            return
        if champ == CONCERNE:
            self.actes.write(piece, **champs_concerne(fiche, str(valeur)))
        elif champ == "intitule" and not piece.chemin:
            self.actes.write(piece, intitule=with_extension_of(str(valeur), piece.intitule))
        else:
            self.actes.write(piece, **{champ: valeur})

    def _remove(self, cle: str) -> None:
        piece = self._piece(cle)
        if piece is not None and self.actes.remove(piece):
            self._toast.show_message(
                f"«\u00a0{piece.intitule}\u00a0» est à la corbeille.", action=self._annulation.offer()
            )

    def _piece(self, cle: str) -> Piece | None:
        fiche = self._ecriture.fiche
        return next((p for p in fiche.pieces if p.uid == cle), None) if fiche else None

    def _show_state(self) -> None:
        piece = self.liste.ligne_courante()
        choisie = isinstance(piece, Piece)
        for nom in ("ouvrir", "enregistrer"):
            self.boutons[nom].setEnabled(choisie)
        self.boutons["incorporer"].setEnabled(choisie and bool(piece.chemin))
        self.boutons["verifier"].setEnabled(any(p.chemin for p in self.liste.valeur()))

    def _tell(self, niveau: Niveau, texte: str) -> None:
        self._message.set_message(niveau, texte)

    def _on_verifier_clicked(self) -> None:
        self.actes.check(self.liste.valeur())

    def _on_refusees(self, refus: Sequence[AppError]) -> None:
        if refus:
            self._tell(Niveau.ERREUR, "\n".join(str(erreur) for erreur in refus))

    def _on_enregistree(self, cible: Path) -> None:
        self._tell(Niveau.SUCCES, f"Copie enregistrée\u00a0: {cible}")

    def _on_verifiees(self, etats: dict[Uid, Enum]) -> None:
        self._etats.update(etats)
        self.liste.vue.viewport().update()
        absents = sum(etat.name == "ABSENT" for etat in etats.values())
        modifies = sum(etat.name == "MODIFIE" for etat in etats.values())
        if not absents and not modifies:
            self._tell(Niveau.SUCCES, "Tous les fichiers liés sont à leur place, tels qu’ils ont été liés.")
            return
        comptes = ((absents, "introuvable"), (modifies, "modifié"))
        dits = " et ".join(f"{n} fichier{'s' * (n > 1)} {mot}{'s' * (n > 1)}" for n, mot in comptes if n)
        suite = "Remettez les fichiers à leur place, ou incorporez-les pour que le projet les garde."
        self._tell(Niveau.ATTENTION, f"{dits}. {suite}")
