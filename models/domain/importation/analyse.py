"""From the sheets of a file to a proposition: nothing is written, and the same file gives the same answer."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from models.domain.fiche_action import FicheAction
from models.domain.importation.actions import ActionLue
from models.domain.importation.avancement import mesurer
from models.domain.importation.champs import CHAMPS, FINANCEUR_COLONNE, IGNORE, NOTE
from models.domain.importation.changements import changements
from models.domain.importation.choix_feuilles import FeuilleComprise, choose, fields, note_de
from models.domain.importation.colonnes import associer
from models.domain.importation.connaissances import Connaissances
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.entetes import entete_donnee, multiple_du_titre, trouver_entete
from models.domain.importation.feuille import Classeur, Feuille, Lieu
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.fusion import Fusion
from models.domain.importation.genres import Genre
from models.domain.importation.hors_territoire import Ressort
from models.domain.importation.maquettes import refuser_une_maquette
from models.domain.importation.organismes import Annuaire
from models.domain.importation.proposition import (
    FeuilleLue,
    LigneProposee,
    Nature,
    Proposition,
    RemarqueImport,
    Retouches,
    Sort,
    TotalAnnonce,
)
from models.domain.importation.rapprochement import Fiches, Orientations
from models.domain.importation.recolte import Recolte, sans_doublon
from models.domain.importation.roles import Role
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, StatutAction

Memoire = Callable[[str], Mapping[str, Any] | None]
"""What was remembered for the headers of that signature."""
_SURE: Final = 0.65
"""Below, what a column is for was guessed."""


def proposer(
    classeur: Classeur,
    projet: Projet,
    connaissances: Connaissances,
    retouches: Retouches | None = None,
    memoire: Memoire = lambda _: None,
) -> Proposition:
    """What importing ``classeur`` would do to ``projet``.

    Args:
        classeur: the sheets.
        projet: the project as it stands.
        connaissances: reference data.
        retouches: what the person corrected; every correction makes the proposition again.
        memoire: mappings kept for headers that were seen before.

    Raises:
        MaquetteRefuseeError: the workbook is a maquette that we wrote.
    """
    refuser_une_maquette(classeur)
    voulu = retouches or Retouches()
    # Names of columns are those of financeurs of the project too.
    lecteur = lecteur_de(projet, Annuaire(projet.organismes), connaissances)
    comprises = [comprendre(feuille, lecteur, voulu, memoire) for feuille in classeur.feuilles]
    feuilles = choose(comprises, voulu)
    remarques = [_ignore(Lieu(), texte) for texte in classeur.remarques]
    actions: list[ActionLue] = []
    bases: dict[str, Correspondance] = {}
    totaux: list[TotalAnnonce] = []
    for rang, (comprise, lue) in enumerate(zip(comprises, feuilles, strict=True)):
        if not lue.retenue:
            continue
        nom = comprise.feuille.nom
        remarques += [_ignore(Lieu(nom), texte) for texte in comprise.feuille.remarques]
        if comprise.feuille.masque:
            remarques.append(_masque(Lieu(nom), comprise.feuille.masque))
        corps = comprise.feuille.lignes[comprise.entete.fin :]
        recolte = Recolte(comprise.feuille, mesurer(comprise.correspondance, corps), lecteur)
        recolte.lire(corps, voulu.valeurs)
        actions += recolte.actions
        remarques += _of_columns(comprise.correspondance)
        if recolte.sans_base:
            remarques.append(_base_supposee(Lieu(nom, comprise.correspondance.derniere_entete or None)))
        remarques += recolte.remarques
        totaux += recolte.totaux
        bases[nom] = comprise.correspondance
        feuilles[rang] = replace(lue, roles=_roles(comprise, recolte))
    return proposer_actions(
        classeur.nom,
        actions,
        projet,
        connaissances,
        retouches=voulu,
        feuilles=tuple(feuilles),
        remarques=remarques,
        totaux=totaux,
        correspondances=bases,
    )


def proposer_actions(
    source: str,
    actions: Sequence[ActionLue],
    projet: Projet,
    connaissances: Connaissances,
    *,
    retouches: Retouches | None = None,
    feuilles: tuple[FeuilleLue, ...] = (),
    remarques: Sequence[RemarqueImport] = (),
    totaux: Sequence[TotalAnnonce] = (),
    correspondances: Mapping[str, Correspondance] | None = None,
) -> Proposition:
    """What bringing these actions into ``projet`` would do, whatever file they were read from."""
    voulu = retouches or Retouches()
    annuaire = Annuaire(projet.organismes)
    orientations = Orientations(projet.orientations)
    fiches = Fiches(projet.fiches)
    ressort = Ressort(projet, actions, connaissances)
    lignes: list[LigneProposee] = []
    dites = list(remarques)
    origines = {f.uid: f for f in projet.fiches}

    fusions: dict[str, Fusion] = {}

    def fusion_de(feuille: str) -> Fusion:
        correspondance = (correspondances or {}).get(feuille)
        return Fusion(
            projet=projet,
            annuaire=annuaire,
            orientations=orientations,
            base=correspondance.base if correspondance else BaseMontant.HT,
            statut=correspondance.statut if correspondance else StatutAction.INSCRITE,
        )

    for action in actions:
        raison = "Écartée par vous." if action.cle in voulu.exclues else ressort.raison(action)
        if action.refus or (raison and (action.cle not in voulu.incluses or action.cle in voulu.exclues)):
            ligne = _left_out(action, raison)
            lignes.append(ligne)
            dites += ligne.remarques
            continue
        fusion = fusions.get(action.cle[0]) or fusions.setdefault(action.cle[0], fusion_de(action.cle[0]))
        porteurs = fusion.porteurs(action)
        ancienne, raison = fiches.trouver(action, {p for p in porteurs if p})
        if ancienne is None and raison:
            action.remarquer(Nature.CHOIX, action.lieu, action.numero, f"{raison} Une autre action est créée.")
        fiche = fusion.fondre(ancienne, action, porteurs)
        fiches.garder(fiche)
        sort = Sort.CREE if ancienne is None else Sort.INCHANGE if fiche == ancienne else Sort.MODIFIE
        lignes.append(
            LigneProposee(
                cle=action.cle,
                lignes=tuple(action.lignes),
                titre=fiche.titre,
                orientation=orientations.titre(fiche.orientation),
                sort=sort,
                raison=raison if ancienne else "",
                fiche=fiche.uid,
                remarques=tuple(action.remarques),
                comparer=tuple
                if sort is Sort.INCHANGE
                else partial(changements, ancienne, fiche, action, annuaire.nom, orientations.titre),
            )
        )
        dites += action.remarques
    lignes = [_as_it_ends(ligne, origines, fiches) for ligne in lignes]
    changees = tuple(f for f in fiches.toutes() if origines.get(f.uid) != f)
    nouvelles = tuple(orientations.nouvelles.values())
    organismes = (*annuaire.modifies, *annuaire.nouveaux)
    creees = sum(1 for f in changees if f.uid not in origines)
    return Proposition(
        source=source,
        feuilles=feuilles,
        lignes=tuple(lignes),
        remarques=tuple(sans_doublon(_in_order(dites))),
        totaux=tuple(totaux),
        projet=replace(
            projet,
            organismes=organismes,
            orientations=nouvelles,
            fiches=changees,
            parametres_locaux=(),
            constats_ignores=(),
            enveloppes=(),
            scenarios=(),
            dispositifs_locaux=(),
            demandes=(),
            instances=(),
            echeances=(),
        ),
        crees=_positive(Action=creees, Orientation=len(nouvelles), Organisme=len(annuaire.nouveaux)),
        modifies=_positive(Action=len(changees) - creees, Organisme=len(annuaire.modifies)),
        inchanges=_positive(Action=sum(1 for ligne in lignes if ligne.sort is Sort.INCHANGE)),
    )


def _roles(comprise: FeuilleComprise, recolte: Recolte) -> dict[Role, tuple[int, ...]]:
    """Every row of a sheet, once."""
    dessus = tuple(ligne.numero for ligne in comprise.feuille.lignes[: comprise.entete.fin])
    return {Role.AU_DESSUS: dessus, **{role: tuple(numeros) for role, numeros in recolte.roles.items()}}


def _as_it_ends(ligne: LigneProposee, origines: Mapping[Uid, FicheAction], fiches: Fiches) -> LigneProposee:
    """What a row changed and another put back is unchanged."""
    origine = origines.get(ligne.fiche) if ligne.fiche else None
    if ligne.sort is Sort.MODIFIE and ligne.fiche and fiches.de(ligne.fiche) == origine:
        return replace(ligne, sort=Sort.INCHANGE, comparer=tuple)
    return ligne


def lecteur_de(projet: Projet, annuaire: Annuaire, connaissances: Connaissances) -> LecteurFinanceurs:
    """What reads the names of financeurs: the reference, the organismes of the project, its region and its EPCI."""
    territoire = projet.territoire
    return LecteurFinanceurs(connaissances.financeurs, annuaire, territoire.region, territoire.epci.nom)


def comprendre(feuille: Feuille, lecteur: LecteurFinanceurs, retouches: Retouches, memoire: Memoire) -> FeuilleComprise:
    """Where the header of a sheet stands, and what its columns are for."""
    voulue = retouches.correspondances.get(feuille.nom)
    if voulue is not None:
        entete = entete_donnee(feuille, voulue.premiere_entete, voulue.derniere_entete)
        if not voulue.affectations:
            voulue = associer(feuille, entete, lecteur)
        return FeuilleComprise(feuille, entete, voulue, note_de(voulue))
    trouvee = trouver_entete(feuille, lambda titre: lecteur.reconnaitre(titre) is not None)
    entete = trouvee or entete_donnee(feuille, 0, 0)
    correspondance = associer(feuille, entete, lecteur)
    retenue = memoire(correspondance.signature) if trouvee else None
    if retenue:
        correspondance = correspondance.reprise(retenue)
    # Without a header, one column of words may be anything: a letter, a list of streets.
    douteuse = trouvee is None and len(fields(correspondance)) < 2
    note = 0.0 if douteuse else note_de(correspondance)
    return FeuilleComprise(feuille, entete, correspondance, note, bool(retenue))


def _of_columns(correspondance: Correspondance) -> Iterator[RemarqueImport]:
    """What was guessed of the columns, which people must know of."""
    for a in correspondance.affectations:
        message = remede = ""
        if a.entete and a.champ not in {IGNORE, FINANCEUR_COLONNE} and a.certitude < _SURE:
            message = f"Cette colonne est comprise comme «\u00a0{CHAMPS[a.champ].libelle}\u00a0»."
            if a.champ == NOTE:
                message = "Cette colonne n’est pas reconnue\u00a0: elle est gardée en note sur chaque action."
            remede = "Choisissez à quoi elle sert si ce n’est pas cela."
        elif a.champ == FINANCEUR_COLONNE and a.certitude < _SURE:
            message = (
                f"PVD Desktop ne connaît pas «\u00a0{a.financeur}\u00a0»\u00a0: les montants de cette colonne, "
                "parmi celles des financeurs, sont pris pour son aide."
            )
            remede = "Choisissez à quoi elle sert si ce n’est pas un financeur."
        elif a.multiple != multiple_du_titre(a.entete) and a.champ and CHAMPS[a.champ].genre is Genre.MONTANT:
            unite = "millions" if a.multiple > 1000 else "milliers"
            message = f"Les montants de cette colonne sont lus en {unite} d’euros, comme le tableau l’écrit ailleurs."
            remede = "Écrivez «\u00a0€\u00a0» dans son titre s’ils sont en euros."
        if message:
            lieu = Lieu(correspondance.feuille, correspondance.derniere_entete or None, "", a.entete)
            yield RemarqueImport(nature=Nature.CHOIX, lieu=lieu, valeur=a.entete[:80], message=message, remede=remede)


def _base_supposee(lieu: Lieu) -> RemarqueImport:
    return RemarqueImport(
        nature=Nature.CHOIX,
        lieu=lieu,
        valeur="",
        message="Rien ne dit si les coûts sont HT ou TTC\u00a0: ils sont pris hors taxes.",
        remede="Choisissez TTC s’ils le sont.",
    )


def _masque(lieu: Lieu, texte: str) -> RemarqueImport:
    return RemarqueImport(
        nature=Nature.CHOIX,
        lieu=lieu,
        valeur="",
        message=texte,
        remede="Écartez les lignes qui ne comptent plus, ou retirez le filtre du classeur pour les voir.",
    )


def _ignore(lieu: Lieu, texte: str) -> RemarqueImport:
    return RemarqueImport(nature=Nature.IGNORE, lieu=lieu, valeur="", message=texte)


def _left_out(action: ActionLue, raison: str) -> LigneProposee:
    refusee = bool(action.refus)
    remarque = RemarqueImport(
        nature=Nature.REFUS if refusee else Nature.IGNORE,
        lieu=action.lieu,
        valeur=" · ".join(filter(None, (action.numero, action.intitule)))[:80],
        message=action.refus or raison,
        remede="Complétez la ligne, ou laissez-la de côté." if refusee else "Incluez-la si elle concerne votre plan.",
    )
    remarques = (remarque, *action.remarques) if refusee else (remarque,)
    return LigneProposee(
        cle=action.cle,
        lignes=tuple(action.lignes),
        titre=" · ".join(filter(None, (action.numero, action.intitule))) or f"Ligne {action.cle[1]}",
        orientation=str(action.orientation.valeur) if action.orientation else "",
        sort=Sort.REFUSE if refusee else Sort.ECARTE,
        raison=action.refus or raison,
        remarques=remarques,
    )


def _in_order(remarques: Sequence[RemarqueImport]) -> list[RemarqueImport]:
    """As the file goes: its sheets, then their rows."""
    feuilles = {nom: rang for rang, nom in enumerate(dict.fromkeys(r.lieu.feuille for r in remarques))}
    return sorted(remarques, key=lambda r: (feuilles[r.lieu.feuille], r.lieu.ligne or 0))


def _positive(**comptes: int) -> Mapping[str, int]:
    return {nom: n for nom, n in Counter(comptes).items() if n}
