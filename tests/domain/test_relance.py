"""What a partner may be reminded of, read in the project, in the words that are proposed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from factories import AUJOURD_HUI, make_fiche, make_financement, make_organisme, make_projet, uid

from models.domain.convention import Convention, Partie
from models.domain.demande import Demande, EtatPiece, IssueDemande, LigneDemande, PieceDemande
from models.domain.organisme import Contact, Organisme
from models.domain.plan_financement import Operation, Versement
from models.domain.projet import Projet
from models.domain.relance import MotifRelance, SujetRelance, rediger, sujets_de_relance
from models.domain.territoire import ChefDeProjet

ETAT = make_organisme("État")
MAIRIE = make_organisme("Commune de Valbrune")


def projet(ligne: dict[str, Any] | None = None, **champs: Any) -> Projet:
    payee = make_financement("40000", uid=uid("ligne"), financeur=ETAT.uid, dispositif="DSIL", **(ligne or {}))
    operation = Operation(
        uid=uid("halle"), intitule="Halle du marché", maitre_ouvrage=MAIRIE.uid, financements=(payee,)
    )
    defauts: dict[str, Any] = {"organismes": (ETAT, MAIRIE)}
    return make_projet(make_fiche(operations=(operation,)), **defauts | champs)


def demande(**champs: Any) -> Demande:
    lignes = (LigneDemande(operation=uid("halle"), financement=uid("ligne")),)
    defauts: dict[str, Any] = {"uid": uid("demande"), "intitule": "Halle", "lignes": lignes}
    return Demande(**defauts | champs)


def sujets(projet: Projet, organisme: Organisme = ETAT) -> list[SujetRelance]:
    *dits, autre = sujets_de_relance(projet, organisme, AUJOURD_HUI)
    assert autre.motif is MotifRelance.AUTRE
    return dits


def test_that_a_dossier_sent_without_an_answer_is_recalled_to_its_funder_alone():
    depose = projet(demandes=(demande(date_depot=date(2026, 3, 1), numero_dossier="D-12"),))
    (sujet,) = sujets(depose)
    assert (sujet.motif, sujet.uid) == (MotifRelance.ACCUSE, uid("demande"))
    assert "D-12" in sujet.texte
    assert "1er\u00a0mars\u00a02026" in sujet.texte
    assert sujets(depose, MAIRIE) == []


def test_that_after_the_receipt_the_decision_is_awaited_and_after_the_decision_nothing_is():
    attendue = demande(date_depot=date(2026, 3, 1), date_accuse=date(2026, 3, 20))
    assert [s.motif for s in sujets(projet(demandes=(attendue,)))] == [MotifRelance.DECISION]
    decidee = replace(attendue, issue=IssueDemande.ACCORDEE, date_decision=date(2026, 6, 1))
    assert sujets(projet(demandes=(decidee,))) == []


def test_that_missing_pieces_are_asked_of_who_carries_the_operation():
    pieces = (
        PieceDemande(intitule="Plan de masse"),
        PieceDemande(intitule="Délibération", etat=EtatPiece.JOINTE),
        PieceDemande(intitule="Devis"),
    )
    incomplete = projet(demandes=(demande(pieces=pieces),))
    (sujet,) = sujets(incomplete, MAIRIE)
    assert sujet.motif is MotifRelance.PIECES
    assert "- Plan de masse\n- Devis" in sujet.texte
    assert "Délibération" not in sujet.texte
    assert sujets(incomplete) == []


def test_that_a_line_without_a_demande_speaks_by_its_own_dates():
    (sujet,) = sujets(projet({"date_depot": date(2026, 3, 1)}))
    assert (sujet.motif, sujet.uid, sujet.lieu) == (MotifRelance.ACCUSE, uid("ligne"), "DSIL, Halle du marché")
    assert sujets(projet({"date_depot": date(2026, 3, 1), "date_accuse": date(2026, 4, 1)})) == []


def test_that_a_payment_that_is_late_is_recalled_with_its_amount():
    attendu = Versement(uid=uid("solde"), montant=Decimal(12_000), date_prevue=date(2026, 6, 30))
    (sujet,) = sujets(projet({"versements": (attendu,)}))
    assert (sujet.motif, sujet.uid) == (MotifRelance.VERSEMENT, uid("solde"))
    assert "12\u202f000,00\u00a0€" in sujet.texte
    for autre in (
        replace(attendu, date_encaissement=date(2026, 7, 1)),
        replace(attendu, date_prevue=date(2027, 1, 1)),
        replace(attendu, date_prevue=None),
    ):
        assert sujets(projet({"versements": (autre,)})) == []


def test_that_a_party_to_the_convention_is_asked_for_its_commitment_until_it_comes():
    convention = Convention(parties=(Partie(organisme=ETAT.uid),))
    assert [s.motif for s in sujets(projet(convention=convention))] == [MotifRelance.ENGAGEMENT]
    engage = replace(ETAT, engagement="Financer.")
    assert sujets(projet(convention=convention, organismes=(engage, MAIRIE)), engage) == []


def test_that_what_is_in_the_corbeille_is_spoken_of_by_nobody():
    ailleurs = demande(
        intitule="",
        date_depot=date(2026, 3, 1),
        lignes=(LigneDemande(operation=uid("jetee"), financement=uid("jetee")),),
        pieces=(PieceDemande(intitule="Plan"),),
    )
    vide = projet(demandes=(ailleurs,))
    assert sujets(vide) == []
    assert sujets(vide, MAIRIE) == []


def test_that_the_greeting_follows_the_person_and_the_signature_the_territory():
    territoire = replace(
        projet().territoire, chef_de_projet=ChefDeProjet(nom="Élise Caudrelier", employeur="CCHP", telephone="03")
    )
    (autre,) = sujets_de_relance(projet(), MAIRIE, AUJOURD_HUI)
    texte = rediger(projet(territoire=territoire), autre, Contact(civilite="Mme", nom="Petit"))
    assert texte.startswith("Madame,\n\n")
    assert texte.endswith("Élise Caudrelier\nChef de projet Petites Villes de demain\nCCHP\n03")
    assert rediger(projet(), autre, None).startswith("Madame, Monsieur,\n\n")
    maire = rediger(projet(), autre, Contact(civilite="M.", nom="Roux", fonction="Maire de Bapaume"))
    assert maire.startswith("Monsieur le Maire,\n\n")
    assert "Je vous prie d’agréer, Monsieur le Maire, l’expression" in maire


def test_that_who_writes_signs_with_the_office_that_the_contacts_give():
    elise = Contact(prenom="Élise", nom="CAUDRELIER", fonction="Cheffe de projet")
    territoire = replace(projet().territoire, chef_de_projet=ChefDeProjet(nom="Mme Élise Caudrelier"))
    lu = projet(territoire=territoire, organismes=(replace(MAIRIE, contacts=(elise,)),))
    (autre,) = sujets_de_relance(lu, MAIRIE, AUJOURD_HUI)
    assert rediger(lu, autre, None).endswith("Mme Élise Caudrelier\nCheffe de projet")
