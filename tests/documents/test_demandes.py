"""The documents of a demande: the same euros everywhere, blanks that nobody fills in advance, words that are true."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from demandes_ecrites import DEMANDE, DETR, MECENAT, REGION, projet
from factories import (
    AUJOURD_HUI,
    make_depense,
    make_operation,
    make_organisme,
    uid,
)
from fichiers_json import EXEMPLE
from lecture_docx import written
from typographie import faults

from models.domain.demande import Demande, EtatPiece, IssueDemande, LigneDemande, PieceDemande
from models.domain.demandes.echeancier import echeancier
from models.domain.plan_financement import Financement, Versement
from models.domain.projet import Projet
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    PosteDepense,
    Section,
    TypeOrganisme,
    TypePremierActe,
)
from models.echange.lecture import read_json
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_mots import BLANC
from pvd_desktop.documents.builders.demande_parties import (
    PARTIES,
    build_ensemble,
    build_partie,
    partie,
    parties_du_dossier,
)
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Block, Document, Fields, KeepTogether, Table

CHIFFRES = ("111 111", "40 000", "20 000", "46 111")
"""Cost, what is asked, the Région, the share of the maître d'ouvrage: of 111 111,11 € with cents on both sides."""


def dossier(demande: Demande | None = None, **operation: Any) -> DossierDemande:
    return situer_dossier(projet(demande, **operation), None, jour=AUJOURD_HUI, brouillon=False)


def exemple() -> Projet:
    return read_json(EXEMPLE, Projet(), "exemple.json", corbeille=()).projet


def plat(texte: str) -> str:
    """With plain spaces, on one line."""
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


def texte(document: Document) -> str:
    return plat(to_text(document))


def figures(document: Document) -> tuple[Table | Fields, ...]:
    """Every table of money of the plan: dépenses, ressources, lines of control."""
    return tuple(
        block
        for block in _plats(document.blocks)
        if isinstance(block, Table | Fields)
        and block.summary.startswith(("Dépenses prévisionnelles, par poste", "Ressources", "Lignes"))
    )


