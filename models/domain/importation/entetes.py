"""The header of a sheet: which rows hold it, and what each title says."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from models.domain.importation.champs import CHAMPS, NOTE
from models.domain.importation.feuille import Brut, Feuille, LigneFeuille
from models.domain.importation.postes import poste_du_titre
from models.domain.importation.proximite import cle, cle_pleine, plus_proche
from models.domain.importation.valeurs import UN
from models.domain.vocabulaire import BaseMontant, PosteDepense

_PREMIERES: Final = 40
"""Rows among which a header is looked for."""
_HAUTEUR_MAX: Final = 3
_TITRE_MAX: Final = 90
"""Characters of a title; more is prose."""
_SEUIL: Final = 0.86
_LIAISON: Final = " – "
"""Between a title over several columns and that of one of them, where both stand in one cell."""
_NOTE: Final = 1.7
"""Two titles that are nearly sure."""
_NOTE_D_UN: Final = 0.95
_SUR: Final = 0.9
"""What a whole title gives, and its beginning alone does not."""
_PARENTHESE = re.compile(r"\([^)]*\)")
_UNITES = re.compile(
    r"(?i)(?<!\w)(?:h\.?t|t\.?t\.?c|en|k|m)?\.?\s*(?:k€|m€|€|euros?|keuros?)(?!\w)|(?<!\w)(?:h\.?t|t\.?t\.?c)\.?(?!\w)"
)
_RANG = re.compile(r"\s*(?:n°\s*)?(\d{1,2})$")
_ANNEE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Titre:
    """What stands above one column, from the widest title to the narrowest."""

    parties: tuple[str, ...]

    @property
    def texte(self) -> str:
        """On one line, as people would say it."""
        return " · ".join(self.parties)

    @property
    def propre(self) -> str:
        """The narrowest: that of the column itself."""
        return self.parties[-1] if self.parties else ""

    @property
    def poste(self) -> PosteDepense | None:
        """The part of a cost that the column holds: a wider title says that those below it make one up."""
        poste = poste_du_titre(self.propre)
        larges = (reconnaitre(partie) for partie in self.parties[:-1]) if poste else ()
        return poste if any(trouve is not None and trouve[0] == "cout" for trouve in larges) else None

    def reconnu(self) -> tuple[str, float] | None:
        """The field that it names, and how surely.

        A title that several columns share tells what they are about, not what each holds: it is read only where the
        column adds a unit or a year to it, or where one name was cut over two rows.
        """
        for partie in reversed(self.parties):
            if trouve := reconnaitre(partie):
                return trouve
            if _sans_unites(partie) and not est_une_annee(partie):
                break
        entier = reconnaitre(" ".join(self.parties)) if len(self.parties) > 1 else None
        return entier if entier and entier[1] >= _SUR else None


@dataclass(frozen=True, slots=True)
class Entete:
    """Where the header stands, and the title of every column."""

    debut: int
    """Place of its first row among the rows of the sheet."""
    fin: int
    """Place of the first row of the body."""
    titres: tuple[Titre, ...]


@lru_cache(maxsize=4096)
def reconnaitre(titre: str) -> tuple[str, float] | None:
    """The field that a title names, and how surely.

    >>> reconnaitre("Maîtrise d'ouvrage"), reconnaitre("COUT TOTAL (€ HT)"), reconnaitre("Intitule de laction")
    (('maitre_ouvrage', 1.0), ('cout', 1.0), ('intitule', 0.9))
    """
    index = _index()
    nu = _sans_unites(titre)
    for texte in (titre, nu) if "%" not in titre else (nu,):
        if champ := index.get(cle_pleine(texte)):
            return champ, 1.0
    question = cle_pleine(_RANG.sub("", nu))
    if not question or len(question) > _TITRE_MAX:
        return None
    if champ := index.get(question):
        return champ, 0.95
    proche = plus_proche(question, index.items(), _SEUIL) if len(question) > 4 else None
    return (proche[0], 0.9) if proche else _du_debut(question)


def _du_debut(question: str) -> tuple[str, float] | None:
    """« Observations diverses » begins as « Observations »."""
    mots = question.split()
    if len(mots) > 6:
        return None
    debuts = (" ".join(mots[:fin]) for fin in range(len(mots) - 1, 0, -1))
    champ = next((_index()[debut] for debut in debuts if len(debut) > 3 and debut in _index()), None)
    return (champ, 0.7) if champ else None


def rang_du_titre(titre: str) -> int:
    """« Financeur 2 » is the second; 0 when a title has no rank."""
    trouve = _RANG.search(_sans_unites(titre))
    return int(trouve[1]) if trouve else 0


def base_du_titre(titre: str) -> BaseMontant | None:
    """HT or TTC, when the title says one of them, and not both.

    >>> base_du_titre("Coût (€ HT)"), base_du_titre("Coût HT/TTC")
    (<BaseMontant.HT: 'ht'>, None)
    """
    plat = cle(titre).split()
    ht, ttc = "ht" in plat or "hors taxes" in cle(titre), "ttc" in plat
    if ht == ttc:
        return None
    return BaseMontant.HT if ht else BaseMontant.TTC


def multiple_du_titre(titre: str) -> Decimal:
    """1 000 for « en k€ », one million for « M€ ».

    >>> multiple_du_titre("Coût (k€ HT)"), multiple_du_titre("Coût")
    (Decimal('1000'), Decimal('1'))
    """
    if re.search(r"(?i)(?<!\w)k\s?(?:€|eur)|milliers d[’']euros", titre):
        return Decimal(1000)
    return Decimal(1_000_000) if re.search(r"(?i)(?<!\w)m\s?(?:€|eur)|millions d[’']euros", titre) else UN


def annee_du_titre(titre: str) -> int | None:
    """The only year it names."""
    annees = set(_ANNEE.findall(titre))
    return int(annees.pop()) if len(annees) == 1 else None


def est_une_annee(titre: str) -> bool:
    """Whether a title is a year, and nothing else."""
    return _ANNEE.fullmatch(titre.strip()) is not None


def trouver_entete(feuille: Feuille, est_financeur: Callable[[str], bool]) -> Entete | None:
    """The rows that look most like a header; nothing when none does."""
    premieres = feuille.lignes[:_PREMIERES]
    meilleure: tuple[float, Entete] | None = None
    for debut in range(len(premieres)):
        for hauteur in range(1, _HAUTEUR_MAX + 1):
            lignes = premieres[debut : debut + hauteur]
            if len(lignes) < hauteur or lignes[-1].numero - lignes[0].numero > hauteur:
                break
            if hauteur > 1 and _is_a_title(feuille, lignes[0]):
                break
            titres = _titres(feuille, lignes)
            note = _note(lignes, titres, est_financeur)
            # One title that is surely that of the actions is a header too.
            nomme = any(titre.reconnu() == ("intitule", 1.0) for titre in titres)
            if note >= (_NOTE_D_UN if nomme else _NOTE) and (meilleure is None or note > meilleure[0]):
                meilleure = note, Entete(debut, debut + hauteur, titres)
    return meilleure[1] if meilleure else None


def _is_a_title(feuille: Feuille, ligne: LigneFeuille) -> bool:
    """Words alone on their row are the title of the table; over some columns only, they are that of these columns."""
    remplies = [colonne for colonne, _ in ligne.remplies()]
    if len(remplies) != 1:
        return False
    fusions = [f for f in feuille.fusions if f.ligne == ligne.numero and f.derniere_colonne > f.colonne]
    return not fusions or fusions[0].colonne == 0


def entete_donnee(feuille: Feuille, premiere: int, derniere: int) -> Entete:
    """The header at these rows, which the person chose; columns without titles when there is none."""
    if not premiere:
        return Entete(0, 0, tuple(Titre(()) for _ in range(feuille.largeur)))
    dedans = [i for i, ligne in enumerate(feuille.lignes) if premiere <= ligne.numero <= derniere]
    if not dedans:
        return Entete(0, 0, tuple(Titre(()) for _ in range(feuille.largeur)))
    debut, fin = dedans[0], dedans[-1] + 1
    return Entete(debut, fin, _titres(feuille, feuille.lignes[debut:fin]))


def _titres(feuille: Feuille, lignes: Sequence[LigneFeuille]) -> tuple[Titre, ...]:
    largeur = feuille.largeur
    etages = [_etage(feuille, ligne, largeur, etaler=i < len(lignes) - 1) for i, ligne in enumerate(lignes)]
    titres = [_parties(etages, colonne) for colonne in range(largeur)]
    # A CSV has one row: « Aides publiques – Acquis », « Aides publiques – Sollicité » are one title over two columns.
    groupes = Counter(parties[0].partition(_LIAISON)[0] for parties in titres if parties and _LIAISON in parties[0])
    return tuple(
        Titre(tuple(parties[0].split(_LIAISON, 1)) if _grouped(parties, groupes) else parties) for parties in titres
    )


def _grouped(parties: Sequence[str], groupes: Mapping[str, int]) -> bool:
    if len(parties) != 1:
        return False
    groupe, liaison, _ = parties[0].partition(_LIAISON)
    return bool(liaison) and groupes[groupe] > 1


def _parties(etages: Sequence[Sequence[str]], colonne: int) -> tuple[str, ...]:
    parties: list[str] = []
    for etage in etages:
        if etage[colonne] and etage[colonne] not in parties:
            parties.append(etage[colonne])
    return tuple(parties)


def _etage(feuille: Feuille, ligne: LigneFeuille, largeur: int, *, etaler: bool) -> list[str]:
    """One row of the header; a title of several columns stands above each of them."""
    textes = [_texte(ligne.valeur(i)) for i in range(largeur)]
    fusions = [f for f in feuille.fusions if f.ligne == ligne.numero and f.derniere_colonne > f.colonne]
    for fusion in fusions:
        for i in range(fusion.colonne, min(fusion.derniere_colonne + 1, largeur)):
            textes[i] = textes[fusion.colonne]
    # Without merged cells, a title goes on until the next one.
    if etaler and not fusions:
        for i in range(1, largeur):
            textes[i] = textes[i] or (textes[i - 1] if i and _sans_voisin(feuille, ligne, i) else "")
    return textes


def _sans_voisin(feuille: Feuille, ligne: LigneFeuille, colonne: int) -> bool:
    """Whether the column has a title of its own below, without which nothing is spread above it."""
    return any(
        suivante.valeur(colonne) is not None
        for suivante in feuille.lignes[:_PREMIERES]
        if ligne.numero < suivante.numero <= ligne.numero + _HAUTEUR_MAX - 1
    )


def _note(lignes: Sequence[LigneFeuille], titres: Sequence[Titre], est_financeur: Callable[[str], bool]) -> float:
    vus: set[str] = set()
    note = 0.0
    for titre in titres:
        champ, certitude = _valeur_titre(titre, est_financeur)
        if not champ:
            continue
        # One title over five columns is one title, and a field that takes several columns has several titles.
        identite = f"{champ} {titre.propre}" if CHAMPS.get(champ, CHAMPS[NOTE]).multiple else champ
        note += certitude if identite not in vus else 0.15
        vus.add(identite)
    note -= 0.3 * (len(lignes) - 1)
    for ligne in lignes:
        note -= 0.6 * sum(1 for _ in _donnees(ligne))
    return note


def _valeur_titre(titre: Titre, est_financeur: Callable[[str], bool]) -> tuple[str, float]:
    """What identifies a title for the note: two columns of two financeurs are two, two costs are one."""
    trouve = titre.reconnu()
    haut = titre.parties[:-1]
    if haut and est_une_annee(titre.propre):
        return f"annee {titre.texte}", 0.9 if trouve else 0.4
    if poste := titre.poste:
        return f"cout {poste}", 0.9
    if trouve and trouve[0] in {"montant_demande", "montant_accorde", "cout", "taux", "etat", "statut"}:
        nomme = next((p for p in haut if est_financeur(p)), "")
        return (f"{trouve[0]} {nomme}", 0.9) if nomme else trouve
    if trouve:
        return trouve
    if est_financeur(titre.propre):
        # « DETR » under « 2026 » and under « 2027 » are two.
        annee = next((p for p in haut if est_une_annee(p)), "")
        return f"financeur {titre.propre} {annee}", 0.8
    return "", 0.0


def _donnees(ligne: LigneFeuille) -> Iterator[Brut]:
    """Cells that a header does not hold: amounts, days, prose. A year may stand above a column."""
    for _, valeur in ligne.remplies():
        if isinstance(valeur, str):
            if len(valeur) > _TITRE_MAX * 2:
                yield valeur
        elif not (isinstance(valeur, Decimal) and 1990 <= valeur <= 2100):
            yield valeur


def _texte(valeur: Brut) -> str:
    if isinstance(valeur, Decimal):
        return f"{valeur:f}"
    return " ".join(valeur.split()) if isinstance(valeur, str) else ""


def _sans_unites(titre: str) -> str:
    """« Coût (k€ HT) » is « Coût », and « % d’aide » is « taux d’aide »."""
    nu = _UNITES.sub(" ", _PARENTHESE.sub(" ", titre)).replace("en %", " ")  # typo: ok
    return (nu if nu.lower().startswith("taux") else nu.replace("%", " taux ")).strip(" :*")


@cache
def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for champ in CHAMPS.values():
        for texte in (champ.libelle, champ.code.replace("_", " "), *champ.synonymes):
            # The first that claims a word keeps it: the order of the fields is that of the plainest reading.
            index.setdefault(cle_pleine(texte), champ.code)
    return index
