"""Projects of any money, drawn by Hypothesis: unknown or null, on both bases, of every nature and every state."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from factories import make_fiche, make_operation, make_organisme, make_projet
from hypothesis import strategies as st

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.fiche_action import FicheAction
from models.domain.orientation import Orientation
from models.domain.plan_financement import Depense, Financement, Operation, Versement
from models.domain.projet import Projet
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    PosteDepense,
    Section,
    StatutAction,
    TypeOrganisme,
)

_TYPES = (TypeOrganisme.ETAT, TypeOrganisme.REGION, TypeOrganisme.DEPARTEMENT, TypeOrganisme.PRIVE)
_DISPOSITIFS = ("DETR", "DSIL", "Fonds vert", "Aide aux bourgs", "")
_CENTIMES = 1_000_000_000
"""Ten million euros."""
_JOURS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
_ANNEES = st.none() | st.integers(2025, 2028)
_MONTANTS = st.none() | st.integers(0, _CENTIMES).map(lambda centimes: Decimal(centimes) / 100)


def _uid(*noms: object) -> Uid:
    return Uid(str(uuid5(NAMESPACE_URL, "-".join(map(str, noms)))))


def _organismes() -> tuple[Any, ...]:
    financeurs = (make_organisme(f"Financeur {t.value}", uid=_uid(t.value), type=t) for t in _TYPES)
    return (make_organisme("Commune de Valbrune", uid=_uid("porteur")), *financeurs)


@st.composite
def _depenses(draw: st.DrawFn, nom: str) -> Depense:
    return Depense(
        uid=_uid(nom),
        poste=draw(st.sampled_from(PosteDepense)),
        annee=draw(_ANNEES),
        montant_ht=draw(_MONTANTS),
        montant_ttc=draw(_MONTANTS),
        taux_tva=draw(st.sampled_from((None, Decimal(0), Decimal("0.055"), Decimal("0.2")))),
        eligible=draw(st.booleans()),
        section=draw(st.sampled_from(Section)),
    )


@st.composite
def _versements(draw: st.DrawFn, nom: str) -> Versement:
    prevu, recu = draw(st.sampled_from(((True, False), (False, True), (False, False))))
    return Versement(
        uid=_uid(nom),
        montant=draw(_MONTANTS),
        date_prevue=draw(_JOURS) if prevu else None,
        date_encaissement=draw(_JOURS) if recu else None,
    )


@st.composite
def _financements(draw: st.DrawFn, nom: str) -> Financement:
    versements = range(draw(st.integers(0, 2)))
    return Financement(
        uid=_uid(nom),
        financeur=draw(st.sampled_from(_TYPES).map(lambda t: _uid(t.value))),
        dispositif=draw(st.sampled_from(_DISPOSITIFS)),
        nature=draw(st.sampled_from(NatureFinancement)),
        etat=draw(st.sampled_from(EtatFinancement)),
        montant_demande=draw(_MONTANTS),
        montant_accorde=draw(_MONTANTS),
        annee=draw(_ANNEES),
        date_decision=draw(st.none() | _JOURS),
        versements=tuple(draw(_versements(f"{nom}-v{rang}")) for rang in versements),
    )


@st.composite
def _operations(draw: st.DrawFn, nom: str) -> Operation:
    depenses, financements = (range(draw(st.integers(0, 3))) for _ in range(2))
    return make_operation(
        uid=_uid(nom),
        intitule=f"Tranche {nom}",
        maitre_ouvrage=_uid("porteur"),
        base=draw(st.sampled_from(BaseMontant)),
        part_decidee=draw(_MONTANTS),
        depenses=tuple(draw(_depenses(f"{nom}-d{rang}")) for rang in depenses),
        financements=tuple(draw(_financements(f"{nom}-f{rang}")) for rang in financements),
    )


@st.composite
def _fiches(draw: st.DrawFn, rang: int) -> FicheAction:
    operations = range(draw(st.integers(1, 2)))
    return make_fiche(
        uid=_uid("fiche", rang),
        numero=f"1.{rang}",
        intitule="Action",
        orientation=_uid("orientation"),
        statut=draw(st.sampled_from((StatutAction.INSCRITE, StatutAction.EN_COURS, StatutAction.ABANDONNEE))),
        operations=tuple(draw(_operations(f"{rang}-{place}")) for place in operations),
    )


@st.composite
def projets(draw: st.DrawFn) -> Projet:
    """Some actions, and a demande on the operations of the first one, for some of their financements."""
    fiches = tuple(draw(_fiches(rang)) for rang in range(1, 1 + draw(st.integers(1, 3))))
    lignes = [
        LigneDemande(uid=_uid("ligne", ligne.uid), operation=operation.uid, financement=ligne.uid)
        for operation in fiches[0].operations
        for ligne in operation.financements
        if draw(st.booleans())
    ]
    toutes = (LigneDemande(uid=_uid("toute", o.uid), operation=o.uid) for o in fiches[0].operations)
    demande = Demande(
        uid=_uid("demande"),
        intitule="Opération",
        dispositif=draw(st.sampled_from(("detr", "fonds_vert", ""))),
        demandeur=_uid("porteur"),
        annee=2027,
        issue=draw(st.sampled_from((None, IssueDemande.ACCORDEE))),
        lignes=(*lignes, *toutes),
    )
    return make_projet(
        *fiches,
        territoire=Territoire(uid=_uid("territoire"), nom="Valbrune"),
        organismes=_organismes(),
        orientations=(Orientation(uid=_uid("orientation"), numero="1", intitule="Habiter le centre"),),
        demandes=(demande,),
    )
