"""What the forms read of the operation: what it is, where, when, in which contracts, and of the other demandes."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from models.domain.demande import IssueDemande, NatureDemande
from models.domain.demandes.lecture import NON, OUI, Lecteur, Lecture, Lu, en_clair, en_date, oui_non
from models.domain.formats import format_date
from models.domain.grammaire import enumerer
from models.domain.regles.non_commencement import debut_de
from models.domain.vocabulaire import CategorieOrt, ContratLie, PosteDepense, RegimeOrt, Theme

_CONTRATS: Final[Mapping[ContratLie, str]] = {
    ContratLie.CRTE: "crte",
    ContratLie.ACV: "acv",
    ContratLie.CONTRAT_RURALITE: "contrat_ruralite",
    ContratLie.CPER: "cper",
    ContratLie.CCT: "cct",
    ContratLie.ORT: "ort",
    ContratLie.OIN: "oin",
    ContratLie.OPAH: "opah",
    ContratLie.OPAH_RU: "opah",
    ContratLie.PPA: "ppa",
    ContratLie.VILLAGES_AVENIR: "villages_avenir",
}
"""Contracts of the fiche, under the keys of the forms."""


def _intitule(lecteur: Lecteur) -> Lu:
    situee = lecteur.situee
    if situee.demande.intitule or not situee.operations:
        return lecteur.de_la_demande("intitule", situee.demande.intitule)
    return lecteur.de_la_fiche("intitule", situee.nom)


def _description(lecteur: Lecteur) -> Lu:
    return lecteur.de_la_fiche(
        "description", en_clair(lecteur.operation.fiche.description) if lecteur.operation else ""
    )


def _adresse(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_la_fiche("adresse", "")
    fiche, communes = lecteur.operation.fiche, lecteur.situee.projet.territoire.communes
    noms = [c.nom for c in communes if c.uid in fiche.communes and c.nom]
    manquants = [nom for nom in noms if nom.casefold() not in fiche.adresse.casefold()]
    # A street without its town is no address; a town alone is not enough for one.
    return lecteur.de_la_fiche("adresse", ", ".join(filter(None, (fiche.adresse, *manquants))) if fiche.adresse else "")


def _communes(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_la_fiche("communes", "")
    siennes = lecteur.operation.fiche.communes
    noms = [c.nom for c in lecteur.situee.projet.territoire.communes if c.uid in siennes and c.nom]
    return lecteur.de_la_fiche("communes", enumerer(noms))


def _resultats(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_la_fiche("indicateurs", "")
    indicateurs = (i for i in lecteur.operation.fiche.indicateurs if i.intitule)
    lignes = (f"{i.intitule}\u00a0: {i.cible} {i.unite}".rstrip() if i.cible else i.intitule for i in indicateurs)
    return lecteur.de_la_fiche("indicateurs", "\n".join(lignes))


def _calendrier(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_la_fiche("phases", "")
    phases = (p for p in lecteur.operation.fiche.phases if p.debut)
    return lecteur.de_la_fiche("phases", "\n".join(_phase(p.intitule, p.debut, p.fin) for p in phases))


def _phase(intitule: str, debut: date | None, fin: date | None) -> str:
    bornes = f"du {format_date(debut)} au {format_date(fin)}" if fin else f"le {format_date(debut)}"
    return f"{intitule or 'Phase'}\u00a0: {bornes}"


def _a_un_poste(poste: PosteDepense) -> Lecture:
    def lire(lecteur: Lecteur) -> Lu:
        depenses = [d for o in lecteur.situee.operations for d in o.operation.depenses]
        reponse = any(d.poste is poste for d in depenses) if depenses else None
        return lecteur.de_l_operation("depenses", oui_non(reponse))

    return lire


def _contrats(lecteur: Lecteur) -> Lu:
    territoire = lecteur.situee.projet.territoire
    cles = [_CONTRATS[c.contrat] for o in lecteur.situee.operations for c in o.fiche.contrats if c.contrat in _CONTRATS]
    if territoire.crte.nom:
        cles.append("crte")
    if territoire.date_adhesion or territoire.date_convention:
        cles.append("pvd")
    if territoire.date_convention and territoire.regime_ort is not RegimeOrt.SANS_ORT:
        cles.append("ort")
    return lecteur.de_la_fiche("contrats", "\n".join(sorted(set(cles))))


def _zonages(lecteur: Lecteur) -> Lu:
    lies = {c.contrat for o in lecteur.situee.operations for c in o.fiche.contrats}
    return lecteur.de_la_fiche("contrats", "ti" if ContratLie.TERRITOIRES_INDUSTRIE in lies else "")


def _transition(lecteur: Lecteur) -> Lu:
    fiches = [o.fiche for o in lecteur.situee.operations]
    concourt = any(Theme.TRANSITION in f.themes or CategorieOrt.TRANSITION in f.categories_ort for f in fiches)
    return lecteur.de_la_fiche("themes", OUI if concourt else "")


def _commencement(lecteur: Lecteur) -> Lu:
    """The first act of the first operation, planned or signed (R2334-24 CGCT)."""
    debuts = [(debut, o) for o in lecteur.situee.operations if (debut := debut_de(o.operation, date.max))]
    if not debuts:
        return lecteur.de_l_operation("date_commencement", "")
    debut, ou = min(debuts, key=lambda paire: paire[0])
    champ = "date_commencement" if ou.operation.date_commencement == debut else "date_premier_acte"
    return Lu(en_date(debut), ou.objet, champ)


def _achevement(lecteur: Lecteur) -> Lu:
    fins = filter(None, (o.operation.date_achevement for o in lecteur.situee.operations))
    return lecteur.de_l_operation("date_achevement", en_date(max(fins, default=None)))


def _autre_operation(lecteur: Lecteur) -> Lu:
    situee = lecteur.situee
    if situee.annee is None:
        return lecteur.de_la_demande("annee", "")
    autres = (d for d in situee.projet.demandes if d.uid != situee.demande.uid and d.issue is not IssueDemande.RETIREE)
    memes = (d for d in autres if (d.annee or (d.date_depot.year if d.date_depot else None)) == situee.annee)
    codes = (situee.dispositifs.par_code.get(d.dispositif) for d in memes)
    meme_formulaire = any(d is not None and d.formulaire == situee.code_formulaire for d in codes)
    return lecteur.de_la_demande("annee", OUI if meme_formulaire else NON)


def _rang(lecteur: Lecteur) -> Lu:
    rang = lecteur.situee.demande.rang_priorite
    operations = (o.operation for o in lecteur.situee.operations)
    rangs = (o.rang_intention for o in operations if o.annee_intention == lecteur.situee.annee)
    retenu = rang or next(filter(None, rangs), None)
    return lecteur.de_la_demande("rang_priorite", str(retenu) if retenu else "")


def _non_commencement(lecteur: Lecteur) -> Lu:
    demande, debut = lecteur.situee.demande, lecteur.debut
    renouvelee = demande.nature is not NatureDemande.NOUVELLE
    reponse = ""
    if demande.date_derogation:
        reponse = "derogation"
    elif lecteur.operation is not None and debut is None:
        reponse = "non_commence"
    elif debut is not None and demande.date_depot and debut > demande.date_depot:
        # True on the day it was filed, which is the day the form speaks of.
        reponse = "apres_depot" if renouvelee else "non_commence"
    return lecteur.de_l_operation("date_premier_acte", reponse)


def _convention(lecteur: Lecteur) -> Lu:
    territoire = lecteur.situee.projet.territoire
    if territoire.date_convention is None:
        return lecteur.du_territoire("date_convention", "")
    nom = territoire.nom or enumerer([c.nom for c in territoire.communes if c.nom])
    texte = f"Convention-cadre Petites Villes de Demain, {nom}, signée le {format_date(territoire.date_convention)}"
    return lecteur.du_territoire("date_convention", texte)


def _crte(lecteur: Lecteur) -> Lu:
    return lecteur.du_territoire("crte_nom", lecteur.situee.projet.territoire.crte.nom)


def _pieces_ajoutees(lecteur: Lecteur) -> Lu:
    situee = lecteur.situee
    connues = {p.code for p in situee.dispositif.pieces} if situee.dispositif else set[str]()
    ajoutees = (p.intitule for p in situee.demande.pieces if p.code not in connues and p.intitule)
    return Lu("\n".join(ajoutees), situee.objet, "pieces")


def _chef_de_projet(nom: str) -> Lecture:
    def lire(lecteur: Lecteur) -> Lu:
        chef = lecteur.situee.projet.territoire.chef_de_projet
        return lecteur.du_territoire(f"chef_de_projet_{nom}", getattr(chef, nom))

    return lire


def _quotite(lecteur: Lecteur) -> Lu:
    quotite = lecteur.situee.projet.territoire.chef_de_projet.quotite
    return lecteur.du_territoire("chef_de_projet_quotite", str(int(quotite * 100)) if quotite is not None else "")


def _adhesion(lecteur: Lecteur) -> Lu:
    return lecteur.du_territoire("date_adhesion", en_date(lecteur.situee.projet.territoire.date_adhesion))


LECTURES: Final[Mapping[str, Lecture]] = {
    "nature_demande": lambda lecteur: lecteur.de_la_demande("nature", lecteur.situee.demande.nature.value),
    "dossier_anterieur": lambda lecteur: lecteur.de_la_demande(
        "dossier_anterieur", lecteur.situee.demande.dossier_anterieur
    ),
    "intitule": _intitule,
    "description": _description,
    "adresse": _adresse,
    "communes": _communes,
    "resultats": _resultats,
    "calendrier": _calendrier,
    "acquisitions": _a_un_poste(PosteDepense.ACQUISITION),
    "travaux": _a_un_poste(PosteDepense.TRAVAUX),
    "contrats": _contrats,
    "zonages": _zonages,
    "transition": _transition,
    "commencement": _commencement,
    "achevement": _achevement,
    "autre_operation": _autre_operation,
    "rang": _rang,
    "non_commencement": _non_commencement,
    "convention_cadre": _convention,
    "crte": _crte,
    "pieces_ajoutees": _pieces_ajoutees,
    "agent": _chef_de_projet("nom"),
    "employeur": _chef_de_projet("employeur"),
    "quotite": _quotite,
    "date_adhesion": _adhesion,
}
