"""Workbooks computed again by LibreOffice."""

import re
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path


def without_cached_values(path: Path, target: Path) -> None:
    """The same workbook, its formulas without a value: what is read afterwards can only have been computed."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copie:
        for nom in source.namelist():
            contenu = source.read(nom)
            if nom.startswith("xl/worksheets/"):
                contenu = re.sub(rb"</f><v>[^<]*</v>", b"</f>", contenu)
            copie.writestr(nom, contenu)


def recalculated(soffice: Path, path: Path, dossier: Path) -> Path:
    """The workbook computed again and saved by LibreOffice."""
    return all_recalculated(soffice, (path,), dossier)[0]


def all_recalculated(soffice: Path, paths: Sequence[Path], dossier: Path) -> list[Path]:
    """Several workbooks, in one run: its start takes longer than the computing."""
    profil = dossier / "profil"
    reglages = profil / "user" / "registrymodifications.xcu"
    reglages.parent.mkdir(parents=True)
    reglages.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    sortie = dossier / "calcule"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profil.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            sortie,
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return [sortie / path.name for path in paths]
