"""What a Word document shows, once its marks are gone: paragraphs and tables, in their order, with their places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from models.domain.commonmark import PARAGRAPHE, PUCE, Bloc, Passage, normalize, serialize
from models.domain.importation.feuille import Lieu
from models.domain.textes import propre

_PUCES: Final = "-–—•·▪►➔*○●‣◦"


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph, its place and its look."""

    passages: tuple[Passage, ...]
    lieu: Lieu
    style: str = ""
    """Name of its style, in small letters."""
    niveau: int = 0
    """Of a heading; 0 for the text."""
    genre: str = PARAGRAPHE
    """Kind of list it is an item of."""
    profondeur: int = 0
    notes: tuple[str, ...] = ()
    """Words of the notes that it calls, at the foot of the page or at the end."""

    @property
    def texte(self) -> str:
        """Its words, without their look."""
        return propre("".join(p.texte for p in self.passages)).strip()

    @property
    def en_gras(self) -> bool:
        """Whether all that can be read of it is bold."""
        lus = [p for p in self.passages if p.texte.strip()]
        return bool(lus) and all(p.gras for p in lus)


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell; ``suite`` when it goes on with the one above."""

    blocs: "tuple[BlocWord, ...]"
    largeur: int = 1
    suite: bool = False

    @property
    def texte(self) -> str:
        """Its words, a line for each paragraph; those of the tables inside it are not among them."""
        return "\n".join(t for b in self.blocs if isinstance(b, Paragraphe) and (t := b.texte))

    @property
    def vide(self) -> bool:
        """Whether it holds nothing at all."""
        return not any(isinstance(b, Tableau) or b.texte for b in self.blocs)

    @property
    def en_gras(self) -> bool:
        """Whether all its words are bold."""
        lus = [b for b in self.blocs if isinstance(b, Paragraphe) and b.texte]
        return bool(lus) and all(b.en_gras for b in lus)


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row of a table, from 1."""

    numero: int
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table."""

    nom: str
    """« tableau 3 »."""
    rangees: tuple[Rangee, ...]

    @property
    def lieu(self) -> Lieu:
        """Where it stands."""
        return Lieu(self.nom)


BlocWord: TypeAlias = Paragraphe | Tableau


@dataclass(frozen=True, slots=True)
class DocumentLu:
    """What was read of a file."""

    nom: str
    blocs: tuple[BlocWord, ...]
    remarques: tuple[str, ...] = field(default=())
    images: int = 0


def paragraphes(blocs: Iterable[BlocWord]) -> Iterator[Paragraphe]:
    """The paragraphs that hold words, those of tables too, in their order."""
    for bloc in blocs:
        if isinstance(bloc, Paragraphe):
            if bloc.texte:
                yield bloc
        else:
            for rangee in bloc.rangees:
                for cellule in rangee.cellules:
                    yield from paragraphes(cellule.blocs)


def notes_de(blocs: Iterable[BlocWord]) -> Iterator[str]:
    """Words of the notes that they call, those of tables too."""
    for bloc in blocs:
        if isinstance(bloc, Paragraphe):
            yield from bloc.notes
        else:
            for rangee in bloc.rangees:
                for cellule in rangee.cellules:
                    yield from notes_de(cellule.blocs)


def en_texte(blocs: Iterable[BlocWord]) -> str:
    """Their words, a line for each paragraph; a row of a table is a line."""
    lignes: list[str] = []
    for bloc in blocs:
        if isinstance(bloc, Paragraphe):
            lignes += [bloc.texte] if bloc.texte else []
            continue
        for rangee in bloc.rangees:
            cellules = (" ".join(en_texte(c.blocs).split()) for c in rangee.cellules)
            lignes += [ligne] if (ligne := " | ".join(filter(None, cellules))) else []
    return "\n".join(lignes)


def en_commonmark(blocs: Sequence[BlocWord]) -> str:
    """The same as rich text, as the application keeps long texts."""
    riches: list[Bloc] = []
    for bloc in blocs:
        if isinstance(bloc, Paragraphe):
            riches += _riche(bloc)
        else:
            riches += [Bloc((Passage(ligne),)) for ligne in en_texte([bloc]).split("\n") if ligne]
    return serialize(normalize(riches))


def _riche(paragraphe: Paragraphe) -> Iterator[Bloc]:
    """A line end inside a paragraph begins another one; a bullet typed by hand is a bullet."""
    lignes: list[list[Passage]] = [[]]
    for passage in paragraphe.passages:
        for i, texte in enumerate(propre(passage.texte).split("\n")):
            if i:
                lignes.append([])
            lignes[-1].append(Passage(texte, passage.gras, passage.italique, passage.lien))
    if paragraphe.genre:
        plats = [p for ligne in lignes for p in (*ligne, Passage(" "))]
        yield Bloc(tuple(plats), paragraphe.genre, paragraphe.profondeur)
        return
    for ligne in lignes:
        puce = _sans_puce(ligne)
        yield Bloc(tuple(ligne)) if puce is None else Bloc(tuple(puce), PUCE, 1)


def _sans_puce(ligne: Sequence[Passage]) -> list[Passage] | None:
    """The rest of a line that begins by a typed bullet and a space."""
    debut = ligne[0].texte.lstrip() if ligne else ""
    if not debut or debut[0] not in _PUCES:
        return None
    suite = debut[1:]
    if not suite[:1].isspace() and not (suite == "" and len(ligne) > 1 and ligne[1].texte[:1].isspace()):
        return None
    premier = ligne[0]
    return [Passage(suite.lstrip(), premier.gras, premier.italique, premier.lien), *ligne[1:]]
