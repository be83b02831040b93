"""Any demande is read: whatever it names, answers or dates, and whether what it names is still there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fabrique_demandes import FICHE, JOUR, OPERATION, projet_complet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.demande import (
    Demande,
    EtatPiece,
    IssueDemande,
    LigneDemande,
    NatureDemande,
    PieceDemande,
    ReponseDemande,
)
from models.domain.demandes.copie import fiche_de_copie
from models.domain.demandes.etapes import etapes
from models.domain.demandes.formulaire import remplir
from models.domain.demandes.plan import plan_arrondi
from models.domain.demandes.pret import pret_a_deposer
from models.domain.demandes.situee import situer
from models.domain.plan_financement import Depense, Financement, Operation, Versement
from models.domain.regles.demandes import verifier_demandes
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    NatureVersement,
    PosteDepense,
    Section,
    TypePremierActe,
)
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs
from models.referentiel.formulaires import formulaire_de, load_formulaires

DISPOSITIFS = load_dispositifs()
JOURS = st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31))
EUROS = st.none() | st.decimals(0, 10**8, places=2)
FINANCEMENTS = ("f1", "f2", "partie", None)
CLES = sorted({champ.cle for formulaire in load_formulaires().values() for champ in formulaire})
CODES = sorted({piece.code for dispositif in DISPOSITIFS for piece in dispositif.pieces})
ANSWERS = st.sampled_from(["oui", "non", "autre", "crte\nautre", "125000", "31/01/2027", "derogation", "٣", "x" * 300])

LIGNES = st.builds(
    Financement,
    dispositif=st.sampled_from(["DETR", "DSIL", "Fonds vert", "Région", "", "Anah"]),
    nature=st.sampled_from(NatureFinancement),
    etat=st.sampled_from(EtatFinancement),
    montant_demande=EUROS,
    montant_accorde=EUROS,
    depense_eligible=EUROS,
    versements=st.lists(
        st.builds(Versement, nature=st.sampled_from(NatureVersement), montant=EUROS, date_encaissement=JOURS),
        max_size=2,
    ).map(tuple),
)
DEPENSES = st.builds(
    Depense,
    poste=st.sampled_from(PosteDepense),
    montant_ht=EUROS,
    montant_ttc=EUROS,
    taux_tva=st.sampled_from([None, Decimal("0.2")]),
    eligible=st.booleans(),
    section=st.sampled_from(Section),
)
OPERATIONS = st.builds(
    lambda depenses, lignes, **champs: replace(
        OPERATION,
        depenses=tuple(depenses),
        financements=tuple(replace(ligne, uid=Uid(f"f{i + 1}")) for i, ligne in enumerate(lignes)),
        **champs,
    ),
    st.lists(DEPENSES, max_size=4),
    st.lists(LIGNES, max_size=3),
    base=st.sampled_from(BaseMontant),
    type_premier_acte=st.none() | st.sampled_from(TypePremierActe),
    date_premier_acte=JOURS,
    date_commencement=JOURS,
    maitre_ouvrage=st.sampled_from([OPERATION.maitre_ouvrage, Uid("parti"), None]),
)
DEMANDES = st.builds(
    Demande,
    dispositif=st.sampled_from([*DISPOSITIFS.par_code, "", "inconnu"]),
    demandeur=st.sampled_from([None, Uid("parti")]),
    annee=st.none() | st.integers(2020, 2035),
    nature=st.sampled_from(NatureDemande),
    issue=st.none() | st.sampled_from(IssueDemande),
    rang_priorite=st.none() | st.integers(1, 40),
    date_deliberation=JOURS,
    date_depot=JOURS,
    date_accuse=JOURS,
    date_completude=JOURS,
    date_derogation=JOURS,
    date_decision=JOURS,
    date_notification=JOURS,
    date_declaration=JOURS,
    limite_commencement=JOURS,
    lignes=st.lists(
        st.builds(
            LigneDemande,
            operation=st.sampled_from([OPERATION.uid, Uid("partie"), None]),
            financement=st.sampled_from([Uid(f) if f else None for f in FINANCEMENTS]),
        ),
        max_size=4,
    ).map(tuple),
    reponses=st.lists(
        st.builds(ReponseDemande, champ=st.sampled_from(CLES), texte=ANSWERS), max_size=8, unique_by=lambda r: r.champ
    ).map(tuple),
    pieces=st.lists(
        st.builds(
            PieceDemande,
            code=st.sampled_from([*CODES, "", "inconnu"]),
            etat=st.sampled_from(EtatPiece),
            date_validite=JOURS,
            piece=st.sampled_from([None, Uid("partie")]),
        ),
        max_size=5,
    ).map(tuple),
)


@given(DEMANDES, OPERATIONS, st.booleans())
def test_that_any_demande_is_filled_scored_dated_and_checked(demande: Demande, operation: Operation, corbeille: bool):
    fiches = () if corbeille else (replace(FICHE, operations=(operation,)),)
    projet = projet_complet(demande, fiches=fiches)
    situee = situer(demande, projet, DISPOSITIFS)
    rempli = remplir(situee, formulaire_de(situee.dispositif), JOUR)
    pret = pret_a_deposer(situee, rempli, JOUR)
    assert 0 <= pret.faits <= pret.attendus
    assert [ligne.texte for ligne in fiche_de_copie(rempli)] == [c.texte for c in rempli if not c.champ.piece]
    lues = etapes(situee, JOUR)
    assert lues.etape(lues.courante).faite
    assert lues.libelle
    for retenus in (False, True):
        plan = plan_arrondi(situee, retenus=retenus)
        if plan.part_mo is not None:
            assert plan.total_aides is not None
            assert plan.total_prive is not None
            assert plan.cout == plan.total_aides + plan.total_prive + plan.part_mo
            assert all(0 <= poste.eligible <= poste.montant for poste in plan.postes)
    for constat in verifier_demandes(projet, load_bareme(), DISPOSITIFS, JOUR):
        assert constat.remede
        assert constat.champ
