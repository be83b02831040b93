"""« Préparer l'avenant »: what the parties agree to change in the convention, since the state they signed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from models.domain.articles import articles_effectifs
from models.domain.avenant import Avenant
from models.domain.convention import Convention, Partie
from models.domain.etats.changements import ComparaisonEtats, Rubrique
from models.domain.etats.comparer import comparer_figes
from models.domain.formats import format_date_longue
from models.domain.projet import Projet
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.avenant_remplaces import (
    annexes_blocks,
    articles_blocks,
    articles_remplaces,
    comparer_annexes,
)
from pvd_desktop.documents.builders.avenant_visas import nommer_convention, signee, visas_blocks
from pvd_desktop.documents.builders.convention import couverture, titre_convention
from pvd_desktop.documents.builders.etats_tables import (
    table_actions,
    table_argent,
    table_calendrier,
    table_changements,
    table_totaux,
)
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.parties import comparants, parties_blocks
from pvd_desktop.documents.builders.signatures import signatures_blocks
from pvd_desktop.documents.tree import (
    Block,
    Cover,
    Document,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Run,
)

_PLACES: Final = 6
"""Places to sign that share a page with the text: more of them have their own."""
_PLAN: Final = "plan"
"""Key of the standard article that leaves the plan d'action to the COPIL."""


def build_avenant(
    signe: EtatProjet,
    actuel: EtatProjet,
    avenant: Avenant,
    *,
    aujourd_hui: date,
    brouillon: bool = True,
    contenus: Mapping[str, bytes] | None = None,
) -> Document:
    """The avenant that brings the convention from ``signe`` to ``actuel``.

    What people note for themselves, such as the follow-up of an action, changes no convention and is left out.
    """
    # Whoever signs has never heard of the frozen states of the project.
    mention = f"{avenant.titre}\u00a0: changements depuis l’état {signe.titre}" if brouillon else avenant.titre
    return Document(
        titre=f"{avenant.titre} – {titre_convention(actuel.projet)}",
        sujet="Avenant à la convention-cadre du programme Petites Villes de Demain",
        auteur=actuel.projet.territoire.nom,
        entete=entete(actuel.projet),
        mention=mention,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_Redaction(signe, actuel, avenant, contenus or {}).blocks(aujourd_hui)),
    )


