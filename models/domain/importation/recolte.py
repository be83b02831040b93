"""The rows of one sheet gathered into actions, and what is worth saying of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.importation.actions import (
    ActionLue,
    CoutLu,
    Fait,
    FinancementLu,
    OperationLue,
    est_un_axe,
    separer_numero,
    separer_orientation,
)
from models.domain.importation.cellules import lire_cellule
from models.domain.importation.champs import CHAMPS, IGNORE
from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.feuille import Anomalie, Brut, Feuille, Lieu, LigneFeuille, lettres
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.genres import Genre
from models.domain.importation.lignes import Corps, titre_de
from models.domain.importation.proposition import Nature, RemarqueImport, TotalAnnonce
from models.domain.importation.proximite import cle
from models.domain.importation.rangees import Rangee
from models.domain.importation.roles import Role
from models.domain.importation.totaux import Annonces, Sommes, remarques_d_ecart
from models.domain.importation.valeurs import est_vide
from models.domain.plan_financement import arrondir
from models.domain.vocabulaire import BaseMontant

_ROLES_MUETS: Final = {
    Role.EXPLICATION: "Cette ligne explique comment remplir le tableau\u00a0: elle n’est pas importée.",
    Role.TOTAL: "Cette ligne de total n’annonce aucun montant\u00a0: elle n’est comparée à rien.",
    Role.REMARQUE: "Ces mots sont à côté du tableau\u00a0: ils ne sont pas importés.",
}


class Recolte:
    """Reads a sheet from its first row to its last."""

    def __init__(self, feuille: Feuille, correspondance: Correspondance, lecteur: LecteurFinanceurs) -> None:
        self._feuille = feuille
        self._correspondance = correspondance
        self._lecteur = lecteur
        self._colonnes = tuple(a for a in correspondance.affectations if a.champ != IGNORE)
        self._par_colonne = {a.colonne: a for a in self._colonnes}
        self._lieux = {a.colonne: (lettres(a.colonne), a.entete) for a in correspondance.affectations}
        self._sommes = Sommes()
        # Sheets named « Axe 1 », « Axe 2 » are the orientations of a workbook.
        nom = feuille.nom
        self._orientation = Fait(nom, nom, Lieu(nom)) if est_un_axe(nom) else self._title_above()
        self._axe: Brut = None
        self._colonne_axe = next((a.colonne for a in self._colonnes if a.champ == "orientation"), None)
        self._sous_titre = ""
        self._a_un_numero = any(a.champ == "numero" for a in self._colonnes)
        self._axes_repetes = False
        self._par_nom: dict[tuple[str, str, str], ActionLue] = {}
        self.actions: list[ActionLue] = []
        self.remarques: list[RemarqueImport] = []
        self.sans_base = False
        """Whether an amount was read that nothing says to be HT or TTC."""
        self.roles: dict[Role, list[int]] = {}
        """Rows of the body, by what they were taken for."""

    def lire(self, lignes: tuple[LigneFeuille, ...], valeurs: Mapping[tuple[str, int, int], str]) -> None:
        """Every row of the body."""
        self._axes_repetes = self._repeats_axes(lignes)
        for role, ligne, remplies in Corps(self._feuille, self._correspondance, lignes, valeurs).lire():
            self.roles.setdefault(role, []).append(ligne.numero)
            match role:
                case Role.ACTION | Role.SUITE:
                    self._lire_action(ligne, remplies, suite=role is Role.SUITE)
                case Role.TITRE:
                    self._ouvrir(ligne)
                case Role.TOTAL:
                    if annonces := self._annonces(ligne):
                        self._sommes.comparer(titre_de(ligne), annonces)
                    else:
                        self._taire(role, ligne)
                case Role.EXPLICATION | Role.REMARQUE:
                    self._taire(role, ligne)
                case Role.ENTETE | Role.VIDE | Role.AU_DESSUS:
                    pass
        dites = {numero for numeros in self.roles.values() for numero in numeros}
        self.roles[Role.VIDE] = [ligne.numero for ligne in lignes if ligne.numero not in dites]
        self._sommes.terminer()
        self.remarques += remarques_d_ecart(self._sommes.totaux)

    def _title_above(self) -> Fait | None:
        """« 1 – Actions matures », right above the header, opens the table as another such title opens the next one."""
        dessus = [x for x in self._feuille.lignes if x.numero == self._correspondance.premiere_entete - 1]
        textes = [str(v) for x in dessus for _, v in x.remplies()]
        numerote = len(textes) == 1 and (est_un_axe(textes[0]) or re.match(r"\d{1,2}\s*[-–.:)]\s*\D", textes[0]))
        return Fait(textes[0], textes[0], Lieu(self._feuille.nom, dessus[0].numero)) if numerote else None

    def _repeats_axes(self, lignes: tuple[LigneFeuille, ...]) -> bool:
        """Whether the orientation is written on every row; otherwise an empty cell is under the one above."""
        colonne = next((a.colonne for a in self._colonnes if a.champ == "orientation"), None)
        if colonne is None:
            return True
        valeurs = [ligne.valeur(colonne) for ligne in lignes]
        return any(a is not None and a == b for a, b in pairwise(valeurs))

    def _ouvrir(self, ligne: LigneFeuille) -> None:
        """A title: the actions below are of this orientation, or of this part of it."""
        titre = titre_de(ligne)
        self._sommes.ouvrir(self._annonces(ligne))
        numero, _ = separer_orientation(titre)
        actuel = separer_orientation(self._orientation.texte)[0] if self._orientation else ""
        sous = bool(actuel and numero.startswith(f"{actuel}.")) or (
            self._orientation is not None
            and cle(titre).startswith(("objectif operationnel", "sous axe", "sous objectif"))
            and est_un_axe(self._orientation.texte)
        )
        if sous:
            self._sous_titre = titre
            return
        self._sous_titre = ""
        self._orientation = Fait(titre, titre, Lieu(self._feuille.nom, ligne.numero))

    @property
    def totaux(self) -> tuple[TotalAnnonce, ...]:
        """What the rows of total announce, beside the sums of their rows."""
        return tuple(self._sommes.totaux)

    def _annonces(self, ligne: LigneFeuille) -> Annonces:
        annonces: dict[int, TotalAnnonce] = {}
        for a in self._colonnes:
            valeur = ligne.valeur(a.colonne)
            if CHAMPS[a.champ].genre is not Genre.MONTANT or est_vide(valeur) or isinstance(valeur, Anomalie):
                continue
            try:
                montant = lire_cellule(CHAMPS[a.champ], valeur, a.multiple).valeur.montant
            except SaisieError:
                continue
            if montant is not None:
                annonces[a.colonne] = TotalAnnonce(
                    lieu=self._lieu(ligne, a),
                    champ=a.champ,
                    financeur=a.financeur,
                    annonce=montant,
                    somme=Decimal(0),
                    premiere=0,
                    derniere=0,
                )
        return annonces

    def _lire_action(self, ligne: LigneFeuille, remplies: Sequence[tuple[int, Brut]], *, suite: bool) -> None:
        if self._colonne_axe is not None:
            self._suivre_l_axe(ligne.valeur(self._colonne_axe))
        rangee = Rangee(self._feuille.nom, ligne.numero, self._correspondance.base, self._lecteur)
        for colonne, brut in remplies:
            a = self._par_colonne.get(colonne)
            if a is not None:
                montant = rangee.lire(a, brut, self._lieu(ligne, a))
                if montant is not None:
                    self._sommes.ajouter(colonne, ligne.numero, montant)
        rangee.situer()
        self.sans_base = self.sans_base or rangee.sans_base
        financements = rangee.financements()
        action = rangee.action
        if suite and self.actions:
            cible = self.actions[-1]
        else:
            self._nommer(action, rangee.faits)
            cible = self._retrouver(action, rangee.faits)
        operation = self._verser(cible, action, rangee, financements)
        assiette = sum((c.montant for c in operation.couts), Decimal(0))
        for colonne, part in rangee.parts:
            self._sommes.ajouter(colonne, ligne.numero, arrondir(assiette * part))

    def _suivre_l_axe(self, axe: Brut) -> None:
        """Another orientation in its column closes the block that a subtotal adds up, as a title does."""
        if axe is not None and axe != self._axe:
            self._sommes.fermer()
            self._axe = axe

    def _nommer(self, action: ActionLue, faits: dict[str, Fait]) -> None:
        """Number, title, orientation."""
        intitule = faits.pop("intitule", None)
        numero = faits.pop("numero", None)
        # A name has a letter or a digit: « : » and « … » name nothing.
        action.numero = str(numero.valeur)[:40] if numero and cle(numero.valeur) else ""
        action.intitule = intitule.valeur if intitule and cle(intitule.valeur) else ""
        if action.intitule and not self._a_un_numero:
            action.numero, action.intitule = separer_numero(action.intitule)
        elif numero and not intitule:
            # « 1.2 Réhabiliter la halle » under « N° ».
            lu, titre = separer_numero(action.numero)
            if lu and titre:
                action.numero, action.intitule = lu, titre
        axe = faits.pop("orientation", None)
        if axe is not None and cle(axe.texte):
            self._orientation = axe
        elif self._colonne_axe is not None and self._axes_repetes:
            self._orientation = None
        action.orientation = self._orientation
        if self._sous_titre:
            action.noter("Sous-partie", self._sous_titre)
        if not action.intitule and not action.numero and "uid" not in faits:
            action.refus = "Cette ligne n’a ni numéro ni intitulé d’action."

    def _retrouver(self, action: ActionLue, faits: Mapping[str, Fait]) -> ActionLue:
        """The action that another row already began, or this one."""
        porteur = faits.get("maitre_ouvrage")
        nom = cle(action.intitule)
        proprietaire = "" if action.numero else cle(str(porteur.valeur)) if porteur else ""
        identite = (cle(action.numero), nom, proprietaire)
        if action.refus or not (action.numero or nom):
            self.actions.append(action)
            return action
        # A row that names nobody is of the action above that bears its title; the first to name an owner gives it.
        sans = (*identite[:2], "")
        deja = self._par_nom.get(identite) or self._par_nom.get(sans)
        if deja is None and action.numero and not nom:
            deja = next((a for a in reversed(self.actions) if cle(a.numero) == identite[0]), None)
        if deja is not None:
            return deja
        self._par_nom[identite] = action
        self.actions.append(action)
        return action

    def _verser(
        self,
        cible: ActionLue,
        action: ActionLue,
        rangee: Rangee,
        financements: list[FinancementLu],
    ) -> OperationLue:
        """What a row says goes to its action, and to the operation of its maître d'ouvrage."""
        if cible is not action:
            cible.lignes += action.lignes
            cible.remarques += action.remarques
            for note in action.notes:
                cible.noter("", note)
            cible.lieux = {**action.lieux, **cible.lieux}
            for champ, textes in action.textes.items():
                deja = cible.textes.setdefault(champ, [])
                deja += [t for t in textes if t not in deja]
        faits = rangee.faits
        porteur = faits.get("maitre_ouvrage")
        nom = faits.get("operation")
        operation = cible.operation(porteur.valeur if porteur else "", nom.valeur if nom else "")
        operation.intitule = operation.intitule or (nom.valeur if nom else "")
        if operation.maitre_ouvrage is None:
            operation.maitre_ouvrage = porteur
        if identifiant := faits.get("porteur_id"):
            operation.identifiant = operation.identifiant or identifiant.valeur
        operation.part_decidee = operation.part_decidee or faits.get("part_decidee")
        operation.restes += [faits["reste"]] if "reste" in faits else []
        for champ, fait in faits.items():
            if champ not in {
                "maitre_ouvrage",
                "porteur_id",
                "part_decidee",
                "operation",
                "base",
                "total_aides",
                "reste",
                "taux_total",
            }:
                cible.faits.setdefault(champ, fait)
        _add_costs(cible, operation, rangee.couts)
        operation.financements += financements
        return operation

    def _taire(self, role: Role, ligne: LigneFeuille) -> None:
        self._dire(Nature.IGNORE, Lieu(self._feuille.nom, ligne.numero), titre_de(ligne), _ROLES_MUETS[role])

    def _dire(self, nature: Nature, lieu: Lieu, valeur: str, message: str) -> None:
        self.remarques.append(RemarqueImport(nature=nature, lieu=lieu, valeur=valeur[:80], message=message))

    def _lieu(self, ligne: LigneFeuille, a: Affectation) -> Lieu:
        return Lieu(self._feuille.nom, ligne.numero, *self._lieux[a.colonne])


