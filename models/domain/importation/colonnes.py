"""What each column of a sheet is for: its title first, then its cells, then its neighbours."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from models.domain.importation.aides_ecrites import aides_ecrites
from models.domain.importation.avancement import est_un_avancement
from models.domain.importation.champs import CHAMPS, ETAT_COLONNE, FINANCEUR_COLONNE, IGNORE, NOTE
from models.domain.importation.colonnes_inconnues import nommer_les_inconnus
from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.entetes import (
    Entete,
    Titre,
    annee_du_titre,
    base_du_titre,
    est_une_annee,
    multiple_du_titre,
    rang_du_titre,
    reconnaitre,
)
from models.domain.importation.feuille import Brut, Feuille
from models.domain.importation.financeurs_lus import SANS_NOM, LecteurFinanceurs, etat_du_titre
from models.domain.importation.genres import Genre
from models.domain.importation.mots import lire_etat, lire_statut
from models.domain.importation.profils import Profil, champ_du_contenu, est_identifiant, est_montant, est_uid, profil
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import UN

_ARGENT: Final = frozenset({"cout", "montant_demande", "montant_accorde"})
_DE_L_AIDE: Final = frozenset(
    {
        "dispositif",
        "montant_demande",
        "montant_accorde",
        "taux",
        "etat",
        "numero_dossier",
        "date_depot",
        "date_notification",
    }
)
"""Fields of the financeur that stands before them."""
_PREMIER_GROUPE: Final = 1000
"""Groups of the columns of one financeur; below are those that people number."""
_PAR_ETAT: Final = frozenset({"acquis", "sollicite", "a solliciter"})
_SOMMES: Final = _PAR_ETAT | {
    "prive", "prets avances", "aides valorisees", "demande en tout", "verse", "depense eligible", "a trouver",
    "total aides", "commencement", "achevement",
}  # fmt: skip
_DU_PROJET: Final = frozenset({"total", "travaux", "projet", "operation"})
"""Words of an amount that nobody brings alone."""
_ASSEZ: Final = 3
"""Cells that are enough to contradict a title."""
_SUR_UN_CHAMP: Final = 0.85


def associer(feuille: Feuille, entete: Entete, lecteur: LecteurFinanceurs) -> Correspondance:
    """The columns of a sheet, as they are best understood."""
    corps = feuille.lignes[entete.fin :]
    au_dessus = " ".join(
        str(v) for ligne in feuille.lignes[: entete.debut] for v in ligne.valeurs if isinstance(v, str)
    )
    affectations: list[Affectation] = []
    for colonne, titre in enumerate(entete.titres):
        cellules = profil(corps, colonne)
        affectations.append(_affecter(colonne, titre, cellules, affectations, lecteur))
    profils = corps_profils(feuille, entete)
    affectations = nommer_les_inconnus(_completer(affectations, profils), entete.titres, profils)
    affectations = _departager(_sans_sommes(_grouper(affectations)))
    affectations = _etendre_unite(affectations, multiple_du_titre(au_dessus))
    lignes = feuille.lignes[entete.debut : entete.fin]
    return Correspondance(
        feuille=feuille.nom,
        premiere_entete=lignes[0].numero if lignes else 0,
        derniere_entete=lignes[-1].numero if lignes else 0,
        affectations=tuple(affectations),
        base=base_du_titre(au_dessus),
    )


def corps_profils(feuille: Feuille, entete: Entete) -> list[Profil]:
    """The cells of every column, below the header."""
    corps = feuille.lignes[entete.fin :]
    return [profil(corps, colonne) for colonne in range(len(entete.titres))]


def _affecter(
    colonne: int, titre: Titre, cellules: Profil, avant: Sequence[Affectation], lecteur: LecteurFinanceurs
) -> Affectation:
    vierge = Affectation(
        colonne=colonne,
        entete=titre.texte,
        base=base_du_titre(titre.texte),
        multiple=multiple_du_titre(titre.texte),
    )
    financeur = _financeur(titre, cellules, lecteur)
    if financeur is not None:
        return replace(
            vierge,
            champ=FINANCEUR_COLONNE,
            financeur=financeur,
            etat=etat_du_titre(titre.texte),
            annee=annee_du_titre(titre.texte),
            certitude=0.9,
        )
    champ, certitude = _du_titre(titre, cellules)
    mots = champ in {"statut", "etat", NOTE, IGNORE} or (champ in _ARGENT and cellules.textes > 0.7)
    if mots and _suit_un_financeur(avant, titre, cellules):
        return replace(vierge, champ=ETAT_COLONNE, certitude=0.8)
    if champ in {"date_debut", "date_fin"} and cellules.part(est_uid) > 0:
        champ = NOTE
    if titre.poste and cellules.montants > 0.6:
        champ, certitude = "cout", 0.9
        vierge = replace(vierge, poste=titre.poste)
    if champ == "communes" and cellules.montants > 0.8 and avant and avant[-1].champ == FINANCEUR_COLONNE:
        # « Commune » among financeurs is what it pays, even where an amount looks like the code of a place.
        champ, certitude = "part_decidee", 0.4
    if champ == "part_decidee" and (annee := annee_du_titre(titre.texte)):
        vierge = replace(vierge, annee=annee)
    if champ == "cout" and (annee := annee_du_titre(titre.propre)):
        vierge = replace(vierge, annee=annee)
    if champ in _ARGENT:
        vierge = replace(vierge, etat=etat_du_titre(titre.texte) if champ == "montant_demande" else None)
    return replace(vierge, champ=champ, certitude=certitude)


def _du_titre(titre: Titre, cellules: Profil) -> tuple[str, float]:
    """The field of the narrowest title that names one; the cells may contradict it."""
    if trouve := titre.reconnu():
        return _contredire(*trouve, titre.propre, cellules)
    if est_une_annee(titre.propre) and cellules.montants > 0.6:
        return "cout", 0.6
    if titre.parties:
        return _contredire(NOTE, 0.3, titre.propre, cellules) if cellules.valeurs else (IGNORE, 0.3)
    return champ_du_contenu(cellules) if cellules.valeurs else (IGNORE, 0.0)


def _contredire(champ: str, certitude: float, titre: str, cellules: Profil) -> tuple[str, float]:
    """A title that its cells belie: amounts under « Statut » are no statut."""
    genre = CHAMPS[champ].genre
    est_du_financement = cle(titre).startswith(("financement", "plan de financement")) or cle(titre) in SANS_NOM
    contraires = (
        (
            champ in {"montant_demande", "montant_accorde"}
            and cellules.part(_est_un_nom) > 0.7
            and (len(cellules.valeurs) >= _ASSEZ or rang_du_titre(titre) > 0),
            "financeur",
        ),
        (genre is Genre.MONTANT and cellules.textes > 0.7 and len(cellules.valeurs) >= _ASSEZ, NOTE),
        # « Aides (k€) » is the sum that they bring.
        (champ == "dispositif" and cellules.montants > 0.7, "montant_demande"),
        (
            genre in {Genre.STATUT, Genre.ETAT}
            and cellules.textes + cellules.part(_est_une_part) < 0.2
            and not (genre is Genre.STATUT and est_un_avancement(cellules.valeurs)),
            NOTE,
        ),
        (
            champ == "financeur" and cellules.montants > 0.7 and cellules.part(_cite_un_montant) < 0.5,
            "montant_demande",
        ),
        (champ == "date_fin" and cellules.dates < 0.2 and cellules.textes > 0.8, NOTE),
        (champ == "orientation" and cellules.longueur > 250, "description"),
        # « Commune » above amounts, among financeurs, is what the commune pays.
        (champ == "communes" and cellules.montants > 0.6 and cellules.part(est_identifiant) < 0.5, "part_decidee"),
        (champ == NOTE and est_du_financement and cellules.part(_cite_un_montant) > 0.5, "financeur"),
    )
    autre = next((autre for contraire, autre in contraires if contraire), "") if cellules.valeurs else ""
    return (autre, 0.4) if autre else (champ, certitude)


def _financeur(titre: Titre, cellules: Profil, lecteur: LecteurFinanceurs) -> str | None:
    """The financeur that a title names above amounts; ``None`` when it names none, or the cells are words."""
    en_parts = "%" in titre.propre or cle(titre.propre).startswith(("taux", "pourcentage"))
    if not titre.parties or en_parts or (cellules.valeurs and cellules.montants < 0.5):
        return None
    propre = reconnaitre(titre.propre)
    if (
        propre
        and propre[1] >= _SUR_UN_CHAMP
        and propre[0] not in _ARGENT | {"etat", "statut", "communes", "dispositif"}
    ):
        return None
    for rang, partie in enumerate(reversed(titre.parties)):
        trouve = reconnaitre(partie)
        if trouve and trouve[1] >= _SUR_UN_CHAMP and trouve[0] not in {"etat", "statut", "communes"}:
            # « Demandé » under « Région »: the financeur stands above; « Coût » stands above nobody.
            if rang == 0 and trouve[0] in {"montant_demande", "montant_accorde"}:
                continue
            if rang == 0 and cle(partie).startswith("montant") and len(titre.parties) > 1:
                continue
            return None
        if (cite := lecteur.reconnaitre(partie)) and cellules.valeurs:
            return partie
        if cite and not cellules.valeurs and cite.reconnu and trouve is None:
            return partie
    return None


def _est_une_part(valeur: Brut) -> bool:
    return isinstance(valeur, str) and valeur.endswith("%")


def _est_un_nom(valeur: Brut) -> bool:
    """« DETR », under « Subvention 1 »: a name, and no state of anything."""
    return isinstance(valeur, str) and not est_montant(valeur) and lire_etat(valeur) is None


def _cite_un_montant(valeur: Brut) -> bool:
    """« DETR : 30 000 € », several in one cell."""
    return isinstance(valeur, str) and bool(aides_ecrites(valeur)[0])


def _suit_un_financeur(avant: Sequence[Affectation], titre: Titre, cellules: Profil) -> bool:
    """Whether a column of words says the state of the amounts at its left."""
    if not avant or avant[-1].champ != FINANCEUR_COLONNE or not cellules.valeurs:
        return False
    nom = cle(titre.propre)
    connu = not nom or any(mot in nom for mot in ("etat", "statut", "decision", "acquis", "avancement", "reponse"))
    des_aides = cellules.part(lambda v: isinstance(v, str) and lire_etat(v) is not None)
    if not connu or des_aides < 0.5:
        return False
    # « Statut » after the last financeur is that of the action, unless the table has it elsewhere.
    de_l_action = cellules.part(lambda v: isinstance(v, str) and lire_statut(v) is not None)
    return des_aides > de_l_action or "acquis" in nom or any(a.champ == "statut" for a in avant)


def _completer(affectations: list[Affectation], profils: Sequence[Profil]) -> list[Affectation]:
    """Without a title for it, the name of the action is the text that differs most from row to row."""
    resultat = list(affectations)
    if not any(a.champ == "intitule" for a in resultat):
        candidates = [
            (profils[a.colonne].distinctes * min(profils[a.colonne].longueur, 60), a.colonne)
            for a in resultat
            if (a.champ in {NOTE, IGNORE, "description"} and a.certitude < 0.95)
            and profils[a.colonne].textes > 0.8
            and 8 <= profils[a.colonne].longueur <= 200
        ]
        if candidates:
            _, colonne = max(candidates)
            resultat[colonne] = replace(resultat[colonne], champ="intitule", certitude=0.4)
    # An « id » that is neither ours nor that of an aid is the number of the action.
    if not any(a.champ in _ARGENT | {FINANCEUR_COLONNE, "dispositif", "financeur"} for a in resultat):
        resultat = [replace(a, champ="numero") if a.champ == "numero_dossier" else a for a in resultat]
    return [
        replace(a, champ="uid") if a.champ == "numero_dossier" and profils[a.colonne].part(est_uid) > 0.8 else a
        for a in resultat
    ]


def _departager(affectations: list[Affectation]) -> list[Affectation]:
    """Of two columns for one field, the surer keeps it; the other stays as a note."""
    resultat = _sans_parts_du_total(affectations)
    champs = {a.champ for a in resultat}
    for champ in champs:
        if champ in {IGNORE, NOTE} or CHAMPS[champ].multiple or CHAMPS[champ].repete:
            continue
        memes = [a for a in resultat if a.champ == champ and not (champ in {"cout", "part_decidee"} and a.annee)]
        for perdante in sorted(memes, key=lambda a: -a.certitude)[1:]:
            if champ == "intitule" and cle(perdante.entete).startswith(("operation", "intitule de l operation")):
                # Beside « Action », « Opération » is one of its parts.
                resultat[perdante.colonne] = replace(perdante, champ="operation", certitude=0.9)
            elif champ != "cout" or not (_autre_base(memes, perdante) or _autre_poste(memes, perdante)):
                resultat[perdante.colonne] = replace(perdante, champ=NOTE, certitude=0.3)
    return resultat


def _sans_sommes(affectations: list[Affectation]) -> list[Affectation]:
    """« Acquis », « Sollicité » and « À solliciter » together are sums by state: taken for aids, they count twice.

    Such a table is ours: the dates beside are those of its operations, not of a calendar.
    """
    titres = {cle(a.entete.rsplit("·", 1)[-1]) for a in affectations}
    if not titres >= _PAR_ETAT:
        return affectations
    return [
        replace(a, champ=IGNORE, certitude=1.0) if cle(a.entete.rsplit("·", 1)[-1]) in _SOMMES else a
        for a in affectations
    ]


def _sans_parts_du_total(affectations: Sequence[Affectation]) -> list[Affectation]:
    """Beside a whole cost, those of its postes would count twice."""
    entier = any(a.champ == "cout" and a.poste is None and not a.annee for a in affectations)
    return [
        replace(a, champ=NOTE, poste=None, certitude=0.3) if entier and a.champ == "cout" and a.poste else a
        for a in affectations
    ]


def _autre_poste(memes: Sequence[Affectation], perdante: Affectation) -> bool:
    """« Études » and « Travaux » are two dépenses of one cost."""
    autres = [a for a in memes if a.colonne != perdante.colonne]
    return perdante.poste is not None and all(
        a.poste is not None and (a.poste, a.base) != (perdante.poste, perdante.base) for a in autres
    )


def _autre_base(memes: Sequence[Affectation], perdante: Affectation) -> bool:
    """« Coût HT » and « Coût TTC » side by side are the two sides of one dépense."""
    return perdante.base is not None and all(
        a.base is not None and a.base is not perdante.base for a in memes if a.colonne != perdante.colonne
    )


def _grouper(affectations: list[Affectation]) -> list[Affectation]:
    """Columns of one aid share a group; an amount that follows a financeur is what it brings."""
    resultat: list[Affectation] = []
    groupe = 0
    suite = False
    for a in affectations:
        if a.champ == "financeur":
            groupe = rang_du_titre(a.entete) or groupe + 1
            resultat.append(replace(a, groupe=groupe))
            suite = True
        elif a.champ == FINANCEUR_COLONNE:
            resultat.append(replace(a, groupe=_PREMIER_GROUPE + a.colonne))
            suite = False
        elif a.champ == "date_fin" and resultat and resultat[-1].champ == "prochaine_etape":
            # « Échéance » beside what is to be done next is not the end of the action.
            resultat.append(replace(a, champ="prochaine_etape_date"))
        elif a.champ == ETAT_COLONNE:
            resultat.append(replace(a, groupe=resultat[-1].groupe))
        elif a.champ == "statut" and groupe and rang_du_titre(a.entete) == groupe:
            # « Statut 1 », beside « Subvention 1 », is that of the aid.
            resultat.append(replace(a, champ="etat", groupe=groupe))
        elif suite and a.champ == "cout" and _est_montant_nu(a.entete):
            resultat.append(replace(a, champ="montant_demande", groupe=groupe, etat=etat_du_titre(a.entete)))
        elif a.champ in _DE_L_AIDE:
            # « % DETR » beside « DETR » is the rate of that one.
            voisin = resultat[-1] if resultat and resultat[-1].champ == FINANCEUR_COLONNE else None
            resultat.append(replace(a, groupe=voisin.groupe if voisin and a.champ == "taux" else groupe))
        else:
            resultat.append(a)
            suite = suite and a.champ in {NOTE, IGNORE}
    return _joindre_le_montant(resultat)


def _joindre_le_montant(affectations: list[Affectation]) -> list[Affectation]:
    """« Aides », then « Origine des aides »: the only amount of the row is that of the only financeur it names."""
    montants = [a for a in affectations if a.champ in {"montant_demande", "montant_accorde"}]
    financeurs = [a for a in affectations if a.champ == "financeur"]
    if len(financeurs) != 1 or not montants or any(a.groupe for a in montants):
        return affectations
    return [replace(a, groupe=financeurs[0].groupe) if a in montants else a for a in affectations]


def _etendre_unite(affectations: list[Affectation], du_titre: Decimal) -> list[Affectation]:
    """« en k€ », said above the table or by one column, holds for the columns of amounts that say nothing."""
    argent = [a for a in affectations if a.champ and CHAMPS[a.champ].genre is Genre.MONTANT]
    dits = {a.multiple for a in argent if a.multiple != UN} | ({du_titre} - {UN})
    if len(dits) != 1:
        return affectations
    (multiple,) = dits
    muettes = {a.colonne for a in argent if a.multiple == UN and "€" not in a.entete and "euro" not in cle(a.entete)}
    return [replace(a, multiple=multiple) if a.colonne in muettes else a for a in affectations]


def _est_montant_nu(entete: str) -> bool:
    """« Montant », right after a financeur: what it brings, and not the cost of the project."""
    mots = set(cle(entete.rsplit("·", 1)[-1]).split())
    return bool(mots & {"montant", "montants", "somme", "part"}) and mots.isdisjoint(_DU_PROJET)
