"""Tab « Dossier »: what is asked, to whom, for which operations, and the dates of its life, in any order."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.demande import Demande, IssueDemande, NatureDemande
from models.domain.demandes.situee import DemandeSituee
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.formats import sort_key
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.saisie import parse_entier
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.demandes.lignes_dossier import LignesDossier
from pvd_desktop.ui.demandes.rubrique_champs import RubriqueChamps
from pvd_desktop.ui.rubrique_demande import ContexteDemande
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.saisie_lue import SaisieLue
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

_ORDRE: Final = "Les dates se donnent dans l’ordre où elles arrivent\u00a0: aucune n’attend une autre."
_DIT_PAR_LES_LIGNES: Final = "DEM-03"
"""The point of what is no longer in the project."""


class OngletDossier(RubriqueChamps):
    """The lines that follow from its dates are those of the plan de financement."""

    def __init__(
        self,
        contexte: ContexteDemande,
        ecriture: EcritureDemande,
        dispositifs: Callable[[], Dispositifs],
        parent: QWidget | None = None,
    ) -> None:
        self._workspace = contexte.ecrivain.workspace
        self._dispositifs = dispositifs
        self._choix: tuple[object, object] | None = None
        jour = self._workspace.aujourd_hui
        self.dispositif = ChoixCombo([], libelle_vide="À choisir")
        self.demandeur = ChoixCombo([], libelle_vide="Le maître d’ouvrage de ses opérations")
        self.lignes = LignesDossier(ecriture, dispositifs)
        champs = [
            Champ("dispositif", self.dispositif, "Dispositif", "À qui l’on demande\u00a0: son formulaire en dépend"),
            Champ("lignes", self.lignes, "Opérations et lignes de financement demandées", large=True),
            Champ("demandeur", self.demandeur, "Demandeur", "L’organisme qui dépose le dossier"),
            Champ("annee", AnneeEdit(), "Année", "Année de la campagne"),
            Champ("nature", ChoixCombo(NatureDemande, facultatif=False), "Nature"),
            Champ("dossier_anterieur", TexteEdit(), "Dossier renouvelé", "Numéro du dossier que celui-ci renouvelle"),
            Champ("rang_priorite", _build_rang(), "Rang de priorité", "Sa place parmi les dossiers de l’année"),
            "Étapes",
            Champ("date_deliberation", DateEdit(jour), "Délibération", _ORDRE),
            Champ("reference_deliberation", TexteEdit(), "Référence de l’acte", "Numéro de la délibération"),
            Champ("date_depot", DateEdit(jour), "Dépôt", "Jour où le dossier est parti"),
            Champ("numero_dossier", TexteEdit(), "N° de dossier", "Donné par le portail ou par le financeur"),
            Champ("date_accuse", DateEdit(jour), "AR reçu", "Accusé de réception", source="R2334-24 CGCT"),
            Champ("date_completude", DateEdit(jour), "Dossier complet", "Dit par le financeur, ou réputé tel"),
            Champ(
                "date_derogation", DateEdit(jour), "Dérogation", "Le financeur autorise à commencer avant sa décision"
            ),
            "Décision",
            Champ("issue", ChoixCombo(IssueDemande, libelle_vide="En attente"), "Suite donnée"),
            Champ("date_decision", DateEdit(jour), "Décision", "Date de l’arrêté, ou de la convention"),
            Champ("reference_decision", TexteEdit(), "Référence de la décision", "Numéro de l’arrêté"),
            Champ("date_notification", DateEdit(jour), "Notification", "Jour où la décision a été reçue"),
            Champ("date_declaration", DateEdit(jour), "Commencement déclaré", "Jour de la déclaration au financeur"),
            Champ(
                "limite_commencement",
                DateEdit(jour),
                "Commencer avant",
                "Lu dans l’arrêté\u00a0; vide, le délai du dispositif",
            ),
            Champ(
                "limite_achevement",
                DateEdit(jour),
                "Achever avant",
                "Lu dans l’arrêté\u00a0; vide, le délai du dispositif",
            ),
        ]
        super().__init__("Dossier", champs, ecriture, parent)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        self._refresh_choix(situee.projet)
        self.lignes.show_situee(situee)
        super().show_demande(situee)

    @override
    def set_constats(self, constats: Iterable[Constat]) -> None:
        """The lines tell under their table what they do not find, before any rule has run: it is not said twice."""
        super().set_constats(c for c in constats if c.code != _DIT_PAR_LES_LIGNES)

    @override
    def _objet(self, demande: Demande) -> object:
        return ChampsDossier(demande)

    def _refresh_choix(self, projet: Projet) -> None:
        """The lists are filled again only when what they offer may have changed."""
        sources = self._dispositifs(), projet.organismes
        if self._choix is not None and all(a is b for a, b in zip(self._choix, sources, strict=True)):
            return
        self._choix = sources
        self.dispositif.set_choix(choix_dispositifs(self._dispositifs()))
        organismes = [(o.uid, o.nom or "Organisme sans nom") for o in projet.organismes]
        self.demandeur.set_choix(sorted(organismes, key=lambda paire: sort_key(paire[1])))


class ChampsDossier:
    """The fields of the tab under the identity of the demande; its lines are shown apart, with what they find."""

    def __init__(self, demande: Demande) -> None:
        self._demande = demande
        self.uid = demande.uid
        self.dispositif = demande.dispositif or None

    def __getattr__(self, nom: str) -> object:
        if nom == "lignes":
            raise AttributeError(nom)
        return getattr(self._demande, nom)


def choix_dispositifs(dispositifs: Dispositifs) -> list[tuple[str, str]]:
    """(code, name) in alphabetical order: « DETR – Dotation d’équipement… »."""
    noms = ((d.code, " – ".join(dict.fromkeys(filter(None, (d.sigle, d.intitule))))) for d in dispositifs)
    return sorted(noms, key=lambda paire: sort_key(paire[1]))


def _build_rang() -> SaisieLue[int | None]:
    return SaisieLue[int | None](None, parse_entier, str, largeur=90)
