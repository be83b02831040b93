"""The documents by which a granted aid is paid, for the catalogue: each is made of one demande."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_parties import PartieDossier, build_partie
from pvd_desktop.documents.builders.paiement_etat import TITRE as ETAT
from pvd_desktop.documents.builders.paiement_etat import etat_blocks
from pvd_desktop.documents.builders.paiement_lettres import (
    ACOMPTE,
    DECLARATION,
    SOLDE,
    acompte_blocks,
    declaration_blocks,
    solde_blocks,
)
from pvd_desktop.documents.builders.paiement_plan import TITRE as PLAN
from pvd_desktop.documents.builders.paiement_plan import plan_definitif_blocks
from pvd_desktop.documents.catalogue_demandes import dossier_de
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Block, Document


def _build(titre: str, blocks: Callable[[DossierDemande], Iterator[Block]]) -> Callable[[Edition], Document]:
    une = PartieDossier(id="", titre=titre, description="", blocks=blocks, mention="")
    return lambda edition: build_partie(dossier_de(edition), une)


DOCUMENTS_PAIEMENT: Final[tuple[ModeleDocument, ...]] = (
    ModeleDocument(
        id="declaration-commencement",
        titre=DECLARATION,
        description="Ce que le financeur attend quand l’opération démarre, avec l’avance qu’elle ouvre.",
        build=_build(DECLARATION, declaration_blocks),
        formats=PAGES,
        par_demande=True,
    ),
    ModeleDocument(
        id="demande-acompte",
        titre=ACOMPTE,
        description="Le montant de l’acompte, son calcul sur les dépenses mandatées, et les pièces à joindre.",
        build=_build(ACOMPTE, acompte_blocks),
        formats=PAGES,
        par_demande=True,
    ),
    ModeleDocument(
        id="demande-solde",
        titre=SOLDE,
        description="Le solde, l’aide définitive et le plan de financement définitif, une fois l’opération achevée.",
        build=_build(SOLDE, solde_blocks),
        formats=PAGES,
        par_demande=True,
    ),
    ModeleDocument(
        id="etat-depenses",
        titre=ETAT,
        description="Chaque mandat de l’opération, par poste et par marché, à faire certifier par le comptable.",
        build=_build(ETAT, etat_blocks),
        formats=(".xlsx", *PAGES),
        par_demande=True,
        variantes={".xlsx": _build(ETAT, partial(etat_blocks, par_feuille=True))},
    ),
    ModeleDocument(
        id="plan-definitif",
        titre=PLAN,
        description="Le coût réel, ce que chaque financeur paie à la fin, et la part du maître d’ouvrage.",
        build=_build(PLAN, plan_definitif_blocks),
        formats=(".pdf", ".docx", ".xlsx", ".txt"),
        par_demande=True,
    ),
)
