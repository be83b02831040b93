"""Acts on organismes, with the names that the menu « Annuler » gives them."""

from collections.abc import Sequence
from typing import Any

from models import commands
from models.domain.errors import AppError
from models.domain.organisme import Organisme
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain


class ActesOrganismes:
    """Everything that the page writes."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self.ecrivain = ecrivain

    def organisme(self, uid: Uid | None) -> Organisme | None:
        """The organisme as the project holds it."""
        return self.ecrivain.projet.organisme(uid)

    def add(self, nom: str, type_: TypeOrganisme) -> Uid | None:
        """A new organisme."""
        return self.ecrivain.run(
            f"Ajouter l’organisme «\u00a0{nom}\u00a0»", commands.organismes.add_organisme, nom=nom, type=type_
        )

    def remove(self, organismes: Sequence[Organisme]) -> None:
        """To the Corbeille, in one act."""
        quoi = (
            f"l’organisme «\u00a0{organismes[0].nom}\u00a0»"
            if len(organismes) == 1
            else f"{len(organismes)} organismes"
        )
        uids = [o.uid for o in organismes]
        self.ecrivain.run(f"Supprimer {quoi}", commands.organismes.remove_organismes, uids, moment=maintenant_utc())

    def write(self, uid: Uid | None, champ: str, valeur: object) -> AppError | None:
        """One field of an organisme; why it was refused, if it was."""
        if (organisme := self.organisme(uid)) is None:
            return None
        champs: dict[str, Any] = {champ: valeur}
        libelle = f"Modifier l’organisme «\u00a0{organisme.nom}\u00a0»"
        self.ecrivain.run(libelle, commands.organismes.update_organisme, organisme.uid, **champs)
        return self.ecrivain.refus

    def add_contact(self, uid: Uid | None) -> Uid | None:
        """Somebody to call."""
        if (organisme := self.organisme(uid)) is None:
            return None
        libelle = f"Ajouter un contact à «\u00a0{organisme.nom}\u00a0»"
        return self.ecrivain.run(libelle, commands.organismes.add_contact, organisme.uid)

    def write_contact(self, uid: Uid | None, contact: str, champ: str, valeur: object) -> None:
        """One field of a contact."""
        if (organisme := self.organisme(uid)) is None:
            return
        champs: dict[str, Any] = {champ: valeur}
        libelle = f"Modifier un contact de «\u00a0{organisme.nom}\u00a0»"
        self.ecrivain.run(libelle, commands.organismes.update_contact, Uid(contact), **champs)

    def remove_contact(self, uid: Uid | None, contact: str) -> None:
        """To the Corbeille."""
        if (organisme := self.organisme(uid)) is not None:
            libelle = f"Supprimer un contact de «\u00a0{organisme.nom}\u00a0»"
            moment = maintenant_utc()
            self.ecrivain.run(libelle, commands.organismes.remove_contacts, [Uid(contact)], moment=moment)

    def add_echange(self, uid: Uid | None, **champs: Any) -> Uid | None:
        """What was said or sent."""
        if (organisme := self.organisme(uid)) is None:
            return None
        libelle = f"Noter un échange avec «\u00a0{organisme.nom}\u00a0»"
        return self.ecrivain.run(libelle, commands.organismes.add_echange, organisme.uid, **champs)

    def write_echange(self, uid: Uid | None, echange: str, champ: str, valeur: object) -> None:
        """One field of an exchange."""
        if (organisme := self.organisme(uid)) is None:
            return
        champs: dict[str, Any] = {champ: valeur}
        libelle = f"Modifier un échange avec «\u00a0{organisme.nom}\u00a0»"
        self.ecrivain.run(libelle, commands.organismes.update_echange, Uid(echange), **champs)

    def remove_echange(self, uid: Uid | None, echange: str) -> None:
        """An exchange noted by mistake."""
        if (organisme := self.organisme(uid)) is not None:
            libelle = f"Supprimer un échange avec «\u00a0{organisme.nom}\u00a0»"
            self.ecrivain.run(libelle, commands.organismes.remove_echanges, [Uid(echange)])
