"""The communes of the code officiel géographique: found as people type them, quickly, and never with a SIREN."""

import subprocess
import sys
import tomllib
from dataclasses import fields
from functools import partial
from importlib.resources import files

import pytest
from appels import count_appels

from models.referentiel.communes import LIMITE, CommuneOfficielle, find_by_name, find_commune, find_communes

PAS_DE_CALAIS = {
    "Aire sur la Lys": "62014",
    "Auchel": "62048",
    "Lillers": "62516",
    "Calonne-Ricouart": "62194",
    "Auxi-le-Chateau": "62060",
    "Avesnes-le-Comte": "62063",
    "Bapaume": "62080",
    "Desvres": "62268",
    "Frévent": "62361",
    "Fruges": "62364",
    "Guînes": "62397",
    "Hesdin": "62447",
    "Le Portel": "62667",
    "Wimille": "62894",
    "St Martin Boulogne": "62758",
    "Libercourt": "62907",
    "Lumbres": "62534",
    "Montreuil-sur-Mer": "62588",
}
"""The eighteen towns that the préfet announced on 28 December 2020, as he wrote them."""


def noms(saisie: str) -> list[str]:
    return [trouvee.commune.nom for trouvee in find_communes(saisie)]


@pytest.mark.parametrize(("saisie", "code"), PAS_DE_CALAIS.items())
def test_that_the_towns_of_the_pas_de_calais_come_first(saisie: str, code: str):
    assert find_communes(saisie)[0].commune.code_insee == code


@pytest.mark.parametrize(
    ("saisie", "nom"),
    [
        ("portel", "Le Portel"),
        ("LE QUESNOY", "Le Quesnoy"),
        ("ferte gaucher", "La Ferté-Gaucher"),
        ("  st-martin   boul", "Saint-Martin-Boulogne"),
        ("aire sur lys", "Aire-sur-la-Lys"),
        ("Aire s/ la Lys", "Aire-sur-la-Lys"),
        ("abergement clem", "L’Abergement-Clémenciat"),
        ("l'abergement-clem", "L’Abergement-Clémenciat"),
        ("boulogne sur mer", "Boulogne-sur-Mer"),
        ("oeting", "Œting"),
        ("œting", "Œting"),
    ],
)
def test_that_accents_hyphens_articles_and_abbreviations_make_no_difference(saisie: str, nom: str):
    assert noms(saisie)[0] == nom


def test_that_the_largest_of_the_towns_of_one_name_comes_first():
    populations = [t.commune.population or 0 for t in find_communes("Montreuil")[:3]]
    assert populations == sorted(populations, reverse=True)
    assert noms("Montreuil")[:3] == ["Montreuil"] * 3


def test_that_a_name_that_is_whole_comes_before_a_larger_town_that_begins_with_it():
    assert noms("Lens")[0] == "Lens"
    assert noms("Saint-Paul")[0] == "Saint-Paul"


def test_that_a_former_commune_leads_to_the_commune_nouvelle_and_says_so():
    trouvee = find_communes("Hesdin")[0]
    assert (trouvee.commune.nom, trouvee.commune.code_insee) == ("Hesdin-la-Forêt", "62447")
    assert trouvee.ancien_nom == "Hesdin"
    assert noms("Marconne").count("Hesdin-la-Forêt") == 1


def test_that_a_code_insee_of_before_leads_to_the_commune_of_today():
    marconne = find_commune("62549")
    assert marconne is not None
    assert (marconne.commune.code_insee, marconne.ancien_nom) == ("62447", "Marconne")
    hesdin = find_commune("62447")
    assert hesdin is not None
    assert hesdin.ancien_nom == ""


@pytest.mark.parametrize(
    ("nom", "code"),
    [("Bapaume", "62080"), ("saint martin boulogne", "62758"), ("Hesdin", "62447"), ("Montreuil", None), ("", None)],
)
def test_that_a_whole_name_says_a_commune_when_only_one_bears_it(nom: str, code: str | None):
    trouvee = find_by_name(nom)
    assert (trouvee.commune.code_insee if trouvee else None) == code
    assert find_by_name(nom[:-1]) is None


def test_that_a_code_of_no_commune_finds_nothing():
    assert find_commune("62998") is None
    assert find_commune("") is None
    assert find_communes("62998") == ()


def test_that_a_code_postal_finds_all_its_communes():
    assert {"Hesdin-la-Forêt", "Marconnelle"} <= set(noms("62140"))


@pytest.mark.parametrize("saisie", ["62080", "62 080"])
def test_that_a_code_insee_finds_its_commune_first(saisie: str):
    assert noms(saisie)[0] == "Bapaume"


def test_that_corsican_codes_are_read_in_either_case():
    assert noms("2a004")[0] == noms("2A004")[0] == "Ajaccio"
    ajaccio = find_commune("2A004")
    assert ajaccio is not None
    assert ajaccio.commune.code_departement == "2A"


@pytest.mark.parametrize("saisie", ["", "a", "   ", "'", "-", "é", "[(*", "xyzxyz", "0", "%", "\n\n", ";;;"])
def test_that_what_means_nothing_finds_nothing(saisie: str):
    assert find_communes(saisie) == ()


def test_that_a_search_gives_no_more_than_one_reads():
    assert len(find_communes("saint")) == LIMITE
    assert len(find_communes("62")) == LIMITE
    assert len({t.commune.code_insee for t in find_communes("saint")}) == LIMITE


def test_that_a_commune_says_where_it_is():
    bapaume = find_communes("Bapaume")[0].commune
    assert (bapaume.departement, bapaume.code_departement, bapaume.region) == ("Pas-de-Calais", "62", "Hauts-de-France")
    assert (bapaume.epci.siren, bapaume.epci.nom) == ("200035442", "Communauté de communes du Sud Artois")
    assert bapaume.codes_postaux == ("62450",)
    assert bapaume.population
    assert bapaume.population > 3_000


def test_that_no_siren_of_a_commune_is_kept():
    assert "siren" not in {champ.name for champ in fields(CommuneOfficielle)}
    assert find_communes("Ouessant")[0].commune.epci.siren == ""


def test_that_every_commune_can_be_read():
    for departement in ("01", "2B", "62", "75", "971", "976", "988"):
        for trouvee in find_communes(departement, limite=1_000):
            assert trouvee.commune.nom
            assert trouvee.commune.departement
            assert trouvee.commune.region


def test_that_the_reference_says_where_it_comes_from():
    texte = files("resources").joinpath("referentiels", "communes.toml").read_text(encoding="utf-8")
    document = tomllib.loads(texte)["document"]
    assert {"sources", "version", "millesime", "publie_le", "extrait_le", "licence"} <= document.keys()


def test_that_a_search_reads_a_part_of_the_communes_only():
    find_communes("62140")
    for saisie in ("he", "hes", "hesd", "saint", "le", "62", "saint m"):
        # All of France would take one call a commune at least: there are more than 34 000.
        assert count_appels(partial(find_communes, saisie)).total() < 25_000


def test_that_nothing_is_read_before_the_first_search():
    programme = (
        "from models.referentiel import communes;"
        "print(communes._index.cache_info().currsize);"
        "communes.find_communes('hes');"
        "print(communes._index.cache_info().currsize)"
    )
    sortie = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True).stdout
    assert sortie.split() == ["0", "1"]
