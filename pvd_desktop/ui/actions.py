"""Every command of the window in one table: its text, its keys, its icon and what it needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from pvd_desktop.ui import icones


class Besoin(Enum):
    """What must stand for a command to be offered."""

    RIEN = auto()
    PROJET = auto()
    ECRITURE = auto()
    """A project that can be written."""


@dataclass(frozen=True, slots=True)
class Commande:
    """One row of the table."""

    nom: str
    texte: str
    raccourcis: tuple[str, ...] = ()
    icone: str = ""
    besoin: Besoin = Besoin.RIEN
    indication: str = ""
    """Keys that the field under the cursor handles itself: shown, never taken from it."""


@dataclass(frozen=True, slots=True)
class SousMenu:
    """A place filled by the window: recent files, themes, pages."""

    nom: str
    titre: str


Ligne = Commande | SousMenu | None
"""``None`` is a separator."""
_P, _E = Besoin.PROJET, Besoin.ECRITURE

MENUS: Final[Mapping[str, tuple[Ligne, ...]]] = {
    "&Fichier": (
        Commande("nouveau", "&Nouveau projet…", ("Ctrl+N",), "ajouter"),
        Commande("ouvrir", "&Ouvrir…", ("Ctrl+O",), "dossier"),
        SousMenu("recents", "Projets &récents"),
        None,
        Commande("importer", "&Importer un tableau…", ("Ctrl+Shift+I",), "importer"),
        Commande("reprendre_maquette", "Reprendre une &maquette revenue…", (), "maquette", _E),
        Commande("copie", "&Enregistrer une copie…", ("Ctrl+Shift+S",), "dupliquer", _P),
        Commande("apercu", "&Aperçu et impression…", ("Ctrl+P",), "apercu", _P),
        Commande("exporter", "E&xporter un document…", ("Ctrl+Shift+E",), "exporter", _P),
        Commande("exporter_json", "Exporter en &JSON…", (), "", _P),
        None,
        Commande("restaurer", "Res&taurer une copie…", (), "historique"),
        Commande("fermer_projet", "&Fermer le projet", ("Ctrl+W",), "", _P),
        Commande("quitter", "&Quitter", ("Ctrl+Q",), "quitter"),
    ),
    "&Édition": (
        Commande("annuler", "&Annuler", ("Ctrl+Z",), "annuler", _E),
        Commande("retablir", "&Rétablir", ("Ctrl+Y", "Ctrl+Shift+Z"), "retablir", _E),
        None,
        Commande("couper", "Cou&per", indication="Ctrl+X"),
        Commande("copier", "&Copier", (), "copier", indication="Ctrl+C"),
        Commande("coller", "C&oller", indication="Ctrl+V"),
        Commande("coller_tableau", "Coller un &tableau…", ("Ctrl+Shift+V",), "importer"),
        None,
        Commande("preferences", "Préfére&nces…", ("Ctrl+,",), "reglages"),
        None,
        Commande("palette", "Rec&hercher…", ("Ctrl+K",), "recherche"),
    ),
    "&Affichage": (
        SousMenu("theme", "&Thème"),
        None,
        Commande("agrandir", "&Agrandir", ("Ctrl++", "Ctrl+=")),
        Commande("reduire", "&Réduire", ("Ctrl+-",)),
        Commande("taille_normale", "Taille &normale (100\u00a0%)"),
        None,
        Commande("volet_suivant", "&Volet suivant", ("F6",)),
        Commande("reinitialiser", "Réinitialiser la &disposition"),
    ),
    "&Projet": (
        SousMenu("pages", ""),
        None,
        Commande("scenarios", "&Scénarios «\u00a0Et si…\u00a0»", (), "scenarios", _P),
        Commande("programmation", "&Encaissements, charge nette et intentions", (), "maquette", _P),
        Commande("versions", "&Versions figées", (), "historique", _P),
        Commande("reglages", "Ré&glages du projet", (), "reglages", _P),
        Commande("donnees_personnelles", "&Données personnelles", (), "verrou", _P),
        Commande("corbeille", "&Corbeille", (), "corbeille", _P),
    ),
    "A&ide": (
        Commande("aide_page", "&Aide de la page", ("F1",), "aide"),
        Commande("guide", "&Guide de l’utilisateur…", (), "documents"),
        Commande("raccourcis", "&Raccourcis clavier", ("Ctrl+/",)),
        None,
        Commande("donnees", "Où sont mes &données\u00a0?", (), "dossier"),
        Commande("a_propos", "À &propos de PVD Desktop"),
    ),
}


def commandes() -> Iterator[Commande]:
    """Every command, in the order of the menus."""
    for lignes in MENUS.values():
        for ligne in lignes:
            if isinstance(ligne, Commande):
                yield ligne


class Actions(QObject):
    """The commands as Qt actions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._besoins: dict[str, Besoin] = {}
        self._actions: dict[str, QAction] = {}
        for commande in commandes():
            self._actions[commande.nom] = self._build(commande)
            self._besoins[commande.nom] = commande.besoin

    def __getitem__(self, nom: str) -> QAction:
        return self._actions[nom]

    def connect_all(self, fonctions: Mapping[str, Callable[[], object]]) -> None:
        """Give every command what it does; a forgotten one is a bug, told at once.

        Raises:
            KeyError: the two lists differ.
        """
        if difference := set(fonctions) ^ set(self._actions):
            raise KeyError(*sorted(difference))
        for nom, fonction in fonctions.items():
            self._actions[nom].triggered.connect(fonction)

    def set_etat(self, *, projet: bool, ecriture: bool, occupe: bool) -> None:
        """Offer what can be done now."""
        permis = {Besoin.RIEN: True, Besoin.PROJET: projet, Besoin.ECRITURE: projet and ecriture}
        for nom, action in self._actions.items():
            action.setEnabled(permis[self._besoins[nom]] and (not occupe or nom == "quitter"))

    def _build(self, commande: Commande) -> QAction:
        texte = f"{commande.texte}\t{commande.indication}" if commande.indication else commande.texte
        action = QAction(texte, self)
        action.setObjectName(commande.nom)
        action.setShortcuts([QKeySequence(r) for r in commande.raccourcis])
        # A menu of Qt on a Mac moves « Quitter » and « À propos » by guessing from their text.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if commande.icone:
            icones.poser(action, commande.icone, "texte_discret")
        return action
