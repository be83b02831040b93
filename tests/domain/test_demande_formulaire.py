"""The form of a demande says what the project knows, what the person answered, and what is missing."""

from dataclasses import replace
from datetime import date

import pytest
from fabrique_demandes import (
    DEMANDE,
    DETR,
    FICHE,
    JOUR,
    OPERATION,
    TERRITOIRE,
    VILLE,
    pieces,
    rempli,
    reponses,
    situee,
)
from fabrique_du_domaine import operation, organisme

from models.domain.convention import Convention, Partie
from models.domain.demande import Demande, EtatPiece, LigneDemande, NatureDemande
from models.domain.demandes.formulaire import Origine, remplir
from models.domain.dispositif_local import DispositifLocal
from models.domain.organisme import Organisme
from models.domain.plan_financement import Depense
from models.domain.uids import Uid
from models.domain.vocabulaire import PosteDepense, TypeOrganisme, TypePremierActe
from models.referentiel.formulaires import formulaire_de, load_formulaires

ATTENDUS = {
    "nature": "Nouveau dossier",
    "nature_porteur": "Commune",
    "siren": "216209981",
    "departement": "62 – Pas-de-Calais",
    "epci": "Communauté de communes du Haut-Pré",
    "fonction": "Maire",
    "civilite": "Madame",
    "representant_nom": "Duval",
    "representant_prenom": "Anne",
    "mo_deleguee": "Non",
    "suivi_nom": "Martin",
    "suivi_prenom": "Camille",
    "suivi_fonction": "Chef de projet Petites Villes de Demain",
    "suivi_telephone": "03 21 00 00 00",
    "suivi_courriel": "pvd@haut-pre.fr",
    "suivi_second_courriel": "mairie@valembecque.fr",
    "intitule": "Réhabiliter la halle",
    "adresse": "3, rue de la Halle, Valembecque",
    "acquisitions": "Non",
    "travaux": "Oui",
    "zonages": "Territoire d’industrie",
    "contrats": "CRTE\nOpération de revitalisation de territoire (ORT)\nPetites Villes de Demain",
    "transition": "Oui",
    "commencement": "01/09/2027",
    "achevement": "30/06/2028",
    "cout": "500000",
    "dispositifs": "DETR\nDSIL",
    "detr_prioritaire": "Oui",
    "detr_categorie": "A – Bâtiments publics",
    "dsil_categorie": "1 – Rénovation thermique, transition énergétique",
    "montant": "250000",
    "montant_detr": "150000",
    "montant_dsil": "100000",
    "autres_aides": "Conseil régional",
    "region_montant": "80000",
    "autre_operation": "Non",
    "rang": "1",
    "non_commencement": "L’opération n’a pas commencé",
}


def _champ(cle: str, demande: Demande = DEMANDE, **champs: object):
    trouve = rempli(demande, **champs).champ(cle)
    assert trouve is not None, cle
    return trouve


def test_that_a_complete_project_answers_the_form_of_the_detr_by_itself():
    lus = {c.champ.cle: c.texte for c in rempli() if c.origine is Origine.PROJET}
    assert lus == ATTENDUS


def test_that_what_only_the_person_knows_is_left_to_be_completed_in_the_order_of_the_portal():
    assert [c.champ.cle for c in rempli().manquants] == [
        *("arrondissement", "transition_objectifs", "transition_justification", "artificialisation", "recettes"),
        *("engagement_modification", "engagement_publication", "engagement_exactitude"),
    ]


def test_that_an_answer_comes_before_the_project_which_stays_in_sight():
    demande = replace(DEMANDE, reponses=reponses(intitule="La halle, demain", arrondissement="arras"))
    intitule = _champ("intitule", demande)
    assert (intitule.origine, intitule.texte, intitule.texte_projet) == (
        Origine.SAISI,
        "La halle, demain",
        "Réhabiliter la halle",
    )
    assert _champ("arrondissement", demande).texte == "Arras"


