"""The editing area of a long text: a QTextEdit that can only hold what CommonMark blocks can say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from models.domain.commonmark import Bloc, Passage, normalize, serialize
from pvd_desktop.ui.widgets.collage import blocs_from_html, blocs_from_text
from pvd_desktop.ui.widgets.document_riche import (
    NIVEAUX,
    block_format,
    link_format,
    list_format,
    read_blocs,
    write_blocs,
)
from pvd_desktop.ui.widgets.lecture import parse

_LECTURE = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectCommonMark


class ZoneRiche(QTextEdit):
    """Text only: no picture is ever loaded, and what is pasted is reduced first."""

    paste_cut = Signal()
    """What was pasted was longer than the field; its beginning is there."""

    def __init__(self, longueur_max: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longueur_max = longueur_max
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self._de_passage = False
        """Tab came here and nothing was done since: whoever walks through the page changes no text."""

    def load(self, texte: str) -> None:
        """Show a CommonMark text as it is stored; HTML in it is shown as characters."""
        write_blocs(self.document(), parse(texte))

    def place_cursor(self, position: int) -> None:
        """Put the cursor back, as far as the text still goes."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def blocs(self) -> list[Bloc]:
        """The text, in the form it is stored from."""
        return read_blocs(self.document())

    def est_gras(self) -> bool:
        """Whether the character typed next is bold."""
        return self.fontWeight() >= QFont.Weight.DemiBold

    def set_gras(self, gras: bool) -> None:
        """Make the selection, or what is typed next, bold or not."""
        self.setFontWeight(QFont.Weight.Bold if gras else QFont.Weight.Normal)
        self.setFocus()

    def set_italique(self, italique: bool) -> None:
        """Make the selection, or what is typed next, italic or not."""
        self.setFontItalic(italique)
        self.setFocus()

    def style_liste(self) -> QTextListFormat.Style | None:
        """Kind of the list the cursor is in."""
        liste = self.textCursor().currentList()
        return liste.format().style() if liste else None

    def toggle_liste(self, style: QTextListFormat.Style) -> None:
        """Make the selected paragraphs a list of that kind, or plain paragraphs if they already are."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        liste = cursor.currentList()
        if liste and liste.format().style() is style:
            self._leave_list(cursor)
        else:
            cursor.createList(list_format(style, liste.format().indent() if liste else 1))
        cursor.endEditBlock()
        self.setFocus()

    def shift_niveau(self, pas: int) -> bool:
        """Move the item one level in (1) or out (-1); ``False`` when there is no such level."""
        cursor = self.textCursor()
        liste = cursor.currentList()
        if not liste:
            return False
        niveau = liste.format().indent() + pas
        if not 1 <= niveau <= NIVEAUX:
            return False
        cursor.createList(list_format(liste.format().style(), niveau))
        return True

    def lien(self) -> str:
        """Address of the link under the cursor."""
        return self.textCursor().charFormat().anchorHref()

    def set_lien(self, adresse: str) -> None:
        """Link the selection, else the word under the cursor, else the address typed as text."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        forme = link_format(adresse)
        if cursor.hasSelection():
            cursor.mergeCharFormat(forme)
        elif adresse:
            cursor.insertText(adresse.removeprefix("mailto:"), forme)

    @override
    def focusInEvent(self, e: QFocusEvent, /) -> None:
        super().focusInEvent(e)
        self._de_passage = e.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}

    @override
    def mousePressEvent(self, e: QMouseEvent, /) -> None:
        self._de_passage = False
        super().mousePressEvent(e)

    @override
    def inputMethodEvent(self, arg__1: QInputMethodEvent, /) -> None:
        self._de_passage = False
        super().inputMethodEvent(arg__1)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        self._de_passage = False
        if not self.isReadOnly() and self._handle_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab changes the level inside a list one writes in, and leaves the field elsewhere: no trap for the focus."""
        if not self.isReadOnly() and not self._de_passage and self.shift_niveau(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    @override
    def canInsertFromMimeData(self, source: QMimeData, /) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData, /) -> None:
        """Paste or drop: what the field cannot hold is left behind, what is too long is cut and said."""
        # One character more than there is room for, to know that something was left.
        limite = self._longueur_max + 1
        if source.hasHtml():
            blocs, reste = blocs_from_html(source.html(), limite), False
        else:
            texte = source.text()
            blocs, reste = blocs_from_text(texte, limite), len(texte.rstrip()) > limite
        gardes = self._kept(blocs)
        if reste or gardes != blocs:
            self.paste_cut.emit()
        if gardes:
            _insert(self.textCursor(), gardes)
            self.ensureCursorVisible()

    @override
    def createMimeDataFromSelection(self, /) -> QMimeData:
        """Copied with its look, without the colours and the font of this window."""
        copie = QTextDocument()
        QTextCursor(copie).insertFragment(self.textCursor().selection())
        donnees = QMimeData()
        donnees.setText(self.textCursor().selection().toPlainText())
        page = QTextDocument()
        page.setMarkdown(serialize(read_blocs(copie)), _LECTURE)
        donnees.setHtml(page.toHtml())
        return donnees

    @override
    def loadResource(self, type: int, name: QUrl | str, /) -> object:
        """Nothing: a text names no file of this machine."""
        return None

    def _kept(self, blocs: list[Bloc]) -> list[Bloc]:
        """The beginning of what is pasted that leaves a text the field can commit, joined to what stands around it."""
        if self._length_with(blocs) <= self._longueur_max:
            return blocs
        place = max(self._longueur_max - self._length_with([]), 0)
        gardes = _fitting(blocs, place)
        while gardes and (exces := self._length_with(gardes) - self._longueur_max) > 0:
            place -= exces
            gardes = _fitting(blocs, place)
        return gardes

    def _length_with(self, blocs: list[Bloc]) -> int:
        """Characters of the text as it is stored, once ``blocs`` have replaced the selection."""
        essai, ici = self.document().clone(), self.textCursor()
        cursor = QTextCursor(essai)
        cursor.setPosition(ici.anchor())
        cursor.setPosition(ici.position(), QTextCursor.MoveMode.KeepAnchor)
        _insert(cursor, blocs)
        return len(serialize(read_blocs(essai)))

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Keys of lists and of bold and italic; whether the key was one of them."""
        touche, controle = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Bold) or (controle and touche == Qt.Key.Key_G):
            self.set_gras(not self.est_gras())
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.set_italique(not self.fontItalic())
        elif touche in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._break_paragraph()
        elif touche == Qt.Key.Key_Backspace:
            return self._step_out_at_start()
        else:
            return False
        return True

    def _break_paragraph(self) -> None:
        """A new paragraph or item; on an empty item, out of the list. A line break inside a paragraph is not kept."""
        cursor = self.textCursor()
        if cursor.currentList() and not cursor.block().text() and not cursor.hasSelection():
            self._step_out(cursor)
            return
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _step_out_at_start(self) -> bool:
        cursor = self.textCursor()
        if not cursor.currentList() or cursor.hasSelection() or not cursor.atBlockStart():
            return False
        self._step_out(cursor)
        return True

    def _step_out(self, cursor: QTextCursor) -> None:
        if not self.shift_niveau(-1):
            self._leave_list(cursor)

    @staticmethod
    def _leave_list(cursor: QTextCursor) -> None:
        """Make every selected item a paragraph."""
        document = cursor.document()
        block = document.findBlock(cursor.selectionStart())
        fin = cursor.selectionEnd()
        while block.isValid() and block.position() <= fin:
            if liste := block.textList():
                liste.remove(block)
                QTextCursor(block).setBlockFormat(block_format())
            block = block.next()


