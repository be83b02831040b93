"""A fiche of a Word document as an action: each field read, what is not understood kept as a note and said."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cached_property
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.actions import ActionLue, Fait, separer_numero
from models.domain.importation.cellules import lire_cellule
from models.domain.importation.champs import CHAMPS
from models.domain.importation.complement import CoutDit, DetailFiche
from models.domain.importation.complement_argent import OperationDite
from models.domain.importation.entetes import base_du_titre
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import MontantLu, est_vide, lire_montant
from models.domain.projet import Projet
from models.domain.textes import propre_ligne
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, Portee
from pvd_desktop.imports import docx_libelles as mots
from pvd_desktop.imports.docx_argent import LecteurArgent
from pvd_desktop.imports.docx_blocs import Tableau, en_commonmark, en_texte, notes_de
from pvd_desktop.imports.docx_decoupage import FicheWord, Rubrique
from pvd_desktop.imports.docx_plans import lire_plan
from pvd_desktop.imports.docx_valeurs import (
    indicateurs_du_tableau,
    lire_categories,
    lire_contrats,
    lire_noms,
    phase_de_la_ligne,
    phases_du_tableau,
    separer_delegue,
    separer_lieu,
    separer_validation,
)

_BASES: Final = {mots.COUT_HT: BaseMontant.HT, mots.COUT_TTC: BaseMontant.TTC, "cout": None}
_DESCRIPTIONS: Final = ("descri", "contenu de l action", "presentation", "resume")
"""Titles of a description that need not be repeated above it."""


class LecteurFiche:
    """Reads one fiche, field after field."""

    def __init__(
        self, fiche: FicheWord, projet: Projet, financeurs: LecteurFinanceurs, noms: AbstractSet[str] = frozenset()
    ) -> None:
        """``noms`` are keys of names of organismes that the document writes with a comma."""
        self._fiche = fiche
        self._projet = projet
        self._action = ActionLue(cle=(f"fiche {fiche.rang}", fiche.rang), lieu=fiche.lieu, lignes=[fiche.rang])
        self._detail = DetailFiche(action=self._action)
        self._action.complement = self._detail
        self._financeurs = financeurs
        self._noms = {*noms, *(cle(o.nom) for o in projet.organismes if "," in o.nom)}
        self._porteurs: list[tuple[str, str]] = []
        self._part: MontantLu | None = None
        self._plans: list[Rubrique] = []

    def lire(self) -> ActionLue:
        """The action, with all that its fiche says."""
        fiche, action = self._fiche, self._action
        if fiche.orientation:
            action.orientation = Fait(fiche.orientation, fiche.orientation, fiche.lieu)
        action.numero, action.intitule = fiche.numero, fiche.intitule
        for rubrique in fiche.rubriques:
            self._rubrique(rubrique)
        self._nommer()
        self._argent()
        for r in fiche.rubriques:
            for note in notes_de([*r.blocs, *(b for ligne in r.lignes for c in ligne for b in c.blocs)]):
                action.noter(f"Note du document, {propre_ligne(r.titre)}" if r.titre else "Note du document", note)
        if not action.intitule and not action.numero:
            action.refus = "Cette fiche n’a ni numéro ni nom d’action."
        return action

    def _nommer(self) -> None:
        action = self._action
        numero, titre = separer_numero(action.intitule)
        if numero and (not action.numero or cle(numero) == cle(action.numero)):
            action.numero, action.intitule = numero, titre
        numero, titre = separer_numero(action.numero)
        if numero and titre and not action.intitule:
            action.numero, action.intitule = numero, titre

    def _rubrique(self, r: Rubrique) -> None:
        texte = r.texte.strip()
        if not texte or _rien(texte):
            return
        lire = self._lecteurs.get(r.code, self._noter)
        lire(r, texte)

    @cached_property
    def _lecteurs(self) -> Mapping[str, Callable[[Rubrique, str], None]]:
        return {
            "": self._inconnu,
            **dict.fromkeys(("numero", "intitule", "orientation", "statut", "priorite", "meteo"), self._simple),
            **dict.fromkeys(("description", mots.CENTRALITE, "point_bloquant", "prochaine_etape"), self._long),
            **dict.fromkeys(("cout", mots.COUT_HT, mots.COUT_TTC), self._cout),
            **dict.fromkeys(("periode", "date_debut", "date_fin", "annee"), self._calendrier),
            **dict.fromkeys(("communes", mots.SECTEURS, mots.CATEGORIES, mots.LIEU), self._lieu),
            **dict.fromkeys(("reste", "total_aides", "taux_total"), _laisser),
            "maitre_ouvrage": self._porteur,
            "partenaires": self._partenaires,
            "part_decidee": self._part_decidee,
            mots.PLAN: lambda r, _: self._plans.append(r),
            mots.CONTRATS: lambda _, texte: self._detail.contrats.extend(lire_contrats(texte)),
            "indicateurs": self._indicateurs,
            "referent": self._referent,
            mots.ANNEXES: self._annexes,
        }

    def _noter(self, r: Rubrique, texte: str) -> None:
        self._action.noter(r.titre, texte)

    def _porteur(self, _: Rubrique, texte: str) -> None:
        self._porteurs += [separer_delegue(p) for p in _lignes(texte)]

    def _part_decidee(self, r: Rubrique, texte: str) -> None:
        self._part = self._montant(r, texte) or self._part

    def _referent(self, _: Rubrique, texte: str) -> None:
        self._action.textes.setdefault("referent", []).append(propre_ligne(texte))

    def _annexes(self, r: Rubrique, texte: str) -> None:
        self._detail.annexes += [(ligne, r.lieu) for ligne in _lignes(texte)]

    def _inconnu(self, r: Rubrique, texte: str) -> None:
        titre = propre_ligne(r.titre)
        quoi = f"Le libellé «\u00a0{titre[:60]}\u00a0» n’est pas reconnu" if titre else "Ces mots n’ont pas de libellé"
        self._action.noter(titre, texte)
        self._action.remarquer(
            Nature.NON_COMPRIS, r.lieu, " ".join(texte.split()), f"{quoi}\u00a0: gardé en note de la fiche."
        )

    def _simple(self, r: Rubrique, texte: str) -> None:
        action = self._action
        ligne = propre_ligne(texte)
        if r.code == "orientation":
            # « 1 · Habitat », as our documents write it.
            ligne = re.sub(r"^(\d[\d.]*) · ", r"\1. ", ligne)
            action.orientation = Fait(ligne, ligne, r.lieu)
            return
        if r.code in {"numero", "intitule"}:
            ligne = ligne.removesuffix(".") if r.code == "numero" else ligne
            setattr(action, r.code, ligne[: 40 if r.code == "numero" else None])
            return
        if (choix := mots.cochees(texte)) is not None:
            if not choix:
                return
            ligne = choix[0]
        if r.code == "statut":
            ligne, self._detail.validee_le = separer_validation(ligne)
        try:
            lu = lire_cellule(CHAMPS[r.code], ligne)
        except SaisieError as e:
            action.remarquer(Nature.NON_COMPRIS, r.lieu, ligne, f"{e.message} Gardé en note.", e.remede)
            action.noter(r.titre, texte)
            return
        if lu.choix:
            action.remarquer(Nature.CHOIX, r.lieu, ligne, f"«\u00a0{ligne[:60]}\u00a0»\u00a0: {lu.choix}.")
        action.faits[r.code] = Fait(lu.valeur, ligne, r.lieu)

    def _long(self, r: Rubrique, _: str) -> None:
        texte = en_commonmark(r.blocs)
        if r.code == mots.CENTRALITE:
            self._detail.centralite = "\n\n".join(filter(None, (self._detail.centralite, texte)))
        elif r.code == "description":
            titre = propre_ligne(r.titre).strip(" :")
            deja = self._action.textes.setdefault("description", [])
            seule = cle(titre).startswith(_DESCRIPTIONS) or "contexte enjeux objectifs" in cle(titre)
            deja.append(texte if seule or not titre else f"**{titre}**\n\n{texte}")
        else:
            self._action.faits[r.code] = Fait(texte, texte, r.lieu)

    def _partenaires(self, r: Rubrique, _: str) -> None:
        """Names, or names beside what they do."""
        role_ligne = None
        for bloc in r.blocs:
            if isinstance(bloc, Tableau):
                self._partenaires_du_tableau(bloc)
                continue
            debut, _, suite = bloc.texte.partition(":")
            role = mots.role(debut) if suite else None
            if role is None and mots.role(bloc.texte) is not None:
                role_ligne = mots.role(bloc.texte)
                continue
            noms = lire_noms(suite if role else bloc.texte, self._noms)
            self._detail.partenaires += [(nom, role or role_ligne) for nom in noms if not _rien(nom)]
        for ligne in r.lignes:
            self._paire_de_partenaires([en_texte(c.blocs) for c in ligne])

    def _partenaires_du_tableau(self, tableau: Tableau) -> None:
        for rangee in tableau.rangees:
            self._paire_de_partenaires([en_texte(c.blocs) for c in rangee.cellules])

    def _paire_de_partenaires(self, textes: Sequence[str]) -> None:
        """« Financeur | État, Région », « CAUE | Appui technique », or a name and words on what it does."""
        premier, *autres = [t for t in textes if t] or [""]
        suite = "\n".join(autres)
        if not premier or _rien(suite or premier) or cle(premier) in {"nom", "partenaire", "structure", "organisme"}:
            return
        if role := mots.role(premier):
            self._detail.partenaires += [(nom, role) for nom in lire_noms(suite, self._noms) if not _rien(nom)]
            return
        role = mots.role(suite)
        self._detail.partenaires.append((propre_ligne(premier), role))
        if suite and role is None:
            self._action.noter(f"Partenaire {propre_ligne(premier)}", suite)

    def _montant(self, r: Rubrique, texte: str) -> MontantLu | None:
        try:
            return lire_montant(propre_ligne(texte).rstrip("."))
        except SaisieError as e:
            self._action.remarquer(Nature.NON_COMPRIS, r.lieu, texte, f"{e.message} Gardé en note.", e.remede)
            self._action.noter(r.titre or "Montant", texte)
            return None

    def _cout(self, r: Rubrique, texte: str) -> None:
        """One amount, or lines such as « HT : 100 000 € », « TTC : 120 000 € »."""
        tableaux = [b for b in r.blocs if isinstance(b, Tableau)]
        if tableaux:
            self._plans.append(r)
            return
        for ligne in _lignes(re.sub(r"\s+(?=(?:TTC|HT)\s*:)|\s*/\s*(?=\d[\d\s\u00a0\u202f]*€?\s*TTC)", "\n", texte)):
            if _rien(ligne):
                continue
            titre, _, suite = ligne.rpartition(":")
            lu = self._montant(r, suite or ligne)
            if lu is None or lu.montant is None:
                continue
            base = lu.base or base_du_titre(titre) or _BASES.get(r.code) or base_du_titre(r.titre)
            if base is None:
                self._action.remarquer(
                    Nature.CHOIX, r.lieu, ligne, "Rien ne dit si ce coût est HT ou TTC\u00a0: il est pris HT."
                )
            self._detail.couts.append(CoutDit(montant=lu.montant, base=base, lieu=r.lieu))

    def _calendrier(self, r: Rubrique, _: str) -> None:
        tableaux = [b for b in r.blocs if isinstance(b, Tableau)]
        for tableau in tableaux:
            phases, operations, restes = phases_du_tableau(tableau)
            self._detail.phases += phases
            self._detail.dates += operations
            self._restes(r, restes)
        lignes = [b.texte for b in r.blocs if not isinstance(b, Tableau) and b.texte]
        lignes += ["\u00a0: ".join(filter(None, (en_texte(c.blocs) for c in ligne))) for ligne in r.lignes]
        restes: list[str] = []
        for ligne in (m for texte in lignes for m in _lignes(re.sub(r"\s*;\s*", "\n", texte))):
            dite = f"{r.titre}\u00a0: {ligne}" if r.code != "periode" else ligne
            if phase := phase_de_la_ligne(dite):
                self._detail.phases.append(phase)
            elif not _rien(ligne):
                restes.append(ligne)
        self._restes(r, restes)

    def _restes(self, r: Rubrique, restes: Sequence[str]) -> None:
        if restes:
            texte = "\n".join(restes)
            self._action.noter(r.titre or "Calendrier", texte)
            self._action.remarquer(
                Nature.NON_COMPRIS, r.lieu, " ".join(texte.split()), "Ces dates ne sont pas comprises. Gardé en note.",
                "Écrivez par exemple «\u00a0Travaux\u00a0: T1 2027 – T3 2027\u00a0».",
            )  # fmt: skip

    def _indicateurs(self, r: Rubrique, _: str) -> None:
        for bloc in r.blocs:
            if isinstance(bloc, Tableau):
                self._detail.indicateurs += indicateurs_du_tableau(bloc)
            else:
                self._action.textes.setdefault("indicateurs", []).append(bloc.texte.lstrip("-–•·* "))
        for ligne in r.lignes:
            textes = [en_texte(c.blocs) for c in ligne]
            self._action.textes.setdefault("indicateurs", []).append("\u00a0: ".join(filter(None, textes)))
        if not self._action.textes.get("indicateurs"):
            self._action.textes.pop("indicateurs", None)

    def _lieu(self, r: Rubrique, texte: str) -> None:
        match r.code:
            case "communes" if cle(texte) == cle(Portee.EPCI.libelle):
                self._detail.portee = Portee.EPCI
            case "communes":
                lieu = Lieu(r.lieu.feuille, r.lieu.ligne, "", r.titre)
                self._action.faits["communes"] = Fait(lire_noms(texte), texte, lieu)
            case mots.SECTEURS:
                self._secteurs(r, texte)
            case mots.CATEGORIES:
                self._detail.categories, restes = lire_categories(texte)
                if restes:
                    self._action.noter(r.titre, "\n".join(restes))
            case _:
                adresse, parcelles = separer_lieu(texte)
                if cle(r.titre).startswith("parcelle"):
                    adresse, parcelles = "", propre_ligne(texte)
                if adresse:
                    self._action.faits["adresse"] = Fait(adresse, adresse, r.lieu)
                self._detail.parcelles = parcelles or self._detail.parcelles

    def _secteurs(self, r: Rubrique, texte: str) -> None:
        connus: dict[str, Uid] = {cle(s.nom): s.uid for s in self._projet.territoire.secteurs}
        noms = lire_noms(texte)
        self._detail.secteurs = tuple(connus[cle(n)] for n in noms if cle(n) in connus)
        inconnus = [n for n in noms if cle(n) not in connus]
        if inconnus:
            self._action.noter(r.titre, ", ".join(inconnus))

    def _argent(self) -> None:
        """The plan, once every field is known: the owner tells its own part from the aids."""
        noms = [nom for nom, _ in self._porteurs]
        lecteur = LecteurArgent(self._action, self._financeurs, noms)
        operations: list[OperationDite] = []
        for r in self._plans:
            operations += lire_plan(r, lecteur)
        porteurs = iter(self._porteurs)
        if not operations and (self._porteurs or self._part):
            operations = [OperationDite() for _ in self._porteurs or [0]]
        if not any(o.maitre_ouvrage for o in operations):
            for operation in operations:
                operation.maitre_ouvrage, operation.delegue = next(porteurs, (operation.maitre_ouvrage, ""))
        if self._part is not None and operations:
            montant = self._part.montant
            if montant is None and self._part.part is not None and self._detail.couts:
                montant = (self._detail.couts[0].montant * self._part.part).quantize(Decimal("0.01"))
            operations[0].part_decidee = operations[0].part_decidee or montant
        self._detail.operations = operations


def _laisser(_r: Rubrique, _texte: str) -> None:
    """An amount that the application computes."""


def _lignes(texte: str) -> list[str]:
    return [m for ligne in texte.split("\n") if (m := ligne.strip(" -–•·*").strip())]


def _rien(texte: str) -> bool:
    return est_vide(texte) or cle(texte) in {"non renseigne", "a definir", "a preciser", "a completer"}
