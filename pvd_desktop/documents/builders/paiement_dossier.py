"""What the documents of a payment read: each line of the demande, its operation, what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.demandes.situee import OperationSituee
from models.domain.formats import format_date
from models.domain.paiements.aide import DroitsPaiement, droits
from models.domain.paiements.depenses import EtatDepenses, etat_depenses
from models.domain.paiements.plan import PlanDefinitif, plan_definitif
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_mots import BLANC, a_dire
from pvd_desktop.documents.builders.demande_organe import de_l_organisme
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.tree import (
    Block,
    Euros,
    Field,
    Fields,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Signatures,
)


@dataclass(frozen=True, slots=True)
class LignePayee:
    """One line that the demande asks for, where its operation stands."""

    operation: OperationSituee
    droits: DroitsPaiement

    @property
    def etat(self) -> EtatDepenses:
        """What its operation paid."""
        return self.droits.etat


def lignes_payees(dossier: DossierDemande) -> tuple[LignePayee, ...]:
    """The lines that the demande asks for, in its order."""
    return tuple(_lignes(dossier))


def _lignes(dossier: DossierDemande) -> Iterator[LignePayee]:
    projet, situee = dossier.projet, dossier.situee
    for ligne in situee.demandees:
        trouvee = projet.financement(ligne.uid)
        if trouvee is None:
            continue
        operation = OperationSituee(*trouvee[:2])
        dispositif = situee.dispositifs.de(ligne, projet.organisme(ligne.financeur))
        etat = etat_depenses(operation.operation, dossier.jour)
        yield LignePayee(operation, droits(ligne, operation.operation, etat, dispositif))


def plan_de(dossier: DossierDemande, operation: OperationSituee) -> PlanDefinitif:
    """The final plan of one operation of the demande."""
    return plan_definitif(operation.operation, dossier.projet, dossier.situee.dispositifs, dossier.jour)


def sans_ligne(dossier: DossierDemande, titre: str) -> Iterator[Block]:
    """What stands where the demande obtained nothing that could be paid."""
    yield Heading(1, titre, overline=dossier.situee.nom, running=titre)
    yield absent("La demande ne nomme aucun financement encore présent dans le plan d’une opération.")


def entete_lettre(dossier: DossierDemande, ligne: LignePayee, objet: str) -> Fields:
    """Who writes to whom, about which decision."""
    demande, financement = dossier.situee.demande, ligne.droits.ligne
    financeur = dossier.projet.nom_organisme(financement.financeur)
    dispositif = ligne.droits.dispositif
    notifie = demande.date_notification or financement.date_notification
    decision = ", ".join(
        filter(None, (demande.reference_decision, f"notifiée le {format_date(notifie)}" if notifie else ""))
    )
    return Fields(
        (
            Field("De la part de", dossier.demandeur),
            Field("À l’attention de", financeur or (dispositif.financeur if dispositif else "")),
            Field("Objet", (Run(objet, bold=True),)),
            Field("Opération", ligne.operation.titre),
            Field("Dispositif", financement.dispositif or (dispositif.nom if dispositif else "")),
            Field("N° de dossier", demande.numero_dossier or financement.numero_dossier),
            Field("Décision", decision),
            Field("Montant accordé", Euros(ligne.droits.accorde)),
        ),
        "En-tête de la lettre",
    )


def declarant(dossier: DossierDemande, suite: str, *fin: Run) -> Paragraph:
    """« Je soussigné(e), …, maire de la commune de Valembecque, … »."""
    organe = dossier.organe
    return Paragraph(
        (
            Run("Je soussigné(e), "),
            Run(organe.signataire or BLANC, bold=bool(organe.signataire)),
            Run(f", agissant en qualité de {organe.qualite} "),
            a_dire(de_l_organisme(organe.nom), "nom du demandeur"),
            Run(f", {suite}"),
            *fin,
        )
    )


def fait_a(dossier: DossierDemande) -> KeepTogether:
    """Where the person who represents the demandeur dates and signs."""
    return KeepTogether(
        (
            Paragraph((Run(f"Fait à {BLANC}, le {BLANC}"),)),
            Signatures((Signature(dossier.organe.titre_chef, dossier.organe.signataire),)),
        )
    )
