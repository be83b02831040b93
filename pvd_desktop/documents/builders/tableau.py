"""The fiches-actions as a flat table: one row per operation, ready to be sorted, filtered and added up elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.maquette import SommesMaquette
from models.domain.plan_financement import ZERO, Operation
from models.domain.projet import Projet
from pvd_desktop.documents.builders import fiche_action
from pvd_desktop.documents.builders.maquette_colonnes import cellules, chiffres_porteur
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Column,
    Document,
    Euros,
    NewSection,
    PageFormat,
    Row,
    Table,
    Value,
)


@dataclass(frozen=True, slots=True)
class _Ligne:
    """One operation of a fiche, or a fiche without any."""

    projet: Projet
    fiche: FicheAction
    operation: Operation | None


@dataclass(frozen=True, slots=True)
class _Colonne:
    """One column and what it reads in a row."""

    column: Column
    value: Callable[[_Ligne], Value]


def build_tableau(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """All the fiches in one sheet, those that are abandoned or out of the plan included: their statut says so."""
    return Document(
        titre="\u00a0: ".join(filter(None, ("Fiches-actions", projet.territoire.nom))),
        sujet="Fiches-actions de la convention Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=fiche_action.entete(projet),
        mention=fiche_action.MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A3_LANDSCAPE,
        blocks=(NewSection(PageFormat.A3_LANDSCAPE, "Opérations"), _table(projet)),
    )


def _table(projet: Projet) -> Table:
    chiffres = chiffres_porteur("")
    columns = (*(c.column for c in _IDENTITE), *(c.column for c in chiffres), *(c.column for c in _SUIVI))
    rows = tuple(
        Row(
            (
                *(colonne.value(ligne) for colonne in _IDENTITE),
                *cellules(chiffres, _sommes(ligne.operation)),
                *(colonne.value(ligne) for colonne in _SUIVI),
            )
        )
        for ligne in _lignes(projet)
    )
    return Table(columns, rows, "Opérations des fiches-actions, une par ligne", frozen=3)


def _lignes(projet: Projet) -> Iterator[_Ligne]:
    for _, fiches in projet.fiches_par_orientation():
        for fiche in fiches:
            for operation in fiche.operations or (None,):
                yield _Ligne(projet, fiche, operation)


def _sommes(operation: Operation | None) -> SommesMaquette:
    if operation is None:
        return SommesMaquette()
    return SommesMaquette(totaux=operation.totaux, depense_eligible=operation.depense_eligible)


def _orientation(ligne: _Ligne) -> Value:
    orientation = ligne.projet.orientation(ligne.fiche.orientation)
    return orientation.titre if orientation else BLANK


def _communes(ligne: _Ligne) -> Value:
    communes = (c.nom for c in ligne.projet.territoire.communes if c.uid in ligne.fiche.communes)
    return ", ".join(communes) or BLANK


def _demande(ligne: _Ligne) -> Value:
    """Asked of every funder, whatever came of it."""
    financements = ligne.operation.financements if ligne.operation else ()
    return Euros(sum((f.montant_demande or ZERO for f in financements), ZERO))


def _verse(ligne: _Ligne) -> Value:
    financements = ligne.operation.financements if ligne.operation else ()
    return Euros(sum((f.montant_verse for f in financements), ZERO))


def _colonne(title: str, value: Callable[[_Ligne], Value], align: Align = Align.TEXT) -> _Colonne:
    """A column that is left blank where there is nothing: a filter then finds the empty cells."""

    def filled(ligne: _Ligne) -> Value:
        found = value(ligne)
        return BLANK if found is None or found == "" else found

    return _Colonne(Column(title, align=align), filled)


_IDENTITE = (
    _colonne("Orientation", _orientation),
    _colonne("N°", lambda une: une.fiche.numero),
    _colonne("Action", lambda une: une.fiche.intitule or fiche_action.SANS_NOM),
    _colonne("Opération", lambda une: une.operation.intitule if une.operation else ""),
    _colonne(
        "Maître d’ouvrage",
        lambda une: fiche_action.maitre_ouvrage(une.projet, une.operation) if une.operation else "",
    ),
    _colonne("Statut", lambda une: une.fiche.statut.libelle),
    _colonne("Priorité", lambda une: une.fiche.priorite.libelle if une.fiche.priorite else ""),
    _colonne("Communes", _communes),
    _colonne("Base", lambda une: une.operation.base.libelle if une.operation else ""),
)
_SUIVI = (
    _colonne("Demandé en tout", _demande, Align.NUMBER),
    _colonne("Versé", _verse, Align.NUMBER),
    _colonne("Validation en COPIL", lambda une: une.fiche.date_validation_copil),
    _colonne("Commencement", lambda une: une.operation.date_commencement if une.operation else None),
    _colonne("Achèvement", lambda une: une.operation.date_achevement if une.operation else None),
    _colonne("Météo", lambda une: une.fiche.suivi.meteo.libelle if une.fiche.suivi.meteo else ""),
    _colonne("Point bloquant", lambda une: une.fiche.suivi.point_bloquant),
    _colonne("Prochaine étape", lambda une: une.fiche.suivi.prochaine_etape),
    _colonne("Échéance", lambda une: une.fiche.suivi.prochaine_etape_date),
)
