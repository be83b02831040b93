"""The projet de délibération: everything the secretary does not have to write, and room for what is theirs alone."""

from collections.abc import Iterator
from typing import Final

from models.domain.dispositifs.dispositif import GroupeCumul
from models.domain.grammaire import majuscule
from models.domain.regles.dotations import Dotation
from models.domain.vocabulaire import NatureFinancement
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, titre_de
from pvd_desktop.documents.builders.demande_mots import BLANC, a_dire, des_fiches, euros
from pvd_desktop.documents.builders.demande_organe import de_l_organisme
from pvd_desktop.documents.builders.demande_plan import tables_plan
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Block,
    Field,
    Fields,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    Paragraph,
    RichText,
    Run,
    Signature,
    Signatures,
)

_DOTATIONS: Final = {Dotation.DETR: "L.\u00a02334-32 et suivants", Dotation.DSIL: "L.\u00a02334-42"}
_DECRET: Final = (
    "le décret n°\u00a02018-514 du 25\u00a0juin\u00a02018 relatif aux subventions de l’État pour des projets "
    "d’investissement"
)
_CCAS: Final = "le code de l’action sociale et des familles"
_SEANCE: Final = (
    "Séance du",
    "Date de convocation",
    "Membres en exercice",
    "Présents",
    "Pouvoirs",
    "Absents",
    "Quorum",
    "Secrétaire de séance",
)
_NATURES: Final = {
    NatureFinancement.PRET: "un prêt",
    NatureFinancement.AVANCE_REMBOURSABLE: "une avance remboursable",
    NatureFinancement.FONDS_CONCOURS: "un fonds de concours",
}
_VOTE: Final = ("Pour", "Contre", "Abstentions")


def deliberation_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    nom = dossier.situee.nom
    yield Heading(1, "Projet de délibération", overline=dossier.demandeur, running="Projet de délibération")
    yield note(
        "Ce projet n’a pas été voté\u00a0: la séance, les présents et le vote sont à remplir par le secrétariat."
    )
    yield _blancs((("Département", dossier.projet.territoire.departement),), _SEANCE, "Séance")
    yield Heading(2, "Objet")
    yield Paragraph(
        (Run(f"Opération «\u00a0{nom}\u00a0»\u00a0: approbation, plan de financement et demande d’aide.", bold=True),)
    )
    yield Heading(2, "Visas")
    yield ListBlock(tuple(ListItem((Run("Vu "), *visa, Run("\u00a0;"))) for visa in _visas(dossier)))
    yield Heading(2, dossier.organe.rapport)
    yield from _rapport(dossier)
    yield Heading(2, "Considérants")
    yield ListBlock(tuple(ListItem((Run("Considérant "), *runs, Run("\u00a0;"))) for runs in _considerants(dossier)))
    yield Heading(2, "Dispositif")
    yield Paragraph((Run(f"{majuscule(dossier.organe.assemblee)}, après en avoir délibéré\u00a0:"),))
    decisions = tuple(_decisions(dossier))
    fins = (*("\u00a0;" for _ in decisions[1:]), ".")
    articles = (ListItem((*runs, Run(fin))) for runs, fin in zip(decisions, fins, strict=True))
    yield ListBlock(tuple(articles), ordered=True)
    yield Heading(3, "Plan de financement prévisionnel")
    yield from tables_plan(dossier, dossier.plan)
    yield KeepTogether((Heading(2, "Vote"), _blancs((), _VOTE, "Vote"), *_signatures(dossier)))


def _visas(dossier: DossierDemande) -> Iterator[RichText]:
    if not dossier.organe.est_collectivite:
        # The establishments whose acts are transmitted are ruled by a code, the others by statutes of their own.
        yield (
            Run(_CCAS if dossier.organe.est_transmis else f"les statuts {de_l_organisme(dossier.organe.nom)}".rstrip()),
        )
        yield from _visas_de_l_aide(dossier)
        return
    dotations = [_DOTATIONS[d] for d in _DOTATIONS if dossier.plan.demande_de(d)]
    articles = ", ".join(filter(None, (dossier.organe.article, "L.\u00a01111-10", *dotations)))
    yield (Run(f"le code général des collectivités territoriales, notamment ses articles {articles}"),)
    yield from _visas_de_l_aide(dossier)


