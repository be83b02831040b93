"""How a letter opens: who writes, to whom in the right half of the sheet, where and when, about what."""

from collections.abc import Iterator, Sequence

from pvd_desktop.documents.tree import Block, Paragraph, ParagraphKind, Run


def ouverture(expediteur: Sequence[Run], destinataire: Run, jour: str, objet: str, *references: str) -> Iterator[Block]:
    """The paragraphs before the greeting.

    Args:
        expediteur: the name of who writes, then the lines to answer to; empty for a sheet that bears its own.
        destinataire: to whom, one a line.
        jour: place and date, or room for them.
        objet: what the letter is about.
        references: lines under the object, such as the number of a dossier.
    """
    if expediteur:
        yield Paragraph(tuple(expediteur))
    if destinataire.text:
        yield Paragraph((destinataire,), ParagraphKind.ADDRESS)
    yield Paragraph((Run(jour),), ParagraphKind.ADDRESS)
    suite = "".join(f"\n{reference}" for reference in references if reference)
    yield Paragraph((Run(f"Objet\u00a0: {objet}", bold=True), *((Run(suite),) if suite else ())))
