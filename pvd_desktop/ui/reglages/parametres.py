"""A parameter as the page shows it: what the reference says, what the project says instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.domain.bareme import Bareme, Definition, Parametre, Unite, lire_valeur
from models.domain.formats import format_date, format_euros, format_taux
from models.domain.projet import Projet
from models.domain.reglages import ParametreLocal
from models.domain.uids import Uid
from pvd_desktop.ui.moments import format_moment


@dataclass(frozen=True, slots=True)
class EtatParametre:
    """One parameter. What its form shows has the names of its fields."""

    cle: str
    definition: Definition
    reference: Parametre
    """In force today, the project apart."""
    suite: tuple[tuple[date, Parametre], ...]
    """What the reference says of the days to come."""
    locaux: tuple[ParametreLocal, ...]
    """What the project adapted; the form shows the first."""
    adapte_le: datetime | None

    @property
    def uid(self) -> Uid:
        """Identity of what the form shows: another parameter is another object."""
        return Uid(self.cle)

    @property
    def local(self) -> ParametreLocal | None:
        """The adaptation that the form shows."""
        return self.locaux[0] if self.locaux else None

    @property
    def valeur(self) -> Decimal | None:
        """Value of the project."""
        return lire_valeur(self.local) if self.local else None

    @property
    def date_effet(self) -> date | None:
        """Day from which it holds."""
        return self.local.date_effet if self.local else None

    @property
    def motif(self) -> str:
        """Why the project adapted it."""
        return self.local.motif if self.local else ""

    def format_valeur(self, valeur: Decimal) -> str:
        """A value with its unit."""
        return format_nombre(valeur, self.definition.unite)

    @property
    def phrase_reference(self) -> str:
        """« Référence : 20 % · Article L. 1111-10, III du CGCT »."""
        debut = f"Référence\u00a0: {self.format_valeur(self.reference.valeur)} · {self.reference.source}"
        suite = "".join(
            f"\nÀ compter du {format_date(jour)}\u00a0: {self.format_valeur(p.valeur)} · {p.source}"
            for jour, p in self.suite
        )
        return debut + suite

    @property
    def phrase_adaptation(self) -> str:
        """« Adapté le 21/11/2026 : 30 % au lieu de 20 %. »; empty while the reference holds."""
        if self.local is None:
            return ""
        quand = f" le {format_moment(self.adapte_le)}" if self.adapte_le else ""
        au_lieu = f" au lieu de {self.format_valeur(self.reference.valeur)}"
        if lire_valeur(self.local) == self.reference.valeur:
            au_lieu = ", comme la référence aujourd’hui"
        texte = f"Adapté{quand}\u00a0: {self._dire(self.local)}{au_lieu}."
        autres = " ; ".join(map(self._dire, self.locaux[1:]))
        return f"{texte} Aussi\u00a0: {autres}." if autres else texte

    @property
    def points(self) -> str:
        """« Points SUB-05 et SUB-06 »."""
        codes = self.definition.regles
        return f"Point {codes[0]}" if len(codes) == 1 else f"Points {', '.join(codes[:-1])} et {codes[-1]}"

    def _dire(self, local: ParametreLocal) -> str:
        compter = f" à compter du {format_date(local.date_effet)}" if local.date_effet else ""
        return f"{self.format_valeur(lire_valeur(local))}{compter}"


def etats(
    projet: Projet, reference: Bareme, jour: date, adaptations: Mapping[Uid, datetime]
) -> Iterator[EtatParametre]:
    """The parameters that points à vérifier read, in the order of the reference."""
    for cle, definition in reference.definitions.items():
        if not definition.regles:
            continue
        locaux = tuple(p for p in projet.parametres_locaux if p.cle == cle)
        yield EtatParametre(
            cle=cle,
            definition=definition,
            reference=reference.parametre(cle, jour),
            suite=tuple(entree for entree in reference.entrees[cle] if entree[0] > jour),
            locaux=locaux,
            adapte_le=adaptations.get(locaux[0].uid) if locaux else None,
        )


def format_nombre(valeur: Decimal, unite: Unite) -> str:
    """A value with its unit: « 20 % », « 1,00 € », « 24 mois »."""
    match unite:
        case Unite.FRACTION:
            return format_taux(valeur)
        case Unite.EURO:
            return format_euros(valeur)
        case Unite.MOIS:
            return f"{valeur.normalize():f}\u00a0mois"
        case Unite.JOUR:
            return f"{valeur.normalize():f}\u00a0jours"
