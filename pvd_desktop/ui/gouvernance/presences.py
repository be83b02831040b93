"""Section « Présences »: one line for each member, one click for what they did; and those who came without sitting."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from models.domain.errors import SaisieError
from models.domain.gouvernance import EtatPresence
from models.domain.instances.situee import LignePresence, ReunionSituee, feuille_presence
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui import icones
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.widgets.cellules import parse_texte
from pvd_desktop.ui.widgets.colonne import CENTRE, Colonne
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.onglet import Onglet

_PREMIERE: Final = 2
"""Column of the first state."""
_TOKENS: Final = {
    EtatPresence.PRESENT: "succes",
    EtatPresence.REPRESENTE: "information",
    EtatPresence.EXCUSE: "attention",
    EtatPresence.ABSENT: "erreur",
}


class FeuilleMontree:
    """What the form shows, under the identity of the meeting."""

    def __init__(self, projet: Projet, situee: ReunionSituee) -> None:
        self.uid = situee.reunion.uid
        self.presences = feuille_presence(projet, situee)


class OngletPresences(Onglet):
    """The attendance sheet."""

    def __init__(self, actes: ActesGouvernance, parent: QWidget | None = None) -> None:
        self._actes = actes
        self._situee: ReunionSituee | None = None
        self.liste = ListeEditable(
            MotsListe(
                "Présences",
                "Ajouter une personne venue sans être membre",
                "L’instance n’a pas encore de membres\u00a0: ajoutez-les dans l’instance, ou notez ici qui est venu.",
            ),
            _colonnes(),
            ActesListe(self._add, self._write_cell, self._remove),
            etirable=1,
            souhaits={0: 160, 1: 190, 6: 150},
        )
        super().__init__(
            "Présences",
            [Champ("presences", self.liste, "Cliquez sur ce que chacun a fait", large=True)],
            _written_elsewhere,
            parent=parent,
        )
        self.tous = QPushButton("Noter présents tous ceux dont rien n’est dit", self.widget())
        icones.poser(self.tous, "succes", "texte", 16)
        self.corps.insertWidget(0, self.tous, 0, Qt.AlignmentFlag.AlignLeft)
        self.tous.clicked.connect(self._on_tous)
        self.liste.vue.clicked.connect(self._on_clicked)
        for touche in (Qt.Key.Key_Space,):
            raccourci = QShortcut(QKeySequence(touche), self.liste.vue)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.activated.connect(self._on_espace)
        self.set_lecture_seule(actes.lecture_seule)

    def show_reunion(self, projet: Projet, situee: ReunionSituee) -> None:
        """Show its last version, or another meeting."""
        self._situee = situee
        feuille = FeuilleMontree(projet, situee)
        self.lie.show(feuille)
        attendus = any(ligne.etat is None for ligne in feuille.presences)
        self.tous.setVisible(attendus and not self._actes.lecture_seule)

    def show_saisie(self) -> None:
        """Go back to the cell being edited."""
        self.liste.show_saisie()

    def _on_clicked(self, index: QModelIndex) -> None:
        etat = _etat_de(index.column())
        if etat is not None and self._situee is not None and not self._actes.lecture_seule:
            self._actes.note_presence(self._situee, self.liste.modele.ligne(index.row()), etat)

    def _on_espace(self) -> None:
        index = self.liste.vue.currentIndex()
        if index.isValid():
            self._on_clicked(index)

    def _on_tous(self) -> None:
        if self._situee is not None:
            self._actes.note_tous_presents(self._situee)

    def _add(self) -> Uid | None:
        return self._actes.add_presence(self._situee) if self._situee else None

    def _remove(self, cle: str) -> None:
        ligne = self._ligne(cle)
        if self._situee is not None and ligne is not None:
            self._actes.remove_presence(self._situee, ligne)

    def _write_cell(self, cle: str, champ: str, valeur: object) -> None:
        ligne = self._ligne(cle)
        if self._situee is None or ligne is None:
            return
        if champ == "represente_par":
            self._actes.note_representant(self._situee, ligne, str(valeur))
        elif ligne.membre is not None:
            raise SaisieError(
                "Ce nom est celui d’un membre.", "Corrigez-le dans l’instance, ou dans les contacts de l’organisme."
            )
        else:
            self._actes.note_nom(self._situee, ligne, str(valeur))

    def _ligne(self, cle: str) -> LignePresence | None:
        return next((ligne for ligne in self.liste.modele.lignes if ligne.uid == cle), None)


def _colonnes() -> Sequence[Colonne[LignePresence]]:
    return (
        Colonne(titre="Nom", texte=lambda li: li.nom, champ="nom", parse=parse_texte(), largeur=120),
        Colonne(
            titre="Fonction, organisme",
            texte=lambda li: " · ".join(filter(None, (li.qualite, li.ecart))),
            token=lambda li: "attention" if li.ecart else "texte_discret",
            largeur=140,
        ),
        *(_colonne_etat(etat) for etat in EtatPresence),
        Colonne(
            titre="Représenté par",
            texte=lambda li: li.represente_par,
            champ="represente_par",
            parse=parse_texte(),
            largeur=110,
            aide="Un nom tapé ici note la personne représentée",
        ),
    )


def _colonne_etat(etat: EtatPresence) -> Colonne[LignePresence]:
    return Colonne(
        titre=etat.libelle,
        texte=lambda li: "●" if li.etat is etat else "○",
        align=CENTRE,
        largeur=88,
        aide=f"Un clic, ou Espace, note «\u00a0{etat.libelle.lower()}\u00a0»\u00a0; un second l’efface",
        token=lambda li: _TOKENS[etat] if li.etat is etat else "texte_discret",
        gras=lambda li: li.etat is etat,
        accessible=lambda li: f"{etat.libelle}\u00a0: {'oui' if li.etat is etat else 'non'}, {li.nom}",
        copie=lambda li: "oui" if li.etat is etat else "",
    )


def _etat_de(colonne: int) -> EtatPresence | None:
    etats = tuple(EtatPresence)
    return etats[colonne - _PREMIERE] if _PREMIERE <= colonne < _PREMIERE + len(etats) else None


def _written_elsewhere(_champ: str, _valeur: object) -> None:
    """The list writes its cells itself."""
