"""The command line: the same doors as the window, for scripts, tests and people without a screen. No Qt here."""

import argparse
import gc
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from models.domain.errors import AppError
from pvd_desktop import __version__
from pvd_desktop.terminal import print_error, print_line

REUSSITE, REFUS, USAGE = 0, 1, 2

AIDE = """\
PVD Desktop : le projet de territoire « Petites Villes de Demain » dans un fichier.

  pvd-desktop [FICHIER.pvd]                        ouvre la fenêtre
  pvd-desktop exemple FICHIER.pvd                  écrit le projet d’exemple
  pvd-desktop importer FICHIER.pvd SOURCE [--simuler] [--json]
                                                   importe, en créant le projet s’il le faut ;
                                                   SOURCE : un tableau .xlsx, .csv ou .tsv,
                                                   des fiches .docx, des contacts .vcf ou .csv,
                                                   un agenda .ics, ou un projet .json
  pvd-desktop importer FICHIER.pvd MANDATS.csv --operation NOM [--simuler] [--json]
                                                   ajoute des mandats aux factures d’une opération ;
                                                   NOM : le numéro de l’action, ou le nom de l’opération
  pvd-desktop reprendre FICHIER.pvd MAQUETTE.xlsx [--simuler] [--json]
                                                   reprend une maquette exportée, revenue complétée ;
                                                   les conflits et les lignes retirées restent à décider
  pvd-desktop remplir FICHIER.pvd CLASSEUR.xlsx --sortie COPIE.xlsx [--simuler] [--json]
              [--feuille NOM] [--une-ligne-par action|operation|financement]
              [--financeur NOM] [--colonne D=cout] [--cellule Feuil1!B3=commune]
                                                   remplit une copie du tableau d’un partenaire ;
                                                   les cellules nommées pvd_commune, pvd_cout_total…
                                                   reçoivent ce que leur nom demande
  pvd-desktop exporter FICHIER.pvd SORTIE [--document NOM] [--fiche NUMÉRO] [--scenario NOM]
              [--reunion NOM|JOUR]
              [--demande NOM]                      écrit un document : convention, annexes, fiches, maquette… ;
                                                   à défaut de NOM, celui que SORTIE nomme ;
                                                   les échéances, si SORTIE est un agenda .ics ;
                                                   le format suit l’extension de SORTIE
  pvd-desktop exporter FICHIER.pvd SORTIE --document avenant [--etat NOM] [--numero N]
                                                   prépare l’avenant depuis un état figé, le dernier à défaut ;
                                                   N est son numéro, à défaut celui qui suit les avenants connus ;
                                                   « comparaison » en compare deux, une SORTIE .json en tire un
  pvd-desktop exporter FICHIER.pvd SORTIE[.zip] --document demande [--demande NOM]
                                                   écrit le dossier d’une demande de subvention : un dossier de
                                                   fichiers nommés comme sur le portail, ou le même en un zip
  pvd-desktop exporter FICHIER.pvd --liste         liste les documents : nom, titre, formats, et les demandes
  pvd-desktop controler FICHIER.pvd [--json]       donne les points à vérifier
  pvd-desktop figer FICHIER.pvd NOM [--commentaire TEXTE]
                                                   fige l’état du projet sous un nom
  pvd-desktop comparer FICHIER.pvd ÉTAT [ÉTAT2] [--json]
                                                   dit ce qui a changé d’un état figé à l’autre, ou
                                                   au projet actuel ; « --liste » donne les états
  pvd-desktop anonymiser FICHIER.pvd COPIE.pvd [--json]
                                                   écrit une copie où chaque personne est un pseudonyme ;
                                                   liste les textes où quelqu’un est peut-être encore nommé
  pvd-desktop --version | --aide | --smoke

Codes de retour : 0 réussite, 1 refus ou point grave, 2 commande mal écrite.
"""  # typo: ok - columns of a terminal


class UsageError(AppError):
    """The command is badly written."""


