"""Clean text at the door: what is pasted from Word or a web page becomes storable, comparable, exportable."""

import re
import unicodedata

LONGUEUR_TITRE = 300
"""Characters of a title, a name, a short answer."""
LONGUEUR_TEXTE = 100_000
"""Characters of a long text."""

# Word's manual line break is U+000B, web pages bring U+2028 and U+2029.
_FIN_DE_LIGNE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Control characters but \t and \n, the space of no width that web pages bring (it hides a word from the search, and
# makes a name nobody sees), those that reverse the reading order, lone surrogates (not UTF-8), the byte order mark, the
# two code points XML refuses.
_INTERDITS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")

_BLANCS = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")


def propre(texte: str) -> str:
    r"""Text without control characters (``\n`` and ``\t`` stay), with ``\n`` line ends, in NFC.

    >>> propre("Cafe\u0301\r\nplace\x00")
    'Café\nplace'
    """
    if not texte.isprintable():
        # Nothing that is to be taken away is printable: most texts are spared both looks.
        texte = _INTERDITS.sub("", _FIN_DE_LIGNE.sub("\n", texte))
    return unicodedata.normalize("NFC", texte)


def propre_ligne(texte: str) -> str:
    r"""The same for a field of one line: line ends and tabs become spaces, the ends are trimmed.

    >>> propre_ligne(" Halle\r\n couverte ")
    'Halle couverte'
    """
    net = propre(texte)
    return (net if net.isprintable() else _BLANCS.sub(" ", net)).strip()
