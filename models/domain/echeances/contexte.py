"""What the sources of échéances share: the project, the dispositifs, the barème, the day, and what people treated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.domain.bareme import Bareme
from models.domain.demande import Demande
from models.domain.dispositifs import Dispositifs
from models.domain.echeance import Echeance
from models.domain.echeances import EcheanceCalculee, NatureEcheance, etat_du
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid


@dataclass(frozen=True, slots=True)
class Emplacement:
    """Where an operation stands: in which fiche, and what both are called."""

    fiche: FicheAction
    operation: Operation
    libelle: str
    """Title of the fiche, with that of the operation when there are several."""


@dataclass(frozen=True, slots=True)
class ContexteEcheances:
    """Read once, given to every source."""

    projet: Projet
    dispositifs: Dispositifs
    bareme: Bareme
    aujourd_hui: date
    traitees: Mapping[str, Echeance]
    """What people said of computed échéances, by their key."""
    emplacements: Mapping[Uid, Emplacement]
    """The operations that are there; one that a demande names and that is not here is in the Corbeille, or gone."""
    lignes: Mapping[Uid, tuple[Emplacement, Financement]]
    demandes_des_lignes: Mapping[Uid, Demande]
    """The demande that asks for each financement line."""

    def echeance(
        self,
        cle: str,
        jour: date,
        intitule: str,
        nature: NatureEcheance,
        objet: Objet,
        *,
        champ: str = "",
        source: str = "",
        precision: str = "",
        faite_le: date | None = None,
        fin: date | None = None,
    ) -> EcheanceCalculee:
        """One computed échéance; ``faite_le`` is the day that the project itself gives to what was awaited."""
        dite = None if faite_le else self.traitees.get(cle)
        return EcheanceCalculee(
            cle=cle,
            jour=jour,
            fin=fin,
            intitule=intitule,
            nature=nature,
            objet=objet,
            champ=champ,
            source=source,
            precision=precision,
            etat=etat_du(fin or jour, self.aujourd_hui, faite=bool(faite_le or dite)),
            faite_le=faite_le or (dite.faite_le if dite else None),
            motif=dite.motif if dite else "",
            traitable=faite_le is None,
        )


def build_contexte(projet: Projet, dispositifs: Dispositifs, bareme: Bareme, aujourd_hui: date) -> ContexteEcheances:
    """Index the project once for every source."""
    emplacements: dict[Uid, Emplacement] = {}
    lignes: dict[Uid, tuple[Emplacement, Financement]] = {}
    for fiche in projet.fiches:
        titre, plusieurs = fiche.titre, len(fiche.operations) > 1
        for operation in fiche.operations:
            libelle = f"{titre} – {operation.intitule}" if plusieurs and operation.intitule else titre
            emplacements[operation.uid] = place = Emplacement(fiche, operation, libelle)
            for ligne in operation.financements:
                lignes[ligne.uid] = place, ligne
    return ContexteEcheances(
        projet,
        dispositifs,
        bareme,
        aujourd_hui,
        traitees={e.cle: e for e in projet.echeances if e.cle and e.faite_le},
        emplacements=emplacements,
        lignes=lignes,
        demandes_des_lignes={uid: demande for demande in projet.demandes for uid in demande.financements},
    )
