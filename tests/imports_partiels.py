"""Imports drawn at random: things come back in another order, under another owner, from the Corbeille."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from models.domain.convention import PieceConvention
from models.domain.demande import Demande
from models.domain.fiche_action import FicheAction, Piece
from models.domain.gouvernance import Instance
from models.domain.organisme import Organisme
from models.domain.orientation import Orientation
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.uids import new_uid
from models.domain.version_figee import VersionFigee

LISTES_FICHE = ("operations", "phases", "partenaires", "contrats", "notes", "pieces")


@dataclass(frozen=True, kw_only=True)
class ProjetEtCorbeille(Projet):
    """A project with what its Corbeille holds."""

    corbeille: tuple[Any, ...] = ()
    versions: tuple[VersionFigee, ...] = ()


def with_corbeille(
    projet: Projet, corbeille: tuple[Any, ...], versions: tuple[VersionFigee, ...] = ()
) -> ProjetEtCorbeille:
    """``projet`` with what was deleted from it, and its frozen states."""
    return ProjetEtCorbeille(
        corbeille=corbeille, versions=versions, **{f.name: getattr(projet, f.name) for f in fields(Projet)}
    )


def supprimes(projet: Projet, classe: type[Any]) -> list[Any]:
    """Snapshots of that kind that are in the Corbeille."""
    return [o for o in projet.corbeille if isinstance(o, classe)] if isinstance(projet, ProjetEtCorbeille) else []


def draw_import(data: DataObject, projet: Projet, textes: st.SearchStrategy[str]) -> Projet:
    """A project to import over ``projet``."""
    toutes = [*projet.fiches, *supprimes(projet, FicheAction)]
    orientations = _some(data, [*projet.orientations, *supprimes(projet, Orientation)])
    fiches = [replace(f, intitule=data.draw(textes)) for f in _some(data, toutes)]
    if data.draw(st.booleans()):
        fiches.insert(0, FicheAction(uid=new_uid(), numero=data.draw(textes)))
    for liste in LISTES_FICHE:
        fiches = _move(data, fiches, liste, [*_lines(toutes, liste), *_deleted(projet, liste)])
    sources = [*toutes, *projet.orientations]
    porteurs = _move(data, [*fiches, *orientations], "indicateurs", _lines(sources, "indicateurs"))
    fiches, orientations = porteurs[: len(fiches)], porteurs[len(fiches) :]
    operations = [*_lines(toutes, "operations"), *supprimes(projet, Operation)]
    fiches = [_coherent(f) for f in _deal_money(data, fiches, operations)]
    return Projet(
        territoire=replace(
            projet.territoire,
            communes=tuple(data.draw(st.permutations(projet.territoire.communes))),
            secteurs=tuple(replace(s, plans=s.plans[1:]) for s in projet.territoire.secteurs),
            diagnostic=tuple(replace(s, indicateurs=s.indicateurs[::-1]) for s in projet.territoire.diagnostic[::-1]),
        ),
        convention=replace(
            projet.convention,
            intitule=data.draw(textes),
            parties=projet.convention.parties[1:],
            articles=projet.convention.articles[::-1],
            pieces=(*projet.convention.pieces[1:], *supprimes(projet, PieceConvention)),
        ),
        reglages=replace(projet.reglages, premiere_annee=None),
        organismes=tuple(
            replace(o, contacts=o.contacts[1:], echanges=o.echanges[::-1])
            for o in _some(data, [*projet.organismes, *supprimes(projet, Organisme)])
        ),
        orientations=tuple(orientations),
        fiches=tuple(fiches),
        constats_ignores=tuple(data.draw(st.permutations(projet.constats_ignores))),
        enveloppes=projet.enveloppes[::-1],
        scenarios=tuple(replace(s, ecarts=s.ecarts[1:]) for s in projet.scenarios[::-1]),
        dispositifs_locaux=projet.dispositifs_locaux[1:],
        demandes=tuple(
            replace(d, lignes=d.lignes[::-1], reponses=d.reponses[1:], pieces=d.pieces[::-1])
            for d in (*projet.demandes[::-1], *supprimes(projet, Demande))
        ),
        instances=tuple(
            replace(i, membres=i.membres[1:], reunions=i.reunions[::-1])
            for i in (*projet.instances, *supprimes(projet, Instance))
        ),
        echeances=projet.echeances[1:],
    )


def _some(data: DataObject, objets: Sequence[Any]) -> list[Any]:
    """Some of them or all, in any order."""
    if not objets or data.draw(st.booleans()):
        return list(data.draw(st.permutations(objets))) if objets else []
    return data.draw(st.lists(st.sampled_from(objets), max_size=4, unique_by=lambda o: o.uid))


def _lines(meres: Sequence[Any], liste: str) -> list[Any]:
    return [ligne for mere in meres for ligne in getattr(mere, liste)]


def _deleted(projet: Projet, liste: str) -> list[Any]:
    """Lines of the Corbeille that a list may name."""
    classes: dict[str, type[Any]] = {"operations": Operation, "pieces": Piece}
    return supprimes(projet, classes[liste]) if liste in classes else []


def _move(data: DataObject, meres: Sequence[Any], liste: str, lignes: Sequence[Any]) -> list[Any]:
    """The same owners; some lines, theirs or not, went to the head of one of them, or out."""
    resultat = list(meres)
    for _ in range(data.draw(st.integers(0, 2)) if resultat and lignes else 0):
        ligne = data.draw(st.sampled_from(lignes))
        cible = data.draw(st.none() | st.integers(0, len(resultat) - 1))
        for i, mere in enumerate(resultat):
            restent = tuple(x for x in getattr(mere, liste) if x.uid != ligne.uid)
            resultat[i] = replace(mere, **{liste: (ligne, *restent) if i == cible else restent})
    return resultat


def _deal_money(data: DataObject, fiches: Sequence[Any], sources: Sequence[Any]) -> list[Any]:
    """The same fiches; dépenses, financements, shares and payments moved among their operations."""
    operations = _lines(fiches, "operations")
    for liste in ("depenses", "financements"):
        operations = _move(data, operations, liste, _lines(sources, liste))
    financements = _lines(operations, "financements")
    for liste in ("repartitions", "versements", "annuites"):
        financements = _move(data, financements, liste, _lines(_lines(sources, "financements"), liste))
    par_uid = {f.uid: f for f in financements}
    operations = [replace(o, financements=tuple(par_uid[f.uid] for f in o.financements)) for o in operations]
    par_uid = {o.uid: o for o in operations}
    return [replace(f, operations=tuple(par_uid[o.uid] for o in f.operations)) for f in fiches]


def _coherent(fiche: FicheAction) -> FicheAction:
    """As the reading of a file leaves it: a pièce only proves something of its own fiche."""
    connus = {o.uid for o in fiche.operations} | {x.uid for o in fiche.operations for x in o.financements}
    pieces = (
        replace(
            p,
            operation=p.operation if p.operation in connus else None,
            financement=p.financement if p.financement in connus else None,
        )
        for p in fiche.pieces
    )
    return replace(fiche, pieces=tuple(pieces))
