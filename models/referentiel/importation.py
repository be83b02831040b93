"""What the reference data tell an import: columns of financeurs, and where a commune is."""

from functools import cache

from models.domain.importation.connaissances import CommuneConnue, Connaissances
from models.referentiel.communes import CommuneTrouvee, find_by_name, find_commune
from models.referentiel.financeurs import load_financeurs


@cache
def load_connaissances() -> Connaissances:
    """Ready to be asked; communes are read at the first question."""
    return Connaissances(
        financeurs=load_financeurs(),
        commune_du_code=lambda code: _connue(find_commune(code)),
        commune_du_nom=lambda nom: _connue(find_by_name(nom)),
    )


def _connue(trouvee: CommuneTrouvee | None) -> CommuneConnue | None:
    if trouvee is None:
        return None
    commune = trouvee.commune
    return CommuneConnue(code_insee=commune.code_insee, nom=commune.nom, epci=commune.epci)
