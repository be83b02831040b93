"""The fiche-action read as text: layout of the model, words of the maquette, what is missing."""

from datetime import date
from decimal import Decimal

import pytest
from factories import (
    AUJOURD_HUI,
    make_depense,
    make_fiche,
    make_fiche_riche,
    make_fiche_vide,
    make_financement,
    make_operation,
    make_projet,
    make_territoire,
    uid,
)
from textes_attendus import check

from models.domain.fiche_action import FicheAction, NoteSuivi, Partenaire, Phase, Piece, Suivi
from models.domain.orientation import Indicateur
from models.domain.plan_financement import Operation, Repartition
from models.domain.projet import Projet
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    Meteo,
    NatureFinancement,
    Portee,
    PosteDepense,
    Section,
)
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.builders.plan_financement import cout, part
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Heading, KeepTogether


def projet_complet() -> Projet:
    """Three fiches: a rich one, one of two operations on two bases, an empty one without orientation."""
    riche = make_fiche_riche()
    tranches = make_fiche(
        uid=uid("fiche-tranches"),
        numero="2.1",
        intitule="Réhabiliter la halle et ses abords",
        orientation=uid("orientation-2"),
        operations=(
            make_operation(uid=uid("o1"), intitule="Clos et couvert", part_decidee=Decimal(30000)),
            make_operation(
                uid=uid("o2"),
                intitule="Aménagement intérieur",
                base=BaseMontant.TTC,
                maitre_ouvrage=uid("Communauté de communes du Haut-Pré"),
                date_commencement=date(2028, 1, 10),
            ),
        ),
    )
    return make_projet(riche, tranches, make_fiche_vide())


def texte(fiche: FicheAction, projet: Projet | None = None) -> str:
    """The text of one fiche, with plain spaces so that tests can be read."""
    document = build_fiche(projet or make_projet(fiche), fiche, aujourd_hui=AUJOURD_HUI)
    return to_text(document).replace("\u00a0", " ").replace("\u202f", " ")


def test_that_a_rich_fiche_reads_as_accepted():
    projet = projet_complet()
    check("fiche_riche.txt", to_text(build_fiche(projet, projet.fiches[0], aujourd_hui=AUJOURD_HUI)))


def test_that_an_empty_fiche_names_every_field_and_says_what_is_missing():
    projet = projet_complet()
    check("fiche_vide.txt", to_text(build_fiche(projet, projet.fiches[2], aujourd_hui=AUJOURD_HUI, brouillon=False)))


def test_that_all_the_fiches_follow_their_summary():
    check("fiches.txt", to_text(build_fiches(projet_complet(), aujourd_hui=AUJOURD_HUI)))


def test_that_the_fifteen_fields_come_in_the_order_of_the_model():
    contenu = texte(make_fiche_riche())
    champs = (
        "Orientation stratégique",
        "Action nom",
        "Action n°",
        "Statut",
        "Niveau de priorité",
        "Maître d’ouvrage",
        "Description de l’action",
        "Partenaires",
        "Coût prévisionnel",
        "Plan de financement",
        "Calendrier",
        "Lien autres programmes et contrats territoriaux",
        "Indicateurs de suivi et d’évaluation",
        "Conséquence sur la fonction de centralité",
        "Annexes",
    )
    places = [contenu.index(f"\n{champ} :" if rang < 6 else f"### {champ}") for rang, champ in enumerate(champs)]
    assert places == sorted(places)


def test_that_a_piece_is_named_without_the_extension_of_its_file():
    contenu = texte(make_fiche(pieces=(Piece(intitule="Arrêté attributif, DETR.pdf", type="Arrêté"),)))

    assert "1. Arrêté attributif, DETR · Arrêté" in contenu


def test_that_the_follow_up_and_the_points_stay_inside_the_house():
    contenu = texte(
        make_fiche(
            suivi=Suivi(meteo=Meteo.ORAGE, point_bloquant="le notaire", derniere_nouvelle="rien de neuf"),
            notes=(NoteSuivi(texte="appelé la préfecture"),),
            bloquee_par="fouilles",
            motif_statut="désaccord",
            referent="une personne",
        )
    )
    assert not any(
        secret in contenu
        for secret in ("notaire", "rien de neuf", "préfecture", "fouilles", "désaccord", "une personne", "Orageux")
    )


