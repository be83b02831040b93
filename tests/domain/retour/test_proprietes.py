"""Whatever the project and whatever is typed: the review finds those edits and no other, and writes exactly them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from factories import AUJOURD_HUI, make_depense, make_fiche, make_financement, make_operation, make_projet, uid
from hypothesis import given, settings
from hypothesis import strategies as st
from retours import applied, exported, read

from models.domain.fiche_action import FicheAction
from models.domain.importation.feuille import Brut, Classeur, Feuille, LigneFeuille
from models.domain.maquettes.saisie import PART
from models.domain.projet import Projet
from models.domain.retour.reperes import FEUILLE, PERIODE, TABLE, read_repere
from models.domain.retour.reviseur import Reviseur
from models.domain.retour.revue import Genre
from models.domain.vocabulaire import EtatFinancement, StatutAction
from pvd_desktop.retours import review

FINANCEURS = [("DETR", "État"), ("Redynamisation", "Région Hauts-de-France"), ("FARDA", "Département du Pas-de-Calais")]
ETATS = st.sampled_from([EtatFinancement.ENVISAGE, EtatFinancement.DEPOSE, EtatFinancement.REFUSE])
MONTANTS = st.none() | st.integers(0, 9_999_999_99).map(lambda centimes: Decimal(centimes) / 100)


@st.composite
def projets(draw: st.DrawFn) -> Projet:
    """Actions of one or two operations, with a cost, a part and some lines, over two orientations and three years."""
    fiches: list[Any] = []
    for rang in range(draw(st.integers(1, 4))):
        operations: list[Any] = []
        for numero in range(draw(st.integers(1, 2))):
            nom = f"{rang}-{numero}"
            cout = draw(MONTANTS)
            lignes = tuple(
                make_financement(
                    uid=uid(f"f{nom}-{i}"),
                    dispositif=dispositif,
                    financeur=uid(financeur),
                    montant_demande=draw(MONTANTS),
                    annee=draw(st.sampled_from([None, 2026, 2027])),
                    etat=draw(ETATS),
                )
                for i, (dispositif, financeur) in enumerate(FINANCEURS)
                if draw(st.booleans())
            )
            operations.append(
                make_operation(
                    uid=uid(f"o{nom}"),
                    intitule=f"Tranche {numero}",
                    part_decidee=draw(MONTANTS),
                    depenses=(make_depense(str(cout), uid=uid(f"d{nom}"), annee=2026),) if cout else (),
                    financements=lignes,
                )
            )
        fiches.append(
            make_fiche(
                uid=uid(f"fiche{rang}"),
                numero=f"1.{rang}",
                intitule=f"Action {rang}",
                orientation=draw(st.sampled_from([None, uid("orientation-1"), uid("orientation-2")])),
                statut=draw(st.sampled_from([StatutAction.INSCRITE, StatutAction.HORS_PLAN])),
                operations=tuple(operations),
            )
        )
    return make_projet(*fiches)


def marque(ligne: LigneFeuille) -> int | None:
    """Column of the hidden name of a table, if the row bears one."""
    return next((i for i, v in ligne.remplies() if isinstance(v, str) and v.startswith(TABLE)), None)


def permuted(classeur: Classeur, graine: int) -> Classeur:
    """The workbook with its rows sorted in another order and its columns moved, one put in among them."""
    hasard = Random(graine)

    def feuille(une: Feuille) -> Feuille:
        marques = [(rang, droite) for rang, ligne in enumerate(une.lignes) if (droite := marque(ligne)) is not None]
        if une.nom == FEUILLE or not marques:
            return une
        droite = marques[0][1]
        ordre = [*range(droite + 1), droite + 1]
        hasard.shuffle(ordre)
        lignes = list(une.lignes)
        bornes = [*(rang for rang, _ in marques), len(lignes)]
        for debut, fin in pairwise(bornes):
            nommees = [i for i in range(debut + 1, fin) if lignes[i].valeur(droite)]
            melangees = [lignes[i] for i in nommees]
            hasard.shuffle(melangees)
            for place, ligne in zip(nommees, melangees, strict=True):
                lignes[place] = ligne
        return replace(une, lignes=tuple(_moved(rang, ligne, ordre) for rang, ligne in enumerate(lignes, 1)))

    feuilles = [feuille(une) for une in classeur.feuilles]
    hasard.shuffle(feuilles)
    return replace(classeur, feuilles=tuple(feuilles))


def _moved(numero: int, ligne: LigneFeuille, ordre: Sequence[int]) -> LigneFeuille:
    calculees = frozenset(place for place, source in enumerate(ordre) if source in ligne.calculees)
    return LigneFeuille(numero, tuple(ligne.valeur(i) for i in ordre), calculees=calculees)


def edited(classeur: Classeur, edits: dict[tuple[str, str, str], Brut]) -> Classeur:
    """The workbook with these cells (table, row, column) typed over."""

    def feuille(une: Feuille) -> Feuille:
        if une.nom == FEUILLE:
            return une
        table, droite, colonnes = "", 0, dict[str, int]()
        lignes: list[LigneFeuille] = []
        for ligne in une.lignes:
            trouvee = marque(ligne)
            if trouvee is not None:
                table, droite = str(ligne.valeur(trouvee)).removeprefix(TABLE), trouvee
                colonnes = {str(v): i for i, v in ligne.remplies() if i != trouvee}
            valeurs = [*ligne.valeurs, *[None] * (droite + 1 - len(ligne.valeurs))]
            for (dans, nom, colonne), valeur in edits.items():
                if dans == table and ligne.valeur(droite) == nom:
                    valeurs[colonnes[colonne]] = valeur
            lignes.append(replace(ligne, valeurs=tuple(valeurs)))
        return replace(une, lignes=tuple(lignes))

    return replace(classeur, feuilles=tuple(map(feuille, classeur.feuilles)))


def lue(projet: Projet) -> Classeur:
    """Its maquette, as somebody receives it."""
    return read(exported(projet))


def revised(classeur: Classeur, projet: Projet) -> Reviseur:
    return review(classeur, projet, aujourd_hui=AUJOURD_HUI)


def nommees(projet: Projet) -> Projet:
    """Each operation with a name of its own: two that say the same, and trade amounts, look like a sorted sheet."""

    def nommee(fiche: FicheAction) -> FicheAction:
        return replace(fiche, operations=tuple(replace(o, intitule=f"Tranche {o.uid}") for o in fiche.operations))

    return replace(projet, fiches=tuple(map(nommee, projet.fiches)))


@settings(max_examples=25, deadline=None)
@given(projets(), st.integers())
def test_that_rows_and_columns_in_any_order_change_nothing(projet: Projet, graine: int):
    assert revised(permuted(lue(projet), graine), projet).revue.ecarts == ()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_that_the_review_finds_the_edits_and_applying_them_gives_the_project_they_say(data: st.DataObject):
    projet = nommees(data.draw(projets()))
    attendu: dict[tuple[str, str, str], Any] = {}
    edits: dict[tuple[str, str, str], Brut] = {}
    fiches = list(projet.fiches)
    for rang, fiche in enumerate(projet.fiches):
        operations = list(fiche.operations)
        for place, operation in enumerate(operations):
            seule = len(operations) == 1
            nom = f"{'action' if seule else 'operation'}:{fiche.uid}:{operation.uid}"
            assert read_repere(nom)
            if data.draw(st.booleans()):
                montant = data.draw(MONTANTS.filter(lambda m, avant=operation.part_decidee: m != avant))
                edits[PERIODE, nom, PART] = montant
                attendu[PERIODE, nom, PART] = montant
                operations[place] = replace(operation, part_decidee=montant)
            lignes = list(operation.financements)
            for i, ligne in enumerate(lignes):
                # A line of an action out of the plan is in no table of funders: nobody can edit it there.
                if not fiche.statut.est_vivant or not data.draw(st.booleans()):
                    continue
                montant = data.draw(MONTANTS.filter(lambda m, avant=ligne.montant_demande: m != avant))
                cle = ("financeurs:aides", f"financement:{fiche.uid}:{operation.uid}:{ligne.uid}", "demande")
                edits[cle] = montant
                attendu[cle] = montant
                lignes[i] = replace(ligne, montant_demande=montant)
            operations[place] = replace(operations[place], financements=tuple(lignes))
        if data.draw(st.booleans()) and len(operations) == 1:
            nom = f"action:{fiche.uid}:{operations[0].uid}"
            edits[PERIODE, nom, "action"] = attendu[PERIODE, nom, "action"] = f"Autre nom {rang}"
            fiches[rang] = replace(fiche, intitule=f"Autre nom {rang}")
        fiches[rang] = replace(fiches[rang], operations=tuple(operations))
    retour = permuted(edited(lue(projet), edits), data.draw(st.integers()))
    reviseur = revised(retour, projet)
    assert {e.cle for e in reviseur.revue.ecarts} == set(attendu)
    assert {e.genre for e in reviseur.revue.ecarts} <= {Genre.MODIFIE}
    with TemporaryDirectory() as dossier:
        ecrit = applied(reviseur, projet, Path(dossier))
    assert {f.uid: f for f in ecrit.fiches} == {f.uid: f for f in fiches}
    # Taken back twice, it has nothing more to say.
    assert revised(retour, ecrit).revue.ecarts == ()


@settings(max_examples=25, deadline=None)
@given(projets(), projets())
def test_that_a_workbook_nobody_touched_says_nothing_of_a_project_that_moved_on(avant: Projet, apres: Projet):
    assert revised(lue(avant), apres).revue.ecarts == ()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_that_what_both_sides_changed_is_a_conflict_and_what_one_changed_is_kept(data: st.DataObject):
    avant = nommees(data.draw(projets()))
    edits: dict[tuple[str, str, str], Brut] = {}
    attendus: dict[tuple[str, str, str], Genre] = {}
    ici: list[Any] = []
    ensuite: dict[str, Decimal | None] = {}
    for fiche in avant.fiches:
        operations: list[Any] = []
        for operation in fiche.operations:
            nom = f"{'action' if len(fiche.operations) == 1 else 'operation'}:{fiche.uid}:{operation.uid}"
            depart = operation.part_decidee
            # Few values, so that both sides often agree.
            chez_eux, chez_nous = (data.draw(st.sampled_from([depart, None, Decimal(1), Decimal(2)])) for _ in range(2))
            edits[PERIODE, nom, PART] = chez_eux
            if chez_eux not in {depart, chez_nous}:
                attendus[PERIODE, nom, PART] = Genre.MODIFIE if chez_nous == depart else Genre.CONFLIT
            conflit = attendus.get((PERIODE, nom, PART)) is Genre.CONFLIT
            ensuite[operation.uid] = chez_nous if conflit or chez_eux == depart else chez_eux
            operations.append(replace(operation, part_decidee=chez_nous))
        ici.append(replace(fiche, operations=tuple(operations)))
    projet = replace(avant, fiches=tuple(ici))
    reviseur = revised(edited(lue(avant), edits), projet)
    assert {e.cle: e.genre for e in reviseur.revue.ecarts} == attendus
    with TemporaryDirectory() as dossier:
        ecrit = applied(reviseur, projet, Path(dossier))
    assert {o.uid: o.part_decidee for f in ecrit.fiches for o in f.operations} == ensuite


def with_column(classeur: Classeur, titre: str, montants: dict[str, Brut]) -> Classeur:
    """The workbook with a column after the last one of the period: its title, and what it holds by row."""

    def feuille(une: Feuille) -> Feuille:
        table = next((i for i, ligne in enumerate(une.lignes) if f"{TABLE}{PERIODE}" in ligne.valeurs), None)
        if table is None:
            return une
        droite = marque(une.lignes[table])
        assert droite is not None  # the row was found by it
        premiere = next(i for i in range(table + 1, len(une.lignes)) if une.lignes[i].valeur(droite))
        dits = {premiere - 1: titre} | {
            i: montants[str(ligne.valeur(droite))]
            for i, ligne in enumerate(une.lignes)
            if ligne.valeur(droite) in montants
        }
        lignes = [
            replace(ligne, valeurs=(*ligne.valeurs, *[None] * (droite + 1 - len(ligne.valeurs)), dits[i]))
            if i in dits
            else ligne
            for i, ligne in enumerate(une.lignes)
        ]
        return replace(une, lignes=tuple(lignes))

    return replace(classeur, feuilles=tuple(map(feuille, classeur.feuilles)))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_that_an_added_column_of_a_funder_gives_each_operation_the_line_it_says(data: st.DataObject):
    projet = nommees(data.draw(projets()))
    montants: dict[str, Brut] = {}
    attendus: dict[str, Decimal] = {}
    for fiche in projet.fiches:
        for operation in fiche.operations:
            montant = data.draw(MONTANTS)
            if montant is not None:
                nom = f"{'action' if len(fiche.operations) == 1 else 'operation'}:{fiche.uid}:{operation.uid}"
                montants[nom], attendus[operation.uid] = montant, montant
    retour = with_column(lue(projet), data.draw(st.sampled_from(["DSIL", "DSIL demandée", "Fonds vert"])), montants)
    reviseur = revised(retour, projet)
    assert {e.cle[1] for e in reviseur.revue.ecarts} == set(montants)
    with TemporaryDirectory() as dossier:
        ecrit = applied(reviseur, projet, Path(dossier))
    avant = {o.uid: o for f in projet.fiches for o in f.operations}
    for operation in (o for f in ecrit.fiches for o in f.operations):
        neuves = [f for f in operation.financements if f not in avant[operation.uid].financements]
        assert [f.montant_demande for f in neuves] == [attendus[uid] for uid in [operation.uid] if uid in attendus]
        assert replace(operation, financements=()) == replace(avant[operation.uid], financements=())
    assert revised(retour, ecrit).revue.ecarts == ()
