"""Who sits, who came, what is due, and what a decision changes."""

from dataclasses import replace
from datetime import date

import pytest

from models.domain.demande import Demande
from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction, Suivi
from models.domain.gouvernance import (
    Decision,
    EtatPresence,
    Instance,
    Membre,
    Presence,
    Reunion,
    RoleMembre,
    TypeInstance,
)
from models.domain.instances.decision import appliquer_decision
from models.domain.instances.ordre_du_jour import inscrire, points_proposes
from models.domain.instances.seances import date_en_lettres, format_heure, format_seance, parse_heure
from models.domain.instances.situee import (
    ReunionSituee,
    derniere_reunion,
    est_ouverte,
    feuille_presence,
    prochaine_reunion,
    ranger_reunions,
    sieges,
    toutes_les_reunions,
)
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction

JOUR = date(2026, 11, 22)
JUIN, DECEMBRE = date(2026, 6, 11), date(2026, 12, 10)
MAIRE = Contact(uid=Uid("maire"), civilite="Madame", prenom="Anne", nom="Duval", fonction="Maire", courriel="a@b.fr")
COMMUNE = Organisme(uid=Uid("commune"), nom="Commune de Bapaume", contacts=(MAIRE,))
PRESIDENTE = Membre(uid=Uid("m1"), organisme=COMMUNE.uid, contact=MAIRE.uid, role=RoleMembre.PRESIDENT)
SEUL = Membre(uid=Uid("m2"), nom="Paul Lecocq", fonction="Architecte")
HALLE = FicheAction(uid=Uid("halle"), numero="1.1", intitule="Restaurer la halle", statut=StatutAction.EN_COURS)


def copil(*reunions: Reunion, **champs: object) -> Instance:
    return replace(Instance(intitule="COPIL", membres=(SEUL, PRESIDENTE), reunions=reunions), **champs)  # pyright: ignore[reportArgumentType]


def projet(*instances: Instance, **champs: object) -> Projet:
    return replace(Projet(organismes=(COMMUNE,), fiches=(HALLE,), instances=instances), **champs)  # pyright: ignore[reportArgumentType]


def test_that_who_presides_comes_first_with_what_their_organisme_knows_of_them():
    instance = copil()
    premiere, second = sieges(projet(instance), instance)
    assert (premiere.nom, premiere.civilite, premiere.courriel) == ("Anne Duval", "Madame", "a@b.fr")
    assert premiere.qualite == "Maire, Commune de Bapaume"
    assert (second.titre, second.qualite, second.ecart) == ("Paul Lecocq", "Architecte", "")


def test_that_a_member_whose_organisme_left_stays_says_it_and_keeps_the_name_of_its_last_meeting():
    venue = Reunion(jour=JUIN, presences=(Presence(membre=PRESIDENTE.uid, nom="Anne Duval"),))
    instance = copil(venue)
    (siege, _) = sieges(projet(instance, organismes=()), instance)
    assert siege.titre == "Anne Duval"
    assert siege.ecart == "organisme dans la corbeille, ou supprimé"


def test_that_a_member_whose_contact_left_stays_under_the_name_of_the_organisme():
    instance = copil()
    (siege, _) = sieges(projet(instance, organismes=(replace(COMMUNE, contacts=()),)), instance)
    assert (siege.titre, siege.ecart) == ("Commune de Bapaume", "contact dans la corbeille, ou supprimé")


def test_that_who_left_the_instance_is_still_on_the_sheet_of_the_meeting_they_came_to():
    reunion = Reunion(
        presences=(
            Presence(membre=Uid("parti"), nom="Léa Roux", etat=EtatPresence.EXCUSE),
            Presence(nom="Un passant"),
            Presence(membre=SEUL.uid, nom="P. Lecocq"),
        )
    )
    instance = copil(reunion)
    lignes = feuille_presence(projet(instance), ReunionSituee(instance, reunion))
    assert [(ligne.nom, ligne.etat, ligne.ecart) for ligne in lignes] == [
        ("Anne Duval", None, ""),
        ("P. Lecocq", EtatPresence.PRESENT, ""),
        ("Léa Roux", EtatPresence.EXCUSE, "ne siège plus"),
        ("Un passant", EtatPresence.PRESENT, "invité ce jour-là"),
    ]


def test_that_the_next_meeting_comes_first_and_the_held_ones_last_the_latest_before():
    reunions = [
        Reunion(intitule=nom, jour=jour)
        for nom, jour in (
            ("juin", JUIN),
            ("plus tard", date(2027, 3, 1)),
            ("sans date", None),
            ("décembre", DECEMBRE),
            ("mars", date(2026, 3, 1)),
        )
    ]
    lu = projet(copil(*reunions))
    noms = [s.nom for s in ranger_reunions(toutes_les_reunions(lu), JOUR)]
    assert noms == ["décembre", "plus tard", "sans date", "juin", "mars"]
    prochaine, derniere = prochaine_reunion(lu, JOUR), derniere_reunion(lu, JOUR)
    assert (prochaine and prochaine.nom, derniere and derniere.nom) == ("décembre", "juin")


def test_that_a_meeting_held_today_is_still_to_come():
    lu = projet(copil(Reunion(intitule="ce jour", jour=JOUR)))
    prochaine = prochaine_reunion(lu, JOUR)
    assert prochaine is not None
    assert prochaine.nom == "ce jour"