def _plats(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from _plats(block.blocks)
        else:
            yield block


@pytest.mark.parametrize("cle", ["plan", "note", "deliberation"])
def test_that_the_note_the_deliberation_and_the_plan_hold_exactly_the_same_tables(cle: str):
    une = dossier()
    tables = figures(build_partie(une, partie(cle)))
    assert len(tables) == 3
    assert tables == figures(build_partie(une, partie("plan")))


def test_that_the_same_whole_euros_are_read_in_the_form_the_note_and_the_deliberation(tmp_path: Path, pdftotext: Path):
    une = dossier()
    attendus = {
        "formulaire": ("111 111", "40 000"),
        "note": CHIFFRES,
        "deliberation": CHIFFRES,
        "plan": CHIFFRES,
        "echeancier": ("111 111", "40 000", "20 000"),
        "lettre": ("111 111", "40 000"),
    }
    for cle, chiffres in attendus.items():
        document = build_partie(une, partie(cle))
        cible = tmp_path / f"{cle}.pdf"
        export(document, cible)
        page = subprocess.run([pdftotext, "-layout", cible, "-"], capture_output=True, text=True, check=True).stdout
        word = written(document)
        cellules = [cellule.text for table in word.tables for row in table.rows for cellule in row.cells]
        mots = plat(" ".join([*(p.text for p in word.paragraphs), *cellules]))
        for chiffre in chiffres:
            for lu in (plat(page), mots, texte(document)):
                assert re.search(rf"(?<!\d)(?<!\d ){chiffre}(?![\d,])", lu), (cle, chiffre)
        assert not re.search(r"\d,\d\d €", texte(document))


def test_that_the_two_sides_of_the_plan_are_equal_to_the_euro_and_loans_stand_apart():
    plan = dossier().plan
    assert plan.cout is not None
    assert plan.part_mo is not None
    assert plan.total_aides is not None
    assert plan.total_prive is not None
    assert plan.total_aides + plan.total_prive + plan.part_mo == plan.cout == 111111
    dit = texte(build_partie(dossier(), partie("plan")))
    assert "Emprunt, compris dans cette part : 10 000 €" in dit
    assert "Prêt, à part : Banque, 10 000 €, à rembourser." in dit
    assert "Sous-total des aides publiques | | | 54,0 % | 60 000 €" in dit
    assert "Taux d’aides publiques : 54,0 %" in dit


def test_that_the_participation_is_that_of_the_law_where_it_applies():
    dit = texte(build_partie(dossier(), partie("plan")))
    # 46 111 / (46 111 + 60 000): the private money is out of the denominator.
    assert "Participation du maître d’ouvrage (L. 1111-10 du CGCT) : 43,46 %" in dit
    poste = (make_depense("50000", poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT),)
    sans = texte(build_partie(dossier(replace(DEMANDE, dispositif="fnadt"), depenses=poste), partie("plan")))
    assert "Participation du maître d’ouvrage (L. 1111-10 du CGCT) : Sans objet" in sans


def test_that_the_fctva_stands_outside_the_plan():
    dit = texte(build_partie(dossier(), partie("plan")))
    assert "FCTVA estimé, hors du plan : 21 872 €" in dit  # 16,404 % of 133 333,33 TTC
    assert "FCTVA estimé, hors du plan : —" in texte(build_partie(dossier(assujettie_tva=True), partie("plan")))


def test_that_a_cost_nobody_knows_is_said_and_no_figure_is_made_up():
    dit = texte(build_partie(dossier(depenses=()), partie("note")))
    assert "Aucune dépense n’a de montant." in dit
    assert "Le coût prévisionnel est de [Non renseigné] HT" in dit
    assert "Part du maître d’ouvrage | | | | Non renseigné" in dit


def test_that_an_aide_nobody_gave_an_amount_to_is_not_asked_for_as_zero():
    une = dossier(financements=(replace(DETR, montant_demande=None), REGION))
    for cle in ("deliberation", "lettre", "note", "plan"):
        assert not re.search(r"(?<![\d,])(?<!\d )0(?:,0)? [€%]", texte(build_partie(une, partie(cle)))), cle
    assert "solliciter [à compléter : aide demandée]" in texte(build_partie(une, partie("lettre")))
    assert "sollicite une aide de [Non renseigné] au titre de la DETR" in texte(
        build_partie(une, partie("deliberation"))
    )


def test_that_the_projet_de_deliberation_leaves_the_seance_and_the_vote_to_the_secretary():
    document = build_partie(dossier(), partie("deliberation"))
    champs = {f.label: f.value for b in _plats(document.blocks) if isinstance(b, Fields) for f in b.rows}
    for blanc in (
        "Séance du",
        "Présents",
        "Pouvoirs",
        "Absents",
        "Secrétaire de séance",
        "Pour",
        "Contre",
        "Abstentions",
    ):
        assert champs[blanc] == BLANC
    dit = texte(document)
    assert dit.startswith("Projet de délibération – ")
    for attendu in (
        "articles L. 2121-29, L. 1111-10, L. 2334-32 et suivants",
        "Rapport de la maire",
        "sollicite une aide de **40 000 €** au titre de la DETR",
        "s’engage à prendre en charge la part de la commune de Valbrune, soit **46 111 €** HT",
        "avant que le financeur n’ait reçu la demande",
        "Document prévisionnel, ne vaut pas accord.",
    ):
        assert attendu in dit


def test_that_one_who_is_no_collectivite_has_its_own_words():
    association = make_organisme("Association du Pré", type=TypeOrganisme.ASSOCIATION)
    base = projet(replace(DEMANDE, demandeur=association.uid))
    une = situer_dossier(
        replace(base, organismes=(*base.organismes, association)), None, jour=AUJOURD_HUI, brouillon=False
    )
    assert (une.organe.assemblee, une.organe.chef) == ("l’organe délibérant", "le représentant légal")
    dit = texte(build_partie(une, partie("deliberation")))
    assert "L’organe délibérant, après en avoir délibéré" in dit
    assert "Vu les statuts de l’association du Pré ;" in dit
    assert "code général des collectivités territoriales" not in dit
    assert "contrôle de légalité" not in dit
    assert "contrôle de légalité" in texte(build_partie(dossier(), partie("deliberation")))


def test_that_each_operation_has_its_own_attestation_signed_by_who_represents_the_town(tmp_path: Path, pdftotext: Path):
    base = projet()
    operations = (
        replace(base.fiches[0].operations[0], intitule="Place"),
        make_operation(uid=uid("rue"), intitule="Rue", financements=()),
    )
    demande = replace(DEMANDE, lignes=(*DEMANDE.lignes, LigneDemande(operation=uid("rue"))))
    fiche = replace(base.fiches[0], operations=operations)
    une = situer_dossier(replace(base, fiches=(fiche,), demandes=(demande,)), None, jour=AUJOURD_HUI, brouillon=False)
    cible = tmp_path / "attestation.pdf"
    export(build_partie(une, partie("attestation")), cible)
    pages = subprocess.run([pdftotext, cible, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert ["– Place" in pages[0], "– Rue" in pages[1], len(pages)] == [True, True, 2]
    for page in map(plat, pages):
        assert "Mme Anne Duval, agissant en qualité de maire de la commune de Valbrune" in page
        assert f"Fait à {BLANC}, le {BLANC}" in page


def test_that_nobody_attests_that_what_has_begun_has_not():
    debut = {"date_premier_acte": date(2026, 10, 19), "type_premier_acte": TypePremierActe.MARCHE}
    commencee = dossier(**debut)
    assert partie("attestation") not in parties_du_dossier(commencee)
    assert "commencement daté du 19/10/2026 : à vérifier" in texte(build_partie(commencee, partie("attestation")))
    assert partie("attestation") in parties_du_dossier(dossier())


@pytest.mark.parametrize(
    ("champs", "partis", "venus"),
    [
        ({}, (), ("deliberation", "attestation")),
        ({"date_deliberation": date(2026, 10, 1)}, ("deliberation",), ("attestation",)),
        ({"pieces": (PieceDemande(code="deliberation", etat=EtatPiece.JOINTE),)}, ("deliberation",), ()),
        ({"date_derogation": date(2026, 10, 1)}, ("attestation",), ("deliberation",)),
        ({"issue": IssueDemande.ACCORDEE}, (), ("publication",)),
        ({"issue": IssueDemande.REFUSEE}, ("publication",), ()),
    ],
)
def test_that_the_dossier_holds_what_the_demande_calls_for_where_it_stands(
    champs: dict[str, Any], partis: tuple[str, ...], venus: tuple[str, ...]
):
    cles = {une.id for une in parties_du_dossier(dossier(replace(DEMANDE, **champs)))}
    assert cles.isdisjoint(partis)
    assert cles.issuperset(venus)


def test_that_the_published_plan_shows_what_was_granted_and_the_others_what_was_asked():
    accordee = replace(
        DETR, etat=EtatFinancement.NOTIFIE, montant_accorde=Decimal("30000.40"), date_notification=date(2026, 5, 12)
    )
    demande = replace(DEMANDE, issue=IssueDemande.ACCORDEE)
    une = dossier(demande, financements=(accordee, REGION), date_commencement=date(2026, 12, 1))
    publie = texte(build_partie(une, partie("publication")))
    assert "DETR | Notifié | 30 000 €" in publie
    assert "Part du maître d’ouvrage | — | 61 111 €" in publie
    assert "dans les 15 jours du commencement de l’opération, au plus tard le 16 décembre 2026" in publie
    assert "DETR | Objet de la demande" in texte(build_partie(une, partie("plan")))
    assert "n’est pas accordée" in texte(build_partie(dossier(), partie("publication")))


def test_that_the_years_add_up_to_the_plan_to_the_euro():
    versee = replace(
        DETR,
        versements=(
            Versement(montant=Decimal("10000.33"), date_encaissement=date(2027, 3, 1)),
            Versement(montant=Decimal("9999.99"), date_prevue=date(2028, 3, 1)),
        ),
    )
    une = dossier(financements=(versee, REGION, MECENAT))
    calcule = echeancier(une.situee, une.plan)
    assert calcule.depenses == une.plan.cout
    assert [calcule.recu(rang) for rang in range(3)] == [40000, 20000, 5000]
    annees = {a.annee: a.encaissements.get(0) for a in calcule.annees if a.encaissements}
    assert annees == {2027: 10000, 2028: 10000, None: 20000}
    assert "Non daté" in texte(build_partie(une, partie("echeancier")))


@pytest.mark.parametrize(
    ("cout", "anah", "aide", "reste"),
    [
        ("52000", "non", "39 000", "13 000"),
        ("70000", "non", "45 000", "25 000"),
        ("70000", "oui", "52 500", "17 500"),
        ("80000", "oui", "55 000", "25 000"),
    ],
)
def test_that_the_note_of_the_poste_computes_the_aide_of_all_cofinanceurs(cout: str, anah: str, aide: str, reste: str):
    from models.domain.demande import ReponseDemande

    demande = replace(
        DEMANDE, dispositif="poste_chef_projet", reponses=(ReponseDemande(champ="avec_anah", texte=anah),)
    )
    charges = (make_depense(cout, poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT),)
    dit = texte(build_partie(dossier(demande, depenses=charges), partie("note")))
    assert f"Aide de tous les cofinanceurs : {aide} €" in dit
    assert f"Reste à l’employeur : {reste} €" in dit
    assert "Une seule demande vaut pour tous les cofinanceurs du poste." in dit
    assert "Financement du poste" not in texte(build_partie(dossier(), partie("note")))


def test_that_a_demande_whose_operation_is_gone_still_prints_every_document():
    partie_perdue = replace(DEMANDE, lignes=(LigneDemande(operation=uid("perdue"), financement=uid("perdu")),))
    une = dossier(partie_perdue)
    for document in (*(build_partie(une, p) for p in PARTIES), build_ensemble(une)):
        assert document.blocks
    assert "ne porte encore sur aucune opération" in texte(build_partie(une, partie("attestation")))


def test_that_a_plan_in_ttc_says_so_everywhere():
    ttc = tuple(make_depense(None, montant_ttc=Decimal(60000)) for _ in range(1))
    une = dossier(replace(DEMANDE, dispositif="fonds_vert"), depenses=ttc, base=BaseMontant.TTC, financements=(DETR,))
    dit = texte(build_partie(une, partie("note")))
    assert "Coût prévisionnel TTC : 60 000 €" in dit
    assert "Montant TTC (base du plan)" in dit


@pytest.mark.parametrize("rang", range(9))
def test_that_every_demande_of_the_example_reads_as_french_is_typeset(rang: int):
    base = exemple()
    une = situer_dossier(base, base.demandes[rang].uid, jour=AUJOURD_HUI, brouillon=True)
    # What people typed is theirs.
    textes = (to_text(build_partie(une, p)).replace(une.situee.nom, "Opération") for p in PARTIES)
    lignes = (ligne for entier in textes for ligne in entier.splitlines())
    fautes = {ligne: trouvees for ligne in lignes if "|" not in ligne and (trouvees := faults(_prose(ligne)))}
    assert not fautes


def _prose(ligne: str) -> str:
    """Without the marks of the plain text."""
    return re.sub(r"^(#+|!|•|—|◆|\[ \]|\d+\.) ", "", ligne).replace("<", " ").replace("*", "")


def test_that_a_line_of_money_names_its_funder_and_its_dispositif():
    assert isinstance(DETR, Financement)
    dit = texte(build_partie(dossier(), partie("plan")))
    assert "État / DETR | Objet de la demande | 111 111 € | 36,0 % | 40 000 €" in dit
    assert "Région | À solliciter" in dit
