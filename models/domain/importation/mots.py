"""Words of people for the closed lists: statut, priorité, état, météo, by what they mean or by closeness."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeVar

from models.domain.importation.proximite import cle, plus_proche
from models.domain.vocabulaire import EtatFinancement, Meteo, Priorite, StatutAction, Vocabulaire

V = TypeVar("V", bound=Vocabulaire)
SEUIL: Final = 0.8
"""Below, two words are two words."""

_STATUTS: Final[Mapping[StatutAction, str]] = {
    StatutAction.IDEE: (
        "idee, a l etude de faisabilite, piste, reflexion, en reflexion, a discuter, potentiel, envisagee, a "
        "definir, a preciser, souhait, intention, emergence, en emergence, projet a l etat d idee"
    ),
    StatutAction.EN_MATURATION: (
        "en maturation, maturation, a murir, a l etude, en etude, etude, etude en cours, en projet, en "
        "definition, en preparation, conception, en conception, pre operationnel, etudes, avant projet, esquisse, "
        "aps, apd, avp, avant projet sommaire, avant projet definitif, programmation"
    ),
    StatutAction.INSCRITE: (
        "inscrite, inscrit, prevue, prevu, programmee, programme, planifiee, planifie, validee, valide, a "
        "venir, a lancer, non demarree, non demarre, pas commence, a engager, a demarrer, non commence, a "
        "faire, non engagee, pas demarre, mature, pret a demarrer, prete"
    ),
    StatutAction.ENGAGEE: (
        "engagee, engage, lancee, lance, financee, contractualisee, notifie, marche notifie, consultation, "
        "consultation en cours, dce, appel d offres, demarree, demarre, finance"
    ),
    StatutAction.EN_COURS: (
        "en cours, cours, en cours de realisation, realisation, travaux, travaux en cours, chantier, en "
        "realisation, en travaux, operationnel, mise en oeuvre, en cours de mise en oeuvre, en retard, en "
        "execution, en continu, permanent, actif"
    ),
    StatutAction.TERMINEE: (
        "terminee, termine, achevee, acheve, realisee, realise, livree, livre, fini, finie, soldee, solde, "
        "fait, faite, cloture, cloturee, clos, ok, inaugure, effectue"
    ),
    StatutAction.SUSPENDUE: (
        "suspendue, suspendu, en pause, bloquee, bloque, en attente, reportee, reporte, gele, gelee, differe, "
        "stand by, standby, attente, ajournee"
    ),
    StatutAction.ABANDONNEE: ("abandonnee, abandonne, annulee, annule, abandon, retiree, supprimee, sans suite"),
    StatutAction.HORS_PLAN: ("hors plan, hors programme, historique, hors convention, hors pvd"),
}
_PRIORITES: Final[Mapping[Priorite, str]] = {
    Priorite.FORT: (
        "fort, forte, haut, haute, eleve, elevee, prioritaire, urgent, urgente, tres forte, 1, p1, a, oui, "
        "majeure, court terme, tres prioritaire, critique, essentielle, priorite 1"
    ),
    Priorite.MOYEN: (
        "moyen, moyenne, normal, normale, intermediaire, 2, p2, b, modere, moderee, moyen terme, secondaire, priorite 2"
    ),
    Priorite.FAIBLE: (
        "faible, bas, basse, 3, p3, c, non prioritaire, long terme, mineure, non, peu prioritaire, priorite 3"
    ),
}
_ETATS: Final[Mapping[EtatFinancement, str]] = {
    EtatFinancement.ENVISAGE: (
        "a solliciter, envisage, envisagee, previsionnel, prevu, prevue, previsionnelle, a demander, a "
        "deposer, potentiel, estime, a prevoir, en projet, possible, non, pas encore, attendu, attendue, "
        "mobilisable, a venir"
    ),
    EtatFinancement.DEPOSE: (
        "depose, deposee, sollicite, sollicitee, sollicites, sollicitees, demande, demandee, en attente, "
        "demande deposee, dossier depose, en cours, en attente de reponse, demande en cours, demande faite, "
        "attente"
    ),
    EtatFinancement.EN_INSTRUCTION: (
        "en instruction, instruction, instruit, en cours d instruction, a l instruction, dossier complet, "
        "recevable, ar recu"
    ),
    EtatFinancement.ACCORDE: (
        "accorde, accordee, acquis, acquise, acquises, obtenu, obtenue, attribue, attribuee, octroye, "
        "octroyee, valide, validee, ok, oui, favorable, confirme, confirmee, alloue, allouee, vote, votee"
    ),
    EtatFinancement.NOTIFIE: (
        "notifie, notifiee, notification, notification recue, arrete, arrete recu, conventionne, "
        "conventionnee, signe, signee"
    ),
    EtatFinancement.VERSE: (
        "verse, versee, percu, percue, encaisse, encaissee, solde, soldee, paye, payee, recu, recue"
    ),
    EtatFinancement.REFUSE: (
        "refuse, refusee, rejete, rejetee, refus, rejet, non retenu, non retenue, defavorable, non obtenu, non accorde"
    ),
    EtatFinancement.ABANDONNE: ("abandonne, abandonnee, retire, retiree, annule, annulee, caduc, caduque, sans suite"),
}
_METEOS: Final[Mapping[Meteo, str]] = {
    Meteo.SOLEIL: ("ensoleille, soleil, beau, vert, tout va bien, bon, ☀"),
    Meteo.NUAGES: ("nuageux, nuages, nuage, mitige, orange, jaune, a surveiller, variable"),
    Meteo.PLUIE: ("pluvieux, pluie, difficile, en difficulte"),
    Meteo.ORAGE: ("orageux, orage, rouge, bloque, alerte, critique"),
}


def _index(mots: Mapping[V, str]) -> dict[str, V]:
    index = {mot.strip(): membre for membre, texte in mots.items() for mot in texte.split(",")}
    for membre in mots:
        index |= {cle(membre.libelle): membre, cle(membre.value): membre}
    return index


_INDEX_STATUTS: Final = _index(_STATUTS)
_INDEX_PRIORITES: Final = _index(_PRIORITES)
_INDEX_ETATS: Final = _index(_ETATS)
_INDEX_METEOS: Final = _index(_METEOS)


@lru_cache(maxsize=4096)
def lire_statut(texte: str) -> StatutAction | None:
    """The statut that a word means.

    >>> lire_statut("En cours de réalisation "), lire_statut("Terminé"), lire_statut("bleu")
    (<StatutAction.EN_COURS: 'en_cours'>, <StatutAction.TERMINEE: 'terminee'>, None)
    """
    return _nearest(_INDEX_STATUTS, texte)


@lru_cache(maxsize=4096)
def lire_priorite(texte: str) -> Priorite | None:
    """The priorité that a word, a rank or a letter means.

    >>> lire_priorite("Élevé"), lire_priorite("P2"), lire_priorite("+++")
    (<Priorite.FORT: 'fort'>, <Priorite.MOYEN: 'moyen'>, <Priorite.FORT: 'fort'>)
    """
    signes = texte.strip()
    if signes and set(signes) <= {"+", "*", "★", "!"}:
        return (Priorite.FAIBLE, Priorite.MOYEN, Priorite.FORT)[min(len(signes), 3) - 1]
    return _nearest(_INDEX_PRIORITES, texte)


@lru_cache(maxsize=4096)
def lire_etat(texte: str) -> EtatFinancement | None:
    """The state of an aid that a word means.

    >>> lire_etat("Sollicitée"), lire_etat("acquis"), lire_etat("Région")
    (<EtatFinancement.DEPOSE: 'depose'>, <EtatFinancement.ACCORDE: 'accorde'>, None)
    """
    premier, _, suite = cle(texte).partition(" ")
    if suite and premier in {"a", "non", "pas"} and cle(texte) not in _INDEX_ETATS:
        # « À confirmer » is one letter away from « confirmé », and « non acquis » holds « acquis ».
        return EtatFinancement.ENVISAGE if premier == "a" and suite.endswith(("er", "ir", "re")) else None
    return _nearest(_INDEX_ETATS, texte)


@lru_cache(maxsize=1024)
def lire_meteo(texte: str) -> Meteo | None:
    """The météo that a word, or a colour, means."""
    return _nearest(_INDEX_METEOS, texte)


def est_le_mot(membre: Vocabulaire, texte: str) -> bool:
    """Whether ``texte`` is the very word of the application, so that nothing was chosen for the person."""
    # « Terminé », « terminés » and « Terminée » are one word.
    return cle(texte).rstrip("es") in {cle(membre.libelle).rstrip("es"), cle(membre.value).rstrip("es")}


def _nearest(index: Mapping[str, V], texte: str) -> V | None:
    question = cle(texte)
    if not question:
        return index.get(texte.strip())
    if exact := index.get(question):
        return exact
    if len(question) > 40:
        return None
    # « Travaux en cours (phase 2) »: what comes first says it; a number at its head is a rank of the list.
    mots = question.split()
    for fin in range(len(mots) - 1, 0, -1):
        debut = " ".join(mots[:fin])
        if len(debut) > 3 and (trouve := index.get(debut)):
            return trouve
    if mots[0].isdigit() and len(mots) > 1 and not mots[1].isdigit():
        return _nearest(index, " ".join(mots[1:]))
    proche = plus_proche(question, index.items(), SEUIL) if len(question) > 4 else None
    return proche[0] if proche else None
