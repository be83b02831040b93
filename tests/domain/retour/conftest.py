"""A project of two actions, and its maquette as a partner receives it."""

import pytest
from factories import make_fiche, make_projet
from retours import Maquette, exported, halle

from models.domain.projet import Projet


@pytest.fixture
def projet() -> Projet:
    return make_projet(make_fiche(), halle())


@pytest.fixture
def classeur(projet: Projet) -> Maquette:
    return Maquette(exported(projet))
