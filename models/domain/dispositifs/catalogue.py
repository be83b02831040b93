"""Every dispositif in the order it is recognised, the one a financement is about, and what a delay says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from models.domain.bareme import Bareme
from models.domain.dispositifs.dispositif import Delai, Dispositif
from models.domain.jours import ajouter_mois
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme

A_LIRE: Final = "délai à lire dans l’arrêté"


@dataclass(frozen=True, kw_only=True)
class Dispositifs:
    """The dispositifs of the reference, those of the project among them, at one edition."""

    edition: date | None = None
    """Day of the reference."""
    liste: tuple[Dispositif, ...] = ()
    """The first that is named is the one: the particular stands before the general."""
    # A project repeats the same few lines hundreds of times.
    _connus: dict[tuple[str, str, TypeOrganisme, NatureFinancement], Dispositif | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __iter__(self) -> Iterator[Dispositif]:
        """In the order of the reference."""
        return iter(self.liste)

    @cached_property
    def par_code(self) -> Mapping[str, Dispositif]:
        """Each one by its code."""
        return {d.code: d for d in self.liste}

    def de(self, ligne: Financement, financeur: Organisme | None) -> Dispositif | None:
        """The one a line is about: what its words name, else what its funder's name does."""
        nom = f"{financeur.nom} {financeur.sigle}" if financeur else ""
        type_organisme = financeur.type if financeur else TypeOrganisme.AUTRE
        cle = (ligne.dispositif, nom, type_organisme, ligne.nature)
        if cle not in self._connus:
            self._connus[cle] = self._chercher(*cle)
        return self._connus[cle]

    def _chercher(
        self, texte: str, nom: str, type_organisme: TypeOrganisme, nature: NatureFinancement
    ) -> Dispositif | None:
        candidats = [d for d in self.liste if _va_avec(d.nature, nature)]
        nommes = (d for mots in (texte, nom) for d in candidats if d.est_nomme(mots, type_organisme))
        return next(nommes, None)


AUCUN: Final = Dispositifs()
"""Nothing is known: no line is recognised."""


def mois_du_delai(delai: Delai, bareme: Bareme, jour: date) -> int | None:
    """Months of a delay in force on ``jour``; ``None`` when it counts otherwise, or when only the arrêté says it."""
    return int(bareme.parametre(delai.parametre, jour).valeur) if delai.parametre else delai.mois


def fin_du_delai(delai: Delai, bareme: Bareme, debut: date) -> date | None:
    """Last day of a delay that ran from ``debut``; ``None`` when only the arrêté says its length.

    The event it ran from is ``delai.depart``: a delay that has none cannot be counted.
    """
    if (mois := mois_du_delai(delai, bareme, debut)) is not None:
        return ajouter_mois(debut, mois)
    if delai.jours is not None:
        return debut + timedelta(days=delai.jours)
    return date(debut.year + delai.exercices, 12, 31) if delai.exercices is not None else None


def fin_prorogee(delai: Delai, bareme: Bareme, debut: date) -> date | None:
    """The same once extended; ``None`` when it cannot be."""
    fin = fin_du_delai(delai, bareme, debut)
    return ajouter_mois(fin, delai.prorogation) if fin is not None and delai.prorogation is not None else None


def duree_du_delai(delai: Delai, bareme: Bareme, jour: date) -> str:
    """« 24 mois », « 15 jours », « fin de l’exercice suivant »; empty when only the arrêté says it."""
    mois = mois_du_delai(delai, bareme, jour)
    if mois is not None:
        return f"{mois}\u00a0mois"
    if delai.jours is not None:
        return f"{delai.jours}\u00a0jour{'s' if delai.jours > 1 else ''}"
    if delai.exercices is not None:
        suivant = "suivant" if delai.exercices == 1 else f"n\u00a0+\u00a0{delai.exercices}"
        return f"fin de l’exercice {suivant}"
    return ""


def phrase_delai(delai: Delai, bareme: Bareme, jour: date) -> str:
    """« Commencement : 24 mois après la notification, prorogeable de 12 mois (R. 2334-28 du CGCT) »."""
    article = f" ({delai.article})" if delai.article else ""
    duree = duree_du_delai(delai, bareme, jour)
    if not duree:
        return f"{delai.type.libelle}\u00a0: {A_LIRE}{article}"
    depart = f" après {delai.depart.libelle}" if delai.depart and delai.exercices is None else ""
    prorogation = f", prorogeable de {delai.prorogation}\u00a0mois" if delai.prorogation else ""
    return f"{delai.type.libelle}\u00a0: {duree}{depart}{prorogation}{article}"


def _va_avec(une: NatureFinancement, autre: NatureFinancement) -> bool:
    """A loan is no aide, nor is a mission somebody else pays; a CAF may be entered as aide or as privé."""
    return une.est_a_rembourser == autre.est_a_rembourser and une.est_valorisee == autre.est_valorisee