def test_that_an_amount_not_typed_is_not_a_zero():
    operation = make_operation(
        depenses=(make_depense(None), make_depense("0", uid=uid("zero"))),
        financements=(make_financement(None), make_financement("0", uid=uid("nul"))),
    )
    contenu = texte(make_fiche(operations=(operation,)))
    assert "Non renseigné |" in contenu
    assert "0,00 € |" in contenu


def test_that_an_operation_that_stands_alone_is_not_named():
    seule = make_operation(intitule="Tranche unique")
    autre = make_operation(uid=uid("autre"))
    assert "Opération 1" not in texte(make_fiche(operations=(seule,)))
    assert "#### Opération 1 : Tranche unique" in texte(make_fiche(operations=(seule, autre)))


def test_that_heads_of_amounts_name_the_base_of_their_operation():
    contenu = texte(make_fiche(operations=(make_operation(base=BaseMontant.TTC),)))
    for titre in (
        "Dépense éligible TTC",
        "Demandé TTC",
        "Accordé TTC",
        "Coût prévisionnel TTC",
        "Coût TTC (base du plan)",
    ):
        assert titre in contenu
    assert "Demandé HT" not in contenu


def test_that_what_remains_to_be_found_is_unknown_without_a_decided_share():
    assert "À trouver : Non renseigné (Part du maître d’ouvrage non décidée)" in texte(make_fiche())
    assert "À trouver : Non renseigné (Coût non renseigné)" in texte(
        make_fiche(operations=(make_operation(depenses=()),))
    )


def test_that_a_sum_says_how_many_operations_it_leaves_out():
    connue = make_operation(part_decidee=Decimal(10000))
    autres = [make_operation(uid=uid(f"o{i}")) for i in range(2)]
    assert "À trouver : 50 000,00 € (1 opération non renseignée)" in texte(make_fiche(operations=(connue, autres[0])))
    assert "(2 opérations non renseignées)" in texte(make_fiche(operations=(connue, *autres)))


def test_that_the_plan_balances_and_counts_what_was_granted():
    """Vector P of the domain: 150 000 asked, 100 000 granted, 250 000 of cost, 100 000 decided."""
    operation = make_operation(
        part_decidee=Decimal(100000),
        depenses=(make_depense("250000"),),
        financements=(
            make_financement("150000", montant_accorde=Decimal(100000), etat=EtatFinancement.ACCORDE),
            make_financement("900000", uid=uid("refus"), etat=EtatFinancement.REFUSE),
        ),
    )
    contenu = texte(make_fiche(operations=(operation,)))
    assert "Acquis : 100 000,00 € (40,0 % du coût)" in contenu
    assert "Solde à la charge du maître d’ouvrage : 150 000,00 € (60,0 % du coût)" in contenu
    assert "À trouver : 50 000,00 € (20,0 % du coût)" in contenu
    total_depenses, total_ressources = (
        next(line for line in contenu.splitlines() if mot in line)
        for mot in ("Total des dépenses", "Total des ressources")
    )
    assert "250 000,00 €" in total_depenses
    assert "250 000,00 €" in total_ressources


def test_that_loans_and_aid_in_kind_stand_apart():
    operation = make_operation(
        financements=(
            make_financement("7000", nature=NatureFinancement.AIDE_AUX_TIERS, uid=uid("tiers")),
            make_financement("60000", nature=NatureFinancement.PRET, uid=uid("pret")),
        )
    )
    contenu = texte(make_fiche(operations=(operation,)))
    apart = contenu[contenu.index("Hors coût et hors plan") : contenu.index("À solliciter :")]
    assert apart.index("60 000,00 €") < apart.index("7 000,00 €")
    assert "Total des aides" not in contenu
    assert "À solliciter : 0,00 €" in contenu


def test_that_several_private_resources_have_their_total():
    prives = tuple(make_financement(str(m), uid=uid(f"p{m}"), nature=NatureFinancement.PRIVE) for m in (1000, 2500))
    contenu = texte(make_fiche(operations=(make_operation(financements=prives),)))
    total = next(line for line in contenu.splitlines() if "Total des financements privés" in line)
    assert "3 500,00 €" in total


