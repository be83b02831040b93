"""How complete a fiche is against the model of the ANCT: it informs, it never blocks."""

from dataclasses import dataclass
from decimal import Decimal

from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet


@dataclass(frozen=True, slots=True, kw_only=True)
class Completude:
    """What a fiche has of what is expected at its statut."""

    remplis: int
    attendus: int
    manquants: tuple[str, ...]
    """Labels of the expected fields still empty, in the order of the model."""
    conseilles: tuple[str, ...]
    """Labels of the recommended ones still empty; outside the fraction."""

    @property
    def fraction(self) -> Decimal:
        """From 0 to 1."""
        return Decimal(self.remplis) / self.attendus


def completude(fiche: FicheAction, projet: Projet) -> Completude:
    """Expected fields of the model; coût and plan de financement from « inscrite » on.

    The statut is left out: it is never empty. With several operations each has its maître d'ouvrage, coût and plan;
    a coût is there only when every dépense can be read on the declared base (a TTC alone without a rate cannot).
    """
    operations = fiche.operations
    attendus = [
        ("Orientation stratégique", projet.orientation(fiche.orientation) is not None),
        ("Nom de l’action", bool(fiche.intitule.strip())),
        ("Numéro", bool(fiche.numero.strip())),
        ("Niveau de priorité", fiche.priorite is not None),
        ("Maître d’ouvrage", bool(operations) and all(projet.organisme(o.maitre_ouvrage) for o in operations)),
        ("Description", bool(fiche.description.strip())),
        ("Calendrier", any(phase.debut for phase in fiche.phases)),
    ]
    if fiche.statut.attend_un_plan:
        attendus += [
            ("Coût prévisionnel", bool(operations) and all(o.cout_en(o.base) is not None for o in operations)),
            (
                "Plan de financement",
                bool(operations) and all(o.financements or o.part_decidee is not None for o in operations),
            ),
        ]
    conseilles = [
        ("Indicateurs", bool(fiche.indicateurs)),
        ("Fonction de centralité", bool(fiche.centralite.strip())),
    ]
    return Completude(
        remplis=sum(present for _, present in attendus),
        attendus=len(attendus),
        manquants=tuple(libelle for libelle, present in attendus if not present),
        conseilles=tuple(libelle for libelle, present in conseilles if not present),
    )