def _visas_de_l_aide(dossier: DossierDemande) -> Iterator[RichText]:
    dispositif = dossier.situee.dispositif
    if dispositif is not None and dispositif.groupe is GroupeCumul.DECRET_2018_514:
        yield (Run(_DECRET),)
    if dossier.convention:
        yield (Run(f"la convention-cadre {dossier.convention}"),)
    yield (Run(f"la circulaire ou le règlement de l’aide demandée, {BLANC}"),)
    for cle, titre in (("detr_categorie", "DETR"), ("dsil_categorie", "DSIL")):
        if categorie := dossier.reponse(cle):
            yield (Run(f"la catégorie d’opérations {titre} «\u00a0{categorie}\u00a0»"),)


def _rapport(dossier: DossierDemande) -> Iterator[Block]:
    ecrite = dossier.reponse("description") or "\n\n".join(f.description for f in dossier.fiches)
    yield from blocks_of(ecrite) or (Paragraph((a_dire("", "présentation de l’opération"),)),)
    plan = dossier.plan
    cout = (Run("Son coût prévisionnel est de "), euros(plan.cout), Run(f" {plan.base.libelle}."))
    yield Paragraph(cout)


def _considerants(dossier: DossierDemande) -> Iterator[RichText]:
    if dossier.fiches:
        yield (Run(f"que l’opération relève {des_fiches(dossier.fiches)}"),)
    yield (
        Run("qu’elle peut être aidée au titre "),
        a_dire(dossier.au_titre, "dispositif"),
        Run(", chaque aide restant soumise à la décision de son financeur"),
    )


def _decisions(dossier: DossierDemande) -> Iterator[RichText]:
    plan, organe = dossier.plan, dossier.organe
    base = plan.base.libelle
    cout = (euros(plan.cout), Run(f" {base}"))
    yield (Run(f"approuve l’opération «\u00a0{dossier.situee.nom}\u00a0» et son coût prévisionnel de "), *cout)
    yield (Run("arrête le plan de financement prévisionnel reproduit ci-dessous"),)
    for ressource in dossier.demandees:
        quoi = _NATURES.get(ressource.nature, "une aide")
        yield (Run(f"sollicite {quoi} de "), euros(ressource.connu), Run(f" au titre {titre_de(ressource)}"))
    avant = f", {plan.avant}" if plan.avant else ""
    reste = (euros(plan.part_mo), Run(f" {base}{avant}, et ce que les aides attendues n’apporteraient pas"))
    yield (Run(f"s’engage à prendre en charge la part {de_l_organisme(organe.nom)}, soit "), *reste)
    yield (Run(f"s’engage à ne pas commencer l’exécution de l’opération {dossier.pas_avant}"),)
    yield (Run(f"autorise {organe.chef} à présenter la demande et à signer tout document s’y rapportant"),)
    yield (Run("inscrit les dépenses et les recettes correspondantes au budget"),)


def _blancs(connus: tuple[tuple[str, str], ...], libelles: tuple[str, ...], summary: str) -> Fields:
    rows = (*(Field(libelle, valeur) for libelle, valeur in connus), *(Field(nom, BLANC) for nom in libelles))
    return Fields(rows, f"{summary}\u00a0: à remplir par le secrétariat")


def _signatures(dossier: DossierDemande) -> Iterator[Block]:
    chef = Signature(dossier.organe.titre_chef, dossier.organe.signataire)
    yield Signatures((chef, Signature("Le secrétaire de séance")))
    if dossier.organe.est_transmis:
        yield note(f"Transmise au contrôle de légalité le {BLANC}, publiée le {BLANC}.")
