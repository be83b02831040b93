"""The words of the documents of a demande: who asks, where, of whom, and nothing made up of what nobody said."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from demandes_ecrites import DEMANDE, DETR, MECENAT, REGION, projet
from factories import AUJOURD_HUI, make_depense, make_fiche, make_operation, make_organisme, make_projet, uid
from lecture_docx import written

from models.domain.demande import Demande, LigneDemande
from models.domain.organisme import Contact, Organisme
from models.domain.territoire import Commune
from models.domain.vocabulaire import NatureFinancement, PosteDepense, Section, TypeOrganisme
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_mots import BLANC
from pvd_desktop.documents.builders.demande_parties import PARTIES, build_partie, partie
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Heading, KeepTogether, Paragraph, ParagraphKind, Table

PAGE_A4 = 595
"""Points, from left to right."""


def representant(civilite: str, fonction: str) -> Contact:
    return Contact(civilite=civilite, prenom="Lou", nom="Duval", fonction=fonction, representant=True)


def porte_par(organisme: Organisme, demande: Demande = DEMANDE) -> DossierDemande:
    base = projet(replace(demande, demandeur=organisme.uid))
    ou = replace(base, organismes=(*base.organismes, organisme))
    return situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False)


def lu(dossier: DossierDemande, cle: str) -> str:
    """Plain spaces, on one line."""
    texte = to_text(build_partie(dossier, partie(cle))).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(texte.replace("**", "").split())


@pytest.mark.parametrize(
    ("nom", "type_", "dits"),
    [
        ("Commune d’Hesdin", TypeOrganisme.COMMUNE, ("de la commune d’Hesdin", "maire", "conseil municipal")),
        ("Le Quesnoy", TypeOrganisme.COMMUNE, ("du Quesnoy", "maire", "conseil municipal")),
        ("CC du Haut-Pré", TypeOrganisme.EPCI, ("de la CC du Haut-Pré", "présidente", "conseil communautaire")),
        ("SIVOM de l’Artois", TypeOrganisme.SYNDICAT, ("du SIVOM de l’Artois", "présidente", "comité syndical")),
        (
            "CCAS de L’Isle-Adam",
            TypeOrganisme.ETABLISSEMENT_PUBLIC,
            ("du CCAS de L’Isle-Adam", "présidente", "conseil d’administration"),
        ),
        (
            "EPF Hauts-de-France",
            TypeOrganisme.ETABLISSEMENT_PUBLIC,
            ("de l’EPF Hauts-de-France", "directrice générale", "conseil d’administration"),
        ),
    ],
)
def test_that_who_asks_decides_and_signs_is_named_as_french_names_them(
    nom: str, type_: TypeOrganisme, dits: tuple[str, str, str]
):
    de_qui, qualite, assemblee = dits
    dossier = porte_par(
        make_organisme(nom, type=type_, contacts=(representant("Mme", "Directrice générale"),)),
    )
    assert f"Au nom {de_qui}, j’ai l’honneur" in lu(dossier, "lettre")
    assert f"Je soussignée, Mme Lou Duval, agissant en qualité de {qualite} {de_qui}," in lu(dossier, "attestation")
    deliberation = lu(dossier, "deliberation")
    assert f"Le {assemblee}, après en avoir délibéré" in deliberation
    assert f"autorise la {qualite} à présenter" in deliberation


@pytest.mark.parametrize(
    ("civilite", "attendu"), [("M.", "soussigné,"), ("Madame", "soussignée,"), ("", "soussigné(e),")]
)
def test_that_the_attestation_agrees_with_who_signs_it(civilite: str, attendu: str):
    contact = representant(civilite, "Maire")
    assert f"Je {attendu} " in lu(porte_par(make_organisme("Hesdin", contacts=(contact,))), "attestation")


def test_that_a_ccas_has_neither_statutes_nor_the_visas_of_a_town():
    dossier = porte_par(make_organisme("CCAS d’Hesdin", type=TypeOrganisme.ETABLISSEMENT_PUBLIC))
    dit = lu(dossier, "deliberation")
    assert "Vu le code de l’action sociale et des familles ;" in dit
    assert "statuts" not in dit
    assert "Transmise au contrôle de légalité" in dit


def test_that_the_place_is_said_after_its_preposition():
    communes = tuple(Commune(uid=uid(nom), nom=nom) for nom in ("Hesdin", "Le Quesnoy", "L’Isle-Adam"))
    base = projet()
    sans = replace(base, territoire=replace(base.territoire, communes=communes))

    def situee(adresse: str, *noms: str) -> str:
        fiche = replace(base.fiches[0], adresse=adresse, communes=tuple(map(uid, noms)))
        dossier = situer_dossier(replace(sans, fiches=(fiche,)), None, jour=AUJOURD_HUI, brouillon=False)
        return lu(dossier, "attestation")

    assert "Grand-Place », située à Hesdin, au Quesnoy et à L’Isle-Adam, pour" in situee(
        "", *map(str, (c.nom for c in communes))
    )
    assert "située 3, rue de la Halle, au Quesnoy, pour" in situee("3, rue de la Halle", "Le Quesnoy")
    assert "située place d’Armes, 62140 Hesdin, pour" in situee("place d’Armes, 62140 Hesdin", "Hesdin")
    assert "Grand-Place », pour laquelle" in situee("")


def test_that_the_note_says_where_when_no_address_was_typed():
    base = projet()
    fiche = replace(base.fiches[0], communes=(uid("Valbrune"),))
    dossier = situer_dossier(replace(base, fiches=(fiche,)), None, jour=AUJOURD_HUI, brouillon=False)
    assert "Lieu : Valbrune Convention" in lu(dossier, "note")


def test_that_an_article_quoted_in_a_sentence_opens_with_no_capital():
    assert "(article R. 2334-24 du CGCT)" in lu(
        situer_dossier(projet(), None, jour=AUJOURD_HUI, brouillon=False), "attestation"
    )


def test_that_the_attestation_names_a_lone_operation_as_the_portal_does():
    dossier = situer_dossier(
        projet(replace(DEMANDE, intitule="Grand-Place, tranche 2")), None, jour=AUJOURD_HUI, brouillon=False
    )
    dit = lu(dossier, "attestation")
    assert "« Grand-Place, tranche 2 »" in dit
    assert "1.1" not in dit


def test_that_a_funder_without_a_dispositif_is_asked_for_its_aide():
    demande = replace(
        DEMANDE, dispositif="", lignes=(LigneDemande(operation=uid("operation"), financement=REGION.uid),)
    )
    dossier = situer_dossier(projet(demande), None, jour=AUJOURD_HUI, brouillon=False)
    assert "20 000 € au titre de l’aide de la région pour l’opération" in lu(dossier, "lettre")
    assert "sollicite une aide de 20 000 € au titre de l’aide de la région ;" in lu(dossier, "deliberation")


@pytest.mark.parametrize(
    ("nature", "dite"),
    [
        (NatureFinancement.SUBVENTION, "une aide"),
        (NatureFinancement.FONDS_CONCOURS, "un fonds de concours"),
        (NatureFinancement.PRET, "un prêt"),
        (NatureFinancement.AVANCE_REMBOURSABLE, "une avance remboursable"),
    ],
)
def test_that_the_deliberation_asks_for_what_the_line_is(nature: NatureFinancement, dite: str):
    dossier = situer_dossier(
        projet(financements=(replace(DETR, nature=nature),)), None, jour=AUJOURD_HUI, brouillon=False
    )
    assert f"sollicite {dite} de 40 000 € au titre de la DETR ;" in lu(dossier, "deliberation")


def test_that_the_fiches_are_quoted_by_their_numbers():
    autre = make_fiche(
        uid=uid("autre"),
        numero="1.2",
        intitule="Halle",
        operations=(make_operation(uid=uid("halle"), financements=()),),
    )
    base = projet(replace(DEMANDE, lignes=(*DEMANDE.lignes, LigneDemande(operation=uid("halle")))))
    signee = replace(base.territoire, nom="Hesdin", date_convention=date(2023, 1, 1))
    ou = replace(base, fiches=(*base.fiches, autre), territoire=signee)
    dossier = situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False)
    citees = "des fiches-actions n° 1.1 « Requalifier la Grand-Place » et n° 1.2 « Halle »"
    convention = "la convention-cadre Petites Villes de Demain d’Hesdin, signée le 1er janvier 2023"
    assert f"Considérant que l’opération relève {citees} ;" in lu(dossier, "deliberation")
    assert f"Vu {convention} ;" in lu(dossier, "deliberation")
    assert f"L’opération relève {citees} de {convention}." in lu(dossier, "lettre")


def test_that_no_total_is_made_of_an_aide_that_nobody_gave_an_amount_to():
    inconnue = replace(DETR, montant_demande=None)
    base = projet()
    operation = replace(base.fiches[0].operations[0], financements=(inconnue, MECENAT))
    ou = replace(base, fiches=(replace(base.fiches[0], operations=(operation,)),))
    dossier = situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False)
    assert (dossier.plan.total_aides, dossier.plan.part_mo, dossier.plan.participation) == (None, None, None)
    plan = lu(dossier, "plan")
    assert "Sous-total des aides publiques | | | Non renseigné | Non renseigné" in plan
    assert "Part du maître d’ouvrage | | | | Non renseigné" in plan
    assert "(L. 1111-10 du CGCT) : Non renseigné" in plan
    assert "soit [Non renseigné] HT, et ce que les aides" in lu(dossier, "deliberation")
    assert "État / DETR | Non renseigné" in lu(dossier, "echeancier").replace("| | Non", "| Non")
    assert "Total | 5 000 € | Non renseigné" in lu(dossier, "echeancier")


def test_that_the_echeancier_names_an_aide_of_unknown_amount_when_it_is_alone_and_explains_what_it_shows():
    seule = replace(REGION, montant_demande=None)
    base = projet(replace(DEMANDE, lignes=(LigneDemande(operation=uid("operation")),)))
    operation = replace(base.fiches[0].operations[0], financements=(seule,))
    ou = replace(base, fiches=(replace(base.fiches[0], operations=(operation,)),))
    dit = lu(situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False), "echeancier")
    assert "Région" in dit
    assert "Aucune aide n’est encore inscrite" not in dit
    assert "Non daté" not in dit
    assert "« Non daté » :" in lu(situer_dossier(projet(), None, jour=AUJOURD_HUI, brouillon=False), "echeancier")


def test_that_an_empty_plan_has_no_zero_for_what_is_not_known():
    base = projet()
    vide = replace(base.fiches[0].operations[0], depenses=(), financements=())
    ou = replace(
        base, fiches=(replace(base.fiches[0], operations=(vide,)),), demandes=(replace(DEMANDE, dispositif=""),)
    )
    dossier = situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False)
    assert "Total des dépenses | Non renseigné | Non renseigné | Non renseigné" in lu(dossier, "plan")
    assert "Taux d’aides publiques : Non renseigné" in lu(dossier, "plan")
    assert "Année |" not in lu(dossier, "echeancier")


def test_that_a_poste_is_told_in_whole_euros_that_add_up():
    demande = replace(DEMANDE, dispositif="poste_chef_projet")
    charges = (make_depense("50877.63", poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT),)
    dossier = situer_dossier(projet(demande, depenses=charges), None, jour=AUJOURD_HUI, brouillon=False)
    dit = lu(dossier, "note")
    for attendu in ("Coût chargé annuel : 50 878 €", "cofinanceurs : 38 158 €", "Reste à l’employeur : 12 720 €"):
        assert attendu in dit
    assert dossier.reponse("cout_charge") == "50878"
    assert Decimal(dossier.reponse("montant")) + Decimal(dossier.reponse("part_mo")) == Decimal(50878)


def test_that_a_project_with_nothing_in_it_still_prints_every_document():
    dossier = situer_dossier(
        make_projet(territoire=projet().territoire, demandes=(Demande(uid=uid("vide")),)),
        None,
        jour=AUJOURD_HUI,
        brouillon=False,
    )
    for une in PARTIES:
        assert build_partie(dossier, une).blocks


def test_that_a_letter_opens_as_letters_do():
    base = projet(replace(DEMANDE, numero_dossier="DETR-2027-12"))
    ville = replace(base.organismes[0], adresse="1, place de la Mairie", courriel="mairie@valbrune.fr")
    ou = replace(base, organismes=(ville, *base.organismes[1:]))
    document = build_partie(situer_dossier(ou, None, jour=AUJOURD_HUI, brouillon=False), partie("lettre"))
    qui, a_qui, quand, objet, salut = [b for b in document.blocks if isinstance(b, Paragraph)][:5]
    assert text_of(qui.runs) == "Commune de Valbrune\n1, place de la Mairie\nmairie@valbrune.fr"
    assert (text_of(a_qui.runs), a_qui.kind, quand.kind) == ("État", ParagraphKind.ADDRESS, ParagraphKind.ADDRESS)
    assert text_of(quand.runs) == f"{BLANC}, le {BLANC}"
    assert text_of(objet.runs).startswith("Objet\u00a0: demande d’aide pour l’opération")
    assert text_of(objet.runs).endswith("\nN° de dossier\u00a0: DETR-2027-12")
    assert text_of(salut.runs) == "Madame, Monsieur,"


def test_that_the_addressee_stands_in_the_right_half_of_the_sheet(tmp_path: Path, pdftotext: Path):
    document = build_partie(situer_dossier(projet(), None, jour=AUJOURD_HUI, brouillon=False), partie("lettre"))
    cible = tmp_path / "lettre.pdf"
    cible.write_bytes(pdf.to_bytes(document, archive=False))
    lu = subprocess.run([pdftotext, "-bbox", cible, "-"], capture_output=True, text=True, check=True).stdout
    (gauche,) = re.findall(r'xMin="([\d.]+)"[^>]*>État<', lu)
    assert float(gauche) > PAGE_A4 / 2
    retraits = {p.style.name: p.style.paragraph_format.left_indent for p in written(document).paragraphs if p.style}
    assert retraits["Destinataire"] is not None


def test_that_the_note_never_parts_the_amount_that_is_asked_from_the_plan_that_shows_it():
    document = build_partie(situer_dossier(projet(), None, jour=AUJOURD_HUI, brouillon=False), partie("note"))
    groupes = [b.blocks for b in document.blocks if isinstance(b, KeepTogether)]
    (cout,) = [g for g in groupes if isinstance(g[0], Heading) and g[0].text.startswith("Coût, aide demandée")]
    assert isinstance(cout[-1], Table)
