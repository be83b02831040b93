"""What is typed on a line of a scenario, turned into the differences that say it."""

from decimal import Decimal
from typing import Final

from models.domain.depenses import complete_depense
from models.domain.errors import SaisieError
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.scenario import Ecart
from models.domain.scenarios.champs import Objet, Valeur, ecrire_valeur, genre_de
from models.domain.vocabulaire import BaseMontant, EtatFinancement

ETAT: Final = "etat"
MONTANT: Final = "montant"
ANNEE: Final = "annee"


def champ_montant(operation: Operation, objet: Objet) -> str:
    """The field that holds the amount people look at: of an aide, the one that counts in its state."""
    match objet:
        case Operation():
            return "part_decidee"
        case Depense():
            return "montant_ht" if operation.base is BaseMontant.HT else "montant_ttc"
        case Financement():
            return "montant_accorde" if objet.etat.est_acquis else "montant_demande"


def montant_de(operation: Operation, objet: Objet) -> Decimal | None:
    """The amount people look at, on the declared base."""
    if isinstance(objet, Depense):
        return objet.montant(operation.base)
    return getattr(objet, champ_montant(operation, objet))


def ecarts_saisis(operation: Operation, objet: Objet, quoi: str, valeur: Valeur) -> tuple[Ecart, ...]:
    """The differences of one cell; ``objet`` is as the scenario supposes it so far.

    An aide that becomes granted is granted for what was asked, until somebody says how much; the other side of a
    dépense follows its rate of TVA as it does everywhere.

    Raises:
        SaisieError: the line has no such thing.
    """
    if quoi == ETAT and isinstance(objet, Financement) and isinstance(valeur, EtatFinancement):
        champs: dict[str, Valeur] = {"etat": valeur}
        if valeur.est_acquis and objet.montant_accorde is None and objet.montant_demande is not None:
            champs["montant_accorde"] = objet.montant_demande
    elif quoi == MONTANT and (valeur is None or isinstance(valeur, Decimal)):
        champ = champ_montant(operation, objet)
        champs = {champ: valeur}
        if isinstance(objet, Depense):
            suites = complete_depense(objet, champ, valeur)
            champs |= {nom: suite for nom, suite in suites.items() if isinstance(suite, Decimal)}
    elif quoi == ANNEE and isinstance(objet, Depense | Financement):
        champs = {"annee": valeur}
    else:
        raise SaisieError("Cette ligne ne dit rien de tel.", "Seules les aides ont un état, et les montants une année.")
    genre = genre_de(objet)
    return tuple(
        Ecart(genre=genre, objet=objet.uid, champ=champ, valeur=ecrire_valeur(dite)) for champ, dite in champs.items()
    )
