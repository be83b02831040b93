"""« Nouvelle demande »: choose operations, then their lines; the dispositif and the year follow from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.domain.demande import LigneDemande
from models.domain.demandes.preparee import annee_de_campagne
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.formats import format_euros, sort_key
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.demandes.dossier import choix_dispositifs
from pvd_desktop.ui.demandes.lignes_dossier import choix_operations, nommer
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

_UID: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choix:
    """What was chosen."""

    lignes: tuple[LigneDemande, ...]
    dispositif: str
    annee: int | None


class NouvelleDemande(QDialog):
    """Never blocks: :meth:`open` it, and ``valide`` says what was chosen.

    Signals:
        valide(Choix): create it.
    """

    valide = Signal(object)

    def __init__(self, projet: Projet, dispositifs: Dispositifs, jour: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nouvelle demande")
        self._projet, self._dispositifs, self._jour = projet, dispositifs, jour
        self._prises = {f for demande in projet.demandes if demande.issue is None for f in demande.financements}
        self._choisi = False
        """The person chose the dispositif: it is deduced no more."""
        self._create_fields()
        self._lay_out()
        self._connect()
        self._show_lignes()

    def preselect(self, operation: Uid) -> None:
        """Begin with that operation: its lines are to choose."""
        for row in range(self.operations.count()):
            item = self.operations.item(row)
            if item.data(_UID) == operation:
                item.setCheckState(Qt.CheckState.Checked)
                self.operations.setCurrentItem(item)
                self.lignes.setFocus()

    def accept_chosen(self) -> None:
        """Create it; a demande without operation is refused with the reason."""
        operations = _coches(self.operations)
        if not operations or not self.formulaire.commit():
            self.refus.setText("Cochez au moins une opération\u00a0: la demande est faite pour elle.")
            self.refus.setVisible(not operations)
            return
        self.accept()
        self.valide.emit(Choix(tuple(self._joindre(operations)), self.dispositif.valeur() or "", self.annee.valeur()))

    def _create_fields(self) -> None:
        self.recherche = ChampRecherche(self)
        self.recherche.setPlaceholderText("Rechercher une opération")
        self.recherche.setAccessibleName("Rechercher une opération")
        self.operations = QListWidget(self)
        self.operations.setAccessibleName("Opérations de la demande")
        for uid, titre in choix_operations(self._projet):
            _add(self.operations, uid, titre)
        self.lignes = QListWidget(self)
        self.lignes.setAccessibleName("Lignes de financement demandées")
        self._aide = QLabel(self)
        self._aide.setProperty("role", "discret")
        self._aide.setWordWrap(True)
        self.dispositif = ChoixCombo(choix_dispositifs(self._dispositifs), libelle_vide="À choisir plus tard")
        self.annee = AnneeEdit()
        self.annee.set_valeur(annee_de_campagne(self._jour))
        self.formulaire = Formulaire(
            [
                Champ("dispositif", self.dispositif, "Dispositif", "Déduit des lignes cochées"),
                Champ("annee", self.annee, "Année", "Année de la campagne"),
            ],
            self,
        )
        self.refus = QLabel(self)
        self.refus.setProperty("role", "erreur")
        self.refus.hide()
        self.boutons = QDialogButtonBox(self)
        self.creer = self.boutons.addButton("Créer la demande", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_role(self.creer, "primaire")
        self.creer.setDefault(True)
        self.boutons.addButton("Annuler", QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        colonne.setSpacing(theme.px(8))
        titres = (
            ("1. Pour quelles opérations\u00a0?", self.operations),
            ("2. Quelles lignes demander\u00a0?", self.lignes),
        )
        for texte, liste in titres:
            titre = QLabel(texte, self)
            titre.setFont(theme.police(1.05, gras=True))
            titre.setBuddy(liste)
            colonne.addWidget(titre)
            if liste is self.operations:
                colonne.addWidget(self.recherche)
            colonne.addWidget(liste, 3 if liste is self.operations else 2)
        colonne.addWidget(self._aide)
        colonne.addWidget(self.formulaire)
        colonne.addWidget(self.refus)
        colonne.addWidget(self.boutons)
        self.resize(theme.px(640), theme.px(600))
        self.recherche.setFocus()

    def _connect(self) -> None:
        self.recherche.textChanged.connect(self._on_recherche_text_changed)
        self.operations.itemChanged.connect(self._show_lignes)
        self.lignes.itemChanged.connect(self._deduce)
        self.dispositif.valeur_validee.connect(self._on_dispositif_valide)
        self.boutons.accepted.connect(self.accept_chosen)
        self.boutons.rejected.connect(self.reject)

    def _show_lignes(self) -> None:
        """The lines of the ticked operations; those ticked stay so."""
        self.refus.hide()
        operations, cochees = _coches(self.operations), set(_coches(self.lignes))
        plusieurs = len(operations) > 1
        self.lignes.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self.lignes.clear()
        for uid in operations:
            trouvee = self._projet.operation(uid)
            if trouvee is None:
                continue
            fiche, operation = trouvee
            for ligne in operation.financements:
                if ligne.etat.est_perdu:
                    continue
                suite = [ligne.etat.libelle.lower()]
                if ligne.montant_demande is not None:
                    suite.insert(0, format_euros(ligne.montant_demande))
                if ligne.uid in self._prises:
                    suite.append("déjà dans une demande")
                avant = f"{fiche.numero} · " if plusieurs and fiche.numero else ""
                texte = f"{avant}{nommer(self._projet, ligne)}, {', '.join(suite)}"
                _add(self.lignes, ligne.uid, texte, coche=ligne.uid in cochees)
        self.lignes.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here
        if not operations:
            aide = "Cochez d’abord une opération\u00a0: les lignes de son plan de financement viendront ici."
        elif not self.lignes.count():
            aide = "Le plan de ces opérations n’a pas encore de ligne\u00a0: elle pourra être créée depuis la demande."
        else:
            aide = "Sans ligne cochée, la demande se prépare quand même\u00a0: la ligne se choisit plus tard."
        self._aide.setText(aide)
        self._deduce()

    def _deduce(self) -> None:
        """The dispositif that most of the ticked lines name, unless the person chose one."""
        if self._choisi:
            return
        codes: Counter[str] = Counter()
        annees: list[int] = []
        for uid in _coches(self.lignes):
            financee = self._projet.financement(uid)
            if financee is None:
                continue
            ligne = financee[2]
            if ligne.annee:
                annees.append(ligne.annee)
            if (trouve := self._dispositifs.de(ligne, self._projet.organisme(ligne.financeur))) is not None:
                codes[trouve.code] += 1
        self.dispositif.set_valeur(codes.most_common(1)[0][0] if codes else None)
        if annees:
            self.annee.set_valeur(min(annees))

    def _joindre(self, operations: Sequence[Uid]) -> Iterable[LigneDemande]:
        """One line per ticked financement; an operation without any is joined alone."""
        cochees = _coches(self.lignes)
        for uid in operations:
            trouvee = self._projet.operation(uid)
            siennes = [f.uid for f in trouvee[1].financements if f.uid in cochees] if trouvee else []
            for financement in siennes or [None]:
                yield LigneDemande(operation=uid, financement=financement)

    def _on_recherche_text_changed(self, texte: str) -> None:
        mots = sort_key(texte).split()
        for row in range(self.operations.count()):
            item = self.operations.item(row)
            coche = item.checkState() is Qt.CheckState.Checked
            # What is ticked stays in sight, whatever is looked for.
            item.setHidden(not coche and not all(mot in sort_key(item.text()) for mot in mots))

    def _on_dispositif_valide(self) -> None:
        self._choisi = True


def _add(liste: QListWidget, uid: Uid, texte: str, *, coche: bool = False) -> None:
    item = QListWidgetItem(texte, liste)
    item.setData(_UID, uid)
    item.setToolTip(texte)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if coche else Qt.CheckState.Unchecked)


def _coches(liste: QListWidget) -> list[Uid]:
    items = (liste.item(row) for row in range(liste.count()))
    return [Uid(item.data(_UID)) for item in items if item.checkState() is Qt.CheckState.Checked]
