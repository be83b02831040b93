"""The days of the programme: the convention-cadre to sign, its reports, its end, and those of the ORT."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.formats import format_date
from models.domain.jours import ajouter_annees, ajouter_mois
from models.domain.regles import Objet
from models.domain.regles.ort_contexte import L303_1, ContexteOrt
from models.domain.regles.ort_suivi import RENDEZ_VOUS
from models.domain.saisie import ANNEE_MAX
from models.domain.vocabulaire import RegimeOrt

HORIZON: Final = 5
"""Years that reports are foreseen for while nothing says when the convention ends: the usage of the ORT."""


def convention(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The convention-cadre to sign while it is not, then its end; those of the programme and of the ORT."""
    territoire = contexte.projet.territoire
    objet = _objet(contexte)
    attendue = territoire.echeance_convention
    # Reports were frequent: long after, the day of the mode d'emploi teaches nothing.
    if territoire.date_convention is None and attendue and contexte.aujourd_hui <= ajouter_annees(attendue, 1):
        yield contexte.echeance(
            "convention:signature",
            attendue,
            "Signer la convention-cadre, dix-huit mois après l’adhésion",
            NatureEcheance.CONVENTION,
            objet,
            champ="date_convention",
            source="Mode d’emploi du programme (ANCT)",
        )
    fin = territoire.fin_convention
    if fin is not None:
        preavis = contexte.bareme.parametre("preavis_fin_convention", contexte.aujourd_hui)
        mois = int(preavis.valeur)
        yield contexte.echeance(
            "convention:preavis",
            ajouter_mois(fin, -mois),
            f"Préparer la fin de la convention, le {format_date(fin)}",
            NatureEcheance.CONVENTION,
            objet,
            champ="duree_annees",
            source=preavis.source,
            precision=f"{mois}\u00a0mois avant",
            acquise=fin < contexte.aujourd_hui,
        )
    fins = {"convention:fin": ("Fin de la convention", fin, "duree_annees")}
    if territoire.fin_programme != fin:
        fins["convention:programme"] = "Fin du programme", territoire.fin_programme, "fin_programme"
    if territoire.fin_ort != fin:
        fins["convention:ort"] = "Fin de l’ORT", territoire.fin_ort, "fin_ort"
    for cle, (intitule, jour, champ) in fins.items():
        if jour is not None:
            yield contexte.echeance(
                cle,
                jour,
                intitule,
                NatureEcheance.CONVENTION,
                objet,
                champ=champ,
                source="Convention-cadre",
                acquise=jour < contexte.aujourd_hui,
            )


def bilans(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """Each report due to the councils, each evaluation: the next one first, even late, then those that follow."""
    territoire, ort = contexte.projet.territoire, ContexteOrt(contexte.projet, contexte.aujourd_hui)
    if ort.signature is None or territoire.regime_ort is RegimeOrt.SANS_ORT:
        return
    fin = territoire.fin_ort or territoire.fin_convention or ajouter_annees(ort.signature, HORIZON)
    # Other programs write « no end » as the last day of the calendar, from which no month is ever added.
    fin = min(fin, date(ANNEE_MAX, 12, 31))
    for rendez in RENDEZ_VOUS:
        dernier = rendez.dernier_jour(territoire)
        if dernier is not None:
            yield _bilan(contexte, rendez.champ, rendez.nom, dernier, rendez.source, acquise=True)
        attendu = ajouter_mois(dernier or ort.signature, rendez.mois)
        premier = True
        while attendu <= fin:
            # Those that were missed are one and the same thing to do.
            if premier or attendu >= contexte.aujourd_hui:
                yield _bilan(contexte, rendez.champ, rendez.nom, attendu, rendez.source)
                premier = False
            attendu = ajouter_mois(attendu, rendez.mois)


def mise_a_disposition(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """The month during which the draft of an ORT that is worth OPAH is open to the public."""
    territoire = contexte.projet.territoire
    debut, fin = territoire.opah.mise_a_disposition_debut, territoire.opah.mise_a_disposition_fin
    if territoire.ort.vaut_opah and debut is not None and fin is not None and fin >= debut:
        yield contexte.echeance(
            "opah:mise_a_disposition",
            debut,
            "Mise à disposition du public du projet d’ORT valant OPAH",
            NatureEcheance.CONVENTION,
            _objet(contexte),
            champ="opah_mise_a_disposition_debut",
            source=L303_1,
            fin=fin,
            acquise=fin < contexte.aujourd_hui,
        )


def _bilan(
    contexte: ContexteEcheances, champ: str, nom: str, jour: date, source: str, *, acquise: bool = False
) -> EcheanceCalculee:
    return contexte.echeance(
        f"{champ}:{jour.year}",
        jour,
        nom,
        NatureEcheance.CONVENTION,
        _objet(contexte),
        champ=f"ort_{champ}",
        source=source,
        acquise=acquise,
        faite_le=jour if acquise else None,
    )


def _objet(contexte: ContexteEcheances) -> Objet:
    territoire = contexte.projet.territoire
    return Objet(type="territoire", uid=territoire.uid, libelle=territoire.nom or "Territoire")
