"""« Bilan annuel »: what a year of the project was, for the COPIL and for the councils (article L. 303-2 CCH)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date_longue
from models.domain.gouvernance import Instance, Reunion
from models.domain.maquettes.financeurs import Financeurs
from models.domain.maquettes.lecture import build_maquette
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.suivi.bilan import AideDecidee, Bilan, DecisionPrise, OperationDatee, VersementRecu, annee_du_bilan
from models.domain.suivi.bilan import build_bilan as lire_bilan
from models.domain.suivi.tableau_bord import actions_par_statut, aides_par_financeur, annee_bord
from pvd_desktop.documents.builders.indicateurs import resultats_attendus
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.programmation import build_document, nom_operation
from pvd_desktop.documents.builders.tableau_bord import chiffres_cles, table_annees, table_financeurs, table_statuts
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    Figure,
    Figures,
    Heading,
    NewSection,
    PageFormat,
    Row,
    RowKind,
    Table,
    Value,
)

TITRE: Final = "Bilan annuel"
_MONTANT: Final = 74


def build_bilan(projet: Projet, financeurs: Financeurs, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The year, then where the project stands."""
    bilan = lire_bilan(projet, annee_du_bilan(aujourd_hui), jusqu_au=aujourd_hui)
    titre = f"{TITRE} {bilan.annee}"
    sujet = f"Bilan de l’année {bilan.annee}, arrêté au {format_date_longue(aujourd_hui)}"
    blocks = _blocks(projet, financeurs, bilan, aujourd_hui)
    return build_document(projet, titre, sujet, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def _blocks(projet: Projet, financeurs: Financeurs, bilan: Bilan, aujourd_hui: date) -> Iterator[Block]:
    annee = bilan.annee
    yield NewSection(PageFormat.A4_PORTRAIT, "Année")
    running = f"{TITRE} {annee}"
    yield Heading(1, f"L’année {annee}", overline=TITRE, running=running)
    yield _chiffres_annee(bilan)
    yield Heading(2, "Opérations commencées")
    yield _ou_rien(_operations(bilan.commencees, "Commencement"), f"Aucune opération n’a commencé en {annee}.")
    yield Heading(2, "Opérations achevées")
    yield _ou_rien(_operations(bilan.achevees, "Achèvement"), f"Aucune opération ne s’est achevée en {annee}.")
    yield Heading(2, "Réponses des financeurs")
    yield _ou_rien(_aides(projet, bilan), f"Aucun financeur n’a répondu en {annee}.")
    yield Heading(2, "Versements reçus")
    yield _ou_rien(_versements(projet, bilan), f"Aucun versement n’a été reçu en {annee}.")
    yield Heading(2, "Réunions et décisions")
    yield _ou_rien(_reunions(bilan.reunions), f"Aucune réunion n’est notée en {annee}.")
    if bilan.decisions:
        yield _decisions(projet, bilan.decisions)
    yield NewSection(PageFormat.A4_PORTRAIT, "Situation")
    yield Heading(1, f"Où en est le projet au {format_date_longue(aujourd_hui)}", running=running)
    yield chiffres_cles(projet.totaux)
    yield Heading(2, "Actions par statut")
    yield _ou_rien(table_statuts(actions_par_statut(projet)), "Aucune action n’est encore écrite.")
    yield Heading(2, "Financement par financeur")
    aides = table_financeurs(aides_par_financeur(projet, financeurs))
    yield _ou_rien(aides, "Aucun financement n’est encore écrit.")
    yield Heading(2, "Trajectoire par année de programmation")
    annees = [annee_bord(tableau) for tableau in build_maquette(projet, financeurs).annees]
    yield _ou_rien(table_annees(annees), "Aucun montant n’a encore d’année.")
    yield Heading(2, "Indicateurs")
    if any(orientation.indicateurs for orientation in projet.orientations):
        yield from resultats_attendus(projet)
    else:
        yield absent("Aucun indicateur n’est encore défini.")


def _chiffres_annee(bilan: Bilan) -> Figures:
    return Figures(
        (
            Figure("Opérations commencées", len(bilan.commencees)),
            Figure("Opérations achevées", len(bilan.achevees)),
            Figure("Accordé dans l’année", Euros(bilan.accorde)),
            Figure("Reçu dans l’année", Euros(bilan.recu)),
        ),
        f"L’année {bilan.annee} en chiffres",
    )


def _operations(datees: Sequence[OperationDatee], quoi: str) -> Table | None:
    if not datees:
        return None
    rows = tuple(Row((d.jour, d.fiche.numero or None, _nom(d.fiche, d.operation))) for d in datees)
    return Table((Column(quoi, 70), Column("N°", 34), Column("Action, opération", 330)), rows, f"{quoi} dans l’année")


def _aides(projet: Projet, bilan: Bilan) -> Table | None:
    if not bilan.aides:
        return None
    rows = [_aide(projet, aide) for aide in bilan.aides]
    rows.append(Row(("Total accordé", *[BLANK] * 4, Euros(bilan.accorde)), RowKind.TOTAL, tuple(range(len(rows)))))
    columns = (
        Column("Réponse", 58),
        Column("Action, opération", 165),
        Column("Financeur, dispositif", 155),
        Column("État", 50),
        Column("Demandé", _MONTANT, Align.NUMBER),
        Column("Accordé", _MONTANT, Align.NUMBER, key="accorde"),
    )
    return Table(columns, tuple(rows), f"Réponses des financeurs en {bilan.annee}")


def _aide(projet: Projet, aide: AideDecidee) -> Row:
    ligne = aide.financement
    qui = ", ".join(filter(None, (projet.nom_organisme(ligne.financeur), ligne.dispositif)))
    nom = _nom(aide.fiche, aide.operation)
    return Row((aide.jour, nom, qui, ligne.etat.libelle, Euros(ligne.montant_demande), Euros(aide.accorde)))


def _versements(projet: Projet, bilan: Bilan) -> Table | None:
    if not bilan.versements:
        return None
    rows = [_versement(projet, recu) for recu in bilan.versements]
    rows.append(Row(("Total reçu", *[BLANK] * 3, Euros(bilan.recu)), RowKind.TOTAL, tuple(range(len(rows)))))
    columns = (
        Column("Reçu le", 70),
        Column("Action", 170),
        Column("Financeur, dispositif", 170),
        Column("Versement", 70),
        Column("Montant", _MONTANT, Align.NUMBER, key="montant"),
    )
    return Table(columns, tuple(rows), f"Versements reçus en {bilan.annee}")


def _versement(projet: Projet, recu: VersementRecu) -> Row:
    ligne, versement = recu.financement, recu.versement
    qui = ", ".join(filter(None, (projet.nom_organisme(ligne.financeur), ligne.dispositif)))
    return Row((recu.jour, recu.fiche.titre, qui, versement.nature.libelle, Euros(versement.montant)))


def _reunions(reunions: Iterable[tuple[Instance, Reunion]]) -> Table | None:
    rows = tuple(
        Row((reunion.jour, instance.intitule or instance.type.libelle, reunion.lieu or None))
        for instance, reunion in reunions
    )
    if not rows:
        return None
    return Table((Column("Date", 70), Column("Instance", 210), Column("Lieu", 190)), rows, "Réunions de l’année")


def _decisions(projet: Projet, decisions: Iterable[DecisionPrise]) -> Table:
    columns = (Column("Date", 70), Column("Décision", 230), Column("Action", 190))
    return Table(columns, tuple(_decision(projet, d) for d in decisions), "Décisions de l’année")


def _decision(projet: Projet, prise: DecisionPrise) -> Row:
    fiche = projet.fiche(prise.decision.fiche)
    action: Value = fiche.titre if fiche else None
    return Row((prise.jour, prise.decision.intitule, action))


def _nom(fiche: FicheAction, operation: Operation) -> str:
    return nom_operation((fiche, operation))


def _ou_rien(table: Table | None, phrase: str) -> Block:
    return table or absent(phrase)
