"""What a project says of a dispositif, laid over the reference: a new edition never takes away what it wrote.

A project keeps the keys that differ. In a list, an entry is known by its key (the code of a category, the year of a
campaign, the date of a condition): the one of the project takes the place of that of the reference, the others follow
the reference, edition after edition. « retire » says what the project takes away.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from models.domain.dispositif_local import DispositifLocal
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.dispositifs.lecture import Table, lire_dispositif
from models.domain.dispositifs.schema import DispositifError, Lieu
from models.domain.errors import AppError
from models.domain.regles.dotations import cle_dispositif

CLES: Final[Mapping[str, tuple[str, ...]]] = {
    "condition": ("cas", "date_effet"),
    "categorie": ("departement", "code"),
    "delai": ("type",),
    "campagne": ("annee",),
    "piece": ("code",),
    "source": ("texte",),
}
"""What makes an entry of each list the same from one edition to the next."""
RETIRE: Final = "retire"
"""Key of what the project takes away: names of keys at the top, true in an entry."""


@dataclass(frozen=True, slots=True)
class Adaptations:
    """The dispositifs of a project, and what of it could not be read."""

    dispositifs: Dispositifs
    refus: Mapping[str, AppError]
    """By code: the reference holds for it until it is corrected."""


def fusionner(reference: Table, local: Table) -> Table:
    """The reference with what the project says instead."""
    fusion = {**reference}
    for cle, valeur in local.items():
        if cle in CLES and isinstance(valeur, list):
            fusion[cle] = _fusionner_liste(CLES[cle], reference.get(cle, []), cast("list[object]", valeur))
        elif cle != RETIRE:
            fusion[cle] = valeur
    retirees = set(local.get(RETIRE, ()))
    return {cle: valeur for cle, valeur in fusion.items() if cle not in retirees}


def reduire(reference: Table, voulu: Table) -> Table:
    """What a project must keep to say ``voulu``: merged with the reference, it gives it back."""
    local: Table = {}
    for cle, valeur in voulu.items():
        if cle in CLES:
            if entrees := _reduire_liste(CLES[cle], reference.get(cle, []), valeur):
                local[cle] = entrees
        elif reference.get(cle) != valeur:
            local[cle] = valeur
    if absentes := [cle for cle in reference if cle not in voulu]:
        local[RETIRE] = absentes
    return local


def lire_contenu(contenu: str, code: str) -> Table:
    """What a project wrote of a dispositif, as a table that can be laid over the reference.

    Raises:
        DispositifError: it is no TOML, or an entry of a list cannot be told from the others.
    """
    import tomllib

    try:
        table = tomllib.loads(contenu)
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        # Lists within lists, by the thousand, are more than the reader of Python can follow.
        ligne = re.search(r"at line (\d+)", str(e))
        ou = f" (ligne {ligne[1]})" if ligne else ""
        raise DispositifError(
            f"Ce que le projet dit du dispositif «\u00a0{code}\u00a0» n’est pas du TOML correct{ou}.",
            "Corrigez-le, ou revenez à la référence.",
        ) from e
    _check_forme(table, nom_local(code))
    return table


def check_contenu(code: str, contenu: str) -> None:
    """Refuses what the schema of the reference files would refuse.

    Raises:
        DispositifError: a key is unknown, a value is not of its kind, dates of effect are out of order.
    """
    # Alone: what it takes away belongs to a reference that another edition may have changed.
    propre = lire_contenu(contenu, code)
    lire_dispositif({"intitule": code, **fusionner({}, propre), "code": code}, nom_local(code))


def adapter(
    tables: Mapping[str, tuple[str, Table]], edition: date | None, locaux: Iterable[DispositifLocal]
) -> Adaptations:
    """Every dispositif as the project says it; those it adds come first, being the most particular."""
    lus: dict[str, Dispositif] = {}
    refus: dict[str, AppError] = {}
    par_code = {local.code: local for local in locaux}
    for code in [*(c for c in par_code if c not in tables), *tables]:
        fichier, reference = tables.get(code, (nom_local(code), {}))
        try:
            local = par_code.get(code)
            table = table_effective(reference, local) if local else reference
            lus[code] = lire_dispositif(table, nom_local(code) if local else fichier, local=local is not None)
        except AppError as e:
            refus[code] = e
            if reference:
                lus[code] = lire_dispositif(reference, fichier)
    return Adaptations(Dispositifs(edition=edition, liste=tuple(lus.values())), refus)


def table_fusionnee(reference: Table, local: DispositifLocal) -> Table:
    """One dispositif as the project says it, and nothing more: what one compares, and what one changes."""
    propre = lire_contenu(local.contenu, local.code)
    if local.intitule:
        propre = {"intitule": local.intitule, **propre}
    return {"intitule": local.code, **fusionner(reference, propre), "code": local.code}


def table_effective(reference: Table, local: DispositifLocal) -> Table:
    """The same, ready to be read: an added dispositif is recognised by its title until it has names."""
    table = table_fusionnee(reference, local)
    nom = cle_dispositif(str(table["intitule"]))
    if nom and not table.get("noms") and "dotation" not in table:
        table["noms"] = [nom]
    return table


def nom_local(code: str) -> str:
    """What an error calls the place where the project says it."""
    return f"Dispositif «\u00a0{code}\u00a0» du projet"


def cle_entree(cles: tuple[str, ...], entree: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes an entry the same from one edition to the next."""
    return tuple(entree.get(cle, "") for cle in cles)


