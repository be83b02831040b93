"""A frozen state of the project: what it was one day, under a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.domain.articles import ModeleArticle
from models.domain.errors import AppError
from models.domain.formats import format_date_longue, sort_key
from models.domain.projet import Projet
from models.domain.textes import propre_ligne
from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFigee:
    """Its JSON, compressed, is the ``contenu`` of that hash; a frozen state is no part of the project."""

    uid: Uid = field(default_factory=new_uid)
    nom: str = ""
    figee_le: datetime | None = None
    commentaire: str = ""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatProjet:
    """A project and what it is called beside another state of it."""

    projet: Projet
    nom: str = ""
    """Empty for the project as it stands."""
    jour: date | None = None
    """Day on which it was frozen."""
    textes: tuple[ModeleArticle, ...] | None = None
    """Standard articles of that day; ``None`` for the project as it stands, or when they were not kept."""

    def plan(self, actuel: Sequence[ModeleArticle]) -> Sequence[ModeleArticle]:
        """The standard articles it is read with, ``actuel`` being those of this program."""
        return actuel if self.textes is None else self.textes

    @property
    def titre(self) -> str:
        """« Signée » (figé le 3 octobre 2022), or the project as it stands."""
        if not self.nom:
            return "Projet actuel"
        jour = f" (figé le {format_date_longue(self.jour)})" if self.jour else ""
        return f"«\u00a0{self.nom}\u00a0»{jour}"


class VersionIntrouvableError(AppError):
    """No frozen state answers to that name."""


class NomPrisError(AppError):
    """A frozen state has that name already."""

    def __init__(self, nom: str, libre: str) -> None:
        super().__init__(
            f"Un état s’appelle déjà «\u00a0{nom}\u00a0».",
            f"Donnez-lui un autre nom, par exemple «\u00a0{libre}\u00a0».",
        )
        self.libre = libre


def nom_libre(nom: str, pris: Iterable[str]) -> str:
    """``nom``, or the first « nom (2) » that no state has; accents and capitals make no difference.

    >>> nom_libre("Signée", ["signee"]), nom_libre("Signée (2)", ["Signée", "Signée (2)"]), nom_libre("COPIL", [])
    ('Signée (2)', 'Signée (3)', 'COPIL')
    """
    cles = {sort_key(autre.strip()) for autre in pris}
    if sort_key(nom.strip()) not in cles:
        return nom
    racine, _, fin = nom.rpartition(" (")
    if not (racine and fin.endswith(")") and fin[:-1].isdecimal()):
        racine = nom
    rang = 2
    while sort_key(f"{racine} ({rang})") in cles:
        rang += 1
    return f"{racine} ({rang})"


def find_version(versions: Iterable[VersionFigee], nom: str) -> VersionFigee:
    """The state of that name, whatever its accents and capitals; the exact one first, then the only one it begins.

    Raises:
        VersionIntrouvableError: none answers to it, or several do.
    """
    toutes = tuple(versions)
    nom = propre_ligne(nom)
    cle = sort_key(nom)
    for trouvees in (
        [v for v in toutes if v.nom == nom],
        [v for v in toutes if sort_key(v.nom) == cle],
        [v for v in toutes if cle and sort_key(v.nom).startswith(cle)],
    ):
        if len(trouvees) == 1:
            return trouvees[0]
        if trouvees:
            raise VersionIntrouvableError(
                f"Plusieurs états répondent à «\u00a0{nom}\u00a0».", f"Précisez lequel\u00a0: {_noms(trouvees)}."
            )
    connus = (
        f"États figés du projet\u00a0: {_noms(toutes)}."
        if toutes
        else "Aucun état n’est encore figé\u00a0: figez-en un."
    )
    raise VersionIntrouvableError(f"Aucun état figé ne s’appelle «\u00a0{nom}\u00a0».", connus)


def _noms(versions: Iterable[VersionFigee]) -> str:
    return ", ".join(f"«\u00a0{v.nom}\u00a0»" for v in versions)
