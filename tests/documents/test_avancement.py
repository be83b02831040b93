"""The quarterly table and the yearly report: what was done and not what is planned, each cell with something to say."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche, make_financement, make_operation, make_projet, uid
from lecture_docx import document, written
from projets import exemple

from models.domain.echeances.calcul import calculer_echeances
from models.domain.gouvernance import Decision, Instance, Reunion
from models.domain.plan_financement import Versement
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant, EtatFinancement
from models.queries.projet import load_projet
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.financeurs import load_financeurs
from models.store.database import Database
from pvd_desktop.documents.builders.bilan_annuel import build_bilan
from pvd_desktop.documents.builders.tableau_bord import chiffres_cles
from pvd_desktop.documents.builders.trimestriel import build_trimestriel, table_actions, table_echeances
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Figures


@pytest.fixture(scope="module")
def projet_exemple(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    """The example project."""
    database = Database.open(exemple(tmp_path_factory.mktemp("avancement")), lecture_seule=True)
    with database.read() as session:
        charge = load_projet(session)
    database.close()
    return charge


def bilan(projet: Projet, jour: date = AUJOURD_HUI) -> str:
    texte = to_text(build_bilan(projet, load_financeurs(), aujourd_hui=jour, brouillon=False))
    return re.sub("[ \u00a0\u202f]+", " ", texte)


def test_that_the_report_tells_nothing_that_is_still_to_come():
    aide = make_financement(
        etat=EtatFinancement.ACCORDE,
        montant_accorde=Decimal(30000),
        date_decision=date(2026, 5, 4),
        versements=(
            Versement(montant=Decimal(9000), date_encaissement=date(2026, 9, 1)),
            Versement(montant=Decimal(7000), date_encaissement=date(2026, 12, 24)),
        ),
    )
    operation = make_operation(
        financements=(aide,), date_commencement=date(2026, 12, 1), date_achevement=date(2026, 12, 30)
    )
    reunions = (
        Reunion(jour=date(2026, 6, 11), lieu="Mairie", decisions=(Decision(intitule="Suspendre"),)),
        Reunion(jour=date(2026, 12, 10), lieu="Salle des fêtes", decisions=(Decision(intitule="Reprendre"),)),
    )
    projet = make_projet(make_fiche(operations=(operation,)), instances=(Instance(reunions=reunions),))
    avant, apres = bilan(projet), bilan(projet, date(2027, 1, 15))
    for annonce in ("Aucune opération n’a commencé en 2026.", "Aucune opération ne s’est achevée en 2026."):
        assert annonce in avant
        assert annonce not in apres
    for venu in ("Salle des fêtes", "Reprendre", "7 000,00 €"):
        assert venu not in avant
        assert venu in apres
    assert "Total reçu | | | | 9 000,00 €" in avant
    assert "Total reçu | | | | 16 000,00 €" in apres


def test_that_an_aide_granted_for_an_amount_nobody_typed_is_not_granted_zero():
    aide = make_financement(etat=EtatFinancement.ACCORDE, montant_accorde=None, date_decision=date(2026, 5, 4))
    dit = bilan(make_projet(make_fiche(operations=(make_operation(financements=(aide,)),))))
    assert "Accordé | 40 000,00 € | Non renseigné" in dit


def test_that_each_echeance_says_where_it_stands(projet_exemple: Projet):
    dispositifs = load_effectifs(projet_exemple.dispositifs_locaux).dispositifs
    echeances = calculer_echeances(projet_exemple, dispositifs, load_bareme(), AUJOURD_HUI)
    table = table_echeances(echeances, AUJOURD_HUI)
    assert table is not None
    assert all(column.title for column in table.columns)
    assert {str(row.cells[1]) for row in table.rows} <= {"En retard", "Cette semaine", "À venir"}
    assert "Non renseigné" not in {text_of(cell) for row in table.rows for cell in row.cells}


def test_that_the_quarterly_table_has_the_four_words_of_the_maquette():
    table = table_actions(make_projet(make_fiche()))
    assert table is not None
    titres = [column.title for column in table.columns]
    assert titres[7:] == ["Coût HT", "Acquis", "Sollicité", "À solliciter", "À trouver", "Reçu"]


def test_that_amounts_of_both_bases_say_so_in_brackets():
    ttc = make_operation(uid=uid("ttc"), base=BaseMontant.TTC)
    projet = make_projet(make_fiche(operations=(make_operation(), ttc)))
    assert chiffres_cles(projet.totaux).items[0].label == "Coût (base déclarée)"
    assert "Coût (base déclarée)" in to_text(build_trimestriel(projet, (), aujourd_hui=AUJOURD_HUI))


def test_that_operations_without_a_cout_are_told_beside_it():
    """Their aides count: what is acquired may exceed the coût of the others."""
    complete = make_operation(part_decidee=Decimal(10))
    sans = replace(complete, uid=uid("sans"), depenses=())
    cout, *_, a_trouver = chiffres_cles(make_projet(make_fiche(operations=(complete, sans))).totaux).items
    assert (cout.detail, a_trouver.detail) == ("1 opération sans coût", "1 opération sans coût ou sans part décidée")
    assert not any(f.detail for f in chiffres_cles(make_projet(make_fiche(operations=(complete,))).totaux).items)


def test_that_a_fifth_key_figure_stands_beside_the_others_when_it_holds():
    cinq = chiffres_cles(make_projet(make_fiche()).totaux)
    huit = Figures((*cinq.items, *cinq.items[:3]), "Huit chiffres")
    longs = replace(cinq, items=tuple(replace(f, label=f"{f.label}, dans ce projet de territoire") for f in cinq.items))
    assert [len(table.columns) for table in written(document(cinq, huit, longs)).tables] == [5, 4, 4]


def test_that_the_chart_of_the_funders_draws_no_sum(projet_exemple: Projet, tmp_path: Path):
    classeur = tmp_path / "bilan.xlsx"
    xlsx.render(build_bilan(projet_exemple, load_financeurs(), aujourd_hui=AUJOURD_HUI), classeur)
    with zipfile.ZipFile(BytesIO(classeur.read_bytes())) as archive:
        dessin = archive.read("xl/charts/chart1.xml").decode()
    (etendue, *autres) = re.findall(r"<c:cat>.*?<c:f>(.*?)</c:f>", dessin)
    assert set(autres) == {etendue}
    publiques, privees = re.findall(r"\$A\$(\d+):\$A\$(\d+)", etendue)
    # The total of the aides publiques is the row between the two.
    assert int(privees[0]) == int(publiques[1]) + 2
