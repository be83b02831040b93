"""« Relevé de décisions »: who was there, what was decided, who does it and by when; and « Liste des membres »."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from models.domain.formats import format_date
from models.domain.gouvernance import Decision, EtatPresence, Instance, TypeInstance
from models.domain.grammaire import enumerer, majuscule
from models.domain.instances.seances import date_en_lettres
from models.domain.instances.situee import (
    LignePresence,
    ReunionSituee,
    Siege,
    feuille_presence,
    nommer_instance,
    sieges,
)
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.builders.reunion import (
    document_reunion,
    nom_complet,
    ordre_du_jour,
    presidence_de_seance,
    seance,
    signature_de_seance,
    titre_reunion,
)
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    PageFormat,
    Paragraph,
    Row,
    Run,
    Table,
)

RELEVE: Final = "Relevé de décisions"
MEMBRES: Final = "Liste des membres"
_GROUPES: Final = (
    (EtatPresence.PRESENT, "Présents"),
    (EtatPresence.REPRESENTE, "Représentés"),
    (EtatPresence.EXCUSE, "Excusés"),
    (EtatPresence.ABSENT, "Absents"),
)
_REUNIE: Final = {
    TypeInstance.COPIL: "le comité de pilotage s’est réuni",
    TypeInstance.COTECH: "le comité technique s’est réuni",
    TypeInstance.REVUE: "la revue de projets s’est tenue",
    TypeInstance.CONSEIL: "le conseil s’est réuni",
    TypeInstance.AUTRE: "l’instance s’est réunie",
}
_HORS_PROJET: Final = "action dans la corbeille, ou supprimée"


def build_releve(
    projet: Projet, situee: ReunionSituee | None, *, aujourd_hui: date, brouillon: bool = True
) -> Document:
    """What a meeting decided, for its members and those who follow the programme."""
    blocks = tuple(_releve(projet, situee, aujourd_hui)) if situee else ()
    return document_reunion(RELEVE, projet, situee, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def build_membres(
    projet: Projet, instances: Iterable[Instance], *, aujourd_hui: date, brouillon: bool = True
) -> Document:
    """Who sits where, one instance after the other."""
    blocks = [bloc for instance in instances for bloc in _membres(projet, instance)]
    return Document(
        titre=" – ".join(filter(None, (MEMBRES, projet.territoire.nom))),
        sujet="Composition des instances du programme",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A4_LANDSCAPE,
        blocks=tuple(blocks) or (Heading(1, MEMBRES), absent("Ce projet ne compte encore aucune instance.")),
    )


def _releve(projet: Projet, situee: ReunionSituee, aujourd_hui: date) -> Iterator[Block]:
    reunion = situee.reunion
    yield titre_reunion(RELEVE, situee)
    yield _ouverture(projet, situee, aujourd_hui)
    yield seance(situee)
    yield from _presents(feuille_presence(projet, situee))
    yield from ordre_du_jour(situee)
    yield from _decisions(projet, reunion.decisions)
    if compte_rendu := blocks_of(reunion.compte_rendu):
        yield Heading(2, "Compte rendu")
        yield from compte_rendu
    yield KeepTogether((signature_de_seance(projet, situee),))


def _ouverture(projet: Projet, situee: ReunionSituee, aujourd_hui: date) -> Paragraph:
    jour = situee.reunion.jour
    if jour is None or jour > aujourd_hui:
        return absent("La réunion n’a pas encore eu lieu.")
    quand = majuscule(date_en_lettres(jour, situee.reunion.heure))
    reunie = f"{quand}, {_REUNIE[situee.instance.type]}"
    sous = presidence_de_seance(projet, situee)
    if not sous:
        return Paragraph((Run(f"{reunie}."),))
    return Paragraph((Run(f"{reunie}, sous la présidence de "), *sous, Run(".")))


def _presents(lignes: tuple[LignePresence, ...]) -> Iterator[Block]:
    yield Heading(2, "Présences")
    if not any(ligne.etat for ligne in lignes):
        yield absent("Les présences restent à noter.")
    for etat, titre in _GROUPES:
        siennes = [ligne for ligne in lignes if ligne.etat is etat]
        if siennes:
            items = ListBlock(tuple(map(_present, siennes)))
            yield KeepTogether((Paragraph((Run(f"{titre} ({len(siennes)})", bold=True),)), items))
    muettes = [ligne.nom for ligne in lignes if ligne.etat is None]
    if muettes and len(muettes) < len(lignes):
        # Whoever reads the minutes would take them for people who do not sit there.
        yield absent(f"Présence à noter\u00a0: {enumerer(muettes)}.")


def _present(ligne: LignePresence) -> ListItem:
    suite = f", {ligne.qualite}" if ligne.qualite else ""
    # The heading says that they are represented, and nothing says how to make it agree.
    par = f" (par {ligne.represente_par})" if ligne.represente_par else ""
    return ListItem((Run(f"{ligne.nom}{suite}{par}"),))


def _decisions(projet: Projet, decisions: tuple[Decision, ...]) -> Iterator[Block]:
    yield Heading(2, "Décisions")
    if not decisions:
        yield absent("Aucune décision n’est notée.")
        return
    yield Table(
        columns=(
            Column("N°", 1),
            Column("Décision", 6),
            Column("Action", 4.4),
            Column("Responsable", 3.6),
            Column("Échéance", 2.4),
        ),
        rows=tuple(
            Row(
                (
                    str(rang),
                    (Run(decision.intitule or "Décision sans intitulé", bold=True), *_suite(decision)),
                    _action(projet, decision),
                    decision.responsable or None,
                    decision.echeance,
                )
            )
            for rang, decision in enumerate(decisions, 1)
        ),
        summary="Décisions, avec leur action, leur responsable et leur échéance",
    )
    for rang, decision in enumerate(decisions, 1):
        texte = blocks_of(decision.texte)
        if texte:
            titre = f"Décision n°\u00a0{rang}\u00a0: {decision.intitule or 'sans intitulé'}"
            yield KeepTogether((Heading(3, titre), texte[0]))
            yield from texte[1:]


def _suite(decision: Decision) -> tuple[Run, ...]:
    """What it gives to the action, and whether it is done."""
    dites = (
        f"statut donné\u00a0: {decision.statut.libelle}" if decision.statut else "",
        f"appliquée au plan d’action le {format_date(decision.appliquee_le)}" if decision.appliquee_le else "",
        f"faite le {format_date(decision.faite_le)}" if decision.faite_le else "",
    )
    phrase = ", ".join(filter(None, dites))
    return (Run(f"\n{majuscule(phrase)}", secondary=True),) if phrase else ()


def _action(projet: Projet, decision: Decision) -> str | None:
    if decision.fiche is None:
        return None
    fiche = projet.fiche(decision.fiche)
    return fiche.titre if fiche else _HORS_PROJET


def _membres(projet: Projet, instance: Instance) -> Iterator[Block]:
    nom = nommer_instance(instance)
    yield Heading(1, nom, overline=MEMBRES, running=nom)
    yield from blocks_of(instance.mission)
    assis = sieges(projet, instance)
    if not assis:
        yield absent("L’instance n’a pas encore de membres.")
        return
    yield Table(
        columns=(
            Column("Nom", 4),
            Column("Rôle", 2),
            Column("Fonction", 4),
            Column("Organisme", 5),
            Column("Courriel", 5),
        ),
        rows=tuple(
            Row((nom_complet(s), s.membre.role.libelle, s.fonction or None, s.organisme or None, s.courriel or None))
            for s in assis
        ),
        summary=f"Membres de l’instance\u00a0: {nom}",
    )
    ecarts = [_ecart(siege) for siege in assis if siege.ecart]
    if ecarts:
        yield note("\u00a0; ".join(ecarts) + ".")


def _ecart(siege: Siege) -> str:
    return f"{siege.titre}\u00a0: {siege.ecart}"
