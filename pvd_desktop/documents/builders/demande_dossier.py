"""What every document of a demande reads: the demande in its project, its plan, its form, and who signs."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.domain.bareme import bareme_effectif
from models.domain.demande import EtatPiece, IssueDemande
from models.domain.demandes.formulaire import FormulaireRempli, remplir
from models.domain.demandes.lecture import Lecteur
from models.domain.demandes.pieces import DELIBERATION, PieceSituee, cas_de, pieces_de
from models.domain.demandes.plan import plan_attendu
from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.demandes.situee import DemandeSituee, situer
from models.domain.dispositifs.dispositif import FaitLiberatoire
from models.domain.dispositifs.pieces import CasPiece
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date_longue
from models.domain.grammaire import a, avec_article, de, enumerer
from models.domain.maquettes.charge_nette import fctva_par_annee
from models.domain.plan_financement import ZERO, arrondir
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.formulaires import formulaire_de
from pvd_desktop.documents.builders.demande_mots import au_titre, pas_avant
from pvd_desktop.documents.builders.demande_organe import Organe, de_l_organisme, organe_de
from pvd_desktop.documents.modeles import DemandeIntrouvableError


@dataclass(frozen=True, kw_only=True)
class DossierDemande:
    """A demande being written; what several documents need is read once."""

    situee: DemandeSituee
    jour: date
    brouillon: bool

    @property
    def projet(self) -> Projet:
        """The project it belongs to."""
        return self.situee.projet

    @cached_property
    def plan(self) -> PlanArrondi:
        """In whole euros, as it is asked for: the form, the note and the délibération say the same."""
        return self.lecteur.plan

    @cached_property
    def plan_attendu(self) -> PlanArrondi:
        """The same, at what a funder granted since: what is expected to come in."""
        return plan_attendu(self.situee)

    @cached_property
    def rempli(self) -> FormulaireRempli:
        """The answers of its form."""
        return remplir(self.situee, formulaire_de(self.situee.dispositif), self.jour)

    @cached_property
    def pieces(self) -> tuple[PieceSituee, ...]:
        """Its pièces, in the order of the portal."""
        return pieces_de(self.situee, self.jour)

    @cached_property
    def lecteur(self) -> Lecteur:
        """What the project says of it."""
        return Lecteur(self.situee, self.jour)

    @cached_property
    def organe(self) -> Organe:
        """Who decides, and who signs."""
        return organe_de(self.situee.demandeur, self.lecteur.representant)

    @property
    def demandeur(self) -> str:
        """Name of who asks; empty while nobody does."""
        return self.situee.demandeur.nom if self.situee.demandeur else ""

    @cached_property
    def fiches(self) -> tuple[FicheAction, ...]:
        """The actions of its operations, each once."""
        return tuple({o.fiche.uid: o.fiche for o in self.situee.operations}.values())

    @cached_property
    def demandees(self) -> tuple[RessourceArrondie, ...]:
        """The resources it asks for."""
        plan = self.plan
        return tuple(r for r in (*plan.aides, *plan.prive, *plan.prets) if r.demandee)

    @property
    def guichet(self) -> str:
        """« DETR et DSIL », else the name of the dispositif."""
        return enumerer(self._guichets)

    @property
    def au_titre(self) -> str:
        """« de la DETR et de la DSIL »."""
        return enumerer(list(dict.fromkeys(map(titre_de, self.demandees))) or list(map(au_titre, self._guichets)))

    @property
    def _guichets(self) -> tuple[str, ...]:
        dispositif = self.situee.dispositif
        noms = tuple(dict.fromkeys(r.libelle for r in self.demandees))
        return noms or ((dispositif.sigle or dispositif.intitule,) if dispositif else ())

    @property
    def convention(self) -> str:
        """« Petites Villes de Demain de Bapaume, signée le 3 mars 2023 »; empty while none is signed."""
        territoire = self.projet.territoire
        if territoire.date_convention is None:
            return ""
        nom = " ".join(filter(None, ("Petites Villes de Demain", de(territoire.nom) if territoire.nom else "")))
        return f"{nom}, signée le {format_date_longue(territoire.date_convention)}"

    @property
    def communes(self) -> list[str]:
        """Names of the communes where its actions take place."""
        return list(dict.fromkeys(nom for fiche in self.fiches for nom in self._communes(fiche)))

    def situation(self, fiche: FicheAction) -> str:
        """Where an action takes place: « 3, rue de la Halle, à Bapaume », « à Hesdin et au Quesnoy »; may be empty."""
        dite = fiche.adresse.casefold()
        villes = enumerer([a(nom) for nom in self._communes(fiche) if nom.casefold() not in dite])
        return ", ".join(filter(None, (fiche.adresse, villes)))

    def _communes(self, fiche: FicheAction) -> list[str]:
        return [c.nom for c in self.projet.territoire.communes if c.nom and c.uid in fiche.communes]

    @property
    def pas_avant(self) -> str:
        """« avant la réception de la demande par le financeur »: what its execution has to wait for."""
        dispositif = self.situee.dispositif
        return pas_avant(dispositif.fait_liberatoire if dispositif else FaitLiberatoire.A_VERIFIER)

    @cached_property
    def fctva(self) -> int | None:
        """Whole euros that come back of the TVA; ``None`` when nothing does."""
        bareme = bareme_effectif(load_bareme(), self.projet.parametres_locaux)
        taux = bareme.parametre("taux_fctva", self.jour).valeur
        operations = (o.operation for o in self.situee.operations)
        parts = (m for o in operations for _, m in fctva_par_annee(self.projet, o, taux=taux))
        return int(arrondir(sum(parts, ZERO)).to_integral_value()) or None

    def appelle(self, cle: str) -> bool:
        """Whether the dossier calls for a document where it stands."""
        match cle:
            case "deliberation":
                return self.situee.demande.date_deliberation is None and not self._est_jointe(DELIBERATION)
            case "attestation":
                # Nobody attests that what has begun has not.
                return CasPiece.DEROGATION not in cas_de(self.situee) and self.lecteur.debut is None
            case "publication":
                return self.situee.demande.issue is IssueDemande.ACCORDEE
            case _:
                return True

    def _est_jointe(self, code: str) -> bool:
        return any(p.cle == code and p.etat is EtatPiece.JOINTE for p in self.pieces)

    def reponse(self, cle: str) -> str:
        """The answer to a field of its form; empty when it has none, or is not asked."""
        rempli = self.rempli.champ(cle)
        return rempli.texte if rempli else ""


def titre_de(ressource: RessourceArrondie) -> str:
    """What goes after « au titre » for a line: « de la DETR », « de l’aide du département du Nord »."""
    if ressource.dispositif or ressource.financeur is None:
        return au_titre(ressource.libelle)
    return f"de l’aide {de_l_organisme(avec_article(ressource.libelle))}"


def situer_dossier(projet: Projet, demande: Uid | None, *, jour: date, brouillon: bool) -> DossierDemande:
    """The dossier of a demande; of the only one of the project when none is named.

    Raises:
        DemandeIntrouvableError: it is not there, or several could be meant.
    """
    voulues = [d for d in projet.demandes if demande in {None, d.uid}]
    if len(voulues) != 1:
        raise DemandeIntrouvableError(projet)
    dispositifs = load_effectifs(projet.dispositifs_locaux).dispositifs
    return DossierDemande(situee=situer(voulues[0], projet, dispositifs), jour=jour, brouillon=brouillon)
