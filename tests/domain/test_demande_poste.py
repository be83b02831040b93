"""The aide to the poste de chef de projet: vector I of the domain."""

from decimal import Decimal

import pytest
from fabrique_demandes import JOUR, situee
from fabrique_du_domaine import ORGANISMES, fiche, financement, lisible, operation, organisme

from models.domain.demande import Demande, LigneDemande
from models.domain.demandes.poste import calculer_poste, cout_charge, finance_par_l_anah
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.organisme import Organisme
from models.domain.plan_financement import Depense
from models.domain.uids import Uid
from models.domain.vocabulaire import PosteDepense, TypeOrganisme
from models.referentiel.dispositifs import load_dispositifs

POSTE = load_dispositifs().par_code["poste_chef_projet"]


@pytest.mark.parametrize(
    ("cout", "avec_anah", "aide", "plafonnee"),
    [
        (52_000, False, 39_000, False),
        (70_000, False, 45_000, True),
        (70_000, True, 52_500, False),
        (80_000, True, 55_000, True),
    ],
)
def test_that_the_aide_is_the_rate_up_to_the_ceiling(cout: int, avec_anah: bool, aide: int, plafonnee: bool):
    finance = calculer_poste(POSTE, Decimal(cout), JOUR, avec_anah=avec_anah)
    assert finance is not None
    assert (finance.aide, finance.est_plafonnee, finance.reste) == (aide, plafonnee, cout - aide)


def test_that_the_share_of_each_cofinancer_is_bounded_too():
    finance = calculer_poste(POSTE, Decimal(80_000), JOUR, avec_anah=True)
    assert finance is not None
    assert (finance.part_anah, finance.part_bdt) == (40_000, 15_000)
    sans = calculer_poste(POSTE, Decimal(52_000), JOUR, avec_anah=False)
    assert sans is not None
    assert (sans.part_anah, sans.part_bdt) == (None, 13_000)
    assert lisible(sans.phrase) == "75,0 % de 52 000,00 € : 39 000,00 €"
    assert lisible(finance.phrase).endswith("55 000,00 € (plafond)")


def test_that_a_dispositif_without_a_rate_computes_nothing():
    assert calculer_poste(Dispositif(code="x", intitule="X"), Decimal(52_000), JOUR, avec_anah=False) is None


def test_that_the_cost_is_that_of_the_year_of_the_demande():
    def personnel(montant: int, annee: int | None) -> Depense:
        return Depense(poste=PosteDepense.PERSONNEL, montant_ht=Decimal(montant), annee=annee)

    depenses = (
        personnel(50_000, 2026),
        personnel(52_000, 2027),
        personnel(1_000, None),
        Depense(montant_ht=Decimal(9)),
    )
    une = operation(uid=Uid("p"), depenses=depenses)
    demande = Demande(dispositif="poste_chef_projet", annee=2027, lignes=(LigneDemande(operation=une.uid),))
    assert cout_charge(situee(demande, fiches=(fiche(une),))) == 53_000
    assert cout_charge(situee(demande, fiches=())) is None


def test_that_a_line_of_the_anah_raises_the_ceiling():
    anah = Organisme(uid=Uid("anah"), nom="Anah", type=TypeOrganisme.ETABLISSEMENT_PUBLIC)
    ligne = financement("Anah", 26_000, uid=Uid("l"), financeur=anah.uid)
    etat = financement("Poste de chef de projet", 13_000, uid=Uid("m"), financeur=organisme(TypeOrganisme.ETAT))
    for lignes, attendu in (((ligne, etat), True), ((etat,), False)):
        une = operation(uid=Uid("p"), financements=lignes)
        demande = Demande(dispositif="poste_chef_projet", lignes=(LigneDemande(operation=une.uid),))
        vue = situee(demande, fiches=(fiche(une),), organismes=(anah, *ORGANISMES.values()))
        assert finance_par_l_anah(vue) is attendu
