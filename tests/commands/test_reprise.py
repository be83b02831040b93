"""Taking up a convention that was signed: one act writes its communes, its parties, its dates and its copy."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from projets import nouveau

from models.commands.reprise import SIGNATAIRES, TYPE_EXEMPLAIRE, Reprise, resume_convention
from models.domain.pieces import Fichier
from models.domain.projet import Projet
from models.domain.vocabulaire import QualitePartie, RegimeOrt, RolePartie, TypeOrganisme
from models.queries.contenus import load_contenus
from models.queries.projet import load_projet
from models.referentiel.communes import CommuneOfficielle, find_commune
from models.store.database import Database

SIGNATURE = date(2023, 3, 9)
OCTETS = b"%PDF-1.7 signee"
EXEMPLAIRE = Fichier(intitule="Convention.pdf", sha256=sha256(OCTETS).hexdigest(), taille=len(OCTETS), octets=OCTETS)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(nouveau(tmp_path))
    yield database
    database.close()


def _lire(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def _officielle(code: str) -> CommuneOfficielle:
    trouvee = find_commune(code)
    assert trouvee is not None
    return trouvee.commune


def test_that_one_act_writes_all_that_is_known(database: Database):
    reprise = Reprise(
        communes=(_officielle("62080"), "Valbrune"),
        signataires=SIGNATAIRES,
        regime_ort=RegimeOrt.DEROGATION,
        date_adhesion=date(2021, 5, 27),
        date_convention=SIGNATURE,
        duree_annees=5,
        fin_programme=date(2026, 3, 31),
        fin_ort=date(2028, 3, 9),
    )
    avant = _lire(database)
    database.execute("Reprendre", resume_convention, reprise, EXEMPLAIRE)
    projet = _lire(database)
    territoire = projet.territoire
    assert (territoire.nom, territoire.region) == ("Bapaume et Valbrune", "Hauts-de-France")
    assert [c.code_insee for c in territoire.communes] == ["62080", ""]
    assert (territoire.regime_ort, territoire.date_convention) == (RegimeOrt.DEROGATION, SIGNATURE)
    assert territoire.fin_convention == date(2028, 3, 9)
    assert not projet.convention.brouillon
    database.undo()
    assert _lire(database) == avant


def test_that_the_parties_are_named_after_the_communes_and_signed_that_day(database: Database):
    reprise = Reprise(communes=(_officielle("62080"),), signataires=SIGNATAIRES, date_convention=SIGNATURE)
    database.execute("Reprendre", resume_convention, reprise)
    projet = _lire(database)
    parties = {p.role: projet.organisme(p.organisme) for p in projet.convention.parties}
    assert {role: o.nom for role, o in parties.items() if o} == {
        RolePartie.BENEFICIAIRE_COMMUNE: "Commune de Bapaume",
        RolePartie.BENEFICIAIRE_EPCI: "Communauté de communes du Sud Artois",
        RolePartie.ETAT: "État",
        RolePartie.REGION: "Région Hauts-de-France",
        RolePartie.DEPARTEMENT: "Département (Pas-de-Calais)",
        RolePartie.BANQUE_DES_TERRITOIRES: "Banque des Territoires",
    }
    epci = parties[RolePartie.BENEFICIAIRE_EPCI]
    assert epci is not None
    assert (epci.type, epci.siren) == (TypeOrganisme.EPCI, "200035442")
    assert {(p.qualite, p.date_signature) for p in projet.convention.parties} == {(QualitePartie.SIGNATAIRE, SIGNATURE)}


def test_that_the_signed_copy_is_kept_with_the_convention(database: Database):
    reprise = Reprise(communes=("Valbrune",), date_convention=SIGNATURE)
    database.execute("Reprendre", resume_convention, reprise, EXEMPLAIRE)
    (piece,) = _lire(database).convention.pieces
    assert (piece.intitule, piece.type, piece.date_piece) == ("Convention.pdf", TYPE_EXEMPLAIRE, SIGNATURE)
    with database.read() as session:
        assert load_contenus(session, [piece.sha256]) == {piece.sha256: OCTETS}


def test_that_a_name_alone_is_enough(database: Database):
    database.execute("Reprendre", resume_convention, Reprise(communes=("Valbrune",), signataires=SIGNATAIRES))
    projet = _lire(database)
    assert projet.territoire.nom == "Valbrune"
    roles = [p.role for p in projet.convention.parties]
    assert roles == [RolePartie.BENEFICIAIRE_COMMUNE, RolePartie.ETAT, RolePartie.BANQUE_DES_TERRITOIRES]
    assert projet.convention.pieces == ()
