"""The number of the next avenant, those before it, and the COPIL that spoke of it."""

from dataclasses import replace
from datetime import date

import pytest
from factories import make_fiche, make_projet, uid

from models.domain.avenant import Avenant, AvenantSigne, avis_du_comite, numero_dit, prepare_avenant
from models.domain.convention import Convention, PieceConvention
from models.domain.gouvernance import Decision, Instance, Reunion, TypeInstance
from models.domain.projet import Projet
from models.domain.version_figee import EtatProjet

PROJET = make_projet(make_fiche())


def projet_avec(*pieces: PieceConvention) -> Projet:
    return replace(PROJET, convention=Convention(uid=uid("convention"), pieces=pieces))


def prepare(projet: Projet, *noms: str, nom: str = "", numero: str | None = None) -> Avenant:
    return prepare_avenant(EtatProjet(projet=projet, nom=nom), noms, numero)


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("Avenant n°\u00a02 signé", 2),
        ("avenant-3.pdf", 3),
        ("Avenant_n°_4", 4),
        ("AVENANT 12", 12),
        ("Avant l’avenant 2", None),
        ("Avenant 2026", None),
        ("Avenant", None),
    ],
)
def test_that_a_name_says_the_number_it_opens_with(nom: str, attendu: int | None):
    assert numero_dit(nom) == attendu


def test_that_the_first_avenant_follows_nothing():
    assert prepare(PROJET, "Signée", "COPIL de mars") == Avenant(numero="1")
    assert Avenant(numero="1").titre == "Avenant n°\u00a01"


def test_that_the_next_number_follows_the_states_and_the_signed_copies():
    signe = PieceConvention(uid=uid("a1"), intitule="avenant-1.pdf", date_piece=date(2024, 6, 14))
    projet = projet_avec(signe, PieceConvention(uid=uid("c"), intitule="Convention signée.pdf"))
    assert prepare(projet, "Signée", "Avenant n° 2") == Avenant(
        numero="3", precedents=(AvenantSigne(1, date(2024, 6, 14)), AvenantSigne(2))
    )


def test_that_a_state_frozen_as_an_avenant_bears_its_own_number():
    assert prepare(PROJET, "Avenant 1", "Avenant 2", nom="Avenant 2").numero == "2"


def test_that_the_number_typed_wins_and_an_emptied_one_leaves_a_blank():
    assert prepare(PROJET, "Avenant 1", numero="4") == Avenant(
        numero="4", precedents=(AvenantSigne(1), AvenantSigne(2), AvenantSigne(3))
    )
    assert prepare(PROJET, "Avenant 2", numero="2 bis").precedents == (AvenantSigne(1), AvenantSigne(2))
    assert prepare(PROJET, numero="").titre == "Avenant n°\u00a0…"


def test_that_the_last_copil_that_spoke_of_an_avenant_gave_its_opinion():
    def reunion(jour: date, **champs: object) -> Reunion:
        return replace(Reunion(uid=uid(str(jour)), jour=jour), **champs)

    copil = Instance(
        uid=uid("copil"),
        reunions=(
            reunion(date(2022, 5, 1), ordre_du_jour="Avenant à l’adhésion"),
            reunion(date(2026, 3, 3), ordre_du_jour="Projet d’avenant"),
            reunion(date(2026, 9, 9), decisions=(Decision(uid=uid("d"), texte="Avis favorable à l’AVENANT."),)),
            reunion(date(2026, 10, 1), ordre_du_jour="Calendrier"),
            reunion(date(2027, 1, 1), ordre_du_jour="Avenant"),
        ),
    )
    cotech = Instance(
        uid=uid("cotech"),
        type=TypeInstance.COTECH,
        reunions=(reunion(date(2026, 10, 10), intitule="Avenant"),),
    )
    projet = replace(PROJET, instances=(copil, cotech))
    depuis, jour = date(2023, 1, 27), date(2026, 11, 22)
    assert avis_du_comite(projet, depuis=depuis, aujourd_hui=jour) == date(2026, 9, 9)
    assert avis_du_comite(projet, depuis=depuis, aujourd_hui=date(2026, 9, 8)) == date(2026, 3, 3)
    assert avis_du_comite(PROJET, depuis=depuis, aujourd_hui=jour) is None
