"""« Convocation » and « Feuille d'émargement »: what goes out before a meeting, and what is signed at its door."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.formats import format_date_longue
from models.domain.gouvernance import TypeInstance
from models.domain.instances.situee import ReunionSituee, Siege, feuille_presence, nommer_instance, sieges
from models.domain.projet import Projet
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.builders.reunion import (
    document_reunion,
    nom_complet,
    ordre_du_jour,
    seance,
    signature_presidence,
    suivi_par,
    titre_reunion,
)
from pvd_desktop.documents.tree import (
    BLANK,
    Block,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    KeepTogether,
    Paragraph,
    RichText,
    Row,
    Run,
    Table,
)

CONVOCATION: Final = "Convocation"
EMARGEMENT: Final = "Feuille d’émargement"
_LIGNES_LIBRES: Final = 4
"""Rows left to those who come without being members."""
_PLACE: Final = "\u00a0\n\u00a0\n\u00a0"
"""As high as a signature."""
_ARTICLES: Final = {
    TypeInstance.COPIL: "du comité de pilotage",
    TypeInstance.COTECH: "du comité technique",
    TypeInstance.REVUE: "de la revue de projets",
    TypeInstance.CONSEIL: "du conseil",
    TypeInstance.AUTRE: "de l’instance",
}


def build_convocation(
    projet: Projet, situee: ReunionSituee | None, *, aujourd_hui: date, brouillon: bool = True
) -> Document:
    """The letter to the members, with the agenda and the list of those it goes to."""
    blocks = tuple(_convocation(projet, situee, aujourd_hui)) if situee else ()
    return document_reunion(CONVOCATION, projet, situee, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def build_emargement(
    projet: Projet, situee: ReunionSituee | None, *, aujourd_hui: date, brouillon: bool = True
) -> Document:
    """The sheet that each one signs on arriving."""
    blocks = tuple(_emargement(projet, situee)) if situee else ()
    return document_reunion(EMARGEMENT, projet, situee, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def _convocation(projet: Projet, situee: ReunionSituee, aujourd_hui: date) -> Iterator[Block]:
    assis = sieges(projet, situee.instance)
    reunion = situee.reunion
    yield titre_reunion(CONVOCATION, situee)
    yield Fields(
        (
            Field("À l’attention", f"des membres {_ARTICLES[situee.instance.type]} (liste ci-après)"),
            Field("Date", format_date_longue(reunion.convoquee_le or aujourd_hui)),
            Field("Objet", (Run(f"Réunion {_ARTICLES[situee.instance.type]} du programme Petites Villes de Demain"),)),
        ),
        "En-tête de la convocation",
    )
    yield Paragraph((Run("Madame, Monsieur,"),))
    convie = f"J’ai l’honneur de vous convier à la réunion {_ARTICLES[situee.instance.type]}, qui se tiendra\u00a0:"
    yield Paragraph((Run(convie),))
    yield seance(situee)
    yield from ordre_du_jour(situee)
    contact = suivi_par(projet)
    prevenir = f", et d’en prévenir {contact}" if contact else ""
    yield Paragraph((Run(f"Si vous ne pouvez pas venir, je vous remercie de vous faire représenter{prevenir}."),))
    yield KeepTogether(
        (
            Paragraph((Run("Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée."),)),
            signature_presidence(projet, situee),
        )
    )
    yield KeepTogether((Heading(2, "Destinataires"), _destinataires(assis, nommer_instance(situee.instance))))


def _destinataires(assis: tuple[Siege, ...], instance: str) -> Block:
    if not assis:
        return absent("L’instance n’a pas encore de membres.")
    return Table(
        columns=(Column("Destinataire", 4), Column("Adresse", 4), Column("Courriel", 4)),
        rows=tuple(Row((_qui(siege), siege.adresse, siege.courriel)) for siege in assis),
        summary=f"Destinataires de la convocation\u00a0: {instance}",
    )


def _emargement(projet: Projet, situee: ReunionSituee) -> Iterator[Block]:
    yield titre_reunion(EMARGEMENT, situee)
    yield seance(situee)
    lignes = feuille_presence(projet, situee)
    rows = [Row(((Run(li.nom, bold=True), *_detail(li.qualite)), li.represente_par or BLANK, _PLACE)) for li in lignes]
    rows += [Row((_PLACE, BLANK, BLANK)) for _ in range(_LIGNES_LIBRES)]
    yield Table(
        columns=(Column("Nom, fonction et organisme", 5), Column("Représenté par", 3), Column("Signature", 4)),
        rows=tuple(rows),
        summary=f"Feuille d’émargement\u00a0: {situee.nom}",
    )
    yield note("Les dernières lignes sont pour les personnes invitées ce jour-là.")


def _qui(siege: Siege) -> RichText:
    return (Run(nom_complet(siege), bold=True), *_detail(siege.qualite))


def _detail(qualite: str) -> RichText:
    return (Run(f"\n{qualite}", secondary=True),) if qualite else ()