def test_that_an_unknown_funder_is_said_and_years_are_shown_as_a_range():
    lignes = (
        make_financement(financeur=None, dispositif="", annee=None),
        make_financement("10", uid=uid("etale"), repartitions=(Repartition(annee=2028), Repartition(annee=2026))),
    )
    contenu = texte(make_fiche(operations=(make_operation(financements=lignes),)))
    assert "Financeur à préciser" in contenu
    assert "DETR · 2026 – 2028" in contenu


def test_that_the_nature_is_not_said_twice():
    lignes = tuple(
        make_financement(
            str(i), uid=uid(str(i)), nature=NatureFinancement.FONDS_CONCOURS, dispositif=dispositif, annee=None
        )
        for i, dispositif in enumerate(("Fonds de concours des bourgs", "Bourgs"), 1)
    )
    contenu = texte(make_fiche(operations=(make_operation(financements=lignes),)))
    assert "État / Fonds de concours des bourgs  " in contenu
    assert "État / Bourgs · Fonds de concours  " in contenu


def test_that_a_granted_line_without_its_amount_is_missing_and_not_a_dash():
    lignes = (make_financement(etat=EtatFinancement.VERSE), make_financement("5", uid=uid("attente")))
    contenu = texte(make_fiche(operations=(make_operation(financements=lignes),)))
    verse, attente = (line for line in contenu.splitlines() if "État / DETR" in line)
    assert verse.rsplit("|", 2)[1].strip() == "Non renseigné"
    assert attente.rsplit("|", 2)[1].strip() == "—"


def test_that_a_depense_is_named_once_and_running_costs_are_told():
    depense = make_depense(poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT)
    repetee = make_depense(poste=PosteDepense.TRAVAUX, intitule="Travaux de voirie")
    assert "\n  Travaux de voirie " in texte(make_fiche(operations=(make_operation(depenses=(repetee,)),)))
    assert "Charges de personnel (fonctionnement)" in texte(
        make_fiche(operations=(make_operation(depenses=(depense,)),))
    )


@pytest.mark.parametrize(
    ("part_decidee", "acte", "jour", "attendu"),
    [
        (Decimal(1), "PPI", date(2026, 2, 1), "Part décidée du maître d’ouvrage : PPI, le 01/02/2026."),
        (Decimal(1), "", date(2026, 2, 1), "Part décidée du maître d’ouvrage : le 01/02/2026."),
        (Decimal(1), "vote du 3 mai 2026", date(2026, 5, 3), "Part décidée du maître d’ouvrage : vote du 3 mai 2026."),
        (Decimal(1), "", None, ""),
        (None, "PPI", None, ""),
    ],
)
def test_that_the_act_that_decided_the_share_is_quoted(
    part_decidee: Decimal | None, acte: str, jour: date | None, attendu: str
):
    operation = make_operation(part_decidee=part_decidee, part_decidee_acte=acte, part_decidee_date=jour)
    contenu = texte(make_fiche(operations=(operation,)))
    assert (attendu in contenu) if attendu else ("Part décidée du maître d’ouvrage : PPI" not in contenu)


def test_that_a_delegated_maitre_ouvrage_and_several_ones_are_named_once():
    delegue = make_operation(maitre_ouvrage_delegue=uid("CAUE du Pas-de-Calais"))
    epci = make_operation(uid=uid("o2"), maitre_ouvrage=uid("Communauté de communes du Haut-Pré"))
    sans = make_operation(uid=uid("o3"), maitre_ouvrage=None)
    contenu = texte(make_fiche(operations=(delegue, epci, epci, sans)))
    assert (
        "Maîtres d’ouvrage : Commune de Valbrune (maîtrise d’ouvrage déléguée à CAUE du Pas-de-Calais)\n"
        "Communauté de communes du Haut-Pré\n"
    ) in contenu
    assert "Maître d’ouvrage : non renseigné · base HT" in contenu


def test_that_a_fiche_without_operation_has_no_plan():
    contenu = texte(make_fiche(operations=()))
    assert "### Plan de financement\n\nNon renseigné\n" in contenu
    assert "Coût HT : Non renseigné" in contenu


