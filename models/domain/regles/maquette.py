"""Rules of the maquette financière (MQ), operation by operation.

MQ-03 (references of annexe 2) and MQ-09 (HT and TTC mixed) hold by construction: the maquette is read from the
fiches, and an operation has one declared base.
"""

from collections.abc import Iterator
from decimal import Decimal

from models.domain.formats import format_euros, format_taux
from models.domain.grammaire import enumerer
from models.domain.non_chiffrees import lignes_non_chiffrees, nommer
from models.domain.plan_financement import ZERO, Financement, Operation, arrondir
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan, baisser
from models.domain.regles.dotations import cle_dispositif, dotations, nomme_les_deux
from models.domain.vocabulaire import BaseMontant, Gravite, Jalon, NatureFinancement, TypeOrganisme

# Whole words that betray a resource which is no aide, with what it is and the nature to choose, if any.
_PRET = ("un prêt", NatureFinancement.PRET)
_AVANCE = ("une avance remboursable", NatureFinancement.AVANCE_REMBOURSABLE)
_INGENIERIE = ("une mission prise en charge", NatureFinancement.PRISE_EN_CHARGE_DIRECTE)
_FCTVA = ("le remboursement de la TVA", None)
_FAUSSES_AIDES = {
    "pret": _PRET,
    "prets": _PRET,
    "emprunt": _PRET,
    "pru": _PRET,
    "remboursable": _AVANCE,
    "amp": _INGENIERIE,
    "fctva": _FCTVA,
}
_VAGUES = {"", "autre", "autres", "etat", "etat autre", "autre etat", "aide de l etat", "aides de l etat"}
_SOURCE_MAQUETTE = "Modèle de maquette financière"


