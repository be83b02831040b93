"""What the documents of a meeting share: who meets, when, where, and the words for what is not known yet."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.formats import format_date_longue
from models.domain.gouvernance import EtatPresence, Presence, RoleMembre
from models.domain.grammaire import enumerer, majuscule
from models.domain.instances.seances import format_heure, format_seance
from models.domain.instances.situee import ReunionSituee, Siege, nommer_instance, sieges
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Block,
    Document,
    Field,
    Fields,
    Heading,
    PageFormat,
    RichText,
    Run,
    Signature,
    Signatures,
)

AUCUNE: Final = "Ce projet ne compte encore aucune réunion."


def document_reunion(
    titre: str,
    projet: Projet,
    situee: ReunionSituee | None,
    blocks: tuple[Block, ...],
    *,
    aujourd_hui: date,
    brouillon: bool,
) -> Document:
    """One document of a meeting; a project without any says so."""
    if situee is None:
        blocks = (Heading(1, titre), absent(AUCUNE))
    return Document(
        titre=" – ".join(filter(None, (titre, situee.nom if situee else "", projet.territoire.nom))),
        sujet=titre,
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A4_PORTRAIT,
        blocks=blocks,
    )


def titre_reunion(titre: str, situee: ReunionSituee) -> Heading:
    """The title, under the name of the instance."""
    return Heading(1, titre, overline=nommer_instance(situee.instance), running=f"{titre} · {situee.nom}")


def seance(situee: ReunionSituee) -> Fields:
    """Day, hour and place, what is missing said in its place."""
    reunion = situee.reunion
    jour = majuscule(format_seance(reunion.jour, ""))
    return Fields(
        (
            Field("Réunion", situee.nom),
            Field("Date", (Run(jour, bold=True),) if jour else manque("date de la réunion")),
            Field("Heure", format_heure(reunion.heure) or manque("heure")),
            Field("Lieu", reunion.lieu or manque("lieu")),
        ),
        "Date, heure et lieu de la réunion",
    )


def ordre_du_jour(situee: ReunionSituee) -> Iterator[Block]:
    """The agenda under its title."""
    yield Heading(2, "Ordre du jour")
    blocs = blocks_of(situee.reunion.ordre_du_jour)
    yield from blocs or (absent("L’ordre du jour reste à écrire."),)


def presidents(projet: Projet, situee: ReunionSituee) -> tuple[Siege, ...]:
    """Who presides over the instance."""
    return tuple(s for s in sieges(projet, situee.instance) if s.membre.role is RoleMembre.PRESIDENT)


def presidence_de_seance(projet: Projet, situee: ReunionSituee) -> RichText:
    """Who presided that day: not those who sent somebody, nor those who did not come; empty when nobody presides."""
    presences = {presence.membre: presence for presence in situee.reunion.presences}
    assis = presidents(projet, situee)
    dits = [dit for siege in assis if (dit := _en_seance(siege, presences.get(siege.uid)))]
    if assis and not dits:
        return manque("qui a présidé")
    return (Run(enumerer(dits)),) if dits else ()


def signature_de_seance(projet: Projet, situee: ReunionSituee) -> Signatures:
    """The place where those who presided that day sign."""
    presences = {presence.membre: presence for presence in situee.reunion.presences}
    places: list[Signature] = []
    for siege in presidents(projet, situee):
        presence = presences.get(siege.uid)
        if presence is None or presence.etat is EtatPresence.PRESENT:
            places.append(Signature(siege.organisme or "La présidence", nom_complet(siege), siege.fonction))
        elif presence.represente_par:
            quoi = f"pour {nom_complet(siege)}"
            places.append(Signature(siege.organisme or "La présidence", presence.represente_par, quoi))
    return Signatures(
        tuple(places) or (Signature("La présidence de la séance", f"[{a_completer('nom et fonction')}]"),)
    )


def _en_seance(siege: Siege, presence: Presence | None) -> str:
    if presence is None or presence.etat is EtatPresence.PRESENT:
        return nom_complet(siege)
    return f"{presence.represente_par}, pour {nom_complet(siege)}" if presence.represente_par else ""


def signature_presidence(projet: Projet, situee: ReunionSituee) -> Signatures:
    """The place where those who preside sign."""
    assis = presidents(projet, situee)
    if not assis:
        return Signatures((Signature("La présidence de l’instance", f"[{a_completer('nom et fonction')}]"),))
    return Signatures(tuple(Signature(s.organisme or "La présidence", nom_complet(s), s.fonction) for s in assis))


def nom_complet(siege: Siege) -> str:
    """« Madame Anne Duval »."""
    return "\u00a0".join(filter(None, (siege.civilite, siege.nom))) if siege.nom else siege.titre


def suivi_par(projet: Projet) -> str:
    """« Élise Caudrelier (03 21…, elise@…) »; empty when the project does not know who holds the pen."""
    chef = projet.territoire.chef_de_projet
    joindre = enumerer([m for m in (chef.telephone, chef.courriel) if m])
    return f"{chef.nom} ({joindre})" if chef.nom and joindre else chef.nom


def dit_le(jour: date | None) -> str:
    """« le 11 juin 2026 »."""
    return f"le {format_date_longue(jour)}" if jour else ""


def manque(quoi: str) -> RichText:
    """What stands where something was expected."""
    return (Run(a_completer(quoi), missing=True),)
