"""Where the figures of the maquette come from, in a line: the act, the dossier, the day."""

from collections.abc import Iterable, Iterator

from models.domain.formats import format_date, format_euros
from models.domain.maquettes.maquette import LigneMaquette
from models.domain.plan_financement import Financement


def source_de_la_part(ligne: LigneMaquette) -> str:
    """What decided the part of the maître d'ouvrage."""
    operation = ligne.operation
    if operation is None or not operation.part_decidee_acte:
        return ""
    jour = f" du {format_date(operation.part_decidee_date)}" if operation.part_decidee_date else ""
    return f"Source\u00a0: {operation.part_decidee_acte}{jour}"


def source_des_lignes(financements: Iterable[Financement]) -> str:
    """The dossiers of the lines of a cell, each on its line; nothing for those nobody filed."""
    return "\n".join(texte for ligne in financements if (texte := " · ".join(_source(ligne))))


def _source(ligne: Financement) -> Iterator[str]:
    if not (ligne.numero_dossier or ligne.date_depot or ligne.date_notification):
        return
    yield ligne.dispositif or format_euros(ligne.montant_retenu)
    if ligne.numero_dossier:
        yield f"dossier {ligne.numero_dossier}"
    if ligne.date_depot:
        yield f"déposé le {format_date(ligne.date_depot)}"
    if ligne.date_notification:
        yield f"notifié le {format_date(ligne.date_notification)}"
