"""A Word document cut into fiches: where each begins, and under which of its fields every word stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from models.domain.importation.feuille import Lieu
from models.domain.importation.proposition import Nature, RemarqueImport
from pvd_desktop.imports.docx_blocs import BlocWord, Cellule, Paragraphe, Tableau, en_texte
from pvd_desktop.imports.docx_libelles import (
    ANNEXES,
    IDENTITE,
    PLAN,
    RUBRIQUE,
    TERRITOIRE,
    TEXTES,
    couper,
    est_sur,
    est_une_orientation,
    libelle,
    role,
    titre_de_fiche,
)
from pvd_desktop.imports.docx_tableaux import (
    GenreTableau,
    Paire,
    apres_les_deux_points,
    genre_du_tableau,
    libelles,
    paires,
    par_colonnes,
)

_BRUTES: Final = frozenset({PLAN, ANNEXES, "periode", "indicateurs"})
"""Fields whose paragraphs have colons of their own."""
_DES_GENRES: Final = {
    GenreTableau.PLAN: PLAN,
    GenreTableau.CHIFFRES: PLAN,
    GenreTableau.INDICATEURS: "indicateurs",
    GenreTableau.CALENDRIER: "periode",
}
_TITRE_MAX: Final = 160


@dataclass(slots=True)
class Rubrique:
    """What a document says under one label."""

    code: str
    """Empty when the label names no known field."""
    titre: str
    lieu: Lieu
    blocs: list[BlocWord] = field(default_factory=list[BlocWord])
    lignes: list[tuple[Cellule, ...]] = field(default_factory=list[tuple[Cellule, ...]])
    """Rows of several cells beside the label."""
    niveau: int = 0
    """Of the heading that opens it; 0 for a label in a table or before a colon."""

    @property
    def texte(self) -> str:
        """Its words."""
        lignes = (" ".join(filter(None, (en_texte(c.blocs) for c in ligne))) for ligne in self.lignes)
        return "\n".join(filter(None, (en_texte(self.blocs), *lignes)))


@dataclass(slots=True)
class FicheWord:
    """One fiche of the document."""

    lieu: Lieu
    rang: int
    numero: str = ""
    intitule: str = ""
    orientation: str = ""
    """Of the heading above it."""
    niveau: int = 0
    """Of the heading that is its title; 0 when a table or a label is."""
    candidate: bool = False
    """Opened by a heading that may be any other: a field it holds decides."""
    rubriques: list[Rubrique] = field(default_factory=list[Rubrique])

    @property
    def nue(self) -> bool:
        """Whether it has nothing yet but its number."""
        return not self.intitule and not self.rubriques

    def codes(self) -> set[str]:
        """The fields it names."""
        return {r.code for r in self.rubriques if r.code}


class Decoupage:
    """Reads the blocks from the first to the last."""

    def __init__(self) -> None:
        self.fiches: list[FicheWord] = []
        self.remarques: list[RemarqueImport] = []
        self.avant: list[BlocWord] = []
        """What stands before the first fiche, and between two."""
        self._fiche: FicheWord | None = None
        self._ouverte: Rubrique | None = None
        self._orientation = ""
        self._ouvertes = 0

    def lire(self, blocs: Iterable[BlocWord]) -> None:
        """Every block, then what turned out to be no fiche is put aside."""
        for bloc in blocs:
            if isinstance(bloc, Tableau):
                self._tableau(bloc)
            elif bloc.texte:
                self._paragraphe(bloc)
        vraies: list[FicheWord] = []
        for fiche in self.fiches:
            if fiche.candidate and not fiche.codes():
                self._ecarter(fiche)
            else:
                vraies.append(fiche)
        self.fiches = vraies

    def _ecarter(self, fiche: FicheWord) -> None:
        """A heading that opened nothing."""
        texte = " ".join(r.texte for r in fiche.rubriques)
        if texte:
            self._dire(
                fiche.lieu,
                fiche.intitule or texte,
                "Ce passage n’est pas une fiche-action\u00a0: il n’est pas importé.",
            )

    def _dire(self, lieu: Lieu, valeur: str, message: str, remede: str = "") -> None:
        plat = " ".join(valeur.split())[:80]
        self.remarques.append(
            RemarqueImport(nature=Nature.IGNORE, lieu=lieu, valeur=plat, message=message, remede=remede)
        )

    # Fiches

    def _nouvelle(
        self, lieu: Lieu, numero: str = "", intitule: str = "", *, niveau: int = 0, candidate: bool = False
    ) -> FicheWord:
        self._ouvertes += 1
        fiche = FicheWord(lieu, self._ouvertes, numero, intitule, self._orientation, niveau, candidate)
        self.fiches.append(fiche)
        self._fiche, self._ouverte = fiche, None
        return fiche

    def _rubrique(self, code: str, titre: str, lieu: Lieu, *, niveau: int = 0) -> Rubrique:
        """A field begins; one that a fiche gives once, given again, begins another fiche."""
        fiche = self._fiche
        if fiche is None:
            # A text alone may be a foreword: a name or a number will say it is a fiche.
            fiche = self._nouvelle(lieu, candidate=code not in IDENTITE)
        elif code in IDENTITE and code in fiche.codes():
            fiche = self._nouvelle(lieu)
        if code:
            fiche.candidate = fiche.candidate and not fiche.intitule and code not in IDENTITE
        rubrique = Rubrique(code, titre, lieu, niveau=niveau)
        fiche.rubriques.append(rubrique)
        self._ouverte = rubrique
        return rubrique

    # Paragraphs

    def _paragraphe(self, p: Paragraphe) -> None:
        if _est_un_titre(p) and self._titre(p):
            return
        if (coupe := couper(p.texte)) and self._accepte(coupe[0], p):
            rubrique = self._rubrique(coupe[0], coupe[1], p.lieu)
            valeur = apres_les_deux_points(p)
            if valeur.texte:
                rubrique.blocs.append(valeur)
        elif self._ouverte is not None:
            self._ouverte.blocs.append(p)
        elif self._fiche is not None:
            self._rubrique("", "", p.lieu).blocs.append(p)
        else:
            self.avant.append(p)

    def _accepte(self, code: str, p: Paragraphe) -> bool:
        """Whether « Label : value » is a field here, and not words of the text that is being read."""
        ouverte = self._ouverte
        en_gras = bool(p.passages) and next((q.gras for q in p.passages if q.texte.strip()), False)
        if ouverte is None:
            return True
        if ouverte.code in _BRUTES:
            return code in IDENTITE or (
                not ouverte.niveau
                and est_sur(p.texte.split(":")[0])
                and code not in {PLAN, "cout", "part_decidee", "date_debut", "date_fin"}
            )
        if ouverte.niveau and ouverte.code in TEXTES:
            return en_gras and code not in TEXTES
        return code not in TEXTES or en_gras or not ouverte.niveau

    def _titre(self, p: Paragraphe) -> bool:
        """A heading, or what looks like one: a fiche or a field. False when it is only words in bold."""
        texte, fort = p.texte, p.niveau > 0 or "surtitre" in p.style
        sur = est_sur(texte)
        trouve = libelle(texte)
        if (ouvre := titre_de_fiche(texte)) and not sur:
            self._nouvelle(p.lieu, *ouvre, niveau=p.niveau)
        elif fort and self._fiche is not None and self._fiche.nue:
            self._fiche.intitule, self._fiche.niveau = texte, p.niveau
        elif trouve and (sur or (fort and not self._sous_la_rubrique(p))) and not self._dans_un_texte(trouve[0], p):
            self._ouvrir(trouve[0], p)
        else:
            return fort and self._autre_titre(p)
        return True

    def _autre_titre(self, p: Paragraphe) -> bool:
        """A heading that names no field: an orientation, a part of what it is under, or the title of a fiche."""
        if est_une_orientation(p.texte) and not self._sous_la_fiche(p):
            self._orientation, self._fiche, self._ouverte = p.texte, None, None
        elif self._sous_la_rubrique(p):
            assert self._ouverte is not None  # what it is under
            self._ouverte.blocs.append(p)
        elif self._sous_la_fiche(p):
            self._rubrique("", p.texte, p.lieu, niveau=p.niveau)
        elif p.niveau:
            self._nouvelle(p.lieu, "", p.texte, niveau=p.niveau, candidate=True)
        else:
            return False
        return True

    def _ouvrir(self, code: str, p: Paragraphe) -> None:
        if code in {RUBRIQUE, TERRITOIRE}:
            self._ouverte = None
            return
        # A paragraph in bold is as good a heading as another: as low as can be.
        self._rubrique(code, p.texte, p.lieu, niveau=p.niveau or 9)

    def _dans_un_texte(self, code: str, p: Paragraphe) -> bool:
        """« Objectifs » in bold inside a description is a part of it."""
        ouverte = self._ouverte
        return not p.niveau and ouverte is not None and bool(ouverte.niveau) and ouverte.code == code and code in TEXTES

    def _sous_la_fiche(self, p: Paragraphe) -> bool:
        return self._fiche is not None and bool(self._fiche.niveau) and (not p.niveau or p.niveau > self._fiche.niveau)

    def _sous_la_rubrique(self, p: Paragraphe) -> bool:
        ouverte = self._ouverte
        return (
            ouverte is not None
            and 0 < ouverte.niveau < 9
            and bool(ouverte.code)
            and (not p.niveau or p.niveau > ouverte.niveau)
        )

    # Tables

    def _tableau(self, tableau: Tableau) -> None:
        genre = genre_du_tableau(tableau)
        if genre is GenreTableau.LISTE:
            self._dire(
                tableau.lieu,
                en_texte([tableau]),
                "Ce tableau est une liste d’actions\u00a0: seules les fiches sont importées de ce document.",
                "Pour l’importer, copiez-le dans un classeur.",
            )
        elif genre is not GenreTableau.CHAMPS:
            self._du_genre(_DES_GENRES[genre], tableau, calcule=genre is GenreTableau.CHIFFRES)
        elif self._va_dans_la_rubrique(tableau):
            assert self._ouverte is not None  # what it goes into
            self._ouverte.blocs.append(tableau)
        else:
            self._champs(tableau)

    def _du_genre(self, code: str, tableau: Tableau, *, calcule: bool) -> None:
        """A table that says by its header which field it is of."""
        if self._fiche is None:
            self.avant.append(tableau)
        elif self._ouverte is not None and self._ouverte.code == code:
            self._ouverte.blocs.append(tableau)
        elif not calcule:
            self._rubrique(code, "", tableau.lieu).blocs.append(tableau)

    def _va_dans_la_rubrique(self, tableau: Tableau) -> bool:
        """Whether a table belongs to the heading above it, and has no field of its own."""
        ouverte = self._ouverte
        if ouverte is None or not ouverte.niveau:
            return False
        if ouverte.code == "partenaires":
            return all(
                role(r.cellules[0].texte) or not est_sur(r.cellules[0].texte) for r in tableau.rangees if r.cellules
            )
        return not libelles(tableau)

    def _champs(self, tableau: Tableau) -> None:
        """The rows of labels and values."""
        if colonnes := par_colonnes(tableau):
            for colonne in colonnes:
                self._fiche = None
                self._champs(colonne)
            return
        if self._recommence(tableau):
            self._fiche = None
        self._ouverte = None
        for paire in paires(tableau):
            if isinstance(paire, Tableau):
                self._du_genre(PLAN, paire, calcule=False)
            else:
                self._paire(paire, tableau)
        self._ouverte = None

    def _recommence(self, tableau: Tableau) -> bool:
        """Whether a table names again most of the fields that the fiche already has."""
        if self._fiche is None:
            return False
        nommes = libelles(tableau) - {RUBRIQUE}
        deja = nommes & self._fiche.codes()
        return len(deja) >= 2 and 2 * len(deja) >= len(nommes)

    def _paire(self, paire: Paire, tableau: Tableau) -> None:
        lieu = Lieu(tableau.nom, paire.ligne)
        if paire.code in {RUBRIQUE, TERRITOIRE} and (paire.seule or not paire.blocs):
            self._ouverte = None
            return
        if paire.code == "":
            self._sans_label(paire, lieu)
            return
        rubrique = self._rubrique(paire.code or "", paire.titre, lieu)
        self._verser(rubrique, paire.cellules)

    def _sans_label(self, paire: Paire, lieu: Lieu) -> None:
        """Words without a label: a title, more of the field above, or a table inside a frame."""
        texte = "\n".join(filter(None, (c.texte for c in paire.cellules)))
        if paire.seule and self._banniere(texte, paire, lieu):
            for bloc in paire.blocs:
                if isinstance(bloc, Tableau):
                    self._tableau(bloc)
            return
        if self._ouverte is not None:
            self._verser(self._ouverte, paire.cellules)
            return
        for bloc in paire.blocs:
            if isinstance(bloc, Tableau):
                self._tableau(bloc)
            elif bloc.texte:
                self._paragraphe(bloc)

    def _banniere(self, texte: str, paire: Paire, lieu: Lieu) -> bool:
        """A row of one cell that is a title."""
        plat = " ".join(texte.split())
        if not plat or len(plat) > _TITRE_MAX:
            return False
        if ouvre := titre_de_fiche(plat):
            self._nouvelle(lieu, *ouvre)
        elif est_une_orientation(plat):
            self._rubrique("orientation", "", lieu).blocs += paire.blocs
            self._ouverte = None
        elif self._fiche is None or self._fiche.nue:
            fiche = self._fiche or self._nouvelle(lieu, candidate=True)
            fiche.intitule = plat
        else:
            return False
        return True

    @staticmethod
    def _verser(rubrique: Rubrique, cellules: Sequence[Cellule]) -> None:
        if len(cellules) > 1 and rubrique.code in {PLAN, "periode", "indicateurs", "partenaires"}:
            rubrique.lignes.append(tuple(cellules))
        else:
            rubrique.blocs += [b for c in cellules for b in c.blocs]


def _est_un_titre(p: Paragraphe) -> bool:
    """A heading by its style, or a short line in bold that ends as no sentence does."""
    if p.genre or len(p.texte) > 250:
        return False
    if p.niveau or "surtitre" in p.style:
        return True
    court = len(p.texte) <= _TITRE_MAX and "\n" not in p.texte
    return (
        court
        and (p.en_gras or re.match(r"(?i)fiche[\s-]*(action|projet)", p.texte) is not None)
        and not p.texte.endswith((".", ";", ","))
    )
