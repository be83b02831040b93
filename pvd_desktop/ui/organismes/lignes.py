"""The rows of the list of partners, and their columns."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.formats import format_date, format_euros, sort_key
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.roles import Apport, LecteurRoles, RoleOrganisme, apports, dernier_echange, est_silencieux
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

SANS_NOM: Final = "Organisme sans nom"


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneOrganisme:
    """An organisme, and what the project says of it elsewhere."""

    organisme: Organisme
    roles: tuple[RoleOrganisme, ...] = ()
    apport: Apport | None = None
    dernier: date | None = None
    silencieux: bool = False

    @property
    def nom(self) -> str:
        """Its name, as people read it."""
        return self.organisme.nom or self.organisme.sigle or SANS_NOM

    @property
    def actions(self) -> int:
        """Number of actions that name it."""
        return len({r.objet.fiche for r in self.roles if r.objet.fiche})

    @property
    def mots(self) -> str:
        """What it is searched by: itself, and the people one calls there."""
        o = self.organisme
        contacts = " ".join(f"{c.prenom} {c.nom} {c.fonction} {c.courriel}" for c in o.contacts)
        return sort_key(f"{o.nom} {o.sigle} {o.siren} {o.type.libelle} {o.courriel} {contacts}")


def lignes_de(projet: Projet, aujourd_hui: date, lecteur: LecteurRoles) -> tuple[LigneOrganisme, ...]:
    """One row each, by their names; ``lecteur`` knows what did not change."""
    roles, montants = lecteur.read(projet), apports(projet)
    return tuple(
        LigneOrganisme(
            organisme=organisme,
            roles=roles.get(organisme.uid, ()),
            apport=montants.get(organisme.uid),
            dernier=dernier_echange(organisme),
            silencieux=est_silencieux(organisme, aujourd_hui),
        )
        for organisme in sorted(projet.organismes, key=lambda o: sort_key(o.nom))
    )


def dire_actions(nombre: int) -> str:
    """« 3 actions »; nothing for none."""
    return f"{nombre} action{'s' if nombre > 1 else ''}" if nombre else ""


def _apport(ligne: LigneOrganisme) -> str:
    return "" if ligne.apport is None else f"{format_euros(ligne.apport.montant)} {ligne.apport.base}"


COLONNES: Final = (
    Colonne[LigneOrganisme](titre="Organisme", texte=lambda ligne: ligne.nom, largeur=196),
    Colonne[LigneOrganisme](
        titre="Contacts",
        texte=lambda ligne: str(len(ligne.organisme.contacts) or ""),
        sort_by=lambda ligne: len(ligne.organisme.contacts),
        align=DROITE,
        largeur=72,
        accessible=lambda ligne: str(len(ligne.organisme.contacts) or "aucun"),
    ),
    Colonne[LigneOrganisme](
        titre="Dernier échange",
        texte=lambda ligne: format_date(ligne.dernier) if ligne.dernier else "",
        sort_by=lambda ligne: ligne.dernier.toordinal() if ligne.dernier else 0,
        align=DROITE,
        largeur=116,
        aide="Une horloge marque ceux qui datent de plus de six mois",
        icone=lambda ligne: ("horloge", "attention") if ligne.silencieux and ligne.dernier else None,
        accessible=lambda ligne: format_date(ligne.dernier) if ligne.dernier else "aucun",
    ),
    Colonne[LigneOrganisme](
        titre="Actions",
        texte=lambda ligne: str(ligne.actions or ""),
        sort_by=lambda ligne: ligne.actions,
        align=DROITE,
        largeur=64,
        aide="Nombre d’actions qui le citent\u00a0: l’onglet Rôles les montre",
        accessible=lambda ligne: str(ligne.actions or "aucune"),
    ),
    Colonne[LigneOrganisme](
        titre="Apport",
        texte=_apport,
        sort_by=lambda ligne: -1 if ligne.apport is None else int(ligne.apport.montant * 100),
        align=DROITE,
        largeur=168,
        aide="Aides et financements privés retenus dans les actions du plan\u00a0; les prêts et les aides valorisées "
        "n’y sont pas",
        copie=lambda ligne: "" if ligne.apport is None else str(ligne.apport.montant).replace(".", ","),
    ),
    Colonne[LigneOrganisme](
        titre="Engagement",
        texte=lambda ligne: "Oui" if ligne.organisme.engagement.strip() else "Non",
        largeur=90,
        aide="Le texte que le partenaire a fourni pour la convention est reçu",
    ),
    Colonne[LigneOrganisme](titre="Type", texte=lambda ligne: ligne.organisme.type.libelle, largeur=120),
    Colonne[LigneOrganisme](titre="SIREN", texte=lambda ligne: ligne.organisme.siren, largeur=86),
)
