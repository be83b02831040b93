"""Rules of the fiche-action (FA). FA-03 and FA-09 hold by construction: one source of money for every view."""

from collections.abc import Container, Iterator
from datetime import date
from functools import lru_cache

from models.domain.fiche_action import FicheAction, Phase
from models.domain.formats import format_date, format_euros, sort_key
from models.domain.non_chiffrees import mention
from models.domain.projet import Projet
from models.domain.regles import Constat, Objet
from models.domain.regles.contexte import Contexte, Plan
from models.domain.vocabulaire import (
    Gravite,
    Jalon,
    Portee,
    Priorite,
    RegimeOrt,
    StatutAction,
)


def numero_unique(projet: Projet) -> Iterator[Constat]:
    """FA-01: a number names one action, abandoned ones included: decisions of the COPIL quote it.

    One point per bearer: whichever is open must say it. The first in the plan is presumed to keep the number, and
    each other one is offered a free number of its own. An empty number is a matter of completeness.
    """
    porteurs: dict[str, list[FicheAction]] = {}
    for fiche in projet.fiches:
        if cle := _cle_numero(fiche.numero):
            porteurs.setdefault(cle, []).append(fiche)
    pris = set(porteurs)
    for fiches in [fiches for fiches in porteurs.values() if len(fiches) > 1]:
        premiere, *suivantes = fiches
        libres: list[str] = []
        for _ in suivantes:
            libres.append(_numero_libre(premiere.numero, pris))
            pris.add(_cle_numero(libres[-1]))
        yield _numero_partage(
            premiere, suivantes[0], f"Garder ce numéro ici et renuméroter l’autre action, par exemple {libres[0]}."
        )
        for fiche, libre in zip(suivantes, libres, strict=True):
            yield _numero_partage(fiche, premiere, f"Donner à cette action un autre numéro, par exemple {libre}.")


def orientation_existante(contexte: Contexte) -> Iterator[Constat]:
    """FA-02: an action belongs to an orientation of the project; an idea may still look for its place."""
    fiche = contexte.fiche
    if fiche.statut is not StatutAction.IDEE and contexte.projet.orientation(fiche.orientation) is None:
        yield Constat(
            code="FA-02",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.COPIL,
            message="Cette action n’est rattachée à aucune orientation stratégique.",
            remede="Choisir l’orientation qu’elle sert.",
            objet=contexte.objet(),
            champ="orientation",
            source="Modèle de fiche-action, champ « Orientation stratégique »",
        )


