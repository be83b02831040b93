"""Rules of the demandes (DEM): dates, lines and operations that do not say the same thing as the dossier."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from models.domain.bareme import Bareme
from models.domain.demande import Demande
from models.domain.demandes.plan import nom_ligne
from models.domain.demandes.situee import DemandeSituee, est_vivante, situer
from models.domain.demandes.suivi import etat_des_lignes
from models.domain.dispositifs.catalogue import Dispositifs, fin_du_delai
from models.domain.dispositifs.dispositif import DepartDelai, TypeDelai
from models.domain.formats import format_date
from models.domain.grammaire import majuscule
from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from models.domain.regles import Constat, Objet
from models.domain.regles.non_commencement import debut_de
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, Gravite, Jalon

_ORDRES: Final = (
    ("date_depot", "date_accuse", "date_completude", "date_decision", "date_notification"),
    ("date_depot", "date_derogation"),
    ("date_depot", "date_declaration"),
)
"""What life imposes; a délibération may follow the dépôt, and an operation may begin before the decision."""
_NOMS: Final = {
    "date_depot": "le dépôt",
    "date_accuse": "l’AR reçu",
    "date_completude": "le dossier complet",
    "date_decision": "la décision",
    "date_notification": "la notification",
    "date_derogation": "la dérogation",
    "date_declaration": "la déclaration de commencement",
}


@dataclass(frozen=True, slots=True)
class ContexteDemande:
    """Everything the rules of one demande receive."""

    situee: DemandeSituee
    bareme: Bareme
    aujourd_hui: date
    vivantes: Mapping[Uid, tuple[Demande, ...]]
    """By financement line, the living demandes that ask for it."""


RegleDemande = Callable[[ContexteDemande], Iterator[Constat]]


def dates_dans_l_ordre(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-01: the dates of a demande follow one another as life imposes."""
    demande = contexte.situee.demande
    for ordre in _ORDRES:
        connues = [(nom, jour) for nom in ordre if (jour := getattr(demande, nom)) is not None]
        for (avant, jour_avant), (apres, jour_apres) in pairwise(connues):
            if jour_apres < jour_avant:
                yield Constat(
                    code="DEM-01",
                    gravite=Gravite.AVERTISSEMENT,
                    jalon=Jalon.DEPOT,
                    message=(
                        f"{majuscule(_NOMS[apres])} ({format_date(jour_apres)}) précède {_NOMS[avant]} "
                        f"({format_date(jour_avant)})."
                    ),
                    remede="Corriger l’une des deux dates.",
                    objet=contexte.situee.objet,
                    champ=apres,
                    source="Ordre des étapes d’une demande",
                )


