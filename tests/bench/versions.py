"""Milliseconds to freeze 500 fiches, to read them back, and to compare two states; printed as JSON."""

import json
import sys
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from gros_projet import make_projet
from regles import measure

from models.domain.etats.comparer import comparer_etats
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.echange.photographie import freeze, thaw
from models.referentiel.convention import load_plan_convention

FICHES = 500


def edit(projet: Projet) -> Projet:
    """Two fields of every fiche, the first one taken out, their order turned round."""
    return replace(projet, fiches=tuple(_edit(i, f) for i, f in enumerate(projet.fiches[:0:-1])))


def _edit(i: int, fiche: FicheAction) -> FicheAction:
    operation, *autres = fiche.operations
    depense, *suite = operation.depenses
    depense = replace(depense, montant_ht=Decimal(i + 7))
    operation = replace(operation, depenses=(depense, *suite))
    return replace(fiche, intitule=f"{fiche.intitule} bis", operations=(operation, *autres))


def main() -> None:
    """Prints each, the slow libraries loaded once."""
    projet, plan = make_projet(FICHES), load_plan_convention()
    octets = freeze(projet)
    empreinte = sha256(octets).hexdigest()
    relu = thaw(octets, empreinte, "Signée")
    apres = edit(relu)
    mesures = {
        "figer": measure(lambda: freeze(projet)),
        "relire": measure(lambda: thaw(octets, empreinte, "Signée")),
        "comparer": measure(lambda: comparer_etats(replace(relu), replace(apres), plan)),
        "taille": len(octets),
        "changements": len(comparer_etats(relu, apres, plan).changements),
    }
    sys.stdout.write(json.dumps(mesures) + "\n")


if __name__ == "__main__":
    main()
