"""What a search finds of somebody, what is handed over and what erasing does are about the same places."""

import json
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from factories import uid

from models.commands.demandes import set_reponse
from models.commands.effacement import erase_person
from models.commands.fiches import add_fiche, update_fiche
from models.commands.gouvernance import remove_reunions
from models.commands.importation import import_projet
from models.commands.organismes import add_contact, add_echange, remove_contacts, update_contact, update_echange
from models.commands.versions import add_version
from models.domain.demande import Demande, ReponseDemande
from models.domain.organisme import Contact, Organisme
from models.domain.personnes.endroits import Endroit, SorteEndroit, endroits, endroits_de
from models.domain.personnes.mentions import MentionPersonne, Provenance
from models.domain.personnes.nom import EFFACEE
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.echange.photographie import freeze
from models.queries.personnes import find_mentions
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.ui.donnees.fichiers import donnees_json
from pvd_desktop.ui.donnees.recherche import Trouve

NOM = "Zoé Zorglub"
QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
JOUR = date(2026, 11, 22)
CODES = frozenset({"sha256", "siren", "code_insee", "cle", "apres", "champ", "valeur", "dispositif", "code", "edition"})
"""Fields that no person types: a file refuses words there, or reads them as something else."""
ZOE = uid("zoe")


def _marque(endroit: Endroit) -> str:
    return f"{endroit.classe.__name__}, {endroit.champ} : vu avec {NOM}"


def _remplir(classe: type[Any]) -> Any:
    """One of each, with Zoé in every place that it has."""
    if classe is Contact:
        return Contact(uid=ZOE, civilite="Mme", prenom="Zoé", nom="Zorglub", courriel="zz@exemple.fr", telephone="06")
    valeurs: dict[str, Any] = {}
    for endroit in endroits_de(classe):
        if endroit.sorte is SorteEndroit.RENVOI:
            valeurs[endroit.champ] = ZOE
        elif endroit.champ not in CODES and endroit.sorte is not SorteEndroit.REPONSES:
            valeurs[endroit.champ] = NOM if endroit.est_nominatif else _marque(endroit)
    types = get_type_hints(classe)
    for champ in fields(classe):
        annotation = types[champ.name]
        enfants = [c for c in (annotation, *get_args(annotation)) if isinstance(c, type) and is_dataclass(c)]
        if enfants:
            enfant = _remplir(enfants[0])
            valeurs[champ.name] = (enfant,) if getattr(annotation, "__origin__", None) is tuple else enfant
    if classe is Demande:
        # A form asks for the name in two answers.
        dites = {"suivi_nom": "Zorglub", "suivi_prenom": "Zoé", "suivi_telephone": "05", "representant_nom": "Petit"}
        valeurs["reponses"] += tuple(ReponseDemande(champ=champ, texte=texte) for champ, texte in dites.items())
    return classe(**valeurs)


@pytest.fixture
def database(database: Database) -> Database:
    """Zoé everywhere: in each field of the project, in the Corbeille, in the journal, in a frozen state."""
    projet: Projet = _remplir(Projet)
    database.execute("Importer", import_projet, projet, moment=QUAND)
    version = _remplir(VersionFigee)
    database.execute("Figer", add_version, version.nom, freeze(projet), commentaire=version.commentaire, moment=QUAND)
    (organisme,) = projet.organismes
    partie = database.execute("Ajouter", add_contact, organisme.uid, prenom="ZOÉ", nom="ZORGLUB").valeur
    database.execute("Supprimer", remove_contacts, [partie], moment=QUAND)
    database.execute("Supprimer", remove_reunions, [projet.instances[0].reunions[0].uid], moment=QUAND)
    # What was taken back, corrected, or written in another order is in the journal alone.
    database.execute("Ajouter Mme Zorglub Zoé", add_contact, organisme.uid, prenom="Zoé", nom="Zorglub", telephone="07")
    database.undo()
    successeur = database.execute("Ajouter", add_contact, organisme.uid, prenom="Zoé", nom="Zorglub").valeur
    database.execute("Corriger", update_contact, successeur, prenom="Ana")
    database.execute("Corriger", update_contact, successeur, nom="Petit")
    echange = database.execute("Noter", add_echange, organisme.uid, texte="Zoé a rappelé, dit M. Zorglub").valeur
    database.execute("Corriger", update_echange, echange, texte="Rappel")
    # Somebody else answers now, and the journal alone knows who did.
    for champ, texte in (
        ("representant_prenom", "Zoé"),
        ("representant_nom", "Zorglub"),
        ("representant_nom", "Petit"),
    ):
        database.execute("Répondre", set_reponse, projet.demandes[0].uid, champ, texte)
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle", referent="zorglub zoé").valeur
    database.execute("Confier", update_fiche, fiche, referent="Ana Petit")
    return database


def _mentions(database: Database, question: str = NOM) -> tuple[MentionPersonne, ...]:
    with database.read_raw() as connexion:
        return find_mentions(connexion, load_projet(connexion), question)