@pytest.mark.parametrize(
    ("cle", "type_objet", "uid", "champ"),
    [
        ("siren", "organisme", VILLE.uid, "siren"),
        ("representant_nom", "organisme", VILLE.uid, "contacts"),
        ("epci", "territoire", TERRITOIRE.uid, "epci_nom"),
        ("suivi_telephone", "territoire", TERRITOIRE.uid, "chef_de_projet_telephone"),
        ("adresse", "fiche", FICHE.uid, "adresse"),
        ("travaux", "operation", OPERATION.uid, "depenses"),
        ("commencement", "operation", OPERATION.uid, "date_commencement"),
        ("montant_detr", "financement", DETR.uid, "montant_demande"),
        ("rang", "demande", DEMANDE.uid, "rang_priorite"),
        ("piece_devis", "demande", DEMANDE.uid, "piece:devis"),
    ],
)
def test_that_each_answer_says_where_one_changes_it(cle: str, type_objet: str, uid: Uid, champ: str):
    lu = _champ(cle)
    assert lu.objet is not None
    assert (lu.objet.type, lu.objet.uid, lu.champ_objet) == (type_objet, uid, champ)


def test_that_a_field_is_shown_only_when_the_one_it_depends_on_says_so():
    assert rempli().champ("dossier_anterieur") is None
    renouvelee = replace(DEMANDE, nature=NatureDemande.RENOUVELLEMENT, dossier_anterieur="111")
    assert _champ("dossier_anterieur", renouvelee).texte == "111"
    acquisition = replace(DEMANDE, reponses=reponses(acquisitions="oui"))
    assert rempli(acquisition).champ("piece_titre_propriete") is not None
    assert rempli().champ("piece_titre_propriete") is None


def test_that_the_representative_is_that_of_the_convention_when_no_contact_is():
    ville = replace(VILLE, contacts=())
    partie = Partie(uid=Uid("par"), organisme=VILLE.uid, civilite="M.", representant="Jean-Pierre LE GOFF")
    champs = {"organismes": (ville,), "convention": Convention(parties=(partie,))}
    lus = [_champ(cle, **champs) for cle in ("civilite", "representant_nom", "representant_prenom")]
    assert [c.texte for c in lus] == ["Monsieur", "LE GOFF", "Jean-Pierre"]
    assert {c.objet.type for c in lus if c.objet} == {"partie"}


def test_that_a_commune_without_siren_gives_its_code_insee():
    assert _champ("siren", organismes=(replace(VILLE, siren=""),)).texte == "62998"


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [("PETR du Haut-Pré", "petr"), ("Syndicat mixte du Haut-Pré", "syndicat_mixte"), ("SIVOM", "syndicat_communes")],
)
def test_that_the_kind_of_a_syndicat_is_read_in_its_name(nom: str, attendu: str):
    syndicat = Organisme(uid=VILLE.uid, nom=nom, type=TypeOrganisme.SYNDICAT)
    lu = rempli(organismes=(syndicat,))
    nature, fonction = lu.champ("nature_porteur"), lu.champ("fonction")
    assert nature is not None
    assert fonction is not None
    assert (nature.valeur, fonction.origine) == (attendu, Origine.A_COMPLETER)


def test_that_the_other_demandes_of_the_year_answer_whether_there_are_any():
    autre = Demande(uid=Uid("autre"), dispositif="dsil", annee=2027)
    assert _champ("autre_operation", demandes=(DEMANDE, autre)).texte == "Oui"
    assert _champ("autre_operation", demandes=(DEMANDE, replace(autre, annee=2026))).texte == "Non"
    assert _champ("autre_operation", demandes=(DEMANDE, replace(autre, dispositif="fonds_vert"))).texte == "Non"


def test_that_an_operation_already_begun_asks_what_to_say_of_it():
    commencee = replace(OPERATION, type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=date(2026, 3, 2))
    fiches = (replace(FICHE, operations=(commencee,)),)
    assert _champ("non_commencement", fiches=fiches).origine is Origine.A_COMPLETER
    deposee = replace(DEMANDE, date_depot=date(2026, 1, 12))
    assert _champ("non_commencement", deposee, fiches=fiches).valeur == "non_commence"
    derogee = replace(DEMANDE, date_derogation=date(2026, 2, 1))
    assert _champ("non_commencement", derogee, fiches=fiches).valeur == "derogation"
    renouvelee = replace(deposee, nature=NatureDemande.RENOUVELLEMENT_PIECES)
    assert _champ("non_commencement", renouvelee, fiches=fiches).valeur == "apres_depot"


def test_that_the_commencement_is_the_first_act_that_counts_planned_or_signed():
    marche = replace(OPERATION, type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=date(2027, 3, 2))
    lu = _champ("commencement", fiches=(replace(FICHE, operations=(marche,)),))
    assert (lu.texte, lu.champ_objet) == ("02/03/2027", "date_premier_acte")
    etude = replace(marche, type_premier_acte=TypePremierActe.ETUDE)
    assert _champ("commencement", fiches=(replace(FICHE, operations=(etude,)),)).texte == "01/09/2027"


