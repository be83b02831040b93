"""« Fiche de copie »: the texts to paste, in the order of the portal, each with its count."""

from dataclasses import replace

from fabrique_demandes import DEMANDE, rempli, reponses
from fabrique_du_domaine import lisible

from models.domain.demandes.copie import fiche_de_copie
from models.domain.demandes.formulaire import FormulaireRempli
from models.domain.dispositifs.formulaire import GenreChamp


def test_that_the_texts_come_in_the_order_of_the_portal_without_the_pieces():
    lignes = fiche_de_copie(rempli())
    attendus = [c.champ.cle for c in rempli() if c.champ.genre is not GenreChamp.PIECE]
    assert [ligne.cle for ligne in lignes] == attendus
    assert [*dict.fromkeys(ligne.numero for ligne in lignes)] == [
        *("0", "1.a", "1.b", "2.a", "2.b", "2.c", "3.a", "3.b", "4.a", "4.b"),
    ]


def test_that_an_amount_is_pasted_as_the_portal_takes_it_and_read_with_its_thousands():
    cout = next(ligne for ligne in fiche_de_copie(rempli()) if ligne.cle == "cout")
    assert (cout.texte, cout.caracteres, cout.est_choix) == ("500000", 6, False)
    champ = rempli().champ("cout")
    assert champ is not None
    assert lisible(champ.lisible) == "500 000"


def test_that_a_text_is_counted_against_the_limit_when_it_is_known():
    lu = rempli(replace(DEMANDE, reponses=reponses(commentaire="Douze lettres")))
    commentaire = lu.champ("commentaire")
    assert commentaire is not None
    borne = replace(commentaire, champ=replace(commentaire.champ, limite=10))
    section = replace(lu.sections[-1], champs=(borne, replace(borne, valeur="a")))
    longue, courte = fiche_de_copie(FormulaireRempli(formulaire=lu.formulaire, sections=(section,)))
    assert borne.depasse
    assert (longue.depasse, lisible(longue.compte)) == (3, "13 / 10 caractères")
    assert (courte.depasse, lisible(courte.compte)) == (0, "1 / 10 caractères")
    libre = next(ligne for ligne in fiche_de_copie(lu) if ligne.cle == "rang")
    assert (libre.depasse, lisible(libre.compte), libre.est_choix) == (0, "1 caractère", True)
