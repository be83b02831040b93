"""Meetings, and what they decided and remains to be done."""

from collections.abc import Iterator

from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.instances.seances import format_heure
from models.domain.regles import Objet


def reunions(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Each dated meeting, then the decisions that have a day; a meeting that was held is done."""
    for instance in contexte.projet.instances:
        nom = instance.intitule or instance.type.libelle
        for reunion in instance.reunions:
            objet = Objet(type="reunion", uid=reunion.uid, libelle=nom)
            if reunion.jour:
                yield contexte.echeance(
                    f"reunion:{reunion.uid}",
                    reunion.jour,
                    reunion.intitule or nom,
                    NatureEcheance.GOUVERNANCE,
                    objet,
                    champ="jour",
                    precision=" · ".join(filter(None, (format_heure(reunion.heure), reunion.lieu))),
                    # Nothing says that a meeting took place: its day is the best that can be said.
                    acquise=reunion.jour < contexte.aujourd_hui,
                    faite_le=reunion.jour if reunion.jour < contexte.aujourd_hui else None,
                )
            for decision in reunion.decisions:
                if decision.echeance is None:
                    continue
                fiche = contexte.projet.fiche(decision.fiche)
                yield contexte.echeance(
                    f"decision:{decision.uid}",
                    decision.echeance,
                    decision.intitule or "Décision à mettre en œuvre",
                    NatureEcheance.GOUVERNANCE,
                    Objet(
                        type="decision",
                        uid=decision.uid,
                        libelle=f"{nom} · {fiche.titre}" if fiche else nom,
                        fiche=fiche.uid if fiche else None,
                    ),
                    champ="faite_le",
                    precision=decision.responsable,
                    acquise=decision.faite_le is not None,
                    faite_le=decision.faite_le,
                    dite_ailleurs=False,
                )
