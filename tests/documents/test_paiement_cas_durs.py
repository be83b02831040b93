"""The papers of a payment in hard cases: several acomptes, an aid lowered or to give back, HT or TTC, who signs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from factories import make_organisme, uid
from paiements import DEMANDE, make_place

from models.domain.paiement import Facture
from models.domain.plan_financement import Versement
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant, NatureVersement, TypeOrganisme
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.renderers import text

JOUR = date(2026, 11, 22)
AVANCE = (NatureVersement.AVANCE, "36000.00", date(2025, 4, 5), date(2025, 6, 2))
VersementDit = tuple[NatureVersement, str, date | None, date | None]


def _projet(
    *versements: VersementDit,
    factures: int = 0,
    base: BaseMontant = BaseMontant.HT,
    achevee: bool = True,
    porteur: tuple[str, TypeOrganisme] = ("Communauté de communes d’Hesdin", TypeOrganisme.EPCI),
) -> Projet:
    """The place, paid for by ``factures`` mandats of 3 333,33 € HT each, or by its own when there are none."""
    projet = make_place(achevee=achevee)
    fiche = projet.fiches[0]
    operation = fiche.operations[0]
    ligne = replace(
        operation.financements[0],
        versements=tuple(
            Versement(
                uid=uid(f"v{rang}"),
                nature=nature,
                montant=Decimal(montant),
                date_demande=demande,
                date_encaissement=recu,
            )
            for rang, (nature, montant, demande, recu) in enumerate(versements)
        ),
    )
    mandats = tuple(
        Facture(
            uid=uid(f"mandat{rang}"),
            fournisseur="TP de la Lawe",
            numero_mandat=f"2025-{rang}",
            date_mandat=date(2025, 9, 2),
            montant_ht=Decimal("3333.33"),
            montant_ttc=Decimal("4000.00"),
        )
        for rang in range(factures)
    )
    nom, nature = porteur
    payee = replace(
        operation,
        maitre_ouvrage=uid("porteur"),
        base=base,
        financements=(ligne,),
        factures=mandats or operation.factures,
    )
    return replace(
        projet,
        organismes=(*projet.organismes, make_organisme(nom, uid=uid("porteur"), type=nature)),
        fiches=(replace(fiche, operations=(payee,)),),
    )


def _texte(nom: str, projet: Projet, dossier: Path) -> str:
    document = build(document_for(nom, Path("a.pdf")), projet, aujourd_hui=JOUR, brouillon=False, demande=DEMANDE)
    text.render(document, dossier / "a.txt")
    lu = (dossier / "a.txt").read_text("utf-8")
    return " ".join(lu.replace("**", "").replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-").split())


def test_that_an_acompte_is_what_the_depense_gives_right_to_less_the_avance_and_the_acomptes_before(tmp_path: Path):
    # 70 × 3 333,33 = 233 333,10; 30 % = 69 999,93; 36 000,00 + 20 000,50 already asked for.
    acompte = (NatureVersement.ACOMPTE, "20000.50", date(2025, 10, 1), date(2025, 11, 3))
    lettre = _texte("demande-acompte", _projet(AVANCE, acompte, factures=70, achevee=False), tmp_path)
    assert "233 333,10 €" in lettre
    assert "69 999,93 €" in lettre
    assert "56 000,50 €" in lettre
    assert "le versement d’un acompte de 13 999,43 €" in lettre


def test_that_acomptes_stop_at_four_fifths_of_the_aid(tmp_path: Path):
    # Vector H: 380 000 × 30 % = 114 000, acomptes 96 000 at most, 36 000 + 40 000 already asked for.
    acompte = (NatureVersement.ACOMPTE, "40000.00", date(2025, 10, 1), date(2025, 11, 3))
    lettre = _texte("demande-acompte", _projet(AVANCE, acompte, achevee=False), tmp_path)
    assert "le versement d’un acompte de 20 000,00 €" in lettre
    assert "96 000,00 €" in lettre


def test_that_a_lowered_aid_pays_a_smaller_solde(tmp_path: Path):
    acompte = (NatureVersement.ACOMPTE, "60000.00", date(2025, 10, 1), date(2025, 11, 3))
    lettre = _texte("demande-solde", _projet(AVANCE, acompte), tmp_path)
    assert "le versement du solde de 18 000,00 €" in lettre
    assert "114 000,00 €" in lettre
    assert "Trop-perçu" not in lettre


def test_that_an_aid_already_paid_beyond_its_final_amount_is_given_back_and_no_solde_asked_for(tmp_path: Path):
    # 30 × 3 333,33 = 99 999,90; 30 % = 29 999,97; 96 000,00 were paid.
    acompte = (NatureVersement.ACOMPTE, "60000.00", None, date(2025, 8, 2))
    lettre = _texte("demande-solde", _projet(AVANCE, acompte, factures=30), tmp_path)
    assert "déclare qu’un trop-perçu de 66 000,03 € est à reverser" in lettre
    assert "sollicite" not in lettre
    assert "Décompte définitif de l’aide, reversement d’un trop-perçu" in lettre


def test_that_an_operation_declared_ttc_is_paid_on_its_ttc_up_to_what_was_retained(tmp_path: Path):
    # 240 000,12 + 198 000,00 - 6 000,12 + 24 000,00 = 456 000,00 TTC eligible, of which 400 000 were retained.
    lettre = _texte("demande-solde", _projet(base=BaseMontant.TTC), tmp_path)
    assert "456 000,00 €" in lettre
    assert "le versement du solde de 120 000,00 €" in lettre
    assert "HT" not in lettre


@pytest.mark.parametrize(
    ("nom", "nature", "dit"),
    [
        ("Communauté de communes d’Hesdin", TypeOrganisme.EPCI, "président de la communauté de communes d’Hesdin"),
        ("EPCI de l’Authie", TypeOrganisme.EPCI, "président de l’EPCI de l’Authie"),
        ("CCAS d’Hesdin", TypeOrganisme.ETABLISSEMENT_PUBLIC, "président du CCAS d’Hesdin"),
        ("Commune d’Hesdin", TypeOrganisme.COMMUNE, "maire de la commune d’Hesdin"),
        ("Hesdin", TypeOrganisme.COMMUNE, "maire d’Hesdin"),
    ],
)
@pytest.mark.parametrize("document", ["declaration-commencement", "demande-acompte", "demande-solde"])
def test_that_whoever_represents_the_demandeur_signs_in_its_words(
    nom: str, nature: TypeOrganisme, dit: str, document: str, tmp_path: Path
):
    assert f"agissant en qualité de {dit}" in _texte(document, _projet(AVANCE, porteur=(nom, nature)), tmp_path)
