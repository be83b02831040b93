"""The lines of a demande follow its dates; one that somebody set apart does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from projets import Horloge

from models.commands import demandes, fiches, operations
from models.domain.demande import Demande, LigneDemande, NatureDemande
from models.domain.demande import IssueDemande as Issue
from models.domain.plan_financement import Financement
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from models.queries.projet import load_projet
from models.store.database import Database

DEPOT, ACCUSE, NOTIFICATION = date(2026, 1, 12), date(2026, 1, 20), date(2026, 5, 15)


class Dossier:
    """A demande of two lines, DETR and DSIL, in a project of one action."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._horloge = Horloge()
        self._fait("fiche", fiches.add_fiche, intitule="Requalifier la Grand-Place")

        (operation,) = self.projet.fiches[0].operations
        for dispositif in ("DETR", "DSIL"):
            self._fait("ligne", operations.add_financement, operation.uid, dispositif=dispositif)
        self.detr, self.dsil = (ligne.uid for ligne in self.projet.fiches[0].operations[0].financements)
        lignes = [LigneDemande(operation=operation.uid, financement=f) for f in (self.detr, self.dsil)]
        self._fait("demande", demandes.add_demande, lignes, moment=self._horloge(), dispositif="detr")

    def _fait(self, libelle: str, commande: Any, *args: Any, **champs: Any) -> None:
        self._database.execute(libelle, commande, *args, **champs)

    @property
    def projet(self) -> Any:
        with self._database.read() as session:
            return load_projet(session)

    @property
    def demande(self) -> Demande:
        return self.projet.demandes[0]

    def ligne(self, uid: Uid) -> Financement:
        return next(f for f in self.projet.fiches[0].operations[0].financements if f.uid == uid)

    def etats(self) -> list[EtatFinancement]:
        return [self.ligne(uid).etat for uid in (self.detr, self.dsil)]

    def dit(self, **champs: Any) -> None:
        self._fait("date", demandes.update_demande, self.demande.uid, **champs)

    def regle(self, uid: Uid, **champs: Any) -> None:
        self._fait("ligne", operations.update_financement, uid, **champs)

    def joint(self, lignes: list[LigneDemande]) -> None:
        self._fait("lignes", demandes.set_lignes, self.demande.uid, lignes, moment=self._horloge())

    def renouvelle(self, **champs: Any) -> None:
        self._fait("renouveler", demandes.renew_demande, self.demande, moment=self._horloge(), **champs)


@pytest.fixture
def dossier(database: Database) -> Dossier:
    return Dossier(database)


def test_that_lines_follow_the_life_of_their_demande(dossier: Dossier):
    dossier.dit(date_depot=DEPOT, numero_dossier="4521")
    assert dossier.etats() == [EtatFinancement.DEPOSE] * 2
    assert dossier.ligne(dossier.detr).date_depot == DEPOT
    assert dossier.ligne(dossier.dsil).numero_dossier == "4521"
    dossier.dit(date_accuse=ACCUSE)
    assert dossier.etats() == [EtatFinancement.EN_INSTRUCTION] * 2
    dossier.dit(issue=Issue.ACCORDEE, date_notification=NOTIFICATION)
    assert dossier.etats() == [EtatFinancement.NOTIFIE] * 2


def test_that_a_date_taken_back_takes_the_lines_back(dossier: Dossier):
    dossier.dit(date_depot=DEPOT)
    dossier.dit(date_depot=None)
    assert dossier.etats() == [EtatFinancement.ENVISAGE] * 2
    assert dossier.ligne(dossier.detr).date_depot is None


def test_that_a_line_set_apart_stays_as_it_is(dossier: Dossier):
    dossier.dit(date_depot=DEPOT, date_accuse=ACCUSE)
    dossier.regle(dossier.dsil, etat=EtatFinancement.REFUSE, date_decision=ACCUSE)
    dossier.dit(issue=Issue.ACCORDEE, date_decision=NOTIFICATION)
    assert dossier.etats() == [EtatFinancement.ACCORDE, EtatFinancement.REFUSE]
    assert dossier.ligne(dossier.dsil).date_decision == ACCUSE


def test_that_a_line_that_comes_takes_what_the_demande_says(dossier: Dossier):
    lignes = dossier.demande.lignes
    dossier.joint([lignes[0]])
    dossier.dit(date_depot=DEPOT)
    assert dossier.etats() == [EtatFinancement.DEPOSE, EtatFinancement.ENVISAGE]
    dossier.joint([*dossier.demande.lignes, lignes[1]])
    assert dossier.etats() == [EtatFinancement.DEPOSE] * 2


def test_that_a_dossier_that_says_nothing_takes_nothing_from_a_line_that_does(dossier: Dossier):
    lignes = dossier.demande.lignes
    dossier.joint([])
    dossier.regle(dossier.detr, etat=EtatFinancement.ACCORDE, date_depot=DEPOT)
    dossier.joint(list(lignes))
    assert dossier.etats() == [EtatFinancement.ACCORDE, EtatFinancement.ENVISAGE]
    assert dossier.ligne(dossier.detr).date_depot == DEPOT


def test_that_a_renewal_keeps_the_answers_and_no_date(dossier: Dossier):
    dossier.dit(date_depot=DEPOT, numero_dossier="4521", issue=Issue.REFUSEE)
    dossier.renouvelle(annee=2027, nature=NatureDemande.RENOUVELLEMENT)
    ancienne, nouvelle = dossier.projet.demandes
    assert (nouvelle.dossier_anterieur, nouvelle.numero_dossier, nouvelle.date_depot) == ("4521", "", None)
    assert nouvelle.issue is None
    assert nouvelle.financements == ancienne.financements
    assert replace(nouvelle.lignes[0], uid=ancienne.lignes[0].uid) == ancienne.lignes[0]
    assert dossier.etats() == [EtatFinancement.REFUSE] * 2
