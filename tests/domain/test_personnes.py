"""Who a project names, and the copy that names nobody."""

from dataclasses import replace
from typing import Any

import pytest
from factories import make_fiche, make_organisme, make_projet, uid

from models.domain.convention import Convention, Partie
from models.domain.gouvernance import Decision, Instance, Membre, Presence, Reunion
from models.domain.organisme import Contact, Echange
from models.domain.personnes.anonymat import anonymiser
from models.domain.personnes.mentions import Fonds, MentionPersonne, noms_trouves
from models.domain.personnes.mentions import chercher as chercher_dans
from models.domain.personnes.nom import Personne
from models.domain.projet import Projet
from models.domain.territoire import ChefDeProjet
from models.echange.format import to_json

ZOE = Contact(
    uid=uid("zoe"),
    civilite="Mme",
    prenom="Zoé",
    nom="Zorglub",
    courriel="zz@exemple.fr",
    telephone="0611223344",
    notes="Préfère Teams",
)


def chercher(projet: Projet, question: str) -> tuple[MentionPersonne, ...]:
    return chercher_dans(Fonds(projet=projet), Personne(question))


def projet(**champs: Any) -> Projet:
    """Zoé stands in each of the fields made for a name, and in a text."""
    region = make_organisme(contacts=(ZOE,), echanges=(Echange(contact=ZOE.uid, texte="Appel de Zoé Zorglub, lundi."),))
    reunion = Reunion(
        presences=(Presence(nom="Mme Zorglub Zoé", represente_par="Ana Petit"),),
        decisions=(Decision(responsable="ZOÉ ZORGLUB"),),
    )
    defauts: dict[str, Any] = {
        "organismes": (region,),
        "instances": (Instance(intitule="COPIL", membres=(Membre(nom="Zoé Zorglub"),), reunions=(reunion,)),),
        "convention": Convention(parties=(Partie(representant="Zoé Zorglub"),)),
    }
    base = make_projet(make_fiche(referent="Zoé Zorglub"), **defauts | champs)
    chef = ChefDeProjet(nom="Zoé Zorglub", courriel="zz@exemple.fr")
    return replace(base, territoire=replace(base.territoire, chef_de_projet=chef))


def test_that_somebody_is_found_wherever_the_name_stands():
    mentions = chercher(projet(), "zorglub")
    assert sorted((m.libelle_champ, m.nominatif) for m in mentions) == [
        ("Contact lié", True),
        ("Coordonnées", True),
        ("Nom", True),
        ("Nom", True),
        ("Nom", True),
        ("Représentant", True),
        ("Responsable", True),
        ("Référent", True),
        ("Texte libre", False),
    ]
    # A part of a name erases nobody.
    assert not any(m.efface for m in mentions)


def test_that_a_whole_name_says_what_erasing_does_and_what_it_leaves():
    mentions = chercher(projet(), "Zoé Zorglub")
    a_la_main = {m.lieu.split(" — ")[0] for m in mentions if not m.efface}
    assert a_la_main == {"Chef de projet", "Partie à la convention", "Échange"}
    assert noms_trouves(mentions) == ("Zoé Zorglub",)
    contact = next(m for m in mentions if m.libelle_champ == "Coordonnées")
    assert "zz@exemple.fr" in contact.texte
    assert contact.objet is not None
    assert (contact.objet.type, contact.objet.uid) == ("contact", ZOE.uid)


@pytest.mark.parametrize("question", ["", "  ", "Mme", "Personne de ce nom"])
def test_that_a_question_without_a_name_finds_nobody(question: str):
    assert chercher(projet(), question) == ()


def test_that_the_copy_names_nobody_and_calls_each_one_the_same_everywhere():
    anonyme = anonymiser(projet())
    texte = to_json(anonyme.projet)
    for secret in ("Zoé", "ZOÉ", "Zorglub", "ZORGLUB", "zz@exemple.fr", "0611223344", "Teams", "Ana Petit"):
        assert secret not in texte
    assert anonyme.personnes == 2
    (organisme,) = anonyme.projet.organismes
    pseudonyme = organisme.contacts[0].nom_complet
    (instance,) = anonyme.projet.instances
    presence = instance.reunions[0].presences[0]
    assert {
        pseudonyme,
        instance.membres[0].nom,
        presence.nom,
        instance.reunions[0].decisions[0].responsable,
        anonyme.projet.convention.parties[0].representant,
        anonyme.projet.territoire.chef_de_projet.nom,
        anonyme.projet.fiches[0].referent,
    } == {pseudonyme}
    assert presence.represente_par not in {"", pseudonyme}
    assert organisme.echanges[0].texte == f"Appel de {pseudonyme}, lundi."


def test_that_the_copy_keeps_all_that_is_nobody():
    avant = projet()
    apres = anonymiser(avant).projet
    assert apres.fiches[0].operations == avant.fiches[0].operations
    assert apres.orientations == avant.orientations
    assert [o.uid for o in apres.organismes] == [o.uid for o in avant.organismes]
    assert apres.organismes[0].contacts[0].uid == ZOE.uid
    assert anonymiser(avant) == anonymiser(avant)


@pytest.mark.parametrize(
    ("dit", "nomme"),
    [
        ("Service technique", False),
        ("Maire de Valbrune", False),
        ("CCV", False),
        ("Association L’Escale", False),
        ("Paul Durand, maire", True),
        ("Élise", True),
        ("zoé zorglub", True),
    ],
)
def test_that_a_service_keeps_its_name_in_the_copy_and_whatever_may_be_somebody_does_not(dit: str, nomme: bool):
    escale = make_organisme("Association L’Escale de Valbrune", sigle="CCV")
    copie = anonymiser(make_projet(make_fiche(referent=dit), organismes=(escale,)))
    assert (copie.projet.fiches[0].referent == dit) is not nomme
    assert copie.projet.organismes[0].nom == escale.nom


def test_that_the_copy_lists_the_texts_in_which_somebody_may_still_be_named():
    fiche = make_fiche(
        referent="Zoé Zorglub",
        description="ZORGLUB Zoé a écrit à zz@exemple.fr, puis appelé le 06 11 22 33 44.",
        centralite="Zorglub doute, dit Mme Lefort. Le petit pont reste.",
        adresse="2, rue des Lilas, au bord de la rivière",
    )
    copie = anonymiser(make_projet(fiche))
    (lue,) = copie.projet.fiches
    assert lue.description == "Personne 1 a écrit à [courriel], puis appelé le [téléphone]."
    assert [(t.champ, t.suspects) for t in copie.a_relire if t.objet and t.objet.uid == fiche.uid] == [
        ("centralite", ("Zorglub", "Lefort"))
    ]
    assert copie.textes_libres > len(copie.a_relire)
