"""What goes out before a meeting and after it, and who sits in the instances."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche, make_projet, uid

from models.domain.gouvernance import (
    Decision,
    EtatPresence,
    Instance,
    Membre,
    Presence,
    Reunion,
    RoleMembre,
)
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.catalogue_gouvernance import ReunionIntrouvableError
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text

JUIN, DECEMBRE = date(2026, 6, 11), date(2026, 12, 10)
MAIRE = Contact(uid=uid("maire"), civilite="Madame", prenom="Anne", nom="Duval", fonction="Maire", courriel="a@b.fr")
COMMUNE = Organisme(uid=uid("commune"), nom="Commune de Bapaume", adresse="1 place Faidherbe", contacts=(MAIRE,))
PRESIDENTE = Membre(uid=uid("m1"), organisme=COMMUNE.uid, contact=MAIRE.uid, role=RoleMembre.PRESIDENT)
ARCHITECTE = Membre(uid=uid("m2"), nom="Paul Lecocq", fonction="Architecte des bâtiments de France")
HALLE = replace(make_fiche(), uid=uid("halle"), numero="1.1", intitule="Restaurer la halle")
TENUE = Reunion(
    uid=uid("juin"),
    intitule="COPIL de juin",
    jour=JUIN,
    heure="14:30",
    lieu="Mairie",
    ordre_du_jour="1. Bilan",
    compte_rendu="La séance est levée à 16 h.",
    presences=(
        Presence(membre=PRESIDENTE.uid, nom="Anne Duval"),
        Presence(membre=ARCHITECTE.uid, nom="Paul Lecocq", etat=EtatPresence.REPRESENTE, represente_par="Lise Roy"),
        Presence(membre=uid("parti"), nom="Jean Petit", etat=EtatPresence.EXCUSE),
    ),
    decisions=(
        Decision(
            intitule="Suspendre la halle",
            texte="La **charpente** menace.",
            fiche=HALLE.uid,
            statut=StatutAction.SUSPENDUE,
            responsable="Élise",
            echeance=date(2026, 9, 30),
            appliquee_le=JUIN,
        ),
        Decision(intitule="Oubliée", fiche=uid("partie")),
    ),
)
PROCHAINE = Reunion(uid=uid("decembre"), intitule="COPIL de décembre", jour=DECEMBRE, heure="09:00")


def projet(*reunions: Reunion, membres: tuple[Membre, ...] = (ARCHITECTE, PRESIDENTE)) -> Projet:
    """One COPIL of two members."""
    copil = Instance(uid=uid("copil"), intitule="Comité de pilotage", membres=membres, reunions=reunions)
    return replace(make_projet(HALLE), organismes=(COMMUNE,), instances=(copil,))


def texte(nom: str, projet: Projet, reunion: Uid | None = None, instance: Uid | None = None) -> str:
    document = build(
        document_for(nom, Path("a.txt")), projet, aujourd_hui=AUJOURD_HUI, reunion=reunion, instance=instance
    )
    return to_text(document).replace("\u00a0", " ").replace("\u202f", " ")


def test_that_a_convocation_says_when_in_letters_why_and_to_whom():
    dit = texte("convocation", projet(TENUE, PROCHAINE))
    assert "Jeudi 10 décembre 2026" in dit
    assert "9 h" in dit
    assert "L’ordre du jour reste à écrire." in dit
    assert "Madame Anne Duval / Maire, Commune de Bapaume" in dit
    assert "1 place Faidherbe" in dit
    assert "a@b.fr" in dit


def test_that_what_a_convocation_lacks_is_said_in_its_place():
    dit = texte("convocation", projet(Reunion(), membres=()))
    for manque in ("date de la réunion", "heure", "lieu"):
        assert f"à compléter : {manque}" in dit
    assert "L’instance n’a pas encore de membres." in dit


def test_that_everybody_has_a_place_to_sign_those_who_left_too():
    dit = texte("emargement", projet(TENUE), TENUE.uid)
    assert "Jean Petit" in dit
    assert "Anne Duval / Maire, Commune de Bapaume" in dit
    assert "Lise Roy" in dit


def test_that_a_releve_tells_who_was_there_and_what_was_decided_by_whom_for_when():
    dit = " ".join(texte("releve", projet(TENUE, PROCHAINE)).split())
    assert "L’an deux mille vingt-six, le onze juin, à quatorze heures trente, le comité de pilotage" in dit
    assert "sous la présidence de Madame Anne Duval" in dit
    assert "**Présents (1)**" in dit
    assert "Paul Lecocq, Architecte des bâtiments de France (par Lise Roy)" in dit
    assert "**Excusés (1)** • Jean Petit" in dit
    assert "| 1.1 · Restaurer la halle | Élise | 30/09/2026" in dit
    assert "Statut donné : Suspendue, appliquée au plan d’action le 11/06/2026" in dit
    assert "action dans la corbeille, ou supprimée" in dit
    assert "Décision n° 1 : Suspendre la halle La **charpente** menace." in dit
    assert "La séance est levée à 16 h." in dit


def test_that_a_releve_of_a_meeting_to_come_does_not_say_that_it_was_held():
    dit = texte("releve", projet(PROCHAINE))
    assert "La réunion n’a pas encore eu lieu." in dit
    assert "Les présences restent à noter." in dit
    assert "Aucune décision n’est notée." in dit


def test_that_the_members_are_listed_with_those_whose_contact_left():
    lu = replace(projet(TENUE), organismes=(replace(COMMUNE, contacts=()),))
    dit = texte("membres", lu)
    assert "Anne Duval" in dit
    assert "contact dans la corbeille, ou supprimé" in dit


def test_that_the_members_of_one_instance_are_listed_alone():
    lu = projet(TENUE)
    autre = Instance(uid=uid("cotech"), intitule="Comité technique")
    lu = replace(lu, instances=(*lu.instances, autre))
    assert "Paul Lecocq" not in texte("membres", lu, instance=autre.uid)
    assert "Comité technique" in texte("membres", lu)


@pytest.mark.parametrize("nom", ["convocation", "emargement", "releve"])
def test_that_a_project_without_meetings_says_so(nom: str):
    assert "aucune réunion" in texte(nom, make_projet())


def test_that_a_meeting_that_is_gone_is_said():
    with pytest.raises(ReunionIntrouvableError):
        texte("releve", projet(TENUE), uid("supprimée"))


@pytest.mark.parametrize("nom", ["convocation", "emargement", "releve", "membres"])
@pytest.mark.parametrize("extension", [".pdf", ".docx"])
def test_that_each_is_written_as_pages_and_for_word(nom: str, extension: str, tmp_path: Path):
    cible = tmp_path / f"{nom}{extension}"
    export(build(document_for(nom, cible), projet(TENUE, PROCHAINE), aujourd_hui=AUJOURD_HUI), cible)
    assert cible.stat().st_size > 5_000


@pytest.mark.parametrize(
    ("etat", "par", "attendu"),
    [
        (EtatPresence.PRESENT, "", "sous la présidence de Madame Anne Duval."),
        (EtatPresence.REPRESENTE, "Luc Roux", "sous la présidence de Luc Roux, pour Madame Anne Duval."),
        (EtatPresence.EXCUSE, "", "sous la présidence de [à compléter : qui a présidé]."),
        (EtatPresence.ABSENT, "", "sous la présidence de [à compléter : qui a présidé]."),
    ],
)
def test_that_nobody_presided_who_did_not_come(etat: EtatPresence, par: str, attendu: str):
    presence = Presence(membre=PRESIDENTE.uid, nom="Anne Duval", etat=etat, represente_par=par)
    dit = " ".join(texte("releve", projet(replace(TENUE, presences=(presence,)))).split())
    assert attendu in dit
    if etat is not EtatPresence.PRESENT:
        # Who signs is who was there.
        signature = dit.rpartition("16 h.")[2]
        assert (par or "à compléter : nom et fonction") in signature


def test_that_a_member_of_whom_nothing_is_said_is_told_apart():
    presence = Presence(membre=PRESIDENTE.uid, nom="Anne Duval")
    dit = texte("releve", projet(replace(TENUE, presences=(presence,))))
    assert "Présence à noter : Paul Lecocq." in dit
