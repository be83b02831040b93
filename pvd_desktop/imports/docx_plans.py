"""The operations of a Word fiche: one, or those that its plan de financement names one after the other."""

import re
from collections.abc import Iterator
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.complement_argent import OperationDite
from models.domain.importation.entetes import base_du_titre
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import lire_montant
from pvd_desktop.imports.docx_argent import LecteurArgent
from pvd_desktop.imports.docx_blocs import Paragraphe, Tableau
from pvd_desktop.imports.docx_decoupage import Rubrique
from pvd_desktop.imports.docx_tableaux import GenreTableau, genre_du_tableau
from pvd_desktop.imports.docx_valeurs import separer_delegue

_OPERATION: Final = re.compile(r"(?i)^op[ée]ration\s+(?:n°\s*)?\d+\s*[:–—-]\s*(.*)$")
_PORTEUR: Final = re.compile(r"(?i)^ma[iî]tre d[’']ouvrage\s*:\s*(.*?)(?:\s*·\s*base (HT|TTC))?$")
_ACTE: Final = re.compile(r"(?i)^part d[ée]cid[ée]e du ma[iî]tre d[’']ouvrage\s*:\s*(.*?)\.?$")
_ENSEMBLE: Final = "ensemble des operations"
_MENTIONS: Final = (
    "plan de financement previsionnel ne vaut",
    "retenu montant accorde quand",
    "montant non chiffre compte pour rien",
    "non renseigne",
)
"""What our documents print beside the plan."""


def lire_plan(rubrique: Rubrique, lecteur: LecteurArgent) -> list[OperationDite]:
    """The operations under one label; one without a title when nothing names them."""
    operations: list[OperationDite] = []
    for bloc in _jusqu_a_l_ensemble(rubrique):
        if isinstance(bloc, Paragraphe) and (nomme := _OPERATION.match(bloc.texte)):
            intitule = nomme[1].strip()
            operations.append(OperationDite(intitule="" if intitule == "sans intitulé" else intitule))
            continue
        operation = _courante(operations)
        if isinstance(bloc, Tableau):
            _tableau(bloc, lecteur, operation)
        else:
            _paragraphe(bloc, lecteur, operation)
    for ligne in rubrique.lignes:
        lecteur.lire_cellules(ligne, rubrique.lieu, _courante(operations))
    return operations


def _jusqu_a_l_ensemble(rubrique: Rubrique) -> Iterator[Paragraphe | Tableau]:
    for bloc in rubrique.blocs:
        if isinstance(bloc, Paragraphe):
            if cle(bloc.texte) == _ENSEMBLE:
                return
            if not bloc.texte or cle(bloc.texte).startswith(_MENTIONS):
                continue
        yield bloc


def _courante(operations: list[OperationDite]) -> OperationDite:
    if not operations:
        operations.append(OperationDite())
    return operations[-1]


def _tableau(tableau: Tableau, lecteur: LecteurArgent, operation: OperationDite) -> None:
    match genre_du_tableau(tableau):
        case GenreTableau.CHIFFRES:
            _chiffres(tableau, operation)
        case GenreTableau.PLAN:
            lecteur.lire_tableau(tableau, operation)
        case _:
            for rangee in tableau.rangees:
                pleines = [c for c in rangee.cellules if c.texte]
                if len(pleines) > 1:
                    lecteur.lire_cellules(pleines, tableau.lieu, operation)


def _chiffres(tableau: Tableau, operation: OperationDite) -> None:
    """Only the part that was decided is not computed from the rest."""
    for rangee in tableau.rangees:
        for cellule in rangee.cellules:
            nom, _, suite = cellule.texte.partition("\n")
            if cle(nom).startswith("cout previsionnel"):
                operation.base = operation.base or base_du_titre(nom)
            if cle(nom) == "part decidee du maitre d ouvrage":
                try:
                    operation.part_decidee = lire_montant(suite.split("\n")[0]).montant
                except SaisieError:
                    operation.part_decidee = None


def _paragraphe(p: Paragraphe, lecteur: LecteurArgent, operation: OperationDite) -> None:
    texte = p.texte
    if porteur := _PORTEUR.match(texte):
        nom, delegue = separer_delegue(porteur[1])
        operation.maitre_ouvrage = "" if cle(nom) == "non renseigne" else nom
        operation.delegue = delegue
        operation.base = base_du_titre(porteur[2] or "") or operation.base
    elif (acte := _ACTE.match(texte)) and not re.fullmatch(r"[\d\s\u00a0\u202f.,€]+", acte[1]):
        operation.acte = acte[1].strip()
    else:
        for ligne in texte.split("\n"):
            if ligne.strip() and not lecteur.lire_ligne(ligne, p.lieu, operation):
                lecteur.noter(ligne, p.lieu)