def test_that_a_delegated_operation_names_its_delegate():
    epf = Organisme(uid=Uid("epf"), nom="EPF", siren="200035442")
    deleguee = replace(OPERATION, maitre_ouvrage_delegue=epf.uid)
    lu = rempli(organismes=(VILLE, epf), fiches=(replace(FICHE, operations=(deleguee,)),))
    delegue = lu.champ("mo_delegue")
    assert delegue is not None
    assert delegue.texte == "EPF – 200035442"
    assert lu.champ("piece_convention_delegation") is not None


def test_that_a_piece_says_its_state_and_is_not_counted_among_the_missing_fields():
    demande = replace(DEMANDE, pieces=pieces(devis=EtatPiece.JOINTE, note=EtatPiece.MANQUANTE))
    assert (_champ("piece_devis", demande).texte, _champ("piece_note", demande).texte) == ("Jointe", "")
    assert not [c for c in rempli(demande).manquants if c.champ.piece]


def test_that_the_fonds_vert_form_reads_its_axe_its_description_and_the_other_aides():
    demande = replace(DEMANDE, dispositif="fonds_vert", reponses=reponses(axe="1"))
    lu = rempli(demande)
    assert lu.formulaire.cle == "fonds_vert"
    textes = {c.champ.cle: c.texte for c in lu}
    assert textes["axe"].startswith("1 – Performance environnementale")
    assert textes["description"] == "Contexte : la halle ferme.\n\n- rouvrir"
    assert textes["representant"] == "Mme Anne Duval, Maire"
    assert textes["convention_cadre"].endswith("signée le 26/01/2023")
    assert "Redynamisation des centres-bourgs" in textes["tableau_des_aides"]
    assert "(déposé)" in textes["tableau_des_aides"]


def test_that_a_dispositif_of_the_project_takes_the_generic_form_or_the_one_it_names():
    local = DispositifLocal(uid=Uid("loc"), code="leader_local", intitule="LEADER du Haut-Pré")
    demande = replace(DEMANDE, dispositif="leader_local")
    assert rempli(demande, dispositifs_locaux=(local,)).formulaire.cle == "generique"
    nomme = replace(local, contenu='formulaire = "fonds_vert"\n')
    assert rempli(demande, dispositifs_locaux=(nomme,)).formulaire.cle == "fonds_vert"
    perdu = rempli(demande, dispositifs_locaux=(replace(local, contenu='formulaire = "parti"\n'),))
    assert "parti" in perdu.formulaire.reserve


def test_that_the_poste_de_chef_de_projet_computes_its_aide_from_its_cost_and_follows_an_answer():
    poste = operation(
        uid=Uid("poste"),
        maitre_ouvrage=organisme(TypeOrganisme.COMMUNE),
        depenses=(Depense(poste=PosteDepense.PERSONNEL, montant_ht=DETR.montant_demande),),
    )
    fiches = (replace(FICHE, operations=(poste,)),)
    demande = Demande(
        uid=Uid("dem"),
        dispositif="poste_chef_projet",
        annee=2026,
        lignes=(LigneDemande(operation=poste.uid),),
        reponses=reponses(cout_charge="52000"),
    )
    textes = {c.champ.cle: c.texte for c in rempli(demande, fiches=fiches)}
    assert (textes["montant"], textes["part_mo"]) == ("39000", "13000")
    avec_anah = replace(demande, reponses=reponses(cout_charge="80000", avec_anah="oui"))
    textes = {c.champ.cle: c.texte for c in rempli(avec_anah, fiches=fiches)}
    assert (textes["montant"], textes["part_anah"], textes["part_bdt"]) == ("55000", "40000", "15000")


def test_that_every_form_is_filled_for_a_demande_that_names_nothing():
    vue = situee(Demande(), fiches=(), organismes=())
    for formulaire in load_formulaires().values():
        assert remplir(vue, formulaire, JOUR).manquants


def test_that_a_choice_that_another_edition_took_away_is_shown_as_it_was():
    assert _champ("zonages", replace(DEMANDE, reponses=reponses(zonages="ancien"))).texte == "ancien"


def test_that_a_year_that_is_not_known_leaves_the_other_operation_unsaid():
    sans = replace(DEMANDE, annee=None)
    assert _champ("autre_operation", sans).origine is Origine.A_COMPLETER


def test_that_a_demande_without_a_dispositif_has_the_generic_form():
    assert formulaire_de(None).cle == "generique"
