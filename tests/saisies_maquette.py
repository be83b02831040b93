"""Draws what somebody types in the cells of the maquette of a project."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from models.domain.errors import SaisieError
from models.domain.maquettes.lecture import PERIODE, LecteurMaquette, Vue
from models.domain.maquettes.saisie import COUT, ELIGIBLE, PART, EcrituresMaquette, SaisieMaquette
from models.domain.projet import Projet
from models.domain.saisie import PartDeLaBase
from models.referentiel.financeurs import load_financeurs

COLONNES = [
    COUT,
    ELIGIBLE,
    PART,
    *((c.code, accorde) for g in load_financeurs().groupes for c in g.colonnes for accorde in (False, True)),
]
SAISIES = st.none() | st.decimals(0, 5_000_000, places=2) | st.decimals(0, 1, places=4).map(PartDeLaBase)
VUES: st.SearchStrategy[Vue] = st.sampled_from([PERIODE, None, 2026])


def draw_saisies(data: DataObject, projet: Projet) -> EcrituresMaquette | None:
    """A few cells written together; ``None`` when there is no row to write in."""
    financeurs = load_financeurs()
    lecteur = LecteurMaquette(financeurs)
    lecteur.read(projet)
    vue = data.draw(VUES)
    tableau = lecteur.periode if vue is PERIODE else lecteur.tableau(vue)
    lignes = list(tableau.detail)
    if not lignes:
        return None
    saisie = SaisieMaquette(projet, financeurs, lecteur.periode.detail, vue, 2026)
    for rang, colonne in data.draw(
        st.lists(st.tuples(st.integers(0, len(lignes) - 1), st.sampled_from(COLONNES)), max_size=6, unique=True)
    ):
        with suppress(SaisieError):
            saisie.write(lignes[rang], colonne, data.draw(SAISIES))
    return saisie.ecritures
