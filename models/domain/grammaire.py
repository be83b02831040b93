"""French grammar of the texts filled from data: enumerations, elisions, articles, numbers in letters."""

from collections.abc import Sequence

from models.domain.formats import sort_key

_NOMBRES = (
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
)
_FEMININS = frozenset(
    {
        "agence",
        "association",
        "banque",
        "caisse",
        "chambre",
        "collectivite",
        "commune",
        "communaute",
        "cooperative",
        "direction",
        "federation",
        "fondation",
        "mairie",
        "metropole",
        "prefecture",
        "region",
        "regie",
        "societe",
        "union",
        "ville",
    }
)
_MASCULINS = frozenset(
    {
        "centre",
        "comite",
        "conseil",
        "departement",
        "etablissement",
        "etat",
        "groupement",
        "ministere",
        "office",
        "parc",
        "pole",
        "syndicat",
    }
)
_SIGLES_FEMININS = frozenset({"ademe", "anah", "anct", "caf", "cc", "cci", "drac", "sa", "scic", "sem"})
_SIGLES_MASCULINS = frozenset({"caue", "ccas", "cerema", "cias", "epci", "epf", "petr", "sivom", "sivu"})
"""Apart: the legal form that follows a sigle tells the gender of what it names better than the sigle does."""


def enumerer(noms: Sequence[str]) -> str:
    """« A, B et C ».

    >>> enumerer(("Auchel", "Lillers", "Calonne-Ricouart"))
    'Auchel, Lillers et Calonne-Ricouart'
    """
    return " et ".join(filter(None, (", ".join(noms[:-1]), *noms[-1:])))


def de(nom: str) -> str:
    """The name after « de », contracted or elided; an h counts as silent, as in most names of places.

    >>> [de(nom) for nom in ("Bapaume", "Auchel", "Le Portel", "Les Andelys", "La Bassée")]
    ['de Bapaume', 'd’Auchel', 'du Portel', 'des Andelys', 'de La Bassée']
    """
    if nom.startswith("Le "):
        return f"du {nom[3:]}"
    if nom.startswith("Les "):
        return f"des {nom[4:]}"
    return f"d’{nom}" if sort_key(nom[:1]) in tuple("aeiouyh") else f"de {nom}"


def a(lieu: str) -> str:
    """The place after « à », contracted.

    >>> [a(lieu) for lieu in ("Bapaume", "Le Portel", "Les Andelys")]
    ['à Bapaume', 'au Portel', 'aux Andelys']
    """
    if lieu.startswith("Le "):
        return f"au {lieu[3:]}"
    return f"aux {lieu[4:]}" if lieu.startswith("Les ") else f"à {lieu}"


def en_lettres(nombre: int) -> str:
    """« six »; figures above sixteen.

    >>> en_lettres(6), en_lettres(25)
    ('six', '25')
    """
    return _NOMBRES[nombre] if 0 <= nombre < len(_NOMBRES) else str(nombre)


def est_feminin(*noms: str) -> bool:
    """Gender of an institution, from the first word that tells it; masculine when none does.

    >>> est_feminin("Communauté de communes du Haut-Pré"), est_feminin("Département du Nord")
    (True, False)
    """
    for premier in map(_premier_mot, noms):
        if premier in _FEMININS or premier in _MASCULINS:
            return premier in _FEMININS
    return False


def avec_article(nom: str) -> str:
    """An institution inside a sentence; one whose name opens with no known noun keeps its name alone.

    >>> [avec_article(nom) for nom in ("Communauté de communes du Haut-Pré", "Établissement public foncier")]
    ['la communauté de communes du Haut-Pré', 'l’établissement public foncier']
    >>> [avec_article(nom) for nom in ("CCAS de L’Isle-Adam", "État, préfecture", "Les Foyers de la Warne")]
    ['le CCAS de L’Isle-Adam', 'l’État, préfecture', 'Les Foyers de la Warne']
    >>> avec_article("EPCI de l’Authie")
    'l’EPCI de l’Authie'
    """
    premier = _premier_mot(nom)
    feminin = premier in _FEMININS | _SIGLES_FEMININS
    if not feminin and premier not in _MASCULINS | _SIGLES_MASCULINS:
        return nom
    # « l’État » alone keeps its capital.
    commun = nom if premier == "etat" else minuscule(nom)
    if sort_key(commun[0]) in "aeiou":
        return f"l’{commun}"
    return f"{'la' if feminin else 'le'} {commun}"


def minuscule(texte: str) -> str:
    """The text as it goes on after a comma: no capital at its head, unless its first word is a sigle.

    >>> [minuscule(texte) for texte in ("Annuelle", "À la livraison", "INSEE, chaque année")]
    ['annuelle', 'à la livraison', 'INSEE, chaque année']
    """
    return texte if texte[1:2].isupper() else texte[:1].lower() + texte[1:]


def majuscule(texte: str) -> str:
    """The text with a capital at its head, the rest untouched.

    >>> majuscule("la commune de Bapaume")
    'La commune de Bapaume'
    """
    return texte[:1].upper() + texte[1:]


def _premier_mot(nom: str) -> str:
    mots = sort_key(nom).replace("’", " ").replace("'", " ").replace(",", " ").split()
    return mots[0] if mots else ""
