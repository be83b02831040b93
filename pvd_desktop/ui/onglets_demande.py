"""The tabs that other rooms bring to the detail of a demande, in their order. To add one: its room and one entry."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.rubrique_demande import ContexteDemande, OngletDemande, RubriqueDemande


def _build_paiement(contexte: ContexteDemande, parent: QWidget) -> RubriqueDemande:
    # Its commands load what opening a project does without.
    from pvd_desktop.ui.paiement.onglet import OngletPaiement

    return OngletPaiement(contexte, parent)


ONGLETS_DEMANDE: Final[tuple[OngletDemande, ...]] = (
    OngletDemande(
        "paiement",
        "Paiement",
        _build_paiement,
        champs=frozenset({"marches", "factures", "versements", "paiement"}),
        objets=frozenset({"marche", "facture"}),
    ),
)
