"""Rules of the ORT on its procedure: who signs, by which act, after which concertation (ORT-01, ORT-12 to ORT-14)."""

from collections.abc import Iterator

from models.domain.formats import format_date
from models.domain.grammaire import enumerer
from models.domain.regles import Constat
from models.domain.regles.ort_contexte import L303_2, ContexteOrt
from models.domain.vocabulaire import Gravite, Jalon, RolePartenaire, RolePartie, TypeActe

_COMMUNES = frozenset({RolePartie.BENEFICIAIRE_COMMUNE, RolePartie.VILLE_PRINCIPALE_EPCI})
_OPERATEURS = frozenset({RolePartie.BAILLEUR_SOCIAL, RolePartie.PRIVE, RolePartie.AUTRE})
"""Signatories that could be chosen later to carry an action out."""


def signataires_minimaux(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-01: the State, one EPCI à fiscalité propre and one of its communes at least sign."""
    roles = {partie.role for partie in contexte.signataires}
    manquent = [
        nom
        for nom, present in (
            ("l’État", RolePartie.ETAT in roles),
            ("l’intercommunalité à fiscalité propre", RolePartie.BENEFICIAIRE_EPCI in roles),
            ("une commune membre", not roles.isdisjoint(_COMMUNES)),
        )
        if not present
    ]
    if contexte.preparee and manquent:
        yield Constat(
            code="ORT-01",
            gravite=contexte.gravite,
            jalon=Jalon.SIGNATURE,
            message=f"Parmi les signataires de l’ORT, il manque {enumerer(manquent)}.",
            remede="Ajouter la partie, ou lui donner la qualité «\u00a0Signataire\u00a0» et son rôle.",
            objet=contexte.sur_parties(),
            champ="parties",
            source=f"{L303_2}, I",
        )


def conflit_d_interets(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-12: signing must not lead to a conflict of interests: a signatory already named to carry an action out."""
    if contexte.signee:
        return
    choisis = {
        organisme: fiche
        for fiche in contexte.actions
        for organisme in (
            *(p.organisme for p in fiche.partenaires if p.role is RolePartenaire.OPERATEUR),
            *(o.maitre_ouvrage_delegue for o in fiche.operations),
        )
        if organisme is not None
    }
    for partie in contexte.signataires:
        fiche = choisis.get(partie.organisme) if partie.organisme and partie.role in _OPERATEURS else None
        if fiche is None:
            continue
        nom = contexte.nom(partie)
        yield Constat(
            code="ORT-12",
            gravite=Gravite.INFORMATION,
            jalon=Jalon.SIGNATURE,
            message=f"«\u00a0{nom}\u00a0» signe, et serait opérateur de l’action «\u00a0{fiche.titre}\u00a0».",
            remede="Vérifier qu’aucun conflit d’intérêts n’en naîtra, ou choisir «\u00a0En présence de\u00a0».",
            objet=contexte.sur_partie(partie),
            champ="qualite",
            source=f"{L303_2}, I",
        )


def concertation_prealable(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-13: the EPCI may open a concertation, before the signature and not after."""
    if not contexte.preparee:
        return
    concertation, signature = contexte.territoire.ort.date_concertation, contexte.signature
    if concertation is None and signature is None:
        message = "L’intercommunalité peut ouvrir une concertation avant la signature\u00a0: rien n’en est dit."
        remede = "Noter la date à laquelle elle finit, ou ignorer ce point s’il n’y en a pas."
    elif concertation and signature and concertation > signature:
        message = (
            f"La concertation finit le {format_date(concertation)}, après la signature du {format_date(signature)}."
        )
        remede = "Corriger l’une des deux dates\u00a0: la concertation précède la signature."
    else:
        return
    yield Constat(
        code="ORT-13",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=contexte.sur_territoire(),
        champ="ort_date_concertation",
        source=f"{L303_2}\u00a0: concertation à l’initiative de l’EPCI",
    )


def deliberations(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-14: each commune and the EPCI sign by a délibération that comes first.

    Once the convention is signed, one whose date is not noted here is no point: only one that comes too late is.
    """
    for partie in contexte.signataires:
        if not partie.role.est_territoire:
            continue
        nom, signature = contexte.nom(partie), partie.date_signature or contexte.signature
        tardive = partie.acte_date and signature and partie.acte_date > signature
        if tardive:
            message = f"«\u00a0{nom}\u00a0»\u00a0: l’acte du {format_date(partie.acte_date)} suit la signature du "
            message += f"{format_date(signature)}."
            remede, champ = "Corriger l’une des deux dates, ou faire délibérer de nouveau.", "acte_date"
        elif contexte.signee or (partie.acte is TypeActe.DELIBERATION and partie.acte_date):
            continue
        else:
            absent = "n’est pas notée" if partie.acte is TypeActe.DELIBERATION else "manque"
            message = f"«\u00a0{nom}\u00a0» signe la convention\u00a0: la délibération qui l’y autorise {absent}."
            remede, champ = "Écrire le numéro et la date de la délibération.", "acte_date"
        yield Constat(
            code="ORT-14",
            gravite=contexte.gravite,
            jalon=Jalon.SIGNATURE,
            message=message,
            remede=remede,
            objet=contexte.sur_partie(partie),
            champ=champ,
            source="Article L.\u00a02121-29 du CGCT (communes)\u00a0; article L.\u00a05211-1 du CGCT (EPCI)",
        )
