"""« Comparaison de deux états »: all that changed in the project between two days, to be read or printed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.etats.changements import ChangementEtat, ComparaisonEtats, Rubrique, compter
from models.domain.etats.comparer import comparer_figes
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.etats_tables import (
    table_argent,
    table_calendrier,
    table_changements,
    table_totaux,
)
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.tree import (
    Block,
    Document,
    Heading,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Run,
    Title,
)

TITRE: Final = "Comparaison de deux états"
MODELE: Final = (
    "Modèle mis à jour\u00a0: l’article suit le texte type, qu’une autre édition de PVD Desktop écrit autrement. Pour "
    "garder celui que les parties ont signé, écrivez-le dans la convention."
)


def build_comparaison(avant: EtatProjet, apres: EtatProjet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """What differs from ``avant`` to ``apres``: figures, then each change, the demandes apart."""
    comparaison = comparer_figes(avant, apres, load_plan_convention())
    territoire = apres.projet.territoire
    return Document(
        titre=" – ".join(filter(None, (TITRE, territoire.nom))),
        sujet="Ce qui a changé dans le projet d’un état à l’autre",
        auteur=territoire.nom,
        entete=entete(apres.projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A4_LANDSCAPE,
        blocks=(
            Title(TITRE, overline=territoire.nom, subtitle=f"Avant\u00a0: {avant.titre} · Après\u00a0: {apres.titre}"),
            *_blocks(comparaison),
        ),
    )


def dire_nombre(changements: tuple[ChangementEtat, ...]) -> str:
    """« 10 changements : 2 ajouts, 1 suppression, 7 modifications »; « Aucun changement »."""
    if not changements:
        return "Aucun changement"
    comptes = compter(changements)
    details = ", ".join(f"{n} {_pluriel(nature.libelle.lower(), n)}" for nature, n in comptes.items() if n)
    return f"{len(changements)} {_pluriel('changement', len(changements))}\u00a0: {details}"


def _blocks(comparaison: ComparaisonEtats) -> Iterator[Block]:
    yield Paragraph((Run(f"{dire_nombre(comparaison.changements)}."),), ParagraphKind.LEAD)
    if not comparaison.changements:
        return
    yield Heading(1, "Totaux du plan")
    yield table_totaux(comparaison)
    if (argent := table_argent(comparaison)) is not None:
        yield Heading(1, "Coûts et financements par action")
        yield argent
    if (calendrier := table_calendrier(comparaison)) is not None:
        yield Heading(1, "Calendrier")
        yield calendrier
    if comparaison.du_projet:
        yield Heading(1, "Tous les changements")
        yield table_changements(comparaison.du_projet)
        if any(c.long for c in comparaison.du_projet):
            yield Paragraph(
                (Run("Dans un long texte, ce qui est parti est entre crochets, ce qui est venu en gras."),),
                ParagraphKind.NOTE,
            )
        if any(c.modele for c in comparaison.du_projet):
            yield Paragraph((Run(MODELE),), ParagraphKind.NOTE)
    if comparaison.des_demandes:
        yield Heading(1, Rubrique.DEMANDES.libelle)
        yield table_changements(comparaison.des_demandes)


def _pluriel(mot: str, nombre: int) -> str:
    return f"{mot}s" if nombre > 1 else mot
