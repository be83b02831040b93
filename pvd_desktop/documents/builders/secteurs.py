"""The secteurs d'intervention of the ORT, and which action acts in which of them, by category."""

from collections.abc import Iterator, Mapping

from models.domain.champs import categories_mobilisees
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_surface
from models.domain.pieces import titre_imprime
from models.domain.plan_action import actions_du_plan
from models.domain.projet import Projet
from models.domain.territoire import Secteur
from models.domain.vocabulaire import CategorieOrt
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.builders.phrases import AUCUNE_ACTION, absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.plans import draw_plan
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Illustration,
    KeepTogether,
    ListBlock,
    ListItem,
    Row,
    Run,
    Table,
    Value,
)

_SANS_NOM = "Secteur sans nom"
_SANS_SECTEUR = "✓"


def secteurs(projet: Projet) -> Iterator[Block]:
    """The ORT article: one line per secteur, with the reason of its outline."""
    yield Table(
        (Column("Secteur", 130), Column("Commune", 90), Column("Type", 80), Column("Justification", 206)),
        tuple(
            Row((_titre(rang, secteur), _commune(projet, secteur), secteur.type.libelle, secteur.motif))
            for rang, secteur in enumerate(projet.territoire.secteurs, 1)
        ),
        "Secteurs d’intervention de l’opération de revitalisation de territoire",
    )


def categories(projet: Projet) -> Iterator[Block]:
    """The categories that the actions of the plan or to come fall under."""
    # The housing actions are another article of the law, not a category of the list.
    noms = (
        c.libelle if c is CategorieOrt.HABITAT else f"Catégorie {c.value} — {c.libelle}"
        for c in categories_mobilisees(projet)
    )
    yield ListBlock(tuple(ListItem((Run(nom),)) for nom in noms))


def effets(projet: Projet) -> Iterator[Block]:
    """What the ORT makes possible and the project uses, in the order of the list."""
    yield ListBlock(tuple(ListItem((Run(effet.libelle),)) for effet in projet.territoire.ort.effets))


def conditions_de_delegation(projet: Projet) -> Iterator[Block]:
    """On which conditions operators are entrusted with actions, in the words of the project."""
    yield from blocks_of(projet.territoire.ort.conditions_delegation)


def secteurs_blocks(projet: Projet, contenus: Mapping[str, bytes]) -> Iterator[Block]:
    """Annexe 7, first part: each secteur with its surface, its parcels and its plans.

    Args:
        projet: the project as it stands.
        contenus: bytes of the plans, by their hash; a plan without its bytes is only named.
    """
    yield Heading(2, "Les secteurs d’intervention")
    if not projet.territoire.secteurs:
        yield absent("Aucun secteur d’intervention n’est encore défini.")
    manque = dessines = False
    for rang, secteur in enumerate(projet.territoire.secteurs, 1):
        figures = {plan.uid: draw_plan(plan, contenus) for plan in secteur.plans}
        joints = [titre_imprime(plan.intitule) for plan in secteur.plans if not figures[plan.uid]]
        surface = format_surface(secteur.surface_ha) if secteur.surface_ha is not None else ""
        yield KeepTogether(
            (
                Heading(3, _titre(rang, secteur)),
                Fields(
                    (
                        Field("Commune", _commune(projet, secteur)),
                        Field("Type", secteur.type.libelle),
                        Field("Surface", surface),
                        Field("Parcelles", secteur.parcelles),
                        Field("Justification", secteur.motif),
                        *([Field("Plans joints", "\n".join(joints))] if joints else ()),
                    ),
                    f"Secteur {rang}",
                ),
            )
        )
        dessins = [dessin for figure in figures.values() for dessin in figure]
        for dessin in dessins:
            yield Illustration(dessin, f"S{rang}\u00a0: {dessin.alt}")
        dessines = dessines or bool(dessins)
        manque = manque or bool(joints) or not dessins
    if manque or not dessines:
        yield note(f"Les {'autres ' if dessines else ''}plans des secteurs sont joints à la convention.")


def matrice_blocks(projet: Projet) -> Iterator[Block]:
    """Annexe 7, second part: a line per action, a column per category, the secteurs where they meet."""
    yield Heading(2, "Répartition des actions par secteur et par catégorie")
    rows = [_ligne(projet, fiche) for _, fiches in actions_du_plan(projet) for fiche in fiches]
    if not rows:
        yield absent(AUCUNE_ACTION)
        return
    yield Table(
        (
            Column("N°", 34),
            Column("Action", 190),
            *(Column(c.value.upper(), 46, Align.CENTER, group="Catégories de l’ORT") for c in CategorieOrt),
        ),
        tuple(rows),
        "Actions du plan, catégories de l’ORT dont elles relèvent et secteurs où elles interviennent",
        frozen=2,
    )
    legende = [f"S{rang}\u00a0: {s.nom or _SANS_NOM}" for rang, s in enumerate(projet.territoire.secteurs, 1)]
    yield note("\u00a0; ".join((*legende, f"{_SANS_SECTEUR}\u00a0: action sans secteur précisé")) + ".")
    yield note("\u00a0; ".join(map(_categorie, CategorieOrt)) + ".")


def _ligne(projet: Projet, fiche: FicheAction) -> Row:
    rangs = [f"S{rang}" for rang, s in enumerate(projet.territoire.secteurs, 1) if s.uid in fiche.secteurs]
    marque = " ".join(rangs) or _SANS_SECTEUR
    cellules: tuple[Value, ...] = tuple(marque if c in fiche.categories_ort else BLANK for c in CategorieOrt)
    return Row((fiche.numero or None, fiche.intitule or SANS_NOM, *cellules))


def _titre(rang: int, secteur: Secteur) -> str:
    """« S1 — Cœur de ville ». The mark is that of the matrix."""
    return f"S{rang} — {secteur.nom or _SANS_NOM}"


def _commune(projet: Projet, secteur: Secteur) -> str:
    return next((c.nom for c in projet.territoire.communes if c.uid == secteur.commune), "")


def _categorie(categorie: CategorieOrt) -> str:
    return f"{categorie.value.upper()}. {categorie.libelle}"
