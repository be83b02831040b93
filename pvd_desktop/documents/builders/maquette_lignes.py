"""The rows of a table of the maquette, as they are added."""

from collections.abc import Iterable, Mapping, Sequence

from models.domain.maquettes.maquette import (
    LigneMaquette,
    SommesMaquette,
    TableauMaquette,
    additionner_sommes,
    est_ingenierie,
)
from models.domain.projet import Projet
from models.domain.retour.reperes import TOTAL, repere_action, repere_groupe, repere_operation
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.documents.builders.fiche_action import SANS_NOM, maitre_ouvrage, maitres_ouvrage
from pvd_desktop.documents.builders.maquette_colonnes import Chiffre, cellules
from pvd_desktop.documents.tree import BLANK, Column, Row, RowKind, Table, Value


class Lignes:
    """The rows of one table, as they are added; a sum names the places of those it adds up."""

    def __init__(
        self,
        projet: Projet,
        identite: Sequence[Column],
        chiffres: Sequence[Chiffre],
        *,
        mixte: bool,
        sources: bool = False,
    ) -> None:
        """``sources``: say where the figures of an operation come from."""
        self._sources = [(i, c.source) for i, c in enumerate(chiffres, len(identite)) if sources and c.source]
        self._projet = projet
        self._identite = tuple(identite)
        self._chiffres = tuple(chiffres)
        self._mixte = mixte
        self._rows: list[Row] = []
        self._ingenierie: dict[int, LigneMaquette] = {}

    def table(self, summary: str, frozen: int = 2, *, key: str = "") -> Table:
        """What was added."""
        columns = (*self._identite, *(chiffre.column for chiffre in self._chiffres))
        return Table(columns, tuple(self._rows), summary, frozen=frozen, key=key)

    def orientations(self, tableau: TableauMaquette) -> None:
        """The actions under their orientations, with sub-totals and the total."""
        totals: list[int] = []
        for groupe in tableau.groupes:
            orientation = groupe.orientation
            self.titre(
                orientation.titre if orientation else "Sans orientation", orientation.uid if orientation else None
            )
            places = [self.action(ligne) for ligne in groupe.lignes]
            totals.append(self.somme("Total de l’orientation", groupe.sommes, places, RowKind.SUBTOTAL))
        self.somme("Total", tableau.sommes, totals, RowKind.TOTAL)

    def ingenierie(self) -> None:
        """Studies, assistance and posts, already counted above (§ 3.3 of the model: a block apart)."""
        lignes = self._ingenierie
        if lignes:
            numeros = ", ".join(dict.fromkeys(filter(None, (ligne.fiche.numero for ligne in lignes.values()))))
            titre = "dont ingénierie" + (f" ({numeros})" if numeros else "")
            sommes = additionner_sommes(ligne.sommes for ligne in lignes.values())
            self.somme(titre, sommes, lignes, RowKind.SUBTOTAL)

    def titre(self, texte: str, groupe: Uid | None = None) -> None:
        """A title over the rows that follow."""
        blancs = [BLANK] * (len(self._identite) - 1)
        self._add((texte, *blancs), None, RowKind.GROUP, key=repere_groupe(groupe))

    def action(self, ligne: LigneMaquette) -> int:
        """An action, with its operations below when there are several; gives its place."""
        fiche = ligne.fiche
        identite = (
            fiche.numero or None,
            self._nom(fiche.intitule or SANS_NOM, ligne.sommes),
            "\n".join(maitres_ouvrage(self._projet, fiche)),
            fiche.statut.libelle,
        )
        place = len(self._rows)
        sums = tuple(range(place + 1, place + 1 + len(ligne.operations)))
        key = repere_action(fiche.uid, ligne.operation)
        self._add(identite, ligne.sommes, sums=sums, key=key, notes=self._notes(ligne))
        self._note(place, ligne)
        for rang, operation in enumerate(ligne.operations, 1):
            self._operation(rang, operation)
        return place

    def operation_seule(self, ligne: LigneMaquette) -> int:
        """An operation named beside its action; gives its place."""
        fiche, operation = ligne.fiche, ligne.operation
        nom = self._nom(fiche.intitule or SANS_NOM, ligne.sommes)
        intitule = operation.intitule if operation and len(fiche.operations) > 1 else BLANK
        key = repere_operation(fiche.uid, operation) if operation else repere_action(fiche.uid, None)
        return self._add((fiche.numero or None, nom, intitule, fiche.statut.libelle), ligne.sommes, key=key)

    def somme(self, titre: str, sommes: SommesMaquette, places: Iterable[int], kind: RowKind) -> int:
        """A total of rows already there; gives its place."""
        blancs = [BLANK] * (len(self._identite) - 2)
        return self._add((BLANK, titre, *blancs), sommes, kind, sums=tuple(places), key=TOTAL)

    def _operation(self, rang: int, ligne: LigneMaquette) -> None:
        operation = ligne.operation
        if operation is None:
            return
        nom = self._nom(operation.intitule or f"Opération {rang}", ligne.sommes)
        self._note(len(self._rows), ligne)
        key = repere_operation(ligne.fiche.uid, operation)
        # Said once, on the row of the action, when it is the same for all.
        porteur = maitre_ouvrage(self._projet, operation)
        seul = len({o.maitre_ouvrage for o in ligne.fiche.operations}) == 1
        self._add(
            (BLANK, nom, BLANK if seul else porteur, BLANK), ligne.sommes, level=1, key=key, notes=self._notes(ligne)
        )

    def _note(self, place: int, ligne: LigneMaquette) -> None:
        if ligne.operation and ligne.fiche.statut.est_vivant and est_ingenierie(ligne.operation):
            self._ingenierie[place] = ligne

    def _notes(self, ligne: LigneMaquette) -> Mapping[int, str]:
        if ligne.operation is None:
            return {}
        return {place: texte for place, source in self._sources if (texte := source(ligne))}

    def _nom(self, nom: str, sommes: SommesMaquette) -> str:
        """With its base, in a table that mixes several: HT goes without saying."""
        bases = sommes.totaux.bases
        return f"{nom} ({sommes.totaux.libelle_base})" if self._mixte and bases - {BaseMontant.HT} else nom

    def _add(
        self,
        identite: Sequence[Value],
        sommes: SommesMaquette | None,
        kind: RowKind = RowKind.BODY,
        *,
        sums: tuple[int, ...] = (),
        level: int = 0,
        key: str,
        notes: Mapping[int, str] | None = None,
    ) -> int:
        chiffres = [BLANK] * len(self._chiffres) if sommes is None else cellules(self._chiffres, sommes)
        self._rows.append(Row((*identite[: len(self._identite)], *chiffres), kind, sums, level, key, notes or {}))
        return len(self._rows) - 1
