"""The aids that one row tells: a column for each financeur, groups of columns, or the row as a line of its own."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.actions import ActionLue, Fait, FinancementLu
from models.domain.importation.champs import ETAT_COLONNE, FINANCEUR_COLONNE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import FinanceurCite, LecteurFinanceurs
from models.domain.importation.mots import lire_etat
from models.domain.importation.proposition import Nature
from models.domain.importation.valeurs import MontantLu, lire_montant
from models.domain.vocabulaire import EtatFinancement

_PLUSIEURS: Final = re.compile(r"\s*[,;+\n]\s*|\s+/\s+|\s+et\s+")
_NOM_ET_MONTANT: Final = re.compile(
    r"(?P<nom>[^\W\d_][^:=]*?)\s*(?:[:=–-]|\s)\s*"
    r"(?P<montant>\d[\d \u00a0\u202f.,]*(?:k€|k|m€|€|%|euros).*)",
    re.IGNORECASE,
)
_PUCE: Final = re.compile(r"^[-–—*•·▪►➔\s]+")


class AidesDeLigne:
    """Gathers the cells of one row, then makes its lines of financement."""

    def __init__(self, lecteur: LecteurFinanceurs) -> None:
        self._lecteur = lecteur
        self._groupes: dict[int, FinancementLu] = {}
        self._noms: dict[int, Fait] = {}
        self._colonnes: dict[int, Affectation] = {}
        self._etats: dict[int, EtatFinancement] = {}

    def ajouter(self, a: Affectation, fait: Fait) -> None:
        """A cell that was understood."""
        if a.champ == "financeur":
            self._noms[a.groupe] = fait
            return
        if a.champ in {"etat", ETAT_COLONNE}:
            self._etats[a.groupe] = fait.valeur
            return
        if a.champ in {"montant_demande", "montant_accorde", FINANCEUR_COLONNE}:
            self._add_amount(a, fait)
            return
        ligne = self._ligne(a, fait.lieu)
        match a.champ:
            case "dispositif" | "numero_dossier" | "taux":
                setattr(ligne, a.champ, fait.valeur)
            case _:
                setattr(ligne, a.champ, fait.valeur.debut)

    def lire_mots(self, a: Affectation, texte: str, lieu: Lieu) -> bool:
        """Words where an amount goes: « sollicité » under « Région » is a line whose amount is not known yet."""
        if a.champ != FINANCEUR_COLONNE or (etat := lire_etat(texte)) is None:
            return False
        self._ligne(a, lieu).etat = EtatFinancement.ENVISAGE if texte.lower() in {"oui", "ok"} else etat
        return True

    def somme(self) -> Decimal | None:
        """Of the amounts of the row; nothing when it has none."""
        montants = [
            m for f in self._groupes.values() if (m := f.accorde if f.accorde is not None else f.demande) is not None
        ]
        return sum(montants, Decimal(0)) if montants else None

    def financements(self, action: ActionLue, lieu: Lieu) -> list[FinancementLu]:
        """The lines of the row, each with its financeur."""
        lignes: list[FinancementLu] = []
        for groupe in dict.fromkeys((*self._groupes, *self._noms)):
            ligne = self._groupes.get(groupe) or FinancementLu(lieu=lieu)
            ligne.etat = self._etats.get(groupe) or ligne.etat
            if groupe in self._noms:
                lignes += self._named(action, ligne, self._noms[groupe])
            elif colonne := self._colonnes.get(groupe):
                ligne.financeur = self._lecteur.lire(colonne.financeur)
                ligne.dispositif = ligne.dispositif or ligne.financeur.dispositif
                lignes.append(ligne)
            elif _says_something(ligne):
                ligne.financeur = self._lecteur.reconnaitre(ligne.dispositif) if ligne.dispositif else None
                lignes.append(ligne)
        for ligne in lignes:
            _settle(ligne)
        return _merge(lignes)

    def _add_amount(self, a: Affectation, fait: Fait) -> None:
        lu: MontantLu = fait.valeur
        if lu.montant == 0:
            # Nothing is expected of that financeur.
            return
        etat = lu.etat or a.etat
        ligne = self._ligne(a, fait.lieu)
        ligne.lieu = fait.lieu
        ligne.etat = etat or ligne.etat
        if lu.part is not None:
            ligne.part = lu.part
        elif a.champ == "montant_accorde" or (etat is not None and etat.est_acquis):
            ligne.accorde = (ligne.accorde or Decimal(0)) + (lu.montant or 0)
        else:
            ligne.demande = (ligne.demande or Decimal(0)) + (lu.montant or 0)

    def _ligne(self, a: Affectation, lieu: Lieu) -> FinancementLu:
        if a.champ == FINANCEUR_COLONNE:
            self._colonnes[a.groupe] = a
        ligne = self._groupes.setdefault(a.groupe, FinancementLu(lieu=lieu))
        ligne.annee = ligne.annee or a.annee
        return ligne

    def _named(self, action: ActionLue, ligne: FinancementLu, nom: Fait) -> list[FinancementLu]:
        """The financeur of a cell; several for one amount are not shared out by guessing."""
        if detaillees := self._with_amounts(nom):
            return detaillees
        cites = self._names(nom.texte)
        if len(cites) <= 1:
            cite = self._lecteur.lire(nom.texte)
            if not cite.reconnu and not _says_something(ligne) and len(nom.texte) > 60:
                action.noter("Financeurs", nom.texte)
                return []
            return [replace(ligne, financeur=cite, dispositif=ligne.dispositif or cite.dispositif)]
        if _says_something(ligne):
            action.remarquer(
                Nature.CHOIX,
                nom.lieu,
                nom.texte,
                "Plusieurs financeurs pour un seul montant\u00a0: la ligne est créée sans financeur, avec leurs noms.",
                "Répartissez le montant dans le plan de financement de la fiche.",
            )
            return [replace(ligne, financeur=None, dispositif=nom.texte.replace("\n", ", ")[:300])]
        inconnus = [texte for texte, cite in cites if cite is None]
        if inconnus:
            action.noter("Financeurs", nom.texte)
            action.remarquer(
                Nature.NON_COMPRIS,
                nom.lieu,
                ", ".join(inconnus),
                "Ces financeurs ne sont pas reconnus. Gardés en note.",
            )
        return [replace(ligne, financeur=cite, dispositif=cite.dispositif) for _, cite in cites if cite is not None]

    def _with_amounts(self, nom: Fait) -> list[FinancementLu]:
        """« DETR : 30 000 € (acquis) », « Région 20 % », line after line in one cell."""
        lignes: list[FinancementLu] = []
        for morceau in re.split(r"\s*[;\n+]\s*", _PUCE.sub("", nom.texte)):
            trouve = _NOM_ET_MONTANT.fullmatch(_PUCE.sub("", morceau).strip())
            if trouve is None:
                return []
            try:
                lu = lire_montant(trouve["montant"])
            except SaisieError:
                return []
            cite = self._lecteur.lire(trouve["nom"])
            ligne = FinancementLu(lieu=nom.lieu, financeur=cite, dispositif=cite.dispositif, etat=lu.etat, part=lu.part)
            ligne.demande = lu.montant
            lignes.append(ligne)
        return lignes

    def _names(self, texte: str) -> list[tuple[str, FinanceurCite | None]]:
        morceaux = [_PUCE.sub("", m).strip() for m in _PLUSIEURS.split(texte)]
        noms = [m for m in morceaux if m]
        if len(noms) > 1 and self._lecteur.reconnaitre(texte) and not any(map(self._lecteur.reconnaitre, noms)):
            return []
        return [(m, self._lecteur.reconnaitre(m)) for m in noms]


def _says_something(ligne: FinancementLu) -> bool:
    return any(v is not None for v in (ligne.demande, ligne.accorde, ligne.part)) or bool(ligne.numero_dossier)


def _settle(ligne: FinancementLu) -> None:
    """An amount under « Montant » is what was granted once the row says it was, and only asked until then."""
    if ligne.etat is None or ligne.etat.est_perdu:
        return
    if ligne.etat.est_acquis and ligne.accorde is None:
        ligne.accorde, ligne.demande = ligne.demande, None
    elif not ligne.etat.est_acquis and ligne.demande is None:
        ligne.demande, ligne.accorde = ligne.accorde, None


def _merge(lignes: list[FinancementLu]) -> list[FinancementLu]:
    """« Région demandé » and « Région accordé » of one row are one line, asked and then granted."""
    if len({f.financeur for f in lignes}) == len(lignes):
        return lignes
    resultat: list[FinancementLu] = []
    for ligne in lignes:
        jumelle = next((f for f in resultat if _completes(f, ligne)), None)
        if jumelle is None:
            resultat.append(ligne)
            continue
        jumelle.demande = jumelle.demande if jumelle.demande is not None else ligne.demande
        jumelle.accorde = jumelle.accorde if jumelle.accorde is not None else ligne.accorde
        jumelle.etat = ligne.etat if ligne.etat and ligne.etat.est_acquis else jumelle.etat
    return resultat


def _completes(a: FinancementLu, b: FinancementLu) -> bool:
    memes = a.financeur is not None and (a.financeur, a.dispositif, a.annee) == (b.financeur, b.dispositif, b.annee)
    if not memes or a.part is not None or b.part is not None:
        return False
    return (a.accorde is None) != (b.accorde is None) and (a.demande is None or b.demande is None)
