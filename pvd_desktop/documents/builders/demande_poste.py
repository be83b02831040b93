"""What a year of the poste de chef de projet costs, and the most that its cofinanceurs bring: one request for all."""

from collections.abc import Iterator
from decimal import Decimal

from models.domain.demandes.lecture import OUI
from models.domain.demandes.poste import calculer_poste, cout_charge
from models.domain.formats import format_euros_entiers, format_taux
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.tree import Block, Field, Fields, Heading, KeepTogether, Value


def poste_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """Nothing for another dispositif, or while the coût chargé is not known."""
    dispositif, dit = dossier.situee.dispositif, dossier.reponse("cout_charge")
    cout = Decimal(dit) if dit.isdecimal() else cout_charge(dossier.situee)
    if dispositif is None or cout is None or dossier.rempli.champ("cout_charge") is None:
        return
    anah = dossier.rempli.champ("avec_anah")
    avec_anah = anah is not None and anah.valeur == OUI
    calcule = calculer_poste(dispositif, cout, dossier.jour, avec_anah=avec_anah)
    if calcule is None:
        return
    poste = calcule.arrondi
    taux, plafond = poste.condition.taux_maximum, poste.condition.plafond
    yield KeepTogether(
        (
            Heading(2, "Financement du poste"),
            Fields(
                (
                    Field("Coût chargé annuel", _entiers(poste.cout_charge)),
                    Field("Taux maximal", None if taux is None else format_taux(taux, decimales=0)),
                    Field("Plafond annuel", _entiers(plafond)),
                    Field("Aide de tous les cofinanceurs", _entiers(poste.aide)),
                    Field("dont Anah, au plus", _entiers(poste.part_anah)),
                    Field("dont Banque des Territoires, au plus", _entiers(poste.part_bdt)),
                    Field("Reste à l’employeur", _entiers(poste.reste)),
                ),
                "Financement annuel du poste de chef de projet",
            ),
            note("Une seule demande vaut pour tous les cofinanceurs du poste."),
        )
    )


def _entiers(montant: Decimal | None) -> Value:
    return None if montant is None else format_euros_entiers(int(montant))
