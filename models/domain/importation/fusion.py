"""What the file says of an action laid over the fiche: an empty cell never erases anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from models.domain.fiche_action import FicheAction, NoteSuivi, Partenaire, Phase
from models.domain.formats import format_euros, sort_key
from models.domain.importation.actions import ActionLue, OperationLue
from models.domain.importation.cellules import separer
from models.domain.importation.fusion_argent import Argent
from models.domain.importation.organismes import Annuaire, deviner_type, est_un_sigle_de, plusieurs_porteurs
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.importation.rapprochement import Orientations
from models.domain.importation.valeurs import Intervalle
from models.domain.orientation import Indicateur
from models.domain.plan_financement import ZERO
from models.domain.projet import Projet
from models.domain.textes import LONGUEUR_TITRE, propre, propre_ligne
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, StatutAction, TypeOrganisme

CALENDRIER: Final = "Calendrier prévisionnel"
"""Title of the phase that a table gives."""
_NOM_MAX: Final = 120
"""Characters of the name of an organisme; more is a sentence."""
_COMMUNE: Final = frozenset({"commune", "ville", "mairie", "la commune", "la ville", "la mairie", "collectivite"})
_EPCI: Final = frozenset(
    {"epci", "cc", "ca", "interco", "intercommunalite", "communaute de communes", "la cc", "l epci", "comcom", "agglo"}
)
_LISTE: Final = re.compile(r"^\s*(?:[-*•·–▪]|\d+[.)])\s")


@dataclass(slots=True, kw_only=True)
class Fusion:
    """Lays actions over the project, one after the other."""

    projet: Projet
    annuaire: Annuaire
    orientations: Orientations
    base: BaseMontant | None = None
    statut: StatutAction = StatutAction.INSCRITE
    _communes: dict[str, Uid] = field(init=False)
    _connus: frozenset[str] = field(init=False)
    _designes: dict[tuple[str, str], Uid] = field(init=False, default_factory=dict[tuple[str, str], Uid])
    _partages: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict[str, tuple[str, ...]])

    def __post_init__(self) -> None:
        self._communes = {cle(c.nom): c.uid for c in self.projet.territoire.communes}
        self._connus = frozenset(cle(o.nom) for o in self.projet.organismes)

    def fondre(self, ancienne: FicheAction | None, action: ActionLue, porteurs: Sequence[Uid | None]) -> FicheAction:
        """The fiche once the file has spoken; ``porteurs`` are the owners of its operations."""
        fiche = ancienne or FicheAction(statut=self.statut)
        champs: dict[str, Any] = self._simples(fiche, action)
        argent = Argent(annuaire=self.annuaire, base=self.base)
        annee = action.faits["annee"].valeur if "annee" in action.faits else None
        if ancienne is None:
            self._noter_les_autres(action, porteurs)
        autres = self._partager(action)
        if self._resume(fiche, action):
            _comparer_le_cout(fiche, action)
        elif action.operations and (fiche.operations or any(map(_dit_quelque_chose, action.operations))):
            champs["operations"] = argent.operations(fiche.operations, action, porteurs, annee)
        if (
            ancienne is None
            and "statut" not in action.faits
            and any(f.etat.est_acquis for o in champs.get("operations", ()) for f in o.financements)
        ):
            champs["statut"] = StatutAction.ENGAGEE
        champs["partenaires"] = self._partenaires(fiche, action, autres)
        champs["communes"] = self._lieux(fiche, action)
        champs["phases"] = _phases(fiche, action)
        champs["indicateurs"] = _indicateurs(fiche, action)
        if action.complement is not None:
            neuve = action.complement.poser(replace(fiche, **champs), self.designer)
            return replace(neuve, notes=_notes(fiche, action))
        # Last: what could not be placed elsewhere has become a note.
        champs["notes"] = _notes(fiche, action)
        if ancienne is None:
            champs.setdefault("statut", self.statut)
            return FicheAction(**champs)
        return replace(fiche, **champs)

    def _simples(self, fiche: FicheAction, action: ActionLue) -> dict[str, Any]:
        champs: dict[str, Any] = {}
        if action.numero:
            champs["numero"] = propre_ligne(action.numero)[:LONGUEUR_TITRE]
        if action.intitule and not (fiche.intitule and sort_key(action.intitule) == sort_key(fiche.intitule)):
            champs["intitule"] = _titre(action, action.intitule)
        if action.orientation is not None:
            champs["orientation"] = self.orientations.designer(str(action.orientation.valeur)).uid
        for champ in ("statut", "priorite", "adresse"):
            if champ in action.faits:
                champs[champ] = action.faits[champ].valeur
        if textes := action.textes.get("description"):
            champs["description"] = "\n\n".join(_paragraphes(t) for t in textes)
        if referents := action.textes.get("referent"):
            champs["referent"] = propre_ligne(", ".join(dict.fromkeys(referents)))[:LONGUEUR_TITRE]
        if validation := action.faits.get("date_validation_copil"):
            champs["date_validation_copil"] = validation.valeur.debut
        suivi = {c: action.faits[c].valeur for c in ("meteo", "point_bloquant", "prochaine_etape") if c in action.faits}
        if echeance := action.faits.get("prochaine_etape_date"):
            suivi["prochaine_etape_date"] = echeance.valeur.fin
        if suivi:
            champs["suivi"] = replace(fiche.suivi, **suivi)
        for texte in action.textes.get("sous_orientation", ()):
            action.noter("Sous-axe", texte)
        return champs

    def _noter_les_autres(self, action: ActionLue, porteurs: Sequence[Uid | None]) -> None:
        """Of several owners in one cell the first holds the operation: the others are not lost."""
        for operation, porteur in zip(action.operations, porteurs, strict=True):
            dit = operation.maitre_ouvrage
            if dit is not None and "," in dit.texte and cle(dit.texte) != cle(self.annuaire.nom(porteur)):
                action.noter("Maîtres d’ouvrage", dit.texte, dit.lieu)

    def _resume(self, fiche: FicheAction, action: ActionLue) -> bool:
        """Whether one row sums up the operations of a fiche: their owners together, their cost added."""
        if len(fiche.operations) < 2 or len(action.operations) != 1 or action.operations[0].intitule:
            return False
        lue = action.operations[0]
        noms = dict.fromkeys(self.annuaire.nom(o.maitre_ouvrage) for o in fiche.operations)
        dit = cle(str(lue.maitre_ouvrage.valeur)) if lue.maitre_ouvrage else ""
        nommees = any(f.financeur or f.dispositif or f.numero_dossier for f in lue.financements)
        return not nommees and dit in {"", cle(", ".join(noms))}

    def porteurs(self, action: ActionLue) -> list[Uid | None]:
        """The maître d'ouvrage of each of its operations."""
        return [self._porteur(o) for o in action.operations]

    def _porteur(self, operation: OperationLue) -> Uid | None:
        nom = str(operation.maitre_ouvrage.valeur) if operation.maitre_ouvrage else ""
        if not nom and not operation.identifiant:
            return None
        if noms := self._noms(nom):
            return self.designer(noms[0])
        return self.designer(nom or operation.identifiant, operation.identifiant)

    def _noms(self, texte: str) -> tuple[str, ...]:
        """The owners that one cell names, when each of them is told for what it is."""
        if texte not in self._partages:
            noms = plusieurs_porteurs(texte)
            entier = self.annuaire.trouver(texte) is not None
            self._partages[texte] = () if entier or not all(map(self._est_designe, noms)) else noms
        return self._partages[texte]

    def _est_designe(self, nom: str) -> bool:
        """Whether a name can only be that of an organisme."""
        plat = cle(nom)
        return (
            plat in _COMMUNE | _EPCI | self._communes.keys()
            or deviner_type(nom) is not TypeOrganisme.AUTRE
            or self.annuaire.trouver(nom) is not None
        )

    def _partager(self, action: ActionLue) -> list[str]:
        """The owners that come after the first in a cell: they are partners, and the preview says so."""
        autres: list[str] = []
        for dit in filter(None, (operation.maitre_ouvrage for operation in action.operations)):
            texte = str(dit.valeur)
            if noms := self._noms(texte):
                autres += noms[1:]
                action.remarquer(
                    Nature.CHOIX,
                    dit.lieu,
                    dit.texte,
                    f"«\u00a0{texte[:60]}\u00a0» nomme {len(noms)} organismes\u00a0: «\u00a0{noms[0]}\u00a0» est "
                    "pris pour maître d’ouvrage, et le reste devient partenaire.",
                    "Écrivez le maître d’ouvrage en premier, ou changez-le dans la fiche.",
                )
            elif "/" in texte and len(plusieurs_porteurs(texte)) > 1 and cle(texte) not in self._connus:
                action.remarquer(
                    Nature.CHOIX,
                    dit.lieu,
                    dit.texte,
                    f"«\u00a0{texte[:60]}\u00a0» est pris pour un seul organisme.",
                    "S’ils sont plusieurs, ne laissez que le maître d’ouvrage dans la cellule.",
                )
        return autres

    def designer(self, nom: str, identifiant: str = "") -> Uid:
        """The organisme of a name; « la commune » is that of the project, when it has one only."""
        demande = (nom, identifiant)
        if demande not in self._designes:
            self._designes[demande] = self._designer(nom, identifiant)
        return self._designes[demande]

    def _designer(self, nom: str, identifiant: str) -> Uid:
        territoire = self.projet.territoire
        plat = cle(nom)
        ensemble = [self.annuaire.trouver(n) for n in separer(nom)] if "," in nom or ";" in nom else []
        if len(ensemble) > 1 and ensemble[0] is not None and all(ensemble):
            # Several owners in one cell, all known: the first holds the operation.
            return ensemble[0].uid
        if plat in _COMMUNE and len(territoire.communes) == 1:
            nom = f"Commune de {territoire.communes[0].nom}"
            return self.annuaire.designer(nom, identifiant, TypeOrganisme.COMMUNE).uid
        if territoire.epci.nom and (plat in _EPCI or est_un_sigle_de(nom, territoire.epci.nom)):
            return self.annuaire.designer(territoire.epci.nom, territoire.epci.siren, TypeOrganisme.EPCI).uid
        type_ = TypeOrganisme.COMMUNE if plat in self._communes else None
        return self.annuaire.designer(nom[:LONGUEUR_TITRE], identifiant, type_).uid

    def _partenaires(self, fiche: FicheAction, action: ActionLue, autres: Sequence[str]) -> tuple[Partenaire, ...]:
        fait = action.faits.get("partenaires")
        noms: Sequence[str] = fait.valeur if fait else ()
        if fait is not None and any(len(nom) > _NOM_MAX for nom in noms):
            action.noter("Partenaires", fait.texte)
            noms = ()
        presents = {p.organisme for p in fiche.partenaires}
        uids = dict.fromkeys(self.designer(nom) for nom in (*autres, *noms))
        return (*fiche.partenaires, *(Partenaire(organisme=u) for u in uids if u not in presents))

    def _lieux(self, fiche: FicheAction, action: ActionLue) -> tuple[Uid, ...]:
        fait = action.faits.get("communes")
        if fait is None:
            return fiche.communes
        connues = [self._communes[cle(nom)] for nom in fait.valeur if cle(nom) in self._communes]
        if len(connues) < len(fait.valeur):
            action.noter(fait.lieu.entete or "Lieu", fait.texte)
        return (*fiche.communes, *(u for u in dict.fromkeys(connues) if u not in fiche.communes))


