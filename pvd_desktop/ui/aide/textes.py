"""The words of the help, from the table of the commands and from the folders in use."""

from collections.abc import Iterator

from pvd_desktop.ui.actions import MENUS, Commande
from pvd_desktop.ui.pages import PAGES

Raccourci = tuple[str, str]
"""What it does, and the keys."""

DANS_LES_PAGES: tuple[Raccourci, ...] = (
    ("Nouvelle action", "Ctrl+Maj+N"),
    ("Rechercher dans la page", "Ctrl+F"),
    ("Modifier la cellule", "F2"),
    ("Liste du plan en pleine largeur", "Ctrl+Maj+L"),
    ("Ouvrir, valider", "Entrée"),
    ("Revenir, renoncer", "Échap"),
    ("Supprimer", "Suppr"),
    ("Monter ou descendre un élément", "Alt+↑, Alt+↓"),
    ("Recopier vers le bas, dans la maquette", "Ctrl+D"),
    ("Aller au bout des cellules remplies", "Ctrl+flèche"),
    ("Ouvrir la fiche depuis la maquette", "Ctrl+Entrée"),
)


def raccourcis() -> Iterator[tuple[str, tuple[Raccourci, ...]]]:
    """Every key, by menu."""
    for titre, lignes in MENUS.items():
        cles = tuple(
            (_plain(ligne.texte), in_french((ligne.raccourcis or (ligne.indication,))[0]))
            for ligne in lignes
            if isinstance(ligne, Commande) and (ligne.raccourcis or ligne.indication)
        )
        if titre == "&Projet":
            cles = tuple((entree.titre, in_french(entree.raccourcis[0])) for entree in PAGES)
        yield _plain(titre), cles
    yield "Dans les pages", DANS_LES_PAGES


def in_french(touches: str) -> str:
    """« Ctrl+Shift+E » as the keyboard of the user names it."""
    return touches.replace("Shift", "Maj")


def _plain(texte: str) -> str:
    """Without its mnemonic nor what announces a dialog."""
    return texte.replace("&", "").removesuffix("…")
