"""The list of the rules that people read is the list of the rules that run."""

import re
from pathlib import Path

from models.domain.regles.convention import convention_attendue
from models.domain.regles.demandes import REGLES_DEMANDE
from models.domain.regles.fiche import numero_unique
from models.domain.regles.ort import regles_ort
from models.domain.regles.verification import REGLES_FICHE, REGLES_FINANCEMENT

LISTE = Path(__file__).parents[2] / "docs" / "regles.md"


def test_that_every_rule_stands_once_in_the_list_that_people_read():
    regles = (numero_unique, *REGLES_FICHE, *REGLES_FINANCEMENT, convention_attendue, *regles_ort(), *REGLES_DEMANDE)
    codes = [str(regle.__doc__).partition(":")[0] for regle in regles]
    lignes = re.findall(r"^\| ((?:FA|MQ|SUB|CV|ORT|DEM|PAI)-\d\d) \|", LISTE.read_text("utf-8"), re.MULTILINE)
    assert len(codes) == len(set(codes))
    assert sorted(lignes) == sorted(codes)
