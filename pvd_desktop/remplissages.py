"""A partner’s own workbook, filled from the project: the proposition, the copy, and ``remplir`` of the terminal."""

import argparse
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from models.domain.errors import AppError
from models.domain.importation.feuille import lettres
from models.domain.importation.proximite import cle
from models.domain.projet import Projet
from models.domain.remplissage_tableau.champs_projet import CHAMPS_PROJET
from models.domain.remplissage_tableau.colonnes import CHOIX_DE_COLONNE, changer
from models.domain.remplissage_tableau.gabarit import Gabarit, Place, read_place
from models.domain.remplissage_tableau.remplir import Demande, remplir
from models.domain.remplissage_tableau.resultat import Remplissage, SortCellule
from models.domain.remplissage_tableau.unites import Choix, Maille
from models.domain.uids import Uid
from models.queries.projet import load_projet
from models.referentiel.importation import load_connaissances
from models.store.database import Database, aujourd_hui
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import ListBlock, ListItem, Paragraph
from pvd_desktop.gabarits.ecriture import write_copy
from pvd_desktop.gabarits.lecture import read_gabarit
from pvd_desktop.gabarits.paquet import colonne_de
from pvd_desktop.terminal import print_line

_COLONNE: Final = re.compile(r"([A-Za-z]{1,3})=(\w*)(?::(.+))?")
_MUETS: Final = frozenset({SortCellule.INCHANGEE, SortCellule.CALCULEE})
"""Sorts of the cells that are counted and not told one by one."""
_COMPTES: Final = {
    SortCellule.AJOUTEE: "remplies",
    SortCellule.MODIFIEE: "remplacées",
    SortCellule.INCHANGEE: "inchangées",
    SortCellule.CALCULEE: "calculées",
    SortCellule.LAISSEE: "laissées",
}
Memoire = Callable[[str], Mapping[str, Any] | None]


def propose(
    gabarit: Gabarit,
    projet: Projet,
    demande: Demande | None = None,
    *,
    jour: date,
    memoire: Memoire = lambda _: None,
) -> Remplissage:
    """What filling the workbook would write.

    Raises:
        GabaritError: nothing in it can be filled.
    """
    return remplir(
        gabarit, projet, load_connaissances(), demande, aujourd_hui=jour, memoire=memoire, en_clair=plain_text
    )


def plain_text(texte: str) -> str:
    """A long text as a cell holds it: its words, a line a paragraph, a dash before each item."""
    return "\n".join(ligne for bloc in blocks_of(texte) for ligne in _lines(bloc))


def run_remplir(options: argparse.Namespace) -> int:
    """Fills a copy of a partner’s workbook; the last line counts its cells."""
    sortie: Path | None = None if options.simuler else options.sortie
    if sortie is None and not options.simuler:
        raise AppError(
            "Il manque le nom de la copie à écrire.",
            "Ajoutez «\u00a0--sortie copie.xlsx\u00a0», ou «\u00a0--simuler\u00a0» pour voir ce qui serait écrit.",
        )
    database = Database.open(options.fichier, lecture_seule=True)
    try:
        with database.read() as session:
            projet = load_projet(session)
    finally:
        database.close()
    gabarit = read_gabarit(options.source)
    jour = aujourd_hui()
    remplissage = propose(gabarit, projet, _asked(options, projet), jour=jour)
    if options.colonne and remplissage.correspondance is not None:
        remplissage = propose(gabarit, projet, _with_columns(options, projet, remplissage), jour=jour)
    if sortie is not None:
        write_copy(options.source, sortie, remplissage)
    _tell(remplissage, as_json=options.json)
    return 0


def _asked(options: argparse.Namespace, projet: Projet) -> Demande:
    """What the command line chooses; what it does not say is guessed from the columns."""
    maille = _choice(options.une_ligne_par, Maille, "--une-ligne-par") if options.une_ligne_par else None
    financeur = _payer(options.financeur, projet) if options.financeur else None
    choix = Choix(maille=maille or Maille.ACTION, financeur=financeur) if maille or financeur else None
    return Demande(feuille=options.feuille or "", choix=choix, cellules=dict(map(_cell, options.cellule)))


