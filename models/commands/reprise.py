"""Taking up a convention that was signed before the project was typed here: its communes, parties, dates, copy."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.convention import add_partie, add_pieces_convention, update_convention
from models.commands.organismes import add_organisme
from models.commands.territoire import add_commune, choose_commune, update_territoire
from models.domain.grammaire import de, enumerer
from models.domain.pieces import Fichier
from models.domain.vocabulaire import RegimeOrt, RolePartie, TypeOrganisme
from models.entities.territoire import TerritoireEntity
from models.referentiel.communes import CommuneOfficielle

TYPE_EXEMPLAIRE: Final = "Convention signée"
_TYPES: Final = {
    RolePartie.BENEFICIAIRE_EPCI: TypeOrganisme.EPCI,
    RolePartie.ETAT: TypeOrganisme.ETAT,
    RolePartie.REGION: TypeOrganisme.REGION,
    RolePartie.DEPARTEMENT: TypeOrganisme.DEPARTEMENT,
    RolePartie.BANQUE_DES_TERRITOIRES: TypeOrganisme.BANQUE_DES_TERRITOIRES,
}
SIGNATAIRES: Final = (RolePartie.BENEFICIAIRE_COMMUNE, *_TYPES)
"""Parties whose name follows from the communes; the others are added on the page of the convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprise:
    """What is known of the convention; all but one commune may be left out."""

    communes: tuple[CommuneOfficielle | str, ...]
    """Those of the reference, or the names typed for those it does not have."""
    signataires: tuple[RolePartie, ...] = ()
    regime_ort: RegimeOrt = RegimeOrt.VAUT_ORT
    date_adhesion: date | None = None
    date_convention: date | None = None
    duree_annees: int | None = None
    fin_programme: date | None = None
    fin_ort: date | None = None

    @property
    def nom(self) -> str:
        """Name of the territory: « Auchel, Lillers et Calonne-Ricouart »."""
        return enumerer([c if isinstance(c, str) else c.nom for c in self.communes])


def resume_convention(session: Session, reprise: Reprise, exemplaire: Fichier | None = None) -> None:
    """Writes what is known in a new project, and says that its convention is signed: one act."""
    update_territoire(
        session,
        nom=reprise.nom,
        regime_ort=reprise.regime_ort,
        date_adhesion=reprise.date_adhesion,
        date_convention=reprise.date_convention,
        duree_annees=reprise.duree_annees,
        fin_programme=reprise.fin_programme,
        fin_ort=reprise.fin_ort,
    )
    for commune in reprise.communes:
        if isinstance(commune, str):
            add_commune(session, nom=commune)
        else:
            choose_commune(session, None, commune)
    for role in reprise.signataires:
        for champs in _organismes(session, role, reprise):
            organisme = add_organisme(session, **champs)
            add_partie(session, organisme=organisme, role=role, date_signature=reprise.date_convention)
    update_convention(session, brouillon=False)
    if exemplaire is not None:
        add_pieces_convention(session, [exemplaire], type=TYPE_EXEMPLAIRE, date_piece=reprise.date_convention)


def _organismes(session: Session, role: RolePartie, reprise: Reprise) -> list[dict[str, object]]:
    """Who signs as ``role``; nobody when the communes do not tell its name."""
    if role is RolePartie.BENEFICIAIRE_COMMUNE:
        noms = [c if isinstance(c, str) else c.nom for c in reprise.communes]
        return [{"nom": f"Commune {de(nom)}", "type": TypeOrganisme.COMMUNE} for nom in noms]
    territoire = session.scalars(select(TerritoireEntity)).one()
    noms_par_role = {
        RolePartie.BENEFICIAIRE_EPCI: territoire.epci_nom,
        RolePartie.ETAT: "État",
        RolePartie.REGION: territoire.region and f"Région {territoire.region}",
        RolePartie.DEPARTEMENT: territoire.departement and f"Département ({territoire.departement})",
        RolePartie.BANQUE_DES_TERRITOIRES: RolePartie.BANQUE_DES_TERRITOIRES.libelle,
    }
    nom = noms_par_role[role]
    siren = territoire.epci_siren if role is RolePartie.BENEFICIAIRE_EPCI else ""
    return [{"nom": nom, "type": _TYPES[role], "siren": siren}] if nom else []
