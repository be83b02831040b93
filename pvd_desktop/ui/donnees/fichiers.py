"""The files that leave the page: what concerns somebody, and the copy that names nobody."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from models.domain.projet import Projet
from pvd_desktop.ui.donnees.recherche import Trouve
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire


def donnees_json(nom: str, trouve: Trouve, aujourd_hui: date) -> FichierAEcrire:
    """What concerns somebody, for a program."""

    def write(cible: Path) -> None:
        from pvd_desktop.documents.export import write_text

        champs = ("provenance", "lieu", "champ", "texte", "nominatif")
        mentions = [{c: v for c, v in asdict(m).items() if c in champs} for m in trouve.mentions]
        donnees = {
            "personne": nom,
            "etat_au": aujourd_hui.isoformat(),
            "mentions": mentions,
            "etats_figes": list(trouve.versions),
        }
        write_text(json.dumps(donnees, ensure_ascii=False, indent=2) + "\n", cible)

    return FichierAEcrire("donnees-personne.json", "Données JSON (*.json)", write)


def donnees_document(nom: str, trouve: Trouve, projet: Projet, aujourd_hui: date) -> FichierAEcrire:
    """The same, for whoever asked."""

    def write(cible: Path) -> None:
        from pvd_desktop.documents.builders.donnees_personnelles import build_personne
        from pvd_desktop.documents.export import export

        export(build_personne(nom, trouve.mentions, trouve.versions, projet, aujourd_hui=aujourd_hui), cible)

    return FichierAEcrire("donnees-personne.pdf", "Document PDF (*.pdf);;Document Word (*.docx)", write)


def copie_anonyme(projet: Projet, original: Path) -> FichierAEcrire:
    """Another project: neither the journal, nor the Corbeille, nor the frozen states of this one come with it."""

    def write(cible: Path) -> None:
        from pvd_desktop.anonymisation import write_anonyme

        write_anonyme(projet, cible, original=original)

    return FichierAEcrire(
        f"{original.stem}-anonyme.pvd", "Projets PVD Desktop (*.pvd)", write, titre="Enregistrer une copie anonymisée"
    )
