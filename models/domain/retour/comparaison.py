"""The three-way comparison: what the workbook said, what it says, what the project says now."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.feuille import Lieu, en_texte, lettres
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.champs import Ecrivain, NonMontantError, est_saisie, nom_nu
from models.domain.retour.classeur import LigneBrute, LigneRevenue, TableDepart, TableRevenue, lire_ligne
from models.domain.retour.colonnes_ajoutees import ColonnesAjoutees
from models.domain.retour.identites import est_ligne, est_melangee, identite, sans_doubles, sans_role
from models.domain.retour.revue import Ecart, Genre
from models.domain.retour.valeurs import Valeur, lire_valeur, montrer
from models.domain.uids import Uid

Actuel = Callable[[str], Mapping[str, LigneBrute]]
"""The rows of a table as the project would fill them now, by name."""
_VIDE: Final[LigneBrute] = {}
_TRIEE: Final = (
    "La feuille a été triée sans ses colonnes masquées\u00a0: on ne sait plus quelle ligne montre quelle action.",
    "Demandez le fichier d’avant le tri, ou refaites le tri après avoir affiché toutes les colonnes.",
)
_CALCULE: Final = {
    "message": "Ce chiffre est calculé\u00a0: ce qui a été écrit par-dessus n’est pas repris.",
    "remede": "Corrigez les montants dont il dépend.",
}
_CHANGE_ICI: Final = {
    "message": "La valeur a aussi changé dans le projet depuis l’export.",
    "remede": "Acceptez la ligne pour garder la valeur du classeur, laissez-la pour garder celle du projet.",
}


@dataclass(frozen=True, slots=True)
class _Lue:
    """A row that kept its name, as it came back."""

    table: TableRevenue
    depart: TableDepart
    ligne: LigneRevenue

    @property
    def avant(self) -> LigneBrute:
        """What it said when it left."""
        return self.depart.lignes[self.ligne.repere]

    def retour(self, colonne: str) -> Valeur:
        """What it says."""
        return lire_valeur(colonne, self.ligne.source.valeur(self.table.colonnes[colonne]))


class Comparaison:
    """Compares one table after the other."""

    def __init__(self, projet: Projet, actuel: Actuel, ecrivain: Ecrivain, colonnes: ColonnesAjoutees) -> None:
        """``actuel`` is asked for the tables that differ only."""
        self._projet = projet
        self._ecrivain = ecrivain
        self._colonnes = colonnes
        self._actuel = actuel
        self._presents: dict[str, dict[r.Repere, LigneBrute]] = {}
        self.inchangees = 0
        self.ajoutees: list[tuple[TableRevenue, LigneRevenue]] = []
        """Rows without a name, once those that only lost it are told."""
        self.fiches_presentes: set[Uid] = set()
        """Actions that still have a row in the period."""
        self.absentes: list[tuple[TableRevenue, str, LigneBrute]] = []
        """Rows that are gone."""

    def compare(self, table: TableRevenue, depart: TableDepart) -> Iterator[Ecart]:
        """What differs in a table, in its order."""
        nommees = [ligne for ligne in table.lignes if ligne.repere in depart.lignes]
        if not nommees:
            yield self._remarque(
                table,
                "Les repères masqués de cette feuille ont été effacés\u00a0: rien n’en est repris.",
                "Demandez le fichier tel qu’il a été rempli, sans passer par une copie des cellules.",
            )
            return
        changees = {
            id(ligne): colonnes
            for ligne in nommees
            if (colonnes := table.differences(ligne.source, depart.lignes[ligne.repere]))
        }
        if est_melangee(table, [ligne for ligne in nommees if id(ligne) in changees], depart):
            yield self._remarque(table, *_TRIEE)
            return
        gardees, en_trop = sans_doubles(table, nommees, depart)
        yield from self._autour(table, depart, [ligne for ligne in nommees if id(ligne) in gardees])
        for ligne in nommees:
            if id(ligne) in en_trop:
                yield self._double(table, ligne)
            elif id(ligne) in gardees:
                yield from self._ligne(_Lue(table, depart, ligne), changees.get(id(ligne), ()))
        yield from self._sans_nom(table, depart, gardees | en_trop)

    def _ligne(self, lue: _Lue, colonnes: Sequence[str]) -> Iterator[Ecart]:
        repere = r.read_repere(lue.ligne.repere) if colonnes else None
        donnee = repere is not None and repere.est_donnee
        ecarts = [e for c in colonnes if (e := self._cellule(lue, repere, c))] if repere and donnee else []
        self.inchangees += not ecarts
        yield from ecarts

    def _cellule(self, lue: _Lue, repere: r.Repere, colonne: str) -> Ecart | None:
        table, ligne, avant = lue.table, lue.ligne, lue.avant
        place = table.colonnes[colonne]
        saisie = est_saisie(table.nom, repere, colonne)
        if not saisie and place in ligne.source.calculees:
            # Computed again from what changed beside it.
            return None
        titre = lue.depart.titres.get(colonne, colonne)
        retour, dit = lue.retour(colonne), lire_valeur(colonne, avant.get(colonne))
        present = self._maintenant(table.nom, repere, colonne, dit)
        ecart = Ecart(
            cle=(table.nom, ligne.repere, colonne),
            genre=Genre.MODIFIE,
            lieu=Lieu(table.feuille, ligne.source.numero, lettres(place), titre),
            objet=self.objet(repere, avant),
            champ=titre,
            depart=montrer(titre, dit),
            projet=montrer(titre, present),
            retour=montrer(titre, retour),
            fiche=repere.fiche,
        )
        if not saisie:
            return replace(ecart, genre=Genre.REMARQUE, **_CALCULE)
        if nom_nu(retour) == nom_nu(present):
            # Somebody did it here already, or only the base after the name differs.
            return None
        try:
            etat_change = r.ETAT in table.colonnes and lue.retour(r.ETAT) != lire_valeur(r.ETAT, avant.get(r.ETAT))
            ecriture = self._ecrivain.write(table.nom, repere, colonne, retour, etat_change=etat_change)
        except SaisieError as e:
            genre = Genre.NON_MONTANT if isinstance(e, NonMontantError) else Genre.REFUS
            return replace(ecart, genre=genre, message=e.message, remede=e.remede)
        if nom_nu(present) == nom_nu(dit):
            return replace(ecart, ecriture=ecriture)
        return replace(ecart, ecriture=ecriture, genre=Genre.CONFLIT, **_CHANGE_ICI)

    def objet(self, repere: r.Repere, ligne: LigneBrute = _VIDE) -> str:
        """What a row shows, in words."""
        fiche = self._projet.fiche(repere.fiche)
        if fiche is None:
            return " · ".join(en_texte(ligne[c]) for c in (r.NUMERO, r.ACTION) if c in ligne)
        noms = [fiche.titre]
        operation = self._ecrivain.operation(repere.operation)
        if operation is not None and len(fiche.operations) > 1 and operation.intitule:
            noms.append(operation.intitule)
        financement = self._ecrivain.financement(repere.financement)
        if financement is not None:
            noms.append(financement.dispositif or self._projet.nom_organisme(financement.financeur))
        return " — ".join(filter(None, noms))

    def _maintenant(self, table: str, repere: r.Repere, colonne: str, dit: Valeur) -> Valeur:
        """What the project would write in the cell now; ``dit`` when nothing of it is left there."""
        fiche = self._projet.fiche(repere.fiche)
        if fiche is None:
            return dit
        nomme = repere.est_action or repere.financement is not None or table == r.PORTEURS
        de_la_fiche = {r.NUMERO: fiche.numero, r.STATUT: fiche.statut.libelle, r.ACTION: fiche.intitule}
        if colonne in de_la_fiche and (nomme or colonne != r.ACTION):
            return " ".join(de_la_fiche[colonne].split()) or None
        if table not in self._presents:
            lignes = self._actuel(table)
            self._presents[table] = {sans_role(lu): li for nom, li in lignes.items() if (lu := r.read_repere(nom))}
        return lire_valeur(colonne, self._presents[table].get(sans_role(repere), _VIDE).get(colonne))

    def _autour(self, table: TableRevenue, depart: TableDepart, lignes: Sequence[LigneRevenue]) -> Iterator[Ecart]:
        """Columns that came, went or were copied."""
        for colonne in table.colonnes_ajoutees():
            try:
                yield from self._colonnes.read(table, colonne, lignes, self.objet)
            except SaisieError as e:
                nom = table.entete(colonne) or lettres(colonne)
                dit = f"La colonne «\u00a0{nom}\u00a0» a été ajoutée, et n’est pas reprise. {e.message}"
                yield self._remarque(table, dit, e.remede, colonne)
            else:
                yield from self._des_lignes_neuves(table, colonne)
        for colonne in table.en_double:
            yield self._remarque(
                table,
                "Cette colonne est la copie d’une autre\u00a0: seule la première est lue.",
                "Supprimez-la si elle ne sert pas.",
                colonne,
            )
        manquantes = [titre for nom, titre in depart.titres.items() if nom not in table.colonnes]
        if manquantes:
            noms = ", ".join(f"«\u00a0{titre}\u00a0»" for titre in manquantes[:4])
            suite = "…" if len(manquantes) > 4 else ""
            yield self._remarque(
                table,
                f"Des colonnes ne sont plus dans la feuille ({noms}{suite})\u00a0: elles restent comme elles sont.",
                "Pour effacer un montant, videz sa cellule.",
            )

    def _des_lignes_neuves(self, table: TableRevenue, colonne: int) -> Iterator[Ecart]:
        """What an added column says of rows that are added too, which know the columns of the maquette only."""
        neuves = [x.source for x in table.lignes if not x.repere and x.source.valeur(colonne) is not None]
        if neuves:
            ou = ", ".join(str(ligne.numero) for ligne in neuves)
            yield self._remarque(
                table,
                f"Ce que la colonne «\u00a0{table.entete(colonne)}\u00a0» dit des lignes ajoutées n’est pas repris "
                f"(ligne{'s' if len(neuves) > 1 else ''} {ou}).",
                "Acceptez ces lignes, puis reportez-le dans la fiche.",
                colonne,
            )

    def _double(self, table: TableRevenue, ligne: LigneRevenue) -> Ecart:
        repere = r.read_repere(ligne.repere)
        return Ecart(
            cle=(table.nom, f"{ligne.repere}@{ligne.source.numero}", ""),
            genre=Genre.REFUS,
            lieu=Lieu(table.feuille, ligne.source.numero),
            objet=self.objet(repere, table.brut(ligne.source)) if repere else "",
            champ="",
            message="Plusieurs lignes portent le même repère, et aucune n’est restée telle quelle\u00a0: on ne sait "
            "pas laquelle est l’originale.",
            remede="Supprimez la copie, ou videz sa dernière cellule (dans la colonne masquée) pour en faire une "
            "nouvelle ligne.",
            fiche=repere.fiche if repere else None,
        )

    def _sans_nom(self, table: TableRevenue, depart: TableDepart, nommees: frozenset[int]) -> Iterator[Ecart]:
        """Rows that have no name, or the copy of one; those that only lost it are told, the others are new."""
        vues = {ligne.repere for ligne in table.lignes if id(ligne) in nommees}
        if table.nom == r.PERIODE:
            lus = (r.read_repere(nom) for nom in vues)
            self.fiches_presentes = {lu.fiche for lu in lus if lu is not None and lu.fiche is not None}
        absentes = {nom: ligne for nom, ligne in depart.lignes.items() if nom not in vues}
        identites = Counter(identite(lire_ligne(ligne)) for ligne in absentes.values())
        par_identite = {identite(lire_ligne(ligne)): nom for nom, ligne in absentes.items()}
        for ligne in table.lignes:
            if id(ligne) in nommees or not est_ligne(ligne, valeurs := table.valeurs(ligne.source)):
                continue
            qui = identite(valeurs)
            if ligne.repere or identites[qui] != 1:
                self.ajoutees.append((table, ligne))
                continue
            nom = par_identite[qui]
            absentes.pop(nom, None)
            repere = r.read_repere(nom)
            yield Ecart(
                cle=(table.nom, nom, "repere"),
                genre=Genre.REFUS,
                lieu=Lieu(table.feuille, ligne.source.numero),
                objet=self.objet(repere, table.brut(ligne.source)) if repere else "",
                champ="",
                message="Le repère masqué de cette ligne a été effacé\u00a0: elle n’est ni reprise, ni ajoutée.",
                remede="Reportez vous-même ce qui y a changé, ou demandez le fichier d’avant.",
                fiche=repere.fiche if repere else None,
            )
        self.absentes += [(table, nom, ligne) for nom, ligne in absentes.items()]

    @staticmethod
    def _remarque(table: TableRevenue, message: str, remede: str, colonne: int | None = None) -> Ecart:
        lettre = "" if colonne is None else lettres(colonne)
        return Ecart(
            cle=(table.nom, "", f"{lettre}{message}"),
            genre=Genre.REMARQUE,
            lieu=Lieu(table.feuille, colonne=lettre),
            objet="",
            champ="",
            message=message,
            remede=remede,
        )
