"""Rows that a partner added, and rows that are gone: new actions, operations and lines of financement."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.financeurs import NATURES_USUELLES, Bloc
from models.domain.formats import format_euros, sort_key
from models.domain.importation.feuille import Lieu, lettres
from models.domain.importation.mots import lire_statut
from models.domain.maquette import LigneMaquette, SommesMaquette
from models.domain.maquette_saisie import COUT, ELIGIBLE, PART
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.champs import Ecrivain, NonMontantError, champ_de_ligne, lire_montant, vue_de
from models.domain.retour.classeur import LigneLue, LigneRevenue, TableRevenue, lire_ligne
from models.domain.retour.comparaison import Comparaison
from models.domain.retour.revue import (
    Ecart,
    Ecriture,
    EcritureAjout,
    EcritureCellule,
    EcritureRetrait,
    Genre,
)
from models.domain.retour.valeurs import Valeur, montrer
from models.domain.saisie import PartDeLaBase
from models.domain.textes import propre_ligne
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction

_DANS_LA_PERIODE = "Ajoutez l’action dans la feuille «\u00a0Période\u00a0», ou dans l’application."
_DE_LA_LIGNE = (r.DISPOSITIF, r.ETAT, r.NATURE, r.DOSSIER, r.DEPOT, r.NOTIFICATION)
_CHAMPS = {r.DISPOSITIF: "dispositif", r.ETAT: "etat", r.NATURE: "nature", r.DOSSIER: "numero_dossier"} | {
    r.DEPOT: "date_depot",
    r.NOTIFICATION: "date_notification",
}


class _DejaReprise(SaisieError):  # noqa: N818 - no error for anybody: the row is told, and left
    """What a row adds came into the project since the workbook left."""

    def __init__(self, objet: str) -> None:
        super().__init__("Cette ligne ajoutée est déjà dans le projet.", "Elle n’est pas reprise une seconde fois.")
        self.objet = objet


class Ajouts:
    """Reads the rows that have no name."""

    def __init__(self, projet: Projet, ecrivain: Ecrivain, connus: frozenset[Uid]) -> None:
        """``connus``: what the workbook showed when it left; what came since may be one of its rows, already taken."""
        self._connus = connus
        self._projet = projet
        self._ecrivain = ecrivain
        self._par_numero: defaultdict[str, list[FicheAction]] = defaultdict(list[FicheAction])
        self._par_nom: defaultdict[str, list[FicheAction]] = defaultdict(list[FicheAction])
        for fiche in projet.fiches:
            self._par_numero[fiche.numero].append(fiche)
            self._par_nom[sort_key(fiche.intitule)].append(fiche)

    def read(self, table: TableRevenue, ligne: LigneRevenue) -> Iterator[Ecart]:
        """What a row without a name would add; an amount that is none is told beside."""
        valeurs = table.valeurs(ligne.source)
        montants, refus = self._montants(table, ligne, valeurs)
        try:
            if table.nom.startswith(r.FINANCEURS):
                ecriture: Ecriture = self._financement(table, ligne, valeurs, montants)
                objet = self._objet_financement(ecriture)
            elif table.nom == r.PERIODE:
                ecriture, objet = self._operation(ligne, valeurs, montants)
            else:
                raise SaisieError("Une ligne ajoutée dans cette feuille n’est pas reprise.", _DANS_LA_PERIODE)
        except _DejaReprise as e:
            yield self._ecart(table, ligne, Genre.REMARQUE, e.objet, message=e.message, remede=e.remede)
        except SaisieError as e:
            nom = propre_ligne(" ".join(str(valeurs.get(c, "")) for c in (r.NUMERO, r.ACTION)))
            yield self._ecart(table, ligne, Genre.REFUS, nom, message=e.message, remede=e.remede)
        else:
            yield self._ecart(
                table, ligne, Genre.AJOUT, objet, ecriture=ecriture, retour=_dit(valeurs), message=_quoi(ecriture)
            )
        yield from refus

    def _operation(
        self, ligne: LigneRevenue, valeurs: LigneLue, montants: Mapping[str, Valeur]
    ) -> tuple[EcritureAjout, str]:
        """An operation more of the action of that number, else a new action."""
        numero = propre_ligne(str(valeurs.get(r.NUMERO, "")))
        nom = propre_ligne(str(valeurs.get(r.ACTION, "")))
        if not nom:
            raise SaisieError("Cette ligne ajoutée n’a pas de nom.", "Écrivez le nom de l’action dans le classeur.")
        porteur = propre_ligne(str(valeurs.get(r.PORTEUR, "")))
        maitre = self._ecrivain.organisme(porteur) if porteur else None
        operation = Operation(maitre_ouvrage=maitre, base=self._projet.reglages.base_defaut)
        meres = self._par_numero[numero] if numero else []
        if len(meres) > 1:
            raise SaisieError(f"Plusieurs actions portent le numéro {numero}.", "Donnez-leur des numéros différents.")
        jumelles = (f for f in self._par_nom[sort_key(nom)] if f.numero == numero and f.uid not in self._connus)
        if jumelle := next(jumelles, None):
            raise _DejaReprise(jumelle.titre)
        if meres:
            mere = meres[0]
            nouvelles = (o for o in mere.operations if o.uid not in self._connus)
            if any(sort_key(o.intitule) == sort_key(nom) for o in nouvelles):
                raise _DejaReprise(f"{mere.titre} — {nom}")
            operation = replace(operation, intitule=nom)
            ajout = EcritureAjout(mere=mere.uid, operation=operation)
            return replace(ajout, cellules=_cellules(mere, operation, montants)), f"{mere.titre} — {nom}"
        statut = StatutAction.INSCRITE
        if texte := valeurs.get(r.STATUT):
            lu = lire_statut(str(texte))
            if lu is None:
                connus = ", ".join(s.libelle for s in StatutAction)
                raise SaisieError(
                    f"«\u00a0{texte}\u00a0» n’est pas un statut connu.", f"Valeurs possibles\u00a0: {connus}."
                )
            statut = lu
        orientation = ligne.groupe.groupe if ligne.groupe else None
        fiche = FicheAction(
            numero=numero,
            intitule=nom,
            orientation=orientation if self._projet.orientation(orientation) else None,
            statut=statut,
            operations=(operation,),
        )
        return EcritureAjout(
            fiche=fiche, operation=operation, cellules=_cellules(fiche, operation, montants)
        ), fiche.titre

    def _financement(
        self, table: TableRevenue, ligne: LigneRevenue, valeurs: LigneLue, montants: Mapping[str, Valeur]
    ) -> EcritureAjout:
        operation = self._operation_de(valeurs)
        bloc = Bloc(table.nom.removeprefix(r.FINANCEURS))
        champs: dict[str, Any] = {"nature": NATURES_USUELLES[bloc]}
        for colonne in _DE_LA_LIGNE:
            if colonne in valeurs:
                champs[_CHAMPS[colonne]] = champ_de_ligne(colonne, valeurs[colonne])
        financeur = ligne.groupe.groupe if ligne.groupe else None
        champs["financeur"] = financeur if self._projet.organisme(financeur) else None
        for colonne, champ in ((r.DEMANDE, "montant_demande"), (r.ACCORDE, "montant_accorde")):
            if colonne in montants:
                montant = lire_montant(montants[colonne])
                if isinstance(montant, PartDeLaBase):
                    montant = montant.montant(operation.depense_eligible, "la dépense éligible, qui n’a pas de montant")
                champs[champ] = montant
        if champs.get("montant_accorde") is not None and "etat" not in champs:
            champs["etat"] = EtatFinancement.ACCORDE
        if annee := valeurs.get(r.ANNEES):
            texte = str(annee)
            champs["annee"] = int(texte) if texte.isdigit() and len(texte) == 4 else None
        nouveau = Financement(**champs)
        if any(f.uid not in self._connus and _se_valent(f, nouveau) for f in operation.financements):
            raise _DejaReprise(nouveau.dispositif or self._projet.nom_organisme(nouveau.financeur))
        return EcritureAjout(mere=operation.uid, financement=nouveau)

    def _operation_de(self, valeurs: LigneLue) -> Operation:
        """The operation that a row of « Par financeur » names.

        Raises:
            SaisieError: none, or several.
        """
        numero = propre_ligne(str(valeurs.get(r.NUMERO, "")))
        nom = propre_ligne(str(valeurs.get(r.ACTION, "")))
        fiches = self._par_numero[numero] if numero else self._par_nom[sort_key(nom)]
        if len(fiches) != 1:
            dite = f"«\u00a0{' '.join(filter(None, (numero, nom)))}\u00a0»"
            combien = "Plusieurs actions répondent" if fiches else "Aucune action ne répond"
            raise SaisieError(f"{combien} à {dite}.", "Écrivez le numéro exact de l’action dans le classeur.")
        voulue = sort_key(propre_ligne(str(valeurs.get(r.OPERATION, ""))))
        operations = fiches[0].operations
        if voulue:
            operations = tuple(o for o in operations if sort_key(o.intitule) == voulue)
        if len(operations) != 1:
            raise SaisieError(
                "On ne sait pas de quelle opération de l’action il s’agit.",
                "Écrivez le nom exact de l’opération dans le classeur.",
            )
        return operations[0]

    def _objet_financement(self, ecriture: Ecriture) -> str:
        assert isinstance(ecriture, EcritureAjout)  # what a line of financement is
        ligne = ecriture.financement
        mere = next(f for f in self._projet.fiches if any(o.uid == ecriture.mere for o in f.operations))
        assert ligne is not None  # that is what is added there
        nom = ligne.dispositif or self._projet.nom_organisme(ligne.financeur)
        return " — ".join(filter(None, (mere.titre, nom)))

    def _montants(
        self, table: TableRevenue, ligne: LigneRevenue, valeurs: LigneLue
    ) -> tuple[dict[str, Valeur], list[Ecart]]:
        """The amounts of a row that are ones, and what is told of the others."""
        bons: dict[str, Valeur] = {}
        refus: list[Ecart] = []
        financeurs = table.nom.startswith(r.FINANCEURS)
        for colonne, valeur in valeurs.items():
            attendue = {r.DEMANDE, r.ACCORDE} if financeurs else {COUT, ELIGIBLE, PART}
            if colonne in r.TEXTES or (colonne not in attendue and (financeurs or r.cle_de(colonne) is None)):
                continue
            try:
                lire_montant(valeur)
            except NonMontantError as e:
                place = table.colonnes[colonne]
                refus.append(
                    Ecart(
                        cle=(table.nom, f"ligne {ligne.source.numero}", colonne),
                        genre=Genre.NON_MONTANT,
                        lieu=Lieu(table.feuille, ligne.source.numero, lettres(place), table.entete(place)),
                        objet=propre_ligne(" ".join(str(valeurs.get(c, "")) for c in (r.NUMERO, r.ACTION))),
                        champ=table.entete(place),
                        retour=montrer("", valeur),
                        message=e.message,
                        remede=e.remede,
                    )
                )
            else:
                bons[colonne] = valeur
        return bons, refus

    @staticmethod
    def _ecart(table: TableRevenue, ligne: LigneRevenue, genre: Genre, objet: str, **champs: Any) -> Ecart:
        numero = ligne.source.numero
        return Ecart(
            cle=(table.nom, f"ligne {numero}", ""),
            genre=genre,
            lieu=Lieu(table.feuille, numero),
            objet=objet,
            champ="",
            **champs,
        )


def retraits(comparaison: Comparaison, projet: Projet) -> Iterator[Ecart]:
    """What is gone from the tables that hold each thing once; an action whose rows are all gone is told once."""
    absents = [(table, r.read_repere(nom), nom, ligne) for table, nom, ligne in comparaison.absentes]
    restent = comparaison.fiches_presentes
    de_la_periode = [repere for table, repere, _, _ in absents if repere and table.nom == r.PERIODE]
    actions = {repere.fiche for repere in de_la_periode if repere.est_action} - restent
    for table, repere, nom, ligne in absents:
        if repere is not None and repere.est_action and repere.fiche in restent:
            # Its operations are still there: somebody took the sum away, and not the action.
            continue
        if repere is None or projet.fiche(repere.fiche) is None or not _est_la(projet, repere):
            continue
        message, quoi = _retrait(table.nom, repere)
        if quoi is None or (repere.fiche in actions and quoi[0] != "fiche"):
            continue
        yield Ecart(
            cle=(table.nom, nom, ""),
            genre=Genre.RETRAIT,
            lieu=Lieu(table.feuille),
            objet=comparaison.objet(repere, ligne),
            champ="",
            depart=_dit(lire_ligne(ligne)),
            projet="présente",
            message=message,
            fiche=repere.fiche,
            ecriture=EcritureRetrait(*quoi),
        )


def _est_la(projet: Projet, repere: r.Repere) -> bool:
    fiche = projet.fiche(repere.fiche)
    operations = {o.uid: o for o in fiche.operations} if fiche else {}
    operation = operations.get(repere.operation) if repere.operation else None
    if repere.financement is not None:
        return operation is not None and any(f.uid == repere.financement for f in operation.financements)
    return repere.operation is None or operation is not None


def _retrait(table: str, repere: r.Repere) -> tuple[str, tuple[str, Uid] | None]:
    if repere.financement is not None:
        return "Accepter retire ce financement de l’action.", ("financement", repere.financement)
    if table != r.PERIODE or repere.fiche is None:
        return "", None
    if repere.est_action:
        return "Accepter met l’action à la Corbeille.", ("fiche", repere.fiche)
    if repere.operation is None:
        return "", None
    return "Accepter met l’opération à la Corbeille.", ("operation", repere.operation)


def _cellules(fiche: FicheAction, operation: Operation, montants: Mapping[str, Valeur]) -> tuple[EcritureCellule, ...]:
    """The amounts of a new row, in the order in which they can be written."""
    ligne = LigneMaquette(fiche=fiche, operation=operation, sommes=SommesMaquette())
    vue = vue_de(r.PERIODE)
    ordre = sorted(montants, key=lambda colonne: (colonne != COUT, colonne != ELIGIBLE, colonne))
    return tuple(EcritureCellule(vue, ligne, r.cle_de(c) or c, lire_montant(montants[c])) for c in ordre)


def _se_valent(une: Financement, autre: Financement) -> bool:
    """Whether two lines say the same money of the same funder."""
    return (une.financeur, une.dispositif, une.montant_demande, une.montant_accorde) == (
        autre.financeur,
        autre.dispositif,
        autre.montant_demande,
        autre.montant_accorde,
    )


def _dit(valeurs: LigneLue) -> str:
    """The amounts of a row, in a few words."""
    montants = [
        format_euros(valeurs[c])  # pyright: ignore[reportArgumentType]
        for c in (COUT, r.DEMANDE, r.ACCORDE)
        if c in valeurs and not isinstance(valeurs[c], str)
    ]
    return ", ".join(montants)


def _quoi(ecriture: Ecriture) -> str:
    assert isinstance(ecriture, EcritureAjout)  # what a new row is
    if ecriture.fiche is not None:
        return "Accepter ajoute cette action au plan."
    if ecriture.operation is not None:
        return "Accepter ajoute cette opération à l’action."
    return "Accepter ajoute ce financement à l’action."
