"""« Planning »: the phases of the living actions against the years, an orientation after the other, on A3 sheets."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.domain.projet import Projet
from models.domain.suivi.planning import LignePlanning, lignes_planning
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.builders.programmation import FORMAT, build_document
from pvd_desktop.documents.tree import Bar, Block, Document, Heading, KeepTogether, NewSection, Timeline

TITRE: Final = "Planning"


def build_planning(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The same rows as the screen."""
    sujet = "Phases et jalons des actions"
    blocks = _blocks(lignes_planning(projet))
    return build_document(projet, TITRE, sujet, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def _blocks(lignes: Sequence[LignePlanning]) -> Iterator[Block]:
    yield NewSection(FORMAT, TITRE)
    yield Heading(1, "Planning des actions", running=TITRE)
    if not any(ligne.barres for ligne in lignes):
        yield absent("Aucune action n’a encore de date.")
        return
    jours = [jour for ligne in lignes for barre in ligne.barres for jour in (barre.debut, barre.fin)]
    annees = min(jours).year, max(jours).year
    groupe: list[LignePlanning] = []
    titre = ""
    for ligne in (*lignes, None):
        if ligne is None or ligne.fiche is None:
            yield from _groupe(titre, groupe, annees)
            titre, groupe = (ligne.titre, []) if ligne else ("", [])
        else:
            groupe.append(ligne)
    sans = sum(ligne.sans_date for ligne in lignes)
    if sans:
        yield note(f"{sans} étape{'s' if sans > 1 else ''} sans date {'ne sont' if sans > 1 else 'n’est'} pas ici.")


def _groupe(titre: str, lignes: Sequence[LignePlanning], annees: tuple[int, int]) -> Iterator[Block]:
    """Each action against the same years: two of them compare at a glance."""
    datees = [ligne for ligne in lignes if ligne.barres]
    for rang, ligne in enumerate(datees):
        bars = tuple(
            Bar(b.phase.intitule or b.phase.type.libelle, b.debut, None if b.est_jalon else b.fin, b.est_jalon)
            for b in ligne.barres
        )
        tete = (Heading(2, titre),) if rang == 0 else ()
        yield KeepTogether(
            (*tete, Heading(3, ligne.titre), Timeline(bars, f"Phases et jalons\u00a0: {ligne.titre}", annees))
        )
