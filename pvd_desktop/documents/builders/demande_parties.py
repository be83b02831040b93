"""The documents of a demande, in the order one reads them, each alone or all in one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pvd_desktop.documents.builders.demande_attestation import attestation_blocks
from pvd_desktop.documents.builders.demande_deliberation import deliberation_blocks
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_echeancier import echeancier_blocks
from pvd_desktop.documents.builders.demande_formulaire import formulaire_blocks
from pvd_desktop.documents.builders.demande_lettre import lettre_blocks
from pvd_desktop.documents.builders.demande_note import note_blocks
from pvd_desktop.documents.builders.demande_plan import plan_blocks
from pvd_desktop.documents.builders.demande_publication import publication_blocks
from pvd_desktop.documents.builders.fiche_action import MENTION
from pvd_desktop.documents.tree import Block, Document, NewSection, PageFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class PartieDossier:
    """One document of a demande."""

    id: str
    titre: str
    description: str
    blocks: Callable[[DossierDemande], Iterator[Block]]
    mention: str = MENTION
    """At the foot of its pages."""
    piece: str = ""
    """Code of the pièce it is, in the list of the dispositif."""
    en_tete: bool = False
    """It opens the dossier, before the pièces."""
    a_signer: bool = False
    """Somebody completes it and signs it: it is also wanted as a Word file."""


PARTIES: Final = (
    PartieDossier(
        id="formulaire",
        titre="Formulaire rempli",
        description="Les réponses dans l’ordre du portail, à recopier champ par champ.",
        blocks=formulaire_blocks,
        piece="demande",
        en_tete=True,
    ),
    PartieDossier(
        id="lettre",
        titre="Lettre d’accompagnement",
        description="La demande au financeur, avec la liste des pièces.",
        blocks=lettre_blocks,
        mention="",
        en_tete=True,
        a_signer=True,
    ),
    PartieDossier(
        id="note",
        titre="Note explicative",
        description="Objet, contexte, calendrier, coût, aide demandée, plan de financement, indicateurs.",
        blocks=note_blocks,
        piece="note",
    ),
    PartieDossier(
        id="deliberation",
        titre="Projet de délibération",
        description="Visas, rapport, décisions et plan de financement\u00a0; la séance et le vote restent en blanc.",
        blocks=deliberation_blocks,
        piece="deliberation",
        a_signer=True,
    ),
    PartieDossier(
        id="plan",
        titre="Plan de financement prévisionnel",
        description="Dépenses et ressources en euros entiers, avec leurs lignes de contrôle.",
        blocks=plan_blocks,
        piece="plan_financement",
    ),
    PartieDossier(
        id="echeancier",
        titre="Échéancier",
        description="Réalisation et dépenses par année, encaissements attendus.",
        blocks=echeancier_blocks,
        piece="echeancier",
    ),
    PartieDossier(
        id="attestation",
        titre="Attestation de non-commencement",
        description="Une page par opération, à dater et à signer par le maire ou le président.",
        blocks=attestation_blocks,
        mention="",
        piece="attestation_non_commencement",
        a_signer=True,
    ),
    PartieDossier(
        id="publication",
        titre="Plan de financement à publier",
        description="Ce que chaque personne publique apporte, une fois l’aide accordée.",
        blocks=publication_blocks,
        mention="",
    ),
)


def partie(cle: str) -> PartieDossier:
    """One of them."""
    return next(p for p in PARTIES if p.id == cle)


def build_partie(dossier: DossierDemande, une: PartieDossier) -> Document:
    """One document alone."""
    return document_de_demande(dossier, une.titre, tuple(une.blocks(dossier)), une.mention)


def parties_du_dossier(dossier: DossierDemande) -> tuple[PartieDossier, ...]:
    """Those that this demande calls for where it stands: none is made of what is done, or cannot be."""
    return tuple(p for p in PARTIES if dossier.appelle(p.id))


def build_ensemble(dossier: DossierDemande) -> Document:
    """All of them in one, each from a page of its own."""
    blocks: list[Block] = []
    for une in parties_du_dossier(dossier):
        # A section without a mention of its own takes that of the document, which a letter must not bear.
        blocks += (NewSection(PageFormat.A4_PORTRAIT, une.titre[:31], une.mention or " "), *une.blocks(dossier))
    return document_de_demande(dossier, "Dossier de demande", tuple(blocks))


def document_de_demande(
    dossier: DossierDemande, titre: str, blocks: tuple[Block, ...], mention: str = MENTION
) -> Document:
    """The sheet that every document of a demande is printed on."""
    return Document(
        titre=f"{titre} – {dossier.situee.nom}",
        sujet="Demande de subvention",
        auteur=dossier.demandeur,
        entete=" · ".join(filter(None, (dossier.demandeur, dossier.situee.nom))),
        mention=mention,
        date_edition=dossier.jour,
        brouillon=dossier.brouillon,
        blocks=blocks,
    )
