"""How each thing that a project holds is named and told in a line, by its class."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from models.domain.convention import Partie
from models.domain.demande import Demande, LigneDemande
from models.domain.fiche_action import FicheAction, LienContrat, NoteSuivi, Partenaire, Phase
from models.domain.formats import format_date, format_euros, format_surface
from models.domain.gouvernance import Membre, Presence
from models.domain.organisme import Contact, Echange
from models.domain.orientation import Indicateur
from models.domain.plan_financement import Annuite, Depense, Financement, Operation, Repartition, Versement
from models.domain.programmation import Enveloppe
from models.domain.territoire import Commune, Secteur, SectionDiagnostic
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant

SINON: Final = ("titre", "intitule", "nom", "objet", "code", "cle", "champ")
"""What says which one any other is, the first that is filled."""


class Annuaire(Protocol):
    """Where the names of what is referred to are found."""

    def organisme(self, uid: Uid | None) -> str:
        """Name of an organisme; empty when it is not there."""
        ...

    def connu(self, uid: Uid | None) -> str:
        """Name of anything."""
        ...


def _financement(ou: Annuaire, ligne: Financement) -> str:
    return ", ".join(filter(None, (ou.organisme(ligne.financeur), ligne.dispositif))) or ligne.nature.libelle


def _membre(ou: Annuaire, membre: Membre) -> str:
    return membre.nom or ou.connu(membre.contact) or ou.organisme(membre.organisme)


NOMS: Final[Mapping[type[Any], Callable[[Annuaire, Any], str]]] = {
    Depense: lambda _, depense: depense.intitule or depense.poste.libelle,
    Financement: _financement,
    Phase: lambda _, phase: phase.intitule or phase.type.libelle,
    Repartition: lambda _, part: str(part.annee or ""),
    Annuite: lambda _, annuite: str(annuite.annee or ""),
    Enveloppe: lambda _, enveloppe: str(enveloppe.annee or ""),
    Versement: lambda _, versement: _joint(versement.nature.libelle, _jour(versement.date_prevue)),
    Partenaire: lambda ou, partenaire: ou.organisme(partenaire.organisme),
    Partie: lambda ou, partie: ou.organisme(partie.organisme) or partie.role.libelle,
    LienContrat: lambda _, lien: _joint(lien.contrat.libelle, lien.reference),
    NoteSuivi: lambda _, note: _jour(note.jour),
    Contact: lambda _, contact: contact.nom_complet,
    SectionDiagnostic: lambda _, section: section.intitule,
    Demande: lambda _, demande: demande.intitule or demande.dispositif,
    LigneDemande: lambda ou, ligne: ou.connu(ligne.operation),
    Membre: _membre,
    Presence: lambda ou, presence: presence.nom or ou.connu(presence.membre),
    Echange: lambda _, echange: echange.objet or _jour(echange.jour),
}
"""Which one it is, for the classes that no attribute of ``SINON`` names well."""


def _cout_depense(depense: Depense) -> str:
    base = BaseMontant.HT if depense.montant_ht is not None else BaseMontant.TTC
    return _cout(depense.montant(base), base.libelle)


def _montant(ligne: Financement) -> str:
    montant = ligne.montant_accorde if ligne.etat.est_acquis else ligne.montant_demande
    return f"{format_euros(montant)}, {ligne.etat.libelle}"


RESUMES: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    FicheAction: lambda f: f"{f.statut.libelle}, {_cout(f.totaux.cout, f.totaux.libelle_base)}",
    Operation: lambda o: _cout(o.cout, o.base.libelle),
    Depense: _cout_depense,
    Financement: _montant,
    Repartition: lambda part: format_euros(part.prevu),
    Annuite: lambda annuite: format_euros(annuite.montant),
    Phase: lambda phase: " – ".join(filter(None, (_jour(phase.debut), _jour(phase.fin)))),
    Versement: lambda versement: format_euros(versement.montant),
    Enveloppe: lambda enveloppe: format_euros(enveloppe.montant),
    Partenaire: lambda partenaire: partenaire.role.libelle,
    Partie: lambda partie: ", ".join(filter(None, (partie.role.libelle, partie.representant))),
    Commune: lambda commune: commune.role.libelle,
    Secteur: lambda secteur: ", ".join(filter(None, (secteur.type.libelle, _surface(secteur.surface_ha)))),
    Indicateur: lambda indicateur: f"cible\u00a0: {indicateur.cible}" if indicateur.cible else "",
}
"""What it holds, in a line, when it comes or goes whole."""


def _jour(jour: date | None) -> str:
    return format_date(jour) if jour else ""


def _surface(hectares: Decimal | None) -> str:
    return format_surface(hectares) if hectares is not None else ""


def _joint(*morceaux: str) -> str:
    return " ".join(filter(None, morceaux))


def _cout(montant: Decimal | None, base: str) -> str:
    return f"coût {format_euros(montant)} {base}" if montant is not None else "coût non renseigné"
