"""What stands in the place of what is not there yet."""

from pvd_desktop.documents.tree import Paragraph, ParagraphKind, Run

AUCUNE_ACTION = "Aucune action n’est encore inscrite au plan."


def absent(phrase: str) -> Paragraph:
    """A sentence that says what is expected there, seen as such before the signature."""
    return Paragraph((Run(phrase),), ParagraphKind.MISSING)