def _insert(cursor: QTextCursor, blocs: list[Bloc]) -> None:
    """Put ``blocs`` in the place of what is selected."""
    colle = QTextDocument()
    write_blocs(colle, blocs)
    cursor.insertFragment(QTextDocumentFragment(colle))


def _fitting(blocs: list[Bloc], place: int) -> list[Bloc]:
    """The first blocks whose stored text, marks and blank lines included, has room; a lone long one is cut."""
    reste = place
    for rang, bloc in enumerate(blocs):
        longueur = len(serialize([bloc]))
        if longueur > reste:
            return blocs[:rang] if rang else _cut(bloc, place)
        reste -= longueur + 2
    return blocs


def _cut(bloc: Bloc, place: int) -> list[Bloc]:
    """The beginning of one block: what is escaped, bold or linked takes more room than it shows."""
    garde = min(sum(len(passage.texte) for passage in bloc.passages), place)
    while garde > 0:
        debut = normalize([replace(bloc, passages=tuple(_head(bloc.passages, garde)))])
        longueur = len(serialize(debut))
        if longueur <= place:
            return debut
        garde = min(garde - 1, garde * place // longueur)
    return []


def _head(passages: Iterable[Passage], longueur: int) -> Iterator[Passage]:
    """The first ``longueur`` characters."""
    for passage in passages:
        if longueur <= 0:
            return
        yield replace(passage, texte=passage.texte[:longueur])
        longueur -= len(passage.texte)
