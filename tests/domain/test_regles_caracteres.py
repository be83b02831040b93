"""FA-10: what the font of the documents lacks is told, where it was typed."""

import re

import pytest
from fabrique_du_domaine import AUJOURD_HUI, depense, fiche, financement, lisible, operation, projet

from models.domain.fiche_action import FicheAction, LienContrat, Phase, Piece
from models.domain.orientation import Indicateur
from models.domain.regles import Constat
from models.domain.regles.verification import verifier_fiche
from models.domain.vocabulaire import Gravite
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

LATIN = re.compile("[^\x00-\xff’œ…—]")
"""A font that prints nothing else than Western Europe."""


def points(une: FicheAction, motif: re.Pattern[str] | None = LATIN) -> list[Constat]:
    constats = verifier_fiche(une, projet(une), load_bareme(), load_dispositifs(), AUJOURD_HUI, non_imprimables=motif)
    return [c for c in constats if c.code == "FA-10"]


def test_that_a_french_text_is_printed_whole():
    assert points(fiche(operation(cout=10), description="L’œuvre…", intitule="Halle — École")) == []


def test_that_an_emoji_is_named_with_its_fiche_its_field_and_its_code():
    (constat,) = points(fiche(description="Un lieu 🏛 pour tous 🏛"))
    assert (constat.gravite, constat.champ) == (Gravite.INFORMATION, "description")
    assert (constat.objet.type, constat.objet.libelle) == ("fiche", "1.1 · Halle")
    assert lisible(constat.message) == (
        "Le champ « Description » contient un caractère que les documents ne peuvent pas imprimer : « 🏛 » (U+1F3DB). "
        "Il y devient une case vide, ☐."
    )


def test_that_many_characters_are_one_point_that_names_some():
    (constat,) = points(fiche(centralite="①②③④⑤⑥"))
    assert "« ⑤ »" in lisible(constat.message)
    assert "⑥" not in constat.message
    assert "et d’autres. Chacun y devient" in constat.message


@pytest.mark.parametrize(
    ("une", "champ", "type_"),
    [
        (fiche(numero="①"), "numero", "fiche"),
        (fiche(adresse="①"), "adresse", "fiche"),
        (fiche(phases=(Phase(), Phase(intitule="①"))), "phases", "fiche"),
        (fiche(contrats=(LienContrat(reference="①"),)), "contrats", "fiche"),
        (fiche(indicateurs=(Indicateur(unite="①"),)), "indicateurs", "fiche"),
        (fiche(pieces=(Piece(type="①"),)), "pieces", "fiche"),
        (fiche(operation(intitule="①")), "intitule", "operation"),
        (fiche(operation(depenses=(depense(1, intitule="①"),))), "depenses", "operation"),
        (fiche(operation(cout=9, financements=(financement("①", 1),))), "financements", "operation"),
    ],
)
def test_that_every_printed_text_is_read(une: FicheAction, champ: str, type_: str):
    assert [(c.champ, c.objet.type) for c in points(une)] == [(champ, type_)]


def test_that_nothing_is_told_without_a_font_nor_of_what_is_not_printed():
    assert points(fiche(description="🏛"), None) == []
    assert points(fiche(referent="🏛")) == []
