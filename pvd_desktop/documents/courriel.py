"""A message written as a draft that the mail program opens, to be read again and sent by whoever wrote it."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from models.domain.textes import propre_ligne
from pvd_desktop.documents.export import replace_file


def render_courriel(*, objet: str, texte: str, courriel: str = "", nom: str = "") -> bytes:
    """An ``.eml``: no sender nor date, which are those of the moment it leaves; ``X-Unsent`` opens it as a draft.

    An address that nobody could write to is left out: the mail program asks for one.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    adresse = _adresse(propre_ligne(courriel).strip(), propre_ligne(nom))
    if adresse is not None:
        message["To"] = adresse
    message["Subject"] = propre_ligne(objet)
    message.set_content(texte if texte.endswith("\n") else f"{texte}\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def write_courriel(octets: bytes, cible: Path) -> None:
    """Put the draft in its place.

    Raises:
        ExportError: it could not be written.
    """
    replace_file(cible, lambda brouillon: brouillon.write_bytes(octets))


def _adresse(courriel: str, nom: str) -> Address | None:
    try:
        return Address(nom, addr_spec=courriel) if courriel else None
    except (ValueError, IndexError, HeaderParseError):
        # What was typed is no address; the standard library says so by one or another.
        return None
