"""« Comparaison d'un scénario »: what would change if…, to be laid on the table of those who decide."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.domain.bareme import bareme_effectif
from models.domain.projet import Projet
from models.domain.scenario import Scenario
from models.domain.scenarios.charge import ChargesComparees, comparer_charges
from models.domain.scenarios.comparaison import ComparaisonScenario, PointsCompares, comparer, comparer_points
from models.domain.uids import Uid
from models.referentiel.bareme import load_bareme
from models.referentiel.caracteres import load_non_imprimables
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.documents.builders.fiche_action import MENTION, entete
from pvd_desktop.documents.builders.plan_financement import note, notes_non_chiffrees
from pvd_desktop.documents.builders.scenario_tables import (
    postes_changes,
    table_actions,
    table_changements,
    table_charges,
    table_points,
    table_totaux,
)
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    NewSection,
    Notice,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Run,
)

TITRE: Final = "Comparaison d’un scénario"
SANS_TITRE: Final = "Scénario sans nom"
_POSTES_EN_A4: Final = 4
"""Figures of an action that a sheet of A4 holds on both sides."""


def build_scenario(
    projet: Projet,
    scenario: Uid | None = None,
    *,
    aujourd_hui: date,
    brouillon: bool = True,
    par_feuille: bool = False,
) -> Document:
    """One scenario beside the project, or each of them in turn.

    ``par_feuille`` gives each table its sheet, for a spreadsheet to sort and to filter.
    """
    voulus = [s for s in projet.scenarios if scenario in {None, s.uid}]
    noms = [s.intitule or SANS_TITRE for s in voulus]
    titre = f"Scénario\u00a0: {noms[0]}" if len(noms) == 1 else "Comparaison des scénarios"
    return Document(
        titre=" – ".join(filter(None, (titre, projet.territoire.nom))),
        sujet="Ce qu’un scénario changerait au plan de financement",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A4_LANDSCAPE,
        blocks=tuple(_Redaction(projet, aujourd_hui, par_feuille=par_feuille).blocks(voulus)),
    )


def read_charges(comparaison: ComparaisonScenario, jour: date) -> ChargesComparees:
    """The charge nette on both sides, with the rate of the FCTVA that the project knows."""
    bareme = bareme_effectif(load_bareme(), comparaison.application.base.parametres_locaux)
    return comparer_charges(comparaison, taux=bareme.parametre("taux_fctva", jour).valeur)


def read_points(comparaison: ComparaisonScenario, jour: date) -> PointsCompares:
    """The points à vérifier on both sides, with the parameters and the dispositifs as the project adapts them."""
    base = comparaison.application.base
    return comparer_points(
        comparaison,
        bareme_effectif(load_bareme(), base.parametres_locaux),
        load_effectifs(base.dispositifs_locaux).dispositifs,
        jour,
        non_imprimables=load_non_imprimables(),
    )


class _Redaction:
    """Writes the scenarios one after the other."""

    def __init__(self, projet: Projet, jour: date, *, par_feuille: bool) -> None:
        self._projet = projet
        self._jour = jour
        self._par_feuille = par_feuille
        self._prefixe = ""
        self._format = PageFormat.A4_LANDSCAPE

    def blocks(self, scenarios: Sequence[Scenario]) -> Iterator[Block]:
        if not scenarios:
            yield Heading(1, TITRE)
            yield Paragraph((Run("Ce projet ne compte encore aucun scénario."),), ParagraphKind.MISSING)
        for rang, scenario in enumerate(scenarios, 1):
            self._prefixe = f"{rang}. " if len(scenarios) > 1 else ""
            yield from self._scenario(scenario)

    def _scenario(self, scenario: Scenario) -> Iterator[Block]:
        comparaison = comparer(self._projet, scenario)
        nom = scenario.intitule or SANS_TITRE
        large = len(postes_changes(comparaison)) > _POSTES_EN_A4
        self._format = PageFormat.A3_LANDSCAPE if large else PageFormat.A4_LANDSCAPE
        yield NewSection(self._format, f"{self._prefixe}Totaux" if self._par_feuille else nom, MENTION)
        yield Heading(1, nom, overline="Et si…", running=f"Scénario\u00a0: {nom}")
        yield Notice(text_runs("scenario"))
        yield from blocks_of(scenario.description)
        if not comparaison.actions:
            yield Paragraph((Run("Ce scénario ne change rien au projet tel qu’il est."),), ParagraphKind.MISSING)
        else:
            yield from self._comparaison(comparaison)
        yield from self._ecartes(comparaison)

    def _comparaison(self, comparaison: ComparaisonScenario) -> Iterator[Block]:
        charges = read_charges(comparaison, self._jour)
        yield Heading(2, "Ce que cela change en tout")
        yield table_totaux(comparaison, charges)
        inconnus = comparaison.totaux.apres.a_trouver_inconnus
        if inconnus:
            dites = "1 opération, dont" if inconnus == 1 else f"{inconnus} opérations, dont"
            yield note(
                f"«\u00a0À trouver\u00a0» laisse de côté {dites} le coût ou la part décidée n’est pas renseigné."
            )
        yield from notes_non_chiffrees(comparaison.application.projet)
        if not charges.exacte:
            yield note("Charge nette\u00a0: elle n’est pas exacte là où une année, une TVA ou un encaissement manque.")
        if comparaison.vivantes:
            yield from self._partie("Action par action", "Actions")
            yield table_actions(comparaison)
        if len(comparaison.vivantes) < len(comparaison.actions):
            yield note("Les actions abandonnées ou hors plan ne comptent dans aucun total.")
        yield from self._partie("Charge nette par an", "Charge")
        yield table_charges(charges) or Paragraph((Run(charges.phrase),))
        yield from self._partie("Ce que le scénario suppose", "Suppositions")
        yield table_changements(self._projet, (c for action in comparaison.actions for c in action.changements))
        yield from self._partie("Points à vérifier", "Points")
        points = table_points(read_points(comparaison, self._jour))
        yield points or Paragraph((Run("Aucun point à vérifier n’apparaît, ne disparaît ni ne change."),))

    def _ecartes(self, comparaison: ComparaisonScenario) -> Iterator[Block]:
        if comparaison.ecartes:
            yield from self._partie("Ce qui n’a pas pu être supposé", "Écartés")
            comptes = Counter(ecarte.raison for ecarte in comparaison.ecartes)
            lignes = (f"{raison} ({n} écart{'s' if n > 1 else ''})" for raison, n in comptes.items())
            yield ListBlock(tuple(ListItem((Run(ligne),)) for ligne in lignes))

    def _partie(self, titre: str, feuille: str) -> Iterator[Block]:
        if self._par_feuille:
            yield NewSection(self._format, f"{self._prefixe}{feuille}", MENTION)
        yield Heading(2, titre)
