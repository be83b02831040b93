"""The documents that can be produced: read this first to know what there is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from models.domain.avenant import Avenant
from models.domain.maquettes.regroupement import Regroupement
from models.domain.projet import Projet
from models.domain.suivi.tableau_suivi import TableauSuivi
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from pvd_desktop.documents.builders.annexes import build_annexes
from pvd_desktop.documents.builders.charge_nette import build_charge_nette
from pvd_desktop.documents.builders.convention import build_convention
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.builders.intentions import build_intentions
from pvd_desktop.documents.builders.maquette import build_classeur, build_maquette_financiere, build_operations
from pvd_desktop.documents.builders.regroupements import build_maquette_groupes
from pvd_desktop.documents.builders.scenario import build_scenario
from pvd_desktop.documents.builders.tableau import build_tableau
from pvd_desktop.documents.builders.tableau_suivi import build_suivi
from pvd_desktop.documents.catalogue_avancement import DOCUMENTS_AVANCEMENT
from pvd_desktop.documents.catalogue_demandes import DOCUMENTS_DEMANDE
from pvd_desktop.documents.catalogue_etats import DOCUMENTS_ETATS
from pvd_desktop.documents.catalogue_gouvernance import DOCUMENTS_GOUVERNANCE
from pvd_desktop.documents.catalogue_paiement import DOCUMENTS_PAIEMENT
from pvd_desktop.documents.catalogue_partenaires import DOCUMENTS_PARTENAIRES
from pvd_desktop.documents.modeles import (
    PAGES,
    DocumentInconnuError,
    Edition,
    FicheIntrouvableError,
    ModeleDocument,
)
from pvd_desktop.documents.renderers import FORMATS
from pvd_desktop.documents.tree import Document


def _fiches(edition: Edition) -> Document:
    return build_fiches(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _fiche(edition: Edition) -> Document:
    fiche = edition.projet.fiche(edition.fiche)
    if fiche is None:
        raise FicheIntrouvableError
    return build_fiche(edition.projet, fiche, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _convention(edition: Edition) -> Document:
    return build_convention(
        edition.projet,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
        contenus=edition.contenus,
    )


def _annexes(edition: Edition) -> Document:
    return build_annexes(
        edition.projet,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
        contenus=edition.contenus,
    )


def _tableau(edition: Edition) -> Document:
    return build_tableau(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _suivi(edition: Edition) -> Document:
    return build_suivi(
        edition.projet, edition.tableau, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon
    )


def _suivi_nu(edition: Edition) -> Document:
    return build_suivi(
        edition.projet,
        edition.tableau,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
        titre_imprime=False,
    )


def _maquette(edition: Edition) -> Document:
    return build_maquette_financiere(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _classeur(edition: Edition) -> Document:
    return build_classeur(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _operations(edition: Edition) -> Document:
    return build_operations(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _maquette_porteurs(edition: Edition) -> Document:
    return build_maquette_groupes(
        edition.projet,
        Regroupement.MAITRE_OUVRAGE,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
    )


def _maquette_communes(edition: Edition) -> Document:
    return build_maquette_groupes(
        edition.projet, Regroupement.COMMUNE, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon
    )


def _charge_nette(edition: Edition) -> Document:
    return build_charge_nette(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _intentions(edition: Edition) -> Document:
    return build_intentions(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _scenario(edition: Edition) -> Document:
    return build_scenario(
        edition.projet, edition.scenario, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon
    )


def _scenario_feuilles(edition: Edition) -> Document:
    return build_scenario(
        edition.projet,
        edition.scenario,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
        par_feuille=True,
    )


TOUTES_LES_FICHES = "fiches"
DOCUMENTS = (
    ModeleDocument(
        id="convention",
        titre="Convention-cadre",
        description="La convention entière\u00a0: parties, articles, signatures et annexes.",
        build=_convention,
        formats=PAGES,
        avec_plans=True,
    ),
    ModeleDocument(
        id="annexes",
        titre="Annexes de la convention",
        description="Les annexes seules, à joindre au modèle de la préfecture.",
        build=_annexes,
        formats=PAGES,
        avec_plans=True,
    ),
    ModeleDocument(
        id=TOUTES_LES_FICHES,
        titre="Toutes les fiches-actions",
        description="Un récapitulatif par orientation, puis chaque fiche sur ses propres pages\u00a0; une ligne par "
        "opération dans un classeur.",
        build=_fiches,
        formats=(*PAGES, ".xlsx", ".csv"),
        variantes={".xlsx": _tableau, ".csv": _tableau},
    ),
    ModeleDocument(
        id="fiche",
        titre="Une fiche-action",
        description="La fiche-action choisie, dans l’ordre du modèle de la convention.",
        build=_fiche,
        formats=PAGES,
        par_fiche=True,
    ),
    ModeleDocument(
        id="suivi",
        titre="Tableau de suivi",
        description="Une ligne par action, avec les colonnes que vous choisissez\u00a0: à envoyer au comité de "
        "pilotage, ou à un maître d’ouvrage.",
        build=_suivi,
        formats=(".xlsx", ".csv", *PAGES),
        variantes={".xlsx": _suivi_nu, ".csv": _suivi_nu},
    ),
    ModeleDocument(
        id="maquette",
        titre="Maquette financière",
        description="La période, chaque année, les financeurs et les maîtres d’ouvrage, en A3, ou en "
        "classeur calculé avec sa synthèse et ses graphiques.",
        build=_maquette,
        formats=(".xlsx", *PAGES, ".csv"),
        variantes={".xlsx": _classeur, ".csv": _operations},
    ),
    ModeleDocument(
        id="maquette-porteurs",
        titre="Maquette par maître d’ouvrage",
        description="Ce que chacun porte, comparé en un tableau, puis la maquette de chacun.",
        build=_maquette_porteurs,
        formats=(".xlsx", *PAGES),
    ),
    ModeleDocument(
        id="maquette-communes",
        titre="Maquette par commune",
        description="Une maquette par commune\u00a0; ce qui en concerne plusieurs est à part, jamais compté deux fois.",
        build=_maquette_communes,
        formats=(".xlsx", *PAGES),
    ),
    ModeleDocument(
        id="charge-nette",
        titre="Charge nette et encaissements",
        description="Ce que chaque année coûte, une fois reçus aides, FCTVA et emprunts, annuités comprises.",
        build=_charge_nette,
        formats=(".xlsx", *PAGES),
    ),
    ModeleDocument(
        id="intentions",
        titre="Intentions DETR/DSIL",
        description="Les opérations de chaque campagne par ordre de priorité, et ce qu’elles demandent.",
        build=_intentions,
        formats=(".xlsx", *PAGES),
    ),
    ModeleDocument(
        id="scenario",
        titre="Comparaison d’un scénario",
        description="Ce qu’un «\u00a0Et si…\u00a0» changerait\u00a0: totaux, actions, charge, points à vérifier.",
        build=_scenario,
        formats=(".pdf", ".docx", ".xlsx", ".txt"),
        variantes={".xlsx": _scenario_feuilles},
    ),
    *DOCUMENTS_PARTENAIRES,
    *DOCUMENTS_AVANCEMENT,
    *DOCUMENTS_DEMANDE,
    *DOCUMENTS_PAIEMENT,
    *DOCUMENTS_GOUVERNANCE,
    *DOCUMENTS_ETATS,
)


def document_for(nom: str | None, target: Path) -> ModeleDocument:
    """The document called ``nom``, or else as ``target`` is; without either, the first its format can hold."""
    extension = target.suffix.lower()
    if nom is None:
        homonyme = next((d for d in DOCUMENTS if d.id == target.stem.lower()), None)
        # One fiche needs to be chosen: its name alone says all of them.
        nom = (TOUTES_LES_FICHES if homonyme.par_fiche else homonyme.id) if homonyme else None
    nommes = [d for d in DOCUMENTS if nom is None or d.id == nom]
    if not nommes:
        connus = ", ".join(d.id for d in DOCUMENTS)
        raise DocumentInconnuError(
            f"Le document «\u00a0{nom}\u00a0» n’existe pas.", f"Documents connus\u00a0: {connus}."
        )
    for modele in nommes:
        if extension in modele.formats:
            return replace(modele, build=modele.variantes.get(extension, modele.build))
    formats = ", ".join(dict.fromkeys(f for d in nommes for f in d.formats))
    if extension in FORMATS:
        refus = f"Le document «\u00a0{nommes[0].id}\u00a0» ne s’écrit pas en «\u00a0{extension}\u00a0»."
    else:
        refus = f"Le format «\u00a0{extension or target.name}\u00a0» n’est pas connu."
    raise DocumentInconnuError(refus, f"Formats possibles\u00a0: {formats}.")


def build(
    modele: ModeleDocument,
    projet: Projet,
    *,
    aujourd_hui: date,
    brouillon: bool | None = None,
    fiche: Uid | None = None,
    tableau: TableauSuivi | None = None,
    scenario: Uid | None = None,
    demande: Uid | None = None,
    reunion: Uid | None = None,
    instance: Uid | None = None,
    etats: tuple[EtatProjet, ...] = (),
    avenant: Avenant | None = None,
    contenus: Mapping[str, bytes] | None = None,
) -> Document:
    """Build the tree of ``modele`` for ``projet`` as it stands ``aujourd_hui``."""
    return modele.build(
        Edition(
            projet=projet,
            aujourd_hui=aujourd_hui,
            brouillon=brouillon,
            fiche=fiche,
            tableau=tableau or TableauSuivi(),
            scenario=scenario,
            demande=demande,
            reunion=reunion,
            instance=instance,
            etats=etats,
            avenant=avenant or Avenant(),
            contenus=contenus or {},
        )
    )
