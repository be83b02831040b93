"""References to a sheet once rows were put into it: what is below goes down, what ended there grows."""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from models.domain.remplissage_tableau.gabarit import Agrandissement

_JETON: Final = re.compile(
    r'"(?:[^"]|"")*"'
    # Columns of a table, or cells of another workbook.
    r"|\[[^\]\[]*\](?:[^\[\]!\s,;()+*/&=<>'-]*!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)?"
    r"|(?P<feuille>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?(?<![\w.$])"
    r"(?:(?P<ca>\$?[A-Z]{1,3})(?P<la>\$?\d+)(?::(?P<cb>\$?[A-Z]{1,3})(?P<lb>\$?\d+))?|(?P<da>\$?\d+):(?P<db>\$?\d+))"
    r"(?![\w(.!\[])"
)
_NOMBRE: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Decalage:
    """How the references to one sheet change."""

    feuille: str
    ou: Agrandissement

    def ligne(self, numero: int) -> int:
        """Where a row goes."""
        return numero + self.ou.nombre if numero >= self.ou.ligne else numero

    def plage(self, premiere: int, derniere: int, *, grandit: bool = True) -> tuple[int, int]:
        """Where the rows of a range go; one that ends with the table takes the rows that were added to it."""
        dans = self.ou.fin <= derniere < self.ou.ligne and self.ou.debut <= derniere
        return self.ligne(premiere), self.ou.derniere if grandit and dans else self.ligne(derniere)

    def zones(self, texte: str) -> str:
        """The ranges that a format, a list or a filter covers."""
        return " ".join(self._zone(zone) for zone in texte.split(" "))

    def formule(self, texte: str, *, ici: bool, ligne: int = 0) -> str:
        """A formula, or the text of a name.

        Args:
            texte: without its equal sign.
            ici: whether it stands in the sheet, where references may do without its name.
            ligne: the row it stands in, 0 when it is in none.
        """
        if all(int(n) < min(self.ou.ligne, max(self.ou.fin, self.ou.debut)) for n in _NOMBRE.findall(texte)):
            return texte
        # A running total keeps the row it ends at.
        dedans = ici and self.ou.debut <= ligne < self.ou.ligne
        return _JETON.sub(lambda jeton: self._jeton(jeton, ici=ici, dedans=dedans), texte)

    def formule_xml(self, texte: bytes, *, ici: bool, ligne: int = 0) -> bytes:
        """The same, as it is written in a part."""
        return escape(self.formule(unescape(texte.decode()), ici=ici, ligne=ligne), quote=False).encode()

    def nomme(self, texte: str) -> bool:
        """Whether a text names the sheet, and so may point into it."""
        return self.feuille in texte or self.feuille.replace("'", "''") in texte

    def _zone(self, zone: str) -> str:
        trouvee = re.fullmatch(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?", zone)
        if trouvee is None:
            return zone
        premiere, derniere = self.plage(int(trouvee[2]), int(trouvee[4] or trouvee[2]))
        if not trouvee[3] and premiere == derniere:
            return f"{trouvee[1]}{premiere}"
        return f"{trouvee[1]}{premiere}:{trouvee[3] or trouvee[1]}{derniere}"

    def _jeton(self, jeton: re.Match[str], *, ici: bool, dedans: bool) -> str:
        if jeton["la"] is None and jeton["da"] is None:
            return jeton[0]
        feuille = jeton["feuille"] or ""
        nom = feuille[:-1].removeprefix("'").removesuffix("'").replace("''", "'")
        if (nom.casefold() != self.feuille.casefold()) if feuille else not ici:
            return jeton[0]
        if jeton["da"] is not None:
            premiere, derniere = self._bornes(jeton["da"], jeton["db"], grandit=not dedans)
            return f"{feuille}{premiere}:{derniere}"
        if jeton["lb"] is None:
            seule = jeton["la"].replace("$", "")
            return f"{feuille}{jeton['ca']}{jeton['la'].replace(seule, str(self.ligne(int(seule))))}"
        # « F7:G7 » is a row of the table, and not a column of it.
        colonne = jeton["la"] != jeton["lb"] or jeton["ca"].replace("$", "") == jeton["cb"].replace("$", "")
        grandit = colonne and (not dedans or jeton["lb"].startswith("$"))
        premiere, derniere = self._bornes(jeton["la"], jeton["lb"], grandit=grandit)
        return f"{feuille}{jeton['ca']}{premiere}:{jeton['cb']}{derniere}"

    def _bornes(self, premiere: str, derniere: str, *, grandit: bool) -> tuple[str, str]:
        une, autre = self.plage(int(premiere.strip("$")), int(derniere.strip("$")), grandit=grandit)
        return f"{'$' * premiere.startswith('$')}{une}", f"{'$' * derniere.startswith('$')}{autre}"
