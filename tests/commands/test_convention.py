"""The convention-cadre by its commands: articles reworded and inserted, and pictures that the file keeps no longer."""

from pathlib import Path

import pytest
from projets import MOMENT, nouveau
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.convention import (
    add_article,
    add_logo,
    add_partie,
    move_article,
    remove_logo,
    reset_article,
    set_article,
    update_logo,
    update_partie,
)
from models.commands.fiches import add_fiche
from models.commands.importation import import_projet
from models.commands.organismes import add_organisme, remove_organisme
from models.domain.convention import Convention
from models.domain.errors import SaisieError
from models.domain.vocabulaire import QualitePartie, RolePartie
from models.echange.format import to_json
from models.entities.fiche_action import FicheActionEntity, PieceEntity
from models.entities.journal import ContenuEntity
from models.queries.contenus import load_contenus
from models.queries.projet import load_convention, load_projet
from models.store.database import Database


def convention(database: Database) -> Convention:
    with database.read() as session:
        return load_convention(session)


def kept(path: Path) -> set[bytes]:
    """Contents of the file, once reopened."""
    database = Database.open(path)
    with database.read() as session:
        octets = set(session.scalars(select(ContenuEntity.octets)))
    database.close()
    return octets


def test_that_an_article_never_touched_is_not_in_the_file(database: Database):
    assert convention(database).articles == ()
    assert convention(database).article("objet") is None


def test_that_a_standard_article_is_worded_twice_in_one_row_and_goes_back(database: Database):
    database.execute("Rédiger", set_article, "objet", texte="Premier jet.")
    database.execute("Intituler", set_article, "objet", intitule="Objet")
    (article,) = convention(database).articles
    assert (article.cle, article.intitule, article.texte) == ("objet", "Objet", "Premier jet.")
    database.execute("Revenir au texte type", reset_article, "objet")
    assert convention(database).articles == ()
    database.undo()
    assert convention(database).article("objet") == article


def test_that_an_article_emptied_is_the_standard_one_again(database: Database):
    database.execute("Rédiger", set_article, "objet", texte="Premier jet.")
    database.execute("Effacer", set_article, "objet", texte="")
    assert convention(database).articles == ()
    assert not database.execute("Effacer encore", set_article, "objet", texte="").changes


def test_that_going_back_to_a_standard_article_never_touched_is_not_an_act(database: Database):
    assert not database.execute("Revenir au texte type", reset_article, "objet").changes


def test_that_inserted_articles_keep_their_order_after_each_standard_one(database: Database):
    un, deux, trois = (
        database.execute("Insérer", add_article, apres="orientations", intitule=nom).valeur
        for nom in ("un", "deux", "trois")
    )
    database.execute("Réécrire", set_article, "orientations", texte="Nos orientations.")
    database.execute("Déplacer", move_article, trois, apres="orientations", position=0)
    database.execute("Déplacer", move_article, un, apres="objet", position=5)
    assert [a.uid for a in convention(database).inseres("orientations")] == [trois, deux]
    assert [a.uid for a in convention(database).inseres("objet")] == [un]


def test_that_a_party_whose_organisme_is_deleted_still_leaves_a_file_one_can_import(database: Database):
    prefecture = database.execute("Ajouter", add_organisme, nom="Préfecture").valeur
    partie = database.execute("Ajouter", add_partie, organisme=prefecture, role=RolePartie.ETAT).valeur
    database.execute("Modifier", update_partie, partie, qualite=QualitePartie.EN_PRESENCE_DE)
    database.execute("Supprimer", remove_organisme, prefecture, moment=MOMENT)
    with database.read() as session:
        projet = load_projet(session)
    (lue,) = projet.convention.parties
    assert (lue.organisme, lue.qualite) == (prefecture, QualitePartie.EN_PRESENCE_DE)
    assert prefecture not in to_json(projet)


def test_that_the_same_picture_is_kept_once_and_read_by_its_hash(database: Database):
    for nom in ("Commune", "Préfecture"):
        database.execute("Ajouter un logo", add_logo, b"image", intitule=nom)
    un, deux = convention(database).logos
    assert (un.sha256, un.taille, deux.intitule) == (deux.sha256, 5, "Préfecture")
    with database.read() as session:
        assert load_contenus(session, [un.sha256, "absent"]) == {un.sha256: b"image"}
        assert len(session.scalars(select(ContenuEntity.id)).all()) == 1


def test_that_a_removed_logo_comes_back_with_its_picture_while_the_project_is_open(database: Database):
    logo = database.execute("Ajouter un logo", add_logo, b"image").valeur
    database.execute("Retirer le logo", remove_logo, logo)
    database.undo()
    (revenu,) = convention(database).logos
    with database.read() as session:
        assert load_contenus(session, [revenu.sha256]) == {revenu.sha256: b"image"}


def test_that_pictures_that_nothing_names_leave_the_file_when_it_closes(tmp_path: Path):
    path = nouveau(tmp_path)
    database = Database.open(path)
    retire = database.execute("Ajouter un logo", add_logo, b"retire").valeur
    database.execute("Retirer", remove_logo, retire)
    remplace = database.execute("Ajouter un logo", add_logo, b"ancien").valeur
    database.execute("Remplacer", update_logo, remplace, octets=b"nouveau")
    database.execute("Ajouter un logo", add_logo, b"annule")
    database.undo()
    database.close()
    assert kept(path) == {b"nouveau"}


def test_that_the_content_of_a_piece_in_the_corbeille_is_kept(tmp_path: Path):
    path = nouveau(tmp_path)
    database = Database.open(path)
    database.execute("Ajouter", add_fiche)
    logo = database.execute("Ajouter un logo", add_logo, b"devis").valeur
    sha256 = convention(database).logos[0].sha256

    def join(session: Session) -> None:
        fiche = session.scalars(select(FicheActionEntity)).one()
        session.add(PieceEntity(fiche_id=fiche.id, sha256=sha256, supprime_le=MOMENT))

    database.execute("Joindre", join)
    database.execute("Retirer", remove_logo, logo)
    database.close()
    assert kept(path) == {b"devis"}


def test_that_closing_a_project_opened_to_read_leaves_its_bytes(tmp_path: Path):
    path = nouveau(tmp_path)
    database = Database.open(path)
    database.execute("Retirer", remove_logo, database.execute("Ajouter un logo", add_logo, b"image").valeur)
    lecteur = Database.open(path, lecture_seule=True)
    before = path.read_bytes()
    lecteur.close()
    assert path.read_bytes() == before
    database.close()
    assert kept(path) == set()


def test_that_a_text_too_long_for_an_article_is_refused(database: Database):
    with pytest.raises(SaisieError, match="100001"):
        database.execute("Rédiger", set_article, "objet", texte="x" * 100_001)
    assert convention(database).articles == ()


def test_that_importing_a_convention_replaces_its_lists_as_one_act(database: Database):
    database.execute("Rédiger", set_article, "objet", texte="Premier jet.")
    with database.read() as session:
        projet = load_projet(session)
    database.execute("Rédiger", set_article, "litiges", texte="Tribunal.")
    database.execute("Importer", import_projet, projet, moment=MOMENT)
    assert convention(database) == projet.convention
    database.undo()
    assert {a.cle for a in convention(database).articles} == {"objet", "litiges"}
