"""The operations a demande joins and the financement line it asks for in each: chosen, or made when it is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.domain.demande import LigneDemande
from models.domain.demandes.situee import Absence, DemandeSituee
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.saisie import parse_montant
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureFinancement
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.ecriture import NOMS_DES_MONTANTS, EcritureDemande
from pvd_desktop.ui.widgets.cellules import ColonneChoix, find_choix
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.niveau import Niveau

ABSENTE: Final = "Opération dans la corbeille, ou supprimée"
LIGNE_ABSENTE: Final = "Ligne supprimée du plan"
A_CHOISIR: Final = "À choisir"
SANS_LIGNE: Final = "Aucune ligne"


@dataclass(frozen=True, slots=True)
class LigneJointe:
    """A line of the demande with what it names, as far as it is found."""

    uid: Uid
    ligne: LigneDemande
    titre: str
    """Of the operation; empty when it is not there."""
    operation: Operation | None
    financement: Financement | None
    nom_financement: str
    absence: Absence | None


class LignesDossier(QWidget):
    """Follows the protocol of the form: each cell is written by itself.

    Signals:
        valeur_validee(object): never emitted.
        erreur_changed(str): never emitted, the list shows its own errors.
    """

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(
        self, ecriture: EcritureDemande, dispositifs: Callable[[], Dispositifs], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ecriture, self._dispositifs = ecriture, dispositifs
        self.liste = ListeEditable(
            MotsListe(
                "Opérations et lignes demandées",
                "Ajouter une opération",
                "Aucune opération pour l’instant. Une demande réunit des opérations du plan et les lignes de "
                "financement qu’elle demande.",
            ),
            self._build_colonnes(),
            ActesListe(self._add, self._write, self._remove),
            souhaits={0: 250, 1: 190},
            parent=self,
        )
        self.creer = QPushButton("Créer la ligne manquante", self)
        self.creer.setToolTip("Ajouter au plan de l’opération la ligne de financement que la demande concerne")
        icones.poser(self.creer, "ajouter", "texte", 16)
        self.message = LigneMessage(self)
        ligne = QHBoxLayout()
        ligne.addWidget(self.creer)
        ligne.addStretch(1)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addWidget(self.liste)
        self._disposition.addWidget(self.message)
        self._disposition.addLayout(ligne)
        self.setFocusProxy(self.liste)
        self.creer.clicked.connect(self._on_creer_clicked)
        self.liste.ligne_changed.connect(self._show_state)
        theme.suivre(self, self._on_theme_changed)

    def show_situee(self, situee: DemandeSituee) -> None:
        """Show the lines of this demande, with what each of them finds in the project."""
        self.liste.set_valeur(joindre(situee))
        if situee.absences:
            dites = dict.fromkeys(f"{a.message} {a.remede}" for a in situee.absences)
            self.message.set_message(Niveau.ATTENTION, " ".join(dites))
        else:
            self.message.hide()
        self._show_state()

    def valeur(self) -> tuple[object, ...]:
        """The lines shown."""
        return self.liste.valeur()

    def set_valeur(self, valeur: object, /) -> None:
        """The lines come by :meth:`show_situee`, with the project they are read in."""

    def commit(self) -> bool:
        """Write the cell being edited, if any."""
        return self.liste.commit()

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow changing them."""
        self.liste.set_lecture_seule(lecture_seule)
        self.creer.setVisible(not lecture_seule)

    def _build_colonnes(self) -> tuple[Colonne[LigneJointe], ...]:
        return (
            ColonneChoix(
                titre="Opération",
                texte=lambda li: li.titre or (ABSENTE if li.ligne.operation else A_CHOISIR),
                edition=lambda li: li.ligne.operation or "",
                token=lambda li: None if li.titre else "erreur" if li.ligne.operation else "texte_discret",
                champ="operation",
                parse=lambda saisie: Uid(find_choix(self._operations(), saisie)) or None,
                choix=self._operations,
                largeur=160,
            ),
            ColonneChoix(
                titre="Ligne du plan",
                texte=lambda li: li.nom_financement or (LIGNE_ABSENTE if li.ligne.financement else SANS_LIGNE),
                edition=lambda li: li.ligne.financement or "",
                token=lambda li: None if li.financement else "erreur" if li.ligne.financement else "texte_discret",
                champ="financement",
                parse=self._parse_financement,
                choix=self._financements,
                largeur=120,
                aide="Une ligne du plan de financement de l’opération",
            ),
            self._build_montant("Demandé", "montant_demande", "Le montant demandé de la ligne du plan"),
            self._build_montant("Accordé", "montant_accorde", "Le montant de l’arrêté ou de la convention"),
            Colonne(
                titre="État",
                texte=lambda li: li.financement.etat.libelle if li.financement else "",
                largeur=92,
                aide="Il suit les dates de la demande",
            ),
        )

    def _build_montant(self, titre: str, champ: str, aide: str) -> Colonne[LigneJointe]:
        return Colonne(
            titre=titre,
            texte=lambda li: _montant(getattr(li.financement, champ, None)),
            champ=champ,
            parse=self._parse_montant,
            align=DROITE,
            largeur=104,
            aide=aide,
        )

    def _operations(self) -> Sequence[tuple[str, str]]:
        situee = self._ecriture.situee
        return [("", A_CHOISIR), *choix_operations(situee.projet)] if situee else []

    def _financements(self) -> Sequence[tuple[str, str]]:
        """Those of the operation of the row that is edited."""
        jointe = self.liste.ligne_courante()
        situee = self._ecriture.situee
        if situee is None or jointe is None or jointe.operation is None:
            return [("", SANS_LIGNE)]
        return [("", SANS_LIGNE), *((f.uid, nommer(situee.projet, f)) for f in jointe.operation.financements)]

    def _parse_financement(self, saisie: str) -> Uid | None:
        jointe = self.liste.ligne_courante()
        if saisie and (jointe is None or jointe.operation is None):
            raise SaisieError("Cette ligne n’a pas d’opération.", "Choisissez d’abord l’opération.")
        return Uid(find_choix(self._financements(), saisie)) or None

    def _parse_montant(self, saisie: str) -> Decimal | None:
        jointe = self.liste.ligne_courante()
        if jointe is None or jointe.financement is None:
            raise SaisieError("Aucune ligne de financement n’est choisie.", "Choisissez d’abord la ligne du plan.")
        return parse_montant(saisie)

    def _add(self) -> Uid | None:
        if (demande := self._ecriture.demande) is None:
            return None
        nouvelle = LigneDemande()
        self._ecriture.set_lignes(f"Ajouter une opération à {self._ecriture.nommer()}", [*demande.lignes, nouvelle])
        return nouvelle.uid

    def _write(self, cle: str, champ: str, valeur: object) -> None:
        if champ in NOMS_DES_MONTANTS:
            jointe = next((j for j in self.liste.valeur() if j.uid == cle), None)
            if jointe is not None and jointe.financement is not None:
                self._ecriture.update_financement(jointe.financement.uid, champ, valeur)
            return
        champs: Mapping[str, object] = {champ: valeur}
        situee = self._ecriture.situee
        if champ == "operation" and situee is not None:
            # The line of another operation is no line of this one: the one of the same dispositif takes its place.
            trouvee = situee.projet.operation(Uid(str(valeur)) if valeur else None)
            proposee = proposer(trouvee[1], situee, self._dispositifs()) if trouvee else None
            champs = {"operation": valeur, "financement": proposee.uid if proposee else None}
        self._ecriture.update_ligne(Uid(cle), **champs)

    def _remove(self, cle: str) -> None:
        if (demande := self._ecriture.demande) is not None:
            gardees = [ligne for ligne in demande.lignes if ligne.uid != cle]
            self._ecriture.set_lignes(f"Retirer une opération de {self._ecriture.nommer()}", gardees)

    def _sans_ligne(self) -> LigneJointe | None:
        """The current row when it misses its line, else the first that does."""
        courante = self.liste.ligne_courante()
        candidates = [courante, *self.liste.valeur()] if courante is not None else list(self.liste.valeur())
        return next((j for j in candidates if j.operation is not None and j.financement is None), None)

    def _show_state(self) -> None:
        self.creer.setVisible(not self._ecriture.est_lecture_seule and self._sans_ligne() is not None)

    def _on_creer_clicked(self) -> None:
        jointe, situee = self._sans_ligne(), self._ecriture.situee
        if jointe is None or jointe.operation is None or situee is None or not self.liste.commit():
            return
        dispositif = situee.dispositif
        self._ecriture.add_financement(
            jointe.operation.uid,
            dispositif=dispositif.nom if dispositif else "",
            nature=dispositif.nature if dispositif else NatureFinancement.SUBVENTION,
            annee=situee.annee,
        )
        self.liste.select(jointe.uid, "financement")

    def _on_theme_changed(self) -> None:
        self._disposition.setSpacing(theme.px(6))


