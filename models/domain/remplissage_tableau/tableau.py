"""The table of a partner, row after row: which cells each action fills, and what has no place in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from models.domain.formats import format_euros
from models.domain.importation.champs import FINANCEUR_COLONNE, IGNORE
from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.feuille import Feuille, LigneFeuille, lettres
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.projet import Projet
from models.domain.remplissage_tableau.cellules import Ecrit, decider
from models.domain.remplissage_tableau.colonnes import libelle_de
from models.domain.remplissage_tableau.gabarit import GabaritFeuille, Place
from models.domain.remplissage_tableau.lignes import Placement, Placeur
from models.domain.remplissage_tableau.payeurs import Payeurs
from models.domain.remplissage_tableau.resultat import CelluleRemplie, GabaritError, Remplissage, SortCellule
from models.domain.remplissage_tableau.sources import Question, repondre
from models.domain.remplissage_tableau.unites import Choix, Unite, unites_de
from models.domain.vocabulaire import NatureFinancement

_REPERES: Final = frozenset({"intitule", "numero"})
"""Fields by which people tell one row from another."""


@dataclass(frozen=True, kw_only=True)
class Tableau:
    """The table of one sheet, and the project it is filled from."""

    feuille: Feuille
    regles: GabaritFeuille
    correspondance: Correspondance
    choix: Choix
    projet: Projet
    lecteur: LecteurFinanceurs
    payeurs: Payeurs
    en_clair: Callable[[str], str]

    def remplir(self, base: Remplissage) -> Remplissage:
        """``base`` with what the table receives.

        Raises:
            GabaritError: none of its columns tells which action a row is about.
        """
        colonnes = [a for a in self.correspondance.affectations if a.champ != IGNORE]
        if not _REPERES & {a.champ for a in colonnes}:
            raise GabaritError(
                f"Aucune colonne de «\u00a0{self.feuille.nom}\u00a0» ne reçoit le nom ni le numéro de l’action.",
                "Choisissez laquelle\u00a0: c’est par elle que les lignes déjà remplies se retrouvent.",
            )
        unites = list(unites_de(self.projet, self.choix))
        placement = Placeur(self.feuille, self.regles, self.correspondance, self.projet, self.lecteur).placer(unites)
        lignes = {ligne.numero: ligne for ligne in self.feuille.lignes}
        modeles = dict.fromkeys(sorted(placement.nouvelles), placement.modele)
        # A row without any model takes after the one above, which stands there with its look alone.
        d_insertion = placement.modele or placement.obstacle - 1
        avant = [
            *base.cellules,
            *(
                cellule
                for numero, unite in placement.lignes
                for cellule in self._row(
                    colonnes, unite, lignes.get(numero) or LigneFeuille(numero, ()), modeles.get(numero, 0)
                )
            ),
        ]
        inserees = [
            cellule
            for numero, unite in placement.inserees
            for cellule in self._row(colonnes, unite, LigneFeuille(numero, ()), d_insertion, inseree=True)
        ]
        cellules = [*(self._moved(c, placement) for c in avant), *inserees]
        return replace(
            base,
            correspondance=self.correspondance,
            choix=self.choix,
            cellules=tuple(cellules),
            nouvelles={**modeles, **{numero: d_insertion for numero, _ in placement.inserees}},
            agrandissement=placement.agrandissement,
            remarques=(
                *_of_places(placement),
                *self._of_rows(placement, d_insertion),
                *self._of_columns(colonnes, cellules),
                *self._of_aids(colonnes, placement),
            ),
        )

    def _moved(self, cellule: CelluleRemplie, placement: Placement) -> CelluleRemplie:
        """A cell where it stands in the copy: rows that are put in push down what is below them."""
        ou, place = placement.agrandissement, cellule.place
        if ou is None or place.feuille != self.feuille.nom or place.ligne < ou.ligne:
            return cellule
        return replace(cellule, place=place._replace(ligne=place.ligne + ou.nombre))

    def _row(
        self,
        colonnes: list[Affectation],
        unite: Unite,
        ligne: LigneFeuille,
        modele: int,
        *,
        inseree: bool = False,
    ) -> Iterator[CelluleRemplie]:
        for a in colonnes:
            valeur = repondre(Question(self.projet, unite, a, self.payeurs, self.en_clair))
            place = Place(self.feuille.nom, ligne.numero, a.colonne)
            ecrit = Ecrit(champ=_label(a), objet=unite.titre, valeur=valeur, modele=modele, inseree=inseree)
            yield decider(self.feuille, self.regles, place, ecrit, ligne)

    def _of_columns(self, colonnes: list[Affectation], cellules: Sequence[CelluleRemplie]) -> Iterator[str]:
        """Columns that are not filled as the others are."""
        cachees = [lettres(a.colonne) for a in colonnes if a.colonne in self.regles.cachees]
        if cachees:
            pluriel = "s" if len(cachees) > 1 else ""
            quoi = f"Colonne{pluriel} masquée{pluriel} qui ser{'ont' if pluriel else 'a'} remplie{pluriel}"
            yield f"{quoi}\u00a0: {', '.join(cachees)}."
        calculees = sorted({c.place.colonne for c in cellules if c.sort is SortCellule.CALCULEE})
        if calculees:
            pluriel = "s" if len(calculees) > 1 else ""
            noms = ", ".join(map(lettres, calculees))
            yield f"Colonne{pluriel} calculée{pluriel} par le classeur, dont les formules sont gardées\u00a0: {noms}."

    def _of_rows(self, placement: Placement, d_insertion: int) -> Iterator[str]:
        """Rows that the table did not have."""
        prepares = {ligne.numero for ligne in self.feuille.lignes}
        neuves = sorted(n for n in placement.nouvelles if n not in prepares)
        if neuves and placement.modele:
            quoi = f"{len(neuves)} lignes ajoutées" if len(neuves) > 1 else "1 ligne ajoutée"
            ou = f"{neuves[0]} à {neuves[-1]}" if len(neuves) > 1 else str(neuves[0])
            yield f"{quoi} ({ou}), avec l’allure et les formules de la ligne {placement.modele}."
        if placement.inserees:
            premiere, nombre = placement.obstacle, len(placement.inserees)
            quoi = f"{nombre} lignes insérées" if nombre > 1 else "1 ligne insérée"
            ou = f"{premiere} à {premiere + nombre - 1}" if nombre > 1 else str(premiere)
            yield (
                f"{quoi} ({ou}), avec l’allure et les formules de la ligne {d_insertion}\u00a0: ce qui était dessous "
                "descend, et les totaux les comptent."
            )

    def _of_aids(self, colonnes: list[Affectation], placement: Placement) -> Iterator[str]:
        """Money that the table has no column for: the total of a row would be short of it."""
        rangs = {a.groupe for a in colonnes if a.groupe and not a.financeur}
        noms = [a.financeur for a in colonnes if a.champ == FINANCEUR_COLONNE]
        sans_colonne: Counter[str] = Counter()
        en_trop: dict[int, int] = {}
        aides = 0
        for numero, unite in (*placement.lignes, *placement.inserees):
            if rangs and (reste := len(unite.financements) - max(rangs)) > 0:
                en_trop[numero] = reste
            for f in unite.financements if noms else ():
                montre = f.nature.est_aide or f.nature is NatureFinancement.PRIVE
                if montre and f.montant_retenu and not any(self.payeurs.pays(f, nom) for nom in noms):
                    aides += 1
                    nom = f.dispositif or self.projet.nom_organisme(f.financeur) or "sans financeur"
                    sans_colonne[nom] += int(f.montant_retenu * 100)
        if en_trop:
            reste = sum(en_trop.values())
            lignes = f"ligne{'s' if len(en_trop) > 1 else ''} {', '.join(map(str, en_trop))}"
            quoi = "1 aide dépasse" if reste == 1 else f"{reste} aides dépassent"
            suite = "n’y est pas écrite" if reste == 1 else "n’y sont pas écrites"
            yield f"{quoi} les {max(rangs)} que le tableau prévoit par ligne, et {suite} ({lignes})."
        if aides:
            total = format_euros(Decimal(sum(sans_colonne.values())) / 100)
            grosses = ", ".join(f"{n} {format_euros(Decimal(c) / 100)}" for n, c in sans_colonne.most_common(3))
            quoi = "1 aide n’a pas de colonne" if aides == 1 else f"{aides} aides n’ont pas de colonne"
            suite = f", dont {grosses}" if aides > 1 else f" ({next(iter(sans_colonne))})"
            yield f"{quoi} dans ce tableau\u00a0: {total} n’y sont pas écrits{suite}."


def _label(a: Affectation) -> str:
    return a.financeur if a.champ == FINANCEUR_COLONNE and a.financeur else libelle_de(a.champ)


def _of_places(placement: Placement) -> Iterator[str]:
    if placement.sans_place:
        nombre = len(placement.sans_place)
        pluriel = "s" if nombre > 1 else ""
        yield (
            f"Il manque {nombre} ligne{pluriel} avant la ligne {placement.obstacle}, et {placement.raison}\u00a0: "
            f"insérez-l{'es' if pluriel else 'a'} vous-même au-dessus d’elle, enregistrez, et recommencez. "
            f"Sans place\u00a0: {', '.join(u.titre for u in placement.sans_place[:5])}{'…' if nombre > 5 else ''}."
        )
    if placement.etrangeres:
        pluriel = "s" if placement.etrangeres > 1 else ""
        portent = "portent des actions" if pluriel else "porte une action"
        yield (
            f"{placement.etrangeres} ligne{pluriel} du tableau {portent} que le projet ne connaît pas\u00a0: "
            "rien n’y est changé."
        )
