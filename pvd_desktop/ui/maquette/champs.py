"""The fields of the detail: those of a financement, of a dépense, and of what the maître d'ouvrage decided."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from models.domain.vocabulaire import EtatFinancement, PosteDepense
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.taux_edit import TauxEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

Champs = Sequence[tuple[Champ, int]]
"""Each field with its width, in pixels at 100 %."""
_MONTANT: Final = 128
_TAUX: Final = 106
_ANNEE: Final = 72
_DATE: Final = 128


def champs_financement(financeur: ChoixCombo, aujourd_hui: Callable[[], date]) -> Champs:
    """What people look at first, then what a dossier asks."""
    return (
        (Champ("financeur", financeur, "Financeur"), 220),
        (Champ("dispositif", TexteEdit(), "Dispositif", "DETR, DSIL, Fonds vert…"), 156),
        (Champ("montant_demande", MontantEdit(), "Demandé"), _MONTANT),
        (Champ("montant_accorde", MontantEdit(), "Accordé"), _MONTANT),
        (Champ("etat", ChoixCombo(EtatFinancement, facultatif=False), "État"), 136),
        (
            Champ("depense_eligible", MontantEdit(), "Base éligible", "Dépense que le financeur retient pour son taux"),
            _MONTANT,
        ),
        (Champ("taux", TauxEdit(), "Taux", "Taux d’aide, sur la base éligible"), _TAUX),
        (Champ("date_depot", DateEdit(aujourd_hui), "Dépôt"), _DATE),
        (Champ("date_accuse", DateEdit(aujourd_hui), "AR reçu", "Accusé de réception du financeur"), _DATE),
        (Champ("date_notification", DateEdit(aujourd_hui), "Notification"), _DATE),
        (Champ("numero_dossier", TexteEdit(), "N° de dossier"), 156),
        (Champ("annee", AnneeEdit(), "Année", "Année de programmation"), _ANNEE),
    )


def champs_depense() -> Champs:
    """A dépense on its two sides."""
    return (
        (Champ("poste", ChoixCombo(PosteDepense, facultatif=False), "Poste"), 190),
        (Champ("intitule", TexteEdit(), "Intitulé"), 240),
        (Champ("annee", AnneeEdit(), "Année", "Année de programmation"), _ANNEE),
        (Champ("montant_ht", MontantEdit(), "Montant HT"), _MONTANT),
        (Champ("taux_tva", TauxEdit(), "TVA", "Complète le HT ou le TTC laissé vide"), _TAUX),
        (Champ("montant_ttc", MontantEdit(), "Montant TTC"), _MONTANT),
        (Champ("eligible", CaseCocher("Oui"), "Éligible", "Comptée dans la dépense éligible"), 84),
    )


def champs_part(aujourd_hui: Callable[[], date]) -> Champs:
    """What the maître d'ouvrage decided, and by what."""
    return (
        (
            Champ("part_decidee", MontantEdit(), "Part décidée", "Ce que le maître d’ouvrage a décidé de payer"),
            _MONTANT,
        ),
        (Champ("part_decidee_acte", TexteEdit(), "Acte", "Délibération, décision, PPI…"), 320),
        (Champ("part_decidee_date", DateEdit(aujourd_hui), "Date de l’acte"), _DATE),
    )
