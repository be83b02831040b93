"""What a dossier needs besides its form and its pièces: operations, a dispositif, an amount, acts, no commencement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.domain.demandes.pieces import DELIBERATION, PieceSituee
from models.domain.demandes.situee import DemandeSituee, OperationSituee
from models.domain.formats import format_date
from models.domain.regles import Objet
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import Vocabulaire


class TypeManque(Vocabulaire):
    """What is missing."""

    OPERATION = "operation", "Opération"
    DISPOSITIF = "dispositif", "Dispositif"
    LIGNE = "ligne", "Montant demandé"
    PART_DECIDEE = "part_decidee", "Part du maître d’ouvrage"
    NON_COMMENCEMENT = "non_commencement", "Non-commencement"
    CHAMP = "champ", "Formulaire"
    DELIBERATION = "deliberation", "Délibération"
    PIECE = "piece", "Pièce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manque:
    """One thing to do before the dépôt, or that may follow it."""

    type: TypeManque
    cle: str
    """Key of the field, of the pièce, or of the condition."""
    libelle: str
    remede: str = ""
    objet: Objet
    champ: str = ""
    apres_depot: bool = False
    """It may follow the dépôt: the dossier is not complete without it."""


def conditions_de(situee: DemandeSituee, pieces: Sequence[PieceSituee], jour: date) -> Iterator[Manque | None]:
    """One for each thing that is expected, in the order one settles them: what is missing, or nothing."""
    yield _operations(situee)
    for absence in situee.absences:
        yield _manque(situee, TypeManque.OPERATION, absence.message, absence.remede, "lignes")
    yield _dispositif(situee)
    yield _campagne(situee, jour)
    yield _montant(situee)
    for operation in situee.operations:
        yield _part_decidee(operation)
        yield _non_commencement(situee, operation, jour)
    if situee.dispositif is None or any(p.cle == DELIBERATION and p.attendue for p in pieces):
        yield _deliberation(situee)


def _operations(situee: DemandeSituee) -> Manque | None:
    if situee.operations or situee.absences:
        return None
    remede = "Choisissez au moins une opération."
    return _manque(situee, TypeManque.OPERATION, "La demande ne réunit aucune opération.", remede, "lignes")


def _dispositif(situee: DemandeSituee) -> Manque | None:
    code = situee.demande.dispositif
    if situee.dispositif is not None:
        return None
    libelle = f"Le dispositif «\u00a0{code}\u00a0» n’est plus connu." if code else "Le dispositif n’est pas choisi."
    remede = "Choisissez-le\u00a0: il dit le formulaire, les pièces et les délais."
    return _manque(situee, TypeManque.DISPOSITIF, libelle, remede, "dispositif")


def _campagne(situee: DemandeSituee, jour: date) -> Manque | None:
    """Closed, or not open yet; once the dossier is filed, nothing is to be said any more."""
    campagnes = situee.dispositif.campagnes if situee.dispositif else ()
    sienne = next((c for c in campagnes if c.annee == situee.annee), None)
    if sienne is None or situee.demande.date_depot is not None:
        return None
    if sienne.cloture is not None and sienne.cloture < jour:
        libelle = f"La campagne {sienne.annee} est close depuis le {format_date(sienne.cloture)}."
        remede = "Vérifiez les dates auprès du financeur, ou préparez la campagne suivante."
    elif sienne.ouverture is not None and jour < sienne.ouverture:
        libelle = f"La campagne {sienne.annee} ouvre le {format_date(sienne.ouverture)}."
        remede = "Attendez son ouverture pour déposer."
    else:
        return None
    return _manque(situee, TypeManque.DISPOSITIF, libelle, remede, "annee")


def _montant(situee: DemandeSituee) -> Manque | None:
    sans = next((ligne for ligne in situee.demandees if not ligne.montant_demande), None)
    if situee.demandees and sans is None:
        return None
    if sans is None:
        remede = "Choisissez, pour chaque opération, la ligne du plan de financement qui est demandée."
        return _manque(situee, TypeManque.LIGNE, "Aucun financement n’est demandé.", remede, "lignes")
    trouvee = situee.projet.financement(sans.uid)
    nom = sans.dispositif or situee.projet.nom_organisme(sans.financeur) or sans.nature.libelle
    return Manque(
        type=TypeManque.LIGNE,
        cle="montant_demande",
        libelle=f"Le montant demandé à «\u00a0{nom}\u00a0» n’est pas renseigné.",
        remede="Saisissez-le dans le plan de financement.",
        objet=Objet(type="financement", uid=sans.uid, libelle=nom, fiche=trouvee[0].uid if trouvee else None),
        champ="montant_demande",
    )


def _part_decidee(operation: OperationSituee) -> Manque | None:
    if operation.operation.part_decidee is not None:
        return None
    return Manque(
        type=TypeManque.PART_DECIDEE,
        cle="part_decidee",
        libelle=f"La part du maître d’ouvrage n’est pas décidée ({operation.titre}).",
        remede="Saisissez ce que la délibération, ou la PPI, y consacre.",
        objet=operation.objet,
        champ="part_decidee",
    )


def _non_commencement(situee: DemandeSituee, operation: OperationSituee, jour: date) -> Manque | None:
    """Before the dépôt nobody may begin, whatever the dispositif; what follows it is SUB-10."""
    debut = debut_de(operation.operation, jour)
    depot = situee.demande.date_depot
    if debut is None or situee.demande.date_derogation or (depot is not None and depot <= debut):
        return None
    return Manque(
        type=TypeManque.NON_COMMENCEMENT,
        cle="non_commencement",
        libelle=f"L’opération a commencé le {format_date(debut)} ({operation.titre}).",
        remede="Corrigez la date si elle est fausse\u00a0; sinon demandez une dérogation avant de déposer.",
        objet=operation.objet,
        champ="date_premier_acte" if operation.operation.date_premier_acte == debut else "date_commencement",
    )


def _deliberation(situee: DemandeSituee) -> Manque | None:
    if situee.demande.date_deliberation is not None:
        return None
    libelle = "La délibération n’est pas datée."
    remede = "Inscrivez-la à l’ordre du jour\u00a0; elle peut suivre le dépôt, le dossier n’est pas complet sans elle."
    manque = _manque(situee, TypeManque.DELIBERATION, libelle, remede, "date_deliberation")
    return replace(manque, apres_depot=True)


def _manque(situee: DemandeSituee, quoi: TypeManque, libelle: str, remede: str, champ: str) -> Manque:
    return Manque(type=quoi, cle=champ, libelle=libelle, remede=remede, objet=situee.objet, champ=champ)
