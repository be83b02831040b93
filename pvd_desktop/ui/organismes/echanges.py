"""Tab « Échanges »: what was said and sent, dated; a new one is a line and Enter."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.domain.engagements import referent
from models.domain.errors import AppError
from models.domain.organisme import Echange, NatureEchange, Organisme
from models.domain.uids import Uid
from pvd_desktop.ui.organismes.actes import ActesOrganismes
from pvd_desktop.ui.widgets.cellules import (
    ColonneChoix,
    colonne_date,
    colonne_texte,
    colonne_vocabulaire,
    find_choix,
)
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

_NOUVEAU: Final = "nouvel_echange"
_PERSONNE: Final = ""
CONTACT_PARTI: Final = "Contact retiré"


class EchangesMontres:
    """What the tab shows, under the identity of the organisme: the last exchange first."""

    nouvel_echange = ""
    """The line is empty again once the exchange is noted."""

    def __init__(self, organisme: Organisme) -> None:
        self.uid = organisme.uid
        par_jour = sorted(organisme.echanges, key=lambda e: e.jour or date.min)
        self.echanges = tuple(par_jour[::-1])


class OngletEchanges(Onglet):
    """The journal of an organisme."""

    def __init__(
        self,
        actes: ActesOrganismes,
        uid: Callable[[], Uid | None],
        aujourd_hui: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        self._actes, self._uid, self._aujourd_hui = actes, uid, aujourd_hui
        self._organisme: Organisme | None = None
        self.ligne = TexteEdit()
        self.ligne.setPlaceholderText("Ce qui s’est dit ou envoyé, puis Entrée")
        self.liste = ListeEditable(
            MotsListe(
                "Échanges",
                "Ajouter un échange",
                "Aucun échange noté. Un appel, un courriel, une réunion\u00a0: une ligne suffit.",
            ),
            (
                colonne_date("Date", "jour", aujourd_hui),
                colonne_vocabulaire("Nature", "nature", NatureEchange, 84),
                ColonneChoix(
                    titre="Avec",
                    texte=self._say_contact,
                    edition=self._edit_contact,
                    champ="contact",
                    parse=self._parse_contact,
                    choix=self._choix,
                    largeur=104,
                ),
                colonne_texte("Objet", "objet", 126),
                colonne_texte("Ce qu’on s’est dit", "texte", 164),
            ),
            ActesListe(
                self._focus_ligne,
                lambda echange, champ, valeur: actes.write_echange(uid(), echange, champ, valeur),
                lambda echange: actes.remove_echange(uid(), echange),
            ),
            etirable=4,
            souhaits={2: 140, 3: 260},
            lignes_hautes=True,
        )
        champs = [
            Champ(
                _NOUVEAU,
                self.ligne,
                "Nouvel échange",
                "Daté d’aujourd’hui, avec le référent\u00a0; date, nature et personne se changent dans la liste",
            ),
            Champ("echanges", self.liste, "Journal des échanges", large=True),
        ]
        super().__init__("Échanges", champs, self._write, parent=parent)
        self.corps.addStretch(1)

    def show_organisme(self, organisme: Organisme) -> None:
        """Show its journal."""
        if organisme is not self._organisme:
            self._organisme = organisme
            self.lie.show(EchangesMontres(organisme))

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if nom == _NOUVEAU and str(valeur).strip() and self._organisme is not None:
            appele = referent(self._organisme)
            self._actes.add_echange(
                self._uid(),
                jour=self._aujourd_hui(),
                objet=str(valeur),
                contact=appele.uid if appele else None,
            )
            return self._actes.ecrivain.refus
        return None

    def _focus_ligne(self) -> Uid | None:
        """An exchange is noted by the line above: the list only leads there."""
        self.ligne.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_focus()
        return None

    def _choix(self) -> Sequence[tuple[str, str]]:
        contacts = self._organisme.contacts if self._organisme else ()
        return [(_PERSONNE, "Personne en particulier"), *((str(c.uid), c.nom_complet) for c in contacts)]

    def _parse_contact(self, saisie: str) -> Uid | None:
        valeur = find_choix(self._choix(), saisie)
        return Uid(valeur) if valeur else None

    @staticmethod
    def _edit_contact(echange: Echange) -> str:
        return echange.contact or _PERSONNE

    def _say_contact(self, echange: Echange) -> str:
        """A contact may be in the Corbeille, or gone for good: the exchange took place all the same."""
        if echange.contact is None or self._organisme is None:
            return ""
        return next((c.nom_complet for c in self._organisme.contacts if c.uid == echange.contact), CONTACT_PARTI)
