"""What the command line says: results on one stream, failures on the other."""

import sys


def print_line(texte: str) -> None:
    """Writes a line for the user."""
    sys.stdout.write(texte + "\n")


def print_error(texte: str) -> None:
    """Writes a line about a failure."""
    sys.stderr.write(texte + "\n")
