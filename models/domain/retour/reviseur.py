"""The review of a returned workbook, from its cells and the project as it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from models.domain.errors import SaisieError
from models.domain.importation.feuille import Classeur, Lieu
from models.domain.maquettes.financeurs import Financeurs
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.champs import Ecrivain
from models.domain.retour.classeur import Depart, RetourError, read_depart, read_tables
from models.domain.retour.colonnes import LecteurColonnes
from models.domain.retour.colonnes_ajoutees import ColonnesAjoutees
from models.domain.retour.comparaison import Actuel, Comparaison
from models.domain.retour.decisions import Fait, decider, faits_de
from models.domain.retour.ecritures import EcrituresRetour, Redaction, essayer
from models.domain.retour.lignes import Ajouts, retraits
from models.domain.retour.revue import CleEcart, Ecart, Genre, Revue


class Reviseur:
    """Reviews one returned workbook against one state of the project; nothing is written."""

    def __init__(
        self,
        classeur: Classeur,
        projet: Projet,
        financeurs: Financeurs,
        lecteur: LecteurMaquette,
        actuel: Actuel,
        *,
        aujourd_hui: date,
    ) -> None:
        """``lecteur`` has read the project; ``actuel`` is asked for the tables that differ only.

        Raises:
            RetourError: it is not a maquette of this project that can be read.
        """
        self._depart = read_depart(classeur)
        check_projet(self._depart, projet, classeur.nom)
        self._classeur = classeur
        self._projet = projet
        self._financeurs = financeurs
        self._actuel = actuel
        self._annee = aujourd_hui.year
        self._ecrivain = Ecrivain(projet, lecteur)
        self.revue = self._review()

    def ecritures(self, acceptes: Collection[CleEcart]) -> EcrituresRetour:
        """What accepting these lines writes.

        Raises:
            SaisieError: two of them cannot go together.
        """
        return self._redaction().gather(e.ecriture for e in self.revue.retenus(acceptes) if e.ecriture)

    def _redaction(self) -> Redaction:
        return Redaction(self._projet, self._financeurs, self._ecrivain.operations_du_plan, self._annee)

    def _review(self) -> Revue:
        tables = read_tables(self._classeur, self._depart)
        if not tables:
            raise RetourError(
                f"«\u00a0{self._classeur.nom}\u00a0» ne contient plus aucune feuille de la maquette.",
                "Demandez le fichier tel qu’il a été rempli.",
            )
        colonnes = ColonnesAjoutees(LecteurColonnes(self._projet, self._financeurs), self._ecrivain, self._annee)
        comparaison = Comparaison(self._projet, self._actuel, self._ecrivain, colonnes)
        ecarts: list[Ecart] = [*self._manquantes(tables)]
        for nom, table in tables.items():
            ecarts += comparaison.compare(table, self._depart.tables[nom])
        ajouts = Ajouts(self._projet, self._ecrivain, self._depart.connus)
        ecarts += ajouts.read(comparaison.ajoutees)
        ecarts += retraits(comparaison, self._projet)
        return Revue(
            source=self._classeur.nom,
            jour=self._depart.jour,
            ecarts=tuple(decider(self._tried(ecarts))),
            inchangees=comparaison.inchangees,
        )

    def _manquantes(self, tables: Mapping[str, object]) -> Iterator[Ecart]:
        for nom in self._depart.tables:
            if nom not in tables:
                yield Ecart(
                    cle=(nom, "", "feuille"),
                    genre=Genre.REMARQUE,
                    lieu=Lieu(),
                    objet="",
                    champ="",
                    message=f"{_nom_de(nom)} n’est plus dans le classeur\u00a0: rien n’en est repris ni retiré.",
                    remede="Demandez le fichier complet si ses montants devaient changer.",
                )

    def _tried(self, ecarts: Iterable[Ecart]) -> Iterator[tuple[Ecart, Mapping[Fait, object]]]:
        """Each line with what it alone writes; one that cannot be written says why."""
        for ecart in ecarts:
            if ecart.ecriture is None:
                yield ecart, {}
                continue
            essai = essayer(self._redaction(), ecart.ecriture)
            if isinstance(essai, SaisieError):
                yield replace(ecart, genre=Genre.REFUS, ecriture=None, message=essai.message, remede=essai.remede), {}
            else:
                yield ecart, faits_de(ecart, essai)


def check_projet(depart: Depart, projet: Projet, nom: str) -> None:
    """Refuses the maquette of another project.

    Raises:
        RetourError: it is.
    """
    if depart.projet != projet.territoire.uid:
        raise RetourError(
            f"«\u00a0{nom}\u00a0» est la maquette d’un autre projet.",
            "Ouvrez le projet dont elle vient, puis recommencez\u00a0; pour en reprendre les actions ici, importez-la "
            "comme un tableau.",
        )


def _nom_de(table: str) -> str:
    if table.startswith(r.ANNEE):
        return f"La feuille «\u00a0{table.removeprefix(r.ANNEE) or 'Sans année'}\u00a0»"
    noms = {r.PERIODE: "La feuille «\u00a0Période\u00a0»", r.PORTEURS: "La feuille «\u00a0Par maître d’ouvrage\u00a0»"}
    return noms.get(table, "Un tableau de la feuille «\u00a0Par financeur\u00a0»")
