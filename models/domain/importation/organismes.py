"""Organismes named by people: what kind they are, and whether two names are the same one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from models.domain.identifiants import siren_valide
from models.domain.importation.proximite import cle
from models.domain.organisme import Organisme
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme

_MOTIFS: Final = {
    TypeOrganisme.BAILLEUR_SOCIAL: r"\b(hlm|bailleur|opac|oph|habitat sa|sa habitat|office public de l habitat|esh)\b",
    TypeOrganisme.EPCI: r"^(cc|ca|cu|ccp|epci|interco)\b|^cc(?!as$|i[a-z]?$|r$|sti$)[a-z]{1,4}$|"
    r"\b(communaute|agglo|agglomeration|metropole|intercommunalite|comcom)\b",
    TypeOrganisme.SYNDICAT: r"\b(syndicat|petr|sivom|sivu|smictom|sictom|pays du|pole metropolitain|pnr)\b|^s[mi] ",
    TypeOrganisme.BANQUE_DES_TERRITOIRES: r"\b(banque des territoires|bdt|caisse des depots|cdc)\b",
    TypeOrganisme.CONSULAIRE: r"\b(cci|cma|chambre de|chambre des|chambre d agriculture|consulaire)\b",
    TypeOrganisme.ETABLISSEMENT_PUBLIC: r"\b(anah|anct|ademe|epf|cerema|ofb|agence de l eau|agence nationale|"
    r"office francais|etablissement public|hopital|ehpad|ccas|lycee|college|vnf)\b",
    TypeOrganisme.ASSOCIATION: r"\b(assoc|asso|association|associations|federation|feder depart|comite|foyer|mjc|"
    r"union des|amicale|office de tourisme|caue|adil|fondation|centre social|soliha|cpie)\b",
    TypeOrganisme.ETAT: r"^(etat|l etat)\b|\b(prefecture|sous prefecture|ddtm?|dreal|drac|udap|dsden|ars|ministere|"
    r"agence regionale de sante|dgfip|deets|dreets)\b",
    TypeOrganisme.REGION: r"\bregion\b|\bconseil regional\b|^cr\b",
    TypeOrganisme.DEPARTEMENT: r"\b(?:departement|dept|dpt)\b|\bconseil (?:departemental|general)\b|^c[dg] ?\d*\b",
    TypeOrganisme.EUROPE: r"\b(europe|union europeenne|ue)\b",
    TypeOrganisme.PRIVE: r"\b(sas|sarl|eurl|sci|snc|sasu|entreprise|prives?|particuliers?|proprietaires?)\b|"
    r"\bsa$|^sa\b",
    TypeOrganisme.COMMUNE: r"^(commune|ville|mairie|communes)\b",
}
"""Words that tell the kind of an organisme; the first that is found does."""
_DEBUTS: Final = re.compile(
    r"^(?:(?:la|le|les|l) )?(?:commune|ville|mairie|communaute de communes|cc|communaute d agglomeration|ca|"
    r"departement|conseil departemental|region|conseil regional)(?: (?:de|du|des|d|de la|de l))* ?"
)
_SIGLE: Final = re.compile(r"\([^)]*\)")
"""« Communauté de communes du Sud-Artois (CCSA) » is the same without it."""
_PETITS_MOTS: Final = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur", "sous", "a", "au"})
_ENTRE_PORTEURS: Final = re.compile(r"\s*[/+&\n]\s*")
_SIGLE_MIN, _SIGLE_MAX = 3, 8
_SIGLES_PRIS: Final = frozenset(
    {"caf", "cci", "cma", "ccas", "cias", "caue", "cdc", "ars", "epf", "cee", "adil", "cpie"}
)
_A_SIGLE: Final = frozenset({TypeOrganisme.EPCI, TypeOrganisme.SYNDICAT})
"""Types that people call by their initials."""
_ARTICLES: Final = re.compile(r"\b(?:de|du|des|d|la|le|les|l) ")


def deviner_type(nom: str, identifiant: str = "") -> TypeOrganisme:
    """What a name, a SIREN or a code INSEE tells; ``AUTRE`` when nothing does.

    >>> [deviner_type(n).value for n in ("CC du Sud-Artois", "FLANDRE OPALE HABITAT, SA HLM", "Mairie", "Camille")]
    ['epci', 'bailleur_social', 'commune', 'autre']
    >>> deviner_type("BAPAUME", "216200808"), deviner_type("Bapaume", "62080")
    (<TypeOrganisme.COMMUNE: 'commune'>, <TypeOrganisme.COMMUNE: 'commune'>)
    """
    plat = cle(nom)
    for type_, motif in _MOTIFS.items():
        if re.search(motif, plat):
            return type_
    chiffres = re.sub(r"\W", "", identifiant)
    if re.fullmatch(r"\d{5}|2[ABab]\d{3}", chiffres):
        return TypeOrganisme.COMMUNE
    # The register of the State gives collectivités the numbers that begin with 20 to 26.
    prefixes = {"21": TypeOrganisme.COMMUNE, "22": TypeOrganisme.DEPARTEMENT, "23": TypeOrganisme.REGION}
    return prefixes.get(chiffres[:2], TypeOrganisme.AUTRE) if len(chiffres) in {9, 14} else TypeOrganisme.AUTRE


def plusieurs_porteurs(texte: str) -> tuple[str, ...]:
    """What stands on each side of a slash or of a « + »; nothing for a name alone, which an « et » may well be in.

    >>> plusieurs_porteurs("EPF / commune"), plusieurs_porteurs("Commune+CCAS"), plusieurs_porteurs("CC Lys et Deûle")
    (('EPF', 'commune'), ('Commune', 'CCAS'), ())
    """
    noms = tuple(dict.fromkeys(nom.strip() for nom in _ENTRE_PORTEURS.split(texte)))
    return noms if len(noms) > 1 and all(len(nom) > 1 for nom in noms) else ()


def siren_de(identifiant: str) -> str:
    """The SIREN of a SIREN or a SIRET; nothing for anything else.

    >>> siren_de("200 035 442"), siren_de("62080")
    ('200035442', '')
    """
    chiffres = re.sub(r"\W", "", identifiant)
    chiffres = chiffres[:9] if len(chiffres) == 14 else chiffres
    return chiffres if siren_valide(chiffres) else ""


def cle_organisme(nom: str, type_: TypeOrganisme) -> str:
    """What two names of one organisme share: « CC du Sud-Artois » and « Communauté de communes du Sud Artois ».

    >>> cle_organisme("Mairie de Bapaume", TypeOrganisme.COMMUNE) == cle_organisme("BAPAUME", TypeOrganisme.COMMUNE)
    True
    """
    plat = cle(_SIGLE.sub(" ", nom)) or cle(nom)
    court = _DEBUTS.sub("", plat) if type_ in _A_PREFIXE else plat
    return _ARTICLES.sub("", f"{court} ").strip() or plat


_A_PREFIXE: Final = frozenset(
    {TypeOrganisme.COMMUNE, TypeOrganisme.EPCI, TypeOrganisme.DEPARTEMENT, TypeOrganisme.REGION, TypeOrganisme.AUTRE}
)


def sigles_de(nom: str) -> frozenset[str]:
    """How people shorten a long name: its initials, and what it says between parentheses.

    >>> sorted(sigles_de("Communauté de communes du Pays de Lumbres")), sorted(sigles_de("CC du Val (CCV)"))
    (['ccpl'], ['ccv'])
    """
    mots = [m for m in cle(_SIGLE.sub(" ", nom).replace("’", " ")).split() if m not in _PETITS_MOTS]
    dits = {cle(m).replace(" ", "") for m in _SIGLE.findall(nom)} | {"".join(m[0] for m in mots)}
    return frozenset(s for s in dits if _SIGLE_MIN <= len(s) <= _SIGLE_MAX)


def est_un_sigle_de(texte: str, nom: str) -> bool:
    """Whether a word is how people shorten that name.

    >>> est_un_sigle_de("C.C.P.L.", "Communauté de communes du Pays de Lumbres"), est_un_sigle_de("CAF", "CA de Flers")
    (True, False)
    """
    return _compact(texte) in sigles_de(nom)


def _compact(texte: str) -> str:
    """« C.C.P.L. » as one word; empty for several, and for the acronyms that everybody gives another meaning."""
    mot = texte.strip().replace(".", "")
    return cle(mot) if mot.isalpha() and cle(mot) not in _SIGLES_PRIS else ""


class Annuaire:
    """The organismes of the project, and those that the file adds to them."""

    def __init__(self, connus: Iterable[Organisme]) -> None:
        self._par_nom: dict[str, list[Organisme]] = {}
        self._par_siren: dict[str, Organisme] = {}
        self._par_sigle: dict[str, set[Uid]] = {}
        self._connus: dict[Uid, Organisme] = {}
        self._touches: dict[Uid, Organisme] = {}
        self._designes: dict[tuple[str, str, TypeOrganisme | None], Uid] = {}
        for organisme in connus:
            self._connus[organisme.uid] = organisme
            self._index(organisme)

    @property
    def nouveaux(self) -> tuple[Organisme, ...]:
        """Those that the project did not know."""
        return tuple(o for uid, o in self._touches.items() if uid not in self._connus)

    @property
    def modifies(self) -> tuple[Organisme, ...]:
        """Those of the project that the file completes."""
        return tuple(o for uid, o in self._touches.items() if uid in self._connus and o != self._connus[uid])

    def tous(self) -> tuple[Organisme, ...]:
        """Everyone."""
        return (*(self._touches.get(u, o) for u, o in self._connus.items()), *self.nouveaux)

    def nom(self, uid: Uid | None) -> str:
        """The name of an organisme, or an empty text."""
        organisme = None if uid is None else self._touches.get(uid) or self._connus.get(uid)
        return organisme.nom if organisme else ""

    def trouver(self, nom: str, identifiant: str = "", type_: TypeOrganisme = TypeOrganisme.AUTRE) -> Organisme | None:
        """The one that this name or this number designates."""
        if (siren := siren_de(identifiant)) and (trouve := self._par_siren.get(siren)):
            return trouve
        devine = type_ if type_ is not TypeOrganisme.AUTRE else deviner_type(nom, identifiant)
        # Two organismes of one name, one of them with a SIREN of its own, are two.
        possibles = [
            o
            for o in self._par_nom.get(cle_organisme(nom, devine), ())
            if _compatibles(o.type, devine) and not (siren and o.siren and o.siren != siren)
        ]
        # The very same name is the same organisme, whatever its words suggest: « Agence régionale de santé ».
        voisins = possibles or [
            o
            for t in (TypeOrganisme.ETAT, TypeOrganisme.AUTRE)
            for o in self._par_nom.get(cle_organisme(nom, t), ())
            if cle(o.nom) == cle(nom) and not (siren and o.siren and o.siren != siren)
        ]
        exacts = [o for o in voisins if cle(o.nom) == cle(nom)]
        return (exacts or voisins or [self._du_sigle(nom)])[0]

    def _du_sigle(self, nom: str) -> Organisme | None:
        """The only one that these initials shorten."""
        uids = self._par_sigle.get(_compact(nom), set())
        uid = next(iter(uids)) if len(uids) == 1 else None
        return self._touches.get(uid) or self._connus[uid] if uid else None

    def designer(self, nom: str, identifiant: str = "", type_: TypeOrganisme | None = None) -> Organisme:
        """The same, made when it is not there."""
        demande = (nom, identifiant, type_)
        if demande not in self._designes:
            self._designes[demande] = self._designer(nom, identifiant, type_).uid
        uid = self._designes[demande]
        return self._touches.get(uid) or self._connus[uid]

    def _designer(self, nom: str, identifiant: str, type_: TypeOrganisme | None) -> Organisme:
        devine = type_ or deviner_type(nom, identifiant)
        siren = siren_de(identifiant)
        trouve = self.trouver(nom, identifiant, devine)
        if trouve is None:
            trouve = Organisme(nom=_presentable(nom), type=devine, siren=siren)
        elif siren and not trouve.siren:
            trouve = replace(trouve, siren=siren)
        else:
            self._index_name(nom, devine, trouve)
            return trouve
        self._touches[trouve.uid] = trouve
        self._index(trouve)
        self._index_name(nom, devine, trouve)
        return trouve

    def _index(self, organisme: Organisme) -> None:
        if organisme.siren:
            self._par_siren[organisme.siren] = organisme
        for nom in filter(None, (organisme.nom, organisme.sigle)):
            self._index_name(nom, organisme.type, organisme)
        if organisme.type in _A_SIGLE:
            for sigle in sigles_de(organisme.nom):
                self._par_sigle.setdefault(sigle, set()).add(organisme.uid)

    def _index_name(self, nom: str, type_: TypeOrganisme, organisme: Organisme) -> None:
        homonymes = self._par_nom.setdefault(cle_organisme(nom, type_), [])
        homonymes[:] = [o for o in homonymes if o.uid != organisme.uid] + [organisme]


def _compatibles(a: TypeOrganisme, b: TypeOrganisme) -> bool:
    return a is b or TypeOrganisme.AUTRE in {a, b}


def _presentable(nom: str) -> str:
    """A name shouted in capitals by a file of the State, said as people write it; sigles stay.

    >>> _presentable("CC DU PAYS DE MORMAL"), _presentable("BAPAUME"), _presentable("Anah")
    ('CC du Pays de Mormal', 'Bapaume', 'Anah')
    """
    if not nom.isupper() or len(nom) <= 4:
        return nom
    petits = {"de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous", "d", "l", "à", "au", "aux"}
    sigles = {"SARL", "PETR", "SIVOM", "OPAC", "SIVU", "SOLIHA", "CAUE", "CIAS", "CCAS", "EHPAD", "DREAL", "DRAC"}
    mots = [
        m.lower() if i and m.lower() in petits else m if m in sigles or len(m) <= 3 else m[:1] + m[1:].lower()
        for i, m in enumerate(re.split(r"([\s'’-]+)", nom))
    ]
    return "".join(mots)