class _Redaction:
    """Writes the avenant, article after article."""

    def __init__(self, signe: EtatProjet, actuel: EtatProjet, avenant: Avenant, contenus: Mapping[str, bytes]) -> None:
        self._signe = signe.projet
        self._actuel = actuel.projet
        self._avenant = avenant
        self._contenus = contenus
        du_jour = load_plan_convention()
        self._plan, self._plan_signe = actuel.plan(du_jour), signe.plan(du_jour)
        complete = comparer_figes(signe, actuel, du_jour)
        self._comparaison: ComparaisonEtats = replace(complete, changements=complete.contractuels)
        self._signataire = _sans_actes(signe.projet, actuel.projet)
        self._numero = 0

    def blocks(self, jour: date) -> Iterator[Block]:
        yield self._couverture(jour)
        yield from parties_blocks(self._signataire)
        yield Heading(1, "Visas")
        yield from visas_blocks(
            self._avenant, signe=self._signe, actuel=self._actuel, signataire=self._signataire, aujourd_hui=jour
        )
        convenu = Paragraph((Run("Il est convenu ce qui suit\u00a0:", bold=True),))
        yield from self._article("Objet", self._objet(), convenu)
        if self._comparaison.changements:
            yield from self._article("Tableau des changements", self._changements())
            argent = table_argent(self._comparaison)
            if argent is not None:
                blocks = (table_totaux(self._comparaison), Heading(2, "Par action"), argent)
                yield from self._article("Coûts et financements", iter(blocks))
            calendrier = table_calendrier(self._comparaison)
            if calendrier is not None:
                yield from self._article("Calendrier", iter((calendrier,)))
            plans = self._plan, self._plan_signe
            if articles := articles_remplaces(self._signe, self._actuel, *plans):
                blocks = articles_blocks(self._signe, self._actuel, articles, *plans)
                yield from self._article("Articles remplacés", blocks)
            if annexes := comparer_annexes(self._signe, self._actuel):
                yield from self._article("Annexes remplacées", annexes_blocks(self._signe, self._actuel, annexes))
        yield from self._article("Autres stipulations", self._reste())
        yield from self._article("Entrée en vigueur", self._effet())
        if len([c for c in comparants(self._signataire) if c.signe]) > _PLACES:
            yield PageBreak()
        # Nobody signs a page that does not say what is signed.
        yield KeepTogether(tuple(signatures_blocks(self._signataire)))

    def _couverture(self, jour: date) -> Cover:
        page = couverture(self._signataire, aujourd_hui=jour, contenus=self._contenus)
        return replace(
            page, text=f"{self._avenant.titre} à {nommer_convention(self._actuel)}", subtitle=_signee(self._signe)
        )

    def _article(self, titre: str, blocks: Iterator[Block], *avant: Block) -> Iterator[Block]:
        """The heading stays with what leads to it and with what opens its text."""
        self._numero += 1
        premier = next(blocks)
        yield KeepTogether((*avant, Heading(1, f"Article\u00a0{self._numero} — {titre}"), premier))
        yield from blocks

    def _objet(self) -> Iterator[Block]:
        if not self._comparaison.changements:
            yield Paragraph(
                (Run("Rien de ce que dit la convention n’a changé\u00a0: il n’y a pas d’avenant à préparer."),),
                ParagraphKind.MISSING,
            )
            return
        nombre = len(self._comparaison.changements)
        changements = "le changement recensé" if nombre == 1 else f"les {nombre} changements recensés"
        signe = self._signe.territoire.date_convention
        yield Paragraph(
            (
                Run("Le présent avenant modifie la convention-cadre "),
                *signee(signe, "signée", "convention-cadre"),
                Run(f". Il porte {changements} à l’article\u00a0{self._numero + 1}."),
            )
        )
        if du_plan := self._du_plan(nombre):
            yield Paragraph((Run(du_plan),))

    def _du_plan(self, nombre: int) -> str:
        """What the standard article leaves to the COPIL is only recalled; an article in other words decides itself."""
        article = next((a for a in articles_effectifs(self._signe, self._plan_signe) if a.cle == _PLAN), None)
        actions = len(self._comparaison.de(Rubrique.ACTIONS))
        if article is None or not article.est_type or not actions or self._comparaison.de(Rubrique.ORIENTATIONS):
            return ""
        renvoi = f"l’article\u00a0{article.numero} de la convention-cadre"
        if nombre == 1:
            return f"Ce changement du plan d’action relève du comité de pilotage, selon {renvoi}."
        if self._comparaison.du_plan_seul:
            return f"Ces changements du plan d’action relèvent du comité de pilotage, selon {renvoi}."
        return f"Ceux du plan d’action, qui relèvent du comité de pilotage selon {renvoi}, y sont rappelés."

    def _changements(self) -> Iterator[Block]:
        yield table_changements(self._comparaison.changements, avenant=True)
        ajoutees, retirees = self._comparaison.actions_ajoutees, self._comparaison.actions_supprimees
        if ajoutees:
            table = table_actions(self._actuel, ajoutees, "Actions ajoutées")
            yield KeepTogether((Heading(2, "Actions ajoutées"), table))
        if retirees:
            table = table_actions(self._signe, retirees, "Actions retirées")
            yield KeepTogether((Heading(2, "Actions retirées"), table))

    def _reste(self) -> Iterator[Block]:
        yield Paragraph(
            (Run("Les autres stipulations de la convention-cadre et de ses annexes demeurent inchangées."),),
        )

    def _effet(self) -> Iterator[Block]:
        yield Paragraph(
            (
                Run(
                    "Le présent avenant prend effet à la date de sa signature par la dernière des parties. Il est "
                    "publié et transmis comme la convention-cadre."
                ),
            )
        )


def _sans_actes(signe: Projet, actuel: Projet) -> Projet:
    """The parties as they sign now: an act, a day or a date that the convention already bore is not the avenant's."""
    anciennes = {partie.uid: partie for partie in signe.convention.parties}
    parties = tuple(_a_signer(partie, anciennes.get(partie.uid)) for partie in actuel.convention.parties)
    convention: Convention = replace(actuel.convention, parties=parties)
    return replace(actuel, convention=convention, territoire=replace(actuel.territoire, date_convention=None))


def _a_signer(partie: Partie, ancienne: Partie | None) -> Partie:
    if ancienne is not None and (partie.acte_numero, partie.acte_date) == (ancienne.acte_numero, ancienne.acte_date):
        partie = replace(partie, acte_numero="", acte_date=None)
    return replace(partie, date_signature=None)


def _signee(signe: Projet) -> str:
    jour = signe.territoire.date_convention
    return f"Convention-cadre signée le {format_date_longue(jour)}" if jour else ""
