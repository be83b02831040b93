"""Which column of the maquette a financement stands in, and the reference that says so."""

import pytest
from fabrique_du_domaine import ORGANISMES, financement

from models.domain.maquettes.financeurs import Bloc, bloc_de
from models.domain.organisme import Organisme
from models.domain.regles.dotations import Dotation, cle_dispositif
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme
from models.referentiel.financeurs import load_financeurs

FINANCEURS = load_financeurs()
PUBLIC = TypeOrganisme.ETABLISSEMENT_PUBLIC


def colonne(
    dispositif: str,
    type_organisme: TypeOrganisme | None = None,
    nom: str = "",
    nature: NatureFinancement = NatureFinancement.SUBVENTION,
) -> str:
    """Code of the column of a line."""
    financeur = None if type_organisme is None else Organisme(nom=nom, type=type_organisme)
    return FINANCEURS.colonne(financement(dispositif, 1, nature=nature), financeur).code


@pytest.mark.parametrize(
    ("dispositif", "type_organisme", "nom", "attendu"),
    [
        ("DETR 2026", TypeOrganisme.ETAT, "", "detr"),
        ("Dotation d’équipement des territoires ruraux", None, "", "detr"),
        ("DETR/DSIL", TypeOrganisme.ETAT, "", "etat_autre"),
        ("DETR ou DSIL", None, "", "etat_autre"),
        ("DSIL", TypeOrganisme.ETAT, "", "dsil"),
        ("FNADT, ingénierie", TypeOrganisme.ETAT, "Préfecture", "fnadt"),
        ("Fonds vert – axe 2", TypeOrganisme.AUTRE, "", "fonds_vert"),
        ("Monuments historiques inscrits", TypeOrganisme.ETAT, "DRAC Hauts-de-France", "drac"),
        ("Aides à la pierre", TypeOrganisme.ETAT, "Préfecture", "etat_autre"),
        ("Cofinancement du poste", PUBLIC, "Agence nationale de l’habitat", "anah"),
        ("Étude", TypeOrganisme.BANQUE_DES_TERRITOIRES, "BdT", "bdt"),
        ("Étude", PUBLIC, "Caisse des dépôts, Banque des Territoires", "bdt"),
        ("Eaux pluviales", PUBLIC, "Agence de l’eau Artois-Picardie", "agence_eau"),
        ("Portage", PUBLIC, "EPF Hauts-de-France", "epf"),
        ("Aide", PUBLIC, "ARS", "operateur_autre"),
        ("Aide", TypeOrganisme.CONSULAIRE, "CCI", "operateur_autre"),
        ("Redynamisation", TypeOrganisme.REGION, "Région", "region"),
        ("FARDA", TypeOrganisme.DEPARTEMENT, "", "departement"),
        ("Fonds friches communautaire", TypeOrganisme.EPCI, "", "epci"),
        ("Fonds de concours", TypeOrganisme.COMMUNE, "", "communes"),
        ("Chaleur renouvelable", TypeOrganisme.SYNDICAT, "", "syndicats"),
        ("FEDER, friches", TypeOrganisme.REGION, "Région, autorité de gestion", "feder"),
        ("LEADER", TypeOrganisme.ASSOCIATION, "GAL des Sept Vallées", "feader"),
        ("Programme INTERREG", TypeOrganisme.EUROPE, "Union européenne, FEDER et FEADER", "feader"),
        ("FSE+", TypeOrganisme.EUROPE, "", "fse"),
        ("INTERREG", TypeOrganisme.EUROPE, "Union européenne", "europe_autre"),
        ("Fonds locaux", TypeOrganisme.AUTRE, "CAF du Nord", "caf"),
        ("Café associatif", TypeOrganisme.ASSOCIATION, "Les Amis", "autre_aide"),
        ("", None, "", "autre_aide"),
    ],
)
def test_that_an_aide_stands_where_its_dispositif_then_its_funder_say(
    dispositif: str, type_organisme: TypeOrganisme | None, nom: str, attendu: str
):
    assert colonne(dispositif, type_organisme, nom) == attendu


@pytest.mark.parametrize(
    ("dispositif", "type_organisme", "nature", "attendu"),
    [
        ("Certificats d’économies d’énergie", TypeOrganisme.SYNDICAT, NatureFinancement.PRIVE, "cee"),
        ("Souscription publique", TypeOrganisme.ASSOCIATION, NatureFinancement.PRIVE, "mecenat"),
        ("Apport", TypeOrganisme.BAILLEUR_SOCIAL, NatureFinancement.PRIVE, "bailleur"),
        ("DETR", TypeOrganisme.ETAT, NatureFinancement.PRIVE, "prive_autre"),
        ("Prêt", TypeOrganisme.BANQUE_DES_TERRITOIRES, NatureFinancement.PRET, "pret_bdt"),
        ("Prêt", TypeOrganisme.PRIVE, NatureFinancement.AVANCE_REMBOURSABLE, "pret_autre"),
        ("AMP", TypeOrganisme.BANQUE_DES_TERRITOIRES, NatureFinancement.PRISE_EN_CHARGE_DIRECTE, "valorise"),
        ("Anah, propriétaires", PUBLIC, NatureFinancement.AIDE_AUX_TIERS, "valorise"),
    ],
)
def test_that_a_loan_or_private_money_never_stands_among_the_aides(
    dispositif: str, type_organisme: TypeOrganisme, nature: NatureFinancement, attendu: str
):
    assert colonne(dispositif, type_organisme, nature=nature) == attendu


@pytest.mark.parametrize("nature", NatureFinancement)
@pytest.mark.parametrize("type_organisme", TypeOrganisme)
def test_that_every_nature_and_every_funder_has_a_column_of_its_bloc(
    nature: NatureFinancement, type_organisme: TypeOrganisme
):
    trouvee = FINANCEURS.colonne(financement("", 1, nature=nature), ORGANISMES[type_organisme])
    assert trouvee in FINANCEURS.colonnes(bloc_de(nature))


def test_that_the_reference_is_sound():
    colonnes = [colonne for bloc in Bloc for colonne in FINANCEURS.colonnes(bloc)]
    assert len({c.code for c in colonnes}) == len(colonnes)
    assert len({g.code for g in FINANCEURS.groupes}) == len(FINANCEURS.groupes)
    assert all(groupe.source and groupe.libelle and groupe.colonnes for groupe in FINANCEURS.groupes)
    for bloc in Bloc:
        siennes = list(FINANCEURS.colonnes(bloc))
        assert sum(c.reste for c in siennes) == 1
        types = [t for c in siennes for t in c.types]
        assert len(types) == len(set(types))
    for colonne_ in colonnes:
        assert colonne_.dotation or colonne_.mots or colonne_.types or colonne_.reste
        # Words are compared without accents nor punctuation: written otherwise, they would never be found.
        assert all(cle_dispositif(mot) == mot for mot in colonne_.mots)


def test_that_the_two_dotations_of_the_programme_have_their_column():
    assert {c.dotation for c in FINANCEURS.colonnes(Bloc.AIDES)} == {None, Dotation.DETR, Dotation.DSIL}


def test_that_the_reference_is_read_once():
    assert load_financeurs() is load_financeurs()
