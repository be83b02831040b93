"""Operations of one maître d'ouvrage, of one commune, and the maquette that is left."""

from decimal import Decimal
from functools import partial

from fabrique_du_domaine import depense, organisme, projet

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.filtre import FiltreurMaquette
from models.domain.maquettes.filtre_operations import FiltreOperations, lire_filtre
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.maquettes.maquette import TableauMaquette
from models.domain.maquettes.regroupement import PLUSIEURS
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.territoire import Commune, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import Portee, StatutAction, TypeOrganisme
from models.referentiel.financeurs import load_financeurs

COMMUNE, EPCI = organisme(TypeOrganisme.COMMUNE), organisme(TypeOrganisme.EPCI)
AUCHEL = Commune(uid=Uid("com-Auchel"), nom="Auchel")


def _operation(uid: str, porteur: Uid | None, cout: int) -> Operation:
    return Operation(uid=Uid(uid), maitre_ouvrage=porteur, depenses=(depense(cout),))


PLACE = FicheAction(
    uid=Uid("place"),
    communes=(AUCHEL.uid,),
    statut=StatutAction.INSCRITE,
    operations=(_operation("une", COMMUNE, 100), _operation("deux", EPCI, 30), _operation("trois", None, 7)),
)
HALLE = FicheAction(
    uid=Uid("halle"),
    portee=Portee.PLUSIEURS_COMMUNES,
    statut=StatutAction.INSCRITE,
    operations=(_operation("halle-1", COMMUNE, 1000),),
)
ABANDON = FicheAction(
    uid=Uid("abandon"), statut=StatutAction.ABANDONNEE, operations=(_operation("abandon-1", EPCI, 5000),)
)
IDEE = FicheAction(uid=Uid("idee"), statut=StatutAction.IDEE)
PROJET = projet(PLACE, HALLE, ABANDON, IDEE, territoire=Territoire(communes=(AUCHEL,)))


def _filtrer(filtre: FiltreOperations, projet: Projet = PROJET) -> TableauMaquette:
    lecteur = LecteurMaquette(load_financeurs())
    lecteur.read(projet)
    return FiltreurMaquette().filtrer(lecteur.periode, partial(filtre.garde, projet))


def _detail(tableau: TableauMaquette) -> list[str]:
    return [ligne.operation.uid if ligne.operation else ligne.fiche.uid for ligne in tableau.detail]


def test_that_the_sums_are_those_of_the_operations_that_pass():
    tableau = _filtrer(FiltreOperations(porteur=COMMUNE))
    assert _detail(tableau) == ["une", "halle-1"]
    assert tableau.sommes.totaux.cout == Decimal(1100)
    assert [ligne.sommes.totaux.cout for ligne in tableau.groupes[0].lignes] == [Decimal(100), Decimal(1000)]
    assert tableau.partiel


def test_that_an_action_in_part_still_shows_that_it_has_several_operations():
    ligne = _filtrer(FiltreOperations(porteur=EPCI)).groupes[0].lignes[0]
    assert ligne.operation is None
    assert [o.operation and o.operation.uid for o in ligne.operations] == ["deux"]


def test_that_what_has_no_bearer_is_a_choice_and_holds_the_actions_without_operation():
    assert _detail(_filtrer(FiltreOperations(porteur=""))) == ["trois", "idee"]


def test_that_both_filters_are_crossed_and_what_is_abandoned_follows_them():
    assert _detail(_filtrer(FiltreOperations(porteur=COMMUNE, commune=PLUSIEURS))) == ["halle-1"]
    assert _detail(_filtrer(FiltreOperations(porteur=COMMUNE, commune=AUCHEL.uid))) == ["une"]
    assert [ligne.fiche.uid for ligne in _filtrer(FiltreOperations(porteur=EPCI)).memoire] == ["abandon"]
    assert _filtrer(FiltreOperations(porteur=COMMUNE)).memoire == ()


def test_that_filtered_groups_add_up_to_the_plan():
    lu = lire_filtre(PROJET, FiltreOperations())
    parts = [_filtrer(FiltreOperations(porteur=g.cle)).sommes.totaux.cout or 0 for g in lu.porteurs]
    assert sum(parts) == Decimal(1137)


def test_that_a_filter_on_what_is_gone_is_not_in_force():
    assert not lire_filtre(PROJET, FiltreOperations(porteur="parti")).filtre.actif
    lu = lire_filtre(PROJET, FiltreOperations(porteur=EPCI, commune=PLUSIEURS))
    assert lu.filtre == FiltreOperations(porteur=EPCI)
    assert [f.uid for f in lu.restrict(PROJET).fiches] == ["place"]


def test_that_the_same_table_filtered_twice_is_added_up_once():
    lecteur, filtreur = LecteurMaquette(load_financeurs()), FiltreurMaquette()
    lecteur.read(PROJET)
    garde = partial(FiltreOperations(porteur=EPCI).garde, PROJET)
    premier, second = (filtreur.filtrer(lecteur.periode, garde) for _ in range(2))
    assert [a is b for a, b in zip(premier.groupes, second.groupes, strict=True)] == [True]
