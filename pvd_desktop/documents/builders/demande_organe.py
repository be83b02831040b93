"""Who decides and who signs for the organisme that asks, in the words of its acts."""

from dataclasses import dataclass
from typing import Final

from models.domain.demandes.lecture import Representant
from models.domain.grammaire import avec_article, de, majuscule
from models.domain.organisme import Organisme
from models.domain.vocabulaire import TypeOrganisme

_FEMININS: Final = frozenset({"mme", "mme.", "madame"})
_ASSEMBLEES: Final = {
    TypeOrganisme.COMMUNE: "le conseil municipal",
    TypeOrganisme.EPCI: "le conseil communautaire",
    TypeOrganisme.SYNDICAT: "le comité syndical",
    TypeOrganisme.DEPARTEMENT: "le conseil départemental",
    TypeOrganisme.REGION: "le conseil régional",
}
_COMPETENCES: Final = {
    TypeOrganisme.COMMUNE: "L.\u00a02121-29",
    TypeOrganisme.EPCI: "L.\u00a05211-10",
    TypeOrganisme.SYNDICAT: "L.\u00a05211-10",
}
"""Article of the CGCT by which the assembly decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organe:
    """The assembly of an organisme, and the person who represents it."""

    nom: str
    """Of the organisme, with its article: « la commune de Valembecque »."""
    assemblee: str
    """« le conseil municipal »."""
    chef: str
    """« le maire », « la présidente »."""
    signataire: str
    """« Madame Anne Duval »; empty when nobody is known."""
    est_collectivite: bool
    """Its acts are those of the CGCT, and go to the contrôle de légalité."""
    article: str
    """Article by which the assembly decides; empty when no source says it."""

    @property
    def rapport(self) -> str:
        """« Rapport de la présidente »."""
        return f"Rapport {_du(self.chef)}"

    @property
    def qualite(self) -> str:
        """« maire », « présidente »: in what capacity one signs."""
        return self.chef.partition(" ")[2]

    @property
    def titre_chef(self) -> str:
        """« Le maire », over the place where one signs."""
        return majuscule(self.chef)


def organe_de(organisme: Organisme | None, representant: Representant) -> Organe:
    """The words for an organisme; one of no known kind has an « organe délibérant »."""
    nature = organisme.type if organisme else TypeOrganisme.AUTRE
    feminin = representant.civilite.strip().casefold() in _FEMININS
    if nature is TypeOrganisme.COMMUNE:
        chef = "la maire" if feminin else "le maire"
    elif nature.est_collectivite:
        chef = "la présidente" if feminin else "le président"
    else:
        chef = "la représentante légale" if feminin else "le représentant légal"
    complet = (representant.civilite, representant.prenom, representant.nom)
    return Organe(
        nom=avec_article(organisme.nom) if organisme and organisme.nom else "",
        assemblee=_ASSEMBLEES.get(nature, "l’organe délibérant"),
        chef=chef,
        signataire="\u00a0".join(filter(None, complet)) if representant.nom else "",
        est_collectivite=nature.est_collectivite,
        article=_COMPETENCES.get(nature, ""),
    )


def de_l_organisme(nom: str) -> str:
    """« de la commune de Valembecque », « du département », « de l’État »."""
    return _du(nom) if nom else ""


def _du(nom: str) -> str:
    if nom.startswith("le "):
        return f"du {nom[3:]}"
    return f"de {nom}" if nom.startswith(("la ", "l’")) else de(nom)
