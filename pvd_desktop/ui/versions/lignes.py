"""The rows of the tree: parts and orientations, then actions and other things, then what changed in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.etats.changements import ChangementEtat, ComparaisonEtats, NatureChangement, Rubrique
from models.domain.recherche import plier
from models.domain.regles import Objet
from models.domain.uids import Uid
from pvd_desktop.documents.builders.comparaison_etats import MODELE
from pvd_desktop.documents.markdown import to_plain
from pvd_desktop.ui.widgets.arbre import Noeud
from pvd_desktop.ui.widgets.colonne import Colonne

SANS_ORIENTATION: Final = "Sans orientation"
_ICONES: Final = {
    NatureChangement.AJOUT: ("ajouter", "succes"),
    NatureChangement.SUPPRESSION: ("supprimer", "erreur"),
    NatureChangement.MODIFICATION: ("crayon", "texte_discret"),
}
_LONGUEUR: Final = 160


@dataclass(frozen=True, slots=True)
class Ligne:
    """One row: a group when it holds no change."""

    titre: str
    nombre: int = 0
    changement: ChangementEtat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtre:
    """What is shown."""

    mots: str = ""
    rubrique: Rubrique | None = None
    contractuels: bool = False
    """Only what an avenant takes up."""

    def garde(self, changement: ChangementEtat, texte: str) -> bool:
        """Whether a change passes; ``texte`` are its words, as ``mots_de`` gives them."""
        if self.contractuels and not changement.contractuel:
            return False
        if self.rubrique is not None and changement.rubrique is not self.rubrique:
            return False
        return all(mot in texte for mot in plier(self.mots).split())


def mots_de(changement: ChangementEtat) -> str:
    """What a search looks into; made once, for a large comparison is searched at each key."""
    lus = (changement.titre, changement.nom, changement.libelle, changement.avant, changement.apres)
    return plier(" ".join(lus))


def grouper(comparaison: ComparaisonEtats, filtre: Filtre, textes: Sequence[str]) -> list[Noeud[Ligne]]:
    """The tree of what passes ``filtre``; ``textes`` are the words of each change."""
    paires = zip(comparaison.changements, textes, strict=True)
    gardes = [changement for changement, texte in paires if filtre.garde(changement, texte)]
    groupes: dict[str, list[ChangementEtat]] = {}
    for changement in gardes:
        groupes.setdefault(_groupe(changement, comparaison), []).append(changement)
    rangs = _rangs(comparaison)
    # Sorting keeps the order of the parts: only the orientations of the actions have a rank of their own.
    titres = sorted(groupes, key=lambda titre: (list(Rubrique).index(groupes[titre][0].rubrique), rangs.get(titre, 0)))
    return [_noeud(titre, groupes[titre]) for titre in titres]


def _rangs(comparaison: ComparaisonEtats) -> dict[str, int]:
    """Place of each orientation, those that are gone after the others, actions without one last."""
    orientations = (*comparaison.apres.orientations, *comparaison.avant.orientations)
    titres = dict.fromkeys((*(o.titre for o in orientations), SANS_ORIENTATION))
    return {_actions_de(titre): rang for rang, titre in enumerate(titres)}


def _actions_de(titre: str) -> str:
    return f"{Rubrique.ACTIONS.libelle} – {titre}"


def _groupe(changement: ChangementEtat, comparaison: ComparaisonEtats) -> str:
    """The orientation of an action, the part of anything else."""
    if changement.rubrique is not Rubrique.ACTIONS:
        return changement.rubrique.libelle
    for projet in (comparaison.apres, comparaison.avant):
        fiche = projet.fiche(changement.racine)
        if fiche is not None:
            orientation = projet.orientation(fiche.orientation)
            titre = orientation.titre if orientation else SANS_ORIENTATION
            return _actions_de(titre)
    return Rubrique.ACTIONS.libelle


def _noeud(titre: str, changements: list[ChangementEtat]) -> Noeud[Ligne]:
    par_racine: dict[Uid, list[ChangementEtat]] = {}
    for changement in changements:
        par_racine.setdefault(changement.racine, []).append(changement)
    enfants = tuple(_racine(titre, membres) for membres in par_racine.values())
    return Noeud(titre, Ligne(titre, len(changements)), enfants)


def _racine(groupe: str, changements: list[ChangementEtat]) -> Noeud[Ligne]:
    premier = changements[0]
    cle = f"{groupe}/{premier.racine}"
    if len(changements) == 1 and premier.objet == premier.racine:
        return Noeud(cle, Ligne(f"{premier.titre}\u00a0: {premier.libelle}", changement=premier))
    enfants = tuple(Noeud(f"{cle}/{c.objet}/{c.champ}", Ligne(_dit(c), changement=c)) for c in changements)
    return Noeud(cle, Ligne(premier.titre, len(changements)), enfants)


def _dit(changement: ChangementEtat) -> str:
    return "\u00a0: ".join(filter(None, (changement.nom, changement.libelle)))


def _cote(texte: str, *, long: bool) -> str:
    ligne = " ".join((to_plain(texte) if long else texte).split("\n"))
    return ligne if len(ligne) <= _LONGUEUR else f"{ligne[: _LONGUEUR - 1].rstrip()}…"


def _avant(ligne: Ligne) -> str:
    return _cote(ligne.changement.avant, long=ligne.changement.long) if ligne.changement else ""


def _apres(ligne: Ligne) -> str:
    return _cote(ligne.changement.apres, long=ligne.changement.long) if ligne.changement else ""


def _titre(ligne: Ligne) -> str:
    return f"{ligne.titre} ({ligne.nombre})" if ligne.changement is None else ligne.titre


def _icone(ligne: Ligne) -> tuple[str, str] | None:
    return _ICONES[ligne.changement.nature] if ligne.changement else None


def _accessible(ligne: Ligne) -> str:
    nature = f"{ligne.changement.nature.libelle}\u00a0: " if ligne.changement else ""
    return nature + _titre(ligne)


COLONNES: Final[tuple[Colonne[Ligne], ...]] = (
    Colonne(
        titre="Ce qui change",
        texte=_titre,
        largeur=320,
        icone=_icone,
        accessible=_accessible,
        gras=lambda ligne: ligne.changement is None,
    ),
    Colonne(titre="Avant", texte=_avant, largeur=170),
    Colonne(titre="Après", texte=_apres, largeur=170),
)


_TYPES: Final = frozenset(
    {"operation", "financement", "orientation", "article", "partie", "secteur", "organisme", "demande"}
)


def objet_de(changement: ChangementEtat) -> Objet:
    """Where to go to see it."""
    if changement.rubrique is Rubrique.ACTIONS:
        type_ = changement.genre if changement.genre in _TYPES else "fiche"
        uid = changement.objet if type_ != "fiche" else changement.racine
        return Objet(type=type_, uid=uid, libelle=changement.titre, fiche=changement.racine)
    par_rubrique = {
        Rubrique.TERRITOIRE: "territoire",
        Rubrique.SECTEURS: "secteur",
        Rubrique.PARTIES: "partie",
        Rubrique.ARTICLES: "article",
        Rubrique.ORIENTATIONS: "orientation",
        Rubrique.PARTENAIRES: "organisme",
        Rubrique.DEMANDES: "demande",
    }
    return Objet(
        type=par_rubrique.get(changement.rubrique, changement.rubrique.value),
        uid=changement.racine,
        libelle=changement.titre,
    )


def presentes(changements: Iterable[ChangementEtat]) -> Iterator[Rubrique]:
    """The parts where something changed, in order."""
    yield from sorted({c.rubrique for c in changements}, key=list(Rubrique).index)


def dire_portee(comparaison: ComparaisonEtats) -> str:
    """How many of the changes the signed convention says, and whether they call for an avenant."""
    nombre = len(comparaison.contractuels)
    if not comparaison.changements:
        return ""
    if not nombre:
        return "Aucun ne touche à ce que dit la convention\u00a0: il n’y a pas d’avenant à préparer."
    sujet = f"{nombre} {'touchent' if nombre > 1 else 'touche'} à ce que dit la convention"
    if comparaison.du_plan_seul:
        return f"{sujet}, par le seul plan d’action\u00a0: le comité de pilotage peut en décider sans avenant."
    reprise = f"{sujet}\u00a0: l’avenant {'les' if nombre > 1 else 'le'} reprend."
    return f"{reprise} {MODELE}" if any(c.modele for c in comparaison.contractuels) else reprise