def joindre(situee: DemandeSituee) -> list[LigneJointe]:
    """Each line of a demande with what it finds."""
    absences = {absence.ligne.uid: absence for absence in situee.absences}
    jointes: list[LigneJointe] = []
    for ligne in situee.demande.lignes:
        financee = situee.projet.financement(ligne.financement)
        trouvee = situee.projet.operation(ligne.operation) or (financee[:2] if financee else None)
        titre = ""
        if trouvee is not None:
            titre = next(o.titre for o in situee.operations if o.operation.uid == trouvee[1].uid)
        jointes.append(
            LigneJointe(
                uid=ligne.uid,
                ligne=ligne,
                titre=titre,
                operation=trouvee[1] if trouvee else None,
                financement=financee[2] if financee else None,
                nom_financement=nommer(situee.projet, financee[2]) if financee else "",
                absence=absences.get(ligne.uid),
            )
        )
    return jointes


def choix_operations(projet: Projet) -> list[tuple[Uid, str]]:
    """(uid, title) in the order of the plan."""
    choix: list[tuple[Uid, str]] = []
    for fiche in projet.fiches:
        for rang, operation in enumerate(fiche.operations, 1):
            nom = operation.intitule or f"opération {rang}"
            suite = f" – {nom}" if len(fiche.operations) > 1 else ""
            choix.append((operation.uid, f"{fiche.titre}{suite}"))
    return choix


def proposer(operation: Operation, situee: DemandeSituee, dispositifs: Dispositifs) -> Financement | None:
    """The line of an operation that the demande is most likely about: the first living one of its dispositif."""
    if situee.dispositif is None:
        return None
    lignes = (ligne for ligne in operation.financements if not ligne.etat.est_perdu)
    return next(
        (f for f in lignes if dispositifs.de(f, situee.projet.organisme(f.financeur)) is situee.dispositif), None
    )


def nommer(projet: Projet, ligne: Financement) -> str:
    """« DETR · État »."""
    noms = (ligne.dispositif, projet.nom_organisme(ligne.financeur))
    return " · ".join(filter(None, noms)) or "Ligne sans nom"


def _montant(montant: Decimal | None) -> str:
    return "" if montant is None else format_euros(montant)
