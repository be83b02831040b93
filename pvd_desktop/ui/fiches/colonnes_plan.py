"""Columns of the tree of the plan d'action, in their order on screen."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from models.domain.formats import format_date, format_euros, sort_key
from models.domain.saisie import parse_date
from models.domain.textes import LONGUEUR_TITRE
from models.domain.vocabulaire import Meteo, Priorite, StatutAction, Vocabulaire
from pvd_desktop.ui.fiches.lignes_plan import Ligne, LigneFiche, LigneOrientation
from pvd_desktop.ui.widgets.cellules import ColonneChoix, find_choix, parse_texte
from pvd_desktop.ui.widgets.colonne import CENTRE, DROITE, Colonne

(
    NUMERO, INTITULE, STATUT, PRIORITE, METEO, BLOQUANT, ETAPE, QUI, QUAND, REFERENT, MAITRE_OUVRAGE, DEBUT, FIN,
    COUT, ACQUIS, A_TROUVER, NOUVELLE, COMPLETUDE,
) = range(18)  # fmt: skip

LARGEUR_INTITULE: Final = 190
"""First width of the title, in pixels at 100 %."""
LONGUEUR_NUMERO: Final = 20
_NON_RENSEIGNE: Final = "—"


def build_colonnes(aujourd_hui: Callable[[], date] = date.today) -> tuple[Colonne[Ligne], ...]:
    """In the order of the constants above."""
    return (
        Colonne(
            titre="N°",
            texte=_numero,
            champ="numero",
            parse=parse_texte(LONGUEUR_NUMERO),
            sort_by=_sort_numero,
            largeur=54,
            aide="Numéro de l’action",
        ),
        Colonne(
            titre="Action",
            texte=_intitule,
            champ="intitule",
            parse=parse_texte(LONGUEUR_TITRE),
            edition=_edition_intitule,
            largeur=LARGEUR_INTITULE,
            aide="Nom de l’action",
        ),
        _choix("Statut", "statut", StatutAction, lambda f: f.fiche.statut, largeur=120),
        _choix("Priorité", "priorite", Priorite, lambda f: f.fiche.priorite, vide="Non renseignée", largeur=72),
        _choix("Météo", "meteo", Meteo, lambda f: f.fiche.suivi.meteo, vide="Non renseignée", largeur=104),
        _texte("Point bloquant", "point_bloquant", lambda f: f.fiche.suivi.point_bloquant, largeur=150),
        _texte("Prochaine étape", "prochaine_etape", lambda f: f.fiche.suivi.prochaine_etape, largeur=150),
        _texte("Par qui", "prochaine_etape_qui", lambda f: f.fiche.suivi.prochaine_etape_qui, largeur=96),
        _jour(
            "Pour quand",
            lambda f: f.fiche.suivi.prochaine_etape_date,
            champ="prochaine_etape_date",
            parse=lambda saisie: parse_date(saisie, aujourd_hui()),
        ),
        _texte("Référent", "referent", lambda f: f.fiche.referent, largeur=120),
        Colonne(
            titre="Maître d’ouvrage",
            texte=_of(lambda f: ", ".join(f.maitres_ouvrage) or _NON_RENSEIGNE),
            largeur=150,
            aide="Qui porte les opérations de l’action",
            accessible=_of(lambda f: ", ".join(f.maitres_ouvrage)),
            copie=_of(lambda f: ", ".join(f.maitres_ouvrage)),
        ),
        _jour("Début", lambda f: f.debut, aide="Premier jour du calendrier de l’action"),
        _jour("Fin", lambda f: f.fin, aide="Dernier jour du calendrier de l’action"),
        _montant(
            "Coût", lambda f: f.totaux.cout, aide="Coût de l’action, sur la base déclarée de ses opérations", base=True
        ),
        _montant("Acquis", lambda f: f.totaux.acquis, aide="Aides obtenues", base=True),
        _montant(
            "À trouver",
            lambda f: f.totaux.a_trouver,
            aide="Ce que ni les aides, ni le privé, ni la part décidée ne financent",
            token=_token_a_trouver,
        ),
        _texte("Dernière nouvelle", "derniere_nouvelle", lambda f: f.fiche.suivi.derniere_nouvelle, largeur=150),
        Colonne(
            titre="",
            texte=_of(lambda f: f"Complétude\u00a0: {f.completude.remplis} sur {f.completude.attendus}"),
            sort_by=_sort(lambda f: float(f.completude.fraction)),
            align=CENTRE,
            largeur=36,
            aide="Complétude de la fiche",
        ),
    )


def format_euros_ronds(montant: Decimal | None) -> str:
    """Whole euros when there are no cents: the list compares sizes, the fiche holds the cents."""
    texte = format_euros(montant)
    return texte.replace(",00", "")


def _choix(
    titre: str,
    champ: str,
    vocabulaire: type[Vocabulaire],
    lire: Callable[[LigneFiche], Vocabulaire | None],
    *,
    largeur: int,
    vide: str = "",
) -> Colonne[Ligne]:
    """A value of a closed list; ``vide`` is the entry that takes it away, when it may be."""
    membres = list(vocabulaire)

    def paires() -> Sequence[tuple[str, str]]:
        return [*([("", vide)] if vide else []), *((str(membre), membre.libelle) for membre in membres)]

    def parse(saisie: str) -> Vocabulaire | None:
        valeur = find_choix(paires(), saisie)
        return vocabulaire(valeur) if valeur else None

    def rank(ligne: LigneFiche) -> int:
        valeur = lire(ligne)
        return -1 if valeur is None else membres.index(valeur)

    return ColonneChoix(
        titre=titre,
        texte=_of(lambda f: valeur.libelle if (valeur := lire(f)) is not None else _NON_RENSEIGNE),
        edition=_of(lambda f: str(lire(f) or "")),
        champ=champ,
        parse=parse,
        choix=paires,
        sort_by=_sort(rank),
        copie=_of(lambda f: valeur.libelle if (valeur := lire(f)) is not None else ""),
        largeur=largeur,
        accessible=_of(lambda f: valeur.libelle if (valeur := lire(f)) is not None else vide.lower()),
    )


def _texte(titre: str, champ: str, lire: Callable[[LigneFiche], str], *, largeur: int) -> Colonne[Ligne]:
    return Colonne(
        titre=titre, texte=_of(lire), champ=champ, parse=parse_texte(LONGUEUR_TITRE), largeur=largeur, aide=titre
    )


def _jour(
    titre: str,
    lire: Callable[[LigneFiche], date | None],
    *,
    champ: str = "",
    parse: Callable[[str], object] | None = None,
    aide: str = "",
) -> Colonne[Ligne]:
    return Colonne(
        titre=titre,
        texte=_of(lambda f: format_date(jour) if (jour := lire(f)) else ""),
        # Days that are not told come after the others.
        sort_by=lambda ligne: (lire(ligne) or date.max).isoformat() if isinstance(ligne, LigneFiche) else "",
        champ=champ,
        parse=parse,
        largeur=92,
        aide=aide or titre,
    )


def _montant(
    titre: str,
    lire: Callable[[LigneFiche], Decimal | None],
    *,
    aide: str,
    base: bool = False,
    token: Callable[[Ligne], str | None] | None = None,
) -> Colonne[Ligne]:
    """Euros, whole when they can be; screen readers hear all of them, with HT or TTC after when ``base`` asks so."""

    def say(ligne: LigneFiche) -> str:
        return f"{format_euros(lire(ligne))} {ligne.totaux.libelle_base}" if base else format_euros(lire(ligne))

    return Colonne(
        titre=titre,
        texte=_of(lambda f: _NON_RENSEIGNE if (montant := lire(f)) is None else format_euros_ronds(montant)),
        # Unknown comes before zero.
        sort_by=_sort(lambda f: -1 if (montant := lire(f)) is None else int(montant * 100)),
        copie=_of(lambda f: "" if (montant := lire(f)) is None else str(montant).replace(".", ",")),
        align=DROITE,
        largeur=112,
        token=token,
        aide=aide,
        accessible=_of(say),
    )


def _of(lire: Callable[[LigneFiche], str]) -> Callable[[Ligne], str]:
    """A text of the fiches; the row of an orientation has none."""
    return lambda ligne: lire(ligne) if isinstance(ligne, LigneFiche) else ""


def _sort(lire: Callable[[LigneFiche], int | float]) -> Callable[[Ligne], int | float]:
    return lambda ligne: lire(ligne) if isinstance(ligne, LigneFiche) else 0


def _numero(ligne: Ligne) -> str:
    return ligne.titre if isinstance(ligne, LigneOrientation) else ligne.fiche.numero


_pad = partial(re.compile(r"\d+").sub, lambda lu: lu[0].zfill(8))


def _sort_numero(ligne: Ligne) -> str:
    """« 1.10 » comes after « 1.9 »."""
    return _pad(sort_key(_numero(ligne)))


def _intitule(ligne: Ligne) -> str:
    if isinstance(ligne, LigneOrientation):
        return ""
    return ligne.fiche.intitule or "Action sans nom"


def _edition_intitule(ligne: Ligne) -> str:
    if isinstance(ligne, LigneFiche):
        return ligne.fiche.intitule
    return ligne.orientation.intitule if ligne.orientation else ""


def _token_a_trouver(ligne: Ligne) -> str | None:
    """Only what is really missing stands out."""
    if isinstance(ligne, LigneFiche) and (ligne.totaux.a_trouver or 0) > 0:
        return "attention"
    return "texte_discret"
