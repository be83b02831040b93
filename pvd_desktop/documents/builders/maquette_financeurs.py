"""The maquette by funder: each line with what was asked, granted and paid; what never adds up has its own table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.maquettes.financeurs import Bloc, Financeurs, bloc_de
from models.domain.maquettes.maquette import somme_connus
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.retour import reperes
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.builders.plan_financement import annees_programmation
from pvd_desktop.documents.spreadsheets import Tint, Tone
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, Row, RowKind, Table

_TEINTES = (
    Tint(Tone.SUCCESS, tuple(e.libelle for e in EtatFinancement if e.est_acquis)),
    Tint(Tone.INFORMATION, tuple(e.libelle for e in EtatFinancement if e.est_sollicite)),
    Tint(Tone.QUIET, tuple(e.libelle for e in EtatFinancement if e.est_perdu)),
)
_SANS_FINANCEUR = "Financeur à préciser"


@dataclass(frozen=True, slots=True)
class _Ligne:
    """One financement where it stands."""

    fiche: FicheAction
    operation: Operation
    financement: Financement

    @property
    def montants(self) -> tuple[Decimal | None, ...]:
        """Asked, granted, paid, counted."""
        ligne = self.financement
        accorde = ligne.montant_accorde if ligne.etat.est_acquis else None
        return (ligne.montant_demande, accorde, ligne.montant_verse, ligne.montant_connu)


def tables_financeurs(projet: Projet, financeurs: Financeurs, base: str) -> Iterator[tuple[Bloc, Table]]:
    """Each bloc that holds something, with its funders in the order of the columns of the maquette."""
    rangs = {c.code: rang for rang, c in enumerate(c for bloc in Bloc for c in financeurs.colonnes(bloc))}
    par_bloc: dict[Bloc, dict[str, list[_Ligne]]] = {bloc: {} for bloc in Bloc}
    # A funder that stands in several columns, such as the State, is ranked by the first one.
    premiers: dict[tuple[Bloc, str], int] = {}
    for ligne in _lignes(projet):
        bloc = bloc_de(ligne.financement.nature)
        financeur = projet.organisme(ligne.financement.financeur)
        nom = financeur.nom if financeur and financeur.nom else _SANS_FINANCEUR
        rang = rangs[financeurs.colonne(ligne.financement, financeur).code]
        premiers[bloc, nom] = min(rang, premiers.get((bloc, nom), rang))
        par_bloc[bloc].setdefault(nom, []).append(ligne)
    for bloc, groupes in par_bloc.items():
        if groupes:
            noms = sorted(groupes, key=lambda nom, bloc=bloc: (premiers[bloc, nom], sort_key(nom)))
            yield bloc, _table(bloc, {nom: groupes[nom] for nom in noms}, base)


def _lignes(projet: Projet) -> Iterator[_Ligne]:
    for _, fiches in projet.fiches_par_orientation():
        for fiche in fiches:
            for operation in fiche.operations if fiche.statut.est_vivant else ():
                for financement in operation.financements:
                    yield _Ligne(fiche, operation, financement)


def _table(bloc: Bloc, groupes: Mapping[str, Sequence[_Ligne]], base: str) -> Table:
    groupe = f"Montants {base}"
    columns = (
        Column("N°", 26, key=reperes.NUMERO),
        Column("Action", 140, key=reperes.ACTION),
        Column("Opération", 110, key=reperes.OPERATION),
        Column("Dispositif", 110, key=reperes.DISPOSITIF),
        Column("Nature", 62, key=reperes.NATURE, choices=_natures(bloc)),
        Column("État", 56, key=reperes.ETAT, choices=tuple(e.libelle for e in EtatFinancement), tints=_TEINTES),
        Column("N° de dossier", 76, key=reperes.DOSSIER),
        Column("Années", 52, key=reperes.ANNEES),
        Column("Déposé le", 48, key=reperes.DEPOT),
        Column("Notifié le", 48, key=reperes.NOTIFICATION),
        Column("Demandé", 66, Align.NUMBER, groupe, reperes.DEMANDE),
        Column("Accordé", 66, Align.NUMBER, groupe, reperes.ACCORDE),
        Column("Versé", 66, Align.NUMBER, groupe, reperes.VERSE),
        Column("Retenu", 66, Align.NUMBER, groupe, reperes.RETENU),
    )
    rows: list[Row] = []
    totals: list[int] = []
    for nom, lignes in groupes.items():
        titre = (nom, *[BLANK] * (len(columns) - 1))
        rows.append(Row(titre, RowKind.GROUP, key=reperes.repere_groupe(lignes[0].financement.financeur)))
        premier = len(rows)
        rows.extend(_row(une, mixte=" " in base) for une in lignes)
        # What is lost stays in sight and counts for nothing.
        vivantes = {place: une for place, une in enumerate(lignes, premier) if not une.financement.etat.est_perdu}
        totals.append(len(rows))
        rows.append(_somme("Total du financeur", vivantes.values(), RowKind.SUBTOTAL, vivantes))
    toutes = (une for lignes in groupes.values() for une in lignes if not une.financement.etat.est_perdu)
    rows.append(_somme(f"Total\u00a0: {bloc.libelle.lower()}", toutes, RowKind.TOTAL, totals))
    return Table(columns, tuple(rows), f"{bloc.libelle}, par financeur", frozen=2, key=f"{reperes.FINANCEURS}{bloc}")


def _natures(bloc: Bloc) -> tuple[str, ...]:
    return tuple(nature.libelle for nature in NatureFinancement if bloc_de(nature) is bloc)


def _row(ligne: _Ligne, *, mixte: bool) -> Row:
    """One financement; ``mixte`` writes a base that is not the usual one."""
    fiche, operation, financement = ligne.fiche, ligne.operation, ligne.financement
    demande, accorde, verse, retenu = ligne.montants
    nom = fiche.intitule or SANS_NOM
    return Row(
        (
            fiche.numero or None,
            f"{nom} ({operation.base.libelle})" if mixte and operation.base is not BaseMontant.HT else nom,
            operation.intitule if len(fiche.operations) > 1 else BLANK,
            financement.dispositif or None,
            financement.nature.libelle,
            financement.etat.libelle,
            financement.numero_dossier or None,
            annees_programmation(financement) or None,
            financement.date_depot,
            financement.date_notification,
            Euros(demande),
            # Expected once the aid is granted; it has no meaning before.
            Euros(accorde) if financement.etat.est_acquis else None,
            Euros(verse),
            Euros(retenu),
        ),
        key=reperes.repere_financement(fiche.uid, operation, financement),
    )


def _somme(titre: str, lignes: Iterable[_Ligne], kind: RowKind, places: Iterable[int]) -> Row:
    colonnes = tuple(zip(*(ligne.montants for ligne in lignes), strict=True))
    connues = [somme_connus(colonne) for colonne in colonnes] or [None] * 4
    montants = (BLANK if somme is None else Euros(somme) for somme in connues)
    return Row((BLANK, titre, *[BLANK] * 8, *montants), kind, tuple(places), key=reperes.TOTAL)
