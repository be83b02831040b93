"""Page « Réglages du projet »: base, period, mention, and the parameters that the points à vérifier read."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.vocabulaire import BaseMontant
from models.queries.reglages import load_adaptations
from models.referentiel.bareme import load_bareme
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.etapes import Etapes, place
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.reglages.actes import ActesReglages
from pvd_desktop.ui.reglages.carte import CarteParametre
from pvd_desktop.ui.reglages.dispositifs import SectionDispositifs
from pvd_desktop.ui.reglages.parametres import EtatParametre, etats
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.workspace import Workspace

_PHRASE: Final = (
    "Ces réglages sont dans le fichier du projet\u00a0: ils le suivent sur tous les postes. Ceux de ce poste sont dans "
    "Édition > Préférences."
)
_PARAMETRES: Final = (
    "Les taux, les plafonds et les tolérances que les points à vérifier comparent à vos plans. Si votre préfecture en "
    "applique d’autres, le projet les garde ici\u00a0: une nouvelle version de PVD Desktop ne les remplace pas."
)


class ReglagesPage(PageProjet):
    """What belongs to the project, then each parameter with its text: made a part at a step, for it is long."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._editable = not workspace.raison_lecture_seule
        self._ecrivain = Ecrivain(workspace, self)
        self._actes = ActesReglages(self._ecrivain)
        self._cartes: dict[str, CarteParametre] = {}
        self._etats: list[EtatParametre] = []
        self._create_fields()
        self._lay_out()
        self.catch_up()
        self._etapes = Etapes(self)
        self._etapes.start(self._build_parts())
        theme.suivre(self, self._on_theme_changed)

    @cached_property
    def dispositifs(self) -> SectionDispositifs:
        """The section of the dispositifs, made when it is first asked for."""
        jour, cadre = self._workspace.aujourd_hui, self._defilement.corps.parentWidget()
        section = SectionDispositifs(self._ecrivain, jour, editable=self._editable, parent=cadre)
        section.ajoute.connect(self._show_fiche)
        place(self._place_dispositifs, section)
        return section

    @property
    def cartes(self) -> Mapping[str, CarteParametre]:
        """The card of each parameter, those that are left made now."""
        for _ in self._build_cartes():
            pass
        return self._cartes

    @override
    def commit(self) -> bool:
        sections = [self.dispositifs] if self._a_dispositifs else []
        valides = [partie.commit() for partie in (self.lie, *sections, *self._cartes.values())]
        return all(valides)

    @override
    def show_saisie(self) -> None:
        sections = [self.dispositifs] if self._a_dispositifs else []
        champs = (partie.champ_refuse() for partie in (self.lie, *sections, *self._cartes.values()))
        if champ := next(filter(None, champs), None):
            champ.setFocus()
            self._defilement.ensureWidgetVisible(champ)

    @override
    def resume(self) -> str:
        projet = self._workspace.projet
        verifies = {cle for cle, definition in load_bareme().definitions.items() if definition.regles}
        parametres = len({local.cle for local in projet.parametres_locaux} & verifies)
        dispositifs = len(projet.dispositifs_locaux)
        if not parametres and not dispositifs:
            return "Paramètres et dispositifs\u00a0: tous à leur valeur de référence"
        dits = [
            f"{nombre} {nom}{'s' if nombre > 1 else ''} adapté{'s' if nombre > 1 else ''}"
            for nombre, nom in ((parametres, "paramètre"), (dispositifs, "dispositif"))
            if nombre
        ]
        return ", ".join(dits)

    def show_dispositif(self, code: str) -> None:
        """Goes to the card of that dispositif."""
        self.dispositifs.select(code)
        self._show_fiche()

    def _show_fiche(self) -> None:
        self._defilement.ensureWidgetVisible(self.dispositifs.fiche.formulaire)

    def _create_fields(self) -> None:
        self._defilement = ColonneDefilante(self)
        self._phrase = self._label(_PHRASE, discret=True)
        self._titre = self._label("Paramètres des points à vérifier")
        self._explication = self._label(_PARAMETRES, discret=True)
        base = ChoixCombo(BaseMontant, facultatif=False)
        # Before the form is made: it lays out apart the fields that have a width.
        theme.suivre(base, lambda: base.setFixedWidth(theme.px(90)))
        reglages: list[Champ | str] = [
            "Montants et période",
            Champ(
                "base_defaut",
                base,
                "Base des montants",
                "Celle des opérations à venir\u00a0; celles qui existent gardent la leur",
            ),
            Champ("premiere_annee", AnneeEdit(), "Première année", "De la maquette financière"),
            Champ("derniere_annee", AnneeEdit(), "Dernière année", "De la maquette financière"),
        ]
        documents: list[Champ | str] = [
            "Documents",
            Champ("brouillon", CaseCocher("Marquer les documents «\u00a0BROUILLON\u00a0», avec leur date"), "Mention"),
        ]
        self.formulaire = Formulaire(reglages, self._defilement.contenu)
        self.lie = FormulaireLie(self.formulaire, reglages, self._actes.write)
        self.documents = Formulaire(documents, self._defilement.contenu)
        self.lie_documents = FormulaireLie(self.documents, documents, self._actes.write_brouillon)
        for formulaire in (self.formulaire, self.documents):
            formulaire.set_lecture_seule(not self._editable)

    @property
    def _a_dispositifs(self) -> bool:
        """Whether that section was made: nothing is typed there before."""
        return "dispositifs" in self.__dict__

    def _build_parts(self) -> Iterator[object]:
        yield self.dispositifs
        yield from self.dispositifs.build_parts()
        yield from self._build_cartes()

    def _build_cartes(self) -> Iterator[object]:
        for cle in [etat.cle for etat in self._etats]:
            # Those that are left may have been asked for meanwhile.
            if cle not in self._cartes:
                # As it stands now: an act may have come between two steps.
                etat = next(etat for etat in self._etats if etat.cle == cle)
                self._cartes[cle] = carte = self._build_carte(etat)
                place(self._place_cartes, carte)
                yield carte

    def _build_carte(self, etat: EtatParametre) -> CarteParametre:
        # Where it will stay: a card that changes parent is dressed again, and its labels lose their margins.
        cadre = self._defilement.corps.parentWidget()
        jour = self._workspace.aujourd_hui
        return CarteParametre(etat, self._actes, jour, editable=self._editable, parent=cadre)

    def _label(self, texte: str, *, discret: bool = False) -> QLabel:
        libelle = QLabel(texte, self)
        libelle.setWordWrap(True)
        libelle.setProperty("role", "discret" if discret else "")
        return libelle

    def _lay_out(self) -> None:
        corps = self._defilement.corps
        self._place_dispositifs, self._place_cartes = QVBoxLayout(), QVBoxLayout()
        for widget in (self._phrase, self.formulaire, self.documents):
            corps.addWidget(widget)
        corps.addLayout(self._place_dispositifs)
        for widget in (self._titre, self._explication):
            corps.addWidget(widget)
        corps.addLayout(self._place_cartes)
        corps.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._defilement)

    def _read(self) -> list[EtatParametre]:
        adaptations = self._workspace.read(load_adaptations)
        return list(etats(self._workspace.projet, load_bareme(), self._workspace.aujourd_hui(), adaptations))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        projet = self._workspace.projet
        self.lie.show(projet.reglages)
        self.lie_documents.show(projet.convention)
        if self._a_dispositifs:
            self.dispositifs.show_projet()
        self._etats = self._read()
        for etat in self._etats:
            if (carte := self._cartes.get(etat.cle)) is not None:
                carte.set_etat(etat)
        self.resume_changed.emit(self.resume())

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._titre.setContentsMargins(0, theme.px(12), 0, 0)
        self._defilement.corps.setSpacing(theme.px(12))
