"""A signed project, and the same after ten edits that an avenant must list."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from factories import AUJOURD_HUI, make_depense, make_fiche, make_fiche_riche, make_operation, make_projet, uid

from models.domain.avenant import Avenant
from models.domain.convention import Article, Convention, Partie
from models.domain.fiche_action import Partenaire, Phase
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.territoire import Secteur
from models.domain.version_figee import EtatProjet
from models.domain.vocabulaire import QualitePartie, RolePartenaire, RolePartie, StatutAction, TypePhase
from pvd_desktop.documents.builders.avenant import build_avenant
from pvd_desktop.documents.tree import Document

GOUVERNANCE = "Le comité de pilotage se réunit **deux fois** par an, en mairie, sur convocation du maire."
GOUVERNANCE_REVUE = "Le comité de pilotage se réunit **trois fois** par an, en mairie, sur convocation du maire."


def make_signe() -> Projet:
    """The project as it was signed: three actions, three parties, an article in its own words."""
    convention = Convention(
        uid=uid("convention"),
        lieu_signature="Valbrune",
        parties=(
            _partie("maire", "Commune de Valbrune", RolePartie.BENEFICIAIRE_COMMUNE, "Anne Duval", "maire"),
            _partie(
                "president",
                "Communauté de communes du Haut-Pré",
                RolePartie.BENEFICIAIRE_EPCI,
                "Paul Petit",
                "président",
            ),
            _partie("prefet", "État", RolePartie.ETAT, "Jeanne Lefort", "préfète"),
        ),
        articles=(Article(uid=uid("article-gouvernance"), cle="gouvernance", texte=GOUVERNANCE),),
    )
    halle = make_fiche(
        uid=uid("halle"),
        numero="1.2",
        intitule="Réhabiliter la halle",
        operations=(
            make_operation(uid=uid("operation-halle"), depenses=(make_depense("500000", uid=uid("travaux")),)),
        ),
        phases=(
            Phase(uid=uid("chantier"), intitule="Chantier", debut=date(2027, 1, 4), fin=date(2027, 12, 17)),
            Phase(uid=uid("reception"), intitule="Réception", type=TypePhase.JALON, debut=date(2028, 1, 10)),
        ),
    )
    ecole = make_fiche(
        uid=uid("ecole"), numero="2.1", intitule="Ouvrir une micro-crèche", orientation=uid("orientation-2")
    )
    base = make_projet(make_fiche_riche(numero="1.1"), halle, replace(ecole, operations=()))
    territoire = replace(base.territoire, date_convention=date(2023, 1, 27), fin_ort=date(2028, 1, 27))
    return replace(base, convention=convention, territoire=territoire)


def _partie(nom: str, organisme: str, role: RolePartie, representant: str, fonction: str) -> Partie:
    return Partie(
        uid=uid(nom),
        organisme=uid(organisme),
        role=role,
        qualite=QualitePartie.SIGNATAIRE,
        representant=representant,
        fonction=fonction,
    )


def edit_ten_times(projet: Projet) -> Projet:
    """Status, cost, action more, action less, orientation, article, date, partner, secteur, representative."""
    riche, halle, _ = projet.fiches
    operation = halle.operations[0]
    travaux = replace(operation.depenses[0], montant_ht=Decimal(620000))
    chantier, reception = halle.phases
    halle = replace(
        halle,
        operations=(replace(operation, depenses=(travaux,)),),
        phases=(replace(chantier, fin=date(2028, 3, 31)), reception),
        partenaires=(
            *halle.partenaires,
            Partenaire(uid=uid("caue"), organisme=uid("CAUE du Pas-de-Calais"), role=RolePartenaire.ASSOCIE),
        ),
    )
    marche = make_fiche(
        uid=uid("marche"), numero="1.3", intitule="Relancer le marché", operations=(Operation(uid=uid("o-marche")),)
    )
    premiere, seconde = projet.orientations
    maire, *autres = projet.convention.parties
    convention = replace(
        projet.convention,
        parties=(replace(maire, representant="Karim Benali"), *autres),
        articles=(replace(projet.convention.articles[0], texte=GOUVERNANCE_REVUE),),
    )
    gare = Secteur(uid=uid("gare"), nom="Quartier de la gare", commune=uid("Valbrune"))
    return replace(
        projet,
        fiches=(replace(riche, statut=StatutAction.EN_COURS), halle, marche),
        orientations=(replace(premiere, intitule="Faire vivre le centre-ville"), seconde),
        convention=convention,
        territoire=replace(projet.territoire, secteurs=(*projet.territoire.secteurs, gare)),
    )


def make_avenant(apres: Projet, avant: Projet, *, numero: Avenant | None = None, brouillon: bool = True) -> Document:
    """The first avenant, or that of ``numero``, from one project to the other."""
    signe = EtatProjet(projet=avant, nom="Signée", jour=date(2023, 1, 27))
    actuel, voulu = EtatProjet(projet=apres), numero or Avenant(numero="1")
    return build_avenant(signe, actuel, voulu, aujourd_hui=AUJOURD_HUI, brouillon=brouillon)