@pytest.mark.parametrize(
    ("decision", "ouverte"),
    [
        (Decision(), True),
        (Decision(faite_le=JOUR), False),
        (Decision(appliquee_le=JUIN), False),
        (Decision(appliquee_le=JUIN, echeance=JOUR), True),
    ],
)
def test_that_a_decision_is_over_once_done_or_once_it_only_changed_the_plan(decision: Decision, ouverte: bool):
    assert est_ouverte(decision) is ouverte


def agenda() -> tuple[Projet, ReunionSituee]:
    passee = Reunion(jour=JUIN, decisions=(Decision(intitule="Relancer l’Anah", responsable="Élise", echeance=JOUR),))
    prochaine = Reunion(jour=DECEMBRE, ordre_du_jour="1. Bilan")
    bloquee = replace(HALLE, suivi=Suivi(point_bloquant="Avis de\nl’ABF [1]"))
    morte = replace(HALLE, uid=Uid("x"), statut=StatutAction.ABANDONNEE, suivi=Suivi(point_bloquant="Plus rien"))
    instance = copil(passee, prochaine)
    demandes = (Demande(intitule="DETR 2027"), Demande(intitule="Déposée", date_depot=JUIN))
    lu = projet(instance, fiches=(bloquee, morte), demandes=demandes)
    return lu, ReunionSituee(instance, prochaine)


def test_that_a_meeting_is_proposed_what_blocks_what_is_to_be_asked_and_what_was_not_done():
    lu, situee = agenda()
    assert [p.texte.replace("\u00a0", " ") for p in points_proposes(lu, situee)] == [
        "1.1 · Restaurer la halle : Avis de l’ABF [1]",
        "DETR 2027 : décider du dépôt",
        "Relancer l’Anah (COPIL, 11/06/2026, Élise, à faire pour le 22/11/2026)",
    ]


def test_that_points_enter_the_agenda_after_what_it_says_and_are_proposed_no_more():
    lu, situee = agenda()
    premier, demande, _ = points_proposes(lu, situee)
    dit = inscrire(situee.reunion.ordre_du_jour, [premier])
    assert dit.startswith("1. Bilan\n\n**Actions arrêtées par un point bloquant**\n\n- 1.1 · Restaurer la halle")
    reste = points_proposes(lu, ReunionSituee(situee.instance, replace(situee.reunion, ordre_du_jour=dit)))
    assert demande in reste
    assert premier not in reste


def test_that_a_meeting_is_not_proposed_what_a_later_one_decided():
    lu, situee = agenda()
    avant = replace(situee.reunion, jour=date(2026, 1, 5))
    assert [p.nature for p in points_proposes(lu, ReunionSituee(situee.instance, avant))] == ["blocage", "demande"]


SUSPENDRE = Decision(intitule="Suspendre la halle", texte="- **Charpente** à expertiser", statut=StatutAction.SUSPENDUE)


def test_that_a_decision_of_a_copil_changes_the_status_says_why_and_dates_the_action():
    reunion = Reunion(jour=JUIN)
    faite = appliquer_decision(ReunionSituee(copil(), reunion), SUSPENDRE, HALLE, JOUR)
    assert faite.jour == JUIN
    assert faite.champs == {
        "statut": StatutAction.SUSPENDUE,
        "motif_statut": "Charpente à expertiser",
        "date_dernier_copil": JUIN,
    }
    assert faite.effets[0].phrase.replace("\u00a0", " ") == "Statut : En cours → Suspendue"
    assert faite.note.replace("\u00a0", " ") == "COPIL du 11 juin 2026 : Suspendre la halle. Charpente à expertiser"


def test_that_a_cotech_does_not_date_the_passage_in_copil():
    situee = ReunionSituee(copil(type=TypeInstance.COTECH), Reunion(jour=JUIN))
    assert "date_dernier_copil" not in appliquer_decision(situee, SUSPENDRE, HALLE, JOUR).champs


def test_that_a_decision_applied_late_does_not_put_the_last_copil_back():
    vue = replace(HALLE, date_dernier_copil=DECEMBRE)
    faite = appliquer_decision(ReunionSituee(copil(), Reunion(jour=JUIN)), Decision(intitule="Suite"), vue, JOUR)
    assert faite.champs == {}


def test_that_an_action_that_a_copil_inscribes_is_validated_that_day_once():
    decision = Decision(statut=StatutAction.INSCRITE)
    situee = ReunionSituee(copil(), Reunion(jour=JUIN))
    assert appliquer_decision(situee, decision, HALLE, JOUR).champs["date_validation_copil"] == JUIN
    validee = replace(HALLE, date_validation_copil=date(2024, 1, 1))
    assert "date_validation_copil" not in appliquer_decision(situee, decision, validee, JOUR).champs


@pytest.mark.parametrize("faux", ["25h", "14h75", "midi", "1430 demain"])
def test_that_what_is_no_hour_is_refused(faux: str):
    with pytest.raises(SaisieError):
        parse_heure(faux)


def test_that_a_meeting_without_a_day_has_no_date_and_an_odd_hour_stays_as_written():
    assert format_seance(None, "14:30") == ""
    assert format_heure("à l’issue du conseil") == "à l’issue du conseil"
    assert date_en_lettres(date(2026, 6, 11), "21:01").endswith("vingt et une heures une")