def _add_costs(action: ActionLue, operation: OperationLue, couts: list[CoutLu]) -> None:
    """A cost that every line of financement repeats is one cost; another one is another dépense."""
    for cout in couts:
        memes = [c for c in operation.couts if (c.base, c.annee, c.montant) == (cout.base, cout.annee, cout.montant)]
        if memes and memes[0].lieu.ligne != cout.lieu.ligne:
            continue
        autres = [c for c in operation.couts if c.lieu.ligne != cout.lieu.ligne]
        if autres:
            action.remarquer(
                Nature.CHOIX,
                cout.lieu,
                format_euros(cout.montant),
                "Cette action a déjà un coût plus haut\u00a0: celui-ci s’y ajoute comme une autre dépense.",
            )
        operation.couts.append(cout)


def base_de(operation: OperationLue, defaut: BaseMontant | None) -> BaseMontant:
    """The base of an operation: that of its costs; HT when the table says nothing, or both."""
    bases = {c.base for c in operation.couts if c.base}
    if len(bases) == 1:
        return bases.pop()
    return defaut or BaseMontant.HT


def sans_doublon(remarques: list[RemarqueImport]) -> list[RemarqueImport]:
    """One line for a choice made for many rows alike."""
    uniques: dict[tuple[Any, ...], list[RemarqueImport]] = {}
    for r in remarques:
        identite = (
            (r.nature, r.lieu.feuille, r.lieu.colonne, r.valeur, r.message)
            if r.nature is Nature.CHOIX or not r.valeur
            else (r.nature, r.lieu, r.valeur, r.message)
        )
        uniques.setdefault(identite, []).append(r)
    return [
        memes[0] if len(memes) == 1 else replace(memes[0], fois=memes[0].fois + len(memes) - 1)
        for memes in uniques.values()
    ]
