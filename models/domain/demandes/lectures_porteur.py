"""What the forms read of who asks, who represents it, and who follows the dossier."""

from collections.abc import Mapping
from typing import Final

from models.domain.demandes.lecture import FONCTIONS, Lecteur, Lecture, Lu, oui_non, prenom_et_nom
from models.domain.formats import format_entier
from models.domain.regles import Objet
from models.domain.regles.dotations import cle_dispositif
from models.domain.vocabulaire import TypeOrganisme

CHEF_DE_PROJET: Final = "Chef de projet Petites Villes de Demain"
_SYNDICATS: Final = (
    ("petr", ("petr", "pole d equilibre")),
    ("syndicat_mixte", ("syndicat mixte",)),
    ("syndicat_communes", ("syndicat intercommunal", "syndicat de communes", "sivu", "sivom")),
)
_CIVILITES: Final = {"m": "m", "m.": "m", "mr": "m", "monsieur": "m"} | dict.fromkeys(("mme", "madame", "mme."), "mme")


def _nature(lecteur: Lecteur) -> Lu:
    organisme = lecteur.situee.demandeur
    if organisme is None:
        return lecteur.de_la_demande("demandeur", "")
    nature = {TypeOrganisme.COMMUNE: "commune", TypeOrganisme.EPCI: "epci"}.get(organisme.type, "")
    if organisme.type is TypeOrganisme.SYNDICAT:
        nom = cle_dispositif(f"{organisme.nom} {organisme.sigle}")
        nature = next((cle for cle, mots in _SYNDICATS if any(mot in nom for mot in mots)), "")
    return Lu(nature, lecteur.demandeur, "type")


def _siren(lecteur: Lecteur) -> Lu:
    organisme, commune = lecteur.situee.demandeur, lecteur.situee.commune
    siren = organisme.siren if organisme else ""
    return Lu(siren or (commune.code_insee if commune else ""), lecteur.demandeur, "siren")


def _departement(lecteur: Lecteur) -> Lu:
    territoire = lecteur.situee.projet.territoire
    nom = territoire.departement
    code = territoire.code_departement
    return lecteur.du_territoire("departement", f"{code} – {nom}" if code and nom else nom or code)


def _taille(lecteur: Lecteur) -> Lu:
    commune = lecteur.situee.commune
    habitants = commune.population if commune else None
    return lecteur.du_territoire("communes", f"{format_entier(habitants)} habitants" if habitants else "")


def _attribut(nom: str) -> Lecture:
    """A field of the organisme that asks."""

    def lire(lecteur: Lecteur) -> Lu:
        organisme = lecteur.situee.demandeur
        return Lu(getattr(organisme, nom) if organisme else "", lecteur.demandeur, nom)

    return lire


def _fonction(lecteur: Lecteur) -> Lu:
    organisme = lecteur.situee.demandeur
    cle = FONCTIONS.get(organisme.type, "") if organisme else ""
    return Lu(cle, lecteur.demandeur, "type")


def _civilite(lecteur: Lecteur) -> Lu:
    qui = lecteur.representant
    return Lu(_CIVILITES.get(qui.civilite.strip().casefold(), ""), qui.objet or lecteur.demandeur, qui.champ)


def _representant(nom: str) -> Lecture:
    def lire(lecteur: Lecteur) -> Lu:
        qui = lecteur.representant
        return Lu(getattr(qui, nom), qui.objet or lecteur.demandeur, qui.champ)

    return lire


def _representant_complet(lecteur: Lecteur) -> Lu:
    qui = lecteur.representant
    complet = " ".join(filter(None, (qui.civilite, qui.prenom, qui.nom)))
    fonction = f", {qui.fonction}" if qui.fonction and complet else ""
    return Lu(f"{complet}{fonction}", qui.objet or lecteur.demandeur, qui.champ)


def _mo_deleguee(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_l_operation("", "")
    delegue = any(o.operation.maitre_ouvrage_delegue for o in lecteur.situee.operations)
    return lecteur.de_l_operation("maitre_ouvrage_delegue", oui_non(delegue))


def _mo_delegue(lecteur: Lecteur) -> Lu:
    delegues = (o.operation.maitre_ouvrage_delegue for o in lecteur.situee.operations)
    organisme = next(filter(None, map(lecteur.situee.projet.organisme, delegues)), None)
    if organisme is None:
        return lecteur.de_l_operation("maitre_ouvrage_delegue", "")
    objet = Objet(type="organisme", uid=organisme.uid, libelle=organisme.nom)
    return Lu(" – ".join(filter(None, (organisme.nom, organisme.siren))), objet, "siren")


def _suivi(nom: str) -> Lecture:
    def lire(lecteur: Lecteur) -> Lu:
        chef = lecteur.situee.projet.territoire.chef_de_projet
        prenom, famille = prenom_et_nom(chef.nom)
        valeurs = {
            "nom": famille,
            "prenom": prenom,
            "fonction": CHEF_DE_PROJET if chef.nom else "",
            "telephone": chef.telephone,
            "courriel": chef.courriel,
        }
        champ = nom if nom in {"telephone", "courriel"} else "nom"
        return lecteur.du_territoire(f"chef_de_projet_{champ}", valeurs[nom])

    return lire


def _second_courriel(lecteur: Lecteur) -> Lu:
    organisme = lecteur.situee.demandeur
    chef = lecteur.situee.projet.territoire.chef_de_projet
    courriel = organisme.courriel if organisme and organisme.courriel != chef.courriel else ""
    return Lu(courriel, lecteur.demandeur, "courriel")


LECTURES: Final[Mapping[str, Lecture]] = {
    "nature_porteur": _nature,
    "siren": _siren,
    "departement": _departement,
    "epci": lambda lecteur: lecteur.du_territoire("epci_nom", lecteur.situee.projet.territoire.epci.nom),
    "taille": _taille,
    "demandeur": _attribut("nom"),
    "adresse_demandeur": _attribut("adresse"),
    "fonction": _fonction,
    "civilite": _civilite,
    "representant_nom": _representant("nom"),
    "representant_prenom": _representant("prenom"),
    "representant": _representant_complet,
    "mo_deleguee": _mo_deleguee,
    "mo_delegue": _mo_delegue,
    **{f"suivi_{nom}": _suivi(nom) for nom in ("nom", "prenom", "fonction", "telephone", "courriel")},
    "suivi_second_courriel": _second_courriel,
}
