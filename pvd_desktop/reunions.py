"""Which meeting a document of the terminal is about: by its title, by its day, or by both."""

from models.domain.errors import AppError
from models.domain.formats import format_date, sort_key
from models.domain.instances.situee import ReunionSituee, nommer_instance, toutes_les_reunions
from models.domain.projet import Projet
from models.domain.uids import Uid

DOCUMENTS = frozenset({"convocation", "emargement", "releve"})
"""Those that are about one meeting."""


def find_reunion_nommee(projet: Projet, nom: str | None) -> Uid | None:
    """The meeting called ``nom``, or held that day (« 11/06/2026 »), whatever its accents and capitals.

    Raises:
        AppError: none is, or several are.
    """
    if nom is None:
        return None
    voulu = sort_key(nom)
    toutes = tuple(toutes_les_reunions(projet))
    trouvees = [situee for situee in toutes if voulu in _noms(situee)]
    if len(trouvees) == 1:
        return trouvees[0].reunion.uid
    connues = ", ".join(map(_dire, trouvees or toutes)) or "aucune"
    combien = "Aucune réunion ne s’appelle" if not trouvees else "Plusieurs réunions s’appellent"
    raise AppError(f"{combien} «\u00a0{nom}\u00a0».", f"Réunions\u00a0: {connues}.")


def check_document(document: str, reunion: Uid | None) -> None:
    """Refuses a meeting that the document would not show.

    Raises:
        AppError: the document is about none.
    """
    if reunion is not None and document not in DOCUMENTS:
        raise AppError(
            f"Le document «\u00a0{document}\u00a0» ne porte sur aucune réunion.",
            "Retirez «\u00a0--reunion\u00a0», ou demandez «\u00a0convocation\u00a0», «\u00a0emargement\u00a0» ou "
            "«\u00a0releve\u00a0».",
        )


def _noms(situee: ReunionSituee) -> set[str]:
    jour = situee.reunion.jour
    jours = (format_date(jour), jour.isoformat()) if jour else ()
    titres = (situee.nom, *(f"{nommer_instance(situee.instance)} {j}" for j in jours), *jours)
    return {sort_key(titre) for titre in titres}


def _dire(situee: ReunionSituee) -> str:
    jour = situee.reunion.jour
    return f"«\u00a0{situee.nom}\u00a0»" + (f" ({format_date(jour)})" if jour else "")
