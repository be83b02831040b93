"""The documents that can be produced: read this first to know what there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from models.domain.errors import AppError
from models.domain.projet import Projet
from models.domain.regroupement import Regroupement
from models.domain.tableau_suivi import TableauSuivi
from models.domain.uids import Uid
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
from pvd_desktop.documents.renderers import FORMATS
from pvd_desktop.documents.tree import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """What a builder needs to know."""

    projet: Projet
    aujourd_hui: date
    brouillon: bool | None = None
    """Whether the pages bear the « BROUILLON » mark; what the convention says as long as it is not given."""
    fiche: Uid | None = None
    """The fiche wanted, for the documents about one."""
    tableau: TableauSuivi = field(default_factory=TableauSuivi)
    """The columns and the actions wanted, for the tracking table."""
    scenario: Uid | None = None
    """The scenario wanted, for the document that compares them; all of them when none is."""
    contenus: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Bytes of the pictures, by their hash."""

    @property
    def est_brouillon(self) -> bool:
        """Whether the pages bear the mark."""
        return self.projet.convention.brouillon if self.brouillon is None else self.brouillon


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleDocument:
    """One kind of document."""

    id: str
    titre: str
    description: str
    build: Callable[[Demande], Document]
    formats: tuple[str, ...] = tuple(FORMATS)
    """Extensions it can be written in, the usual one first."""
    par_fiche: bool = False
    """Whether a fiche has to be chosen."""
    avec_plans: bool = False
    """Whether it shows the plans of the secteurs."""
    variantes: Mapping[str, Callable[[Demande], Document]] = field(
        default_factory=dict[str, Callable[[Demande], Document]]
    )
    """What builds it instead for a format that holds tables only, by extension."""


class FicheIntrouvableError(AppError):
    """The fiche asked for is not in the project."""

    def __init__(self) -> None:
        super().__init__(
            "La fiche-action à exporter n’est pas dans le projet.",
            "Choisissez une fiche, ou exportez-les toutes avec le document «\u00a0fiches\u00a0».",
        )


class DocumentInconnuError(AppError):
    """No document has that name, or none can be written in that format."""


