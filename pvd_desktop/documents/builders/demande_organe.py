"""Who decides and who signs for the organisme that asks, in the words of its acts."""

import re
from dataclasses import dataclass
from typing import Final

from models.domain.demandes.lecture import Representant
from models.domain.formats import sort_key
from models.domain.grammaire import avec_article, de, majuscule, minuscule
from models.domain.organisme import Organisme
from models.domain.vocabulaire import TypeOrganisme

_FEMININS: Final = frozenset({"mme", "mme.", "madame"})
_CCAS: Final = re.compile(r"(ccas|cias|centre (inter)?communal d[’'] ?action sociale)\b")
"""A public establishment of a commune or of its groupement, told by its name alone."""
_ASSEMBLEES: Final = {
    TypeOrganisme.COMMUNE: "le conseil municipal",
    TypeOrganisme.EPCI: "le conseil communautaire",
    TypeOrganisme.SYNDICAT: "le comité syndical",
    TypeOrganisme.DEPARTEMENT: "le conseil départemental",
    TypeOrganisme.REGION: "le conseil régional",
    TypeOrganisme.ETABLISSEMENT_PUBLIC: "le conseil d’administration",
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
    accord: str
    """What a participle of this person takes: nothing, « e », « (e) » when one cannot tell."""
    est_collectivite: bool
    """Its acts are those of the CGCT."""
    est_transmis: bool
    """Its acts go to the contrôle de légalité."""
    article: str
    """Article by which the assembly decides; empty when no source says it."""

    @property
    def rapport(self) -> str:
        """« Rapport de la présidente »."""
        return f"Rapport {_du(self.chef)}"

    @property
    def qualite(self) -> str:
        """« maire », « présidente »: in what capacity one signs."""
        return re.sub(r"^(le |la |l’)", "", self.chef)

    @property
    def titre_chef(self) -> str:
        """« Le maire », over the place where one signs."""
        return majuscule(self.chef)


def organe_de(organisme: Organisme | None, representant: Representant) -> Organe:
    """The words for an organisme; one of no known kind has an « organe délibérant »."""
    nature = organisme.type if organisme else TypeOrganisme.AUTRE
    civilite = representant.civilite.strip().casefold()
    feminin = civilite in _FEMININS
    est_ccas = organisme is not None and bool(_CCAS.match(sort_key(organisme.nom)))
    complet = (representant.civilite, representant.prenom, representant.nom)
    assise = TypeOrganisme.ETABLISSEMENT_PUBLIC if est_ccas else nature
    return Organe(
        nom=avec_article(organisme.nom) if organisme and organisme.nom else "",
        assemblee=_ASSEMBLEES.get(assise, "l’organe délibérant"),
        chef=_chef(nature, representant.fonction, feminin=feminin, preside=est_ccas or nature.est_collectivite),
        signataire="\u00a0".join(filter(None, complet)) if representant.nom else "",
        accord="e" if feminin else "" if civilite else "(e)",
        est_collectivite=nature.est_collectivite,
        est_transmis=nature.est_collectivite or est_ccas,
        article=_COMPETENCES.get(nature, ""),
    )


def _chef(nature: TypeOrganisme, fonction: str, *, feminin: bool, preside: bool) -> str:
    """By the law when it says who represents an organisme, else by the office that the person was said to hold."""
    article = "la" if feminin else "le"
    if nature is TypeOrganisme.COMMUNE:
        return f"{article} maire"
    if preside:
        return f"{article} président{'e' if feminin else ''}"
    dite = minuscule(fonction.strip())
    if not dite:
        return f"{article} représentant{'e' if feminin else ''} légal{'e' if feminin else ''}"
    return f"l’{dite}" if sort_key(dite[0]) in "aeiou" else f"{article} {dite}"


def de_l_organisme(nom: str) -> str:
    """« de la commune de Valembecque », « du département », « de l’État »."""
    return _du(nom) if nom else ""


def _du(nom: str) -> str:
    if nom.startswith("le "):
        return f"du {nom[3:]}"
    return f"de {nom}" if nom.startswith(("la ", "l’")) else de(nom)
