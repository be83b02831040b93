"""What the page of imports says in figures: of the table, of what would be done, of what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.domain.formats import format_euros
from models.domain.importation.champs import CHAMPS, NOTE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.feuille import lettres
from models.domain.importation.proposition import Nature, Proposition, Sort
from pvd_desktop.ui.importation.choix import is_understood, is_unknown

_ACCORDS = {
    Sort.CREE: ("créée", "créées"),
    Sort.MODIFIE: ("modifiée", "modifiées"),
    Sort.INCHANGE: ("inchangée", "inchangées"),
    Sort.ECARTE: ("écartée", "écartées"),
    Sort.REFUSE: ("refusée", "refusées"),
}


def count(nombre: int, singulier: str, pluriel: str = "") -> str:
    """A number and its word.

    >>> count(1, "action"), count(3, "colonne"), count(0, "total", "totaux")
    ('1 action', '3 colonnes', '0 total')
    """
    return f"{nombre} {(pluriel or singulier + 's') if nombre > 1 else singulier}"


def noun(proposition: Proposition) -> str:
    """What a row is, in a feminine word: « créée » suits both."""
    return "personne" if proposition.est_de_contacts else "action"


def no_longer_read(perdues: Sequence[Affectation]) -> str:
    """What to say of the columns that lost their use to another one.

    >>> no_longer_read([Affectation(colonne=2, champ="cout")]).split(" était ")[1].split("\N{NO-BREAK SPACE}")
    ['lu dans la colonne C', ': elle n’est plus lue.']
    """
    champ = CHAMPS[perdues[0].champ].libelle
    colonnes = [lettres(a.colonne) + (f" «\u00a0{a.entete}\u00a0»" if a.entete else "") for a in perdues]
    if len(colonnes) == 1:
        return f"«\u00a0{champ}\u00a0» était lu dans la colonne {colonnes[0]}\u00a0: elle n’est plus lue."
    liste = f"{', '.join(colonnes[:-1])} et {colonnes[-1]}"
    return f"«\u00a0{champ}\u00a0» était lu dans les colonnes {liste}\u00a0: elles ne sont plus lues."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    """What there is to say of a proposition, said once: counting thousands of rows at each look would be felt."""

    lu: str
    """« 31 actions lues, 24 colonnes comprises, 3 non comprises »."""
    sorts: str
    """« 28 actions créées · 2 refusées »."""
    autres: str
    """« 2 orientations créées »; empty when there are only actions."""
    reste: str
    """What did not come in; empty when everything did."""
    totaux: str
    """Whether the totals of the table are those of its rows; empty when it has none."""
    a_verifier: int
    """Remarks that ask for an eye."""
    annonces: Mapping[str, Decimal | None]
    """Great totals of the table, by field."""


ANNONCES: Final = ("cout", "montant_accorde")
"""Fields whose great total means what the plan says: the coût, and what is acquired."""


def say(proposition: Proposition) -> Bilan:
    """Everything that is said of ``proposition``; for a thread."""
    return Bilan(
        lu=_reading(proposition),
        sorts=_fates(proposition),
        autres=_done(proposition),
        reste=_left(proposition),
        totaux=_totals(proposition),
        a_verifier=sum(r.nature is not Nature.IGNORE for r in proposition.remarques),
        annonces={champ: _announced(proposition, champ) for champ in ANNONCES},
    )


def _reading(proposition: Proposition) -> str:
    affectations = [a for f in proposition.feuilles if f.retenue for a in f.correspondance.affectations]
    comprises = sum(is_understood(a) and a.champ != NOTE for a in affectations)
    notes = sum(is_understood(a) and a.champ == NOTE for a in affectations)
    inconnues = sum(is_unknown(a) for a in affectations)
    nom = noun(proposition)
    parties = [count(len(proposition.lignes), f"{nom} lue", f"{nom}s lues")]
    if not affectations:
        return parties[0]
    parties += [
        count(comprises, "colonne comprise", "colonnes comprises"),
        f"{notes} en note" if notes else "",
        count(inconnues, "non comprise", "non comprises") if inconnues else "",
    ]
    return ", ".join(filter(None, parties))


def _fates(proposition: Proposition) -> str:
    """What becomes of the rows: « 28 actions créées · 2 refusées »."""
    comptes = proposition.comptes
    nom = noun(proposition)
    parties = [(comptes[sort], *_ACCORDS[sort]) for sort in Sort if comptes[sort]]
    if not parties:
        return "Aucune action"
    nombre, singulier, pluriel = parties[0]
    premiere = count(nombre, f"{nom} {singulier}", f"{nom}s {pluriel}")
    sans_compter = sum(not f.statut.est_vivant and f.totaux.cout is not None for f in proposition.projet.fiches)
    # Their amounts are in the sums of the table, and not in those of the plan.
    reste = [f"{sans_compter} hors des totaux (abandonnée ou hors plan)"] if sans_compter else []
    return " · ".join([premiere, *(count(n, *mots) for n, *mots in parties[1:]), *reste])


def _done(proposition: Proposition) -> str:
    """What was written, beside the actions: « 2 orientations et 5 organismes créés »."""
    noms = {
        "Orientation": ("orientation créée", "orientations créées"),
        "Organisme": ("organisme créé", "organismes créés"),
    }
    return " · ".join(count(proposition.crees[nom], *mots) for nom, mots in noms.items() if proposition.crees.get(nom))


def _left(proposition: Proposition) -> str:
    """What people must know did not come in; empty when everything did."""
    natures = [r.nature for r in proposition.remarques]
    parties = (
        (proposition.comptes[Sort.REFUSE], "ligne refusée", "lignes refusées"),
        (natures.count(Nature.NON_COMPRIS), "valeur non comprise", "valeurs non comprises"),
        (natures.count(Nature.ECART), "total qui ne tombe pas juste", "totaux qui ne tombent pas juste"),
    )
    return ", ".join(count(nombre, *mots) for nombre, *mots in parties if nombre)


def _announced(proposition: Proposition, champ: str) -> Decimal | None:
    """The great total that the table announces for a field, sheet by sheet; ``None`` when it says nothing."""
    par_feuille: dict[str, dict[int | str, Decimal]] = {}
    for total in proposition.totaux:
        if total.champ == champ:
            colonnes = par_feuille.setdefault(total.lieu.feuille, {})
            deja = colonnes.get(total.lieu.colonne, total.annonce)
            colonnes[total.lieu.colonne] = max(deja, total.annonce)
    en_postes = {
        f.nom for f in proposition.feuilles if any(a.champ == champ and a.poste for a in f.correspondance.affectations)
    }
    # Columns of postes add up; « HT » beside « TTC » are two sides of one cost.
    grands = (sum(c.values(), Decimal(0)) if nom in en_postes else max(c.values()) for nom, c in par_feuille.items())
    return sum(grands, Decimal(0)) if par_feuille else None


def _totals(proposition: Proposition) -> str:
    """Whether the totals of the table are those of its rows."""
    totaux = proposition.totaux
    if not totaux:
        return ""
    faux = [t for t in totaux if t.ecart]
    if not faux:
        return (
            "Le total de votre tableau est juste." if len(totaux) == 1 else "Les totaux de votre tableau sont justes."
        )
    pire = max(faux, key=lambda t: abs(t.ecart))
    sens = "de plus" if pire.ecart > 0 else "de moins"
    ligne = f"la ligne {pire.lieu.ligne} annonce {format_euros(abs(pire.ecart))} {sens} que ses lignes"
    autres = count(len(faux) - 1, "autre écart", "autres écarts") if len(faux) > 1 else ""
    return f"{ligne[0].upper()}{ligne[1:]}{f' ({autres})' if autres else ''}."
