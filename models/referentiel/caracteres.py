"""The characters that documents print, read from ``resources/referentiels/caracteres.txt``.

The document layer writes that list from its font: the rules of the models know neither fonts nor renderers.
"""

import re
from functools import cache
from importlib.resources import files


@cache
def load_non_imprimables() -> re.Pattern[str]:
    """What finds one character that no document prints."""
    texte = files("resources").joinpath("referentiels", "caracteres.txt").read_text(encoding="utf-8")
    plages = [ligne.split("-") for ligne in texte.splitlines() if ligne and not ligne.startswith("#")]
    classe = "".join("-".join(re.escape(chr(int(borne, 16))) for borne in plage) for plage in plages)
    return re.compile(f"[^{classe}]")
