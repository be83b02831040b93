"""The attestation de non-commencement: one page per operation, signed and dated by who represents the demandeur."""

from collections.abc import Iterator

from models.domain.demandes.situee import OperationSituee
from models.domain.dispositifs.dispositif import GroupeCumul
from models.domain.formats import format_date
from models.domain.grammaire import minuscule
from models.domain.regles.non_commencement import debut_de
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_mots import BLANC, a_dire
from pvd_desktop.documents.builders.demande_organe import de_l_organisme
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.tree import (
    Block,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Signatures,
)

TITRE = "Attestation de non-commencement"


def attestation_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    if not dossier.situee.operations:
        yield Heading(1, TITRE, overline=dossier.situee.nom, running="Non-commencement")
        yield absent("La demande ne porte encore sur aucune opération.")
    for rang, operation in enumerate(dossier.situee.operations):
        if rang:
            yield PageBreak()
        yield from _operation(dossier, operation)


def _operation(dossier: DossierDemande, operation: OperationSituee) -> Iterator[Block]:
    organe = dossier.organe
    yield Heading(1, TITRE, overline=dossier.demandeur, running="Non-commencement")
    debut = debut_de(operation.operation, dossier.jour)
    if debut is not None:
        yield absent(
            f"L’opération a un commencement daté du {format_date(debut)}\u00a0: à vérifier avant toute signature."
        )
    yield Paragraph(
        (
            Run(f"Je soussigné{organe.accord}, "),
            Run(organe.signataire or BLANC, bold=bool(organe.signataire)),
            Run(f", agissant en qualité de {organe.qualite} "),
            a_dire(de_l_organisme(organe.nom), "nom du demandeur"),
            Run(", atteste que l’opération\u00a0:"),
        )
    )
    lieu = dossier.situation(operation.fiche)
    nom = _nom(dossier, operation)
    yield Paragraph((Run(f"«\u00a0{nom}\u00a0»", bold=True), Run(f", située {lieu}," if lieu else ",")))
    yield Paragraph(
        (
            Run("pour laquelle une aide est demandée au titre "),
            a_dire(dossier.au_titre, "dispositif"),
            Run(
                ", n’a reçu aucun commencement d’exécution à la date de la présente attestation\u00a0: aucun marché de "
                "travaux ou de fourniture n’est signé, aucun devis accepté, aucun bon de commande, ordre de service ou "
                "acompte donné."
            ),
        )
    )
    yield Paragraph((Run(_engagement(dossier)),))
    yield KeepTogether(
        (
            Paragraph((Run(f"Fait à {BLANC}, le {BLANC}"),)),
            Signatures((Signature(organe.titre_chef, organe.signataire),)),
            note("À dater et à signer à la main par la personne qui représente le demandeur, et par elle seule."),
        )
    )


def _engagement(dossier: DossierDemande) -> str:
    """What may be done before, by the rule of the dispositif when a source says it."""
    dispositif = dossier.situee.dispositif
    article = dispositif.article_fait_liberatoire if dispositif else ""
    exception = ""
    if dispositif is not None and dispositif.groupe in {GroupeCumul.DOTATIONS, GroupeCumul.DECRET_2018_514}:
        exception = " Les études préalables et l’acquisition de terrains ne constituent pas un commencement d’exécution"
        exception += f" ({minuscule(article)})." if article else "."
    return f"Je m’engage à ne pas la commencer {dossier.pas_avant}.{exception}"


def _nom(dossier: DossierDemande, operation: OperationSituee) -> str:
    """As the portal knows it; among several, each by its action and its own name, without the number of a fiche."""
    if len(dossier.situee.operations) == 1:
        return dossier.situee.nom
    return " – ".join(dict.fromkeys(filter(None, (operation.fiche.intitule, operation.nom))))
