"""An empty table to fill, whose headings are those that an import recognises, and the help that goes with it."""

from datetime import date
from typing import Final

from models.domain.importation.champs import CHAMPS, ETAT_COLONNE, FINANCEUR_COLONNE, NOTE, ChampImport, Genre
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Document,
    ListBlock,
    ListItem,
    NewSection,
    PageFormat,
    RichText,
    Run,
    Table,
)

TITRE: Final = "Tableau de suivi des actions"
_TECHNIQUES: Final = frozenset({"uid", NOTE, FINANCEUR_COLONNE, ETAT_COLONNE, "porteur_id"})
_SYNONYMES: Final = 6
"""Other headings quoted in the help: all of them would hide the first ones."""
_CHIFFRES: Final = frozenset({Genre.MONTANT, Genre.TAUX, Genre.ANNEE, Genre.DATE, Genre.NUMERO})
_ATTENDU: Final = {
    Genre.TEXTE: "Un texte",
    Genre.TEXTE_LONG: "Un texte, aussi long que vous voulez",
    Genre.NUMERO: "Un numéro tel que 1.2",
    Genre.MONTANT: "Des euros\u00a0: 12\u00a0000\u00a0€ ou 12,5\u00a0k€",
    Genre.TAUX: "Un taux\u00a0: 30\u00a0%",
    Genre.DATE: "Une date\u00a0: 15/03/2027, mars 2027",
    Genre.ANNEE: "Une année\u00a0: 2027",
    Genre.PERIODE: "Une période\u00a0: 2026-2028",
    Genre.STATUT: "Inscrite, engagée, en cours, terminée…",
    Genre.PRIORITE: "Faible, moyen ou fort",
    Genre.ETAT: "À solliciter, déposé, accordé, refusé…",
    Genre.METEO: "Soleil, nuages, pluie ou orage",
    Genre.ORGANISME: "Le nom d’un organisme",
    Genre.ORGANISMES: "Des organismes, séparés par des points-virgules",
    Genre.COMMUNES: "Des communes, séparées par des points-virgules",
}


def build_modele(*, aujourd_hui: date) -> Document:
    """A first sheet to fill and a second one that explains; nothing of any project."""
    return Document(
        titre=TITRE,
        sujet="Modèle de tableau à importer dans PVD Desktop",
        auteur="",
        entete=TITRE,
        mention="",
        date_edition=aujourd_hui,
        brouillon=False,
        format=PageFormat.A3_LANDSCAPE,
        blocks=(
            NewSection(PageFormat.A3_LANDSCAPE, "Actions"),
            _a_remplir(),
            NewSection(PageFormat.A3_LANDSCAPE, "Mode d’emploi"),
            _aide(),
        ),
    )


def _champs() -> list[ChampImport]:
    return [champ for code, champ in CHAMPS.items() if code not in _TECHNIQUES and not champ.calcule]


def _a_remplir() -> Block:
    champs = _champs()
    colonnes = tuple(Column(c.libelle, align=Align.NUMBER if c.genre in _CHIFFRES else Align.TEXT) for c in champs)
    return Table(colonnes, (), "Actions, une par ligne, et une ligne de plus par financeur", frozen=2)


def _aide() -> Block:
    """A list, not a table: an import would take its first column for actions."""
    return ListBlock(tuple(ListItem(_explication(champ)) for champ in _champs()))


def _explication(champ: ChampImport) -> RichText:
    aussi = ", ".join(f"«\u00a0{s}\u00a0»" for s in champ.synonymes[:_SYNONYMES])
    return Run(champ.libelle, bold=True), Run(f"\u00a0: {_ATTENDU[champ.genre]}. Titres reconnus aussi\u00a0: {aussi}.")
