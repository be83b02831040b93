"""Rule of the characters that documents cannot print (FA-10)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models.domain.regles import Constat, Objet
from models.domain.regles.contexte import Contexte
from models.domain.vocabulaire import Gravite, Jalon

_CITES = 5
"""Characters that one point names."""


@dataclass(frozen=True, slots=True)
class _Champ:
    """A text that the fiche prints: its field, what the screen calls it, and what it holds."""

    nom: str
    libelle: str
    lire: Callable[[Any], str]


def _liste(nom: str, libelle: str, *attributs: str) -> _Champ:
    """The texts of a whole list: its table is the field to open."""

    def lire(mere: Any) -> str:
        return "\n".join([getattr(ligne, attribut) for ligne in getattr(mere, nom) for attribut in attributs])

    return _Champ(nom, libelle, lire)


_FICHE = (
    _Champ("numero", "Numéro", lambda fiche: fiche.numero),
    _Champ("intitule", "Nom de l’action", lambda fiche: fiche.intitule),
    _Champ("description", "Description", lambda fiche: fiche.description),
    _Champ("centralite", "Fonction de centralité", lambda fiche: fiche.centralite),
    _Champ("adresse", "Adresse", lambda fiche: fiche.adresse),
    _Champ("parcelles", "Parcelles", lambda fiche: fiche.parcelles),
    _liste("phases", "Calendrier", "intitule"),
    _liste("contrats", "Autres contrats", "reference"),
    _liste("indicateurs", "Indicateurs", "intitule", "unite", "valeur_reference", "cible", "source", "periodicite"),
    _liste("pieces", "Pièces", "intitule", "type"),
)
_OPERATION = (
    _Champ("intitule", "Nom de l’opération", lambda operation: operation.intitule),
    _liste("depenses", "Dépenses", "intitule"),
    _Champ("part_decidee_acte", "Acte de la part décidée", lambda operation: operation.part_decidee_acte),
    _liste("financements", "Financements", "dispositif"),
)


def caracteres_imprimables(contexte: Contexte) -> Iterator[Constat]:
    """FA-10: what the font of the documents lacks is printed as an empty box; screens and data keep it."""
    motif = contexte.non_imprimables
    # Nearly every fiche is printed whole: all its texts are looked at together first.
    if motif is None or not motif.search("\n".join(_textes(contexte))):
        return
    for champ in _FICHE:
        if motif.search(texte := champ.lire(contexte.fiche)):
            yield _constat(champ, motif, texte, contexte.objet())
    for plan in contexte.plans:
        for champ in _OPERATION:
            if motif.search(texte := champ.lire(plan.operation)):
                yield _constat(champ, motif, texte, contexte.objet(plan))


def _textes(contexte: Contexte) -> list[str]:
    textes = [champ.lire(contexte.fiche) for champ in _FICHE]
    for plan in contexte.plans:
        textes += [champ.lire(plan.operation) for champ in _OPERATION]
    return textes


def _constat(champ: _Champ, motif: re.Pattern[str], texte: str, objet: Objet) -> Constat:
    trouves = list(dict.fromkeys(motif.findall(texte)))
    cites = ", ".join(f"«\u00a0{c}\u00a0» (U+{ord(c):04X})" for c in trouves[:_CITES])
    if len(trouves) > 1:
        quoi = f"des caractères que les documents ne peuvent pas imprimer\u00a0: {cites}"
        quoi += ", et d’autres. Chacun" if len(trouves) > _CITES else ". Chacun"
    else:
        quoi = f"un caractère que les documents ne peuvent pas imprimer\u00a0: {cites}. Il"
    return Constat(
        code="FA-10",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.COPIL,
        message=f"Le champ «\u00a0{champ.libelle}\u00a0» contient {quoi} y devient une case vide, ☐.",
        remede="Écrire un mot à la place, ou laisser ainsi\u00a0: l’écran et les données le gardent.",
        objet=objet,
        champ=champ.nom,
        source="Police des documents\u00a0: Source Sans Pro",
    )
