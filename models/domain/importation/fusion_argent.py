"""Money of the file laid over the operations of a fiche: what it names changes, the rest stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from models.domain.depenses import complete_depense
from models.domain.formats import format_euros
from models.domain.importation.actions import ActionLue, CoutLu, FinancementLu, OperationLue
from models.domain.importation.organismes import Annuaire
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.importation.recolte import base_de
from models.domain.importation.restes import verifier_reste
from models.domain.plan_financement import Depense, Financement, Operation, arrondir
from models.domain.regles.dotations import cle_dispositif, dotation, dotations
from models.domain.textes import LONGUEUR_TITRE
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, PosteDepense


@dataclass(frozen=True, slots=True, kw_only=True)
class Argent:
    """What the money of every action is read with."""

    annuaire: Annuaire
    base: BaseMontant | None

    def operations(
        self, presentes: Sequence[Operation], action: ActionLue, porteurs: Sequence[Uid | None], annee: int | None
    ) -> tuple[Operation, ...]:
        """The operations of a fiche once the file has spoken; ``porteurs`` are the owners of those of the file."""
        resultat = list(presentes)
        for lue, porteur in zip(action.operations, porteurs, strict=True):
            place = _place(resultat, lue.intitule, porteur, seule=len(action.operations) == 1)
            if place is None:
                place = len(resultat)
                resultat.append(Operation(base=base_de(lue, self.base)))
            resultat[place] = self._operation(resultat[place], action, lue, porteur, annee)
            verifier_reste(resultat[place], action, lue)
        return tuple(resultat)

    def _operation(
        self, ancienne: Operation, action: ActionLue, lue: OperationLue, porteur: Uid | None, annee: int | None
    ) -> Operation:
        champs: dict[str, Any] = {}
        if porteur is not None:
            champs["maitre_ouvrage"] = porteur
        if lue.intitule and cle(lue.intitule) != cle(ancienne.intitule):
            champs["intitule"] = lue.intitule[:LONGUEUR_TITRE]
        if lue.couts:
            champs["depenses"] = _depenses(ancienne, action, lue, annee)
        # Shares of the cost need the operation with its new dépenses; few tables have any.
        en_parts = any(f.part is not None for f in lue.financements) or lue.part_decidee is not None
        operation = replace(ancienne, **champs) if en_parts and champs else ancienne
        if lue.part_decidee is not None:
            montant, part = lue.part_decidee.valeur.montant, lue.part_decidee.valeur.part
            if montant is not None or (part is not None and operation.cout is not None):
                champs["part_decidee"] = arrondir(operation.cout * part) if montant is None else montant
        if lue.financements:
            maitre = porteur or ancienne.maitre_ouvrage
            champs["financements"] = self._financements(operation, maitre, action, lue.financements, annee)
        return replace(ancienne, **champs) if champs else ancienne

    def _financements(
        self,
        operation: Operation,
        maitre: Uid | None,
        action: ActionLue,
        lues: Sequence[FinancementLu],
        annee: int | None,
    ) -> tuple[Financement, ...]:
        resultat = list(operation.financements)
        libres = {f.uid for f in resultat}
        for ligne in lues:
            financeur = self._financeur(ligne, maitre)
            montants = _montants(operation, action, ligne)
            place = _ligne_presente(resultat, libres, ligne, financeur)
            if place is None and operation.financements and _est_anonyme(ligne):
                _ne_pas_compter_deux_fois(operation, action, ligne)
                continue
            if place is None and (separees := _dotations_separees(operation, ligne)):
                _ne_pas_reunir(separees, action, ligne)
                continue
            if place is None:
                place = len(resultat)
                resultat.append(_nouvelle_ligne(ligne, financeur, montants, annee))
            else:
                libres.discard(resultat[place].uid)
                resultat[place] = _completer(resultat[place], ligne, financeur, montants)
            action.lieux[resultat[place].uid] = ligne.lieu
        return tuple(resultat)

    def _financeur(self, ligne: FinancementLu, porteur: Uid | None) -> Uid | None:
        cite = ligne.financeur
        if cite is None or not cite.nom:
            return None
        uid = self.annuaire.designer(cite.nom[:LONGUEUR_TITRE], type_=cite.type).uid
        return None if uid == porteur and cite.nature is NatureFinancement.FONDS_CONCOURS else uid


def _place(presentes: Sequence[Operation], intitule: str, porteur: Uid | None, *, seule: bool) -> int | None:
    """The operation that the file speaks of: that of its title, that of its owner, or the only one."""
    if intitule:
        nommees = [i for i, o in enumerate(presentes) if cle(o.intitule) == cle(intitule)]
        anonymes = [i for i, o in enumerate(presentes) if not o.intitule]
        return next(iter(nommees or anonymes), None)
    for i, operation in enumerate(presentes):
        if porteur is not None and operation.maitre_ouvrage == porteur:
            return i
    if len(presentes) == 1 and seule:
        return 0
    libres = [i for i, o in enumerate(presentes) if o.maitre_ouvrage is None]
    if porteur is None and presentes:
        return libres[0] if libres else 0
    return libres[0] if len(libres) == 1 else None


def _depenses(operation: Operation, action: ActionLue, lue: OperationLue, annee: int | None) -> tuple[Depense, ...]:
    depenses = list(operation.depenses)
    lots: dict[tuple[int | None, PosteDepense | None, int | None], list[CoutLu]] = {}
    for cout in lue.couts:
        lots.setdefault((cout.annee or annee, cout.poste, cout.lieu.ligne), []).append(cout)
    nouvelles: list[Depense] = []
    for (an, poste, _), couts in lots.items():
        memes = _memes(depenses, an, poste, seul=len(lots) == 1)
        if any(_valuer(depenses[i], operation, couts) == depenses[i] for i in memes):
            continue
        if not memes:
            nouvelles.append(Depense(annee=an, poste=poste or PosteDepense.TRAVAUX, **_dits(operation, couts)))
        elif len(memes) == 1:
            ancienne = depenses[memes[0]]
            valuee = _valuer(ancienne, operation, couts)
            depenses[memes[0]] = replace(valuee, annee=ancienne.annee if an is None else an)
        elif not _egale(operation, [depenses[i] for i in memes], couts):
            cout = couts[0]
            action.remarquer(
                Nature.NON_COMPRIS,
                cout.lieu,
                format_euros(cout.montant),
                f"Ce coût diffère de celui de la fiche, que {len(memes)} dépenses "
                "composent\u00a0: il n’est pas importé.",
                "Corrigez ces dépenses dans la fiche.",
            )
    return (*depenses, *nouvelles)


def _memes(depenses: Sequence[Depense], annee: int | None, poste: PosteDepense | None, *, seul: bool) -> list[int]:
    """Places of the dépenses that a cost of the file may be; ``seul`` when it is the only one of its operation."""
    if poste is None:
        return [i for i, d in enumerate(depenses) if seul or d.annee == annee]
    return [i for i, d in enumerate(depenses) if d.poste is poste and (annee is None or seul or d.annee == annee)]


def _dits(operation: Operation, couts: Sequence[CoutLu]) -> dict[str, Any]:
    return {("montant_ht" if (c.base or operation.base) is BaseMontant.HT else "montant_ttc"): c.montant for c in couts}


def _valuer(depense: Depense, operation: Operation, couts: Sequence[CoutLu]) -> Depense:
    dits = _dits(operation, couts)
    if len(dits) == 2 or (depense.montant_ht is None and depense.montant_ttc is None and depense.taux_tva is None):
        return replace(depense, **dits)
    for champ, montant in dits.items():
        if getattr(depense, champ) != montant:
            depense = replace(depense, **complete_depense(depense, champ, montant))
    return depense


def _egale(operation: Operation, depenses: Sequence[Depense], couts: Sequence[CoutLu]) -> bool:
    """Whether the dépenses of the fiche add up to what the file says."""
    for cout in couts:
        montants = [d.montant(cout.base or operation.base) for d in depenses]
        if sum((m for m in montants if m is not None), Decimal(0)) != cout.montant:
            return False
    return True


def _montants(operation: Operation, action: ActionLue, ligne: FinancementLu) -> dict[str, Decimal]:
    """Asked and granted; a share becomes euros when the cost is known."""
    montants = {
        nom: m for nom, m in (("montant_demande", ligne.demande), ("montant_accorde", ligne.accorde)) if m is not None
    }
    if ligne.part is None:
        return montants
    assiette = operation.depense_eligible
    if assiette is None:
        action.remarquer(
            Nature.NON_COMPRIS,
            ligne.lieu,
            "",
            "Un pourcentage sans coût n’a pas de montant\u00a0: seul le taux est gardé.",
        )
        return montants
    acquis = ligne.etat is not None and ligne.etat.est_acquis
    return montants | {"montant_accorde" if acquis else "montant_demande": arrondir(assiette * ligne.part)}


def _est_anonyme(ligne: FinancementLu) -> bool:
    """An amount that nobody is said to pay, by no dispositif: the sum of the aids of a row."""
    return ligne.financeur is None and not ligne.dispositif and not ligne.numero_dossier


def _ne_pas_compter_deux_fois(operation: Operation, action: ActionLue, ligne: FinancementLu) -> None:
    totaux, montant = operation.totaux, ligne.demande if ligne.accorde is None else ligne.accorde
    if montant in {totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.aides}:
        return
    action.remarquer(
        Nature.IGNORE,
        ligne.lieu,
        format_euros(montant),
        "Ce montant ne dit pas qui paie, et la fiche a déjà ses aides\u00a0: il n’est pas ajouté.",
        "Dites quel financeur le verse si c’est une aide de plus.",
    )


def _dotations_separees(operation: Operation, ligne: FinancementLu) -> list[Financement]:
    """The lines of a fiche that tells apart the dotations which the file still names together."""
    nommees = dotations(ligne.dispositif)
    if len(nommees) < 2:
        return []
    return [
        f for f in operation.financements if len(dotations(f.dispositif)) == 1 and dotation(f.dispositif) in nommees
    ]


def _ne_pas_reunir(separees: Sequence[Financement], action: ActionLue, ligne: FinancementLu) -> None:
    montant = ligne.demande if ligne.accorde is None else ligne.accorde
    somme = sum((f.montant_retenu for f in separees), Decimal(0))
    if montant in {None, somme}:
        return
    action.remarquer(
        Nature.ECART,
        ligne.lieu,
        format_euros(montant),
        f"La fiche sépare déjà ces dotations, pour {format_euros(somme)} en tout\u00a0: ce montant n’est pas importé.",
        "Corrigez leurs lignes dans le plan de financement si le tableau a raison.",
    )


def _ligne_presente(
    lignes: Sequence[Financement], libres: set[Uid], ligne: FinancementLu, financeur: Uid | None
) -> int | None:
    """The line of the fiche that the file speaks of."""
    if not libres:
        return None
    possibles = [i for i, f in enumerate(lignes) if f.uid in libres]
    if ligne.numero_dossier:
        for i in possibles:
            if lignes[i].numero_dossier == ligne.numero_dossier:
                return i
        possibles = [i for i in possibles if not lignes[i].numero_dossier]
    dispositif = cle_dispositif(ligne.dispositif)
    memes = [i for i in possibles if lignes[i].financeur == financeur]
    exactes = [i for i in memes if cle_dispositif(lignes[i].dispositif) == dispositif]
    annees = [i for i in exactes if ligne.annee is None or lignes[i].annee in {None, ligne.annee}]
    if annees:
        return annees[0]
    if exactes or financeur is None:
        return None
    # « DETR » in a table is the « DETR 2026 » of the fiche, when it is alone.
    parents = [i for i in memes if not dispositif or _parents(dispositif, cle_dispositif(lignes[i].dispositif))]
    return parents[0] if len(parents) == 1 else None


def _parents(a: str, b: str) -> bool:
    """Whether one dispositif is the other with more words, or both are one dotation; « DETR / DSIL » is neither."""
    if dotations(a) or dotations(b):
        return set(dotations(a)) == set(dotations(b))
    return f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ")


def _plus_precis(present: EtatFinancement, dit: EtatFinancement) -> bool:
    """« Accordé » in a table says no less of an aid that was notified, nor « déposé » of one that is instructed."""
    if dit is EtatFinancement.ACCORDE:
        return present.est_acquis
    return dit is EtatFinancement.DEPOSE and present.est_sollicite


def _nouvelle_ligne(
    ligne: FinancementLu, financeur: Uid | None, montants: dict[str, Decimal], annee: int | None
) -> Financement:
    defaut = EtatFinancement.ACCORDE if "montant_accorde" in montants else EtatFinancement.ENVISAGE
    return Financement(
        financeur=financeur,
        dispositif=ligne.dispositif[:LONGUEUR_TITRE],
        nature=ligne.financeur.nature if ligne.financeur else NatureFinancement.SUBVENTION,
        etat=ligne.etat or defaut,
        taux=ligne.taux or ligne.part,
        annee=ligne.annee or annee,
        numero_dossier=ligne.numero_dossier[:LONGUEUR_TITRE],
        date_depot=ligne.date_depot,
        date_notification=ligne.date_notification,
        montant_demande=montants.get("montant_demande"),
        montant_accorde=montants.get("montant_accorde"),
    )


def _completer(
    ancienne: Financement, ligne: FinancementLu, financeur: Uid | None, montants: dict[str, Decimal]
) -> Financement:
    champs: dict[str, Any] = dict(montants)
    if financeur is not None:
        champs["financeur"] = financeur
    for nom in ("taux", "numero_dossier", "date_depot", "date_notification", "annee"):
        if valeur := getattr(ligne, nom):
            champs[nom] = valeur
    if ligne.etat is not None and not _plus_precis(ancienne.etat, ligne.etat):
        champs["etat"] = ligne.etat
    elif "montant_accorde" in montants and not ancienne.etat.est_acquis:
        champs["etat"] = EtatFinancement.ACCORDE
    elif ancienne.etat.est_acquis and ancienne.montant_demande is None and ancienne.montant_accorde == ligne.demande:
        # The same amount, in a file that does not say it was granted.
        champs.pop("montant_demande", None)
    return replace(ancienne, **champs)
