"""What people type, turned into values: amounts, rates, dates, years.

An empty field is ``None``. Anything doubtful is refused with the value and the remedy in French: a wrong amount
read in silence costs more than a second try.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation

from models.domain.errors import SaisieError
from models.domain.formats import format_euros, rang_du_mois
from models.domain.plan_financement import CENTIME, arrondir

MONTANT_LIMITE = Decimal(1_000_000_000)
"""Euros; an amount stays below. A billion is a slip of the keyboard in a small town."""
ANNEE_MIN = 1900
ANNEE_MAX = 2100
ENTIER_MAX = 2**31 - 1
"""What an integer column holds on any server."""
TAILLE_MAX = 2**53
"""Bytes of a file: the largest integer that every reader of a JSON keeps whole."""
_LONGUEUR_CITEE = 40
_PAS_TAUX = Decimal("0.000001")

_ESPACES = re.compile(r"[\s\u200b]+")
_NOMBRE = re.compile(r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]*)?|[.,][0-9]+")
_MONTANT = re.compile(rf"({_NOMBRE.pattern}) ?(k|m)? ?(?:€|euros?|eur)?", re.IGNORECASE)
_MULTIPLES = {"": Decimal(1), "k": Decimal(1000), "m": Decimal(1_000_000)}
_LEXEME = re.compile(rf" *({_NOMBRE.pattern}|[-+*/x×÷()%]) *")

_TAUX = re.compile(rf"({_NOMBRE.pattern}) ?(%?)")

_DATE_SEPAREE = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_DATE_COLLEE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_DATE_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DATE_LONGUE = re.compile(r"([0-9]{1,2}|1er) ([^\W\d_]+) ([0-9]{4})", re.IGNORECASE)
_DECALAGE = re.compile(r"([+-]) ?([0-9]{1,5})(?: ?j(?:ours?)?)?", re.IGNORECASE)
_ENTIER = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,10}")
_ANNEE = re.compile(r"[0-9]{4}|[0-9]{2}")


def parse_montant(texte: str) -> Decimal | None:
    """Euros typed by hand or pasted from a spreadsheet; ``None`` when empty.

    « 12 345,60 », « 12345.6 », any French space, « € », « 12k », « 1,2 M€ », and a computation after « = »
    (``=3*450``, ``=1200+300``, ``=(500000-20000)*30%``), the only case rounded to the cent.

    >>> parse_montant("12,5 k€"), parse_montant("=3*450"), parse_montant(" ")
    (Decimal('12500.00'), Decimal('1350.00'), None)

    Raises:
        SaisieError: not an amount, negative, more than two decimals, or a billion and more.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    if len(compact) > 200:
        raise _refus_montant(compact, "Le texte est trop long pour un montant.")
    montant = _Calcul(compact).resultat() if compact.startswith("=") else _lire_montant(compact)
    if montant < 0:
        raise _refus(compact, "est négatif", "Écrivez un montant positif.")
    if montant >= MONTANT_LIMITE:
        limite = format_euros(MONTANT_LIMITE)
        raise _refus(compact, "est trop grand", f"Un montant reste sous {limite} : vérifiez le nombre de zéros.")
    return abs(montant).quantize(CENTIME)  # « -0 » is zero


@dataclass(frozen=True, slots=True)
class PartDeLaBase:
    """« 30 % » typed where an amount goes: whoever asked for it knows of what."""

    taux: Decimal

    def montant(self, base: Decimal | None, de_quoi: str) -> Decimal:
        """Euros of this share; ``de_quoi`` names the base, and what it lacks.

        Raises:
            SaisieError: nobody knows of what.
        """
        if base is None:
            raise SaisieError(f"Un pourcentage se calcule sur {de_quoi}.", "Écrivez le montant en euros.")
        return arrondir(base * self.taux)


def parse_montant_ou_part(texte: str) -> Decimal | PartDeLaBase | None:
    """An amount, or a share of what the row knows to be its base.

    >>> parse_montant_ou_part("30 %"), parse_montant_ou_part("=1000*30%")
    (PartDeLaBase(taux=Decimal('0.3')), Decimal('300.00'))

    Raises:
        SaisieError: neither one nor the other.
    """
    if texte.strip().endswith("%") and not texte.lstrip().startswith("="):
        taux = parse_taux(texte)
        return None if taux is None else PartDeLaBase(taux)
    return parse_montant(texte)


