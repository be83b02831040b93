"""What one may remind a partner of, and the words to do it: read in the project, to be corrected before they go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.demande import Demande, EtatPiece
from models.domain.engagements import coordonnees
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date_longue, format_euros
from models.domain.organisme import Contact, Organisme
from models.domain.personnes.lieux import nommer
from models.domain.personnes.nom import meme_personne
from models.domain.plan_financement import Financement, Operation, Versement
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire

_OFFICES: Final = (
    ("Maire", "Maire"),
    ("Président", "Présidente"),
    ("Vice-Président", "Vice-Présidente"),
    ("Préfet", "Préfète"),
    ("Sous-Préfet", "Sous-Préfète"),
    ("Député", "Députée"),
    ("Sénateur", "Sénatrice"),
)
"""Offices by which people are called in a letter, for a man and for a woman."""


class MotifRelance(Vocabulaire):
    """Why one writes."""

    ACCUSE = "accuse", "Accusé de réception attendu"
    DECISION = "decision", "Décision attendue"
    PIECES = "pieces", "Pièces manquantes"
    VERSEMENT = "versement", "Versement en retard"
    ENGAGEMENT = "engagement", "Engagement non reçu"
    AUTRE = "autre", "Autre sujet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SujetRelance:
    """One thing to remind a partner of."""

    motif: MotifRelance
    uid: Uid | None = None
    """The demande, the line of money or the payment it is about."""
    lieu: str = ""
    """« Halle du marché »: what tells it from another of the same motif."""
    objet: str = ""
    """Subject of the letter."""
    texte: str = ""
    """Paragraphs, an empty line between them, without the greetings."""

    @property
    def libelle(self) -> str:
        """« Accusé de réception attendu — Halle du marché »."""
        return f"{self.motif.libelle} — {self.lieu}" if self.lieu else self.motif.libelle


def sujets_de_relance(projet: Projet, organisme: Organisme, aujourd_hui: date) -> tuple[SujetRelance, ...]:
    """What this organisme may be reminded of, the dossiers first; anything else comes last."""
    autre = SujetRelance(
        motif=MotifRelance.AUTRE,
        objet="Programme Petites Villes de demain",
        texte="Je reviens vers vous au sujet du programme Petites Villes de demain.",
    )
    return (
        *_des_demandes(projet, organisme),
        *_des_lignes(projet, organisme),
        *_des_versements(projet, organisme, aujourd_hui),
        *_de_l_engagement(projet, organisme),
        autre,
    )


def rediger(projet: Projet, sujet: SujetRelance, contact: Contact | None) -> str:
    """The whole message: greeting, words, formula, who signs."""
    appel = appel_de(contact.civilite, contact.fonction) if contact else appel_de("", "")
    formule = f"Je vous prie d’agréer, {appel}, l’expression de mes salutations distinguées."
    return "\n\n".join(filter(None, (f"{appel},", sujet.texte, formule, signature(projet))))


def appel_de(civilite: str, fonction: str) -> str:
    """How somebody is called at the head of a letter, and in its last sentence: by the office, when it has an usage.

    >>> [appel_de("Mme", f) for f in ("Maire", "Vice-président de la Région", "Préfète", "Directrice", "")]
    ['Madame la Maire', 'Madame la Vice-Présidente', 'Madame la Préfète', 'Madame', 'Madame']
    >>> appel_de("Monsieur", "Maire de Valembecque"), appel_de("", "Maire")
    ('Monsieur le Maire', 'Madame, Monsieur')
    """
    appel = {"m": "Monsieur", "monsieur": "Monsieur", "mme": "Madame", "madame": "Madame"}.get(
        civilite.strip().rstrip(".").casefold(), ""
    )
    if not appel:
        return "Madame, Monsieur"
    feminin = appel == "Madame"
    premier = next(iter(fonction.split()), "").rstrip(",").casefold()
    office = next((dites[feminin] for dites in _OFFICES if premier in {dite.casefold() for dite in dites}), "")
    return f"{appel} {'la' if feminin else 'le'} {office}" if office else appel


def signature(projet: Projet) -> str:
    """Who writes, as the page « Territoire » says it."""
    chef = projet.territoire.chef_de_projet
    lignes = (chef.nom, fonction_du_chef(projet), chef.employeur, _joindre(projet))
    return "\n".join(filter(None, lignes))


def expediteur(projet: Projet) -> str:
    """Whose letter it is: who employs the chef de projet, and how to answer; one a line."""
    chef = projet.territoire.chef_de_projet
    return "\n".join(filter(None, (chef.employeur, chef.nom, _joindre(projet))))


def fonction_du_chef(projet: Projet) -> str:
    """« Cheffe de projet »: as the contacts say it, when that person is one of them; empty without anybody."""
    chef = projet.territoire.chef_de_projet
    contacts = (c for o in projet.organismes for c in o.contacts)
    dites = (c.fonction for c in contacts if c.fonction and meme_personne(nommer(c), chef.nom))
    return next(dites, "Chef de projet Petites Villes de demain") if chef.nom else ""


def _joindre(projet: Projet) -> str:
    chef = projet.territoire.chef_de_projet
    return ", ".join(filter(None, (chef.telephone, chef.courriel)))


def destinataire(organisme: Organisme, contact: Contact | None) -> str:
    """Name, function, organisme and address, one a line."""
    nom = coordonnees(Contact(civilite=contact.civilite, prenom=contact.prenom, nom=contact.nom)) if contact else ""
    lignes = (nom, contact.fonction if contact else "", organisme.nom, organisme.adresse)
    return "\n".join(filter(None, lignes))


def _des_demandes(projet: Projet, organisme: Organisme) -> Iterator[SujetRelance]:
    for demande in projet.demandes:
        if demande.issue is not None:
            continue
        if _finance(projet, demande, organisme.uid):
            yield from _attente(projet, demande)
        if _doit_des_pieces(projet, demande, organisme.uid):
            yield from _pieces(projet, demande)


def _attente(projet: Projet, demande: Demande) -> Iterator[SujetRelance]:
    if demande.date_depot is None:
        return
    titre, depot = _titre(projet, demande), format_date_longue(demande.date_depot)
    dossier = f", enregistré sous le numéro {demande.numero_dossier}" if demande.numero_dossier else ""
    if demande.date_accuse is None:
        yield SujetRelance(
            motif=MotifRelance.ACCUSE,
            uid=demande.uid,
            lieu=titre,
            objet=f"Accusé de réception de la demande de subvention «\u00a0{titre}\u00a0»",
            texte=f"Le dossier de demande de subvention «\u00a0{titre}\u00a0»{dossier}, a été déposé le {depot}. Je "
            "n’ai pas encore reçu son accusé de réception.\n\nPourriez-vous me l’adresser, ou me dire s’il manque une "
            "pièce à ce dossier\u00a0?",
        )
        return
    yield SujetRelance(
        motif=MotifRelance.DECISION,
        uid=demande.uid,
        lieu=titre,
        objet=f"Suite donnée à la demande de subvention «\u00a0{titre}\u00a0»",
        texte=f"Vous avez accusé réception le {format_date_longue(demande.date_accuse)} de la demande de subvention "
        f"«\u00a0{titre}\u00a0»{dossier}, déposée le {depot}.\n\nPourriez-vous me dire où en est son instruction, et à "
        "quelle date une décision peut être attendue\u00a0?",
    )


def _pieces(projet: Projet, demande: Demande) -> Iterator[SujetRelance]:
    manquantes = [p.intitule for p in demande.pieces if p.etat is EtatPiece.MANQUANTE and p.intitule]
    if manquantes:
        titre = _titre(projet, demande)
        les = "les" if len(manquantes) > 1 else "la"
        liste = "\n".join(f"- {intitule}" for intitule in manquantes)
        yield SujetRelance(
            motif=MotifRelance.PIECES,
            uid=demande.uid,
            lieu=titre,
            objet=f"Pièces à fournir pour la demande de subvention «\u00a0{titre}\u00a0»",
            texte=f"Pour compléter le dossier de demande de subvention «\u00a0{titre}\u00a0», il me manque "
            f"encore\u00a0:\n\n{liste}\n\nPourriez-vous me {les} faire parvenir\u00a0?",
        )


def _des_lignes(projet: Projet, organisme: Organisme) -> Iterator[SujetRelance]:
    """The lines that no demande gathers: their own dates say what is awaited."""
    reunies = {uid for demande in projet.demandes for uid in demande.financements}
    for operation, ligne in _lignes(projet, organisme.uid):
        if ligne.uid in reunies or ligne.date_depot is None or ligne.date_accuse or ligne.date_decision:
            continue
        quoi = f"{ligne.dispositif}, {operation}" if ligne.dispositif else operation
        yield SujetRelance(
            motif=MotifRelance.ACCUSE,
            uid=ligne.uid,
            lieu=quoi,
            objet=f"Accusé de réception de la demande de subvention «\u00a0{operation}\u00a0»",
            texte=f"La demande de subvention pour «\u00a0{operation}\u00a0» a été déposée le "
            f"{format_date_longue(ligne.date_depot)}. Je n’ai pas encore reçu son accusé de réception.\n\n"
            "Pourriez-vous me l’adresser, ou me dire s’il manque une pièce à ce dossier\u00a0?",
        )


def _des_versements(projet: Projet, organisme: Organisme, aujourd_hui: date) -> Iterator[SujetRelance]:
    for operation, ligne in _lignes(projet, organisme.uid):
        if ligne.etat.est_perdu:
            continue
        for versement in ligne.versements:
            attendu = versement.date_prevue or versement.date_demande
            if versement.date_encaissement or attendu is None or attendu > aujourd_hui:
                continue
            nature = versement.nature.libelle.lower()
            yield SujetRelance(
                motif=MotifRelance.VERSEMENT,
                uid=versement.uid,
                lieu=f"{operation} ({nature})",
                objet=f"Versement attendu pour «\u00a0{operation}\u00a0»",
                texte=_phrase_versement(versement, ligne, operation, nature)
                + "\n\nPourriez-vous me dire à quelle date il peut être attendu\u00a0?",
            )


def _phrase_versement(versement: Versement, ligne: Financement, operation: str, nature: str) -> str:
    montant = f" de {format_euros(versement.montant)}" if versement.montant else ""
    aide = f" ({ligne.dispositif})" if ligne.dispositif else ""
    demande = f", demandé le {format_date_longue(versement.date_demande)}" if versement.date_demande else ""
    reference = f" sous la référence {versement.reference}" if versement.reference and demande else ""
    prevu = f", prévu le {format_date_longue(versement.date_prevue)}" if versement.date_prevue else ""
    return (
        f"Le versement{montant} au titre de l’aide accordée à «\u00a0{operation}\u00a0»{aide}, nature\u00a0: {nature}"
        f"{demande}{reference}{prevu}, n’a pas encore été reçu."
    )


def _de_l_engagement(projet: Projet, organisme: Organisme) -> Iterator[SujetRelance]:
    signe = any(partie.organisme == organisme.uid for partie in projet.convention.parties)
    if signe and not organisme.engagement.strip():
        yield SujetRelance(
            motif=MotifRelance.ENGAGEMENT,
            uid=organisme.uid,
            objet="Convention-cadre Petites Villes de demain\u00a0: votre engagement",
            texte="La convention-cadre Petites Villes de demain décrit ce à quoi chaque partenaire s’engage, dans les "
            "termes qu’il rédige lui-même. Votre texte ne m’est pas encore parvenu.\n\nPourriez-vous me l’adresser, "
            "avec le nom et les coordonnées de votre référent\u00a0? Il sera repris tel quel dans la convention.",
        )


def _finance(projet: Projet, demande: Demande, uid: Uid) -> bool:
    """A line of the demande may be in the Corbeille with its operation: it then says nothing of its funder."""
    lues = (projet.financement(ligne) for ligne in demande.financements)
    return any(lue is not None and lue[2].financeur == uid for lue in lues)


def _doit_des_pieces(projet: Projet, demande: Demande, uid: Uid) -> bool:
    if demande.demandeur == uid:
        return True
    lues = (projet.operation(operation) for operation in demande.operations)
    return any(lue is not None and lue[1].maitre_ouvrage == uid for lue in lues)


def _titre(projet: Projet, demande: Demande) -> str:
    if demande.intitule:
        return demande.intitule
    lues = (projet.operation(operation) for operation in demande.operations)
    premiere = next((lue for lue in lues if lue is not None), None)
    return _nom(*premiere) if premiere else demande.dispositif or "sans intitulé"


def _lignes(projet: Projet, uid: Uid) -> Iterator[tuple[str, Financement]]:
    for fiche in projet.fiches:
        for operation in fiche.operations:
            for ligne in operation.financements:
                if ligne.financeur == uid:
                    yield _nom(fiche, operation), ligne


def _nom(fiche: FicheAction, operation: Operation) -> str:
    return operation.intitule or fiche.intitule or fiche.titre
