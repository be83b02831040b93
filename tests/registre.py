"""Every command with a strategy that draws arguments for the project as it stands; ``None`` when it cannot apply."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from imports_partiels import draw_import, supprimes
from registre_champs import FICHIERS, MONTANTS, OCTETS, TEXTES, VALEURS
from registre_demandes import DEMANDES
from registre_gestes import (
    MOMENT,
    POSITION,
    Appel,
    Strategie,
    ajout,
    contacts_of,
    depenses_of,
    draw_champs,
    draw_un,
    financements_of,
    modification,
    on_fiches,
    operations_of,
    retrait,
    sur,
    uids_of,
)
from registre_programmation import PROGRAMMATION
from registre_retour import draw_retour
from registre_territoire import TERRITOIRE
from saisies_maquette import draw_saisies

from models.commands import (
    constats,
    convention,
    corbeille,
    fiches,
    historique,
    importation,
    maquette,
    operations,
    organismes,
    orientations,
    pieces,
    reglages,
    retour,
)
from models.domain.convention import Article, PieceConvention
from models.domain.demande import Demande
from models.domain.fiche_action import FicheAction, Piece
from models.domain.gouvernance import Instance, Reunion
from models.domain.organisme import Contact, Organisme
from models.domain.orientation import Orientation
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.uids import Uid

_MAITRES_OUVRAGE = ("maitre_ouvrage", "maitre_ouvrage_delegue")
QUAND = st.just(MOMENT)
PARAMETRES = ("participation_minimale", "tolerance_plan")
ARTICLES = ("objet", "gouvernance", "litiges")
LISTES = ("phases", "partenaires", "contrats", "indicateurs", "notes")


def _fiches(projet: Projet) -> Any:
    return projet.fiches


def _organismes(projet: Projet) -> Any:
    return projet.organismes


def _orientations(projet: Projet) -> Any:
    return projet.orientations


def _pieces(projet: Projet) -> list[Piece]:
    return [p for f in projet.fiches for p in f.pieces]


def _parties(projet: Projet) -> Any:
    return projet.convention.parties


def _logos(projet: Projet) -> Any:
    return projet.convention.logos


def _articles_inseres(projet: Projet) -> list[Article]:
    return [a for a in projet.convention.articles if not a.cle]


def _indicateurs(projet: Projet) -> Any:
    return [i for o in projet.orientations for i in o.indicateurs]


def _champs_fiches(data: DataObject, projet: Projet) -> Appel:
    return (), draw_champs(data, "fiche", ("orientation", uids_of(projet.orientations)))


def _remove_fiches(data: DataObject, projet: Projet) -> Appel | None:
    if not projet.fiches:
        return None
    uids = data.draw(st.lists(st.sampled_from(uids_of(projet.fiches)), min_size=1, max_size=2, unique=True))
    return (uids,), {"moment": MOMENT}


def _move_fiche(data: DataObject, projet: Projet) -> Appel | None:
    uid = draw_un(data, uids_of(projet.fiches))
    if uid is None:
        return None
    orientation = data.draw(st.none() | st.sampled_from(uids_of(projet.orientations) or [None]))
    return (uid,), {"orientation": orientation, "position": data.draw(POSITION)}


def _duplicate(data: DataObject, projet: Projet) -> Appel | None:
    return ((data.draw(st.sampled_from(projet.fiches)),), {"moment": MOMENT}) if projet.fiches else None


def _set_liens(data: DataObject, projet: Projet) -> Appel | None:
    uid, liste = draw_un(data, uids_of(projet.fiches)), data.draw(st.sampled_from(["communes", "secteurs"]))
    cibles = uids_of(getattr(projet.territoire, liste))
    if uid is None or not cibles:
        return None
    return (uid, liste, data.draw(st.lists(st.sampled_from(cibles), unique=True))), {}


def _add_ligne(data: DataObject, projet: Projet) -> Appel | None:
    uid, liste = draw_un(data, uids_of(projet.fiches)), data.draw(st.sampled_from(LISTES))
    refs = [("organisme", uids_of(projet.organismes))] if liste == "partenaires" else []
    return None if uid is None else ((uid, liste), draw_champs(data, liste, *refs))


def _ligne(data: DataObject, projet: Projet) -> tuple[str, Uid] | None:
    lignes = [(liste, ligne.uid) for f in projet.fiches for liste in LISTES for ligne in getattr(f, liste)]
    return data.draw(st.sampled_from(lignes)) if lignes else None


def _update_ligne(data: DataObject, projet: Projet) -> Appel | None:
    ligne = _ligne(data, projet)
    return None if ligne is None else (ligne, draw_champs(data, ligne[0]))


def _remove_ligne(data: DataObject, projet: Projet) -> Appel | None:
    ligne = _ligne(data, projet)
    return None if ligne is None else (ligne, {})


def _move_ligne(data: DataObject, projet: Projet) -> Appel | None:
    ligne = _ligne(data, projet)
    return None if ligne is None else (ligne, {"position": data.draw(POSITION)})


def _import(data: DataObject, projet: Projet) -> Appel:
    return (draw_import(data, projet, TEXTES),), {"moment": MOMENT}


def _presents_ou_supprimes(classe: type[Any], presents: Callable[[Projet], Any]) -> Callable[[Projet], list[Any]]:
    """What was deleted, or lives when nothing was: restoring what lives changes nothing."""
    return lambda projet: supprimes(projet, classe) or list(presents(projet))


def _set_article(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(st.sampled_from(ARTICLES)),), draw_champs(data, "article")


def _add_article(data: DataObject, projet: Projet) -> Appel:
    return (), {"apres": data.draw(st.sampled_from(ARTICLES)), **draw_champs(data, "article")}


def _reset_article(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(st.sampled_from(ARTICLES)),), {}


def _add_logo(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(OCTETS),), {"intitule": data.draw(TEXTES)}


def _split_operation(data: DataObject, projet: Projet) -> Appel | None:
    uid = draw_un(data, uids_of(operations_of(projet)))
    if uid is None:
        return None
    operation = next(o for o in operations_of(projet) if o.uid == uid)
    choix = {
        nom: data.draw(st.lists(st.sampled_from(uids), unique=True)) if uids else []
        for nom, uids in (("depenses", uids_of(operation.depenses)), ("financements", uids_of(operation.financements)))
    }
    return (uid,), {**choix, "intitule": data.draw(TEXTES)}


def _add_pieces(data: DataObject, projet: Projet) -> Appel | None:
    fiche = draw_un(data, uids_of(projet.fiches))
    if fiche is None:
        return None
    return (fiche, data.draw(st.lists(FICHIERS, min_size=1, max_size=3))), draw_champs(data, "pieces")


def _update_piece(data: DataObject, projet: Projet) -> Appel | None:
    """A pièce proves what is in its own fiche."""
    fiche = next((f for f in projet.fiches if f.pieces), None)
    if fiche is None:
        return None
    financements = [ligne.uid for o in fiche.operations for ligne in o.financements]
    champs = draw_champs(data, "pieces", ("operation", uids_of(fiche.operations)), ("financement", financements))
    return (data.draw(st.sampled_from(uids_of(fiche.pieces))),), champs


def _replace_piece(data: DataObject, projet: Projet) -> Appel | None:
    uid = draw_un(data, uids_of(_pieces(projet)))
    return None if uid is None else ((uid, data.draw(FICHIERS)), {})


def _remove_pieces(data: DataObject, projet: Projet) -> Appel | None:
    uids = uids_of(_pieces(projet))
    return ((data.draw(st.lists(st.sampled_from(uids), unique=True)),), {"moment": MOMENT}) if uids else None


def _organisme_for(data: DataObject, projet: Projet) -> Appel | None:
    """Wherever an organisme is chosen."""
    possibles = [
        *(("operation", o.uid, champ) for o in operations_of(projet) for champ in _MAITRES_OUVRAGE),
        *(("financement", f.uid, "financeur") for f in financements_of(projet)),
        *(("partenaire", p.uid, "organisme") for f in projet.fiches for p in f.partenaires),
        *(("partie", p.uid, "organisme") for p in projet.convention.parties),
    ]
    return (data.draw(st.sampled_from(possibles)), draw_champs(data, "organisme")) if possibles else None


def _restore_elements(data: DataObject, projet: Projet) -> Appel:
    tables = {
        FicheAction: "fiche_action",
        Operation: "operation",
        Orientation: "orientation",
        Organisme: "organisme",
        Contact: "contact",
        PieceConvention: "piece_convention",
        Demande: "demande",
        Instance: "instance",
        Reunion: "reunion",
    }
    jetes = [(table, o.uid) for classe, table in tables.items() for o in supprimes(projet, classe)]
    return (data.draw(st.lists(st.sampled_from(jetes), unique=True)) if jetes else [],), {}


def _restore_valeur(data: DataObject, projet: Projet) -> Appel | None:
    fiche, depense = draw_un(data, uids_of(projet.fiches)), draw_un(data, uids_of(depenses_of(projet)))
    if depense is not None and data.draw(st.booleans()):
        return ("depense", depense, "montant_ht", data.draw(MONTANTS)), {}
    orientation = data.draw(st.none() | st.sampled_from(uids_of(projet.orientations) or [None]))
    return None if fiche is None else (("fiche_action", fiche, "orientation", orientation), {})


def _write_maquette(data: DataObject, projet: Projet) -> Appel | None:
    ecritures = draw_saisies(data, projet)
    return None if ecritures is None else ((ecritures,), {"moment": MOMENT})


def _ignore(data: DataObject, projet: Projet) -> Appel | None:
    uid = draw_un(data, uids_of(projet.fiches))
    champ = data.draw(st.sampled_from([None, "", "secteurs"]))
    return None if uid is None else (("FA-07", uid, champ), {"motif": data.draw(TEXTES)})


def _add_parametre(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(st.sampled_from(PARAMETRES)),), {**draw_champs(data, "parametre"), "valeur": data.draw(VALEURS)}


def _add_pieces_convention(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(st.lists(FICHIERS, min_size=1, max_size=2)),), draw_champs(data, "pieces")


REGISTRE: dict[Callable[..., Any], Strategie] = {
    **TERRITOIRE,
    **PROGRAMMATION,
    **DEMANDES,
    reglages.update_reglages: ajout("reglages"),
    reglages.add_parametre: _add_parametre,
    reglages.update_parametre: modification("parametre", lambda p: p.parametres_locaux),
    reglages.reset_parametre: lambda data, _projet: ((data.draw(st.sampled_from(PARAMETRES)),), {}),
    organismes.add_organisme: ajout("organisme"),
    organismes.add_organisme_for: _organisme_for,
    organismes.add_maitre_ouvrage: on_fiches(lambda data, _: ((), draw_champs(data, "organisme"))),
    organismes.update_organisme: modification("organisme", _organismes),
    organismes.remove_organisme: sur(_organismes, moment=QUAND),
    organismes.add_contact: ajout("contact", _organismes),
    organismes.update_contact: modification("contact", contacts_of),
    organismes.remove_contacts: retrait(contacts_of),
    organismes.restore_organisme: sur(_presents_ou_supprimes(Organisme, _organismes)),
    orientations.add_orientation: ajout("orientation"),
    orientations.update_orientation: modification("orientation", _orientations),
    orientations.move_orientation: sur(_orientations, position=POSITION),
    orientations.remove_orientation: sur(_orientations, moment=QUAND),
    orientations.restore_orientation: sur(_presents_ou_supprimes(Orientation, _orientations)),
    orientations.add_indicateur: ajout("indicateurs", _orientations),
    orientations.update_indicateur: modification("indicateurs", _indicateurs),
    orientations.move_indicateur: sur(_indicateurs, position=POSITION),
    orientations.remove_indicateur: sur(_indicateurs),
    fiches.add_fiche: ajout("fiche", None, ("orientation", _orientations)),
    fiches.update_fiche: modification("fiche", _fiches, ("orientation", _orientations)),
    fiches.update_fiches: on_fiches(_champs_fiches),
    fiches.set_liens: _set_liens,
    fiches.move_fiche: _move_fiche,
    fiches.renumber_fiches: sur(_orientations),
    fiches.duplicate_fiche: _duplicate,
    fiches.remove_fiches: _remove_fiches,
    fiches.restore_fiche: sur(_presents_ou_supprimes(FicheAction, _fiches)),
    fiches.add_ligne: _add_ligne,
    fiches.update_ligne: _update_ligne,
    fiches.remove_ligne: _remove_ligne,
    fiches.move_ligne: _move_ligne,
    operations.add_operation: ajout("operation", _fiches, ("maitre_ouvrage", _organismes)),
    operations.update_operation: modification("operation", operations_of, ("maitre_ouvrage", _organismes)),
    operations.set_maitre_ouvrage: on_fiches(lambda data, projet: ((draw_un(data, uids_of(projet.organismes)),), {})),
    operations.split_operation: _split_operation,
    operations.move_operation: sur(operations_of, position=POSITION),
    operations.remove_operation: sur(operations_of, moment=QUAND),
    operations.restore_operation: sur(_presents_ou_supprimes(Operation, operations_of)),
    operations.add_depense: ajout("depense", operations_of),
    operations.update_depense: modification("depense", depenses_of),
    operations.remove_depense: sur(depenses_of),
    operations.add_financement: ajout("financement", operations_of, ("financeur", _organismes)),
    operations.update_financement: modification("financement", financements_of, ("financeur", _organismes)),
    operations.remove_financement: sur(financements_of),
    operations.add_repartition: ajout("repartition", financements_of),
    operations.update_repartition: modification(
        "repartition", lambda p: [r for f in financements_of(p) for r in f.repartitions]
    ),
    operations.remove_repartition: sur(lambda p: [r for f in financements_of(p) for r in f.repartitions]),
    operations.add_versement: ajout("versement", financements_of),
    operations.update_versement: modification(
        "versement", lambda p: [v for f in financements_of(p) for v in f.versements]
    ),
    operations.remove_versement: sur(lambda p: [v for f in financements_of(p) for v in f.versements]),
    pieces.add_pieces: _add_pieces,
    pieces.update_piece: _update_piece,
    pieces.replace_piece: _replace_piece,
    pieces.remove_pieces: _remove_pieces,
    importation.import_projet: _import,
    maquette.write_maquette: _write_maquette,
    retour.write_retour: draw_retour,
    convention.update_convention: ajout("convention"),
    convention.add_partie: ajout("partie", None, ("organisme", _organismes)),
    convention.update_partie: modification("partie", _parties, ("organisme", _organismes)),
    convention.move_partie: sur(_parties, position=POSITION),
    convention.remove_partie: sur(_parties),
    convention.set_article: _set_article,
    convention.reset_article: _reset_article,
    convention.add_article: _add_article,
    convention.update_article: modification("article", _articles_inseres),
    convention.move_article: sur(_articles_inseres, apres=st.sampled_from(ARTICLES), position=POSITION),
    convention.remove_article: sur(_articles_inseres),
    convention.add_logo: _add_logo,
    convention.update_logo: sur(_logos, intitule=st.none() | TEXTES, octets=st.none() | OCTETS),
    convention.move_logo: sur(_logos, position=POSITION),
    convention.remove_logo: sur(_logos),
    convention.add_pieces_convention: _add_pieces_convention,
    convention.update_piece_convention: modification("pieces", lambda p: p.convention.pieces),
    convention.remove_pieces_convention: retrait(lambda p: p.convention.pieces),
    corbeille.restore_elements: _restore_elements,
    corbeille.empty_corbeille: lambda _data, _projet: ((), {}),
    historique.restore_valeur: _restore_valeur,
    constats.ignore_constat: _ignore,
    constats.heed_constat: sur(lambda p: p.constats_ignores),
}
