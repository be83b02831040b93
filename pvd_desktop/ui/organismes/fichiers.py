"""The files that leave the page of the partners: what to write, frozen, and under which name."""

import re
from datetime import date
from pathlib import Path

from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.relance import destinataire
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.organismes.relance import Relance


def fichier_de(relance: Relance, projet: Projet, aujourd_hui: date) -> FichierAEcrire:
    """The letter, or the draft of a message."""
    organisme = projet.organisme(relance.organisme)
    nom = f"relance-{_simple(organisme.nom if organisme else '')}-{aujourd_hui:%Y-%m-%d}"
    if relance.courriel:
        commun = organisme.courriel if organisme else ""
        return FichierAEcrire(
            f"{nom}.eml", "Brouillon de courriel (*.eml)", lambda cible: _write_courriel(relance, commun, cible)
        )
    adresse = destinataire(organisme, relance.contact) if organisme else ""

    def write_lettre(cible: Path) -> None:
        from pvd_desktop.documents.builders.lettre_relance import build_lettre
        from pvd_desktop.documents.export import export

        lettre = build_lettre(
            projet, destinataire=adresse, objet=relance.objet, texte=relance.texte, aujourd_hui=aujourd_hui
        )
        export(lettre, cible)

    return FichierAEcrire(f"{nom}.docx", "Document Word (*.docx);;Document PDF (*.pdf)", write_lettre)


def cartes_de(projet: Projet, projet_nom: str) -> FichierAEcrire:
    """The contacts as cards."""

    def write(cible: Path) -> None:
        from pvd_desktop.documents.vcard import write_vcards

        write_vcards(projet, cible)

    return FichierAEcrire(f"{projet_nom}-contacts.vcf", "Cartes de visite vCard (*.vcf)", write)


def _write_courriel(relance: Relance, commun: str, cible: Path) -> None:
    """To the person; failing that, to the address of the organisme."""
    from pvd_desktop.documents.courriel import render_courriel, write_courriel

    contact = relance.contact
    personnel = (contact.courriel or contact.courriel_secondaire) if contact else ""
    octets = render_courriel(
        objet=relance.objet,
        texte=relance.texte,
        courriel=personnel or commun,
        nom=contact.nom_complet if contact and personnel else "",
    )
    write_courriel(octets, cible)


def _simple(nom: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sort_key(nom)).strip("-")[:40] or "partenaire"
