"""Two states compared: each difference once, in words, whatever the order of the lists."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from fabrique_etats import edit_ten_times, make_signe
from factories import make_depense, make_fiche, make_operation, make_projet, uid

from models.domain.convention import Article, Partie
from models.domain.demande import Demande, LigneDemande
from models.domain.etats.changements import ChangementEtat, NatureChangement, Rubrique, compter
from models.domain.etats.comparer import comparer_etats
from models.domain.etats.libelles import CHAMPS, OBJETS, TUS
from models.domain.etats.mots import Mots, genre_de
from models.domain.fiche_action import NoteSuivi, Suivi
from models.domain.orientation import Indicateur
from models.domain.plan_financement import Annuite, Versement
from models.domain.programmation import Enveloppe
from models.domain.projet import Projet
from models.domain.scenarios.comparaison import PosteCompare
from models.domain.territoire import Commune, Secteur
from models.domain.vocabulaire import BaseMontant, RegimeOrt, RoleCommune, RolePartie, StatutAction
from models.referentiel.convention import load_plan_convention

PLAN = load_plan_convention()
SIGNE = make_signe()


def changements(avant: Projet, apres: Projet) -> tuple[ChangementEtat, ...]:
    return comparer_etats(avant, apres, PLAN).changements


def dits(avant: Projet, apres: Projet) -> list[tuple[str, str, str, str, str]]:
    return [(c.titre, _simple(c.nom), c.libelle, _simple(c.avant), _simple(c.apres)) for c in changements(avant, apres)]


def _simple(texte: str) -> str:
    return texte.replace("\u202f", " ").replace("\u00a0", " ")


def test_that_a_state_compared_to_itself_says_nothing():
    assert changements(SIGNE, make_signe()) == ()


def test_that_ten_edits_are_ten_changes_in_words():
    assert [
        (c.rubrique, c.titre, _simple(c.nom), c.libelle, _simple(c.avant), _simple(c.apres))
        for c in changements(SIGNE, edit_ten_times(SIGNE))
    ] == [
        (Rubrique.SECTEURS, "Quartier de la gare", "", "Secteur d’intervention ajouté", "", "Centre-ville"),
        (Rubrique.PARTIES, "Commune de Valbrune", "", "Représentant", "Anne Duval", "Karim Benali"),
        (
            Rubrique.ARTICLES,
            _gouvernance(),
            "",
            "Texte",
            "Le comité de pilotage se réunit **deux fois** par an, en mairie, sur convocation du maire.",
            "Le comité de pilotage se réunit **trois fois** par an, en mairie, sur convocation du maire.",
        ),
        (
            Rubrique.ORIENTATIONS,
            "1 · Faire vivre le centre-ville",
            "",
            "Titre",
            "Retrouver un centre-ville habité et animé",
            "Faire vivre le centre-ville",
        ),
        (Rubrique.ACTIONS, "1.1 · Requalifier la Grand-Place", "", "Statut", "Inscrite", "En cours"),
        (
            Rubrique.ACTIONS,
            "1.2 · Réhabiliter la halle",
            "Dépense « Travaux »",
            "Montant HT",
            "500 000,00 €",
            "620 000,00 €",
        ),
        (Rubrique.ACTIONS, "1.2 · Réhabiliter la halle", "Phase « Chantier »", "Fin", "17/12/2027", "31/03/2028"),
        (
            Rubrique.ACTIONS,
            "1.2 · Réhabiliter la halle",
            "Partenaire « CAUE du Pas-de-Calais »",
            "Partenaire ajouté",
            "",
            "Associé",
        ),
        (Rubrique.ACTIONS, "1.3 · Relancer le marché", "", "Action ajoutée", "", "Inscrite, coût non renseigné"),
        (
            Rubrique.ACTIONS,
            "2.1 · Ouvrir une micro-crèche",
            "",
            "Action retirée",
            "Inscrite, coût non renseigné",
            "",
        ),
    ]


def _gouvernance() -> str:
    (modele,) = (m for m in PLAN if m.cle == "gouvernance")
    (article,) = (c.titre for c in changements(SIGNE, edit_ten_times(SIGNE)) if c.rubrique is Rubrique.ARTICLES)
    assert article.endswith(modele.intitule)
    return article


def test_that_what_goes_one_way_comes_back_the_other():
    apres = edit_ten_times(SIGNE)
    aller, retour = changements(SIGNE, apres), changements(apres, SIGNE)
    sens = {c.objet: (c.avant, c.apres) for c in aller if c.nature is NatureChangement.MODIFICATION}
    assert {c.objet: (c.apres, c.avant) for c in retour if c.nature is NatureChangement.MODIFICATION} == sens
    assert compter(aller)[NatureChangement.AJOUT] == compter(retour)[NatureChangement.SUPPRESSION] == 3


def test_that_the_order_of_the_lists_says_nothing():
    renverse = replace(
        SIGNE,
        fiches=tuple(
            replace(
                f,
                phases=f.phases[::-1],
                themes=f.themes[::-1],
                communes=f.communes[::-1],
                operations=tuple(replace(o, financements=o.financements[::-1]) for o in f.operations),
            )
            for f in SIGNE.fiches[::-1]
        ),
        orientations=SIGNE.orientations[::-1],
        organismes=SIGNE.organismes[::-1],
        convention=replace(SIGNE.convention, parties=SIGNE.convention.parties[::-1]),
    )
    assert changements(SIGNE, renverse) == ()


@pytest.mark.parametrize(
    ("objet", "resume"),
    [
        (Secteur(nom="Gare", surface_ha=Decimal("12.5")), "Centre-ville, 12,5 ha"),
        (Partie(role=RolePartie.ETAT, representant="Jeanne Lefort"), f"{RolePartie.ETAT.libelle}, Jeanne Lefort"),
        (Commune(nom="Valbrune"), RoleCommune.BENEFICIAIRE.libelle),
        (Indicateur(intitule="Vacance", cible="12 %"), "cible : 12 %"),
        (Indicateur(intitule="Vacance"), ""),
        (Enveloppe(annee=2027, montant=Decimal(5000)), "5 000,00 €"),
        (Versement(montant=Decimal(5000)), "5 000,00 €"),
        (Annuite(annee=2027, montant=Decimal(5000)), "5 000,00 €"),
    ],
)
def test_that_what_comes_whole_says_what_it_holds(objet: object, resume: str):
    assert _simple(Mots(SIGNE).resumer(objet)) == resume


def test_that_the_figures_are_set_side_by_side_for_the_plan_the_actions_and_the_operations():
    comparaison = comparer_etats(SIGNE, edit_ten_times(SIGNE), PLAN)
    assert comparaison.totaux.poste(PosteCompare.COUT).ecart == Decimal(120000)
    assert [f.intitule for f in comparaison.actions_ajoutees] == ["Relancer le marché"]
    assert [f.intitule for f in comparaison.actions_supprimees] == ["Ouvrir une micro-crèche"]
    riche, halle = comparaison.actions_modifiees
    assert riche.operations == ()
    assert halle.totaux.poste(PosteCompare.COUT).ecart == Decimal(120000)
    ((avant, apres),) = halle.operations
    assert avant is not None
    assert apres is not None
    assert (avant.cout, apres.cout) == (Decimal(500000), Decimal(620000))


def test_that_an_amount_whose_two_sides_move_is_said_on_the_declared_base():
    def projet(base: BaseMontant, ht: str, ttc: str) -> Projet:
        depense = make_depense(ht, uid=uid("d"), montant_ttc=Decimal(ttc))
        return make_projet(make_fiche(operations=(make_operation(base=base, depenses=(depense,)),)))

    for base, champ in ((BaseMontant.HT, "Montant HT"), (BaseMontant.TTC, "Montant TTC")):
        (changement,) = changements(projet(base, "100", "120"), projet(base, "200", "240"))
        assert changement.libelle == champ


def test_that_a_reference_to_the_corbeille_is_as_if_it_were_empty():
    fiche = make_fiche(orientation=uid("orientation-1"), secteurs=(uid("centre"),))
    montre = make_projet(fiche)
    cache = make_projet(replace(fiche, orientation=None, secteurs=()))
    sans = replace(montre, orientations=(), territoire=replace(montre.territoire, secteurs=()))
    sans_cache = replace(cache, orientations=(), territoire=replace(cache.territoire, secteurs=()))
    assert changements(sans, sans_cache) == ()
    assert [c.libelle for c in changements(montre, cache)] == ["Orientation", "Secteurs"]


def test_that_a_demande_is_told_apart_and_an_operation_that_goes_is_told_once():
    demande = Demande(
        uid=uid("demande"),
        intitule="DETR 2027",
        lignes=(LigneDemande(uid=uid("ligne"), operation=uid("operation")),),
    )
    avant = make_projet(make_fiche(), demandes=(demande,))
    apres = replace(
        avant, fiches=(make_fiche(operations=()),), demandes=(replace(demande, date_depot=date(2026, 12, 1)),)
    )
    comparaison = comparer_etats(avant, apres, PLAN)
    assert [c.libelle for c in comparaison.du_projet] == ["Opération supprimée"]
    assert [(c.libelle, c.avant, c.apres) for c in comparaison.des_demandes] == [
        ("Date de dépôt", "Non renseigné", "01/12/2026"),
    ]


def test_that_a_line_that_joins_an_operation_without_a_name_says_its_action():
    demande = Demande(uid=uid("demande"), intitule="DETR 2027", lignes=(LigneDemande(uid=uid("ligne")),))
    jointe = replace(demande, lignes=(LigneDemande(uid=uid("ligne"), operation=uid("operation")),))
    avant, apres = (make_projet(make_fiche(), demandes=(d,)) for d in (demande, jointe))
    (changement,) = changements(avant, apres)
    assert (changement.libelle, changement.avant, changement.apres) == (
        "Opération",
        "Non renseigné",
        "1.1 · Requalifier la Grand-Place",
    )


def test_that_the_follow_up_of_an_action_does_not_change_the_convention():
    fiche = make_fiche(uid=uid("f"))
    suivie = replace(
        fiche,
        suivi=Suivi(point_bloquant="Le sol est pollué."),
        notes=(NoteSuivi(uid=uid("note"), jour=date(2026, 11, 3), texte="Vu avec l’ABF."),),
    )
    comparaison = comparer_etats(make_projet(fiche), make_projet(suivie), PLAN)
    assert dits(make_projet(fiche), make_projet(suivie)) == [
        (fiche.titre, "Suivi", "Point bloquant", "Non renseigné", "Le sol est pollué."),
        (fiche.titre, "Note « 03/11/2026 »", "Note ajoutée", "", ""),
    ]
    assert comparaison.contractuels == ()
    engagee = comparer_etats(
        make_projet(fiche), make_projet(replace(suivie, statut=StatutAction.ENGAGEE)), PLAN
    ).contractuels
    assert [c.libelle for c in engagee] == ["Statut"]


def test_that_an_article_inserted_moved_and_taken_out_is_each_said_once():
    sien = Article(uid=uid("a"), apres=PLAN[0].cle, intitule="Les commerces", texte="Un marché **bio**.")
    avec = replace(SIGNE, convention=replace(SIGNE.convention, articles=(*SIGNE.convention.articles, sien)))
    deplace = replace(
        SIGNE,
        convention=replace(SIGNE.convention, articles=(*SIGNE.convention.articles, replace(sien, apres=PLAN[1].cle))),
    )
    (ajout,) = changements(SIGNE, avec)
    assert (ajout.libelle, ajout.nature, ajout.apres) == (
        "Article ajouté",
        NatureChangement.AJOUT,
        "Un marché **bio**.",
    )
    (retrait,) = changements(avec, SIGNE)
    assert (retrait.libelle, retrait.nature) == ("Article retiré", NatureChangement.SUPPRESSION)
    (place,) = changements(avec, deplace)
    assert (place.libelle, place.apres) == ("Place", f"Après «\u00a0{PLAN[1].intitule}\u00a0»")


def test_that_a_standard_article_reworded_is_compared_with_the_standard_text():
    modele = next(m for m in PLAN if m.cle == "gouvernance")
    sans = replace(SIGNE, convention=replace(SIGNE.convention, articles=()))
    (changement,) = changements(sans, SIGNE)
    assert (changement.avant, changement.apres) == (modele.texte, SIGNE.convention.articles[0].texte)


def test_that_the_articles_a_regime_takes_away_follow_its_change_without_being_counted():
    sans_ort = replace(SIGNE, territoire=replace(SIGNE.territoire, regime_ort=RegimeOrt.SANS_ORT))
    comparaison = comparer_etats(SIGNE, sans_ort, PLAN)
    assert [(c.libelle, c.apres) for c in comparaison.changements] == [("Régime ORT", RegimeOrt.SANS_ORT.libelle)]


def test_that_every_field_a_project_holds_has_its_words():
    sans_mots = {
        (genre, nom)
        for classe in _classes(Projet)
        for genre, nom in _simples(classe)
        if nom not in TUS and nom not in CHAMPS.get(genre, {})
    }
    assert sans_mots == set()
    assert {genre_de(_vide(classe)) for classe in _classes(Projet)} - {"projet"} <= OBJETS.keys()


def _vide(classe: type[Any]) -> Any:
    return classe()


def _classes(classe: type[Any]) -> Iterator[type[Any]]:
    yield classe
    for hint in get_type_hints(classe).values():
        for dedans in (hint, *get_args(hint)):
            if is_dataclass(dedans):
                yield from _classes(dedans)  # pyright: ignore[reportArgumentType]


def _simples(classe: type[Any]) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(classe)
    for champ in fields(classe):
        hint = hints[champ.name]
        if not any(is_dataclass(dedans) for dedans in (hint, *get_args(hint))):
            yield re.sub(r"(?<!^)(?=[A-Z])", "_", classe.__name__).lower(), champ.name
