"""The strategies of demandes, payments, governance, échéances, frozen states and exchanges."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from imports_partiels import ProjetEtCorbeille
from registre_champs import FICHIERS, JOURS, OCTETS, TEXTES
from registre_gestes import (
    MOMENT,
    POSITION,
    Appel,
    Strategie,
    ajout,
    draw_champs,
    draw_un,
    modification,
    operations_of,
    retrait,
    sur,
    uids_of,
)

from models.commands import demandes, echeances, effacement, gouvernance, organismes, paiements, versions
from models.domain.demande import Demande, LigneDemande, NatureDemande
from models.domain.gouvernance import Instance, Presence, Reunion
from models.domain.paiement import Facture, Marche
from models.domain.projet import Projet
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import StatutAction

_CHAMPS_FORMULAIRE = st.sampled_from(["adresse", "travaux", "zonages"])
_CLES = st.sampled_from(["demande:1:completude", "fiche:2:plaque"])


def _demandes(projet: Projet) -> tuple[Demande, ...]:
    return projet.demandes


def _instances(projet: Projet) -> tuple[Instance, ...]:
    return projet.instances


def _reunions(projet: Projet) -> list[Reunion]:
    return [r for i in projet.instances for r in i.reunions]


def _membres(projet: Projet) -> list[Any]:
    return [m for i in projet.instances for m in i.membres]


def _decisions(projet: Projet) -> list[Any]:
    return [d for r in _reunions(projet) for d in r.decisions]


def _organismes(projet: Projet) -> Any:
    return projet.organismes


def _echanges(projet: Projet) -> list[Any]:
    return [e for o in projet.organismes for e in o.echanges]


def _operations(projet: Projet) -> Any:
    return operations_of(projet)


def _marches(projet: Projet) -> list[Any]:
    return [m for o in operations_of(projet) for m in o.marches]


def _factures(projet: Projet) -> list[Any]:
    return [f for o in operations_of(projet) for f in o.factures]


def _pieces(projet: Projet) -> list[Any]:
    return [p for d in projet.demandes for p in d.pieces]


def _notes(projet: Projet) -> list[Any]:
    return [n for d in projet.demandes for n in d.notes]


def _draw_lignes(data: DataObject, projet: Projet) -> list[LigneDemande]:
    """Operations with one of their lines, with none, or something that is nowhere."""
    possibles = list(
        chain.from_iterable(
            (LigneDemande(operation=o.uid), *(LigneDemande(operation=o.uid, financement=f.uid) for f in o.financements))
            for o in operations_of(projet)
        )
    )
    possibles.append(LigneDemande(operation=new_uid(), financement=new_uid()))
    return data.draw(st.lists(st.sampled_from(possibles), max_size=3, unique_by=lambda ligne: ligne.uid))


def _add_demande(data: DataObject, projet: Projet) -> Appel:
    champs = draw_champs(data, "demande", ("demandeur", uids_of(projet.organismes)))
    return (_draw_lignes(data, projet),), {"moment": MOMENT, **champs}


def _set_lignes(data: DataObject, projet: Projet) -> Appel | None:
    if not projet.demandes:
        return None
    demande = data.draw(st.sampled_from(projet.demandes))
    gardees = data.draw(st.lists(st.sampled_from(demande.lignes), unique=True)) if demande.lignes else []
    return (demande.uid, [*gardees, *_draw_lignes(data, projet)]), {"moment": MOMENT}


def _set_reponse(data: DataObject, projet: Projet) -> Appel | None:
    demande = draw_un(data, uids_of(projet.demandes))
    return None if demande is None else ((demande, data.draw(_CHAMPS_FORMULAIRE), data.draw(TEXTES)), {})


def _add_piece(data: DataObject, projet: Projet) -> Appel | None:
    demande = draw_un(data, uids_of(projet.demandes))
    if demande is None:
        return None
    return (demande, data.draw(st.none() | FICHIERS)), draw_champs(data, "piece_demande")


def _add_pieces(data: DataObject, projet: Projet) -> Appel | None:
    demande = draw_un(data, uids_of(projet.demandes))
    return None if demande is None else ((demande, data.draw(st.lists(FICHIERS, max_size=2))), {})


def _update_piece(data: DataObject, projet: Projet) -> Appel | None:
    piece = draw_un(data, uids_of(_pieces(projet)))
    if piece is None:
        return None
    return (piece, data.draw(st.none() | FICHIERS)), draw_champs(data, "piece_demande")


def _renew(data: DataObject, projet: Projet) -> Appel | None:
    if not projet.demandes:
        return None
    options = {"annee": 2027, "nature": data.draw(st.sampled_from(NatureDemande)), "moment": MOMENT}
    return (data.draw(st.sampled_from(projet.demandes)),), options


def _duplicate(data: DataObject, projet: Projet) -> Appel | None:
    if not projet.demandes:
        return None
    return (data.draw(st.sampled_from(projet.demandes)),), {"intitule": data.draw(TEXTES), "moment": MOMENT}


def _add_ligne(data: DataObject, projet: Projet) -> Appel | None:
    operation = draw_un(data, uids_of(operations_of(projet)))
    if operation is None or not projet.demandes:
        return None
    champs = draw_champs(data, "financement", ("financeur", uids_of(projet.organismes)))
    return (data.draw(st.sampled_from(projet.demandes)), operation), {"moment": MOMENT, **champs}


def _add_factures(data: DataObject, projet: Projet) -> Appel | None:
    operation = draw_un(data, uids_of(operations_of(projet)))
    if operation is None:
        return None
    factures = [Facture(**draw_champs(data, "facture")) for _ in range(data.draw(st.integers(0, 3)))]
    return (operation, factures), {"moment": MOMENT}


def _ecriture(aggregat: str, snapshot: Callable[..., Any], existants: Callable[[Projet], list[Any]]) -> Strategie:
    """A block of cells: some lines change, others come after."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        operation = draw_un(data, uids_of(operations_of(projet)))
        if operation is None:
            return None
        uids = uids_of(existants(projet))
        changes = data.draw(st.lists(st.sampled_from(uids), unique=True, max_size=3)) if uids else []
        changements = {uid: draw_champs(data, aggregat) for uid in changes}
        ajouts = [snapshot(**draw_champs(data, aggregat)) for _ in range(data.draw(st.integers(0, 2)))]
        return (operation, changements, ajouts), {"moment": MOMENT}

    return draw


