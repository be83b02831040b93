"""Contacts of an address book laid over the organismes of the project: nobody is made twice, nothing is erased."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from models.domain.identifiants import courriel_valide
from models.domain.importation.feuille import Lieu
from models.domain.importation.organismes import Annuaire
from models.domain.importation.proposition import (
    CONTACTS,
    Changement,
    LigneProposee,
    Nature,
    Proposition,
    RemarqueImport,
    Retouches,
    Sort,
)
from models.domain.importation.proximite import cle
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.textes import LONGUEUR_TITRE, propre, propre_ligne
from models.domain.uids import Uid

_PUBLICS: Final = frozenset(
    {
        "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "hotmail.com", "hotmail.fr",
        "neuf.fr",
        "outlook.com", "outlook.fr", "live.fr", "yahoo.fr", "yahoo.com", "icloud.com", "bbox.fr", "me.com", "proton.me",
        "protonmail.com", "numericable.fr", "aol.com", "nordnet.fr", "msn.com", "gmx.fr",
    }
)  # fmt: skip
"""Providers of mail: their name says nothing of where a person works."""
_COURRIEL: Final = re.compile(r"[^@\s,;<>]+@([\w-]+(?:\.[\w-]+)+)")
_SEPARES: Final = re.compile(r"[\s,;]+")
_CHAMPS: Final = (
    "civilite", "nom", "prenom", "fonction", "courriel", "courriel_secondaire", "telephone", "notes",
    "identifiant_externe",
)  # fmt: skip
_DU_PROJET: Final = frozenset({"notes"})
"""What the card never rewrites: people add to it here."""
_LIBELLES: Final = {
    "civilite": "Civilité",
    "nom": "Nom",
    "prenom": "Prénom",
    "fonction": "Fonction",
    "courriel": "Courriel",
    "telephone": "Téléphone",
    "notes": "Notes",
    "adresse": "Adresse",
    "courriel_secondaire": "Second courriel",
    "identifiant_externe": "Carte du carnet d’adresses",
}


@dataclass(slots=True, kw_only=True)
class ContactLu:
    """A card, or a row, as the file tells it."""

    lieu: Lieu
    organisme: str = ""
    civilite: str = ""
    nom: str = ""
    prenom: str = ""
    fonction: str = ""
    courriel: str = ""
    telephone: str = ""
    adresse: str = ""
    notes: str = ""
    courriel_secondaire: str = ""
    identifiant_externe: str = ""
    """UID of the card: it follows the person, whatever becomes of the name."""

    @property
    def personne(self) -> bool:
        """Whether it names somebody, and not only an organisme."""
        return bool(self.nom or self.prenom)


def proposer_contacts(
    source: str,
    contacts: Sequence[ContactLu],
    projet: Projet,
    *,
    retouches: Retouches | None = None,
    remarques: Iterable[RemarqueImport] = (),
) -> Proposition:
    """What bringing these contacts into ``projet`` would do."""
    voulu = retouches or Retouches()
    fusion = _Fusion(projet)
    dites = list(remarques)
    lignes: list[LigneProposee] = []
    for rang, lu in enumerate(contacts, 1):
        identite = (CONTACTS, lu.lieu.ligne or rang)
        ligne = fusion.poser(identite, lu, exclu=identite in voulu.exclues)
        lignes.append(ligne)
        dites += ligne.remarques
    organismes = fusion.changes
    nouveaux = sum(1 for o in organismes if o.uid in fusion.nouveaux)
    comptes = Counter(ligne.sort for ligne in lignes)
    return Proposition(
        source=source,
        feuilles=(),
        lignes=tuple(lignes),
        remarques=tuple(dites),
        totaux=(),
        projet=replace(
            projet,
            organismes=organismes,
            orientations=(),
            fiches=(),
            parametres_locaux=(),
            constats_ignores=(),
            enveloppes=(),
            scenarios=(),
            dispositifs_locaux=(),
            demandes=(),
            instances=(),
            echeances=(),
        ),
        crees=_positive(Contact=comptes[Sort.CREE], Organisme=nouveaux),
        modifies=_positive(Contact=comptes[Sort.MODIFIE]),
        inchanges=_positive(Contact=comptes[Sort.INCHANGE]),
    )


class _Fusion:
    """Lays contacts over the organismes, one after the other."""

    def __init__(self, projet: Projet) -> None:
        self._annuaire = Annuaire(projet.organismes)
        self._anciens = {o.uid: o for o in projet.organismes}
        self._organismes = dict(self._anciens)
        self._domaines = {d: o for o in projet.organismes for d in _domaines(o)}
        self._cartes = {carte: o.uid for o in projet.organismes for c in o.contacts for carte in _cartes_de(c)}

    @property
    def nouveaux(self) -> set[Uid]:
        """Identities of the organismes that the project did not have."""
        return self._organismes.keys() - self._anciens.keys()

    @property
    def changes(self) -> tuple[Organisme, ...]:
        """Organismes that are new or differ."""
        return tuple(o for uid, o in self._organismes.items() if self._anciens.get(uid) != o)

    def poser(self, identite: tuple[str, int], lu: ContactLu, *, exclu: bool) -> LigneProposee:
        """What becomes of one contact."""
        titre = " ".join(filter(None, (lu.prenom, lu.nom))) or lu.organisme or lu.courriel or "Contact sans nom"
        numero = (lu.lieu.ligne,) if lu.lieu.ligne else ()
        if exclu:
            return _ecarte(identite, numero, titre, lu, "Écarté par vous.")
        organisme, choix = self._organisme(lu)
        if organisme is None:
            return _ecarte(identite, numero, titre, lu, choix)
        corrige, dites = _verifier(organisme, lu)
        neuf, sort, changements = _fondre(organisme, corrige)
        self._organismes[organisme.uid] = neuf
        if lu.personne and lu.identifiant_externe:
            self._cartes.setdefault(lu.identifiant_externe, neuf.uid)
        for domaine in _domaines(neuf):
            self._domaines.setdefault(domaine, neuf)
        remarques = (*((_remarque(Nature.CHOIX, lu, titre, choix),) if choix else ()), *dites)
        return LigneProposee(
            cle=identite,
            lignes=numero,
            titre=titre,
            orientation=neuf.nom,
            sort=sort,
            comparer=partial(iter, changements),
            remarques=remarques,
        )

    def _organisme(self, lu: ContactLu) -> tuple[Organisme | None, str]:
        """Where the person works, and what was chosen for it; or why nobody knows."""
        if lu.personne and (connu_par := self._cartes.get(lu.identifiant_externe)):
            return self._reste(self._organismes[connu_par], lu)
        if lu.organisme:
            trouve = self._annuaire.designer(lu.organisme[:LONGUEUR_TITRE])
            return self._organismes.get(trouve.uid, trouve), ""
        domaine = _domaine(lu.courriel)
        if domaine and (connu := self._domaines.get(domaine)):
            actuel = self._organismes[connu.uid]
            return actuel, f"Rangé sous «\u00a0{actuel.nom}\u00a0», dont c’est le domaine de courriel ({domaine})."
        if domaine:
            trouve = self._annuaire.designer(domaine)
            actuel = self._organismes.get(trouve.uid, trouve)
            return actuel, f"Aucune organisation\u00a0: rangé sous «\u00a0{domaine}\u00a0», d’après son courriel."
        return None, "Ce contact n’a ni organisation, ni courriel professionnel qui en désigne une."

    def _reste(self, actuel: Organisme, lu: ContactLu) -> tuple[Organisme, str]:
        """Where somebody known by the card already is: people and documents name the person there."""
        dit = self._annuaire.trouver(lu.organisme[:LONGUEUR_TITRE]) if lu.organisme else actuel
        if dit is not None and dit.uid == actuel.uid:
            return actuel, ""
        return actuel, (
            f"Sa carte dit désormais «\u00a0{lu.organisme}\u00a0»\u00a0: la personne reste sous "
            f"«\u00a0{actuel.nom}\u00a0», où le projet la cite."
        )


def _verifier(organisme: Organisme, lu: ContactLu) -> tuple[ContactLu, tuple[RemarqueImport, ...]]:
    """The contact with addresses one can write to, and what was done of the others: nothing is lost."""
    lieu = lu.lieu._replace(entete="Courriel")
    bons, mauvais = _trier_courriels(lu)
    dites = [
        RemarqueImport(
            nature=Nature.NON_COMPRIS,
            lieu=lieu,
            valeur=courriel[:80],
            message="Ce n’est pas une adresse de courriel\u00a0: elle est gardée dans les notes.",
            remede="Corrigez-la dans Partenaires, ou dans le carnet d’adresses, puis importez-le de nouveau.",
        )
        for courriel in mauvais
    ]
    courriel, second, *autres = (*bons, "", "")
    restes = [*filter(None, autres), *(f"Courriel à corriger\u00a0: {dit}" for dit in mauvais)]
    notes = "\n".join(filter(None, (lu.notes, *restes)))
    corrige = replace(lu, courriel=courriel, courriel_secondaire=second, notes=notes) if restes or bons else lu
    homonyme = next((c for c in organisme.contacts if _est_un_homonyme(c, corrige)), None)
    if homonyme is not None and not any(_a_la_carte(c, lu) or _est_le_meme(c, corrige) for c in organisme.contacts):
        dites.append(
            _remarque(
                Nature.CHOIX,
                lu,
                homonyme.nom_complet,
                f"«\u00a0{organisme.nom}\u00a0» a déjà «\u00a0{homonyme.nom_complet}\u00a0» "
                f"({homonyme.courriel})\u00a0: une autre personne du même nom est ajoutée ({corrige.courriel}).",
                "Si c’est la même, écartez cette ligne et notez l’adresse dans ses coordonnées.",
            )
        )
    return corrige, tuple(dites)


def _trier_courriels(lu: ContactLu) -> tuple[list[str], list[str]]:
    """Addresses one can write to, and the others; several in a cell are told apart."""
    dits = [d for brut in (lu.courriel, lu.courriel_secondaire) for d in _SEPARES.split(brut) if d]
    bons = list(dict.fromkeys(d for d in dits if courriel_valide(d)))
    return bons, list(dict.fromkeys(d for d in dits if not courriel_valide(d)))


def _est_un_homonyme(contact: Contact, lu: ContactLu) -> bool:
    """The same whole name at another address."""
    nom = cle(f"{lu.prenom} {lu.nom}")
    return bool(lu.prenom and lu.nom) and cle(f"{contact.prenom} {contact.nom}") == nom


def _fondre(organisme: Organisme, lu: ContactLu) -> tuple[Organisme, Sort, list[Changement]]:
    """The organisme once the contact is in it; what it already has is kept."""
    if not lu.personne:
        return _completer(organisme, lu)
    dits = {c: _propre(c, getattr(lu, c)) for c in _CHAMPS if getattr(lu, c)}
    par_carte = next((c for c in organisme.contacts if _a_la_carte(c, lu)), None)
    ancien = par_carte or next((c for c in organisme.contacts if _est_le_meme(c, lu)), None)
    if ancien is None:
        contact = replace(Contact(), **dits)
        return (
            replace(organisme, contacts=(*organisme.contacts, contact)),
            Sort.CREE,
            [_changement(lu, c, "", v) for c, v in dits.items()],
        )
    if ancien.uid == lu.identifiant_externe:
        # A card that we wrote: it comes from nowhere else.
        dits.pop("identifiant_externe")
    # What the person wrote in the project is worth more than an export, unless the card itself has changed since.
    suivis = frozenset(dits) - _DU_PROJET if par_carte else frozenset[str]()
    neufs = {c: v for c, v in dits.items() if (c in suivis or not getattr(ancien, c)) and v != getattr(ancien, c)}
    if not neufs:
        return organisme, Sort.INCHANGE, []
    contacts = tuple(replace(c, **neufs) if c is ancien else c for c in organisme.contacts)
    changements = [_changement(lu, c, getattr(ancien, c), v) for c, v in neufs.items()]
    return replace(organisme, contacts=contacts), Sort.MODIFIE, changements


def _completer(organisme: Organisme, lu: ContactLu) -> tuple[Organisme, Sort, list[Changement]]:
    """A card of the organisme itself: what the project does not know of it."""
    dits: dict[str, Any] = {
        c: _propre(c, getattr(lu, c))
        for c in ("courriel", "telephone", "adresse", "notes")
        if getattr(lu, c) and not getattr(organisme, c)
    }
    sort = Sort.MODIFIE if dits else Sort.INCHANGE
    return replace(organisme, **dits), sort, [_changement(lu, c, "", v) for c, v in dits.items()]


def _a_la_carte(contact: Contact, lu: ContactLu) -> bool:
    return lu.identifiant_externe in _cartes_de(contact)


def _cartes_de(contact: Contact) -> tuple[str, ...]:
    """The card it came from; the one it goes out with, as long as it came from none."""
    return (contact.identifiant_externe or contact.uid,)


def _est_le_meme(contact: Contact, lu: ContactLu) -> bool:
    """The same address, or the same name when one of them has none."""
    if contact.courriel and lu.courriel:
        memes = contact.courriel.lower() == lu.courriel.lower()
        return memes and (not contact.nom or not lu.nom or cle(contact.nom) == cle(lu.nom))
    return cle(f"{contact.prenom} {contact.nom}") == cle(f"{lu.prenom} {lu.nom}")


def _changement(lu: ContactLu, champ: str, avant: str, apres: str) -> Changement:
    return Changement(objet="Contact", champ=_LIBELLES[champ], avant=avant, apres=apres, lieu=lu.lieu)


def _remarque(nature: Nature, lu: ContactLu, valeur: str, message: str, remede: str = "") -> RemarqueImport:
    return RemarqueImport(nature=nature, lieu=lu.lieu, valeur=valeur[:80], message=message, remede=remede)


def _ecarte(
    identite: tuple[str, int], lignes: tuple[int, ...], titre: str, lu: ContactLu, raison: str
) -> LigneProposee:
    remede = "Ajoutez le nom de son organisation dans le carnet d’adresses."
    remarque = _remarque(Nature.IGNORE, lu, titre, raison, "" if raison.startswith("Écarté") else remede)
    return LigneProposee(
        cle=identite, lignes=lignes, titre=titre, orientation="", sort=Sort.ECARTE, raison=raison, remarques=(remarque,)
    )


def _propre(champ: str, texte: str) -> str:
    return propre(texte).strip() if champ in {"notes", "adresse"} else propre_ligne(texte)[:LONGUEUR_TITRE]


def _domaine(courriel: str) -> str:
    """What follows the @, unless it is that of a provider.

    >>> _domaine("c.martin@Valbrune.fr"), _domaine("c.martin@orange.fr"), _domaine("")
    ('valbrune.fr', '', '')
    """
    trouve = _COURRIEL.search(courriel)
    domaine = trouve[1].lower() if trouve else ""
    return "" if domaine in _PUBLICS else domaine


def _domaines(organisme: Organisme) -> set[str]:
    courriels = [organisme.courriel, *(c.courriel for c in organisme.contacts)]
    return {d for courriel in courriels if (d := _domaine(courriel))}


def _positive(**comptes: int) -> dict[str, int]:
    return {nom: n for nom, n in comptes.items() if n}
