"""What the tab « Gouvernance » writes, each gesture as one act under the name people read in the menu."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from models.commands import fiches as commandes_fiches
from models.commands import gouvernance as commandes
from models.domain.errors import AppError
from models.domain.gouvernance import Decision, EtatPresence, Instance, Presence, Reunion, TypeInstance
from models.domain.instances.decision import DecisionAppliquee, appliquer_decision
from models.domain.instances.situee import (
    LignePresence,
    ReunionSituee,
    Siege,
    feuille_presence,
    find_decision,
    find_reunion,
    nommer_instance,
)
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.actes import Actes

_TITRES: Final = {
    TypeInstance.COPIL: "Comité de pilotage",
    TypeInstance.COTECH: "Comité technique",
    TypeInstance.REVUE: "Revue de projets",
    TypeInstance.CONSEIL: "Conseil municipal",
    TypeInstance.AUTRE: "",
}
"""First title of an instance of each kind."""
_LONGS: Final = frozenset({"mission", "ordre_du_jour", "compte_rendu", "texte"})
"""Texts typed over minutes: one line of undo."""


class ActesGouvernance(Actes):
    """Acts on the instances, their meetings and what these decide."""

    @property
    def aujourd_hui(self) -> date:
        """The day of the window."""
        return self._ecrivain.workspace.aujourd_hui()

    @property
    def lecture_seule(self) -> bool:
        """Whether nothing may be written."""
        return bool(self._ecrivain.workspace.raison_lecture_seule)

    def add_instance(self, nature: TypeInstance) -> Uid | None:
        """An instance of that kind."""
        libelle = f"Ajouter l’instance «\u00a0{_TITRES[nature] or nature.libelle}\u00a0»"
        return self._ecrivain.run(libelle, commandes.add_instance, type=nature, intitule=_TITRES[nature])

    def add_reunion(self, instance: Instance) -> Uid | None:
        """A meeting at the place and the hour of the last one: what changes least need not be typed again."""
        modele = max(instance.reunions, key=lambda r: r.jour or date.min, default=Reunion())
        libelle = f"Ajouter une réunion à {nommer(instance)}"
        champs = {"lieu": modele.lieu, "heure": modele.heure}
        return self._ecrivain.run(libelle, commandes.add_reunion, instance.uid, **champs)

    def remove_instance(self, instance: Instance) -> None:
        """To the Corbeille, with its meetings."""
        libelle = f"Supprimer {nommer(instance)}"
        self._ecrivain.run(libelle, commandes.remove_instances, [instance.uid], moment=maintenant_utc())

    def remove_reunion(self, situee: ReunionSituee) -> None:
        """To the Corbeille."""
        libelle = f"Supprimer la réunion «\u00a0{situee.nom}\u00a0»"
        self._ecrivain.run(libelle, commandes.remove_reunions, [situee.reunion.uid], moment=maintenant_utc())

    def update_instance(self, uid: Uid, champ: str, valeur: object) -> AppError | None:
        """One field of an instance."""
        instance = next((i for i in self.projet.instances if i.uid == uid), None)
        nom = nommer(instance) if instance else "une instance"
        return self._write(f"Modifier {nom}", commandes.update_instance, uid, champ, valeur)

    def update_reunion(self, uid: Uid, champ: str, valeur: object) -> AppError | None:
        """One field of a meeting."""
        situee = find_reunion(self.projet, uid)
        nom = f"la réunion «\u00a0{situee.nom}\u00a0»" if situee else "une réunion"
        return self._write(f"Modifier {nom}", commandes.update_reunion, uid, champ, valeur)

    def add_membre(self, instance: Uid) -> Uid | None:
        """Somebody to be named."""
        return self._ecrivain.run("Ajouter un membre", commandes.add_membre, instance)

    def update_membre(self, siege: Siege, champs: Mapping[str, Any]) -> None:
        """What a member is there."""
        libelle = f"Modifier le membre «\u00a0{siege.titre}\u00a0»"
        self._ecrivain.run(libelle, commandes.update_membre, siege.uid, **champs)

    def move_membre(self, siege: Siege, position: int) -> None:
        """Its place in the list of the instance, and in the documents."""
        self._ecrivain.run(
            f"Déplacer le membre «\u00a0{siege.titre}\u00a0»", commandes.move_membre, siege.uid, position=position
        )

    def remove_membre(self, uid: Uid, nom: str) -> None:
        """Out of the instance; the meetings they came to still say so."""
        self._ecrivain.run(f"Retirer le membre «\u00a0{nom}\u00a0»", commandes.remove_membres, [uid])

    def note_presence(self, situee: ReunionSituee, ligne: LignePresence, etat: EtatPresence) -> None:
        """Whether somebody came; saying again the same thing takes it back, for a member."""
        if ligne.etat is etat and ligne.siege is not None:
            self._set_presences(situee, ligne, None, f"Ne plus noter «\u00a0{ligne.nom}\u00a0» {etat.libelle.lower()}")
            return
        presence = ligne.presence or Presence(membre=ligne.membre, nom=ligne.nom)
        # Who came is represented by nobody.
        par = presence.represente_par if etat is EtatPresence.REPRESENTE else ""
        neuve = replace(presence, etat=etat, represente_par=par)
        self._set_presences(situee, ligne, neuve, f"Noter «\u00a0{ligne.nom}\u00a0» {etat.libelle.lower()}")

    def note_representant(self, situee: ReunionSituee, ligne: LignePresence, nom: str) -> None:
        """Who came in the place of somebody: that says that they were represented."""
        presence = ligne.presence or Presence(membre=ligne.membre, nom=ligne.nom)
        etat = EtatPresence.REPRESENTE if nom else presence.etat
        neuve = replace(presence, etat=etat, represente_par=nom)
        self._set_presences(situee, ligne, neuve, f"Noter qui représente «\u00a0{ligne.nom}\u00a0»")

    def note_nom(self, situee: ReunionSituee, ligne: LignePresence, nom: str) -> None:
        """The name of somebody who is no member."""
        if ligne.presence is not None:
            neuve = replace(ligne.presence, nom=nom)
            self._set_presences(situee, ligne, neuve, "Nommer une personne présente")

    def note_tous_presents(self, situee: ReunionSituee) -> None:
        """Those of whom nothing was said."""
        neuves = [
            *situee.reunion.presences,
            *(Presence(membre=li.membre, nom=li.nom) for li in feuille_presence(self.projet, situee) if not li.etat),
        ]
        self._write_presences(situee, neuves, "Noter présents ceux dont rien n’est dit")

    def add_presence(self, situee: ReunionSituee) -> Uid | None:
        """Somebody who is no member and came that day."""
        neuve = Presence(nom="")
        self._write_presences(situee, [*situee.reunion.presences, neuve], "Ajouter une personne présente")
        return neuve.uid if self.a_ecrit else None

    def remove_presence(self, situee: ReunionSituee, ligne: LignePresence) -> None:
        """Say no more that they came."""
        if ligne.presence is not None:
            self._set_presences(situee, ligne, None, f"Retirer «\u00a0{ligne.nom}\u00a0» de la feuille de présence")

    def add_decision(self, situee: ReunionSituee) -> Uid | None:
        """A decision to be written."""
        libelle = f"Ajouter une décision à «\u00a0{situee.nom}\u00a0»"
        return self._ecrivain.run(libelle, commandes.add_decision, situee.reunion.uid)

    def update_decision(self, uid: Uid, champ: str, valeur: object) -> AppError | None:
        """One field of a decision."""
        trouvee = find_decision(self.projet, uid)
        nom = nommer_decision(trouvee[1]) if trouvee else "une décision"
        return self._write(f"Modifier {nom}", commandes.update_decision, uid, champ, valeur)

    def move_decision(self, decision: Decision, position: int) -> None:
        """Its number in the relevé."""
        libelle = f"Déplacer {nommer_decision(decision)}"
        self._ecrivain.run(libelle, commandes.move_decision, decision.uid, position=position)

    def remove_decision(self, decision: Decision) -> None:
        """What was applied stays in the plan."""
        self._ecrivain.run(f"Supprimer {nommer_decision(decision)}", commandes.remove_decisions, [decision.uid])

    def prepare(self, situee: ReunionSituee, decision: Decision) -> DecisionAppliquee | None:
        """What applying it would change; ``None`` when its action is not in the project."""
        fiche = self.projet.fiche(decision.fiche)
        return None if fiche is None else appliquer_decision(situee, decision, fiche, self.aujourd_hui)

    def apply(self, situee: ReunionSituee, decision: Decision) -> None:
        """Change the plan as it says; one that is about no action is only said to be applied."""
        faite = self.prepare(situee, decision)
        jour = faite.jour if faite else situee.reunion.jour or self.aujourd_hui
        note, champs = (faite.note, faite.champs) if faite else ("", {})
        libelle = f"Appliquer {nommer_decision(decision)}"
        self._ecrivain.run(libelle, commandes.apply_decision, decision.uid, jour=jour, note=note, champs=champs)

    def note_examinees(self, situee: ReunionSituee, fiches: Sequence[Uid]) -> None:
        """These actions went through the COPIL that day."""
        libelle = f"Noter le passage en COPIL de {_count(len(fiches), 'action')}"
        self._ecrivain.run(libelle, commandes_fiches.update_fiches, fiches, date_dernier_copil=situee.reunion.jour)

    def _write(self, libelle: str, commande: Any, uid: Uid, champ: str, valeur: object) -> AppError | None:
        if champ in _LONGS:
            self._ecrivain.run_merged(libelle, f"{commande.__name__}:{uid}:{champ}", commande, uid, **{champ: valeur})
        else:
            self._ecrivain.run(libelle, commande, uid, **{champ: valeur})
        return self._ecrivain.refus

    def _set_presences(self, situee: ReunionSituee, ligne: LignePresence, neuve: Presence | None, libelle: str) -> None:
        presences = list(situee.reunion.presences)
        if ligne.presence in presences:
            rang = presences.index(ligne.presence)
            presences[rang : rang + 1] = [neuve] if neuve else []
        elif neuve:
            presences.append(neuve)
        self._write_presences(situee, presences, libelle)

    def _write_presences(self, situee: ReunionSituee, presences: Sequence[Presence], libelle: str) -> None:
        self._ecrivain.run(
            libelle, commandes.set_presences, situee.reunion.uid, tuple(presences), moment=maintenant_utc()
        )


def nommer(instance: Instance) -> str:
    """« l'instance « Comité technique » »."""
    return f"l’instance «\u00a0{nommer_instance(instance)}\u00a0»"


def nommer_decision(decision: Decision) -> str:
    """« la décision « Suspendre le tiers-lieu » »."""
    return f"la décision «\u00a0{decision.intitule}\u00a0»" if decision.intitule else "une décision"


def _count(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"
