"""The form of a demande, filled: what the project says, what the person answered instead, what is still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from models.domain.demande import EtatPiece
from models.domain.demandes import lectures_argent as demande_lectures_argent
from models.domain.demandes import lectures_porteur as demande_lectures_porteur
from models.domain.demandes import lectures_projet as demande_lectures_projet
from models.domain.demandes.lecture import NON, OUI, Lecteur, Lecture, Lu
from models.domain.demandes.situee import DemandeSituee
from models.domain.dispositifs.formulaire import ChampFormulaire, Formulaire, GenreChamp
from models.domain.formats import FINE_INSECABLE
from models.domain.regles import Objet
from models.domain.vocabulaire import Vocabulaire

LECTURES: Final[Mapping[str, Lecture]] = {
    **demande_lectures_porteur.LECTURES,
    **demande_lectures_projet.LECTURES,
    **demande_lectures_argent.LECTURES,
}
"""Everything a form may read in a project, by the name its file gives."""
_RIEN: Final = Lu()


class Origine(Vocabulaire):
    """Where the answer to a field comes from."""

    PROJET = "projet", "Projet"
    SAISI = "saisi", "Saisi"
    A_COMPLETER = "a_completer", "À compléter"
    VIDE = "vide", "Facultatif"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampRempli:
    """A field with its answer."""

    champ: ChampFormulaire
    valeur: str
    """As ``ReponseDemande.texte`` stores it."""
    origine: Origine
    valeur_projet: str
    """What the project says, even when the person answered otherwise."""
    options: Mapping[str, str]
    """Those of this demande: a list may be that of its département."""
    objet: Objet | None
    """Where the project says it; ``None`` when only an answer can."""
    champ_objet: str = ""

    @property
    def texte(self) -> str:
        """What one reads, and what one pastes."""
        return self._en_mots(self.valeur)

    @property
    def texte_projet(self) -> str:
        """The same of what the project says."""
        return self._en_mots(self.valeur_projet)

    @property
    def lisible(self) -> str:
        """The same with its thousands apart: to read, not to paste."""
        if self.champ.genre is GenreChamp.ENTIER and self.valeur.isdecimal():
            return f"{int(self.valeur):,}".replace(",", FINE_INSECABLE)
        return self.texte

    @property
    def est_rempli(self) -> bool:
        """Whether it has an answer."""
        return bool(self.valeur)

    @property
    def depasse(self) -> bool:
        """Longer than the portal takes."""
        return self.champ.limite is not None and len(self.texte) > self.champ.limite

    def _en_mots(self, valeur: str) -> str:
        match self.champ.genre:
            case GenreChamp.OUI_NON | GenreChamp.ENGAGEMENT:
                return {OUI: "Oui", NON: "Non"}.get(valeur, valeur)
            case GenreChamp.CHOIX | GenreChamp.PLUSIEURS:
                # A key that another edition took away is shown as it is: it was an answer.
                return "\n".join(self.options.get(cle, cle) for cle in valeur.split("\n"))
            case _:
                return valeur


@dataclass(frozen=True, slots=True)
class SectionRemplie:
    """The fields of a section that this demande is asked."""

    numero: str
    intitule: str
    champs: tuple[ChampRempli, ...]


@dataclass(frozen=True, kw_only=True)
class FormulaireRempli:
    """The form of one demande, in the order of the portal."""

    formulaire: Formulaire
    sections: tuple[SectionRemplie, ...]

    def __iter__(self) -> Iterator[ChampRempli]:
        """Its fields, in order."""
        return (champ for section in self.sections for champ in section.champs)

    @cached_property
    def _par_cle(self) -> Mapping[str, ChampRempli]:
        return {rempli.champ.cle: rempli for rempli in self}

    def champ(self, cle: str) -> ChampRempli | None:
        """One field; ``None`` when this demande is not asked it."""
        return self._par_cle.get(cle)

    def section_de(self, champ: ChampRempli) -> str:
        """Number of its section, as the portal counts them."""
        return self._numeros[champ.champ.cle]

    @cached_property
    def _numeros(self) -> Mapping[str, str]:
        return {rempli.champ.cle: section.numero for section in self.sections for rempli in section.champs}

    @cached_property
    def manquants(self) -> tuple[ChampRempli, ...]:
        """Those that are required and have no answer; the pièces are told apart."""
        return tuple(rempli for rempli in self if rempli.origine is Origine.A_COMPLETER)


def remplir(situee: DemandeSituee, formulaire: Formulaire, jour: date) -> FormulaireRempli:
    """Answers each field that is shown: the person first, then the project."""
    lecteur = Lecteur(situee, jour)
    reponses = {reponse.champ: reponse.texte for reponse in situee.demande.reponses}
    valeurs: dict[str, str] = {}
    sections: list[SectionRemplie] = []
    for section in formulaire.sections:
        remplis: list[ChampRempli] = []
        for champ in section.champs:
            if champ.condition and not champ.condition.est_remplie(valeurs.get(champ.condition.champ, "")):
                continue
            rempli = _remplir(champ, lecteur, reponses.get(champ.cle, ""))
            remplis.append(rempli)
            if champ.cle in formulaire.maitres:
                valeurs[champ.cle] = rempli.valeur
        if remplis:
            sections.append(SectionRemplie(section.numero, section.intitule, tuple(remplis)))
    return FormulaireRempli(formulaire=formulaire, sections=tuple(sections))


def _remplir(champ: ChampFormulaire, lecteur: Lecteur, reponse: str) -> ChampRempli:
    if champ.genre is GenreChamp.PIECE:
        lu = _piece(champ, lecteur)
        reponse = ""
    else:
        lu = LECTURES[champ.source](lecteur) if champ.source else _RIEN
    if reponse:
        origine = Origine.SAISI
    elif lu.valeur:
        origine = Origine.PROJET
    else:
        # A pièce that is missing is told with the pièces, which may follow the dépôt.
        requis = champ.requis and champ.genre is not GenreChamp.PIECE
        origine = Origine.A_COMPLETER if requis else Origine.VIDE
    return ChampRempli(
        champ=champ,
        valeur=reponse or lu.valeur,
        origine=origine,
        valeur_projet=lu.valeur,
        options=_options(champ, lecteur) or lu.options,
        objet=lu.objet,
        champ_objet=lu.champ,
    )


def _options(champ: ChampFormulaire, lecteur: Lecteur) -> Mapping[str, str]:
    """The list of the département where one is known."""
    if champ.options_par_departement:
        return champ.options_par_departement.get(lecteur.situee.departement) or champ.options
    return champ.options


def _piece(champ: ChampFormulaire, lecteur: Lecteur) -> Lu:
    piece = next((p for p in lecteur.situee.demande.pieces if p.code == champ.piece), None)
    dite = piece is not None and piece.etat is not EtatPiece.MANQUANTE
    return Lu(piece.etat.libelle if piece and dite else "", lecteur.situee.objet, f"piece:{champ.piece}")
