"""What the sources of échéances share: the project, the dispositifs, the barème, the day, and what people treated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.domain.bareme import Bareme
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.echeance import Echeance
from models.domain.echeances import EcheanceCalculee, EtatEcheance, NatureEcheance, etat_du
from models.domain.echeances.dossiers import Dossier, build_dossiers
from models.domain.projet import Projet
from models.domain.regles import Objet


@dataclass(frozen=True, slots=True)
class ContexteEcheances:
    """Read once, given to every source."""

    projet: Projet
    dispositifs: Dispositifs
    bareme: Bareme
    aujourd_hui: date
    traitees: Mapping[str, Echeance]
    """What people said of computed échéances, by their key."""
    dossiers: tuple[Dossier, ...]

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
        fin: date | None = None,
        acquise: bool = False,
        faite_le: date | None = None,
        dite_ailleurs: bool = True,
    ) -> EcheanceCalculee:
        """One computed échéance.

        Args:
            cle: its stable key.
            jour: its day.
            intitule: what is to be done, or what happens.
            nature: what it is about.
            objet: what to open.
            champ: on which field.
            source: where it comes from.
            precision: what else is worth saying.
            fin: last day, when it lasts several.
            acquise: the project itself says that it is done.
            faite_le: the day the project gives to that, when it does.
            dite_ailleurs: what the project says of it is a fact of another place, which « Fait » does not write.
        """
        dite = None if acquise else self.traitees.get(cle)
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
            etat=EtatEcheance.FAITE if acquise or dite else etat_du(fin or jour, self.aujourd_hui),
            faite_le=dite.faite_le if dite else faite_le,
            motif=dite.motif if dite else "",
            traitable=not (acquise and dite_ailleurs),
        )


def build_contexte(projet: Projet, dispositifs: Dispositifs, bareme: Bareme, aujourd_hui: date) -> ContexteEcheances:
    """Read the project once for every source."""
    return ContexteEcheances(
        projet,
        dispositifs,
        bareme,
        aujourd_hui,
        traitees={e.cle: e for e in projet.echeances if e.cle and e.faite_le},
        dossiers=tuple(build_dossiers(projet, dispositifs, aujourd_hui)),
    )
