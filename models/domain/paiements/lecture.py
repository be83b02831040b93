"""Rows of a file of mandats turned into factures of an operation: read one at a time, each dépense once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from models.domain.errors import SaisieError
from models.domain.formats import sort_key
from models.domain.importation.feuille import Anomalie, Brut, Lieu, LigneFeuille, en_texte, lettres
from models.domain.importation.postes import poste_du_titre
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import est_vide, lire_montant, lire_periode
from models.domain.paiement import Facture, Marche, TypeMarche
from models.domain.paiements.bilan import (
    FACTURES_MAX,
    LectureFactures,
    LigneConnue,
    RemarqueFacture,
    SansTitresError,
    TropDeFacturesError,
)
from models.domain.paiements.colonnes import PREMIERES, champ_du_titre, colonnes_de, nomme_un_mandat, titre_de
from models.domain.paiements.depenses import additionner_factures
from models.domain.paiements.reperes import ReperesFactures
from models.domain.plan_financement import ZERO, Operation
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from models.domain.vocabulaire import PosteDepense

_REMARQUES_MAX: Final = 200
"""Remarks kept; the others are counted."""
_CONNUES_MAX: Final = 40
"""The same of the lines left aside because they are known."""
_TEXTES: Final = ("fournisseur", "objet", "numero", "numero_mandat", "bordereau")
_REMEDE_DATE: Final = "Écrivez par exemple 03/04/2026."
_NON: Final = frozenset({"non", "n", "0", "faux", "no", "ineligible", "non eligible"})


@dataclass(slots=True)
class LecteurFactures:
    """Reads the rows of one file for one operation; what was read of a row is not kept."""

    operation: Operation
    nom: str
    """Of the file, for who is told why it cannot be read."""
    _colonnes: dict[str, int] = field(default_factory=dict[str, int])
    _titres: dict[str, str] = field(default_factory=dict[str, str])
    _remarques: list[RemarqueFacture] = field(default_factory=list[RemarqueFacture])
    _nombre: int = 0
    _presque: LigneFeuille | None = None

    def read(self, lignes: Iterable[LigneFeuille], avancer: Callable[[int], object]) -> LectureFactures:
        """What the rows bring; ``avancer`` is told each row and may raise to give up.

        Raises:
            SansTitresError: no row among the first is that of the titles.
            TropDeFacturesError: too many factures for one operation.
        """
        reperes = ReperesFactures(self.operation.factures)
        marches = _Marches(self.operation.marches)
        factures: list[Facture] = []
        connues: list[LigneConnue] = []
        lues = repetees = deja = ecartees = totaux = avant = 0
        for ligne in lignes:
            avancer(ligne.numero)
            if not self._colonnes:
                self._find_titles(ligne)
                avant += 1
                if not self._colonnes and avant >= PREMIERES:
                    break
                continue
            if self._is_header(ligne):
                continue
            lues += 1
            if self._is_total(ligne):
                totaux += 1
                continue
            facture = self._facture(ligne, marches)
            if facture is None:
                ecartees += 1
            elif (comme := reperes.find(facture)) is not None:
                repetees += bool(comme)
                deja += not comme
                if len(connues) < _CONNUES_MAX:
                    connues.append(LigneConnue(ligne.numero, comme))
            else:
                if len(factures) == FACTURES_MAX:
                    raise TropDeFacturesError(self.nom)
                reperes.add(facture, ligne.numero)
                factures.append(facture)
        if not self._colonnes:
            raise SansTitresError(self.nom, self._presque)
        return LectureFactures(
            factures=tuple(factures),
            lignes=lues,
            somme=additionner_factures(factures),
            repetees=repetees,
            deja=deja,
            connues=tuple(connues),
            ecartees=ecartees,
            totaux=totaux,
            remarques=tuple(self._remarques),
            nombre_remarques=self._nombre,
        )

    def _find_titles(self, ligne: LigneFeuille) -> None:
        self._colonnes = colonnes_de(ligne)
        self._titres = {champ: titre_de(ligne, colonne) for champ, colonne in self._colonnes.items()}
        if not self._colonnes and self._presque is None and nomme_un_mandat(ligne):
            self._presque = ligne

    def _is_header(self, ligne: LigneFeuille) -> bool:
        """Titles come again at the top of each printed page."""
        montant = next(c for champ, c in self._colonnes.items() if champ in {"montant_ttc", "montant_ht"})
        valeur = ligne.valeur(montant)
        return isinstance(valeur, str) and bool(champ_du_titre(valeur))

    def _is_total(self, ligne: LigneFeuille) -> bool:
        if "numero_mandat" in self._colonnes and not est_vide(ligne.valeur(self._colonnes["numero_mandat"])):
            mandat = ligne.valeur(self._colonnes["numero_mandat"])
            return isinstance(mandat, str) and cle(mandat).startswith(("total", "sous total"))
        premier = next((v for _, v in ligne.remplies() if isinstance(v, str)), "")
        return cle(premier).startswith(("total", "sous total", "report"))

    def _facture(self, ligne: LigneFeuille, marches: "_Marches") -> Facture | None:
        montants = {champ: self._montant(ligne, champ) for champ in ("montant_ht", "montant_ttc", "tva")}
        ht, ttc = _completer(montants)
        if ht is None and ttc is None:
            if not any(ligne.numero == r.lieu.ligne for r in self._remarques[-3:]):
                self._say(
                    ligne, "montant_ttc", "Cette ligne n’a pas de montant.", "Écrivez-en un, ou retirez la ligne."
                )
            return None
        negatifs = {montant < 0 for montant in (ht, ttc) if montant}
        if len(negatifs) > 1:
            self._say(ligne, "montant_ttc", "HT et TTC n’ont pas le même signe.", "Vérifiez si c’est un avoir.")
            return None
        champs: dict[str, Any] = {champ: self._texte(ligne, champ) for champ in _TEXTES}
        champs |= {champ: self._date(ligne, champ) for champ in ("date_facture", "date_mandat")}
        marche = marches.find(self._texte(ligne, "marche"), champs["fournisseur"])
        return Facture(
            marche=marche.uid if marche else None,
            montant_ht=None if ht is None else abs(ht),
            montant_ttc=None if ttc is None else abs(ttc),
            avoir=True in negatifs,
            poste=self._poste(ligne, marche),
            eligible=cle(self._texte(ligne, "eligible")) not in _NON,
            **champs,
        )

    def _valeur(self, ligne: LigneFeuille, champ: str) -> Brut:
        colonne = self._colonnes.get(champ)
        return None if colonne is None else ligne.valeur(colonne)

    def _texte(self, ligne: LigneFeuille, champ: str) -> str:
        texte = propre_ligne(en_texte(self._valeur(ligne, champ)))
        if len(texte) > LONGUEUR_TITRE:
            self._say(
                ligne, champ, f"Ce texte est trop long\u00a0: ses {LONGUEUR_TITRE} premiers caractères sont gardés."
            )
        return texte[:LONGUEUR_TITRE]

    def _montant(self, ligne: LigneFeuille, champ: str) -> Decimal | None:
        brut = self._valeur(ligne, champ)
        if isinstance(brut, Anomalie):
            self._say(ligne, champ, brut.message, brut.remede)
            return None
        if est_vide(brut):
            return None
        negatif, positif = _sans_signe(brut)
        try:
            montant = lire_montant(positif).montant
        except SaisieError as e:
            self._say(ligne, champ, e.message, e.remede)
            return None
        if montant is None:
            self._say(ligne, champ, "Un pourcentage n’est pas un montant.", "Écrivez le montant en euros.")
            return None
        return -montant if negatif else montant

    def _date(self, ligne: LigneFeuille, champ: str) -> date | None:
        brut = self._valeur(ligne, champ)
        if isinstance(brut, date) or est_vide(brut):
            return brut if isinstance(brut, date) else None
        try:
            lue = lire_periode(brut)
        except SaisieError:
            self._say(ligne, champ, "Ce n’est pas un jour du calendrier, et la date reste vide.", _REMEDE_DATE)
            return None
        if lue.debut != lue.fin:
            self._say(ligne, champ, "Cette date ne dit pas le jour, et reste vide.", _REMEDE_DATE)
            return None
        return lue.debut

    def _poste(self, ligne: LigneFeuille, marche: Marche | None) -> PosteDepense:
        dit = self._texte(ligne, "poste")
        connu = poste_du_titre(dit) if dit else None
        if connu is None and dit:
            connu = next((p for p in PosteDepense if cle(p.libelle) == cle(dit)), None)
        return connu or (marche.poste if marche else PosteDepense.TRAVAUX)

    def _say(self, ligne: LigneFeuille, champ: str, message: str, remede: str = "") -> None:
        self._nombre += 1
        if len(self._remarques) < _REMARQUES_MAX:
            colonne = self._colonnes.get(champ)
            lieu = Lieu("", ligne.numero, "" if colonne is None else lettres(colonne), self._titres.get(champ, ""))
            valeur = " ".join(en_texte(self._valeur(ligne, champ)).split())[:60]
            self._remarques.append(RemarqueFacture(lieu, valeur, message, remede))


class _Marches:
    """Finds the marché that a row names by its number, or by the only one of its titulaire."""

    def __init__(self, marches: Iterable[Marche]) -> None:
        self._par_numero: dict[str, Marche] = {}
        self._par_titulaire: dict[str, list[Marche]] = {}
        for marche in marches:
            if marche.type is TypeMarche.AVENANT:
                continue
            if marche.numero:
                self._par_numero.setdefault(sort_key(marche.numero), marche)
            if marche.titulaire:
                self._par_titulaire.setdefault(cle(marche.titulaire), []).append(marche)

    def find(self, numero: str, fournisseur: str) -> Marche | None:
        """The marché, when it is sure."""
        if numero and (nomme := self._par_numero.get(sort_key(numero))):
            return nomme
        siens = self._par_titulaire.get(cle(fournisseur), ())
        return siens[0] if len(siens) == 1 else None


def _completer(montants: Mapping[str, Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    """HT and TTC; the one that is missing follows from the TVA, when the file gives it."""
    ht, ttc, tva = montants["montant_ht"], montants["montant_ttc"], montants["tva"]
    if tva is not None:
        if ht is None and ttc is not None:
            ht = ttc - tva
        elif ttc is None and ht is not None:
            ttc = ht + tva
    return ht, ttc


def _sans_signe(brut: Brut) -> tuple[bool, Brut]:
    """Whether an amount is below zero, as accountants write it, and the same without its sign.

    >>> _sans_signe("- 1 200,00"), _sans_signe("(1200)"), _sans_signe("1 200,00-")
    ((True, '1 200,00'), (True, '1200'), (True, '1 200,00'))
    """
    if isinstance(brut, Decimal):
        return brut < ZERO, abs(brut)
    if not isinstance(brut, str):
        return False, brut
    texte = brut.strip().replace("−", "-")  # typo: ok
    if texte.startswith("(") and texte.endswith(")"):
        return True, texte[1:-1].strip()
    if texte.startswith("-") or texte.endswith("-"):
        return True, texte.strip("- ")
    return False, brut
