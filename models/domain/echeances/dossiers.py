"""What the delays of a dispositif run on: a demande, or a financement line for which no demande was made.

A line that a demande asks for is read through its demande alone: its delays are never told twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.demande import Demande
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import DepartDelai, Dispositif
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.regles.non_commencement import debut_de
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, NatureVersement

HORS_PROJET = "opération dans la corbeille"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The dates of a demande, or of a line, and what it is about."""

    uid: Uid
    objet: Objet
    dispositif: Dispositif | None
    demande: Demande | None
    """``None`` for a line without demande."""
    lignes: tuple[Financement, ...]
    operations: tuple[Operation, ...]
    depot: date | None
    reception: date | None
    completude: date | None
    notification: date | None
    decision: date | None
    """The day it was granted or refused; the one of its notification when no other is known."""
    decide: bool
    """An answer came, whether its day is known or not."""
    declaration: date | None
    debut: date | None
    """All its operations began: the day of the last one."""
    achevement: date | None
    """All of them are finished."""

    def depart(self, evenement: DepartDelai) -> date | None:
        """Day of the event that a delay runs from."""
        match evenement:
            case DepartDelai.DEPOT:
                return self.depot
            case DepartDelai.RECEPTION:
                return self.reception
            case DepartDelai.COMPLETUDE:
                return self.completude
            case DepartDelai.NOTIFICATION:
                return self.notification
            case DepartDelai.COMMENCEMENT:
                return self.declaration or self.debut
            case DepartDelai.ACHEVEMENT:
                return self.achevement

    @property
    def solde_demande(self) -> date | None:
        """Day on which the balance was asked for, or came; the day of the last line when there are several."""
        jours = [_solde(ligne) for ligne in self.lignes]
        connus = [jour for jour in jours if jour is not None]
        return max(connus) if connus and len(connus) == len(jours) else None

    @property
    def versee(self) -> bool:
        """Every line is paid."""
        return bool(self.lignes) and all(ligne.etat is EtatFinancement.VERSE for ligne in self.lignes)


def build_dossiers(projet: Projet, dispositifs: Dispositifs, aujourd_hui: date) -> Iterator[Dossier]:
    """The living ones: demandes first, then the lines that none asks for."""
    prises: set[Uid] = set()
    for demande in projet.demandes:
        prises.update([ligne.financement for ligne in demande.lignes if ligne.financement])
        if demande.issue is None or not demande.issue.est_perdue:
            yield _of_demande(demande, projet, dispositifs, aujourd_hui)
    for fiche in projet.fiches:
        if not fiche.statut.est_vivant:
            continue
        for operation in fiche.operations:
            for ligne in operation.financements:
                if ligne.uid in prises or ligne.etat.est_perdu or ligne.nature.est_valorisee:
                    continue
                dispositif = dispositifs.de(ligne, projet.organisme(ligne.financeur))
                # Most lines of a plan have no date yet, and nothing runs on them.
                if dispositif is not None and (_est_datee(ligne) or dispositif.campagnes or dispositif.est_annuel):
                    yield _of_ligne(fiche, operation, ligne, dispositif, aujourd_hui)


def _of_demande(demande: Demande, projet: Projet, dispositifs: Dispositifs, aujourd_hui: date) -> Dossier:
    voulues = demande.operations
    trouvees = [trouvee for uid in voulues if (trouvee := projet.operation(uid)) is not None]
    lignes = _lignes(demande, trouvees, projet)
    operations = tuple(operation for _, operation in trouvees)
    dispositif = dispositifs.par_code.get(demande.dispositif)
    # Only what has no title of its own is named by its actions.
    titres = [demande.intitule] if demande.intitule else list(dict.fromkeys([fiche.titre for fiche, _ in trouvees]))
    if len(trouvees) < len(voulues):
        titres.append(HORS_PROJET)
    sigle = dispositif.nom if dispositif else "Demande"
    annee = f" {demande.annee}" if demande.annee else ""
    quoi = ", ".join(titres)
    return Dossier(
        uid=demande.uid,
        objet=Objet(
            type="demande",
            uid=demande.uid,
            libelle=f"{sigle}{annee} · {quoi}" if quoi else f"{sigle}{annee}",
            fiche=trouvees[0][0].uid if trouvees else None,
        ),
        dispositif=dispositif,
        demande=demande,
        lignes=lignes,
        operations=operations,
        depot=demande.date_depot,
        reception=demande.date_accuse,
        completude=demande.date_completude,
        notification=demande.date_notification,
        decision=demande.date_decision or demande.date_notification,
        decide=demande.issue is not None or demande.date_notification is not None,
        declaration=demande.date_declaration,
        debut=_dernier([debut_de(o, aujourd_hui) for o in operations]),
        achevement=_dernier([_fini(o, aujourd_hui) for o in operations]),
    )


def _lignes(demande: Demande, trouvees: list[tuple[FicheAction, Operation]], projet: Projet) -> tuple[Financement, ...]:
    """The lines it asks for: nearly always of its operations, where they are found without an index of them all."""
    voulues = demande.financements
    siennes = {ligne.uid: ligne for _, operation in trouvees for ligne in operation.financements}
    if all(uid in siennes for uid in voulues):
        return tuple(siennes[uid] for uid in voulues)
    return tuple(t[2] for uid in voulues if (t := projet.financement(uid)) is not None)


def _of_ligne(
    fiche: FicheAction, operation: Operation, ligne: Financement, dispositif: Dispositif, aujourd_hui: date
) -> Dossier:
    return Dossier(
        uid=ligne.uid,
        objet=Objet(type="financement", uid=ligne.uid, libelle=f"{dispositif.nom} · {fiche.titre}", fiche=fiche.uid),
        dispositif=dispositif,
        demande=None,
        lignes=(ligne,),
        operations=(operation,),
        depot=ligne.date_depot,
        reception=ligne.date_accuse,
        completude=ligne.date_completude,
        notification=ligne.date_notification,
        decision=ligne.date_decision or ligne.date_notification,
        decide=ligne.etat.est_acquis or ligne.date_notification is not None,
        declaration=None,
        debut=debut_de(operation, aujourd_hui),
        achevement=_fini(operation, aujourd_hui),
    )


def _est_datee(ligne: Financement) -> bool:
    return bool(ligne.date_depot or ligne.date_accuse or ligne.date_completude or ligne.date_notification)


def _fini(operation: Operation, aujourd_hui: date) -> date | None:
    fin = operation.date_achevement
    return fin if fin is not None and fin <= aujourd_hui else None


def _dernier(jours: list[date | None]) -> date | None:
    """The last of these days, once each of them is known."""
    connus = [jour for jour in jours if jour is not None]
    return max(connus) if connus and len(connus) == len(jours) else None


def _solde(ligne: Financement) -> date | None:
    soldes = [v for v in ligne.versements if v.nature is NatureVersement.SOLDE]
    return max((j for v in soldes if (j := v.date_demande or v.date_encaissement)), default=None)
