"""The form of a request as data: sections in the order of the portal, and where the project answers by itself.

The wording of each field is our own: the portal's is to be read on the portal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.domain.vocabulaire import Vocabulaire


class GenreChamp(Vocabulaire):
    """What a field holds."""

    TEXTE = "texte", "Texte"
    LONG = "long", "Texte long"
    ENTIER = "entier", "Nombre entier"
    DATE = "date", "Date"
    OUI_NON = "oui_non", "Oui ou non"
    CHOIX = "choix", "Un choix"
    PLUSIEURS = "plusieurs", "Plusieurs choix"
    TELEPHONE = "telephone", "Téléphone"
    COURRIEL = "courriel", "Courriel"
    ENGAGEMENT = "engagement", "Engagement à cocher"
    PIECE = "piece", "Pièce jointe"
    REPETITION = "repetition", "Autant de fois que nécessaire"

    @property
    def a_des_options(self) -> bool:
        """Whether its answer is taken from a list."""
        return self in {GenreChamp.CHOIX, GenreChamp.PLUSIEURS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionChamp:
    """A field is shown when another one says so."""

    champ: str
    vaut: frozenset[str]
    """Answers of the other field that show this one; one of them is enough when it may hold several."""

    def est_remplie(self, valeur: str) -> bool:
        r"""Whether the stored answer of the other field shows this one.

        >>> ConditionChamp(champ="zonages", vaut=frozenset({"autre"})).est_remplie("frr\nautre")
        True
        """
        return not self.vaut.isdisjoint(valeur.split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampFormulaire:
    """One field. The same key means the same thing in every form."""

    cle: str
    libelle: str
    genre: GenreChamp = GenreChamp.TEXTE
    requis: bool = False
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    """What may be answered: the stored key, and the words people read."""
    options_par_departement: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """The same for the départements whose list is known; elsewhere the answer is a free text."""
    limite: int | None = None
    """Most characters the portal takes; ``None`` when it is not known."""
    condition: ConditionChamp | None = None
    source: str = ""
    """Name of what reads it in the project; empty when only the person knows."""
    piece: str = ""
    """Code of the pièce it takes."""
    aide: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFormulaire:
    """Fields under one title."""

    numero: str
    intitule: str
    champs: tuple[ChampFormulaire, ...]


@dataclass(frozen=True, kw_only=True)
class Formulaire:
    """A form that requests are prepared with."""

    cle: str
    intitule: str
    reserve: str = ""
    """What was read of the real one, and what is to be checked there."""
    sections: tuple[SectionFormulaire, ...] = field(default=())

    @cached_property
    def maitres(self) -> frozenset[str]:
        """Fields that decide whether others are shown."""
        return frozenset(champ.condition.champ for champ in self if champ.condition)

    def __iter__(self) -> Iterator[ChampFormulaire]:
        """Its fields, in the order of the portal."""
        return (champ for section in self.sections for champ in section.champs)