class _Analyseur(argparse.ArgumentParser):
    """argparse speaks English: what it refuses is told in French, with where to look."""

    @override
    def error(self, message: str) -> NoReturn:
        raise UsageError("Commande non comprise.", "Voyez «\u00a0pvd-desktop --aide\u00a0».")


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    for flux in (sys.stdout, sys.stderr):
        # A Windows console, or a pipe, may not know « é »; a frozen window has no stream at all.
        if isinstance(flux, io.TextIOWrapper):
            flux.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run(arguments)
    except UsageError as e:
        print_error(str(e))
        return USAGE
    except AppError as e:
        print_error(str(e))
        for refus in getattr(e, "refus", ()):
            print_error(f"  {refus.source}, {_endroit(refus)} « {refus.valeur} » : {refus.message}")
        return REFUS


def _run(arguments: Sequence[str]) -> int:
    options = _parse(arguments)
    if options.version:
        print_line(f"PVD Desktop {__version__}")
        return REUSSITE
    if options.aide:
        print_line(AIDE.rstrip())
        return REUSSITE
    if options.commande is None:
        return _open_window(options)
    return options.commande(options)


def _open_window(options: argparse.Namespace) -> int:
    # What a start makes is there to stay: looking at it again and again, the collector takes a fifth of the time.
    gc.disable()
    try:
        # The window is the only command that needs Qt.
        from pvd_desktop import main

        return main.run(options.fichier, dossier=options.dossier, smoke=options.smoke)
    finally:
        gc.enable()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    """A first word that is a command is one; anything else is a file to open."""
    analyseur = _Analyseur(add_help=False, allow_abbrev=False)
    analyseur.set_defaults(smoke=False, dossier=None, commande=None, fichier=None)
    analyseur.add_argument("--version", action="store_true")
    analyseur.add_argument("--aide", "--help", "-h", action="store_true")
    generales, reste = analyseur.parse_known_args(arguments)
    if generales.version or generales.aide:
        return generales
    if reste and (commande := _find_command(reste[0])):
        analyseur.set_defaults(commande=commande)
        _add_arguments(analyseur, reste.pop(0))
    else:
        analyseur.add_argument("--smoke", action="store_true")
        analyseur.add_argument("--dossier", type=Path)
        analyseur.add_argument("fichier", type=Path, nargs="?")
    return analyseur.parse_args(reste)


def _find_command(mot: str) -> Callable[[argparse.Namespace], int] | None:
    if not mot.isalpha():
        # A file: a window opens without the documents and formats that the commands bring in.
        return None
    from pvd_desktop.commandes import COMMANDES

    return COMMANDES.get(mot)


def _add_arguments(analyseur: argparse.ArgumentParser, nom: str) -> None:
    analyseur.add_argument("fichier", type=Path)
    if nom in {"importer", "reprendre"}:
        analyseur.add_argument("source", type=Path)
        analyseur.add_argument("--simuler", action="store_true")
        if nom == "importer":
            analyseur.add_argument("--operation")
    elif nom == "remplir":
        analyseur.add_argument("source", type=Path)
        analyseur.add_argument("--sortie", type=Path)
        analyseur.add_argument("--simuler", action="store_true")
        for option in ("--feuille", "--une-ligne-par", "--financeur"):
            analyseur.add_argument(option)
        for option in ("--colonne", "--cellule"):
            analyseur.add_argument(option, action="append", default=[])
    elif nom == "exporter":
        analyseur.add_argument("sortie", type=Path, nargs="?")
        analyseur.add_argument("--document")
        analyseur.add_argument("--fiche", dest="fiche_action")
        analyseur.add_argument("--scenario")
        analyseur.add_argument("--etat", action="append", default=[])
        analyseur.add_argument("--numero")
        analyseur.add_argument("--reunion")
        analyseur.add_argument("--demande")
        analyseur.add_argument("--liste", action="store_true")
    elif nom == "figer":
        analyseur.add_argument("nom", nargs="?")
        analyseur.add_argument("--commentaire")
        analyseur.add_argument("--liste", action="store_true")
    elif nom == "comparer":
        analyseur.add_argument("etat", nargs="?")
        analyseur.add_argument("etat2", nargs="?")
        analyseur.add_argument("--liste", action="store_true")
    elif nom == "anonymiser":
        analyseur.add_argument("sortie", type=Path, nargs="?")
    if nom in {"importer", "reprendre", "remplir", "controler", "comparer", "anonymiser"}:
        analyseur.add_argument("--json", action="store_true")


def _endroit(refus: object) -> str:
    ligne, colonne = getattr(refus, "ligne", None), getattr(refus, "colonne", "")
    return f"ligne {ligne}" if ligne else colonne or "fichier"
