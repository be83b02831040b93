"""What is typed in a cell of the maquette: which line it writes, which one it makes, and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
from fabrique_du_domaine import depense, euros, fiche, financement, operation, projet

from models.domain.errors import SaisieError
from models.domain.fiche_action import Piece
from models.domain.maquettes.financeurs import ColonneFinanceur
from models.domain.maquettes.lecture import PERIODE, LecteurMaquette, Vue
from models.domain.maquettes.maquette import Cle, LigneMaquette
from models.domain.maquettes.saisie import COUT, DEJA_ACCORDEE, ELIGIBLE, PART, Saisie, SaisieMaquette
from models.domain.organisme import Organisme
from models.domain.plan_financement import Depense, Financement, Operation, Repartition
from models.domain.projet import Projet
from models.domain.saisie import PartDeLaBase
from models.domain.uids import new_uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, TypeOrganisme
from models.referentiel.financeurs import load_financeurs

FINANCEURS = load_financeurs()
COLONNES = [colonne for groupe in FINANCEURS.groupes for colonne in groupe.colonnes]
TRENTE = PartDeLaBase(Decimal("0.3"))


class Grille:
    """The cells of a project, typed one after the other in one act."""

    def __init__(self, un: Projet, vue: Vue = PERIODE) -> None:
        lecteur = LecteurMaquette(FINANCEURS)
        lecteur.read(un)
        self.lignes: list[LigneMaquette] = list((lecteur.periode if vue is PERIODE else lecteur.tableau(vue)).detail)
        self.saisie = SaisieMaquette(un, FINANCEURS, lecteur.periode.detail, vue, 2026)

    def write(self, colonne: str | Cle, saisie: Saisie, rang: int = 0) -> "Grille":
        self.saisie.write(self.lignes[rang], colonne, saisie)
        return self

    @property
    def ajout(self) -> Financement:
        [(_, ligne)] = self.saisie.ecritures.financements
        return ligne

    @property
    def modification(self) -> tuple[str, object, dict[str, object]]:
        [(quoi, uid, champs)] = self.saisie.ecritures.modifications
        return quoi, uid, dict(champs)


def plan(*financements: Financement, organismes: tuple[Organisme, ...] = (), **champs: object) -> Projet:
    une = replace(operation(financements=financements, depenses=(depense(1000),)), **champs)
    return projet(fiche(une), organismes=organismes)


def seule(un: Projet) -> Operation:
    return un.fiches[0].operations[0]


@pytest.mark.parametrize("colonne", COLONNES, ids=lambda c: c.code)
def test_that_a_line_made_in_a_column_stands_in_that_column(colonne: ColonneFinanceur):
    un = plan()
    grille = Grille(un).write((colonne.code, False), euros(100))
    ecritures = grille.saisie.ecritures
    cree = next(iter(ecritures.organismes), None)
    assert FINANCEURS.colonne(grille.ajout, cree) is colonne
    assert grille.ajout.financeur == (cree.uid if cree else None)
    assert (grille.ajout.montant_demande, grille.ajout.annee) == (100, 2026)
    assert grille.ajout.etat is EtatFinancement.ENVISAGE


def test_that_an_amount_typed_as_granted_makes_a_granted_line():
    ligne = Grille(plan()).write(("detr", True), euros(80)).ajout
    assert (ligne.montant_demande, ligne.montant_accorde, ligne.etat) == (None, 80, EtatFinancement.ACCORDE)


def test_that_what_is_asked_then_granted_in_one_act_is_one_line():
    ligne = Grille(plan()).write(("detr", False), euros(100)).write(("detr", True), euros(80)).ajout
    assert (ligne.montant_demande, ligne.montant_accorde, ligne.etat) == (100, 80, EtatFinancement.ACCORDE)


def test_that_the_only_line_of_a_cell_takes_the_amount():
    demande = financement("DETR", 100)
    assert Grille(plan(demande)).write(("detr", False), euros(150)).modification == (
        "financement",
        demande.uid,
        {"montant_demande": 150},
    )


def test_that_an_amount_granted_beside_a_request_grants_it():
    demande = financement("DETR", 100)
    _, uid, champs = Grille(plan(demande)).write(("detr", True), euros(80)).modification
    assert uid == demande.uid
    assert champs == {"montant_accorde": 80, "etat": EtatFinancement.ACCORDE}


def test_that_a_request_typed_beside_a_granted_aide_is_noted_on_it_and_said():
    accordee = financement("DETR", 0, montant_demande=None, montant_accorde=euros(80), etat=EtatFinancement.NOTIFIE)
    grille = Grille(plan(accordee)).write(("detr", False), euros(100))
    assert grille.modification == ("financement", accordee.uid, {"montant_demande": 100})
    assert grille.saisie.remarques == [DEJA_ACCORDEE]


def test_that_two_lines_in_a_cell_are_not_guessed_between():
    lignes = financement("DETR", 100), financement("DETR", 50)
    with pytest.raises(SaisieError, match="2 lignes se partagent"):
        Grille(plan(*lignes)).write(("detr", False), euros(1))
    with pytest.raises(SaisieError, match="2 demandes"):
        Grille(plan(*lignes)).write(("detr", True), euros(1))


def test_that_a_share_is_taken_of_what_the_funder_retains_or_of_the_eligible_depense():
    retenue = financement("DETR", 0, depense_eligible=euros(500))
    assert Grille(plan(retenue)).write(("detr", False), TRENTE).modification[2] == {"montant_demande": 150}
    assert Grille(plan()).write(("region", False), TRENTE).ajout.montant_demande == 300


def test_that_a_share_of_a_cost_being_changed_in_the_same_act_is_refused():
    grille = Grille(plan()).write(COUT, euros(2000))
    with pytest.raises(SaisieError, match="en même temps"):
        grille.write(("detr", False), TRENTE)


def test_that_emptying_a_cell_takes_away_a_line_that_says_nothing_else():
    demande = financement("DETR", 100)
    assert Grille(plan(demande)).write(("detr", False), None).saisie.ecritures.retraits == (demande.uid,)
    assert not Grille(plan()).write(("detr", False), None).saisie.ecritures


@pytest.mark.parametrize("champs", [{"numero_dossier": "D-1"}, {"taux": Decimal("0.2")}, {"montant_accorde": euros(9)}])
def test_that_emptying_a_cell_keeps_a_line_that_says_more(champs: dict[str, object]):
    demande = financement("DETR", 100, **champs)
    assert Grille(plan(demande)).write(("detr", False), None).modification[2] == {"montant_demande": None}


def test_that_emptying_a_cell_keeps_a_line_that_a_piece_proves():
    demande = financement("DETR", 100)
    un = plan(demande)
    un = replace(un, fiches=(replace(un.fiches[0], pieces=(Piece(financement=demande.uid),)),))
    assert Grille(un).write(("detr", False), None).modification[2] == {"montant_demande": None}


def test_that_the_only_depense_takes_the_cost_with_its_other_side():
    un = plan(depenses=(replace(depense(1000), taux_tva=Decimal("0.2"), montant_ttc=euros(1200)),))
    _, uid, champs = Grille(un).write(COUT, euros(2000)).modification
    assert uid == seule(un).depenses[0].uid
    assert champs == {"montant_ht": 2000, "montant_ttc": 2400}


def test_that_a_cost_typed_where_there_is_no_depense_makes_one_on_the_declared_base():
    un = plan(depenses=(), base=BaseMontant.TTC)
    [(operation_uid, nouvelle)] = Grille(un).write(COUT, euros(500)).saisie.ecritures.depenses
    assert operation_uid == seule(un).uid
    assert (nouvelle.montant_ht, nouvelle.montant_ttc, nouvelle.annee) == (None, 500, 2026)


def test_that_several_depenses_send_to_the_detail():
    un = plan(depenses=(depense(1), depense(2)))
    for colonne in (COUT, ELIGIBLE):
        with pytest.raises(SaisieError, match="2 dépenses"):
            Grille(un).write(colonne, euros(1))


def test_that_a_depense_is_eligible_whole_or_not_at_all():
    assert Grille(plan()).write(ELIGIBLE, None).modification[2] == {"eligible": False}
    un = plan(depenses=(depense(1000, eligible=False),))
    assert Grille(un).write(ELIGIBLE, PartDeLaBase(Decimal(1))).modification[2] == {"eligible": True}
    with pytest.raises(SaisieError, match="en entier"):
        Grille(plan()).write(ELIGIBLE, euros(400))


def test_that_the_eligible_depense_follows_the_cost_typed_in_the_same_act():
    assert Grille(plan()).write(COUT, euros(2000)).write(ELIGIBLE, euros(2000)).modification[2] == {"montant_ht": 2000}
    grille = Grille(plan(depenses=())).write(COUT, euros(300)).write(ELIGIBLE, euros(0))
    [(_, nouvelle)] = grille.saisie.ecritures.depenses
    assert (nouvelle.montant_ht, nouvelle.eligible) == (300, False)


def test_that_nothing_typed_as_eligible_where_there_is_no_depense_writes_nothing():
    assert not Grille(plan(depenses=())).write(ELIGIBLE, None).saisie.ecritures


def test_that_the_order_of_the_two_amounts_of_a_line_does_not_matter():
    ligne = Grille(plan()).write(("detr", True), euros(80)).write(("detr", False), euros(100)).ajout
    assert (ligne.montant_demande, ligne.montant_accorde, ligne.etat) == (100, 80, EtatFinancement.ACCORDE)


def test_that_the_part_decidee_may_be_a_share_of_the_cost():
    quoi, _, champs = Grille(plan()).write(PART, TRENTE).modification
    assert (quoi, champs) == ("operation", {"part_decidee": 300})


def test_that_a_cost_is_not_a_share():
    with pytest.raises(SaisieError, match="pourcentage"):
        Grille(plan()).write(COUT, TRENTE)


def test_that_what_is_typed_again_writes_nothing():
    un = plan(financement("DETR", 100), part_decidee=euros(5))
    grille = Grille(un).write(("detr", False), euros(100)).write(PART, euros(5)).write(COUT, euros(1000))
    assert not grille.saisie.ecritures


def test_that_the_row_of_several_operations_is_written_below():
    un = projet(fiche(operation(), operation()))
    lecteur = LecteurMaquette(FINANCEURS)
    lecteur.read(un)
    [ligne] = lecteur.periode.groupes[0].lignes
    with pytest.raises(SaisieError, match="pas d’opération à elle seule"):
        SaisieMaquette(un, FINANCEURS, (), PERIODE, 2026).write(ligne, PART, None)


class TestFunders:
    """Find, else make, who pays."""

    etat = Organisme(nom="État", type=TypeOrganisme.ETAT)
    drac = Organisme(nom="DRAC", type=TypeOrganisme.ETAT)
    region = Organisme(nom="Région Hauts-de-France", type=TypeOrganisme.REGION)

    def test_that_the_only_funder_that_fits_is_found(self):
        grille = Grille(plan(organismes=(self.region, self.etat))).write(("region", False), euros(1))
        assert grille.ajout.financeur == self.region.uid
        assert grille.saisie.ecritures.organismes == ()

    def test_that_the_funder_the_column_usually_has_comes_first(self):
        autre = replace(self.region, uid=new_uid(), nom="Région voisine")
        un = projet(
            fiche(operation(financements=(financement("", 1, financeur=autre.uid),))),
            fiche(operation(), uid=new_uid()),
            organismes=(self.region, autre),
        )
        assert Grille(un).write(("region", False), euros(1), rang=1).ajout.financeur == autre.uid

    def test_that_among_several_the_one_that_bears_the_name_is_found(self):
        un = plan(organismes=(self.drac, self.etat))
        assert Grille(un).write(("detr", False), euros(1)).ajout.financeur == self.etat.uid

    def test_that_a_dispositif_needs_no_funder_when_several_could_pay(self):
        un = plan(organismes=(self.drac, replace(self.drac, uid=new_uid(), nom="Préfecture")))
        assert Grille(un).write(("detr", False), euros(1)).ajout.financeur is None

    def test_that_several_possible_funders_are_not_guessed_between(self):
        communes = tuple(Organisme(nom=n, type=TypeOrganisme.COMMUNE) for n in ("Bapaume", "Achiet", "Sapignies", "Y"))
        with pytest.raises(SaisieError, match="Bapaume, Achiet, Sapignies…"):
            Grille(plan(organismes=communes)).write(("communes", False), euros(1))

    def test_that_the_maitre_d_ouvrage_does_not_fund_itself(self):
        sienne = Organisme(nom="Bapaume", type=TypeOrganisme.COMMUNE)
        voisine = Organisme(nom="Achiet", type=TypeOrganisme.COMMUNE)
        un = plan(organismes=(sienne, voisine), maitre_ouvrage=sienne.uid)
        ligne = Grille(un).write(("communes", False), euros(1)).ajout
        assert (ligne.financeur, ligne.nature) == (voisine.uid, NatureFinancement.FONDS_CONCOURS)

    def test_that_one_act_makes_a_missing_funder_once(self):
        # Two maîtres d'ouvrage: what is known of the first must serve the second.
        un = projet(fiche(operation()), fiche(operation(maitre_ouvrage=None), uid=new_uid()), organismes=())
        grille = Grille(un)
        for colonne in ("detr", "dsil"):
            for rang in (0, 1):
                grille.write((colonne, False), euros(1), rang)
        [cree] = grille.saisie.ecritures.organismes
        assert (cree.nom, cree.type) == ("État", TypeOrganisme.ETAT)
        assert {ligne.financeur for _, ligne in grille.saisie.ecritures.financements} == {cree.uid}

    def test_that_a_funder_made_takes_the_name_of_the_territory(self):
        un = plan()
        territoire = replace(un.territoire, region="Normandie", epci=replace(un.territoire.epci, nom="CC du Pays"))
        grille = Grille(replace(un, territoire=territoire)).write(("region", False), euros(1))
        grille.write(("epci", False), euros(1))
        assert {o.nom for o in grille.saisie.ecritures.organismes} == {"Région Normandie", "CC du Pays"}

    def test_that_an_unknown_type_is_believed_on_its_name(self):
        anah = Organisme(nom="Anah")
        assert Grille(plan(organismes=(anah,))).write(("anah", False), euros(1)).ajout.financeur == anah.uid


class TestYears:
    """The same cells, in the table of one year."""

    def test_that_a_line_made_in_a_year_belongs_to_it(self):
        un = plan(depenses=(depense(1000, annee=2027),))
        assert Grille(un, 2027).write(("detr", False), euros(1)).ajout.annee == 2027

    def test_that_a_line_of_one_year_takes_the_amount(self):
        demande = financement("DETR", 100, annee=2027)
        assert Grille(plan(demande), 2027).write(("detr", False), euros(5)).modification[1] == demande.uid

    def test_that_a_share_of_the_years_takes_the_amount(self):
        part = Repartition(annee=2027, prevu=euros(40))
        demande = financement("DETR", 100, repartitions=(part, Repartition(annee=2028, prevu=euros(60))))
        assert Grille(plan(demande), 2027).write(("detr", False), euros(5)).modification == (
            "repartition",
            part.uid,
            {"prevu": 5},
        )

    def test_that_what_the_years_leave_out_is_completed_in_the_fiche(self):
        demande = financement("DETR", 100, repartitions=(Repartition(annee=2027, prevu=euros(40)),))
        with pytest.raises(SaisieError, match="laisse de côté"):
            Grille(plan(demande), None).write(("detr", False), euros(5))
        with pytest.raises(SaisieError, match="plusieurs années"):
            Grille(plan(demande), 2027).write(("detr", True), euros(5))

    def test_that_the_depense_of_the_year_takes_the_cost(self):
        un = plan(depenses=(depense(1, annee=2026), depense(2, annee=2027)))
        assert Grille(un, 2027).write(COUT, euros(9)).modification[1] == seule(un).depenses[1].uid

    def test_that_a_year_without_depense_gets_one(self):
        un = plan(financement("DETR", 100, annee=2028))
        [(_, nouvelle)] = Grille(un, 2028).write(COUT, euros(9)).saisie.ecritures.depenses
        assert nouvelle == Depense(uid=nouvelle.uid, annee=2028, montant_ht=euros(9))