def _set_presences(data: DataObject, projet: Projet) -> Appel | None:
    reunions = _reunions(projet)
    if not reunions:
        return None
    reunion = data.draw(st.sampled_from(reunions))
    presences = [
        *reunion.presences[1:],
        Presence(nom=data.draw(TEXTES), membre=data.draw(st.none() | st.just(Uid("m")))),
    ]
    return (reunion.uid, presences), {"moment": MOMENT}


def _add_decision(data: DataObject, projet: Projet) -> Appel | None:
    reunion = draw_un(data, uids_of(_reunions(projet)))
    champs = draw_champs(data, "decision", ("fiche", uids_of(projet.fiches)))
    return None if reunion is None else ((reunion,), champs)


def _apply_decision(data: DataObject, projet: Projet) -> Appel | None:
    vivantes = {f.uid for f in projet.fiches}
    decision = draw_un(data, [d.uid for d in _decisions(projet) if d.fiche is None or d.fiche in vivantes])
    if decision is None:
        return None
    champs = data.draw(
        st.fixed_dictionaries(
            {}, optional={"statut": st.sampled_from(StatutAction), "date_dernier_copil": JOURS, "motif_statut": TEXTES}
        )
    )
    return (decision,), {"jour": MOMENT.date(), "note": data.draw(TEXTES), "champs": champs}


def _treat(data: DataObject, projet: Projet) -> Appel:
    dites = {
        "cles": data.draw(st.lists(_CLES, unique=True)),
        "notees": data.draw(st.lists(st.sampled_from(notees), unique=True))
        if (notees := uids_of(projet.echeances))
        else [],
        "decisions": uids_of(_decisions(projet)),
    }
    return (), {**dites, "faite_le": data.draw(JOURS), "motif": data.draw(TEXTES)}