def _cles(mentions: tuple[MentionPersonne, ...]) -> Counter[tuple[str, ...]]:
    return Counter((m.provenance, m.lieu, m.champ, m.texte) for m in mentions)


def test_that_a_search_finds_somebody_in_every_place_of_the_project(database: Database):
    trouves = "\n".join(m.texte for m in _mentions(database) if m.provenance is not Provenance.HISTORIQUE)
    attendus = {_marque(e) for e in endroits() if e.sorte is SorteEndroit.TEXTE and e.champ not in CODES}
    assert {marque for marque in attendus if marque not in trouves} == set()
    champs = {m.champ for m in _mentions(database) if m.nominatif}
    assert champs >= {e.champ for e in endroits() if e.est_nominatif}
    assert "Zoé Zorglub · 05" in trouves
    assert sum(m.champ == "contact_lie" for m in _mentions(database)) == 2


def test_that_the_corbeille_and_the_journal_are_searched_too(database: Database):
    mentions = _mentions(database)
    assert {m.champ for m in mentions if m.provenance is Provenance.CORBEILLE} >= {"contact", "represente_par"}
    histoire = {m.texte for m in mentions if m.provenance is Provenance.HISTORIQUE}
    assert {"Ajouter Mme Zorglub Zoé", "Zoé a rappelé, dit M. Zorglub", "zorglub zoé"} <= histoire
    # Once a contact called so, whatever it became.
    assert any("07" in texte for texte in histoire)
    assert any("Ana" in texte for texte in histoire)
    assert {m.champ for m in mentions if m.provenance is Provenance.HISTORIQUE} >= {"suivi", "representant"}


def test_that_what_is_handed_over_is_what_was_found(database: Database, tmp_path: Path):
    mentions = _mentions(database)
    trouve = Trouve(question=NOM, personne=NOM, mentions=mentions, noms=(NOM,), versions=("Signée",))
    donnees_json(NOM, trouve, JOUR).write(tmp_path / "zoe.json")
    lu = json.loads((tmp_path / "zoe.json").read_text(encoding="utf-8"))
    remis = Counter((m["provenance"], m["lieu"], m["champ"], m["texte"]) for m in lu["mentions"])
    assert remis == _cles(mentions)
    assert lu["etats_figes"] == ["Signée"]


def test_that_erasing_does_what_the_search_said_and_nothing_else(database: Database):
    avant = _mentions(database)
    resultat = database.erase("Effacer une personne", erase_person, NOM)
    promis = [m for m in avant if m.efface and m.provenance is not Provenance.HISTORIQUE]
    assert resultat.valeur.nombre == len(promis)
    apres = _mentions(database)
    assert _cles(apres) == _cles(tuple(m for m in avant if not m.efface))
    assert not any(m.efface for m in apres)
    assert database.undo() is None
    # A place that was emptied says so; the successor of a contact keeps the name that is theirs.
    with database.read_raw() as connexion:
        projet = load_projet(connexion)
    (organisme,) = projet.organismes
    assert [c.nom_complet for c in organisme.contacts] == ["Ana Petit"]
    assert projet.instances[0].membres[0].nom == EFFACEE
    # The form reads the project again where it named her, and keeps what names somebody else.
    assert [(r.champ, r.texte) for r in projet.demandes[0].reponses if r.champ] == [
        ("representant_nom", "Petit"),
        ("representant_prenom", "Zoé"),
    ]


def test_that_what_was_corrected_after_erasing_is_forgotten_at_the_next_one(database: Database):
    database.erase("Effacer une personne", erase_person, NOM)
    with database.read_raw() as connexion:
        (echange, _) = load_projet(connexion).organismes[0].echanges
    assert NOM in echange.texte
    database.execute("Corriger", update_echange, echange.uid, texte="Rappel", objet="Point")
    assert any(m.provenance is Provenance.HISTORIQUE for m in _mentions(database))
    database.erase("Effacer une personne", erase_person, NOM)
    assert not any(m.provenance is Provenance.HISTORIQUE for m in _mentions(database))


def test_that_a_place_has_its_column_in_the_file(database: Database):
    with database.read_raw() as connexion:
        tables = [nom for (nom,) in connexion.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        colonnes = {ligne[1] for table in tables for ligne in connexion.execute(f"PRAGMA table_info({table})")}
    ailleurs = {"contact", "suivi", "representant"}
    embarques = {"ChefDeProjet", "Crte", "Epci", "Opah", "Ort"}
    assert {e.champ for e in endroits() if e.classe.__name__ not in embarques} - colonnes <= ailleurs


def test_that_an_organisme_without_anybody_is_not_mentioned(database: Database):
    projet = Projet(organismes=(Organisme(uid=Uid("o"), nom="Région"),))
    with database.read_raw() as connexion:
        connexion.execute("DELETE FROM acte_ligne")
        mentions = find_mentions(connexion, projet, "Personne de ce nom")
    assert mentions == ()
