"""The plan de financement to publish once an aide is granted: what each public person brings (L1111-11, D1111-8)."""

from collections.abc import Iterator

from models.domain.bareme import bareme_effectif
from models.domain.demande import IssueDemande
from models.domain.demandes.plan import plan_arrondi
from models.domain.formats import format_date_longue
from models.domain.publicite import ARTICLES, limite_affichage, limite_plaque
from models.referentiel.bareme import load_bareme
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_plan import ligne_ressource, montant, notes_part, part_mo
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Row,
    RowKind,
    Table,
)


def publication_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    plan = plan_arrondi(dossier.situee, retenus=True)
    base = plan.base.libelle
    yield Heading(1, "Plan de financement", overline=dossier.situee.nom, running="Plan de financement publié")
    if dossier.situee.demande.issue is not IssueDemande.ACCORDEE:
        yield absent("La demande n’est pas accordée\u00a0: ce plan n’est pas encore à publier.")
    yield Fields(
        (
            Field("Maître d’ouvrage", dossier.demandeur),
            Field("Opération", dossier.situee.nom),
            Field(f"Coût total {base}", montant(plan.cout)),
        ),
        "Opération et coût total",
    )
    colonnes = (
        Column("Financement apporté par", 220),
        Column("État", 130),
        Column(f"Montant {base}", 154, Align.NUMBER),
    )
    rows = [_ligne(ligne_ressource(dossier, ressource, retenus=True)) for ressource in (*plan.aides, *plan.prive)]
    rows.append(Row((part_mo(plan), None, montant(plan.part_mo))))
    total = Row(("Total", None, montant(plan.cout)), RowKind.TOTAL)
    yield Table(colonnes, (*rows, total), "Montant apporté par chaque financeur")
    yield from notes_part(dossier, plan)
    yield from _rappels(dossier)


def _ligne(complete: Row) -> Row:
    """Who, in what state, how much."""
    return Row((complete.cells[0], complete.cells[1], complete.cells[-1]))


def _rappels(dossier: DossierDemande) -> Iterator[Block]:
    bareme = bareme_effectif(load_bareme(), dossier.projet.parametres_locaux)
    operations = [o.operation for o in dossier.situee.operations]
    affichages = [j for o in operations if (j := limite_affichage(o, bareme, dossier.jour))]
    plaques = [j for o in operations if (j := limite_plaque(o, bareme, dossier.jour))]
    au_plus_tard = f", au plus tard le {format_date_longue(min(affichages))}" if affichages else ""
    delai = int(bareme.parametre("delai_publicite", dossier.jour).valeur)
    yield note(
        f"À afficher au siège du maître d’ouvrage et à mettre en ligne sur son site dans les {delai}\u00a0jours du "
        f"commencement de l’opération{au_plus_tard}, puis sur le panneau du chantier. {ARTICLES}."
    )
    if plaques:
        yield note(f"Une plaque permanente est à poser au plus tard le {format_date_longue(min(plaques))}.")
