"""Rules of the convention as a whole (CV)."""

from collections.abc import Iterator
from datetime import date

from models.domain.formats import format_date
from models.domain.projet import Projet
from models.domain.regles import Constat, Objet
from models.domain.vocabulaire import Gravite, Jalon


def convention_attendue(projet: Projet, aujourd_hui: date) -> Iterator[Constat]:
    """CV-01: the convention-cadre comes eighteen months after the adhésion.

    Silent once it is signed, and a year after that day: delays were the rule, and a date so old helps nobody.
    """
    territoire = projet.territoire
    echeance = territoire.echeance_convention
    if echeance is None or territoire.date_convention or (aujourd_hui - echeance).days > 365:
        return
    passee = echeance < aujourd_hui
    yield Constat(
        code="CV-01",
        gravite=Gravite.AVERTISSEMENT if passee else Gravite.INFORMATION,
        jalon=Jalon.SIGNATURE,
        message=(
            f"La convention-cadre {'était' if passee else 'est'} attendue le {format_date(echeance)}, "
            "dix-huit mois après l’adhésion."
        ),
        remede="Écrire la date de sa signature si elle est signée, ou convenir du report avec la préfecture.",
        objet=Objet(type="territoire", uid=territoire.uid, libelle=territoire.nom or "Territoire"),
        champ="date_convention",
        source="Mode d’emploi du programme (ANCT)",
    )
