"""A project in which nobody can be known: each name becomes a pseudonym, the same wherever it stands."""

import re
from dataclasses import dataclass
from typing import Any, Final

from models.domain.demande import ReponseDemande
from models.domain.formats import sort_key
from models.domain.organisme import Contact
from models.domain.personnes.endroits import SorteEndroit, endroits_de, est_identite, passages, transformer
from models.domain.personnes.lieux import nommer, nommer_champ, objet_de, situer
from models.domain.personnes.nom import CIVILITES, Personne, mots_du_nom
from models.domain.personnes.reconnus import Reconnus, mots_reconnus, noms_du_projet
from models.domain.projet import Projet
from models.domain.regles import Objet

_COORDONNEES: Final = frozenset({"courriel", "courriel_secondaire", "telephone", "identifiant_externe", "rgpd_delegue"})
_DU_CONTACT: Final = frozenset({"civilite", "prenom", "fonction", "notes"})
_COURRIEL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE: Final = re.compile(r"(?<![\d.])(?:\+33[ .\u00a0\u202f]?|0)[1-9](?:[ .\u00a0\u202f]?\d{2}){4}(?!\d)")
_LIBRES: Final = 20
"""Characters from which a text may name somebody nobody knows of."""
_MOT: Final = re.compile(r"\w+")
_APRES_CIVILITE: Final = re.compile(r"\b(?:MM?\.|Mmes?|Mlle|Monsieur|Madame|Dr|Me)[ \u00a0\u202f]+([A-ZÀ-Ý][\w’'-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TexteARelire:
    """A text of the copy in which somebody may still be named."""

    lieu: str
    champ: str
    texte: str
    suspects: tuple[str, ...]
    """Words written as a name that the project knows, or after a civilité."""
    objet: Objet | None = None
    """Where to correct it, when a page shows it."""

    @property
    def libelle_champ(self) -> str:
        """« Notes », « Texte libre »."""
        return nommer_champ(self.champ)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjetAnonyme:
    """The project without its people, and what nobody could check."""

    projet: Projet
    personnes: int
    """Number of pseudonyms given."""
    textes_libres: int
    """Long texts: any may name somebody the project knows nowhere else."""
    a_relire: tuple[TexteARelire, ...]
    """Those in which a word is written as a name."""

    @property
    def bilan(self) -> str:
        """How many people became a pseudonym, and how much remains to be read."""
        personnes = _compter(self.personnes, "personne remplacée", "personnes remplacées")
        reste = "aucun texte ne paraît plus nommer quelqu’un"
        if self.a_relire:
            textes = _compter(len(self.a_relire), "texte à relire", "textes à relire")
            reste = f"{textes}, où un mot ressemble au nom de quelqu’un"
        libres = _compter(self.textes_libres, "texte libre", "textes libres")
        return f"{personnes}\u00a0; {reste}. Sur {libres}, l’application ne reconnaît que les noms du projet."


def anonymiser(projet: Projet) -> ProjetAnonyme:
    """Names become « Personne 1 », « Personne 2 » in the order of the project; addresses and numbers go."""
    reconnus = Reconnus(projet)
    pseudonymes: dict[str, str] = {}
    personnes: list[tuple[Personne, str]] = []
    for nom, contact in noms_du_projet(projet):
        cle = _cle(nom)
        if cle not in pseudonymes and (contact or not reconnus.est_un_corps(nom)):
            pseudonymes[cle] = f"Personne {len(pseudonymes) + 1}"
            if reconnus.est_un_nom(nom):
                personnes.append((Personne(nom), pseudonymes[cle]))
    # The longest first: « Anne Petit Durand » before « Anne Petit ».
    personnes.sort(key=lambda paire: -len(paire[0].mots))

    def changer(objet: Any, champ: str, texte: str) -> str:
        if not texte or champ in _COORDONNEES:
            return ""
        if isinstance(objet, ReponseDemande) and champ == "texte" and est_identite(objet):
            # The form reads the project again.
            return ""
        if isinstance(objet, Contact):
            if champ in _DU_CONTACT:
                return ""
            if champ == "nom":
                return pseudonymes.get(_cle(nommer(objet)), "")
        if champ in _champs_nominatifs(objet.__class__):
            # A service keeps its name: it is nobody.
            return pseudonymes.get(_cle(texte), texte)
        return _sans_personne(texte, personnes)

    neuf = transformer(projet, changer)
    libres = [p for p in passages((neuf,)) if not p.endroit.est_nominatif]
    connus = frozenset(mot for personne, _ in personnes for mot in mots_reconnus(personne.nom))
    connus -= reconnus.mots_des_lieux
    a_relire = [
        TexteARelire(lieu=situer(p), champ=p.endroit.champ, texte=p.texte, suspects=suspects, objet=objet_de(p.chemin))
        for p in libres
        if (suspects := _suspects(p.texte, connus))
    ]
    return ProjetAnonyme(
        projet=neuf,
        personnes=len(pseudonymes),
        textes_libres=sum(len(p.texte) >= _LIBRES and " " in p.texte for p in libres),
        a_relire=tuple(a_relire),
    )


def _cle(nom: str) -> str:
    """The same person whatever the order, the case and the civilité."""
    return " ".join(mots_du_nom(nom))


def _champs_nominatifs(classe: type[Any]) -> frozenset[str]:
    return frozenset(e.champ for e in endroits_de(classe) if e.sorte in {SorteEndroit.NOM, SorteEndroit.TITULAIRE})


def _sans_personne(texte: str, personnes: list[tuple[Personne, str]]) -> str:
    """A text without the known names, the addresses and the numbers."""
    texte = _TELEPHONE.sub("[téléphone]", _COURRIEL.sub("[courriel]", texte))
    mots = {sort_key(mot) for mot in _MOT.findall(texte)}
    for personne, pseudonyme in personnes:
        if mots.issuperset(personne.mots):
            texte = personne.remplacer(texte, pseudonyme)
    return texte


def _suspects(texte: str, connus: frozenset[str]) -> tuple[str, ...]:
    """What looks like the name of somebody: a known word with its capital, or any after a civilité."""
    vus = [mot for mot in _MOT.findall(texte) if mot[0].isupper() and sort_key(mot) in connus]
    vus += [mot for mot in _APRES_CIVILITE.findall(texte) if mot != "Personne"]
    return tuple(dict.fromkeys(mot for mot in vus if sort_key(mot) not in CIVILITES))


def _compter(nombre: int, un: str, plusieurs: str) -> str:
    return f"{nombre} {plusieurs if nombre > 1 else un}"
