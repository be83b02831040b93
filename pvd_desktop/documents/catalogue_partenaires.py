"""The documents about the people of the project: whom to call, and what is kept of them."""

from pvd_desktop.documents.builders.contacts import build_contacts
from pvd_desktop.documents.builders.donnees_personnelles import REGISTRE, build_registre
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Document


def _contacts(edition: Edition) -> Document:
    return build_contacts(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _registre(edition: Edition) -> Document:
    return build_registre(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


DOCUMENTS_PARTENAIRES = (
    ModeleDocument(
        id="contacts",
        titre="Carnet d’adresses",
        description="Les personnes à joindre chez chaque partenaire\u00a0; le tableur se réimporte.",
        build=_contacts,
        formats=(".xlsx", ".csv", *PAGES),
    ),
    ModeleDocument(
        id="registre-rgpd",
        titre=REGISTRE,
        description="Responsable, finalités, données, destinataires, durée\u00a0: l’article 30 du RGPD.",
        build=_registre,
        formats=PAGES,
    ),
)
