"""What the font of the documents prints, written as the list that the points à vérifier read.

``python -m pvd_desktop.documents.renderers.caracteres`` writes ``resources/referentiels/caracteres.txt`` again.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pvd_desktop.documents.renderers.pdf_texte import UNKNOWN, clean

_EN_TETE = """\
# Caractères que les documents impriment : Source Sans Pro, et ce qu’ils remplacent ou taisent.
# Un caractère ou une plage de codes par ligne, en hexadécimal. Écrit par le programme, jamais à la main.
"""
_BLOC = 256
_FIN = 0x110000
_SEULS = range(0xD800, 0xE000)
"""Halves of characters: no text of a project holds one."""


def build_list() -> str:
    """The list, as the file holds it."""
    lignes = (f"{debut:04X}" if debut == fin else f"{debut:04X}-{fin:04X}" for debut, fin in _ranges(_printed()))
    return _EN_TETE + "\n".join(lignes) + "\n"


def _printed() -> Iterator[int]:
    for debut in range(0, _FIN, _BLOC):
        bloc = [code for code in range(debut, debut + _BLOC) if code not in _SEULS]
        if clean("".join(map(chr, bloc))) == UNKNOWN * len(bloc):
            # Whole scripts that the font ignores: most of Unicode.
            continue
        yield from (code for code in bloc if chr(code) == UNKNOWN or UNKNOWN not in clean(chr(code)))


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    debut = fin = -2  # before any code
    for code in codes:
        if code != fin + 1:
            if fin >= 0:
                yield debut, fin
            debut = code
        fin = code
    yield debut, fin


if __name__ == "__main__":
    cible = Path(__file__).parents[3] / "resources" / "referentiels" / "caracteres.txt"
    cible.write_text(build_list(), encoding="utf-8")
