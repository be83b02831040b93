"""What a relance becomes: a draft that the mail program opens, a letter that Word opens."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import docx
import pytest
from factories import AUJOURD_HUI, make_projet, make_territoire

from models.domain.relance import signature
from models.domain.territoire import ChefDeProjet
from pvd_desktop.documents.builders.lettre_relance import build_lettre
from pvd_desktop.documents.courriel import render_courriel, write_courriel
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.text import to_text

TEXTE = (
    "Madame,\n\nL’accusé de réception n’est pas arrivé\u00a0: il me manque\u00a0:\n\n- le plan ;\n- le devis.\n\nÉlise"
)


def test_that_a_draft_is_not_sent_and_keeps_its_accents(tmp_path: Path):
    cible = tmp_path / "relance.eml"
    objet = "Versement attendu pour « Halle du marché », tranche n° 2, au titre de la dotation de soutien"
    octets = render_courriel(objet=objet, texte=TEXTE, courriel="a.petit@région.example", nom="Noémie Léger, DREAL")
    write_courriel(octets, cible)
    message = message_from_bytes(cible.read_bytes(), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == objet
    (adresse,) = message["To"].addresses
    assert (adresse.display_name, adresse.addr_spec) == ("Noémie Léger, DREAL", "a.petit@région.example")
    assert message.get_content().replace("\r\n", "\n").strip() == TEXTE
    assert message["From"] is None
    assert max(map(len, cible.read_bytes().split(b"\r\n"))) <= 998


@pytest.mark.parametrize("courriel", ["", "à demander", "a@b@c", "<script>"])
def test_that_what_is_no_address_is_left_out(courriel: str):
    message = message_from_bytes(render_courriel(objet="Relance", texte="Bonjour", courriel=courriel), policy=default)
    assert message["To"] is None


def test_that_no_line_end_can_add_a_header():
    octets = render_courriel(
        objet="Relance\r\nBcc: autre@exemple.fr", texte="Bonjour", courriel="a@b.fr", nom="Ana\nCc: x@y.fr"
    )
    message = message_from_bytes(octets, policy=default)
    assert message["Bcc"] is None
    assert message["Cc"] is None


def test_that_the_letter_says_to_whom_and_prints_its_list(tmp_path: Path):
    cible = tmp_path / "relance.docx"
    lettre = build_lettre(
        make_projet(), destinataire="Mme Petit\nRégion", objet="Pièces", texte=TEXTE, aujourd_hui=AUJOURD_HUI
    )
    export(lettre, cible)
    document = docx.Document(str(cible))
    lus = [p.text for p in document.paragraphs]
    assert any(texte.startswith("L’accusé de réception") for texte in lus)
    puce = next(p.style for p in document.paragraphs if p.text == "le devis.")
    assert puce is not None
    assert puce.name != "Normal"
    assert "Objet\u00a0: Pièces" in lus
    (destinataire,) = [p for p in document.paragraphs if p.text == "Mme Petit\nRégion"]
    assert destinataire.style is not None
    assert destinataire.style.name == "Destinataire"


def test_that_the_letter_is_signed_in_its_place_once():
    territoire = make_territoire(chef_de_projet=ChefDeProjet(nom="Élise Caudrelier", employeur="CCHP", telephone="03"))
    projet = make_projet(territoire=territoire)
    texte = f"Madame,\n\nVotre pièce manque.\n\nJe vous prie d’agréer…\n\n{signature(projet)}"
    lettre = build_lettre(projet, destinataire="Mme Petit", objet="Pièces", texte=texte, aujourd_hui=AUJOURD_HUI)
    lu = to_text(lettre)
    assert lu.count("Chef de projet Petites Villes de demain") == 1
    assert lu.index("**CCHP**") < lu.index("Mme Petit") < lu.index("Le 21\u00a0novembre\u00a02026") < lu.index("Objet")
    assert lu.rindex("Élise Caudrelier") > lu.index("Je vous prie d’agréer")
    # What somebody signed otherwise stays as they wrote it.
    autre = build_lettre(projet, destinataire="", objet="", texte="Bonjour\n\nÉlise", aujourd_hui=AUJOURD_HUI)
    assert to_text(autre).rstrip().endswith("Élise")
