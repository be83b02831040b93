"""From a partner’s workbook and the project to the cells of a copy: nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from models.domain.importation.analyse import comprendre, lecteur_de
from models.domain.importation.champs import IGNORE
from models.domain.importation.choix_feuilles import FeuilleComprise, choose
from models.domain.importation.connaissances import Connaissances
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.maquettes import est_une_maquette
from models.domain.importation.organismes import Annuaire
from models.domain.importation.proposition import Retouches
from models.domain.projet import Projet
from models.domain.remplissage_tableau.cellules import Ecrit, decider
from models.domain.remplissage_tableau.champs_projet import CHAMPS_PROJET, champ_du_nom, read_cellules
from models.domain.remplissage_tableau.colonnes import adapter, reprendre
from models.domain.remplissage_tableau.gabarit import Gabarit, Place
from models.domain.remplissage_tableau.payeurs import Payeurs
from models.domain.remplissage_tableau.resultat import CelluleRemplie, GabaritError, Remplissage
from models.domain.remplissage_tableau.tableau import Tableau
from models.domain.remplissage_tableau.unites import Choix, Maille

Memoire = Callable[[str], Mapping[str, Any] | None]
"""What was remembered for the headers of that signature."""
LE_PROJET: Final = "Le projet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """What the person chose; the filling is made again from it at each correction."""

    feuille: str = ""
    """The sheet to fill; the one that looks most like a plan when empty."""
    correspondance: Correspondance | None = None
    choix: Choix | None = None
    cellules: Mapping[Place, str] = field(default_factory=dict[Place, str])
    """Lone cells, and the field of the project each receives; ``IGNORE`` leaves a named one alone."""


def remplir(
    gabarit: Gabarit,
    projet: Projet,
    connaissances: Connaissances,
    demande: Demande | None = None,
    *,
    aujourd_hui: date,
    memoire: Memoire = lambda _: None,
    en_clair: Callable[[str], str] = str,
) -> Remplissage:
    """What filling the workbook would write.

    Args:
        gabarit: the workbook.
        projet: what it is filled from.
        connaissances: reference data.
        demande: what the person chose.
        aujourd_hui: date of the filling, which a cell may ask for.
        memoire: columns kept for headers that were seen before.
        en_clair: takes the marks of formatting off a long text.

    Raises:
        GabaritError: nothing in it can be filled.
    """
    voulu = demande or Demande()
    _check(gabarit, voulu)
    lecteur = lecteur_de(projet, Annuaire(projet.organismes), connaissances)
    comprises = [comprendre(f, lecteur, Retouches(), lambda _: None) for f in gabarit.classeur.feuilles]
    titrees = [c for c in comprises if c.entete.fin and c.note > 0]
    retenues = [lue.nom for lue in choose(comprises, Retouches()) if lue.retenue]
    base = Remplissage(
        source=gabarit.classeur.nom,
        feuilles=tuple(c.feuille.nom for c in titrees),
        avertissements=(*gabarit.classeur.remarques, *gabarit.avertissements),
    )
    choisie = _chosen(titrees, retenues, voulu.feuille)
    retenue = memoire(adapter(choisie.correspondance).signature) if choisie else None
    base = replace(base, cellules=tuple(_lone(gabarit, projet, voulu, retenue, aujourd_hui)))
    if choisie is None:
        if not base.cellules:
            raise _nothing(gabarit)
        return base
    base = replace(base, feuille=choisie.feuille.nom)
    correspondance, choix = _columns(choisie, voulu, retenue)
    tableau = Tableau(
        feuille=choisie.feuille,
        regles=gabarit.regles(choisie.feuille.nom),
        correspondance=correspondance,
        choix=choix,
        projet=projet,
        lecteur=lecteur,
        payeurs=Payeurs(projet, connaissances.financeurs, lecteur),
        en_clair=en_clair,
    )
    return replace(tableau.remplir(base), retrouvee=bool(retenue) and voulu.correspondance is None)


def _check(gabarit: Gabarit, voulu: Demande) -> None:
    """Refuses what would be filled for nothing: our own maquette, a cell of a sheet that is not there."""
    if est_une_maquette(gabarit.classeur):
        raise GabaritError(
            f"«\u00a0{gabarit.classeur.nom}\u00a0» est une maquette écrite par PVD Desktop.",
            "Exportez-la de nouveau\u00a0: elle portera les chiffres du projet. Si un partenaire l’a complétée, "
            "choisissez plutôt «\u00a0Reprendre une maquette revenue\u00a0».",
        )
    absente = next((place for place in voulu.cellules if gabarit.feuille(place.feuille) is None), None)
    if absente is not None:
        connues = ", ".join(f.nom for f in gabarit.classeur.feuilles)
        raise GabaritError(
            f"Le classeur n’a pas de feuille «\u00a0{absente.feuille}\u00a0».", f"Feuilles\u00a0: {connues}."
        )


def _chosen(titrees: Sequence[FeuilleComprise], retenues: Sequence[str], nom: str) -> FeuilleComprise | None:
    """The sheet that the person named, or the one that looks most like a plan."""
    if nom:
        trouvee = next((c for c in titrees if c.feuille.nom == nom), None)
        if trouvee is None:
            connues = ", ".join(c.feuille.nom for c in titrees) or "aucune"
            raise GabaritError(
                f"La feuille «\u00a0{nom}\u00a0» n’a pas de tableau d’actions que l’on reconnaisse.",
                f"Feuilles possibles\u00a0: {connues}.",
            )
        return trouvee
    return max((c for c in titrees if c.feuille.nom in retenues), key=lambda c: c.note, default=None)


def _columns(
    choisie: FeuilleComprise, voulu: Demande, retenue: Mapping[str, Any] | None
) -> tuple[Correspondance, Choix]:
    """The columns as the person wants them, as they were remembered, or as they are understood."""
    if voulu.correspondance is not None:
        return voulu.correspondance, voulu.choix or Choix()
    comprise = adapter(choisie.correspondance)
    if retenue:
        comprise = reprendre(comprise, retenue.get("colonnes"))
    return comprise, voulu.choix or _remembered(retenue) or Choix(maille=_guessed(comprise))


def _remembered(retenue: Mapping[str, Any] | None) -> Choix | None:
    mailles = [m for m in Maille if retenue and m == retenue.get("maille")]
    return Choix(maille=mailles[0]) if mailles else None


def _guessed(correspondance: Correspondance) -> Maille:
    """What a row is about, when the columns tell."""
    champs = {a.champ for a in correspondance.affectations}
    if "numero_dossier" in champs and champs & {"montant_demande", "montant_accorde"}:
        return Maille.FINANCEMENT
    return Maille.OPERATION if "operation" in champs else Maille.ACTION


def _lone(
    gabarit: Gabarit, projet: Projet, voulu: Demande, retenue: Mapping[str, Any] | None, aujourd_hui: date
) -> Iterator[CelluleRemplie]:
    """Cells that stand alone: those that the partner named, those that the person pointed at, now or before."""
    nommees = {place: code for nom, place in gabarit.noms.items() if (code := champ_du_nom(nom))}
    retenues = read_cellules(retenue.get("cellules") if retenue else None)
    for place, code in {**nommees, **retenues, **voulu.cellules}.items():
        feuille = gabarit.feuille(place.feuille)
        if code == IGNORE or feuille is None:
            continue
        champ = CHAMPS_PROJET[code]
        lue = champ.lire(projet, aujourd_hui)
        valeur = None if lue == "" else lue
        ecrit = Ecrit(champ=champ.libelle, objet=LE_PROJET, valeur=valeur)
        yield decider(feuille, gabarit.regles(place.feuille), place, ecrit)


def _nothing(gabarit: Gabarit) -> GabaritError:
    return GabaritError(
        f"«\u00a0{gabarit.classeur.nom}\u00a0» n’a ni tableau d’actions ni cellule nommée que l’on reconnaisse.",
        "Vérifiez qu’une ligne porte les titres des colonnes (Action, Coût…), ou nommez dans le classeur les cellules "
        "à remplir\u00a0: pvd_commune, pvd_cout_total…",
    )
