"""The figures of the tableau de bord are those of the maquette; what presses has its place in ten lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from fabrique_du_domaine import AUJOURD_HUI, fiche, financement, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.demande import Demande, EtatPiece, LigneDemande, PieceDemande
from models.domain.demandes.situee import DemandeSituee, situer
from models.domain.echeances import EcheanceCalculee, NatureEcheance, etat_du
from models.domain.gouvernance import Decision, Instance, Reunion
from models.domain.maquettes.financeurs import Bloc
from models.domain.maquettes.lecture import build_maquette
from models.domain.plan_financement import Versement
from models.domain.projet import Projet
from models.domain.regles import Constat, Objet
from models.domain.suivi.a_faire import MAXIMUM, Urgence, a_faire
from models.domain.suivi.bilan import build_bilan
from models.domain.suivi.tableau_bord import actions_par_statut, aides_par_financeur, annee_bord
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    Gravite,
    Jalon,
    NatureFinancement,
    StatutAction,
    TypeOrganisme,
    TypePremierActe,
)
from models.referentiel.dispositifs import load_dispositifs
from models.referentiel.financeurs import load_financeurs

ETAT = organisme(TypeOrganisme.ETAT)
LIGNES = st.lists(
    st.builds(
        lambda dispositif, montant, etat, nature, annee: financement(
            dispositif, montant, etat=etat, nature=nature, annee=annee, montant_accorde=Decimal(montant), financeur=ETAT
        ),
        st.sampled_from(["DETR", "DSIL", "Fonds vert", "Mécénat", "Prêt"]),
        st.integers(0, 900_000),
        st.sampled_from(EtatFinancement),
        st.sampled_from(NatureFinancement),
        st.sampled_from([None, 2026, 2027]),
    ),
    max_size=6,
)


@given(lignes=LIGNES, statut=st.sampled_from(StatutAction))
def test_that_the_aides_of_the_funders_are_the_totals_of_the_project(lignes: list[object], statut: StatutAction):
    un = projet(fiche(operation(cout=1_000_000, financements=tuple(lignes)), statut=statut))
    aides = [a for a in aides_par_financeur(un, load_financeurs()) if a.bloc is Bloc.AIDES]
    totaux = un.totaux
    assert sum(a.acquis for a in aides) == totaux.acquis
    assert sum(a.sollicite for a in aides) == totaux.sollicite
    assert sum(a.a_solliciter for a in aides) == totaux.a_solliciter


@given(lignes=LIGNES)
def test_that_the_years_add_up_to_the_totals_of_the_project(lignes: list[object]):
    un = projet(fiche(operation(cout=1_000_000, financements=tuple(lignes))))
    annees = [annee_bord(tableau) for tableau in build_maquette(un, load_financeurs()).annees]
    assert sum(a.aides for a in annees) == un.totaux.aides
    assert sum(a.cout or 0 for a in annees) == un.totaux.cout


def test_that_statuses_come_in_the_order_of_the_life_of_an_action():
    un = projet(
        fiche(uid=Uid("a"), statut=StatutAction.TERMINEE),
        fiche(uid=Uid("b"), statut=StatutAction.IDEE),
        fiche(uid=Uid("c"), statut=StatutAction.TERMINEE),
    )
    assert actions_par_statut(un) == ((StatutAction.IDEE, 1), (StatutAction.TERMINEE, 2))


def _echeance(jours: int) -> EcheanceCalculee:
    jour = AUJOURD_HUI + timedelta(days=jours)
    objet = Objet(type="fiche", uid=Uid("fiche-1"), libelle="1.1 · Halle")
    return EcheanceCalculee(
        cle=f"e{jours}",
        jour=jour,
        intitule=f"Échéance {jours}",
        nature=NatureEcheance.ACTION,
        objet=objet,
        etat=etat_du(jour, AUJOURD_HUI),
    )


def _point(rang: int, gravite: Gravite = Gravite.GRAVE) -> Constat:
    objet = Objet(type="fiche", uid=Uid(f"f{rang}"), libelle=f"Action {rang}")
    return Constat(code="SUB-01", gravite=gravite, jalon=Jalon.COPIL, message="Trop d’aides.", remede="", objet=objet)


def _liste(
    echeances: Sequence[int] = (), points: Sequence[Constat] = (), dossiers: Sequence[DemandeSituee] = ()
) -> list[Urgence]:
    choses = a_faire([_echeance(j) for j in sorted(echeances)], points, dossiers, AUJOURD_HUI)
    return [chose.urgence for chose in choses]


def test_that_what_is_late_leaves_room_for_the_rest():
    liste = _liste(range(-40, 40), [_point(rang) for rang in range(20)])
    assert len(liste) == MAXIMUM
    assert {Urgence.RETARD, Urgence.GRAVE, Urgence.SEMAINE} <= set(liste)


def test_that_a_kind_alone_takes_all_the_room():
    assert _liste(range(-40, -1)) == [Urgence.RETARD] * MAXIMUM


def test_that_the_nearest_late_thing_comes_first_and_the_far_future_does_not_come():
    choses = a_faire([_echeance(j) for j in (-300, -2, 12, 31)], (), (), AUJOURD_HUI)
    assert [c.texte for c in choses] == ["Échéance -2", "Échéance -300", "Échéance 12"]
    assert choses[-1].urgence is Urgence.BIENTOT


def test_that_only_graves_points_press():
    assert _liste(points=[_point(1, Gravite.AVERTISSEMENT), _point(2)]) == [Urgence.GRAVE]


def _dossier(**champs: object) -> tuple[Projet, DemandeSituee]:
    une = operation(cout=100_000, financements=(financement("DETR", 30_000, financeur=ETAT),))
    lignes = (LigneDemande(operation=une.uid, financement=une.financements[0].uid),)
    demande = replace(Demande(intitule="Halle", dispositif="detr", lignes=lignes), **champs)
    un = projet(fiche(une), demandes=(demande,))
    return un, situer(demande, un, load_dispositifs())


def test_that_a_dossier_under_way_names_the_pieces_it_lacks_and_leads_to_the_first():
    _, situee = _dossier()
    (chose,) = a_faire((), (), [situee], AUJOURD_HUI)
    assert chose.urgence is Urgence.PIECES
    assert "pièces manquent" in chose.texte
    assert chose.champ.startswith("piece:")


def test_that_a_complete_dossier_says_nothing():
    _, situee = _dossier()
    pieces = tuple(PieceDemande(code=p.code, etat=EtatPiece.JOINTE) for p in load_dispositifs().par_code["detr"].pieces)
    _, complete = _dossier(pieces=pieces)
    assert a_faire((), (), [situee], AUJOURD_HUI)
    assert a_faire((), (), [complete], AUJOURD_HUI) == ()


def test_that_a_year_tells_what_its_dates_say():
    recue = financement(
        "DETR",
        30_000,
        financeur=ETAT,
        etat=EtatFinancement.NOTIFIE,
        montant_accorde=Decimal(25_000),
        date_notification=date(2026, 5, 12),
        versements=(
            Versement(montant=Decimal(7_500), date_encaissement=date(2026, 9, 1)),
            Versement(montant=Decimal(17_500), date_prevue=date(2026, 12, 1)),
        ),
    )
    refusee = financement("DSIL", 9_000, etat=EtatFinancement.REFUSE, date_decision=date(2026, 6, 1), financeur=ETAT)
    une = operation(
        cout=100_000,
        financements=(refusee, recue),
        date_commencement=date(2026, 3, 1),
        date_achevement=date(2027, 3, 1),
    )
    reunions = (
        Reunion(jour=date(2025, 12, 1), decisions=(Decision(intitule="Hier"),)),
        Reunion(jour=date(2026, 6, 11), decisions=(Decision(intitule="Suspendre"),)),
    )
    bilan = build_bilan(projet(fiche(une), instances=(Instance(reunions=reunions),)), 2026)
    assert [a.financement.dispositif for a in bilan.aides] == ["DETR", "DSIL"]
    assert (bilan.accorde, bilan.recu) == (Decimal(25_000), Decimal(7_500))
    assert (len(bilan.commencees), len(bilan.achevees)) == (1, 0)
    assert [d.decision.intitule for d in bilan.decisions] == ["Suspendre"]


def test_that_an_operation_begins_with_its_first_act_in_the_yearly_report():
    jour = date(2026, 5, 4)
    signee = operation(uid=Uid("a"), type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=jour)
    etude = operation(uid=Uid("b"), type_premier_acte=TypePremierActe.ETUDE, date_premier_acte=jour)
    un = projet(fiche(signee, etude))
    (commencee,) = build_bilan(un, 2026, jusqu_au=date(2026, 12, 31)).commencees
    assert (commencee.operation.uid, commencee.jour) == ("a", jour)
    assert build_bilan(un, 2026, jusqu_au=date(2026, 5, 3)).commencees == ()
