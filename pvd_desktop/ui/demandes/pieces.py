"""Tab « Pièces »: what the dossier asks for in the order of the portal, and the files that answer it."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands import demandes as commandes
from models.domain.demande import EtatPiece
from models.domain.demandes.pieces import pieces_de
from models.domain.demandes.situee import DemandeSituee
from models.domain.errors import AppError
from models.domain.fiche_action import Piece
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.demandes.lignes_pieces import LignePiece, build_colonnes, build_lignes
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.fichiers_joints import FichiersJoints
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression

PREFIXE: Final = "piece:"
_BOUTONS: Final = (
    ("joindre", "Joindre un fichier…", "piece_jointe"),
    ("lier", "Lier un fichier…", "lien"),
    ("choisir", "Prendre dans une fiche", "plan_action"),
    ("ouvrir", "Ouvrir", "ouvrir"),
    ("enregistrer", "Enregistrer sous…", "exporter"),
    ("verifier", "Vérifier les liens", "a_verifier"),
)
_ECRITS: Final = ("joindre", "lier", "choisir")


class ActesPiecesDemande(FichiersJoints):
    """Files that answer what the dossier asks for."""

    def attach(self, ecriture: EcritureDemande, ligne: LignePiece, path: Path, *, incorporer: bool | None) -> None:
        """Gives a file to a pièce."""

        def on_lus(lus: list[Fichier]) -> None:
            demande = ecriture.demande
            if demande is None:
                return
            libelle = f"Joindre «\u00a0{ligne.intitule}\u00a0» à {ecriture.nommer()}"
            piece = ligne.piece
            if piece is None:
                champs = {"code": ligne.uid, "etat": EtatPiece.JOINTE}
                self._execute(lus, libelle, commandes.add_piece, demande.uid, lus[0], **champs)
            else:
                champs = {"etat": EtatPiece.JOINTE, "piece": None}
                self._execute(lus, libelle, commandes.update_piece, piece.uid, lus[0], **champs)

        self.read([path], on_lus, incorporer=incorporer)

    def add(self, ecriture: EcritureDemande, paths: Sequence[Path]) -> None:
        """Files that are pièces of their own, in one act."""

        def on_lus(lus: list[Fichier]) -> None:
            demande = ecriture.demande
            if demande is not None:
                quoi = f"«\u00a0{lus[0].intitule}\u00a0»" if len(lus) == 1 else f"{len(lus)} pièces"
                self._execute(lus, f"Joindre {quoi} à {ecriture.nommer()}", commandes.add_pieces, demande.uid, lus)

        self.read(paths, on_lus)


class OngletPieces(DepotFichiers, RubriqueDemande):
    """A file that is refused is told under the list; one that is dropped goes to the row it is dropped on."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._ecriture = contexte, ecriture
        self._jour = contexte.ecrivain.workspace.aujourd_hui
        self._etats: dict[Uid, Enum] = {}
        self.dialogues = Dialogues()
        self.actes = ActesPiecesDemande(contexte.ecrivain, self)
        self._create_fields()
        self._connect()
        self.setAcceptDrops(not ecriture.est_lecture_seule)
        self.liste.set_lecture_seule(ecriture.est_lecture_seule)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        self.liste.set_valeur(build_lignes(situee, pieces_de(situee, self._jour())))
        self._show_state()

    @override
    def commit(self) -> bool:
        return self.liste.commit()

    @override
    def show_saisie(self) -> None:
        self.liste.show_saisie()

    @override
    def abandon(self) -> None:
        self.liste.abandon()

    @override
    def focus_champ(self, champ: str) -> bool:
        return self.liste.select(champ.removeprefix(PREFIXE), "etat")

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        """One file goes to the pièce that is current; several are pièces of their own."""
        ligne = self._courante()
        self.message.hide()
        if len(paths) == 1 and ligne is not None:
            self.actes.attach(self._ecriture, ligne, paths[0], incorporer=None)
        else:
            self.actes.add(self._ecriture, paths)

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        place = self.liste.vue.viewport().mapFrom(self, event.position().toPoint())
        index = self.liste.vue.indexAt(place)
        if index.isValid():
            self.liste.select(self.liste.modele.ligne(index.row()).uid)
        super().dropEvent(event)

    def fill_choix(self) -> QMenu:
        """The pièces of the fiches of its operations."""
        self._menu.clear()
        situee = self._ecriture.situee
        fiches = {o.fiche.uid: o.fiche for o in situee.operations}.values() if situee else ()
        for fiche in fiches:
            for piece in fiche.pieces:
                self._menu.addAction(
                    f"{fiche.numero} · {piece.intitule}".replace("&", "&&"), partial(self._on_choisie, piece)
                )
        if self._menu.isEmpty():
            self._menu.addAction("Les fiches de ses opérations n’ont pas de pièce").setEnabled(False)
        return self._menu

    def _create_fields(self) -> None:
        defilante = ColonneDefilante(self)
        self.liste = ListeEditable(
            MotsListe(
                "Pièces du dossier",
                "Ajouter une pièce",
                "Choisissez le dispositif de la demande\u00a0: ses pièces s’afficheront ici. Vous pouvez aussi en "
                "ajouter.",
            ),
            build_colonnes(self._etats, self._jour),
            ActesListe(self._add, self._write, self._remove),
            souhaits={0: 240, 2: 150, 5: 120},
            lignes_hautes=True,
            parent=defilante.contenu,
        )
        self.message = LigneMessage(defilante.contenu)
        self.progression = BarreProgression(parent=defilante.contenu)
        zone = QWidget(defilante.contenu)
        flux = FluxLayout(zone)
        self.boutons: dict[str, QPushButton] = {}
        for nom, texte, icone in _BOUTONS:
            self.boutons[nom] = bouton = QPushButton(texte, zone)
            icones.poser(bouton, icone, "texte", 16)
            flux.addWidget(bouton)
        self._menu = QMenu(self.boutons["choisir"])
        self.boutons["choisir"].setMenu(self._menu)
        for widget in (self.liste, self.message, zone, self.progression):
            defilante.corps.addWidget(widget)
        defilante.corps.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(defilante)
        theme.suivre(self, lambda: disposition.setSpacing(theme.px(6)))

    def _connect(self) -> None:
        self.liste.ligne_changed.connect(self._show_state)
        self._menu.aboutToShow.connect(self.fill_choix)
        self.boutons["joindre"].clicked.connect(lambda: self._ask(incorporer=True))
        self.boutons["lier"].clicked.connect(lambda: self._ask(incorporer=False))
        self.boutons["ouvrir"].clicked.connect(self._on_fichier(self.actes.open))
        self.boutons["enregistrer"].clicked.connect(self._on_fichier(self._ask_target))
        self.boutons["verifier"].clicked.connect(lambda: self.actes.check(self._liees()))
        self.actes.commencee.connect(self.progression.follow)
        self.actes.refusees.connect(self._on_refusees)
        self.actes.prete.connect(self.fichier_demande)
        self.actes.enregistree.connect(self._on_enregistree)
        self.actes.verifiees.connect(self._on_verifiees)

    def _courante(self) -> LignePiece | None:
        ligne = self.liste.ligne_courante()
        return ligne if isinstance(ligne, LignePiece) else None

    def _liees(self) -> list[Any]:
        return [li.piece for li in self.liste.valeur() if li.piece is not None and li.piece.chemin]

    def _ask(self, *, incorporer: bool) -> None:
        ligne = self._courante()
        if ligne is None or not self.liste.commit():
            return
        paths = self.dialogues.ask_files(self, f"Joindre «\u00a0{ligne.intitule}\u00a0»")
        self.message.hide()
        if len(paths) == 1:
            self.actes.attach(self._ecriture, ligne, paths[0], incorporer=incorporer)
        elif paths:
            self.actes.add(self._ecriture, paths)

    def _ask_target(self, piece: Any) -> None:
        from pvd_desktop.imports.pieces import safe_name

        nom = safe_name(Path(piece.chemin).name or piece.intitule)
        cible = self.dialogues.ask_save(self, "Enregistrer la pièce", self.actes.dossier / nom, "Tous les fichiers (*)")
        if cible is not None:
            self.actes.save(piece, cible)

    def _on_fichier(self, function: Callable[[Any], object]) -> Callable[[], None]:
        """``function`` on the file of the current pièce."""

        def on_clicked() -> None:
            ligne = self._courante()
            if ligne is not None and ligne.fichier is not None and self.liste.commit():
                self.message.hide()
                function(ligne.fichier)

        return on_clicked

    def _add(self) -> Uid | None:
        demande = self._ecriture.demande
        if demande is None:
            return None
        libelle = f"Ajouter une pièce à {self._ecriture.nommer()}"
        return self._ecriture.run(libelle, commandes.add_piece, demande.uid, intitule="Nouvelle pièce")

    def _write(self, cle: str, champ: str, valeur: object) -> None:
        self._update(cle, **{champ: valeur})

    def _update(self, cle: str, **champs: Any) -> None:
        """What the dossier says of a pièce; it says something of it from then on."""
        ligne = next((li for li in self.liste.valeur() if li.uid == cle), None)
        demande = self._ecriture.demande
        if ligne is None or demande is None:
            return
        libelle = f"Modifier la pièce «\u00a0{ligne.intitule}\u00a0»"
        if ligne.piece is None:
            self._ecriture.run(libelle, commandes.add_piece, demande.uid, code=cle, **champs)
        else:
            self._ecriture.run(libelle, commandes.update_piece, ligne.piece.uid, **champs)

    def _remove(self, cle: str) -> None:
        """What was said of it is forgotten: one that is asked for is missing again."""
        ligne = next((li for li in self.liste.valeur() if li.uid == cle), None)
        if ligne is None or ligne.piece is None:
            self.message.set_message(
                Niveau.INFORMATION,
                "Le dispositif demande cette pièce.",
                "Dites-la «\u00a0Sans objet\u00a0» si elle ne l’est pas ici.",
            )
            return
        self._ecriture.run(
            f"Retirer la pièce «\u00a0{ligne.intitule}\u00a0»", commandes.remove_pieces, [ligne.piece.uid]
        )
        self.acte_fait.emit(f"«\u00a0{ligne.intitule}\u00a0» n’est plus dans le dossier.")

    def _show_state(self) -> None:
        ligne = self._courante()
        editable = not self._ecriture.est_lecture_seule
        for nom in _ECRITS:
            self.boutons[nom].setVisible(editable)
            self.boutons[nom].setEnabled(ligne is not None)
            self.boutons[nom].setToolTip("" if ligne is not None else "Choisissez d’abord une pièce de la liste")
        for nom in ("ouvrir", "enregistrer"):
            self.boutons[nom].setEnabled(ligne is not None and ligne.fichier is not None)
        self.boutons["verifier"].setEnabled(bool(self._liees()))

    def _on_choisie(self, piece: Piece) -> None:
        ligne = self._courante()
        if ligne is not None:
            champs = {"piece": piece.uid, "etat": EtatPiece.JOINTE, "date_piece": piece.date_piece or ligne.date_piece}
            self._update(ligne.uid, **champs)

    def _on_refusees(self, refus: Sequence[AppError]) -> None:
        if refus:
            self.message.set_message(Niveau.ERREUR, "\n".join(str(erreur) for erreur in refus))

    def _on_enregistree(self, cible: Path) -> None:
        self.message.set_message(Niveau.SUCCES, f"Copie enregistrée\u00a0: {cible}")

    def _on_verifiees(self, etats: dict[Uid, Enum]) -> None:
        self._etats.update(etats)
        self.liste.vue.viewport().update()
        perdus = sum(etat.name != "PRESENT" for etat in etats.values())
        if not perdus:
            self.message.set_message(
                Niveau.SUCCES, "Tous les fichiers liés sont à leur place, tels qu’ils ont été liés."
            )
            return
        mots = "fichiers liés ne sont plus" if perdus > 1 else "fichier lié n’est plus"
        self.message.set_message(
            Niveau.ATTENTION,
            f"{perdus} {mots} à sa place, ou plus le même.",
            "Remettez-les en place, ou joignez-les de nouveau.",
        )
