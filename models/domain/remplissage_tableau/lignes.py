"""Which row of the table each action stands in: the one that already bears it, or a free one below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Feuille, LigneFeuille, en_texte
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.proximite import cle
from models.domain.importation.rapprochement import Fiches
from models.domain.importation.recolte import Recolte
from models.domain.importation.roles import Role
from models.domain.projet import Projet
from models.domain.remplissage_tableau.colonnes import pour_la_lecture
from models.domain.remplissage_tableau.gabarit import Agrandissement, GabaritFeuille
from models.domain.remplissage_tableau.unites import Unite
from models.domain.uids import Uid

_ACTIONS: Final = frozenset({Role.ACTION, Role.SUITE})
_LIGNE_MAX: Final = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where the rows go."""

    lignes: tuple[tuple[int, Unite], ...] = ()
    """Row and what it says, those that stood there first."""
    modele: int = 0
    """Row whose look and formulas the added ones take; 0 when there is none."""
    nouvelles: frozenset[int] = frozenset()
    sans_place: tuple[Unite, ...] = ()
    """What finds no free row."""
    inserees: tuple[tuple[int, Unite], ...] = ()
    """Rows that are put in above the first one that is not free, by their number in the copy."""
    agrandissement: Agrandissement | None = None
    raison: str = ""
    """Why they cannot be put in, in French."""
    obstacle: int = 0
    """First row below that is not free."""
    etrangeres: int = 0
    """Rows that bear an action the project does not know."""