def _comparer_le_cout(fiche: FicheAction, action: ActionLue) -> None:
    """The sum of the operations of a fiche is read, and never shared out by guessing."""
    couts = [c for o in action.operations for c in o.couts]
    if couts and sum((c.montant for c in couts), ZERO) != fiche.totaux.cout:
        action.remarquer(
            Nature.NON_COMPRIS,
            couts[0].lieu,
            format_euros(couts[0].montant),
            f"Ce coût diffère de celui des {len(fiche.operations)} opérations de la fiche\u00a0: il n’est pas importé.",
            "Corrigez-les dans la fiche, ou donnez une ligne à chaque opération.",
        )


def _dit_quelque_chose(operation: OperationLue) -> bool:
    return bool(
        operation.intitule
        or operation.maitre_ouvrage
        or operation.identifiant
        or operation.couts
        or operation.part_decidee
        or operation.financements
    )


def _titre(action: ActionLue, titre: str) -> str:
    if len(titre) <= LONGUEUR_TITRE:
        return titre
    action.noter("Intitulé complet", titre)
    action.remarquer(
        Nature.CHOIX,
        action.lieu,
        titre,
        f"Cet intitulé dépasse {LONGUEUR_TITRE} caractères\u00a0: il est coupé, et gardé entier en note.",
    )
    return f"{titre[: LONGUEUR_TITRE - 1].rstrip()}…"


