"""The strategies of the communes of the reference: choosing one, taking up the signed convention of several."""

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import CHAMPS, FICHIERS, JOURS
from registre_gestes import Appel, uids_of

from models.commands.reprise import SIGNATAIRES, Reprise
from models.domain.projet import Projet
from models.domain.vocabulaire import RegimeOrt
from models.referentiel.communes import CommuneOfficielle, find_commune

_DATES = ("date_adhesion", "date_convention", "fin_programme", "fin_ort")


def draw_commune(data: DataObject, projet: Projet) -> Appel:
    """Arguments of ``choose_commune``."""
    uid = data.draw(st.none() | st.sampled_from(uids_of(projet.territoire.communes) or [None]))
    return (uid, _officielle(data.draw(st.sampled_from(["62080", "62447", "29155", "2A004"])))), {}


def draw_reprise(data: DataObject, projet: Projet) -> Appel:
    """Arguments of ``resume_convention``."""
    communes = data.draw(st.lists(st.sampled_from([*map(_officielle, ("62080", "62447")), "Valbrune"]), unique=True))
    reprise = Reprise(
        communes=tuple(communes),
        signataires=tuple(data.draw(st.lists(st.sampled_from(SIGNATAIRES), unique=True))),
        regime_ort=data.draw(st.sampled_from(RegimeOrt)),
        duree_annees=data.draw(CHAMPS["territoire"]["duree_annees"]),
        **{nom: data.draw(JOURS) for nom in _DATES},
    )
    return (reprise, data.draw(st.none() | FICHIERS)), {}


def _officielle(code: str) -> CommuneOfficielle:
    trouvee = find_commune(code)
    assert trouvee is not None
    return trouvee.commune
