"""The forms of reference are what the schema wants, and what is not is refused by its place."""

from pathlib import Path

import pytest
from fabrique_du_domaine import lisible
from typographie import faults

from models.domain.demandes.formulaire import LECTURES
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.dispositifs.formulaire import Formulaire, GenreChamp
from models.domain.dispositifs.schema import DispositifError
from models.referentiel.dispositifs import load_dispositifs
from models.referentiel.formulaires import GENERIQUE, formulaire_de, load_formulaires, read_formulaires

FORMULAIRES = load_formulaires()
CHAMP = """
intitule = "Demande"
[[section]]
numero = "1"
intitule = "Projet"
[[section.champ]]
cle = "travaux"
libelle = "Des travaux"
genre = "oui_non"
[[section.champ]]
"""


def _read(dossier: Path, texte: str) -> Formulaire:
    (dossier / "essai.toml").write_text(texte, "utf-8")
    return read_formulaires(dossier)["essai"]


def test_that_the_forms_of_the_domain_are_there():
    assert set(FORMULAIRES) == {"detr_dsil", "fonds_vert", GENERIQUE, "poste"}


def test_that_the_form_of_the_detr_has_every_section_of_the_portal_in_order():
    numeros = [section.numero for section in FORMULAIRES["detr_dsil"].sections]
    assert numeros == ["0", "1.a", "1.b", "2.a", "2.b", "2.c", "3.a", "3.b", "4.a", "4.b"]


def test_that_every_dispositif_names_a_form_that_exists():
    noms = {d.code: d.formulaire for d in load_dispositifs() if d.formulaire}
    assert set(noms.values()) <= set(FORMULAIRES)
    assert (noms["detr"], noms["dsil"], noms["fonds_vert"]) == ("detr_dsil", "detr_dsil", "fonds_vert")
    assert {formulaire_de(d).cle for d in load_dispositifs() if not d.formulaire} == {GENERIQUE}


@pytest.mark.parametrize("dispositif", [d for d in load_dispositifs() if d.formulaire], ids=lambda d: d.code)
def test_that_each_piece_of_a_form_is_one_its_dispositif_asks_for(dispositif: Dispositif):
    connues = {p.code for p in dispositif.pieces}
    assert {c.piece for c in formulaire_de(dispositif) if c.piece} <= connues


@pytest.mark.parametrize("formulaire", FORMULAIRES.values(), ids=lambda f: f.cle)
def test_that_the_words_of_a_form_are_typeset(formulaire: Formulaire):
    mots = [formulaire.intitule, formulaire.reserve, *(s.intitule for s in formulaire.sections)]
    for champ in formulaire:
        mots += [champ.libelle, champ.aide, *champ.options.values()]
    assert {mot: trouves for mot in mots if (trouves := faults(mot))} == {}


def test_that_the_same_field_means_the_same_thing_in_every_form():
    genres: dict[str, set[GenreChamp]] = {}
    for formulaire in FORMULAIRES.values():
        for champ in formulaire:
            genres.setdefault(champ.cle, set()).add(champ.genre)
    assert {cle: vus for cle, vus in genres.items() if len(vus) > 1} == {}


def test_that_everything_that_is_read_in_a_project_serves_a_form():
    lues = {champ.source for formulaire in FORMULAIRES.values() for champ in formulaire}
    # The forms ask neither a number of dossier nor the name of a funder that the question names.
    de_trop = {nom for nom in LECTURES if nom.endswith(("_dossier", "_nom"))}
    assert LECTURES.keys() - lues <= de_trop


@pytest.mark.parametrize(
    ("suite", "ou", "remede"),
    [
        ('cle = "x"\nlibele = "X"', "section[1].champ[2].libele", "Vouliez-vous écrire « libelle » ?"),
        ('cle = "x"', "section[1].champ[2]", "Ajoutez une ligne « libelle = … »."),
        ('cle = "x"\nlibelle = "X"\ngenre = "nombre"', "section[1].champ[2].genre", "entier"),
        ('cle = "x"\nlibelle = "X"\nrequis = "oui"', "section[1].champ[2].requis", "true ou false"),
        ('cle = "x"\nlibelle = "X"\nlimite = 0', "section[1].champ[2].limite", "par exemple 24"),
        ('cle = "x"\nlibelle = "X"\nsource = "meteo"', "section[1].champ[2].source", "Retirez la clé"),
        ('cle = "travaux"\nlibelle = "X"', "section[1].champ[2]", "Gardez-en un seul."),
        ('cle = "x"\nlibelle = "X"\ngenre = "choix"', "section[1].champ[2].options", "Ajoutez la clé options"),
        ('cle = "x"\nlibelle = "X"\ngenre = "piece"', "section[1].champ[2].piece", "Ajoutez la clé qui manque"),
        ('cle = "x"\nlibelle = "X"\npiece = "devis"', "section[1].champ[2].piece", "retirez l’autre"),
        ('cle = "x"\nlibelle = "X"\noptions = "a"', "section[1].champ[2].options", "dans l’ordre du portail"),
        (
            'cle = "x"\nlibelle = "X"\ncondition = { champ = "y", vaut = ["oui"] }',
            "section[1].champ[2].condition",
            "Placez-le avant",
        ),
        (
            'cle = "x"\nlibelle = "X"\ncondition = { champ = "travaux", vaut = ["peut-être"] }',
            "section[1].champ[2].condition.vaut",
            "Réponses connues : non, oui.",
        ),
        (
            'cle = "x"\nlibelle = "X"\noptions_par_departement = 62',
            "options_par_departement",
            "par code de département",
        ),
    ],
)
def test_that_what_no_form_may_say_is_refused_with_its_file_its_place_and_a_remedy(
    tmp_path: Path, suite: str, ou: str, remede: str
):
    with pytest.raises(DispositifError) as refus:
        _read(tmp_path, CHAMP + suite)
    assert refus.value.message.startswith("essai.toml")
    assert ou in refus.value.message
    assert remede in lisible(refus.value.remede)


def test_that_a_file_that_is_no_toml_says_so(tmp_path: Path):
    with pytest.raises(DispositifError, match=r"essai\.toml n’est pas du TOML correct"):
        _read(tmp_path, "intitule = ")


def test_that_a_form_may_be_copied_and_changed_without_code(tmp_path: Path):
    texte = CHAMP + 'cle = "logements"\nlibelle = "Nombre de logements"\ngenre = "entier"\nlimite = 4\n'
    formulaire = _read(tmp_path, texte + 'condition = { champ = "travaux", vaut = ["oui"] }')
    champ = list(formulaire)[-1]
    assert (champ.libelle, champ.genre, champ.limite) == ("Nombre de logements", GenreChamp.ENTIER, 4)
    assert formulaire.maitres == {"travaux"}
