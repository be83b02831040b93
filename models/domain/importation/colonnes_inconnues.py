"""Columns of money whose title nobody knows: among financeurs, somebody who pays; at their end, their total."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.domain.importation.champs import ETAT_COLONNE, FINANCEUR_COLONNE, NOTE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.entetes import Titre, annee_du_titre
from models.domain.importation.financeurs_lus import etat_du_titre
from models.domain.importation.profils import Profil
from models.domain.importation.proximite import cle
from models.domain.importation.totaux import est_un_total

_FINANCEMENTS: Final = re.compile(r"\b(co)?(financements?|financeurs?)\b|\b(subventions?|aides|recettes|ressources)\b")
_DENOMBRE: Final = re.compile(
    r"\b(nb|nbre|nombre|surface|m2|logements?|lots?|etp|population|habitants?|duree|mois|jours|taux|part|code|annee|"
    r"date|numero|n|ecart|prix|ratio|rang|ordre|page)\b"
)
_EN_ARGENT: Final = 0.8
"""Share of amounts of a column of money whose title says nothing."""
_NOM_MAX: Final = 6
"""Words of the name of somebody who pays."""
_SUR: Final = 0.85
"""Certainty of a title that is left as it is."""


def nommer_les_inconnus(
    affectations: list[Affectation], titres: Sequence[Titre], profils: Sequence[Profil]
) -> list[Affectation]:
    """« FDE 62 » among financeurs, or under « Cofinancements »: somebody that nobody knows yet, and who pays."""
    resultat = list(affectations)
    for i, a in enumerate(affectations):
        titre = titres[a.colonne]
        sous_financements = any(_FINANCEMENTS.search(cle(p)) for p in titre.parties[:-1])
        if a.champ == NOTE and est_un_total(titre.propre) and profils[a.colonne].montants >= _EN_ARGENT:
            # « Total », under « Financements » or at the end of the financeurs, is that of the aids.
            if sous_financements or (i and resultat[i - 1].champ in {FINANCEUR_COLONNE, "part_decidee"}):
                resultat[i] = replace(a, champ="total_aides", certitude=0.8)
            continue
        if a.champ != NOTE or a.certitude >= _SUR or not _peut_payer(titre.propre, profils[a.colonne]):
            continue
        voisins = [resultat[j].champ for j in (i - 1, i + 1) if 0 <= j < len(resultat)]
        entoure = len(voisins) == 2 and all(v in {FINANCEUR_COLONNE, ETAT_COLONNE} for v in voisins)
        if entoure or sous_financements:
            resultat[i] = replace(
                a,
                champ=FINANCEUR_COLONNE,
                financeur=titre.propre,
                etat=etat_du_titre(titre.texte),
                annee=annee_du_titre(titre.texte),
                certitude=0.4,
            )
    return resultat


def _peut_payer(titre: str, cellules: Profil) -> bool:
    """A short name above amounts of money, and no count of anything."""
    mots = cle(titre).split()
    nomme = 0 < len(mots) <= _NOM_MAX and not _DENOMBRE.search(cle(titre)) and "%" not in titre
    return nomme and bool(cellules.valeurs) and cellules.montants >= _EN_ARGENT
