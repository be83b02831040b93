"""Communes that the code officiel géographique knows otherwise: they merged, changed their name, or lack their code."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.domain.formats import sort_key
from models.domain.territoire import Commune
from models.referentiel.communes import CommuneTrouvee, find_by_name, find_commune, find_epci
from pvd_desktop.ui import theme
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.widgets.commune_edit import describe
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau


class Remarques(QWidget):
    """A line for each, with the button that puts the commune of the reference in its place."""

    def __init__(self, actes: ActesTerritoire, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self._editable = editable
        self._communes: tuple[Commune, ...] = ()
        self._siren = ""
        self._tache: Task | None = None
        self._lignes: list[QWidget] = []
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def set_communes(self, communes: Sequence[Commune], siren: str) -> None:
        """Look these up, and whether ``siren`` is their intercommunalité; the reference is read off the GUI thread."""
        if (tuple(communes), siren) == (self._communes, self._siren):
            return
        self._communes, self._siren = tuple(communes), siren
        if self._tache is not None:
            # Its answer is about communes that are not shown any more: the next one starts when it ends.
            return
        self._start()

    def textes(self) -> tuple[str, ...]:
        """What the lines say."""
        messages = (m for ligne in self._lignes for m in (ligne, *ligne.findChildren(LigneMessage)))
        return tuple(m.texte() for m in messages if isinstance(m, LigneMessage))

    def boutons(self) -> tuple[QPushButton, ...]:
        """« Remplacer », line by line."""
        return tuple(b for ligne in self._lignes for b in ligne.findChildren(QPushButton))

    def _start(self) -> None:
        self._tache = Task(partial(_look_up, self._communes, self._siren), self)
        self._tache.set_silencieuse()
        # A method: what the task answers once the page is gone goes nowhere.
        self._tache.succeeded.connect(self._on_looked_up)
        self._tache.failed.connect(self._on_failed)
        self._tache.finished.connect(self._tache.deleteLater)
        self._tache.start()

    def _on_looked_up(self, resultat: "_Resultat") -> None:
        communes, siren, changees, phrases = resultat
        self._tache = None
        if (communes, siren) != (self._communes, self._siren):
            self._start()
            return
        for ligne in self._lignes:
            ligne.hide()
            ligne.deleteLater()
        self._lignes = [self._build(commune, trouvee) for commune, trouvee in changees]
        self._lignes += [self._build_phrase(phrase) for phrase in phrases]
        for ligne in self._lignes:
            self._colonne.addWidget(ligne)
        self.setVisible(bool(self._lignes))

    def _on_failed(self, erreur: Exception) -> None:
        self._tache = None
        raise erreur

    def _build_phrase(self, phrase: str) -> QWidget:
        ligne = LigneMessage(self)
        ligne.set_message(Niveau.INFORMATION, phrase)
        return ligne

    def _build(self, commune: Commune, trouvee: CommuneTrouvee) -> QWidget:
        ligne = QWidget(self)
        message = LigneMessage(ligne)
        if commune.code_insee:
            message.set_message(Niveau.ATTENTION, _sentence(commune, trouvee))
            bouton = QPushButton("Remplacer", ligne)
            bouton.setAccessibleName(f"Remplacer {commune.nom or commune.code_insee} par {trouvee.commune.nom}")
        else:
            message.set_message(Niveau.INFORMATION, f"{describe(trouvee)}\u00a0: son code INSEE n’est pas renseigné.")
            bouton = QPushButton("Compléter", ligne)
            bouton.setAccessibleName(f"Compléter {commune.nom} par le code officiel géographique")
        bouton.setVisible(self._editable)
        bouton.clicked.connect(lambda: self._actes.choose_commune(trouvee, commune.uid))
        disposition = QHBoxLayout(ligne)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(theme.px(8))
        disposition.addWidget(message, 1, Qt.AlignmentFlag.AlignVCenter)
        disposition.addWidget(bouton)
        return ligne


_Resultat = tuple[tuple[Commune, ...], str, list[tuple[Commune, CommuneTrouvee]], list[str]]
"""The communes that were looked up with their intercommunalité, those that changed, what else is worth saying."""


def _look_up(communes: tuple[Commune, ...], siren: str, progress: Progress) -> _Resultat:
    progress.step(0, 0, "Lecture des communes…")
    phrases = [*_unknown(communes), *_elsewhere(communes, siren)]
    return communes, siren, list(_changed(communes)), phrases


def _unknown(communes: Sequence[Commune]) -> Iterator[str]:
    """Communes known by their name alone, that no commune or several bear; a code may be older than the reference."""
    for commune in communes:
        if commune.nom and not commune.code_insee and find_by_name(commune.nom) is None:
            yield (
                f"«\u00a0{commune.nom}\u00a0» n’a pas été reconnue dans le code officiel géographique. "
                "Vérifiez son nom, ou écrivez son code INSEE."
            )


def _elsewhere(communes: Sequence[Commune], siren: str) -> Iterator[str]:
    """Communes of another intercommunalité than that of the territory, which may be written by hand."""
    if find_epci(siren) is None:
        return
    for commune in communes:
        trouvee = find_commune(commune.code_insee) if commune.code_insee else None
        if trouvee is not None and trouvee.commune.epci.siren not in {"", siren}:
            epci = trouvee.commune.epci
            yield (
                f"{trouvee.commune.nom} fait partie de «\u00a0{epci.nom}\u00a0» (SIREN {epci.siren}), et non de "
                "l’intercommunalité écrite plus bas."
            )


def _changed(communes: Sequence[Commune]) -> Iterator[tuple[Commune, CommuneTrouvee]]:
    for commune in communes:
        trouvee = find_commune(commune.code_insee) if commune.code_insee else find_by_name(commune.nom)
        if trouvee is None:
            continue
        officielle = trouvee.commune
        # A commune without a code differs by that alone.
        if officielle.code_insee != commune.code_insee or sort_key(officielle.nom) != sort_key(commune.nom):
            yield commune, trouvee


def _sentence(commune: Commune, trouvee: CommuneTrouvee) -> str:
    officielle = trouvee.commune
    if officielle.code_insee == commune.code_insee:
        return f"Le code {commune.code_insee} est aujourd’hui celui de {officielle.nom}."
    nom = commune.nom or trouvee.ancien_nom or commune.code_insee
    return f"{nom} fait aujourd’hui partie de {officielle.nom} ({officielle.code_insee})."
