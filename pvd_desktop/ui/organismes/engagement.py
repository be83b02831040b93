"""Tab « Engagement »: the words of the partner for the convention, locked: one says so before changing them."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.domain.engagements import source_engagement
from models.domain.errors import AppError
from models.domain.organisme import Organisme
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

LARGEUR: Final = 760
_PHRASE: Final = (
    "Le texte par lequel le partenaire s’engage, tel qu’il l’a rédigé. La convention l’imprime à l’article des "
    "engagements, avec sa source et le jour de sa réception."
)


class OngletEngagement(Onglet):
    """A text that is there is read-only until « Modifier le texte reçu »; nothing is there, one types or pastes it."""

    def __init__(
        self,
        ecrire: Callable[[str, object], AppError | None],
        aujourd_hui: Callable[[], date],
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._editable = editable
        self._uid = ""
        self._ouvert = False
        self.texte = TexteRiche(hauteur_min=180)
        champs = [
            Champ("engagement_source", TexteEdit(), "Fourni par", "Courrier du président, courriel de Mme Durand…"),
            Champ("engagement_recu_le", DateEdit(aujourd_hui), "Reçu le"),
            Champ("engagement", self.texte, "Texte du partenaire", large=True),
        ]
        super().__init__("Engagement", champs, ecrire, largeur_max=LARGEUR, parent=parent)
        self._phrase = QLabel(_PHRASE, self)
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.etat = QLabel(self)
        self.etat.setWordWrap(True)
        self.modifier = QPushButton("&Modifier le texte reçu", self)
        self.modifier.setToolTip("Le partenaire a envoyé un autre texte, ou celui-ci est mal recopié")
        icones.poser(self.modifier, "verrou", "texte", 16)
        self.modifier.clicked.connect(self._on_modifier_clicked)
        self.corps.insertWidget(0, self._phrase)
        self.corps.insertWidget(1, self.etat)
        self.corps.addWidget(self.modifier, 0, Qt.AlignmentFlag.AlignLeft)
        self.corps.addStretch(1)
        theme.suivre(self, self._on_marges_changed)

    def show_organisme(self, organisme: Organisme) -> None:
        """Show its text; another organisme is locked again."""
        if organisme.uid != self._uid:
            self._uid, self._ouvert = organisme.uid, False
        self.lie.show(organisme)
        recu = bool(organisme.engagement.strip())
        self.etat.setText(f"{source_engagement(organisme)}." if recu else "Aucun texte reçu pour l’instant.")
        verrouille = recu and not self._ouvert
        self.set_lecture_seule(verrouille or not self._editable)
        self.modifier.setVisible(verrouille and self._editable)
        if not recu:
            # What is typed now is being received: it is locked once one comes back to it.
            self._ouvert = True

    def _on_modifier_clicked(self) -> None:
        self._ouvert = True
        self.set_lecture_seule(lecture_seule=False)
        self.modifier.hide()
        self.texte.zone.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_marges_changed(self) -> None:
        self.corps.setSpacing(theme.px(10))
        self.etat.setFont(theme.police(gras=True))
