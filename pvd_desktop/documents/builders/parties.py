"""Who the convention binds: the parties of one side and the other, and those in whose presence it is signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.domain import grammaire
from models.domain.champs import communes_beneficiaires
from models.domain.convention import Partie
from models.domain.formats import FINE_INSECABLE, format_date_longue
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from models.domain.vocabulaire import QualitePartie, RolePartie, TypeActe
from pvd_desktop.documents.tree import Block, Heading, Paragraph, RichText, Run

_CODE_POSTAL = re.compile(r"\b(\d{5}) (?=\w)")
_ACTES = {
    TypeActe.DELIBERATION: "de la délibération",
    TypeActe.DECISION: "de la décision",
    TypeActe.ARRETE: "de l’arrêté",
    TypeActe.DELEGATION: "de la délégation de signature",
}


@dataclass(frozen=True, slots=True)
class Comparant:
    """A party with the identity of its organisme."""

    partie: Partie
    organisme: Organisme

    @property
    def signe(self) -> bool:
        """Whether it signs, or stands by."""
        return self.partie.qualite is QualitePartie.SIGNATAIRE

    @property
    def doit_un_acte(self) -> bool:
        """Whether its representative needs an act to sign; the préfet signs for the State by office."""
        return self.signe and self.partie.role is not RolePartie.ETAT

    @property
    def representant(self) -> str:
        """« Madame Anne Duval, maire »; empty when the name is not known."""
        partie = self.partie
        nom = "\u00a0".join(filter(None, (partie.civilite, partie.representant)))
        return ", ".join(filter(None, (nom, partie.fonction))) if partie.representant else ""

    @property
    def acte(self) -> str:
        """« de la délibération n° 12 du 3 octobre 2022 »; empty when the act is not known."""
        partie = self.partie
        if not (partie.acte_numero or partie.acte_date):
            return ""
        numero = f"n°\u00a0{partie.acte_numero}" if partie.acte_numero else ""
        jour = f"du {format_date_longue(partie.acte_date)}" if partie.acte_date else ""
        return " ".join(filter(None, (_ACTES[partie.acte], numero, jour)))


def comparants(projet: Projet) -> tuple[Comparant, ...]:
    """The parties in order; as long as none is chosen, those that such a convention always has."""
    if parties := projet.convention.parties:
        return tuple(Comparant(p, projet.organisme(p.organisme) or Organisme()) for p in parties)
    communes = [f"Commune {grammaire.de(nom)}" for nom in communes_beneficiaires(projet.territoire)]
    epci = projet.territoire.epci
    return (
        *(Comparant(Partie(role=RolePartie.BENEFICIAIRE_COMMUNE), Organisme(nom=nom)) for nom in communes or [""]),
        Comparant(Partie(role=RolePartie.BENEFICIAIRE_EPCI), Organisme(nom=epci.nom, siren=epci.siren)),
        Comparant(Partie(role=RolePartie.ETAT), Organisme(nom="État")),
    )


def parties_blocks(projet: Projet) -> Iterator[Block]:
    """« Entre… d’une part, et… d’autre part, en présence de… »."""
    tous = comparants(projet)
    yield Heading(1, "Les parties")
    yield from _groupe("ENTRE", [c for c in tous if c.signe and c.partie.role.est_territoire], "d’une part,")
    presents = [c for c in tous if not c.signe]
    fin = "d’autre part," if presents else "d’autre part."
    yield from _groupe("ET", [c for c in tous if c.signe and not c.partie.role.est_territoire], fin)
    if presents:
        yield from _groupe("EN PRÉSENCE DE", presents, "")


def _groupe(titre: str, membres: Sequence[Comparant], fin: str) -> Iterator[Block]:
    yield Paragraph((Run(titre, bold=True),))
    if not membres:
        yield Paragraph((_manque("parties"), Run(",")))
    for rang, membre in enumerate(membres, 1):
        dernier = rang == len(membres)
        suite = ("," if fin else ".") if dernier else "\u00a0;"
        yield Paragraph((*_identite(membre), Run(suite)))
    if fin:
        yield Paragraph((Run(fin),))


def _identite(comparant: Comparant) -> RichText:
    """The party in one sentence, what is missing said in its place."""
    partie, organisme = comparant.partie, comparant.organisme
    accord = "e" if grammaire.est_feminin(organisme.nom, partie.forme_juridique) else ""
    siren = f"SIREN {_siren(organisme.siren)}" if organisme.siren else ""
    siege = f"dont le siège est situé {_adresse(organisme.adresse)}" if organisme.adresse else ""
    details = ", ".join(filter(None, (partie.forme_juridique, siren, siege)))
    runs = [Run(organisme.nom, bold=True) if organisme.nom else _manque(partie.role.libelle)]
    if details:
        runs.append(Run(f", {details}"))
    runs.append(Run(f", représenté{accord} par "))
    runs.append(Run(comparant.representant) if comparant.representant else _manque("nom et fonction du représentant"))
    if comparant.acte:
        runs.append(Run(f", agissant en vertu {comparant.acte}"))
    elif comparant.doit_un_acte:
        runs += [Run(f", agissant en vertu {_ACTES[partie.acte]} "), _manque("numéro et date de l’acte")]
    if partie.designation:
        runs.append(Run(f", ci-après désigné{accord} «\u00a0{partie.designation}\u00a0»"))
    return tuple(runs)


def _manque(libelle: str) -> Run:
    return Run(a_completer(libelle), missing=True)


def _adresse(adresse: str) -> str:
    """The address, the code postal on the line of its town."""
    return _CODE_POSTAL.sub("\\1\u00a0", adresse)


def _siren(siren: str) -> str:
    """By groups of three digits."""
    return FINE_INSECABLE.join(siren[i : i + 3] for i in range(0, len(siren), 3)) if siren.isdigit() else siren