def parse_taux(texte: str) -> Decimal | None:
    """A rate as a fraction from 0 to 1; ``None`` when empty.

    With « % », or above 1, the number is a percentage: « 30 % », « 30 » and « 0,3 » are the same rate, « 1 » is the
    whole and « 1 % » the hundredth. At most four decimals of a percentage.

    >>> parse_taux("30 %"), parse_taux("0,3"), parse_taux("5,5")
    (Decimal('0.3'), Decimal('0.3'), Decimal('0.055'))

    Raises:
        SaisieError: not a rate, above 100 %, or too many decimals.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    lu = _TAUX.fullmatch(compact) if len(compact) <= 30 else None
    if lu is None:
        raise _refus(compact, "n’est pas un taux", "Écrivez par exemple 30 % ou 5,5 %.")
    nombre = _decimal(lu[1])
    taux = nombre / 100 if lu[2] or nombre > 1 else nombre
    if taux > 1:
        raise _refus(compact, "dépasse 100 %", "Un taux va de 0 à 100 %.")
    if taux != taux.quantize(_PAS_TAUX):
        raise _refus(compact, "a trop de décimales", "Gardez au plus quatre décimales, par exemple 33,3333 %.")
    return _sans_zeros(taux)


def parse_date(texte: str, aujourd_hui: date) -> date | None:
    """A day; ``None`` when empty.

    « 03/04/2026 », « 3/4/26 », « 03042026 », « 2026-04-03 », « 3 avril 2026 », « +30 » (days from ``aujourd_hui``).

    >>> parse_date("3/4/26", date(2026, 11, 21)), parse_date("+30", date(2026, 11, 21))
    (datetime.date(2026, 4, 3), datetime.date(2026, 12, 21))

    Raises:
        SaisieError: not a date, or a day that does not exist.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    citation = compact
    if len(compact) > 30:
        raise _refus_date(citation)
    if decalage := _DECALAGE.fullmatch(compact):
        jours = int(decalage[2]) * (1 if decalage[1] == "+" else -1)
        return _borner(aujourd_hui + timedelta(days=jours), citation)
    if iso := _DATE_ISO.fullmatch(compact):
        return _jour(iso[3], int(iso[2]), iso[1], citation)
    if lu := _DATE_SEPAREE.fullmatch(compact) or _DATE_COLLEE.fullmatch(compact):
        return _jour(lu[1], int(lu[2]), lu[3], citation)
    if (longue := _DATE_LONGUE.fullmatch(compact)) and (mois := rang_du_mois(longue[2])):
        return _jour(longue[1].lower().removesuffix("er"), mois, longue[3], citation)
    raise _refus_date(citation)


def parse_annee(texte: str) -> int | None:
    """An année: « 2026 » or « 26 »; ``None`` when empty.

    >>> parse_annee("26")
    2026

    Raises:
        SaisieError: not a year, or outside 1900-2100.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    if not _ANNEE.fullmatch(compact):
        raise _refus(compact, "n’est pas une année", "Écrivez quatre chiffres, par exemple 2026.")
    annee = _annee(compact)
    if not ANNEE_MIN <= annee <= ANNEE_MAX:
        raise _refus(compact, "n’est pas une année plausible", f"Écrivez une année de {ANNEE_MIN} à {ANNEE_MAX}.")
    return annee


def parse_entier(texte: str) -> int | None:
    """A count, with any space between its thousands; ``None`` when empty.

    >>> parse_entier("6 214"), parse_entier("")
    (6214, None)

    Raises:
        SaisieError: not a whole number, or too large to be kept.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    if not _ENTIER.fullmatch(compact) or (nombre := int(compact.replace(" ", ""))) > ENTIER_MAX:
        raise _refus(compact, "n’est pas un nombre entier", "Écrivez par exemple 6214.")
    return nombre


def parse_surface(texte: str) -> Decimal | None:
    """Hectares, with or without « ha », to two decimals; ``None`` when empty.

    >>> parse_surface("24,35 ha")
    Decimal('24.35')

    Raises:
        SaisieError: not a number of hectares, more than two decimals, or too large.
    """
    compact = _compacter(texte)
    if not compact:
        return None
    nombre = compact.lower().removesuffix("ha").strip()
    surface = _decimal(nombre) if len(nombre) < _LONGUEUR_CITEE and _NOMBRE.fullmatch(nombre) else MONTANT_LIMITE
    if surface >= MONTANT_LIMITE or surface != round(surface, 2):
        raise _refus(compact, "n’est pas une surface en hectares", "Écrivez par exemple 24,35.")
    return round(surface, 2)


def _compacter(texte: str) -> str:
    """One plain space for every run of spaces, whatever kind French typography put there."""
    return _ESPACES.sub(" ", texte).strip().replace("−", "-")


def _decimal(nombre: str) -> Decimal:
    return Decimal(nombre.replace(" ", "").replace(",", "."))


def _sans_zeros(nombre: Decimal) -> Decimal:
    """0.30 as 0.3 and 1.00 as 1: one text for one value in the file."""
    return nombre.to_integral_value() if nombre == nombre.to_integral_value() else nombre.normalize()


