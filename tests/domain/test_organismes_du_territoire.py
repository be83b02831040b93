"""Who of the territoire can be chosen before anybody wrote it among the organismes."""

from dataclasses import replace

import pytest

from models.domain.organisme import Organisme
from models.domain.organismes_du_territoire import organismes_du_territoire
from models.domain.projet import Projet
from models.domain.territoire import Commune, Epci, Territoire
from models.domain.vocabulaire import TypeOrganisme

EPCI = Epci(siren="200035442", nom="Communauté de communes du Sud-Artois")
NEUF = Projet(territoire=Territoire(communes=(Commune(nom="Bapaume"), Commune(nom="Le Portel"), Commune()), epci=EPCI))


def test_that_a_new_project_proposes_its_communes_and_its_intercommunalite():
    proposes = organismes_du_territoire(NEUF)
    assert [(o.nom, o.type, o.siren) for o in proposes] == [
        ("Commune de Bapaume", TypeOrganisme.COMMUNE, ""),
        ("Commune du Portel", TypeOrganisme.COMMUNE, ""),
        (EPCI.nom, TypeOrganisme.EPCI, "200035442"),
    ]
    assert len({o.uid for o in proposes}) == 3


@pytest.mark.parametrize(
    ("connu", "restent"),
    [
        (Organisme(nom="Ville de BAPAUME", type=TypeOrganisme.COMMUNE), 2),
        (Organisme(nom="Bapaume"), 2),
        (Organisme(nom="CC du Sud Artois", type=TypeOrganisme.EPCI), 2),
        (Organisme(nom="L’intercommunalité", type=TypeOrganisme.EPCI, siren="200035442"), 2),
        (Organisme(nom="Commune de Bapaume-sur-Lys", type=TypeOrganisme.COMMUNE), 3),
        (Organisme(nom="Amis de Bapaume", type=TypeOrganisme.ASSOCIATION), 3),
    ],
    ids=["ville", "sans type", "court", "siren", "voisine", "association"],
)
def test_that_what_the_project_already_has_is_not_proposed_again(connu: Organisme, restent: int):
    assert len(organismes_du_territoire(replace(NEUF, organismes=(connu,)))) == restent


def test_that_a_siren_with_a_wrong_key_is_left_out():
    faux = replace(NEUF, territoire=replace(NEUF.territoire, epci=replace(EPCI, siren="200035443")))
    assert organismes_du_territoire(faux)[-1].siren == ""
