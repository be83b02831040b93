"""Whatever commands do to a project, comparing with what was frozen before tells all they touched and nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from etats_a_plat import traces_attendues, traces_dites
from fabrique_etats import make_avenant
from hypothesis import given, settings
from hypothesis import strategies as st
from imports_partiels import with_corbeille
from projets import MOMENT, Horloge, exemple
from registre import REGISTRE

from models.commands import convention, fiches, operations, orientations
from models.domain.errors import AppError
from models.domain.etats.changements import NatureChangement
from models.domain.etats.comparer import comparer_etats
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, RolePartenaire
from models.echange.photographie import freeze, thaw
from models.queries.projet import load_corbeille, load_projet
from models.queries.versions import load_versions
from models.referentiel.convention import load_plan_convention
from models.store.database import Database
from pvd_desktop.documents.renderers.text import to_text

PLAN = load_plan_convention()
COMMANDES = sorted(REGISTRE, key=lambda c: (c.__module__, c.__name__))


def lire(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def figer(database: Database) -> Projet:
    """The project as a frozen state gives it back."""
    octets = freeze(lire(database))
    return thaw(octets, sha256(octets).hexdigest(), "Signée")


@settings(max_examples=30)
@given(data=st.data())
def test_that_comparing_tells_exactly_what_random_commands_touched(data: st.DataObject):
    with TemporaryDirectory() as dossier:
        horloge = Horloge()
        database = Database.open(exemple(Path(dossier)), horloge=horloge)
        signe = figer(database)
        for command in data.draw(st.lists(st.sampled_from(COMMANDES), min_size=1, max_size=8, unique=True)):
            with database.read() as session:
                tout = with_corbeille(load_projet(session), load_corbeille(session), load_versions(session))
            appel = REGISTRE[command](data, tout)
            horloge.avance(seconds=1)
            try:
                if appel is not None:
                    database.execute(command.__name__, command, *appel[0], **appel[1])
            except AppError:
                continue
        actuel = lire(database)
        changements = comparer_etats(signe, actuel, PLAN).changements
        assert traces_dites(changements) == traces_attendues(signe, actuel, PLAN)
        assert all(c.titre and c.libelle for c in changements)
        retour = comparer_etats(actuel, signe, PLAN).changements
        assert len(retour) == len(changements)
        while database.undo() is not None:
            pass
        assert comparer_etats(signe, lire(database), PLAN).changements == ()
        database.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    ouverte = Database.open(exemple(tmp_path), horloge=Horloge())
    yield ouverte
    ouverte.close()


def test_that_ten_edits_of_ten_kinds_are_ten_changes_and_ten_lines_of_the_avenant(database: Database):
    signe = figer(database)
    premiere, seconde, *_, derniere = signe.fiches
    depense = next(d for o in seconde.operations for d in o.depenses if d.montant_ht)
    phase = next(p for f in signe.fiches for p in f.phases if p.fin)
    sollicite = next(
        ligne
        for f in signe.fiches
        for o in f.operations
        for ligne in o.financements
        if ligne.etat is EtatFinancement.DEPOSE
    )
    orientation = signe.orientations[0]
    indicateur = orientation.indicateurs[0]
    (propre,) = (a for a in signe.convention.articles if not a.cle)
    assert phase.fin is not None
    database.execute("1", fiches.add_fiche, intitule="Relancer le marché du jeudi", orientation=orientation.uid)
    database.execute("2", fiches.remove_fiches, [derniere.uid], moment=MOMENT)
    database.execute("3", fiches.update_fiche, premiere.uid, intitule="OPAH du cœur de ville")
    database.execute("4", operations.update_depense, depense.uid, montant_ht=Decimal(620000))
    database.execute(
        "5",
        fiches.add_ligne,
        premiere.uid,
        "partenaires",
        organisme=signe.organismes[0].uid,
        role=RolePartenaire.ASSOCIE,
    )
    database.execute("6", fiches.update_ligne, "phases", phase.uid, fin=phase.fin + timedelta(days=90))
    database.execute("7", convention.set_article, "gouvernance", texte="Le comité se réunit trois fois par an.")
    database.execute("8", convention.update_article, propre.uid, intitule="Les deux maisons du projet")
    database.execute("9", orientations.update_indicateur, indicateur.uid, cible="75")
    database.execute(
        "10", operations.update_financement, sollicite.uid, etat=EtatFinancement.REFUSE, date_decision=date(2026, 10, 1)
    )
    actuel = lire(database)
    comparaison = comparer_etats(signe, actuel, PLAN)
    contractuels = comparaison.contractuels
    assert len(contractuels) == 10
    # The day of the refusal is no part of the convention.
    assert [c.champ for c in comparaison.changements if not c.contractuel] == ["date_decision"]
    assert {c.nature for c in contractuels} == set(NatureChangement)
    assert len({(c.genre, c.objet, c.champ) for c in contractuels}) == 10
    lu = to_text(make_avenant(actuel, signe)).replace("\u00a0", " ")
    assert "les 10 changements recensés" in lu
    tableau = lu.split("Article 2 — ")[1].split("### ")[0]
    numeros = [ligne.split("|")[0].strip() for ligne in tableau.splitlines() if "|" in ligne]
    assert [n for n in numeros if n.isdecimal()] == [str(n) for n in range(1, 11)]
