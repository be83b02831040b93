"""What the rules of the opération de revitalisation de territoire (ORT) look at, and the articles they name."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from models.domain.convention import Partie
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.territoire import Secteur, Territoire
from models.domain.vocabulaire import Gravite, QualitePartie

L303_2: Final = "Article L.\u00a0303-2 du CCH"
L303_1: Final = "Article L.\u00a0303-1 du CCH"
L303_3: Final = "Article L.\u00a0303-3 du CCH"


@dataclass(frozen=True)
class ContexteOrt:
    """The project as the rules of the ORT read it."""

    projet: Projet
    aujourd_hui: date

    @property
    def territoire(self) -> Territoire:
        """Where the régime, the dates and the secteurs are."""
        return self.projet.territoire

    @property
    def signature(self) -> date | None:
        """Day the convention d'ORT was signed: its own, else that of the convention-cadre."""
        return self.territoire.ort.date_signature or self.territoire.date_convention

    @property
    def signee(self) -> bool:
        """Nothing can be changed in it any more without an avenant."""
        return self.signature is not None and self.signature <= self.aujourd_hui

    @property
    def preparee(self) -> bool:
        """Somebody is writing the convention: before that, what it lacks is not worth a point."""
        return bool(self.projet.convention.parties)

    @property
    def gravite(self) -> Gravite:
        """Of what the law requires: once it is signed, more likely left out here than out of the convention."""
        return Gravite.AVERTISSEMENT if self.signee else Gravite.GRAVE

    @cached_property
    def signataires(self) -> tuple[Partie, ...]:
        """The parties that sign."""
        return tuple(p for p in self.projet.convention.parties if p.qualite is QualitePartie.SIGNATAIRE)

    @cached_property
    def actions(self) -> tuple[FicheAction, ...]:
        """Neither abandoned nor out of the plan."""
        return tuple(fiche for fiche in self.projet.fiches if fiche.statut.est_vivant)

    @cached_property
    def inscrites(self) -> tuple[FicheAction, ...]:
        """Those of which the convention gives the calendar and the plan de financement."""
        return tuple(fiche for fiche in self.actions if fiche.statut.attend_un_plan)

    def nom(self, partie: Partie) -> str:
        """Of its organisme, else its role."""
        return self.projet.nom_organisme(partie.organisme) or partie.role.libelle

    def sur_territoire(self) -> Objet:
        """A field of the page « Territoire »."""
        uid = self.territoire.uid
        return Objet(type="territoire", uid=uid, libelle=self.territoire.nom or "Territoire")

    def sur_secteur(self, secteur: Secteur) -> Objet:
        """A field of a secteur."""
        return Objet(type="secteur", uid=secteur.uid, libelle=secteur.nom or "Secteur sans nom")

    def sur_secteurs(self) -> Objet:
        """The secteurs as a whole."""
        return Objet(type="secteurs", uid=self.territoire.uid, libelle="Secteurs d’intervention")

    def sur_partie(self, partie: Partie) -> Objet:
        """A field of a party."""
        return Objet(type="partie", uid=partie.uid, libelle=self.nom(partie))

    def sur_parties(self) -> Objet:
        """The parties as a whole."""
        return Objet(type="parties", uid=self.projet.convention.uid, libelle="Parties à la convention")

    def sur_plan(self) -> Objet:
        """The plan d'action as a whole."""
        # Not the identity of the territory: setting a point of the one aside must not silence the other.
        return Objet(type="plan", uid=self.projet.convention.uid, libelle="Plan d’action")
