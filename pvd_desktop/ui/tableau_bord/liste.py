"""« À faire maintenant »: a line a thing, which opens the exact place where it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.domain.formats import format_date
from models.domain.suivi.a_faire import AFaire, Urgence
from pvd_desktop.ui import theme
from pvd_desktop.ui.ligne_active import LigneActive
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.pastille import Pastille

_NIVEAUX = {
    Urgence.RETARD: Niveau.ERREUR,
    Urgence.GRAVE: Niveau.ERREUR,
    Urgence.PIECES: Niveau.ATTENTION,
    Urgence.SEMAINE: Niveau.INFORMATION,
}


class LigneAFaire(LigneActive):
    """Why it presses, what it is, what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chose: AFaire | None = None
        self._urgence = Pastille(parent=self)
        self._texte, self._sujet = LibelleElide(parent=self), LibelleElide(parent=self)
        self._sujet.setProperty("role", "discret")
        self._mots = QVBoxLayout()
        self._mots.addWidget(self._texte)
        self._mots.addWidget(self._sujet)
        self._rangee = QHBoxLayout(self)
        self._rangee.addWidget(self._urgence, 0, Qt.AlignmentFlag.AlignTop)
        self._rangee.addLayout(self._mots, 1)
        theme.suivre(self, self._on_theme_changed)

    @property
    def chose(self) -> AFaire | None:
        """What it shows."""
        return self._chose

    def show_chose(self, chose: AFaire) -> None:
        """Show this one."""
        if chose == self._chose:
            return
        self._chose = chose
        quand = f"{format_date(chose.jour)}\u00a0· " if chose.jour else ""
        self._urgence.set_pastille(chose.urgence.libelle, _NIVEAUX.get(chose.urgence))
        self._texte.set_texte(chose.texte)
        self._sujet.set_texte(f"{quand}{chose.objet.libelle}")
        self.setAccessibleName(f"{chose.urgence.libelle}\u00a0: {chose.texte}. {quand}{chose.objet.libelle}")
        self.setAccessibleDescription("Entrée ouvre l’endroit où c’est à faire")
        self.setToolTip(chose.texte)

    def _on_theme_changed(self) -> None:
        marge = theme.px(6)
        self._rangee.setContentsMargins(marge, theme.px(4), marge, theme.px(4))
        self._rangee.setSpacing(theme.px(10))
        self._mots.setSpacing(0)
        self._urgence.setFixedWidth(theme.px(150))


class ListeAFaire(QWidget):
    """The lines; each stays where it is as long as what it says stands."""

    ouvrir_demande = Signal(object, str)
    """Object, and the field to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lignes: list[LigneAFaire] = []
        self._attente = QLabel(self)
        self._attente.setProperty("role", "discret")
        self._attente.setWordWrap(True)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(0)
        self._colonne.addWidget(self._attente)

    def lignes(self) -> tuple[LigneAFaire, ...]:
        """Those shown, in order."""
        return tuple(ligne for ligne in self._lignes if not ligne.isHidden())

    def show_attente(self, texte: str) -> None:
        """Say why nothing is shown."""
        for ligne in self._lignes:
            ligne.hide()
        self._attente.setText(texte)
        self._attente.show()

    def show_choses(self, choses: Sequence[AFaire]) -> None:
        """Show these, in order."""
        self._attente.hide()
        for _ in range(len(choses) - len(self._lignes)):
            ligne = LigneAFaire(self)
            ligne.activated.connect(self._on_activated)
            self._lignes.append(ligne)
            self._colonne.addWidget(ligne)
        for ligne, chose in zip(self._lignes, choses, strict=False):
            ligne.show_chose(chose)
            ligne.show()
        for ligne in self._lignes[len(choses) :]:
            ligne.hide()

    def _on_activated(self) -> None:
        ligne = self.sender()
        if isinstance(ligne, LigneAFaire) and ligne.chose is not None:
            self.ouvrir_demande.emit(ligne.chose.objet, ligne.chose.champ)
