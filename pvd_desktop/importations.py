"""``importer`` of the terminal: one flow for every kind of source, and the account of what it did."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from models.commands.importation import import_projet
from models.domain.errors import AppError
from models.domain.importation.analyse import proposer
from models.domain.importation.contacts import ContactLu, proposer_contacts
from models.domain.importation.evenements import proposer_evenements
from models.domain.importation.feuille import Classeur
from models.domain.importation.maquettes import est_une_maquette
from models.domain.importation.proposition import Nature, Proposition, RemarqueImport
from models.domain.projet import Projet
from models.echange.lecture import read_json
from models.echange.rapport import ImportRefuseError, Lecture, Remarque
from models.queries.projet import load_corbeille, load_projet
from models.referentiel.importation import load_connaissances
from models.store.acces import is_absent
from models.store.database import Database, maintenant_utc
from pvd_desktop.importations_mandats import holds_mandats, import_mandats, wants_mandats
from pvd_desktop.imports.agenda import EXTENSIONS as AGENDAS
from pvd_desktop.imports.agenda import read_agenda
from pvd_desktop.imports.contacts import EXTENSIONS as CARTES
from pvd_desktop.imports.contacts import is_contacts, read_contacts, read_vcf
from pvd_desktop.imports.docx_paquet import EXTENSIONS as FICHES
from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx
from pvd_desktop.imports.images import clean_image
from pvd_desktop.imports.source import read_text
from pvd_desktop.imports.tableur import EXTENSIONS, read_classeur
from pvd_desktop.paths import Dossiers
from pvd_desktop.retours import take_back
from pvd_desktop.terminal import print_error, print_line

REUSSITE = 0
_COMPTES = {
    "crees": "créés",
    "modifies": "modifiés",
    "inchanges": "inchangés",
    "restaures": "restaurés",
    "ecartes": "écartés",
    "refuses": "refusés",
}
"""Counts of the last line; those that are rare are only said when there are some."""
_RARES = frozenset({"restaures", "ecartes"})


@dataclass(frozen=True, slots=True)
class Import:
    """What a source would write, and what is told of it."""

    projet: Projet
    bilan: dict[str, Any]
    lignes: tuple[str, ...]
    images: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Pictures of the logos, by hash."""


Lire: TypeAlias = Callable[[Projet, Sequence[Any]], Import]
"""Reads the source over a project and its Corbeille."""


def run_importer(options: argparse.Namespace) -> int:
    """Imports a source; the last line counts what was created, modified, left and refused."""
    if wants_mandats(options):
        return import_mandats(options)
    classeur = _read_table(options.source)
    if classeur is not None and holds_mandats(classeur):
        return import_mandats(options)
    if classeur is not None and est_une_maquette(classeur):
        return take_back(options, classeur)
    try:
        fait = _import(options, _reader(options.source, classeur))
    except ImportRefuseError as e:
        _tell(_bilan_json(None, e.refus), as_json=options.json)
        raise
    if not options.json:
        for ligne in fait.lignes:
            print_line(ligne)
    _tell(fait.bilan, as_json=options.json)
    return REUSSITE


def _read_table(source: Path) -> Classeur | None:
    """The cells of a table; nothing when it is another kind of file."""
    # An old .xls is read far enough to say how to save it.
    tableau = source.suffix.lower() in {*EXTENSIONS, ".xls", ".xlsb", ".ods"}
    return read_classeur(source) if tableau else None


def _reader(source: Path, classeur: Classeur | None) -> Lire:
    """What reads a file of that name; the file is opened once."""
    extension = source.suffix.lower()
    if extension == ".json":
        texte = read_text(source)
        return lambda projet, corbeille: _read_json(texte, source.name, projet, corbeille)
    if classeur is not None:
        if is_contacts(classeur):
            return _reader_of_contacts(source.name, read_contacts(classeur))
        return lambda projet, _: _of_proposition(proposer(classeur, projet, load_connaissances()))
    if extension in AGENDAS:
        return lambda projet, _: _read_agenda(source, projet)
    if extension in CARTES:
        return _reader_of_contacts(source.name, read_vcf(source))
    if extension in FICHES:
        document = read_docx(source)
        return lambda projet, _: _of_proposition(proposer_fiches(document, projet, load_connaissances()))
    raise AppError(
        f"Le format «\u00a0{source.suffix or source.name}\u00a0» ne peut pas être importé.",
        f"Donnez un tableau ({', '.join(EXTENSIONS)}), des fiches dans Word (.docx), des contacts (.vcf), un "
        "agenda (.ics) ou un fichier .json exporté par PVD Desktop.",
    )


def _reader_of_contacts(nom: str, contacts: Sequence[ContactLu]) -> Lire:
    return lambda projet, _: _of_proposition(proposer_contacts(nom, contacts, projet))