def _plusieurs(liste: Callable[[Projet], Any]) -> Strategie:
    """Several of a list, for good."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        uids = uids_of(liste(projet))
        return ((data.draw(st.lists(st.sampled_from(uids), unique=True)),), {}) if uids else None

    return draw


def _versions(projet: Projet) -> Any:
    return projet.versions if isinstance(projet, ProjetEtCorbeille) else ()


def _add_version(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(TEXTES), data.draw(OCTETS)), {"commentaire": data.draw(TEXTES), "moment": MOMENT}


def _erase(data: DataObject, projet: Projet) -> Appel:
    """Somebody of the project, or nobody."""
    contacts = [f"{c.prenom} {c.nom}" for o in projet.organismes for c in o.contacts]
    membres = [m.nom for i in projet.instances for m in i.membres]
    return (data.draw(st.sampled_from([*contacts, *membres, "Personne de ce nom"])),), {}


DEMANDES: dict[Callable[..., Any], Strategie] = {
    effacement.erase_person: _erase,
    demandes.add_demande: _add_demande,
    demandes.update_demande: modification("demande", _demandes, ("demandeur", _organismes)),
    demandes.set_lignes: _set_lignes,
    demandes.set_reponse: _set_reponse,
    demandes.add_piece: _add_piece,
    demandes.add_pieces: _add_pieces,
    demandes.update_piece: _update_piece,
    demandes.remove_pieces: _plusieurs(_pieces),
    demandes.add_note: ajout("notes", _demandes),
    demandes.update_note: modification("notes", _notes),
    demandes.remove_note: sur(_notes),
    demandes.renew_demande: _renew,
    demandes.duplicate_demande: _duplicate,
    demandes.add_ligne: _add_ligne,
    demandes.remove_demandes: retrait(_demandes),
    paiements.add_marche: ajout("marche", _operations),
    paiements.update_marche: modification("marche", _marches),
    paiements.remove_marches: _plusieurs(_marches),
    paiements.write_marches: _ecriture("marche", Marche, _marches),
    paiements.add_facture: ajout("facture", _operations),
    paiements.add_factures: _add_factures,
    paiements.update_facture: modification("facture", _factures),
    paiements.remove_factures: _plusieurs(_factures),
    paiements.write_factures: _ecriture("facture", Facture, _factures),
    gouvernance.add_instance: ajout("instance"),
    gouvernance.update_instance: modification("instance", _instances),
    gouvernance.remove_instances: retrait(_instances),
    gouvernance.add_membre: ajout("membre", _instances, ("organisme", _organismes)),
    gouvernance.update_membre: modification("membre", _membres, ("organisme", _organismes)),
    gouvernance.move_membre: sur(_membres, position=POSITION),
    gouvernance.remove_membres: _plusieurs(_membres),
    gouvernance.add_reunion: ajout("reunion", _instances),
    gouvernance.update_reunion: modification("reunion", _reunions),
    gouvernance.remove_reunions: retrait(_reunions),
    gouvernance.set_presences: _set_presences,
    gouvernance.add_decision: _add_decision,
    gouvernance.update_decision: modification("decision", _decisions),
    gouvernance.move_decision: sur(_decisions, position=POSITION),
    gouvernance.remove_decisions: _plusieurs(_decisions),
    gouvernance.apply_decision: _apply_decision,
    echeances.add_echeance: ajout("echeance"),
    echeances.update_echeance: modification("echeance", lambda p: p.echeances),
    echeances.remove_echeances: _plusieurs(lambda p: p.echeances),
    echeances.treat_echeances: _treat,
    organismes.remove_organismes: retrait(_organismes),
    organismes.add_echange: ajout("echange", _organismes),
    organismes.update_echange: modification("echange", _echanges),
    organismes.remove_echanges: _plusieurs(_echanges),
    versions.add_version: _add_version,
    versions.update_version: sur(_versions, nom=TEXTES, commentaire=TEXTES),
    versions.remove_version: sur(_versions),
}