def ressources_egales_au_cout(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """FA-04: aides + privé + part décidée make the coût, to the euro.

    Silent while the part is not decided (the screen says so) and when aides and privé alone exceed the coût: that
    is MQ-01, and nobody reads the same excess twice.
    """
    totaux = plan.totaux
    tolerance = contexte.tolerance
    if totaux.solde is None or totaux.part_decidee is None or totaux.solde < -tolerance:
        return
    ecart = totaux.solde - totaux.part_decidee
    if abs(ecart) <= tolerance:
        return
    apports = totaux.aides + totaux.prive
    resume = (
        f"coût {plan.base} {format_euros(totaux.cout)}, aides et privé {format_euros(apports)}, "
        f"part décidée {format_euros(totaux.part_decidee)}"
    )
    montant = format_euros(abs(ecart))
    if ecart > 0:
        # An aide that nobody has put an amount on yet may make up for it.
        dit = ", ".join(filter(None, (resume, mention(totaux))))
        message = f"Il manque {montant} pour financer l’opération\u00a0: {dit}."
        part = format_euros(totaux.solde)
        remede = f"Solliciter {montant} d’aides ou de privé de plus, ou porter la part décidée à {part}."
    else:
        message = f"Les ressources dépassent le coût de {montant} : {resume}."
        remede = f"Baisser la part décidée de {montant}, ou compléter les dépenses."
    yield Constat(
        code="FA-04",
        gravite=Gravite.AVERTISSEMENT if contexte.fiche.statut.attend_un_plan else Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=message,
        remede=remede,
        objet=contexte.objet(plan),
        champ="part_decidee",
        source="Plan de financement équilibré en dépenses et en recettes (formulaire DETR-DSIL, partie 3)",
    )


def calendrier_dans_la_convention(contexte: Contexte) -> Iterator[Constat]:
    """FA-05: phases end after they begin and stay within the convention; one point per kind, on the worst phase."""
    phases = contexte.fiche.phases
    territoire = contexte.projet.territoire
    inversees = [p for p in phases if p.debut and p.fin and p.fin < p.debut]
    if inversees:
        phase = inversees[0]
        yield _calendrier(
            contexte,
            f"{_nommer(phase)} finit le {format_date(phase.fin)}, avant de commencer le {format_date(phase.debut)}.",
            "Corriger l’une des deux dates.",
        )
    fin = territoire.fin_convention
    tardives = [p for p in phases if fin and (_dernier_jour(p) or fin) > fin]
    if tardives:
        phase = max(tardives, key=lambda p: _dernier_jour(p) or date.min)
        yield _calendrier(
            contexte,
            f"{_nommer(phase)} va jusqu’au {format_date(_dernier_jour(phase))}, "
            f"après la fin de la convention ({format_date(fin)}).",
            "Avancer la phase, ou prévoir un avenant qui prolonge la convention.",
        )
    debut = territoire.debut_engagements
    precoces = [p for p in phases if debut and p.debut and p.debut < debut]
    if precoces:
        phase = min(precoces, key=lambda p: p.debut or date.max)
        yield _calendrier(
            contexte,
            f"{_nommer(phase)} commence le {format_date(phase.debut)}, "
            f"avant l’entrée dans le programme ({format_date(debut)}).",
            "Corriger la date, ou présenter cette phase comme un acquis antérieur.",
            Gravite.INFORMATION,
        )


def priorite_forte_etayee(contexte: Contexte) -> Iterator[Constat]:
    """FA-07: a strong priority has a maître d'ouvrage, a coût and an indicator; one point for all that lacks."""
    fiche = contexte.fiche
    if fiche.priorite is not Priorite.FORT:
        return
    manques = [
        (libelle, champ)
        for libelle, champ, present in (
            ("maître d’ouvrage", "maitre_ouvrage", any(p.operation.maitre_ouvrage for p in contexte.plans)),
            ("coût", "depenses", any(p.cout is not None for p in contexte.plans)),
            ("indicateur", "indicateurs", bool(fiche.indicateurs)),
        )
        if not present
    ]
    if manques:
        yield Constat(
            code="FA-07",
            gravite=Gravite.AVERTISSEMENT,
            jalon=Jalon.COPIL,
            message=f"Priorité forte, mais sans {', sans '.join(libelle for libelle, _ in manques)}.",
            remede="Compléter la fiche, ou revoir le niveau de priorité.",
            objet=contexte.objet(),
            champ=manques[0][1],
            source="Modèle de fiche-action, champ « Niveau de priorité »",
        )


def secteur_ort(contexte: Contexte) -> Iterator[Constat]:
    """FA-08: the convention says in which secteur each action takes place, unless there is no ORT.

    Silent for an action of the whole intercommunalité, and while the project has no secteur at all: that is one
    point of the convention, not one per fiche.
    """
    territoire = contexte.projet.territoire
    fiche = contexte.fiche
    if territoire.regime_ort is RegimeOrt.SANS_ORT or fiche.portee is Portee.EPCI or not territoire.secteurs:
        return
    connus = {secteur.uid for secteur in territoire.secteurs}
    if connus.isdisjoint(fiche.secteurs):
        yield Constat(
            code="FA-08",
            gravite=Gravite.INFORMATION,
            jalon=Jalon.SIGNATURE,
            message="Cette action n’est située dans aucun secteur d’intervention de l’ORT.",
            remede="Cocher le ou les secteurs concernés, ou laisser ainsi une action hors secteur.",
            objet=contexte.objet(),
            champ="secteurs",
            source="Article L.\u00a0303-2 du CCH : répartition des actions par secteur",
        )


def _numero_partage(fiche: FicheAction, autre: FicheAction, remede: str) -> Constat:
    return Constat(
        code="FA-01",
        gravite=Gravite.GRAVE,
        jalon=Jalon.COPIL,
        message=f"Le numéro {fiche.numero} est aussi celui de « {autre.intitule or autre.titre} ».",
        remede=remede,
        objet=Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid),
        champ="numero",
        source="Maquette et annexe 2 : même référence pour une même action",
    )


def _calendrier(contexte: Contexte, message: str, remede: str, gravite: Gravite = Gravite.AVERTISSEMENT) -> Constat:
    return Constat(
        code="FA-05",
        gravite=gravite,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=contexte.objet(),
        champ="phases",
        source="Article L.\u00a0303-2 du CCH : durée et calendrier de la convention",
    )


def _nommer(phase: Phase) -> str:
    return f"{phase.type.libelle} « {phase.intitule} »" if phase.intitule else f"{phase.type.libelle} sans nom"


def _dernier_jour(phase: Phase) -> date | None:
    return phase.fin or phase.debut


@lru_cache(maxsize=8192)
def _cle_numero(numero: str) -> str:
    return sort_key("".join(numero.split()))


def _numero_libre(numero: str, pris: Container[str]) -> str:
    """Next number of the same family that nobody bears: « 1.2 » gives « 1.3 », « A » gives « A.2 »."""
    texte = numero.strip()
    racine = texte.rstrip("0123456789")
    rang = texte[len(racine) :]
    if not rang:
        racine, rang = f"{racine}.", "1"
    suivant = int(rang) + 1
    while _cle_numero(f"{racine}{suivant}") in pris:
        suivant += 1
    return f"{racine}{suivant}"
