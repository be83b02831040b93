"""« Fiche de copie »: what one pastes into the portal, field after field, in its order, with what it counts."""

from dataclasses import dataclass

from models.domain.demandes.formulaire import ChampRempli, FormulaireRempli
from models.domain.dispositifs.formulaire import GenreChamp


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneCopie:
    """A field of the portal and the text it takes."""

    cle: str
    numero: str
    """Of its section: « 2.a »."""
    section: str
    libelle: str
    texte: str
    """Empty while it is not known."""
    requis: bool
    est_choix: bool
    """One ticks it, or chooses it in a list: there is nothing to paste."""
    limite: int | None

    @property
    def caracteres(self) -> int:
        """As the portal counts them, spaces and line ends included."""
        return len(self.texte)

    @property
    def depasse(self) -> int:
        """Characters that are too many; zero when it fits, or when no limit is known."""
        return max(0, self.caracteres - self.limite) if self.limite is not None else 0

    @property
    def compte(self) -> str:
        """« 120 caractères », « 1 620 / 1 500 caractères »."""
        borne = f"\u00a0/\u00a0{self.limite}" if self.limite is not None else ""
        return f"{self.caracteres}{borne}\u00a0caractère{'s' if self.caracteres > 1 or borne else ''}"


def fiche_de_copie(rempli: FormulaireRempli) -> tuple[LigneCopie, ...]:
    """Every field that takes a text or a choice; the pièces are files, and go by the folder of the dossier."""
    return tuple(
        _ligne(section.numero, section.intitule, champ)
        for section in rempli.sections
        for champ in section.champs
        if champ.champ.genre is not GenreChamp.PIECE
    )


def _ligne(numero: str, section: str, rempli: ChampRempli) -> LigneCopie:
    champ = rempli.champ
    return LigneCopie(
        cle=champ.cle,
        numero=numero,
        section=section,
        libelle=champ.libelle,
        texte=rempli.texte,
        requis=champ.requis,
        est_choix=champ.genre in {GenreChamp.ENGAGEMENT, GenreChamp.OUI_NON} or champ.genre.a_des_options,
        limite=champ.limite,
    )
