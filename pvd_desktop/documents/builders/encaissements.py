"""The tables of the years: what comes in each year, and what was committed beside what was programmed."""

from collections.abc import Sequence
from decimal import Decimal

from models.domain.maquettes.encaissements import RESSOURCES, additionner_encaissements, somme_encaissements
from models.domain.maquettes.financeurs import Bloc
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.maquettes.maquette import SommesMaquette, somme_connus
from models.domain.maquettes.regroupement import Place, Regroupement, regrouper
from models.domain.plan_financement import ZERO
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.programmation import IDENTITE, Titres, rows_groupes
from pvd_desktop.documents.formulas import Cell, Difference, Sum
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, Table, Value

_MONTANT = 64
_TITRES = {
    Regroupement.ORIENTATION: Titres(groupe="Total de l’orientation"),
    Regroupement.MAITRE_OUVRAGE: Titres(groupe="Total du maître d’ouvrage"),
    Regroupement.COMMUNE: Titres(groupe="Sous-total"),
}


def table_encaissements(
    projet: Projet, par: Regroupement = Regroupement.ORIENTATION, *, prets: bool = False
) -> Table | None:
    """What each operation receives by year, ``prets`` for the money to be paid back; ``None`` when there is nothing."""
    blocs = frozenset({Bloc.PRETS}) if prets else RESSOURCES
    groupes = regrouper(projet, par)
    sommes = {
        operation.uid: somme_encaissements(operation, blocs)
        for groupe in groupes
        for _, operation in groupe.places
        if operation
    }
    annees = sorted({annee for une in sommes.values() for annee in une.annees if annee is not None})

    def chiffrer(places: Sequence[Place]) -> tuple[Value, ...] | None:
        total = additionner_encaissements(sommes[o.uid] for _, o in places if o)
        if not total.annees:
            return None
        montants = (_euros(total.annees.get(annee)) for annee in annees)
        return (Euros(total.retenu), _euros(total.recu), *montants, _euros(total.non_date))

    rows = rows_groupes(projet, groupes, chiffrer, _TITRES[par])
    if not rows:
        return None
    cles = (*(f"a{annee}" for annee in annees), "non_date")
    ressources = "Prêts et avances" if prets else "Aides et privé"
    columns = (
        *IDENTITE,
        Column("Retenu", _MONTANT, Align.NUMBER, ressources, "retenu", Sum(tuple(map(Cell, cles)))),
        Column("Dont reçu", _MONTANT, Align.NUMBER, ressources, "recu"),
        *(Column(str(a), _MONTANT, Align.NUMBER, "Année d’encaissement", f"a{a}") for a in annees),
        Column("Non daté", _MONTANT, Align.NUMBER, "Année d’encaissement", "non_date"),
    )
    return Table(columns, rows, f"{ressources} par année d’encaissement", frozen=2)


def table_prevu_realise(
    projet: Projet, par: Regroupement = Regroupement.ORIENTATION, lecteur: LecteurMaquette | None = None
) -> Table | None:
    """The aides of each année de programmation, and what was really committed of them.

    ``lecteur`` may have read the project before, or most of it: it is not read twice.
    """
    lecteur = lecteur or LecteurMaquette(load_financeurs())
    lecteur.read(projet)
    annees = lecteur.annees
    parts: dict[tuple[Uid, int | None], SommesMaquette] = {
        (ligne.operation.uid, annee): ligne.sommes
        for annee in annees
        for ligne in lecteur.tableau(annee).detail
        if ligne.operation
    }

    def chiffrer(places: Sequence[Place]) -> tuple[Value, ...] | None:
        montants: list[Value] = []
        prevus, realises = ZERO, list[Decimal | None]()
        for annee in annees:
            siennes = [s for _, o in places if o and (s := parts.get((o.uid, annee)))]
            prevu = sum((s.totaux.aides for s in siennes), ZERO)
            realise = somme_connus(s.realise for s in siennes)
            montants += (_euros(prevu), BLANK if realise is None else Euros(realise))
            prevus += prevu
            realises.append(realise)
        realise = somme_connus(realises)
        if not prevus and realise is None:
            return None
        # What nobody noted is no zero: it still has to be committed, or to be written down.
        reste = Euros(prevus - (realise or ZERO))
        return (*montants, Euros(prevus), BLANK if realise is None else Euros(realise), reste)

    rows = rows_groupes(projet, regrouper(projet, par), chiffrer, _TITRES[par])
    if not rows:
        return None
    columns: list[Column] = list(IDENTITE)
    for annee in annees:
        titre, cle = ("Sans année", "0") if annee is None else (str(annee), str(annee))
        columns.append(Column("Prévu", _MONTANT, Align.NUMBER, titre, f"p{cle}"))
        columns.append(Column("Réalisé", _MONTANT, Align.NUMBER, titre, f"r{cle}"))
    for mot, lettre in (("Prévu", "p"), ("Réalisé", "r")):
        formule = Sum(tuple(Cell(f"{lettre}{annee or 0}") for annee in annees))
        columns.append(Column(mot, _MONTANT, Align.NUMBER, "Période", lettre, formule))
    columns.append(Column("Reste", _MONTANT, Align.NUMBER, "Période", "reste", Difference(Cell("p"), Cell("r"))))
    return Table(tuple(columns), rows, "Aides prévues et réalisées par année de programmation", frozen=2)


def _euros(montant: Decimal | None) -> Value:
    """An amount; nothing where nothing comes."""
    return Euros(montant) if montant else BLANK
