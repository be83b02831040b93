"""What the project answers to a column of a partner, for one row: the values, and nothing of where they go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from models.domain.completude import completude
from models.domain.formats import format_date, format_periode
from models.domain.importation.champs import ETAT_COLONNE, FINANCEUR_COLONNE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.proximite import cle
from models.domain.plan_financement import Depense, Financement, Operation, Totaux, arrondir
from models.domain.projet import Projet
from models.domain.remplissage_tableau.payeurs import Payeurs
from models.domain.remplissage_tableau.unites import Unite


class Part(NamedTuple):
    """A rate, as a fraction: a cell shows it in per cent."""

    fraction: Decimal


Valeur: TypeAlias = str | Decimal | date | Part | None
"""What a cell receives; nothing when the project does not know."""


@dataclass(frozen=True, slots=True)
class Question:
    """One column, for one row."""

    projet: Projet
    unite: Unite
    colonne: Affectation
    payeurs: Payeurs
    en_clair: Callable[[str], str]
    """A long text without the marks of its formatting."""

    @property
    def aides(self) -> tuple[Financement, ...]:
        """The lines of financement the column is about."""
        lignes: Iterable[Financement] = self.unite.financements
        if self.colonne.financeur:
            lignes = (f for f in lignes if self.payeurs.pays(f, self.colonne.financeur))
        if (etat := self.colonne.etat) is not None:
            lignes = (
                f for f in lignes if (f.etat.est_acquis, f.etat.est_sollicite) == (etat.est_acquis, etat.est_sollicite)
            )
        retenues = tuple(lignes)
        if self.colonne.groupe and not self.colonne.financeur:
            # « Financeur 2 » and the columns beside it are those of the second line.
            return retenues[self.colonne.groupe - 1 : self.colonne.groupe]
        return retenues


def repondre(question: Question) -> Valeur:
    """The value of a cell, in the unit that the header of its column announces."""
    valeur = SOURCES[question.colonne.champ](question)
    if isinstance(valeur, Decimal):
        return valeur / question.colonne.multiple
    return valeur or None if isinstance(valeur, str) else valeur


def _noms(noms: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, noms)))


def _somme(montants: Iterable[Decimal | None]) -> Decimal | None:
    connus = [m for m in montants if m is not None]
    return sum(connus, Decimal(0)) if connus else None


def _cout(q: Question) -> Valeur:
    """The cost on the base that the header says, of the year and the poste that it says."""
    a = q.colonne

    def compte(depense: Depense) -> bool:
        return (a.annee is None or depense.annee == a.annee) and (a.poste is None or depense.poste is a.poste)

    operations = [replace(o, depenses=tuple(filter(compte, o.depenses))) for o in q.unite.operations]
    couts = [o.cout_en(a.base) if a.base else o.cout for o in operations]
    if a.base and any(c is None and _chiffree(o) for c, o in zip(couts, operations, strict=True)):
        # A part of the cost that cannot be said on that base leaves the whole unsaid.
        return None
    return _somme(couts)


def _chiffree(operation: Operation) -> bool:
    return any(d.montant_ht is not None or d.montant_ttc is not None for d in operation.depenses)


def _montant_d_aide(q: Question) -> Valeur:
    """What a financeur brings: the amount that counts, of the year that the header says."""
    annee, mesure = q.colonne.annee, mesure_de(q.colonne.entete.rsplit("·", 1)[-1])
    if annee is None:
        return _somme((mesure or _retenu)(f) for f in q.aides)
    reparties = [r.prevu for f in q.aides for r in f.repartitions if r.annee == annee]
    entieres = [_retenu(f) for f in q.aides if not f.repartitions and f.annee == annee]
    return _somme((*reparties, *entieres))


def mesure_de(titre: str) -> Callable[[Financement], Decimal | None] | None:
    """The amount that a title says: what was asked for, or granted; nothing when it may be either.

    >>> mesure_de("Montant demandé") is not None, mesure_de("Montant") is None
    (True, True)
    """
    mots = cle(titre).split()
    if any(mot.startswith(("demand", "sollicit")) for mot in mots):
        return lambda financement: financement.montant_demande
    if any(mot.startswith(("accord", "attribu", "obtenu", "notifi", "allou")) for mot in mots):
        return lambda financement: financement.montant_accorde
    return None


def _retenu(financement: Financement) -> Decimal | None:
    connu = financement.montant_accorde if financement.etat.est_acquis else financement.montant_demande
    return None if connu is None else financement.montant_retenu


def _total(lire: Callable[[Totaux], Decimal | None]) -> Callable[[Question], Valeur]:
    """A total of the row; zeros of a row without cost say nothing."""

    def valeur(q: Question) -> Valeur:
        return lire(q.unite.totaux) if q.unite.operations else None

    return valeur


def _orientation(q: Question) -> Valeur:
    orientation = q.projet.orientation(q.unite.fiche.orientation)
    return orientation.titre if orientation else ""


def _taux(q: Question) -> Valeur:
    """The rate of the only line; for several, none is that of the row."""
    taux = {f.taux for f in q.aides if f.taux is not None}
    return Part(taux.pop()) if len(taux) == 1 and len(q.aides) == 1 else None


def _taux_total(q: Question) -> Valeur:
    totaux = q.unite.totaux
    return Part(arrondir(totaux.aides / totaux.cout * 100) / 100) if totaux.cout else None


def _seul_jour(jours: Iterable[date | None]) -> Valeur:
    connus = list(dict.fromkeys(filter(None, jours)))
    return connus[0] if len(connus) == 1 else _noms(format_date(j) for j in connus)


def _annee(q: Question) -> Valeur:
    annees = {d.annee for o in q.unite.operations for d in o.depenses if d.annee} or {
        f.annee for f in q.aides if f.annee
    }
    return Decimal(annees.pop()) if len(annees) == 1 else ", ".join(map(str, sorted(annees)))


def _debut(q: Question) -> date | None:
    jours = [o.date_commencement for o in q.unite.operations] + [p.debut for p in q.unite.fiche.phases]
    return min(filter(None, jours), default=None)


def _fin(q: Question) -> date | None:
    jours = [o.date_achevement for o in q.unite.operations] + [p.fin or p.debut for p in q.unite.fiche.phases]
    return max(filter(None, jours), default=None)


def _periode(q: Question) -> Valeur:
    debut, fin = _debut(q), _fin(q)
    return format_periode(debut.year, fin.year) if debut and fin else ""


def _siren(q: Question) -> Valeur:
    porteurs = (q.projet.organisme(o.maitre_ouvrage) for o in q.unite.operations)
    return _noms(p.siren for p in porteurs if p)


def _communes(q: Question) -> Valeur:
    return _noms(c.nom for c in q.projet.territoire.communes if c.uid in q.unite.fiche.communes)


def _financeurs(q: Question) -> Valeur:
    return _noms(f.dispositif or q.projet.nom_organisme(f.financeur) for f in q.aides)


SOURCES: Final[Mapping[str, Callable[[Question], Valeur]]] = {
    "numero": lambda q: q.unite.fiche.numero,
    "intitule": lambda q: q.unite.fiche.intitule,
    "operation": lambda q: _noms(o.intitule for o in q.unite.operations),
    "orientation": _orientation,
    "statut": lambda q: q.unite.fiche.statut.libelle,
    "priorite": lambda q: q.unite.fiche.priorite.libelle if q.unite.fiche.priorite else "",
    "description": lambda q: q.en_clair(q.unite.fiche.description),
    "maitre_ouvrage": lambda q: _noms(q.projet.nom_organisme(o.maitre_ouvrage) for o in q.unite.operations),
    "porteur_id": _siren,
    "referent": lambda q: q.unite.fiche.referent,
    "partenaires": lambda q: _noms(q.projet.nom_organisme(p.organisme) for p in q.unite.fiche.partenaires),
    "communes": _communes,
    "adresse": lambda q: q.unite.fiche.adresse,
    "cout": _cout,
    "base": lambda q: q.unite.totaux.libelle_base if q.unite.operations else "",
    "acquis": _total(lambda t: t.acquis),
    "sollicite": _total(lambda t: t.sollicite),
    "a_solliciter": _total(lambda t: t.a_solliciter),
    "total_aides": _total(lambda t: t.aides),
    "taux_total": _taux_total,
    "part_decidee": _total(lambda t: t.part_decidee),
    "reste": _total(lambda t: t.solde),
    "a_trouver": _total(lambda t: t.a_trouver),
    FINANCEUR_COLONNE: _montant_d_aide,
    ETAT_COLONNE: lambda q: _noms(f.etat.libelle for f in q.aides),
    "financeurs": _financeurs,
    "financeur": lambda q: _noms(q.projet.nom_organisme(f.financeur) for f in q.aides),
    "dispositif": lambda q: _noms(f.dispositif for f in q.aides),
    "montant_retenu": lambda q: _somme(_retenu(f) for f in q.aides),
    "montant_demande": lambda q: _somme(f.montant_demande for f in q.aides),
    "montant_accorde": lambda q: _somme(f.montant_accorde for f in q.aides),
    "taux": _taux,
    "etat": lambda q: _noms(f.etat.libelle for f in q.aides),
    "numero_dossier": lambda q: _noms(f.numero_dossier for f in q.aides),
    "date_depot": lambda q: _seul_jour(f.date_depot for f in q.aides),
    "date_notification": lambda q: _seul_jour(f.date_notification for f in q.aides),
    "annee": _annee,
    "date_debut": _debut,
    "date_fin": _fin,
    "periode": _periode,
    "meteo": lambda q: q.unite.fiche.suivi.meteo.libelle if q.unite.fiche.suivi.meteo else "",
    "point_bloquant": lambda q: q.unite.fiche.suivi.point_bloquant,
    "prochaine_etape": lambda q: q.unite.fiche.suivi.prochaine_etape,
    "prochaine_etape_qui": lambda q: q.unite.fiche.suivi.prochaine_etape_qui,
    "prochaine_etape_date": lambda q: q.unite.fiche.suivi.prochaine_etape_date,
    "derniere_nouvelle": lambda q: q.unite.fiche.suivi.derniere_nouvelle,
    "date_validation_copil": lambda q: q.unite.fiche.date_validation_copil,
    "indicateurs": lambda q: _noms(i.intitule for i in q.unite.fiche.indicateurs),
    "completude": lambda q: Part(completude(q.unite.fiche, q.projet).fraction),
}
"""Every field that a column may receive, in the order in which they are proposed."""
