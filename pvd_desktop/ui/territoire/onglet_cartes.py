"""A tab that is a pile of cards, in a column that scrolls."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.territoire.cartes import ActesCartes, MotsCartes, PileCartes
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


class OngletCartes(ColonneDefilante):
    """Scrolls to the card that is written."""

    collage_coupe = Signal(str, str)
    """A long text keeps the beginning of what was pasted: what happened, what to do."""

    def __init__(
        self,
        nom: str,
        mots: MotsCartes,
        build_champs: Callable[[Uid], Sequence[Champ]],
        actes: ActesCartes,
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(nom)
        self._build = build_champs
        self.pile = PileCartes(mots, self._build_connected, actes, editable=editable, parent=self.contenu)
        self.corps.addWidget(self.pile)
        self.corps.addStretch(1)
        # The margins of the tabs beside it, rather than those of a page.
        theme.suivre(self, self._on_theme)

    def commit(self) -> bool:
        """Write what is pending."""
        return self.pile.commit()

    def champ_refuse(self) -> QWidget | None:
        """The first field whose value was refused."""
        return self.pile.champ_refuse()

    def focus_carte(self, uid: Uid, champ: str) -> bool:
        """Put the focus in a field of a card; ``False`` when there is none."""
        return self.pile.focus_carte(uid, champ)

    def _on_theme(self) -> None:
        self.corps.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))

    def _build_connected(self, uid: Uid) -> Sequence[Champ]:
        champs = self._build(uid)
        for champ in champs:
            if isinstance(champ.editeur, TexteRiche):
                champ.editeur.collage_coupe.connect(self.collage_coupe)
        return champs
