"""The blocks of a long text in and out of a QTextDocument."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QApplication

from models.domain.commonmark import NUMERO, PARAGRAPHE, PUCE, Bloc, Passage, normalize
from models.domain.textes import propre
from pvd_desktop.ui import theme

NIVEAUX = 2
STYLES = {PUCE: QTextListFormat.Style.ListDisc, NUMERO: QTextListFormat.Style.ListDecimal}


def read_blocs(document: QTextDocument) -> list[Bloc]:
    """What the document says, normalized."""
    return normalize(bloc for block in _blocks(document) for bloc in _read(block))


def write_blocs(document: QTextDocument, blocs: Sequence[Bloc]) -> None:
    """Replace what the document says; its undo history goes too."""
    document.clear()
    cursor = QTextCursor(document)
    listes: list[QTextList] = []
    for rang, bloc in enumerate(blocs):
        if rang:
            cursor.insertBlock(block_format(), QTextCharFormat())
        else:
            cursor.setBlockFormat(block_format())
        if bloc.genre:
            _add_item(cursor, bloc, listes)
        else:
            listes.clear()
        for passage in bloc.passages:
            cursor.insertText(passage.texte, char_format(passage))
    document.setModified(False)
    document.clearUndoRedoStacks()


def block_format() -> QTextBlockFormat:
    """Paragraphs stand apart by a third of a line."""
    forme = QTextBlockFormat()
    forme.setBottomMargin(theme.px(5))
    return forme


def char_format(passage: Passage) -> QTextCharFormat:
    """The look of a passage."""
    forme = QTextCharFormat()
    if passage.gras:
        forme.setFontWeight(QFont.Weight.Bold)
    forme.setFontItalic(passage.italique)
    if passage.lien:
        forme.merge(link_format(passage.lien))
    return forme


def link_format(adresse: str) -> QTextCharFormat:
    """The look of a link, or of the end of one when ``adresse`` is empty."""
    palette = QApplication.palette()
    forme = QTextCharFormat()
    forme.setAnchor(bool(adresse))
    forme.setAnchorHref(adresse)
    forme.setFontUnderline(bool(adresse))
    forme.setForeground(palette.brush(QPalette.ColorRole.Link if adresse else QPalette.ColorRole.Text))
    return forme


def list_format(style: QTextListFormat.Style, niveau: int) -> QTextListFormat:
    """A list of that kind at that level."""
    forme = QTextListFormat()
    forme.setStyle(style)
    forme.setIndent(niveau)
    return forme


def _add_item(cursor: QTextCursor, bloc: Bloc, listes: list[QTextList]) -> None:
    """Put the block of the cursor in the list it goes on, or in a new one; ``listes`` is what is open, by level."""
    del listes[bloc.niveau :]
    style = STYLES[bloc.genre]
    if len(listes) == bloc.niveau and listes[-1].format().style() is style:
        # An item inserted inside a nested one starts in the nested list: it is moved, not added twice.
        listes[-1].add(cursor.block())
        return
    del listes[bloc.niveau - 1 :]
    if courante := cursor.currentList():
        courante.remove(cursor.block())
        cursor.setBlockFormat(block_format())
    listes.append(cursor.createList(list_format(style, bloc.niveau)))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _read(block: QTextBlock) -> list[Bloc]:
    """One block of the document; a line break inside it makes two."""
    genre, niveau = PARAGRAPHE, 0
    if liste := block.textList():
        genre = NUMERO if liste.format().style() is QTextListFormat.Style.ListDecimal else PUCE
        niveau = min(max(liste.format().indent(), 1), NIVEAUX)
    lignes: list[list[Passage]] = [[]]
    iterateur = block.begin()
    while not iterateur.atEnd():
        fragment = iterateur.fragment()
        forme = fragment.charFormat()
        gras = forme.fontWeight() >= QFont.Weight.DemiBold
        # U+FFFC stands for an object, such as a picture: a text holds none.
        for rang, texte in enumerate(propre(fragment.text().replace("\ufffc", "")).split("\n")):
            if rang:
                lignes.append([])
            lignes[-1].append(Passage(texte, gras, forme.fontItalic(), forme.anchorHref()))
        iterateur += 1
    return [Bloc(tuple(passages), genre, niveau) for passages in lignes]
