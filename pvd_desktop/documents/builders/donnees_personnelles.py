"""« Registre des traitements » and « Données d'une personne »: what a town owes to whoever asks for it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.domain.formats import format_date_longue
from models.domain.personnes.mentions import MentionPersonne
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.tree import (
    Block,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Paragraph,
    ParagraphKind,
    Row,
    Run,
    Table,
)

REGISTRE: Final = "Registre des traitements de données personnelles"
FINALITES: Final = (
    "Suivre le projet de territoire Petites Villes de demain\u00a0: joindre les partenaires, réunir les instances, "
    "signer la convention-cadre, déposer et suivre les demandes de subvention."
)
BASE_LEGALE: Final = (
    "Exécution d’une mission d’intérêt public dont est investi le responsable du traitement (article 6, 1, e du RGPD)."
)
CATEGORIES: Final = (
    "Nom, prénom, civilité, fonction, organisme, courriels et téléphone professionnels, présence aux réunions, dates "
    "et objets des échanges. Aucune donnée sensible au sens de l’article 9 du RGPD n’est demandée."
)
PERSONNES: Final = "Agents, élus et représentants des partenaires du projet."
DESTINATAIRES: Final = (
    "Le chef de projet et les services de la collectivité qui ouvrent le fichier\u00a0; les partenaires à qui sont "
    "remis la convention, les convocations et les relevés de décisions. Le fichier reste là où il est rangé\u00a0: "
    "l’application n’envoie rien."
)
DROITS: Final = (
    "Accès, rectification, effacement, limitation, opposition\u00a0: à exercer auprès du responsable ou du délégué "
    "ci-dessus. Une réclamation peut être adressée à la CNIL."
)
SECURITE: Final = (
    "Accès au poste et au dossier où le fichier est rangé\u00a0; un seul poste écrit à la fois\u00a0; copies de "
    "sécurité."
)


def build_registre(projet: Projet, *, aujourd_hui: date, brouillon: bool = False) -> Document:
    """The record of art. 30 RGPD, for the processing that the project is."""
    return Document(
        titre=" – ".join(filter(None, (REGISTRE, projet.territoire.nom))),
        sujet="Article 30 du règlement général sur la protection des données",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_registre(projet, aujourd_hui)),
    )


def build_personne(
    nom: str, mentions: Sequence[MentionPersonne], versions: Sequence[str], projet: Projet, *, aujourd_hui: date
) -> Document:
    """What the project holds of somebody, to be handed over (art. 15 RGPD)."""
    return Document(
        titre=f"Données concernant {nom}",
        sujet="Article 15 du règlement général sur la protection des données",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=False,
        blocks=tuple(_personne(nom, mentions, versions, projet, aujourd_hui)),
    )


def _registre(projet: Projet, aujourd_hui: date) -> Iterator[Block]:
    reglages = projet.reglages
    nombre = sum(len(o.contacts) for o in projet.organismes)
    yield Heading(1, REGISTRE)
    yield Fields(
        (
            Field("Traitement", "Suivi du projet de territoire Petites Villes de demain"),
            Field("Responsable du traitement", reglages.rgpd_responsable),
            Field("Délégué à la protection des données", reglages.rgpd_delegue),
            Field("Finalités", FINALITES),
            Field("Base légale", BASE_LEGALE),
            Field("Personnes concernées", f"{PERSONNES} Le projet compte {nombre} contact{'s' if nombre > 1 else ''}."),
            Field("Catégories de données", CATEGORIES),
            Field("Destinataires", DESTINATAIRES),
            Field("Transferts hors de l’Union européenne", "Aucun par l’application."),
            Field("Durée de conservation", reglages.rgpd_conservation),
            Field("Mesures de sécurité", SECURITE),
            Field("Droits des personnes", DROITS),
            Field("Mis à jour le", format_date_longue(aujourd_hui)),
        ),
        "Registre des traitements",
    )


def _personne(
    nom: str, mentions: Sequence[MentionPersonne], versions: Sequence[str], projet: Projet, aujourd_hui: date
) -> Iterator[Block]:
    yield Heading(1, f"Données concernant {nom}")
    yield Paragraph((Run(f"État au {format_date_longue(aujourd_hui)}."),), ParagraphKind.NOTE)
    yield Table(
        (Column("Où", 170), Column("Champ", 90), Column("Ce qui est écrit", 240)),
        tuple(Row((m.lieu_dit, m.libelle_champ, m.texte)) for m in mentions),
        f"Champs du projet qui nomment {nom}",
    )
    if versions:
        noms = ", ".join(f"«\u00a0{version}\u00a0»" for version in versions)
        yield Paragraph((Run(f"Des états figés du projet nomment aussi cette personne\u00a0: {noms}."),))
    reglages = projet.reglages
    # Article 15 gives a right to these as much as to the data.
    yield Heading(2, "Pourquoi, pour qui, combien de temps")
    yield Fields(
        (
            Field("Responsable du traitement", reglages.rgpd_responsable),
            Field("Délégué à la protection des données", reglages.rgpd_delegue),
            Field("Finalités", FINALITES),
            Field("Destinataires", DESTINATAIRES),
            Field("Durée de conservation", reglages.rgpd_conservation),
            Field("Vos droits", DROITS),
        ),
        "Information de la personne",
    )
