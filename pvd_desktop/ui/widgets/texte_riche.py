"""A field for a long text: paragraphs, two levels of lists, bold, italic and links, kept as CommonMark."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextListFormat
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.commonmark import clean_link, serialize
from models.domain.textes import LONGUEUR_TEXTE
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.zone_riche import ZoneRiche

DELAI_MS: Final = 2_000
"""After the last key, before a text is committed without leaving the field."""


class TexteRiche(QWidget):
    """Follows the protocol of the form; the value is CommonMark.

    ``committed`` and ``valeur_validee`` say the same, two seconds after the last key and on leaving, only when the
    text was changed. A text above ``longueur_max`` characters stays on screen with its error and is not committed.
    """

    committed = Signal(str)
    valeur_validee = Signal(object)
    erreur_changed = Signal(str)
    collage_coupe = Signal(str, str)
    """(what happened, what to do): a paste was longer than the field, which keeps its beginning."""

    def __init__(
        self,
        longueur_max: int = LONGUEUR_TEXTE,
        *,
        hauteur_min: int = 92,
        hauteur_max: int = 360,
        parent: QWidget | None = None,
    ) -> None:
        """Heights are pixels at 100 %; between the two, the field grows with its text."""
        super().__init__(parent)
        self._longueur_max = longueur_max
        self._hauteurs = (hauteur_min, hauteur_max)
        self._valeur = ""
        self._erreur = ""
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def valeur(self) -> str:
        """Last committed text."""
        return self._valeur

    def set_valeur(self, valeur: str, /) -> None:
        """Show ``valeur``, unless it is the one held or the user is typing here."""
        if valeur == self._valeur:
            return
        self._valeur = valeur
        if not (self.zone.hasFocus() and self.zone.document().isModified()):
            self._minuterie.stop()
            self.zone.load(valeur)
            self._set_erreur("")

    def commit(self) -> bool:
        """Commit what was typed, if anything was."""
        self._minuterie.stop()
        if not self.zone.document().isModified():
            return not self._erreur
        texte = serialize(self.zone.blocs())
        if len(texte) > self._longueur_max:
            self._set_erreur(
                f"Ce texte compte {_milliers(len(texte))} caractères. Gardez-en au plus "
                f"{_milliers(self._longueur_max)}\u00a0: le reste peut devenir une pièce jointe."
            )
            return False
        self._set_erreur("")
        self.zone.document().setModified(False)
        if texte != self._valeur:
            self._valeur = texte
            self.committed.emit(texte)
            self.valeur_validee.emit(texte)
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing."""
        self.zone.setReadOnly(lecture_seule)
        self._barre.setVisible(not lecture_seule)

    def boutons(self) -> dict[str, QToolButton]:
        """Buttons of the bar, by the name of their icon."""
        return self._boutons

    def champ_lien(self) -> QLineEdit:
        """The field of the address of a link, shown by the button « Lien »."""
        return self._adresse

    def set_lien(self, adresse: str) -> None:
        """Link the selection (or the word) to ``adresse``; an empty one removes the link."""
        self.zone.set_lien(clean_link(_complete(adresse)))
        self._barre_lien.hide()
        self.zone.setFocus()

    @override
    def setAccessibleName(self, name: str, /) -> None:
        """The screen reader stops on the text, not on the frame around it."""
        super().setAccessibleName(name)
        self.zone.setAccessibleName(name)

    @override
    def setToolTip(self, text: str, /) -> None:
        """On the text only: the buttons have their own."""
        self.zone.setToolTip(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.zone and event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _create_fields(self) -> None:
        self.zone = ZoneRiche(self._longueur_max, self)
        self.setFocusProxy(self.zone)
        self.setAccessibleName("Texte")
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)
        self._minuterie.setInterval(DELAI_MS)
        self._barre = QWidget(self)
        self._boutons: dict[str, QToolButton] = {}
        for icone, nom, raccourci in (
            ("gras", "Gras", "Ctrl+G"),
            ("italique", "Italique", "Ctrl+I"),
            ("liste_puces", "Liste à puces", ""),
            ("liste_numerotee", "Liste numérotée", ""),
            ("lien", "Lien", ""),
        ):
            bouton = QToolButton(self._barre)
            bouton.setAccessibleName(nom)
            bouton.setToolTip(f"{nom} ({raccourci})" if raccourci else nom)
            bouton.setCheckable(icone != "lien")
            icones.poser(bouton, icone, "texte", 16)
            self._boutons[icone] = bouton
        self._compteur = QLabel(self)
        self._compteur.setProperty("role", "discret")
        self._message = LigneMessage(self)
        self._barre_lien = QWidget(self)
        self._adresse = QLineEdit(self._barre_lien)
        self._adresse.setPlaceholderText("https://… ou adresse de courriel")
        self._adresse.setAccessibleName("Adresse du lien")
        self._appliquer = QPushButton("Appliquer", self._barre_lien)
        self._retirer = QPushButton("Retirer le lien", self._barre_lien)
        self._barre_lien.hide()

    def _lay_out(self) -> None:
        barre = QHBoxLayout(self._barre)
        barre.setContentsMargins(0, 0, 0, 0)
        barre.setSpacing(2)
        for bouton in self._boutons.values():
            barre.addWidget(bouton)
        barre.addStretch(1)
        barre.addWidget(self._compteur)
        lien = QHBoxLayout(self._barre_lien)
        lien.setContentsMargins(0, 0, 0, 0)
        lien.addWidget(self._adresse, 1)
        lien.addWidget(self._appliquer)
        lien.addWidget(self._retirer)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(theme.px(4))
        for widget in (self._barre, self._barre_lien, self.zone, self._message):
            disposition.addWidget(widget)

    def _connect(self) -> None:
        self.zone.installEventFilter(self)
        self.zone.textChanged.connect(self._on_zone_text_changed)
        self.zone.cursorPositionChanged.connect(self._show_state)
        self.zone.currentCharFormatChanged.connect(self._on_zone_format_changed)
        self.zone.paste_cut.connect(self._on_zone_paste_cut)
        self.zone.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._minuterie.timeout.connect(self.commit)
        self._boutons["gras"].clicked.connect(self.zone.set_gras)
        self._boutons["italique"].clicked.connect(self.zone.set_italique)
        self._boutons["liste_puces"].clicked.connect(self._on_puces_clicked)
        self._boutons["liste_numerotee"].clicked.connect(self._on_numeros_clicked)
        self._boutons["lien"].clicked.connect(self._on_lien_clicked)
        self._appliquer.clicked.connect(self._on_adresse_accepted)
        self._adresse.returnPressed.connect(self._on_adresse_accepted)
        self._retirer.clicked.connect(self._on_retirer_clicked)

    def _on_zone_text_changed(self) -> None:
        if self.zone.document().isModified():
            self._minuterie.start()
        # characterCount() is free; the exact length is measured when the text is committed.
        longueur = self.zone.document().characterCount() - 1
        proche = longueur > self._longueur_max * 0.8
        self._compteur.setText(f"{_milliers(longueur)} / {_milliers(self._longueur_max)}" if proche else "")
        self._show_state()

    def _on_zone_paste_cut(self) -> None:
        titre = f"Le texte collé dépassait {_milliers(self._longueur_max)} caractères\u00a0: seul le début a été gardé."
        remede = "Joignez le document d’origine comme pièce, ou répartissez-le entre plusieurs textes."
        self._message.set_message(Niveau.ATTENTION, titre, remede)
        # The line may be below the edge of the window.
        self.collage_coupe.emit(titre, remede)

    def _on_zone_format_changed(self, _format: QTextCharFormat) -> None:
        self._show_state()

    def _show_state(self) -> None:
        """The buttons say what the text under the cursor is."""
        self._boutons["gras"].setChecked(self.zone.est_gras())
        self._boutons["italique"].setChecked(self.zone.fontItalic())
        style = self.zone.style_liste()
        self._boutons["liste_puces"].setChecked(style is QTextListFormat.Style.ListDisc)
        self._boutons["liste_numerotee"].setChecked(style is QTextListFormat.Style.ListDecimal)

    def _on_puces_clicked(self) -> None:
        self.zone.toggle_liste(QTextListFormat.Style.ListDisc)
        self._show_state()

    def _on_numeros_clicked(self) -> None:
        self.zone.toggle_liste(QTextListFormat.Style.ListDecimal)
        self._show_state()

    def _on_lien_clicked(self) -> None:
        self._adresse.setText(self.zone.lien())
        self._barre_lien.show()
        self._adresse.setFocus()

    def _on_adresse_accepted(self) -> None:
        self.set_lien(self._adresse.text())

    def _on_retirer_clicked(self) -> None:
        self.set_lien("")

    def _set_erreur(self, message: str) -> None:
        self._message.hide()
        if message == self._erreur:
            return
        self._erreur = message
        self.zone.setAccessibleDescription(message)
        theme.set_propriete(self.zone, "etat", "erreur" if message else "")
        self.erreur_changed.emit(message)

    def _fit(self) -> None:
        """Grow with the text between the two heights."""
        minimum, maximum = (theme.px(h) for h in self._hauteurs)
        contenu = round(self.zone.document().size().height()) + theme.px(14)
        self.zone.setFixedHeight(min(max(contenu, minimum), maximum))

    def _on_theme_changed(self) -> None:
        self.zone.setFont(theme.police())
        self.zone.document().setIndentWidth(theme.px(24))
        if self._valeur and not self.zone.document().isModified():
            # The colour of links is written in the text: it is shown again, the cursor where it was.
            position = self.zone.textCursor().position()
            self.zone.load(self._valeur)
            self.zone.place_cursor(position)
        self._fit()


def _complete(adresse: str) -> str:
    """« mairie.fr » is a site and « a@mairie.fr » a mailbox: people do not type the scheme."""
    adresse = adresse.strip()
    if not adresse or ":" in adresse:
        return adresse
    return f"mailto:{adresse}" if "@" in adresse else f"https://{adresse}"


def _milliers(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")
