"""« Préparer l'avenant »: what the parties agree to change in the convention, since the state they signed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from models.domain import grammaire
from models.domain.articles import articles_effectifs, numeros_par_cle
from models.domain.convention import Convention, Partie
from models.domain.etats.changements import ArticleEtats, ComparaisonEtats
from models.domain.etats.comparer import comparer_etats
from models.domain.formats import format_date_longue
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.annexes import Annexe, annexes
from pvd_desktop.documents.builders.articles import article_blocks
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
    ListBlock,
    ListItem,
    Paragraph,
    ParagraphKind,
    RichText,
    Run,
)

NUMERO: Final = "Avenant n°\u00a0…"
_DATE: Final = "date de la convention-cadre"


def build_avenant(
    signe: EtatProjet,
    actuel: EtatProjet,
    *,
    aujourd_hui: date,
    brouillon: bool = True,
    contenus: Mapping[str, bytes] | None = None,
) -> Document:
    """The avenant that brings the convention from ``signe`` to ``actuel``.

    What people note for themselves, such as the follow-up of an action, changes no convention and is left out.
    """
    return Document(
        titre=f"{NUMERO} – {titre_convention(actuel.projet)}",
        sujet="Avenant à la convention-cadre du programme Petites Villes de Demain",
        auteur=actuel.projet.territoire.nom,
        entete=entete(actuel.projet),
        mention=f"Changements depuis l’état {signe.titre}",
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_Redaction(signe.projet, actuel.projet, contenus or {}).blocks(aujourd_hui)),
    )


class _Redaction:
    """Writes the avenant, article after article."""

    def __init__(self, signe: Projet, actuel: Projet, contenus: Mapping[str, bytes]) -> None:
        self._signe = signe
        self._actuel = actuel
        self._contenus = contenus
        self._plan = load_plan_convention()
        complete = comparer_etats(signe, actuel, self._plan)
        self._comparaison: ComparaisonEtats = replace(complete, changements=complete.contractuels)
        self._signataire = _sans_actes(signe, actuel)
        self._numero = 0

    def blocks(self, jour: date) -> Iterator[Block]:
        yield self._couverture(jour)
        yield from parties_blocks(self._signataire)
        yield from self._visas()
        yield from self._article("Objet", self._objet())
        if self._comparaison.changements:
            yield from self._article("Tableau des changements", self._changements())
            yield from self._article("Coûts et financements", self._argent())
            calendrier = table_calendrier(self._comparaison)
            if calendrier is not None:
                yield from self._article("Calendrier", iter((calendrier,)))
            if self._comparaison.articles:
                yield from self._article("Articles remplacés", self._articles())
            if remplacees := self._annexes():
                yield from self._article("Annexes remplacées", _liste_annexes(remplacees))
        yield from self._article("Autres stipulations", self._reste())
        yield from signatures_blocks(self._signataire)

    def _couverture(self, jour: date) -> Cover:
        page = couverture(self._signataire, aujourd_hui=jour, contenus=self._contenus)
        titre = grammaire.minuscule(titre_convention(self._actuel))
        return replace(page, text=f"{NUMERO} à la {titre}", subtitle=_signee(self._signe))

    def _article(self, titre: str, blocks: Iterator[Block]) -> Iterator[Block]:
        """The heading stays with what opens its text."""
        self._numero += 1
        premier = next(blocks)
        yield KeepTogether((Heading(1, f"Article\u00a0{self._numero} — {titre}"), premier))
        yield from blocks

    def _visas(self) -> Iterator[Block]:
        yield Heading(1, "Visas")
        convention = self._signe.territoire.date_convention
        signee = Run(f"signée le {format_date_longue(convention)}") if convention else _manque(_DATE)
        visas: list[RichText] = [
            (Run("Vu la convention-cadre Petites Villes de Demain "), signee, Run("\u00a0;")),
            (Run("Vu l’avis du comité de pilotage du "), _manque("date du comité de pilotage"), Run("\u00a0;")),
        ]
        for comparant in comparants(self._signataire):
            if comparant.doit_un_acte:
                nom = comparant.organisme.nom or comparant.partie.role.libelle
                acte = Run(comparant.acte.removeprefix("de ")) if comparant.acte else _manque("acte, numéro et date")
                visas.append((Run("Vu "), acte, Run(f" autorisant la signature du présent avenant ({nom})\u00a0;")))
        visas.append((Run("Vu "), _manque("autres visas, s’il y en a"), Run(".")))
        yield from map(Paragraph, visas)
        yield Paragraph((Run("Il est convenu ce qui suit.", bold=True),))

    def _objet(self) -> Iterator[Block]:
        if not self._comparaison.changements:
            yield Paragraph(
                (Run("Rien de ce que dit la convention n’a changé\u00a0: il n’y a pas d’avenant à préparer."),),
                ParagraphKind.MISSING,
            )
            return
        nombre = len(self._comparaison.changements)
        changements = "le changement recensé" if nombre == 1 else f"les {nombre} changements recensés"
        yield Paragraph(
            (
                Run(
                    "Le présent avenant modifie la convention-cadre Petites Villes de Demain. Il porte "
                    f"{changements} à l’article\u00a0{self._numero + 1}."
                ),
            )
        )

    def _changements(self) -> Iterator[Block]:
        yield table_changements(self._comparaison.changements, articles=False)
        ajoutees, retirees = self._comparaison.actions_ajoutees, self._comparaison.actions_supprimees
        if ajoutees:
            table = table_actions(self._actuel, ajoutees, "Actions ajoutées")
            yield KeepTogether((Heading(2, "Actions ajoutées"), table))
        if retirees:
            table = table_actions(self._signe, retirees, "Actions retirées")
            yield KeepTogether((Heading(2, "Actions retirées"), table))

    def _argent(self) -> Iterator[Block]:
        argent = table_argent(self._comparaison)
        if argent is None:
            yield Paragraph((Run("Les coûts et les financements du plan d’action sont inchangés."),))
            return
        yield table_totaux(self._comparaison)
        yield Heading(2, "Par action")
        yield argent

    def _articles(self) -> Iterator[Block]:
        articles = articles_effectifs(self._actuel, self._plan)
        numeros = numeros_par_cle(articles)
        anciens = {a.cle or a.uid: a.numero for a in articles_effectifs(self._signe, self._plan)}
        for article in self._comparaison.articles:
            yield Paragraph((Run(_annonce(article), bold=True),))
            if article.apres is not None:
                yield from map(_demoted, article_blocks(article.apres, self._actuel, numeros))
        if any(anciens.get(a.cle or a.uid, a.numero) != a.numero for a in articles):
            yield Paragraph((Run("Les autres articles de la convention-cadre sont renumérotés en conséquence."),))

    def _annexes(self) -> list[Annexe]:
        """Those that would no longer be printed the same."""
        avant = {annexe.intitule: tuple(annexe.blocks(self._signe)) for annexe in annexes(self._signe)}
        return [a for a in annexes(self._actuel) if avant.get(a.intitule) != tuple(a.blocks(self._actuel))]

    def _reste(self) -> Iterator[Block]:
        yield Paragraph(
            (
                Run(
                    "Les autres stipulations de la convention-cadre et de ses annexes demeurent inchangées. Le présent "
                    "avenant prend effet à la date de sa signature par la dernière des parties."
                ),
            )
        )


def _liste_annexes(remplacees: list[Annexe]) -> Iterator[Block]:
    yield Paragraph((Run("Sont remplacées par celles qui sont jointes au présent avenant\u00a0:"),))
    yield ListBlock(tuple(ListItem((Run(annexe.titre),)) for annexe in remplacees))


def _annonce(article: ArticleEtats) -> str:
    avant, apres = article.avant, article.apres
    if apres is None:
        return f"«\u00a0{avant.titre}\u00a0» est supprimé." if avant is not None else ""
    if avant is None:
        return "Il est inséré l’article suivant\u00a0:"
    return f"«\u00a0{avant.titre}\u00a0» est remplacé par le texte suivant\u00a0:"


def _demoted(block: Block) -> Block:
    """One level down, under the article of the avenant."""
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


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


def _manque(libelle: str) -> Run:
    return Run(a_completer(libelle), missing=True)