def test_that_an_operation_with_only_a_decided_share_is_shown():
    contenu = texte(make_fiche(operations=(Operation(uid=uid("o"), part_decidee=Decimal(500)),)))
    assert "Part décidée du maître d’ouvrage : 500,00 €" in contenu


def test_that_the_cost_on_the_other_base_is_unknown_when_one_rate_is_missing():
    operation = make_operation(depenses=(make_depense("100"), make_depense("50", uid=uid("x"), taux_tva=None)))
    assert cout(operation, BaseMontant.HT) == Decimal(150)
    assert cout(operation, BaseMontant.TTC) is None
    assert "Coût TTC : Non renseigné" in texte(make_fiche(operations=(operation,)))


def test_that_the_cost_on_the_other_base_is_added_when_every_rate_is_known():
    operation = make_operation(depenses=(make_depense("100"), make_depense(None, uid=uid("x"))))
    assert cout(operation, BaseMontant.TTC) == Decimal("120.00")
    assert cout(make_operation(depenses=()), BaseMontant.TTC) is None


@pytest.mark.parametrize(
    ("montant", "total", "attendu"),
    [
        (Decimal(1), Decimal(3), Decimal("0.333")),
        (None, Decimal(3), None),
        (Decimal(1), Decimal(0), None),
        (Decimal(1), None, None),
    ],
)
def test_that_a_share_is_rounded_for_reading(montant: Decimal | None, total: Decimal | None, attendu: Decimal | None):
    assert part(montant, total) == attendu


def test_that_phases_jalons_and_operations_share_one_calendar():
    contenu = texte(
        make_fiche(
            phases=(Phase(uid=uid("p"), debut=date(2027, 1, 4)),),
            operations=(
                make_operation(date_commencement=date(2027, 5, 3)),
                make_operation(uid=uid("o2"), intitule="Halle", date_achevement=date(2028, 9, 1)),
            ),
        )
    )
    assert "— Phase : 04/01/2027 → Non renseigné" in contenu
    assert "— Du commencement à l’achèvement : 03/05/2027 → Non renseigné" in contenu
    assert "— Du commencement à l’achèvement : Halle : Non renseigné → 01/09/2028" in contenu


def test_that_an_action_of_the_whole_intercommunalite_says_so():
    assert "Communes : Toute l’intercommunalité" in texte(make_fiche(portee=Portee.EPCI))
    assert "Communes : Non renseigné" in texte(make_fiche())


def test_that_an_indicator_without_its_values_says_so():
    contenu = texte(make_fiche(indicateurs=(Indicateur(uid=uid("i"), intitule="Vacance", source="Insee"),)))
    ligne = next(line for line in contenu.splitlines() if "Vacance" in line)
    assert [cell.strip() for cell in ligne.split("|")] == ["Vacance", "Non renseigné", "Non renseigné", "Insee"]


def test_that_a_partner_that_is_gone_is_left_out():
    fiche = make_fiche(partenaires=(Partenaire(uid=uid("p"), organisme=uid("disparu")),))
    assert "### Partenaires\n\nNon renseigné" in texte(fiche)


def test_that_a_project_without_a_name_or_a_fiche_has_a_document():
    projet = make_projet(territoire=make_territoire(nom=""))
    document = build_fiches(projet, aujourd_hui=AUJOURD_HUI)
    assert document.titre == "Fiches-actions"
    assert document.entete == "Petites Villes de Demain"
    assert "Ce projet ne compte encore aucune fiche-action." in to_text(document)


def test_that_a_summary_on_one_base_names_it_and_skips_empty_orientations():
    projet = make_projet(make_fiche())
    contenu = to_text(build_fiches(projet, aujourd_hui=AUJOURD_HUI))
    assert "Coût HT" in contenu
    assert "base déclarée" not in contenu
    assert "Offrir des services" not in contenu


def test_that_every_fiche_can_be_reached_from_the_summary():
    projet = projet_complet()
    document = build_fiches(projet, aujourd_hui=AUJOURD_HUI)
    blocks = [b for block in document.blocks for b in (block.blocks if isinstance(block, KeepTogether) else (block,))]
    assert {b.anchor for b in blocks if isinstance(b, Heading) and b.level == 1} == {f.uid for f in projet.fiches}
