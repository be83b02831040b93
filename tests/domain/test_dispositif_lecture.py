"""A dispositif file that is not as it should be is refused by its file, its key, its value, with what to write."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fabrique_du_domaine import lisible

from models.domain.dispositifs.dispositif import Assiette, Dispositif, FaitLiberatoire, TypeDelai
from models.domain.dispositifs.lecture import lire_dispositif
from models.domain.dispositifs.schema import DispositifError
from models.referentiel.dispositifs import read_dispositifs, read_edition

DEBUT = 'code = "essai"\nintitule = "Aide d’essai"\n'


def _lire(texte: str) -> Dispositif:
    return lire_dispositif(tomllib.loads(DEBUT + texte), "essai.toml")


def _condition(*dates: str, champs: str = "") -> str:
    return "".join(f'[[condition]]\ndate_effet = {d}\nsource = "Délibération"\n{champs}\n' for d in dates)


def test_that_what_is_not_written_is_unknown_and_never_green():
    lu = _lire("")
    assert lu.fait_liberatoire is FaitLiberatoire.A_VERIFIER
    assert (lu.conditions, lu.delais, lu.categories, lu.groupe) == ((), (), (), None)
    assert (lu.famille, lu.nom) == ("essai", "Aide d’essai")


def test_that_every_key_is_read_as_what_it_is():
    lu = _lire(
        'noms = ["aide d essai"]\nfait_liberatoire = "depot"\n'
        '[[delai]]\ntype = "commencement"\nmois = 12\n'
        "[[campagne]]\nannee = 2027\nouverture = 2026-10-01\ncloture = 2027-01-31\n"
        + _condition("2026-01-01", champs='taux_maximum = "0.30"\nplafond = "20000"\nassiette = "depense_ht"')
    )
    (condition,) = lu.conditions
    assert (condition.taux_maximum, condition.plafond) == (Decimal("0.30"), Decimal(20000))
    assert condition.assiette is Assiette.DEPENSE_HT
    assert lu.delai(TypeDelai.COMMENCEMENT) is not None
    assert lisible(lu.campagnes[0].texte) == "2027 : du 01/10/2026 au 31/01/2027"


@pytest.mark.parametrize(
    ("texte", "message", "remede"),
    [
        ('intitul = "x"', "essai.intitul » : cette clé est inconnue", "« intitule »"),
        ('couleur = "bleu"', "cette clé est inconnue", "clés admises"),
        ('nature = "cadeau"', "« cadeau » n’est pas une valeur connue", "subvention"),
        ("dernier_financeur = 1", "« 1 » n’est ni vrai ni faux", "true ou false"),
        ('noms = ["Fonds Vert"]', "noms[1] » : « Fonds Vert » porte des majuscules", "« fonds vert »"),
        ('noms = "fonds vert"', "n’est pas une liste", "crochets"),
        ("sigle = 12", "« 12 » n’est pas un texte", "guillemets"),
        ('note = " "', "n’est pas un texte", "non vide"),
        ('condition = "x"', "n’est pas une liste", "crochets"),
        ("condition = [3]", "n’est pas une table", "clé = valeur"),
        ("[[condition]]\ndate_effet = 2026-01-01", "la clé « source » manque", "« source = … »"),
        (
            _condition('"2026-01-01"'),
            "condition[1].date_effet » : « 2026-01-01 » n’est pas une date",
            "sans guillemets",
        ),
        (_condition("2026-01-01", champs='taux_maximum = "20"'), "« 20 » n’est pas une fraction", '"0.20"'),
        (_condition("2026-01-01", champs="taux_maximum = 0.2"), "« 0.2 » n’est pas une fraction", "guillemets"),
        (_condition("2026-01-01", champs='plafond = "NaN"'), "n’est pas un montant", '"45000"'),
        (_condition("2026-01-01", champs='plafond = "dix"'), "n’est pas un montant", '"45000"'),
        (
            _condition("2026-01-01", champs='plafond = "1"\nplancher = "2"'),
            "le plancher dépasse le plafond",
            "Corrigez",
        ),
        (
            _condition("2026-01-01", champs='taux_minimum = "0.3"\ntaux_maximum = "0.2"'),
            "le taux minimum dépasse le taux maximum",
            "Corrigez",
        ),
        (_condition("2026-01-01", "2025-01-01"), "la date d’effet 2025-01-01 suit 2026-01-01", "plus ancienne"),
        (_condition("2026-01-01", "2026-01-01"), "suit 2026-01-01", "plus ancienne"),
        ('[[delai]]\ntype = "commencement"\nmois = -1', "n’est pas un nombre entier positif", "24"),
        ('[[delai]]\ntype = "commencement"\nmois = true', "n’est pas un nombre entier positif", "24"),
        (
            '[[delai]]\ntype = "achevement"\n[[delai]]\ntype = "achevement"',
            "delai[2] » : cette entrée est déjà",
            "seule",
        ),
        ("[[campagne]]\nannee = 2026\n[[campagne]]\nannee = 2026", "campagne[2] » : cette entrée est déjà", "seule"),
        (
            "[[campagne]]\nannee = 2026\nouverture = 2026-02-01\ncloture = 2026-01-01",
            "la clôture (2026-01-01) précède l’ouverture (2026-02-01)",
            "Corrigez",
        ),
        ('[[delai]]\ntype = "commencement"\nmois = 1000', "« 1000 » est une durée trop longue", "999"),
        ('[[delai]]\ntype = "commencement"\nmois = 2\njours = 60', "delai[1] » : la durée est dite deux fois", "seule"),
        ('[[piece]]\ncode = "rib"', "piece[1] » : la clé « intitule » manque", "intitule"),
        ('[[piece]]\ncode = "rib"\nintitule = "RIB"\nquand = "parfois"', "n’est pas une valeur connue", "travaux"),
        (
            '[[piece]]\ncode = "rib"\nintitule = "RIB"\n' * 2,
            "piece[2] » : cette entrée est déjà",
            "seule",
        ),
        ('adresse_portail = "demarche.fr"', "« demarche.fr » n’est pas une adresse", "https://"),
        ('adresse_portail = "https://demarche.fr x"', "n’est pas une adresse", "https://"),
        ('[versements]\navance = "0.3"', "la clé « article » manque", "article"),
    ],
)
def test_that_an_error_names_the_file_the_key_the_value_and_the_remedy(texte: str, message: str, remede: str):
    with pytest.raises(DispositifError) as erreur:
        _lire(texte)
    assert lisible(erreur.value.message).startswith("essai.toml, clé « essai")
    assert message in lisible(erreur.value.message)
    assert remede in lisible(erreur.value.remede)


def test_that_two_cases_have_dates_of_their_own():
    lu = _lire(_condition("2026-01-01") + _condition("2025-01-01", champs='cas = "avec l’Anah"'))
    assert [c.cas for c in lu.conditions] == ["", "avec l’Anah"]


def test_that_a_condition_holds_from_its_day_and_the_first_before():
    lu = _lire(
        _condition("2025-01-01", champs='taux_maximum = "0.2"') + _condition("2026-01-01", champs='plafond = "5"')
    )
    taux = [getattr(lu.condition(date(annee, 6, 1)), "taux_maximum", None) for annee in (2020, 2025, 2026)]
    assert taux == [Decimal("0.2"), Decimal("0.2"), None]
    assert lu.condition(date(2026, 6, 1), "autre cas") is None


def _dossier(racine: Path, **fichiers: str) -> Path:
    liste = ", ".join(f'"{nom}"' for nom in fichiers)
    racine.joinpath("edition.toml").write_text(
        f'edition = 2026-11-21\ntitre = "t"\nlicence = "l"\nreserve = "r"\nfichiers = [{liste}]\n', encoding="utf-8"
    )
    for nom, texte in fichiers.items():
        racine.joinpath(f"{nom}.toml").write_text(texte, encoding="utf-8")
    return racine


def test_that_what_a_file_shares_may_be_said_otherwise_by_one_dispositif(tmp_path: Path):
    un, autre = (f'[[dispositif]]\ncode = "{c}"\nintitule = "{c}"\n' for c in "ab")
    dossier = _dossier(tmp_path, a=f'[commun]\nfinanceur = "État"\n{un}{autre}financeur = "Région"\n')
    assert [d.financeur for d in read_dispositifs(dossier)] == ["État", "Région"]
    assert read_edition(dossier) == date(2026, 11, 21)


def test_that_a_list_of_pieces_is_written_once_and_one_dispositif_may_change_it(tmp_path: Path):
    debut = '[[dispositif]]\nintitule = "x"\npieces = "ordinaire"\n'
    rib = '[[dispositif.piece]]\ncode = "rib"\nintitule = "RIB de la trésorerie"\n'
    dossier = _dossier(
        tmp_path, a=f'{debut}code = "a"\n{debut}code = "b"\n{rib}{debut.replace("ord", "extraord")}code = "c"'
    )
    with dossier.joinpath("edition.toml").open("a", encoding="utf-8") as edition:
        edition.write('listes_pieces = "pieces"\n')
    listes = ('[[ordinaire]]\ncode = "rib"\nintitule = "RIB"\n', '[[ordinaire]]\ncode = "note"\nintitule = "Note"\n')
    dossier.joinpath("pieces.toml").write_text("".join(listes), encoding="utf-8")
    with pytest.raises(DispositifError, match="extraordinaire"):
        read_dispositifs(dossier)
    dossier.joinpath("pieces.toml").write_text(
        "".join((*listes, "[[extraordinaire]]\ncode = 'd'\nintitule = 'D'")), "utf-8"
    )
    assert [[p.intitule for p in d.pieces] for d in read_dispositifs(dossier)] == [
        ["RIB", "Note"],
        ["RIB de la trésorerie", "Note"],
        ["D"],
    ]


@pytest.mark.parametrize(
    ("fichiers", "message"),
    [
        ({"a": "x = "}, "a.toml n’est pas du TOML correct"),
        ({"a": 'couleur = "x"\ndispositif = []'}, "a.toml, clé « couleur » : cette clé est inconnue"),
        ({"a": "[commun]"}, "a.toml : la clé « dispositif » manque"),
        ({"a": '[[dispositif]]\nintitule = "x"'}, "a.toml : la clé « code » manque"),
        (
            dict.fromkeys("ab", '[[dispositif]]\ncode = "x"\nintitule = "x"'),
            "b.toml, clé « x » : ce code est déjà pris",
        ),
    ],
)
def test_that_a_folder_is_refused_by_the_file_at_fault(tmp_path: Path, fichiers: dict[str, str], message: str):
    with pytest.raises(DispositifError) as erreur:
        read_dispositifs(_dossier(tmp_path, **fichiers))
    assert message in lisible(erreur.value.message)


def test_that_a_file_that_is_announced_and_missing_is_named(tmp_path: Path):
    _dossier(tmp_path, perdu="").joinpath("perdu.toml").unlink()
    with pytest.raises(DispositifError, match=r"perdu\.toml manque"):
        read_dispositifs(tmp_path)
