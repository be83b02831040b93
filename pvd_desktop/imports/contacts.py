"""Address books: vCard files, and the tables that Outlook, Google or La Poste export."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from models.domain.importation.cellules import en_texte
from models.domain.importation.contacts import ContactLu
from models.domain.importation.feuille import Classeur, Feuille, Lieu, LigneFeuille
from models.domain.importation.proximite import cle
from models.domain.textes import LONGUEUR_TITRE
from pvd_desktop.imports.archives import check_taille, is_archive, refused
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.textes_tabules import decode
from pvd_desktop.imports.vcard import Carte, read_cartes

EXTENSIONS: Final = (".vcf", ".vcard")
CONTACTS_MAX: Final = 20_000
_COLONNES: Final[Mapping[str, tuple[str, ...]]] = {
    "organisme": (
        "organisation", "organisme", "société", "entreprise", "structure", "employeur", "company", "organization",
        "organization name", "organization 1 name", "collectivité", "établissement", "service ou société",
    ),
    "prenom": ("prénom", "first name", "given name", "prénoms"),
    "nom": ("nom", "nom de famille", "last name", "family name", "surname", "patronyme"),
    "complet": (
        "nom complet", "nom affiché", "nom à afficher", "name", "display name", "contact", "nom et prénom",
        "prénom et nom", "nom prénom", "prénom nom",
    ),
    "civilite": ("civilité", "titre", "title", "name prefix", "préfixe", "civ"),
    "fonction": (
        "fonction", "poste", "job title", "organization title", "organization 1 title", "qualité", "profession", "rôle",
        "titre professionnel", "mandat",
    ),
    "courriel": (
        "courriel", "email", "e mail", "mail", "mél", "adresse e mail", "adresse électronique", "adresse mail",
        "adresse de messagerie", "e mail address", "e mail 1 value", "email professionnel", "courriel professionnel",
        "e mail 2 address", "e mail 2 value", "adresse de messagerie 2", "courriel 2",
        "second courriel", "courriel secondaire",
    ),
    "telephone": (
        "téléphone", "tél", "téléphone bureau", "téléphone professionnel", "tél professionnel", "business phone",
        "phone", "phone 1 value", "work phone", "téléphone fixe", "numéro de téléphone", "tél bureau", "telephone 1",
        "portable", "mobile", "téléphone mobile", "tél mobile", "mobile phone", "téléphone portable", "phone 2 value",
        "gsm", "tél portable",
    ),
    "adresse": (
        "adresse", "adresse postale", "rue bureau", "rue", "business street", "address 1 formatted", "address 1 street",
        "adresse professionnelle", "code postal", "code postal bureau", "business postal code", "ville",
        "ville bureau", "business city", "address 1 city", "address 1 postal code",
    ),
    "identifiant_externe": ("identifiant", "uid", "identifiant de la carte"),
    "notes": ("notes", "note", "commentaire", "commentaires", "observations", "remarques"),
}  # fmt: skip
_TITRES: Final = {cle(t): champ for champ, titres in _COLONNES.items() for t in titres}
_CIVILITES: Final = {
    "m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme", "mademoiselle": "Mme",
}  # fmt: skip
_ENTETES: Final = 10
"""Rows among which the titles are looked for."""


def read_vcf(path: Path) -> list[ContactLu]:
    """The contacts of a vCard file.

    Raises:
        SourceError: it cannot be read, holds no card, or too many.
    """
    check_taille(path, "un carnet d’adresses", "Exportez les seuls contacts utiles.")
    try:
        octets = path.read_bytes()
    except OSError as e:
        raise refused(path) from e
    if is_archive(octets[:8]):
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» est une archive.",
            "Décompressez-la, puis importez le fichier .vcf qu’elle contient.",
        )
    lus = [_of_card(carte) for carte in islice(read_cartes(_decode(octets, path.name)), CONTACTS_MAX + 1)]
    return _check(lus, path.name, "Exportez vos contacts au format vCard (.vcf), puis importez ce fichier.")


def _decode(octets: bytes, nom: str) -> str:
    """Their text; two address books put end to end may each have their characters, so each line says which."""
    texte = decode(octets, nom)
    lignes = octets.splitlines()
    en_utf8 = [_is_utf8(ligne) for ligne in lignes]
    if all(en_utf8) or b"\x00" in octets:
        return texte
    return "\n".join(
        ligne.decode("utf-8" if bon else "cp1252", "replace") for ligne, bon in zip(lignes, en_utf8, strict=True)
    )


def _is_utf8(ligne: bytes) -> bool:
    try:
        ligne.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_contacts(classeur: Classeur) -> bool:
    """Whether a table is an address book, and no list of actions."""
    return any(_entete(feuille) is not None for feuille in classeur.feuilles)


def read_contacts(classeur: Classeur) -> list[ContactLu]:
    """The contacts of a table whose titles name a courriel and a person.

    Raises:
        SourceError: it holds none, or too many.
    """
    lus: list[ContactLu] = []
    for feuille in classeur.feuilles:
        if (entete := _entete(feuille)) is None:
            continue
        rang, colonnes = entete
        rangees = islice(feuille.lignes[rang + 1 :], CONTACTS_MAX + 1)
        lus += filter(None, (_of_row(feuille.nom, ligne, colonnes) for ligne in rangees))
    return _check(lus, classeur.nom, "Vérifiez que chaque ligne donne au moins un nom et une organisation.")


def _check(lus: list[ContactLu], nom: str, remede: str) -> list[ContactLu]:
    if not lus:
        raise SourceError(f"«\u00a0{nom}\u00a0» ne contient aucun contact.", remede)
    if len(lus) > CONTACTS_MAX:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» contient plus de {CONTACTS_MAX} contacts.", "Exportez les seuls contacts utiles."
        )
    return lus


def _entete(feuille: Feuille) -> tuple[int, dict[int, str]] | None:
    """Place of the row of titles, and what each column holds."""
    for rang, ligne in enumerate(feuille.lignes[:_ENTETES]):
        colonnes = {i: champ for i, v in ligne.remplies() if (champ := _champ(en_texte(v)))}
        champs = set(colonnes.values())
        personne = champs & {"prenom", "complet"} or {"nom", "organisme"} <= champs or {"nom", "telephone"} <= champs
        if "courriel" in champs and personne:
            return rang, colonnes
    return None


def _champ(titre: str) -> str:
    return _TITRES.get(cle(titre), "")


def _of_row(feuille: str, ligne: LigneFeuille, colonnes: Mapping[int, str]) -> ContactLu | None:
    valeurs: dict[str, list[str]] = {}
    for colonne, champ in colonnes.items():
        texte = en_texte(ligne.valeur(colonne)).strip()
        if texte and texte not in valeurs.setdefault(champ, []):
            valeurs[champ].append(texte)
    if not any(valeurs.values()):
        return None
    contact = ContactLu(lieu=Lieu(feuille, ligne.numero))
    for champ in ("organisme", "nom", "prenom", "fonction", "identifiant_externe"):
        setattr(contact, champ, next(iter(valeurs.get(champ, ())), ""))
    contact.civilite = _civilite(next(iter(valeurs.get("civilite", ())), ""))
    contact.adresse = ", ".join(valeurs.get("adresse", ()))
    contact.courriel, autres = _premier(valeurs.get("courriel", []))
    contact.courriel_secondaire, autres = _premier(autres)
    contact.telephone, encore = _premier(valeurs.get("telephone", []))
    contact.notes = "\n".join((*valeurs.get("notes", ()), *autres, *encore))
    if complet := next(iter(valeurs.get("complet", ())), ""):
        _nommer(contact, complet)
    return contact


def _of_card(carte: Carte) -> ContactLu:
    contact = ContactLu(lieu=Lieu("", carte.ligne))
    nom = [*carte.morceaux("N"), "", "", "", ""]
    contact.nom, contact.prenom, contact.civilite = nom[0], nom[1], _civilite(nom[3])
    organisme = carte.morceaux("ORG")
    contact.organisme = organisme[0] if organisme else ""
    contact.fonction = carte.texte("TITLE") or carte.texte("ROLE")
    contact.courriel = re.sub(r"(?i)^mailto:", "", carte.prefere("EMAIL", "pref", "work"))
    contact.telephone = re.sub(r"(?i)^tel:", "", carte.prefere("TEL", "pref", "work", "cell"))
    contact.adresse = _adresse(carte.morceaux("ADR"))
    contact.identifiant_externe = re.sub(r"(?i)^urn:uuid:", "", carte.texte("UID"))[:LONGUEUR_TITRE]
    contact.courriel_secondaire, courriels = _premier(list(_autres(carte, "EMAIL", contact.courriel)))
    autres = [*courriels, *_autres(carte, "TEL", contact.telephone)]
    service = ", ".join(filter(None, organisme[1:]))
    contact.notes = "\n".join(filter(None, (carte.texte("NOTE"), service, *autres)))
    complet = carte.texte("FN")
    de_l_organisme = carte.texte("KIND").lower() == "org" or cle(complet) == cle(contact.organisme)
    if de_l_organisme and not contact.prenom:
        contact.organisme, contact.nom = contact.organisme or complet, ""
    else:
        _nommer(contact, complet)
    return contact


def _autres(carte: Carte, nom: str, premier: str) -> Iterator[str]:
    """The other addresses or numbers: kept in the notes."""
    for valeur in carte.proprietes.get(nom, ()):
        texte = re.sub(r"(?i)^(?:tel|mailto):", "", valeur.texte)
        if texte and texte != premier:
            yield texte


def _adresse(morceaux: list[str]) -> str:
    if len(morceaux) < 6:
        return ", ".join(filter(None, morceaux))
    ville = " ".join(filter(None, (morceaux[5], morceaux[3])))
    return ", ".join(filter(None, (morceaux[2], ville)))


def _premier(valeurs: list[str]) -> tuple[str, list[str]]:
    return (valeurs[0], valeurs[1:]) if valeurs else ("", [])


def _civilite(texte: str) -> str:
    """« Monsieur » is « M. »; a job under « Titre » is none.

    >>> _civilite("Monsieur"), _civilite("Mme"), _civilite("Dr"), _civilite("Directrice")
    ('M.', 'Mme', 'Dr', '')
    """
    return _CIVILITES.get(cle(texte), texte if len(texte) <= 4 else "")


def _nommer(contact: ContactLu, complet: str) -> None:
    """A whole name, when its parts are not given: « MARTIN Camille » and « Camille Martin » are the same person."""
    if contact.nom or contact.prenom or not complet:
        return
    mots = complet.split()
    if len(mots) > 1 and _CIVILITES.get(cle(mots[0])):
        contact.civilite = contact.civilite or _CIVILITES[cle(mots[0])]
        mots = mots[1:]
    cris = [m for m in mots if m.isupper() and len(m) > 1]
    if cris and len(cris) < len(mots):
        contact.nom, contact.prenom = " ".join(cris).title(), " ".join(m for m in mots if m not in cris)
    elif len(mots) > 1:
        contact.prenom, contact.nom = mots[0], " ".join(mots[1:])
    else:
        contact.nom = complet
