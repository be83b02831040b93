"""A year of governance: two COPIL and four COTECH, members who come and go, decisions applied, documents read back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import docx
import pypdfium2
import pytest
from projets import contenu
from PySide6.QtWidgets import QApplication
from typographie import faults

from models.commands.fiches import add_fiche, update_fiche
from models.commands.organismes import add_contact, add_organisme, remove_contacts, remove_organismes
from models.domain.echeances import EtatEcheance
from models.domain.fiche_action import FicheAction
from models.domain.gouvernance import EtatPresence, Instance, RoleMembre, TypeInstance
from models.domain.instances.ordre_du_jour import inscrire, points_proposes
from models.domain.instances.situee import ReunionSituee, feuille_presence, find_reunion, sieges
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from models.queries.historique import load_historique
from models.referentiel.bareme import load_bareme
from models.store.database import Database, maintenant_utc
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.export import export
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.workspace import Workspace

MARS, JUIN, DECEMBRE = date(2026, 3, 12), date(2026, 6, 11), date(2026, 12, 10)


@dataclass
class Annee:
    """The project, and the day it is there."""

    workspace: Workspace
    database: Database
    dossier: Path
    horloge: list[date]
    actes: ActesGouvernance
    instances: dict[TypeInstance, Uid] = field(default_factory=dict[TypeInstance, Uid])
    contacts: dict[str, Uid] = field(default_factory=dict[str, Uid])
    organismes: dict[str, Uid] = field(default_factory=dict[str, Uid])
    fiches: dict[str, Uid] = field(default_factory=dict[str, Uid])

    @property
    def copil(self) -> Uid:
        return self.instances[TypeInstance.COPIL]

    @property
    def cotech(self) -> Uid:
        return self.instances[TypeInstance.COTECH]

    def instance(self, uid: Uid) -> Instance:
        return next(i for i in self.workspace.projet.instances if i.uid == uid)

    def situee(self, uid: Uid) -> ReunionSituee:
        situee = find_reunion(self.workspace.projet, uid)
        assert situee is not None
        return situee

    def fiche(self, nom: str) -> FicheAction:
        fiche = self.workspace.projet.fiche(self.fiches[nom])
        assert fiche is not None
        return fiche

    def sit(self, instance: Uid, nom: str, organisme: str, **champs: object) -> Uid:
        """A contact of an organisme takes a seat."""
        uid = self.actes.add_membre(instance)
        assert uid is not None
        siege = next(s for s in sieges(self.workspace.projet, self.instance(instance)) if s.uid == uid)
        nomme = {"organisme": self.organismes[organisme], "contact": self.contacts[nom]}
        self.actes.update_membre(siege, {**nomme, **champs})
        return uid

    def prepare(self, instance: Uid, jour: date) -> Uid:
        """A meeting is set three weeks before, everything that is due enters its agenda, people are called."""
        self.horloge[0] = jour - timedelta(days=21)
        uid = self.actes.add_reunion(self.instance(instance))
        assert uid is not None
        for champ, valeur in (("jour", jour), ("heure", "14:30"), ("lieu", "Mairie")):
            assert self.actes.update_reunion(uid, champ, valeur) is None
        situee = self.situee(uid)
        texte = inscrire("1. Avancement", points_proposes(self.workspace.projet, situee))
        assert self.actes.update_reunion(uid, "ordre_du_jour", texte) is None
        assert self.actes.update_reunion(uid, "convoquee_le", self.horloge[0]) is None
        return uid

    def hold(self, uid: Uid, excuses: tuple[str, ...] = ()) -> None:
        """The day comes: who is excused, the others are there."""
        jour = self.situee(uid).reunion.jour
        assert jour is not None
        self.horloge[0] = jour
        for ligne in feuille_presence(self.workspace.projet, self.situee(uid)):
            if ligne.nom in excuses:
                self.actes.note_presence(self.situee(uid), ligne, EtatPresence.EXCUSE)
        self.actes.note_tous_presents(self.situee(uid))

    def decide(self, reunion: Uid, intitule: str, **champs: object) -> Uid:
        uid = self.actes.add_decision(self.situee(reunion))
        assert uid is not None
        for champ, valeur in {"intitule": intitule, **champs}.items():
            assert self.actes.update_decision(uid, champ, valeur) is None
        return uid

    def apply(self, reunion: Uid, decision: Uid) -> None:
        situee = self.situee(reunion)
        self.actes.apply(situee, next(d for d in situee.reunion.decisions if d.uid == decision))
        assert self.actes.a_ecrit

    def read_docx(self, document: str, reunion: Uid | None = None) -> str:
        """Its words once written for Word, then opened."""
        path = self._write(document, reunion, ".docx")
        opened = docx.Document(str(path))
        cellules = (c.text for table in opened.tables for row in table.rows for c in row.cells)
        return _plain("\n".join((*(p.text for p in opened.paragraphs), *cellules)))

    def read_pdf(self, document: str, reunion: Uid | None = None) -> str:
        """Its words once written as pages, then opened."""
        with pypdfium2.PdfDocument(self._write(document, reunion, ".pdf")) as pdf:
            return _plain("\n".join(page.get_textpage().get_text_range() for page in pdf))

    def _write(self, document: str, reunion: Uid | None, extension: str) -> Path:
        path = self.dossier / f"{document}{extension}"
        modele = document_for(document, path)
        export(build(modele, self.workspace.projet, aujourd_hui=self.horloge[0], reunion=reunion), path)
        return path


def _plain(texte: str) -> str:
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def annee(qapp: QApplication, tmp_path: Path) -> Iterator[Annee]:
    """A new project on the first of January: three organismes, three actions, and two committees of three members."""
    del qapp
    database = Database.create(tmp_path / "annee.pvd")
    horloge = [date(2026, 1, 1)]
    workspace = Workspace(database, load_bareme(), aujourd_hui=lambda: horloge[0])
    annee = Annee(workspace, database, tmp_path, horloge, ActesGouvernance(Ecrivain(workspace)))
    for nom, contact, fonction in (
        ("Commune de Hesdin", "Anne Duval", "Maire"),
        ("Sous-préfecture", "Paul Lecocq", "Sous-préfet"),
        ("Région", "Léa Roux", "Instructrice"),
    ):
        organisme = workspace.execute("Organisme", add_organisme, nom=nom)
        assert organisme is not None
        annee.organismes[nom] = organisme
        prenom, famille = contact.split()
        uid = workspace.execute("Contact", add_contact, organisme, prenom=prenom, nom=famille, fonction=fonction)
        assert uid is not None
        annee.contacts[contact] = uid
    for nom, statut in (
        ("Halle", StatutAction.EN_MATURATION),
        ("Voie verte", StatutAction.EN_COURS),
        ("Signalétique", StatutAction.INSCRITE),
    ):
        uid = workspace.execute("Action", add_fiche, intitule=nom, statut=statut)
        assert uid is not None
        annee.fiches[nom] = uid
    workspace.execute("Suivi", update_fiche, annee.fiches["Voie verte"], point_bloquant="Foncier non maîtrisé")
    for nature in (TypeInstance.COPIL, TypeInstance.COTECH):
        instance = annee.actes.add_instance(nature)
        assert instance is not None
        annee.sit(instance, "Anne Duval", "Commune de Hesdin", role=RoleMembre.PRESIDENT)
        annee.sit(instance, "Paul Lecocq", "Sous-préfecture")
        annee.sit(instance, "Léa Roux", "Région")
        annee.instances[nature] = instance
    yield annee
    workspace.close()


def _winter_and_spring(annee: Annee) -> None:
    """The COTECH prepares, and asks somebody for something that comes late."""
    t1 = annee.prepare(annee.cotech, date(2026, 2, 5))
    annee.hold(t1)
    foncier = annee.decide(
        t1, "Saisir l’EPF", responsable="Élise", echeance=date(2026, 4, 30), fiche=annee.fiches["Voie verte"]
    )
    annee.apply(t1, foncier)
    assert annee.fiche("Voie verte").date_dernier_copil is None
    assert "Saisir l’EPF" in annee.fiche("Voie verte").notes[0].texte

    # The spring COTECH comes after its échéance: it is late, and it is proposed again.
    t2 = annee.prepare(annee.cotech, date(2026, 5, 26))
    assert "Saisir l’EPF" in annee.situee(t2).reunion.ordre_du_jour
    assert "Foncier non maîtrisé" in annee.situee(t2).reunion.ordre_du_jour
    retard = next(e for e in annee.workspace.echeances() if e.objet.uid == foncier)
    assert retard.etat is EtatEcheance.RETARD
    annee.hold(t2, excuses=("Léa Roux",))
    assert annee.actes.update_decision(foncier, "faite_le", date(2026, 5, 26)) is None


def _june(annee: Annee) -> tuple[Uid, Uid]:
    """The COPIL inscribes one action, suspends another, and examines both; returns it, and what it inscribed."""
    juin = annee.prepare(annee.copil, JUIN)
    assert "Saisir l’EPF" not in annee.situee(juin).reunion.ordre_du_jour
    convocation = annee.read_docx("convocation", juin)
    for attendu in ("Jeudi 11 juin 2026", "14 h 30", "Mairie", "1. Avancement"[3:], "Paul Lecocq", "21 mai 2026"):
        assert attendu in convocation
    annee.hold(juin, excuses=("Léa Roux",))
    inscrite = annee.decide(
        juin, "Inscrire la halle", fiche=annee.fiches["Halle"], statut=StatutAction.INSCRITE, responsable="Élise"
    )
    suspendue = annee.decide(
        juin,
        "Suspendre la voie verte",
        texte="Jusqu’à l’accord de l’**EPF**.",
        fiche=annee.fiches["Voie verte"],
        statut=StatutAction.SUSPENDUE,
        echeance=date(2026, 9, 30),
    )
    for decision in (inscrite, suspendue):
        annee.apply(juin, decision)
    annee.actes.note_examinees(annee.situee(juin), [annee.fiches["Halle"], annee.fiches["Signalétique"]])
    halle, voie = annee.fiche("Halle"), annee.fiche("Voie verte")
    assert (halle.statut, halle.date_validation_copil, halle.date_dernier_copil) == (StatutAction.INSCRITE, JUIN, JUIN)
    assert (voie.statut, voie.motif_statut) == (StatutAction.SUSPENDUE, "Jusqu’à l’accord de l’EPF.")
    assert annee.fiche("Signalétique").date_dernier_copil == JUIN
    releve = annee.read_pdf("releve", juin)
    for attendu in (
        "L’an deux mille vingt-six, le onze juin, à quatorze heures trente, le comité de pilotage",
        "Présents (2)",
        "Excusés (1)",
        "Léa Roux, Instructrice, Région",
        "Inscrire la halle",
        "Statut donné : Suspendue, appliquée au plan d’action le 11/06/2026",
        "30/09/2026",
    ):
        assert attendu in releve
    return juin, inscrite


def _summer(annee: Annee, juin: Uid) -> None:
    """The Région leaves, the sous-préfet changes, and somebody joins the COPIL."""
    annee.workspace.execute("Région", remove_organismes, [annee.organismes["Région"]], moment=maintenant_utc())
    annee.workspace.execute("Sous-préfet", remove_contacts, [annee.contacts["Paul Lecocq"]], moment=maintenant_utc())
    annee.contacts["Zoé Marin"] = annee.workspace.execute(
        "Sous-préfète", add_contact, annee.organismes["Sous-préfecture"], prenom="Zoé", nom="Marin"
    ) or Uid("")
    ancien = next(s for s in sieges(annee.workspace.projet, annee.instance(annee.copil)) if s.nom == "Paul Lecocq")
    assert ancien.ecart == "contact dans la corbeille, ou supprimé"
    annee.actes.remove_membre(ancien.uid, ancien.titre)
    annee.sit(annee.copil, "Zoé Marin", "Sous-préfecture")

    # The relevé of June still says who came in June; the list of today says who is gone.
    assert "Paul Lecocq" in annee.read_pdf("releve", juin)
    membres = annee.read_docx("membres")
    assert "Zoé Marin" in membres
    assert "Léa Roux : organisme dans la corbeille, ou supprimé" in membres


def _autumn(annee: Annee) -> None:
    """Two COTECH: what was suspended in June is late, and starts again."""
    t3 = annee.prepare(annee.cotech, date(2026, 9, 17))
    annee.hold(t3)
    t4 = annee.prepare(annee.cotech, date(2026, 11, 19))
    annee.hold(t4)
    assert "Suspendre la voie verte" in annee.situee(t4).reunion.ordre_du_jour
    reprise = annee.decide(
        t4, "Reprendre la voie verte", fiche=annee.fiches["Voie verte"], statut=StatutAction.EN_COURS
    )
    annee.apply(t4, reprise)
    assert annee.fiche("Voie verte").statut is StatutAction.EN_COURS
    assert annee.fiche("Voie verte").date_dernier_copil == JUIN


def _december(annee: Annee, juin: Uid, inscrite: Uid) -> None:
    """The last COPIL abandons; a decision of June applied again does not put the date back."""
    decembre = annee.prepare(annee.copil, DECEMBRE)
    emargement = annee.read_pdf("emargement", decembre)
    assert "Zoé Marin" in emargement
    assert "Paul Lecocq" not in emargement
    annee.hold(decembre)
    fin = annee.decide(
        decembre, "Abandonner la signalétique", fiche=annee.fiches["Signalétique"], statut=StatutAction.ABANDONNEE
    )
    annee.apply(decembre, fin)
    annee.actes.note_examinees(annee.situee(decembre), [annee.fiches["Halle"]])
    annee.apply(juin, inscrite)
    assert annee.fiche("Halle").date_dernier_copil == DECEMBRE
    assert annee.fiche("Signalétique").motif_statut == "Abandonner la signalétique"


def test_that_a_year_of_governance_is_played_through(annee: Annee):
    workspace = annee.workspace
    avant = contenu(annee.database)
    _winter_and_spring(annee)
    juin, inscrite = _june(annee)
    _summer(annee, juin)
    _autumn(annee)
    _december(annee, juin, inscrite)

    # What the fiche tells of its year, in order.
    notes = [note.texte.partition("\u00a0: ")[2] for note in annee.fiche("Voie verte").notes]
    assert [n.split(".")[0] for n in notes] == ["Saisir l’EPF", "Suspendre la voie verte", "Reprendre la voie verte"]
    actes_dits = [a.libelle for a in workspace.read(load_historique, annee.fiches["Voie verte"])]
    assert "Appliquer la décision «\u00a0Suspendre la voie verte\u00a0»" in actes_dits
    assert not [faute for texte in actes_dits for faute in faults(texte)]
    tenues = [len(annee.instance(uid).reunions) for uid in (annee.copil, annee.cotech)]
    assert tenues == [2, 4]

    # And the whole year is taken back, act by act, then lived again.
    apres = contenu(annee.database)
    while contenu(annee.database) != avant:
        assert annee.database.undo() is not None
    while contenu(annee.database) != apres:
        assert annee.database.redo() is not None


def test_that_the_documents_of_the_year_say_the_same_in_every_format(annee: Annee):
    uid = annee.prepare(annee.copil, JUIN)
    annee.hold(uid)
    annee.decide(uid, "Inscrire la halle", fiche=annee.fiches["Halle"], responsable="Élise")
    for document in ("convocation", "emargement", "releve", "membres"):
        mots = [mot for mot in annee.read_docx(document, uid).split() if mot.isalpha()]
        pages = annee.read_pdf(document, uid).replace(" ", "")
        assert len(mots) > 20
        assert [mot for mot in mots if mot not in pages] == []
