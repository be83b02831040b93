"""Writes the pièces of the example project: one fictitious page a kind, and their hashes in its JSON.

    python3 packaging/make_pieces.py

The pages stand in ``resources/exemple/pieces``; every pièce of ``projet.json`` is incorporated with the page of its
type, and is named as a file that was joined would be.
"""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pvd_desktop.documents.renderers.pdf import to_bytes
from pvd_desktop.documents.tree import Document, Notice, Paragraph, Run, Title

EXEMPLE: Final = Path(__file__).parents[1] / "resources" / "exemple"
JOUR: Final = date(2026, 1, 1)
PAGES: Final = {
    "Décision de financement": (
        "decision",
        "La décision du financeur qui accorde l’aide\u00a0: arrêté attributif, délibération, lettre de notification.",
        "Elle dit le montant, la dépense retenue, le taux, les délais, et ce qu’il faudra produire pour être payé.",
    ),
    "Convention": (
        "convention",
        "La convention signée avec un partenaire\u00a0: établissement public foncier, bailleur, chambre consulaire.",
        "Elle dit ce que chacun s’engage à faire, jusqu’à quand, et qui paie.",
    ),
    "Contrat": (
        "contrat",
        "Le contrat signé\u00a0: offre de prêt acceptée, bail, marché notifié.",
        "Il dit les montants, les dates et les conditions qui engagent la commune.",
    ),
    "Étude": (
        "etude",
        "L’étude remise par le prestataire, ou le bilan approuvé par le comité de pilotage.",
        "Elle justifie les choix de l’action\u00a0: périmètre, programme, coût, calendrier.",
    ),
    "Plan": (
        "plan",
        "Le plan dressé par le maître d’œuvre ou par le service d’information géographique.",
        "Il situe l’action et montre ce qui change.",
    ),
}
"""By the type of a pièce: the name of the file, what such a document is, what one reads in it."""


def main(dossier: Path = EXEMPLE) -> None:
    """Write the pages, then the JSON that names them."""
    (dossier / "pieces").mkdir(exist_ok=True)
    contenus = {genre: _write(dossier, genre) for genre in PAGES}
    projet = json.loads((dossier / "projet.json").read_text(encoding="utf-8"))
    for piece in _pieces(projet):
        octets = contenus[piece["type"]]
        piece["intitule"] = f"{piece['intitule'].removesuffix('.pdf')}.pdf"
        piece.update(chemin="", sha256=sha256(octets).hexdigest(), taille=len(octets))
    texte = json.dumps(projet, ensure_ascii=False, indent=2)
    (dossier / "projet.json").write_text(f"{texte}\n", encoding="utf-8")


def _write(dossier: Path, genre: str) -> bytes:
    nom, quoi, lecture = PAGES[genre]
    page = Document(
        titre=f"{genre} (exemple)",
        date_edition=JOUR,
        blocks=(
            Title(genre, "Valembecque et Saint-Éloy-la-Warne", "Document fictif du projet d’exemple"),
            Notice((Run("Ce document est inventé\u00a0: il tient la place de la pièce que vous auriez reçue."),)),
            Paragraph((Run(quoi),)),
            Paragraph((Run(lecture),)),
        ),
        brouillon=False,
    )
    octets = to_bytes(page)
    (dossier / "pieces" / f"{nom}.pdf").write_bytes(octets)
    return octets


def _pieces(projet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for fiche in projet["fiches"]:
        yield from fiche["pieces"]


if __name__ == "__main__":
    main()
