"""The lines a scenario may suppose otherwise: what the project says, what the scenario says, and the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros, sort_key
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.saisie import parse_annee, parse_montant
from models.domain.scenarios.application import ChangementSuppose, ScenarioApplique, objets
from models.domain.scenarios.champs import Objet, champs_de, genre_de, texte_valeur, valeur_de
from models.domain.scenarios.comparaison import nom_objet
from models.domain.scenarios.saisie import ANNEE, ETAT, MONTANT, montant_de
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.ui.widgets.cellules import ColonneChoix, find_choix
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSupposee:
    """A part décidée, a dépense or an aide, on both sides."""

    cle: str
    nom: str
    fiche: FicheAction
    operation: Operation
    """As it stands in the project."""
    avant: Objet
    apres: Objet

    @property
    def etats(self) -> tuple[EtatFinancement, EtatFinancement] | None:
        """Its state on both sides; only an aide has one."""
        if isinstance(self.avant, Financement) and isinstance(self.apres, Financement):
            return self.avant.etat, self.apres.etat
        return None

    @property
    def montants(self) -> tuple[Decimal | None, Decimal | None]:
        """Its amount on both sides."""
        return montant_de(self.operation, self.avant), montant_de(self.operation, self.apres)

    @property
    def annees(self) -> tuple[int | None, int | None] | None:
        """Its year on both sides, when it may have one."""
        if isinstance(self.avant, Operation):
            return None
        avant, apres = valeur_de(self.avant, ANNEE), valeur_de(self.apres, ANNEE)
        return avant if isinstance(avant, int) else None, apres if isinstance(apres, int) else None

    @property
    def change(self) -> bool:
        """Whether the scenario supposes something of it."""
        return self.avant is not self.apres

    @property
    def difference(self) -> str:
        """What the scenario says of it, in words."""
        return ", ".join(self._differences())

    def _differences(self) -> Iterator[str]:
        if self.etats and self.etats[0] is not self.etats[1]:
            yield self.etats[1].libelle.lower()
        avant, apres = self.montants
        if avant is not None and apres is not None and avant != apres:
            yield f"{format_euros(abs(apres - avant))} {'de plus' if apres > avant else 'de moins'}"
        elif avant != apres:
            yield "montant donné" if avant is None else "montant retiré"
        if self.annees and self.annees[0] != self.annees[1]:
            yield _decalage(*self.annees)


def _decalage(avant: int | None, apres: int | None) -> str:
    if avant is None or apres is None:
        return "année donnée" if avant is None else "année retirée"
    pas = abs(apres - avant)
    return f"{pas} an{'s' if pas > 1 else ''} plus {'tard' if apres > avant else 'tôt'}"


class LecteurLignes:
    """The lines of a project that changes: those of an action that stays the same on both sides are made once."""

    def __init__(self) -> None:
        self._organismes: tuple[Organisme, ...] = ()
        self._lues: dict[Uid, tuple[FicheAction, FicheAction, tuple[LigneSupposee, ...]]] = {}

    def read_parts(self, application: ScenarioApplique) -> Iterator[None]:
        """Read an action at a step; ``read`` finds them there."""
        base = application.base
        # A funder names its lines; each act on a scenario reads them again, equal.
        if base.organismes != self._organismes:
            self._organismes, self._lues = base.organismes, {}
        for fiche, autre in zip(base.fiches, application.projet.fiches, strict=True):
            lue = self._lues.get(fiche.uid)
            if lue is None or lue[0] is not fiche or lue[1] is not autre:
                self._lues[fiche.uid] = fiche, autre, tuple(_lignes(base, fiche, autre))
                yield

    def read(self, application: ScenarioApplique) -> list[LigneSupposee]:
        """Lines of the living actions, and those of the others that the scenario changes, in the order of the plan."""
        for _ in self.read_parts(application):
            pass
        self._lues = {fiche.uid: self._lues[fiche.uid] for fiche in application.base.fiches}
        return [ligne for _, _, lignes in self._lues.values() for ligne in lignes]


def _lignes(projet: Projet, fiche: FicheAction, autre: FicheAction) -> Iterator[LigneSupposee]:
    if not fiche.statut.est_vivant and fiche is autre:
        return
    for operation, supposee in zip(fiche.operations, autre.operations, strict=True):
        for avant, apres in zip(objets(operation), objets(supposee), strict=True):
            # An operation is read through its part décidée alone: its dépenses have their own lines.
            operation_egale = isinstance(avant, Operation) and not champs_de(avant, apres)
            yield LigneSupposee(
                cle=f"{genre_de(avant).value}:{avant.uid}",
                nom=_nom(projet, fiche, operation, avant),
                fiche=fiche,
                operation=operation,
                avant=avant,
                apres=avant if operation_egale else apres,
            )


def _nom(projet: Projet, fiche: FicheAction, operation: Operation, objet: Objet) -> str:
    changement = ChangementSuppose(fiche=fiche, operation=operation, objet=objet, champ="", avant=None, apres=None)
    nom = nom_objet(projet, changement)
    if not isinstance(objet, Operation):
        return nom
    return f"Part décidée, {nom}" if len(fiche.operations) > 1 and operation.intitule else "Part décidée"


def _etats() -> Sequence[tuple[str, str]]:
    return [(etat.value, etat.libelle) for etat in EtatFinancement]


def _texte_etat(ligne: LigneSupposee, cote: int) -> str:
    return ligne.etats[cote].libelle if ligne.etats else ""


def _texte_montant(ligne: LigneSupposee, cote: int) -> str:
    montant = ligne.montants[cote]
    return "" if montant is None else texte_valeur(montant)


def _texte_annee(ligne: LigneSupposee, cote: int) -> str:
    annee = ligne.annees[cote] if ligne.annees else None
    return "" if annee is None else str(annee)


def _parse_etat(texte: str) -> EtatFinancement:
    if not texte:
        raise SaisieError("Une aide a toujours un état.", "Choisissez une des valeurs proposées.")
    return EtatFinancement(find_choix(_etats(), texte))


def _etat_change(ligne: LigneSupposee) -> bool:
    return ligne.etats is not None and ligne.etats[0] is not ligne.etats[1]


def _montant_change(ligne: LigneSupposee) -> bool:
    return ligne.montants[0] != ligne.montants[1]


def _annee_change(ligne: LigneSupposee) -> bool:
    return ligne.annees is not None and ligne.annees[0] != ligne.annees[1]


COLONNES: Final[tuple[Colonne[LigneSupposee], ...]] = (
    Colonne(titre="Action", texte=lambda ligne: ligne.fiche.titre, largeur=112),
    Colonne(titre="Ligne", texte=lambda ligne: ligne.nom, largeur=150, gras=lambda ligne: ligne.change),
    Colonne(titre="État", texte=lambda ligne: _texte_etat(ligne, 0), largeur=84, aide="État dans le projet"),
    ColonneChoix(
        titre="supposé",
        texte=lambda ligne: _texte_etat(ligne, 1),
        edition=lambda ligne: ligne.etats[1].value if ligne.etats else "",
        champ=ETAT,
        parse=_parse_etat,
        choix=_etats,
        largeur=84,
        aide="État dans le scénario\u00a0: Entrée ou F2 pour en choisir un autre",
        token=lambda ligne: "attention" if _etat_change(ligne) else None,
        gras=_etat_change,
        accessible=lambda ligne: _said("état", _texte_etat(ligne, 1), ligne, changed=_etat_change(ligne)),
    ),
    Colonne(
        titre="Montant",
        texte=lambda ligne: _texte_montant(ligne, 0),
        align=DROITE,
        largeur=104,
        aide="Montant dans le projet, sur la base déclarée de l’opération",
        accessible=lambda ligne: f"{_texte_montant(ligne, 0)} {ligne.operation.base.libelle}".strip(),
    ),
    Colonne(
        titre="supposé",
        texte=lambda ligne: _texte_montant(ligne, 1),
        champ=MONTANT,
        parse=parse_montant,
        align=DROITE,
        largeur=104,
        aide="Montant dans le scénario\u00a0: tapez-en un autre",
        token=lambda ligne: "attention" if _montant_change(ligne) else None,
        gras=_montant_change,
        accessible=lambda ligne: _said("montant", _texte_montant(ligne, 1), ligne, changed=_montant_change(ligne)),
    ),
    Colonne(
        titre="Année", texte=lambda ligne: _texte_annee(ligne, 0), align=DROITE, largeur=52, aide="Année dans le projet"
    ),
    Colonne(
        titre="supposée",
        texte=lambda ligne: _texte_annee(ligne, 1),
        champ=ANNEE,
        parse=parse_annee,
        align=DROITE,
        largeur=74,
        aide="Année dans le scénario\u00a0: tapez-en une autre",
        token=lambda ligne: "attention" if _annee_change(ligne) else None,
        gras=_annee_change,
        accessible=lambda ligne: _said("année", _texte_annee(ligne, 1), ligne, changed=_annee_change(ligne)),
    ),
    Colonne(
        titre="Ce qui change",
        texte=lambda ligne: ligne.difference,
        largeur=130,
        token=lambda ligne: "attention" if ligne.change else None,
        sort_by=lambda ligne: sort_key(ligne.difference),
    ),
)


DU_PROJET: Final = {3: 2, 5: 4, 7: 6}
"""Under what the scenario supposes, the column of what the project says."""
TITRES_SERRES: Final = {3: "État", 5: "Montant", 7: "Année"}
"""What heads the first ones where there is no room for the second."""
LARGEURS_SERREES: Final = {0: 92, 1: 124, 8: 112}


def _said(quoi: str, texte: str, ligne: LigneSupposee, *, changed: bool) -> str:
    """« montant : 12 300,00 €, 800,00 € de moins »."""
    return f"{quoi}, {texte or 'vide'}" + (f", {ligne.difference}" if changed else "")
