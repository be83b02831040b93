"""One field of the form: what is answered, where the answer comes from, and the way to where the project says it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.demandes.formulaire import ChampRempli, Origine
from models.domain.dispositifs.formulaire import GenreChamp
from models.domain.regles import Objet
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.editeurs_reponse import EditeurReponse, build_editeur
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau

_ORIGINES = {
    Origine.PROJET: ("lien", "information", "Vient du projet"),
    Origine.SAISI: ("crayon", "texte_discret", "Saisi ici"),
    Origine.A_COMPLETER: ("avertissement", "attention", "À compléter"),
    Origine.VIDE: ("information", "texte_discret", "Facultatif"),
}
"""Icon, colour and words of each origin."""


class ChampReponse(QWidget):
    """Built once for a field; it shows the answer of one demande after the other.

    Signals:
        repondu(str, str, str): key of the field, answer (empty: what the project says), label.
        objet_demande(Objet, str): where the project says it.
    """

    repondu = Signal(str, str, str)
    objet_demande = Signal(object, str)

    def __init__(
        self,
        rempli: ChampRempli,
        aujourd_hui: Callable[[], date],
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rempli = rempli
        self._champ = rempli.champ
        self._editable = editable
        self._options = dict(rempli.options)
        self._editeur: EditeurReponse | None = None
        self._message: LigneMessage | None = None
        self._boutons: dict[str, QPushButton] = {}
        self._create_fields(aujourd_hui)
        self._lay_out()
        theme.suivre(self, self._on_theme_changed)

    @property
    def cle(self) -> str:
        """Key of the field."""
        return self._champ.cle

    @property
    def options(self) -> dict[str, str]:
        """What it offers: a field whose list changes is built again."""
        return self._options

    def widget(self) -> QWidget:
        """What takes the focus."""
        return self._editeur.widget if self._editeur else self._bouton("voir", "Voir la pièce")

    def origine(self) -> str:
        """What is said of where the answer comes from."""
        return self._origine.text()

    def bouton(self, nom: str) -> QPushButton | None:
        """« revenir » or « voir », when it is offered."""
        bouton = self._boutons.get(nom)
        return bouton if bouton is not None and bouton.isVisibleTo(self) else None

    def show_rempli(self, rempli: ChampRempli) -> None:
        """Show the answer, unless one is typing here."""
        self._rempli = rempli
        if self._editeur is not None:
            self._editeur.widget.set_valeur(self._editeur.montrer(rempli.valeur))
        else:
            self._texte.setText(rempli.texte or "Manquante")
        _, _, mots = _ORIGINES[rempli.origine]
        if rempli.champ.genre is GenreChamp.PIECE:
            mots = "Se joint dans l’onglet Pièces"
        if rempli.origine is Origine.SAISI and rempli.valeur_projet:
            mots = f"{mots}\u00a0; le projet dit\u00a0: {_court(rempli.texte_projet)}"
        self._origine.setText(mots)
        self._show_compte()
        self._show_bouton("revenir", "Revenir au projet", montre=self._peut_revenir())
        ailleurs = rempli.objet is not None and (
            rempli.champ.genre is GenreChamp.PIECE or rempli.objet.type != "demande" or bool(rempli.champ_objet)
        )
        self._show_bouton("voir", self._mots_voir(), montre=ailleurs)
        self._on_theme_changed()

    def commit(self) -> bool:
        """Write what is typed; ``False`` when it cannot be read."""
        return self._editeur is None or bool(self._editeur.widget.commit())

    def abandon(self) -> None:
        """Give up what cannot be read."""
        if self._editeur is not None and hasattr(self._editeur.widget, "abandon"):
            self._editeur.widget.abandon()

    def show_refus(self, refus: str) -> None:
        """Say under the field why it is not written; empty once it is."""
        self._on_erreur_changed(refus)

    def _create_fields(self, aujourd_hui: Callable[[], date]) -> None:
        requis = " (obligatoire)" if self._champ.requis else ""
        self._libelle = QLabel(f"{self._champ.libelle}{requis}", self)
        self._libelle.setWordWrap(True)
        self._libelle.setTextFormat(Qt.TextFormat.PlainText)
        self._texte = QLabel(self)
        self._texte.setVisible(self._champ.genre is GenreChamp.PIECE)
        self._icone = QLabel(self)
        self._origine = QLabel(self)
        self._origine.setProperty("role", "discret")
        self._origine.setWordWrap(True)
        self._origine.setTextFormat(Qt.TextFormat.PlainText)
        self._compte = QLabel(self)
        self._compte.setProperty("role", "discret")
        if self._champ.genre is GenreChamp.PIECE:
            return
        self._editeur = build_editeur(self._champ, self._options, aujourd_hui, self)
        widget = self._editeur.widget
        widget.setAccessibleName(self._champ.libelle)
        widget.setToolTip(self._champ.aide)
        widget.set_lecture_seule(not self._editable)
        widget.valeur_validee.connect(self._on_valeur_validee)
        widget.erreur_changed.connect(self._on_erreur_changed)
        self._libelle.setBuddy(widget)
        # A box says what it is by itself.
        self._libelle.setVisible(self._champ.genre is not GenreChamp.ENGAGEMENT)

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        self._pied.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        self._pied.addWidget(self._origine, 1)
        self._pied.addWidget(self._compte, 0, Qt.AlignmentFlag.AlignTop)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self._libelle)
        self._colonne.addWidget(self._texte)
        if self._editeur is not None:
            self._colonne.addWidget(self._editeur.widget)
        self._colonne.addLayout(self._pied)

    def _peut_revenir(self) -> bool:
        return self._editable and self._rempli.origine is Origine.SAISI and bool(self._rempli.valeur_projet)

    def _mots_voir(self) -> str:
        if self._champ.genre is GenreChamp.PIECE:
            return "Voir la pièce"
        objet = self._rempli.objet
        return "Voir dans le dossier" if objet is not None and objet.type == "demande" else "Voir dans le projet"

    def _bouton(self, nom: str, texte: str) -> QPushButton:
        """Made when it is first needed: most fields never show both."""
        if nom not in self._boutons:
            bouton = QPushButton(texte, self)
            bouton.setProperty("role", "lien")
            bouton.setAccessibleName(f"{texte}\u00a0: {self._champ.libelle}")
            bouton.clicked.connect({"revenir": self._on_revenir_clicked, "voir": self._on_voir_clicked}[nom])
            self._boutons[nom] = bouton
            self._pied.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        return self._boutons[nom]

    def _show_bouton(self, nom: str, texte: str, *, montre: bool) -> None:
        if montre or nom in self._boutons:
            self._bouton(nom, texte).setVisible(montre)

    def _show_compte(self) -> None:
        limite, nombre = self._champ.limite, len(self._rempli.texte)
        compte = limite is not None or (self._champ.genre is GenreChamp.LONG and nombre)
        self._compte.setVisible(bool(compte))
        borne = f"\u00a0/\u00a0{limite}" if limite is not None else ""
        self._compte.setText(f"{nombre}{borne}\u00a0caractères")
        theme.set_role(self._compte, "erreur" if self._rempli.depasse else "discret")

    def _on_valeur_validee(self, valeur: object) -> None:
        assert self._editeur is not None
        texte = self._editeur.lire(valeur)
        # What the project says already is no answer of its own: it goes on following the project.
        self.repondu.emit(self.cle, "" if texte == self._rempli.valeur_projet else texte, self._champ.libelle)

    def _on_erreur_changed(self, message: str) -> None:
        if self._message is None:
            if not message:
                return
            self._message = LigneMessage(self)
            self._colonne.insertWidget(self._colonne.count() - 1, self._message)
        if message:
            self._message.set_message(Niveau.ERREUR, message)
        else:
            self._message.hide()

    def _on_revenir_clicked(self) -> None:
        self.abandon()
        self.repondu.emit(self.cle, "", self._champ.libelle)

    def _on_voir_clicked(self) -> None:
        objet: Objet | None = self._rempli.objet
        if objet is not None and self.commit():
            self.objet_demande.emit(objet, self._rempli.champ_objet)

    def _on_theme_changed(self) -> None:
        nom, couleur, _ = _ORIGINES[self._rempli.origine]
        self._icone.setPixmap(icones.pixmap(nom, couleur, 14))
        self._icone.setContentsMargins(0, theme.px(2), 0, 0)
        self._colonne.setSpacing(theme.px(3))
        self._pied.setSpacing(theme.px(6))
        for libelle in (self._origine, self._compte):
            libelle.setFont(theme.police(0.92))


def _court(texte: str) -> str:
    ligne = " ".join(texte.split())
    return ligne if len(ligne) <= 60 else f"{ligne[:59].rstrip()}…"
