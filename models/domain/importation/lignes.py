"""The rows of a sheet: which are actions, lines of an action, titles, totals, or none of these."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.actions import est_un_axe, separer_orientation
from models.domain.importation.cellules import lire_cellule
from models.domain.importation.champs import CHAMPS, FINANCEUR_COLONNE, IGNORE, NOTE
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Brut, Feuille, LigneFeuille, en_texte
from models.domain.importation.genres import Genre
from models.domain.importation.profils import est_montant
from models.domain.importation.proximite import cle
from models.domain.importation.roles import Role
from models.domain.importation.totaux import est_un_total
from models.domain.importation.valeurs import est_vide

_TYPES: Final = frozenset(
    {Genre.MONTANT, Genre.TAUX, Genre.DATE, Genre.PERIODE, Genre.ANNEE, Genre.STATUT, Genre.PRIORITE, Genre.ETAT}
)
"""Genres whose cells cannot be any words."""
_SANS_REPORT: Final = frozenset({Genre.MONTANT, Genre.TAUX})
"""An amount over several merged rows is one amount."""
_TITRE_MAX: Final = 250


class Corps:
    """The rows below the header, with merged cells and corrections in place."""

    def __init__(
        self,
        feuille: Feuille,
        correspondance: Correspondance,
        lignes: Sequence[LigneFeuille],
        valeurs: Mapping[tuple[str, int, int], str],
    ) -> None:
        self._correspondance = correspondance
        self._lignes = lignes
        self._genres = {a.colonne: CHAMPS[a.champ].genre for a in correspondance.affectations if a.champ != IGNORE}
        self._champs = {a.colonne: a.champ for a in correspondance.affectations}
        self._titres = {a.colonne: a.entete.rsplit("·", 1)[-1].strip() for a in correspondance.affectations if a.entete}
        self._multiples = {a.colonne: a.multiple for a in correspondance.affectations}
        self._reports = self._build_reports(feuille)
        self._larges = {f.ligne for f in feuille.fusions if f.derniere_colonne - f.colonne >= 1 and f.colonne <= 3}
        self._corriges: dict[int, dict[int, str]] = {}
        for (nom, ligne, colonne), texte in valeurs.items():
            if nom == feuille.nom:
                self._corriges.setdefault(ligne, {})[colonne] = texte
        self._a_un_titre = any(a.champ == "intitule" for a in correspondance.affectations)
        self._a_une_action = False

    def _build_reports(self, feuille: Feuille) -> dict[int, dict[int, int]]:
        """Row, then column: the row whose cell stands there too."""
        reports: dict[int, dict[int, int]] = {}
        presentes = {ligne.numero for ligne in self._lignes}
        for fusion in feuille.fusions:
            if self._genres.get(fusion.colonne) in _SANS_REPORT or fusion.colonne not in self._genres:
                continue
            derniere = min(fusion.derniere_ligne, fusion.ligne + len(self._lignes))
            for numero in range(fusion.ligne + 1, derniere + 1):
                if numero in presentes:
                    reports.setdefault(numero, {})[fusion.colonne] = fusion.ligne
        return reports

    def lire(self) -> Iterator[tuple[Role, LigneFeuille, Sequence[tuple[int, Brut]]]]:
        """Each row that says something, with its role and the cells that say it."""
        sources: dict[int, LigneFeuille] = {}
        utiles = {source for colonnes in self._reports.values() for source in colonnes.values()}
        for brute in self._lignes:
            ligne = self._complete(brute, sources)
            if brute.numero in utiles:
                sources[brute.numero] = ligne
            # Only words may say that there is nothing.
            remplies = [
                (c, v)
                for c, v in enumerate(ligne.valeurs)
                if v is not None and not (isinstance(v, str) and est_vide(v))
            ]
            if not remplies:
                continue
            role = self._role(ligne, remplies)
            self._a_une_action = self._a_une_action or role is Role.ACTION
            yield role, ligne, remplies

    def _complete(self, ligne: LigneFeuille, sources: Mapping[int, LigneFeuille]) -> LigneFeuille:
        reports, corriges = self._reports.get(ligne.numero), self._corriges.get(ligne.numero)
        if not reports and not corriges:
            return ligne
        valeurs: list[Brut] = list(ligne.valeurs)
        largeur = max((*(reports or ()), *(corriges or ()), -1)) + 1
        valeurs += [None] * (largeur - len(valeurs))
        for colonne, source in (reports or {}).items():
            if valeurs[colonne] is None and source in sources:
                valeurs[colonne] = sources[source].valeur(colonne)
        for colonne, texte in (corriges or {}).items():
            valeurs[colonne] = texte.strip() or None
        return replace(ligne, valeurs=tuple(valeurs))

    def _role(self, ligne: LigneFeuille, remplies: Sequence[tuple[int, Brut]]) -> Role:
        textes = [(c, v) for c, v in remplies if isinstance(v, str)]
        if self._is_header(textes):
            return Role.ENTETE
        if textes and self._is_total(textes, remplies):
            return Role.TOTAL
        if not self._a_une_action and self._is_explanation(remplies):
            return Role.EXPLICATION
        if role := self._role_seul(ligne, textes, remplies):
            return role
        return Role.ACTION if self._designates(remplies) else Role.SUITE

    def _is_header(self, textes: Sequence[tuple[int, str]]) -> bool:
        """The titles again, on the page that follows."""
        # Most cells are told from their title by the first letter.
        titres = ((v, self._titres.get(c)) for c, v in textes)
        memes = sum(1 for v, titre in titres if titre and v[:1] == titre[:1] and " ".join(v.split()) == titre)
        return memes >= 3 and memes >= 0.6 * len(textes)

    def _is_total(self, textes: Sequence[tuple[int, str]], remplies: Sequence[tuple[int, Brut]]) -> bool:
        annonce = next((c for c, v in textes[:3] if est_un_total(v)), None)
        if annonce is None:
            return False
        autres = [
            c
            for c, v in remplies
            if c != annonce and isinstance(v, str) and self._genres.get(c) not in _TYPES and not est_montant(v)
        ]
        # « TOTAL » under « Coût » beside the name of an action, or without any sum, makes no row of total of it.
        sommes = any(
            c != annonce and self._genres.get(c) in _SANS_REPORT and self._is_understood(c, v) for c, v in remplies
        )
        return not autres or (len(autres) == 1 and sommes and self._genres.get(annonce) not in _TYPES)

    def _is_explanation(self, remplies: Sequence[tuple[int, Brut]]) -> bool:
        """Words in every column that holds none: « Champ numérique », « jj/mm/aaaa »."""
        typees = [(c, v) for c, v in remplies if self._genres.get(c) in _TYPES]
        return len(typees) >= 2 and not any(self._is_understood(c, v) for c, v in typees)

    def _is_understood(self, colonne: int, valeur: Brut) -> bool:
        if not isinstance(valeur, str):
            return True
        try:
            lire_cellule(CHAMPS[self._champs[colonne]], valeur, self._multiples[colonne])
        except SaisieError:
            return False
        return True

    def _role_seul(
        self, ligne: LigneFeuille, textes: Sequence[tuple[int, str]], remplies: Sequence[tuple[int, Brut]]
    ) -> Role | None:
        """What a row of one text is: a title, words beside the table, or an action that says no more."""
        autres = [c for c, v in remplies if not isinstance(v, str)]
        if not textes or any(self._genres.get(c) not in _SANS_REPORT for c in autres):
            return None
        if any(v != textes[0][1] for _, v in textes):
            return self._role_de_deux(ligne, textes, autres)
        colonne, texte = textes[0]
        champ = self._champs.get(colonne, IGNORE)
        marque = ligne.en_evidence or ligne.numero in self._larges
        if _est_une_legende(texte):
            role = None if autres else Role.REMARQUE
        elif est_un_axe(texte) and (champ != "intitule" or marque or separer_orientation(texte)[0]):
            role = Role.TITRE
        elif autres:
            role = Role.TITRE if marque and champ in {"numero", "orientation", IGNORE} else None
        elif champ in {"dispositif", "financeur", "partenaires"} and self._a_une_action:
            role = None
        elif marque or texte.isupper() or (champ not in {"intitule", NOTE, "description"} and self._a_un_titre):
            role = Role.TITRE
        else:
            role = None if champ == "intitule" or self._a_une_action else Role.REMARQUE
        return role

    def _role_de_deux(
        self, ligne: LigneFeuille, textes: Sequence[tuple[int, str]], autres: Sequence[int]
    ) -> Role | None:
        """« Axe 1 » beside « Habitat »: a title in two cells."""
        if len(textes) != 2 or autres or not (est_un_axe(textes[0][1]) or ligne.numero in self._larges):
            return None
        champ = self._champs.get(textes[0][0], IGNORE)
        return Role.TITRE if champ in {"numero", IGNORE, NOTE} or ligne.en_evidence else None

    def _designates(self, remplies: Sequence[tuple[int, Brut]]) -> bool:
        """Whether a row names its action, or can only be one."""
        if any(self._champs.get(c) in {"intitule", "numero", "uid"} for c, _ in remplies):
            return True
        if not self._a_une_action:
            return True
        aides = {"financeur", "dispositif", "montant_demande", "montant_accorde", "etat", "taux", FINANCEUR_COLONNE}
        return not any(self._champs.get(c) in aides for c, _ in remplies)


def titre_de(ligne: LigneFeuille) -> str:
    """The words of a row of title."""
    textes = dict.fromkeys(en_texte(v) for _, v in ligne.remplies() if isinstance(v, str))
    return " ".join(textes)


def _est_une_legende(texte: str) -> bool:
    """« Source : … », « * montants HT »: words beside the table."""
    premier = cle(texte).split(" ")[0]
    return len(texte) > _TITRE_MAX or texte[:1] in "*(" or premier in {"source", "sources", "nb", "legende", "nota"}
