"""What an import changes in a fiche, value by value, in the words of the screen."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from models.domain.fiche_action import FicheAction, Phase
from models.domain.formats import format_date, format_euros
from models.domain.importation.actions import ActionLue
from models.domain.importation.feuille import Lieu
from models.domain.importation.proposition import Changement
from models.domain.libelles import CHAMPS
from models.domain.plan_financement import Financement, Operation
from models.domain.uids import Uid

_SIMPLES = ("numero", "intitule", "statut", "priorite", "description", "referent", "adresse")
Dire: TypeAlias = Callable[..., Iterator[Changement]]
"""Says a value that differs: object, field, before, after, place."""
_SUIVI = ("meteo", "point_bloquant", "prochaine_etape")


def changements(
    avant: FicheAction | None,
    apres: FicheAction,
    action: ActionLue,
    nom_organisme: Callable[[Uid | None], str],
    nom_orientation: Callable[[Uid | None], str],
) -> Iterator[Changement]:
    """Every value that differs; all that is filled when the fiche is new."""

    def dire(objet: str, champ: str, vieux: str, neuf: str, lieu: Lieu | None = None) -> Iterator[Changement]:
        if vieux != neuf:
            yield Changement(objet=objet, champ=champ, avant=vieux, apres=neuf, lieu=lieu or action.lieu)

    ancienne = avant or FicheAction(uid=apres.uid)
    libelles = CHAMPS["fiche_action"]
    for champ in _SIMPLES:
        vieux = "" if avant is None else _texte(getattr(ancienne, champ))
        fait = action.faits.get(champ)
        yield from dire("Action", libelles[champ], vieux, _texte(getattr(apres, champ)), fait.lieu if fait else None)
    if ancienne.orientation != apres.orientation:
        lieu = action.orientation.lieu if action.orientation else None
        yield from dire(
            "Action",
            libelles["orientation"],
            nom_orientation(ancienne.orientation),
            nom_orientation(apres.orientation),
            lieu,
        )
    for champ in _SUIVI:
        yield from dire(
            "Action", libelles[champ], _texte(getattr(ancienne.suivi, champ)), _texte(getattr(apres.suivi, champ))
        )
    operations = {o.uid: o for o in ancienne.operations}
    for operation in apres.operations:
        vieille = operations.get(operation.uid) or Operation(uid=operation.uid)
        if vieille is not operation:
            yield from _operation(vieille, operation, dire, nom_organisme)
    yield from _listes(ancienne, apres, dire, nom_organisme)


def _listes(
    avant: FicheAction, apres: FicheAction, dire: Dire, nom_organisme: Callable[[Uid | None], str]
) -> Iterator[Changement]:
    """Phases that move; partners, indicators and notes, which an import only adds."""
    phases = {p.uid: p for p in avant.phases}
    for phase in apres.phases:
        if phases.get(phase.uid) != phase:
            vieille = phases.get(phase.uid)
            yield from dire("Phase", phase.intitule, _dates(vieille) if vieille else "", _dates(phase))
    for partenaire in apres.partenaires[len(avant.partenaires) :]:
        yield from dire("Partenaire", "Organisme", "", nom_organisme(partenaire.organisme))
    for indicateur in apres.indicateurs[len(avant.indicateurs) :]:
        yield from dire("Indicateur", "Intitulé", "", indicateur.intitule)
    for note in apres.notes[len(avant.notes) :]:
        yield from dire("Note", "Texte", "", note.texte)


def _operation(
    avant: Operation,
    apres: Operation,
    dire: Dire,
    nom_organisme: Callable[[Uid | None], str],
) -> Iterator[Changement]:
    libelles = CHAMPS["operation"]
    if avant.maitre_ouvrage != apres.maitre_ouvrage:
        yield from dire(
            "Opération",
            libelles["maitre_ouvrage"],
            nom_organisme(avant.maitre_ouvrage),
            nom_organisme(apres.maitre_ouvrage),
        )
    if avant.depenses != apres.depenses:
        yield from dire("Opération", f"Coût {apres.base.libelle}", _euros(avant.cout), _euros(apres.cout))
    yield from dire("Opération", libelles["part_decidee"], _euros(avant.part_decidee), _euros(apres.part_decidee))
    lignes = {f.uid: f for f in avant.financements}
    for ligne in apres.financements:
        vieille = lignes.get(ligne.uid)
        if vieille == ligne:
            continue
        nom = ligne.dispositif or nom_organisme(ligne.financeur) or "sans financeur"
        yield from _financement(f"Financement · {nom}", vieille, ligne, dire)


def _financement(objet: str, avant: Financement | None, apres: Financement, dire: Dire) -> Iterator[Changement]:
    libelles = CHAMPS["financement"]
    vieille = avant or Financement(uid=apres.uid)
    for champ in ("montant_demande", "montant_accorde"):
        yield from dire(objet, libelles[champ], _euros(getattr(vieille, champ)), _euros(getattr(apres, champ)))
    yield from dire(objet, libelles["etat"], avant.etat.libelle if avant else "", apres.etat.libelle)
    yield from dire(objet, libelles["numero_dossier"], vieille.numero_dossier, apres.numero_dossier)


def _euros(montant: Decimal | None) -> str:
    return "" if montant is None else format_euros(montant)


def _texte(valeur: object) -> str:
    if valeur is None:
        return ""
    return str(getattr(valeur, "libelle", valeur))


def _dates(phase: Phase) -> str:
    return f"{format_date(phase.debut)}\u00a0– {format_date(phase.fin)}"
