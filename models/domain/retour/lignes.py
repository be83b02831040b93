"""Rows that a partner added, and rows that are gone: new actions, operations and lines of financement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.importation.feuille import Lieu, lettres
from models.domain.importation.mots import lire_statut
from models.domain.maquettes.financeurs import NATURES_USUELLES, Bloc
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.retour import reperes as r
from models.domain.retour.champs import Ecrivain, champ_de_ligne, lire_montant, nom_nu, vue_de
from models.domain.retour.classeur import LigneRevenue, TableRevenue, lire_ligne
from models.domain.retour.comparaison import Comparaison
from models.domain.retour.lignes_montants import LigneAjoutee, cellules, differences, dit, en_periode, read_ligne
from models.domain.retour.revue import (
    Ecart,
    Ecriture,
    EcritureAjout,
    EcritureCellule,
    EcritureRetrait,
    Genre,
)
from models.domain.retour.valeurs import montrer
from models.domain.saisie import PartDeLaBase
from models.domain.textes import propre_ligne
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction

_DANS_LA_PERIODE = (
    "Ajoutez l’action dans la feuille «\u00a0Période\u00a0» ou dans celle d’une année, ou dans l’application."
)
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


class _DejaAjoutee(SaisieError):  # noqa: N818 - see above
    """Another sheet adds the same row, and tells it."""

    def __init__(self, objet: str, lieu: Lieu) -> None:
        super().__init__(
            f"La même ligne est dans {lieu.texte}\u00a0: elle n’est ajoutée qu’une fois.",
            "",
        )
        self.objet = objet


class Ajouts:
    """Reads the rows that have no name."""

    def __init__(self, projet: Projet, ecrivain: Ecrivain, connus: frozenset[Uid]) -> None:
        """``connus``: what the workbook showed when it left; what came since may be one of its rows, already taken."""
        self._connus = connus
        self._projet = projet
        self._ecrivain = ecrivain
        self._memes: defaultdict[tuple[str, str], list[LigneAjoutee]] = defaultdict(list[LigneAjoutee])
        self._par_numero: defaultdict[str, list[FicheAction]] = defaultdict(list[FicheAction])
        self._par_nom: defaultdict[str, list[FicheAction]] = defaultdict(list[FicheAction])
        for fiche in projet.fiches:
            self._par_numero[fiche.numero].append(fiche)
            self._par_nom[sort_key(fiche.intitule)].append(fiche)

    def read(self, ajoutees: Iterable[tuple[TableRevenue, LigneRevenue]]) -> Iterator[Ecart]:
        """What rows without a name would add; an amount that is none is told beside."""
        lues = [read_ligne(table, ligne) for table, ligne in ajoutees]
        self._memes.clear()
        for lue in lues:
            if lue.table.nom == r.PERIODE or lue.table.nom.startswith(r.ANNEE):
                self._memes[lue.numero, sort_key(lue.nom)].append(lue)
        for lue in lues:
            yield from self._read(lue)
            yield from lue.refus

    def _read(self, lue: LigneAjoutee) -> Iterator[Ecart]:
        aussi: tuple[LigneAjoutee, ...] = ()
        try:
            if lue.table.nom.startswith(r.FINANCEURS):
                ecriture: Ecriture = self._financement(lue)
                objet, suite = self._objet_financement(ecriture), ""
            elif lue.table.nom == r.PORTEURS:
                raise self._des_porteurs(lue)
            elif lue.table.nom != r.PERIODE and (existante := self._existante(lue)) is not None:
                yield from self._annee(lue, *existante)
                return
            else:
                ensemble = self._ensemble(lue)
                if not ensemble:
                    return
                aussi = ensemble[1:]
                ecriture, objet, suite = self._operation(ensemble)
        except (_DejaReprise, _DejaAjoutee) as e:
            yield _ecart(lue, Genre.REMARQUE, e.objet, aussi, message=e.message, remede=e.remede)
        except SaisieError as e:
            yield _ecart(lue, Genre.REFUS, lue.titre, aussi, message=e.message, remede=e.remede)
        else:
            message = " ".join(filter(None, (_quoi(ecriture), _une_fois(aussi), suite)))
            yield _ecart(lue, Genre.AJOUT, objet, aussi, ecriture=ecriture, retour=dit(lue.valeurs), message=message)

    def _ensemble(self, lue: LigneAjoutee) -> tuple[LigneAjoutee, ...]:
        """A row and those of other sheets that are the same; nothing for a row that another one tells.

        Raises:
            SaisieError: several rows of one sheet could be it.
        """
        memes = self._memes[lue.numero, sort_key(lue.nom)]
        premiere = en_periode(memes)
        premieres = [x for x in memes if x.table is premiere.table]
        if lue.table is premiere.table:
            autres = () if len(premieres) > 1 else tuple(x for x in memes if x.table is not premiere.table)
            uniques = [x for x in autres if sum(x.table is y.table for y in autres) == 1]
            return (lue, *uniques)
        if len(premieres) > 1 or sum(x.table is lue.table for x in memes) > 1:
            raise SaisieError(
                "Plusieurs lignes ajoutées portent ce numéro et ce nom.", "Donnez-leur des noms différents."
            )
        return ()

    def _des_porteurs(self, lue: LigneAjoutee) -> SaisieError:
        memes = self._memes.get((lue.numero, sort_key(lue.nom)))
        if memes:
            return _DejaAjoutee(lue.titre, en_periode(memes).lieu)
        return SaisieError("Une ligne ajoutée dans cette feuille n’est pas reprise.", _DANS_LA_PERIODE)

    def _existante(self, lue: LigneAjoutee) -> tuple[FicheAction, Operation] | None:
        """The operation, known when the workbook left, that a row of a year names: it had nothing in that year."""
        fiches = self._par_numero[lue.numero] if lue.numero else self._par_nom[sort_key(lue.nom)]
        if len(fiches) != 1:
            return None
        [fiche], nom = fiches, sort_key(str(nom_nu(lue.nom)))
        seule = len(fiche.operations) == 1
        siennes = [
            o
            for o in fiche.operations
            if o.uid in self._connus and nom in {sort_key(o.intitule), sort_key(fiche.intitule) if seule else None}
        ]
        return (fiche, siennes[0]) if nom and len(siennes) == 1 else None

    def _annee(self, lue: LigneAjoutee, fiche: FicheAction, operation: Operation) -> Iterator[Ecart]:
        """What a row of a year says of an operation that had none there, cell by cell."""
        lus = (r.read_repere(ligne.repere) for ligne in lue.table.lignes if ligne.repere)
        if any(lu is not None and lu.operation == operation.uid for lu in lus):
            raise SaisieError(
                "Cette opération a déjà une ligne dans la feuille.", "Corrigez ses montants sur celle-là."
            )
        if not lue.montants:
            raise SaisieError("Cette ligne ajoutée n’a pas de montant.", "Écrivez-les dans le classeur.")
        vue = vue_de(lue.table.nom)
        place = self._ecrivain.ligne(vue, fiche.uid, operation)
        for colonne, present, valeur in differences(place, lue):
            ou = lue.table.colonnes[colonne]
            titre = lue.table.entete(ou)
            yield Ecart(
                cle=(lue.table.nom, f"ligne {lue.ligne.source.numero}", colonne),
                genre=Genre.MODIFIE if present is None else Genre.CONFLIT,
                lieu=Lieu(lue.table.feuille, lue.ligne.source.numero, lettres(ou), titre),
                objet=fiche.titre,
                champ=titre,
                projet=montrer(titre, present),
                retour=montrer(titre, valeur),
                message="Cette opération n’avait rien cette année-là à l’export.",
                fiche=fiche.uid,
                ecriture=EcritureCellule(vue, place, r.cle_de(colonne) or colonne, lire_montant(valeur)),
            )

    def _operation(self, lignes: Sequence[LigneAjoutee]) -> tuple[EcritureAjout, str, str]:
        """An operation more of the action of that number, else a new action; and what its rows say differently."""
        ligne, valeurs = lignes[0].ligne, lignes[0].valeurs
        numero, nom = lignes[0].numero, lignes[0].nom
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
            ecrites, suite = cellules(mere, operation, lignes)
            ajout = EcritureAjout(mere=mere.uid, operation=operation, cellules=ecrites)
            return ajout, f"{mere.titre} — {nom}", suite
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
        ecrites, suite = cellules(fiche, operation, lignes)
        return EcritureAjout(fiche=fiche, operation=operation, cellules=ecrites), fiche.titre, suite

    def _financement(self, lue: LigneAjoutee) -> EcritureAjout:
        ligne, valeurs, montants = lue.ligne, lue.valeurs, lue.montants
        operation = self._operation_de(lue)
        bloc = Bloc(lue.table.nom.removeprefix(r.FINANCEURS))
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

    def _operation_de(self, lue: LigneAjoutee) -> Operation:
        """The operation that a row of « Par financeur » names.

        Raises:
            SaisieError: none, or several.
        """
        fiches = self._par_numero[lue.numero] if lue.numero else self._par_nom[sort_key(lue.nom)]
        if len(fiches) != 1:
            dite = f"«\u00a0{lue.titre}\u00a0»"
            combien = "Plusieurs actions répondent" if fiches else "Aucune action ne répond"
            raise SaisieError(f"{combien} à {dite}.", "Écrivez le numéro exact de l’action dans le classeur.")
        voulue = sort_key(propre_ligne(str(lue.valeurs.get(r.OPERATION, ""))))
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
            depart=dit(lire_ligne(ligne)),
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


def _ecart(lue: LigneAjoutee, genre: Genre, objet: str, aussi: Sequence[LigneAjoutee], **champs: Any) -> Ecart:
    return Ecart(
        cle=(lue.table.nom, f"ligne {lue.ligne.source.numero}", ""),
        genre=genre,
        lieu=lue.lieu,
        objet=objet,
        champ="",
        aussi=tuple(autre.lieu for autre in aussi),
        **champs,
    )


def _une_fois(aussi: Sequence[LigneAjoutee]) -> str:
    if not aussi:
        return ""
    feuilles = ", ".join(f"«\u00a0{autre.table.feuille}\u00a0»" for autre in aussi)
    return f"La même ligne est aussi dans {feuilles}\u00a0: elle n’est ajoutée qu’une fois."


def _se_valent(une: Financement, autre: Financement) -> bool:
    """Whether two lines say the same money of the same funder."""
    return (une.financeur, une.dispositif, une.montant_demande, une.montant_accorde) == (
        autre.financeur,
        autre.dispositif,
        autre.montant_demande,
        autre.montant_accorde,
    )


def _quoi(ecriture: Ecriture) -> str:
    assert isinstance(ecriture, EcritureAjout)  # what a new row is
    if ecriture.fiche is not None:
        return "Accepter ajoute cette action au plan."
    if ecriture.operation is not None:
        return "Accepter ajoute cette opération à l’action."
    return "Accepter ajoute ce financement à l’action."
