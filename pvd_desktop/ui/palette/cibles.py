"""What the palette can open: its kinds, and what there is before any project is read, the pages and the commands."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.actions import Actions, commandes
from pvd_desktop.ui.aide.textes import in_french
from pvd_desktop.ui.pages import PAGES

PALETTE = "palette"
"""The command that opens the palette: the only one it does not offer."""


class Genre(Vocabulaire):
    """Kinds of results, in the order they are shown."""

    PAGE = "page", "Page"
    COMMANDE = "commande", "Commande"
    FICHE = "fiche", "Action"
    OPERATION = "operation", "Opération"
    ORIENTATION = "orientation", "Orientation"
    DEMANDE = "demande", "Demande"
    ORGANISME = "organisme", "Organisme"
    CONTACT = "contact", "Contact"
    REUNION = "reunion", "Réunion"
    ECHEANCE = "echeance", "Échéance"
    VERSION = "version", "Version figée"
    ARTICLE = "article", "Article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cible:
    """One result."""

    genre: Genre
    cle: str
    """Name of the page or of the command, uid of the object, key of the article or of the échéance."""
    titre: str
    precision: str = ""
    """What tells it from another of the same name."""
    icone: str = ""
    raccourci: str = ""
    mots: str = ""
    """What it is also found by, and that is not shown."""
    fiche: Uid | None = None
    """The fiche to open it in, for what stands in one."""

    @property
    def identite(self) -> str:
        """The same result from one key to the next."""
        return f"{self.genre}/{self.cle}"

    @property
    def accessible(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(filter(None, (self.titre, self.precision, self.genre.libelle, self.raccourci)))

    @property
    def texte(self) -> str:
        """The words it is searched by."""
        return f"{self.titre} {self.mots}"


def list_pages() -> Iterator[Cible]:
    """The pages of the rail."""
    for entree in PAGES:
        yield Cible(
            genre=Genre.PAGE,
            cle=entree.id,
            titre=entree.titre,
            icone=entree.icone,
            raccourci=in_french(entree.raccourcis[0]) if entree.raccourcis else "",
            mots=entree.nom,
        )


def list_commandes(actions: Actions) -> Iterator[Cible]:
    """The commands that can be run now."""
    for commande in commandes():
        action = actions[commande.nom]
        # Copying and pasting belong to the field that one is leaving.
        if commande.nom == PALETTE or commande.indication or not action.isEnabled():
            continue
        yield Cible(
            genre=Genre.COMMANDE,
            cle=commande.nom,
            # That of the moment: « Annuler : Supprimer l’action 1.2 ».
            titre=action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"),
            icone=commande.icone or "menu",
            raccourci=in_french(commande.raccourcis[0]) if commande.raccourcis else "",
        )
