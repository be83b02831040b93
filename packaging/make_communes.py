"""Derives the reference of communes from the npm package @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif@6.0.0
    python3 packaging/make_communes.py etalab-decoupage-administratif-6.0.0.tgz

The archive is a file one fetched: this script reads no network. It writes ``communes.csv.gz``, ``epci.csv`` and
``departements.csv`` in ``resources/referentiels``; the same archive always gives the same bytes. The year, the version
and the licence stand beside them in ``communes.toml``, which is written by hand.
"""

import csv
import gzip
import io
import json
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

CIBLE = Path(__file__).parents[1] / "resources" / "referentiels"
FORMES = {
    "CC ": "Communauté de communes ",
    "CA ": "Communauté d’agglomération ",
    "CU ": "Communauté urbaine ",
}
"""The abbreviations of the source, as conventions write them."""

Objet = dict[str, Any]


def main(archive: Path, cible: Path = CIBLE) -> None:
    """Write the three files."""
    communes, epci, departements, regions = read(archive)
    membres = {membre["code"]: groupement["code"] for groupement in epci for membre in groupement["membres"]}
    noms_regions = {region["code"]: region["nom"] for region in regions}
    texte = csv_of(
        ("code", "nom", "commune", "departement", "epci", "population", "codes_postaux", "anciens_codes"),
        (*actuelles(communes, membres), *anciennes(communes)),
    )
    # No date in the archive: two runs give the same bytes.
    (cible / "communes.csv.gz").write_bytes(gzip.compress(texte.encode(), 9, mtime=0))
    lignes = sorted((groupement["code"], epci_name(groupement["nom"])) for groupement in epci)
    write(cible / "epci.csv", csv_of(("siren", "nom"), lignes))
    lignes = sorted((d["code"], typeset(d["nom"]), typeset(noms_regions[d["region"]])) for d in departements)
    write(cible / "departements.csv", csv_of(("code", "nom", "region"), lignes))


def read(archive: Path) -> Iterator[list[Objet]]:
    """Communes, EPCI, départements and régions, in that order."""
    with tarfile.open(archive) as contenu:
        for nom in ("communes", "epci", "departements", "regions"):
            membre = contenu.extractfile(f"package/data/{nom}.json")
            if membre is None:
                raise SystemExit(f"{archive}\u00a0: package/data/{nom}.json manque.")
            yield json.load(membre)


def actuelles(communes: Iterable[Objet], epci: dict[str, str]) -> Iterator[Sequence[str]]:
    """The communes there are, the largest first: the application shows them in the order of the file.

    Their own SIREN is left out: nothing of a project may be derived from it.
    """
    vivantes = (c for c in communes if c["type"] == "commune-actuelle")
    for commune in sorted(vivantes, key=lambda c: (-c.get("population", 0), c["code"])):
        yield (
            commune["code"],
            typeset(commune["nom"]),
            "",
            commune["departement"],
            epci.get(commune["code"], ""),
            str(commune.get("population", "")),
            " ".join(commune.get("codesPostaux", ())),
            " ".join(commune.get("anciensCodes", ())),
        )


def anciennes(communes: Iterable[Objet]) -> Iterator[Sequence[str]]:
    """The communes that now belong to another, which says its population and the rest."""
    mortes = (c for c in communes if c["type"] in {"commune-deleguee", "commune-associee"})
    for commune in sorted(mortes, key=lambda c: (c["code"], c["nom"])):
        yield (commune["code"], typeset(commune["nom"]), commune["chefLieu"], "", "", "", "", "")


def epci_name(nom: str) -> str:
    """« CC du Sud Artois » written as conventions write it."""
    for abrege, entier in FORMES.items():
        if nom.startswith(abrege):
            return typeset(entier + nom.removeprefix(abrege))
    return typeset(nom)


def typeset(nom: str) -> str:
    """French typography: the source has the apostrophe and the quotation marks of typewriters."""
    return re.sub(r'"([^"]*)"', "«\u00a0\\1\u00a0»", nom.replace("'", "’"))


def csv_of(entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> str:
    """The text of a file; no value needs quotes, which lets the application split lines itself."""
    texte = io.StringIO()
    writer = csv.writer(texte, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONE)
    writer.writerow(entetes)
    writer.writerows(lignes)
    return texte.getvalue()


def write(path: Path, texte: str) -> None:
    """Write a text with the same line ends everywhere."""
    path.write_text(texte, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage\u00a0: python3 packaging/make_communes.py ARCHIVE.tgz")
    main(Path(sys.argv[1]))
