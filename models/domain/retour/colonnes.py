"""What a column that somebody added says: the cost of a year, or what a funder brings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from models.domain.errors import SaisieError
from models.domain.formats import sort_key
from models.domain.importation.financeurs_lus import (
    SANS_NOM,
    FinanceurCite,
    LecteurFinanceurs,
    etat_du_titre,
    sans_decor,
)
from models.domain.importation.organismes import Annuaire, deviner_type
from models.domain.importation.proximite import cle
from models.domain.maquettes.financeurs import NATURES_USUELLES, Bloc, Financeurs, bloc_de
from models.domain.maquettes.lecture import Vue
from models.domain.maquettes.maquette import Cle
from models.domain.maquettes.saisie import COUT, ELIGIBLE
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.champs import vue_de
from models.domain.retour.classeur import TableRevenue

_ANNEE: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_COUT: Final = frozenset({"cout", "couts", "depense", "depenses", "programme"})
_MUETS: Final = frozenset(
    {"ht", "ttc", "total", "totale", "totales", "en", "euros", "prevu", "prevue", "prevues", "previsionnel", "montant"}
    | {"annee", "part", "du", "de", "la", "l", "eligible", "eligibles"}
)
"""Words that say nothing more of a cost, or of a year."""
_PERSONNE: Final = frozenset(
    {"total", "totaux", "taux", "reste", "solde", "ecart", "ecarts", "cumul", "variation", "difference", "controle"}
    | {"avis", "observation", "observations", "remarque", "remarques", "commentaire", "commentaires", "rang", "note"}
    | {"priorite", "date", "etat", "statut", "depense", "depenses", "cout", "couts", "part", "surface", "nombre"}
)
"""Words of a title that no funder bears."""
DANS_LA_PERIODE: Final = "Ajoutez-la dans la feuille «\u00a0Période\u00a0» ou dans celle d’une année."


@dataclass(frozen=True, slots=True, kw_only=True)
class ColonneComprise:
    """An added column, once its title is understood."""

    titre: str
    vue: Vue
    """The year of its amounts, or the period."""
    colonne: str | Cle | None = None
    """The column of the grid that it is; ``None`` for a funder that has none to itself, or the share of a year."""
    ligne: Financement | None = None
    """The line that an amount makes, without its amount; ``None`` for a column of the grid."""
    accorde: bool = False
    organisme: Organisme | None = None
    """Who pays, when the project does not know it."""

    @property
    def message(self) -> str:
        """What accepting one of its cells does, when the title alone does not tell."""
        if self.organisme is None:
            return "Cette colonne a été ajoutée dans le classeur."
        return f"Accepter ajoute aussi «\u00a0{self.organisme.nom}\u00a0» aux organismes du projet."


class LecteurColonnes:
    """Reads the titles of added columns with what an import knows of funders."""

    def __init__(self, projet: Projet, financeurs: Financeurs) -> None:
        territoire = projet.territoire
        self._reglages = projet.reglages
        self._financeurs = financeurs
        self._annuaire = Annuaire(projet.organismes)
        self._lecteur = LecteurFinanceurs(financeurs, self._annuaire, territoire.region, territoire.epci.nom)
        self._groupes: Mapping[str, Bloc] = {sort_key(g.libelle): g.bloc for g in financeurs.groupes}
        self._nouveaux: dict[str, Organisme] = {}
        """Funders that several sheets add are one."""

    def lire(self, table: TableRevenue, colonne: int) -> ColonneComprise:
        """What a column says.

        Raises:
            SaisieError: its title does not tell, or tells what the project cannot hold.
        """
        titre = " ".join(table.entete(colonne).split())
        if not titre:
            raise SaisieError(
                "Elle n’a pas de titre.", "Écrivez-y ce qu’elle contient, «\u00a0DSIL\u00a0» par exemple."
            )
        annee, mots = self._annee(titre), frozenset(cle(_ANNEE.sub(" ", titre)).split())
        if table.nom.startswith(r.FINANCEURS):
            if annee is None or mots - _MUETS:
                raise SaisieError(
                    "Cette feuille ne reçoit de plus que des années.",
                    "Pour un nouveau financeur, ajoutez une ligne ici, ou une colonne dans «\u00a0Période\u00a0».",
                )
            return ColonneComprise(titre=titre, vue=annee)
        if table.nom == r.PORTEURS:
            raise SaisieError("Cette feuille ne reçoit pas de colonne.", DANS_LA_PERIODE)
        vue = vue_de(table.nom) if annee is None else annee
        groupe = table.groupe(colonne)
        if mots <= _MUETS | _COUT and (mots & _COUT or _COUT & set(cle(groupe).split())):
            return self._cout(table, titre, vue, eligible=bool(mots & {"eligible", "eligibles"}))
        if not mots:
            raise SaisieError(
                "Une année seule ne dit pas s’il s’agit de dépenses ou d’une aide.",
                f"Écrivez «\u00a0Dépenses {annee}\u00a0», ou le nom du financeur et l’année.",
            )
        return self._financeur(table, titre, vue, self._groupes.get(sort_key(groupe)))

    def _annee(self, titre: str) -> int | None:
        annees = sorted({int(a) for a in _ANNEE.findall(titre)})
        if len(annees) > 1:
            raise SaisieError("Son titre nomme plusieurs années.", "Écrivez une colonne par année.")
        if annees and not self._reglages.couvre(annees[0]):
            raise SaisieError(
                f"L’année {annees[0]} est hors de la période du projet ({self._reglages.periode}).",
                "Élargissez la période dans Réglages du projet, puis relisez le classeur.",
            )
        return annees[0] if annees else None

    @staticmethod
    def _cout(table: TableRevenue, titre: str, vue: Vue, *, eligible: bool) -> ColonneComprise:
        colonne = ELIGIBLE if eligible else COUT
        if vue == vue_de(table.nom):
            raise SaisieError(*_deja(table, table.colonnes.get(colonne)))
        return ColonneComprise(titre=titre, vue=vue, colonne=colonne)

    def _financeur(self, table: TableRevenue, titre: str, vue: Vue, bloc: Bloc | None) -> ColonneComprise:
        nom = " ".join(_ANNEE.sub(" ", titre).split())
        etat = etat_du_titre(nom)
        cite = self._lecteur.reconnaitre(nom)
        if bloc is None and (cite is None or not self._lecteur.est_un_payeur(nom)):
            raise SaisieError(
                "On ne reconnaît pas de financeur dans son titre.",
                "Placez-la parmi les colonnes des financeurs, ou ajoutez d’abord cet organisme au projet.",
            )
        if set(cle(nom).split()) & _PERSONNE or (etat is not None and etat.est_perdu):
            raise SaisieError("Son titre ne nomme pas un financeur.", "Reportez vous-même ce qui doit l’être.")
        cite = self._nomme(cite or self._lecteur.lire(sans_decor(nom)), nom)
        if cite.melange or cle(nom) in SANS_NOM or not (cite.nom or cite.dispositif):
            raise SaisieError("Son titre ne dit pas quel financeur paie.", "Écrivez une colonne par financeur.")
        accorde = etat is not None and etat.est_acquis
        ligne, nouveau = self._ligne(cite, bloc)
        payeur = nouveau or next((o for o in self._annuaire.tous() if o.uid == ligne.financeur), None)
        reference = self._financeurs.colonne(ligne, payeur)
        place = (reference.code, accorde)
        ici = table.colonnes.get(r.colonne_de(place))
        if vue == vue_de(table.nom) and not reference.reste and ici is not None:
            raise SaisieError(*_deja(table, ici))
        # The grid finds who pays; a column that names somebody else says who.
        de_la_reference = sort_key(cite.nom) in {"", sort_key(reference.financeur)}
        if reference.dispositif and de_la_reference and not reference.reste:
            return ColonneComprise(titre=titre, vue=vue, colonne=place)
        return ColonneComprise(titre=titre, vue=vue, ligne=ligne, accorde=accorde, organisme=nouveau)

    def _nomme(self, cite: FinanceurCite, nom: str) -> FinanceurCite:
        """« Fondation du Beffroi » is of the column of the foundations, and somebody."""
        mots = {m for m in cle(sans_decor(nom)).split() if len(m) > 2}
        references = (c for g in self._financeurs.groupes for c in g.colonnes if c.dispositif == cite.dispositif)
        titres = {m for c in references for m in cle(f"{c.libelle} {c.dispositif}").split()}
        if cite.nom or not cite.dispositif or not titres or mots <= titres:
            return cite
        return replace(cite, nom=sans_decor(nom), type=deviner_type(nom))

    def _ligne(self, cite: FinanceurCite, bloc: Bloc | None) -> tuple[Financement, Organisme | None]:
        """A line of that funder, and the funder when the project does not know it."""
        nature = cite.nature
        if bloc is not None and not cite.reconnu and bloc_de(nature) is not bloc:
            nature = NATURES_USUELLES[bloc]
        connu = self._annuaire.trouver(cite.nom, type_=cite.type) if cite.nom else None
        nouveau: Organisme | None = None
        if cite.nom and connu is None:
            nouveau = self._nouveaux.setdefault(sort_key(cite.nom), Organisme(nom=cite.nom, type=cite.type))
        financeur = connu or nouveau
        return (
            Financement(dispositif=cite.dispositif, nature=nature, financeur=financeur.uid if financeur else None),
            nouveau,
        )


def _deja(table: TableRevenue, colonne: int | None) -> tuple[str, str]:
    nom = table.entete(colonne) if colonne is not None else ""
    return (
        f"Le tableau a déjà une colonne «\u00a0{nom}\u00a0» pour ces montants."
        if nom
        else "Le tableau avait déjà une colonne pour ces montants.",
        "Écrivez-les dans celle-là.",
    )
