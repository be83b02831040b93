"""Which lines of financement the name above a column of amounts is about."""

from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.proximite import cle
from models.domain.maquettes.financeurs import Financeurs
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement
from models.domain.projet import Projet


class Payeurs:
    """Answers by the columns of the maquette: « DETR », « Région », « Autres » mean here what they mean there."""

    def __init__(self, projet: Projet, financeurs: Financeurs, lecteur: LecteurFinanceurs) -> None:
        self._projet = projet
        self._financeurs = financeurs
        self._lecteur = lecteur

    def pays(self, financement: Financement, nom: str) -> bool:
        """Whether the name of a column is that of who pays this line."""
        cite = self._lecteur.lire(nom)
        organisme = self._projet.organisme(financement.financeur)
        if organisme and cite.nom and cle(organisme.nom) == cle(cite.nom) and not cite.dispositif:
            return True
        temoin = Financement(nature=cite.nature, dispositif=cite.dispositif)
        voulue = self._financeurs.colonne(temoin, Organisme(nom=cite.nom, type=cite.type) if cite.nom else None)
        if self._financeurs.colonne(financement, organisme) is not voulue:
            return False
        # In the column of all the others, two names are two payers.
        return not voulue.reste or not cite.nom or (organisme is not None and cle(organisme.nom) == cle(cite.nom))
