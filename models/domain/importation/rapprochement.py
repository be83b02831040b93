"""What the file names and the project already has: fiches and orientations found again, so that none is made twice."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from models.domain.fiche_action import FicheAction
from models.domain.importation.actions import ActionLue, separer_orientation
from models.domain.importation.proximite import cle, ressemblance
from models.domain.orientation import Orientation
from models.domain.uids import Uid

_TITRE_PROCHE: Final = 0.92
_TITRE_DE_LA_MEME: Final = 0.45
"""Below, two titles under one number are two actions: the file numbers its own way."""


class Fiches:
    """Fiches by identity, number and title; those the import makes are found again too."""

    def __init__(self, fiches: Iterable[FicheAction]) -> None:
        self._par_uid: dict[Uid, FicheAction] = {}
        self._par_numero: dict[str, list[Uid]] = {}
        self._par_titre: dict[str, list[Uid]] = {}
        for fiche in fiches:
            self._index(fiche)
        self._du_projet = frozenset(self._par_uid)
        self._prises: set[Uid] = set()

    def garder(self, fiche: FicheAction) -> None:
        """The fiche as the file leaves it."""
        self._index(fiche)
        self._prises.add(fiche.uid)

    def _index(self, fiche: FicheAction) -> None:
        ancienne = self._par_uid.get(fiche.uid)
        self._par_uid[fiche.uid] = fiche
        if ancienne is None or ancienne.numero != fiche.numero:
            self._par_numero.setdefault(cle(fiche.numero), []).append(fiche.uid)
        if ancienne is None or ancienne.intitule != fiche.intitule:
            self._par_titre.setdefault(cle(fiche.intitule), []).append(fiche.uid)

    def de(self, uid: Uid) -> FicheAction:
        """The fiche as it now stands."""
        return self._par_uid[uid]

    def toutes(self) -> Iterable[FicheAction]:
        """Those of the project, then those of the file."""
        return self._par_uid.values()

    def trouver(self, action: ActionLue, porteurs: Collection[Uid]) -> tuple[FicheAction | None, str]:
        """The fiche of an action, and how it was found; or why none was, when that is worth saying.

        Args:
            action: what the file says.
            porteurs: its maîtres d'ouvrage, which tell apart two actions of one title.
        """
        uid = action.faits.get("uid")
        if uid is not None and (fiche := self._par_uid.get(Uid(str(uid.valeur).lower()))):
            return fiche, "Retrouvée par son identifiant."
        numero, titre = cle(action.numero), cle(action.intitule)
        du_numero = [u for u in self._par_numero.get(numero, ()) if numero and cle(self._par_uid[u].numero) == numero]
        du_titre = self._of_title(titre, porteurs) if titre else ()
        communs = [u for u in du_titre if u in du_numero] or [
            u for u in du_titre if not numero or not self._par_uid[u].numero
        ]
        if communs:
            # Two actions of one title are those of the project in their order.
            choisi = next((u for u in communs if u not in self._prises), communs[0])
            return self._par_uid[choisi], "Retrouvée par son intitulé."
        # What differs by its number or its title is the same action for one row of the file, not for two.
        libres = [u for u in du_titre if u not in self._prises]
        if len(libres) == len(du_titre) == 1:
            return self._par_uid[libres[0]], "Retrouvée par son intitulé."
        return self._of_number(action, titre, du_numero)

    def _of_number(self, action: ActionLue, titre: str, uids: Sequence[Uid]) -> tuple[FicheAction | None, str]:
        if len(uids) != 1:
            return None, ""
        fiche = self._par_uid[uids[0]]
        proches = not fiche.intitule or ressemblance(titre, cle(fiche.intitule)) >= _TITRE_DE_LA_MEME
        if not titre or (proches and fiche.uid not in self._prises):
            return fiche, "Retrouvée par son numéro."
        return None, f"Le numéro {action.numero} est déjà celui de «\u00a0{fiche.intitule}\u00a0»."

    def _of_title(self, titre: str, porteurs: Collection[Uid]) -> Sequence[Uid]:
        """Those of one owner when several bear the title; another owner in the same file is another action."""
        uids = [u for u in self._par_titre.get(titre, ()) if cle(self._par_uid[u].intitule) == titre]
        memes = [u for u in uids if _same_owner(self._par_uid[u], porteurs)]
        return memes or [u for u in uids if u in self._du_projet]


def _same_owner(fiche: FicheAction, porteurs: Collection[Uid]) -> bool:
    siens = {o.maitre_ouvrage for o in fiche.operations if o.maitre_ouvrage}
    return not siens or not porteurs or not siens.isdisjoint(porteurs)


class Orientations:
    """Orientations by number and title."""

    def __init__(self, orientations: Iterable[Orientation]) -> None:
        self._connues = {o.uid: o for o in orientations}
        self.nouvelles: dict[Uid, Orientation] = {}
        self._lues: dict[str, Orientation] = {}

    def designer(self, texte: str) -> Orientation:
        """The orientation that these words name, made when nobody knows it."""
        if texte not in self._lues:
            self._lues[texte] = self._trouver(*separer_orientation(texte)) or self._make(texte)
        return self._lues[texte]

    def titre(self, uid: Uid | None) -> str:
        """Number and title of an orientation, or an empty text."""
        orientation = None if uid is None else self.nouvelles.get(uid) or self._connues.get(uid)
        return orientation.titre if orientation else ""

    def _trouver(self, numero: str, titre: str) -> Orientation | None:
        toutes = (*self._connues.values(), *self.nouvelles.values())
        nom = cle(titre)
        if nom and (memes := [o for o in toutes if cle(o.intitule) == nom]):
            return memes[0]
        if numero:
            for o in toutes:
                proches = not nom or not o.intitule or ressemblance(nom, cle(o.intitule)) >= 0.6
                if cle(o.numero) == cle(numero) and proches:
                    return o
        return next((o for o in toutes if nom and ressemblance(nom, cle(o.intitule)) >= _TITRE_PROCHE), None)

    def _make(self, texte: str) -> Orientation:
        numero, titre = separer_orientation(texte)
        orientation = Orientation(numero=numero[:300], intitule=titre[:300])
        self.nouvelles[orientation.uid] = orientation
        return orientation