def lignes_comme_la_demande(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-02: a financement line is in the state that the dates and the issue of its demande say."""
    situee = contexte.situee
    attendu = etat_des_lignes(situee.demande)
    for ligne in situee.demandees:
        # What is paid was notified first.
        if ligne.etat is attendu or (ligne.etat is EtatFinancement.VERSE and attendu.est_acquis):
            continue
        nom = nom_ligne(situee, ligne)
        yield Constat(
            code="DEM-02",
            gravite=Gravite.INFORMATION,
            jalon=Jalon.DEPOT,
            message=(
                f"«\u00a0{nom}\u00a0» est «\u00a0{ligne.etat.libelle}\u00a0» dans le plan de financement, et "
                f"«\u00a0{attendu.libelle}\u00a0» d’après la demande «\u00a0{situee.nom}\u00a0»."
            ),
            remede="Corriger l’état de la ligne, ou les dates et l’issue de la demande\u00a0; ignorer si c’est voulu.",
            objet=_objet_ligne(situee, ligne, nom),
            champ="etat",
            source="Demande et plan de financement",
        )


def lignes_presentes(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-03: the operations and the lines of a living demande are still in the project."""
    if not contexte.situee.est_vivante:
        return
    for absence in contexte.situee.absences:
        yield Constat(
            code="DEM-03",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.DEPOT,
            message=absence.message,
            remede=absence.remede,
            objet=contexte.situee.objet,
            champ="lignes",
            source="Demande et plan d’action",
        )


def ligne_demandee_une_fois(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-04: a financement line is asked for by one living demande."""
    situee = contexte.situee
    if not est_vivante(situee.demande):
        return
    for ligne in situee.demandees:
        memes = contexte.vivantes.get(ligne.uid, ())
        # The first of them is left alone: one point says it.
        if len(memes) > 1 and memes[0].uid != situee.demande.uid:
            autre = memes[0].intitule or memes[0].numero_dossier or "sans nom"
            yield Constat(
                code="DEM-04",
                gravite=Gravite.AVERTISSEMENT,
                jalon=Jalon.DEPOT,
                message=(
                    f"«\u00a0{nom_ligne(situee, ligne)}\u00a0» est déjà demandée par une autre demande "
                    f"(«\u00a0{autre}\u00a0»)."
                ),
                remede="Retirer la ligne de l’une des deux, ou dire l’issue de celle qui n’est plus suivie.",
                objet=situee.objet,
                champ="lignes",
                source="Une aide se demande une fois",
            )


def commencement_dans_le_delai(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-05: the operation begins before the limit of its aide."""
    situee = contexte.situee
    limite, source = _limite(contexte)
    if limite is None or not situee.est_vivante:
        return
    debuts = (debut_de(o.operation, contexte.aujourd_hui) for o in situee.operations)
    debut = situee.demande.date_declaration or max(filter(None, debuts), default=None)
    if debut is None or debut <= limite:
        return
    yield Constat(
        code="DEM-05",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.SOLDE,
        message=(
            f"Commencement le {format_date(debut)}, après la date limite du {format_date(limite)}\u00a0: "
            "l’aide peut être caduque."
        ),
        remede="Dater la prorogation dans la limite de la demande, ou interroger le financeur avant de poursuivre.",
        objet=situee.objet,
        champ="limite_commencement",
        source=source,
    )


def suite_dite(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-06: a demande that was decided, notified or granted an amount says what became of it."""
    situee = contexte.situee
    demande = situee.demande
    if demande.issue is not None:
        return
    dates = ((nom, jour) for nom in ("date_notification", "date_decision") if (jour := getattr(demande, nom)))
    nom, jour = next(dates, ("", None))
    if jour is not None:
        fait = f"{majuscule(_NOMS[nom])} est datée du {format_date(jour)}"
    elif any(ligne.montant_accorde is not None for ligne in situee.demandees):
        fait = "Un montant accordé est inscrit"
    else:
        return
    yield Constat(
        code="DEM-06",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=f"{fait}, mais la suite donnée n’est pas dite\u00a0: la demande passe pour en attente.",
        remede="Choisir «\u00a0Accordée\u00a0», ou l’autre suite, dans «\u00a0Suite donnée\u00a0».",
        objet=situee.objet,
        champ="issue",
        source="Étapes d’une demande",
    )


def faits_accomplis(contexte: ContexteDemande) -> Iterator[Constat]:
    """DEM-07: what is dated has happened; a délibération alone is noted ahead."""
    for nom, libelle in _NOMS.items():
        jour = getattr(contexte.situee.demande, nom)
        if jour is not None and jour > contexte.aujourd_hui:
            yield Constat(
                code="DEM-07",
                gravite=Gravite.AVERTISSEMENT,
                jalon=Jalon.DEPOT,
                message=f"{majuscule(libelle)} ({format_date(jour)})\u00a0: ce jour n’est pas encore venu.",
                remede="Corriger la date, ou l’effacer jusqu’à ce jour\u00a0: l’état de l’aide en dépend.",
                objet=contexte.situee.objet,
                champ=nom,
                source="Étapes d’une demande",
            )


REGLES_DEMANDE: tuple[RegleDemande, ...] = (
    dates_dans_l_ordre,
    lignes_comme_la_demande,
    lignes_presentes,
    ligne_demandee_une_fois,
    commencement_dans_le_delai,
    suite_dite,
    faits_accomplis,
)


def verifier_demandes(
    projet: Projet, bareme: Bareme, dispositifs: Dispositifs, aujourd_hui: date
) -> tuple[Constat, ...]:
    """Points of the demandes: each is read with the operations and the lines that it names."""
    if not projet.demandes:
        return ()
    vivantes: dict[Uid, tuple[Demande, ...]] = {}
    for demande in projet.demandes:
        if est_vivante(demande):
            for ligne in demande.financements:
                vivantes[ligne] = (*vivantes.get(ligne, ()), demande)
    contextes = (
        ContexteDemande(situer(demande, projet, dispositifs), bareme, aujourd_hui, vivantes)
        for demande in projet.demandes
    )
    return tuple(constat for contexte in contextes for regle in REGLES_DEMANDE for constat in regle(contexte))


def _limite(contexte: ContexteDemande) -> tuple[date | None, str]:
    """The day read in the arrêté, else that of the dispositif, and where it comes from."""
    demande, dispositif = contexte.situee.demande, contexte.situee.dispositif
    if demande.limite_commencement is not None:
        return demande.limite_commencement, "Arrêté attributif"
    delai = dispositif.delai(TypeDelai.COMMENCEMENT) if dispositif else None
    if delai is None or delai.depart is not DepartDelai.NOTIFICATION or demande.date_notification is None:
        return None, ""
    return fin_du_delai(delai, contexte.bareme, demande.date_notification), delai.article or "Règlement du financeur"


def _objet_ligne(situee: DemandeSituee, ligne: Financement, nom: str) -> Objet:
    trouvee = situee.projet.financement(ligne.uid)
    if trouvee is None:
        return situee.objet
    fiche = trouvee[0]
    return Objet(type="financement", uid=ligne.uid, libelle=f"{fiche.titre} – {nom}", fiche=fiche.uid)