def _with_columns(options: argparse.Namespace, projet: Projet, remplissage: Remplissage) -> Demande:
    correspondance = remplissage.correspondance
    for texte in options.colonne:
        trouvee = _COLONNE.fullmatch(texte)
        champ = trouvee[2] if trouvee else ""
        if trouvee is None or correspondance is None or (champ and champ not in CHOIX_DE_COLONNE):
            raise AppError(
                f"«\u00a0--colonne {texte}\u00a0» ne dit pas ce que la colonne reçoit.",
                f"Écrivez par exemple «\u00a0D=cout\u00a0». Champs\u00a0: {', '.join(filter(None, CHOIX_DE_COLONNE))}.",
            )
        if correspondance.affectation(colonne_de(trouvee[1].upper())) is None:
            raise AppError(
                f"Le tableau de «\u00a0{remplissage.feuille}\u00a0» n’a pas de colonne {trouvee[1].upper()}.",
                f"Sa dernière colonne est {lettres(len(correspondance.affectations) - 1)}.",
            )
        correspondance = changer(correspondance, colonne_de(trouvee[1].upper()), champ, trouvee[3] or "")
    demande = _asked(options, projet)
    return replace(demande, correspondance=correspondance, choix=demande.choix or remplissage.choix)


def _cell(texte: str) -> tuple[Place, str]:
    ou, _, champ = texte.rpartition("=")
    place = read_place(ou)
    if place is None or (champ and champ not in CHAMPS_PROJET):
        raise AppError(
            f"«\u00a0--cellule {texte}\u00a0» ne dit pas ce que la cellule reçoit.",
            f"Écrivez par exemple «\u00a0Feuil1!B3=commune\u00a0». Champs\u00a0: {', '.join(CHAMPS_PROJET)}.",
        )
    return place, champ


def _choice(texte: str, classe: type[Maille], option: str) -> Maille:
    try:
        return classe(texte)
    except ValueError:
        raise AppError(
            f"«\u00a0{option} {texte}\u00a0» n’est pas possible.", f"Choix\u00a0: {', '.join(classe)}."
        ) from None


def _payer(nom: str, projet: Projet) -> Uid:
    """The organisme that a name or a sigle designates, among those that pay."""
    payeurs = {f.financeur for fiche in projet.fiches for o in fiche.operations for f in o.financements}
    organismes = [o for o in projet.organismes if o.uid in payeurs]
    trouves = [o for o in organismes if cle(nom) in {cle(o.nom), cle(o.sigle)}]
    if not trouves:
        connus = ", ".join(o.nom for o in organismes) or "aucun"
        raise AppError(f"Aucun financeur du projet ne s’appelle «\u00a0{nom}\u00a0».", f"Financeurs\u00a0: {connus}.")
    return trouves[0].uid


def _tell(remplissage: Remplissage, *, as_json: bool) -> None:
    comptes = {nom: remplissage.comptes[sort] for sort, nom in _COMPTES.items()}
    if as_json:
        details = [c.as_dict() for c in remplissage.cellules if c.sort not in _MUETS]
        dits = {cle(nom): nombre for nom, nombre in comptes.items()}
        a_savoir = [*remplissage.avertissements, *remplissage.remarques]
        bilan = {**dits, "feuille": remplissage.feuille, "remarques": a_savoir, "details": details}
        print_line(json.dumps(bilan, ensure_ascii=False))
        return
    for texte in (*remplissage.avertissements, *remplissage.remarques):
        print_line(f"[À savoir] {texte}")
    for c in remplissage.cellules:
        if c.sort not in _MUETS:
            dit = c.raison or f"{c.dit_avant or 'vide'} → {c.dit_apres}"
            print_line(f"[{c.sort.libelle}] {c.place.feuille}, {c.adresse}, {c.objet}, {c.champ}\u00a0: {dit}")
    print_line(" · ".join(f"{nom} {nombre}" for nom, nombre in comptes.items()))


def _lines(bloc: Paragraph | ListBlock) -> list[str]:
    if isinstance(bloc, Paragraph):
        return [text_of(bloc.runs)]
    return [ligne for item in bloc.items for ligne in _item(item)]


def _item(item: ListItem) -> list[str]:
    return [f"– {text_of(item.runs)}", *(_lines(item.children) if item.children else ())]