def _fiches(demande: Demande) -> Document:
    return build_fiches(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _fiche(demande: Demande) -> Document:
    fiche = demande.projet.fiche(demande.fiche)
    if fiche is None:
        raise FicheIntrouvableError
    return build_fiche(demande.projet, fiche, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _convention(demande: Demande) -> Document:
    return build_convention(
        demande.projet,
        aujourd_hui=demande.aujourd_hui,
        brouillon=demande.est_brouillon,
        contenus=demande.contenus,
    )


def _annexes(demande: Demande) -> Document:
    return build_annexes(
        demande.projet,
        aujourd_hui=demande.aujourd_hui,
        brouillon=demande.est_brouillon,
        contenus=demande.contenus,
    )


def _tableau(demande: Demande) -> Document:
    return build_tableau(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _suivi(demande: Demande) -> Document:
    return build_suivi(
        demande.projet, demande.tableau, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon
    )


def _suivi_nu(demande: Demande) -> Document:
    return build_suivi(
        demande.projet,
        demande.tableau,
        aujourd_hui=demande.aujourd_hui,
        brouillon=demande.est_brouillon,
        titre_imprime=False,
    )


def _maquette(demande: Demande) -> Document:
    return build_maquette_financiere(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _classeur(demande: Demande) -> Document:
    return build_classeur(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _operations(demande: Demande) -> Document:
    return build_operations(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _maquette_porteurs(demande: Demande) -> Document:
    return build_maquette_groupes(
        demande.projet,
        Regroupement.MAITRE_OUVRAGE,
        aujourd_hui=demande.aujourd_hui,
        brouillon=demande.est_brouillon,
    )


def _maquette_communes(demande: Demande) -> Document:
    return build_maquette_groupes(
        demande.projet, Regroupement.COMMUNE, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon
    )


def _charge_nette(demande: Demande) -> Document:
    return build_charge_nette(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _intentions(demande: Demande) -> Document:
    return build_intentions(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon)


def _scenario(demande: Demande) -> Document:
    return build_scenario(
        demande.projet, demande.scenario, aujourd_hui=demande.aujourd_hui, brouillon=demande.est_brouillon
    )


def _scenario_feuilles(demande: Demande) -> Document:
    return build_scenario(
        demande.projet,
        demande.scenario,
        aujourd_hui=demande.aujourd_hui,
        brouillon=demande.est_brouillon,
        par_feuille=True,
    )


_PAGES = (".pdf", ".docx", ".txt")
"""Formats of the documents made to be read: a spreadsheet would hold their words badly."""

TOUTES_LES_FICHES = "fiches"
DOCUMENTS = (
    ModeleDocument(
        id="convention",
        titre="Convention-cadre",
        description="La convention entière\u00a0: parties, articles, signatures et annexes.",
        build=_convention,
        formats=_PAGES,
        avec_plans=True,
    ),
    ModeleDocument(
        id="annexes",
        titre="Annexes de la convention",
        description="Les annexes seules, à joindre au modèle de la préfecture.",
        build=_annexes,
        formats=_PAGES,
        avec_plans=True,
    ),
    ModeleDocument(
        id=TOUTES_LES_FICHES,
        titre="Toutes les fiches-actions",
        description="Un récapitulatif par orientation, puis chaque fiche sur ses propres pages\u00a0; une ligne par "
        "opération dans un classeur.",
        build=_fiches,
        formats=(*_PAGES, ".xlsx", ".csv"),
        variantes={".xlsx": _tableau, ".csv": _tableau},
    ),
    ModeleDocument(
        id="fiche",
        titre="Une fiche-action",
        description="La fiche-action choisie, dans l’ordre du modèle de la convention.",
        build=_fiche,
        formats=_PAGES,
        par_fiche=True,
    ),
    ModeleDocument(
        id="suivi",
        titre="Tableau de suivi",
        description="Une ligne par action, avec les colonnes que vous choisissez\u00a0: à envoyer au comité de "
        "pilotage, ou à un maître d’ouvrage.",
        build=_suivi,
        formats=(".xlsx", ".csv", *_PAGES),
        variantes={".xlsx": _suivi_nu, ".csv": _suivi_nu},
    ),
    ModeleDocument(
        id="maquette",
        titre="Maquette financière",
        description="La période, chaque année, les financeurs et les maîtres d’ouvrage, en A3, ou en "
        "classeur calculé avec sa synthèse et ses graphiques.",
        build=_maquette,
        formats=(".xlsx", *_PAGES, ".csv"),
        variantes={".xlsx": _classeur, ".csv": _operations},
    ),
    ModeleDocument(
        id="maquette-porteurs",
        titre="Maquette par maître d’ouvrage",
        description="Ce que chacun porte, comparé en un tableau, puis la maquette de chacun.",
        build=_maquette_porteurs,
        formats=(".xlsx", *_PAGES),
    ),
    ModeleDocument(
        id="maquette-communes",
        titre="Maquette par commune",
        description="Une maquette par commune\u00a0; ce qui en concerne plusieurs est à part, jamais compté deux fois.",
        build=_maquette_communes,
        formats=(".xlsx", *_PAGES),
    ),
    ModeleDocument(
        id="charge-nette",
        titre="Charge nette et encaissements",
        description="Ce que chaque année coûte, une fois reçus les aides, le FCTVA et les emprunts.",
        build=_charge_nette,
        formats=(".xlsx", *_PAGES),
    ),
    ModeleDocument(
        id="intentions",
        titre="Intentions DETR/DSIL",
        description="Les opérations de chaque campagne par ordre de priorité, et ce qu’elles demandent.",
        build=_intentions,
        formats=(".xlsx", *_PAGES),
    ),
    ModeleDocument(
        id="scenario",
        titre="Comparaison d’un scénario",
        description="Ce qu’un «\u00a0Et si…\u00a0» changerait\u00a0: totaux, actions, charge, points à vérifier.",
        build=_scenario,
        formats=(".pdf", ".docx", ".xlsx", ".txt"),
        variantes={".xlsx": _scenario_feuilles},
    ),
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
    contenus: Mapping[str, bytes] | None = None,
) -> Document:
    """Build the tree of ``modele`` for ``projet`` as it stands ``aujourd_hui``."""
    return modele.build(
        Demande(
            projet=projet,
            aujourd_hui=aujourd_hui,
            brouillon=brouillon,
            fiche=fiche,
            tableau=tableau or TableauSuivi(),
            scenario=scenario,
            contenus=contenus or {},
        )
    )
