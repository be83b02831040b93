"""The documents of a demande, for the catalogue."""

from typing import Final

from pvd_desktop.documents.modeles import ModeleDocument

DOCUMENTS_DEMANDE: Final[tuple[ModeleDocument, ...]] = ()
