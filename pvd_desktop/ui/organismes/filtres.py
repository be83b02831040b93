"""What the list of partners keeps: pure, so that badges, rows and counts always tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.domain.formats import sort_key
from models.domain.identifiants import siren_valide
from models.domain.vocabulaire import TypeOrganisme, Vocabulaire
from pvd_desktop.ui.organismes.lignes import LigneOrganisme
from pvd_desktop.ui.widgets.badge import Badge


class Manque(Vocabulaire):
    """What an organisme may lack, as a filter."""

    SANS_CONTACT = "sans_contact", "Sans contact"
    SANS_ECHANGE = "sans_echange", "Sans échange depuis 6 mois"
    SANS_ENGAGEMENT = "sans_engagement", "Sans engagement reçu"
    SANS_SIREN = "sans_siren", "Sans SIREN valable"
    SANS_ROLE = "sans_role", "Cité nulle part"


@dataclass(frozen=True, slots=True)
class Filtres:
    """Types add up; what is lacking, and the words, narrow."""

    types: frozenset[TypeOrganisme] = field(default_factory=frozenset[TypeOrganisme])
    manques: frozenset[Manque] = field(default_factory=frozenset[Manque])
    recherche: str = ""

    def __bool__(self) -> bool:
        """Whether a row may be hidden."""
        return bool(self.types or self.manques or self.recherche.strip())

    def keep(self, ligne: LigneOrganisme) -> bool:
        """Whether the organisme is shown."""
        mots = ligne.mots
        return (
            (not self.types or ligne.organisme.type in self.types)
            and all(_manque(manque, ligne) for manque in self.manques)
            and all(mot in mots for mot in sort_key(self.recherche).split())
        )

    def badges(self) -> Iterator[Badge["Filtres"]]:
        """One for each active filter, in the order of the menu."""
        for type_ in TypeOrganisme:
            if type_ in self.types:
                yield Badge(type_.libelle, replace(self, types=self.types - {type_}))
        for manque in Manque:
            if manque in self.manques:
                yield Badge(manque.libelle, replace(self, manques=self.manques - {manque}))
        if self.recherche.strip():
            yield Badge(f"Recherche\u00a0: {self.recherche.strip()}", replace(self, recherche=""))


def _manque(manque: Manque, ligne: LigneOrganisme) -> bool:
    match manque:
        case Manque.SANS_CONTACT:
            return not ligne.organisme.contacts
        case Manque.SANS_ECHANGE:
            return ligne.silencieux
        case Manque.SANS_ENGAGEMENT:
            return not ligne.organisme.engagement.strip()
        case Manque.SANS_SIREN:
            return not siren_valide(ligne.organisme.siren)
        case Manque.SANS_ROLE:
            return not ligne.roles
