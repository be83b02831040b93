"""The form of an article: its title, its text with fields in braces, and the way back to the standard text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from models.commands import convention as commandes
from models.domain.articles import ArticleEffectif, ModeleArticle
from models.domain.champs import BLOCS, CHAMPS
from models.domain.errors import AppError
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.convention.champs_texte import SurligneurChamps
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

LARGEUR: Final = 880
HAUTEUR_MAX: Final = 4_000
"""The text grows as long as it likes: the page scrolls, not a small box inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vue:
    """What the form shows of an article."""

    uid: str
    intitule: str
    texte: str


class EditeurArticle(Onglet):
    """Follows the project: the standard text stands in place as long as nobody rewrites it."""

    def __init__(self, ecrivain: Ecrivain, plan: Sequence[ModeleArticle], parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._article: ArticleEffectif | None = None
        self._types = {modele.cle: modele for modele in plan}
        self.texte = TexteRiche(hauteur_min=220, hauteur_max=HAUTEUR_MAX)
        champs: list[Champ | str] = [
            Champ("intitule", TexteEdit(), "Titre"),
            Champ("texte", self.texte, "Texte", large=True),
        ]
        super().__init__("Article", champs, self._write, largeur_max=LARGEUR, parent=parent)
        self._create_fields()
        self._lay_out_tools()
        lecture_seule = bool(ecrivain.workspace.raison_lecture_seule)
        self.set_lecture_seule(lecture_seule)
        self._outils.setVisible(not lecture_seule)
        theme.suivre(self, self._on_marges_changed)

    def show_article(self, article: ArticleEffectif) -> None:
        """Show another article, or another version of it."""
        self._article = article
        cle = article.cle or str(article.uid)
        self.lie.show(_Vue(uid=cle, intitule=article.intitule, texte=article.texte))
        self._etat.setText(_say_origin(article))
        self.revenir.setVisible(bool(article.cle) and article.uid is not None)
        self._show_missing(article)

    def _create_fields(self) -> None:
        self._outils = QWidget(self)
        self._etat = QLabel(self)
        self._etat.setProperty("role", "discret")
        self._etat.setWordWrap(True)
        self.inserer = QPushButton("Insérer un champ", self._outils)
        self.inserer.setToolTip("Un champ entre accolades est remplacé par la valeur du projet")
        icones.poser(self.inserer, "ajouter")
        self._menu = QMenu(self.inserer)
        for nom in dict.fromkeys(champ.nom for champ in (*CHAMPS, *BLOCS)):
            self._menu.addAction(f"{{{nom}}}").triggered.connect(partial(self._insert, nom))
        self.inserer.setMenu(self._menu)
        self.revenir = QPushButton("Revenir au texte type", self._outils)
        icones.poser(self.revenir, "historique")
        self.revenir.clicked.connect(self._on_revenir_clicked)
        self._manque = LigneMessage(self)
        self._surligneur = SurligneurChamps(self.texte.zone.document())

    def _lay_out_tools(self) -> None:
        barre = FluxLayout(self._outils, espace=8)
        barre.addWidget(self.inserer)
        barre.addWidget(self.revenir)
        self.corps.insertWidget(0, self._etat)
        self.corps.insertWidget(1, self._manque)
        self.corps.insertWidget(2, self._outils)
        self.corps.addStretch(1)

    def _show_missing(self, article: ArticleEffectif) -> None:
        if article.inconnus:
            noms = ", ".join(article.inconnus)
            self._manque.set_message(
                Niveau.ATTENTION, f"Champ inconnu\u00a0: {noms}. Corrigez-le, ou ôtez ses accolades."
            )
        elif article.manquants:
            self._manque.set_message(Niveau.INFORMATION, f"À compléter\u00a0: {', '.join(article.manquants)}.")
        else:
            self._manque.hide()

    def _insert(self, nom: str, _coche: bool = False) -> None:
        self.texte.zone.insertPlainText(f"{{{nom}}}")
        self.texte.zone.setFocus()

    def _on_revenir_clicked(self) -> None:
        if self._article is None:
            return
        # What is being typed is part of what is given up, and undo brings it back with the rest.
        self.commit()
        self._ecrivain.run(
            f"Revenir au texte type de «\u00a0{self._article.intitule}\u00a0»",
            commandes.reset_article,
            self._article.cle,
        )

    def _write(self, nom: str, valeur: object) -> AppError | None:
        article = self._article
        if article is None:
            return None
        libelle = f"Modifier {_MOTS[nom]} de «\u00a0{article.intitule}\u00a0»"
        fusion = f"article {article.cle or article.uid} {nom}"
        champs = {nom: str(valeur)}
        if article.cle:
            # What says the same as the standard is the standard: a better one will reach this project.
            type_ = self._types[article.cle]
            if champs[nom].strip() == getattr(type_, nom).strip():
                champs[nom] = ""
            self._ecrivain.run_merged(libelle, fusion, commandes.set_article, article.cle, **champs)
        elif article.uid is not None:
            self._ecrivain.run_merged(libelle, fusion, commandes.update_article, article.uid, **champs)
        return self._ecrivain.refus

    def _on_marges_changed(self) -> None:
        self.corps.setSpacing(theme.px(8))


_MOTS: Final = {"intitule": "le titre", "texte": "le texte"}


def _say_origin(article: ArticleEffectif) -> str:
    if not article.cle:
        return "Article propre à votre convention."
    if article.est_type:
        return "Texte type. Vous pouvez le modifier\u00a0; les champs entre accolades suivent le projet."
    return "Texte propre à votre convention. Les champs entre accolades suivent le projet."