def surfinancement(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-01: aides and privé stay within the coût. What the part décidée adds or lacks is FA-04."""
    totaux = plan.totaux
    if totaux.solde is None or totaux.solde >= -contexte.tolerance:
        return
    exces = -totaux.solde
    apports = format_euros(totaux.aides + totaux.prive)
    yield Constat(
        code="MQ-01",
        gravite=Gravite.GRAVE,
        jalon=Jalon.COPIL,
        message=(
            f"Les aides et le privé ({apports}) dépassent le coût {plan.base} ({format_euros(plan.cout)}) "
            f"de {format_euros(exces)}."
        ),
        remede=f"{baisser(contexte, plan, plan.aides, exces)}, ou compléter les dépenses.",
        objet=contexte.objet(plan),
        champ="financements",
        source=f"{_SOURCE_MAQUETTE} : total des ressources égal au total des dépenses",
    )


def annees_egales_au_total(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-02: the répartition by year adds up to the amount retained; silent while a year or the amount lacks."""
    for ligne in plan.lignes:
        acquis = ligne.etat.est_acquis
        retenu = ligne.montant_accorde if acquis else ligne.montant_demande
        prevus = [part.prevu for part in ligne.repartitions]
        if retenu is None or not prevus:
            continue
        somme = sum((prevu for prevu in prevus if prevu is not None), ZERO)
        ecart = somme - retenu
        if abs(ecart) <= contexte.tolerance or (None in prevus and ecart < 0):
            continue
        nature = "accordé" if acquis else "demandé"
        sens = "Retirer" if ecart > 0 else "Ajouter"
        yield Constat(
            code="MQ-02",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.COPIL,
            message=(
                f"« {contexte.nom_ligne(ligne)} » : les années totalisent {format_euros(somme)} "
                f"pour un montant {nature} de {format_euros(retenu)}."
            ),
            remede=f"{sens} {format_euros(abs(ecart))} dans la répartition par année.",
            objet=contexte.objet(plan, ligne),
            champ="repartitions",
            source=f"{_SOURCE_MAQUETTE} : somme des années égale au tableau pluriannuel",
        )


def depense_eligible_sous_le_cout(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-04: a dépense éligible stays within the coût, both on the declared base."""
    cout = plan.cout
    if cout is None:
        return
    for ligne in plan.lignes:
        eligible = ligne.depense_eligible
        if not _dans_le_plan(ligne) or eligible is None or eligible <= cout + contexte.tolerance:
            continue
        exces = format_euros(eligible - cout)
        yield Constat(
            code="MQ-04",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.DEPOT,
            message=(
                f"« {contexte.nom_ligne(ligne)} » : la dépense éligible ({format_euros(eligible)}) dépasse "
                f"le coût {plan.base} de l’opération ({format_euros(cout)})."
            ),
            remede=_confusion_de_base(contexte, plan, eligible) or f"Baisser la dépense éligible de {exces}.",
            objet=contexte.objet(plan, ligne),
            champ="depense_eligible",
            source=f"{_SOURCE_MAQUETTE} : dépense éligible au plus égale au coût",
        )


def montant_sous_le_taux(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-05: an aide is at most its taux applied to its dépense éligible, else to that of the operation."""
    for ligne in plan.aides:
        assiette = plan.denominateur(ligne)
        if ligne.taux is None or assiette is None:
            continue
        maximum = arrondir(ligne.taux * assiette)
        exces = ligne.montant_retenu - maximum
        if exces <= contexte.tolerance:
            continue
        yield Constat(
            code="MQ-05",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.DEPOT,
            message=(
                f"« {contexte.nom_ligne(ligne)} » : {format_euros(ligne.montant_retenu)} dépassent "
                f"{format_taux(ligne.taux)} de la dépense éligible de {format_euros(assiette)}, "
                f"soit {format_euros(maximum)}."
            ),
            remede=f"Baisser le montant de {format_euros(exces)}, ou corriger le taux ou la dépense éligible.",
            objet=contexte.objet(plan, ligne),
            champ="montant_accorde" if ligne.etat.est_acquis else "montant_demande",
            source=f"{_SOURCE_MAQUETTE} ; article R.\u00a02334-30 du CGCT pour la DETR et la DSIL",
        )


def accord_justifie(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-06: what is granted has its letter or decision among the pièces; loans and valorised help are apart."""
    justifiees = {piece.financement for piece in contexte.fiche.pieces}
    for ligne in plan.lignes:
        if ligne.etat.est_acquis and _dans_le_plan(ligne) and ligne.uid not in justifiees:
            yield Constat(
                code="MQ-06",
                gravite=Gravite.AVERTISSEMENT,
                jalon=Jalon.DEPOT,
                message=f"« {contexte.nom_ligne(ligne)} » est en état « {ligne.etat.libelle} », sans pièce jointe.",
                remede="Joindre la lettre, la décision ou l’arrêté qui l’accorde.",
                objet=contexte.objet(plan, ligne),
                champ="pieces",
                source="Formulaire DETR-DSIL : justificatifs des autres financements",
            )


def dispositif_compte_une_fois(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-07: an aide is not entered twice: same dispositif, or a vague « État » line of the same amount as another."""
    vues: list[Financement] = []
    for ligne in plan.aides:
        jumelle = next((autre for autre in vues if _se_repetent(contexte, autre, ligne)), None)
        vues.append(ligne)
        if jumelle is None:
            continue
        noms = f"« {contexte.nom_ligne(jumelle)} » et « {contexte.nom_ligne(ligne)} »"
        yield Constat(
            code="MQ-07",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.COPIL,
            message=(
                f"La même aide semble comptée deux fois : {noms}, "
                f"pour {format_euros(jumelle.montant_retenu)} et {format_euros(ligne.montant_retenu)}."
            ),
            remede="Supprimer l’une des deux lignes, ou préciser chaque dispositif s’il s’agit de deux demandes.",
            objet=contexte.objet(plan, ligne),
            champ="dispositif",
            source=f"{_SOURCE_MAQUETTE} : une aide sur une seule ligne",
        )


def aide_veritable(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-08: a loan is no subvention; nor are the FCTVA, a mission paid by its provider, or the bearer's own money."""
    porteur = plan.operation.maitre_ouvrage
    for ligne in plan.lignes:
        if not _dans_le_plan(ligne):
            continue
        trouvee = next((_FAUSSES_AIDES[m] for m in _mots(ligne) if m in _FAUSSES_AIDES), None)
        if trouvee:
            quoi, nature = trouvee
            remede = (
                f"Choisir la nature « {nature.libelle} » : elle reste visible, à part du plan."
                if nature
                else "Supprimer la ligne : le FCTVA est affiché à part et n’entre jamais dans le plan."
            )
            champ = "nature"
        elif porteur is not None and ligne.financeur == porteur and ligne.nature.est_aide:
            quoi = "l’apport du maître d’ouvrage"
            remede = "Supprimer la ligne et porter ce montant en part décidée."
            champ = "financeur"
        else:
            continue
        yield Constat(
            code="MQ-08",
            gravite=Gravite.GRAVE,
            jalon=Jalon.COPIL,
            message=(
                f"« {contexte.nom_ligne(ligne)} » ({format_euros(ligne.montant_retenu)}) est comptée comme "
                f"« {ligne.nature.libelle} » alors que c’est {quoi}."
            ),
            remede=remede,
            objet=contexte.objet(plan, ligne),
            champ=champ,
            source=f"{_SOURCE_MAQUETTE} : prêts hors du total des subventions",
        )


def depense_hors_du_cout(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-10: a dépense known on the other base only, without a rate to derive it with, is missing from the coût."""
    operation = plan.operation
    autre = _autre_base(operation.base)
    omises = [d for d in operation.depenses if d.montant(operation.base) is None and d.montant(autre)]
    if not omises:
        return
    total = f"{format_euros(sum((d.montant(autre) or ZERO for d in omises), ZERO))} {autre.libelle}"
    if len(omises) > 1:
        quoi, leur = f"{len(omises)} dépenses saisies sans taux de TVA ({total}) ne comptent pas", "leur"
    else:
        nom = omises[0].intitule or omises[0].poste.libelle
        quoi, leur = f"«\u00a0{nom}\u00a0», dépense saisie sans taux de TVA ({total}), ne compte pas", "son"
    cout = "" if plan.cout is None else f", qui s’arrête à {format_euros(plan.cout)}"
    yield Constat(
        code="MQ-10",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.COPIL,
        message=f"{quoi} dans le coût {plan.base} de l’opération{cout}.",
        remede=f"Saisir {leur} taux de TVA ou {leur} montant {plan.base}{_ou_changer_de_base(operation, autre)}.",
        objet=contexte.objet(plan),
        champ="depenses",
        source=f"{_SOURCE_MAQUETTE}\u00a0: coût total sur la base déclarée",
    )


def _autre_base(base: BaseMontant) -> BaseMontant:
    return BaseMontant.TTC if base is BaseMontant.HT else BaseMontant.HT


def _ou_changer_de_base(operation: Operation, autre: BaseMontant) -> str:
    """The other way out, where every dépense can be read on that base."""
    cout = operation.cout_en(autre)
    return "" if cout is None else f", ou déclarer l’opération en {autre.libelle} (coût de {format_euros(cout)})"


def _dans_le_plan(ligne: Financement) -> bool:
    """Counted in the plan: aides and privé."""
    return ligne.nature.est_aide or ligne.nature is NatureFinancement.PRIVE


def annees_dans_la_periode(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-11: years of programmation stay within the period of the maquette, when the project gives one."""
    reglages = contexte.projet.reglages
    programmees = {
        *(depense.annee for depense in plan.operation.depenses),
        *(ligne.annee for ligne in plan.lignes),
        *(part.annee for ligne in plan.lignes for part in ligne.repartitions),
    }
    hors = sorted(annee for annee in programmees if annee and not reglages.couvre(annee))
    if not hors:
        return
    yield Constat(
        code="MQ-11",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.COPIL,
        message=(
            f"{enumerer([str(annee) for annee in hors])}\u00a0: hors de la période de la maquette, {reglages.periode}."
        ),
        remede="Corriger l’année, ou la période dans les réglages du projet.",
        objet=contexte.objet(plan),
        champ="depenses" if {d.annee for d in plan.operation.depenses} & set(hors) else "financements",
        source="Réglages du projet\u00a0: période de la maquette",
    )


def dotation_nommee(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-12: once it is granted, a « DETR / DSIL » line says of which dotation it comes: each has its rules."""
    for ligne in plan.aides:
        if ligne.etat.est_acquis and ligne.montant_retenu and nomme_les_deux(ligne.dispositif):
            yield Constat(
                code="MQ-12",
                gravite=Gravite.INFORMATION,
                jalon=Jalon.SOLDE,
                message=(
                    f"La ligne «\u00a0{contexte.nom_ligne(ligne)}\u00a0» nomme à la fois la DETR et la DSIL, et est "
                    f"{ligne.etat.libelle.lower()}e\u00a0: elle compte dans le cumul des dotations, sans plancher."
                ),
                remede="Écrire la dotation que nomme l’arrêté, ou une ligne par dotation s’il y en a deux.",
                objet=contexte.objet(plan, ligne),
                champ="dispositif",
                source="Articles R.\u00a02334-27 et R.\u00a02334-30 du CGCT",
            )


def montants_connus(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-13: every aide of the plan has an amount; what is left to the maître d'ouvrage is told before the others.

    Silent while the coût is unknown, and for an action that is not expected to have a plan until something is asked.
    """
    lignes = lignes_non_chiffrees(plan.operation)
    engagee = any(ligne.etat.est_acquis or ligne.etat.est_sollicite for ligne in lignes)
    if not lignes or not (engagee or contexte.fiche.statut.attend_un_plan):
        return
    seule = len(lignes) == 1
    yield Constat(
        code="MQ-13",
        gravite=Gravite.AVERTISSEMENT if engagee else Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=(
            f"{'Cette aide n’a' if seule else 'Ces aides n’ont'} pas de montant\u00a0: "
            f"{nommer(contexte.projet, lignes)}. Le solde de {format_euros(plan.totaux.solde)} est celui d’avant "
            f"{'elle' if seule else 'elles'}."
        ),
        remede="Écrire ce qui est demandé, ou ce qui est accordé, même provisoire.",
        objet=contexte.objet(plan),
        champ="financements",
        source=f"{_SOURCE_MAQUETTE}\u00a0: ressources et solde du maître d’ouvrage",
    )


def financeurs_connus(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """MQ-14: what brings money has a funder in the project.

    Silent for a line that its dispositif names and for one without an amount, unless its organisme went away.
    """
    for ligne in plan.lignes:
        if contexte.projet.organisme(ligne.financeur) is not None:
            continue
        parti = ligne.financeur is not None
        if not parti and (ligne.dispositif or not ligne.montant_retenu):
            continue
        yield Constat(
            code="MQ-14",
            gravite=Gravite.INFORMATION,
            jalon=Jalon.DEPOT,
            message=(
                f"Le financeur de «\u00a0{contexte.nom_ligne(ligne)}\u00a0» n’est plus dans le projet."
                if parti
                else f"Une ligne de {format_euros(ligne.montant_retenu)} n’a pas de financeur."
            ),
            remede=(
                "Restaurer l’organisme depuis la corbeille, ou choisir un autre financeur."
                if parti
                else "Choisir l’organisme qui l’apporte."
            ),
            objet=contexte.objet(plan, ligne),
            champ="financeur",
            source=f"{_SOURCE_MAQUETTE}\u00a0: ressources par financeur",
        )


def _mots(ligne: Financement) -> list[str]:
    return cle_dispositif(ligne.dispositif).split()


def _confusion_de_base(contexte: Contexte, plan: Plan, eligible: Decimal) -> str:
    """A dépense éligible equal to the coût on the other base was typed on the wrong base."""
    autre = _autre_base(plan.operation.base)
    cout = plan.operation.cout_en(autre)
    if cout is None or abs(cout - eligible) > contexte.tolerance:
        return ""
    return f"C’est le coût {autre.libelle} : écrire la dépense éligible {plan.base}, la base déclarée de l’opération."


def _se_repetent(contexte: Contexte, une: Financement, autre: Financement) -> bool:
    cle, cle_autre = cle_dispositif(une.dispositif), cle_dispositif(autre.dispositif)
    meme_financeur = une.financeur == autre.financeur
    if dotations(une.dispositif) and set(dotations(une.dispositif)) == set(dotations(autre.dispositif)):
        return True
    if cle not in _VAGUES and cle_autre not in _VAGUES:
        return cle == cle_autre and meme_financeur
    if not une.montant_retenu or une.montant_retenu != autre.montant_retenu:
        return False
    return meme_financeur or (_de_l_etat(contexte, une) and _de_l_etat(contexte, autre))


def _de_l_etat(contexte: Contexte, ligne: Financement) -> bool:
    financeur = contexte.projet.organisme(ligne.financeur)
    return financeur is not None and financeur.type is TypeOrganisme.ETAT
