"""What a column can be for, as people choose it: grouped, named, and found by the words they know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.domain.importation.champs import CHAMPS, ETAT_COLONNE, FINANCEUR_COLONNE, IGNORE, NOTE
from models.domain.importation.correspondance import Affectation
from models.domain.maquettes.financeurs import Bloc
from models.domain.organisme import Organisme
from models.referentiel.financeurs import load_financeurs

NE_PAS_IMPORTER: Final = "Ne pas importer"
GROUPES: Final = (
    (
        "L’action",
        (
            "numero",
            "intitule",
            "orientation",
            "sous_orientation",
            "statut",
            "priorite",
            "description",
            "communes",
            "adresse",
            "indicateurs",
        ),
    ),
    ("Qui", ("maitre_ouvrage", "porteur_id", "referent", "partenaires")),
    ("Le coût", ("cout", "part_decidee", "annee")),
    (
        "Une aide",
        (
            "financeur",
            "dispositif",
            "montant_demande",
            "montant_accorde",
            "taux",
            "etat",
            ETAT_COLONNE,
            "numero_dossier",
            "date_depot",
            "date_notification",
        ),
    ),
    ("Quand", ("date_debut", "date_fin", "periode")),
    ("Le suivi", ("meteo", "point_bloquant", "prochaine_etape")),
    ("Vérifié, jamais gardé", ("total_aides", "reste", "taux_total")),
    ("Technique", ("uid",)),
)
"""Fields under their titles; what has no title comes last."""
SURE: Final = 0.65
"""Certainty under which a column is shown as a guess; the remarks of the reading say the same."""
FINANCEURS: Final = "Les montants d’un financeur"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoixColonne:
    """One thing a column can be for."""

    champ: str
    libelle: str
    groupe: str = ""
    financeur: str = ""
    mots: str = ""
    """Other words it is found by."""


@cache
def _champs() -> tuple[ChoixColonne, ...]:
    classes = {code for _, codes in GROUPES for code in codes} | {NOTE, FINANCEUR_COLONNE}
    reste = tuple(code for code in CHAMPS if code not in classes)
    return tuple(
        ChoixColonne(champ=code, libelle=CHAMPS[code].libelle, groupe=titre, mots=" ".join(CHAMPS[code].synonymes))
        for titre, codes in (*GROUPES, ("Autres", reste))
        for code in codes
        if code in CHAMPS
    )


def choix_possibles(entete: str, organismes: Iterable[Organisme]) -> Iterator[ChoixColonne]:
    """Everything a column called ``entete`` can be for, by groups; the funders known last."""
    yield ChoixColonne(champ=IGNORE, libelle=NE_PAS_IMPORTER, mots="ignorer rien laisser")
    yield ChoixColonne(champ=NOTE, libelle="Garder en note", mots="notes commentaire observation")
    yield from _champs()
    connus = [c.libelle for bloc in (Bloc.AIDES, Bloc.PRIVE) for c in load_financeurs().colonnes(bloc) if not c.reste]
    noms = (entete, *connus, *(o.sigle or o.nom for o in organismes))
    for nom in dict.fromkeys(" ".join(n.split()) for n in noms):
        if nom:
            yield choix_financeur(nom)


def choix_financeur(nom: str) -> ChoixColonne:
    """The amounts of a funder."""
    return ChoixColonne(
        champ=FINANCEUR_COLONNE,
        libelle=f"Financeur\u00a0: {nom}",
        groupe=FINANCEURS,
        financeur=nom,
        mots="montant aide",
    )


def libelle_de(affectation: Affectation, *, rangs: bool = False) -> str:
    """What a column is for, in words; ``rangs`` when the table has several aids a row, to tell them apart.

    >>> libelle_de(Affectation(colonne=0)), libelle_de(Affectation(colonne=0, champ="cout"))
    ('Ne pas importer', 'Coût')
    """
    if affectation.champ == IGNORE:
        return NE_PAS_IMPORTER
    if affectation.champ == FINANCEUR_COLONNE:
        annee = f" {affectation.annee}" if affectation.annee else ""
        return f"Financeur\u00a0: {affectation.financeur or affectation.entete}{annee}"
    libelle = CHAMPS[affectation.champ].libelle
    base = f" {affectation.base.libelle}" if affectation.base and affectation.champ == "cout" else ""
    poste = f" · {affectation.poste.libelle}" if affectation.poste and affectation.champ == "cout" else ""
    rang = f" {affectation.groupe}" if rangs and affectation.groupe and CHAMPS[affectation.champ].repete else ""
    return f"{libelle}{base}{poste}{rang}"


def is_understood(affectation: Affectation) -> bool:
    """Whether the title, or the person, said what the column is for."""
    return affectation.champ != IGNORE and affectation.certitude >= SURE


def is_unknown(affectation: Affectation) -> bool:
    """Whether the column has a title that nothing recognised; one that the person leaves out is not."""
    return bool(affectation.entete) and affectation.certitude < SURE
