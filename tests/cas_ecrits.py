"""Cases that an expert writes as changes to a complete one, in TOML: read, applied, compared with what rules say."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fabrique_du_domaine import lisible
from typographie import faults

from models.domain.regles import Constat

Cas = dict[str, Any]


def load_complete(dossier: Path) -> Cas:
    """What every case of the folder starts from."""
    return tomllib.loads((dossier / "complete.toml").read_text("utf-8"))


def load_cases(dossier: Path) -> dict[str, list[Cas]]:
    """The cases, by the rule they try."""
    chemins = sorted(c for c in dossier.glob("*.toml") if c.stem != "complete")
    return {chemin.stem.upper(): tomllib.loads(chemin.read_text("utf-8"))["cas"] for chemin in chemins}


def changed(base: Cas, cas: Cas) -> Cas:
    """``base`` with what the case says instead; a table is changed key by key, ``vider`` takes keys out."""
    ecrit = {cle: valeur for cle, valeur in base.items() if cle not in cas.get("vider", ())}
    for cle, valeur in cas.items():
        ecrit[cle] = changed(base.get(cle, {}), valeur) if isinstance(valeur, dict) else valeur
    ecrit.pop("vider", None)
    return ecrit


def check(constats: Sequence[Constat], cas: Cas) -> None:
    """Fails when the rules say anything else than the case."""
    assert cas["reference"]
    attendus = [(point["code"], point["gravite"]) for point in cas["points"]]
    assert [(c.code, c.gravite) for c in constats] == attendus, [lisible(c.message) for c in constats]
    for constat, point in zip(constats, cas["points"], strict=True):
        assert point["message"] in lisible(constat.message)
        assert point.get("remede", "") in lisible(constat.remede)
        assert not faults(constat.message)
        assert not faults(constat.remede)
        assert constat.champ
        assert constat.source
        assert constat.objet.libelle


def check_pairs(cas: dict[str, list[Cas]]) -> None:
    """Fails when a rule has no case that speaks of it alone, or none that is silent."""
    for code, siens in cas.items():
        dits = [{point["code"] for point in un["points"]} for un in siens]
        assert {code} in dits, code
        assert set() in dits, code
