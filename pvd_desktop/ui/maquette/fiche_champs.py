"""Fields of one line side by side, each under its label, that go to the next line on a narrow page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.formulaire_lie import Ecrire, FormulaireLie


class FicheChamps(ChampsCompacts):
    """A form whose fields flow; a field that cannot be read says so under them."""

    def __init__(self, champs: Sequence[tuple[Champ, int]], ecrire: Ecrire, parent: QWidget | None = None) -> None:
        """Each field comes with its width, in pixels at 100 %."""
        super().__init__([champ for champ, _ in champs], parent)
        self._largeurs = [(champ.editeur, largeur) for champ, largeur in champs]
        self._premier = champs[0][0].editeur
        self._cases: list[QVBoxLayout] = []
        self._libelles: list[QLabel] = []
        self._flux = FluxLayout(espace=8)
        for champ, _ in champs:
            self._flux.addWidget(self._build_case(champ))
        self.corps.addLayout(self._flux)
        self.lie = FormulaireLie(self, [champ for champ, _ in champs], ecrire)
        theme.suivre(self, self._on_fiche_theme_changed)

    def premier(self) -> QWidget:
        """The first field."""
        return self._premier

    def show_objet(self, objet: object) -> None:
        """Show a snapshot."""
        self.lie.show(objet)

    def height_for(self, largeur: int) -> int:
        """Height of the fields in that width, whether they are shown or not."""
        return self._flux.heightForWidth(largeur)

    def _build_case(self, champ: Champ) -> QWidget:
        case = QWidget(self)
        libelle = QLabel(champ.libelle, case)
        libelle.setProperty("role", "discret")
        libelle.setBuddy(champ.editeur)
        self._libelles.append(libelle)
        disposition = QVBoxLayout(case)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(libelle)
        disposition.addWidget(champ.editeur)
        self._cases.append(disposition)
        return case

    def _on_fiche_theme_changed(self) -> None:
        for editeur, largeur in self._largeurs:
            editeur.setFixedWidth(theme.px(largeur))
        for case in self._cases:
            case.setSpacing(theme.px(2))
        for libelle in self._libelles:
            libelle.setFont(theme.police(0.92))
