"""The headings under which people look for a document, and what stands under each of them."""

from collections.abc import Mapping
from typing import Final

from pvd_desktop.documents.catalogue import DOCUMENTS
from pvd_desktop.documents.catalogue_avancement import DOCUMENTS_AVANCEMENT
from pvd_desktop.documents.catalogue_demandes import DOCUMENTS_DEMANDE
from pvd_desktop.documents.catalogue_etats import DOCUMENTS_ETATS
from pvd_desktop.documents.catalogue_gouvernance import DOCUMENTS_GOUVERNANCE
from pvd_desktop.documents.catalogue_paiement import DOCUMENTS_PAIEMENT
from pvd_desktop.documents.catalogue_partenaires import DOCUMENTS_PARTENAIRES
from pvd_desktop.documents.modeles import ModeleDocument

_PARTS: Final[Mapping[str, tuple[ModeleDocument, ...]]] = {
    "Convention": DOCUMENTS_ETATS,
    "Demandes": DOCUMENTS_DEMANDE,
    "Paiement": DOCUMENTS_PAIEMENT,
    "Suivi": DOCUMENTS_AVANCEMENT,
    "Partenaires": DOCUMENTS_PARTENAIRES,
    "Gouvernance": DOCUMENTS_GOUVERNANCE,
}
_NOMMES: Final[Mapping[str, tuple[str, ...]]] = {
    "Convention": ("convention", "annexes"),
    "Plan d’action": ("fiches", "fiche"),
    "Maquette": ("maquette", "maquette-porteurs", "maquette-communes", "charge-nette", "scenario"),
    "Demandes": ("intentions",),
    "Suivi": ("suivi",),
}
"""Those that no part of the catalogue holds together."""
TITRES: Final = (
    *("Convention", "Plan d’action", "Maquette", "Demandes", "Paiement", "Suivi", "Partenaires", "Gouvernance"),
)
"""In the order of the work."""


def rubriques() -> Mapping[str, tuple[ModeleDocument, ...]]:
    """The documents of the catalogue under their headings, each once; of two of one name, the first."""
    modeles = {modele.id: modele for modele in reversed(DOCUMENTS)}
    return {
        titre: tuple(
            modeles[nom]
            for nom in dict.fromkeys((*_NOMMES.get(titre, ()), *(modele.id for modele in _PARTS.get(titre, ()))))
        )
        for titre in TITRES
    }