def _paragraphes(texte: str) -> str:
    """Line ends of a cell are those of paragraphs, but between the lines of a list."""
    lignes = [ligne.rstrip() for ligne in propre(texte).split("\n")]
    resultat = lignes[0]
    for avant, ligne in pairwise(lignes):
        liste = _LISTE.match(avant) and _LISTE.match(ligne)
        resultat += ("\n" if liste or not ligne or not avant else "\n\n") + ligne
    return resultat.strip()


def _phases(fiche: FicheAction, action: ActionLue) -> tuple[Phase, ...]:
    debut, fin, periode = (action.faits.get(c) for c in ("date_debut", "date_fin", "periode"))
    intervalle: Intervalle | None = periode.valeur if periode else None
    premier = debut.valeur.debut if debut else intervalle.debut if intervalle else None
    dernier = fin.valeur.fin if fin else intervalle.fin if intervalle and not intervalle.ouvert else None
    if premier is None and dernier is None:
        return fiche.phases
    if premier is not None and dernier is not None and premier > dernier:
        ou = fin or periode
        action.remarquer(
            Nature.NON_COMPRIS,
            ou.lieu if ou else action.lieu,
            ou.texte if ou else "",
            "La fin précède le début\u00a0: ces dates sont gardées en note.",
            "Corrigez-les dans le tableau, ou dans le calendrier de la fiche.",
        )
        for fait in filter(None, (debut, fin, periode)):
            action.noter(fait.lieu.entete or "Date", fait.texte)
        return fiche.phases
    connues = [
        *((p.debut, p.fin) for p in fiche.phases),
        *((o.date_commencement, o.date_achevement) for o in fiche.operations),
    ]
    if (premier, dernier) in connues:
        return fiche.phases
    # « été 2026 » says less than two days do: the words stay beside them.
    dits = [f.valeur.mots for f in (debut, fin, periode) if f and f.valeur.mots]
    intitule = f"{CALENDRIER} ({' – '.join(dict.fromkeys(dits))})" if dits else CALENDRIER
    for i, phase in enumerate(fiche.phases):
        if phase.intitule.startswith(CALENDRIER):
            neuve = replace(phase, intitule=intitule, debut=premier or phase.debut, fin=dernier or phase.fin)
            return (*fiche.phases[:i], neuve, *fiche.phases[i + 1 :])
    return (*fiche.phases, Phase(intitule=intitule, debut=premier, fin=dernier))


def _indicateurs(fiche: FicheAction, action: ActionLue) -> tuple[Indicateur, ...]:
    textes = action.textes.get("indicateurs")
    if not textes:
        return fiche.indicateurs
    lignes = [_LISTE.sub("", ligne).strip(" ;") for texte in textes for ligne in texte.split("\n")]
    connus = {cle(i.intitule) for i in fiche.indicateurs}
    nouveaux: dict[str, Indicateur] = {}
    for ligne in filter(None, lignes):
        if len(ligne) > LONGUEUR_TITRE:
            action.noter("Indicateurs", ligne)
        elif cle(ligne) not in connus:
            nouveaux.setdefault(cle(ligne), Indicateur(intitule=ligne))
    return (*fiche.indicateurs, *nouveaux.values())


def _notes(fiche: FicheAction, action: ActionLue) -> tuple[NoteSuivi, ...]:
    presentes = {n.texte for n in fiche.notes}
    nouvelles = (propre(note).strip() for note in action.notes)
    return (*fiche.notes, *(NoteSuivi(texte=n) for n in dict.fromkeys(nouvelles) if n and n not in presentes))
