"""What an import changes in a fiche, value by value, in the words of the screen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
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

_SIMPLES = ("numero", "intitule", "statut", "priorite", "description", "centralite", "referent", "adresse", "parcelles")
Lieux: TypeAlias = Mapping[str, Lieu]
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
    lieux = action.lieux
    libelles = CHAMPS["fiche_action"]
    for champ in _SIMPLES:
        vieux = "" if avant is None else _texte(getattr(ancienne, champ))
        yield from dire("Action", libelles[champ], vieux, _texte(getattr(apres, champ)), lieux.get(champ))
    if ancienne.orientation != apres.orientation:
        avait, a = nom_orientation(ancienne.orientation), nom_orientation(apres.orientation)
        yield from dire("Action", libelles["orientation"], avait, a, action.orientation and action.orientation.lieu)
    vieux, neuf = _jour(ancienne.date_validation_copil), _jour(apres.date_validation_copil)
    yield from dire("Action", libelles["date_validation_copil"], vieux, neuf, lieux.get("date_validation_copil"))
    vieux, neuf = _jour(ancienne.suivi.prochaine_etape_date), _jour(apres.suivi.prochaine_etape_date)
    yield from dire("Action", libelles["prochaine_etape_date"], vieux, neuf, lieux.get("prochaine_etape_date"))
    for champ in _SUIVI:
        vieux, neuf = _texte(getattr(ancienne.suivi, champ)), _texte(getattr(apres.suivi, champ))
        yield from dire("Action", libelles[champ], vieux, neuf, lieux.get(champ))
    operations = {o.uid: o for o in ancienne.operations}
    for operation in apres.operations:
        vieille = operations.get(operation.uid) or Operation(uid=operation.uid)
        if vieille is not operation:
            yield from _operation(vieille, operation, lieux, dire, nom_organisme)
    yield from _listes(ancienne, apres, lieux, dire, nom_organisme)


def _listes(
    avant: FicheAction,
    apres: FicheAction,
    lieux: Lieux,
    dire: Dire,
    nom_organisme: Callable[[Uid | None], str],
) -> Iterator[Changement]:
    """Phases that move; partners, indicators and notes, which an import only adds."""
    phases = {p.uid: p for p in avant.phases}
    for phase in apres.phases:
        if phases.get(phase.uid) != phase:
            vieille = phases.get(phase.uid)
            lieu = next((lieux[c] for c in ("date_debut", "date_fin", "periode", "annee") if c in lieux), None)
            yield from dire("Phase", phase.intitule, _dates(vieille) if vieille else "", _dates(phase), lieu)
    for partenaire in apres.partenaires[len(avant.partenaires) :]:
        yield from dire("Partenaire", "Organisme", "", nom_organisme(partenaire.organisme), lieux.get("partenaires"))
    for indicateur in apres.indicateurs[len(avant.indicateurs) :]:
        yield from dire("Indicateur", "Intitulé", "", indicateur.intitule, lieux.get("indicateurs"))
    for note in apres.notes[len(avant.notes) :]:
        yield from dire("Note", "Texte", "", note.texte, lieux.get(note.texte))


def _operation(
    avant: Operation,
    apres: Operation,
    lieux: Lieux,
    dire: Dire,
    nom_organisme: Callable[[Uid | None], str],
) -> Iterator[Changement]:
    libelles = CHAMPS["operation"]
    yield from dire("Opération", libelles["intitule"], avant.intitule, apres.intitule, lieux.get("operation"))
    avait, a = nom_organisme(avant.maitre_ouvrage), nom_organisme(apres.maitre_ouvrage)
    yield from dire("Opération", libelles["maitre_ouvrage"], avait, a, lieux.get("maitre_ouvrage"))
    if avant.depenses != apres.depenses:
        titre = f"Coût {apres.base.libelle}"
        yield from dire("Opération", titre, _euros(avant.cout), _euros(apres.cout), lieux.get("cout"))
    avait, a = _euros(avant.part_decidee), _euros(apres.part_decidee)
    yield from dire("Opération", libelles["part_decidee"], avait, a, lieux.get("part_decidee"))
    lignes = {f.uid: f for f in avant.financements}
    for ligne in apres.financements:
        vieille = lignes.get(ligne.uid)
        if vieille == ligne:
            continue
        nom = ligne.dispositif or nom_organisme(ligne.financeur) or "sans financeur"
        yield from _financement(f"Financement · {nom}", vieille, ligne, lieux, dire)


def _financement(
    objet: str, avant: Financement | None, apres: Financement, lieux: Lieux, dire: Dire
) -> Iterator[Changement]:
    libelles, lieu = CHAMPS["financement"], lieux.get(apres.uid)
    vieille = avant or Financement(uid=apres.uid)
    for champ in ("montant_demande", "montant_accorde"):
        yield from dire(objet, libelles[champ], _euros(getattr(vieille, champ)), _euros(getattr(apres, champ)), lieu)
    yield from dire(objet, libelles["etat"], avant.etat.libelle if avant else "", apres.etat.libelle, lieu)
    yield from dire(
        objet, libelles["numero_dossier"], vieille.numero_dossier, apres.numero_dossier, lieux.get("numero_dossier")
    )


def _euros(montant: Decimal | None) -> str:
    return "" if montant is None else format_euros(montant)


def _texte(valeur: object) -> str:
    if valeur is None:
        return ""
    return str(getattr(valeur, "libelle", valeur))


def _dates(phase: Phase) -> str:
    return f"{format_date(phase.debut)}\u00a0– {format_date(phase.fin)}"


def _jour(jour: date | None) -> str:
    return format_date(jour) if jour else ""
