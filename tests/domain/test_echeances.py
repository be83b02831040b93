"""The échéances of a project: told once, in order, done when they are, found again by their key."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fabrique_du_domaine import AUJOURD_HUI, depense, fiche, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.demande import Demande, EtatPiece, IssueDemande, LigneDemande, PieceDemande
from models.domain.echeance import Echeance
from models.domain.echeances import EcheanceCalculee, EtatEcheance, NatureEcheance
from models.domain.echeances.calcul import calculer_echeances
from models.domain.echeances.garde import Garde, gardes
from models.domain.fiche_action import Phase, Suivi
from models.domain.gouvernance import Decision, Instance, Reunion, TypeInstance
from models.domain.plan_financement import Financement, Versement
from models.domain.projet import Projet
from models.domain.regles.contexte import build_contexte
from models.domain.regles.non_commencement import acte_apres_le_fait_liberatoire
from models.domain.saisie import ANNEE_MAX
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    NatureVersement,
    PosteDepense,
    RegimeOrt,
    Section,
    StatutAction,
    TypeOrganisme,
    TypePhase,
    TypePremierActe,
)
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

LIGNE = Financement(
    uid=Uid("ligne"),
    dispositif="DETR",
    financeur=organisme(TypeOrganisme.ETAT),
    montant_demande=Decimal(1000),
    etat=EtatFinancement.NOTIFIE,
    date_notification=date(2026, 5, 15),
)
DEMANDE = Demande(
    uid=Uid("demande"),
    intitule="Halle",
    dispositif="detr",
    issue=IssueDemande.ACCORDEE,
    date_notification=date(2026, 5, 15),
    lignes=(LigneDemande(operation=Uid("operation"), financement=Uid("ligne")),),
)


def _calculer(un: Projet, jour: date = AUJOURD_HUI) -> tuple[EcheanceCalculee, ...]:
    return calculer_echeances(un, load_dispositifs(), load_bareme(), jour)


def _seule(un: Projet, jour: date = AUJOURD_HUI) -> EcheanceCalculee:
    (echeance,) = _calculer(un, jour)
    return echeance


def _gardes(un: Projet) -> tuple[Garde, ...]:
    return gardes(un, load_dispositifs(), AUJOURD_HUI)


def _avec(*lignes: Financement, **champs: Any) -> Projet:
    return projet(fiche(operation(uid=Uid("operation"), financements=lignes, **champs)))


def test_that_a_line_asked_for_by_a_demande_is_told_through_it_alone():
    avec = replace(_avec(LIGNE), demandes=(DEMANDE,))
    assert [e.objet.type for e in _calculer(avec)] == ["demande"]
    assert [e.objet.type for e in _calculer(_avec(LIGNE))] == ["financement"]


def test_that_a_lost_demande_has_no_delay_left():
    for issue in IssueDemande:
        perdue = replace(_avec(LIGNE), demandes=(replace(DEMANDE, issue=issue),))
        assert bool(_calculer(perdue)) is not issue.est_perdue


def test_that_a_demande_says_when_its_operation_is_in_the_corbeille():
    echeance = _seule(projet(demandes=(replace(DEMANDE, intitule=""),)))
    assert echeance.objet.libelle == "DETR · opération dans la corbeille"
    assert echeance.objet.fiche is None
    nommee = _seule(projet(demandes=(DEMANDE,)))
    assert nommee.objet.libelle == "DETR · Halle, opération dans la corbeille"


def test_that_what_was_treated_is_done_and_keeps_its_reason():
    base = _avec(LIGNE)
    cle = _seule(base).cle
    dite = Echeance(cle=cle, faite_le=date(2026, 11, 2), motif="Opération abandonnée")
    echeance = _seule(replace(base, echeances=(dite,)))
    assert (echeance.etat, echeance.faite_le, echeance.motif) == (
        EtatEcheance.FAITE,
        date(2026, 11, 2),
        "Opération abandonnée",
    )
    assert echeance.traitable
    assert not echeance.ouverte


def test_that_the_day_of_the_project_comes_before_what_was_treated():
    base = _avec(LIGNE, date_premier_acte=date(2026, 9, 1), type_premier_acte=TypePremierActe.MARCHE)
    cle = f"delai:{LIGNE.uid}:commencement"
    dite = Echeance(cle=cle, faite_le=date(2026, 11, 2), motif="Sans objet")
    echeance = next(e for e in _calculer(replace(base, echeances=(dite,))) if e.cle == cle)
    assert (echeance.faite_le, echeance.motif, echeance.traitable) == (date(2026, 9, 1), "", False)


def test_that_a_key_stays_when_the_day_moves():
    autre = replace(LIGNE, date_notification=date(2026, 6, 1))
    assert _seule(_avec(LIGNE)).cle == _seule(_avec(autre)).cle
    assert _seule(_avec(LIGNE)).jour != _seule(_avec(autre)).jour


def test_that_another_next_step_is_another_echeance():
    def etape(texte: str, jour: date = date(2026, 12, 1)) -> EcheanceCalculee:
        return _seule(projet(fiche(suivi=Suivi(prochaine_etape=texte, prochaine_etape_date=jour))))

    assert etape("Voir l’ABF").cle == etape("Voir l’ABF", date(2027, 1, 5)).cle
    assert etape("Voir l’ABF").cle != etape("Lancer l’étude").cle


def test_that_a_typed_echeance_opens_where_it_was_typed_and_says_what_is_gone():
    notee = Echeance(uid=Uid("notee"), intitule="Dépôt du permis", jour=AUJOURD_HUI, fiche=Uid("partie"))
    echeance = _seule(projet(echeances=(notee,)))
    assert (echeance.nature, echeance.saisie, echeance.objet.type) == (NatureEcheance.NOTEE, Uid("notee"), "echeance")
    assert echeance.objet.libelle == "action dans la corbeille"


def test_that_a_typed_echeance_is_late_after_its_last_day_only():
    notee = Echeance(intitule="Enquête publique", jour=date(2026, 11, 1), fin=date(2026, 11, 30))
    assert _seule(projet(echeances=(notee,))).etat is EtatEcheance.A_VENIR
    assert _seule(projet(echeances=(replace(notee, fin=None),))).etat is EtatEcheance.RETARD


def test_that_a_phase_is_done_once_a_later_one_has_begun():
    etudes = Phase(uid=Uid("p1"), intitule="Études", debut=date(2025, 1, 6), fin=date(2025, 12, 18))
    travaux = Phase(uid=Uid("p2"), intitule="Travaux", debut=date(2026, 3, 2), fin=date(2027, 6, 30))
    jalon = Phase(uid=Uid("p3"), intitule="Inauguration", type=TypePhase.JALON, debut=date(2026, 11, 23))
    etats = {e.cle: e.etat for e in _calculer(projet(fiche(phases=(etudes, travaux, jalon))))}
    assert etats == {
        "phase:p1": EtatEcheance.FAITE,
        "phase:p2": EtatEcheance.A_VENIR,
        "phase:p3": EtatEcheance.SEMAINE,
    }
    seule = projet(fiche(phases=(etudes,)))
    assert _seule(seule).etat is EtatEcheance.RETARD


def test_that_an_action_out_of_the_plan_awaits_nothing():
    phase = Phase(intitule="Études", fin=date(2026, 12, 18))
    une = fiche(operation(financements=(LIGNE,)), phases=(phase,), suivi=Suivi(prochaine_etape_date=AUJOURD_HUI))
    assert _calculer(projet(replace(une, statut=StatutAction.ABANDONNEE))) == ()


def test_that_a_payment_received_is_done():
    prevu = Versement(uid=Uid("v"), nature=NatureVersement.AVANCE, montant=Decimal(300), date_prevue=date(2026, 10, 1))

    def versement(un: Versement) -> EcheanceCalculee:
        ligne = replace(LIGNE, dispositif="Région", versements=(un,))
        return next(e for e in _calculer(_avec(ligne)) if e.cle == "versement:v")

    assert (versement(prevu).etat, versement(prevu).intitule) == (EtatEcheance.RETARD, "Avance attendue")
    encaisse = replace(prevu, date_encaissement=date(2026, 10, 12))
    assert (versement(encaisse).etat, versement(encaisse).faite_le) == (EtatEcheance.FAITE, date(2026, 10, 12))


def test_that_a_piece_that_expires_is_watched_until_the_answer():
    piece = PieceDemande(uid=Uid("p"), intitule="Devis", etat=EtatPiece.JOINTE, date_validite=date(2026, 11, 30))
    en_cours = replace(DEMANDE, issue=None, date_notification=None, pieces=(piece,))
    assert _seule(projet(demandes=(en_cours,))).intitule == "Fin de validité\u00a0: Devis"
    assert all("validite" not in e.cle for e in _calculer(projet(demandes=(replace(DEMANDE, pieces=(piece,)),))))


def test_that_the_deliberation_waits_for_the_next_council():
    conseil = Instance(
        type=TypeInstance.CONSEIL,
        reunions=(
            Reunion(uid=Uid("passee"), jour=date(2026, 10, 1)),
            Reunion(uid=Uid("prochaine"), jour=date(2026, 12, 3)),
        ),
    )
    a_deposer = replace(DEMANDE, issue=None, date_notification=None)
    echeances = _calculer(projet(demandes=(a_deposer,), instances=(conseil,)))
    deliberation = next(e for e in echeances if e.cle == "deliberation:demande")
    assert (deliberation.jour, deliberation.precision) == (date(2026, 12, 3), "au prochain conseil")


def test_that_a_campaign_closes_for_the_demandes_meant_for_it():
    a_deposer = replace(DEMANDE, dispositif="poste_chef_projet", annee=2026, issue=None, date_notification=None)
    fermeture = next(e for e in _calculer(projet(demandes=(a_deposer,)), date(2026, 3, 28)) if "campagne" in e.cle)
    assert (fermeture.jour, fermeture.etat) == (date(2026, 3, 31), EtatEcheance.SEMAINE)
    deposee = replace(a_deposer, date_depot=date(2026, 3, 2))
    fermeture = next(e for e in _calculer(projet(demandes=(deposee,)), date(2026, 6, 1)) if "campagne" in e.cle)
    assert (fermeture.etat, fermeture.faite_le) == (EtatEcheance.FAITE, date(2026, 3, 2))


def test_that_what_is_granted_by_the_year_is_asked_for_again():
    depots = [
        replace(
            DEMANDE, uid=Uid(f"d{annee}"), dispositif="poste_chef_projet", date_depot=date(annee, 2, 10), issue=None
        )
        for annee in (2024, 2026, 2025)
    ]
    annuelles = [e for e in _calculer(projet(demandes=tuple(depots))) if e.cle.startswith("annuelle")]
    assert [(e.jour, e.objet.uid) for e in annuelles] == [(date(2027, 2, 10), Uid("d2026"))]


def test_that_nothing_is_asked_again_once_its_operation_is_achieved_or_the_next_year_is_there():
    poste = replace(LIGNE, dispositif="Cofinancement du poste", date_notification=None, date_depot=date(2025, 11, 17))
    suivante = replace(poste, uid=Uid("suivante"), date_depot=None, annee=2027, etat=EtatFinancement.ENVISAGE)

    def annuelles(*lignes: Financement, **champs: Any) -> list[EtatEcheance]:
        return [e.etat for e in _calculer(_avec(*lignes, **champs)) if e.cle.startswith("annuelle")]

    assert annuelles(replace(poste, annee=2026)) == [EtatEcheance.RETARD]
    assert annuelles(replace(poste, annee=2026), replace(suivante, annee=2026)) == [EtatEcheance.RETARD]
    assert annuelles(replace(poste, annee=2026), suivante) == []
    assert annuelles(poste, suivante) == []
    assert annuelles(poste, date_achevement=AUJOURD_HUI) == []


def test_that_only_an_operation_of_investissement_is_posted_and_has_a_plaque():
    champs = {"date_commencement": AUJOURD_HUI, "date_achevement": date(2027, 6, 30)}
    ligne = replace(LIGNE, date_notification=None, etat=EtatFinancement.ACCORDE, montant_accorde=Decimal(1000))

    def publicite(**de_la_depense: Any) -> list[str]:
        echeances = _calculer(_avec(ligne, depenses=(depense(500_000, **de_la_depense),), **champs))
        return [cle for e in echeances if (cle := e.cle.partition(":")[0]) in {"affichage", "plaque"}]

    assert publicite() == ["affichage", "plaque"]
    assert publicite(section=Section.FONCTIONNEMENT) == []
    assert publicite(poste=PosteDepense.PERSONNEL) == []


def test_that_decisions_to_do_and_meetings_are_in_the_calendar():
    reunion = Reunion(
        uid=Uid("r"),
        intitule="COPIL de rentrée",
        jour=date(2026, 9, 10),
        decisions=(
            Decision(uid=Uid("d1"), intitule="Relancer la Région", echeance=date(2026, 10, 1)),
            Decision(uid=Uid("d2"), echeance=date(2026, 12, 1), faite_le=date(2026, 11, 3)),
            Decision(uid=Uid("d3"), intitule="Sans date"),
        ),
    )
    etats = {e.cle: (e.etat, e.objet.type) for e in _calculer(projet(instances=(Instance(reunions=(reunion,)),)))}
    assert etats == {
        "reunion:r": (EtatEcheance.FAITE, "reunion"),
        "decision:d1": (EtatEcheance.RETARD, "decision"),
        "decision:d2": (EtatEcheance.FAITE, "decision"),
    }


def test_that_nothing_is_signed_before_the_fait_liberatoire():
    envisagee = replace(LIGNE, etat=EtatFinancement.ENVISAGE, date_notification=None)
    (garde,) = _gardes(_avec(envisagee))
    assert garde.message == "Ne rien signer avant la réception de la demande (AR reçu)\u00a0: DETR"
    assert (garde.champ, garde.objet.uid) == ("date_accuse", Uid("ligne"))
    assert _gardes(_avec(replace(envisagee, date_accuse=date(2026, 11, 2)))) == ()
    assert _gardes(_avec(replace(envisagee, date_derogation=date(2026, 11, 2)))) == ()
    assert _gardes(_avec(LIGNE)) == ()


def test_that_an_operation_that_began_is_no_longer_guarded():
    envisagee = replace(LIGNE, etat=EtatFinancement.ENVISAGE, date_notification=None)
    assert _gardes(_avec(envisagee, date_commencement=date(2026, 11, 3))) == ()
    etude = _avec(envisagee, type_premier_acte=TypePremierActe.ETUDE, date_premier_acte=date(2026, 11, 3))
    assert len(_gardes(etude)) == 1


@given(
    etat=st.sampled_from(EtatFinancement),
    depot=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    accuse=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    dispositif=st.sampled_from(("DETR", "Fonds vert", "Région", "DRAC", "Fonds de concours")),
)
def test_that_what_the_guard_lets_be_signed_today_is_never_a_grave_point(
    etat: EtatFinancement, depot: date | None, accuse: date | None, dispositif: str
):
    """Who signs when no guard speaks is not told afterwards by SUB-10 that the right to the aid may be lost."""
    ligne = replace(
        LIGNE, dispositif=dispositif, etat=etat, date_notification=None, date_depot=depot, date_accuse=accuse
    )
    if _gardes(_avec(ligne)):
        return
    signe = _avec(ligne, type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=AUJOURD_HUI)
    contexte = build_contexte(signe.fiches[0], signe, load_bareme(), load_dispositifs(), AUJOURD_HUI)
    constats = [c for plan in contexte.plans for c in acte_apres_le_fait_liberatoire(contexte, plan)]
    assert [c for c in constats if c.gravite.value == "grave"] == []


def test_that_echeances_come_in_the_order_of_the_days():
    jours = [e.jour for e in _calculer(replace(_avec(LIGNE), demandes=(DEMANDE,), instances=()))]
    assert jours == sorted(jours)


def test_that_a_convention_without_an_end_has_its_reports_until_the_last_year_of_the_program():
    base = projet()
    signe = replace(base.territoire, regime_ort=RegimeOrt.VAUT_ORT, date_convention=date(2022, 6, 30), fin_ort=date.max)
    annees = [e.jour.year for e in _calculer(replace(base, territoire=signe)) if e.champ.startswith("ort_")]
    assert len(annees) > 70
    assert max(annees) <= ANNEE_MAX
