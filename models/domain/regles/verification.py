"""Run the rules: over one fiche after an edit, over the numbers, over the convention, over the whole project."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain

from models.domain.bareme import Bareme
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.fiche_action import FicheAction
from models.domain.projet import ConstatIgnore, Projet
from models.domain.regles import Constat
from models.domain.regles import convention as cv
from models.domain.regles import fiche as fa
from models.domain.regles import maquette as mq
from models.domain.regles import non_commencement as nc
from models.domain.regles import paiement as pai
from models.domain.regles import subvention as sub
from models.domain.regles import subvention_etat as etat
from models.domain.regles import subvention_exceptions as ex
from models.domain.regles import subvention_reste as reste
from models.domain.regles.caracteres import caracteres_imprimables
from models.domain.regles.contexte import Contexte, Plan, build_contexte
from models.domain.regles.demandes import verifier_demandes
from models.domain.regles.ort import verifier_ort
from models.domain.uids import Uid
from models.domain.vocabulaire import Gravite, Jalon

RegleFiche = Callable[[Contexte], Iterator[Constat]]
ReglePlan = Callable[[Contexte, Plan], Iterator[Constat]]

REGLES_FICHE: tuple[RegleFiche, ...] = (
    fa.orientation_existante,
    fa.calendrier_dans_la_convention,
    fa.priorite_forte_etayee,
    fa.secteur_ort,
    caracteres_imprimables,
)
REGLES_FINANCEMENT: tuple[ReglePlan, ...] = (
    mq.surfinancement,
    fa.ressources_egales_au_cout,
    mq.annees_egales_au_total,
    mq.depense_eligible_sous_le_cout,
    mq.montant_sous_le_taux,
    mq.accord_justifie,
    mq.dispositif_compte_une_fois,
    mq.aide_veritable,
    mq.depense_hors_du_cout,
    mq.annees_dans_la_periode,
    mq.dotation_nommee,
    mq.montants_connus,
    mq.financeurs_connus,
    nc.non_commencement,
    sub.participation_minimale,
    ex.exception_legale,
    ex.chef_de_file,
    ex.petite_commune,
    sub.plancher_detr,
    sub.cumul_des_dotations,
    etat.cumul_decret_2018,
    etat.aides_de_l_etat,
    etat.plafond_du_dispositif,
    nc.acte_apres_le_fait_liberatoire,
    pai.premier_acte_des_marches,
    pai.versements_dates,
    pai.versements_dans_l_aide,
    pai.acheve_apres_le_debut,
    etat.base_hors_taxes,
    etat.fonctionnement_aide,
    reste.fonds_de_concours,
    reste.fctva_sur_le_ttc,
    reste.publicite_du_plan,
)

_RANG_JALON = {jalon: rang for rang, jalon in enumerate(Jalon)}
_RANG_GRAVITE = {gravite: rang for rang, gravite in enumerate(Gravite)}


def verifier_fiche(
    fiche: FicheAction,
    projet: Projet,
    bareme: Bareme,
    dispositifs: Dispositifs,
    aujourd_hui: date,
    *,
    non_imprimables: re.Pattern[str] | None = None,
) -> tuple[Constat, ...]:
    """Points of one fiche.

    They depend on that fiche, on the territoire, on the organismes and on the existence of its orientation: when one
    of those three changes, every fiche is to be checked again. An abandoned action, or one kept as history out of
    the plan, has none.
    """
    if not fiche.statut.est_vivant:
        return ()
    contexte = build_contexte(fiche, projet, bareme, dispositifs, aujourd_hui, non_imprimables=non_imprimables)
    constats = [constat for regle in REGLES_FICHE for constat in regle(contexte)]
    for plan in contexte.plans:
        for regle in REGLES_FINANCEMENT:
            constats.extend(regle(contexte, plan))
    return tuple(constats)


def verifier_numeros(projet: Projet) -> tuple[Constat, ...]:
    """Points that compare the fiches with one another (FA-01)."""
    return tuple(fa.numero_unique(projet))


def verifier_convention(projet: Projet, aujourd_hui: date) -> tuple[Constat, ...]:
    """Points of the convention as a whole (CV) and of the ORT that it makes."""
    return (*cv.convention_attendue(projet, aujourd_hui), *verifier_ort(projet, aujourd_hui))


def verifier_projet(projet: Projet, bareme: Bareme, dispositifs: Dispositifs, aujourd_hui: date) -> tuple[Constat, ...]:
    """All the points, ignored ones included, in the order of ``ordonner``."""
    par_fiche = (verifier_fiche(une, projet, bareme, dispositifs, aujourd_hui) for une in projet.fiches)
    communs = (
        *verifier_convention(projet, aujourd_hui),
        *verifier_numeros(projet),
        *verifier_demandes(projet, bareme, dispositifs, aujourd_hui),
    )
    return ordonner(chain(communs, chain.from_iterable(par_fiche)), projet)


def ordonner(constats: Iterable[Constat], projet: Projet) -> tuple[Constat, ...]:
    """By jalon, then the most serious first, then in the order of the fiches and of the rules."""
    rang_fiche = {une.uid: rang for rang, une in enumerate(projet.fiches)}

    def cle(constat: Constat) -> tuple[int, int, int]:
        rang = -1 if constat.objet.fiche is None else rang_fiche.get(constat.objet.fiche, -1)
        return _RANG_JALON[constat.jalon], _RANG_GRAVITE[constat.gravite], rang

    return tuple(sorted(constats, key=cle))


def sans_ignores(constats: Iterable[Constat], projet: Projet) -> tuple[Constat, ...]:
    """Without those the user set aside; one ignored without object silences its code everywhere."""
    ignores = {(ignore.code, ignore.objet, ignore.champ) for ignore in projet.constats_ignores}
    return tuple(constat for constat in constats if ignores.isdisjoint(_portees(constat)))


def est_mis_de_cote(constat: Constat, ignore: ConstatIgnore) -> bool:
    """Whether that is what sets this point aside.

    >>> from models.domain.regles import Objet
    >>> objet = Objet(type="fiche", uid=Uid("a"), libelle="Halle")
    >>> point = Constat(code="FA-07", gravite=Gravite.GRAVE, jalon=Jalon.COPIL, message="", remede="", objet=objet)
    >>> est_mis_de_cote(point, ConstatIgnore(code="FA-07", objet=Uid("a")))
    True
    >>> est_mis_de_cote(point, ConstatIgnore(code="FA-07", objet=Uid("a"), champ="secteurs"))
    False
    """
    return (ignore.code, ignore.objet, ignore.champ) in _portees(constat)


def _portees(constat: Constat) -> tuple[tuple[str, Uid | None, str | None], ...]:
    """How a point may have been set aside: alone, with those of its object, with all those of its code."""
    code, objet, champ = constat.code, constat.objet.uid, constat.champ
    return (code, objet, champ), (code, objet, None), (code, None, champ), (code, None, None)
