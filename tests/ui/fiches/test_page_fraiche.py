"""After any sequence of acts, undos and redos, the page says what a freshly built page says."""

import random
from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot
from ui.fiches.etat_page import state

from models.commands import fiches, operations, organismes, orientations
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    Meteo,
    NatureFinancement,
    Priorite,
    StatutAction,
    Theme,
)
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


class Joueur:
    """Plays random acts on the project, as other views would."""

    def __init__(self, workspace: Workspace, graine: int) -> None:
        self._w = workspace
        self._hasard = random.Random(graine)
        self._moment = maintenant_utc()

    def play(self) -> None:
        self._hasard.choice(
            [
                self._fiche,
                self._liens,
                self._ligne,
                self._operation,
                self._argent,
                self._plan,
                self._annule,
                self._retablit,
            ]
        )()

    def _une(self):
        return self._hasard.choice(self._w.projet.fiches)

    def _une_operation(self):
        return self._hasard.choice([o for f in self._w.projet.fiches for o in f.operations])

    def _annule(self) -> None:
        self._w.undo()

    def _retablit(self) -> None:
        self._w.redo()

    def _fiche(self) -> None:
        champs = self._hasard.choice(
            [
                {"intitule": f"Nom {self._hasard.random()}"},
                {"numero": self._hasard.choice(["", "1.1", "9.9"])},
                {"statut": self._hasard.choice(list(StatutAction))},
                {"priorite": self._hasard.choice([None, *Priorite])},
                {"meteo": self._hasard.choice([None, *Meteo]), "point_bloquant": "Rien"},
                {"themes": tuple(self._hasard.sample(list(Theme), 2))},
                {"description": f"**Texte** {self._hasard.random()}\n\n- un\n- deux"},
                {"derniere_nouvelle": f"Rien de neuf {self._hasard.random()}"},
                {"prochaine_etape_date": date(2027, 1, self._hasard.randint(1, 28))},
            ]
        )
        self._w.execute("fiche", fiches.update_fiche, self._une().uid, **champs)

    def _liens(self) -> None:
        communes = [c.uid for c in self._w.projet.territoire.communes]
        cibles = self._hasard.sample(communes, self._hasard.randint(0, len(communes)))
        self._w.execute("liens", fiches.set_liens, self._une().uid, "communes", cibles)

    def _ligne(self) -> None:
        liste = self._hasard.choice(["phases", "partenaires", "contrats", "indicateurs", "notes"])
        fiche = self._une()
        lignes = getattr(fiche, liste)
        if lignes and self._hasard.random() < 0.4:
            self._w.execute("retirer", fiches.remove_ligne, liste, self._hasard.choice(lignes).uid)
        elif lignes and self._hasard.random() < 0.5:
            self._w.execute("placer", fiches.move_ligne, liste, lignes[-1].uid, position=0)
        else:
            self._w.execute("ajouter", fiches.add_ligne, fiche.uid, liste)

    def _operation(self) -> None:
        operation = self._une_operation()
        tirage = self._hasard.random()
        if tirage < 0.3:
            self._w.execute("ajouter", operations.add_operation, self._une().uid, intitule="Tranche")
        elif tirage < 0.4:
            self._w.execute("retirer", operations.remove_operation, operation.uid, moment=self._moment)
        else:
            base, part = self._hasard.choice(list(BaseMontant)), self._hasard.choice([None, Decimal(1000)])
            self._w.execute("changer", operations.update_operation, operation.uid, base=base, part_decidee=part)

    def _argent(self) -> None:
        operation = self._une_operation()
        tirage = self._hasard.random()
        if operation.financements and tirage < 0.3:
            ligne = self._hasard.choice(operation.financements)
            etat, nature = self._hasard.choice(list(EtatFinancement)), self._hasard.choice(list(NatureFinancement))
            self._w.execute("état", operations.update_financement, ligne.uid, etat=etat, nature=nature)
        elif operation.financements and tirage < 0.5:
            ligne = self._hasard.choice(operation.financements)
            self._w.execute("versement", operations.add_versement, ligne.uid, montant=Decimal(10))
        elif operation.depenses and tirage < 0.7:
            ligne = self._hasard.choice(operation.depenses)
            self._w.execute("retirer", operations.remove_depense, ligne.uid)
        else:
            self._w.execute("dépense", operations.add_depense, operation.uid, montant_ht=Decimal(7), annee=2027)

    def _plan(self) -> None:
        projet, tirage = self._w.projet, self._hasard.random()
        groupes = [*(o.uid for o in projet.orientations), None]
        if tirage < 0.25:
            self._w.execute(
                "placer", fiches.move_fiche, self._une().uid, orientation=self._hasard.choice(groupes), position=1
            )
        elif tirage < 0.4:
            self._w.execute("créer", fiches.add_fiche, orientation=self._hasard.choice(groupes), intitule="Neuve")
        elif tirage < 0.5:
            self._w.execute("retirer", fiches.remove_fiches, [self._une().uid], moment=self._moment)
        elif tirage < 0.6:
            self._w.execute("copier", fiches.duplicate_fiche, self._une(), moment=self._moment)
        elif tirage < 0.7 and projet.orientations:
            orientation = self._hasard.choice(projet.orientations)
            self._w.execute("retirer", orientations.remove_orientation, orientation.uid, moment=self._moment)
        elif tirage < 0.8 and projet.orientations:
            self._w.execute("placer", orientations.move_orientation, projet.orientations[-1].uid, position=0)
        elif tirage < 0.9:
            organisme = self._hasard.choice(projet.organismes)
            self._w.execute("renommer", organismes.update_organisme, organisme.uid, nom=f"Nom {tirage}")
        else:
            self._w.execute("créer", orientations.add_orientation, numero="9", intitule="Neuve")


@pytest.mark.parametrize("graine", range(3))
def test_that_the_page_equals_a_freshly_built_page_after_any_sequence_of_acts(
    page: FichesPage, workspace: Workspace, settings: Settings, qtbot: QtBot, graine: int
):
    joueur = Joueur(workspace, graine)
    choix = random.Random(graine)
    refus: list[object] = []
    workspace.failed.connect(refus.append)
    for pas in range(40):
        if pas % 8 == 0 and workspace.projet.fiches:
            page.show_fiche(choix.choice(workspace.projet.fiches).uid)
        joueur.play()
        if pas % 3:
            continue
        neuve = FichesPage(workspace, settings)
        neuve.resize(page.size())
        if page.fiche_courante is not None:
            neuve.show_fiche(page.fiche_courante)
            if (operation := page.editeur._operation.uid) is not None:
                neuve.editeur.financement.show_operation(operation)
        assert state(page) == state(neuve)
        neuve.close()
        neuve.deleteLater()
    assert refus == []


def test_that_a_tab_visited_after_many_acts_says_what_a_fresh_one_says(
    page: FichesPage, workspace: Workspace, settings: Settings, qtbot: QtBot
):
    joueur = Joueur(workspace, graine=11)
    page.show_fiche(workspace.projet.fiches[2].uid)
    assert len(page.editeur.onglets.construits()) == 1
    for _ in range(30):
        joueur.play()
    uid = page.fiche_courante
    assert uid is not None
    neuve = FichesPage(workspace, settings)
    qtbot.addWidget(neuve)
    neuve.resize(page.size())
    neuve.show_fiche(uid)
    assert state(page) == state(neuve)
