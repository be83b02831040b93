"""Acts on the outline of the convention, with the names the menu « Annuler » gives them."""

from models.commands import convention as commandes
from models.domain.articles import ModeleArticle
from models.domain.convention import Article
from models.domain.uids import Uid
from pvd_desktop.ui.convention.editeur_partie import name_partie
from pvd_desktop.ui.convention.lignes import Ligne
from pvd_desktop.ui.ecrivain import Ecrivain


class ActesConvention:
    """What the buttons of the outline do."""

    def __init__(self, ecrivain: Ecrivain, plan: tuple[ModeleArticle, ...]) -> None:
        self._ecrivain = ecrivain
        self._ordre = [modele.cle for modele in plan]

    def add_partie(self) -> Uid | None:
        """A new party at the end."""
        return self._ecrivain.run("Ajouter une partie", commandes.add_partie)

    def insert_article(self, ligne: Ligne) -> Uid | None:
        """A new article after the one of ``ligne``."""
        if ligne.article is None:
            return None
        apres = ligne.article.cle or self._place_of(ligne)[0]
        return self._ecrivain.run("Insérer un article", commandes.add_article, apres=apres, intitule="Nouvel article")

    def move(self, ligne: Ligne, pas: int) -> None:
        """One step up or down: among the parties, or from one standard article to the next."""
        if ligne.partie is not None:
            parties = [partie.uid for partie in self._ecrivain.projet.convention.parties]
            position = parties.index(ligne.partie.uid) + pas
            if 0 <= position < len(parties):
                self._ecrivain.run("Déplacer une partie", commandes.move_partie, ligne.partie.uid, position=position)
        elif ligne.article is not None and ligne.article.uid is not None and not ligne.article.cle:
            self._move_article(ligne, ligne.article.uid, pas)

    def remove(self, ligne: Ligne) -> str:
        """Takes out a party or an article of the project's own; what to say about it, empty when it was refused."""
        if ligne.partie is not None:
            nom = name_partie(self._ecrivain, ligne.partie)
            self._ecrivain.run(f"Retirer la partie «\u00a0{nom}\u00a0»", commandes.remove_partie, ligne.partie.uid)
            return "" if self._ecrivain.refus else f"La partie «\u00a0{nom}\u00a0» est retirée."
        if ligne.article is not None and ligne.article.uid is not None and not ligne.article.cle:
            nom = ligne.article.intitule
            self._ecrivain.run(f"Supprimer l’article «\u00a0{nom}\u00a0»", commandes.remove_article, ligne.article.uid)
            return "" if self._ecrivain.refus else f"L’article «\u00a0{nom}\u00a0» est supprimé."
        return ""

    def _move_article(self, ligne: Ligne, uid: Uid, pas: int) -> None:
        apres, rang = self._place_of(ligne)
        voisins = self._inseres(apres)
        if 0 <= rang + pas < len(voisins):
            position = rang + pas
        else:
            place = self._ordre.index(apres) + pas
            if not 0 <= place < len(self._ordre):
                return
            apres = self._ordre[place]
            position = len(self._inseres(apres)) if pas < 0 else 0
        self._ecrivain.run("Déplacer un article", commandes.move_article, uid, apres=apres, position=position)

    def _place_of(self, ligne: Ligne) -> tuple[str, int]:
        """The standard article that an article of the project's own follows, and its rank among those there."""
        assert ligne.article is not None  # asked for the rows of articles only
        article = next(a for a in self._ecrivain.projet.convention.articles if a.uid == ligne.article.uid)
        apres = article.apres if article.apres in self._ordre else self._ordre[-1]
        return apres, next((i for i, autre in enumerate(self._inseres(article.apres)) if autre.uid == article.uid), 0)

    def _inseres(self, apres: str) -> tuple[Article, ...]:
        return self._ecrivain.projet.convention.inseres(apres)
