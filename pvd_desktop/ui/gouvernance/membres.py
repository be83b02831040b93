"""The list of the members of an instance: a contact of an organisme, or a name that is typed."""

from collections.abc import Callable, Sequence
from typing import Final

from models.domain.errors import SaisieError
from models.domain.formats import sort_key
from models.domain.gouvernance import Instance, RoleMembre
from models.domain.instances.situee import Siege, sieges
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui.gouvernance.actes import ActesGouvernance
from pvd_desktop.ui.widgets.cellules import ColonneChoix, colonne_poignee, find_choix, parse_texte
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

_ROLES: Final = tuple((role.value, role.libelle) for role in RoleMembre)


def build_membres(actes: ActesGouvernance, lire: Callable[[], Instance | None]) -> ListeEditable:
    """The list, edited in place."""
    ecriture = _Ecriture(actes, lire)
    return ListeEditable(
        MotsListe("Membres", "Ajouter un membre", "Personne n’y siège pour l’instant."),
        _colonnes(lambda: actes.projet),
        ActesListe(ecriture.add, ecriture.write, ecriture.remove, ecriture.move, ecriture.bornes),
        etirable=4,
        souhaits={1: 184, 5: 150},
        poignee=0,
    )


class _Ecriture:
    """Writes a cell of a member as what it means."""

    def __init__(self, actes: ActesGouvernance, lire: Callable[[], Instance | None]) -> None:
        self._actes = actes
        self._lire = lire

    def add(self) -> Uid | None:
        instance = self._lire()
        return self._actes.add_membre(instance.uid) if instance else None

    def write(self, cle: str, champ: str, valeur: object) -> None:
        siege = self._siege(cle)
        if siege is None:
            return
        membre, champs = siege.membre, {champ: valeur}
        if champ == "contact":
            trouve = _find_contact(self._actes.projet, str(valeur or ""))
            # A name that was typed gives way to that of the contact; leaving the contact keeps it in sight.
            champs = {"contact": None, "nom": siege.nom}
            if trouve:
                champs = {"organisme": trouve[0].uid, "contact": trouve[1].uid, "nom": ""}
        elif champ == "organisme" and valeur != membre.organisme:
            champs = {"organisme": valeur, "contact": None, "nom": siege.nom}
        elif champ == "nom" and _est_nomme_par_contact(siege):
            raise SaisieError(
                "Ce nom est celui du contact de l’organisme.",
                "Corrigez-le dans Partenaires, ou choisissez «\u00a0Sans contact\u00a0» pour en écrire un autre.",
            )
        self._actes.update_membre(siege, champs)

    def remove(self, cle: str) -> None:
        siege = self._siege(cle)
        if siege is not None:
            self._actes.remove_membre(siege.uid, siege.titre)

    def move(self, cle: str, rang: int) -> None:
        siege = self._siege(cle)
        if siege is not None:
            self._actes.move_membre(siege, rang)

    def bornes(self, cle: str) -> tuple[int, int]:
        """Places of those who have the same role: the others come before them, or after."""
        instance, siege = self._lire(), self._siege(cle)
        if instance is None or siege is None:
            return 0, 0
        roles = [s.membre.role for s in sieges(self._actes.projet, instance)]
        premiere = roles.index(siege.membre.role)
        return premiere, premiere + roles.count(siege.membre.role) - 1

    def _siege(self, cle: str) -> Siege | None:
        instance = self._lire()
        return next((s for s in sieges(self._actes.projet, instance) if s.uid == cle), None) if instance else None


def _colonnes(lire: Callable[[], Projet]) -> Sequence[Colonne[Siege]]:
    def organismes() -> list[tuple[str, str]]:
        noms = [(str(o.uid), o.nom or "Organisme sans nom") for o in lire().organismes]
        return [("", "Sans organisme"), *sorted(noms, key=lambda c: sort_key(c[1]))]

    def contacts() -> list[tuple[str, str]]:
        tous = [(str(c.uid), f"{c.nom_complet} – {o.nom}") for o, c in _contacts(lire())]
        return [("", "Sans contact"), *sorted(tous, key=lambda c: sort_key(c[1]))]

    def parse_organisme(saisie: str) -> Uid | None:
        return Uid(trouve) if (trouve := find_choix(organismes(), saisie)) else None

    return (
        colonne_poignee("À faire glisser, ou Alt+↑ et Alt+↓, parmi ceux qui ont le même rôle"),
        Colonne(
            titre="Nom",
            texte=lambda s: s.nom,
            edition=lambda s: s.nom,
            champ="nom",
            parse=parse_texte(),
            largeur=130,
            gras=lambda s: s.membre.role is RoleMembre.PRESIDENT,
            aide="Celui du contact, ou un nom que vous tapez",
        ),
        ColonneChoix(
            titre="Rôle",
            texte=lambda s: s.membre.role.libelle,
            edition=lambda s: s.membre.role.value,
            champ="role",
            parse=lambda saisie: RoleMembre(find_choix(_ROLES, saisie)),
            choix=lambda: _ROLES,
            largeur=84,
        ),
        Colonne(titre="Fonction", texte=lambda s: s.fonction, champ="fonction", parse=parse_texte(), largeur=130),
        ColonneChoix(
            titre="Organisme",
            texte=lambda s: s.organisme,
            edition=lambda s: s.membre.organisme or "",
            champ="organisme",
            parse=parse_organisme,
            choix=organismes,
            largeur=140,
        ),
        ColonneChoix(
            titre="Contact",
            texte=lambda s: s.courriel or (s.nom if _est_nomme_par_contact(s) else ""),
            edition=lambda s: s.membre.contact or "",
            champ="contact",
            parse=lambda saisie: find_choix(contacts(), saisie),
            choix=contacts,
            largeur=110,
            aide="La personne de l’organisme qui siège\u00a0: son nom et sa fonction en viennent",
        ),
        Colonne(
            titre="À savoir",
            texte=lambda s: s.ecart,
            icone=lambda s: ("avertissement", "attention") if s.ecart else None,
            token=lambda s: "attention" if s.ecart else None,
            largeur=72,
        ),
    )


def _est_nomme_par_contact(siege: Siege) -> bool:
    return siege.membre.contact is not None and not siege.ecart


def _contacts(projet: Projet) -> list[tuple[Organisme, Contact]]:
    return [(organisme, contact) for organisme in projet.organismes for contact in organisme.contacts]


def _find_contact(projet: Projet, uid: str) -> tuple[Organisme, Contact] | None:
    return next(((o, c) for o, c in _contacts(projet) if c.uid == uid), None)
