"""The note explicative of a demande: what is done, why, when, at what cost, and what is asked for."""

from collections.abc import Iterator
from datetime import date

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date, format_euros_entiers
from models.domain.grammaire import enumerer, majuscule
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import TypePhase
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_mots import a_dire, euros
from pvd_desktop.documents.builders.demande_plan import montant, tables_plan
from pvd_desktop.documents.builders.demande_poste import poste_blocks
from pvd_desktop.documents.builders.indicateurs import indicateurs
from pvd_desktop.documents.builders.plan_financement import missing, note
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    Bar,
    Block,
    Field,
    Fields,
    Heading,
    KeepTogether,
    Notice,
    Paragraph,
    Run,
    Timeline,
)


def note_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    yield Heading(1, "Note explicative", overline=dossier.situee.nom, running="Note explicative")
    yield Notice(text_runs("previsionnel"))
    yield _identite(dossier)
    yield Heading(2, "Objet")
    yield _objet(dossier)
    yield Heading(2, "Contexte, objectifs et contenu")
    yield from _contexte(dossier)
    yield KeepTogether((Heading(2, "Durée et calendrier"), calendrier(dossier)))
    yield from poste_blocks(dossier)
    tete, *suite = tables_plan(dossier, dossier.plan)
    yield KeepTogether((Heading(2, "Coût, aide demandée et plan de financement"), _aide(dossier), tete))
    yield from suite
    if mesures := tuple(i for fiche in dossier.fiches for i in fiche.indicateurs):
        yield KeepTogether((Heading(2, "Indicateurs"), indicateurs(mesures, "Indicateurs de suivi de l’opération")))


def calendrier(dossier: DossierDemande) -> Block:
    """The phases of its actions, and each operation from end to end."""
    bars = [
        Bar(phase.intitule or phase.type.libelle, phase.debut, phase.fin, milestone=phase.type is TypePhase.JALON)
        for fiche in dossier.fiches
        for phase in fiche.phases
    ]
    for situee in dossier.situee.operations:
        debut, fin = debut_de(situee.operation, date.max), situee.operation.date_achevement
        if debut or fin:
            bars.append(Bar(f"Exécution\u00a0: {situee.nom}", debut, fin))
    return Timeline(tuple(bars), "Calendrier prévisionnel de l’opération") if bars else missing()


def _identite(dossier: DossierDemande) -> Fields:
    plan = dossier.plan
    return Fields(
        (
            Field("Demandeur", dossier.demandeur),
            Field("Aide sollicitée", dossier.guichet),
            Field("Intitulé de l’opération", (Run(dossier.situee.nom, bold=True),)),
            Field("Lieu", dossier.reponse("adresse") or enumerer(dossier.communes)),
            Field("Convention-cadre", dossier.convention),
            Field("Fiche-action", "\n".join(fiche.titre for fiche in dossier.fiches)),
            Field(f"Coût prévisionnel {plan.base.libelle}", montant(plan.cout)),
            Field("Montant demandé", montant(plan.demande or None)),
            Field("Durée", _duree(dossier)),
        ),
        "Identité de la demande",
    )


def _duree(dossier: DossierDemande) -> str:
    debuts = [debut for o in dossier.situee.operations if (debut := debut_de(o.operation, date.max))]
    fins = [o.operation.date_achevement for o in dossier.situee.operations if o.operation.date_achevement]
    if not debuts:
        return ""
    debut = format_date(min(debuts))
    return f"Du {debut} au {format_date(max(fins))}" if fins else f"À partir du {debut}"


def _objet(dossier: DossierDemande) -> Paragraph:
    porteur = majuscule(dossier.organe.nom)
    return Paragraph(
        (
            a_dire(porteur, "nom du demandeur"),
            Run(" demande une aide au titre "),
            a_dire(dossier.au_titre, "dispositif"),
            Run(f" pour l’opération «\u00a0{dossier.situee.nom}\u00a0»."),
        )
    )


def _contexte(dossier: DossierDemande) -> Iterator[Block]:
    """The words of the form come first when somebody wrote them for this demande."""
    if ecrite := dossier.situee.demande.reponse("description"):
        yield from blocks_of(ecrite)
    else:
        for fiche in dossier.fiches:
            yield from _de_la_fiche(dossier, fiche)
    if not (ecrite or dossier.fiches):
        yield missing()
    if transition := dossier.reponse("transition_justification"):
        yield Heading(3, "Transition écologique")
        yield from blocks_of(transition)


def _de_la_fiche(dossier: DossierDemande, fiche: FicheAction) -> Iterator[Block]:
    orientation = dossier.projet.orientation(fiche.orientation)
    if orientation is not None:
        yield note(f"Orientation stratégique\u00a0: {orientation.titre}.")
    yield from blocks_of(fiche.description) or (missing(),)
    if fiche.centralite:
        yield KeepTogether((Heading(3, "Effet attendu sur la centralité"), *blocks_of(fiche.centralite)))


def _aide(dossier: DossierDemande) -> Paragraph:
    plan = dossier.plan
    demandes = [
        f"{r.libelle}\u00a0: {format_euros_entiers(r.montant)}" for r in dossier.demandees if r.connu is not None
    ]
    detail = f" ({enumerer(demandes)})" if len(demandes) > 1 else ""
    cout = (Run("Le coût prévisionnel est de "), euros(plan.cout), Run(f" {plan.base.libelle}"))
    return Paragraph((*cout, Run("\u00a0; l’aide demandée, de "), euros(plan.demande or None), Run(f"{detail}.")))
