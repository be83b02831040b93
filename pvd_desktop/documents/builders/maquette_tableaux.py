"""The tables of the maquette: actions and their operations under orientations, or under maîtres d'ouvrage."""

from models.domain.maquettes.financeurs import Financeurs
from models.domain.maquettes.maquette import LigneMaquette, TableauMaquette, additionner_sommes
from models.domain.projet import Projet
from models.domain.retour import reperes
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.builders.fiche_action import maitre_ouvrage
from pvd_desktop.documents.builders.maquette_colonnes import (
    cellules,
    chiffres_annee,
    chiffres_periode,
    chiffres_porteur,
)
from pvd_desktop.documents.builders.maquette_lignes import Lignes
from pvd_desktop.documents.tree import Column, Row, RowKind, Table

MEMOIRE = "Pour mémoire\u00a0: actions abandonnées ou hors plan, dans aucun total"
_IDENTITE = (
    Column("N°", 26, key=reperes.NUMERO),
    Column("Action, opération", 190, key=reperes.ACTION),
    Column("Maître d’ouvrage", 130, key=reperes.PORTEUR),
)
_STATUT = Column("Statut", 50, key=reperes.STATUT, choices=tuple(s.libelle for s in StatutAction))


def table_periode(projet: Projet, tableau: TableauMaquette, financeurs: Financeurs) -> Table:
    """Every action of the plan over the period, then those that are kept as a memory."""
    totaux = tableau.sommes.totaux
    inconnus = bool(totaux.a_trouver_inconnus)
    chiffres = chiffres_periode(financeurs, tableau.cles, libelle_base(totaux.libelle_base), inconnus=inconnus)
    lignes = Lignes(projet, (*_IDENTITE, _STATUT), chiffres, mixte=len(totaux.bases) > 1, sources=True)
    lignes.orientations(tableau)
    lignes.ingenierie()
    if tableau.memoire:
        lignes.titre(MEMOIRE)
        for ligne in tableau.memoire:
            lignes.action(ligne)
    return lignes.table("Maquette financière de la période, par orientation, action et opération", key=reperes.PERIODE)


def table_annee(projet: Projet, tableau: TableauMaquette, financeurs: Financeurs) -> Table:
    """What is programmed in one year."""
    sommes = tableau.sommes
    base = libelle_base(sommes.totaux.libelle_base)
    chiffres = chiffres_annee(financeurs, tableau.cles, base, realise=sommes.realise is not None)
    lignes = Lignes(projet, _IDENTITE, chiffres, mixte=len(sommes.totaux.bases) > 1)
    lignes.orientations(tableau)
    titre = f"Maquette financière\u00a0: {tableau.annee or 'sans année'}"
    return lignes.table(titre, key=reperes.annee_de(tableau.annee))


def table_porteurs(projet: Projet, tableau: TableauMaquette) -> Table:
    """The operations of each maître d'ouvrage, in the order the plan first names them."""
    totaux = tableau.sommes.totaux
    mixte = len(totaux.bases) > 1
    chiffres = chiffres_porteur(libelle_base(totaux.libelle_base))
    identite = (
        Column("N°", 26, key=reperes.NUMERO),
        Column("Action", 150, key=reperes.ACTION),
        Column("Opération", 120, key=reperes.OPERATION),
        _STATUT,
    )
    lignes = Lignes(projet, identite, chiffres, mixte=mixte)
    porteurs: dict[str, list[LigneMaquette]] = {}
    for ligne in tableau.detail:
        nom = maitre_ouvrage(projet, ligne.operation) if ligne.operation else ""
        porteurs.setdefault(nom or "Maître d’ouvrage à préciser", []).append(ligne)
    totals: list[int] = []
    for nom, siennes in porteurs.items():
        lignes.titre(nom)
        places = [lignes.operation_seule(ligne) for ligne in siennes]
        sommes = additionner_sommes(ligne.sommes for ligne in siennes)
        totals.append(lignes.somme("Total du maître d’ouvrage", sommes, places, RowKind.SUBTOTAL))
    lignes.somme("Total", tableau.sommes, totals, RowKind.TOTAL)
    return lignes.table("Opérations du plan par maître d’ouvrage", frozen=2, key=reperes.PORTEURS)


def table_operations(projet: Projet, tableau: TableauMaquette, financeurs: Financeurs) -> Table:
    """One row per operation that counts and no total, for other programs: a column adds up to the plan."""
    chiffres = chiffres_periode(financeurs, tableau.cles, "")
    identite = tuple(
        map(Column, ("Orientation", "N°", "Action", "Opération", "Maître d’ouvrage", "Statut", "Base des montants"))
    )
    rows = tuple(
        Row(
            (
                groupe.orientation.titre if groupe.orientation else "",
                ligne.fiche.numero,
                ligne.fiche.intitule,
                operation.operation.intitule if operation.operation else "",
                maitre_ouvrage(projet, operation.operation) if operation.operation else "",
                ligne.fiche.statut.libelle,
                operation.operation.base.libelle if operation.operation else "",
                *cellules(chiffres, operation.sommes),
            )
        )
        for groupe in tableau.groupes
        for ligne in groupe.lignes
        for operation in ligne.detail
    )
    return Table((*identite, *(chiffre.column for chiffre in chiffres)), rows, "Opérations du plan", frozen=3)


def libelle_base(base: str) -> str:
    """« HT », or « (base déclarée) » when HT and TTC are mixed."""
    return f"({base})" if " " in base else base
