"""The letter that goes with a demande: who asks what of whom, for what, and the list of what is joined."""

from collections.abc import Iterator

from models.domain.demande import EtatPiece
from models.domain.demandes.pieces import PieceSituee
from models.domain.formats import format_euros_entiers
from models.domain.grammaire import enumerer
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, titre_de
from pvd_desktop.documents.builders.demande_mots import BLANC, a_dire, des_fiches, euros
from pvd_desktop.documents.builders.demande_organe import de_l_organisme
from pvd_desktop.documents.builders.lettre import ouverture
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.tree import (
    Block,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Signature,
    Signatures,
)


def lettre_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    yield Heading(1, "Lettre d’accompagnement", running="Lettre d’accompagnement")
    yield from _entete(dossier)
    yield Paragraph((Run("Madame, Monsieur,"),))
    yield from _corps(dossier)
    yield Paragraph((Run("Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée."),))
    yield KeepTogether((Signatures((Signature(dossier.organe.titre_chef, dossier.organe.signataire),)),))
    yield KeepTogether((Heading(2, "Pièces du dossier"), _pieces(dossier)))


def _entete(dossier: DossierDemande) -> Iterator[Block]:
    """Who writes, to whom, from where and when, about what."""
    demandeur = dossier.situee.demandeur
    coordonnees = (demandeur.adresse, demandeur.telephone, demandeur.courriel) if demandeur else ()
    suite = "".join(f"\n{ligne}" for ligne in coordonnees if ligne)
    nom = Run(dossier.demandeur, bold=True) if dossier.demandeur else a_dire("", "nom du demandeur")
    numero = dossier.situee.demande.numero_dossier
    yield from ouverture(
        (nom, *((Run(suite),) if suite else ())),
        a_dire(_destinataires(dossier), "destinataire"),
        f"{BLANC}, le {BLANC}",
        f"demande d’aide pour l’opération «\u00a0{dossier.situee.nom}\u00a0»",
        f"N° de dossier\u00a0: {numero}" if numero else "",
    )


def _destinataires(dossier: DossierDemande) -> str:
    noms = (dossier.projet.nom_organisme(r.financeur) for r in dossier.demandees)
    connus = "\n".join(dict.fromkeys(filter(None, noms)))
    dispositif = dossier.situee.dispositif
    return connus or (dispositif.financeur if dispositif else "")


def _corps(dossier: DossierDemande) -> Iterator[Block]:
    plan, organe = dossier.plan, dossier.organe
    demandes = [
        f"{format_euros_entiers(r.montant)} au titre {titre_de(r)}" for r in dossier.demandees if r.connu is not None
    ]
    yield Paragraph(
        (
            Run("Au nom "),
            a_dire(de_l_organisme(organe.nom), "nom du demandeur"),
            Run(", j’ai l’honneur de solliciter "),
            a_dire(enumerer(demandes), "aide demandée"),
            Run(f" pour l’opération «\u00a0{dossier.situee.nom}\u00a0», dont le coût prévisionnel est de "),
            euros(plan.cout),
            Run(f" {plan.base.libelle}."),
        )
    )
    if dossier.convention:
        fiches = " ".join(filter(None, (des_fiches(dossier.fiches), "de la convention-cadre")))
        yield Paragraph((Run(f"L’opération relève {fiches} {dossier.convention}."),))
    yield Paragraph(
        (
            Run(
                "Le plan de financement joint est prévisionnel\u00a0: il ne vaut pas accord des financeurs qui y "
                "figurent. Toute modification de l’opération ou de son financement vous sera signalée."
            ),
        )
    )
    chef = dossier.projet.territoire.chef_de_projet
    if chef.nom:
        contact = ", ".join(filter(None, (chef.nom, chef.telephone, chef.courriel)))
        yield Paragraph((Run(f"Pour toute question sur ce dossier\u00a0: {contact}."),))


def _pieces(dossier: DossierDemande) -> Block:
    pieces = [p for p in dossier.pieces if p.etat is not EtatPiece.SANS_OBJET]
    if not pieces:
        return absent("Le dispositif ne demande aucune pièce connue.")
    return ListBlock(tuple(ListItem((Run(_piece(p)),)) for p in pieces), ordered=True)


def _piece(piece: PieceSituee) -> str:
    suite = " (suivra le dépôt)" if piece.etat is EtatPiece.APRES_DEPOT else ""
    return f"{piece.intitule}{suite}"