def _lire_montant(compact: str) -> Decimal:
    negatif = compact.startswith("-")
    lu = _MONTANT.fullmatch(compact.removeprefix("-").lstrip())
    if lu is None:
        raise _refus_montant(compact, _indice(compact))
    valeur = _decimal(lu[1]) * _MULTIPLES[(lu[2] or "").lower()]
    if not negatif and valeur < MONTANT_LIMITE and valeur != arrondir(valeur):
        raise _refus(compact, "a plus de deux décimales", "Arrondissez au centime, par exemple 1 234,56 €.")
    return -valeur if negatif else valeur


def _indice(compact: str) -> str:
    """The likely slip, said before the rule."""
    if re.search(r"[0-9 ,.][oO]|[oO][0-9 ,.]", compact):
        return "La lettre O s’est glissée à la place d’un zéro."
    if re.search(r"[0-9][lI]|[lI][0-9]", compact):
        return "Une lettre s’est glissée à la place du chiffre 1."
    if re.search(r"[0-9][.,][0-9]+[.,]", compact):
        return "Séparez les milliers par une espace, et les centimes par une seule virgule."
    if re.fullmatch(r"-?[0-9 ]+(?:[.,][0-9]*)?[ €]*", compact):
        return "Vérifiez les espaces : les chiffres vont par groupes de trois."
    return "Écrivez des chiffres."


def _citer(texte: str) -> str:
    court = texte if len(texte) <= _LONGUEUR_CITEE else f"{texte[:_LONGUEUR_CITEE]}…"
    return f"« {court} »"


def _refus(texte: str, defaut: str, remede: str) -> SaisieError:
    return SaisieError(f"{_citer(texte)} {defaut}.", remede)


def _refus_montant(texte: str, indice: str) -> SaisieError:
    return _refus(texte, "n’est pas un montant", f"{indice} Exemples : 1 234,50 € ou 12,5 k€.")


def _refus_date(texte: str) -> SaisieError:
    return _refus(texte, "n’est pas une date", "Écrivez par exemple 03/04/2026, ou +30 pour dans trente jours.")


def _annee(chiffres: str) -> int:
    """« 26 » is 2026: nothing in a project is older than the century."""
    return int(chiffres) + (2000 if len(chiffres) == 2 else 0)


def _jour(quantieme: str, mois: int, annee: str, citation: str) -> date:
    try:
        jour = date(_annee(annee), mois, int(quantieme))
    except ValueError:
        remede = "Vérifiez le jour et le mois."
        raise _refus(citation, "n’existe pas dans le calendrier", remede) from None
    return _borner(jour, citation)


def _borner(jour: date, citation: str) -> date:
    if not ANNEE_MIN <= jour.year <= ANNEE_MAX:
        remede = f"Écrivez une année de {ANNEE_MIN} à {ANNEE_MAX}."
        raise _refus(citation, "n’est pas une date plausible", remede)
    return jour


class _Calcul:
    """Arithmetic after « = »: numbers, + - * /, parentheses and %, nothing else, by recursive descent."""

    def __init__(self, compact: str) -> None:
        self._texte = compact
        self._lexemes: list[str] = []
        position = 1
        while position < len(compact):
            lu = _LEXEME.match(compact, position)
            if lu is None:
                raise self._refus()
            self._lexemes.append(lu[1])
            position = lu.end()
        self._lexemes.reverse()

    def resultat(self) -> Decimal:
        """Rounded to the cent: a third decimal here was computed, not typed."""
        try:
            valeur = self._somme()
            if self._lexemes:
                raise self._refus()
            return arrondir(valeur) if abs(valeur) < MONTANT_LIMITE else valeur
        except DivisionByZero:
            raise _refus(self._texte, "divise par zéro", "Corrigez le calcul.") from None
        except InvalidOperation:
            raise self._refus() from None

    def _refus(self) -> SaisieError:
        return _refus(self._texte, "n’est pas un calcul", "Exemples : =3*450 ou =1200+300.")

    def _suivant(self, parmi: str) -> str:
        return self._lexemes.pop() if self._lexemes and self._lexemes[-1] in parmi else ""

    def _somme(self) -> Decimal:
        valeur = self._produit()
        while signe := self._suivant("+-"):
            terme = self._produit()
            valeur += terme if signe == "+" else -terme
        return valeur

    def _produit(self) -> Decimal:
        valeur = self._facteur()
        while signe := self._suivant("*x×/÷"):
            terme = self._facteur()
            valeur = valeur / terme if signe in "/÷" else valeur * terme
        return valeur

    def _facteur(self) -> Decimal:
        if self._suivant("-"):
            return -self._facteur()
        if self._suivant("("):
            valeur = self._somme()
            if not self._suivant(")"):
                raise self._refus()
        elif self._lexemes and _NOMBRE.fullmatch(self._lexemes[-1]):
            valeur = _decimal(self._lexemes.pop())
        else:
            raise self._refus()
        return valeur / 100 if self._suivant("%") else valeur
