"""Whatever was done to a project, its JSON says it whole: read again it changes nothing; elsewhere, the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fichiers_json import bring_in, projet
from hypothesis import given, settings
from hypothesis import strategies as st
from imports_partiels import with_corbeille
from projets import Horloge, exemple, nouveau
from registre import REGISTRE

from models.commands.importation import import_projet
from models.domain.errors import AppError
from models.echange.format import to_json
from models.queries.projet import load_corbeille, load_projet
from models.store.database import Database

COMMANDES = sorted(REGISTRE, key=lambda c: (c.__module__, c.__name__))


@settings(max_examples=20)
@given(data=st.data(), plein=st.booleans())
def test_that_any_project_goes_out_and_comes_back_the_same(data: st.DataObject, plein: bool):
    with TemporaryDirectory() as dossier:
        database = Database.open((exemple if plein else nouveau)(Path(dossier)), horloge=Horloge())
        for _ in range(data.draw(st.integers(1, 8))):
            draw_act(data, database)
        lu = projet(database)
        texte = to_json(lu)
        lecture = bring_in(database, texte)
        assert (lecture.crees, lecture.modifies, lecture.restaures, lecture.remarques) == (0, 0, 0, ())
        assert projet(database) == lu
        database.close()
        autre = Database.open(nouveau(Path(dossier), "autre.pvd"))
        bring_in(autre, texte)
        assert to_json(projet(autre)) == texte
        autre.close()


def draw_act(data: st.DataObject, database: Database) -> None:
    """Any command, imports that move and bring back things above all."""
    command = data.draw(st.sampled_from([*COMMANDES, *[import_projet] * 10]))
    with database.read() as session:
        appel = REGISTRE[command](data, with_corbeille(load_projet(session), load_corbeille(session)))
    if appel is None:
        return
    try:
        database.execute(command.__name__, command, *appel[0], **appel[1])
    except AppError:
        return
