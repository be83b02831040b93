"""What the palette can open: the pages, the commands, and what the project names."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.articles import articles_effectifs
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.vocabulaire import Vocabulaire
from models.referentiel.convention import load_plan_convention
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
    ORIENTATION = "orientation", "Orientation"
    ORGANISME = "organisme", "Organisme"
    ARTICLE = "article", "Article"


_ICONES = {
    Genre.FICHE: "plan_action",
    Genre.ORIENTATION: "dossier",
    Genre.ORGANISME: "partenaires",
    Genre.ARTICLE: "convention",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cible:
    """One result."""

    genre: Genre
    cle: str
    """Name of the page or of the command, uid of the object, key of the article."""
    titre: str
    precision: str = ""
    """What tells it from another of the same name."""
    icone: str = ""
    raccourci: str = ""
    mots: str = ""
    """What it is also found by, and that is not shown."""

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


def list_cibles(actions: Actions, projet: Projet | None) -> Iterator[Cible]:
    """Everything that can be opened now."""
    if projet is not None:
        yield from _pages()
    yield from _commandes(actions)
    if projet is not None:
        yield from _objets(projet)


def _pages() -> Iterator[Cible]:
    for entree in PAGES:
        yield Cible(
            genre=Genre.PAGE,
            cle=entree.id,
            titre=entree.titre,
            icone=entree.icone,
            raccourci=in_french(entree.raccourcis[0]) if entree.raccourcis else "",
            mots=entree.nom,
        )


def _commandes(actions: Actions) -> Iterator[Cible]:
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


def _objets(projet: Projet) -> Iterator[Cible]:
    for fiche in projet.fiches:
        orientation = projet.orientation(fiche.orientation)
        yield _cible(Genre.FICHE, fiche.uid, fiche.titre, orientation.titre if orientation else "Sans orientation")
    for orientation in projet.orientations:
        yield _cible(Genre.ORIENTATION, orientation.uid, orientation.titre)
    for organisme in projet.organismes:
        mots = f"{organisme.sigle} {organisme.siren}"
        nom = organisme.nom or organisme.sigle or "Organisme sans nom"
        yield _cible(Genre.ORGANISME, organisme.uid, nom, _precise(organisme), mots)
    for article in articles_effectifs(projet, load_plan_convention()):
        yield _cible(Genre.ARTICLE, article.cle or str(article.uid), article.titre, "Convention-cadre")


def _cible(genre: Genre, cle: str, titre: str, precision: str = "", mots: str = "") -> Cible:
    return Cible(genre=genre, cle=cle, titre=titre, precision=precision, icone=_ICONES[genre], mots=mots)


def _precise(organisme: Organisme) -> str:
    return " · ".join(filter(None, (organisme.sigle, organisme.type.libelle)))
