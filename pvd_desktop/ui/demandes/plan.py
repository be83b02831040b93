"""Tab « Financement »: the plan in whole euros, with its lines of control, exactly as the documents write it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demandes.situee import DemandeSituee
from pvd_desktop.ui import icones
from pvd_desktop.ui.demandes.blocs import VueBlocs
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante


class OngletPlan(RubriqueDemande):
    """To be read: it is changed where the plan of each operation is."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jour = contexte.ecrivain.workspace.aujourd_hui
        self._ecriture = ecriture
        defilante = ColonneDefilante(self)
        self.voir = QPushButton("Modifier dans le plan d’action", defilante.contenu)
        self.voir.setProperty("role", "lien")
        self.voir.setToolTip("Ouvrir le financement de l’opération, dont ce plan est l’arrondi")
        icones.poser(self.voir, "lien", "accent", 16)
        self.blocs = VueBlocs(defilante.contenu)
        ligne = QHBoxLayout()
        ligne.addWidget(self.voir)
        ligne.addStretch(1)
        defilante.corps.addWidget(self.blocs)
        defilante.corps.addLayout(ligne)
        defilante.corps.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(defilante)
        self.setFocusProxy(self.voir)
        self.voir.clicked.connect(self._on_voir_clicked)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        # The documents are read when one looks at what they write.
        from pvd_desktop.documents.builders.demande_dossier import DossierDemande
        from pvd_desktop.documents.builders.demande_plan import tables_plan
        from pvd_desktop.documents.builders.demande_poste import poste_blocks

        dossier = DossierDemande(situee=situee, jour=self._jour(), brouillon=True)
        self.blocs.show_blocs((*poste_blocks(dossier), *tables_plan(dossier, dossier.plan)))
        self.voir.setVisible(bool(situee.operations))

    def _on_voir_clicked(self) -> None:
        situee = self._ecriture.situee
        if situee is not None and situee.operations:
            self.objet_demande.emit(situee.operations[0].objet, "financements")