def _check_forme(table: Table, fichier: str) -> None:
    """Refuses what could not be laid over anything; the schema looks at the rest once it is."""
    retirees = table.get(RETIRE, [])
    if not isinstance(retirees, list) or not all(isinstance(cle, str) for cle in cast("list[object]", retirees)):
        raise Lieu(fichier, RETIRE).erreur("ce n’est pas une liste de clés", 'Écrivez par exemple ["note"].')
    for liste, cles in CLES.items():
        entrees = table.get(liste)
        if isinstance(entrees, list):
            _check_entrees(cast("list[object]", entrees), cles, Lieu(fichier, liste))


def _check_entrees(entrees: list[object], cles: tuple[str, ...], lieu: Lieu) -> None:
    vues: set[tuple[Any, ...]] = set()
    for rang, entree in enumerate(entrees):
        if not isinstance(entree, dict):
            continue
        lue, ici = cast("Table", entree), lieu.rang(rang)
        for cle in cles:
            if isinstance(lue.get(cle), list | dict):
                raise ici.cle(cle).erreur("une seule valeur est attendue", "Écrivez un texte, un nombre ou une date.")
        if lue.get(RETIRE, True) is not True:
            raise ici.cle(RETIRE).erreur("seul «\u00a0true\u00a0» se comprend ici", "Écrivez-le, ou retirez la clé.")
        if cle_entree(cles, lue) in vues:
            raise ici.erreur("cette entrée est déjà dans la liste", "Gardez-en une seule.")
        vues.add(cle_entree(cles, lue))


def _fusionner_liste(cles: tuple[str, ...], reference: list[Table], locales: list[object]) -> list[object]:
    # What is no table is left as it is: the schema refuses it by its place.
    mal_ecrites = [entree for entree in locales if not isinstance(entree, dict)]
    siennes = [cast("Table", entree) for entree in locales if isinstance(entree, dict)]
    propres = {cle_entree(cles, entree): entree for entree in siennes}
    suite = [propres.pop(cle_entree(cles, entree), entree) for entree in reference]
    fusion = [entree for entree in (*suite, *propres.values()) if not entree.get(RETIRE)]
    if "date_effet" in cles or "annee" in cles:
        # Something added before what the reference holds stays in order.
        fusion.sort(key=lambda entree: tuple(map(str, cle_entree(cles, entree))))
    return [*fusion, *mal_ecrites]


def _reduire_liste(cles: tuple[str, ...], reference: list[Table], voulue: list[Table]) -> list[Table]:
    connues = {cle_entree(cles, entree): entree for entree in reference}
    gardees = {cle_entree(cles, entree) for entree in voulue}
    changees = [entree for entree in voulue if connues.get(cle_entree(cles, entree)) != entree]
    retirees = [
        {**{c: entree[c] for c in cles if c in entree}, RETIRE: True}
        for cle, entree in connues.items()
        if cle not in gardees
    ]
    return [*changees, *retirees]
