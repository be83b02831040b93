"""What people planned: phases and jalons, next steps, payments expected, pièces that will not hold for ever."""

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from models.domain.demande import Demande, EtatPiece
from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.fiche_action import FicheAction, Suivi
from models.domain.formats import format_date, format_euros
from models.domain.regles import Objet
from models.domain.vocabulaire import StatutAction, TypePhase

_SANS_NOM: Final = {TypePhase.PHASE: "Phase sans nom", TypePhase.JALON: "Jalon sans nom"}


def phases(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The end of each phase, the day of each jalon; done once the action is, or once a later phase has begun."""
    for fiche in contexte.projet.fiches:
        if not fiche.phases or not fiche.statut.est_vivant or fiche.statut is StatutAction.SUSPENDUE:
            continue
        objet = _objet_fiche(fiche)
        commencees = [p.debut for p in fiche.phases if p.debut and p.debut <= contexte.aujourd_hui]
        derniere = max(commencees, default=None)
        for phase in fiche.phases:
            jalon = phase.type is TypePhase.JALON
            jour = phase.debut if jalon else phase.fin
            if jour is None:
                continue
            nom = phase.intitule or _SANS_NOM[phase.type]
            passee = jour < contexte.aujourd_hui and derniere is not None and derniere > jour
            acquise = passee or fiche.statut is StatutAction.TERMINEE
            yield contexte.echeance(
                f"phase:{phase.uid}",
                jour,
                nom if jalon else f"Fin de la phase «\u00a0{nom}\u00a0»",
                NatureEcheance.ACTION,
                objet,
                champ="phases",
                source="Calendrier de l’action",
                precision="" if jalon or acquise or not phase.debut else f"depuis le {format_date(phase.debut)}",
                acquise=acquise,
            )


def etapes(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The next step of each action and of each demande that has a day."""
    for fiche in contexte.projet.fiches:
        if fiche.suivi.prochaine_etape_date and fiche.statut.est_vivant:
            yield _etape(contexte, fiche.suivi, _objet_fiche(fiche), NatureEcheance.ACTION)
    for dossier in contexte.dossiers:
        if dossier.demande is not None and dossier.demande.suivi.prochaine_etape_date:
            yield _etape(contexte, dossier.demande.suivi, dossier.objet, NatureEcheance.DEMANDE)


def versements(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Each payment that has a planned day; received, it is done."""
    for fiche in contexte.projet.fiches:
        for operation in fiche.operations:
            for ligne in operation.financements:
                if not ligne.versements or ligne.etat.est_perdu:
                    continue
                nom = ligne.dispositif or contexte.projet.nom_organisme(ligne.financeur) or ligne.nature.libelle
                objet = Objet(type="financement", uid=ligne.uid, libelle=f"{nom} · {fiche.titre}", fiche=fiche.uid)
                for versement in ligne.versements:
                    if versement.date_prevue is None:
                        continue
                    yield contexte.echeance(
                        f"versement:{versement.uid}",
                        versement.date_prevue,
                        f"{versement.nature.libelle} attendu{_accord(versement.nature.value)}",
                        NatureEcheance.VERSEMENT,
                        objet,
                        champ="versements",
                        source="Versements prévus",
                        precision="" if versement.montant is None else format_euros(versement.montant),
                        acquise=versement.date_encaissement is not None,
                        faite_le=versement.date_encaissement,
                    )


def validites(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Last day on which a joined pièce is worth something, while its demande awaits its answer."""
    for dossier in contexte.dossiers:
        demande = dossier.demande
        if demande is None or dossier.decide:
            continue
        for piece in demande.pieces:
            if piece.date_validite is not None and piece.etat is EtatPiece.JOINTE:
                yield contexte.echeance(
                    # Renewed, it is another day to watch.
                    f"validite:{piece.uid}:{piece.date_validite.isoformat()}",
                    piece.date_validite,
                    f"Fin de validité\u00a0: {piece.intitule or 'pièce'}",
                    NatureEcheance.DEMANDE,
                    _objet_demande(demande, dossier.objet),
                    champ="pieces",
                    source="Pièces du dossier",
                )


def _etape(contexte: ContexteEcheances, suivi: Suivi, objet: Objet, nature: NatureEcheance) -> EcheanceCalculee:
    jour = suivi.prochaine_etape_date
    assert jour is not None  # what the callers look at
    # Moved, it is the same step; said otherwise, it is the next one, and the last « Fait » says nothing of it.
    empreinte = crc32(suivi.prochaine_etape.casefold().encode())
    return contexte.echeance(
        f"etape:{objet.uid}:{empreinte:08x}",
        jour,
        suivi.prochaine_etape or "Prochaine étape",
        nature,
        objet,
        champ="prochaine_etape_date",
        source="Suivi",
        precision=suivi.prochaine_etape_qui,
    )


def _objet_fiche(fiche: FicheAction) -> Objet:
    return Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid)


def _objet_demande(demande: Demande, objet: Objet) -> Objet:
    return Objet(type="demande", uid=demande.uid, libelle=objet.libelle, fiche=objet.fiche)


def _accord(nature: str) -> str:
    return "e" if nature == "avance" else ""
