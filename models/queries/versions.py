"""The frozen states of the project: their list, and what each one holds."""

from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.entities.aggregats import VERSION_FIGEE
from models.queries.projet import load_racines
from models.queries.source import Source, driver_of


def load_versions(source: Source) -> tuple[VersionFigee, ...]:
    """Every frozen state, the oldest first."""
    return load_racines(source, VERSION_FIGEE)


def read_version(source: Source, uid: Uid) -> bytes | None:
    """The compressed JSON of a frozen state; ``None`` when it is not in the file."""
    enonce = (
        "SELECT octets FROM contenu JOIN version_figee ON version_figee.sha256 = contenu.sha256 "
        "WHERE version_figee.uid = :uid"
    )
    ligne = driver_of(source).execute(enonce, {"uid": uid}).fetchone()
    return None if ligne is None else bytes(ligne[0])


def load_auteurs(source: Source) -> dict[Uid, str]:
    """Who froze each state, by the journal; a state whose act left it is not there."""
    enonce = (
        "SELECT version_figee.uid, acte.auteur FROM version_figee "
        "JOIN acte_ligne ON acte_ligne.table_name = 'version_figee' AND acte_ligne.cle = version_figee.id "
        "JOIN acte ON acte.id = acte_ligne.acte_id "
        "WHERE acte_ligne.avant IS NULL AND acte.acte_annule_id IS NULL ORDER BY acte.id DESC"
    )
    # A key may serve twice: the act that comes first here made the state that is there.
    auteurs: dict[Uid, str] = {}
    for uid, auteur in driver_of(source).execute(enonce):
        auteurs.setdefault(Uid(uid), auteur)
    return auteurs