@dataclass(slots=True)
class Placeur:
    """Reads the body of a table."""

    feuille: Feuille
    regles: GabaritFeuille
    correspondance: Correspondance
    projet: Projet
    lecteur: LecteurFinanceurs
    _par_numero: dict[int, LigneFeuille] = field(default_factory=dict[int, LigneFeuille], init=False)

    def placer(self, unites: Sequence[Unite]) -> Placement:
        """The row of every unit."""
        debut = self.correspondance.derniere_entete
        corps = tuple(ligne for ligne in self.feuille.lignes if ligne.numero > debut)
        self._par_numero = {ligne.numero: ligne for ligne in corps}
        recolte = Recolte(self.feuille, pour_la_lecture(self.correspondance), self.lecteur)
        recolte.lire(corps, {})
        roles = {n: role for role, numeros in recolte.roles.items() for n in numeros}
        occupees, etrangeres = self._of_the_project(recolte, unites)
        actions = [n for n, role in roles.items() if role in _ACTIONS and not self._is_free(n) and not self._signs(n)]
        # Before the first action, words of the head explain the columns; those below a total sign it, or say more.
        corps_prepare = min((n for n in {ligne for ligne, _ in self.regles.formules} if n > debut), default=_LIGNE_MAX)
        muettes = [n for n, role in roles.items() if role is Role.EXPLICATION and n < corps_prepare]
        derniere = max((*actions, *muettes, debut))
        places = self._assign(occupees, unites)
        prises = {ligne for ligne, _ in places}
        posees = {id(unite) for _, unite in places}
        restent = [unite for unite in unites if id(unite) not in posees]
        suivantes = sorted({*self._par_numero, *self.regles.totaux})
        obstacle = next((n for n in suivantes if n > derniere and not self._is_free(n)), _LIGNE_MAX + 1)
        libres = range(derniere + 1, min(obstacle, derniere + 1 + len(restent)))
        ajoutees = list(zip(libres, restent, strict=False))
        sans_place = restent[len(ajoutees) :]
        modele = max(actions, default=self._first_prepared(derniere))
        raison = self._fixed(obstacle, debut) if sans_place else ""
        inserees = () if raison else tuple(enumerate(sans_place, obstacle))
        suivante = obstacle if sans_place else max((n for n, _ in ajoutees), default=debut) + 1
        tenues = {n for n, _ in self.regles.formules} | set(self._par_numero)
        fin = max((n for n in tenues if debut < n < suivante), default=debut)
        agrandit = bool(inserees) or (fin < suivante - 1 and bool(ajoutees))
        return Placement(
            lignes=(*places, *ajoutees),
            modele=modele if ajoutees or inserees else 0,
            nouvelles=frozenset(n for n, _ in ajoutees),
            inserees=inserees,
            agrandissement=Agrandissement(debut=debut + 1, fin=fin, ligne=suivante, nombre=len(inserees))
            if agrandit
            else None,
            sans_place=tuple(sans_place) if raison else (),
            raison=raison,
            obstacle=obstacle if sans_place else 0,
            etrangeres=len(etrangeres - prises),
        )

    def _fixed(self, ligne: int, debut: int) -> str:
        """Why no row may be put in above another one; empty when one may."""
        if self.regles.fige:
            return self.regles.fige
        if ligne == debut + 1:
            return "le tableau n’a pas de ligne dont prendre l’allure"
        if any(f.ligne < ligne <= f.derniere_ligne for f in self.feuille.fusions):
            return "une cellule fusionnée passe par là"
        return "des commentaires se trouvent plus bas" if self.regles.derniere_ancree >= ligne else ""

    def _of_the_project(self, recolte: Recolte, unites: Sequence[Unite]) -> tuple[dict[Uid, list[int]], set[int]]:
        """Rows of each fiche, and those of actions that are not of the project."""
        connues = {unite.fiche.uid: unite.fiche for unite in unites}
        fiches = Fiches(self.projet.fiches)
        trouvees: dict[Uid, list[int]] = {}
        etrangeres: set[int] = set()
        for action in recolte.actions:
            pleines = [n for n in action.lignes if not self._is_free(n)]
            fiche, _ = (None, "") if action.refus else fiches.trouver(action, ())
            if fiche is None:
                etrangeres |= set(pleines)
                continue
            fiches.garder(fiche)
            if fiche.uid in connues:
                trouvees.setdefault(fiche.uid, []).extend(pleines)
        return trouvees, etrangeres

    def _assign(self, occupees: dict[Uid, list[int]], unites: Sequence[Unite]) -> list[tuple[int, Unite]]:
        """Of several rows of one action, each goes to the unit that it names, then in their order."""
        places: list[tuple[int, Unite]] = []
        for uid, lignes in occupees.items():
            siennes = [u for u in unites if u.fiche.uid == uid]
            libres = sorted(lignes)
            for nommees in (True, False):
                for unite in tuple(siennes):
                    ligne = next((n for n in libres if not nommees or self._names(n, unite)), None)
                    if ligne is not None:
                        places.append((ligne, unite))
                        siennes.remove(unite)
                        libres.remove(ligne)
        return sorted(places, key=lambda place: place[0])

    def _names(self, numero: int, unite: Unite) -> bool:
        """Whether a row bears the name of an operation, the number of a request, or the name of who pays."""
        mots = {cle(en_texte(v)) for _, v in self._par_numero[numero].remplies()}
        dossiers = [f.numero_dossier for f in unite.financements]
        payeurs = [f.dispositif or self.projet.nom_organisme(f.financeur) for f in unite.financements]
        titres = [o.intitule for o in unite.operations]
        return any(cle(nom) in mots for nom in (*dossiers, *titres, *(payeurs if len(payeurs) == 1 else ())) if nom)

    def _is_free(self, numero: int) -> bool:
        """A row that waits: nothing in it but formulas, and its rank."""
        ligne = self._par_numero.get(numero)
        if ligne is None or numero in self.regles.totaux:
            return numero not in self.regles.totaux
        return all(self._says_nothing(ligne, colonne) for colonne, _ in ligne.remplies())

    def _signs(self, numero: int) -> bool:
        """A row below the totals that names no action: who signs, when, a remark."""
        if not self.regles.totaux or numero < max(self.regles.totaux):
            return False
        ligne = self._par_numero[numero]
        noms = (a.colonne for a in self.correspondance.affectations if a.champ == "intitule")
        return all(ligne.valeur(colonne) is None for colonne in noms)

    def _says_nothing(self, ligne: LigneFeuille, colonne: int) -> bool:
        if (ligne.numero, colonne) in self.regles.formules:
            return True
        a = self.correspondance.affectation(colonne)
        return a is not None and a.champ == "numero" and en_texte(ligne.valeur(colonne)).isdigit()

    def _first_prepared(self, derniere: int) -> int:
        """Without any action yet, the first free row that the partner prepared."""
        preparees = {ligne for ligne, _ in self.regles.formules if ligne not in self.regles.totaux}
        return min((n for n in preparees if n > derniere and self._is_free(n)), default=0)