def _read_agenda(source: Path, projet: Projet) -> Import:
    """Events that come again do so within the project, which must be known to read them."""
    territoire = projet.territoire
    lu = read_agenda(source, debut=territoire.debut_engagements, fin=territoire.fin_convention)
    proposees = proposer_evenements(lu.evenements, projet)
    bilan = {
        "crees": proposees.crees,
        "modifies": proposees.modifies,
        "inchanges": proposees.inchanges,
        "refuses": sum(1 for r in lu.remarques if r.refus),
        "details": [remarque.as_dict(source.name) for remarque in lu.remarques],
    }
    lignes = tuple(f"{source.name}, ligne {r.ligne} «\u00a0{r.valeur}\u00a0»\u00a0: {r.message}" for r in lu.remarques)
    return Import(proposees.projet, bilan, lignes)


def _read_json(texte: str, nom: str, projet: Projet, corbeille: Sequence[Any]) -> Import:
    lecture = read_json(texte, projet, nom, corbeille=corbeille)
    lignes: list[str] = []
    for remarque in lecture.remarques:
        valeur = f" «\u00a0{remarque.valeur}\u00a0»" if remarque.valeur else ""
        lignes.append(f"{remarque.source}, {remarque.colonne}{valeur}\u00a0: {remarque.message}")
    for logo in lecture.projet.convention.logos:
        if (octets := lecture.images.get(logo.sha256)) is not None:
            # A file of unknown origin: what cannot be drawn must not reach the documents.
            clean_image(octets, logo.intitule)
    return Import(lecture.projet, _bilan_json(lecture, ()), tuple(lignes), lecture.images)


def _of_proposition(proposition: Proposition) -> Import:
    if not proposition.lignes:
        raisons = "; ".join(f"{f.nom or 'le tableau'}\u00a0: {f.raison}" for f in proposition.feuilles if f.raison)
        raise AppError(
            f"Aucune action n’a été trouvée dans «\u00a0{proposition.source}\u00a0»."
            + (f" {raisons[:1].upper()}{raisons[1:]}" if raisons else ""),
            "Vérifiez qu’une ligne d’en-tête nomme les colonnes, dont celle des actions.",
        )
    lignes = tuple(_line(proposition.source, remarque) for remarque in proposition.remarques)
    return Import(proposition.projet, proposition.bilan, lignes)


def _line(source: str, remarque: RemarqueImport) -> str:
    ou = ", ".join(filter(None, (source, remarque.lieu.texte)))
    citee = " ".join(remarque.valeur.split()) if remarque.nature is not Nature.CHOIX else ""
    valeur = f" «\u00a0{citee}\u00a0»" if citee else ""
    fois = f" ({remarque.fois} fois)" if remarque.fois > 1 else ""
    return f"{ou}{valeur}\u00a0: {remarque.message}{f' {remarque.remede}' if remarque.remede else ''}{fois}"


def _import(options: argparse.Namespace, lire: Lire) -> Import:
    """Imports for good, or into a copy that is thrown away: ``--simuler`` cannot say anything else than the truth."""
    if not options.simuler:
        return _import_into(options.fichier, options.source.name, lire)
    with TemporaryDirectory(prefix="pvd-simulation-") as dossier:
        copie = Path(dossier, "copie.pvd")
        if not is_absent(options.fichier):
            database = Database.open(options.fichier, lecture_seule=True)
            try:
                database.copy_to(copie)
            finally:
                database.close()
        return _import_into(copie, options.source.name, lire)


def _import_into(path: Path, source: str, lire: Lire) -> Import:
    nouveau = is_absent(path)
    if nouveau:
        check_suffix(path)
        # Read before the project is created: a refused file must not leave an empty project behind.
        lire(Projet(), ())
        Database.create(path).close()
    database = Database.open(path, copies=Dossiers.of_user().copies)
    if database.copie_gardee:
        print_error(
            f"Ce fichier vient d’une version précédente\u00a0: une copie a été gardée dans « {database.copie_gardee} »."
        )
    try:
        with database.read() as session:
            fait = lire(load_projet(session), load_corbeille(session))
        libelle = f"Importer «\u00a0{source}\u00a0»"
        database.execute(libelle, import_projet, fait.projet, moment=maintenant_utc(), images=fait.images)
    except BaseException:
        database.close()
        if nouveau:
            path.unlink()
        raise
    database.close()
    return fait


def check_suffix(path: Path) -> None:
    """A project under another name would not be offered by the file dialogs, nor opened by a double click."""
    if path.suffix.lower() != ".pvd":
        raise AppError(
            # A folder, « . » or « / », has no name of its own.
            f"Le nom « {path.name or path} » ne se termine pas par « .pvd ».",
            f"Écrivez par exemple « {path.stem or 'projet'}.pvd ».",
        )


def _tell(bilan: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_line(json.dumps(bilan, ensure_ascii=False))
        return
    comptes = [f"{libelle} {bilan[cle]}" for cle, libelle in _COMPTES.items() if cle not in _RARES or bilan.get(cle)]
    print_line(" · ".join(comptes))


def _bilan_json(lecture: Lecture | None, refus: Sequence[Remarque]) -> dict[str, Any]:
    details = [*refus, *(lecture.remarques if lecture else ())]
    return {
        "crees": lecture.crees if lecture else 0,
        "modifies": lecture.modifies if lecture else 0,
        "inchanges": lecture.inchanges if lecture else 0,
        "restaures": lecture.restaures if lecture else 0,
        "refuses": len(refus),
        "details": [remarque.as_dict() for remarque in details],
    }
