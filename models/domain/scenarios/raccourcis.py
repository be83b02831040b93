"""What people suppose in one gesture: a funder refuses or grants less, an action comes a year later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.plan_financement import Depense, Financement, arrondir
from models.domain.projet import Projet
from models.domain.saisie import ANNEE_MAX
from models.domain.scenario import Ecart
from models.domain.scenarios.application import objets
from models.domain.scenarios.champs import Valeur, ecrire_valeur, genre_de, valeur_de
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement


@dataclass(frozen=True, slots=True, kw_only=True)
class Guichet:
    """Whoever may refuse: a funder, or one of its dispositifs."""

    financeur: Uid | None
    dispositif: str | None
    """One of its dispositifs; ``None`` is all of them."""
    nom: str

    @property
    def cle(self) -> str:
        """Name that no other has in the project."""
        return f"{self.financeur or ''}|{'' if self.dispositif is None else f'={self.dispositif}'}"

    def lignes(self, fiches: Iterable[FicheAction]) -> Iterator[Financement]:
        """Its lines in the actions that count, not granted yet and not lost."""
        for fiche in fiches:
            if not fiche.statut.est_vivant:
                continue
            for operation in fiche.operations:
                for ligne in operation.financements:
                    if self._paie(ligne) and not (ligne.etat.est_acquis or ligne.etat.est_perdu):
                        yield ligne

    def _paie(self, ligne: Financement) -> bool:
        return ligne.financeur == self.financeur and self.dispositif in {None, ligne.dispositif}


def guichets(projet: Projet) -> tuple[Guichet, ...]:
    """Those that hold at least one answer, by name; a funder of several dispositifs comes before each of them."""
    dispositifs: dict[Uid | None, dict[str, None]] = {}
    for fiche in projet.fiches:
        if fiche.statut.est_vivant:
            for ligne in (f for o in fiche.operations for f in o.financements):
                if not (ligne.etat.est_acquis or ligne.etat.est_perdu):
                    dispositifs.setdefault(ligne.financeur, {})[ligne.dispositif] = None
    noms = {uid: projet.nom_organisme(uid) for uid in dispositifs}
    trouves: list[Guichet] = []
    for uid in sorted(dispositifs, key=lambda u: (not noms[u], sort_key(noms[u]))):
        siens = sorted(dispositifs[uid], key=sort_key)
        nom = noms[uid] or "Financeur à préciser"
        trouves.append(Guichet(financeur=uid, dispositif=None, nom=nom))
        if len(siens) > 1:
            trouves += [Guichet(financeur=uid, dispositif=d, nom=f"{nom}, {d or 'sans dispositif'}") for d in siens]
    return tuple(trouves)


def refuser(guichet: Guichet, fiches: Iterable[FicheAction]) -> tuple[Ecart, ...]:
    """Every line it has not answered yet is refused."""
    return tuple(_ecart(ligne, "etat", EtatFinancement.REFUSE) for ligne in guichet.lignes(fiches))


def accorder_moins(guichet: Guichet, fiches: Iterable[FicheAction], rabais: Decimal) -> tuple[Ecart, ...]:
    """Every line it has not answered yet is granted, for ``rabais`` less than asked; one without amount is left."""
    ecarts: list[Ecart] = []
    for ligne in guichet.lignes(fiches):
        if ligne.montant_demande is not None:
            ecarts.append(_ecart(ligne, "etat", EtatFinancement.ACCORDE))
            ecarts.append(_ecart(ligne, "montant_accorde", arrondir(ligne.montant_demande * (1 - rabais))))
    return tuple(ecarts)


def decaler(fiche: FicheAction, pas: int = 1) -> tuple[Ecart, ...]:
    """Its dépenses and its aides come ``pas`` years later; what has no year keeps none."""
    ecarts: list[Ecart] = []
    for objet in (objet for operation in fiche.operations for objet in objets(operation)):
        if isinstance(objet, Depense | Financement):
            annee = valeur_de(objet, "annee")
            if isinstance(annee, int) and annee + pas <= ANNEE_MAX:
                ecarts.append(_ecart(objet, "annee", annee + pas))
    return tuple(ecarts)


def _ecart(objet: Depense | Financement, champ: str, valeur: Valeur) -> Ecart:
    return Ecart(genre=genre_de(objet), objet=objet.uid, champ=champ, valeur=ecrire_valeur(valeur))
